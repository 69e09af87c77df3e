package query

import (
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/query/words"
)

// Limits of a query.
const (
	maxBytes = 4096
	maxTerms = 64
	maxDepth = 32
)

// SyntaxError tells what in a query or a range of dates cannot be read, where, and what to do about it.
type SyntaxError struct {
	Input   string
	At      int // byte offset of what is wrong
	Message string
	Hint    string // what to do
	Key     string // of the value, where it is one of a selection
}

// Error writes the position as the number of the character, counted from 1; what is said of the whole input needs none.
func (e *SyntaxError) Error() string {
	if e.At == 0 && strings.HasPrefix(e.Message, "is ") {
		return fmt.Sprintf("%q %s: %s", e.Input, e.Message, e.Hint)
	}
	return fmt.Sprintf("%q, character %d: %s: %s", e.Input, 1+len([]rune(e.Input[:e.At])), e.Message, e.Hint)
}

// Parse reads a query of the search language. The empty query matches everything. An error is a *[SyntaxError].
func Parse(s string) (Query, error) {
	p := parser{lexer: lexer{input: s}}
	if len(s) > maxBytes {
		return Query{}, p.fail(0, "leave some out", "the query has %d bytes, the longest has %d", len(s), maxBytes)
	}
	if err := p.advance(); err != nil {
		return Query{}, err
	}
	if p.token.kind == tokenEnd {
		return Query{}, nil
	}
	root, err := p.or(Anywhere)
	if err != nil {
		return Query{}, err
	}
	if p.token.kind == tokenClose {
		return Query{}, p.fail(p.token.at, "take it away, or open a parenthesis before", "a parenthesis is closed that was not opened")
	}
	if root == nil {
		return Query{}, p.fail(0, "give letters or digits", "there is no word in it")
	}
	return Query{Root: root}, nil
}

// parser reads a query from the loosest operator to the tightest: or, and, not, near, term. Each gives nil for what
// holds no word at all ("&", "—"), which is passed over.
type parser struct {
	lexer
	token token // the one in hand
	terms int
	depth int
}

func (p *parser) advance() (err error) {
	p.token, err = p.next()
	return err
}

func (p *parser) or(f Field) (Node, error) {
	var of []Node
	for {
		n, err := p.and(f)
		if err != nil {
			return nil, err
		}
		if inner, ok := n.(Or); ok {
			of = append(of, inner.Of...)
		} else if n != nil {
			of = append(of, n)
		}
		if p.token.kind != tokenOr {
			return join(of, func(of []Node) Node { return Or{of} }), nil
		}
		if err := p.operator("OR"); err != nil {
			return nil, err
		}
	}
}

// operator steps over an operator that needs something behind it.
func (p *parser) operator(name string) error {
	at := p.token.at
	if err := p.advance(); err != nil {
		return err
	}
	switch p.token.kind {
	case tokenEnd, tokenClose, tokenAnd, tokenOr, tokenNear:
		return p.fail(at, `put a word behind it, or write it in quotes ("`+name+`") to search for it`, "nothing stands behind %s", name)
	}
	return nil
}

func join(of []Node, with func([]Node) Node) Node {
	switch len(of) {
	case 0:
		return nil
	case 1:
		return of[0]
	}
	return with(of)
}

func (p *parser) and(f Field) (Node, error) {
	var of []Node
	for {
		switch p.token.kind {
		case tokenAnd, tokenOr, tokenNear:
			return nil, p.fail(p.token.at, "put a word before it, or write it in quotes to search for it", "an operator stands with nothing before it")
		case tokenEnd, tokenClose:
			return nil, p.fail(p.token.at, "put a word there", "a word is missing")
		}
		n, err := p.not(f)
		if err != nil {
			return nil, err
		}
		if inner, ok := n.(And); ok {
			of = append(of, inner.Of...)
		} else if n != nil {
			of = append(of, n)
		}
		switch p.token.kind {
		case tokenAnd:
			if err := p.operator("AND"); err != nil {
				return nil, err
			}
		case tokenEnd, tokenClose, tokenOr:
			return join(of, func(of []Node) Node { return And{of} }), nil
		}
	}
}

func (p *parser) not(f Field) (Node, error) {
	negative := false
	for p.token.kind == tokenNot {
		negative = !negative
		if err := p.operator("NOT"); err != nil {
			return nil, err
		}
	}
	n, err := p.near(f)
	if err != nil || n == nil || !negative {
		return n, err
	}
	return Not{n}, nil
}

