package claim

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// mostAway is the most sentences back that "one" or "another" looks for those of whom it is one.
const mostAway = 3

// standsAlone says that a word stands for somebody of those told of before, and nothing in its own phrase tells of whom: "one said",
// "others complain", "a third".
func (x *finder) standsAlone(t text.TokenID) bool {
	if h := x.trees.Head(t); !x.isClass(classAlone, t) || !x.trees.IsRel(t, "nsubj") && (h != t+1 || len(x.lex.of(partVerb, x.lemma(h))) == 0) {
		return false
	}
	switch x.trees.UPOS(t) {
	case "NUM", "DET", "PRON", "ADJ", "NOUN":
		return x.trees.Child(t, "nmod", "acl", "compound", "nmod:poss", "amod") == text.NoToken
	}
	return false
}

// groupBefore gives those of whom "one", "another" or "others" is: the last who spoke or was the subject of a clause before it and is
// a described person or several. It gives NoToken where there is nobody of that kind.
func (x *finder) groupBefore(t text.TokenID) text.TokenID {
	if !x.standsAlone(t) {
		return text.NoToken
	}
	several := x.lower(t) == "one" || x.lower(t) == "others" || x.lower(t) == "some" || x.lower(t) == "many" || x.lower(t) == "most"
	here := x.doc.SentenceOf(t)
	for i := here; i >= 0 && i >= here-mostAway; i-- {
		r := x.doc.Sentences[i].Tokens
		for k := min(r.End, t) - 1; k >= r.First; k-- {
			if !x.canBeOne(k) || several && x.trees.Morph(k).Feat("Number") != "Plur" {
				continue
			}
			return k
		}
	}
	return text.NoToken
}

// canBeOne says that a word tells of people of a kind, and is the subject of a clause, behind "according to" or behind "by".
func (x *finder) canBeOne(k text.TokenID) bool {
	if x.trees.UPOS(k) != "NOUN" || !x.isClass(classPerson, k) || x.isClass(classOwn, k) || x.standsAlone(k) || x.quoted(k) {
		return false
	}
	if x.trees.IsRel(k, "obl") && (x.hasMark(k, "by") || x.hasMark(k, "to")) {
		return true
	}
	if h := x.trees.Head(k); h != text.NoToken && (x.trees.IsRel(k, "conj") || x.trees.IsRel(k, "nmod") && h < k && x.lex.is(classSome, x.lower(h)) && x.hasMark(k, "of")) {
		k = h // also "some of the protesters"
	}
	h := x.trees.Head(k)
	return h != text.NoToken && x.trees.IsRel(k, "nsubj") && (x.atTop(h) || x.saying(h) != nil)
}

// oneOf makes the source of "one", "another" or "others": those of whom it is, or another one of the kind.
func (x *finder) oneOf(t text.TokenID) []record.Actor {
	g := x.groupBefore(t)
	if g == text.NoToken {
		return nil
	}
	if x.trees.Morph(g).Feat("Number") == "Plur" {
		return x.sources(g)
	}
	if x.lower(t) == "others" {
		return nil
	}
	words, span := x.doc.Quote(x.doc.SpanOf(text.TokenRange{First: t, End: t + 1}))
	return []record.Actor{{Name: "another " + strings.ToLower(x.doc.Word(g)), Kind: "person", Text: words, Span: &span}}
}

// alone gives a word that stands alone right before a verb, else NoToken.
func (x *finder) alone(s, verb text.TokenID) text.TokenID {
	if s+1 == verb && x.standsAlone(s) {
		return s
	}
	return text.NoToken
}
