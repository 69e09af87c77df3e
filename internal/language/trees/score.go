package trees

import "github.com/chancery-project/chancery/internal/language/kernel"

// headVectors computes the vectors of arcs and labels from the last layer.
func (b *batch) headVectors() {
	c := &b.n.cfg
	p := &b.n.heads
	rows := (b.rows + kernel.BlockRows - 1) / kernel.BlockRows * kernel.BlockRows
	q := p.w.PaddedCols()
	b.sums = sized(b.sums, rows*q)
	b.k.MulInt(b.sums, q, b.x, c.Dim, rows, p.w)
	b.dep, b.head = zeroed(b.dep, rows*c.Arc), sized(b.head, rows*c.Arc)
	b.depLab, b.headLab = sized(b.depLab, rows*c.Label), sized(b.headLab, rows*c.Label)
	for r := range b.rows {
		s := b.sums[r*q:]
		part(b.dep[r*c.Arc:][:c.Arc], s, p, 0, kernel.MaxInput)
		part(b.head[r*c.Arc:][:c.Arc], s, p, c.Arc, kernel.MaxDot)
		signedPart(b.depLab[r*c.Label:][:c.Label], s, p, 2*c.Arc, kernel.MaxInput)
		signedPart(b.headLab[r*c.Label:][:c.Label], s, p, 2*c.Arc+c.Label, kernel.MaxInput)
	}
	// The row before a sentence is empty: the root stands there as a head.
	for _, f := range b.first {
		copy(b.head[(f-1)*c.Arc:], b.n.rootArc)
		copy(b.headLab[(f-1)*c.Label:], b.n.rootLabel)
	}
	q = b.n.arc.w.PaddedCols()
	b.sums = sized(b.sums, rows*q)
	b.k.MulInt(b.sums, q, b.dep, c.Arc, rows, b.n.arc.w)
	b.want = sized(b.want, rows*c.Arc)
	for r := range b.rows {
		signedPart(b.want[r*c.Arc:][:c.Arc], b.sums[r*q:], &b.n.arc, 0, kernel.MaxDot)
	}
}

// part fills dst with the columns of sums from from on, nothing below zero.
func part(dst []int16, sums []int32, p *product, from int, end int32) {
	sums, scale, bias := sums[from:][:len(dst)], p.scale[from:][:len(dst)], p.bias[from:][:len(dst)]
	for j, v := range sums {
		y := float32(float32(v)*scale[j]) + bias[j]
		y = max(y, 0)
		y = min(y, float32(end))
		dst[j] = int16(int32(y))
	}
}

// signedPart is part with values of both signs; the bias holds rounder.
func signedPart[T int16 | int32](dst []T, sums []int32, p *product, from int, end int32) {
	sums, scale, bias := sums[from:][:len(dst)], p.scale[from:][:len(dst)], p.bias[from:][:len(dst)]
	low, high := float32(rounder-end), float32(rounder+end)
	for j, v := range sums {
		y := float32(float32(v)*scale[j]) + bias[j]
		y = max(y, low)
		y = min(y, high)
		dst[j] = T(int32(y) - rounder)
	}
}

// arcs finds the heads of sentence i: the best of all for every word, made a
// tree with one root if they are none.
func (b *batch) arcs(i int, heads []int32) {
	n, a := b.sizes[i], b.n.cfg.Arc
	from := b.first[i]
	b.scores = sized(b.scores, n*(n+1))
	cands := b.head[(from-1)*a : (from+n)*a]
	for t := range n {
		row := b.scores[t*(n+1) : (t+1)*(n+1)]
		want := b.want[(from+t)*a : (from+t+1)*a]
		var far [NumDistances]int32
		for d := range far {
			far[d] = b.k.Dot(want, b.n.distances[d*a:(d+1)*a])
		}
		best := -1
		for h := range row {
			if h == t+1 {
				row[h] = noArc
				continue
			}
			row[h] = b.k.Dot(want, cands[h*a:(h+1)*a])
			if h > 0 {
				row[h] += far[Distance(t+1, h)]
			}
			if best < 0 || row[h] > row[best] {
				best = h
			}
		}
		heads[t] = int32(best)
	}
	b.repair.oneTree(heads, b.scores)
}

// labels chooses the relation of every word to its head.
func (b *batch) labels(i int, heads []int32, labels []int32) {
	c := &b.n.cfg
	n, w := b.sizes[i], c.Label
	rows := (n + kernel.BlockRows - 1) / kernel.BlockRows * kernel.BlockRows
	b.hidden = zeroed(b.hidden, rows*w)
	for t, h := range heads {
		dep := b.depLab[(b.first[i]+t)*w:][:w]
		head := b.headLab[(b.first[i]+int(h)-1)*w:][:w]
		hid := b.hidden[t*w:][:w]
		if h == 0 {
			for j, v := range dep {
				hid[j] = int16(min(max(v+head[j], 0), kernel.MaxInput))
			}
			continue
		}
		way := b.n.wayLabel[Distance(t+1, int(h))*w:][:w]
		for j, v := range dep {
			hid[j] = int16(min(max(v+head[j]+way[j], 0), kernel.MaxInput))
		}
	}
	p := &b.n.label
	q := p.w.PaddedCols()
	b.sums = sized(b.sums, rows*q)
	b.k.MulInt(b.sums, q, b.hidden, w, rows, p.w)
	for t := range heads {
		labels[t] = p.best(b.sums[t*q:])
	}
}

// best returns the column with the highest value, the first of equals.
func (p *product) best(sums []int32) int32 {
	best, top := 0, float32(0)
	for j, s := range p.scale {
		y := float32(float32(sums[j])*s) + p.bias[j]
		if j == 0 || y > top {
			best, top = j, y
		}
	}
	return int32(best)
}

// chooseTags chooses the tags of every row from the vectors of a layer.
func (b *batch) chooseTags() {
	p := &b.n.tag
	rows := (b.rows + kernel.BlockRows - 1) / kernel.BlockRows * kernel.BlockRows
	q := p.w.PaddedCols()
	b.sums = sized(b.sums, rows*q)
	b.k.MulInt(b.sums, q, b.x, b.n.cfg.Dim, rows, p.w)
	b.tags = sized(b.tags, b.rows)
	for r := range b.rows {
		b.tags[r] = p.best(b.sums[r*q:])
	}
}
