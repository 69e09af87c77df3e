// Package charset turns foreign bytes into text: it finds the encoding, decodes, repairs what is invalid and makes all
// line ends LF. What it had to guess, replace or remove it says in notices.
//
// The evidence is believed in this order: a byte order mark, zero bytes in the pattern of UTF-16, validity as UTF-8,
// what the file or its container declares, and at last the statistics of the bytes. Bytes that are valid UTF-8 without
// carriage returns and control characters are kept as they are, byte for byte.
package charset

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text/guess"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// The reasons for which bytes cannot be read as text.
var (
	// ErrEmpty is given for no bytes, or nothing but a byte order mark.
	ErrEmpty = errors.New("the input is empty")
	// ErrBinary is given for bytes that are no text in any encoding: images, archives, programs.
	ErrBinary = errors.New("the input is binary data and no text")
)

// Hint is what is known of the bytes beforehand.
type Hint struct {
	Markup   bool   // HTML or XML: a declaration in the first bytes counts
	Declared string // encoding named by the container (mail header, HTTP header), "" when it names none
}

// Text is the decoded text and how it was won.
type Text struct {
	Text    string          // valid UTF-8, LF line ends, no control characters (C0, C1) but tab and LF
	Charset string          // IANA name of the encoding
	Notices []notice.Notice // without spans, except where Exact
	Exact   bool            // Text is the input byte for byte, but for a byte order mark
}

// Decode finds the encoding of raw and decodes it. It gives [ErrEmpty] or [ErrBinary] where there is nothing to decode.
func Decode(raw []byte, h Hint) (Text, error) {
	if len(raw) == 0 {
		return Text{}, ErrEmpty
	}
	if enc, name, rest := marked(raw); name != "" {
		if len(rest) == 0 {
			return Text{}, ErrEmpty
		}
		if enc == nil {
			return fromUTF8(rest, name)
		}
		return fromLegacy(rest, enc, name, nil)
	}
	if enc, name := unmarkedUTF16(raw); enc != nil {
		return fromLegacy(raw, enc, name, guessed(name, "zero bytes"))
	}
	if what := signature(raw); what != "" {
		return Text{}, fmt.Errorf("%w (%s)", ErrBinary, what)
	}
	if share := controlShare(raw); share > maxControlShare {
		return Text{}, fmt.Errorf("%w (%d of 100 bytes are control characters)", ErrBinary, int(share*100))
	}
	return decodeUnmarked(raw, h)
}

func decodeUnmarked(raw []byte, h Hint) (Text, error) {
	if utf8.Valid(raw) && !bytes.ContainsRune(raw, 0x1b) {
		return fromUTF8(raw, "utf-8")
	}
	if enc, name := declared(raw, h); enc != nil && name != "utf-8" {
		return fromLegacy(raw, enc, name, nil)
	}
	if utf8.Valid(raw) || mostlyUTF8(raw) {
		return fromUTF8(raw, "utf-8")
	}
	enc, name := detect(raw)
	if enc == nil {
		return fromUTF8(raw, "utf-8")
	}
	return fromLegacy(raw, enc, name, guessed(name, "the statistics of the bytes"))
}

func guessed(name, by string) []notice.Notice {
	return []notice.Notice{{Code: notice.CharsetGuessed, Message: fmt.Sprintf("the encoding is not declared; %s was guessed from %s", name, by)}}
}

// marked reads a byte order mark. The encoding is nil for UTF-8, the name "" where there is no mark.
func marked(raw []byte) (encoding.Encoding, string, []byte) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xef, 0xbb, 0xbf}):
		return nil, "utf-8", raw[3:]
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe, 0, 0}) && len(raw)%4 == 0:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le", raw[4:]
	case bytes.HasPrefix(raw, []byte{0, 0, 0xfe, 0xff}):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be", raw[4:]
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}) && !strayMark(raw):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", raw[2:]
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}) && !strayMark(raw):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", raw[2:]
	}
	return nil, "", raw
}

// strayMark tells whether the two bytes of a mark stand before a text of single bytes, as damaged files have them.
func strayMark(raw []byte) bool {
	sample := raw[2:min(len(raw), sampleBytes)]
	return len(sample) > 16 && printableASCII(sample) > len(sample)*9/10
}

