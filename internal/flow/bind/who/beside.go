package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// beside says that somebody stands beside politics: a sportsman told by the bare name of his state ("India captain John
// Doe"), those who play and sing ("the ballet company of Georgia"), a state that owns an animal or an athlete ("China's
// panda"), somebody's opponent in a match.
func (b *binder) beside(t text.TokenID, core text.TokenRange, a Actor) bool {
	f, words := b.doc.Trees, b.resolver.words
	if polity(a) {
		return f.IsRel(t, "nmod:poss") && f.Head(t) != text.NoToken && words.has(classCustom, f.Lemma(f.Head(t)))
	}
	if owner := f.Child(t, "nmod:poss"); owner != text.NoToken && f.UPOS(owner) == "PRON" && a.ID == "" && len(a.Sectors) > 0 && a.Sectors[0] == "OPP" && words.has(classRelation, b.doc.Word(t)) {
		return true
	}
	for w := core.First + 1; w < core.End; w++ {
		if words.has(classPlayer, b.doc.Word(w)) && b.isState(w-1) {
			return true
		}
	}
	return a.ID == "" && t > core.First && words.has(classStage, b.doc.Word(t-1))
}

// isState says that a word is the name of a state, not the adjective of one.
func (b *binder) isState(w text.TokenID) bool {
	return slices.ContainsFunc(b.resolver.base.Find(b.doc.Word(w)), func(c knowledge.Candidate) bool {
		return c.Entity != nil && c.Entity.Polity != nil && (c.Name.Relation == knowledge.IsName || c.Name.Relation == knowledge.IsAlias)
	})
}

// police makes officers those of the police where the report tells of it more than of an army.
func (b *binder) police() {
	police, army := 0, 0
	for _, f := range b.found {
		switch {
		case len(f.actor.Sectors) == 0 || b.officers(f.actor):
		case f.actor.Sectors[0] == "COP":
			police += len(f.mentions)
		case f.actor.Sectors[0] == "MIL":
			army += len(f.mentions)
		}
	}
	if police <= army {
		return
	}
	for i := range b.found {
		if a := &b.found[i].actor; b.officers(*a) {
			a.Sectors = []string{"COP"}
			a.Why = append(a.Why[:len(a.Why):len(a.Why)], "officers in a report of police")
		}
	}
}

// officers says that somebody is described as an officer and no more.
func (b *binder) officers(a Actor) bool {
	return a.ID == "" && !a.named && a.Body == "" && len(a.Sectors) > 0 && a.Sectors[0] == "MIL" && b.resolver.words.has(classOfficer, a.Name)
}

// suffers says that something is done to somebody by the country that he would be of: "Israeli strikes killed 73 people"
// does not say whose people they are.
func (b *binder) suffers(t text.TokenID, country string) bool {
	f := b.doc.Trees
	top := f.Conjuncts(t)[0]
	verb := f.Head(top)
	if b.domestic || verb == text.NoToken || !f.IsRel(top, "obj", "iobj", "obl", "nsubj:pass") || f.IsRel(top, "obl:agent") {
		return false
	}
	span := b.doc.SentenceSpan(b.doc.SentenceOf(t))
	if slices.ContainsFunc(b.places, func(m text.Mention) bool {
		return span.Start <= m.Span.Start && m.Span.End <= span.End && m.As.Country == country && b.around(t, m.Head)
	}) {
		return false
	}
	for _, doer := range f.ChildrenBy(verb, "nsubj", "obl:agent", "obl") {
		if doer == top {
			continue
		}
		if mark := f.Child(doer, "case"); mark != text.NoToken && !strings.EqualFold(b.doc.Word(mark), "by") {
			continue
		}
		r := f.Edges(doer)
		for w := r.First; w < r.End; w++ {
			if x := b.leader(b.at(w)); x != nil && x.Country == country && !(len(x.Sectors) > 0 && (x.Sectors[0] == "COP" || x.Sectors[0] == "JUD")) {
				return true
			}
		}
	}
	return false
}

// at finds the first actor that a word heads.
func (b *binder) at(w text.TokenID) (int, bool) {
	k, ok := b.byHead[w]
	return k, ok
}
