package claim

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// tones gives the claims that their cues only say to be said the stance that their words have: what the source itself will
// do is promised or threatened, what it did not do is denied, what its rival did is an accusation.
func (x *finder) tones() {
	for i := range x.relations {
		r := &x.relations[i]
		if !r.IsClaim() || r.Top == text.NoToken || r.turn {
			continue
		}
		switch {
		case r.Stance == record.Assert && r.Clausal:
			r.Stance = x.tone(r)
			r.toned = r.Stance == record.Deny
		case r.Stance == record.Promise && x.isClass(classHarm, r.Top) && !x.negated(r.Top) && x.holds(r, "if", "unless"):
			r.Stance = record.Warn // "vowed to block the port if"
		}
	}
}

// tone is the stance of one claim by its words.
func (x *finder) tone(r *Relation) record.Stance {
	t := r.Top
	if x.asks(t) {
		return record.Assert
	}
	if s := x.hasTo(r, t); s != "" {
		return s
	}
	subject := x.trees.Child(t, "nsubj")
	neg := x.negated(t) || x.deniesObject(t) || x.noLonger(t)
	own := subject != text.NoToken && x.ownSide(r, subject)
	passive := x.trees.Child(t, "aux:pass") != text.NoToken
	harm := x.isClass(classHarm, t) || x.harmObject(t)
	if c := x.trees.Child(t, "xcomp"); c > t && x.isClass(classHarm, c) && x.infinitive(c) {
		harm = true // "would order his men to resist"
	}
	if r.Direct && subject == text.NoToken && x.trees.Morph(t).XPOS == "VB" && !neg {
		return x.imperative(r)
	}
	switch m := x.modalAt(t); {
	case m == text.NoToken:
		return x.pastTone(r, t, own, neg, passive, harm)
	case x.isClass(classUnreal, m):
		if own && (neg && (x.lower(m) == "may" || x.lower(m) == "might") || harm && !neg) || !own && x.dire(t, subject) {
			return record.Warn
		}
	case own && neg:
		if x.isClass(classRefusing, t) {
			return record.Warn
		}
		if x.isClass(classForsake, t) {
			return record.Promise
		}
	case harm && (own || passive), x.dire(t, subject), x.holds(r, "unless"):
		return record.Warn
	case own && x.holdsOnlyIf(r):
		return record.Demand
	case own && !neg && !passive && r.Frame.Kind != kindThink && !x.foretold(t):
		return record.Promise
	}
	return record.Assert
}

// modalAt gives the modal of what is to come or may come with a verb, NoToken where it has none.
func (x *finder) modalAt(t text.TokenID) text.TokenID {
	for _, c := range x.trees.ChildrenBy(t, "aux") {
		if x.isClass(classFuture, c) || x.isClass(classUnreal, c) {
			return c
		}
	}
	return text.NoToken
}

// pastTone is the stance of what was or is done.
func (x *finder) pastTone(r *Relation, t text.TokenID, own, neg, passive, harm bool) record.Stance {
	f := x.trees
	if f.UPOS(t) != "VERB" {
		return record.Assert
	}
	subject := f.Child(t, "nsubj")
	if neg && !r.Direct && x.lemma(t) != "have" && !x.isClass(classAdmitting, r.Word) && (own || passive && subject != text.NoToken && x.deniedBy(subject)) {
		return record.Deny
	}
	contends := r.Cue.Len() > 0 && x.isClass(classContend, r.Word)
	first := false
	for _, c := range f.ChildrenBy(t, "advmod") {
		first = first || x.lower(c) == "first"
	}
	switch {
	case neg || subject == text.NoToken:
	case !own && !passive && (harm || x.isClass(classPlot, t)) && (contends || first) && x.canSpeak(subject),
		!own && !passive && x.isClass(classPlot, t) && r.Frame.Kind == kindSay && x.canSpeak(subject),
		own && passive && harm && contends:
		return record.Accuse
	}
	return record.Assert
}

// hasTo is the stance of what somebody else has to do, "" where nobody has to.
func (x *finder) hasTo(r *Relation, t text.TokenID) record.Stance {
	f := x.trees
	s := f.Child(t, "nsubj")
	if s == text.NoToken || x.isClass(classFirst, s) || !r.Direct && x.trees.UPOS(s) == "PRON" {
		return ""
	}
	if x.lemma(t) == "have" && f.Morph(t).Feat("Tense") == "Pres" && !x.negated(t) {
		if c := f.Child(t, "xcomp"); c == t+2 && x.infinitive(c) {
			return record.Demand
		}
	}
	if r.Direct && x.strong(t) {
		return record.Demand
	}
	return ""
}

