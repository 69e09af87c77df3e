package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// besideSaid gives the verb of saying that a verb goes on with, where the tree joins the verb with what is said, whose subject is a thing
// to which something is done: "Uganda says that the bridge was mined and recalled its envoy". NoToken elsewhere.
func (r *reader) besideSaid(w, h text.TokenID) text.TokenID {
	f := r.trees
	v := f.Head(h)
	if !f.IsRel(h, "ccomp") || v == text.NoToken || v > h || !r.inClass(v, "saying") || !r.finite(w) || r.passive(w) || !r.passive(h) || f.Child(w, "mark") != text.NoToken || f.Child(w, "obj") == text.NoToken {
		return text.NoToken
	}
	if s := r.surface(h, 1); s == text.NoToken || f.UPOS(s) != "NOUN" || r.somebody(s) {
		return text.NoToken
	}
	return v
}

// besideTrue gives the verb whose subject a verb has that the tree joins with an insertion before both: "In 2009, it is true, Chile
// arrested an officer, sentenced him and expelled two", with arrested and sentenced on true. NoToken elsewhere.
func (r *reader) besideTrue(w, h text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(h) != "ADJ" || h > w || !f.IsRel(w, "conj", "parataxis") || !r.finite(w) {
		return text.NoToken
	}
	if s := f.Child(h, "nsubj"); s == text.NoToken || r.lower(s) != "it" {
		return text.NoToken
	}
	for _, v := range slices.Backward(f.ChildrenBy(h, "parataxis")) {
		if v > h && v < w && f.UPOS(v) == "VERB" && f.Child(v, "nsubj") != text.NoToken && f.Morph(v).XPOS == f.Morph(w).XPOS {
			return v
		}
	}
	return text.NoToken
}

// somebody says that a noun is of people or a body, who may do something.
func (r *reader) somebody(n text.TokenID) bool {
	return r.human(n) || r.inClass(n, "fighters") || r.inClass(n, "forces") || r.inClass(n, "collective") || r.inClass(n, "dignitary") || r.inClass(n, "folk") || len(r.doc.ActorsAt(n)) > 0 ||
		slices.ContainsFunc(r.doc.MentionsAt(n), func(m *text.Mention) bool { return m.Form != text.PlaceMention })
}

// whoAbove gives the people whom a clause with "who" tells of that the tree hangs on a thing or a place behind them: "soldiers from a
// barracks in the town who killed him". It is the noun itself where that may be somebody.
func (r *reader) whoAbove(n text.TokenID) text.TokenID {
	f := r.trees
	for h := n; f.UPOS(h) == "NOUN" && !r.somebody(h) && f.IsRel(h, "nmod"); {
		if h = f.Head(h); r.somebody(h) {
			return h
		}
	}
	return n
}

// punishedFor gives whom somebody threatens or punishes with something for a deed, where the tree hangs the deed on that: "hit Rwanda
// with sanctions for arming rebels". NoToken elsewhere.
func (r *reader) punishedFor(w, h text.TokenID) text.TokenID {
	f := r.trees
	v := f.Head(h)
	if v == text.NoToken || f.UPOS(v) != "VERB" || !f.IsRel(h, "obl") || !r.marked(h, "with") || !r.marked(w, "for") || !r.participial(w) {
		return text.NoToken
	}
	o := f.Child(v, "obj", "iobj")
	if o == text.NoToken || o > h || len(r.sides(o)) == 0 {
		return text.NoToken
	}
	if slices.ContainsFunc(r.senses(lexicon.Noun, h), func(t *lexicon.Trigger) bool {
		return t.Frame.Type == ontology.Sanction || t.Frame.Type == ontology.Coerce || t.Frame.Type == ontology.Threaten || t.Frame.Type == ontology.Accuse
	}) {
		return r.antecedent(o, v)
	}
	return text.NoToken
}

// suffersAttempt says that the subject of a verb is whom the attempt was on that is its object: "survived an attempt to poison him".
func (r *reader) suffersAttempt(v, attempt text.TokenID) bool {
	if !r.trees.IsRel(attempt, "obj") {
		return false
	}
	return slices.ContainsFunc(r.senses(lexicon.Verb, v), func(t *lexicon.Trigger) bool {
		return t.Frame.ID == "assault.attempt" && t.Role('R') != nil && slices.Contains(t.Role('R').Slots, lexicon.Subj)
	})
}

// onlyWhere says that what forces are moved to, or somebody travels to, tells where it is and no party: a river, a lake, a crossing of the
// border by the town that it lies at, a place that is not known.
func (r *reader) onlyWhere(c *candidate, x text.TokenID, s *side) bool {
	switch {
	case c.trigger.Frame.Type == ontology.Mobilize:
	case c.trigger.Frame.ID == "consult.visit":
		return r.trees.UPOS(x) == "PROPN" && s.at == x && s.actor.ID == "" && s.actor.Country == "" && s.actor.Kind == "organisation" && len(r.doc.MentionsAt(x)) == 0 && r.trees.Child(x, "det") == text.NoToken
	default:
		return false
	}
	if s.place && (r.inClass(x, "waterway") || r.inClass(x, "open_water") || r.inClass(x, "frontier") && s.at != x && r.trees.IsRel(s.at, "nmod") && r.locative(s.at)) {
		return true
	}
	return r.trees.UPOS(x) == "PROPN" && s.at == x && s.actor.ID == "" && s.actor.Country == "" && s.actor.Kind == "organisation" && len(r.doc.MentionsAt(x)) == 0
}

// undoneHere says that a clause of what a verb ends tells whom that was on: "lifted sanctions that it had imposed on Sudan".
func (r *reader) undoneHere(c, w, o text.TokenID, preposition string) bool {
	if r.trying == nil || r.trying.at != w || !r.trees.IsRel(c, "acl:relcl") || preposition != "on" && preposition != "against" {
		return false
	}
	return r.trying.trigger.Frame.ID == "retreat.sanctions" && r.object(c) == o
}
