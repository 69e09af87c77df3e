package trees

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// Score counts right heads and labels over words, punctuation included.
type Score struct {
	Words, Heads, Labelled int
	RightUPOS, RightXPOS   int // of the network's own tags
	relations              map[string]*RelationScore
}

// RelationScore counts one relation: the words that have it, those that were
// given it, and those that were given it with the right head.
type RelationScore struct {
	Relation             string
	Gold, Given, Correct int
}

// Add counts a sentence. A label is right only with its subtype and head.
func (s *Score) Add(gold, given []Arc) {
	if s.relations == nil {
		s.relations = make(map[string]*RelationScore)
	}
	for i, g := range gold {
		s.Words++
		if g.UPOS == given[i].UPOS {
			s.RightUPOS++
		}
		if g.XPOS == given[i].XPOS {
			s.RightXPOS++
		}
		s.relation(g.Deprel).Gold++
		s.relation(given[i].Deprel).Given++
		if g.Head != given[i].Head {
			continue
		}
		s.Heads++
		if g.Deprel == given[i].Deprel {
			s.Labelled++
			s.relation(g.Deprel).Correct++
		}
	}
}

func (s *Score) relation(name string) *RelationScore {
	r := s.relations[name]
	if r == nil {
		r = &RelationScore{Relation: name}
		s.relations[name] = r
	}
	return r
}

// UAS is the share of right heads, in per cent.
func (s *Score) UAS() float64 { return percent(s.Heads, s.Words) }

// UPOS is the share of right universal tags, in per cent.
func (s *Score) UPOS() float64 { return percent(s.RightUPOS, s.Words) }

// XPOS is the share of right Penn Treebank tags, in per cent.
func (s *Score) XPOS() float64 { return percent(s.RightXPOS, s.Words) }

// LAS is the share of right heads with the right label, in per cent.
func (s *Score) LAS() float64 { return percent(s.Labelled, s.Words) }

// F1 is the harmonic mean of precision and recall, in per cent.
func (r RelationScore) F1() float64 { return percent(2*r.Correct, r.Gold+r.Given) }

// Relations returns the counts by relation, the most frequent first.
func (s *Score) Relations() []RelationScore {
	out := make([]RelationScore, 0, len(s.relations))
	for _, r := range s.relations {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b RelationScore) int {
		return cmp.Or(cmp.Compare(b.Gold, a.Gold), cmp.Compare(a.Relation, b.Relation))
	})
	return out
}

// WriteRelations prints a table of the relations.
func (s *Score) WriteRelations(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%-14s %6s %9s %7s %6s\n", "relation", "words", "precision", "recall", "F1"); err != nil {
		return err
	}
	for _, r := range s.Relations() {
		if _, err := fmt.Fprintf(w, "%-14s %6d %9.1f %7.1f %6.1f\n",
			r.Relation, r.Gold, percent(r.Correct, r.Given), percent(r.Correct, r.Gold), r.F1()); err != nil {
			return err
		}
	}
	return nil
}

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}
