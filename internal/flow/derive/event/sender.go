package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// sent takes who does what a noun tells, and to whom, from the verb that tells how it travels: "Praise for the coastguard came from
// Brussels", "From Ankara came a warning", "An invitation went from Riyadh to Sanaa", "A telegram of thanks reached the king". Where
// blows come from is a place and no actor.
func (r *reader) sent(c *candidate) {
	t := c.trigger.Frame.Type
	if c.trigger.Frame.Sides == lexicon.Mutual || t == ontology.Assault || t == ontology.Mobilize || t == ontology.Protest {
		return
	}
	v := r.travels(c.at)
	if v == text.NoToken {
		return
	}
	if r.inClass(v, "coming_to") {
		for _, x := range r.prepositional(c.at, "from", nil) {
			if len(c.actors) == 0 {
				c.actors = r.travelling(x)
			}
		}
		if o := r.object(v); o != text.NoToken && o != c.at && len(c.recipients) == 0 && len(c.actors) > 0 {
			c.recipients = r.travelling(o)
			c.carrier = v
		}
		return
	}
	if len(c.actors) > 0 {
		return
	}
	from := r.prepositional(v, "from", nil)
	for _, o := range r.trees.ChildrenBy(v, "obl") { // "came within the hour from Brussels"
		if len(from) == 0 && r.trees.UPOS(o) == "NOUN" {
			from = r.prepositional(o, "from", nil)
		}
	}
	for _, x := range from {
		c.actors = append(c.actors, slices.DeleteFunc(r.travelling(x), func(s side) bool {
			return s.actor.Kind == "population" || !political(&s.actor) || t == ontology.Support && s.actor.Kind == "group" && s.actor.ID == "" || !s.direct && s.actor.Kind == string(knowledge.State) && r.trees.UPOS(x) == "NOUN" // "came from viewers in Sweden"
		})...)
	}
	if len(c.actors) == 0 {
		return
	}
	for _, x := range r.prepositional(v, "to", nil) {
		if len(c.recipients) == 0 {
			c.recipients = without(r.travelling(x), c.actors)
		}
	}
	land := !slices.ContainsFunc(c.actors, func(s side) bool { return s.actor.Kind != string(knowledge.State) })
	if land && t != ontology.Accuse && len(c.recipients) == 0 && (c.content == text.NoToken || r.actAt(c.content) == nil) { // "Orders for the phone came from Japan"
		c.actors = nil
		return
	}
	c.carrier = v
	c.rank += 2
}

// travelling gives the sides of a phrase, as actors wherever it stands.
func (r *reader) travelling(x text.TokenID) []side {
	if r.isTime(x) {
		return nil
	}
	all := slices.Clone(r.sides(x))
	for i := range all {
		all[i].place = false
	}
	return all
}

// travels gives the verb of coming whose subject a noun is, before it or behind it, or NoToken.
func (r *reader) travels(n text.TokenID) text.TokenID {
	f := r.trees
	if m := f.Head(n); m != text.NoToken && f.IsRel(n, "nmod") && r.marked(n, "of") && (r.inClass(m, "measure") || r.inClass(m, "message")) { // "a message of thanks"
		n = m
	}
	if f.IsRel(n, "conj") {
		n = f.Conjuncts(n)[0]
	}
	v := f.Head(n)
	if v == text.NoToken || f.UPOS(v) != "VERB" {
		return text.NoToken
	}
	behind := f.IsRel(n, "obj") && n > v && f.Child(v, "nsubj", "nsubj:pass") == text.NoToken && slices.ContainsFunc(r.prepositional(v, "from", nil), func(x text.TokenID) bool { return x < v })
	if !f.IsRel(n, "nsubj", "nsubj:pass") && !behind {
		return text.NoToken
	}
	if r.inClass(v, "coming_to") && !r.passive(v) || r.inClass(v, "coming_from") {
		return v
	}
	return text.NoToken
}

// retinue says that a side is nobody's in particular, as those are whom two parties bring along: "met at the lake with wives and aides".
func retinue(s side) bool {
	return s.actor.ID == "" && s.actor.Country == ""
}

// beyondWord gives what hangs with a preposition on the predicate of a verb ("stands foursquare behind Zambia"), and where help comes from.
func (r *reader) beyondWord(w text.TokenID, preposition string) (all []text.TokenID) {
	if r.trees.UPOS(w) == "VERB" && r.object(w) == text.NoToken {
		for _, x := range r.trees.ChildrenBy(w, "xcomp") {
			if r.trees.UPOS(x) == "ADJ" || r.trees.UPOS(x) == "ADV" {
				all = r.prepositional(x, preposition, all)
			}
		}
	}
	if len(all) == 0 && preposition == "from" {
		return r.goodsFrom(w)
	}
	return all
}

// goodsFrom gives whence help comes whose coming a verb tells, where that stands with what comes: "Tents from Japan arrived", "a train
// with flour from Serbia pulled in".
func (r *reader) goodsFrom(w text.TokenID) (all []text.TokenID) {
	if r.trying == nil || r.trying.at != w || r.trying.trigger.POS != lexicon.Verb || r.trying.trigger.Frame.Type != ontology.Aid {
		return nil
	}
	f := r.trees
	s := r.surface(w, 0)
	if s == text.NoToken || s > w {
		return nil
	}
	for _, n := range f.Conjuncts(s) {
		all = r.prepositional(n, "from", all)
		for _, load := range r.prepositional(n, "with", r.prepositional(n, "of", nil)) {
			for _, k := range append(f.ChildrenBy(load, "conj"), load) {
				all = r.prepositional(k, "from", all)
			}
		}
	}
	return all
}
