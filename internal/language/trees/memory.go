package trees

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/kernel"
)

// memory keeps what was computed for a form or a pair of tags: its part of a
// word's vector and, where products are slow, its part of the first layer's
// sums. All of it is whole numbers, so kept and fresh parts are the same.
type memory struct {
	n     *network
	k     *kernel.Kernel
	forms map[string]int32
	tags  map[[2]string]int32
	used  int     // slots in use
	x     []int16 // by slot: the part of the vector
	sums  []int32 // by slot: its products with the first, middle and last third of the first layer
	sum   []int32
}

// maxSlots bounds the memory; when it is full it is emptied.
const maxSlots = 2048

// ready makes room for the parts of a number of words.
func (m *memory) ready(words int) {
	if m.forms == nil || m.used+2*words > max(maxSlots, 2*words) {
		m.forms, m.tags = make(map[string]int32), make(map[[2]string]int32)
		m.used = 0
	}
}

// slot returns the slots of a word's form and of its tags. What is new is
// computed, but for the sums.
func (m *memory) slot(w *Word) [2]int32 {
	form := cutForm(w.Form)
	f, ok := m.forms[form]
	if !ok {
		f = m.add()
		m.forms[strings.Clone(form)] = f // the form may be part of a whole document
		var ids [NumKinds]int32
		for k, v := range FormFeatures(form) {
			ids[k] = int32(m.n.values[k].Find(v) + 1)
		}
		m.fill(f, &ids, 0, NumFormKinds)
	}
	tags := [2]string{w.XPOS, w.UPOS}
	t, ok := m.tags[tags]
	if !ok {
		t = m.add()
		m.tags[tags] = t
		var ids [NumKinds]int32
		ids[KindXPOS] = int32(m.n.values[KindXPOS].Find(w.XPOS) + 1)
		ids[KindUPOS] = int32(m.n.values[KindUPOS].Find(w.UPOS) + 1)
		m.fill(t, &ids, NumFormKinds, int(NumKinds))
	}
	return [2]int32{f, t}
}

// add takes a new slot. The lists always hold the slots that a last block of
// rows may run over.
func (m *memory) add() int32 {
	d := m.n.cfg.Dim
	for len(m.x) < (m.used+1+kernel.BlockRows)*d {
		m.x = append(m.x, make([]int16, 256*d)...)
	}
	m.used++
	return int32(m.used - 1)
}

// fill sums the vectors of some kinds of features, rounded.
func (m *memory) fill(slot int32, ids *[NumKinds]int32, from, to int) {
	d := m.n.cfg.Dim
	m.sum = zeroed(m.sum, d)
	for k := from; k < to; k++ {
		row := m.n.embed[k][int(ids[k])*d:][:d]
		f := int32(m.n.factors[k][ids[k]])
		for j, v := range row {
			m.sum[j] += int32(v) * f
		}
	}
	const half = kernel.MaxInput / 2
	dst := m.x[int(slot)*d:][:d]
	for j, v := range m.sum {
		q := (v + 1<<(embedShift-1)) >> embedShift
		dst[j] = int16(max(-half, min(half, q)))
	}
}

// vector sets dst to the sum of both parts.
func (m *memory) vector(dst []int16, slots [2]int32) {
	d := len(dst)
	form, tags := m.x[int(slots[0])*d:][:d], m.x[int(slots[1])*d:][:d]
	for j := range dst {
		dst[j] = form[j] + tags[j]
	}
}

// product computes the sums of the slots from from on.
func (m *memory) product(from int) {
	d := m.n.cfg.Dim
	rows := (m.used - from + kernel.BlockRows - 1) / kernel.BlockRows * kernel.BlockRows
	if n := (m.used + kernel.BlockRows) * 9 * d; len(m.sums) < n {
		grown := make([]int32, n+n/2)
		copy(grown, m.sums[:min(len(m.sums), from*9*d)])
		m.sums = grown
	}
	for third := range 3 {
		m.k.MulPart(m.sums[(from*9+third*3)*d:], 9*d, m.x[from*d:], d, rows, m.n.layers[0].w, third*d, d)
	}
}

// firstSums fills the sums of the first layer from what is kept: a word is in
// the first third of the window of the word behind it, in the middle of its
// own, and in the last of the word before.
func (b *batch) firstSums() {
	m, d := &b.seen, b.n.cfg.Dim
	m.product(b.fresh)
	for i, first := range b.first {
		end := first + b.sizes[i]
		for r := first; r < end; r++ {
			dst := b.sums[(r-1)*3*d : r*3*d]
			clear(dst)
			for third, near := range [3]int{r - 1, r, r + 1} {
				if near < first || near >= end {
					continue
				}
				for _, slot := range b.slots[near] {
					addTo(dst, m.sums[(int(slot)*9+third*3)*d:])
				}
			}
		}
	}
}

func addTo(dst, src []int32) {
	src = src[:len(dst)]
	for i, v := range src {
		dst[i] += v
	}
}
