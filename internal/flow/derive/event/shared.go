package event

import "github.com/chancery-project/chancery/internal/text"

// sharedObject gives the object that stands behind the last of several verbs and belongs to them all: "condemned and sanctioned Belarus",
// "shelled and later bombed the town", which the tree hangs on one of them.
func (r *reader) sharedObject(w text.TokenID) text.TokenID {
	f := r.trees
	if f.Child(w, "obl", "xcomp", "ccomp") != text.NoToken {
		return text.NoToken
	}
	for _, k := range f.ChildrenBy(w, "conj") {
		if o := f.Child(k, "obj"); o != text.NoToken && f.UPOS(k) == "VERB" && f.Child(k, "nsubj") == text.NoToken {
			return o
		}
	}
	h := f.Head(w)
	if !f.IsRel(w, "conj") || h == text.NoToken || f.UPOS(h) != "VERB" || f.UPOS(w) != "VERB" || f.Child(w, "nsubj") != text.NoToken {
		return text.NoToken
	}
	if o := f.Child(h, "obj"); o > w && f.Edges(o).First == w+1 { // hung on the first
		return o
	}
	if !r.rowGoesOn(w) {
		return text.NoToken
	}
	for _, k := range f.ChildrenBy(h, "conj") { // "detained, tortured and deported ten men", with all three on the first
		if o := f.Child(k, "obj"); k > w && o > k && f.UPOS(k) == "VERB" && f.Child(k, "nsubj") == text.NoToken {
			return o
		}
	}
	return text.NoToken
}

// rowGoesOn says that the next verb of a row stands right behind a verb, but for a comma, a conjunction and adverbs.
func (r *reader) rowGoesOn(w text.TokenID) bool {
	f := r.trees
	joined := false
	for t := w + 1; int(t) < len(r.doc.Tokens) && t < w+5; t++ {
		switch {
		case r.doc.Word(t) == ",", f.UPOS(t) == "CCONJ":
			joined = true
		case f.UPOS(t) == "ADV":
		case f.UPOS(t) == "VERB":
			return joined && f.IsRel(t, "conj") && (f.Head(t) == w || f.Head(t) == f.Head(w))
		default:
			return false
		}
	}
	return false
}

// inRow says that a verb is the first of a row whose object stands behind a later one, so that it is no headline in the passive:
// "Eritrea detained, tortured and deported ten men".
func (r *reader) inRow(w text.TokenID) bool {
	return r.rowGoesOn(w) && r.sharedObject(w) != text.NoToken
}
