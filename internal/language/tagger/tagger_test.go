package tagger_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// corpus is a little treebank: words and tags as word/UPOS/XPOS.
func corpus(t testing.TB) []tagger.Sentence {
	t.Helper()
	var out []tagger.Sentence
	for i, line := range []string{
		"The/DET/DT army/NOUN/NN shelled/VERB/VBD the/DET/DT town/NOUN/NN ././PUNCT",
		"Rebels/NOUN/NNS shelled/VERB/VBD the/DET/DT airport/NOUN/NN ././PUNCT",
		"The/DET/DT minister/NOUN/NN visited/VERB/VBD Qatar/PROPN/NNP ././PUNCT",
		"The/DET/DT envoy/NOUN/NN visited/VERB/VBD the/DET/DT town/NOUN/NN ././PUNCT",
		"Troops/NOUN/NNS left/VERB/VBD Qatar/PROPN/NNP ././PUNCT",
	} {
		s := tagger.Sentence{Document: i / 2}
		for word := range strings.FieldsSeq(line) {
			col := strings.Split(word, "/")
			if col[0] == "." {
				col = []string{".", "PUNCT", "."}
			}
			s.Forms = append(s.Forms, col[0])
			s.Tags = append(s.Tags, tagger.Tag{UPOS: col[1], XPOS: col[2]})
		}
		out = append(out, s)
	}
	return out
}

func settings() tagger.Settings {
	set := tagger.DefaultSettings()
	set.MinCount, set.LexMin, set.Epochs, set.Cut = 1, 1, 10, 0
	return set
}

func train(t *testing.T) *tagger.Model {
	t.Helper()
	m, err := tagger.Train(corpus(t), settings())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func file(t *testing.T, m *tagger.Model) []byte {
	t.Helper()
	b := &model.Builder{Header: model.Header{Language: "en"}}
	if err := m.Save(b); err != nil {
		t.Fatal(err)
	}
	data, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTrainSaveOpen(t *testing.T) {
	data := file(t, train(t))
	if !bytes.Equal(data, file(t, train(t))) {
		t.Error("the same seed gives different bytes")
	}
	f, err := model.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	m, err := tagger.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range m.Document([][]string{{"The", "Rebels", "visited", "the", "airport", "."}, {}, {"army"}}) {
		for _, c := range s {
			got = append(got, m.Tag(c).XPOS)
		}
	}
	if d := cmp.Diff(strings.Fields("DT NNS VBD DT NN . NN"), got); d != "" {
		t.Error(d)
	}
	if upos, xpos := tagger.Accuracy(m, corpus(t)); upos != 100 || xpos != 100 {
		t.Errorf("accuracy on the training text %.1f %.1f", upos, xpos)
	}
}

func TestOpenRefuses(t *testing.T) {
	m := train(t)
	for _, name := range []string{"tags/classes", "tags/words", "tags/weights"} {
		b := &model.Builder{Header: model.Header{Language: "en"}}
		if err := m.Save(b); err != nil {
			t.Fatal(err)
		}
		if err := b.Set(name, []byte("[\"x\"]")); err != nil {
			t.Fatal(err)
		}
		data, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		f, err := model.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tagger.Open(f); err == nil || !strings.Contains(err.Error(), "open the tagger") {
			t.Errorf("%s replaced: error %v", name, err)
		}
	}
}

func TestJackKnifeTagsEverySentence(t *testing.T) {
	sents := corpus(t)
	tags, err := tagger.JackKnife(sents, 3, settings())
	if err != nil {
		t.Fatal(err)
	}
	if len(tags) != len(sents) {
		t.Fatalf("%d of %d sentences", len(tags), len(sents))
	}
	for i := range tags {
		if len(tags[i]) != len(sents[i].Forms) {
			t.Errorf("sentence %d has %d tags for %d words", i, len(tags[i]), len(sents[i].Forms))
		}
	}
	// Qatar is in the second and third fold only: the fold that lacks one still knows it.
	if got := tags[4][2].UPOS; got != "PROPN" {
		t.Errorf("Qatar is %s", got)
	}
}

func TestShape(t *testing.T) {
	for in, want := range map[string]string{"Kabul": "Xxx", "F-16": "X-00", "USA": "XX", "2,000": "0,00", "o'clock": "x'xx", "Erdoğan": "Xxx"} {
		if got := tagger.Shape(in); got != want {
			t.Errorf("Shape(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAnyWordsAreTagged(t *testing.T) {
	m := train(t)
	word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "-", "the", "\u00ad", "’s", "e\u0301", "👍🏽", "中文", "\xff"}))
	rapid.Check(t, func(t *rapid.T) {
		sents := rapid.SliceOfN(rapid.SliceOfN(word, 0, 8), 0, 4).Draw(t, "sentences")
		got := m.Document(sents)
		if len(got) != len(sents) {
			t.Fatalf("%d of %d sentences", len(got), len(sents))
		}
		for i := range got {
			if len(got[i]) != len(sents[i]) {
				t.Fatalf("sentence %d has %d tags for %d words", i, len(got[i]), len(sents[i]))
			}
			for _, c := range got[i] {
				if int(c) >= len(m.Tags()) {
					t.Fatalf("class %d of %d", c, len(m.Tags()))
				}
			}
		}
	})
}

func BenchmarkDocument(b *testing.B) {
	sents := corpus(b)
	m, err := tagger.Train(sents, settings())
	if err != nil {
		b.Fatal(err)
	}
	doc := make([][]string, 0, 500)
	for i := range 500 {
		doc = append(doc, sents[i%len(sents)].Forms)
	}
	for b.Loop() {
		m.Document(doc)
	}
}
