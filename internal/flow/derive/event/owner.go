package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// speakersOwn gives people who are harmed, told by "its" or "their", to who says so, where the pronoun was taken to mean who harms
// them: "Hamas said that Israel had killed three of its commanders". Nobody is said to kill his own without the word.
func (r *reader) speakersOwn(c *candidate) {
	switch c.trigger.Frame.Type {
	case ontology.Assault, ontology.Coerce, ontology.Sanction:
	default:
		return
	}
	for i := range c.recipients {
		s := &c.recipients[i]
		p := r.trees.Child(s.at, "nmod:poss")
		if p == text.NoToken || r.trees.UPOS(p) != "PRON" || s.place || !sharesCountry([]side{*s}, c.actors) || r.lower(p+1) == "own" {
			continue
		}
		owners := r.sayers(c)
		if c.trigger.Frame.Type == ontology.Assault && len(owners) == 0 {
			owners = r.foeOf(c)
		}
		if len(owners) != 1 || sharesCountry(owners, c.actors) && owners[0].actor.ID == "" {
			continue
		}
		r.ownedBy(s, &owners[0])
	}
}

// foeOf gives whom the actors of an act turn against in another act of the sentence: "Israel, which accuses the group of rearming,
// killed one of its commanders".
func (r *reader) foeOf(c *candidate) []side {
	for t := c.at - 1; t >= r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens.First; t-- {
		e := r.acts[t]
		if e == nil || e == c || !hostile(e.trigger.Frame.Type) || !covers(e.actors, c.actors) || len(e.recipients) != 1 {
			continue
		}
		if s := e.recipients[0]; s.actor.ID != "" && !s.place && political(&s.actor) {
			return []side{s}
		}
	}
	return nil
}

// sayers gives who says what the clause of an act tells, where that is somebody else than who does it.
func (r *reader) sayers(c *candidate) []side {
	f := r.trees
	w := c.top()
	for f.IsRel(w, "conj") {
		w = f.Head(w)
	}
	v := f.Head(w)
	if v == text.NoToken || !f.IsRel(w, "ccomp") && (c.trigger.POS != lexicon.Noun || !f.IsRel(w, "obj", "obl")) || !r.inClass(v, "saying") && r.actAt(v) == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.sides(r.subject(v))), func(s side) bool { return !political(&s.actor) })
}

// ownedBy makes people those of an owner: the group itself, where they fight for it, else by the noun and the name of the owner.
func (r *reader) ownedBy(s, owner *side) {
	kind := knowledge.Kind(owner.actor.Kind)
	if (kind == knowledge.ArmedGroup || kind == knowledge.Criminal) && (r.inClass(s.at, "fighter") || r.inClass(s.at, "commander")) {
		at := s.at
		*s = *owner
		s.at = at
		return
	}
	noun := strings.ToLower(r.doc.Word(s.at))
	s.actor.ID, s.actor.Name, s.actor.Country, s.body = "", noun+" of "+owner.actor.Name, owner.actor.Country, owner.actor.ID
}

// spareVictims takes those out of whom is condemned who suffer what is condemned: "criticised the arrests of journalists by Turkey".
func (r *reader) spareVictims(c *candidate) {
	if c.trigger.Frame.Type != ontology.Accuse || c.trigger.Frame.Mode != "disapprove" || len(c.recipients) == 0 {
		return
	}
	for _, n := range r.topics(c) {
		in := r.actAt(n)
		if in == nil || r.trees.UPOS(n) != "NOUN" || !material(in.trigger.Frame.Type) || len(in.recipients) == 0 {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(c.recipients), func(s side) bool {
			return len(without([]side{s}, in.recipients)) == 0 && len(without([]side{s}, in.actors)) > 0
		})
		if len(left) == len(c.recipients) {
			continue
		}
		if c.recipients = left; len(left) == 0 {
			c.recipients = without(in.actors, c.actors)
		}
	}
}

// deedJudged gives who did what a clause with "which" judges, where the tree hangs it on the last place of what was done: "Britain
// sent a warship to Guyana's coast, which Caracas condemned as a provocation".
func (r *reader) deedJudged(c *candidate) []side {
	f := r.trees
	v := c.top()
	which := f.Child(v, "obj")
	if c.trigger.Frame.Type != ontology.Accuse || !f.IsRel(v, "acl:relcl") || which == text.NoToken || r.lower(which) != "which" || which == 0 || r.doc.Word(which-1) != "," {
		return nil
	}
	n := f.Head(v)
	if len(r.doc.ActorsAt(n)) > 0 || !slices.ContainsFunc(c.recipients, func(s side) bool { return !s.direct || s.place }) && len(c.recipients) > 0 {
		return nil
	}
	h := n
	for h != text.NoToken && f.UPOS(h) != "VERB" {
		h = f.Head(h)
	}
	if h == text.NoToken {
		return nil
	}
	a := r.actAt(h)
	if a == nil || len(a.actors) == 0 || !material(a.trigger.Frame.Type) || covers(a.actors, c.actors) {
		return nil
	}
	return a.actors
}

// authorBefore gives who wrote what "the report" or "the letter" goes back to: "according to a report by UN investigators. The report
// accuses Uganda".
func (r *reader) authorBefore(w text.TokenID) (all []side) {
	f := r.trees
	d := f.Child(w, "det")
	if !r.inClass(w, "message") || !f.IsRel(w, "nsubj") || d == text.NoToken || r.lower(d) != "the" && r.lower(d) != "this" || f.Child(w, "nmod", "nmod:poss", "amod", "compound") != text.NoToken {
		return nil
	}
	lemma := lowerLemma(f.Lemma(w))
	i := r.doc.SentenceOf(w)
	for k := i - 1; k >= max(0, i-maxBack); k-- {
		run := r.doc.Sentences[k].Tokens
		for t := run.First; t < run.End; t++ {
			if lowerLemma(f.Lemma(t)) != lemma {
				continue
			}
			for _, by := range append(r.prepositional(t, "by", nil), f.ChildrenBy(t, "nmod:poss")...) {
				for _, s := range r.sides(by) {
					all = addSide(all, s)
				}
			}
			if len(all) > 0 {
				return all
			}
		}
	}
	return nil
}

