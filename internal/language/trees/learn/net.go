// Package learn trains the network of package trees: float32 arithmetic, a
// backward pass written out by hand, Adam, dropout. The same seed, data and
// kernel give the same weights, whatever the number of processors.
package learn

import (
	"math/rand/v2"

	"github.com/chancery-project/chancery/internal/language/trees"
)

// net is the network in training.
type net struct {
	cfg    trees.Config
	embed  [trees.NumKinds]*tensor // values x dim
	layers []layer
	// The head layer gives four vectors per word: as dependent and as head of
	// an arc (arc wide), as dependent and as head of a label (label wide).
	headW, headB       *tensor
	distances          *tensor // added to a head's arc vector
	wayLabel           *tensor // added to the label vectors
	rootArc, rootLabel *tensor // the vectors of the root as a head
	arcW, arcB         *tensor // dependent vector -> what its head should look like
	labelW, labelB     *tensor // hidden layer -> labels
	tagW, tagB         *tensor // side task: pairs of tags
	tensors            []*tensor
}

// layer is one recurrent layer: three words in, candidate, forget and output
// gates out.
type layer struct{ w, b *tensor }

func newNet(cfg trees.Config, seed uint64) *net {
	r := rand.New(rand.NewPCG(seed, 0x6e6574))
	n := &net{cfg: cfg}
	keep := func(t *tensor) *tensor { n.tensors = append(n.tensors, t); return t }
	for k := range n.embed {
		n.embed[k] = keep(newTensor(cfg.Counts[k], cfg.Dim, true).spread(r, 0.15))
	}
	d := cfg.Dim
	for range cfg.Layers {
		l := layer{keep(newTensor(3*d, 3*d, false).spread(r, 0.045)), keep(newTensor(1, 3*d, false))}
		for i := d; i < 2*d; i++ {
			l.b.w[i] = 0.5 // remember at first
		}
		n.layers = append(n.layers, l)
	}
	q := 2*cfg.Arc + 2*cfg.Label
	n.headW, n.headB = keep(newTensor(d, q, false).glorot(r)), keep(newTensor(1, q, false))
	n.rootArc = keep(newTensor(1, cfg.Arc, false).spread(r, 0.3))
	n.distances = keep(newTensor(trees.NumDistances, cfg.Arc, false).spread(r, 0.1))
	n.wayLabel = keep(newTensor(trees.NumDistances, cfg.Label, false).spread(r, 0.1))
	n.rootLabel = keep(newTensor(1, cfg.Label, false).spread(r, 0.3))
	n.arcW, n.arcB = keep(newTensor(cfg.Arc, cfg.Arc, false).glorot(r)), keep(newTensor(1, cfg.Arc, false))
	n.labelW = keep(newTensor(cfg.Label, len(cfg.Labels), false).glorot(r))
	n.labelB = keep(newTensor(1, len(cfg.Labels), false))
	n.tagW = keep(newTensor(d, len(cfg.Tags), false).glorot(r))
	n.tagB = keep(newTensor(1, len(cfg.Tags), false))
	return n
}
