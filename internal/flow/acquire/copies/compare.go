package copies

import "math/bits"

// outline is what the index keeps of a signature: all but the keys, which
// are its place in the index.
type outline struct {
	exact    uint64
	sketch   [sketchWords]uint64
	words    uint32
	shingles uint32
	numbers  [maxNumbers]uint16
}

// outline returns the parts of the signature that verification reads.
func (s *Signature) outline() outline {
	return outline{exact: s.exact, sketch: s.sketch, words: s.words, shingles: s.shingles, numbers: s.numbers}
}

// Compare says how much of the smaller text stands in the larger, between 0
// and 1, and whether one is taken for a copy of the other. It is symmetric.
// Equal texts give exactly 1; a text without words is a copy of nothing.
// Index.Add returns exactly the pairs that Compare takes for copies.
func Compare(a, b Signature) (similarity float64, copied bool) {
	shared, inHead := 0, 0
	for i, key := range a.keys {
		if key != 0 && key == b.keys[i] {
			shared++
			if i < headBands {
				inHead++
			}
		}
	}
	ao, bo := a.outline(), b.outline()
	similarity, copied = ao.compare(&bo, inHead)
	return similarity, copied && enoughKeys(shared, a.sparse() || b.sparse())
}

// Keys that have to agree before two texts are compared at all: one may be a
// name and a title that many reports have, so it takes two where there are many.
const (
	leastKeys = 2
	fewKeys   = 12 // a text with fewer keys than this is sparse
)

// enoughKeys says whether so many agreeing keys make a pair worth comparing.
func enoughKeys(agreeing int, sparse bool) bool {
	return agreeing >= leastKeys || sparse && agreeing > 0
}

// sparse says whether the text was too short to fill the keys.
func (s *Signature) sparse() bool {
	n := 0
	for _, key := range s.keys {
		if key != 0 {
			n++
		}
	}
	return n < fewKeys
}

// compare verifies a pair of which inHead keys of the head agree.
func (a *outline) compare(b *outline, inHead int) (similarity float64, copied bool) {
	if a.words == 0 || b.words == 0 {
		return 0, false
	}
	if a.exact == b.exact && a.words == b.words {
		return 1, true
	}
	if a.shingles == 0 || b.shingles == 0 {
		return 0, false
	}
	contained := a.containment(b)
	return float64(int(contained*1000+0.5)) / 1000, a.judge(b, contained, inHead)
}

// containment estimates the share of the smaller text's shingles that the
// larger has too, from the agreeing bins of the two sketches.
func (a *outline) containment(b *outline) float64 {
	const lowest = 0x1111111111111111
	agree, used := 0, 0
	for i, x := range a.sketch {
		y := b.sketch[i]
		inX := (x | x>>1 | x>>2 | x>>3) & lowest
		inY := (y | y>>1 | y>>2 | y>>3) & lowest
		d := x ^ y
		differ := (d | d>>1 | d>>2 | d>>3) & lowest
		agree += bits.OnesCount64(inX &^ differ)
		used += bits.OnesCount64(inX | inY)
	}
	if used == 0 {
		return 0
	}
	// Of bins that disagree, one in 15 agrees in its four bits by chance.
	resemblance := (15*float64(agree) - float64(used)) / (14 * float64(used))
	if resemblance <= 0 {
		return 0
	}
	small, large := float64(a.shingles), float64(b.shingles)
	if small > large {
		small, large = large, small
	}
	return min(1, resemblance*(small+large)/(float64(1+resemblance)*small))
}