// thatOf gives the owner told behind "that" or "those", which stand for a noun told before: "a drill with that of the Philippines".
func (r *reader) thatOf(w text.TokenID) (all []side) {
	if word := r.lower(w); word != "that" && word != "those" || r.trees.UPOS(w) == "SCONJ" {
		return nil
	}
	for _, of := range r.prepositional(w, "of", nil) {
		for _, s := range r.sides(of) {
			all = addSide(all, s)
		}
	}
	return all
}

// dropOwnForce takes the troops that somebody moves out of whom that is against: "reinforced its border with troops".
func (r *reader) dropOwnForce(c *candidate) {
	if c.trigger.Frame.Type != ontology.Mobilize {
		return
	}
	c.recipients = slices.DeleteFunc(slices.Clone(c.recipients), func(s side) bool {
		return s.at != text.NoToken && s.actor.ID == "" && r.marked(s.at, "with") && r.trees.IsRel(s.at, "obl") && (r.inClass(s.at, "armed") || r.inClass(s.at, "weapon"))
	})
}

// dropOwnMission takes the embassy or envoy of who withdraws it out of whom that is against: "Turkey closed its embassy".
func (r *reader) dropOwnMission(c *candidate) {
	if c.trigger.Frame.Type != ontology.Sanction || c.trigger.Frame.Mode != "withdraw" {
		return
	}
	c.recipients = slices.DeleteFunc(slices.Clone(c.recipients), func(s side) bool {
		if s.at == text.NoToken || s.actor.ID != "" || !sharesCountry([]side{s}, c.actors) {
			return false
		}
		p := r.trees.Child(s.at, "nmod:poss")
		return p != text.NoToken && r.trees.UPOS(p) == "PRON"
	})
}

// notOwnState lists the recipients of an act without the state whose body does it: a parliament that rejects a pact of two states.
func (r *reader) notOwnState(c *candidate) []side {
	return slices.DeleteFunc(slices.Clone(c.recipients), func(s side) bool {
		return s.actor.Kind == string(knowledge.State) && governs(c.actors) && sharesCountry([]side{s}, c.actors)
	})
}

// fromFar says that a noun tells of force from the air or from guns: "the strikes", "the bombardment".
func (r *reader) fromFar(n text.TokenID) bool { return r.inClass(n, "far_force") }

// farForce says that an act may be called so.
func (r *reader) farForce(c *candidate) bool {
	switch c.trigger.Frame.Mode {
	case "aerial", "heavy-weapons", "drone", "explosives", "suicide-attack":
		return true
	}
	return r.inClass(c.at, "far_force") || r.inClass(c.at, "far_verb")
}

// notOne says that a noun is counted by "not one": "not one soldier was hurt".
func (r *reader) notOne(w text.TokenID) bool {
	if slices.ContainsFunc(r.trees.ChildrenBy(w, "advmod"), func(n text.TokenID) bool { return r.lower(n) == "not" && n+1 < w && r.lower(n+1) == "a" }) {
		return true // "not a single soldier"
	}
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "nummod"), func(n text.TokenID) bool {
		return r.lower(n) == "one" && n > 0 && r.lower(n-1) == "not"
	})
}

// onlyAccused says that an act is what somebody is accused of by nobody who is told: "is accused of shelling Goma".
func (r *reader) onlyAccused(outer text.TokenID) bool {
	if outer == text.NoToken {
		return false
	}
	o := r.actAt(outer)
	return o != nil && o.trigger.Frame.Type == ontology.Accuse && o.trigger.POS == lexicon.Verb && len(o.actors) == 0 && r.passive(o.at)
}

// accusesThing says that what is accused is told, and that it is nobody: "two ships which it accused of smuggling".
func (r *reader) accusesThing(c *candidate) bool {
	role, content := c.trigger.Role('R'), c.trigger.Role('C')
	if c.trigger.Frame.Type != ontology.Accuse || c.trigger.POS != lexicon.Verb || content == nil || slices.Contains(content.Slots, lexicon.Obj) || !slices.Contains(role.Slots, lexicon.Obj) {
		return false
	}
	o := r.object(c.at)
	return o != text.NoToken && r.trees.UPOS(o) == "NOUN" && !r.human(o) && (r.inClass(o, "vehicle") || r.inClass(o, "vessel") || r.inClass(o, "aircraft"))
}

// ordered gives who had somebody killed or arrested: "the general had two rivals shot". Only of a person is it said that he has it done:
// an army that "had ten soldiers killed" has lost them.
func (r *reader) ordered(w text.TokenID) text.TokenID {
	f := r.trees
	v := f.Head(w)
	if f.IsRel(w, "acl") && v != text.NoToken && f.IsRel(v, "obj") {
		v = f.Head(v)
	}
	if v == text.NoToken || !f.IsRel(w, "acl", "xcomp") || f.UPOS(v) != "VERB" || lowerLemma(f.Lemma(v)) != "have" || f.Child(v, "obj") == text.NoToken {
		return text.NoToken
	}
	s := r.surface(v, 0)
	if !slices.ContainsFunc(r.sides(s), func(a side) bool { return a.actor.Kind == "person" }) {
		return text.NoToken
	}
	return s
}
