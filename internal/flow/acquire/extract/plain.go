package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/furniture"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pubdate"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/record"
)

// readPlain keeps a text file as it is and looks for a headline in its first line.
func (d *draft) readPlain() error {
	t, err := charset.Decode(d.raw.Bytes, charset.Hint{})
	if err != nil {
		return err
	}
	d.text, d.charset = t.Text, t.Charset
	d.notices = append(d.notices, t.Notices...)
	d.findHeadline()
	return nil
}

// findHeadline sets the headline and title from the first line of the text, where that is one.
func (d *draft) findHeadline() {
	if span, ok := givenHeadline(d.text, d.given.Title); ok {
		d.headline = &span
		return
	}
	span, ok := headlineOf(d.text, 0)
	if kicker := lineAt(d.text, 0); isKicker(kicker.Of(d.text)) {
		if below, found := headlineOf(d.text, kicker.End); found {
			d.furniture = joinFurniture([]record.Furniture{{Span: kicker, Reason: "kicker"}}, d.furniture)
			span, ok = below, true
		}
	}
	if ok {
		d.headline = &span
		d.title = oneLine(span.Of(d.text))
	}
}

// givenHeadline finds a title that is known at the beginning of the text, where it stands as a line of its own.
func givenHeadline(s, title string) (record.Span, bool) {
	title = strings.TrimSpace(title)
	span := lineAt(s, 0)
	if title == "" || !strings.EqualFold(name(span.Of(s)), name(title)) {
		return record.Span{}, false
	}
	return span, true
}

// Bounds of a headline.
const (
	maxTitleBytes = 300
	maxTitleWords = 30
	minBody       = 40 // bytes of text that must follow
)

// headlineOf finds a headline in the first line of a text from a byte on: short, without the stop of a sentence, set apart from what
// follows by an empty line, by a dateline or by being far shorter. A text of one line has none.
func headlineOf(s string, from int) (record.Span, bool) {
	span := lineAt(s, from)
	line := span.Of(s)
	words := len(strings.Fields(line))
	if words < 2 || maxTitleWords < words || len(line) > maxTitleBytes {
		return record.Span{}, false
	}
	if !endsLikeTitle(line) || !beginsLikeTitle(line) || len(pubdate.Lines(line, pubdate.Locale{})) > 0 {
		return record.Span{}, false
	}
	next := lineAt(s, span.End)
	if len(s)-span.End < minBody || next.Empty() {
		return record.Span{}, false
	}
	blank := strings.Count(s[span.End:next.Start], "\n") > 1
	if !blank && !followed(line, next.Of(s)) {
		return record.Span{}, false
	}
	return span, true
}

// followed tells whether a line directly below the first shows that the first is a headline: a dateline, or a
// paragraph far longer than it that is written as sentences.
func followed(line, next string) bool {
	if furniture.IsByline(next) || len(pubdate.Lines(next, pubdate.Locale{})) > 0 {
		return true
	}
	return len(next) > 2*len(line) && len(next) > 120 && strings.ContainsAny(next, ".!?।۔。")
}

// lineAt gives the first line with a word in it from a byte on, without white space at its ends.
func lineAt(s string, from int) record.Span {
	for from < len(s) {
		end := strings.IndexByte(s[from:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += from
		}
		if inner := strings.TrimSpace(s[from:end]); inner != "" {
			start := from + strings.Index(s[from:end], inner)
			return record.Span{Start: start, End: start + len(inner)}
		}
		from = end + 1
	}
	return record.Span{Start: len(s), End: len(s)}
}

// endsLikeTitle tells whether a line does not end as a sentence: a headline has no final stop, but may ask, exclaim,
// end in an abbreviation or in a quotation.
func endsLikeTitle(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)] ")
	last, size := utf8.DecodeLastRuneInString(line)
	switch last {
	case '.':
		before, _ := utf8.DecodeLastRuneInString(line[:len(line)-size])
		return unicode.IsUpper(before) // U.S., U.N.
	case ',', ';', ':', '।', '۔', '。', '…':
		return false
	}
	return true
}

// beginsLikeTitle tells whether a line begins with a capital, a digit, a quotation mark or a letter of a script without
// capitals.
func beginsLikeTitle(line string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "\"'“‘«([#*-–— "))
	return (unicode.IsLetter(first) || unicode.IsDigit(first)) && !unicode.IsLower(first)
}

// doubtful adds the notice for a main text that may be wrong.
func (d *draft) doubtful(why string) { d.note(notice.MainTextDoubtful, nil, "%s", why) }
