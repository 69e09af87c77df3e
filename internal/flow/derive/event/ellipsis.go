package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
)

// ellipses adds the acts that an auxiliary alone tells of: "welcomed the pact, as did Oman", "Armenia has accepted the plan,
// Azerbaijan has not".
func (r *reader) ellipses(run text.TokenRange, events []*candidate) []*candidate {
	for w := run.First; w < run.End; w++ {
		subject := r.leftOut(w)
		if subject == text.NoToken {
			continue
		}
		i := slices.IndexFunc(events, func(e *candidate) bool { return e.top() == r.trees.Head(w) && e.twins == nil })
		if i < 0 || events[i].trigger.Frame.Sides == lexicon.Mutual || len(events[i].actors) == 0 {
			continue
		}
		own := slices.DeleteFunc(r.sides(subject), func(s side) bool { return !political(&s.actor) })
		if own = without(own, events[i].actors); len(own) == 0 {
			continue
		}
		e := *events[i]
		e.at, e.carrier, e.content, e.clause = w, text.NoToken, text.NoToken, text.NoToken
		for k := range own { // what is named by its place alone acts as its government
			own[k].place = false
		}
		e.actors, e.recipients = own, without(e.recipients, own)
		e.real.because = slices.Clone(e.real.because)
		if r.notAt(w) {
			e.real.apply(lexicon.Denied, "not")
		}
		events = append(events, &e)
	}
	return events
}

// leftOut gives the subject of an auxiliary that stands for the verb of the clause above it, NoToken for all other words.
func (r *reader) leftOut(w text.TokenID) text.TokenID {
	f := r.trees
	h := f.Head(w)
	if h == text.NoToken || h > w || f.UPOS(h) != "VERB" || !r.lexicon.In("standing_in", lowerLemma(f.Lemma(w))) || !f.IsRel(w, "advcl", "parataxis", "conj") {
		return text.NoToken
	}
	if f.Child(w, "xcomp", "ccomp", "aux", "cop", "obl", "expl", "advcl") != text.NoToken {
		return text.NoToken
	}
	as := r.marked(w, "as") || r.marked(w, "so")
	subject, object := f.Child(w, "nsubj"), f.Child(w, "obj")
	switch {
	case as && subject == text.NoToken && object != text.NoToken: // "as did Oman"
		return object
	case as && subject != text.NoToken && object == text.NoToken:
		return subject
	case !as && subject != text.NoToken && object == text.NoToken && r.notAt(w):
		return subject
	}
	return text.NoToken
}

// notAt says that a word is negated.
func (r *reader) notAt(w text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "advmod"), func(a text.TokenID) bool { return r.lower(a) == "not" || r.lower(a) == "n't" })
}
