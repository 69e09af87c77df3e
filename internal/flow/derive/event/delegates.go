package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// delegates gives the states for whom officials act who are told as one row: "the foreign ministers of China and Pakistan",
// "officials from Iran and Iraq". One official of one state stays who he is, and
// so does a head of state, but for "the leaders of Chad and Sudan".
func (r *reader) delegates(all []side) []side {
	row := func(i int) bool {
		a := &all[i].actor
		if a.ID != "" || a.Kind != "group" || a.Sector != "GOV" || !isCode(a.Country) {
			return false
		}
		office := officeOf(a)
		if office != "leader" && slices.ContainsFunc(strings.Fields(office), func(w string) bool { return r.lexicon.In("head_of_state", w) }) {
			return false
		}
		for k := range all {
			b := &all[k].actor
			if k == i || office == "" || !isCode(b.Country) || b.Country == a.Country {
				continue
			}
			if b.ID == "" && officeOf(b) == office || all[k].at == all[i].at && b.Kind == "state" {
				return true
			}
		}
		return false
	}
	var out []side
	changed := false
	for i := range all {
		s := all[i]
		if row(i) {
			if state := r.stateSide(s.actor.Country); state.actor.ID != "" {
				state.actor.Text, state.actor.Span = s.actor.Text, s.actor.Span
				state.at, state.direct = s.at, s.direct
				s, changed = state, true
			}
		}
		out = addSide(out, s)
	}
	if !changed {
		return all
	}
	return out
}

// deputed says that people who meet somebody speak for the armed group, movement or organisation that they are of: "delegates of the
// Polisario Front", "envoys of the African Union".
func (r *reader) deputed(w text.TokenID, e *knowledge.Entity) bool {
	if r.trying == nil || r.trying.trigger.Frame.Type != ontology.Consult || !r.inClass(w, "spokesman_of") {
		return false
	}
	switch e.Kind {
	case knowledge.ArmedGroup, knowledge.Movement, knowledge.Criminal, knowledge.IGO:
		return true
	}
	return false
}

// officeOf gives what stands before the country in the name of a described official: "foreign minister" of "foreign minister of China".
func officeOf(a *record.Actor) string {
	for _, of := range []string{" of ", " from "} {
		if i := strings.LastIndex(a.Name, of); i > 0 {
			return a.Name[:i]
		}
	}
	return ""
}
