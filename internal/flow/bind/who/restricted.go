package who

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// longestRestriction is the most words behind a noun that tell which of its kind is meant.
const longestRestriction = 6

// restricted adds to somebody who is only described, and acts or is spoken of as a source, the words right behind the noun
// that tell who is meant: "a soldier guarding the barracks", "workers at two potash mines", "a person close to the company".
// Behind an object they may tell of the act ("killed soldiers near Gao"), so nothing is added there. It gives the words
// with them.
func (b *binder) restricted(t text.TokenID, taken text.TokenRange, answer *Answer) text.TokenRange {
	if len(answer.Actors) != 1 || taken.End != t+1 {
		return taken
	}
	a := &answer.Actors[0]
	if a.ID != "" || a.named || a.folk || !strings.HasSuffix(strings.ToLower(a.Name), strings.ToLower(b.doc.Word(t))) || !b.tells(t) {
		return taken
	}
	f := b.doc.Trees
	if end := b.served(t, taken.End); end > taken.End {
		a.Name += " " + b.doc.SpanOf(text.TokenRange{First: taken.End, End: end}).Of(b.doc.Text)
		_, whom, _ := strings.Cut(b.doc.SpanOf(text.TokenRange{First: taken.End + 1, End: end}).Of(b.doc.Text), " ")
		if a.Country == "" && b.public(whom) {
			if a.Country = b.nearAt(t); b.domestic {
				a.Country = b.ownAt(t)
			}
		}
		taken.End = end
		return taken
	}
	for _, c := range f.Children(t) {
		r := f.Edges(c)
		for w := r.First; w < r.End; w++ {
			if f.UPOS(w) == "PUNCT" {
				r.End = w
			}
		}
		if c < taken.End || r.First != taken.End || !r.Has(c) || r.Len() > longestRestriction || !b.restricts(c) {
			continue
		}
		a.Name += " " + b.doc.SpanOf(r).Of(b.doc.Text)
		a.Why = append(a.Why, "which of them: "+b.doc.SpanOf(r).Of(b.doc.Text))
		taken.End = r.End
		return taken
	}
	return taken
}

// served ends the words with "to" behind an adviser or an aide that tell whom he serves, "an adviser to the information
// ministry", whatever the tree makes of them.
func (b *binder) served(t, at text.TokenID) text.TokenID {
	s := b.doc.Sentences[b.doc.SentenceOf(t)].Tokens
	if !b.resolver.words.has(classAide, b.doc.Word(t)) || at >= s.End || !strings.EqualFold(b.doc.Word(at), "to") {
		return at
	}
	for w := at + 1; w < s.End && w <= at+longestRestriction; w++ {
		if b.heads(w) {
			if core := b.core(w); core.First == at+1 && core.End <= at+1+longestRestriction {
				return core.End
			}
			return at
		}
	}
	return at
}

// tells says that a noun is a subject, who acts in a passive, or a source.
func (b *binder) tells(t text.TokenID) bool {
	f := b.doc.Trees
	if f.IsRel(t, "nsubj", "obl:agent") {
		return true
	}
	c := f.Child(t, "case")
	return f.IsRel(t, "obl") && c != text.NoToken && (strings.EqualFold(b.doc.Word(c), "according") || strings.EqualFold(b.doc.Word(c), "by") || c > 0 && strings.EqualFold(b.doc.Word(c-1), "according"))
}

// restricts says that what hangs behind a noun tells which of its kind is meant: a phrase with one of some
// prepositions, behind "a" a participle, or an adjective. Where somebody is says nothing of who it is.
func (b *binder) restricts(c text.TokenID) bool {
	f := b.doc.Trees
	switch {
	case f.IsRel(c, "nmod"):
		mark := f.Child(c, "case")
		return mark != text.NoToken && b.resolver.words.has(classWhich, b.doc.Word(mark)) && (f.UPOS(c) == "NOUN" && f.Child(c, "det", "nmod") == text.NoToken || !b.resolver.words.has(classStay, b.doc.Word(mark)))
	case f.Rel(c) == "acl":
		d := f.Child(f.Head(c), "det")
		return f.Morph(c).XPOS == "VBG" && d != text.NoToken && b.resolver.words.has(classIndefinite, b.doc.Word(d))
	case f.IsRel(c, "amod"):
		return f.UPOS(c) == "ADJ" && len(f.Children(c)) > 0
	}
	return false
}
