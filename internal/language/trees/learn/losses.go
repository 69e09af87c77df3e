package learn

import (
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// headLosses computes the losses of arcs and labels and the gradient of
// the last layer's output.
func (s *shard) headLosses() {
	n, c := s.n, &s.n.cfg
	x := s.x[c.Layers]
	q := n.headW.cols
	s.product(s.heads, x, n.headW)
	for r := range s.rows {
		h := s.heads[r*q : (r+1)*q]
		for j, b := range n.headB.w {
			h[j] += b
		}
	}
	for i, e := range s.sents { // arcs: only what is positive passes
		m := s.arcMask[i*2*c.Arc : (i+1)*2*c.Arc]
		for r := s.first[i]; r < s.first[i]+len(e.heads); r++ {
			h := s.heads[r*q : r*q+2*c.Arc]
			for j := range h {
				h[j] = max(h[j], 0) * m[j]
			}
		}
	}
	s.arcLosses()
	s.labelLosses()
	for i, e := range s.sents {
		m := s.arcMask[i*2*c.Arc : (i+1)*2*c.Arc]
		for r := s.first[i]; r < s.first[i]+len(e.heads); r++ {
			h, dh := s.heads[r*q:r*q+2*c.Arc], s.dheads[r*q:r*q+2*c.Arc]
			for j := range h {
				if h[j] > 0 {
					dh[j] *= m[j]
				} else {
					dh[j] = 0
				}
			}
		}
	}
	addColumns(n.headB.grad[s.id], s.dheads[:s.rows*q])
	clear(s.dx)
	s.productBack(s.dx, x, s.dheads, n.headW)
}

// arcLosses scores every word against every head of its sentence.
func (s *shard) arcLosses() {
	n, c := s.n, &s.n.cfg
	q, a := n.headW.cols, c.Arc
	dep := kernel.Matrix{Data: s.heads, RowStep: q, ColStep: 1}
	s.k.AddProduct(s.rows, a, a, dep, kernel.Matrix{Data: n.arcW.w, RowStep: a, ColStep: 1}, s.want, a, &s.work)
	for i, e := range s.sents {
		for r := s.first[i]; r < s.first[i]+len(e.heads); r++ {
			w := s.want[r*a : (r+1)*a]
			for j, b := range n.arcB.w {
				w[j] += b
			}
		}
		s.sentenceArcs(e, s.first[i])
	}
	s.blankWant()
	addColumns(n.arcB.grad[s.id], s.dwant)
	dw := kernel.Matrix{Data: s.dwant, RowStep: a, ColStep: 1}
	s.k.AddProduct(s.rows, a, a, dw, kernel.Matrix{Data: n.arcW.w, RowStep: 1, ColStep: a}, s.dheads, q, &s.work)
	s.blankDeps()
	turned := kernel.Matrix{Data: s.heads, RowStep: 1, ColStep: q}
	s.k.AddProduct(a, a, s.rows, turned, dw, n.arcW.grad[s.id], a, &s.work)
}

// sentenceArcs computes the loss of the arcs of a sentence that starts in row
// from, and the gradients of both sides of the scores. The row before a
// sentence is empty: the root stands there as a head.
func (s *shard) sentenceArcs(e *example, from int) {
	n, a, q := s.n, s.n.cfg.Arc, s.n.headW.cols
	size := len(e.heads)
	root := s.heads[(from-1)*q+a : (from-1)*q+2*a]
	copy(root, n.rootArc.w)
	s.scores = zeroed(s.scores, size*(size+1))
	want := kernel.Matrix{Data: s.want[from*a:], RowStep: a, ColStep: 1}
	head := kernel.Matrix{Data: s.heads[(from-1)*q+a:], RowStep: q, ColStep: 1}
	turned := kernel.Matrix{Data: head.Data, RowStep: 1, ColStep: q}
	s.k.AddProduct(size, size+1, a, want, turned, s.scores, size+1, &s.work)
	s.addDistances(size, want)
	for t, h := range e.heads {
		row := s.scores[t*(size+1) : (t+1)*(size+1)]
		row[t+1] = -1e9 // no word is its own head
		loss, best := softmaxLoss(row, h, s.scale)
		s.loss += loss
		if int32(best) == h {
			s.arcsRight++
		}
	}
	s.distanceGradients(size, want, s.dwant[from*a:])
	ds := kernel.Matrix{Data: s.scores, RowStep: size + 1, ColStep: 1}
	s.k.AddProduct(size, a, size+1, ds, head, s.dwant[from*a:], a, &s.work)
	dst := kernel.Matrix{Data: s.scores, RowStep: 1, ColStep: size + 1}
	s.k.AddProduct(size+1, a, size, dst, want, s.dheads[(from-1)*q+a:], q, &s.work)
	g := s.dheads[(from-1)*q+a : (from-1)*q+2*a]
	for j, v := range g {
		n.rootArc.grad[s.id][j] += v
	}
	clear(g)
	clear(root)
}

// addDistances adds to the scores of a sentence those of the distances.
func (s *shard) addDistances(size int, want kernel.Matrix) {
	const n = trees.NumDistances
	a := s.n.cfg.Arc
	s.far = zeroed(s.far, size*n)
	s.k.AddProduct(size, n, a, want, kernel.Matrix{Data: s.n.distances.w, RowStep: 1, ColStep: a}, s.far, n, &s.work)
	for t := range size {
		row := s.scores[t*(size+1)+1 : (t+1)*(size+1)]
		for h := range row {
			row[h] += s.far[t*n+trees.Distance(t, h)]
		}
	}
}

// distanceGradients is the backward pass of addDistances.
func (s *shard) distanceGradients(size int, want kernel.Matrix, dwant []float32) {
	const n = trees.NumDistances
	a := s.n.cfg.Arc
	s.dfar = zeroed(s.dfar, size*n)
	for t := range size {
		for h, v := range s.scores[t*(size+1)+1 : (t+1)*(size+1)] {
			s.dfar[t*n+trees.Distance(t, h)] += v
		}
	}
	d := kernel.Matrix{Data: s.dfar, RowStep: n, ColStep: 1}
	s.k.AddProduct(size, a, n, d, kernel.Matrix{Data: s.n.distances.w, RowStep: a, ColStep: 1}, dwant, a, &s.work)
	turned := kernel.Matrix{Data: s.dfar, RowStep: 1, ColStep: n}
	s.k.AddProduct(n, a, size, turned, want, s.n.distances.grad[s.id], a, &s.work)
}

// blankWant clears the gradient of rows between sentences.
func (s *shard) blankWant() {
	a := s.n.cfg.Arc
	for _, f := range s.first {
		clear(s.dwant[(f-1)*a : f*a])
	}
	clear(s.dwant[(s.rows-1)*a:])
}

// blankDeps does the same for the head layer and its input.
func (s *shard) blankDeps() {
	q := s.n.headW.cols
	for _, f := range s.first {
		clear(s.dheads[(f-1)*q : f*q])
		clear(s.heads[(f-1)*q : f*q])
	}
	clear(s.dheads[(s.rows-1)*q:])
	clear(s.heads[(s.rows-1)*q:])
}

// labelLosses chooses the label of every word given its right head.
func (s *shard) labelLosses() {
	n := s.n
	s.labelHidden()
	s.product(s.logits, s.hidden, n.labelW)
	k := n.labelW.cols
	for i, e := range s.sents {
		for t, right := range e.labels {
			row := s.logits[(s.first[i]+t)*k : (s.first[i]+t+1)*k]
			for j, b := range n.labelB.w {
				row[j] += b
			}
			loss, _ := softmaxLoss(row, right, s.scale)
			s.loss += loss
		}
	}
	addColumns(n.labelB.grad[s.id], s.logits)
	s.productBack(s.dhidden, s.hidden, s.logits, n.labelW)
	s.labelHiddenBack()
}

// labelHidden joins the label vectors of word, right head and distance; only
// what is positive passes.
func (s *shard) labelHidden() {
	c := &s.n.cfg
	q, w := s.n.headW.cols, c.Label
	for i, e := range s.sents {
		m := s.labelMask[i*w : (i+1)*w]
		for t, h := range e.heads {
			r := s.first[i] + t
			dep, head := s.heads[r*q+2*c.Arc:r*q+2*c.Arc+w], s.headLabel(i, h)
			hid := s.hidden[r*w : (r+1)*w]
			way := s.way(s.n.wayLabel.w, t, h)
			for j := range hid {
				hid[j] = max(dep[j]+head[j]+way[j], 0) * m[j]
			}
		}
	}
}

// labelHiddenBack is the backward pass of labelHidden.
func (s *shard) labelHiddenBack() {
	n, c := s.n, &s.n.cfg
	q, w := n.headW.cols, c.Label
	for i, e := range s.sents {
		m := s.labelMask[i*w : (i+1)*w]
		for t, h := range e.heads {
			r := s.first[i] + t
			hid, dhid := s.hidden[r*w:(r+1)*w], s.dhidden[r*w:(r+1)*w]
			dep := s.dheads[r*q+2*c.Arc : r*q+2*c.Arc+w]
			head := n.rootLabel.grad[s.id]
			if h > 0 {
				at := (s.first[i]+int(h)-1)*q + 2*c.Arc + w
				head = s.dheads[at : at+w]
			}
			way := s.way(n.wayLabel.grad[s.id], t, h)
			for j := range hid {
				if hid[j] > 0 {
					g := dhid[j] * m[j]
					dep[j] += g
					head[j] += g
					way[j] += g
				}
			}
			if h == 0 {
				clear(way) // the root has no distance
			}
		}
	}
}

// way returns the row of a table for the distance between word t and head h;
// for the root, a row of zeros.
func (s *shard) way(table []float32, t int, h int32) []float32 {
	w := s.n.cfg.Label
	if h == 0 {
		s.noWay = sized(s.noWay, w)
		return s.noWay
	}
	d := trees.Distance(t+1, int(h))
	return table[d*w : (d+1)*w]
}

// headLabel returns the label vector of head h of sentence i.
func (s *shard) headLabel(i int, h int32) []float32 {
	if h == 0 {
		return s.n.rootLabel.w
	}
	c := &s.n.cfg
	at := (s.first[i]+int(h)-1)*s.n.headW.cols + 2*c.Arc + c.Label
	return s.heads[at : at+c.Label]
}

// tagLosses is the side task: the right tags from a layer. It adds to dx.
func (s *shard) tagLosses(x []float32) {
	n := s.n
	s.product(s.tags, x, n.tagW)
	k := n.tagW.cols
	weight := s.scale * float32(s.opts.TagLoss)
	for i, e := range s.sents {
		for t, right := range e.tags {
			row := s.tags[(s.first[i]+t)*k : (s.first[i]+t+1)*k]
			for j, b := range n.tagB.w {
				row[j] += b
			}
			loss, _ := softmaxLoss(row, right, weight)
			s.loss += loss
		}
	}
	addColumns(n.tagB.grad[s.id], s.tags)
	s.productBack(s.dx, x, s.tags, n.tagW)
}
