package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// bodyHit gives the body or the people of a country that are the object of a verb, who go before the country where it is done: "attacked
// the French embassy in Abidjan".
func (r *reader) bodyHit(c *candidate, role *lexicon.Role) (all []side) {
	switch c.trigger.Frame.Type {
	case ontology.Protest, ontology.Assault, ontology.Coerce:
	default:
		return nil
	}
	obj, in := slices.Index(role.Slots, lexicon.Obj), slices.Index(role.Slots, "in")
	if role.Name != 'R' || c.trigger.POS != lexicon.Verb || in < 0 || obj < in {
		return nil
	}
	o := r.object(c.at)
	if o == text.NoToken {
		return nil
	}
	for _, s := range r.sides(o) {
		if !s.direct || s.place || !isCode(s.actor.Country) && s.actor.ID == "" {
			return nil
		}
		all = append(all, s)
	}
	return all
}

// nameBehind tells somebody who is described by whose he is by the name of the person behind the description: "the rebels' leader, Nestor
// Cerpa", "its foreign minister, Win Aung".
func (r *reader) nameBehind(w text.TokenID, a *record.Actor) {
	if a.ID != "" || r.trees.UPOS(w) != "NOUN" || r.trees.Morph(w).Feat("Number") == "Plur" {
		return
	}
	x := r.trees.Child(w, "appos")
	if x < w || r.doc.Word(x-1) != "," && r.trees.Edges(x).First > 0 && r.doc.Word(r.trees.Edges(x).First-1) != "," {
		return
	}
	for _, m := range r.doc.MentionsAt(x) {
		if m.As.Kind != string(knowledge.Person) || m.Form != text.NamedMention {
			continue
		}
		named := m.As
		if named.ID == "" {
			named.Country, named.Sector, named.Role = a.Country, a.Sector, a.Role
		}
		*a = named
		return
	}
}

// ofTownBefore gives the state of the town where people who are of no other turn to "the government": "In London members of parliament
// have called on the government".
func (r *reader) ofTownBefore(w text.TokenID) []side {
	f := r.trees
	d := f.Child(w, "det")
	if r.trying == nil || !addressed(r.trying.trigger.Frame.Type) || !r.inClass(w, "realm") || d == text.NoToken || r.lower(d) != "the" || r.lower(w) != "government" ||
		f.Child(w, "nmod", "nmod:poss", "amod", "compound", "acl:relcl") != text.NoToken {
		return nil
	}
	s := r.subject(r.trying.at)
	if s == text.NoToken || s == w || len(r.doc.MentionsAt(s)) == 0 && len(r.doc.ActorsAt(s)) > 0 {
		return nil
	}
	country := ""
	for _, o := range f.ChildrenBy(r.trying.top(), "obl") {
		if p := r.doc.PlaceAt(o); p != nil && o < s && r.marked(o, "in") && r.isTown(o) {
			country = p.Where.Country
		}
	}
	if !isCode(country) || slices.ContainsFunc(r.doc.MentionsAt(s), func(m *text.Mention) bool {
		return isCode(m.As.Country) && m.As.Country != country || m.As.Sector == "GOV"
	}) {
		return nil
	}
	state := r.stateSide(country)
	state.at = w
	return []side{state}
}

// withinName says that a coordinated word is part of the name of a body: "the Peace and Security Council".
func (r *reader) withinName(w, c text.TokenID) bool {
	return slices.ContainsFunc(r.doc.MentionsAt(w), func(m *text.Mention) bool {
		return m.As.ID != "" && m.Tokens.First <= c && c < m.Tokens.End && m.Tokens.First <= w && w < m.Tokens.End
	})
}

// kinsman gives the relative of somebody who is told by an office and a name behind it, which may be of either of the two: "arrested the
// brother of the former president, John Doe" is no arrest of John Doe.
func (r *reader) kinsman(w text.TokenID) []side {
	f := r.trees
	if !r.inClass(w, "kin") || f.UPOS(w) != "NOUN" {
		return nil
	}
	of := r.prepositional(w, "of", nil)
	if len(of) != 1 || f.UPOS(of[0]) != "NOUN" {
		return nil
	}
	named := append(f.ChildrenBy(w, "appos"), f.ChildrenBy(of[0], "appos")...)
	if len(named) == 0 {
		return nil
	}
	s := r.people(w)
	s.actor.Name = r.doc.SpanOf(text.TokenRange{First: w, End: of[0] + 1}).Of(r.doc.Text)
	return []side{s}
}
