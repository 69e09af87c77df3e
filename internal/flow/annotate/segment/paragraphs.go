package segment

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

//go:embed bylines.tsv
var bylinesFile string

//go:embed notplaces.tsv
var notPlacesFile string

// readList reads one of the lists, a line for each entry, and reports every
// faulty line.
func readList(name, file string) ([]string, error) {
	var list, faults []string
	n := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(file, "\n"), "\n") {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		if line == "" || line != strings.ToLower(line) || strings.Contains(line, "\t") {
			faults = append(faults, fmt.Sprintf("%s: line %d: want words in small letters", name, n))
		}
		list = append(list, line)
	}
	if faults != nil {
		return nil, errors.New(strings.Join(faults, "; "))
	}
	return list, nil
}

// paragraph is a stretch of the text that is split as one.
type paragraph struct {
	start, end int
	kind       text.SentenceKind
}

// paragraphs cuts the text into paragraphs and says what each is.
func (s *Segmenter) paragraphs(d *text.Document) []paragraph {
	lines := cutFurniture(d.Text, splitLines(d.Text), d.Furniture)
	width := wrapWidth(d.Text, lines)
	var list []paragraph
	for i := 0; i < len(lines); {
		l := lines[i]
		p := paragraph{start: l.start, end: l.end, kind: l.marked(d.Headline)}
		if p.kind == "" {
			p.kind = s.lineKind(d.Text[l.start:l.end])
		}
		i++
		if p.kind == text.Running || p.kind == text.ListItem {
			for i < len(lines) && !lines[i].after &&
				(wrapped(d.Text, lines[i-1], lines[i], width) || goesOn(d.Text, lines[i-1], lines[i])) &&
				lines[i].marked(d.Headline) == "" && s.lineKind(d.Text[lines[i].start:lines[i].end]) == text.Running {
				p.end = lines[i].end
				i++
			}
		}
		list = append(list, p)
	}
	headings(d, list)
	return list
}

// line is a line of the text without white space at its ends.
type line struct {
	start, end int
	after      bool // an empty line stands before it
	size       int  // characters
	page       bool // extraction says that it is furniture
}

func splitLines(t string) []line {
	var lines []line
	empty := true
	for at := 0; at < len(t); {
		end, next := len(t), len(t)
		if n := strings.IndexByte(t[at:], '\n'); n > -1 {
			end, next = at+n, at+n+1
		}
		trimmed := strings.TrimSpace(t[at:end])
		if trimmed == "" {
			empty = true
		} else {
			start := at + strings.Index(t[at:end], trimmed)
			lines = append(lines, line{start: start, end: start + len(trimmed), after: empty, size: utf8.RuneCountInString(trimmed)})
			empty = false
		}
		at = next
	}
	return lines
}

// Widths at which texts are wrapped.
const (
	leastWidth = 40
	mostWidth  = 130
)

// wrapWidth gives the width to which the lines of the text were wrapped, 0 if
// they were not: a line longer than any page is wide is a paragraph by itself,
// most lines of a wrapped text do not end with a sentence, and of those that do
// not, many go on with a small letter: a list of headlines never does.
func wrapWidth(t string, lines []line) int {
	var sizes []int // of lines that another follows
	open, closed, small := 0, 0, 0
	for i, l := range lines {
		next := i+1 < len(lines) && !lines[i+1].after
		if l.size > mostWidth && strings.ContainsFunc(t[l.start:l.end], unicode.IsSpace) {
			return 0
		}
		if !next || l.size < leastWidth*3/4 {
			continue
		}
		sizes = append(sizes, l.size)
		if ended(t[l.start:l.end]) {
			closed++
			continue
		}
		open++
		if first, _ := utf8.DecodeRuneInString(t[lines[i+1].start:lines[i+1].end]); unicode.IsLower(first) {
			small++
		}
	}
	if open <= closed || open > 3 && 5*small < open {
		return 0
	}
	slices.Sort(sizes)
	width := sizes[(len(sizes)-1)*19/20] // a few long addresses cannot be wrapped
	if width < leastWidth || width > mostWidth {
		return 0
	}
	return width
}

// ended tells whether a line ends as sentences do.
func ended(l string) bool {
	last, _ := utf8.DecodeLastRuneInString(l)
	return strings.ContainsRune(".!?…”\"’')", last)
}

// wrapped tells whether the text of line b goes on with that of line a: its
// first word would not have fitted on a.
func wrapped(t string, a, b line, width int) bool {
	if width == 0 || a.size < leastWidth*3/4 {
		return false
	}
	word := t[b.start:b.end]
	if n := strings.IndexFunc(word, unicode.IsSpace); n > -1 {
		word = word[:n]
	}
	return a.size+1+utf8.RuneCountInString(word) > width
}

// goesOn tells whether line b goes on with the sentence of line a, whatever
// the width: a is long enough to be no entry of a list and does not end as
// sentences do, and b begins with a small letter.
func goesOn(t string, a, b line) bool {
	const noEntry = leastWidth / 2
	first, _ := utf8.DecodeRuneInString(t[b.start:b.end])
	return a.size >= noEntry && unicode.IsLower(first) && !ended(t[a.start:a.end])
}

