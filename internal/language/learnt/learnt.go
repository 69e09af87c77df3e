// Package learnt tells from what stands around a word which type of act it tells, and from how two words stand to each other whether
// the one tells who does the act of the other, or to whom. Both are linear models, learnt from sentences of our own in which every word that
// tells an act is marked with its sides (internal/language/english/press).
//
// The features are hashed (Weinberger and others, ICML 2009): a feature and a class share one weight of a table with those that happen to
// fall on the same place, so that no names are kept. Weights have one byte; sums are exact, so that every machine gives the same answer.
package learnt

import (
	_ "embed" // for the weights
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// Types are the answers of the model of acts: no act, and the types of PLOVER. Roles are those of the model of sides: neither, who does
// it, to whom.
var (
	Types = []string{
		"", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
		"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
	}
	Roles = []string{"", "A", "R"}
)

const (
	minBits, maxBits = 10, 24
	scale            = 16 // steps of a weight byte to 1
)

// Model is safe for concurrent use.
type Model struct {
	classes []string
	weights []int8 // a power of two
}

//go:embed acts.bin
var acts []byte

//go:embed roles.bin
var roles []byte

// Acts gives the model of words that tell of acts, over [Types].
func Acts() (*Model, error) { return Open("acts", Types, acts) }

// Sides gives the model of who does an act and to whom, over [Roles].
func Sides() (*Model, error) { return Open("roles", Roles, roles) }

// Open reads a model over classes from its bytes, compressed by Zstandard: one for each place of its table, as many as a power of two.
// Name is for errors.
func Open(name string, classes []string, packed []byte) (*Model, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<maxBits))
	if err != nil {
		return nil, fmt.Errorf("learnt %s: %w", name, err)
	}
	defer d.Close()
	b, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("learnt %s: %w: train it again", name, err)
	}
	if len(b)&(len(b)-1) != 0 || len(b) < 1<<minBits || len(b) > 1<<maxBits {
		return nil, fmt.Errorf("learnt %s: the table has %d places, which is no power of two from 2^%d to 2^%d: train it again", name, len(b), minBits, maxBits)
	}
	m := &Model{classes, make([]int8, len(b))}
	for i, v := range b {
		m.weights[i] = int8(v)
	}
	return m, nil
}

// Bytes gives what [Open] reads.
func (m *Model) Bytes() ([]byte, error) {
	b := make([]byte, len(m.weights))
	for i, v := range m.weights {
		b[i] = byte(v)
	}
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("pack a learnt model: %w", err)
	}
	packed := e.EncodeAll(b, nil)
	return packed, e.Close()
}

// place gives where the weight of a feature for a class lies.
func place(feature uint64, class, size int) int {
	x := feature + uint64(class)*0x9e3779b97f4a7c15
	x ^= x >> 31
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 29
	return int(x & uint64(size-1))
}

// Hash gives the number of a feature, which is told in words: FNV-1a of them with a space behind each.
func Hash(words ...string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 0x100000001b3
		}
		h = (h ^ ' ') * 0x100000001b3
	}
	return h
}

// Guess is the likeliest class and how likely it is.
type Guess struct {
	Class string
	Sure  float64 // from 0 to 1
}

// Of gives the likeliest class for features.
func (m *Model) Of(features []uint64) Guess {
	all := m.All(features)
	best := 0
	for c := range all {
		if all[c] > all[best] {
			best = c
		}
	}
	return Guess{m.classes[best], all[best]}
}

// All gives for each class how likely it is.
func (m *Model) All(features []uint64) []float64 {
	sums := make([]int, len(m.classes))
	for _, f := range features {
		for c := range sums {
			sums[c] += int(m.weights[place(f, c, len(m.weights))])
		}
	}
	top, total := slices.Max(sums), 0.
	all := make([]float64, len(sums))
	for c := range sums {
		all[c] = math.Exp(float64(sums[c]-top) / scale)
		total += all[c]
	}
	for c := range all {
		all[c] /= total
	}
	return all
}

