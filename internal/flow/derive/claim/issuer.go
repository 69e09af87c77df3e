package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// mostHeading is the most words of a heading that is read for who issued a text.
const mostHeading = 60

// issuers gives who says "we" outside of quotations: the body whose statement the heading says that the text is, "Statement by the Ministry
// of Foreign Affairs of Georgia", or the body that is the subject of the first sentence. It gives none where neither is told.
func (x *finder) issuers(t text.TokenID) []record.Actor {
	switch x.lower(t) {
	case "we", "us", "our", "ourselves":
	default:
		return nil
	}
	first := slices.IndexFunc(x.doc.Sentences, func(s text.Sentence) bool {
		return (s.Kind == text.Running || s.Kind == text.ListItem) && s.Tokens.Len() > 3 && x.ends(s.Tokens)
	})
	if first < 0 {
		return nil
	}
	if all := x.headed(x.doc.Sentences[first].Tokens.First); len(all) > 0 {
		return all
	}
	s := x.subjectOfSentence(first)
	if all := x.weNamed(s); len(all) > 0 {
		return all
	}
	if s != text.NoToken && (s >= t || x.quoted(s)) {
		s = text.NoToken
	}
	if s != text.NoToken && x.trees.UPOS(s) == "NOUN" && x.isClass(classOwn, s) && x.announces(x.doc.Sentences[first].Tokens.First) {
		return x.sources(s) // "STATEMENT ... The ministry has learned"
	}
	if all := x.actorsAt(s); len(all) == 1 && x.trees.UPOS(s) == "PROPN" && all[0].Kind != "person" && all[0].Kind != "population" && all[0].Kind != "group" {
		return all
	}
	if h := x.issuedBy(x.doc.Sentences[first].Tokens.First); h != text.NoToken {
		if a, ok := x.described(h); ok {
			return []record.Actor{a}
		}
	}
	return nil
}

// actorsAt gives the actors of a word, none for no word.
func (x *finder) actorsAt(t text.TokenID) []record.Actor {
	if t == text.NoToken {
		return nil
	}
	return x.doc.ActorsAt(t)
}

// announces says that a heading calls the text a statement or the like.
func (x *finder) announces(end text.TokenID) bool {
	for k := text.TokenID(0); k < min(end, mostHeading); k++ {
		if x.lex.is(classIssued, x.lower(k)) {
			return true
		}
	}
	return false
}

// issuedBy gives who is named behind a document and "by", "of" or "from" in a heading, whom the actors of the report do not hold.
func (x *finder) issuedBy(end text.TokenID) text.TokenID {
	for k := text.TokenID(0); k+3 < min(end, mostHeading); k++ {
		if !x.lex.is(classIssued, x.lower(k)) {
			continue
		}
		if w := x.lower(k + 1); w == "by" || w == "of" || w == "from" {
			if h := x.namedAt(k+2, text.TokenRange{First: k + 2, End: end}); h != text.NoToken && (x.canSpeak(h) || x.isClass(classOwn, h)) {
				return h
			}
		}
	}
	return text.NoToken
}

// headed gives the bodies that a heading names behind a document, or behind "by", "of" or "from" there.
func (x *finder) headed(end text.TokenID) []record.Actor {
	if end == 0 || end > mostHeading {
		return nil
	}
	for k := text.TokenID(0); k+2 < end; k++ {
		if !x.lex.is(classIssued, x.lower(k)) {
			continue
		}
		for n := k + 1; n < end && !x.topical(n); n++ {
			if all := x.doc.ActorsAt(n); len(all) > 0 && len(x.doc.MentionsAt(n)) > 0 {
				if all = x.joined(n); len(all) <= mostSources {
					return all
				}
				return nil
			}
		}
	}
	return nil
}

// topical says that a preposition in a heading tells what a document is about, or when it was made, and not whose it is.
func (x *finder) topical(n text.TokenID) bool {
	w := x.lower(n)
	return x.trees.UPOS(n) == "ADP" && w != "by" && w != "of" && w != "from"
}

// weNamed gives those who name themselves behind the "we" that is the subject of a text: "We, the Foreign Ministers of ASEAN, met".
func (x *finder) weNamed(s text.TokenID) []record.Actor {
	if s == text.NoToken || x.lower(s) != "we" || x.doc.Word(s+1) != "," {
		return nil
	}
	for n := s + 2; int(n) < len(x.doc.Tokens) && x.trees.UPOS(n) != "VERB" && x.doc.Word(n) != ","; n++ {
		if all := x.doc.ActorsAt(n); len(all) > 0 && len(x.doc.MentionsAt(n)) > 0 {
			return all
		}
	}
	return nil
}
