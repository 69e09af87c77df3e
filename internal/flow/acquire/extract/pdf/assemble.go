package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// assemble makes a text of the lines of pages: paragraphs apart by empty lines, hyphens at the ends of lines undone,
// lines at the edges of pages as furniture behind the paragraph that they interrupt.
func assemble(pages [][]line) text.Extracted {
	reasons := edgeLines(pages)
	a := &assembler{hyphens: newHyphens(pages)}
	for n, page := range pages {
		var footers []string
		first := true // of the report on this page
		for i, l := range page {
			switch reasons[n][i] {
			case "":
				l.region = l.region || first
				first = false
				a.add(l)
			case pageHeader:
				a.later = append(a.later, furniture{l.text, pageHeader})
			case pageFooter:
				footers = append(footers, l.text)
			}
		}
		for _, f := range footers {
			a.later = append(a.later, furniture{f, pageFooter})
		}
	}
	a.end()
	return text.Extracted{Text: a.out.String(), Furniture: a.marked}
}

const (
	pageHeader = "page header"
	pageFooter = "page footer"
)

type furniture struct{ text, reason string }

type assembler struct {
	hyphens *hyphens
	out     strings.Builder
	open    []byte      // the paragraph at hand
	last    line        // its last line
	later   []furniture // to come behind the paragraph
	marked  []record.Furniture
}

func (a *assembler) add(l line) {
	before := a.last
	if l.text != "" {
		a.last = l
	}
	switch {
	case l.text == "":
	case len(a.open) == 0:
		if len(a.later) > 0 {
			a.end()
		}
		a.open = append(a.open, l.text...)
	case l.region && !goesOn(a.tail(), before, l), l.paragraph && !l.region:
		a.end()
		a.open = append(a.open, l.text...)
	default:
		cut, between := a.hyphens.seam(a.tail(), l.text)
		a.open = append(append(a.open[:len(a.open)-cut], between...), l.text...)
	}
}

// tail gives the last words of the paragraph at hand.
func (a *assembler) tail() string {
	const enough = 200
	return strings.ToValidUTF8(string(a.open[max(0, len(a.open)-enough):]), "")
}

// end writes the paragraph at hand and the furniture behind it.
func (a *assembler) end() {
	a.block(strings.TrimRight(strings.ReplaceAll(string(a.open), "\u00ad", ""), " "))
	a.open = a.open[:0]
	for _, f := range a.later {
		if start, end := a.block(f.text); end > start {
			a.marked = append(a.marked, record.Furniture{Span: record.Span{Start: start, End: end}, Reason: f.reason})
		}
	}
	a.later = nil
}

func (a *assembler) block(s string) (start, end int) {
	if s == "" {
		return 0, 0
	}
	if a.out.Len() > 0 {
		a.out.WriteString("\n\n")
	}
	start = a.out.Len()
	a.out.WriteString(s)
	return start, a.out.Len()
}

// goesOn tells whether a paragraph goes on in the first line of the next column or page: it does not end a sentence, and
// the line begins with a small letter or stands as the middle of a paragraph does, behind a full line.
func goesOn(words string, before, next line) bool {
	first, _ := utf8.DecodeRuneInString(next.text)
	last, _ := utf8.DecodeLastRuneInString(words)
	if endsSentence(words) {
		return false
	}
	sameLetters := before.size > 0 && math.Abs(before.size-next.size) < 0.05*before.size
	return unicode.IsLower(first) || last == '-' || last == ',' || last == '\u00ad' || before.full && sameLetters && !next.indented
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;…。！？", last)
}

