package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// goBack gives an act that tells none of its sides those of what was told before.
func (r *reader) goBack(c *candidate, before []*candidate) {
	nameless := c.trigger.Frame.Sides == lexicon.Mutual && len(c.actors) == 1 && c.actors[0].actor.ID == "" && c.actors[0].actor.Country == "" // "border guards"
	if nameless && c.trigger.Frame.Type == ontology.Assault && c.trigger.POS == lexicon.Noun {
		r.disputed(c, before)
	}
	if len(c.actors) > 0 || c.lost {
		return
	}
	r.answered(c, before)
	r.inherited(c, before)
	r.disputed(c, before)
}

// answered gives a refusal or an acceptance told without who gives it the sides of what was asked or offered: "the request was
// turned down", "It was refused".
func (r *reader) answered(c *candidate, before []*candidate) {
	typ := c.trigger.Frame.Type
	if typ != ontology.Reject && typ != ontology.Agree || c.trigger.POS != lexicon.Verb || !r.passive(c.at) || len(c.recipients) > 0 {
		return
	}
	n := r.object(c.at)
	if n == text.NoToken || r.lower(n) != "it" && !r.inClass(n, "told_REQUEST") && !r.inClass(n, "told_AGREE") || !r.goesBack(n) {
		return
	}
	here := r.doc.SentenceOf(c.at)
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || e.at == n || here-r.doc.SentenceOf(e.at) > 2 || e.trigger.Frame.Type != ontology.Request && e.trigger.Frame.Type != ontology.Agree {
			continue
		}
		if r.lower(n) == "it" && here-r.doc.SentenceOf(e.at) > 1 {
			return
		}
		if len(e.actors) > 0 && len(e.recipients) > 0 {
			c.actors, c.recipients = slices.Clone(e.recipients), slices.Clone(e.actors)
		}
		return
	}
}

// inherited gives an act done to "it" or "them" the sides of the act that this was told with: "broke off ties; they were
// restored", "imposed an embargo; it was lifted".
func (r *reader) inherited(c *candidate, before []*candidate) {
	if c.trigger.POS != lexicon.Verb || !r.passive(c.at) || len(c.recipients) > 0 {
		return
	}
	n := r.thingMeant(r.object(c.at))
	if n == text.NoToken {
		return
	}
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || e.at != n && e.top() != r.trees.Head(n) {
			continue
		}
		if c.trigger.Frame.Sides == lexicon.Mutual {
			for _, s := range slices.Concat(e.actors, e.recipients) {
				c.actors = addSide(c.actors, s)
			}
		} else {
			c.actors, c.recipients = slices.Clone(e.actors), slices.Clone(e.recipients)
		}
		return
	}
}

// thingMeant gives the noun that "it", "they" or "them" means where they mean nobody: the object or subject of the clause
// before, or of the sentence before. NoToken where there is none.
func (r *reader) thingMeant(x text.TokenID) text.TokenID {
	f := r.trees
	if x == text.NoToken || f.UPOS(x) != "PRON" {
		return text.NoToken
	}
	word := r.lower(x)
	if word != "it" && word != "they" && word != "them" || len(r.doc.ActorsAt(x)) > 0 {
		return text.NoToken
	}
	plural := word != "it"
	for v := f.Head(x); v != text.NoToken; v = f.Head(v) {
		if h := f.Head(v); h != text.NoToken && h < x && f.UPOS(h) == "VERB" && f.IsRel(v, "advcl", "conj", "parataxis") {
			return r.thingOf(h, x, plural)
		}
	}
	i := r.doc.SentenceOf(x)
	if i == 0 || r.doc.Sentences[i-1].Tokens.Len() == 0 || r.doc.Sentences[i-1].Kind != r.doc.Sentences[i].Kind {
		return text.NoToken
	}
	return r.thingOf(f.Root(r.doc.Sentences[i-1].Tokens.First), x, plural)
}

