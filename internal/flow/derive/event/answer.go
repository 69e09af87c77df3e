package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// answers gives force and custody the side that the act before tells: who killed whom when somebody attacked, whom the
// police fired on after a protest, who frees those that he holds.
func (r *reader) answers(c *candidate, before []*candidate) {
	switch t := c.trigger.Frame; {
	case t.Type == ontology.Assault && c.trigger.POS == lexicon.Verb && len(c.actors) == 0:
		if c.actors = r.attackers(c); len(c.actors) == 0 {
			c.actors = r.strikers(c, before)
		}
	case t.Type == ontology.Assault && len(c.recipients) > 0:
		if all := r.opponents(c, before); len(all) > 0 {
			c.recipients = all
		}
	case t.Type == ontology.Assault && c.trigger.POS == lexicon.Noun && len(c.recipients) == 0 && len(c.actors) == 1 && governs(c.actors):
		for _, x := range r.prepositional(c.at, "of", nil) { // "the North's bombardment of the island"
			if r.inClass(x, "battle_place") && r.goesBack(x) {
				c.recipients = r.otherThan(c.actors[0].actor.Country)
			}
		}
		if len(c.recipients) == 0 {
			c.recipients = r.crowd(c, before)
		}
	case t.Type == ontology.Assault && len(c.recipients) == 0 && len(c.actors) > 0 && governs(c.actors):
		c.recipients = r.crowd(c, before)
	case c.trigger.POS == lexicon.Verb && t.Type == ontology.Retreat && t.Mode == "release" && len(c.actors) == 0 && len(c.recipients) > 0:
		if c.actors = r.holders(c, before); len(c.actors) == 0 {
			if captors, captives := r.freed(c, before); len(captors) > 0 {
				c.actors, c.recipients = captors, captives
			}
		}
	}
}

// attackers gives who killed or wounded somebody by the clause that tells when: "were killed when gunmen ambushed a convoy".
func (r *reader) attackers(c *candidate) []side {
	f := r.trees
	if !r.inClass(c.at, "harm") || !r.passive(c.at) && !r.inClass(c.at, "dying") {
		return nil
	}
	for _, clause := range f.ChildrenBy(c.at, "advcl") {
		if clause < c.at || !r.tellsWhen(clause) {
			continue
		}
		in := r.actAt(clause)
		if in == nil || in.trigger.Frame.Type != ontology.Assault {
			continue
		}
		for _, s := range in.actors {
			if !s.place && !slices.ContainsFunc(c.recipients, func(v side) bool { return sameActor(&v.actor, &s.actor) || v.at == s.at }) {
				return in.actors
			}
		}
	}
	for _, preposition := range []string{"following", "after", "during"} { // "were killed following an Azeri attack"
		for _, n := range r.prepositional(c.at, preposition, nil) {
			if in := r.actAt(n); in != nil && n > c.at && f.UPOS(n) == "NOUN" && in.trigger.Frame.Type == ontology.Assault && len(in.actors) > 0 && in.trigger.Frame.Sides == lexicon.Directed && len(without(in.actors, c.recipients)) > 0 {
				return in.actors
			}
		}
	}
	return nil
}

// tellsWhen says that a clause begins with "when", "as" or "after", also where the tree takes that word for a preposition
// of the subject: "as fighters attacked".
func (r *reader) tellsWhen(clause text.TokenID) bool {
	f := r.trees
	when := func(m text.TokenID) bool { return r.lower(m) == "when" || r.lower(m) == "as" || r.lower(m) == "after" }
	if slices.ContainsFunc(f.ChildrenBy(clause, "mark", "advmod"), when) {
		return true
	}
	for _, o := range f.ChildrenBy(f.Head(clause), "obl") {
		if m := f.Child(o, "case", "mark"); m != text.NoToken && when(m) && f.Edges(o).End == f.Edges(clause).First {
			return true
		}
	}
	return false
}

// occasionOf says that one act of force is told by the clause that says when another harmed somebody, and that nobody else is
// told to have been hit by it: "two soldiers were killed when gunmen ambushed a convoy".
func (r *reader) occasionOf(act, victims *candidate) bool {
	if act.trigger.Frame.Type != ontology.Assault || r.trees.Head(act.at) != victims.at || !r.trees.IsRel(act.at, "advcl") || !r.passive(victims.at) && !r.inClass(victims.at, "dying") || !r.inClass(victims.at, "harm") || !r.tellsWhen(act.at) {
		return false
	}
	return covers(act.actors, victims.actors) && !slices.ContainsFunc(act.recipients, func(s side) bool {
		return s.direct && !s.place && political(&s.actor) && !sharesCountry([]side{s}, victims.recipients)
	})
}

