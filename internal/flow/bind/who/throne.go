package who

import (
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// enthroned reads those who rule a state by the capital that they sit in, where their word alone says nothing of who they
// are: "the generals in Naypyidaw", "the military in Bamako".
func (b *binder) enthroned(t text.TokenID, core text.TokenRange, answer Answer) Answer {
	if len(answer.Actors) > 0 || !b.resolver.words.has(classThrone, b.doc.Word(t)) || b.doc.Trees.Child(t, "nmod:poss") != text.NoToken {
		return answer
	}
	for _, c := range b.behind(t, core) {
		mark := b.doc.Trees.Child(c, "case")
		if mark != core.End || strings.ToLower(b.doc.Word(mark)) != "in" {
			continue
		}
		town := b.core(c)
		state := b.capitalOf(town)
		if state == nil {
			continue
		}
		whole := b.doc.SpanOf(text.TokenRange{First: t, End: town.End}).Of(b.doc.Text)
		more := b.resolver.Resolve(Mention{Text: state.Name + "'s " + b.doc.Word(t), On: b.on})
		if len(more.Actors) == 1 && more.Actors[0].Country == state.Country {
			if more.Actors[0].ID == "" {
				more.Actors[0].Name = whole
			}
			return more
		}
	}
	return answer
}

// capitalOf gives the state whose capital some words name, nil where they name none.
func (b *binder) capitalOf(r text.TokenRange) *knowledge.Entity {
	for _, c := range b.resolver.base.Find(b.doc.SpanOf(r).Of(b.doc.Text)) {
		if c.Entity != nil && c.Entity.Polity != nil && c.Name.Relation == knowledge.IsCapital {
			return c.Entity
		}
	}
	return nil
}
