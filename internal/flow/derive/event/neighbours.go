package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// neighboursBack is how many sentences back two states may have been told whom "the neighbours" means.
const neighboursBack = 4

// neighbours gives the two states that "the neighbours" means, which nothing else tells: the two that the report is about, those of the
// last act between two, or the only two told lately, where they lie beside each other.
func (r *reader) neighbours(w text.TokenID) []side {
	f := r.trees
	if !r.inClass(w, "next_door") || f.Morph(w).Feat("Number") != "Plur" || !r.definite(w) {
		return nil
	}
	if slices.ContainsFunc(f.ChildrenBy(w, "nmod", "nmod:poss", "acl:relcl", "appos", "nummod"), func(c text.TokenID) bool { return r.lower(c) != "two" }) {
		return nil
	}
	doers := r.doersTo(w)
	if two := r.adjoining(r.mainTwo(w), doers); two != nil {
		return two
	}
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > neighboursBack {
			break
		}
		if two := r.adjoining(r.states(slices.Concat(e.actors, e.both, e.recipients), w), doers); two != nil {
			return two
		}
	}
	var found, pair []side
	seen := map[string]int{}
	for i := here; i >= 0 && here-i <= neighboursBack; i-- {
		found = append(found, r.partiesIn(i, w, false, seen)...)
	}
	for i := range found {
		for k := range i {
			two := r.adjoining([]side{found[k], found[i]}, doers)
			if two != nil && pair != nil {
				return nil
			}
			if two != nil {
				pair = two
			}
		}
	}
	return pair
}

// adjoining gives two sides back, where they are two states beside each other of which neither does something to both.
func (r *reader) adjoining(two, doers []side) []side {
	if len(two) != 2 || sharesCountry(two, doers) {
		return nil
	}
	for i := range two {
		if two[i].actor.Kind != string(knowledge.State) {
			return nil
		}
		two[i].direct, two[i].place = true, false
	}
	if two[0].actor.Country == two[1].actor.Country || !r.world.Beside(two[0].actor.Country, two[1].actor.Country) {
		return nil
	}
	return two
}
