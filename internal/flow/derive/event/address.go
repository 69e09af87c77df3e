package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// means says that the name of a country or of its capital behind a preposition of address stands for the government where
// the sense that is tried is one of words, and asks for an actor there: "leaned on Riyadh", "took aim at Saudi Arabia". A town
// behind "at" is where it was.
func (r *reader) means(x text.TokenID, slot lexicon.Slot, c *lexicon.Condition) bool {
	if r.trying == nil || !slices.Contains(c.Kinds, "actor") && !slices.Contains(c.Kinds, "state") || !r.lexicon.In("address", string(slot)) {
		return false
	}
	switch t, ok := ontology.TypeOf(r.trying.trigger.Frame.Type); {
	case !ok, t.Quad != ontology.VerbalCooperation && t.Quad != ontology.VerbalConflict, t.Name == ontology.Consult:
		return false
	}
	p := r.doc.PlaceAt(x)
	if p == nil || p.Where.Country == "" {
		return false
	}
	if p.Where.Precision == "country" {
		return true
	}
	return slot != "at" && r.isSeat(p.Where.Name, p.Where.Country)
}

// isSeat says that a name is that of the capital of a country.
func (r *reader) isSeat(name, country string) bool {
	state, ok := r.world.StateOn(country, knowledge.Date{})
	return ok && state.Polity != nil && slices.ContainsFunc(state.Polity.Capitals, func(n knowledge.Name) bool {
		return strings.EqualFold(n.Text, name)
	})
}

// robbed gives the object of a verb that the tree takes for the subject of the clause behind it, which has one of its own:
// "severed ties with Tehran after the mob had burned its embassy".
func (r *reader) robbed(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" || f.Morph(w).XPOS == "VBN" || int(w)+1 >= len(r.doc.Tokens) {
		return text.NoToken
	}
	for _, v := range f.ChildrenBy(w, "advcl", "ccomp", "parataxis") {
		subjects := f.ChildrenBy(v, "nsubj", "nsubj:pass")
		if len(subjects) < 2 || v < w {
			continue
		}
		if o := subjects[0]; f.Edges(o).First == w+1 && subjects[1] > o && f.UPOS(o) == "NOUN" && !r.isTime(o) {
			return o
		}
	}
	return text.NoToken
}

// counted gives what a number counts: "seven of its eight crossings", "hundreds of millions of dollars of security assistance".
func (r *reader) counted(x text.TokenID) []text.TokenID {
	var all []text.TokenID
	for range maxChain {
		if r.trees.UPOS(x) != "NUM" && !r.inClass(x, "quantity") && !r.inClass(x, "grouping") && !r.isMoney(x) {
			break
		}
		of := r.prepositional(x, "of", nil)
		if all = append(all, of...); len(of) != 1 {
			break
		}
		x = of[0]
	}
	return all
}

// addresses says that a slot holds a pronoun or people, so that it is them, known or not, that somebody speaks to or of, and nobody whom
// the act inside names: "accused it of colluding with Chad", "blamed the raid on groups based in Chad".
func (r *reader) addresses(w text.TokenID, slot lexicon.Slot) bool {
	switch slot {
	case lexicon.Obj, lexicon.Iobj, "on", "upon":
	default:
		return false
	}
	return slices.ContainsFunc(r.fill(w, slot), func(x text.TokenID) bool {
		switch r.trees.UPOS(x) {
		case "PRON":
			word := r.lower(x)
			return word == "it" || word == "them" || word == "him" || word == "her"
		case "NOUN":
			return r.inClass(x, "party_word") || r.inClass(x, "anybody")
		}
		return false
	})
}
