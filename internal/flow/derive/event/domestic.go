package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// ownGovernment gives the government that somebody who does not govern speaks against within his own country: a party that
// calls a deal a betrayal, a union that dismisses a decree, rebels who demand a state. What is spoken of has to be what a
// government makes, and no other owner of it may be told.
func (r *reader) ownGovernment(c *candidate) []side {
	if len(c.actors) == 0 {
		return nil
	}
	country := r.countryOf(&c.actors[0])
	for i := range c.actors {
		if !outOfPower(&c.actors[i].actor) || r.countryOf(&c.actors[i]) != country {
			return nil
		}
	}
	if country == "" {
		return nil
	}
	switch t := c.trigger.Frame; {
	case t.Type == ontology.Accuse && t.Mode == "disapprove", t.Type == ontology.Reject && t.Mode != "meet" && t.Mode != "yield":
		if !slices.ContainsFunc(r.topics(c), r.ofState) {
			return nil
		}
	case t.Type == ontology.Request && lowerLemma(r.trees.Lemma(c.at)) == "demand" && c.actors[0].actor.Sector != "CVL":
		if len(r.topics(c)) == 0 {
			return nil
		}
	default:
		return nil
	}
	return []side{r.stateSide(country)}
}

// outOfPower says that an actor is of politics or of work without governing.
func outOfPower(a *record.Actor) bool {
	switch a.Sector {
	case "OPP", "PTY", "LAB", "REB", "CVL", "EDU", "AGR", "LEG", "ELI", "JUD":
		return true
	}
	return false
}

// countryOf gives the country of an actor, for people told by a noun alone that in which the sentence tells of them.
func (r *reader) countryOf(s *side) string {
	if isCode(s.actor.Country) || s.actor.Country != "" || s.actor.ID != "" {
		if isCode(s.actor.Country) {
			return s.actor.Country
		}
		return ""
	}
	return r.onlyCountry(r.doc.SentenceOf(s.at))
}

// ofState says that a noun is of what governments make, and that nobody else is told to have made it.
func (r *reader) ofState(n text.TokenID) bool {
	f := r.trees
	if f.UPOS(n) != "NOUN" || !r.inClass(n, "state_deed") || f.Child(n, "nmod:poss", "acl:relcl", "acl") != text.NoToken {
		return false
	}
	d := f.Child(n, "det")
	if d != text.NoToken && (r.lower(d) == "a" || r.lower(d) == "an") {
		return false
	}
	return !slices.ContainsFunc(r.prepositional(n, "by", r.prepositional(n, "of", r.prepositional(n, "from", nil))), func(x text.TokenID) bool {
		return len(r.sides(x)) > 0
	}) && !slices.ContainsFunc(f.ChildrenBy(n, "amod", "compound"), func(x text.TokenID) bool { return len(r.doc.MentionsAt(x)) > 0 })
}

// inPower makes a side of a party or coalition that is told by governing alone: "the ruling party", of the country of who
// speaks of it.
func (r *reader) inPower(w text.TokenID) []side {
	f := r.trees
	if f.UPOS(w) != "NOUN" || !r.inClass(w, "party_body") || !slices.ContainsFunc(f.ChildrenBy(w, "amod", "compound"), func(a text.TokenID) bool { return r.inClass(a, "governing") }) {
		return nil
	}
	s := r.people(w)
	s.actor.Kind, s.actor.Sector = "organisation", "GOV"
	if r.trying != nil && s.actor.Country == "" {
		if v := r.subject(r.trying.at); v != text.NoToken && v != w {
			for _, a := range r.doc.ActorsAt(v) {
				if isCode(a.Country) {
					s.actor.Country = a.Country
				}
			}
		}
	}
	return []side{s}
}

// notOwn gives somebody whom a sanction is against, told by a pronoun, to the other state of the sentence where the pronoun was
// taken to mean who imposes it: "Asmara denied it, but the United States imposed sanctions on its army chief".
func (r *reader) notOwn(c *candidate) {
	if c.trigger.Frame.Type != ontology.Sanction || !governs(c.actors) || len(c.recipients) != 1 {
		return
	}
	s := &c.recipients[0]
	owner := r.trees.Child(s.at, "nmod:poss")
	if owner == text.NoToken || r.trees.UPOS(owner) != "PRON" || s.actor.ID != "" || !sharesCountry(c.recipients, c.actors) {
		return
	}
	first, _ := r.doc.MentionsIn(r.doc.SentenceSpan(r.doc.SentenceOf(c.at)))
	for i := len(r.doc.Mentions) - 1; i >= first; i-- {
		m := &r.doc.Mentions[i]
		if m.Head >= c.at || m.Form == text.PlaceMention || m.Form == text.ModifierMention || !isCode(m.As.Country) || slices.ContainsFunc(c.actors, func(a side) bool { return a.actor.Country == m.As.Country }) {
			continue
		}
		was, known := r.world.StateOn(s.actor.Country, knowledge.Date{})
		if now := r.stateSide(m.As.Country); known && now.actor.Name != "" {
			s.actor.Name, s.actor.Country = strings.Replace(s.actor.Name, " of "+was.Name, " of "+now.actor.Name, 1), m.As.Country
		}
		return
	}
}

// foreign takes from a body that is told by its noun alone the country of those it summons or expels, who are of another: "The
// foreign office summoned the Dutch ambassador".
func foreign(c *candidate) {
	switch c.trigger.Frame.ID {
	case "accuse.summon", "sanction.expel":
	default:
		return
	}
	for i := range c.actors {
		a := &c.actors[i].actor
		if a.ID == "" && a.Country != "" && !strings.Contains(a.Name, " of ") && a.Name == strings.ToLower(a.Name) && sharesCountry(c.actors[i:i+1], c.recipients) {
			a.Country = ""
		}
	}
}

// sameEnemy gives the state that the same actors turned against in the sentence before, for a sanction that does not say
// whom it is against: "Poland and Latvia rejected the vote in Belarus. Both have called home their ambassadors."
func (r *reader) sameEnemy(c *candidate) []side {
	here := r.doc.SentenceOf(c.at)
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > 1 {
			break
		}
		if !hostile(e.trigger.Frame.Type) || len(e.recipients) == 0 || !covers(e.actors, c.actors) || e.trigger.Frame.Sides == lexicon.Mutual {
			continue
		}
		var all []side
		for _, s := range e.recipients {
			if isCode(s.actor.Country) && !sharesCountry([]side{s}, c.actors) {
				all = addSide(all, r.stateSide(s.actor.Country))
			}
		}
		if len(all) == 1 {
			return all
		}
	}
	return nil
}
