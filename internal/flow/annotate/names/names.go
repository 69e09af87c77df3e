// Package names finds the names of persons, organisations and places in a
// document.
//
// Stage annotate/names: needs the layers tokens, sentences and trees (for the
// tags), gives the layer names. The model is that of internal/language/namer;
// the stage only carries words to it and its answers into the layer.
// Furniture of the page is not read.
package names

import (
	"context"
	"errors"

	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// Finder finds the names in the sentences of a document; *namer.Model is one.
// It must be safe for concurrent use, and the names of a sentence in order
// and apart from each other.
type Finder interface {
	Document(sents [][]namer.Word) [][]namer.Name
}

// Stage is the stage. It is safe for concurrent use.
type Stage struct {
	finder Finder
}

// New returns the stage with its model.
func New(finder Finder) *Stage { return &Stage{finder: finder} }

// Apply writes doc.Names. It gives no notices; its error says that the tags
// it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	if len(doc.Tokens) > 0 && (doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens)) {
		return nil, errors.New("find names: the words of the document have no tags yet: run the stage syntax first")
	}
	sents := make([][]namer.Word, len(doc.Sentences))
	for i := range doc.Sentences {
		if doc.Sentences[i].Kind == text.PageParts {
			continue
		}
		r := doc.Sentences[i].Tokens
		sents[i] = make([]namer.Word, 0, r.Len())
		for t := r.First; t < r.End; t++ {
			m := doc.Trees.Morph(t)
			sents[i] = append(sents[i], namer.Word{Form: doc.Word(t), UPOS: m.UPOS, XPOS: m.XPOS})
		}
	}
	names := []text.Name{}
	for i, found := range s.finder.Document(sents) {
		first := doc.Sentences[i].Tokens.First
		for _, n := range found {
			r := text.TokenRange{First: first + text.TokenID(n.Start), End: first + text.TokenID(n.End)}
			names = append(names, text.Name{Span: doc.SpanOf(r), Tokens: r, Type: text.NameType(n.Type)})
		}
	}
	doc.Names = names
	return nil, nil
}
