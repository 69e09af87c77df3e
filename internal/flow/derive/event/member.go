package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// member gives who is said to be one of those that a clause tells of: "Ghana was among the states that backed it", "Peru,
// one of the states that asked for it"; otherwise the noun itself.
func (r *reader) member(n text.TokenID) text.TokenID {
	n = r.wholeName(n)
	if s := r.amongThose(n); s != text.NoToken {
		return s
	}
	if n == text.NoToken || !r.inClass(n, "state_word") || r.trees.UPOS(n) != "NOUN" {
		return n
	}
	f := r.trees
	p := n
	if h := f.Head(n); f.IsRel(n, "nmod") && r.marked(n, "of") && h != text.NoToken && f.UPOS(h) == "NUM" {
		p = h
	}
	s := f.Child(p, "nsubj")
	switch {
	case p != n && f.IsRel(p, "appos"):
		s = f.Head(p)
	case f.Child(p, "cop") == text.NoToken:
		return n
	}
	if s == text.NoToken || r.inClass(s, "neuter") || len(r.sides(s)) == 0 {
		return n
	}
	return s
}

// amongThose gives who is said to be among "those" of whom a clause tells: "Two envoys were among those expelled by Kenya", "Among
// those arrested were four tourists". NoToken elsewhere.
func (r *reader) amongThose(n text.TokenID) text.TokenID {
	f := r.trees
	if n == text.NoToken || r.lower(n) != "those" || !r.marked(n, "among") {
		return text.NoToken
	}
	if f.Child(n, "cop") != text.NoToken {
		return f.Child(n, "nsubj")
	}
	if h := f.Head(n); h > n && f.IsRel(n, "obl", "nmod") && f.UPOS(h) == "NOUN" && f.Child(h, "cop") != text.NoToken {
		return h
	}
	return text.NoToken
}

// beforeInfinitive gives whom a verb is said to, where the tree hangs him on the infinitive behind him: "told the prime minister
// not to strike". NoToken where there is none.
func (r *reader) beforeInfinitive(w text.TokenID) text.TokenID {
	f := r.trees
	for _, x := range f.ChildrenBy(w, "xcomp") {
		to := f.Child(x, "mark")
		if o := f.Child(x, "iobj", "obj", "nsubj"); o > w && to > o && r.lower(to) == "to" {
			return o
		}
	}
	return text.NoToken
}

// deedMeant gives the verb of the act that "which" behind a comma means, where the tree takes it for the state whose government the
// clause is about: "demanded that they be moved to Chad, which N'Djamena refused". NoToken elsewhere.
func (r *reader) deedMeant(w, relative text.TokenID) text.TokenID {
	f := r.trees
	n, s := f.Head(w), f.Child(w, "nsubj")
	if relative == 0 || r.lower(relative) != "which" || r.doc.Word(relative-1) != "," || s == text.NoToken || s == relative || !f.IsRel(n, "nmod", "obl", "obj") {
		return text.NoToken
	}
	own := r.doc.ActorsAt(s)
	if !slices.ContainsFunc(r.doc.ActorsAt(n), func(a record.Actor) bool {
		return isCode(a.Country) && slices.ContainsFunc(own, func(b record.Actor) bool { return a.Country == b.Country })
	}) {
		return text.NoToken
	}
	v := f.Head(n)
	for v != text.NoToken && f.UPOS(v) != "VERB" {
		v = f.Head(v)
	}
	for v != text.NoToken && f.IsRel(v, "xcomp", "ccomp") && r.asksOrOffers(f.Head(v)) {
		v = f.Head(v)
	}
	return v
}

// asksOrOffers says that a verb may hold an act as what is asked for, offered or threatened.
func (r *reader) asksOrOffers(v text.TokenID) bool {
	return v != text.NoToken && r.trees.UPOS(v) == "VERB" && slices.ContainsFunc(r.senses(lexicon.Verb, v), func(t *lexicon.Trigger) bool {
		return holdsContent(t.Frame.Type) && t.Role('C') != nil
	})
}

// wholeName gives the head of the name that a word is the last part of, where a clause hangs on that part: "the Economic Community of West
// African States, which suspended Niger"; otherwise the word itself.
func (r *reader) wholeName(n text.TokenID) text.TokenID {
	f := r.trees
	if n == text.NoToken || f.UPOS(n) != "PROPN" || !f.IsRel(n, "nmod") || f.UPOS(f.Head(n)) != "PROPN" || len(r.doc.MentionsAt(n)) > 0 {
		return n
	}
	for _, m := range r.doc.MentionsAt(f.Head(n)) {
		if span := r.doc.Tokens[n].Span; m.Span.Start <= span.Start && span.End <= m.Span.End {
			return f.Head(n)
		}
	}
	return n
}

// besideRelative says that a noun joined to another stands behind the relative clause whose act is tried, which tells of the first alone:
// "the African Union, which suspended Sudan, and IGAD".
func (r *reader) besideRelative(w, c text.TokenID) bool {
	if r.trying == nil {
		return false
	}
	if r.withinRelative(w, c) {
		return true
	}
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "acl:relcl"), func(v text.TokenID) bool {
		return v < c && r.trees.Dominates(v, r.trying.at)
	})
}

// namedBehind gives the others of several that a plural noun names right behind it: "the neighbours India and Pakistan".
func (r *reader) namedBehind(w text.TokenID) (all []side) {
	f := r.trees
	if f.UPOS(w) != "NOUN" || f.Morph(w).Feat("Number") != "Plur" {
		return nil
	}
	for _, a := range f.ChildrenBy(w, "appos") {
		if f.UPOS(a) != "PROPN" || f.Edges(a).First != w+1 {
			continue
		}
		for _, c := range f.ChildrenBy(a, "conj") {
			if f.UPOS(c) == "PROPN" {
				all = append(all, r.sides(c)...)
			}
		}
	}
	return all
}
