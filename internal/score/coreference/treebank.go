package coreference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/annotate/segment"
	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/flow/publish/parsed"
	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/text"
)

// Document is a document of a treebank with its answer key.
type Document struct {
	Text *text.Document
	Gold *Gold
}

// Documents reads the documents of a CoNLL-U file that are of one of the genres, of all where none is named. The genre
// is the second part of a document's id: "GUM_news_homeopathic". Words, sentences and headings are those of the file;
// quotations are found in its words, and read writes the other layers.
func Documents(path string, genres []string, read func(*text.Document) error) ([]Document, error) {
	sents, err := conllu.ReadFile(path, conllu.Options{})
	if err != nil {
		return nil, fmt.Errorf("read the answer key of references: %w", err)
	}
	var docs []Document
	for _, d := range treebank.Documents(sents) {
		g, err := ReadGold(d.Sentences)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if len(genres) > 0 && !slices.Contains(genres, genre(g.ID)) {
			continue
		}
		t := parsed.FromSentences(d.Sentences)
		heading := false
		for i, s := range d.Sentences {
			if block, ok := s.Comment("newpar_block"); ok {
				heading = strings.HasPrefix(block, "head ")
			}
			if heading {
				t.Sentences[i].Kind = text.Title
			}
		}
		t.Quotations = segment.Quotations(t)
		if err := read(t); err != nil {
			return nil, fmt.Errorf("%s, document %s: %w", path, g.ID, err)
		}
		docs = append(docs, Document{t, g})
	}
	return docs, nil
}

func genre(id string) string {
	if parts := strings.Split(id, "_"); len(parts) > 1 {
		return parts[1]
	}
	return ""
}

// Answers gives the links of single words in the form that is scored.
func Answers(d *text.Document, links []refer.Link) []Answer {
	var all []Answer
	for _, l := range links {
		if l.Tokens.Len() != 1 {
			continue
		}
		a := Answer{Word: l.Head}
		var words []string
		for _, n := range l.Antecedents {
			a.Heads = append(a.Heads, n.Head)
			words = append(words, d.SpanOf(n.Tokens).Of(d.Text))
		}
		a.Words = strings.Join(words, " + ")
		all = append(all, a)
	}
	return all
}

// Report tells whether a document is news or an interview.
func (d *Document) Report() bool { g := genre(d.Gold.ID); return g == "news" || g == "interview" }