// Sample is one case with its features and its class.
type Sample struct {
	Group    string // samples of one group are never on both sides of a trial
	Features []uint64
	Class    string
}

// Learning are the settings of [Learning.Fit].
type Learning struct {
	Classes []string
	Bits    int // places of the table: two to the power of it
	Least   int // samples that a feature must stand in to be learnt
	Rounds  int
	Rate    float64
	Decay   float64 // pull of the weights towards zero
	Runs    int     // models that are averaged into one, each with the samples in another order; 0 for one
}

// Fit learns a model by AdaGrad (Duchi and others, JMLR 2011) on the loss of a softmax, the samples in a fixed order: the same samples
// give the same model.
func (l Learning) Fit(samples []Sample) (*Model, error) {
	if l.Bits < minBits || l.Bits > maxBits {
		return nil, fmt.Errorf("learn: a table of 2^%d places: set from %d to %d bits", l.Bits, minBits, maxBits)
	}
	size := 1 << l.Bits
	class := map[string]int{}
	for i, c := range l.Classes {
		class[c] = i
	}
	samples = frequent(samples, l.Least)
	w := make([]float64, size)
	runs := max(1, l.Runs)
	for run := range runs {
		one, err := l.run(samples, class, uint64(run)+1)
		if err != nil {
			return nil, err
		}
		for k, v := range one {
			w[k] += v / float64(runs)
		}
	}
	m := &Model{l.Classes, make([]int8, size)}
	for k, v := range w {
		v = math.Round(v * scale)
		if math.IsNaN(v) {
			return nil, errors.New("learn: the weights ran away: lower the rate")
		}
		if math.Abs(v) > 1 { // smaller ones say next to nothing, and would fill the file
			m.weights[k] = int8(min(max(v, -127), 127))
		}
	}
	return m, nil
}

// run learns the weights from samples in the orders that a state of the generator gives.
func (l Learning) run(samples []Sample, class map[string]int, state uint64) ([]float64, error) {
	size := 1 << l.Bits
	w, g := make([]float64, size), make([]float64, size)
	p := make([]float64, len(l.Classes))
	order := make([]int, len(samples))
	for i := range order {
		order[i] = i
	}
	for range l.Rounds {
		for i := len(order) - 1; i > 0; i-- { // Fisher and Yates with a fixed generator
			state = state*6364136223846793005 + 1442695040888963407
			k := int(state>>33) % (i + 1)
			order[i], order[k] = order[k], order[i]
		}
		for _, i := range order {
			s := &samples[i]
			gold, ok := class[s.Class]
			if !ok {
				return nil, fmt.Errorf("learn: there is no class %q", s.Class)
			}
			clear(p)
			top := math.Inf(-1)
			for c := range p {
				for _, f := range s.Features {
					p[c] += w[place(f, c, size)]
				}
				top = max(top, p[c])
			}
			total := 0.
			for c := range p {
				p[c] = math.Exp(p[c] - top)
				total += p[c]
			}
			for c := range p {
				d := p[c] / total
				if c == gold {
					d--
				}
				if math.Abs(d) < 1e-4 {
					continue
				}
				for _, f := range s.Features {
					k := place(f, c, size)
					step := d + l.Decay*w[k]
					g[k] += step * step
					w[k] -= l.Rate * step / (1e-3 + math.Sqrt(g[k]))
				}
			}
		}
	}
	return w, nil
}

// frequent leaves out the features that stand in fewer samples than least: they would but fill the table.
func frequent(samples []Sample, least int) []Sample {
	counts := map[uint64]int{}
	for i := range samples {
		for _, f := range samples[i].Features {
			counts[f]++
		}
	}
	kept := make([]Sample, len(samples))
	for i, s := range samples {
		s.Features = slices.DeleteFunc(slices.Clone(s.Features), func(f uint64) bool { return counts[f] < least })
		kept[i] = s
	}
	return kept
}
