package copies

import "math"

// Thresholds of verification. They were set on the generator of package
// score/copies; docs/EVALUATION.md has what they give.
const (
	enoughShort  = 1.00 // containment that makes a copy of a text of ShortText words
	enoughSixty  = 0.45 // the same at 60 words, whatever the heads say
	largestRatio = 4.5  // of the larger to the smaller text in shingles
	evenRatio    = 1.5  // up to here no agreement of the heads is asked for
)

// enough is the containment that makes a copy of a text that is not short, by
// the number of head keys that agree. Copies begin like their original;
// reports of one event share quotes and background further down.
var enough = [...]float64{0.45, 0.45, 0.43, 0.40, 0.36, 0.32}

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
	return a.numbersAgree(b, contained, ratio <= evenRatio)
}

// threshold gives the containment that a smaller text of so many words needs:
// in a short text a few shared phrases are already a large share, and its head
// is most of it.
func threshold(words uint32, inHead int) float64 {
	const slope = (enoughShort - enoughSixty) / (60 - ShortText)
	short := enoughShort - float64(slope*float64(words-ShortText))
	return max(enough[min(inHead, len(enough)-1)], short)
}

// Thresholds of the numbers. Texts of even length are held to more than a cut
// one and its original: bulletins of a series are as long as each other.
const (
	nearlyAll   = 0.95 // containment from which numbers are not asked: an update changes a few
	fewestAsked = 3    // numbers from which they are asked
	fullList    = 13   // what a full list counts as: numbers put in at the front push others out
	leastKept   = 0.65 // share of numbers that keep the word after them where 15 % of the words are edited
	mostKept    = 0.85 // the most that is asked, since the estimate errs by a tenth
	slackEven   = 1.6  // standard deviations below the mean that a copy may be
	slackCut    = 2.3
	aloneEven   = 0.60 // share of numbers, with whatever word after them, that settles it
	aloneCut    = 0.45
)

// numbersAgree says whether the numbers of two texts allow that one is a copy
// of the other: bulletins of a series keep their words and not their numbers.
//
// A number together with the word after it says more than a number alone, and
// a copy keeps the two as often as any two words that follow each other,
// which is what containment measures. So the pairs kept are held against the
// binomial distribution. A copy that fails there passes with most of its
// numbers alone, for editing a word leaves the number before it.
func (a *outline) numbersAgree(b *outline, contained float64, even bool) bool {
	na, nb := count(&a.numbers), count(&b.numbers)
	fewer := min(na, nb)
	if contained >= nearlyAll || fewer < fewestAsked {
		return true
	}
	pairs := inOrder(a.numbers[:na], b.numbers[:nb], 0)
	alone := inOrder(a.numbers[:na], b.numbers[:nb], nextBits)
	if fewer == fewestAsked {
		return alone > 0
	}
	if fewer == maxNumbers {
		fewer = fullList
	}
	asked, share, slack := aloneCut, leastKept, slackCut
	if even {
		asked, share, slack = aloneEven, min(max(contained, leastKept), mostKept), slackEven
	}
	if float64(alone) >= float64(asked*float64(fewer)) {
		return true
	}
	mean := float64(float64(fewer) * share)
	spread := math.Sqrt(float64(mean * (1 - share)))
	return pairs > 0 && pairs >= int(mean-float64(slack*spread)+0.5)
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
// have in the same order, comparing all but the lowest bits.
func inOrder(a, b []uint16, lowest int) int {
	var row [maxNumbers + 1]int
	for _, v := range a {
		diagonal := 0
		for j, w := range b {
			above := row[j+1]
			if v>>lowest == w>>lowest {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
