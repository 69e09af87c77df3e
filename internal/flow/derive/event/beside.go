package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// comrades gives who is told beside a subject or an object as having the same part: "France, together with Germany, condemned it",
// "Egypt hosted its president along with his Eritrean counterpart".
func (r *reader) comrades(w text.TokenID) (all []side) {
	f := r.trees
	v := f.Head(w)
	if v == text.NoToken || f.UPOS(v) != "VERB" || !f.IsRel(w, "nsubj", "nsubj:pass", "obj") {
		return nil
	}
	add := func(x text.TokenID) {
		for _, s := range r.sides(x) {
			if s.place && s.actor.Kind == string(knowledge.State) {
				s.place, s.direct = false, true
			}
			if s.direct && !s.place && (s.actor.ID != "" || s.actor.Country != "") {
				all = addSide(all, s)
			}
		}
	}
	for _, x := range f.ChildrenBy(w, "nmod") {
		if r.jointly(x) {
			add(x)
		}
	}
	subject := f.IsRel(w, "nsubj", "nsubj:pass")
	if subject && r.trying != nil && r.goesOnAlone(v, r.trying.top()) {
		return all
	}
	around := f.ChildrenBy(v, "obl")
	for _, a := range f.ChildrenBy(v, "advmod") { // "together" with "with" below it
		around = append(around, f.ChildrenBy(a, "obl")...)
	}
	for _, x := range around {
		if r.jointly(x) && subject == (x < v || !r.actingObject(v, x)) {
			add(x)
		}
	}
	return all
}

// actingObject says that a verb has an object before a word that names somebody.
func (r *reader) actingObject(v, x text.TokenID) bool {
	o := r.trees.Child(v, "obj")
	return o != text.NoToken && o < x && len(r.actorsAt(o)) > 0
}

// jointly says that a noun stands behind "together with", "along with" or "alongside".
func (r *reader) jointly(x text.TokenID) bool {
	for _, m := range r.trees.ChildrenBy(x, "case") {
		if r.lexicon.In("beside_word", r.lower(m)) || m > 0 && r.lexicon.In("beside_word", r.lower(m-1)+"_"+r.lower(m)) {
			return true
		}
	}
	return false
}

// answering gives who answers with an act of force that a noun tells, and so does it: "The army replied with a drone strike that killed
// seven children".
func (r *reader) answering(w text.TokenID) []side {
	f := r.trees
	v := f.Head(w)
	if v == text.NoToken || f.UPOS(v) != "VERB" || !f.IsRel(w, "obl") || !r.marked(w, "with") || !r.inClass(v, "answering") || !r.inClass(w, "far_force") && !r.inClass(w, "violence") {
		return nil
	}
	all := r.sides(r.subject(v))
	if len(all) != 1 || !all[0].direct || !political(&all[0].actor) {
		return nil
	}
	all[0].at, all[0].place = w, false
	return indirectly(all)
}

// foretells says that who says something has no part in what he tells to come: an analyst, an expert.
func (r *reader) foretells(source *record.Actor) bool {
	if source.Span == nil {
		return false
	}
	said := r.doc.TokensIn(*source.Span)
	for w := said.First; w < said.End; w++ {
		if r.inClass(w, "forecaster") || slices.ContainsFunc(r.trees.ChildrenBy(w, "appos"), func(a text.TokenID) bool { return r.inClass(a, "forecaster") }) {
			return true
		}
	}
	return false
}

// accusedBeside gives whom a participle beside an act accuses, or the verb that it goes on from, where the act has nobody that it is
// against: "called their envoys home, accusing Algeria of exporting terror", "criticised Belarus and demanded the release of the priests".
func (r *reader) accusedBeside(c *candidate) []side {
	f := r.trees
	for _, v := range f.ChildrenBy(c.top(), "advcl") {
		a := r.actAt(v)
		if a == nil || v < c.at || f.Morph(v).XPOS != "VBG" || a.trigger.Frame.Type != ontology.Accuse || f.Child(v, "mark") != text.NoToken {
			continue
		}
		others := slices.DeleteFunc(opposite(a.recipients, c.actors), func(s side) bool { return !political(&s.actor) || s.place })
		if len(others) > 0 {
			return others
		}
	}
	w := c.top()
	if !f.IsRel(w, "conj") || f.UPOS(w) != "VERB" || f.Child(w, "nsubj", "nsubj:pass") != text.NoToken {
		return nil
	}
	for _, v := range f.Conjuncts(w) {
		a := r.actAt(v)
		if v >= w || a == nil || a.trigger.Frame.Type != ontology.Accuse || !covers(a.actors, c.actors) {
			continue
		}
		return slices.DeleteFunc(opposite(a.recipients, c.actors), func(s side) bool { return s.place })
	}
	return nil
}