// ownSide says that a subject is who says it, or who he speaks for.
func (x *finder) ownSide(r *Relation, s text.TokenID) bool {
	if x.trees.UPOS(s) == "PRON" {
		return x.meansSource(r, s)
	}
	for _, c := range x.trees.ChildrenBy(s, "nmod:poss") {
		if x.trees.UPOS(c) == "PRON" {
			return x.meansSource(r, c)
		}
	}
	mine := x.sources(r.Source)
	for _, a := range x.doc.ActorsAt(s) {
		for _, b := range mine {
			if a.ID != "" && a.ID == b.ID || strings.EqualFold(a.Name, b.Name) {
				return true
			}
			if a.Country != "" && a.Country == b.Country && a.Kind == "state" && speaksForState(b) {
				return true
			}
		}
	}
	d := x.trees.Child(s, "det")
	return d != text.NoToken && x.lower(d) == "the" && x.isClass(classOwn, s) && x.trees.Child(s, "nmod", "amod", "compound", "nmod:poss") == text.NoToken && x.doc.NameAt(s) == nil
}

// meansSource says that a pronoun in what is said means the source.
func (x *finder) meansSource(r *Relation, p text.TokenID) bool {
	switch {
	case x.isClass(classFirst, p):
		return r.Direct
	case r.Direct || !x.isClass(classThird, p) && x.lower(p) != "it" || r.Source == text.NoToken:
		return false
	}
	actors := x.doc.ActorsAt(p)
	if x.trees.IsRel(p, "nsubj") && (x.agreed(p, r.Source) != text.NoToken || x.lower(p) == "they" && x.isClass(classOwn, r.Source)) {
		return true
	}
	if len(actors) == 0 {
		return !x.trees.IsRel(p, "nsubj") || x.trees.UPOS(r.Source) == "PRON"
	}
	for _, a := range actors {
		for _, b := range x.sources(r.Source) {
			if a.ID != "" && a.ID == b.ID || strings.EqualFold(a.Name, b.Name) || a.Country != "" && a.Country == b.Country {
				return true
			}
		}
	}
	return false
}

// deniesObject says that the object of a verb is nothing: "had seen nothing of the kind".
func (x *finder) deniesObject(t text.TokenID) bool {
	o := x.trees.Child(t, "obj")
	return o != text.NoToken && (x.isClass(classNegator, o) || x.lower(o) == "nothing")
}

// harmObject says that the object of a verb is a punishment: "impose sanctions", "take final measures".
func (x *finder) harmObject(t text.TokenID) bool {
	o := x.trees.Child(t, "obj")
	return o != text.NoToken && x.isClass(classDire, o)
}

// dire says that what may come is an evil: "famine will follow", "the next riot will come".
func (x *finder) dire(t, subject text.TokenID) bool {
	if x.isClass(classDire, t) || subject != text.NoToken && x.isClass(classDire, subject) {
		return true
	}
	for _, c := range x.trees.ChildrenBy(t, "obl", "obj") {
		if x.isClass(classDire, c) {
			return true
		}
	}
	return false
}

// holds says that one of some words stands in what is said.
func (x *finder) holds(r *Relation, words ...string) bool {
	for k := r.Content.First; k < r.Content.End; k++ {
		if slices.Contains(words, x.lower(k)) {
			return true
		}
	}
	return false
}

// holdsOnlyIf says that what is said will be done on a condition alone: "will come only if the plan is withdrawn".
func (x *finder) holdsOnlyIf(r *Relation) bool {
	for k := r.Content.First; k+1 < r.Content.End; k++ {
		if x.lower(k) == "only" && x.lower(k+1) == "if" {
			return true
		}
	}
	return false
}

// imperative is the stance of what somebody is told to do in a quotation: "Go home!", "Let them go or we will come".
func (x *finder) imperative(r *Relation) record.Stance {
	for k := r.Content.First + 1; k+2 < r.Content.End; k++ {
		if x.lower(k) == "or" && x.isClass(classFirst, k+1) && x.isClass(classFuture, k+2) {
			return record.Warn
		}
	}
	if r.Cue.Len() > 0 && x.isClass(classShouting, r.Word) {
		return record.Demand
	}
	return record.Assert
}

// noLonger says that something ends: "will no longer attend".
func (x *finder) noLonger(t text.TokenID) bool {
	for _, c := range x.trees.ChildrenBy(t, "advmod") {
		if w := x.lower(c); c > 0 && (w == "longer" || w == "more") && x.lower(c-1) == "no" {
			return true
		}
	}
	return false
}

// foretold says that a clause tells what is likely.
func (x *finder) foretold(t text.TokenID) bool {
	for _, c := range x.trees.ChildrenBy(t, "advmod") {
		if x.isClass(classLikely, c) {
			return true
		}
	}
	return false
}
