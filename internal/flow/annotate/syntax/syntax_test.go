package syntax_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/annotate/syntax"
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/trees"
	"github.com/chancery-project/chancery/internal/language/trees/learn"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// sample is a few invented sentences: form/UPOS/XPOS/head/relation.
var sample = []string{
	"The/DET/DT/2/det envoy/NOUN/NN/3/nsubj left/VERB/VBD/0/root Oslo/PROPN/NNP/3/obj ./PUNCT/./3/punct",
	"Talks/NOUN/NNS/2/nsubj resumed/VERB/VBD/0/root ./PUNCT/./2/punct",
	"Rebels/NOUN/NNS/2/nsubj left/VERB/VBD/0/root the/DET/DT/4/det town/NOUN/NN/2/obj ./PUNCT/./2/punct",
}

func reader(t *testing.T) *syntax.Reader {
	t.Helper()
	var sents []learn.Sentence
	var tagged []tagger.Sentence
	var examples []morph.Example
	for _, line := range sample {
		var l learn.Sentence
		var g tagger.Sentence
		for word := range strings.FieldsSeq(line) {
			c := strings.Split(word, "/")
			var head int
			if _, err := fmt.Sscan(c[3], &head); err != nil {
				t.Fatal(err)
			}
			l.Words = append(l.Words, trees.Word{Form: c[0], UPOS: c[1], XPOS: c[2]})
			l.Heads, l.Labels = append(l.Heads, head), append(l.Labels, c[4])
			l.UPOS, l.XPOS = append(l.UPOS, c[1]), append(l.XPOS, c[2])
			examples = append(examples, morph.Example{Form: c[0], Lemma: strings.ToLower(c[0]), UPOS: c[1], XPOS: c[2], Feats: "Known=Yes"})
			g.Forms, g.Tags = append(g.Forms, c[0]), append(g.Tags, tagger.Tag{UPOS: c[1], XPOS: c[2]})
		}
		sents, tagged = append(sents, l), append(tagged, g)
	}
	set := tagger.DefaultSettings()
	set.MinCount, set.LexMin, set.Cut = 1, 1, 0
	tags, err := tagger.Train(tagged, set)
	if err != nil {
		t.Fatal(err)
	}
	o := learn.Defaults()
	o.Dim, o.Layers, o.TagLayer, o.Arc, o.Label, o.MinWord, o.MinPart = 64, 1, 1, 32, 32, 1, 1
	o.Epochs, o.Rate, o.Warmup, o.Dropout = 60, 0.01, 5, 0.05
	trainer, err := learn.New(o, kernel.Best(), sents)
	if err != nil {
		t.Fatal(err)
	}
	for e := 1; e <= o.Epochs; e++ {
		trainer.Epoch(e)
	}
	var b model.Builder
	if err := trainer.Pack(&b); err != nil {
		t.Fatal(err)
	}
	file, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	parser, err := trees.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	lemmas, err := morph.Train(examples, 1)
	if err != nil {
		t.Fatal(err)
	}
	return syntax.New(tags, parser, lemmas)
}

// document has one sentence a line and words apart by spaces.
func document(body string) *text.Document {
	d := text.New(text.Raw{}, body)
	at := 0
	for line := range strings.Lines(body) {
		first := text.TokenID(len(d.Tokens))
		for word := range strings.FieldsSeq(line) {
			at += strings.Index(body[at:], word)
			d.Tokens = append(d.Tokens, text.Token{Span: record.Span{Start: at, End: at + len(word)}, Sentence: int32(len(d.Sentences))})
			at += len(word)
		}
		d.Sentences = append(d.Sentences, text.Sentence{Tokens: text.TokenRange{First: first, End: text.TokenID(len(d.Tokens))}, Kind: text.Running})
	}
	return d
}

func TestTreesPointIntoTheDocument(t *testing.T) {
	d := document("Talks resumed .\n\nThe envoy left Oslo .")
	notices, err := reader(t).Apply(context.Background(), d)
	if err != nil || len(notices) != 0 {
		t.Fatal(notices, err)
	}
	var got []string
	for w := range text.TokenID(d.Trees.Len()) {
		got = append(got, fmt.Sprintf("%s/%s/%d/%s", d.Trees.Lemma(w), d.Trees.UPOS(w), d.Trees.Head(w), d.Trees.Rel(w)))
	}
	want := "talks/NOUN/1/nsubj resumed/VERB/-1/root ./PUNCT/1/punct " +
		"the/DET/4/det envoy/NOUN/5/nsubj left/VERB/-1/root oslo/PROPN/5/obj ./PUNCT/5/punct"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if d.Trees.Morph(0).Feats != "Known=Yes" {
		t.Errorf("features %q", d.Trees.Morph(0).Feats)
	}
}

func TestEmptyDocumentHasEmptyTrees(t *testing.T) {
	d := document("")
	if _, err := reader(t).Apply(context.Background(), d); err != nil || d.Trees == nil || d.Trees.Len() != 0 {
		t.Fatal(err, d.Trees)
	}
}

func TestStopsWhenTold(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	d := document("Talks resumed .")
	if _, err := reader(t).Apply(ctx, d); err == nil || d.Trees != nil {
		t.Fatal("a cancelled stage wrote its layer")
	}
}
