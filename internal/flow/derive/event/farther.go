package event

import (
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// farther looks for a preposition of goal or origin anywhere in the object of a verb, or behind a noun that is taken for
// its complement: "sends aircraft with medicine and tents to Damascus", "blame the fires on Morocco".
func (r *reader) farther(w text.TokenID, preposition string) []text.TokenID {
	f := r.trees
	if x := f.Child(w, "xcomp"); x != text.NoToken && (f.UPOS(x) == "NOUN" || f.UPOS(x) == "PROPN") {
		if all := r.prepositional(x, preposition, nil); len(all) > 0 {
			return all
		}
	}
	if r.lexicon.In("goal", preposition) {
		for _, x := range f.ChildrenBy(w, "obl") { // "pledged $100 million in aid to Sudan"
			if x > w && r.marked(x, "in") && !r.isTime(x) {
				if all := r.prepositional(x, preposition, nil); len(all) > 0 {
					return all
				}
			}
		}
	}
	if preposition == "with" && r.trying != nil && r.trying.trigger.Frame.Type == ontology.Cooperate { // "shared intelligence on the plot with Germany"
		for _, x := range f.ChildrenBy(w, "obl") {
			if x > w && r.marked(x, "on") && !r.isTime(x) {
				if all := r.prepositional(x, preposition, nil); len(all) > 0 {
					return all
				}
			}
		}
	}
	if preposition == "from" && r.trying != nil && r.trying.trigger.Frame.Type == ontology.Request { // "asked for help from donors"
		for _, x := range f.ChildrenBy(w, "obl") {
			if x > w && r.marked(x, "for") {
				return r.prepositional(x, preposition, nil)
			}
		}
	}
	o := r.object(w)
	if o == text.NoToken || o < w || !r.lexicon.In("goal", preposition) {
		return nil
	}
	last := text.NoToken
	for _, x := range f.Subtree(o) {
		if !f.IsRel(x, "nmod", "obl") || x < o || r.actAt(f.Head(x)) != nil && !(f.Head(f.Head(x)) == o && r.marked(f.Head(x), "of") && r.isMoney(o)) { // "90 million euros of support to Kenya"
			continue
		}
		if r.marked(x, preposition) && !r.underClause(x, o) {
			last = x
		}
	}
	return one(last)
}

// underClause says that a clause lies between a word and one above it.
func (r *reader) underClause(x, top text.TokenID) bool {
	for ; x != top && x != text.NoToken; x = r.trees.Head(x) {
		if r.trees.IsRel(x, "acl", "ccomp", "advcl") {
			return true
		}
	}
	return false
}
