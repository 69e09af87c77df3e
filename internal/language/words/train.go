package words

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// Sample is a document to train on: its text and the words of each of its
// sentences. Paragraphs are separated by an empty line, and no sentence
// crosses one.
type Sample struct {
	Text      string
	Sentences [][][2]int
}

// Settings of a training run. Start from DefaultSettings.
type Settings struct {
	Seed   uint64
	Epochs int
	Rounds int // models that are trained with different seeds and averaged
	Margin int32
	Drop   float64 // share of the features that are left out at random in each decision
	Scale  float64 // steps of a weight byte to one update of training
	Cut    float64 // weights with a smaller average are left out
	// Progress, if not nil, gets a table.
	Progress io.Writer
}

// DefaultSettings are those of the published model.
func DefaultSettings() Settings {
	return Settings{Seed: 1, Epochs: 8, Rounds: 8, Margin: 6, Drop: 0.15, Scale: 12, Cut: 0.5}
}

// decision is one place that a perceptron is asked about.
type decision struct {
	features []int32
	right    bool
}

// Train learns a splitter.
func Train(samples []Sample, set Settings) (*Splitter, error) {
	s, err := Rules()
	if err != nil {
		return nil, fmt.Errorf("train the word splitter: %w", err)
	}
	gapTrainer, endTrainer := perceptron.NewTrainer(1), perceptron.NewTrainer(1)
	var gaps, ends []decision
	for i := range samples {
		gaps = s.gapDecisions(&samples[i], gapTrainer, gaps)
		ends = s.endDecisions(&samples[i], endTrainer, ends)
	}
	s.gaps = learn("gaps", gapTrainer, gaps, set)
	s.ends = learn("ends", endTrainer, ends, set)
	return s, nil
}

// Paragraphs calls each for every paragraph of a text: a stretch between empty lines.
func Paragraphs(text string, each func(from, to int)) {
	for from := 0; from < len(text); {
		to := len(text)
		next := to
		for i := from; i < len(text)-1; i++ {
			if text[i] == '\n' && text[i+1] == '\n' {
				to, next = i, i+2
				break
			}
		}
		each(from, to)
		from = next
	}
}

// gapDecisions collects the gaps that the rules are not sure of, following the
// right words.
func (s *Splitter) gapDecisions(sample *Sample, tr *perceptron.Trainer, list []decision) []decision {
	ends := map[int]bool{}
	for _, sent := range sample.Sentences {
		for _, w := range sent {
			ends[w[1]] = true
		}
	}
	var buf [maxGapKeys]uint64
	Paragraphs(sample.Text, func(from, to int) {
		s.words(sample.Text, from, to, nil, func(k *chunk) {
			start := 0
			for i := range k.cut {
				right := ends[int(k.c[i].end)]
				if k.ask[i] {
					d := decision{right: right}
					for _, key := range k.keys(i, start, buf[:0]) {
						d.features = append(d.features, tr.Feature(key))
					}
					list = append(list, d)
				}
				if right {
					start = i + 1
				}
			}
		})
	})
	return list
}

// endDecisions collects the places where a sentence may end, over the right words.
func (s *Splitter) endDecisions(sample *Sample, tr *perceptron.Trainer, list []decision) []decision {
	var buf [maxEndKeys]uint64
	var words []Word
	i, j := 0, 0
	Paragraphs(sample.Text, func(_, to int) {
		words = words[:0]
		for i < len(sample.Sentences) && sample.Sentences[i][0][0] < to {
			for j = range sample.Sentences[i] {
				w := sample.Sentences[i][j]
				words = append(words, Word{Start: w[0], End: w[1], Last: j == len(sample.Sentences[i])-1})
			}
			i++
		}
		s.sentences(sample.Text, words, func(f *ends, at int, rule bool) {
			d := decision{right: words[at].Last}
			for _, key := range f.keys(at, rule, buf[:0]) {
				d.features = append(d.features, tr.Feature(key))
			}
			list = append(list, d)
		})
	})
	return list
}

// learn trains one binary perceptron: the average of several rounds.
func learn(name string, tr *perceptron.Trainer, list []decision, set Settings) *perceptron.Table {
	var trainers []*perceptron.Trainer
	for round := range set.Rounds {
		t := tr.Fresh()
		rng := rand.New(rand.NewPCG(set.Seed, uint64(round)))
		right := 0
		for range set.Epochs {
			right = 0
			for _, n := range rng.Perm(len(list)) {
				if learnOne(t, &list[n], set, rng) {
					right++
				}
			}
		}
		if set.Progress != nil {
			fmt.Fprintf(set.Progress, "%s round %d: %d of %d right in training\n", name, round+1, right, len(list))
		}
		trainers = append(trainers, t)
	}
	return perceptron.Freeze(trainers, set.Scale, set.Cut)
}

// learnOne goes through one decision and tells whether it was right.
func learnOne(tr *perceptron.Trainer, d *decision, set Settings, rng *rand.Rand) bool {
	drop := uint32(set.Drop * (1 << 32))
	var kept [maxGapKeys]int32
	features := kept[:0]
	for _, f := range d.features {
		if rng.Uint32() > drop {
			features = append(features, f)
		}
	}
	var scores perceptron.Scores
	tr.Score(features, &scores)
	tr.Step()
	score := scores[0]
	switch {
	case d.right && score < set.Margin+1:
		tr.Update(features, 0, 1)
	case !d.right && score > -set.Margin:
		tr.Update(features, 0, -1)
	}
	return d.right == (score > 0)
}
