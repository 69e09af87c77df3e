package text

import "github.com/chancery-project/chancery/record"

// SentenceKind says what part of a report a sentence is.
type SentenceKind string

// The kinds of sentences.
const (
	Running   SentenceKind = "body"      // running text
	Title     SentenceKind = "headline"  // the title, and headings inside the text
	Dateline  SentenceKind = "dateline"  // "ISLAMABAD (AP) —" before the first words of a report
	Byline    SentenceKind = "byline"    // "By ...": who wrote it
	ListItem  SentenceKind = "list"      // a line of a list
	PageParts SentenceKind = "furniture" // belongs to the page and not to the report: no facts are read from it
)

// Sentence is a run of words that is read as one: a sentence, a title, a dateline, a line of a list.
//
// Layer: Document.Sentences, in the order of the text; every word belongs to exactly one. Writer: annotate/segment.
type Sentence struct {
	Tokens    TokenRange
	Kind      SentenceKind
	Paragraph int32 // number of its paragraph in the document, from 0
	Brief     int32 // number of its news item in a bulletin whose items begin with a country or town, from 1; 0 before and elsewhere
}

// SentenceOf gives the index of the sentence of a word.
func (d *Document) SentenceOf(t TokenID) int { return int(d.Tokens[t].Sentence) }

// SentenceSpan gives the stretch of text of a sentence.
func (d *Document) SentenceSpan(sentence int) record.Span {
	return d.SpanOf(d.Sentences[sentence].Tokens)
}

// SentencesIn gives the half-open range of sentences that a span touches.
func (d *Document) SentencesIn(s record.Span) (first, end int) {
	r := d.TokensIn(s)
	if r.Len() < 1 {
		return 0, 0
	}
	return d.SentenceOf(r.First), d.SentenceOf(r.End-1) + 1
}
