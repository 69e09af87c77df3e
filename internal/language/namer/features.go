package namer

import (
	"math/bits"

	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// Templates number the features; a new one takes the next free number.
const (
	tBias = iota + 1
	tForm
	tLower
	tPrev
	tPrev2
	tNext
	tNext2
	tPrevLower
	tLowerNext
	tPrevNext
	tShape
	tBrief3
	tShapePrev
	tShapeNext
	tPos
	tPosPrev
	tPosNext
	tPosPrev2
	tPosNext2
	tPosBoth
	tPosBothNext
	tPos3
	tPosShape
	tStyleShape
	tStylePos
	tDoc
	tFirst
	tList
	tListCap
	tListPrev
	tListNext
	tListSet
	tListSetPrev
	tListSetNext
	tListSet3
	tListShape
	tListWordPrev
	tListWordNext
	tStarts
	tEnds
	tRunPlace
	tRunLeft
	tRunRight
	tRunFirst
	tRunLast
	tRunFirstList
	tRunLastList
	tRunLists
	tRunLeftPos
	tRunContext
	tSufNext
	tSufPrev
	tHint
	tHintNext
	tHintPrev
	_
	tSufShape
	_
	tRunLeft2
	tPrefix = 100
	tSuffix = 110
)

// maxKeys is more than the usual number of features of one position.
const maxKeys = 160

// edge stands for words before the first and behind the last.
const edge = 0x5ca1ab1e

func key(template uint64, a uint64) uint64        { return perceptron.Mix(a, template) }
func key2(template uint64, a, b uint64) uint64    { return perceptron.Mix(perceptron.Mix(a, b), template) }
func key3(template uint64, a, b, c uint64) uint64 { return key2(template, perceptron.Mix(a, b), c) }

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 2
}

// at returns the word at i, or the one that stands for the edge.
func (s *sentence) at(i int, edge *word) *word {
	if i < 0 || i > len(s.words)-1 {
		return edge
	}
	return &s.words[i]
}

func edgeWord() word {
	return word{form: edge, lower: edge, suffix: [5]uint64{edge, edge, edge, edge, edge}, shape: edge, brief: edge, upos: edge, xpos: edge}
}

// groups are where the kinds of features of a position end in its list of
// keys: of the word itself, of what the lists say, and of all else.
type groups struct{ word, list int }

// keys appends the features of position i to out, hints excluded.
func (s *sentence) keys(i int, out []uint64) ([]uint64, groups) {
	none := edgeWord()
	w, p, n := &s.words[i], s.at(i-1, &none), s.at(i+1, &none)
	p2, n2 := s.at(i-2, &none), s.at(i+2, &none)
	var g groups
	out = append(out,
		key(tForm, w.form), key(tLower, w.lower), key2(tFirst, w.lower, truth(i == 0)),
		key2(tPrevLower, p.lower, w.lower), key2(tLowerNext, w.lower, n.lower), key2(tSufShape, w.suffix[2], w.brief),
	)
	for j := range w.suffix {
		out = append(out, key(tSuffix+uint64(j), w.suffix[j]), key(tPrefix+uint64(j), w.prefix[j]))
	}
	g.word = len(out)
	out = s.listKeys(w, p, n, out)
	g.list = len(out)
	out = append(out,
		key(tBias, 1), key(tPrev, p.lower), key(tPrev2, p2.lower), key(tNext, n.lower), key(tNext2, n2.lower), key2(tPrevNext, p.lower, n.lower),
		key(tShape, w.shape), key3(tBrief3, p.brief, w.brief, n.brief), key2(tShapePrev, p.shape, w.brief), key2(tShapeNext, n.shape, w.brief),
		key(tPos, w.xpos), key(tPosPrev, p.xpos), key(tPosNext, n.xpos), key(tPosPrev2, p2.xpos), key(tPosNext2, n2.xpos),
		key2(tPosBoth, p.xpos, w.xpos), key2(tPosBothNext, w.xpos, n.xpos), key3(tPos3, p.upos, w.upos, n.upos),
		key3(tPosShape, w.xpos, w.brief, truth(i == 0)),
		key3(tStyleShape, w.style, w.brief, truth(i == 0)), key2(tStylePos, w.style, w.xpos),
		key3(tDoc, w.before, w.xpos, truth(i == 0)),
		key2(tSufNext, n.suffix[2], w.brief), key2(tSufPrev, p.suffix[2], w.brief),
	)
	if w.run > 0 {
		out = s.runKeys(i, w, out)
	}
	return out, g
}

// listKeys appends the features of what the lists say of a word and its neighbours.
func (s *sentence) listKeys(w, p, n *word, out []uint64) []uint64 {
	for b := w.list; b != 0; b &= b - 1 {
		k := uint64(bits.TrailingZeros64(b))
		out = append(out, key(tList, k), key2(tListCap, k, w.brief))
	}
	for b := p.list; b != 0; b &= b - 1 {
		out = append(out, key2(tListPrev, uint64(bits.TrailingZeros64(b)), w.brief))
	}
	for b := n.list; b != 0; b &= b - 1 {
		out = append(out, key2(tListNext, uint64(bits.TrailingZeros64(b)), w.brief))
	}
	if w.starts != 0 {
		out = append(out, key(tStarts, uint64(w.starts)))
	}
	if w.ends != 0 {
		out = append(out, key(tEnds, uint64(w.ends)))
	}
	if w.list|p.list|n.list != 0 {
		out = append(out, key2(tListSet, w.list, w.brief), key3(tListSetPrev, p.list, w.list, w.brief), key3(tListSetNext, w.list, n.list, w.brief),
			key3(tListSet3, p.list, w.list, n.list), key2(tListShape, w.list, w.style),
			key2(tListWordPrev, p.lower, w.list), key2(tListWordNext, w.list, n.lower))
	}
	return out
}

// runKeys appends the features of the run of capitals around position i: its
// length, its first and last word, and the words beside it.
func (s *sentence) runKeys(i int, w *word, out []uint64) []uint64 {
	none := edgeWord()
	r := s.runs[w.run-1]
	length := min(r.end-r.start, 5)
	place := uint64(length)<<4 | uint64(min(i-r.start, 3))<<2 | uint64(min(r.end-1-i, 3))
	first, last := &s.words[r.start], &s.words[r.end-1]
	left, right, left2 := s.at(r.start-1, &none), s.at(r.end, &none), s.at(r.start-2, &none)
	where := truth(i == r.start) | truth(i == r.end-1)<<2
	return append(out,
		key2(tRunPlace, place, w.style), key2(tRunLeft, left.lower, where), key2(tRunRight, right.lower, where),
		key2(tRunFirst, first.lower, where), key2(tRunLast, last.lower, where),
		key3(tRunFirstList, first.list, where, uint64(length)), key3(tRunLastList, last.list, where, uint64(length)),
		key3(tRunLists, first.list, last.list, where), key3(tRunLeftPos, left.xpos, right.xpos, where),
		key3(tRunContext, left.lower, right.lower, where), key3(tRunLeft2, left2.lower, left.lower, where),
	)
}
