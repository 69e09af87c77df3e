package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// pointed gives the place that "there" or "here" means beside a verb: the town named last, in its sentence or the two before,
// or the one that the report is written from. Nil where there is none.
func (r *reader) pointed(w text.TokenID) *text.Place {
	f := r.trees
	if f.UPOS(w) != "ADV" || f.IsRel(w, "expl") {
		return nil
	}
	switch r.lower(w) {
	case "here":
		return r.written()
	case "there":
	default:
		return nil
	}
	sentence := r.doc.SentenceOf(w)
	from := r.doc.Tokens[r.doc.Sentences[max(0, sentence-2)].Tokens.First].Span.Start
	var last *text.Place
	for i := range r.doc.Places {
		p := &r.doc.Places[i]
		if p.Span.Start < from || p.Span.End > r.doc.Tokens[w].Span.Start || r.datelined(p) {
			continue
		}
		if last == nil || !narrower(last.Where.Precision, p.Where.Precision) || r.doc.SentenceOf(last.Head) < r.doc.SentenceOf(p.Head) {
			last = p
		}
	}
	return last
}

// written gives the town that a report is written from, as its dateline tells.
func (r *reader) written() *text.Place {
	for i := range r.doc.Places {
		if p := &r.doc.Places[i]; r.datelined(p) {
			return p
		}
	}
	return nil
}

// datelined says that a place stands in the dateline, at the head of the report and in capitals.
func (r *reader) datelined(p *text.Place) bool {
	words := r.doc.Word(p.Tokens.First)
	return r.doc.SentenceOf(p.Head) < 3 && len(words) > 3 && words == strings.ToUpper(words)
}

// pointing gives the words "there" and "here" beside the verb of a meeting or visit, for the slots of its place.
func (r *reader) pointing(w text.TokenID, preposition string) []text.TokenID {
	if preposition != "in" && preposition != "at" && preposition != "to" || r.trying == nil || r.trying.trigger.Frame.Type != ontology.Consult {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.trees.ChildrenBy(w, "advmod", "obl")), func(c text.TokenID) bool { return r.pointed(c) == nil })
}

// pointedWhere gives the place of a meeting that is told by "there" or "here" alone.
func (r *reader) pointedWhere(c *candidate) *record.Where {
	if c.trigger.Frame.Type != ontology.Consult {
		return nil
	}
	tops := []text.TokenID{c.top()}
	if v := r.proceeds(c.at); v != text.NoToken {
		tops = append(tops, v)
	}
	for _, top := range tops {
		for _, a := range append(slices.Clone(r.trees.ChildrenBy(top, "advmod", "obl")), top) {
			if p := r.pointed(a); p != nil {
				where, span := p.Where, r.doc.Tokens[a].Span
				where.Span = &span
				return &where
			}
		}
	}
	return nil
}