// cutFurniture cuts lines where furniture begins and ends inside them, and
// marks the parts that are furniture. Both lists are in order.
func cutFurniture(t string, lines []line, furniture []record.Furniture) []line {
	if len(furniture) == 0 {
		return lines
	}
	var out []line
	for _, l := range lines {
		at := l.start
		part := func(end int, page bool) {
			trimmed := strings.TrimSpace(t[at:end])
			if trimmed != "" {
				start := at + strings.Index(t[at:end], trimmed)
				out = append(out, line{
					start: start, end: start + len(trimmed), size: utf8.RuneCountInString(trimmed),
					after: l.after && at == l.start, page: page,
				})
			}
			at = end
		}
		for len(furniture) > 0 && furniture[0].Span.Start < l.end {
			f := furniture[0].Span
			if f.Start > at {
				part(f.Start, false)
			}
			if f.End > at {
				part(min(f.End, l.end), true)
			}
			if f.End > l.end {
				break
			}
			furniture = furniture[1:]
		}
		part(l.end, false)
	}
	return out
}

// marked gives what extraction said of a line, "" for nothing.
func (l *line) marked(headline *record.Span) text.SentenceKind {
	switch {
	case l.page:
		return text.PageParts
	case headline != nil && headline.Overlaps(record.Span{Start: l.start, End: l.end}):
		return text.Title
	}
	return ""
}

// lineKind tells what a line is by itself.
func (s *Segmenter) lineKind(l string) text.SentenceKind {
	if !strings.ContainsFunc(l, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return text.PageParts
	}
	if bullet(l) {
		return text.ListItem
	}
	if s.byline(l) {
		return text.Byline
	}
	return text.Running
}

// bullet tells whether a line begins with the mark of a list: a bullet, a
// dash, or a number with a stop or bracket.
func bullet(l string) bool {
	first, n := utf8.DecodeRuneInString(l)
	rest := l[n:]
	switch first {
	case '•', '*', '-', '–', '—', '·', '▪', '◦', '‣', '●', '■', '>':
		r, _ := utf8.DecodeRuneInString(rest)
		return unicode.IsSpace(r)
	}
	digits := 0
	for digits < len(l) && l[digits] > '0'-1 && l[digits] < '9'+1 {
		digits++
	}
	if digits == 0 && first > 'a'-1 && first < 'f' {
		return len(l) > 2 && l[1] == ')' && l[2] == ' '
	}
	return digits > 0 && digits < 3 && len(l) > digits+2 && (l[digits] == '.' || l[digits] == ')') && l[digits+1] == ' '
}

// byline tells whether a line says who wrote the report: it begins with one of
// the known words, is short, and names go on in capitals.
func (s *Segmenter) byline(l string) bool {
	if len(l) > 160 || strings.Count(l, " ") > 16 {
		return false
	}
	bare := strings.TrimLeft(l, "([— –-")
	lower := strings.ToLower(bare)
	if len(lower) != len(bare) {
		return false
	}
	for _, b := range s.bylines {
		rest, ok := strings.CutPrefix(lower, b)
		if !ok || rest != "" && rest[0] != ' ' && rest[0] != ':' {
			continue
		}
		name := strings.TrimLeft(bare[len(b):], " :")
		r, _ := utf8.DecodeRuneInString(name)
		if name == "" {
			return len(b) > 4
		}
		return unicode.IsUpper(r) && !strings.HasSuffix(name, ".") && !sentenceLike(name) || len(b) > 4 && unicode.IsUpper(r)
	}
	return false
}

// sentenceLike tells whether most words of a line begin with small letters.
func sentenceLike(l string) bool {
	small, all := 0, 0
	for w := range strings.FieldsSeq(l) {
		r, _ := utf8.DecodeRuneInString(w)
		all++
		if unicode.IsLower(r) {
			small++
		}
	}
	return small > 3 && 2*small > all
}

// headings finds the title, if extraction found none, and headings: short
// lines without a stop at their end before longer ones. A text of one
// paragraph has none.
func headings(d *text.Document, list []paragraph) {
	for i := range list {
		p := &list[i]
		if p.kind != text.Running || !short(d.Text[p.start:p.end]) {
			continue
		}
		next := i + 1
		for next < len(list) && list[next].kind != text.Running {
			next++
		}
		if next == len(list) || list[next].end-list[next].start < 2*(p.end-p.start) && short(d.Text[list[next].start:list[next].end]) && i > 0 {
			continue
		}
		p.kind = text.Title
	}
}

// short tells whether a paragraph can be a title or heading.
func short(p string) bool {
	last, _ := utf8.DecodeLastRuneInString(p)
	if len(p) > 200 || strings.Count(p, " ") > 22 || strings.ContainsRune(p, '\n') {
		return false
	}
	switch last {
	case '.', '!', ',', ';', ':', '”', '"', '…', '’', '\'':
		return false
	}
	first, _ := utf8.DecodeRuneInString(p)
	return !unicode.IsLower(first) && strings.ContainsFunc(p, unicode.IsLetter)
}
