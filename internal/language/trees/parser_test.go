package trees_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/trees"
	"github.com/chancery-project/chancery/internal/language/trees/learn"
)

// sentences are a few invented sentences with their trees.
func sentences() []learn.Sentence {
	text := []struct {
		words, xpos, upos, labels []string
		heads                     []int
	}{
		{
			[]string{"The", "envoy", "left", "Oslo", "."},
			[]string{"DT", "NN", "VBD", "NNP", "."},
			[]string{"DET", "NOUN", "VERB", "PROPN", "PUNCT"},
			[]string{"det", "nsubj", "root", "obj", "punct"},
			[]int{2, 3, 0, 3, 3},
		},
		{
			[]string{"Talks", "will", "resume", "today", "."},
			[]string{"NNS", "MD", "VB", "NN", "."},
			[]string{"NOUN", "AUX", "VERB", "NOUN", "PUNCT"},
			[]string{"nsubj", "aux", "root", "obl:unmarked", "punct"},
			[]int{3, 3, 0, 3, 3},
		},
		{
			[]string{"No"}, []string{"UH"}, []string{"INTJ"}, []string{"root"}, []int{0},
		},
	}
	var out []learn.Sentence
	for _, s := range text {
		l := learn.Sentence{Heads: s.heads, Labels: s.labels, XPOS: s.xpos, UPOS: s.upos}
		for i, w := range s.words {
			l.Words = append(l.Words, trees.Word{Form: w, XPOS: s.xpos[i], UPOS: s.upos[i]})
		}
		out = append(out, l)
	}
	return out
}

// small trains a small network on them.
func small(t testing.TB, k *kernel.Kernel, epochs int) *model.File {
	t.Helper()
	o := learn.Defaults()
	o.Dim, o.Layers, o.Arc, o.Label, o.MinWord, o.MinPart, o.Warmup, o.TagLayer = 64, 2, 32, 32, 1, 1, 10, 2
	o.Epochs, o.Dropout, o.Rate = epochs, 0.05, 0.01
	tr, err := learn.New(o, k, sentences())
	if err != nil {
		t.Fatal(err)
	}
	for e := 1; e <= epochs; e++ {
		tr.Epoch(e)
	}
	var b model.Builder
	if err := tr.Pack(&b); err != nil {
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
	return f
}

func TestTrainingLearnsItsSentences(t *testing.T) {
	p, err := trees.Open(small(t, kernel.Best(), 60))
	if err != nil {
		t.Fatal(err)
	}
	var words [][]trees.Word
	for _, s := range sentences() {
		words = append(words, s.Words)
	}
	var score trees.Score
	for i, arcs := range p.Parse(words) {
		var gold []trees.Arc
		for t, h := range sentences()[i].Heads {
			s := sentences()[i]
			gold = append(gold, trees.Arc{Head: h, Deprel: s.Labels[t], XPOS: s.XPOS[t], UPOS: s.UPOS[t]})
		}
		score.Add(gold, arcs)
	}
	if score.UPOS() != 100 || score.XPOS() != 100 {
		t.Fatalf("UPOS %.1f XPOS %.1f", score.UPOS(), score.XPOS())
	}
	if score.LAS() != 100 || score.Words != 11 {
		t.Fatalf("LAS %.1f of %d words", score.LAS(), score.Words)
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	a, b := small(t, kernel.Best(), 3), small(t, kernel.Best(), 3)
	for _, s := range a.Header().Sections {
		x, _ := a.Section(s.Name)
		y, err := b.Section(s.Name)
		if err != nil || !slices.Equal(x, y) {
			t.Errorf("section %s differs", s.Name)
		}
	}
}

func TestVectorKernelsTrainTheSameWeights(t *testing.T) {
	a, ok := kernel.ByName("avx2")
	b, also := kernel.ByName("avx512")
	if !ok || !also {
		t.Skip("this machine has not both kernels of amd64")
	}
	x, y := small(t, a, 3), small(t, b, 3)
	for _, s := range x.Header().Sections {
		p, _ := x.Section(s.Name)
		q, err := y.Section(s.Name)
		if err != nil || !slices.Equal(p, q) {
			t.Errorf("section %s differs", s.Name)
		}
	}
}

func drawSentences(t *rapid.T) [][]trees.Word {
	word := rapid.Custom(func(t *rapid.T) trees.Word {
		return trees.Word{
			Form: rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"The", "envoy", "left", ".", "2,000"})).Draw(t, "form"),
			XPOS: rapid.SampledFrom([]string{"DT", "NN", "VBD", "?", ""}).Draw(t, "xpos"),
			UPOS: rapid.SampledFrom([]string{"DET", "NOUN", "VERB", ""}).Draw(t, "upos"),
		}
	})
	return rapid.SliceOfN(rapid.SliceOfN(word, 0, 40), 0, 8).Draw(t, "sentences")
}