// thingOf gives the object or else the subject of a verb before a word, where it is a thing of the number wanted.
func (r *reader) thingOf(v, before text.TokenID, plural bool) text.TokenID {
	f := r.trees
	for _, rel := range []string{"obj", "nsubj:pass", "obl", "nsubj"} {
		for _, n := range f.ChildrenBy(v, rel) {
			if n < before && f.UPOS(n) == "NOUN" && !r.human(n) && len(r.doc.ActorsAt(n)) == 0 && (f.Morph(n).Feat("Number") == "Plur") == plural {
				return n
			}
		}
	}
	return text.NoToken
}

// disputed gives fighting, a truce or a closed border that the report tells of without its sides the two states that it is
// about, or who fought before: "The fighting broke out on Friday", "since the ceasefire of June 18".
func (r *reader) disputed(c *candidate, before []*candidate) {
	frame := c.trigger.Frame
	if len(c.recipients) > 0 && !c.recipients[0].place {
		return
	}
	switch {
	case c.trigger.POS == lexicon.Noun && frame.Sides == lexicon.Mutual && (frame.Type == ontology.Assault || frame.ID == "retreat.truce") && r.tellsOfIt(c.at):
	case c.trigger.POS == lexicon.Noun && frame.Sides == lexicon.Mutual && frame.Type == ontology.Assault && r.betweenTheirs(c.at):
	case c.trigger.POS == lexicon.Noun && frame.ID == "consult.negotiate" && r.proceeds(c.at) != text.NoToken && r.bareMeeting(c.at):
	case c.trigger.POS == lexicon.Verb && r.passive(c.at) && (frame.ID == "concede.declare" || frame.ID == "sanction.border") && r.subjectless(c.at):
	default:
		return
	}
	if two := r.mainTwo(c.at); len(two) == 2 {
		c.actors, c.recipients = two, nil
		return
	}
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0 && frame.ID != "sanction.border"; i-- {
		if e := all[i]; e != c && e.at < c.at && e.trigger.Frame.Type == ontology.Assault && e.trigger.Frame.Sides == lexicon.Mutual && len(e.actors) == 2 && r.knownTwo(e.actors) {
			c.actors, c.recipients = slices.Clone(e.actors), nil
			return
		}
	}
}

// betweenTheirs says that a noun is of what is between forces or sides that are not named: "clashes between border guards",
// "fighting between the two armies".
func (r *reader) betweenTheirs(n text.TokenID) bool {
	between := r.prepositional(n, "between", nil)
	return len(between) == 1 && r.trees.UPOS(between[0]) == "NOUN" && r.trees.Morph(between[0]).Feat("Number") == "Plur" && len(r.trees.Conjuncts(between[0])) == 1 &&
		(r.inClass(between[0], "forces") || r.inClass(between[0], "fighters") || r.inClass(between[0], "party_word") || r.inClass(between[0], "state_word")) &&
		!slices.ContainsFunc(r.trees.ChildrenBy(between[0], "nmod", "amod", "compound"), r.ofSomewhere)
}

// ofSomewhere says that a word names a place, or somebody of a country.
func (r *reader) ofSomewhere(w text.TokenID) bool {
	return r.doc.PlaceAt(w) != nil || slices.ContainsFunc(r.doc.MentionsAt(w), func(m *text.Mention) bool { return m.As.Country != "" })
}

// bareMeeting says that a noun of talks stands without a word on whose they are or what about.
func (r *reader) bareMeeting(n text.TokenID) bool {
	f := r.trees
	if f.Morph(n).Feat("Number") != "Plur" || f.Child(n, "nmod", "nmod:poss", "acl", "acl:relcl", "nummod", "det") != text.NoToken {
		return false
	}
	return !slices.ContainsFunc(f.ChildrenBy(n, "amod", "compound"), r.ofSomewhere)
}

// subjectless says that nobody is told by whom a passive was done.
func (r *reader) subjectless(v text.TokenID) bool { return r.subject(v) == text.NoToken }

