package learn

import (
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// forward computes the vectors of all words.
func (s *shard) forward() {
	d := s.n.cfg.Dim
	for i, e := range s.sents {
		m := s.masks[0][i*d : (i+1)*d]
		for t := range e.heads {
			r := s.first[i] + t
			x := s.x[0][r*d : (r+1)*d]
			for k, v := range s.feats[r] {
				for j, w := range s.n.embed[k].row(v) {
					x[j] += w
				}
			}
			for j := range x {
				x[j] *= m[j]
			}
		}
	}
	for l := range s.n.layers {
		s.layerForward(l)
	}
}

// window is the view of x in which a row is three words.
func (s *shard) window(x []float32) kernel.Matrix {
	return kernel.Matrix{Data: x, RowStep: s.n.cfg.Dim, ColStep: 1}
}

// layerForward computes x[l+1] from x[l].
func (s *shard) layerForward(l int) {
	d, n := s.n.cfg.Dim, s.n.layers[l]
	g := s.gates[l]
	s.k.AddProduct(s.rows-2, 3*d, 3*d, s.window(s.x[l]), kernel.Matrix{Data: n.w.w, RowStep: 3 * d, ColStep: 1},
		g[3*d:], 3*d, &s.work)
	for i, e := range s.sents {
		m := s.masks[l+1][i*d : (i+1)*d]
		from, to := s.first[i], s.first[i]+len(e.heads)
		for r := from; r < to; r++ {
			activate(g[r*3*d:(r+1)*3*d], n.b.w, d)
			s.recur(l, r, -1, 0, d/2, m)
		}
		for r := to - 1; r >= from; r-- {
			s.recur(l, r, 1, d/2, d, m)
		}
	}
}

// activate adds the biases and applies the three functions.
func activate(g, bias []float32, d int) {
	bias = bias[:len(g)]
	for j := range d {
		g[j] = trees.Squash(g[j] + bias[j])
	}
	for j := d; j < len(g); j++ {
		g[j] = trees.Sigmoid(g[j] + bias[j])
	}
}

// recur computes units from to to of row r; before is the step to the row
// whose memory it continues.
func (s *shard) recur(l, r, before, from, to int, m []float32) {
	d := s.n.cfg.Dim
	z := s.gates[l][r*3*d+from : r*3*d+to]
	f := s.gates[l][r*3*d+d+from : r*3*d+d+to]
	o := s.gates[l][r*3*d+2*d+from : r*3*d+2*d+to]
	c := s.cells[l][r*d+from : r*d+to]
	prev := s.cells[l][(r+before)*d+from : (r+before)*d+to]
	in := s.x[l][r*d+from : r*d+to]
	out := s.x[l+1][r*d+from : r*d+to]
	m = m[from:to]
	for j := range c {
		v := z[j] + f[j]*(prev[j]-z[j])
		c[j] = v
		out[j] = (in[j] + o[j]*(v-in[j])) * m[j]
	}
}

// backward runs through the losses and back to the embeddings.
func (s *shard) backward() {
	s.headLosses() // fills dx: the gradient of the last layer's output
	for l := len(s.n.layers) - 1; l >= 0; l-- {
		if l+1 == s.n.cfg.TagLayer {
			s.tagLosses(s.x[l+1])
		}
		s.layerBackward(l)
		s.dx, s.dnext = s.dnext, s.dx
	}
	d := s.n.cfg.Dim
	for i, e := range s.sents {
		m := s.masks[0][i*d : (i+1)*d]
		for t := range e.heads {
			r := s.first[i] + t
			dx := s.dx[r*d : (r+1)*d]
			for j := range dx {
				dx[j] *= m[j]
			}
			for k, v := range s.feats[r] {
				g := s.n.embed[k].touch(s.id, v)
				for j, w := range dx {
					g[j] += w
				}
			}
		}
	}
}

// layerBackward turns dx (of x[l+1]) into dnext (of x[l]).
func (s *shard) layerBackward(l int) {
	d, n := s.n.cfg.Dim, s.n.layers[l]
	clear(s.dnext)
	var carry [320]float32
	for i, e := range s.sents {
		m := s.masks[l+1][i*d : (i+1)*d]
		from, to := s.first[i], s.first[i]+len(e.heads)
		clear(carry[:])
		for r := to - 1; r >= from; r-- {
			s.recurBack(l, r, -1, 0, d/2, m, carry[:d/2])
		}
		clear(carry[:])
		for r := from; r < to; r++ {
			s.recurBack(l, r, 1, d/2, d, m, carry[:d/2])
		}
	}
	addColumns(n.b.grad[s.id], s.dgates[:s.rows*3*d])
	dg := kernel.Matrix{Data: s.dgates[3*d:], RowStep: 3 * d, ColStep: 1}
	s.k.AddProduct(3*d, 3*d, s.rows-2, kernel.Matrix{Data: s.x[l], RowStep: 1, ColStep: d}, dg, n.w.grad[s.id], 3*d, &s.work)
	for p := range 3 { // a word is the last, the middle and the first of three windows
		w := kernel.Matrix{Data: n.w.w[(2-p)*d*3*d:], RowStep: 1, ColStep: 3 * d}
		a := kernel.Matrix{Data: s.dgates[p*3*d:], RowStep: 3 * d, ColStep: 1}
		s.k.AddProduct(s.rows-2, d, 3*d, a, w, s.dnext[d:], d, &s.work)
	}
}

// recurBack is the backward pass of recur: it fills the gradients of the
// three gates before their functions, adds to that of the input and carries
// the memory's on.
func (s *shard) recurBack(l, r, before, from, to int, m, carry []float32) {
	d := s.n.cfg.Dim
	g, dg := s.gates[l][r*3*d:(r+1)*3*d], s.dgates[r*3*d:(r+1)*3*d]
	z, f, o := g[from:to], g[d+from:d+to], g[2*d+from:2*d+to]
	dz, df, do := dg[from:to], dg[d+from:d+to], dg[2*d+from:2*d+to]
	c := s.cells[l][r*d+from : r*d+to]
	prev := s.cells[l][(r+before)*d+from : (r+before)*d+to]
	in := s.x[l][r*d+from : r*d+to]
	din := s.dnext[r*d+from : r*d+to]
	dout := s.dx[r*d+from : r*d+to]
	m = m[from:to]
	for j := range c {
		dy := dout[j] * m[j]
		do[j] = dy * (c[j] - in[j]) * o[j] * (1 - o[j])
		din[j] += dy * (1 - o[j])
		dc := dy*o[j] + carry[j]
		carry[j] = dc * f[j]
		dz[j] = dc * (1 - f[j]) * (1 - z[j]*z[j])
		df[j] = dc * (prev[j] - z[j]) * f[j] * (1 - f[j])
	}
}
