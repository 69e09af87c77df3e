package trees

import "github.com/chancery-project/chancery/internal/language/kernel"

// batch is the memory of one pass over a few sentences. The words are rows; a
// row of zeros parts two sentences and bounds the first and the last, so that
// three rows in a row are a window.
type batch struct {
	n *network
	k *kernel.Kernel

	rows    int     // with the rows between sentences
	first   []int   // first row of each sentence
	sizes   []int   // its words
	x, y    []int16 // vectors: input and output of a layer
	sums    []int32 // products
	gates   []int16 // squashed, by row: candidate, forget, output
	cells   []int32 // memory, one row per direction step
	dep     []int16 // arc vectors
	head    []int16
	want    []int16
	depLab  []int32 // label vectors
	headLab []int32
	hidden  []int16
	tags    []int32 // number of the best pair of tags, by row
	scores  []int32
	repair  repairer
	seen    memory
	fresh   int        // first slot that this batch added
	slots   [][2]int32 // where the memory keeps the parts of each row
}

// place lays out the sentences and looks up their words.
func (b *batch) place(sents [][]Word) {
	b.first, b.sizes = b.first[:0], b.sizes[:0]
	at := 1
	for _, s := range sents {
		b.first = append(b.first, at)
		b.sizes = append(b.sizes, len(s))
		at += len(s) + 1
	}
	b.rows = at
	d := b.n.cfg.Dim
	padded := (at+kernel.BlockRows-1)/kernel.BlockRows*kernel.BlockRows + 2
	b.x, b.y = zeroed(b.x, padded*d), zeroed(b.y, padded*d)
	b.gates = sized(b.gates, at*3*d)
	b.cells = sized(b.cells, d)
	b.seen.ready(at)
	b.fresh = b.seen.used
	b.slots = zeroed(b.slots, at)
	for i, s := range sents {
		for t := range s {
			r := b.first[i] + t
			b.slots[r] = b.seen.slot(&s[t])
			b.seen.vector(b.x[r*d:(r+1)*d], b.slots[r])
		}
	}
}

// layer computes y from x with layer l and swaps them.
func (b *batch) layer(l int) {
	d, p := b.n.cfg.Dim, &b.n.layers[l]
	rows := (b.rows - 2 + kernel.BlockRows - 1) / kernel.BlockRows * kernel.BlockRows
	b.sums = sized(b.sums, rows*3*d)
	if l == 0 && !b.k.Quick() {
		b.firstSums()
	} else {
		b.k.MulInt(b.sums, 3*d, b.x, d, rows, p.w)
	}
	for i, first := range b.first {
		end := first + b.sizes[i]
		clear(b.cells[:d])
		for r := first; r < end; r++ {
			b.k.Squash(b.gates[r*3*d:(r+1)*3*d], b.sums[(r-1)*3*d:], p.scale, p.bias)
			b.recur(r, 0, d/2)
		}
		for r := end - 1; r >= first; r-- {
			b.recur(r, d/2, d)
		}
	}
	b.x, b.y = b.y, b.x
}

// recur continues the memory of units from to to with row r: memory with 14
// bits after the point, forget gate 15, output gate 13.
func (b *batch) recur(r, from, to int) {
	d := b.n.cfg.Dim
	g := b.gates[r*3*d : (r+1)*3*d]
	z, f, o := g[from:to], g[d+from:d+to], g[2*d+from:2*d+to]
	cells := b.cells[from:to]
	in, out := b.x[r*d+from:r*d+to], b.y[r*d+from:r*d+to]
	f, o, cells, in, out = f[:len(z)], o[:len(z)], cells[:len(z)], in[:len(z)], out[:len(z)]
	for j, zj := range z {
		c := int32(zj) + ((int32(f[j])+kernel.SquashOne)*(cells[j]-int32(zj))+1<<14)>>15
		cells[j] = c
		x := int32(in[j])
		out[j] = int16(x + (((int32(o[j])+kernel.SquashOne)>>2)*(c-x<<3)+1<<15)>>16)
	}
}

// sized returns n values, reusing s if it is long enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// zeroed returns n zeros.
func zeroed[T any](s []T, n int) []T {
	s = sized(s, n)
	clear(s)
	return s
}
