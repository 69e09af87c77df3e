package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
)

func (r *reader) auxiliary(x *reality, aux, w text.TokenID) {
	for _, op := range r.lexicon.Operators(lexicon.Auxiliary, r.lower(aux)) {
		if op.Effect == lexicon.Hypothetical && r.lower(aux) == "would" || r.lower(aux) == "'d" {
			if r.backshifted(w) { // "said it would withdraw": the future of the past
				x.apply(lexicon.Planned, r.lower(aux))
				continue
			}
		}
		x.may = x.may || r.lower(aux) == "may" || r.lower(aux) == "might"
		x.apply(op.Effect, r.lower(aux))
	}
}

// backshifted says that a clause is the content of a verb in the past without a condition beside it.
func (r *reader) backshifted(w text.TokenID) bool {
	f := r.trees
	for f.IsRel(w, "conj") {
		w = f.Head(w)
	}
	for _, c := range f.ChildrenBy(w, "advcl") {
		if r.marked(c, "if") || r.marked(c, "unless") || r.inverted(c) {
			return false
		}
	}
	if !f.IsRel(w, "ccomp", "acl", "root", "parataxis") {
		return false
	}
	h := f.Head(w)
	if h == text.NoToken {
		return f.Child(w, "parataxis") != text.NoToken
	}
	x := f.Morph(h).XPOS
	return x == "VBD" || x == "VBN" || f.UPOS(h) == "NOUN"
}

func (r *reader) adverb(x *reality, a text.TokenID) {
	word := r.lower(a)
	if r.lexicon.In("hedge", word) {
		x.hedge = word
		return
	}
	if a > 0 && r.lower(a-1) == "any" {
		return // "does not rule it out any longer" is negated once
	}
	for _, op := range r.lexicon.Operators(lexicon.Adverb, word) {
		x.apply(op.Effect, word)
	}
}

// mark applies what introduces a clause: "if" makes it a condition, "to" an end in view, "without" what did not happen.
func (r *reader) mark(x *reality, m, w text.TokenID) {
	f := r.trees
	word := r.preposition(m)
	if r.lexicon.In("condition", word) {
		x.open = true // "if it does not withdraw" leaves open what it does
		x.apply(lexicon.Hypothetical, word)
		return
	}
	if tag := f.Morph(w).XPOS; r.lexicon.In("until", word) && (tag == "VBP" || tag == "VBZ") { // "until Armenian troops leave"
		if x.apply(lexicon.Hypothetical, word); r.meets(w) {
			x.hypothetical, x.planned = false, true // "days before Pakistan hosts a summit"
		}
		return
	}
	if r.lexicon.In("absence", word) || word == "neither" {
		x.apply(lexicon.Denied, word)
		return
	}
	if adjective, _, ok := strings.Cut(word, "_"); ok { // "is due to visit", where "due to" is taken for one word
		if e, known := r.operator(lexicon.Adjective, adjective, []lexicon.Slot{lexicon.Xcomp}); known {
			x.apply(e, adjective)
			return
		}
	}
	if word != "to" {
		return
	}
	if slices.ContainsFunc(f.ChildrenBy(w, "advmod"), func(a text.TokenID) bool { return r.lower(a) == "yet" }) && f.Child(w, "cop", "aux") != text.NoToken {
		x.apply(lexicon.Denied, "yet to") // "is yet to reopen"
		return
	}
	switch {
	case r.wasDone(w) != text.NoToken: // "Ankara's answer was to send frigates"
	case f.IsRel(w, "root") && f.Child(w, "nsubj") != text.NoToken, // headline: "Iran to host talks"
		(w == x.noun || r.inClass(w, "proceed")) && f.Child(w, "cop") != text.NoToken && f.Child(w, "nsubj", "nsubj:outer", "nsubj:pass") != text.NoToken, // "he left; the talks are to go on"
		r.isTo(w), // "where he is to meet"
		m > 0 && f.Head(m-1) == w && f.IsRel(m-1, "aux", "cop") && f.Lemma(m-1) == "be": // "at which they were to meet"
		x.apply(lexicon.Planned, "to")
	case f.IsRel(w, "advcl", "xcomp") && r.lower(f.Head(w)) == "ought":
		x.apply(lexicon.Proposed, "ought to")
	case f.IsRel(w, "advcl", "xcomp") && r.goesTo(f.Head(w)) && (r.meets(w) || r.meets(x.noun)): // "flew to Doha to meet the rebels"
		x.with(r.statusOf(r.actAt(f.Head(w))))
	case r.comesTo(w, m), r.errand(w):
	case f.IsRel(w, "advcl") && r.endOf(m) != "": // "announced plans to expel them"
		x.apply(r.endOf(m), r.lower(m-1)+" to")
	case f.IsRel(w, "advcl") && f.UPOS(f.Head(w)) == "VERB" && !(f.Child(f.Head(w), "obj", "iobj") != text.NoToken && r.drives(f.Head(w))): // "sent troops to fight"
		x.apply(lexicon.Hypothetical, "to")
		x.apply(lexicon.Dropped, "purpose")
	}
}

// wasDone gives whose answer or first move it "was to" do something, which he then did; NoToken where nothing of the kind is told.
func (r *reader) wasDone(w text.TokenID) text.TokenID {
	f := r.trees
	be := f.Child(w, "cop", "aux")
	n := f.Child(w, "nsubj:outer", "nsubj")
	if be == text.NoToken || n == text.NoToken || n > be || r.lower(be) != "was" || !r.marked(w, "to") || !r.inClass(n, "reply_deed") {
		return text.NoToken
	}
	return f.Child(n, "nmod:poss")
}

// endOf gives what the object right before "to" says of an infinitive that the tree hangs on the verb as an end in view; nothing where it is
// no such noun.
func (r *reader) endOf(to text.TokenID) lexicon.Effect {
	f := r.trees
	if to == 0 || f.UPOS(to-1) != "NOUN" || !f.IsRel(to-1, "obj") {
		return ""
	}
	e, ok := r.operator(lexicon.Noun, lowerLemma(f.Lemma(to-1)), []lexicon.Slot{lexicon.Xcomp})
	if !ok {
		return ""
	}
	return e
}

// goesTo says that a verb tells of a visit.
func (r *reader) goesTo(v text.TokenID) bool {
	a := r.actAt(v)
	return a != nil && a.trigger.Frame.ID == "consult.visit" && r.trees.UPOS(v) == "VERB"
}

// comesTo says that "to" tells what somebody came to do and no end in view: "resorted to expelling him", "went on to close it", "went so
// far as to close it", "had no choice but to close it".
func (r *reader) comesTo(w, to text.TokenID) bool {
	if r.trees.Morph(w).XPOS == "VBG" {
		return true
	}
	if to < 2 {
		return false
	}
	switch before := r.lower(to - 1); before {
	case "but":
		return r.trees.Head(to-1) == w
	case "on":
		return lowerLemma(r.trees.Lemma(to-2)) == "go" && r.trees.Head(to-1) == to-2
	case "as":
		return r.lower(to-2) == "far"
	}
	return false
}
