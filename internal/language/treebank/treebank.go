// Package treebank turns the sentences of a CoNLL-U file back into what a
// reader meets: documents of paragraphs of running text, with the place of
// every word in that text.
package treebank

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/language/conllu"
)

// Document is a run of sentences between two "newdoc" marks.
type Document struct {
	Sentences []*conllu.Sentence
}

// Read reads the documents of a file's bytes; name is for errors.
func Read(name string, data []byte) ([]Document, error) {
	sents, err := conllu.ReadAll(bytes.NewReader(data), conllu.Options{Name: name})
	if err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	return Documents(sents), nil
}

// Documents cuts sentences into documents. Sentences before the first mark
// are a document.
func Documents(sents []*conllu.Sentence) []Document {
	var docs []Document
	for i, s := range sents {
		if i == 0 || s.StartsDocument() {
			docs = append(docs, Document{})
		}
		d := &docs[len(docs)-1]
		d.Sentences = append(d.Sentences, s)
	}
	return docs
}

// Text is the running text of a document.
type Text struct {
	// Text has one paragraph a line, with an empty line between.
	Text string
	// Words are the byte ranges of the words, by sentence.
	Words [][][2]int
}

// Raw rebuilds the text of a document from its words and SpaceAfter. Inside a
// multiword token whose form is not its words joined, the words share out the
// token's characters in order.
func (d *Document) Raw() Text {
	var t Text
	var b strings.Builder
	for i, s := range d.Sentences {
		if i > 0 && s.StartsParagraph() {
			text := strings.TrimRight(b.String(), " ")
			b.Reset()
			b.WriteString(text + "\n\n")
		}
		space := s.SpaceAfter()
		spans := make([][2]int, len(s.Words))
		ranges := s.Ranges
		for j := 0; j < len(s.Words); {
			n, form := 1, s.Words[j].Form
			if len(ranges) > 0 && ranges[0].First == j+1 {
				n, form = ranges[0].Last-j, ranges[0].Form
				ranges = ranges[1:]
			}
			place(spans[j:j+n], s.Words[j:j+n], form, b.Len())
			b.WriteString(form)
			j += n
			if space[j-1] {
				b.WriteByte(' ')
			}
		}
		t.Words = append(t.Words, spans)
	}
	t.Text = strings.TrimRight(b.String(), " ")
	return t
}

// place gives each word of a token its part of the token's form.
func place(spans [][2]int, words []conllu.Word, form string, at int) {
	from := 0
	for i := range words {
		to := min(len(form), from+len(words[i].Form))
		if i == len(words)-1 {
			to = len(form)
		}
		spans[i] = [2]int{at + from, at + to}
		from = to
	}
}
