package namer

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// Document is a document of training text: sentences with their right names.
type Document struct {
	Words [][]Word
	Names [][]Name
	// Weight is how much the document counts; 1 is usual.
	Weight float64
}

// Settings of a training run. Start from DefaultSettings.
type Settings struct {
	Seed     uint64
	Epochs   int
	Rounds   int     // models of different seeds that are averaged
	MinCount int     // features that are seen less often are left out
	Drop     float64 // share of the features that are left out at random at each word
	WordDrop float64 // share of the words that are learnt without their own features, and without those of lists
	HintDrop float64 // share of the sentences that are learnt without hints
	Folds    int     // the hints of training come from models of the other folds
	Rate     float64 // first step size
	Decay    float64 // pull of each weight towards zero, in parts of a full error (FOBOS, Duchi and Singer 2009)
	Scale    float64 // steps of a weight byte to 1
	Caution  float64 // what is added to the score of no name in the finished model: more makes it find fewer, surer names
	Cut      float64 // smaller weights are left out
	MaxBytes int     // more weights are left out, the smallest first, until the table is no larger; 0 for any size
	// Progress, if not nil, gets a line per epoch, with the scores on Dev.
	Progress io.Writer
	Dev      []Set
}

// Set is a development set.
type Set struct {
	Name string
	Docs []Document
}

// DefaultSettings are those of the published model.
func DefaultSettings() Settings {
	return Settings{
		Seed: 1, Epochs: 10, Rounds: 4, MinCount: 3, Drop: 0.6, WordDrop: 0.1, HintDrop: 0.5, Folds: 2,
		Rate: 0.05, Decay: 0, Caution: 1.3, Scale: 30, Cut: 0.1, MaxBytes: 1_130_000,
	}
}

// sample is a sentence made ready for training.
type sample struct {
	gold                    []uint8
	word, list, rest, hints [][]int32 // features by word; see groups
	weight                  float64
}

// Train learns a model from documents.
func Train(docs []Document, lists *Lists, set Settings) (*Model, error) {
	if len(docs) == 0 {
		return nil, errors.New("train names: no documents to train on")
	}
	prepared := make([][]sentence, len(docs))
	for i := range docs {
		prepared[i] = lists.prepare(docs[i].Words)
	}
	if err := knifeHints(docs, prepared, lists, set); err != nil {
		return nil, err
	}
	return train(docs, prepared, lists, set)
}

// knifeHints gives each document the hints of a model that did not see it.
func knifeHints(docs []Document, prepared [][]sentence, lists *Lists, set Settings) error {
	small := set
	small.Rounds, small.Epochs, small.Dev, small.Progress, small.Caution = 1, max(1, set.Epochs/2), nil, nil, 0
	for fold := range set.Folds {
		var rest []Document
		var restPrepared [][]sentence
		for i := range docs {
			if i%set.Folds != fold {
				rest = append(rest, docs[i])
				restPrepared = append(restPrepared, prepared[i])
			}
		}
		if len(rest) == 0 {
			continue
		}
		m, err := train(rest, restPrepared, lists, small)
		if err != nil {
			return fmt.Errorf("fold %d of %d: %w", fold+1, set.Folds, err)
		}
		if set.Progress != nil {
			fmt.Fprintf(set.Progress, "hints from fold %d of %d\n", fold+1, set.Folds)
		}
		for i := range docs {
			if i%set.Folds == fold {
				giveHints(prepared[i], m.firstReading(prepared[i]))
			}
		}
	}
	return nil
}

// firstReading labels a document without hints.
func (m *Model) firstReading(doc []sentence) [][]uint8 {
	_, labels := m.read(doc)
	return labels
}

// train learns from prepared documents with the hints they carry.
func train(docs []Document, prepared [][]sentence, lists *Lists, set Settings) (*Model, error) {
	index, keys := intern(prepared, set.MinCount)
	samples := makeSamples(docs, prepared, index)
	sum := newField(len(keys), 0, 0)
	snapshots := 0.0
	m := &Model{lists: lists}
	for round := range set.Rounds {
		f := newField(len(keys), set.Rate, set.Decay)
		rng := rand.New(rand.NewPCG(set.Seed, uint64(round)))
		for epoch := range set.Epochs {
			loss := epochOver(f, samples, set, rng)
			if 2*epoch+1 >= set.Epochs {
				sum.add(f)
				snapshots++
			}
			if set.Progress != nil {
				fmt.Fprintf(set.Progress, "round %d epoch %2d  loss %.4f per sentence\n", round+1, epoch+1, loss)
			}
		}
		m.freeze(sum, keys, snapshots, set)
		if set.Progress == nil {
			continue
		}
		features, bytes := m.Size()
		fmt.Fprintf(set.Progress, "after round %d: %d features, %d bytes\n", round+1, features, bytes)
		for _, dev := range set.Dev {
			fmt.Fprintf(set.Progress, "  %-16s %s\n", dev.Name, Evaluate(m, dev.Docs))
		}
	}
	return m, nil
}

