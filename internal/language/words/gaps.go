package words

import "github.com/chancery-project/chancery/internal/language/perceptron"

const maxGapKeys = 40

// overrule lets the trained model decide the gaps that are open to doubt, from
// left to right.
func (s *Splitter) overrule(k *chunk) {
	if s.gaps == nil {
		return
	}
	var buf [maxGapKeys]uint64
	start := 0
	for i := range k.cut {
		if k.ask[i] {
			sum := int32(0)
			for _, key := range k.keys(i, start, buf[:0]) {
				sum += s.gaps.Binary(key)
			}
			k.cut[i] = sum > 0
		}
		if k.cut[i] {
			start = i + 1
		}
	}
}

// keys appends the features of the gap behind character i; the word that it
// may end begins at start.
func (k *chunk) keys(i, start int, dst []uint64) []uint64 {
	rule := 1 + truth(k.cut[i])
	n := len(k.c)
	left := k.span(max(start, i-9), i+1)
	leftRun := k.run(i, -1)
	rightRun := k.run(i+1, 1)
	rest := k.span(i+1, min(n, i+11))
	near := mix(k.around(i, 1), rule)
	var classes uint64
	for j := i - 3; j < i+5; j++ {
		classes = classes*32 + uint64(k.class(j))
	}
	wide := classes
	mid := (classes >> 10) & (1<<20 - 1)
	next := uint64(k.next)*2 + truth(k.last)
	return append(dst,
		key(1, rule), key(2, near), key(3, mix(k.around(i, 2), rule)), key(4, mix(mid, rule)), key(5, mix(wide, rule)),
		key(6, mix(left, rule)), key(7, mix(rest, rule)), key(8, mix(leftRun, near)), key(9, mix(rightRun, near)),
		key(10, mix(mix(leftRun, rightRun), rule)), key(11, mix(mix(next, mid), rule)), key(12, mix(mix(left, next), rule)),
		key(13, mix(mix(left, rest), rule)), key(14, mix(uint64(min(i-start, 5)), near)),
		key(15, mix(uint64(min(n-1-i, 5)), near)), key(16, mix(mix(uint64(min(i, 3)), uint64(min(n-2-i, 3))), mid)),
		key(17, uint64(k.char(i))), key(18, uint64(k.char(i+1))), key(19, mix(k.shape(start, i+1), near)),
		key(20, mix(mix(k.shape(start, i+1), k.shape(i+1, n)), rule)), key(21, mix(mix(near, next), uint64(min(n-2-i, 2)))),
	)
}

func mix(a, b uint64) uint64 { return perceptron.Mix(a, b) }

func key(template, a uint64) uint64 { return perceptron.Mix(a, template) }

// around hashes the characters beside a gap, width on either side.
func (k *chunk) around(i, width int) uint64 {
	h := uint64(0)
	for j := i + 1 - width; j < i+1+width; j++ {
		h = h<<21 ^ h>>43 ^ uint64(k.char(j))
	}
	return h
}

// span hashes characters from..to.
func (k *chunk) span(from, to int) uint64 {
	h := uint64(14695981039346656037)
	for i := from; i < to; i++ {
		h = (h ^ uint64(k.c[i].lower)) * 1099511628211
	}
	return h
}

// run hashes the characters of the class of character i from there on in one
// direction, eight at most.
func (k *chunk) run(i, step int) uint64 {
	h := uint64(14695981039346656037)
	first := k.c[i].class
	for j, n := i, 0; j > -1 && j < len(k.c) && n < 8; j, n = j+step, n+1 {
		c := k.c[j].class
		if c != first && !(c.letter() && first.letter()) {
			break
		}
		h = (h ^ uint64(k.c[j].lower)) * 1099511628211
	}
	return h
}

// shape hashes the classes of characters from..to with runs cut to one, the
// first twelve of them.
func (k *chunk) shape(from, to int) uint64 {
	h := uint64(14695981039346656037)
	last := other
	for i, n := from, 0; i < to && n < 12 && i < from+40; i++ {
		if c := k.c[i].class; c != last || i == from {
			h = (h ^ uint64(c)) * 1099511628211
			last = c
			n++
		}
	}
	return h
}
