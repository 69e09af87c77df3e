// Package query is the one language in which people ask a record: words, phrases, operators, fields and dates. It is
// shared by the command line, the page and the programming interface, and parsed here alone.
package query

// Range is a range of dates, each an ISO 8601 date (2025-08-23); "" is open. Both ends are part of it.
type Range struct {
	From string
	To   string
}

// Query is a parsed question to the text of reports.
type Query struct {
	Root Node // nil matches everything
}

// Node is a part of a query: Words, Phrase, Near, And, Or or Not.
type Node interface{ node() }