func epochOver(f *field, samples []sample, set Settings, rng *rand.Rand) (loss float64) {
	drop, hintDrop := uint32(set.Drop*(1<<32)), uint32(set.HintDrop*(1<<32-1))
	wordDrop := uint32(set.WordDrop * (1<<32 - 1))
	var features [][]int32
	for _, k := range rng.Perm(len(samples)) {
		s := &samples[k]
		if len(s.gold) == 0 {
			continue
		}
		hints := rng.Uint32() >= hintDrop
		for len(features) < len(s.gold) {
			features = append(features, nil)
		}
		for i := range s.gold {
			features[i] = append(features[i][:0], s.rest[i]...)
			if rng.Uint32() >= wordDrop {
				features[i] = append(features[i], s.word[i]...)
			}
			if rng.Uint32() >= wordDrop {
				features[i] = append(features[i], s.list[i]...)
			}
			if hints {
				features[i] = append(features[i], s.hints[i]...)
			}
		}
		loss -= f.learn(features[:len(s.gold)], s.gold, s.weight, drop, rng)
	}
	return loss / float64(max(1, len(samples)))
}

// intern numbers the features that are seen at least least times.
func intern(prepared [][]sentence, least int) (map[uint64]int32, []uint64) {
	count := map[uint64]int32{}
	var buffer [maxKeys]uint64
	each(prepared, func(s *sentence, i int) {
		keys, _ := s.keys(i, buffer[:0])
		for _, k := range s.hintKeys(i, keys) {
			count[k]++
		}
	})
	index := map[uint64]int32{}
	var keys []uint64
	each(prepared, func(s *sentence, i int) {
		all, _ := s.keys(i, buffer[:0])
		for _, k := range s.hintKeys(i, all) {
			if _, ok := index[k]; !ok && int(count[k]) >= least {
				index[k] = int32(len(keys))
				keys = append(keys, k)
			}
		}
	})
	return index, keys
}

// each calls do for every word.
func each(prepared [][]sentence, do func(*sentence, int)) {
	for d := range prepared {
		for i := range prepared[d] {
			s := &prepared[d][i]
			for j := range s.words {
				do(s, j)
			}
		}
	}
}

func makeSamples(docs []Document, prepared [][]sentence, index map[uint64]int32) []sample {
	var out []sample
	var buffer [maxKeys]uint64
	numbers := func(keys []uint64) []int32 {
		ids := make([]int32, 0, len(keys))
		for _, k := range keys {
			if id, ok := index[k]; ok {
				ids = append(ids, id)
			}
		}
		return ids
	}
	for d := range docs {
		for i := range prepared[d] {
			s := &prepared[d][i]
			one := sample{gold: encode(docs[d].Names[i], len(s.words)), weight: cmp.Or(docs[d].Weight, 1)}
			for j := range s.words {
				keys, g := s.keys(j, buffer[:0])
				one.word = append(one.word, numbers(keys[:g.word]))
				one.list = append(one.list, numbers(keys[g.word:g.list]))
				one.rest = append(one.rest, numbers(keys[g.list:]))
				one.hints = append(one.hints, numbers(s.hintKeys(j, buffer[:0])))
			}
			out = append(out, one)
		}
	}
	return out
}

// add adds the weights of another field.
func (f *field) add(o *field) {
	for i := range o.weights {
		for y := range classes {
			f.weights[i][y] += o.weights[i][y]
		}
	}
	for a := range classes {
		for b := range classes {
			f.transitions[a][b] += o.transitions[a][b]
		}
	}
}

// centre moves the weights of a feature so that their median is zero. What is
// added to all labels alike changes no choice between them, and more of the
// weights become small enough to be left out.
func centre(weights []float64) {
	median := slices.Sorted(slices.Values(weights))[len(weights)/2]
	for y := range weights {
		weights[y] -= median
	}
}

// freeze rounds the mean weights of n snapshots.
func (m *Model) freeze(sum *field, keys []uint64, n float64, set Settings) {
	rows := make([]perceptron.Row, len(keys))
	values := make([]float64, len(keys)*classes)
	for i := range keys {
		w := values[i*classes : (i+1)*classes]
		for y := range classes {
			w[y] = float64(sum.weights[i][y]) / n
		}
		centre(w)
		rows[i] = perceptron.Row{Key: keys[i], Weights: w}
	}
	cut := set.Cut
	m.table = perceptron.Pack(rows, classes, set.Scale, cut)
	for set.MaxBytes > 0 && len(m.table.Bytes()) > set.MaxBytes && cut < 2 {
		cut += 0.01
		m.table = perceptron.Pack(rows, classes, set.Scale, cut)
	}
	for a := range classes {
		for b := range classes {
			m.transitions[a][b] = never
			if follows(a, b) {
				w := sum.transitions[a][b] / n
				if b == outside {
					w += set.Caution
				}
				m.transitions[a][b] = int32(math.Round(float64(set.Scale * w)))
			}
		}
	}
}
