package learn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// tinySentences are three invented sentences of made-up trees.
func tinySentences() []Sentence {
	word := func(f, x, u string) trees.Word { return trees.Word{Form: f, XPOS: x, UPOS: u} }
	a := Sentence{
		Words: []trees.Word{word("The", "DT", "DET"), word("envoy", "NN", "NOUN"), word("left", "VBD", "VERB"), word(".", ".", "PUNCT")},
		Heads: []int{2, 3, 0, 3}, Labels: []string{"det", "nsubj", "root", "punct"},
	}
	b := Sentence{
		Words: []trees.Word{word("Stop", "VB", "VERB")}, Heads: []int{0}, Labels: []string{"root"},
	}
	c := Sentence{
		Words: []trees.Word{word("He", "PRP", "PRON"), word("left", "VBD", "VERB"), word("The", "DT", "DET"), word("Hague", "NNP", "PROPN"), word("today", "NN", "NOUN"), word(".", ".", "PUNCT")},
		Heads: []int{2, 0, 4, 2, 2, 2}, Labels: []string{"nsubj", "root", "det", "obj", "obl:unmarked", "punct"},
	}
	out := []Sentence{a, b, c}
	for i := range out {
		for _, w := range out[i].Words {
			out[i].XPOS, out[i].UPOS = append(out[i].XPOS, w.XPOS), append(out[i].UPOS, w.UPOS)
		}
	}
	return out
}

// TestGradientsAreThoseOfTheLoss compares the backward pass with differences
// of the loss, for some weights of every tensor.
func TestGradientsAreThoseOfTheLoss(t *testing.T) {
	opts := Defaults()
	opts.Dim, opts.Arc, opts.Label, opts.Layers, opts.MinWord, opts.MinPart, opts.TagLoss, opts.TagLayer = 8, 6, 5, 2, 1, 1, 0.7, 1
	tr, err := New(opts, kernel.Best(), tinySentences())
	if err != nil {
		t.Fatal(err)
	}
	seeds := []uint64{1, 2, 3}
	s := tr.shards[0]
	s.run(tr.examples, seeds, 1.0/11)
	r := rand.New(rand.NewPCG(1, 2))
	var grads [][]float32 // later runs add to them
	for _, x := range tr.n.tensors {
		grads = append(grads, slices.Clone(x.grad[0]))
	}
	for i, x := range tr.n.tensors {
		g := grads[i]
		bad, tried := 0, 0
		for range 60 {
			j := r.IntN(len(x.w))
			if x.rowwise && !x.marked[0][j/x.cols] {
				continue
			}
			const h = 5e-4
			old := x.w[j]
			x.w[j] = old + h
			s.run(tr.examples, seeds, 1.0/11)
			up := s.loss
			x.w[j] = old - h
			s.run(tr.examples, seeds, 1.0/11)
			down := s.loss
			x.w[j] = old
			want := (up - down) / (2 * h)
			tried++
			if math.Abs(want-float64(g[j])) > 3e-3+0.03*math.Abs(want) {
				bad++
				t.Logf("tensor %d weight %d: gradient %v, want %v", i, j, g[j], want)
			}
		}
		// A kink of the rectifier may lie within the step now and then.
		if bad > tried/20 {
			t.Errorf("tensor %d: %d of %d gradients are wrong", i, bad, tried)
		}
	}
}
