package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// accusedStill takes an accusation that a noun tells of, and that somebody denies, for made: "denies Afghan accusations".
func accusedStill(c *candidate) {
	if c.trigger.Frame.Type == ontology.Accuse && c.trigger.POS == lexicon.Noun && c.real.disputed {
		c.real.denied, c.real.disputed = false, false
	}
}

// deedOf says that a noun in a report of politics tells of what a state or group did, by its owner or its adjective, to whom it is not
// said: "a Russian embargo", "border closures by Pakistan", "Iran's threats to close the strait".
func (r *reader) deedOf(c *candidate) bool {
	if !r.ofPolitics || len(c.actors) == 0 {
		return false
	}
	switch c.trigger.Frame.Type {
	case ontology.Sanction, ontology.Coerce, ontology.Assault, ontology.Mobilize, ontology.Retreat, ontology.Threaten, ontology.Reject, ontology.Accuse, ontology.Agree, ontology.Request:
		return true
	}
	return false
}

// ofAccusation says that an act is told by the clause of a noun that accuses: "accusations that it shelters rebels".
func (r *reader) ofAccusation(c *candidate) bool {
	h := r.trees.Head(c.top())
	if h == text.NoToken || !r.trees.IsRel(c.top(), "acl", "ccomp") || !r.marked(c.top(), "that") || r.trees.UPOS(h) != "NOUN" {
		return false
	}
	a := r.actAt(h)
	return a != nil && a != c && a.trigger.Frame.Type == ontology.Accuse
}

// movesOwn says that somebody moves his own forces, and arms or drives out nobody: "sent two frigates to the Aegean", "moved policemen
// to the border".
func (r *reader) movesOwn(c *candidate) bool {
	if c.trigger.POS != lexicon.Verb {
		return false
	}
	switch c.trigger.Frame.ID {
	case "aid.arms", "aid.protect":
		return len(c.recipients) == 0 && slices.ContainsFunc(r.readings[c.at], func(x *candidate) bool { return x.trigger.Frame.Type == ontology.Mobilize })
	case "coerce.deport":
		return len(c.recipients) > 0 && !slices.ContainsFunc(c.recipients, func(s side) bool { return !armed(s.actor.Sector) || s.actor.Country == "" }) && sharesCountry(c.actors, c.recipients)
	}
	return false
}

// ofNews says that a side is somebody named in a report that tells of politics: he acts in it though nothing more is known of him.
func (r *reader) ofNews(s *side) bool {
	return r.ofPolitics && someone(s) && s.actor.Name[0] >= 'A' && s.actor.Name[0] <= 'Z' && s.actor.Sector != "BUS" && s.actor.Sector != "MED"
}
