package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// means says that the name of a country or of its capital behind a preposition of address stands for the government where
// the sense that is tried is one of words, and asks for an actor there: "leaned on Riyadh", "took aim at Saudi Arabia". A town
// behind "at" is where it was.
func (r *reader) means(x text.TokenID, slot lexicon.Slot, c *lexicon.Condition) bool {
	if r.trying == nil || !slices.Contains(c.Kinds, "actor") && !slices.Contains(c.Kinds, "state") || !r.lexicon.In("address", string(slot)) {
		return false
	}
	switch t, ok := ontology.TypeOf(r.trying.trigger.Frame.Type); {
	case !ok, t.Quad != ontology.VerbalCooperation && t.Quad != ontology.VerbalConflict, t.Name == ontology.Consult:
		return false
	}
	p := r.doc.PlaceAt(x)
	if p == nil || p.Where.Country == "" {
		return false
	}
	if p.Where.Precision == "country" {
		return true
	}
	return slot != "at" && r.isSeat(p.Where.Name, p.Where.Country)
}

// isSeat says that a name is that of the capital of a country.
func (r *reader) isSeat(name, country string) bool {
	state, ok := r.world.StateOn(country, knowledge.Date{})
	return ok && state.Polity != nil && slices.ContainsFunc(state.Polity.Capitals, func(n knowledge.Name) bool {
		return strings.EqualFold(n.Text, name)
	})
}
