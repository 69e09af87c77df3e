package claim

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// behalf gives on whose behalf somebody speaks whom the text names by a pronoun alone: "one of them", "one of its officers", "his
// office", "whose last report". It is empty where the phrase is none of these, or the pronoun means nobody that is known.
func (x *finder) behalf(t text.TokenID) []record.Actor {
	f := x.trees
	noun := t
	if of := f.Child(t, "nmod"); of != text.NoToken && x.hasMark(of, "of") && (f.UPOS(t) == "NUM" || x.lex.is(classSome, x.lower(t))) {
		if f.UPOS(of) == "PRON" {
			return x.ofThem(of)
		}
		if noun = of; !x.isClass(classPerson, noun) {
			return nil
		}
	} else if f.UPOS(t) != "NOUN" || !x.isClass(classOffice, t) && !x.isClass(classDocument, t) && !x.peopleOf(t) {
		return nil
	}
	for _, c := range f.ChildrenBy(noun, "nmod:poss") {
		if f.UPOS(c) != "PRON" || len(f.ChildrenBy(noun, "compound")) > 0 {
			continue
		}
		if x.lower(c) == "whose" {
			if a := x.whoseOwner(c); a != text.NoToken {
				return x.sources(a)
			}
			continue
		}
		all := x.doc.ActorsAt(c)
		if here := x.doc.SentenceOf(c); len(all) == 0 && here > 0 && x.lower(c) == "its" {
			if s := x.lastSubject(x.doc.Sentences[here-1].Tokens); s != text.NoToken && len(x.doc.ActorsAt(s)) > 0 {
				all = x.doc.ActorsAt(s)
			} else if s := x.ownSubject(x.trees.Root(x.doc.Sentences[here-1].Tokens.First)); noun == t && s != text.NoToken && x.isClass(classOwn, s) && x.trees.Morph(s).Feat("Number") != "Plur" {
				return x.sources(s)
			}
		}
		if len(all) == 1 && (noun == t || all[0].Kind != "person") {
			return all
		}
	}
	if a, ok := x.described(noun); ok && noun != t && f.UPOS(t) == "ADJ" && x.isClass(classVague, t) {
		return []record.Actor{a} // "several of our interlocutors"
	}
	return nil
}

// peopleOf says that a noun with "whose" tells of several people: "whose observers".
func (x *finder) peopleOf(t text.TokenID) bool {
	c := x.trees.Child(t, "nmod:poss")
	return c != text.NoToken && x.lower(c) == "whose" && x.isClass(classPerson, t) && x.trees.Morph(t).Feat("Number") == "Plur"
}

// whoseOwner gives the noun that "whose" means.
func (x *finder) whoseOwner(whose text.TokenID) text.TokenID {
	for t := whose; t != text.NoToken; t = x.trees.Head(t) {
		if x.trees.IsRel(t, "acl", "acl:relcl") && x.trees.Head(t) < whose {
			return x.trees.Head(t)
		}
	}
	return text.NoToken
}

// ofThem gives who "them" means: those whom the reference leads to, else the last speakers in the plural, else the subject of the
// sentence before where it is in the plural.
func (x *finder) ofThem(them text.TokenID) []record.Actor {
	here := x.doc.SentenceOf(them)
	if here > 0 { // "European diplomats shuttle. "We wait," one of them says."
		if s := x.subjectOfSentence(here - 1); s != text.NoToken && x.trees.UPOS(s) == "NOUN" && x.trees.Morph(s).Feat("Number") == "Plur" && x.isClass(classPerson, s) && x.sameParagraph(s, them) {
			return x.sources(s)
		}
	}
	if all := x.doc.ActorsAt(them); len(all) > 0 {
		return all
	}
	for k := len(x.relations) - 1; k >= 0; k-- {
		r := &x.relations[k]
		if r.Word >= them || !r.IsClaim() || r.Source == text.NoToken || r.Source >= them || x.trees.UPOS(r.Source) == "PRON" {
			continue
		}
		if here-x.doc.SentenceOf(r.Source) > mostBack {
			break
		}
		if x.trees.Morph(r.Source).Feat("Number") == "Plur" {
			return x.sources(r.Source)
		}
	}
	if here == 0 {
		return nil
	}
	s := x.ownSubject(x.trees.Root(x.doc.Sentences[here-1].Tokens.First))
	if s != text.NoToken && x.trees.Morph(s).Feat("Number") == "Plur" && x.trees.UPOS(s) == "NOUN" && x.canSpeak(s) {
		return x.sources(s)
	}
	return nil
}

// joinedName gives the words of a name with those that hyphens join to it: "Ter-Hovsepian", of which the tagger of names has a part.
func (x *finder) joinedName(r text.TokenRange) text.TokenRange {
	glued := func(a, b text.TokenID) bool {
		return a >= 0 && int(b) < len(x.doc.Tokens) && x.doc.Tokens[a].Span.End == x.doc.Tokens[b].Span.Start
	}
	for x.doc.Word(min(r.End, text.TokenID(len(x.doc.Tokens)-1))) == "-" && glued(r.End-1, r.End) && glued(r.End, r.End+1) {
		r.End += 2
	}
	for r.First >= 2 && x.doc.Word(r.First-1) == "-" && glued(r.First-1, r.First) && glued(r.First-2, r.First-1) {
		r.First -= 2
	}
	return r
}

// withGiven takes the words in capitals before the last word of a name, of which the tagger of names has no more, into it: "Mabior Garang".
func (x *finder) withGiven(r text.TokenRange) text.TokenRange {
	for r.Len() < 3 && r.First > 0 && x.trees.UPOS(r.First-1) == "PROPN" && !x.inTime(r.First-1) && x.trees.IsRel(r.First-1, "compound", "flat") && r.Has(x.trees.Head(r.First-1)) && x.doc.NameAt(r.First-1) == nil && !x.isClass(classPerson, r.First-1) && !x.lex.is(classAddress, x.lower(r.First-1)) && len(x.doc.ActorsAt(r.First-1)) == 0 {
		r.First--
	}
	return r
}

// inFull gives the person whose whole name a text gave before of which a word is the last: "Ter-Hovsepian" of "Anahit Ter-Hovsepian".
func (x *finder) inFull(surname string, t text.TokenID) (record.Actor, bool) {
	if strings.Contains(surname, " ") || len(surname) < 3 {
		return record.Actor{}, false
	}
	for i := range x.doc.Names {
		n := &x.doc.Names[i]
		if n.Type != text.PersonName || n.Tokens.First >= t || n.Tokens.Len() < 2 {
			continue
		}
		whole, span := x.doc.Quote(x.doc.SpanOf(x.joinedName(n.Tokens)))
		if !strings.HasSuffix(whole, " "+surname) {
			continue
		}
		if all := x.doc.ActorsAt(n.Tokens.End - 1); len(all) == 1 && all[0].Kind == "person" {
			return all[0], true
		}
		return record.Actor{Name: whole, Kind: "person", Text: whole, Span: &span}, true
	}
	return record.Actor{}, false
}
