package event

import "github.com/chancery-project/chancery/internal/text"

// member gives who is said to be one of those that a clause tells of: "Ghana was among the states that backed it", "Peru,
// one of the states that asked for it"; otherwise the noun itself.
func (r *reader) member(n text.TokenID) text.TokenID {
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