// opponents gives whose the town, the hideout or the post is that force is used on, where nothing else says it: the group
// that hides, who took it before, or the other of the two states that the report is about.
func (r *reader) opponents(c *candidate, before []*candidate) []side {
	if len(c.recipients) != 1 || len(c.actors) == 0 || c.trigger.POS != lexicon.Verb {
		return nil
	}
	v := &c.recipients[0]
	if v.actor.ID != "" || v.actor.Kind != "" || v.actor.Country != "" || r.trees.Child(v.at, "nmod:poss", "amod") != text.NoToken {
		return nil
	}
	if r.inClass(v.at, "lair") {
		return r.onlyGroup(c)
	}
	if !governs(c.actors) || !r.inClass(v.at, "battle_place") {
		return nil
	}
	if c.trigger.Frame.ID == "assault.conquer" && r.goesBack(v.at) {
		for i, all := len(r.earlierActs)+len(before)-1, slices.Concat(r.earlierActs, before); i >= 0; i-- {
			e := all[i]
			if e == c || e.at >= c.at || e.trigger.Frame.Type != ontology.Assault && e.trigger.Frame.Mode != "seize" {
				continue
			}
			for _, s := range opposite(e.actors, c.actors) {
				if isCode(s.actor.Country) && governs([]side{s}) {
					return []side{r.stateSide(s.actor.Country)}
				}
				return []side{s}
			}
		}
	}
	return r.otherThan(c.actors[0].actor.Country)
}

// onlyGroup gives the armed group that a report tells of, where it is one and does not act itself.
func (r *reader) onlyGroup(c *candidate) (all []side) {
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.As.ID == "" || m.As.Kind != string(knowledge.ArmedGroup) && m.As.Sector != "REB" {
			continue
		}
		all = addSide(all, side{actor: m.As, body: m.Body, at: c.at})
	}
	if all = without(all, c.actors); len(all) != 1 {
		return nil
	}
	return all
}

// crowd gives those who were protesting, or used force on the same actors, just before the police or soldiers used force
// that is not said to be on anybody: "Students marched. Police fired tear gas", "threw stones at the guards, who responded
// with live fire".
func (r *reader) crowd(c *candidate, before []*candidate) []side {
	if o := r.object(c.at); o != text.NoToken && (r.inClass(o, "people") || r.inClass(o, "target")) {
		return nil
	}
	here := r.doc.SentenceOf(c.at)
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || here-r.doc.SentenceOf(e.at) > 1 || len(e.actors) == 0 {
			continue
		}
		against := covers(e.recipients, c.actors) && len(e.recipients) > 0
		crowd := c.trigger.Frame.Mode == "crowd-control" && e.trigger.Frame.Type == ontology.Protest
		if !crowd && !(against && (e.trigger.Frame.Type == ontology.Assault || e.trigger.Frame.Type == ontology.Protest)) {
			continue
		}
		if others := without(e.actors, c.actors); len(others) > 0 && !governs(others) {
			return others
		}
	}
	return nil
}

// holders gives who arrested or took those that are freed, where the report tells it of one alone.
func (r *reader) holders(c *candidate, before []*candidate) []side {
	var all []side
	for _, e := range slices.Concat(r.earlierActs, before) {
		if e == c || e.at >= c.at || e.trigger.Frame.Mode != "arrest" && e.trigger.Frame.Mode != "abduct" || len(e.actors) == 0 || covers(e.actors, c.recipients) || r.otherCaptives(e, c) {
			continue
		}
		if len(all) > 0 && !covers(all, e.actors) && !sharesCountry(all, e.actors) {
			return nil
		}
		if len(all) == 0 {
			all = slices.DeleteFunc(slices.Clone(e.actors), func(s side) bool { return s.place })
		}
	}
	return all
}

// otherCaptives says that those who were taken in one act are of another country than those who are freed in another.
func (r *reader) otherCaptives(taken, freed *candidate) bool {
	known := func(s side) bool { return isCode(s.actor.Country) }
	return slices.ContainsFunc(taken.recipients, known) && slices.ContainsFunc(freed.recipients, known) && !sharesCountry(taken.recipients, freed.recipients)
}

// planner gives who does what a noun behind a comma sums up where the clause tells of no act that is known: "China announced that it would
// turn the shoal into a reserve, a plan which Manila rejected".
func (r *reader) planner(n text.TokenID, c *candidate) []side {
	f := r.trees
	if !r.sumsUp(n) || !r.inClass(n, "proposal") && !r.inClass(n, "deed") && !r.inClass(n, "decided") || !f.IsRel(n, "appos", "conj", "obl", "obj", "parataxis") {
		return nil
	}
	for v := f.Head(n); v != text.NoToken; v = f.Head(v) {
		if f.UPOS(v) != "VERB" || r.actAt(v) != nil {
			continue
		}
		if r.passive(v) && !f.IsRel(v, "acl") { // but "provided that" goes on with the clause above
			return nil
		}
		if all := opposite(r.sides(r.subject(v)), c.actors); len(all) > 0 || !f.IsRel(v, "acl") {
			return all
		}
	}
	return nil
}
