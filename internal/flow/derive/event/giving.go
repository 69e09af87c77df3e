package event

import (
	"github.com/chancery-project/chancery/internal/text"
)

// captive gives who is held hostage, where the tree takes them for a modifier of "hostage"; NoToken where there is none.
func (r *reader) captive(o text.TokenID) text.TokenID {
	f := r.trees
	if !r.inClass(o, "hostage_word") || f.Morph(o).Feat("Number") != "Sing" {
		return text.NoToken
	}
	for _, c := range f.ChildrenBy(o, "compound") {
		if c == o-1 && (f.UPOS(c) == "NOUN" || f.UPOS(c) == "PROPN") {
			return c
		}
	}
	return text.NoToken
}

// glued gives whom something is given to, where the tree takes it for a modifier of the thing: "offered Bolivia royalties",
// "gave the peacekeepers trucks". NoToken where there is none.
func (r *reader) glued(w text.TokenID) text.TokenID {
	f := r.trees
	o := f.Child(w, "obj")
	if o == text.NoToken || f.UPOS(o) != "NOUN" || f.Child(w, "iobj") != text.NoToken || f.Edges(o).First <= w || f.Morph(o).Feat("Number") != "Plur" {
		return text.NoToken
	}
	for _, c := range f.ChildrenBy(o, "compound") {
		if c != o-1 && f.UPOS(c) != "PROPN" { // but "sold Turkey air-defence missiles"
			continue
		}
		if f.UPOS(c) == "PROPN" && c == w+1 && (len(r.doc.ActorsAt(c)) > 0 || r.inClass(w, "giving") && r.doc.PlaceAt(c) != nil) || f.UPOS(c) == "NOUN" && f.Morph(c).Feat("Number") == "Plur" && (r.human(c) || r.inClass(c, "fighters")) {
			return c
		}
	}
	return text.NoToken
}

// receiving gives the thing that the subject of a passive is given or refused: "visas" of "the reporters were denied visas". NoToken
// where there is none.
func (r *reader) receiving(w text.TokenID) text.TokenID {
	f := r.trees
	if !r.passive(w) || !r.inClass(w, "giving") {
		return text.NoToken
	}
	if o := f.Child(w, "obj", "xcomp"); o > w && f.UPOS(o) == "NOUN" && !r.isTime(o) {
		return o
	}
	return text.NoToken
}

// given gives the thing that the tree takes for an apposition of whom it is given to, NoToken where there is none.
func (r *reader) given(o text.TokenID) text.TokenID {
	f := r.trees
	a := f.Child(o, "appos")
	if a == text.NoToken || f.UPOS(a) != "NOUN" && f.Morph(a).XPOS != "$" || !r.isMoney(a) && !r.inClass(a, "help") {
		return text.NoToken
	}
	for t := o + 1; t < a; t++ {
		if f.UPOS(t) == "PUNCT" {
			return text.NoToken
		}
	}
	return a
}

// withheld says that a noun is what somebody is refused: "was refused permission to return", "denied him the right to vote".
func (r *reader) withheld(n text.TokenID) bool {
	v := r.trees.Head(n)
	return v != text.NoToken && r.trees.IsRel(n, "obj", "xcomp") && r.inClass(v, "refusing") && r.inClass(v, "giving")
}

// doer gives who does what the verb says that a noun hangs on, itself or by the object of the verb: "called a meeting at
// Britain's request". NoToken where there is none.
func (r *reader) doer(w text.TokenID) text.TokenID {
	f := r.trees
	h := f.Head(w)
	if h != text.NoToken && f.IsRel(w, "nmod") && f.IsRel(h, "obj") {
		h = f.Head(h)
	} else if !f.IsRel(w, "obl") {
		return text.NoToken
	}
	if h == text.NoToken || f.UPOS(h) != "VERB" {
		return text.NoToken
	}
	if e := r.acts[h]; e != nil && e.trigger.Frame.ID == "consult.host" { // "received the premier at the invitation of the king": he is asked
		return r.object(h)
	}
	return r.subject(h)
}
