package names_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/flow/annotate/names"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// capitals takes every run of words with capitals for a place.
type capitals struct{}

func (capitals) Document(sents [][]namer.Word) [][]namer.Name {
	out := make([][]namer.Name, len(sents))
	for i, words := range sents {
		for j, w := range words {
			if w.UPOS != "PROPN" {
				continue
			}
			if n := len(out[i]); n > 0 && out[i][n-1].End == j {
				out[i][n-1].End++
				continue
			}
			out[i] = append(out[i], namer.Name{Start: j, End: j + 1, Type: "LOC"})
		}
	}
	return out
}

// document makes a document of lines, each a sentence; the first word of each is its root.
func document(t *testing.T, kinds []text.SentenceKind, lines ...string) *text.Document {
	t.Helper()
	doc := text.New(text.Raw{}, strings.Join(lines, "\n"))
	var morphs []text.Morph
	var heads []text.TokenID
	at := 0
	for i, line := range lines {
		first := text.TokenID(len(doc.Tokens))
		for w := range strings.FieldsSeq(line) {
			start := at + strings.Index(doc.Text[at:], w)
			at = start + len(w)
			head := first
			if text.TokenID(len(doc.Tokens)) == first {
				head = text.NoToken
			}
			upos := "NOUN"
			if w[0] < 'a' {
				upos = "PROPN"
			}
			doc.Tokens = append(doc.Tokens, text.Token{Span: record.Span{Start: start, End: at}, Sentence: int32(i)})
			morphs = append(morphs, text.Morph{UPOS: upos})
			heads = append(heads, head)
		}
		doc.Sentences = append(doc.Sentences, text.Sentence{Tokens: text.TokenRange{First: first, End: text.TokenID(len(doc.Tokens))}, Kind: kinds[i]})
	}
	forest, err := text.NewForest(doc.Sentences, morphs, heads, make([]string, len(heads)))
	if err != nil {
		t.Fatal(err)
	}
	doc.Trees = forest
	return doc
}

func TestNamesArePlacedInTheText(t *testing.T) {
	doc := document(t, []text.SentenceKind{text.Running, text.PageParts, text.Running}, "flights to São Paulo resumed", "About Us", "rain in Oslo")
	if _, err := names.New(capitals{}).Apply(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range doc.Names {
		if n.Span != doc.SpanOf(n.Tokens) {
			t.Errorf("span %v of the words %v", n.Span, n.Tokens)
		}
		got = append(got, string(n.Type)+" "+n.Span.Of(doc.Text))
	}
	if diff := cmp.Diff([]string{"LOC São Paulo", "LOC Oslo"}, got); diff != "" {
		t.Fatal(diff)
	}
}

func TestNamesNeedTags(t *testing.T) {
	doc := document(t, []text.SentenceKind{text.Running}, "rain in Oslo")
	doc.Trees = nil
	if _, err := names.New(capitals{}).Apply(context.Background(), doc); err == nil {
		t.Fatal("names were found without tags")
	}
	empty := text.New(text.Raw{}, "")
	if _, err := names.New(capitals{}).Apply(context.Background(), empty); err != nil || empty.Names == nil || len(empty.Names) > 0 {
		t.Fatalf("empty document: %v, names %v", err, empty.Names)
	}
}
