package pubdate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// LineKind tells what a line of a text does with the date in it.
type LineKind int

// The kinds of lines with dates.
const (
	Prose    LineKind = iota // tells of a date like any sentence
	Header                   // dates the report: "Published: 23 August 2025", "Tuesday, 28 October 2025"
	Changed                  // dates a change of it: "Updated 24 August 2025"
	Dateline                 // begins the report: "KABUL, Aug. 23 (Agency) --"
)

// Line is a date in a line of a text.
type Line struct {
	Reading
	Kind   LineKind
	Issued bool // of a Header: the line says that the date is that of publication
}

// maxHeader is the longest line, in bytes, that is read as a dated header line.
const maxHeader = 160

// maxDateline is how far from the beginning of a paragraph a dateline may end, in bytes.
const maxDateline = 110

// Lines reads the dates in a line that date the report; dates in prose are left out.
func Lines(line string, l Locale) []Line {
	if !mayHold(line) {
		return nil
	}
	if len(line) <= maxHeader && fewSmall(line) {
		if all := header(line, l); len(all) > 0 {
			return all
		}
	}
	if d, ok := dateline(line, l); ok {
		return []Line{d}
	}
	return nil
}

// mayHold is a cheap first look: a date has a digit.
func mayHold(line string) bool {
	for i, r := range line[:min(len(line), maxHeader)] {
		if r < utf8.RuneSelf && '0' <= r && r <= '9' || r >= 0x660 && digit(r) >= 0 {
			return i >= 0
		}
	}
	return false
}

// fewSmall is a cheap second look: a line of dates and labels has few words that begin with a small letter.
func fewSmall(line string) bool {
	n := 0
	before := byte(' ')
	for i := range len(line) {
		c := line[i]
		if before == ' ' && 'a' <= c && c <= 'z' {
			n++
		}
		before = c
	}
	return n <= maxSmall
}

// maxSmall is the number of words with a small first letter that a dated header line may have.
const maxSmall = 9

// header reads a line of dates, labels, names and nothing else.
func header(line string, l Locale) []Line {
	r := reader{source: line, tokens: scan(line), locale: l, words: words()}
	found := r.find()
	if len(found) == 0 || !r.onlyLabels(found) {
		return nil
	}
	var all []Line
	from := 0
	for _, f := range found {
		kind := Header
		if r.changedBetween(from, f.Start) {
			kind = Changed
		}
		issued := kind == Header && r.issuedBetween(from, f.Start)
		from = f.End
		all = append(all, Line{f, kind, issued})
	}
	return all
}

// onlyLabels tells whether what stands beside the dates of a line are labels, times and names rather than a sentence.
func (r *reader) onlyLabels(found []Reading) bool {
	labels, others, lower := 0, 0, 0
	for _, t := range r.tokens {
		if inside(t.start, found) || t.kind != word {
			continue
		}
		w := t.text
		_, weekday := r.words.weekdays[w]
		switch {
		case r.words.label[w], r.words.change[w], r.words.issue[w], r.words.zone[w], r.words.filler[w], weekday:
			labels++
		default:
			others++
			if first, _ := utf8.DecodeRuneInString(r.source[t.start:]); unicode.IsLower(first) {
				lower++
			}
		}
	}
	return lower == 0 && others <= 6 && (others == 0 || !r.sentence())
}

// sentence tells whether the line ends as a sentence does.
func (r *reader) sentence() bool {
	last := r.tokens[len(r.tokens)-1]
	if last.kind != mark || !strings.Contains(".!?।۔", last.text) || len(r.tokens) < 2 {
		return false
	}
	before := r.tokens[len(r.tokens)-2]
	return before.kind != word || len(before.text) > 2 // "a.m." is no end
}

func inside(at int, found []Reading) bool {
	for _, f := range found {
		if f.Start <= at && at < f.End {
			return true
		}
	}
	return false
}

func (r *reader) changedBetween(from, to int) bool { return r.hasBetween(from, to, r.words.change) }

func (r *reader) issuedBetween(from, to int) bool { return r.hasBetween(from, to, r.words.issue) }

func (r *reader) hasBetween(from, to int, set map[string]bool) bool {
	for _, t := range r.tokens {
		if from <= t.start && t.start < to && t.kind == word && set[t.text] {
			return true
		}
	}
	return false
}

// dateline reads the date of a paragraph that begins with a place in capital letters or a name, the date, often an
// agency in brackets, and a dash or colon.
func dateline(line string, l Locale) (Line, bool) {
	head := line[:runeFloor(line, maxDateline)]
	end, dashed := datelineEnd(head)
	if end < 0 {
		return Line{}, false
	}
	head = head[:end]
	found := Find(head, l)
	if len(found) != 1 || found[0].Date.Day == 0 && !found[0].Impossible && !found[0].Ambiguous {
		return Line{}, false
	}
	place := strings.TrimRight(head[:found[0].Start], " ,.-–—(/|:\u00a0")
	rest := strings.Trim(head[found[0].End:], " ,.:;-–—)|/\u00a0")
	if !placeName(place) || !agency(rest) || !dashed && !capitals(place) {
		return Line{}, false
	}
	return Line{Reading: found[0], Kind: Dateline}, true
}

// datelineEnd finds the dash, or the bracket with a colon, that ends a dateline.
func datelineEnd(head string) (end int, dashed bool) {
	best := -1
	for _, sign := range []string{" -- ", " --", "--", " — ", "—", " – ", "–", " - ", " ― "} {
		for from := 0; ; {
			at := strings.Index(head[from:], sign)
			if at < 0 {
				break
			}
			at += from
			if hasDigit(head[:at]) && (best < 0 || at < best) {
				best = at
				break
			}
			from = at + len(sign)
		}
	}
	if best >= 0 {
		return best, true
	}
	if at := strings.Index(head, "):"); at >= 0 {
		return at + 1, true
	}
	if at := strings.Index(head, ") "); at >= 0 {
		return at + 1, false
	}
	if at := strings.Index(head, ": "); at >= 0 && hasDigit(head[:at]) {
		return at, true
	}
	return -1, false
}

func hasDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return digit(r) >= 0 })
}

// placeName tells whether s is a name of one to seven words that begin with capitals.
func placeName(s string) bool {
	fields := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == ',' || r == '-' })
	if len(fields) == 0 || len(fields) > 7 {
		return false
	}
	for _, f := range fields {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(f, "(["))
		if unicode.IsLower(first) && !words().particle[f] || unicode.IsDigit(first) {
			return false
		}
	}
	return true
}

// capitals tells whether a place is written in capital letters.
func capitals(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && !strings.ContainsFunc(s, unicode.IsLower)
}

// agency tells whether what stands behind the date is the name of an agency, in brackets or without, or nothing.
func agency(s string) bool {
	s = strings.TrimLeft(s, "([ ")
	return len(strings.Fields(s)) <= 6 && (s == "" || !strings.ContainsAny(s, ".?!;"))
}

func runeFloor(s string, n int) int {
	n = min(n, len(s))
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}