func printableASCII(b []byte) int {
	n := 0
	for _, c := range b {
		if 0x20 <= c && c < 0x7f || c == '\n' || c == '\r' || c == '\t' {
			n++
		}
	}
	return n
}

const (
	sampleBytes     = 16 << 10 // how much of the input is looked at for patterns
	maxControlShare = 0.02     // of all bytes; a text has none, a damaged one a few
)

// unmarkedUTF16 recognises UTF-16 without a mark: zero bytes stand on one side of the pairs only, and often enough
// that spaces and line ends alone explain them.
func unmarkedUTF16(raw []byte) (encoding.Encoding, string) {
	if len(raw)%2 != 0 || len(raw) < 4 {
		return nil, ""
	}
	sample := raw[:min(len(raw), sampleBytes)]
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	pairs, zero := len(sample)/2, zeros[0]+zeros[1]
	switch {
	case zero*4 < len(sample) && printableASCII(sample)*100 >= 95*(len(sample)-zero):
		return nil, "" // ASCII with stray zero bytes: in UTF-16 every other byte would be one
	case zeros[1]*20 >= pairs && zeros[0]*50 <= zeros[1] && plausibleUnits(sample, 0):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	case zeros[0]*20 >= pairs && zeros[1]*50 <= zeros[0] && plausibleUnits(sample, 1):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}

// plausibleUnits tells whether the units with a zero half are letters, spaces and line ends rather than control codes.
func plausibleUnits(sample []byte, low int) bool {
	control, all := 0, 0
	for i := 0; i+1 < len(sample); i += 2 {
		if sample[i+1-low] != 0 {
			continue
		}
		all++
		if c := sample[i+low]; c < 0x20 && c != '\n' && c != '\r' && c != '\t' {
			control++
		}
	}
	return all > 0 && control*20 <= all
}

// controlShare is the share of bytes that no text has: C0 controls but the ones of white space and the escape of
// ISO 2022.
func controlShare(raw []byte) float64 {
	sample := raw[:min(len(raw), 4*sampleBytes)]
	n := 0
	for _, c := range sample {
		if c < 0x20 && (c < '\t' || '\r' < c) && c != 0x1b {
			n++
		}
	}
	if n <= fewControls && len(sample) >= shortText {
		return 0
	}
	return float64(n) / float64(len(sample))
}

// A text of this many bytes or more may hold so many control characters, which are damage.
const (
	shortText   = 16
	fewControls = 2
)

// signature names the kind of a binary file by its first bytes.
func signature(raw []byte) string {
	for _, s := range signatures() {
		if bytes.HasPrefix(raw, []byte(s.head)) {
			return s.what
		}
	}
	return ""
}

type magic struct{ head, what string }

func signatures() []magic {
	return []magic{
		{"%PDF-", "a PDF file: name it .pdf"},
		{"PK\x03\x04", "a zip archive or an office document: name it .zip or .docx"},
		{"\x89PNG\r\n", "a PNG image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"GIF8", "a GIF image"},
		{"\x7fELF", "a program"},
		{"\x1f\x8b", "a gzip archive"},
		{"\x28\xb5\x2f\xfd", "a zstd archive"},
		{"\xd0\xcf\x11\xe0", "an old office document: save it as .docx or text"},
		{"SQLite format 3\x00", "a SQLite database"},
		{"OggS\x00", "a sound or video file"},
		{"ID3\x03", "a sound file"},
		{"ID3\x04", "a sound file"},
		{"\x00\x00\x00\x18ftyp", "a video file"},
		{"\x00\x00\x00\x20ftyp", "a video file"},
		{"\x00asm", "a program"},
	}
}

// declared gives the encoding that the container or the markup names, nil where none is known by that name.
func declared(raw []byte, h Hint) (encoding.Encoding, string) {
	if enc, name := charset.Lookup(strings.TrimSpace(h.Declared)); enc != nil && usable(name) {
		return enc, name
	}
	if !h.Markup {
		return nil, ""
	}
	if label := xmlEncoding(raw); label != "" {
		if enc, name := charset.Lookup(label); enc != nil && usable(name) {
			return enc, name
		}
	}
	if label := metaCharset(raw); label != "" {
		if enc, name := charset.Lookup(label); enc != nil && usable(name) {
			return enc, name
		}
	}
	return nil, ""
}

// usable excludes encodings whose name a page of single bytes bears by mistake.
func usable(name string) bool {
	return name != "" && name != "replacement" && !strings.HasPrefix(name, "utf-16")
}

// metaCharset gives the encoding that a meta element in the head of a page declares.
func metaCharset(raw []byte) string {
	head := bytes.ToLower(raw[:min(len(raw), 4*sampleBytes)])
	for from := 0; ; {
		at := bytes.Index(head[from:], []byte("charset="))
		if at < 0 {
			return ""
		}
		at += from
		from = at + len("charset=")
		tag := bytes.LastIndexByte(head[:at], '<')
		if tag < 0 || !bytes.HasPrefix(head[tag:], []byte("<meta")) {
			continue
		}
		label := bytes.TrimLeft(head[from:], "\"' ")
		end := bytes.IndexFunc(label, func(r rune) bool {
			return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '_' || r == ':' || r == '.')
		})
		if end > 0 {
			return string(label[:end])
		}
	}
}

func xmlEncoding(raw []byte) string {
	head := string(raw[:min(len(raw), 256)])
	if !strings.HasPrefix(strings.TrimSpace(head), "<?xml") {
		return ""
	}
	head, _, _ = strings.Cut(head, "?>")
	_, rest, ok := strings.Cut(head, "encoding=")
	if !ok || len(rest) < 2 {
		return ""
	}
	label, _, _ := strings.Cut(rest[1:], rest[:1])
	return label
}

// mostlyUTF8 tells whether raw is UTF-8 with some damage rather than a text in another encoding.
func mostlyUTF8(raw []byte) bool {
	good, bad, run, longest := 0, 0, 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			run = 0
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
			run++
			longest = max(longest, run)
		} else {
			good++
			run = 0
		}
		i += size
	}
	// Damage is a byte here and there; words of another alphabet are runs of bytes.
	few := bad <= max(4, len(raw)/100) && longest <= 3
	if good > 0 {
		return bad*4 <= good || few && bad <= 2*good+4
	}
	return few && !westernLetters(raw)
}

