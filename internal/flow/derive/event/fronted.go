package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
)

// fronted gives the clause that stands before a verb of speaking without quotation marks: "Israel must withdraw, France
// said". The tree takes the clause for the sentence and hangs the verb on it.
func (r *reader) fronted(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" || !f.IsRel(w, "parataxis") || !r.inClass(w, "speaking") || slices.ContainsFunc(f.ChildrenBy(w, "ccomp", "xcomp"), func(c text.TokenID) bool { return !r.aparts(c) }) {
		return text.NoToken
	}
	h := f.Head(w)
	if h == text.NoToken || h > w || f.Child(h, "nsubj", "nsubj:pass", "expl") == text.NoToken {
		return text.NoToken
	}
	if s := f.Child(w, "nsubj"); s == text.NoToken || s < h {
		return text.NoToken
	}
	if first := f.Edges(w).First; r.doc.Word(first) == ";" || first > 0 && r.doc.Word(first-1) == ";" {
		return text.NoToken // "The UN halted flights; its envoy demanded a truce"
	}
	return h
}

// aparts says that what hangs on a verb as its clause is but a participle or a clause of time that tells how or when it was said: "said in a
// message meant for Cairo", "told Beijing after exports were cut".
func (r *reader) aparts(c text.TokenID) bool {
	f := r.trees
	if tag := f.Morph(c).XPOS; tag != "VBN" && tag != "VBG" {
		return false
	}
	if f.Child(c, "nsubj", "nsubj:pass") == text.NoToken {
		return f.Child(c, "mark") == text.NoToken
	}
	return slices.ContainsFunc(f.ChildrenBy(c, "mark", "advmod"), func(m text.TokenID) bool { return r.lexicon.In("when_word", r.lower(m)) })
}

// spokenAfter gives the verb of speaking behind a clause that is its content.
func (r *reader) spokenAfter(w text.TokenID) text.TokenID {
	for _, v := range r.trees.ChildrenBy(w, "parataxis") {
		if r.fronted(v) == w {
			return v
		}
	}
	return text.NoToken
}

// modifiers are the adjectives and nouns before a noun, and a "no" that denies it: "no intention".
func (r *reader) modifiers(n text.TokenID) []text.TokenID {
	all := r.trees.ChildrenBy(n, "amod", "compound")
	for _, d := range r.trees.ChildrenBy(n, "det") {
		if r.lexicon.In("negative", r.lower(d)) {
			all = append(all, d)
		}
	}
	return all
}

// overAdjective gives the clause that hangs on an adjective said of "it" by a verb, and is the content of that verb: "made it plain that
// troops must leave".
func (r *reader) overAdjective(w text.TokenID) []text.TokenID {
	f := r.trees
	o, x := f.Child(w, "obj"), f.Child(w, "xcomp")
	if f.UPOS(w) != "VERB" || o == text.NoToken || x == text.NoToken || r.lower(o) != "it" || f.UPOS(x) != "ADJ" {
		return nil
	}
	return f.ChildrenBy(x, "ccomp")
}
