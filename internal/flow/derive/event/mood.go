package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// atHand says that a report of something is told to be there, so that it is told of with it: "received reports that".
func (r *reader) atHand(n text.TokenID) bool {
	v := r.trees.Head(n)
	return v != text.NoToken && r.trees.IsRel(n, "obj") && r.trees.UPOS(v) == "VERB" && r.inClass(n, "message") && r.inClass(v, "having")
}

// taken says that a decision is told to have had its effect: "Chad's decision to close the border has left traders stranded".
func (r *reader) taken(n text.TokenID) bool {
	f := r.trees
	v := f.Head(n)
	if v == text.NoToken || f.UPOS(n) != "NOUN" || !r.inClass(n, "deed") || !f.IsRel(n, "nsubj") || f.UPOS(v) != "VERB" {
		return false
	}
	return f.Morph(v).XPOS == "VBD" || r.lastsUntilNow(v)
}

// asksFor says that a verb asks, proposes or threatens.
func (r *reader) asksFor(v text.TokenID) bool {
	return slices.ContainsFunc(r.senses(lexicon.Verb, v), func(t *lexicon.Trigger) bool { return t.Frame.Type == ontology.Request && t.Role('C') != nil })
}

// asks says that a noun asks, promises or threatens: what its clause with "that" tells is no more than that.
func (r *reader) asks(n text.TokenID) bool {
	return slices.ContainsFunc(r.senses(lexicon.Noun, n), func(t *lexicon.Trigger) bool { return holdsContent(t.Frame.Type) && t.Role('C') != nil })
}

// marksThat says that a clause begins with "that", whatever the tree takes it for.
func (r *reader) marksThat(w text.TokenID) bool {
	first := r.trees.Edges(w).First
	return r.lower(first) == "that"
}

// imagined says that a noun of an act with "a" is said in the present to be something: "An attack by Russia on NATO is a
// nightmare".
func (r *reader) imagined(n, h text.TokenID) bool {
	f := r.trees
	d := f.Child(n, "det")
	cop := f.Child(h, "cop")
	return d != text.NoToken && (r.lower(d) == "a" || r.lower(d) == "an") && (r.lower(cop) == "is" || r.lower(cop) == "be")
}

// unsaid says that a verb of saying is denied: "has not said that it will recognise Somaliland".
func (r *reader) unsaid(h text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(h, "advmod"), func(a text.TokenID) bool {
		return r.lower(a) == "not" || r.lower(a) == "n't" || r.lower(a) == "never"
	})
}

// unverified says that a verb of confirming is denied or refused: "declined to confirm", "could not be verified".
func (r *reader) unverified(h text.TokenID) bool {
	var y reality
	y.noun, y.outer = text.NoToken, text.NoToken
	r.local(&y, h)
	if y.denied || y.hypothetical {
		return true
	}
	up := r.trees.Head(h)
	return up != text.NoToken && r.trees.IsRel(h, "xcomp") && r.inClass(up, "refusing")
}

// unstopped says that a sentence ends without a stop, as headlines do.
func (r *reader) unstopped(w text.TokenID) bool {
	s := r.doc.Sentences[r.doc.SentenceOf(w)]
	return s.Kind == text.Title || r.trees.UPOS(s.Tokens.End-1) != "PUNCT"
}

// headline says that an infinitive is the verb of a headline: "Kuwait's emir to receive envoys".
func (r *reader) headline(w text.TokenID) bool {
	f := r.trees
	h := f.Head(w)
	return f.IsRel(w, "acl") && r.marked(w, "to") && f.IsRel(h, "root") && (f.UPOS(h) == "NOUN" || f.UPOS(h) == "PROPN") &&
		r.unstopped(w) && len(r.actorsAt(h)) > 0
}

// manner says that a participle tells of the same act as the verb above it ("will strike, killing"), without a word of
// time between them.
func (r *reader) manner(w text.TokenID) bool {
	return r.trees.Child(w, "mark", "case") == text.NoToken && r.trees.Morph(w).XPOS == "VBG"
}

