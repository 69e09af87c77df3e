package refer

import (
	"fmt"
	"io"
	"strconv"
)

// Weights say how much each feature of a candidate counts, for each kind of pronouns, and how much better than the
// second the best must be. They are read from weights.tsv and made by the trainer.
type Weights struct {
	score  [kinds][features]float32
	margin [kinds]float32
}

// marginRow is the row of weights.tsv that holds the margins.
const marginRow = "margin"

// ReadWeights reads the form of weights.tsv: a feature a row with its weight for "he" and "she", for "it" and for
// "they". A feature without a row weighs nothing. The error names every fault.
func ReadWeights(name, file string) (*Weights, error) {
	w := &Weights{}
	known := map[string]feature{}
	for i, n := range featureNames() {
		known[n] = feature(i)
	}
	seen := map[string]bool{}
	err := rows(name, file, []string{"feature", "person", "thing", "many"}, func(cells []string) error {
		f, ok := known[cells[0]]
		if !ok && cells[0] != marginRow || seen[cells[0]] {
			return fmt.Errorf("the feature %q is not known or stands here twice", cells[0])
		}
		seen[cells[0]] = true
		for k := range kinds {
			v, err := strconv.ParseFloat(cells[1+k], 32)
			if err != nil || v < -100 || v > 100 {
				return fmt.Errorf("%s: the weight %q is no number from -100 to 100", cells[0], cells[1+k])
			}
			if ok {
				w.score[k][f] = float32(v)
			} else {
				w.margin[k] = float32(v)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return w, nil
}

// Write writes the weights in the form that [ReadWeights] reads.
func (w *Weights) Write(out io.Writer) error {
	if _, err := fmt.Fprint(out, "# How much each feature of a candidate counts for \"he\" and \"she\", \"it\", and \"they\"; learnt by chancery-train.\nfeature\tperson\tthing\tmany\n"); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	for i, n := range featureNames() {
		if _, err := fmt.Fprintf(out, "%s\t%.3f\t%.3f\t%.3f\n", n, w.score[0][i], w.score[1][i], w.score[2][i]); err != nil {
			return fmt.Errorf("write the weights: %w", err)
		}
	}
	if _, err := fmt.Fprintf(out, "%s\t%.3f\t%.3f\t%.3f\n", marginRow, w.margin[0], w.margin[1], w.margin[2]); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	return nil
}

// Margins gives weights with other margins for "he" and "she", "it", and "they".
func (w *Weights) Margins(person, thing, many float32) *Weights {
	c := *w
	c.margin = [kinds]float32{person, thing, many}
	return &c
}

func (w *Weights) sum(k kind, list []feature) float32 {
	var s float32
	for _, f := range list {
		s += w.score[k][f]
	}
	return s
}

// NewWeights makes weights of a table: kind, feature -> weight. The margins are 0.
func NewWeights(score [][]float32) *Weights {
	w := &Weights{}
	for k := range min(len(score), int(kinds)) {
		copy(w.score[k][:], score[k])
	}
	return w
}

// Features gives the number of kinds and of features, the size of a table of weights.
func Features() (kindsOfPronouns, featuresOfCandidates int) { return int(kinds), int(features) }
