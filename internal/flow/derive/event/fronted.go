package event

import "github.com/chancery-project/chancery/internal/text"

// fronted gives the clause that stands before a verb of speaking without quotation marks: "Israel must withdraw, France
// said". The tree takes the clause for the sentence and hangs the verb on it.
func (r *reader) fronted(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" || !f.IsRel(w, "parataxis") || !r.inClass(w, "speaking") || f.Child(w, "ccomp", "xcomp") != text.NoToken {
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