// counterfactual says that a verb stands behind a modal and "have", or behind an auxiliary that opens a condition: "had
// Iraq withdrawn", "should the council agree".
func (r *reader) counterfactual(w text.TokenID) bool {
	f := r.trees
	modal, have := f.IsRel(w, "xcomp") && f.Head(w) != text.NoToken && r.lower(f.Head(w)) == "ought", false
	for _, a := range f.ChildrenBy(w, "aux") {
		switch r.lower(a) {
		case "should", "could", "would", "might", "ought", "'d":
			modal = true
		case "have", "'ve":
			have = true
		}
	}
	return modal && have || r.inverted(w)
}

// inverted says that an auxiliary before the subject makes a clause a condition.
func (r *reader) inverted(w text.TokenID) bool {
	f := r.trees
	s := f.Child(w, "nsubj")
	if h := f.Head(w); s != text.NoToken && f.IsRel(w, "xcomp") && f.UPOS(h) == "AUX" && h < s && f.IsRel(h, "aux") && r.lower(h) == "had" {
		return true // where the auxiliary is taken for that of the clause behind
	}
	if s == text.NoToken || !f.IsRel(w, "advcl", "xcomp", "ccomp", "parataxis", "csubj", "root") {
		return false
	}
	if last := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.End - 1; strings.HasPrefix(r.doc.Word(last), "?") {
		return false
	}
	for _, a := range f.ChildrenBy(w, "aux") {
		if word := r.lower(a); a < s && (word == "had" || word == "should" || word == "were") {
			return true
		}
	}
	return false
}

// task says that a participle names what somebody might do: "faces a balancing act: keeping up talks", "the choice between
// deporting them and feeding them". The noun that says so stands before the colon, or the participle hangs on it.
func (r *reader) task(w, h text.TokenID) bool {
	f := r.trees
	if f.Morph(w).XPOS != "VBG" || f.Child(w, "nsubj", "aux") != text.NoToken || !f.IsRel(w, "advcl", "acl", "appos", "parataxis", "obj", "nmod", "xcomp") {
		return false
	}
	if f.IsRel(w, "acl", "appos", "nmod") && r.inClass(h, "task") && f.Child(w, "mark", "case") != text.NoToken {
		return true
	}
	first := f.Edges(w).First
	if r.doc.Word(first) != ":" {
		return false
	}
	return slices.ContainsFunc(append([]text.TokenID{h}, f.ChildrenBy(h, "obj", "nsubj", "obl", "xcomp", "nsubj:pass")...), func(n text.TokenID) bool {
		return n < first && r.inClass(n, "task")
	})
}

// soCalled drops a noun that is what somebody calls something behind "what", and his calling it so in passing: "condemned what it called the
// kidnapping of migrants", "struck what it called terrorist camps". That there was such an act is not told.
func (r *reader) soCalled(x *reality, c *candidate) {
	f := r.trees
	free := func(v text.TokenID) bool {
		return f.IsRel(v, "acl:relcl", "ccomp", "csubj") && r.inClass(v, "naming") && r.lower(f.Head(v)) == "what"
	}
	switch {
	case c.trigger.POS == lexicon.Noun && f.IsRel(c.at, "obj", "xcomp", "iobj") && free(f.Head(c.at)),
		c.trigger.POS == lexicon.Verb && free(c.at) && f.UPOS(f.Child(c.at, "nsubj")) == "PRON":
		x.apply(lexicon.Dropped, "what somebody calls so")
	}
}

// dayAhead says that a verb tells for when something is called: "convened a summit for Wednesday".
func (r *reader) dayAhead(w text.TokenID) bool {
	return slices.ContainsFunc(r.withPreposition(w, "for"), func(x text.TokenID) bool { return r.isTime(x) })
}
