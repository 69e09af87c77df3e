package parses_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/score/parses"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// first is an annotator that takes what is between blanks for words and each
// line for a sentence, and hangs all words on the first.
type first struct{}

func (first) Words(_ context.Context, d *text.Document) error {
	at := 0
	for line := range strings.Lines(d.Text) {
		r := text.TokenRange{First: text.TokenID(len(d.Tokens))}
		for word := range strings.FieldsSeq(line) {
			at += strings.Index(d.Text[at:], word)
			d.Tokens = append(d.Tokens, text.Token{Span: record.Span{Start: at, End: at + len(word)}, Sentence: int32(len(d.Sentences))})
			at += len(word)
		}
		if r.End = text.TokenID(len(d.Tokens)); r.Len() > 0 {
			d.Sentences = append(d.Sentences, text.Sentence{Tokens: r})
		}
	}
	return nil
}

func (first) Trees(_ context.Context, d *text.Document) error {
	morphs := make([]text.Morph, len(d.Tokens))
	heads := make([]text.TokenID, len(d.Tokens))
	rels := make([]string, len(d.Tokens))
	for i := range d.Sentences {
		r := d.Sentences[i].Tokens
		for t := r.First; t < r.End; t++ {
			morphs[t] = text.Morph{Lemma: strings.ToLower(d.Word(t)), UPOS: "X", XPOS: "NN"}
			heads[t], rels[t] = r.First, "dep"
		}
		heads[r.First], rels[r.First] = text.NoToken, "root"
	}
	var err error
	d.Trees, err = text.NewForest(d.Sentences, morphs, heads, rels)
	return err
}

func documents(t *testing.T) []treebank.Document {
	t.Helper()
	file := `# newdoc
# newpar
1 Talks talk NOUN NNS _ 2 nsubj _ _
2 failed fail VERB VBD _ 0 root _ SpaceAfter=No
3 . . PUNCT . _ 2 punct _ _

# newpar
1 Stop stop VERB NN _ 0 root _ _
2 now now ADV RB _ 1 dep _ _

`
	var b strings.Builder
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			line = strings.ReplaceAll(line, " ", "\t")
		}
		b.WriteString(line)
	}
	docs, err := treebank.Read("sample", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestTreebankFromRunningText(t *testing.T) {
	r, err := parses.Treebank(context.Background(), documents(t), first{}, false)
	if err != nil {
		t.Fatal(err)
	}
	if want := (parses.Count{Gold: 5, Given: 4, Right: 3}); r.Words != want { // "failed." is one word for the annotator
		t.Errorf("words %+v, want %+v", r.Words, want)
	}
	if want := (parses.Count{Gold: 2, Given: 2, Right: 2}); r.Sentences != want {
		t.Errorf("sentences %+v, want %+v", r.Sentences, want)
	}
	if r.LAS.Right != 2 { // Stop and now
		t.Errorf("LAS %+v", r.LAS)
	}
}

func TestTreebankWithGoldTokens(t *testing.T) {
	r, err := parses.Treebank(context.Background(), documents(t), first{}, true)
	if err != nil {
		t.Fatal(err)
	}
	if want := (parses.Count{Gold: 5, Given: 5, Right: 5}); r.Words != want {
		t.Errorf("words %+v", r.Words)
	}
	if r.XPOS.Right != 1 || r.Lemmas.Right != 3 || r.LAS.Right != 2 || r.UAS.Right != 2 {
		t.Errorf("XPOS %d, lemmas %d, LAS %d, UAS %d", r.XPOS.Right, r.Lemmas.Right, r.LAS.Right, r.UAS.Right)
	}
}