// TestAnyWordsGetOneTreeFromEveryKernel also compares sentences parsed
// together with the same sentences alone.
func TestAnyWordsGetOneTreeFromEveryKernel(t *testing.T) {
	f := small(t, kernel.Best(), 2)
	var parsers []*trees.Parser
	for _, k := range kernel.All() {
		p, err := trees.OpenWith(f, k)
		if err != nil {
			t.Fatal(err)
		}
		parsers = append(parsers, p)
	}
	rapid.Check(t, func(t *rapid.T) {
		sents := drawSentences(t)
		first := parsers[0].Parse(sents)
		for i, arcs := range first {
			checkTree(t, arcs, len(sents[i]))
			if alone := parsers[0].Parse(sents[i : i+1])[0]; !slices.Equal(arcs, alone) {
				t.Fatalf("alone: %v, together: %v", alone, arcs)
			}
		}
		for i, p := range parsers[1:] {
			for j, arcs := range p.Parse(sents) {
				if !slices.Equal(arcs, first[j]) {
					t.Fatalf("%s: %v, %s: %v", kernel.All()[i+1].Name(), arcs, kernel.All()[0].Name(), first[j])
				}
			}
		}
	})
}

func TestLongSentencesGetOneTree(t *testing.T) {
	p, err := trees.Open(small(t, kernel.Best(), 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{199, 201, 999, 1000, 1001, 3500} {
		words := make([]trees.Word, n)
		for i := range words {
			words[i] = trees.Word{Form: fmt.Sprint("w", i%37), XPOS: "NN", UPOS: "NOUN"}
		}
		checkTree(t, p.Parse([][]trees.Word{words})[0], n)
	}
}

// checkTree checks that there is one root and that every word leads to it.
func checkTree(t interface{ Fatalf(string, ...any) }, arcs []trees.Arc, n int) {
	if len(arcs) != n {
		t.Fatalf("%d arcs for %d words", len(arcs), n)
	}
	roots := 0
	for i := range arcs {
		if arcs[i].Head == 0 {
			roots++
		}
		at, steps := i+1, 0
		for at != 0 {
			if at < 0 || at > n || steps > n {
				t.Fatalf("word %d does not lead to the root: %v", i+1, arcs)
			}
			at = arcs[at-1].Head
			steps++
		}
	}
	if n > 0 && roots != 1 {
		t.Fatalf("%d roots: %v", roots, arcs)
	}
}

func TestOpenNamesWhatIsWrong(t *testing.T) {
	f := small(t, kernel.Plain(), 1)
	b := model.NewBuilder(f)
	b.RemovePart("trees")
	if _, err := trees.Open(rebuilt(t, b)); !errors.Is(err, model.ErrNoSection) {
		t.Errorf("without trees: %v", err)
	}
	for _, s := range f.Header().Sections {
		b := model.NewBuilder(f)
		old, _ := f.Section(s.Name)
		if err := b.Set(s.Name, old[:len(old)/2]); err != nil {
			t.Fatal(err)
		}
		if _, err := trees.Open(rebuilt(t, b)); err == nil {
			t.Errorf("half of section %s is accepted", s.Name)
		}
	}
}

func rebuilt(t *testing.T, b *model.Builder) *model.File {
	t.Helper()
	file, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestShape(t *testing.T) {
	for form, want := range map[string]string{"Tehran": "Xx", "UN": "X", "U.S.": "X.X.", "2,000": "d,d", "": "", "…": "…", "e-mail": "x-x", "a1a1a1a1a1": "xdxdxdxd"} {
		if got := trees.Shape(form); got != want {
			t.Errorf("Shape(%q) = %q, want %q", form, got, want)
		}
	}
}

func FuzzFormFeatures(f *testing.F) {
	f.Add("Ünïted’s")
	f.Fuzz(func(t *testing.T, form string) {
		for k, v := range trees.FormFeatures(form) {
			if len(v) > 4*len(form)+4 {
				t.Errorf("feature %s of %q has %d bytes", trees.Kind(k), form, len(v))
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	o := learn.Defaults()
	tr, err := learn.New(o, kernel.Best(), sentences())
	if err != nil {
		b.Fatal(err)
	}
	var mb model.Builder
	if err := tr.Pack(&mb); err != nil {
		b.Fatal(err)
	}
	file, err := mb.Bytes()
	if err != nil {
		b.Fatal(err)
	}
	f, err := model.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	var sents [][]trees.Word
	words := 0
	for i := range 40 {
		var s []trees.Word
		for j := range 12 + i%17 {
			s = append(s, sentences()[(i+j)%2].Words[j%5])
		}
		sents = append(sents, s)
		words += len(s)
	}
	for _, k := range kernel.All() {
		p, err := trees.OpenWith(f, k)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(k.Name(), func(b *testing.B) {
			for b.Loop() {
				p.Parse(sents)
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
