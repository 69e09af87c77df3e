package ledger

import (
	"context"
	"math"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
)

// Pair is two tellings of gold that were found, as items of a kind.
type Pair struct {
	A, B   *ledger.Item
	One    bool    // gold has them as one event
	Nugget bool    // one of them is a nugget
	Size   float64 // the larger of the numbers of found tellings of their events
}

// Pairs gives the pairs of found tellings of each thread in the order of the gold. Pairs over two threads are left out:
// that they are two is easily seen and would outweigh what is to be learnt.
func (c *Corpus) Pairs(ctx context.Context, kind ledger.Kind) ([]Pair, error) {
	items, err := c.Items(ctx, kind)
	if err != nil {
		return nil, err
	}
	all, err := c.align()
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a aligned) bool { return a.id() == "" })
	size := map[string]int{}
	for _, a := range all {
		size[a.thread+"/"+a.gold.Event]++
	}
	var pairs []Pair
	for i, x := range all {
		for _, y := range all[i+1:] {
			p := Pair{A: items[x.id()], B: items[y.id()], One: x.gold.Event == y.gold.Event, Nugget: x.found == nil || y.found == nil}
			p.Size = float64(max(size[x.thread+"/"+x.gold.Event], size[y.thread+"/"+y.gold.Event]))
			if x.thread == y.thread && (x.found != nil || y.found != nil) {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs, nil
}

// Sample is the features of a pair, whether they are one, and how much it counts.
type Sample struct {
	X     []float64
	One   bool
	Count float64
}

// Fit gives the weights of a logistic regression that begins from prior and is pulled towards it: the largest posterior
// under a Gaussian prior of precision pull about it (MacKay, 1992), by gradient steps of falling length. Those that are
// held stay at the prior.
func Fit(samples []Sample, prior []float64, held []bool, pull float64) []float64 {
	w := slices.Clone(prior)
	velocity := make([]float64, len(w))
	const steps = 1500
	told := make([][]int, len(samples)) // the features that are not 0
	for n, s := range samples {
		for f, x := range s.X {
			if x != 0 {
				told[n] = append(told[n], f)
			}
		}
	}
	for step := range steps {
		gradient := make([]float64, len(w))
		for f := range w {
			gradient[f] = -pull * (w[f] - prior[f])
		}
		for n, s := range samples {
			z := 0.0
			for _, f := range told[n] {
				z += s.X[f] * w[f]
			}
			miss := -1 / (1 + math.Exp(-z))
			if s.One {
				miss++
			}
			for _, f := range told[n] {
				gradient[f] += s.Count * miss * s.X[f]
			}
		}
		rate := 0.5 / (float64(len(samples)) * (0.25 + float64(step)/steps))
		for f := range w {
			if held[f] {
				continue
			}
			velocity[f] = 0.9*velocity[f] + rate*gradient[f]
			w[f] += velocity[f]
		}
	}
	return w
}
