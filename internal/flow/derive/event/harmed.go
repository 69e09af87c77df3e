package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// forceAbove gives the noun of the violence that killed or harmed, where the tree hangs the clause with "that" or "which" on what the violence
// was against or on where it was: "an attack on a police station in the town of Rask that killed 11 officers". NoToken elsewhere.
func (r *reader) forceAbove(n, w text.TokenID) text.TokenID {
	f := r.trees
	if !r.inClass(w, "harm") || r.human(n) || r.inClass(n, "violence") || r.inClass(n, "weapon") || r.inClass(n, "armed") {
		return text.NoToken
	}
	if r.inClass(n, "anybody") || r.doc.PlaceAt(n) == nil && slices.ContainsFunc(r.doc.ActorsAt(n), func(a record.Actor) bool { return a.ID != "" }) {
		return text.NoToken
	}
	for range maxChain {
		if !f.IsRel(n, "nmod") {
			return text.NoToken
		}
		switch p := f.Child(n, "case"); {
		case p == text.NoToken:
			return text.NoToken
		case r.lower(p) != "on" && r.lower(p) != "in" && r.lower(p) != "at" && r.lower(p) != "near" && r.lower(p) != "against" && r.lower(p) != "of" && r.lower(p) != "outside":
			return text.NoToken
		}
		if n = f.Head(n); r.inClass(n, "violence") {
			return n
		}
	}
	return text.NoToken
}

// killsBy says that an act of force tells whom another act, or what somebody claims to have done, killed: "claimed the attack that killed ten".
func (r *reader) killsBy(harm, by *candidate) bool {
	if harm.trigger.Frame.Type != ontology.Assault || harm.trigger.POS != lexicon.Verb || !r.trees.IsRel(harm.at, "acl:relcl") || !r.inClass(harm.at, "harm") {
		return false
	}
	s := r.subject(harm.at)
	return s != text.NoToken && (s == by.at || s == by.content)
}

// done gives an act of force the actors of another telling of it, where it has none itself: "claimed an attack that killed ten".
func (c *candidate) done(by *candidate) {
	if c.trigger.Frame.Type == ontology.Assault && len(c.actors) == 0 && len(without(by.actors, c.recipients)) == len(by.actors) {
		c.actors = by.actors
	}
}
