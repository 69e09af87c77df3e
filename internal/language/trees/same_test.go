package trees_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// drawn returns a network of random weights and the words it knows.
func drawn(r *rand.Rand) (*trees.Float, []string) {
	weights := func(n, spread int) []float32 {
		w := make([]float32, n)
		for i := range w {
			w[i] = float32(r.IntN(2*spread+1)-spread) / 4096
		}
		return w
	}
	matrix := func(depth, cols, spread int) trees.FloatProduct {
		return trees.FloatProduct{W: weights(depth*cols, spread), B: weights(cols, spread)}
	}
	f := &trees.Float{
		Config: trees.Config{Dim: 64, Layers: 3, Arc: 64, Label: 32, TagLayer: 2, Tags: []string{"NOUN|NN", "VERB|VB", "X|FW"}},
		MaxDep: 8, MaxHead: 8, MaxWant: 8,
	}
	for i := range 40 {
		f.Config.Labels = append(f.Config.Labels, fmt.Sprint("rel", i))
	}
	var words []string
	for i := range 200 {
		words = append(words, fmt.Sprintf("%c%c%c%c%d", 'a'+i%26, 'a'+i%7, 'a'+i%3, 'a'+i%11, i))
	}
	seen := map[string]bool{}
	for _, w := range words {
		for k, v := range trees.FormFeatures(w) {
			if name := fmt.Sprint(k, v); !seen[name] && r.IntN(3) > 0 {
				seen[name] = true
				f.Values[k] = append(f.Values[k], v)
			}
		}
	}
	f.Values[trees.KindXPOS], f.Values[trees.KindUPOS] = []string{"NN", "VB"}, []string{"NOUN", "VERB"}
	for k := range f.Embed {
		f.Config.Counts[k] = len(f.Values[k]) + 1
		f.Embed[k] = weights(f.Config.Counts[k]*64, 2000)
	}
	for range f.Config.Layers {
		f.Layers = append(f.Layers, matrix(192, 192, 1200))
	}
	f.Heads, f.Arc, f.Label = matrix(64, 2*64+2*32, 1500), matrix(64, 64, 900), matrix(32, 40, 2000)
	f.Tag = matrix(64, 3, 2000)
	f.RootArc, f.RootLabel = weights(64, 4096), weights(32, 4096)
	f.Distances, f.WayLabel = weights(trees.NumDistances*64, 2000), weights(trees.NumDistances*32, 2000)
	return f, words
}

// TestAnswersAreTheSameOnEveryMachine holds the answers of a network of random
// weights to a sum that was written down once. A processor, kernel or compiler
// that rounds otherwise changes it.
func TestAnswersAreTheSameOnEveryMachine(t *testing.T) {
	const want = "e3fe489fb27cf7616c94021a96bd45a6913583d4ac5045547ab77e6b1509bcaf"
	r := rand.New(rand.NewPCG(2026, 7))
	f, words := drawn(r)
	var b model.Builder
	if err := f.Pack(&b); err != nil {
		t.Fatal(err)
	}
	file := rebuilt(t, &b)
	var sents [][]trees.Word
	for range 60 {
		var s []trees.Word
		for range 1 + r.IntN(40) {
			s = append(s, trees.Word{Form: words[r.IntN(len(words))], XPOS: []string{"NN", "VB", "?"}[r.IntN(3)], UPOS: []string{"NOUN", "VERB"}[r.IntN(2)]})
		}
		sents = append(sents, s)
	}
	for _, k := range kernel.All() {
		p, err := trees.OpenWith(file, k)
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		labels, far := map[string]bool{}, 0
		for _, arcs := range p.Parse(sents) {
			for i, a := range arcs {
				fmt.Fprintln(h, a.Head, a.Deprel, a.XPOS)
				labels[a.Deprel] = true
				if d := a.Head - i; d > 5 || d < -5 {
					far++
				}
			}
		}
		if got := fmt.Sprintf("%x", h.Sum(nil)); got != want {
			t.Errorf("%s: %s, want %s", k.Name(), got, want)
		}
		if len(labels) < 10 || far < 50 {
			t.Errorf("%s: %d labels and %d far arcs: the answers are too plain to tell much", k.Name(), len(labels), far)
		}
	}
}
