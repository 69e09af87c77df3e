package figure

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/quantities"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// few is the least value that "the" does not make a number of known things where words behind say which are meant.
const few = 3

// moved says that a bare number at the beginning of a clause stands before what people do, whatever the tree says: ", some 39,000
// crossed into Iran".
func (r *reader) moved(b *bound) text.TokenID {
	w := b.after
	first := r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First
	if !r.inside(w) || b.Small && b.Value < 2 || b.Labelled || !r.words.has(classFate, strings.ToLower(r.trees.Lemma(w))) && !r.words.has(classFate, verbOf(r.doc.Word(w))) {
		return text.NoToken
	}
	switch r.trees.Morph(w).XPOS {
	case "VBD", "VBN", "VBP":
	default:
		return text.NoToken
	}
	if first > r.sentence.First {
		if u := r.trees.UPOS(first - 1); u != "PUNCT" && u != "CCONJ" && u != "SCONJ" {
			return text.NoToken
		}
	}
	return w
}

// verbOf takes the ending of a past from a word.
func verbOf(word string) string { return strings.TrimSuffix(strings.ToLower(word), "ed") }

// apposed gives the noun in the plural that a bare number between commas counts: "The troops, some 280 according to the
// secretariat, have returned".
func (r *reader) apposed(b *bound) text.TokenID {
	first := r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First
	noun := first - 2
	if !r.inside(noun) || !r.inside(b.after) || r.doc.Word(first-1) != "," || r.trees.UPOS(noun) != "NOUN" || r.trees.Morph(noun).XPOS != "NNS" && !r.isPerson(noun) || b.YearLike || b.Value < 2 {
		return text.NoToken
	}
	switch word := strings.ToLower(r.doc.Word(b.after)); {
	case r.words.has(classAccording, word), word == "strong":
		return noun
	case word == "in" && r.inside(b.after+1) && (r.doc.Word(b.after+1) == "all" || r.doc.Word(b.after+1) == "total"):
		return noun
	}
	return text.NoToken
}

// ofWhichPaid gives the currency of a bare number of what was counted in money before: "3.5 million dollars, of which Pretoria has paid
// two million".
func (r *reader) ofWhichPaid(b *bound) bool {
	if r.prevMeasure.Kind != "money" || r.prevUnit == "" || b.Value < 1000 && b.Form == quantities.Words {
		return false
	}
	for k := b.first - 1; r.inside(k) && k > b.first-14; k-- {
		if u := r.trees.UPOS(k); u == "NUM" || r.doc.Word(k) == ";" {
			return false
		}
		if w := strings.ToLower(r.doc.Word(k)); (w == "which" || w == "that" || w == "it") && r.inside(k-1) && strings.EqualFold(r.doc.Word(k-1), "of") {
			return !r.inside(b.after) || r.trees.UPOS(b.after) != "NOUN"
		}
	}
	return false
}

// restrictedFar says that words behind or before a noun tell which things are meant, where there are more than a pair of them: "the four
// officers of the service who were arrested", "the three parties in the coalition", "the six opposition parties".
func (r *reader) restrictedFar(b *bound) bool {
	if b.Value < few || b.noun <= b.last {
		return false
	}
	for w := b.last + 1; w < b.noun; w++ {
		if r.trees.UPOS(w) == "NOUN" || r.trees.UPOS(w) == "PROPN" {
			return true
		}
	}
	for _, c := range r.trees.ChildrenBy(b.noun, "nmod") {
		if c < b.noun {
			continue
		}
		if rel := r.trees.Child(c, "acl:relcl"); rel > c && r.trees.Edges(rel).First == c+1 && r.doc.Word(c+1) != "," {
			return true
		}
		if m := r.trees.Child(c, "case"); m == b.noun+1 && (r.doc.Word(m) == "in" || r.doc.Word(m) == "on" || r.doc.Word(m) == "at") {
			return true
		}
	}
	return false
}

// ownOf says that a pair belongs to somebody named before it: "the embassy's two rooms".
func (r *reader) ownOf(b *bound) bool {
	before := b.first - 1
	return b.Value == 2 && b.Small && r.inside(before) && r.trees.UPOS(before) == "PART" && !r.isPerson(b.noun)
}

// nothing says that "one" stands behind a word that denies it, or for a stretch of time that passes: "not one camp", "from one month to
// the next".
func (r *reader) nothing(b *bound) bool {
	if !b.Small || b.Value != 1 || !r.inside(b.first-1) {
		return false
	}
	switch strings.ToLower(r.doc.Word(b.first - 1)) {
	case "not", "nor", "neither":
		return true
	case "from":
		return b.Unit.Kind == "time"
	}
	return b.Unit.Kind == "time" && r.trees.IsRel(b.top, "obl:unmarked") && b.after < r.sentence.End && r.trees.UPOS(b.after) == "PUNCT"
}

// heading says that a pair stands in a title without a verb, as what the report is about: "A lake on two maps".
func (r *reader) heading(b *bound) bool {
	if !b.Small || b.Value > 2 || r.doc.Sentences[r.doc.SentenceOf(b.first)].Kind != text.Title {
		return false
	}
	if b.act != text.NoToken || b.noun != text.NoToken && r.isPerson(b.noun) {
		return false
	}
	for w := r.sentence.First; w < r.sentence.End; w++ {
		if u := r.trees.UPOS(w); u == "VERB" && r.trees.IsRel(w, "root", "parataxis") {
			return r.trees.Morph(w).XPOS == "VBD" && b.Unit.Kind == "time"
		}
	}
	return true
}

// years tells parts of long times in years: "a quarter of a century".
func years(b *bound, unit string) string {
	if b.Value >= 1 || b.Value <= 0 {
		return unit
	}
	switch unit {
	case "century":
		b.Value *= 100
	case "decade":
		b.Value *= 10
	default:
		return unit
	}
	return "year"
}

// rowOf says that a name ends a noun phrase behind "and" or a comma: "and the coalition of President Ruiz 217,920".
func (r *reader) rowOf(name text.TokenID) bool {
	for k := name - 1; r.inside(k) && k > name-7; k-- {
		switch u := r.trees.UPOS(k); {
		case u == "CCONJ", r.doc.Word(k) == ",":
			return k < name-1
		case u == "NOUN", u == "PROPN", u == "DET", u == "ADJ", u == "ADP":
		default:
			return false
		}
	}
	return false
}
