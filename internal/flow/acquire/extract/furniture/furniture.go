// Package furniture finds the lines of a text that belong to the page it was taken from and not to the report: share
// buttons, links to other reports, requests to subscribe, captions of pictures, notices of copyright, the name of the
// site behind a headline.
//
// What is found is marked, never deleted. The rules are data (data/rules.tsv), each with an example that a test runs. They
// are kept so that a sentence of a report is never marked: a rule that could match one does not belong here.
package furniture

import (
	"strings"
	"sync"

	"github.com/chancery-project/chancery/record"
)

// Limits within which a line is looked at.
const (
	maxLine   = 400 // bytes; longer lines are paragraphs
	maxTokens = 60
	listLines = 15 // lines below a heading of links that are looked at
)

// Find marks the furniture of a text, in order. Spans are lines without their line ends. publisher is the name of the
// site where it is known, headline the span of the headline in text, nil where it has none.
func Find(text, publisher string, headline *record.Span) []record.Furniture {
	rules := rules()
	f := finder{rules: rules, text: text}
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		if headline == nil || !headline.Overlaps(record.Span{Start: start, End: end}) {
			f.line(start, end)
		}
		start = end + 1
	}
	if headline != nil {
		f.headline(*headline, publisher)
	}
	return f.found
}

type finder struct {
	rules *ruleset
	text  string
	found []record.Furniture
	list  int // lines that may still belong to a list of links, 0 outside of one
}

// line looks at one line.
func (f *finder) line(start, end int) {
	start, end = trim(f.text, start, end)
	if start == end {
		return
	}
	if end-start > maxLine {
		f.list = 0
		return
	}
	if f.list == 0 && !f.rules.may(f.text[start:end]) {
		return
	}
	words := f.rules.tokens(f.text[start:end])
	r := f.rules.match(f.text[start:end], words)
	switch {
	case r != nil:
		f.mark(start, end, r.id)
		if r.kind == listKind {
			f.list = listLines
		} else if f.list > 0 {
			f.list--
		}
	case f.list > 0 && linkLike(f.text[start:end], len(words)):
		f.mark(start, end, "link-list")
		f.list--
	default:
		f.list = 0
	}
}

func (f *finder) mark(start, end int, reason string) {
	f.found = append(f.found, record.Furniture{Span: record.Span{Start: start, End: end}, Reason: reason})
}

// linkLike tells whether a line below a heading of links is the headline of another report: short and without the stop
// of a sentence.
func linkLike(line string, words int) bool {
	return words >= 2 && words <= 25 && !strings.ContainsAny(line[len(line)-1:], ".!:;,") &&
		!strings.HasSuffix(line, "”") && !strings.HasSuffix(line, "\"") && !strings.HasSuffix(line, "…")
}

// trim moves the ends of a line inwards over white space.
func trim(s string, start, end int) (int, int) {
	line := s[start:end]
	inner := strings.TrimSpace(line)
	if inner == "" {
		return start, start
	}
	start += strings.Index(line, inner[:1])
	for !strings.HasPrefix(s[start:end], inner) {
		start++
	}
	return start, start + len(inner)
}

// rules loads the data once.
var rules = sync.OnceValue(func() *ruleset {
	r, err := load()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return r
})

// Check loads the data files anew and reports every fault in them, examples that their rule does not match included.
func Check() error {
	_, err := load()
	return err
}