func (p *parser) near(f Field) (Node, error) {
	at := p.token.at
	n, err := p.term(f)
	if err != nil || p.token.kind != tokenNear {
		return n, err
	}
	var near Near
	near.Distance = p.token.distance
	if err := p.nearTerm(&near, n, at); err != nil {
		return nil, err
	}
	for p.token.kind == tokenNear {
		if p.token.distance != near.Distance {
			return nil, p.fail(p.token.at, fmt.Sprintf("write NEAR/%d here too", near.Distance), "one chain of NEAR has two distances")
		}
		if err := p.operator("NEAR"); err != nil {
			return nil, err
		}
		at := p.token.at
		if p.token.kind == tokenNot {
			return nil, p.fail(at, "write NOT before the whole: NOT (a NEAR b)", "NOT cannot stand behind NEAR")
		}
		n, err := p.term(f)
		if err != nil {
			return nil, err
		}
		if err := p.nearTerm(&near, n, at); err != nil {
			return nil, err
		}
	}
	return near, nil
}

func (p *parser) nearTerm(near *Near, n Node, at int) error {
	t, ok := n.(Term)
	switch {
	case !ok:
		return p.fail(at, "put single words or phrases on both sides of NEAR", "this cannot be near something")
	case len(near.Terms) > 0 && near.Terms[0].Field != t.Field:
		return p.fail(at, "name one field: title:(a NEAR b)", "words of two fields are never near each other")
	}
	near.Terms = append(near.Terms, t)
	return nil
}

// term reads a word, a phrase, a field with what it asks for, or a part in parentheses.
func (p *parser) term(f Field) (Node, error) {
	t := p.token
	switch t.kind {
	case tokenOpen:
		return p.group(f)
	case tokenField:
		return p.field(f)
	case tokenWord, tokenPhrase:
		if err := p.advance(); err != nil {
			return nil, err
		}
		return p.words(t, f)
	case tokenNot:
		return nil, p.fail(t.at, "put the minus before the field: -title:word", "a minus stands behind a colon")
	}
	return nil, p.fail(t.at, "put a word there", "a word is missing")
}

func (p *parser) words(t token, f Field) (Node, error) {
	if p.terms++; p.terms > maxTerms {
		return nil, p.fail(t.at, fmt.Sprintf("ask for %d or fewer", maxTerms), "the query has too many words")
	}
	if f != Anywhere && f != Title && f != Text {
		return property(t, f), nil
	}
	all := words.Split(t.text)
	switch {
	case len(all) == 0 && t.kind == tokenPhrase:
		return nil, p.fail(t.at, "give letters or digits between the quotation marks", "the quotation holds no word")
	case len(all) == 0 && t.prefix:
		return nil, p.fail(t.at, "put it behind the beginning of a word: negotiat*", "a star stands behind no word")
	case len(all) == 0:
		return nil, nil
	}
	return Term{Field: f, Words: all, Prefix: t.prefix, Exact: t.kind == tokenPhrase}, nil
}

func property(t token, f Field) Node {
	value := t.text
	if f == Language || f == Format {
		value = strings.ToLower(value)
	}
	return Is{Field: f, Value: value}
}

func (p *parser) group(f Field) (Node, error) {
	at := p.token.at
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(at, "write it flatter", "the parentheses are more than %d deep", maxDepth)
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.token.kind == tokenClose {
		return nil, p.fail(at, "put a word between them", "the parentheses are empty")
	}
	if p.token.kind == tokenEnd {
		return nil, p.fail(at, "close it: )", "the parenthesis is not closed")
	}
	n, err := p.or(f)
	if err != nil {
		return nil, err
	}
	if p.token.kind != tokenClose {
		return nil, p.fail(at, "close it: )", "the parenthesis is not closed")
	}
	p.depth--
	return n, p.advance()
}

func (p *parser) field(outer Field) (Node, error) {
	t := p.token
	name := Field(strings.ToLower(t.text))
	if name == "language" {
		name = Language
	}
	known := false
	for _, f := range Fields() {
		known = known || f == name
	}
	switch {
	case !known:
		return nil, p.fail(t.at, fmt.Sprintf(`the fields are %s; to search for the words write them in quotes`, fieldNames()), "%s: is no field", t.text)
	case outer != Anywhere:
		return nil, p.fail(t.at, "name one field", "a field stands inside the field %s", string(outer))
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch p.token.kind {
	case tokenEnd, tokenClose, tokenAnd, tokenOr, tokenNear:
		return nil, p.fail(t.at, fmt.Sprintf("put what it shall be at once behind the colon: %s:word", string(name)), "%s: stands with nothing behind it", t.text)
	}
	n, err := p.term(name)
	if err == nil && n == nil {
		return nil, p.fail(t.at, fmt.Sprintf("put a word with letters or digits behind the colon: %s:word", string(name)), "%s: stands with no word behind it", t.text)
	}
	return n, err
}

func fieldNames() string {
	var all []string
	for _, f := range Fields() {
		all = append(all, string(f)+":")
	}
	return strings.Join(all, " ")
}
