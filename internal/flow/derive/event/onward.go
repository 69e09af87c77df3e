package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// onward gives a journey told without its end, and an absence told without from what, the other side of the visit or meeting
// that was told before: "The president was to fly to Lima on Monday. He will now go on Friday", "The two were to meet. The
// general never came". Where none was told they are no acts.
func (r *reader) onward(c *candidate, before []*candidate) {
	if c.trigger.POS != lexicon.Verb || len(c.actors) != 1 || len(c.recipients) > 0 || !r.inClass(c.at, "on_the_way") {
		return
	}
	visit := c.trigger.Frame.ID == "consult.visit"
	if !visit && c.trigger.Frame.ID != meetingOff || c.content != text.NoToken || r.somewhere(c) {
		return
	}
	who := r.states(c.actors, c.at)
	c.recipients = r.awaited(c, who, visit, slices.Concat(r.earlierActs, before))
	if len(c.recipients) == 0 {
		c.actors = nil
	}
}

// awaited gives the parties whom those of an act were to visit or to meet, by the last visit or meeting of theirs in the
// sentences before.
func (r *reader) awaited(c *candidate, who []side, visit bool, all []*candidate) []side {
	for i := len(all) - 1; i >= 0 && len(who) == 1; i-- {
		e := all[i]
		if e == c || e.at >= c.at || r.doc.SentenceOf(c.at)-r.doc.SentenceOf(e.at) > maxBack {
			continue
		}
		frame, actors, recipients := e.trigger.Frame, e.actors, e.recipients
		if frame.ID == meetingOff && visit || frame.Type == ontology.Consult && frame.Mode == "visit" {
			if same := r.states(actors, c.at); len(same) == 1 && partyKey(&same[0].actor) == partyKey(&who[0].actor) && len(recipients) > 0 {
				return r.states(recipients, c.at)
			}
			continue
		}
		if visit || frame.Type != ontology.Consult || frame.Mode == "phone" {
			continue
		}
		others := r.states(slices.Concat(actors, recipients), c.at)
		n := len(others)
		others = without(others, who)
		if len(others) == n-1 && len(others) > 0 {
			return others
		}
	}
	return nil
}

// somewhere says that a verb of going tells where to or where from.
func (r *reader) somewhere(c *candidate) bool {
	for _, p := range []string{"to", "for", "into", "from", "in", "at", "with"} {
		for _, n := range r.prepositional(c.at, p, nil) {
			if !r.isTime(n) {
				return true
			}
		}
	}
	return false
}
