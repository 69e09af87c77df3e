package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// disowned gives the acts that a sentence denies by a pronoun alone, with the sides of the act before that the pronoun goes back
// to: "The minister said that the town had been taken. The rebels denied it."
func (r *reader) disowned(sentence int, events []*candidate) (all []*candidate) {
	run := r.doc.Sentences[sentence].Tokens
	for w := run.First; w < run.End; w++ {
		if r.trees.UPOS(w) != "VERB" || !r.inClass(w, "gainsaying") || r.passive(w) || r.trees.Child(w, "advmod") != text.NoToken && r.kindOf(w, "not") || r.modal(w) {
			continue
		}
		o := r.trees.Child(w, "obj")
		if o == text.NoToken || r.trees.UPOS(o) != "PRON" || !r.inClass(o, "neuter") || len(r.doc.ActorsAt(o)) > 0 {
			continue
		}
		by := r.sides(r.subject(w))
		if !slices.ContainsFunc(by, func(s side) bool { return political(&s.actor) || someone(&s) }) {
			continue
		}
		if e := r.deniable(w, sentence, events); e != nil {
			c := *e
			c.at, c.carrier, c.content, c.clause, c.twins = w, text.NoToken, text.NoToken, text.NoToken, nil
			c.real = reality{outer: text.NoToken, noun: w}
			c.real.apply(lexicon.Denied, r.lower(w))
			all = append(all, &c)
		}
	}
	return all
}

// modal says that a verb stands with a modal: "could not deny it".
func (r *reader) modal(w text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "aux"), func(a text.TokenID) bool { return r.trees.Morph(a).XPOS == "MD" })
}

// deniable gives the deed told last before a word, in its own sentence or the one before, that was told as done; that of an
// accusation is the deed that it names, by whom it names. It is nil where there is none.
func (r *reader) deniable(w text.TokenID, sentence int, events []*candidate) *candidate {
	told := slices.Concat(r.earlierActs, events)
	for i := len(told) - 1; i >= 0; i-- {
		e := told[i]
		if e.at >= w || sentence-r.doc.SentenceOf(e.at) > 1 {
			continue
		}
		if e.trigger.Frame.Type == ontology.Accuse && e.content != text.NoToken {
			in := r.actAt(e.content)
			if in == nil || !material(in.trigger.Frame.Type) {
				return nil
			}
			c := *in
			if len(c.actors) == 0 {
				c.actors = e.recipients
			}
			return &c
		}
		if !material(e.trigger.Frame.Type) {
			return nil
		}
		if s := e.real.status(); s != record.Actual && s != record.Ongoing {
			return nil
		}
		return e
	}
	return nil
}
