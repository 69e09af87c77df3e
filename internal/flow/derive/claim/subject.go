package claim

import "github.com/chancery-project/chancery/internal/text"

// takenForClause gives the noun phrase that begins a sentence and that the tree takes for what is said: "Human Rights Watch, however, says".
func (x *finder) takenForClause(t text.TokenID) text.TokenID {
	f := x.trees
	first := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.First
	for _, c := range f.ChildrenBy(t, "ccomp", "dep", "vocative", "dislocated", "compound") {
		if f.IsRel(c, "compound") && (x.doc.NameAt(c) == nil || len(x.doc.ActorsAt(c)) == 0 && x.doc.NameAt(c).Type == text.LocationName) {
			continue // "Amnesty International considers him a victim"
		}
		if e := f.Edges(c); c < t && e.First == first && (f.UPOS(c) == "NOUN" || f.UPOS(c) == "PROPN" || x.doc.NameAt(c) != nil) && (x.doc.NameAt(c) != nil || !x.hasVerb(text.TokenRange{First: e.First, End: c + 1})) && f.Child(c, "case", "cop") == text.NoToken && x.canSpeak(c) && !x.quoted(c) {
			return c
		}
	}
	return text.NoToken
}

// rightBefore gives the noun phrase right before the verb at the top of a sentence, which the tree hangs on the place or time before it: "In
// an address at dawn the opposition candidate accused".
func (x *finder) rightBefore(t text.TokenID) text.TokenID {
	f := x.trees
	k := t - 1
	if f.Head(t) != text.NoToken || k < 2 || f.UPOS(k) != "NOUN" || f.Head(k) > t || !x.canSpeak(k) || f.Child(k, "case") != text.NoToken || x.quoted(k) != x.quoted(t) {
		return text.NoToken
	}
	switch f.Morph(t).XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return text.NoToken
	}
	d := f.Child(k, "det", "nmod:poss")
	if d == text.NoToken || d != f.Edges(k).First || d == 0 || f.UPOS(d-1) == "ADP" || f.UPOS(d-1) == "VERB" || f.UPOS(d-1) == "CCONJ" {
		return text.NoToken
	}
	return k
}

// doingSubject gives the people of "Ministers meeting in London called on", where the tree takes what they are doing for the subject.
func (x *finder) doingSubject(t text.TokenID) text.TokenID {
	c := x.trees.Child(t, "csubj")
	if c == text.NoToken || c > t || x.trees.Morph(c).XPOS != "VBG" {
		return text.NoToken
	}
	if s := x.ownSubject(c); s != text.NoToken && s < c && x.trees.UPOS(s) != "PRON" && x.canSpeak(s) && x.trees.Child(c, "aux", "obj") == text.NoToken {
		return s
	}
	return text.NoToken
}

// behindSemicolon gives the first noun behind a semicolon between two coordinated verbs: the second has a subject of its
// own then, also where the tree does not join them. It gives NoToken where no semicolon stands there.
func (x *finder) behindSemicolon(h, t text.TokenID) text.TokenID {
	from := text.NoToken
	for k := h; k < t; k++ {
		if x.doc.Word(k) == ";" && !x.quoted(k) {
			from = k + 1
		}
	}
	for k := from; from != text.NoToken && k < t; k++ {
		u, next := x.trees.UPOS(k), x.trees.UPOS(k+1)
		if (u == "NOUN" || u == "PROPN") && next != "NOUN" && next != "PROPN" && x.canSpeak(k) {
			return k
		}
		if u == "VERB" || u == "AUX" {
			break
		}
	}
	return text.NoToken
}

// siblingSubject gives the subject of the last verb before t that is coordinated with the same verb: "were freed, and
// Malaysia has sent ships and threatened".
func (x *finder) siblingSubject(h, t text.TokenID) text.TokenID {
	f := x.trees
	found := text.NoToken
	for _, c := range f.ChildrenBy(h, "conj") {
		if h >= c || c >= t || x.quoted(c) != x.quoted(t) {
			continue
		}
		if s := f.Child(c, "nsubj"); s != text.NoToken && f.UPOS(c) == "VERB" {
			found = x.antecedent(s)
		} else if f.UPOS(c) == "PROPN" || f.UPOS(c) == "NOUN" { // taken for a part of the first sentence
			if k := f.Edges(c); x.ownSentence(c) && x.canSpeak(c) && k.First < t && f.Child(f.Head(t), "nsubj") != text.NoToken {
				found = c
			}
		}
	}
	return found
}

// nearSubject gives the nearest subject before a participle that can speak.
func (x *finder) nearSubject(t text.TokenID) text.TokenID {
	first := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.First
	for k := t - 1; k >= first; k-- {
		if x.trees.IsRel(k, "nsubj") && x.trees.UPOS(k) != "PRON" && x.canSpeak(k) {
			return k
		}
	}
	return text.NoToken
}

// behindOtherRelative gives the noun at the top of a sentence that has a relative clause with a subject of its own before a verb of saying
// which the tree takes for another one: "an admiral who was in the room says that".
func (x *finder) behindOtherRelative(t, h text.TokenID) text.TokenID {
	f := x.trees
	c := f.Child(h, "acl:relcl")
	if c == text.NoToken || c >= t || c < h || f.Child(t, "ccomp") == text.NoToken || f.Root(h) != h || !x.canSpeak(h) {
		return text.NoToken
	}
	if s := x.ownSubject(c); s == text.NoToken || !x.isClass(classRelative, s) {
		return text.NoToken
	}
	return h
}
