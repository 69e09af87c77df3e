package coreference

import (
	"math"
	"math/rand/v2"

	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/text"
)

// Learning holds the settings of the trainer of weights.
type Learning struct {
	Rounds int       // readings of the text; from the second on, pronouns are joined as the weights so far say
	Epochs int       // passes over the choices of a round
	Rate   float64   // size of the first steps
	Decay  []float64 // pull of the weights towards 0, by kind of pronouns
	Report float64   // weight of the choices of news and interviews, those of other texts have 1
	Seed   uint64
}

// example is a choice with what is right.
type example struct {
	kind    int
	options [][]int // features; the last option is "none"
	right   []bool
	weight  float64
}

// Learn finds weights by which the right candidates of the documents' pronouns are likely: a log-linear model over the
// candidates of each pronoun and "none of them", with the sum over the right ones as in latent antecedent models
// (Durrett and Klein 2013), trained with AdaGrad.
func (l Learning) Learn(docs []Document, r *refer.Resolver) *refer.Weights {
	kinds, features := refer.Features()
	score := make([][]float32, kinds)
	for k := range score {
		score[k] = make([]float32, features)
	}
	w := refer.NewWeights(score)
	for round := range l.Rounds {
		var all []example
		for _, d := range docs {
			some := examples(d, r.With(w), round == 0)
			for i := range some {
				if some[i].weight = 1; d.Report() {
					some[i].weight = l.Report
				}
			}
			all = append(all, some...)
		}
		w = l.fit(all, kinds, features)
	}
	return w
}

// examples reads a document and keeps the choices of its pronouns. It joins each pronoun to the right chain, or to the
// one that the weights say.
func examples(d Document, r *refer.Resolver, told bool) []example {
	gold := map[text.TokenID]Pronoun{}
	for _, p := range d.Gold.Pronouns {
		gold[p.Word] = p
	}
	var all []example
	r.Follow(d.Text, func(c *refer.Choice) int {
		p, ok := gold[c.Pronoun]
		if !ok {
			return -1
		}
		e := example{kind: c.Kind}
		first, best := -1, -1
		for i, o := range c.Options {
			var heads []text.TokenID
			for _, a := range o.Antecedents {
				heads = append(heads, a.Head)
			}
			right := d.Gold.Has(p) && d.Gold.Right(p, heads)
			e.options, e.right = append(e.options, o.Features), append(e.right, right)
			if right && first < 0 {
				first = i
			}
			if best < 0 || o.Score > c.Options[best].Score {
				best = i
			}
		}
		e.options, e.right = append(e.options, c.None), append(e.right, first < 0)
		all = append(all, e)
		if told {
			return first
		}
		if best >= 0 && c.Options[best].Score < c.Score {
			return -1
		}
		return best
	})
	return all
}

// fit trains on the choices of one reading.
func (l Learning) fit(all []example, kinds, features int) *refer.Weights {
	weights, squares := make([][]float64, kinds), make([][]float64, kinds)
	for k := range weights {
		weights[k], squares[k] = make([]float64, features), make([]float64, features)
	}
	shuffle := rand.New(rand.NewPCG(l.Seed, 1))
	gradient := make([]float64, features)
	for range l.Epochs {
		shuffle.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for i := range all {
			e := &all[i]
			e.slope(weights[e.kind], gradient)
			for f := range gradient {
				g := gradient[f] + l.Decay[e.kind]*weights[e.kind][f]
				if g == 0 {
					continue
				}
				squares[e.kind][f] += g * g
				weights[e.kind][f] -= l.Rate * g / math.Sqrt(1e-6+squares[e.kind][f])
				gradient[f] = 0
			}
		}
	}
	out := make([][]float32, kinds)
	for k := range out {
		for _, v := range weights[k] {
			out[k] = append(out[k], float32(v))
		}
	}
	return refer.NewWeights(out)
}

// slope adds the gradient of the loss of one choice.
func (e *example) slope(weights, gradient []float64) {
	p := make([]float64, len(e.options))
	best := math.Inf(-1)
	for i, list := range e.options {
		for _, f := range list {
			p[i] += weights[f]
		}
		best = max(best, p[i])
	}
	var all, right float64
	for i := range p {
		p[i] = math.Exp(p[i] - best)
		all += p[i]
		if e.right[i] {
			right += p[i]
		}
	}
	for i, list := range e.options {
		g := p[i] / all
		if e.right[i] && right > 0 {
			g -= p[i] / right
		}
		g *= e.weight
		for _, f := range list {
			gradient[f] += g
		}
	}
}
