package who

import (
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// local gives somebody who is only described the country of the place that his phrase names: "the government in
// Bamako", "security forces in Guinea", "parties in Nepal".
func (b *binder) local(t text.TokenID, answer *Answer) {
	if len(answer.Actors) != 1 {
		return
	}
	a := &answer.Actors[0]
	if a.ID != "" || a.Country != "" || len(a.Sectors) == 0 || a.folk {
		return
	}
	f := b.doc.Trees
	for _, c := range f.ChildrenBy(t, "nmod") {
		mark := f.Child(c, "case")
		if c < t || mark == text.NoToken || !b.resolver.words.has(classIn, b.doc.Word(mark)) {
			continue
		}
		if code := b.countryOf(b.core(c)); code != "" {
			a.Country = code
			a.Why = append(a.Why, "in "+b.doc.SpanOf(b.core(c)).Of(b.doc.Text))
			return
		}
	}
}

// countryOf gives the country that the name of a state or place means, "" where several may be meant.
func (b *binder) countryOf(r text.TokenRange) string {
	code := ""
	for _, c := range b.resolver.base.Find(b.doc.SpanOf(r).Of(b.doc.Text)) {
		switch {
		case c.Entity != nil && c.Entity.Polity != nil && c.Name.Relation != knowledge.IsAdjective:
			return c.Entity.Country
		case c.Place != nil && code == "":
			code = c.Place.Country
		}
	}
	return code
}
