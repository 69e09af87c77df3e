package text

import (
	"unicode"

	"github.com/chancery-project/chancery/record"
)

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
}

// SentenceOf gives the index of the sentence of a word.
func (d *Document) SentenceOf(t TokenID) int { return int(d.Tokens[t].Sentence) }

// SentenceSpan gives the stretch of text of a sentence.
func (d *Document) SentenceSpan(sentence int) record.Span {
	return d.SpanOf(d.Sentences[sentence].Tokens)
}

// Items gives for each sentence the number of its item: those of a round-up begin with a dateline or a country each, and what stands before the first
// is item 0, as is all of a report with one dateline or none. A heading with a country and the dateline below it begin one item.
func (d *Document) Items() []int {
	items, n, told := make([]int, len(d.Sentences)), 0, true
	for i := range d.Sentences {
		switch kind := d.Sentences[i].Kind; {
		case kind == Dateline && told && unicode.IsUpper([]rune(d.Word(d.Sentences[i].Tokens.First))[0]):
			n++
			told = false
		case kind == Running:
			told = true
		}
		items[i] = n
	}
	if n < 2 {
		clear(items)
	}
	return items
}

// SentencesIn gives the half-open range of sentences that a span touches.
func (d *Document) SentencesIn(s record.Span) (first, end int) {
	r := d.TokensIn(s)
	if r.Len() < 1 {
		return 0, 0
	}
	return d.SentenceOf(r.First), d.SentenceOf(r.End-1) + 1
}
