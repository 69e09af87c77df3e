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
		if e := r.followsSuit(w, events); e != nil {
			events = append(events, e)
			continue
		}
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

// repeats says that a verb tells that somebody does as another did: "followed suit", "did the same", "did likewise".
func (r *reader) repeats(w text.TokenID) bool {
	f := r.trees
	if f.UPOS(w) != "VERB" || !r.mainVerb(w) && !r.raisedTo(w) {
		return false
	}
	o, how := f.Child(w, "obj"), f.Child(w, "advmod")
	switch lowerLemma(f.Lemma(w)) {
	case "follow":
		return o != text.NoToken && r.lower(o) == "suit"
	case "do":
		return o != text.NoToken && r.lower(o) == "same" || o == text.NoToken && how != text.NoToken && r.lower(how) == "likewise"
	}
	return false
}

// raisedTo says that a verb is what somebody is expected or likely to do, or is doing soon: "is expected to follow suit".
func (r *reader) raisedTo(w text.TokenID) bool {
	f := r.trees
	h := f.Head(w)
	return f.IsRel(w, "xcomp") && h != text.NoToken && r.mainVerb(h) && f.Child(h, "obj", "iobj") == text.NoToken && !r.notAt(h)
}

// followsSuit gives the act of somebody who did what another did, told in the main clause just before: "Japan froze the assets. Canada and
// Norway followed suit". It is nil for other verbs.
func (r *reader) followsSuit(w text.TokenID, events []*candidate) *candidate {
	if !r.repeats(w) {
		return nil
	}
	here := r.doc.SentenceOf(w)
	all := slices.Concat(r.earlierActs, events)
	i := len(all) - 1
	for i >= 0 && (all[i].at > w || !r.mainVerb(all[i].top())) {
		i--
	}
	if i < 0 || here-r.doc.SentenceOf(all[i].at) > 1 || all[i].trigger.Frame.Sides == lexicon.Mutual || len(all[i].actors) == 0 || all[i].real.denied {
		return nil
	}
	own := slices.DeleteFunc(r.sides(r.subject(w)), func(s side) bool { return !political(&s.actor) })
	if own = without(own, all[i].actors); len(own) == 0 {
		return nil
	}
	e := *all[i]
	e.at, e.carrier, e.content, e.clause, e.kept = w, text.NoToken, text.NoToken, text.NoToken, nil
	e.actors, e.recipients = own, without(e.recipients, own)
	e.real = reality{outer: text.NoToken, noun: w}
	r.climb(&e.real, &e, w)
	return &e
}
