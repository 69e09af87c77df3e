package event

import (
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// faction says that a side can be one of "the two sides": a state, a body or group that is known, those who fight a state, or somebody who
// governs, for whom his state stands. People of whom no more is told are none.
func (r *reader) faction(s *side) bool {
	switch {
	case s.actor.ID != "" && s.actor.Kind != string(knowledge.Person), opposes(&s.actor):
		return true
	case isCode(s.actor.Country) && governs([]side{*s}):
		if state := r.stateSide(s.actor.Country); state.actor.ID != "" {
			*s = state
			return true
		}
	}
	return false
}

// hostAndGuest gives the sides of the last visit or meeting of two that the report told.
func (r *reader) hostAndGuest(w text.TokenID) []side {
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if e.trigger.Frame.Type != ontology.Consult || e.trigger.Frame.Mode == "third-party" || len(e.actors)+len(e.recipients) != 2 {
			continue
		}
		two := append(append([]side{}, e.actors...), e.recipients...)
		if r.faction(&two[0]) && r.faction(&two[1]) && !sharesCountry(two[:1], two[1:]) {
			for k := range two {
				two[k].at, two[k].direct, two[k].place = w, true, false
			}
			return two
		}
	}
	return nil
}

// ofGroup gives the group that somebody leads, speaks or fights for, whose side he is on; others are their own.
func (r *reader) ofGroup(s side) side {
	if e, ok := r.world.Entity(s.body); s.body != "" && ok && (e.Kind == knowledge.ArmedGroup || e.Kind == knowledge.Criminal) {
		s.actor.ID, s.actor.Name, s.actor.Kind, s.body = e.ID, e.Name, string(e.Kind), ""
		return s
	}
	if s.actor.ID != "" || s.at == text.NoToken {
		return s
	}
	for _, c := range r.trees.ChildrenBy(s.at, "nmod:poss", "nmod") { // "the rebels' leader"
		for _, a := range r.doc.ActorsAt(c) {
			if a.Kind == string(knowledge.ArmedGroup) && a.ID != "" {
				s.actor, s.at = a, c
				return s
			}
		}
	}
	return s
}

// someone says that a side is somebody named, or people told by a noun of their work, of whom nothing more is known. Beside
// political actors such people act in politics, too.
func someone(s *side) bool {
	return s.direct && (s.actor.Kind == "person" || s.actor.Kind == "organisation") && s.actor.Name != ""
}

// political says that an actor counts as one: it has a country or a sector, or it is a body or group of the knowledge.
func political(a *record.Actor) bool {
	return a.Country != "" || a.Sector != ""
}

// civil says that a sector is of work, office or trade, so that many of it are no group as fighters and movements are.
func civil(sector string) bool {
	switch sector {
	case "BUS", "GOV", "JUD", "LEG", "MED", "EDU", "HLH", "AGR", "LAB", "NGO", "IGO":
		return true
	}
	return false
}
