package extraction

import (
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Measure is precision, recall and F1.
type Measure struct{ Precision, Recall, F1 float64 }

func measure(precision, recall float64) Measure {
	m := Measure{Precision: precision, Recall: recall}
	if precision+recall > 0 {
		m.F1 = 2 * precision * recall / (precision + recall)
	}
	return m
}

// Prediction is the main text of a document: the kept text without the headline, which the sets do not count as body,
// and without the lines that are marked as furniture.
func Prediction(doc *text.Document) string {
	if doc == nil {
		return ""
	}
	gone := make([]record.Span, 0, len(doc.Furniture)+1)
	if doc.Headline != nil {
		gone = append(gone, *doc.Headline)
	}
	for _, f := range doc.Furniture {
		gone = append(gone, f.Span)
	}
	var b strings.Builder
	for i := 0; i < len(doc.Text); {
		end := len(doc.Text)
		skip := -1
		for _, g := range gone {
			if i < g.End && g.Start < end {
				end, skip = max(i, g.Start), g.End
			}
		}
		b.WriteString(doc.Text[i:end])
		if skip < 0 {
			break
		}
		i = skip
	}
	return b.String()
}

// shingleSize is the number of words of a shingle in the article extraction benchmark.
const shingleSize = 4

// shingles counts the sequences of four words of a text; a word is a run of letters, digits and underscores.
func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, notWord)
	counts := map[string]int{}
	if len(words) == 0 {
		return counts
	}
	for i := 0; i < max(1, len(words)-shingleSize+1); i++ {
		counts[strings.Join(words[i:min(len(words), i+shingleSize)], "\x00")]++
	}
	return counts
}

// notWord tells whether a character stands between words, as \W of the benchmark's expression does.
func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
}

// overlap gives the shares of shingles that are in both texts, in the prediction only and in the truth only, as the
// benchmark does: normalised, so that a long page weighs no more than a short one.
func overlap(truth, prediction string) (both, extra, missed float64) {
	want, got := shingles(truth), shingles(prediction)
	for s, n := range want {
		both += float64(min(n, got[s]))
		missed += float64(max(0, n-got[s]))
	}
	for s, n := range got {
		extra += float64(max(0, n-want[s]))
	}
	if sum := both + extra + missed; sum > 0 {
		both, extra, missed = both/sum, extra/sum, missed/sum
	}
	return both, extra, missed
}

// pageMeasure scores one page as the benchmark does.
func pageMeasure(truth, prediction string) Measure {
	both, extra, missed := overlap(truth, prediction)
	return measure(share(both, extra, missed), share(both, missed, extra))
}

func share(both, wrong, other float64) float64 {
	switch {
	case wrong == 0 && other == 0:
		return 1
	case both == 0 && wrong == 0:
		return 0
	}
	return both / (both + wrong)
}

// mean is the measure of a set: F1 of the mean precision and the mean recall of its pages, as the benchmark computes it.
func mean(pages []Measure) Measure {
	var precision, recall float64
	for _, m := range pages {
		precision += m.Precision
		recall += m.Recall
	}
	n := float64(max(1, len(pages)))
	return measure(precision/n, recall/n)
}

func countSegments(p Page, prediction string) SegmentCount {
	var c SegmentCount
	prediction = fold(prediction)
	for _, s := range p.With {
		if strings.Contains(prediction, fold(s)) {
			c.Found++
		} else {
			c.Missed++
		}
	}
	for _, s := range p.Without {
		if strings.Contains(prediction, fold(s)) {
			c.Wrong++
		} else {
			c.Right++
		}
	}
	return c
}

// fold makes runs of white space one space, as the output that the segments were taken from has it.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func (c SegmentCount) measure() Measure {
	precision, recall := 0.0, 0.0
	if c.Found+c.Wrong > 0 {
		precision = float64(c.Found) / float64(c.Found+c.Wrong)
	}
	if c.Found+c.Missed > 0 {
		recall = float64(c.Found) / float64(c.Found+c.Missed)
	}
	return measure(precision, recall)
}
