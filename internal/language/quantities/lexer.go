package quantities

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a mark of the text.
type token struct {
	start, end int
	low        string // in small letters; marks as a plain "-" or as they are
	gap        bool   // white space stands before it
	capital    bool
	digits     int // of a number without its fraction, 0 for words and marks
	value      float64
	plain      bool   // a number without groups, fraction and suffix
	suffix     string // letters right behind the digits: "bn", "km", "th"
	opaque     bool   // letters before digits, or more mixture: F-16, G20
	letters    bool
}

// maxDigits bounds the digits of a number that is read.
const maxDigits = 15

// lex cuts text[from:to] into tokens.
func (g *Grammar) lex(text string, from, to int) []token {
	out := make([]token, 0, (to-from)/5+4)
	gap := true
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:to])
		if unicode.IsSpace(r) {
			gap, i = true, i+size
			continue
		}
		if unicode.Is(unicode.Cf, r) {
			i += size
			continue
		}
		t := token{start: i, gap: gap}
		switch {
		case '0' <= r && r <= '9':
			t.lexNumber(text[:to])
		case unicode.IsLetter(r):
			t.letters, t.capital = true, unicode.IsUpper(r)
			t.end = wordEnd(text[:to], i)
			if t.end < to && '0' <= text[t.end] && text[t.end] <= '9' && !g.letters[text[t.start:t.end]] {
				t.opaque = true
				for t.end < to && isWord(text[t.end]) {
					t.end++
				}
			}
			t.low = strings.ToLower(text[t.start:t.end])
		default:
			t.end = i + size
			t.low = text[t.start:t.end]
			if r == '–' || r == '‑' || r == '‐' || r == '−' {
				t.low = "-"
			}
		}
		out = append(out, t)
		gap, i = false, t.end
	}
	return out
}

func isWord(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// wordEnd finds the end of a word; the full stops of "U.S." belong to it, and that of a short form as "approx.".
func wordEnd(text string, i int) int {
	start := i
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		case r == '.' && i+1 < len(text) && i == start+utf8.RuneLen(lastRune(text[:i])) && unicode.IsLetter(rune(text[i+1])):
			start = i + 1
		default:
			return i
		}
		i += size
	}
	return i
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// lexNumber reads digits with groups of three (or of two, as in India) and a fraction, and the letters behind them.
func (t *token) lexNumber(text string) {
	i := t.start
	digits := func(from int) int {
		for from < len(text) && '0' <= text[from] && text[from] <= '9' {
			from++
		}
		return from
	}
	end := digits(i)
	clean := []byte(text[i:end])
	t.plain = true
	for len(clean) <= 3 || !t.plain {
		mark := groupMark(text[end:])
		next := digits(end + mark)
		n := next - end - mark
		if mark == 0 || n != 3 && (n != 2 || mark > 1 || !indian(text[next:])) {
			break
		}
		clean = append(clean, text[end+mark:next]...)
		end, t.plain = next, false
	}
	t.digits = len(clean)
	if end+1 < len(text) && text[end] == '.' {
		if next := digits(end + 1); next > end+1 {
			clean = append(clean, text[end:next]...)
			end, t.plain = next, false
			if next+1 < len(text) && text[next] == '.' && '0' <= text[next+1] && text[next+1] <= '9' {
				t.opaque = true // 3.2.1
			}
		}
	}
	t.value, _ = strconv.ParseFloat(string(clean), 64)
	t.opaque = t.opaque || t.digits > maxDigits
	t.end = end
	if next := wordEnd(text, end); next > end && unicode.IsLetter(firstRune(text[end:])) {
		t.suffix, t.end, t.plain = text[end:next], next, false
		for t.end < len(text) && isWord(text[t.end]) {
			t.end, t.opaque = t.end+1, true
		}
	}
	t.low = text[t.start:t.end]
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// groupMark gives the length of a mark between groups of digits: a comma, or a space that does not break.
func groupMark(s string) int {
	for _, mark := range []string{",", "\u00a0", "\u202f", "\u2009"} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	return 0
}

// indian says that more groups follow: 10,00,000.
func indian(rest string) bool {
	return len(rest) > 3 && rest[0] == ',' && strings.Trim(rest[1:3], "0123456789") == ""
}

// key writes the words of a name as they are looked up.
func (g *Grammar) key(name string) string {
	var b strings.Builder
	for i, t := range g.lex(name, 0, len(name)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToLower(t.low))
	}
	return b.String()
}

// keyOf writes tokens as they are looked up.
func keyOf(toks []token) string {
	if len(toks) == 1 {
		return strings.ToLower(toks[0].low)
	}
	var b strings.Builder
	for i := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToLower(toks[i].low))
	}
	return b.String()
}
