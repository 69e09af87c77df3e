package text

import "slices"

// Edges gives the run from the first to the last word of the subtree of w. Where arcs cross, words of other subtrees
// lie inside it.
func (t *Forest) Edges(w TokenID) TokenRange { return TokenRange{t.left[w], t.right[w] + 1} }

// Subtree gives w and all words below it, in the order of the text.
func (t *Forest) Subtree(w TokenID) []TokenID {
	list := []TokenID{w}
	for i := 0; i < len(list); i++ {
		list = append(list, t.Children(list[i])...)
	}
	slices.Sort(list)
	return list
}

// Dominates tells whether b is a or lies below it.
func (t *Forest) Dominates(a, b TokenID) bool {
	for ; b != NoToken; b = t.heads[b] {
		if a == b {
			return true
		}
	}
	return false
}

// Root gives the root of the tree that holds w.
func (t *Forest) Root(w TokenID) TokenID {
	for t.heads[w] != NoToken {
		w = t.heads[w]
	}
	return w
}

// Step is one arc of a path: down to To from its head, or up from From to its head.
type Step struct {
	From, To TokenID
	Rel      string // of the lower word to the upper
	Up       bool
}

// Path gives the arcs from a to b: first up to the lowest word that is above both, then down. It is nil where they
// are one word or in different sentences.
func (t *Forest) Path(a, b TokenID) []Step {
	depthA, depthB := t.depth(a), t.depth(b)
	var up, down []Step
	for a != b {
		if a == NoToken || b == NoToken {
			return nil
		}
		if depthA < depthB {
			down = append(down, Step{From: t.heads[b], To: b, Rel: t.rels[b]})
			b, depthB = t.heads[b], depthB-1
		} else {
			up = append(up, Step{From: a, To: t.heads[a], Rel: t.rels[a], Up: true})
			a, depthA = t.heads[a], depthA-1
		}
	}
	slices.Reverse(down)
	return append(up, down...)
}

func (t *Forest) depth(w TokenID) int {
	n := 0
	for ; t.heads[w] != NoToken; w = t.heads[w] {
		n++
	}
	return n
}

// Conjuncts gives all members of the coordination that w belongs to, w among them, in the order of the text: "Iran",
// "Russia" and "China" for each of the three in "Iran, Russia and China". A word in no coordination is alone.
func (t *Forest) Conjuncts(w TokenID) []TokenID {
	for t.heads[w] != NoToken && t.IsRel(w, "conj") {
		w = t.heads[w]
	}
	list := []TokenID{w}
	for i := 0; i < len(list); i++ {
		list = append(list, t.ChildrenBy(list[i], "conj")...)
	}
	slices.Sort(list)
	return list
}

// Clause gives the word at the top of the clause that w stands in: w itself or the nearest word above it that heads
// a clause (a root, a clausal complement or modifier, a parataxis, or a verb that is coordinated with one of these).
func (t *Forest) Clause(w TokenID) TokenID {
	for !t.HeadsClause(w) {
		w = t.heads[w]
	}
	return w
}

// HeadsClause tells whether w is the top of a clause.
func (t *Forest) HeadsClause(w TokenID) bool {
	if t.heads[w] == NoToken || t.IsRel(w, "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis") {
		return true
	}
	if !t.IsRel(w, "conj") {
		return false
	}
	return t.UPOS(w) == "VERB" || t.Child(w, "nsubj", "csubj", "cop", "expl") != NoToken
}

// ClauseTokens gives the words of the clause of head w without those of the clauses below it, in the order of the
// text.
func (t *Forest) ClauseTokens(w TokenID) []TokenID {
	list := []TokenID{w}
	for i := 0; i < len(list); i++ {
		for _, c := range t.Children(list[i]) {
			if !t.HeadsClause(c) {
				list = append(list, c)
			}
		}
	}
	slices.Sort(list)
	return list
}