// tellsOfIt says that a noun of fighting or of a truce tells of one that was: it breaks out or costs lives, or it is definite
// and has its day.
func (r *reader) tellsOfIt(n text.TokenID) bool {
	f := r.trees
	for _, c := range f.Children(n) {
		if f.IsRel(c, "nmod", "nmod:poss", "amod", "compound") && !r.isTime(c) && r.ofSomewhere(c) {
			return false
		}
	}
	definite := slices.ContainsFunc(f.ChildrenBy(n, "det"), func(d text.TokenID) bool { return r.lexicon.In("definite", r.lower(d)) })
	if definite && slices.ContainsFunc(f.ChildrenBy(n, "nmod"), r.isTime) {
		return true
	}
	top, measured := n, false
	for f.IsRel(top, "nmod") && r.marked(top, "of") && (r.inClass(f.Head(top), "measure") || r.inClass(f.Head(top), "period_word")) {
		top, measured = f.Head(top), true
	}
	h := f.Head(top)
	return (definite || measured) && h != text.NoToken && f.IsRel(top, "nsubj") && f.UPOS(h) == "VERB" && r.inClass(h, "outbreak")
}

// judgesOwn says that a relative clause with "which" behind a comma, which the tree hangs on a state or what is its own, is said of
// the act before it, since nobody condemns himself: "imposed sanctions on Iran, which Tehran condemned".
func (r *reader) judgesOwn(c *candidate) bool {
	f := r.trees
	w := c.top()
	if t := c.trigger.Frame.Type; t != ontology.Accuse && t != ontology.Reject || !f.IsRel(w, "acl:relcl") {
		return false
	}
	o := f.Child(w, "obj")
	if o == text.NoToken || o == 0 || r.lower(o) != "which" || r.doc.Word(o-1) != "," {
		return false
	}
	if len(c.recipients) == 0 {
		return true
	}
	own := func(s side) bool {
		return slices.ContainsFunc(c.actors, func(a side) bool {
			return governs([]side{a}) && a.actor.Country == s.actor.Country || a.actor.Country == "" && a.actor.ID == "" && r.inClass(a.at, "realm")
		})
	}
	return !slices.ContainsFunc(c.recipients, func(s side) bool { return !own(s) })
}

// visited gives whom "his hosts" and "her guest" mean: the other side of the visit or meeting told last, in which their owner took
// part.
func (r *reader) visited(w text.TokenID) []side {
	owner := r.trees.Child(w, "nmod:poss")
	var of []record.Actor
	for _, s := range r.sides(owner) {
		of = append(of, s.actor)
	}
	here := r.doc.SentenceOf(w)
	acts := slices.Clone(r.earlierActs)
	for t := r.doc.Sentences[here].Tokens.First; t < w; t++ {
		if a := r.acts[t]; a != nil {
			acts = append(acts, a)
		}
	}
	for i := len(acts) - 1; i >= 0; i-- {
		e := acts[i]
		if e.trigger.Frame.Type != ontology.Consult || e.trigger.Frame.Mode == "phone" || here-r.doc.SentenceOf(e.at) > visitBack || e.at > w {
			continue
		}
		all := slices.Concat(e.actors, e.both, e.recipients)
		own := func(s side) bool {
			return slices.ContainsFunc(of, func(a record.Actor) bool {
				return sameActor(&a, &s.actor) || isCode(a.Country) && a.Country == s.actor.Country
			})
		}
		others := slices.DeleteFunc(slices.Clone(all), own)
		host := e.trigger.Frame.Mode == "third-party" && len(all) == 1 && len(others) == 1 && lowerLemma(r.trees.Lemma(w)) == "host"
		if len(others) == 0 || len(others) == len(all) && !host {
			continue
		}
		if e.trigger.Frame.Mode == "visit" { // the host is who was visited, not the other visitors
			of := e.actors
			if lowerLemma(r.trees.Lemma(w)) == "host" {
				of = e.recipients
			}
			if those := slices.DeleteFunc(slices.Clone(others), func(s side) bool { return len(without([]side{s}, of)) > 0 }); len(those) > 0 {
				others = those
			}
		}
		for k := range others {
			others[k].at, others[k].place, others[k].direct = w, false, true
		}
		return others
	}
	return nil
}
