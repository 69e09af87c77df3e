// Package trust learns how sure an event is from events that are known to be right or wrong: a logistic regression over
// the features that internal/flow/derive/event gives them.
package trust

import (
	"math"
	"slices"
)

// Sample is one event with what speaks for and against it.
type Sample struct {
	Group    string // the report: samples of one are never on both sides of a trial
	Features []string
	Right    bool
}

// Bias is the name of the weight that every sample has.
const Bias = "bias"

// Learning are the settings of [Learning.Fit].
type Learning struct {
	Rounds int
	Rate   float64
	Decay  float64 // pull of all weights but the bias towards zero
	Least  int     // samples that a feature must stand in to have a weight
}

// Fit gives the weights that make the samples most likely, by full gradient steps: the same samples give the same
// weights.
func (l Learning) Fit(samples []Sample) map[string]float64 {
	counts := map[string]int{}
	for _, s := range samples {
		for _, f := range s.Features {
			counts[f]++
		}
	}
	names := []string{}
	for f, n := range counts {
		if n >= l.Least {
			names = append(names, f)
		}
	}
	slices.Sort(names)
	number := map[string]int{}
	for i, f := range names {
		number[f] = i + 1
	}
	weights := make([]float64, len(names)+1)
	rows := make([][]int, len(samples))
	for i, s := range samples {
		rows[i] = []int{0}
		for _, f := range s.Features {
			if k := number[f]; k > 0 {
				rows[i] = append(rows[i], k)
			}
		}
	}
	for range l.Rounds {
		l.step(weights, rows, samples)
	}
	out := map[string]float64{Bias: weights[0]}
	for i, f := range names {
		out[f] = weights[i+1]
	}
	return out
}

func (l Learning) step(weights []float64, rows [][]int, samples []Sample) {
	gradient := make([]float64, len(weights))
	for i, row := range rows {
		z := 0.
		for _, k := range row {
			z += weights[k]
		}
		miss := -1 / (1 + math.Exp(-z))
		if samples[i].Right {
			miss++
		}
		for _, k := range row {
			gradient[k] += miss
		}
	}
	n := float64(max(len(samples), 1))
	for k := range weights {
		pull := 0.
		if k > 0 {
			pull = l.Decay * weights[k]
		}
		weights[k] += l.Rate * (gradient[k] - pull) / n
	}
}

// Sure gives the probability that weights give to a sample.
func Sure(weights map[string]float64, features []string) float64 {
	z := weights[Bias]
	for _, f := range features {
		z += weights[f]
	}
	return 1 / (1 + math.Exp(-z))
}

// Leave gives for each sample how sure it is by weights learnt from the samples of all other groups.
func (l Learning) Leave(samples []Sample) []float64 {
	sure := make([]float64, len(samples))
	done := map[string]bool{}
	for _, s := range samples {
		if done[s.Group] {
			continue
		}
		done[s.Group] = true
		var others []Sample
		for _, o := range samples {
			if o.Group != s.Group {
				others = append(others, o)
			}
		}
		weights := l.Fit(others)
		for i, o := range samples {
			if o.Group == s.Group {
				sure[i] = Sure(weights, o.Features)
			}
		}
	}
	return sure
}

// The slope of Rescale is held near one by so many samples, and never turns the order round.
const (
	pullToOne  = 10
	leastSlope = 0.2
)

// Rescale moves and stretches weights so that they say of samples which they were not learnt from how many are right: the
// events of reports that the rules were made with are right more often than those of others. The order of what is sure is
// kept: all weights are multiplied by one number above zero, and the bias is moved.
func Rescale(weights map[string]float64, samples []Sample) map[string]float64 {
	slope, shift := 1., 0.
	for range 2000 {
		var byShift, bySlope float64
		for _, s := range samples {
			z := weights[Bias]
			for _, f := range s.Features {
				z += weights[f]
			}
			miss := -1 / (1 + math.Exp(-slope*z-shift))
			if s.Right {
				miss++
			}
			byShift += miss
			bySlope += miss * z
		}
		n := float64(max(len(samples), 1))
		shift += byShift / n
		slope = max(slope+(bySlope-pullToOne*(slope-1))/n, leastSlope)
	}
	out := map[string]float64{}
	for f, w := range weights {
		out[f] = slope * w
	}
	out[Bias] += shift
	return out
}
