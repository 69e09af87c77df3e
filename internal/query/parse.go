package query

import "fmt"

// SyntaxError tells what in a query or a range of dates cannot be read, where, and what to do about it.
type SyntaxError struct {
	Input   string
	At      int // byte offset of what is wrong
	Message string
	Hint    string // what to do
}

// Error writes the position as the number of the character, counted from 1.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%q, character %d: %s; %s", e.Input, 1+len([]rune(e.Input[:e.At])), e.Message, e.Hint)
}

// Parse reads a query of the search language. The empty query matches everything. An error is a *[SyntaxError].
func Parse(s string) (Query, error) {
	return Query{}, &SyntaxError{Input: s, Message: "the search language is not read yet", Hint: "leave the query empty"}
}
