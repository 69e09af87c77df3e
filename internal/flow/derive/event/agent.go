package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
)

// agentsOf gives who does what a noun tells by what stands behind "by": all that was found, nobody where the noun has an owner who does it and
// "by" belongs to what it is about ("France's ban on flights by Algerian aircraft"), and who the tree hangs farther down, on the place or
// the aim of the act ("the killing of an envoy in Tehran by Israel").
func (r *reader) agentsOf(w text.TokenID, all []text.TokenID) []text.TokenID {
	f := r.trees
	if owner := f.Child(w, "nmod:poss"); owner != text.NoToken && !r.isTime(owner) {
		return slices.DeleteFunc(all, func(x text.TokenID) bool {
			by := f.Child(x, "case")
			return by > w+1 && slices.ContainsFunc(f.ChildrenBy(w, "nmod"), func(n text.TokenID) bool { return n > w && n < by })
		})
	}
	if len(all) > 0 {
		return all
	}
	if x := r.besideJudged(w); x != text.NoToken {
		return []text.TokenID{x}
	}
	n := w
	for range maxChain {
		below := f.ChildrenBy(n, "nmod")
		if len(below) == 0 || below[len(below)-1] < n {
			return nil
		}
		n = below[len(below)-1]
		if r.marked(n, "by") {
			if r.isTime(n) || r.actBetween(w, n) {
				return nil
			}
			return []text.TokenID{n}
		}
	}
	return nil
}

// actBetween says that another noun of an act stands between a noun and what hangs below it, whose agent that may be: "the fear of raids
// on towns by rebels".
func (r *reader) actBetween(w, n text.TokenID) bool {
	for h := r.trees.Head(n); h != w && h != text.NoToken; h = r.trees.Head(h) {
		if r.trees.UPOS(h) == "NOUN" && r.isAct(h) {
			return true
		}
	}
	return false
}

// calledSo gives what something is called where the tree hangs that on the end of the thing: "called the arrest of the officer a kidnapping".
func (r *reader) calledSo(w text.TokenID) text.TokenID {
	f := r.trees
	o := f.Child(w, "obj")
	if o == text.NoToken || o < w || !r.inClass(w, "naming") || f.Child(w, "xcomp") != text.NoToken {
		return text.NoToken
	}
	end := f.Edges(w).End
	for n := o + 1; n < end; n++ {
		d := f.Child(n, "det")
		if f.UPOS(n) != "NOUN" || !f.IsRel(n, "nmod:unmarked", "obl:unmarked", "appos", "nmod:desc") || d == text.NoToken || r.doc.Word(f.Edges(n).First-1) == "," {
			continue
		}
		if a := r.lower(d); (a == "a" || a == "an") && f.Edges(n).First == d {
			return n
		}
	}
	return text.NoToken
}

// nameOf says that a noun is what somebody calls something: "called the raid an invasion", "was branded a kidnapping by Peru".
func (r *reader) nameOf(c *candidate) bool {
	f := r.trees
	if c.trigger.POS != lexicon.Noun {
		return false
	}
	if f.IsRel(c.at, "xcomp") {
		return r.inClass(f.Head(c.at), "naming")
	}
	for v := f.Head(c.at); v != text.NoToken && f.IsRel(c.at, "nmod:unmarked", "obl:unmarked", "appos", "nmod:desc"); v = f.Head(v) {
		if f.UPOS(v) == "VERB" {
			return r.calledSo(v) == c.at
		}
	}
	return false
}