// westernLetters tells whether every byte above ASCII stands as a letter or mark of windows-1252 would stand: an
// accented letter beside an ASCII letter, a quotation mark, a dash, a space or a sign.
func westernLetters(raw []byte) bool {
	for i, c := range raw {
		if c < utf8.RuneSelf {
			continue
		}
		switch {
		case 0x91 <= c && c <= 0x97, c == 0x85, c == 0xa0, c == 0xa3, c == 0x80, c == 0xab, c == 0xbb, c == 0xb0, c == 0xa9, c == 0xae, c == 0x99:
		case 0xc0 <= c && c <= 0xfc && c != 0xd7 && c != 0xf7:
			if !asciiLetter(raw, i-1) && !asciiLetter(raw, i+1) {
				return false
			}
			if i+1 < len(raw) && raw[i+1] >= utf8.RuneSelf && raw[i+1] < 0xc0 {
				return false // the beginning of a sequence of UTF-8
			}
		default:
			return false
		}
	}
	return true
}

func asciiLetter(raw []byte, i int) bool {
	return 0 <= i && i < len(raw) && (raw[i]|0x20 >= 'a' && raw[i]|0x20 <= 'z')
}

// detect guesses the encoding from the statistics of the bytes; nil where nothing fits.
func detect(raw []byte) (encoding.Encoding, string) {
	enc, name := charset.Lookup(guess.Encoding(aroundHighBytes(raw)))
	if enc == nil || name == "utf-8" || !usable(name) {
		return nil, ""
	}
	return enc, name
}

// aroundHighBytes cuts a sample for the detector that begins with the word of the first byte above ASCII, so that a long
// head of markup does not hide the text.
func aroundHighBytes(raw []byte) []byte {
	first := bytes.IndexFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf })
	from := max(0, first)
	for from > 0 && first-from < 32 && asciiLetter(raw, from-1) {
		from--
	}
	return raw[from:min(len(raw), from+4*sampleBytes)]
}

// Clean removes what no text has from a text that is in UTF-8 already: see [Decode]. It never fails.
func Clean(s string) Text {
	t, err := fromUTF8([]byte(s), "utf-8")
	if err != nil {
		return Text{Charset: "utf-8"}
	}
	return t
}