// edgeLines gives, for each line of each page, why it is furniture, or "": it stands at the same edge of several pages
// with the same words, numbers apart. Only the outermost three lines of an edge are looked at, from the edge inwards.
func edgeLines(pages [][]line) [][]string {
	const deepest = 3
	need := 3
	if len(pages) < 5 {
		need = 2
	}
	count := map[string]int{}
	keys := func(page []line) (top, bottom [deepest]int) {
		for i := range deepest {
			top[i], bottom[i] = -1, -1
		}
		for i, l := range page {
			if l.top <= deepest && l.top > 0 {
				top[l.top-1] = i
			}
			if l.bottom <= deepest && l.bottom > 0 {
				bottom[l.bottom-1] = i
			}
		}
		return top, bottom
	}
	for _, page := range pages {
		seen := map[string]bool{}
		top, bottom := keys(page)
		for i := range deepest {
			for side, at := range map[string]int{pageHeader: top[i], pageFooter: bottom[i]} {
				if at >= 0 {
					seen[side+edgeKey(page[at].text)] = true
				}
			}
		}
		for k := range seen {
			count[k]++
		}
	}
	reasons := make([][]string, len(pages))
	for n, page := range pages {
		reasons[n] = make([]string, len(page))
		top, bottom := keys(page)
		mark(reasons[n], page, top[:], pageHeader, count, need)
		mark(reasons[n], page, bottom[:], pageFooter, count, need)
	}
	return reasons
}

func mark(reasons []string, page []line, at []int, side string, count map[string]int, need int) {
	for _, i := range at {
		if i < 0 || count[side+edgeKey(page[i].text)] < need {
			return
		}
		if reasons[i] == "" {
			reasons[i] = side
		}
	}
}

// edgeKey gives the words of a line without its numbers.
func edgeKey(s string) string {
	var b strings.Builder
	digits := false
	for _, r := range strings.ToLower(s) {
		if unicode.IsDigit(r) {
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		}
		digits = false
		b.WriteRune(r)
	}
	return b.String()
}

// hyphens tells hyphens that divide a word at the end of a line from those that belong to it.
type hyphens struct {
	words map[string]bool // as they stand within lines, in lower case
	keep  bool            // where no word tells: more of those that are told belong to their words
}

func newHyphens(pages [][]line) *hyphens {
	h := &hyphens{words: map[string]bool{}}
	for _, page := range pages {
		for _, l := range page {
			for w := range strings.FieldsSeq(l.text) {
				if w = strings.ToLower(strings.TrimFunc(w, notLetter)); w != "" && len(w) < 64 {
					h.words[w] = true
				}
			}
		}
	}
	kept, undone := 0, 0
	for _, page := range pages {
		for i := 0; i+1 < len(page); i++ {
			whole, divided, ok := parts(page[i].text, page[i+1].text)
			switch {
			case !ok || h.words[whole] == h.words[divided]:
			case h.words[whole]:
				undone++
			default:
				kept++
			}
		}
	}
	h.keep = kept > undone
	return h
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// parts gives the word that a hyphen at the end of a line divides, without and with the hyphen; ok is false where the
// line does not end in a letter and a hyphen, or the next does not begin with a small letter.
func parts(before, next string) (whole, divided string, ok bool) {
	first := before[strings.LastIndexByte(before, ' ')+1:]
	second, _, _ := strings.Cut(next, " ")
	second = strings.TrimRightFunc(second, notLetter)
	if !strings.HasSuffix(first, "-") || second == "" {
		return "", "", false
	}
	first = strings.TrimLeftFunc(strings.TrimSuffix(first, "-"), notLetter)
	last, _ := utf8.DecodeLastRuneInString(first)
	next1, _ := utf8.DecodeRuneInString(second)
	if first == "" || !unicode.IsLetter(last) || !unicode.IsLower(next1) || strings.ContainsAny(first, "/.@0123456789") {
		return "", "", false
	}
	return strings.ToLower(first + second), strings.ToLower(first + "-" + second), true
}

// seam tells how two lines of a paragraph are joined: how many bytes of the first are cut off and what comes between.
func (h *hyphens) seam(before, next string) (cut int, between string) {
	if strings.HasSuffix(before, "\u00ad") {
		return len("\u00ad"), ""
	}
	if whole, divided, ok := parts(before, next); ok {
		if h.words[divided] && !h.words[whole] || h.words[divided] == h.words[whole] && h.keep {
			return 0, ""
		}
		return len("-"), ""
	}
	last, n := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(next)
	beforeLast, _ := utf8.DecodeLastRuneInString(before[:len(before)-n])
	if (last == '-' || last == '—') && beforeLast != ' ' && beforeLast != last && len(before) > n {
		return 0, ""
	}
	if eastAsian(last) && eastAsian(first) {
		return 0, ""
	}
	return 0, " "
}

func eastAsian(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r < 0x3040 || r >= 0xFF00 && r < 0xFFF0
}
