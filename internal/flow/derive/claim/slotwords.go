package claim

import (
	"github.com/chancery-project/chancery/internal/text"
)

// askedByWords reads what is asked by its first word: "wondered aloud why, if they were soldiers, they had been sent home".
func (x *finder) askedByWords(v voice) (content, bool) {
	k := v.words.End
	end := x.doc.Sentences[x.doc.SentenceOf(v.word)].Tokens.End
	for k < end && k < v.words.End+3 && !x.isClass(classAsking, k) && (x.trees.UPOS(k) == "ADV" || x.trees.UPOS(k) == "ADP") {
		k++
	}
	if k+2 >= end || x.quoted(k) || v.subject == text.NoToken || v.passive || !x.isClass(classAsking, k) || x.lower(k) == "which" || x.lower(k) == "where" {
		return content{}, false
	}
	run := x.trim(text.TokenRange{First: k, End: x.clauseEnd(k, end)})
	return content{top: x.topAround(run, v.word), run: run, word: text.NoToken}, x.finiteIn(run)
}

// untilAct ends indirect speech before "and" with a past that has an object and follows a passive or "was" with what somebody is: it is what the
// speaker did, "says that the mine was laid at night and expelled the ambassador".
func (x *finder) untilAct(r text.TokenRange, top text.TokenID) text.TokenRange {
	f := x.trees
	if f.Child(top, "aux:pass", "cop") == text.NoToken {
		return r
	}
	for _, k := range f.ChildrenBy(top, "conj") {
		if a := f.Child(k, "aux"); a != text.NoToken && k > top && r.Has(k) && a == f.Child(k, "cc")+1 && (x.lower(a) == "has" || x.lower(a) == "have") && x.wasAt(top) && f.Child(k, "nsubj", "nsubj:pass", "mark") == text.NoToken && !x.quoted(k) {
			r.End = a - 1 // "insists she was cleared for Jolo and has shown a form"
			return x.trim(r)
		}
		xpos, cc := f.Morph(k).XPOS, f.Child(k, "cc")
		if k < top || !r.Has(k) || f.UPOS(k) != "VERB" || xpos != "VBD" && xpos != "VBN" || cc != k-1 || f.Child(k, "obj") <= k || f.Child(k, "aux", "aux:pass", "nsubj", "mark") != text.NoToken || x.isClass(classGiving, k) || x.quoted(k) || cc <= r.First+2 {
			continue
		}
		r.End = cc
		return x.trim(r)
	}
	return r
}

// wasAt says that a passive or what somebody is stands in the past.
func (x *finder) wasAt(t text.TokenID) bool {
	a := x.trees.Child(t, "aux:pass", "cop")
	return a != text.NoToken && (x.lower(a) == "was" || x.lower(a) == "were")
}

// owned says that a noun in the plural belongs to whom a pronoun means: "demanded their sons back".
func (x *finder) owned(t text.TokenID) bool {
	p := x.trees.Child(t, "nmod:poss")
	return p != text.NoToken && x.trees.UPOS(p) == "PRON" && x.trees.Morph(t).Feat("Number") == "Plur"
}

// withoutMessage ends a noun phrase before "in a message to reporters", which tells where it was said, though the tree hangs it on the noun.
func (x *finder) withoutMessage(r text.TokenRange, head text.TokenID) text.TokenRange {
	for _, c := range x.trees.ChildrenBy(head, "nmod") {
		m := x.trees.Child(c, "case")
		if c > head && m > head && m < r.End && (x.lower(m) == "in" || x.lower(m) == "via" || x.lower(m) == "on") && (x.isClass(classIssued, c) || x.lemma(c) == "video" || x.lemma(c) == "tweet") && x.trees.Edges(c).End >= r.End && m > r.First {
			r.End = m
		}
	}
	return r
}
