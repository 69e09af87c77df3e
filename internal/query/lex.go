package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a stretch of a query is to the grammar.
type tokenKind int

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenPhrase
	tokenField // a name before a colon
	tokenOpen
	tokenClose
	tokenAnd
	tokenOr
	tokenNot // NOT, or - before something
	tokenNear
)

// token is a stretch of a query.
type token struct {
	kind     tokenKind
	at       int    // byte offset of its beginning
	text     string // of a word, phrase or field name, without marks
	prefix   bool   // a star stood behind the word or phrase
	distance int    // of NEAR
}

// lexer takes a query apart.
type lexer struct {
	input string
	pos   int
}

// nearDistance is the distance of NEAR without a number; maxDistance the widest.
const (
	nearDistance = 10
	maxDistance  = 1000
)

func (l *lexer) fail(at int, hint, format string, args ...any) error {
	return &SyntaxError{Input: l.input, At: at, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// next gives the next token, tokenEnd behind the last.
func (l *lexer) next() (token, error) {
	l.blanks()
	at := l.pos
	if at == len(l.input) {
		return token{kind: tokenEnd, at: at}, nil
	}
	r, n := utf8.DecodeRuneInString(l.input[at:])
	switch {
	case r == '(':
		l.pos += n
		return token{kind: tokenOpen, at: at}, nil
	case r == ')':
		l.pos += n
		return token{kind: tokenClose, at: at}, nil
	case closing(r) != 0:
		return l.phrase(at, n, closing(r))
	case r == '-' && l.starts(at+n):
		l.pos += n
		return token{kind: tokenNot, at: at}, nil
	case r == '*':
		return token{}, l.fail(at, "put it behind the beginning of a word: negotiat*", "a star stands alone")
	}
	return l.word(at)
}

func (l *lexer) blanks() {
	for l.pos < len(l.input) {
		r, n := utf8.DecodeRuneInString(l.input[l.pos:])
		if !unicode.IsSpace(r) && r != 0 {
			return
		}
		l.pos += n
	}
}

// starts tells whether something that can be left out stands at this place: not a blank, not the end.
func (l *lexer) starts(at int) bool {
	r, _ := utf8.DecodeRuneInString(l.input[at:])
	return at < len(l.input) && !unicode.IsSpace(r) && r != ')' && r != '-'
}

// closing gives the quotation mark that closes what this one opens, 0 where it opens nothing.
func closing(r rune) rune {
	switch r {
	case '"', '”', '„':
		return '"'
	case '“':
		return '”'
	case '«':
		return '»'
	}
	return 0
}

func isQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

func (l *lexer) phrase(at, n int, end rune) (token, error) {
	for i, r := range l.input[at+n:] {
		if r != end && (r != '"' && r != '”' && r != '“' || end == '»') {
			continue
		}
		stop := at + n + i
		l.pos = stop + utf8.RuneLen(r)
		return token{kind: tokenPhrase, at: at, text: l.input[at+n : stop], prefix: l.star()}, nil
	}
	return token{}, l.fail(at, "close it with a second quotation mark", "the quotation is not closed")
}

// star takes a star that stands at once behind.
func (l *lexer) star() bool {
	if !strings.HasPrefix(l.input[l.pos:], "*") {
		return false
	}
	l.pos++
	return true
}

// word takes a word, an operator or the name of a field.
func (l *lexer) word(at int) (token, error) {
	end := len(l.input)
	for i, r := range l.input[at:] {
		if unicode.IsSpace(r) || r == '(' || r == ')' || r == '*' || isQuote(r) || r == 0 {
			end = at + i
			break
		}
		if r == ':' && isName(l.input[at:at+i]) && !strings.HasPrefix(l.input[at+i:], "://") {
			l.pos = at + i + 1
			return token{kind: tokenField, at: at, text: l.input[at : at+i]}, nil
		}
	}
	l.pos = end
	text := l.input[at:end]
	switch text {
	case "AND":
		return token{kind: tokenAnd, at: at}, nil
	case "OR":
		return token{kind: tokenOr, at: at}, nil
	case "NOT":
		return token{kind: tokenNot, at: at}, nil
	case "NEAR":
		return token{kind: tokenNear, at: at, distance: nearDistance}, nil
	}
	if digits, ok := strings.CutPrefix(text, "NEAR/"); ok {
		return l.near(at, digits)
	}
	return token{kind: tokenWord, at: at, text: text, prefix: l.star()}, nil
}

func (l *lexer) near(at int, digits string) (token, error) {
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || maxDistance < n {
		return token{}, l.fail(at+len("NEAR/"), fmt.Sprintf("write a number from 0 to %d: NEAR/8", maxDistance), "%q is not a distance", digits)
	}
	return token{kind: tokenNear, at: at, distance: n}, nil
}

// isName tells whether s could be the name of a field: letters only, so that 12:30 stays a word.
func isName(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || 'z' < c {
			return false
		}
	}
	return s != ""
}
