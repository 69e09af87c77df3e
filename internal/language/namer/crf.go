package namer

import (
	"math"
	"math/rand/v2"
)

// vector holds one real number for each label.
type vector [classes]float64

// field is a linear-chain conditional random field (Lafferty, McCallum and
// Pereira 2001) in training: weights of features and of pairs of labels, with
// the sums of squared gradients that set their steps (AdaGrad, Duchi, Hazan
// and Singer 2011). Products are rounded before they are added, so that no
// machine fuses the two.
type field struct {
	weights, squares [][classes]float32
	transitions      [classes]vector
	tsquares         [classes]vector
	rate, decay      float64

	// scratch space of one sentence
	emissions, alpha, beta []vector
	exps                   [classes]vector
	kept                   [][]int32
}

func newField(features int, rate, decay float64) *field {
	return &field{
		weights: make([][classes]float32, features), squares: make([][classes]float32, features),
		rate: rate, decay: decay,
	}
}

// learn takes one step on a sentence whose features are given by number and
// returns the logarithm of the probability of the right labels before it.
// drop is the share of features that are left out, out of 2^32.
func (f *field) learn(features [][]int32, gold []uint8, weight float64, drop uint32, rng *rand.Rand) float64 {
	n := len(gold)
	f.choose(features, drop, rng)
	f.score(n)
	logZ := f.forwardBackward(n)
	ll := f.path(gold) - logZ
	for i := range n {
		var gradient vector
		for y := range classes {
			gradient[y] = float64(f.alpha[i][y]*f.beta[i][y]) * weight
		}
		gradient[gold[i]] -= weight
		f.step(f.kept[i], &gradient)
	}
	f.stepTransitions(gold, weight)
	return ll
}

// choose keeps a random part of the features.
func (f *field) choose(features [][]int32, drop uint32, rng *rand.Rand) {
	for len(f.kept) < len(features) {
		f.kept = append(f.kept, nil)
		f.emissions = append(f.emissions, vector{})
		f.alpha = append(f.alpha, vector{})
		f.beta = append(f.beta, vector{})
	}
	for i := range features {
		f.kept[i] = f.kept[i][:0]
		for _, id := range features[i] {
			if drop == 0 || rng.Uint32() > drop {
				f.kept[i] = append(f.kept[i], id)
			}
		}
	}
}

func (f *field) score(n int) {
	for i := range n {
		f.emissions[i] = vector{}
		for _, id := range f.kept[i] {
			w := &f.weights[id]
			for y := range classes {
				f.emissions[i][y] += float64(w[y])
			}
		}
	}
	for a := range classes {
		for b := range classes {
			f.exps[a][b] = 0
			if follows(a, b) {
				f.exps[a][b] = math.Exp(f.transitions[a][b])
			}
		}
	}
}

// forwardBackward fills alpha and beta so that their products are the
// probabilities of the labels, and returns the logarithm of the sum over all
// sequences.
func (f *field) forwardBackward(n int) float64 {
	logZ := 0.0
	for i := range n {
		top := f.emissions[i][0]
		for y := range classes {
			top = max(top, f.emissions[i][y])
		}
		sum := 0.0
		for y := range classes {
			in := 0.0
			if i == 0 {
				in = f.exps[outside][y]
			} else {
				for x := range classes {
					in += float64(f.alpha[i-1][x] * f.exps[x][y])
				}
			}
			if i == n-1 && opens(y) {
				in = 0
			}
			e := math.Exp(f.emissions[i][y] - top)
			f.beta[i][y] = e // for the way back
			f.alpha[i][y] = float64(in * e)
			sum += f.alpha[i][y]
		}
		for y := range classes {
			f.alpha[i][y] /= sum
		}
		logZ += top + math.Log(sum)
	}
	next := vector{}
	for y := range classes {
		if !opens(y) {
			next[y] = 1
		}
	}
	for i := n - 1; i >= 0; i-- {
		here := next
		norm := 0.0
		for y := range classes {
			norm += float64(f.alpha[i][y] * here[y])
		}
		e := f.beta[i]
		for y := range classes {
			f.beta[i][y] = here[y] / norm
		}
		next = vector{}
		for x := range classes {
			for y := range classes {
				next[x] += float64(f.exps[x][y] * float64(e[y]*f.beta[i][y]))
			}
		}
		f.emissions[i] = e // the steps of the pairs of labels need it
	}
	return logZ
}

// path returns the score of a sequence of labels.
func (f *field) path(gold []uint8) float64 {
	sum := 0.0
	last := uint8(outside)
	for i, y := range gold {
		for _, id := range f.kept[i] {
			sum += float64(f.weights[id][y])
		}
		sum += f.transitions[last][y]
		last = y
	}
	return sum
}

// negligible is a gradient too small for a step.
const negligible = 1e-4

// step takes the step of all features of a position.
func (f *field) step(features []int32, gradient *vector) {
	var labels [classes]int
	n := 0
	for y, g := range gradient {
		if g > negligible || g < -negligible {
			labels[n] = y
			n++
		}
	}
	if n == 0 {
		return
	}
	for _, id := range features {
		w, s := &f.weights[id], &f.squares[id]
		for _, y := range labels[:n] {
			g := gradient[y]
			s[y] += float32(g * g)
			step := f.rate / (1e-3 + math.Sqrt(float64(s[y])))
			w[y] = shrink(w[y]-float32(step*g), float32(step*f.decay))
		}
	}
}

// shrink moves a weight towards zero, and not across.
func shrink(w, by float32) float32 {
	switch {
	case w > by:
		return w - by
	case w < -by:
		return w + by
	}
	return 0
}

// stepTransitions takes the step of the pairs of labels.
func (f *field) stepTransitions(gold []uint8, weight float64) {
	var expected [classes]vector
	n := len(gold)
	for y := range classes {
		expected[outside][y] += float64(f.alpha[0][y] * f.beta[0][y])
	}
	for i := 1; i < n; i++ {
		sum := 0.0
		var pair [classes]vector
		for x := range classes {
			for y := range classes {
				p := float64(f.alpha[i-1][x]*f.exps[x][y]) * float64(f.emissions[i][y]*f.beta[i][y])
				pair[x][y] = p
				sum += p
			}
		}
		for x := range classes {
			for y := range classes {
				expected[x][y] += pair[x][y] / sum
			}
		}
	}
	last := uint8(outside)
	for _, y := range gold {
		expected[last][y]--
		last = y
	}
	for x := range classes {
		for y := range classes {
			g := float64(expected[x][y] * weight)
			if !follows(x, y) || g < 1e-9 && g > -1e-9 {
				continue
			}
			f.tsquares[x][y] += float64(g * g)
			f.transitions[x][y] -= f.rate * g / (1e-3 + math.Sqrt(f.tsquares[x][y]))
		}
	}
}
