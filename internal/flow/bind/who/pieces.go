package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// kind is what a piece of a mention is.
type kind uint8

const (
	known   kind = iota // a name or noun of the knowledge
	word                // any other word
	comma               // , or ;
	bracket             // ( or )
	owns                // 's
)

// piece is a part of a mention: a known name, a word or a mark.
type piece struct {
	kind       kind
	text       string
	start, end int
	found      []knowledge.Candidate
}

// capital says that the word begins with a capital.
func (p piece) capital() bool {
	c, _ := utf8.DecodeRuneInString(p.text)
	return unicode.IsUpper(c)
}

// cut gives the pieces of a text, the longest names first. An article begins a name only where no longer one begins
// behind it: "The National Resistance Front" is not the newspaper.
func (q *question) cut(text string) []piece {
	pieces := q.scan(text)
	first, rest, ok := strings.Cut(text, " ")
	if !ok || len(pieces) == 0 || pieces[0].kind != known || !q.words.has(classArticle, first) {
		return pieces
	}
	skip := len(first) + 1
	later := q.scan(rest)
	if len(later) == 0 || later[0].kind != known || later[0].end+skip <= pieces[0].end {
		return pieces
	}
	for i := range later {
		later[i].start, later[i].end = later[i].start+skip, later[i].end+skip
	}
	return append([]piece{{kind: word, text: first, end: len(first)}}, later...)
}

func (q *question) scan(text string) []piece { return q.sided(text, q.matched(text)) }

// sided makes one word of a name and what a hyphen joins to it to say on whose side somebody is: "UN-backed",
// "pro-Russian". The name is nobody's owner then.
func (q *question) sided(text string, pieces []piece) []piece {
	var out []piece
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if i+1 < len(pieces) && p.end+1 == pieces[i+1].start && text[p.end] == '-' {
			next := pieces[i+1]
			backed := p.kind == known && next.kind == word && !next.capital() && q.is(next, classTo)
			if backed || p.kind == word && q.is(p, classPrefix) {
				p = piece{kind: word, text: text[p.start:next.end], start: p.start, end: next.end}
				i++
			}
		}
		out = append(out, p)
	}
	return out
}

func (q *question) matched(text string) (pieces []piece) {
	end := 0
	q.scanner.Scan(text, func(m knowledge.Match) bool {
		if m.Start >= end {
			stop := m.End
			if stop < len(text) && text[stop] == '.' && (strings.Contains(text[m.Start:stop], ".") || stop-m.Start <= 4 && stop+1 < len(text)) {
				stop++ // of an abbreviation
			}
			pieces = between(pieces, text, end, m.Start)
			pieces = append(pieces, piece{kind: known, text: text[m.Start:stop], start: m.Start, end: stop, found: m.Candidates()})
			end = stop
		}
		return true
	})
	return between(pieces, text, end, len(text))
}

// between adds the words and marks of a part of the text that holds no name.
func between(pieces []piece, text string, from, to int) []piece {
	for i := from; i < to; {
		c, n := utf8.DecodeRuneInString(text[i:to])
		switch {
		case (c == '\'' || c == '’') && i+n < to && (text[i+n] == 's' || text[i+n] == 'S') && (i+n+1 == to || !letterAt(text, i+n+1)):
			pieces = append(pieces, piece{kind: owns, text: text[i : i+n+1], start: i, end: i + n + 1})
			i += n + 1
			continue
		case (c == '\'' || c == '’') && len(pieces) > 0 && pieces[len(pieces)-1].end == i && strings.HasSuffix(pieces[len(pieces)-1].text, "s"):
			pieces = append(pieces, piece{kind: owns, text: text[i : i+n], start: i, end: i + n})
		case c == ',' || c == ';':
			pieces = append(pieces, piece{kind: comma, text: ",", start: i, end: i + n})
		case c == '(' || c == ')':
			pieces = append(pieces, piece{kind: bracket, text: string(c), start: i, end: i + n})
		case c == '&' || letterAt(text, i):
			k := i + n
			for k < to && (letterAt(text, k) || inWord(text, k, to)) {
				_, m := utf8.DecodeRuneInString(text[k:])
				k += m
			}
			pieces = append(pieces, piece{kind: word, text: text[i:k], start: i, end: k})
			i = k
			continue
		}
		i += n
	}
	return pieces
}

func letterAt(text string, i int) bool {
	c, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.M, c)
}

// inWord says that the mark at k joins the letters around it.
func inWord(text string, k, to int) bool {
	switch text[k] {
	case '.', ',':
		return k+1 < to && letterAt(text, k+1) || text[k] == '.' && k >= 1 && (k < 2 || text[k-2] == ' ' || text[k-2] == '.')
	case '-':
		return k+1 < to && letterAt(text, k+1)
	}
	return false
}

// is says that the piece is a word of a class.
func (q *question) is(p piece, class string) bool {
	return (p.kind == word || p.kind == known) && q.words.has(class, p.text)
}

// bare leaves out what stands before a phrase and says nothing of who it is: articles and numbers.
func (q *question) bare(pieces []piece) []piece {
	counted := false
	for len(pieces) > 1 {
		p := pieces[0]
		switch {
		case p.kind == owns || p.kind == comma || p.kind == bracket:
		case p.kind == known && len(p.text) > 5:
			return pieces
		case strings.EqualFold(p.text, "at") && len(pieces) > 2 && strings.EqualFold(pieces[1].text, "least"):
		case counted && (q.is(p, classOf) || strings.EqualFold(p.text, "than")):
		case q.is(p, classQuantity) || number(p.text) || q.numeral(p):
			counted = true
		case !q.is(p, classArticle):
			return pieces
		}
		pieces = pieces[1:]
	}
	return pieces
}

// numeral says that a piece is a number in words with a hyphen: "forty-three".
func (q *question) numeral(p piece) bool {
	tens, ones, ok := strings.Cut(p.text, "-")
	return ok && q.words.has(classQuantity, tens) && q.words.has(classQuantity, ones)
}

func number(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(c)
}

// words gives the text that the pieces cover.
func (q *question) span(source string, pieces []piece) string {
	if len(pieces) == 0 {
		return ""
	}
	return source[pieces[0].start:pieces[len(pieces)-1].end]
}
