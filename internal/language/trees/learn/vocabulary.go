package learn

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/language/trees"
)

// vocabulary numbers the values of features and the labels.
type vocabulary struct {
	lists  [trees.NumKinds][]string
	ids    [trees.NumKinds]map[string]int32
	labels []string
	label  map[string]int32
	tags   []string // pairs "UPOS|XPOS"
	tag    map[string]int32
	counts map[string]int32 // of normal forms
}

// newVocabulary counts over the sentences. The most frequent value comes
// first, equals in the order of their bytes.
func newVocabulary(sents []Sentence, opts Options) *vocabulary {
	v := &vocabulary{}
	var counts [trees.NumKinds]map[string]int32
	for k := range counts {
		counts[k] = make(map[string]int32)
	}
	labels, tags := make(map[string]int32), make(map[string]int32)
	for i := range sents {
		s := &sents[i]
		for t, w := range s.Words {
			for k, f := range trees.FormFeatures(w.Form) {
				counts[k][f]++
			}
			counts[trees.KindXPOS][s.XPOS[t]]++
			counts[trees.KindUPOS][s.UPOS[t]]++
			labels[s.Labels[t]]++
			tags[s.UPOS[t]+"|"+s.XPOS[t]]++
		}
	}
	for k := range trees.NumKinds {
		least := opts.MinPart
		switch k {
		case trees.KindWord:
			least = opts.MinWord
		case trees.KindXPOS, trees.KindUPOS:
			least = 1
		}
		v.lists[k] = frequent(counts[k], int32(least))
		v.ids[k] = make(map[string]int32)
		for i, f := range v.lists[k] {
			v.ids[k][f] = int32(i + 1)
		}
	}
	v.labels, v.label = numbered(labels)
	v.tags, v.tag = numbered(tags)
	v.counts = counts[trees.KindWord]
	return v
}

// numbered lists all keys, with their numbers.
func numbered(counts map[string]int32) ([]string, map[string]int32) {
	list := frequent(counts, 1)
	ids := make(map[string]int32, len(list))
	for i, s := range list {
		ids[s] = int32(i)
	}
	return list, ids
}

func frequent(counts map[string]int32, least int32) []string {
	var out []string
	for s, n := range counts {
		if n >= least {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return out
}

func (v *vocabulary) config(o Options) trees.Config {
	c := trees.Config{Dim: o.Dim, Layers: o.Layers, Arc: o.Arc, Label: o.Label, Labels: v.labels, Tags: v.tags, TagLayer: o.TagLayer}
	for k := range c.Counts {
		c.Counts[k] = len(v.lists[k]) + 1
	}
	return c
}

// example turns a sentence into numbers.
func (v *vocabulary) example(s *Sentence) (*example, error) {
	n := len(s.Words)
	if n == 0 || len(s.Heads) != n || len(s.Labels) != n || len(s.XPOS) != n || len(s.UPOS) != n {
		return nil, fmt.Errorf("%d words with %d heads, %d labels, %d and %d tags", n, len(s.Heads), len(s.Labels), len(s.XPOS), len(s.UPOS))
	}
	e := &example{}
	for t, w := range s.Words {
		var f [trees.NumKinds]int32
		form := trees.FormFeatures(w.Form)
		for k, x := range form {
			f[k] = v.ids[k][x]
		}
		f[trees.KindXPOS], f[trees.KindUPOS] = v.ids[trees.KindXPOS][w.XPOS], v.ids[trees.KindUPOS][w.UPOS]
		if s.Heads[t] < 0 || s.Heads[t] > n || s.Heads[t] == t+1 {
			return nil, fmt.Errorf("word %d has head %d of %d", t+1, s.Heads[t], n)
		}
		e.feats = append(e.feats, f)
		e.counts = append(e.counts, v.counts[form[trees.KindWord]])
		e.heads = append(e.heads, int32(s.Heads[t]))
		e.labels = append(e.labels, v.label[s.Labels[t]])
		e.tags = append(e.tags, v.tag[s.UPOS[t]+"|"+s.XPOS[t]])
	}
	return e, nil
}

// float returns the network's weights; Values and ranges are left to fill in.
func (n *net) float() *trees.Float {
	f := &trees.Float{Config: n.cfg, RootArc: n.rootArc.w, RootLabel: n.rootLabel.w, Distances: n.distances.w, WayLabel: n.wayLabel.w}
	for k, e := range n.embed {
		f.Embed[k] = e.w
	}
	for _, l := range n.layers {
		f.Layers = append(f.Layers, trees.FloatProduct{W: l.w.w, B: l.b.w})
	}
	f.Heads = trees.FloatProduct{W: n.headW.w, B: n.headB.w}
	f.Arc = trees.FloatProduct{W: n.arcW.w, B: n.arcB.w}
	f.Label = trees.FloatProduct{W: n.labelW.w, B: n.labelB.w}
	f.Tag = trees.FloatProduct{W: n.tagW.w, B: n.tagB.w}
	return f
}

// arcRanges returns the largest values of the arc vectors after forward.
func (s *shard) arcRanges() (dep, head, want float32) {
	n, c := s.n, &s.n.cfg
	q, a := n.headW.cols, c.Arc
	s.product(s.heads, s.x[c.Layers], n.headW)
	for r := range s.rows {
		h := s.heads[r*q : r*q+2*a]
		for j := range h {
			h[j] = max(h[j]+n.headB.w[j], 0)
			if j < a {
				dep = max(dep, h[j])
			} else {
				head = max(head, h[j])
			}
		}
	}
	for _, v := range slices.Concat(n.rootArc.w, n.distances.w) {
		head = max(head, v, -v)
	}
	for r := range s.rows {
		for j := range a {
			sum := n.arcB.w[j]
			for i, v := range s.heads[r*q : r*q+a] {
				sum += v * n.arcW.w[i*a+j]
			}
			want = max(want, sum, -sum)
		}
	}
	return dep, head, want
}
