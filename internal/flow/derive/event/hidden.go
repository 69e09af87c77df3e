package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
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

// bodyAbove gives the state or body named right before a clause with "which" that the tree hangs on people of it: "the envoy of the Arab
// League, which expelled Syria". NoToken where something else stands there.
func (r *reader) bodyAbove(n, relative text.TokenID) text.TokenID {
	x := r.nounBefore(relative)
	if x == text.NoToken || x == n || r.trees.UPOS(x) != "PROPN" || !r.trees.Dominates(n, x) {
		return text.NoToken
	}
	for _, m := range r.doc.MentionsAt(x) {
		switch knowledge.Kind(m.As.Kind) {
		case knowledge.State, knowledge.IGO, knowledge.Government, knowledge.ArmedGroup, knowledge.Movement, knowledge.Party:
			if m.Form != text.PlaceMention {
				return x
			}
		}
	}
	return text.NoToken
}

// withinRelative says that a noun which the tree joins with the subject stands in the relative clause between it and the verb, as no comma
// closes that clause before "and": "Russia, which keeps soldiers in Karabakh and a garrison at Gyumri, has offered maps".
func (r *reader) withinRelative(w, c text.TokenID) bool {
	f := r.trees
	cc := f.Child(c, "cc")
	if cc == text.NoToken || cc == 0 || r.doc.Word(cc-1) == "," {
		return false
	}
	return slices.ContainsFunc(f.ChildrenBy(w, "acl:relcl"), func(v text.TokenID) bool {
		first := f.Edges(v).First
		return v < c && f.Edges(v).End == cc && (r.doc.Word(first) == "," || first > 0 && r.doc.Word(first-1) == ",") && f.Child(v, "obj") != text.NoToken
	})
}

// goesOnAlone says that an act is told by a verb that goes on with the one above behind a comma, so that who is told beside the first has
// no part in it: "is enlarging a wharf, together with Australia, and plans to place a radar".
func (r *reader) goesOnAlone(v, act text.TokenID) bool {
	f := r.trees
	return slices.ContainsFunc(f.ChildrenBy(v, "conj"), func(c text.TokenID) bool {
		cc := f.Child(c, "cc")
		return f.UPOS(c) == "VERB" && cc > 0 && r.doc.Word(cc-1) == "," && f.Dominates(c, act) && f.Child(c, "nsubj", "nsubj:pass") == text.NoToken
	})
}

// stateMedia says that a word is the radio or television of a state, which is held or attacked as a body: "seized the state radio".
func (r *reader) stateMedia(w text.TokenID) bool {
	if !r.inClass(w, "broadcasting") || r.trying == nil || r.trying.trigger.Frame.Type != ontology.Coerce && r.trying.trigger.Frame.Type != ontology.Assault {
		return false
	}
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "compound", "amod"), func(c text.TokenID) bool {
		word := r.lower(c)
		return word == "state" || word == "national" || word == "public"
	})
}

// besideJudged gives who does what is judged where the tree hangs that on the verb of judging: "condemned the attack on its embassy by the
// Taliban". NoToken where nobody is told so.
func (r *reader) besideJudged(w text.TokenID) text.TokenID {
	f := r.trees
	v := f.Head(w)
	if v == text.NoToken || f.UPOS(v) != "VERB" || !f.IsRel(w, "obj") || w < v || r.passive(v) || !slices.ContainsFunc(r.senses(lexicon.Verb, v), func(t *lexicon.Trigger) bool { return t.Frame.Type == ontology.Accuse }) {
		return text.NoToken
	}
	end := f.Edges(w).End
	for _, c := range f.ChildrenBy(v, "obl", "obl:agent") {
		if f.Edges(c).First != end || r.isTime(c) {
			continue
		}
		if r.marked(c, "by") {
			return c
		}
		if !r.marked(c, "on") && !r.marked(c, "against") {
			return text.NoToken
		}
		for _, by := range f.ChildrenBy(c, "nmod") {
			if by > c && r.marked(by, "by") && !r.isTime(by) {
				return by
			}
		}
		end = f.Edges(c).End
	}
	return text.NoToken
}

