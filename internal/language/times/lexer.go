package times

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a mark of the text. A number keeps what stands right behind it: "3rd", "1990s".
type token struct {
	start, end int
	word       *word // nil where no rule knows it
	num        int   // value of digits
	digits     int   // number of digits, 0 for words and marks
	frac       float64
	gap        bool // white space stands before it
	capital    bool // begins with a capital letter
	grouped    bool // "1,000"
	decimal    bool // "2.5"
	ordinal    bool // "3rd"
	decade     bool // "1990s"
	opaque     bool // letters and digits mixed
	letters    bool
	breaks     bool // an empty line stands before it
}

// maxNumber bounds the digits of a number that is read.
const maxNumber = 12

// lex cuts text[from:to] into tokens.
func (g *Grammar) lex(text string, from, to int, out []token) []token {
	gap, breaks, lines := true, true, 0
	for i := from; i < to; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:to])
		}
		if unicode.IsSpace(r) {
			gap = true
			if r == '\n' {
				lines++
			}
			breaks = breaks || lines > 1
			i += size
			continue
		}
		t := token{start: i, gap: gap, breaks: breaks}
		switch {
		case '0' <= r && r <= '9':
			t.end = g.lexNumber(text[:to], &t)
			t.word = g.lookup(text[t.start:t.end])
		case unicode.IsLetter(r):
			t.capital = unicode.IsUpper(r)
			t.letters = true
			t.end = lexWord(text[:to], i)
			if t.end < to && '0' <= text[t.end] && text[t.end] <= '9' {
				t.opaque = !g.isEra(text[t.start:t.end])
			}
			t.word = g.lookup(text[t.start:t.end])
		default:
			t.end = i + size
			t.word = g.lexMark(text[:to], &t, r)
		}
		out = append(out, t)
		gap, breaks, lines = false, false, 0
		i = t.end
	}
	return out
}

func (g *Grammar) isEra(s string) bool {
	w := g.lookup(s)
	return w != nil && (w.has(classEra) || w.has(classCode))
}

func lexWord(text string, i int) int {
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += size
	}
	return i
}

// lexMark reads a mark; dashes are one, and "'s" is a word of its own.
func (g *Grammar) lexMark(text string, t *token, r rune) *word {
	switch r {
	case '-', '–', '—', '‐', '‑', '−':
		return g.words["-"]
	case '\'', '’', '‘', '`':
		if t.end < len(text) && (text[t.end] == 's' || text[t.end] == 'S') && !letterAt(text, t.end+1) && !t.gap {
			t.end++
			return g.words["'s"]
		}
		return g.words["'"]
	}
	return g.words[text[t.start:t.end]]
}

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isDigit(text string, i int) bool {
	return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9'
}

// lexNumber reads digits with groups of thousands, decimals and a suffix of an ordinal or a decade.
func (g *Grammar) lexNumber(text string, t *token) int {
	i := t.start
	for isDigit(text, i) {
		if t.digits < maxNumber {
			t.num = t.num*10 + int(text[i]-'0')
		}
		t.digits++
		i++
	}
	for t.digits < 10 && i < len(text) && text[i] == ',' && isDigit(text, i+1) && isDigit(text, i+2) && isDigit(text, i+3) && !isDigit(text, i+4) && (t.grouped || t.digits <= 3) {
		t.num = t.num*1000 + int(text[i+1]-'0')*100 + int(text[i+2]-'0')*10 + int(text[i+3]-'0')
		t.digits += 3
		t.grouped = true
		i += 4
	}
	if i+1 < len(text) && text[i] == '.' && isDigit(text, i+1) {
		j := i + 1
		scale := .1
		for isDigit(text, j) {
			t.frac += float64(text[j]-'0') * scale
			scale /= 10
			j++
		}
		t.decimal = true
		i = j
	}
	if t.digits >= maxNumber {
		t.opaque = true
	}
	return g.lexSuffix(text, i, t)
}

func (g *Grammar) lexSuffix(text string, i int, t *token) int {
	if j := i + apostrophe(text[i:]); j < len(text) && text[j] == 's' && !letterAt(text, j+1) && !t.decimal && !t.grouped &&
		(t.digits == 4 || t.digits == 2) && t.num%10 == 0 {
		t.decade = true
		return j + 1
	}
	end := lexWord(text, i)
	if end == i {
		return i
	}
	if end == i+1 && 'a' <= text[i] && text[i] <= 'f' && t.digits == 4 && !t.grouped && !t.decimal && 1800 <= t.num && t.num < 2100 && !isDigit(text, end) {
		return end // "2014a", one of several works of a year
	}
	switch w := g.lookup(text[i:end]); {
	case w != nil && w.has(classOrdinalSuffix) && !t.decimal:
		t.ordinal = true
		return end
	case w != nil && (w.has(classMeridiem) || w.has(classZone) || w.has(classEra) || w.has(classClockMark) || w.has(classMonth)):
		return i // "5pm", "1530GMT", "400BC"
	}
	t.opaque = true
	return end
}

// apostrophe gives the length of an apostrophe that a text begins with.
func apostrophe(text string) int {
	for _, a := range []string{"'", "’"} {
		if len(text) >= len(a) && text[:len(a)] == a {
			return len(a)
		}
	}
	return 0
}
