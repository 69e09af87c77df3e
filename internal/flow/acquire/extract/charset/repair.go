package charset

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/record"
	"golang.org/x/text/encoding"
)

// fromLegacy decodes bytes of an encoding other than UTF-8.
func fromLegacy(raw []byte, enc encoding.Encoding, name string, doubts []notice.Notice) (Text, error) {
	decoded, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return Text{}, fmt.Errorf("decode %s: %w", name, err)
	}
	if len(decoded) == 0 {
		return Text{}, ErrEmpty
	}
	t, err := fromUTF8(decoded, name)
	if err != nil {
		return Text{}, err
	}
	if n := strings.Count(t.Text, "\uFFFD"); n > 0 {
		at := strings.Index(t.Text, "\uFFFD")
		doubts = append(doubts, notice.Notice{
			Code: notice.InvalidUTF8, Span: &record.Span{Start: at, End: at + len("\uFFFD")},
			Message: fmt.Sprintf("%s of the input no character of %s, replaced by U+FFFD", number(n, "sequence is", "sequences are"), name),
		})
	}
	t.Notices = append(doubts, t.Notices...)
	t.Exact = false
	return t, nil
}

// fromUTF8 repairs bytes that are, but for damage, UTF-8.
func fromUTF8(raw []byte, name string) (Text, error) {
	if sound(raw) {
		return Text{Text: string(raw), Charset: name, Exact: true}, nil
	}
	r := repairer{raw: raw}
	r.out.Grow(len(raw))
	r.run()
	return Text{Text: r.out.String(), Charset: name, Notices: r.notices(), Exact: false}, nil
}

// sound tells whether raw can be kept as it is.
func sound(raw []byte) bool {
	for i, c := range raw {
		if c < 0x20 && c != '\n' && c != '\t' || c == 0x7f || c == c1Lead && i+1 < len(raw) && raw[i+1] < 0xa0 {
			return false
		}
	}
	return utf8.Valid(raw)
}

// c1Lead is the first byte of the C1 controls, U+0080 to U+009F, in UTF-8; the second lies below 0xa0.
const c1Lead = 0xc2

// nextLine is the C1 control that ends a line.
const nextLine = '\u0085'

// repairer copies a text and leaves out or replaces what is damaged, remembering where.
type repairer struct {
	raw      []byte
	out      strings.Builder
	invalid  []place
	controls []place
}

// place is a damaged byte: where it was in the input and where its replacement is in the output.
type place struct {
	in, out int
	value   rune
}

func (r *repairer) run() {
	for i := 0; i < len(r.raw); {
		c := r.raw[i]
		switch {
		case c == '\r':
			r.out.WriteByte('\n')
			if i+1 < len(r.raw) && r.raw[i+1] == '\n' {
				i++
			}
			i++
		case c == '\f' || c == '\v': // page and line breaks of old
			r.out.WriteByte('\n')
			i++
		case c < 0x20 && c != '\n' && c != '\t' || c == 0x7f:
			r.controls = append(r.controls, place{i, r.out.Len(), rune(c)})
			i++
		case c < utf8.RuneSelf:
			r.out.WriteByte(c)
			i++
		default:
			i += r.rune(i)
		}
	}
}

func (r *repairer) rune(i int) int {
	v, size := utf8.DecodeRune(r.raw[i:])
	if v == utf8.RuneError && size == 1 {
		r.invalid = append(r.invalid, place{i, r.out.Len(), rune(r.raw[i])})
		r.out.WriteString("\uFFFD")
		return 1
	}
	switch {
	case v == nextLine:
		r.out.WriteByte('\n')
		return size
	case v < 0xa0:
		r.controls = append(r.controls, place{i, r.out.Len(), v})
		return size
	}
	r.out.Write(r.raw[i : i+size])
	return size
}

func (r *repairer) notices() []notice.Notice {
	var all []notice.Notice
	if n := len(r.invalid); n > 0 {
		first := r.invalid[0]
		all = append(all, notice.Notice{
			Code: notice.InvalidUTF8, Span: &record.Span{Start: first.out, End: first.out + len("\uFFFD")},
			Message: fmt.Sprintf("%s at %s no valid UTF-8 and replaced by U+FFFD", number(n, "byte", "bytes"), offsets(r.invalid)),
		})
	}
	if n := len(r.controls); n > 0 {
		all = append(all, notice.Notice{
			Code:    notice.ControlRemoved,
			Message: fmt.Sprintf("%s at %s removed", number(n, "control character", "control characters"), offsets(r.controls)),
		})
	}
	return all
}

// offsets names the places in the input, the first five by number, and adds the verb.
func offsets(places []place) string {
	const named = 5
	var b strings.Builder
	for i, p := range places[:min(named, len(places))] {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%d (0x%02x)", p.in, p.value)
	}
	if len(places) > named {
		fmt.Fprintf(&b, " and %d more", len(places)-named)
	}
	if len(places) == 1 {
		return "byte offset " + b.String() + " is"
	}
	return "byte offsets " + b.String() + " are"
}

func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
