package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// ofRule says that acts of a frame are done by those who rule a place alone: nobody else imposes a curfew or cuts a network.
func ofRule(frame string) bool {
	switch frame {
	case "coerce.curfew", "coerce.martial", "coerce.freedom", "coerce.party", "coerce.censor", "coerce.arrest", "coerce.deport", "retreat.curfew", "retreat.emergency":
		return true
	}
	return false
}

// ruled gives an act of rule whose doer is left out the state of the place where it was: "Telephone lines were cut in
// Srinagar", "A curfew was imposed in Dhaka".
func (r *reader) ruled(c *candidate) {
	if !ofRule(c.trigger.Frame.ID) || len(c.actors) > 0 || c.lost || !r.agentless(c) {
		return
	}
	country := ""
	for _, s := range c.recipients {
		if s.place || !s.direct && s.actor.Kind == string(knowledge.State) {
			country = s.actor.Country
		}
	}
	if c.trigger.Frame.ID == "coerce.deport" {
		if country = r.driver(c); country == "" {
			return
		}
	}
	if p := r.where(c); country == "" && p != nil {
		country = p.Country
	}
	if !isCode(country) || slices.ContainsFunc(c.recipients, func(s side) bool {
		return governs([]side{s}) && s.direct && s.actor.Country == country && s.actor.Kind != "person"
	}) {
		return
	}
	s := r.stateSide(country)
	if s.actor.ID == "" {
		return
	}
	s.at, s.direct = c.at, false
	c.actors = []side{s}
	c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool { return (s.place || !s.direct) && s.actor.Country == country })
}

// fled gives people without a country who flee one that country: "A million people have fled Sudan".
func (r *reader) fled(c *candidate) {
	country := r.driver(c)
	if o := r.object(c.at); country == "" && o != text.NoToken && !r.passive(c.at) {
		if p := r.doc.PlaceAt(o); p != nil {
			country = p.Where.Country
		}
	}
	if !isCode(country) {
		return
	}
	for i := range c.recipients {
		if s := &c.recipients[i]; !s.place && s.actor.ID == "" && s.actor.Country == "" && (r.inClass(s.at, "local") || r.counts(s.at)) {
			s.actor.Country = country
		}
	}
}

// driver gives the country that people are told to have been driven out of, or at whose border they were turned back.
func (r *reader) driver(c *candidate) string {
	for _, preposition := range []string{"from", "out_of", "of", "at"} {
		for _, x := range r.withPreposition(c.at, preposition) {
			for _, s := range r.sides(x) {
				if isCode(s.actor.Country) && (s.place || s.actor.Kind == string(knowledge.State)) {
					return s.actor.Country
				}
			}
		}
	}
	return ""
}

// agentless says that an act is told in the passive without who did it.
func (r *reader) agentless(c *candidate) bool {
	v := c.at
	switch c.trigger.POS {
	case lexicon.Noun:
		if v = c.carrier; v == text.NoToken {
			return false
		}
	case lexicon.Adjective:
		return false
	}
	return r.passive(v) && len(r.prepositional(v, "by", nil)) == 0
}

// owned says that a noun of force, coercion or sanction has who did it as its owner or behind "by", and what it was done to
// behind "of", though that is nobody: "Iran's seizure of the tanker".
func (r *reader) owned(c *candidate) bool {
	switch c.trigger.Frame.Type {
	case ontology.Assault, ontology.Coerce, ontology.Sanction, ontology.Mobilize:
	default:
		return false
	}
	if len(c.actors) == 0 || !political(&c.actors[0].actor) || len(r.prepositional(c.at, "of", nil)) == 0 {
		return false
	}
	by := slices.Concat(r.trees.ChildrenBy(c.at, "nmod:poss"), r.prepositional(c.at, "by", nil))
	return slices.Contains(by, c.actors[0].at)
}
