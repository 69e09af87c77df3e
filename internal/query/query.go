// Package query is the one language in which people ask a record: words, phrases, operators, fields and dates. It is
// shared by the command line, the page and the programming interface, and parsed here alone.
//
//	ceasefire talks            both words, in any order, in their usual English forms
//	"ceasefire talks"          these words, exactly, one behind the other
//	negotiat*                  words that begin so
//	ceasefire OR truce         one of them; AND, OR and NOT are operators in capitals only
//	drill -navy, drill NOT navy
//	ceasefire NEAR/8 Kabul     with at most 8 words between them; NEAR alone is NEAR/10
//	title:(talks OR summit)    within the title; also text:
//	publisher:dawn lang:ur path:2025/ format:html
//
// [Parse] never gives a query that a store could refuse: what it cannot read it names, with its position and a way out.
package query

// Range is a range of dates, each an ISO 8601 date (2025-08-23); "" is open. Both ends are part of it.
type Range struct {
	From string
	To   string
}

// Open tells whether the range leaves out nothing.
func (r Range) Open() bool { return r.From == "" && r.To == "" }

// Query is a parsed question to the text of reports.
type Query struct {
	Root Node // nil matches everything
}

// Node is a part of a query: Term, Is, Near, And, Or or Not.
type Node interface{ node() }

// Term is a word or a phrase to be found in the text or the title.
type Term struct {
	Field  Field    // Anywhere, Title or Text
	Words  []string // as package words folds them, at least one; more than one is a phrase
	Prefix bool     // the last word is the beginning of a word
	Exact  bool     // it was quoted: other forms of its words do not match
}

// Is asks for a property of a report.
type Is struct {
	Field Field // Publisher, Language, Path or Format
	Value string
}

// Near asks for terms close together, in any order.
type Near struct {
	Terms    []Term // two or more, of one field
	Distance int    // the number of words that may stand between the first and the last
}

// And asks for all of its parts.
type And struct{ Of []Node }

// Or asks for one of its parts or more.
type Or struct{ Of []Node }

// Not asks that its part does not hold.
type Not struct{ Of Node }

func (Term) node() {}
func (Is) node()   {}
func (Near) node() {}
func (And) node()  {}
func (Or) node()   {}
func (Not) node()  {}

// Field is where a part of a query is looked for.
type Field string

// The fields of the search language.
const (
	Anywhere  Field = ""          // title and text
	Title     Field = "title"     //
	Text      Field = "text"      //
	Publisher Field = "publisher" // words of the publisher's name
	Language  Field = "lang"      // ISO 639-1, 639-3 where there is none
	Path      Field = "path"      // part of the path, whatever its case
	Format    Field = "format"    // text, markdown, html, mail, docx, pdf, article
)

// Fields lists the names that may stand before a colon, in the order of the documentation.
func Fields() []Field { return []Field{Title, Text, Publisher, Language, Path, Format} }
