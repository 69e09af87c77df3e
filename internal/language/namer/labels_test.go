package namer

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// allowed lists all sequences of n labels that the rules allow.
func allowed(n int) [][]uint8 {
	seqs := [][]uint8{{}}
	for i := range n {
		var longer [][]uint8
		for _, s := range seqs {
			last := outside
			if i > 0 {
				last = int(s[i-1])
			}
			for y := range classes {
				if follows(last, y) && (i < n-1 || !opens(y)) {
					longer = append(longer, append(slices.Clone(s), uint8(y)))
				}
			}
		}
		seqs = longer
	}
	return seqs
}

func TestEncodeAndDecodeAreInverse(t *testing.T) {
	for _, s := range allowed(4) {
		if got := encode(decode(s), len(s)); !slices.Equal(got, s) {
			t.Fatalf("%v becomes %v and %v", s, decode(s), got)
		}
	}
}

func TestViterbiFindsTheBestSequence(t *testing.T) {
	seqs := allowed(3)
	rapid.Check(t, func(t *rapid.T) {
		var transitions [classes]scores
		small := rapid.Int32Range(-50, 50)
		for a := range classes {
			for b := range classes {
				transitions[a][b] = never
				if follows(a, b) {
					transitions[a][b] = small.Draw(t, "transition")
				}
			}
		}
		emissions := make([]scores, 3)
		for i := range emissions {
			for y := range classes {
				emissions[i][y] = small.Draw(t, "emission")
			}
		}
		sum := func(s []uint8) int32 {
			total, last := int32(0), uint8(outside)
			for i, y := range s {
				total += emissions[i][y] + transitions[last][y]
				last = y
			}
			return total
		}
		best := int32(math.MinInt32)
		for _, s := range seqs {
			best = max(best, sum(s))
		}
		if got := viterbi(emissions, &transitions); sum(got) != best {
			t.Fatalf("%v has the score %d, the best %d", got, sum(got), best)
		}
	})
}

// TestProbabilitiesSumUpSequences compares forward-backward with sums over
// all sequences.
func TestProbabilitiesSumUpSequences(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	f := newField(6, 0.1, 0)
	for i := range f.weights {
		for y := range classes {
			f.weights[i][y] = float32(rng.NormFloat64())
		}
	}
	for a := range classes {
		for b := range classes {
			f.transitions[a][b] = rng.NormFloat64()
		}
	}
	features := [][]int32{{0, 3}, {1}, {2, 4, 5}}
	f.choose(features, 0, rng)
	f.score(3)
	logZ := f.forwardBackward(3)
	z := 0.0
	var marginal [3]vector
	for _, s := range allowed(3) {
		p := math.Exp(f.path(s))
		z += p
		for i, y := range s {
			marginal[i][y] += p
		}
	}
	if math.Abs(math.Log(z)-logZ) > 1e-9 {
		t.Fatalf("log sum %v, want %v", logZ, math.Log(z))
	}
	for i := range marginal {
		for y := range classes {
			if got := f.alpha[i][y] * f.beta[i][y]; math.Abs(got-marginal[i][y]/z) > 1e-9 {
				t.Fatalf("word %d label %d: probability %v, want %v", i, y, got, marginal[i][y]/z)
			}
		}
	}
}
