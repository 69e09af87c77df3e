// Package text holds the document: one report, its text, and the layers that the stages of the flow add to it.
//
// A layer has one file and one writer, named above its type, and is frozen once written: later stages read it and
// never change it. A layer that was computed and found nothing is empty; a stage that was not sure of something says
// so in a notice. Every position is a byte range of [Document.Text], which never changes.
//
// Stages do not know each other; they meet here. [Raw] is what travels before there is a document.
package text

import (
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/record"
)

// Document is one report on its way through the flow.
type Document struct {
	ID   record.DocumentID // of Text
	Text string            // UTF-8, line ends as LF; what every span is a range of
	Raw  Raw               // where it came from

	Meta      Meta               // layer: metadata.go
	Furniture []record.Furniture // layer: sorted, apart from each other; writer: acquire/extract
	Headline  *record.Span       // layer: the title within Text, if it stands there; writer: acquire/extract

	Tokens     []Token     // layer: tokens.go
	Sentences  []Sentence  // layer: sentences.go
	Quotations []Quotation // layer: quotations.go
	Trees      *Forest     // layer: trees.go; nil until written
	Names      []Name      // layer: names.go
	Mentions   []Mention   // layer: mentions.go
	References []Reference // layer: mentions.go
	Places     []Place     // layer: places.go
	Hedges     []Hedge     // layer: claims.go

	Facts   Facts           // layers: facts.go
	Notices []notice.Notice // collected by the flow from all stages

	mentionsByHead map[TokenID][]*Mention // of Mentions, made when it is first asked for
	claimAt        []int32                // of Facts.Claims, made when it is first asked for
}

// New makes a document of a text that is valid UTF-8.
func New(raw Raw, text string) *Document {
	return &Document{ID: record.DocumentIDOf(text), Text: text, Raw: raw}
}

// Quote gives the words of a span and the span itself, the pair that facts carry.
func (d *Document) Quote(s record.Span) (string, record.Span) { return s.Of(d.Text), s }
