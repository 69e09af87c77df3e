package learn

import (
	"math"
	"math/rand/v2"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// example is one training sentence as numbers.
type example struct {
	feats  [][trees.NumKinds]int32 // in the cycle of jack-knifed tags
	counts []int32                 // how often the word was seen
	heads  []int32                 // 0 root, else word number from 1
	labels []int32
	tags   []int32 // the right pairs of tags, for the side task
}

// shard is one part of a batch on its way through the network. The words of
// its sentences are rows; a row of zeros parts two sentences and bounds the
// first and the last, so that three rows in a row are a window.
type shard struct {
	n     *net
	k     *kernel.Kernel
	id    int
	work  kernel.Workspace
	opts  Options
	scale float32 // of the losses: 1 / words of the batch

	sents              []*example
	first              []int // first row of each sentence
	rows               int
	feats              [][trees.NumKinds]int32 // by row, after dropout
	masks              [][]float32             // by layer (0 is the input): one row per sentence
	arcMask, labelMask []float32

	x, gates, cells [][]float32 // by layer; x has one more
	dx, dgates      []float32
	dnext           []float32
	heads, dheads   []float32 // the head layer
	want, dwant     []float32 // dependents times arcW
	hidden, dhidden []float32
	logits          []float32
	tags            []float32
	scores          []float32
	far, dfar       []float32 // scores of distances
	noWay           []float32 // zeros

	loss, arcsRight, words float64
}

func newShard(n *net, k *kernel.Kernel, id int, opts Options) *shard {
	s := &shard{n: n, k: k, id: id, opts: opts}
	s.masks = make([][]float32, n.cfg.Layers+1)
	s.x = make([][]float32, n.cfg.Layers+1)
	s.gates = make([][]float32, n.cfg.Layers)
	s.cells = make([][]float32, n.cfg.Layers)
	return s
}

// run computes losses and gradients of the sentences.
func (s *shard) run(sents []*example, seeds []uint64, scale float32) {
	s.scale = scale
	s.loss, s.arcsRight, s.words = 0, 0, 0
	if len(sents) == 0 {
		return
	}
	s.place(sents)
	s.drop(seeds)
	s.forward()
	s.backward()
}

// place lays the sentences out in rows.
func (s *shard) place(sents []*example) {
	s.sents = sents
	s.first = s.first[:0]
	at := 1
	for _, e := range sents {
		s.first = append(s.first, at)
		at += len(e.heads) + 1
		s.words += float64(len(e.heads))
	}
	s.rows = at
	d, c := s.n.cfg.Dim, &s.n.cfg
	for l := range s.x {
		s.x[l] = zeroed(s.x[l], at*d)
	}
	for l := range s.gates {
		s.gates[l] = zeroed(s.gates[l], at*3*d)
		s.cells[l] = zeroed(s.cells[l], at*d)
	}
	s.dx, s.dnext = zeroed(s.dx, at*d), zeroed(s.dnext, at*d)
	s.dgates = zeroed(s.dgates, at*3*d)
	q := 2*c.Arc + 2*c.Label
	s.heads, s.dheads = zeroed(s.heads, at*q), zeroed(s.dheads, at*q)
	s.want, s.dwant = zeroed(s.want, at*c.Arc), zeroed(s.dwant, at*c.Arc)
	s.hidden, s.dhidden = zeroed(s.hidden, at*c.Label), zeroed(s.dhidden, at*c.Label)
	s.logits = zeroed(s.logits, at*len(c.Labels))
	s.tags = zeroed(s.tags, at*len(c.Tags))
	if cap(s.feats) < at {
		s.feats = make([][trees.NumKinds]int32, at)
	}
	s.feats = s.feats[:at]
}

// drop draws the dropout of every sentence from its seed.
func (s *shard) drop(seeds []uint64) {
	c := &s.n.cfg
	for l := range s.masks {
		s.masks[l] = zeroed(s.masks[l], len(s.sents)*c.Dim)
	}
	s.arcMask = zeroed(s.arcMask, len(s.sents)*2*c.Arc)
	s.labelMask = zeroed(s.labelMask, len(s.sents)*c.Label)
	for i, e := range s.sents {
		r := rand.New(rand.NewPCG(seeds[i], 0x64726f70))
		for t := range e.heads {
			f := e.feats[t]
			if p := s.opts.WordDrop / (s.opts.WordDrop + float64(e.counts[t])); r.Float64() < p {
				f[trees.KindWord] = 0
			}
			if r.Float64() < s.opts.TagDrop {
				f[trees.KindXPOS], f[trees.KindUPOS] = 0, 0
			}
			s.feats[s.first[i]+t] = f
		}
		for l := range s.masks {
			mask(r, s.masks[l][i*c.Dim:(i+1)*c.Dim], s.opts.Dropout)
		}
		mask(r, s.arcMask[i*2*c.Arc:(i+1)*2*c.Arc], s.opts.Dropout)
		mask(r, s.labelMask[i*c.Label:(i+1)*c.Label], s.opts.Dropout)
	}
}

// mask fills m with 0 or 1/(1-p).
func mask(r *rand.Rand, m []float32, p float64) {
	keep := float32(1 / (1 - p))
	limit := uint64(p * (1 << 16))
	for i := 0; i < len(m); i += 4 {
		bits := r.Uint64()
		for j := i; j < min(i+4, len(m)); j++ {
			if bits&0xffff >= limit {
				m[j] = keep
			}
			bits >>= 16
		}
	}
}

// sized returns n values, reusing s if it is long enough; new ones are zero.
func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// zeroed returns n zeros, reusing s if it is long enough.
func zeroed(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

// product adds a x w to c for all rows.
func (s *shard) product(c, a []float32, w *tensor) {
	s.k.AddProduct(s.rows, w.cols, w.rows, kernel.Matrix{Data: a, RowStep: w.rows, ColStep: 1},
		kernel.Matrix{Data: w.w, RowStep: w.cols, ColStep: 1}, c, w.cols, &s.work)
}

// productBack adds to the gradient of a (da) and of w, given that of c.
func (s *shard) productBack(da, a, dc []float32, w *tensor) {
	dcm := kernel.Matrix{Data: dc, RowStep: w.cols, ColStep: 1}
	s.k.AddProduct(s.rows, w.rows, w.cols, dcm, kernel.Matrix{Data: w.w, RowStep: 1, ColStep: w.cols}, da, w.rows, &s.work)
	s.k.AddProduct(w.rows, w.cols, s.rows, kernel.Matrix{Data: a, RowStep: 1, ColStep: w.rows}, dcm, w.grad[s.id], w.cols, &s.work)
}

// softmaxLoss turns scores into the gradient of the cross entropy against the
// right class, times weight, and returns the weighted loss and the best class.
func softmaxLoss(x []float32, right int32, weight float32) (loss float64, best int) {
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	top, sum := x[best], 0.0
	at := x[right]
	for i, v := range x {
		e := math.Exp(float64(v - top))
		sum += e
		x[i] = float32(e)
	}
	inv := weight / float32(sum)
	for i := range x {
		x[i] *= inv
	}
	x[right] -= weight
	return float64(weight) * (math.Log(sum) - float64(at-top)), best
}

// addColumns adds the sum of the rows of d to g.
func addColumns(g, d []float32) {
	for at := 0; at < len(d); at += len(g) {
		row := d[at : at+len(g)]
		for i, v := range row {
			g[i] += v
		}
	}
}
