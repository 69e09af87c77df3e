package parses

import (
	"context"
	"fmt"

	"github.com/chancery-project/chancery/internal/flow/publish/parsed"
	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/text"
)

// Annotator writes the layers of a document. With Words it finds words and
// sentences, with Trees it gives those that are there tags and trees.
type Annotator interface {
	Words(context.Context, *text.Document) error
	Trees(context.Context, *text.Document) error
}

// Treebank parses the documents of a treebank and compares. With goldTokens
// the annotator gets the treebank's words and sentences, else the running text.
func Treebank(ctx context.Context, docs []treebank.Document, a Annotator, goldTokens bool) (*Result, error) {
	r := &Result{}
	for i := range docs {
		gold, d := goldText(&docs[i], goldTokens)
		if !goldTokens {
			if err := a.Words(ctx, d); err != nil {
				return nil, fmt.Errorf("document %d: %w", i+1, err)
			}
		}
		if err := a.Trees(ctx, d); err != nil {
			return nil, fmt.Errorf("document %d: %w", i+1, err)
		}
		r.Add(gold, FromDocument(d))
	}
	return r, nil
}

// goldText gives a document's gold and what is to be annotated.
func goldText(doc *treebank.Document, goldTokens bool) (*Text, *text.Document) {
	if !goldTokens {
		raw := doc.Raw()
		return fromTreebank(doc.Sentences, raw.Words), text.New(text.Raw{}, raw.Text)
	}
	d := parsed.FromSentences(doc.Sentences)
	spans := make([][][2]int, len(doc.Sentences))
	for _, t := range d.Tokens {
		spans[t.Sentence] = append(spans[t.Sentence], [2]int{t.Span.Start, t.Span.End})
	}
	return fromTreebank(doc.Sentences, spans), d
}

// fromTreebank joins sentences with the places of their words.
func fromTreebank(sents []*conllu.Sentence, spans [][][2]int) *Text {
	t := &Text{}
	for i, s := range sents {
		first := len(t.Words)
		for j := range s.Words {
			w := &s.Words[j]
			head := -1
			if w.Head > 0 {
				head = first + w.Head - 1
			}
			t.Words = append(t.Words, Word{
				Start: spans[i][j][0], End: spans[i][j][1], Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Head: head, Rel: w.Deprel,
			})
		}
		t.Sentences = append(t.Sentences, [2]int{t.Words[first].Start, t.Words[len(t.Words)-1].End})
	}
	return t
}

// FromDocument gives what the layers of a document say.
func FromDocument(d *text.Document) *Text {
	t := &Text{}
	for i := range d.Tokens {
		id := text.TokenID(i)
		m := d.Trees.Morph(id)
		t.Words = append(t.Words, Word{
			Start: d.Tokens[i].Span.Start, End: d.Tokens[i].Span.End, Lemma: m.Lemma, UPOS: m.UPOS, XPOS: m.XPOS,
			Head: int(d.Trees.Head(id)), Rel: d.Trees.Rel(id),
		})
	}
	for i := range d.Sentences {
		if d.Sentences[i].Tokens.Len() > 0 {
			s := d.SentenceSpan(i)
			t.Sentences = append(t.Sentences, [2]int{s.Start, s.End})
		}
	}
	return t
}