// hasStrandedCase says that a relative pronoun stands behind a preposition of a verb: "to which it sold jets".
func (r *reader) hasStrandedCase(w text.TokenID) bool {
	for _, c := range r.trees.ChildrenBy(w, "obl") {
		if r.relative(c) {
			return true
		}
	}
	return false
}

// topicAbove gives the subject of the verb above, which an object pronoun goes back to where its clause has a subject of its own: "refugees
// went on arriving although Iran had deported a million of them", "the forces, which shelled the camp until France asked them to stop",
// "the skipper will stand trial; prosecutors have charged him". NoToken where it cannot be meant.
func (r *reader) topicAbove(v, h, w text.TokenID) text.TokenID {
	f := r.trees
	s := f.Child(h, "nsubj", "nsubj:pass")
	own := f.Child(v, "nsubj")
	if s == text.NoToken || s > w || own == text.NoToken || f.IsRel(v, "conj") && own > w {
		return text.NoToken
	}
	if s = r.antecedent(s, h); s == text.NoToken || s > w || f.UPOS(s) != "NOUN" && f.UPOS(s) != "PROPN" || f.UPOS(own) == "PRON" || !r.meant(s, r.lower(w)) {
		return text.NoToken
	}
	if len(without(r.sides(s), r.sides(own))) == 0 {
		return text.NoToken
	}
	return s
}

// besideObject gives whom a pronoun means that was taken for who says it, where the clause that it is joined with has an object that it may
// mean: "The panel said that Chad had armed the rebels, and that Libyan officers had given them advice". NoToken elsewhere.
func (r *reader) besideObject(w text.TokenID) text.TokenID {
	f := r.trees
	word := r.lower(w)
	if word != "them" && word != "him" && word != "her" || !f.IsRel(w, "obj", "iobj") {
		return text.NoToken
	}
	v := f.Head(w)
	h := f.Head(v)
	if !f.IsRel(v, "conj") || h == text.NoToken || !f.IsRel(h, "ccomp") || f.Child(v, "nsubj") == text.NoToken || f.Head(h) == text.NoToken || !r.inClass(f.Head(h), "saying") {
		return text.NoToken
	}
	of := r.doc.ActorsAt(w)
	o := r.objectBefore(h, w)
	if len(of) != 1 || o == text.NoToken || !r.meant(o, word) {
		return text.NoToken
	}
	for _, s := range r.sides(r.surface(f.Head(h), 0)) {
		if sameActor(&s.actor, &of[0]) {
			return o
		}
	}
	return text.NoToken
}

// besideBody says that what the tree hangs on a body does not tell which one it is: a clause with "which" behind a comma, and what it is
// accused of: "the army, which shelled the camp", "accused the army of torture", "accused the army of arming gangs".
func (r *reader) besideBody(w, c text.TokenID) bool {
	f := r.trees
	if f.IsRel(c, "acl:relcl") {
		first := f.Edges(c).First
		return c > w && (r.doc.Word(first) == "," || first > 0 && r.doc.Word(first-1) == ",")
	}
	return f.IsRel(w, "obj", "iobj") && r.marked(c, "of") && f.UPOS(f.Head(w)) == "VERB" && r.accuses(f.Head(w)) && (f.UPOS(c) == "VERB" || r.isAct(c) || r.inClass(c, "violence"))
}

// inRowOfStates gives the states behind a subject that commas alone part from it and from each other, right before the verb, whatever the
// tree makes of them: "Warsaw, Budapest, Sofia want the ban extended".
func (r *reader) inRowOfStates(w text.TokenID) (all []side) {
	f := r.trees
	v := f.Head(w)
	if !f.IsRel(w, "nsubj") || f.UPOS(w) != "PROPN" || v == text.NoToken || v < w {
		return nil
	}
	at := f.Edges(w).First
	if s, end := r.stateAt(at); s.actor.ID != "" && end <= v {
		at = end
	} else {
		return nil
	}
	for at+1 < v && r.doc.Word(at) == "," {
		s, end := r.stateAt(at + 1)
		if end == at+1 {
			return nil
		}
		s.at = w
		all = append(all, s)
		at = end
	}
	for at < v && f.UPOS(at) == "AUX" {
		at++
	}
	if at != v {
		return nil
	}
	return all
}
