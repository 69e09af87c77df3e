package copies

import "math"

// Thresholds of verification. They were set on the generator of package
// score/copies; docs/EVALUATION.md has what they give.
const (
	enoughShort  = 0.80 // containment that makes a copy of a text of ShortText words
	fullLength   = 60   // words from which enough holds
	largestRatio = 4.5  // of the larger to the smaller text in shingles
	evenRatio    = 1.5  // up to here no agreement of the heads is asked for
)

// enough is the containment that makes a copy of a text of full length, by
// the number of head keys that agree. Copies begin like their original;
// reports of one event share quotes and background further down.
var enough = [...]float64{0.45, 0.45, 0.42, 0.36, 0.30}

// judge decides whether a pair with the given containment is a copy.
func (a *outline) judge(b *outline, contained float64, inHead int) bool {
	small, large := a, b
	if large.words < small.words {
		small, large = large, small
	}
	if small.words < ShortText || contained < threshold(small.words, inHead) {
		return false
	}
	ratio := float64(large.shingles) / float64(small.shingles)
	if ratio > largestRatio || ratio > evenRatio && inHead == 0 {
		return false
	}
	return a.numbersAgree(b, contained)
}

// threshold gives the containment that a smaller text of so many words needs:
// in a short text a few shared phrases are already a large share.
func threshold(words uint32, inHead int) float64 {
	least := enough[min(inHead, len(enough)-1)]
	if words >= fullLength {
		return least
	}
	short := float64(fullLength-words) / (fullLength - ShortText)
	return least + float64((enoughShort-least)*short)
}

const (
	nearlyAll   = 0.95 // containment from which numbers are not asked: an update changes a few
	leastKept   = 0.65 // share of numbers that a copy with 15 % of its words edited keeps
	mostKept    = 0.85 // the most that is asked, since the estimate errs by a tenth
	fullList    = 13   // what a full list counts as: numbers put in at the front push others out
	fewestAsked = 3    // from so many numbers on, at least one must be kept
	deviations  = 2.1  // one or two copies in a hundred with such edits keep fewer numbers
)

// numbersAgree says whether the numbers of two texts allow that one is a copy
// of the other. A number counts with the word after it, and a copy keeps such
// a pair as often as it keeps any two words that follow each other, which is
// what containment measures: the numbers kept are held against the binomial
// distribution. Bulletins of a series keep their words and not their numbers.
func (a *outline) numbersAgree(b *outline, contained float64) bool {
	if contained >= nearlyAll {
		return true
	}
	na, nb := count(&a.numbers), count(&b.numbers)
	fewer := min(na, nb)
	kept := inOrder(a.numbers[:na], b.numbers[:nb])
	if kept == 0 && fewer >= fewestAsked {
		return false
	}
	share := min(max(contained, leastKept), mostKept)
	if fewer == maxNumbers {
		fewer = fullList
	}
	mean := float64(float64(fewer) * share)
	spread := math.Sqrt(float64(mean * (1 - share)))
	return kept >= int(mean-float64(deviations*spread)+0.5)
}

// count gives the number of numbers kept.
func count(numbers *[maxNumbers]uint16) int {
	n := 0
	for n < maxNumbers && numbers[n] != 0 {
		n++
	}
	return n
}

// inOrder gives the length of the longest sequence of numbers that both lists
// have in the same order.
func inOrder(a, b []uint16) int {
	var row [maxNumbers + 1]int
	for _, v := range a {
		diagonal := 0
		for j, w := range b {
			above := row[j+1]
			if v == w {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
