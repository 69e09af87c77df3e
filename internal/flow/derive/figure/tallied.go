package figure

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// tallyReach is how many words before a number are looked at for the noun that announces it.
const tallyReach = 12

// tallied gives the unit of a bare number that stands for one told before or announced by a noun which the tree does not show: "its
// count of its dead stood at 430", "the first count was fourteen", "on Monday it had been 46", "up from the 35 of the weekend".
func (r *reader) tallied(b *bound) string {
	if r.inside(b.after) && (r.trees.UPOS(b.after) == "NOUN" || r.trees.UPOS(b.after) == "PROPN" || r.trees.UPOS(b.after) == "SYM") {
		return ""
	}
	if r.counts > 0 && !r.mixed && r.before == people && (r.was(b) || r.upFrom(b)) {
		b.noun, b.people = r.last, true
		return people
	}
	noun, told := r.countOf(b)
	switch {
	case noun == text.NoToken:
		return ""
	case told, r.before == people && r.revised(noun):
		b.people = true
		return people
	}
	return ""
}

// countOf gives the noun of a count right before a number, with nothing between them but what is counted and words like "stood
// at", and whether that says that it is people.
func (r *reader) countOf(b *bound) (noun text.TokenID, told bool) {
	verb := false
	if r.inside(b.first-1) && strings.EqualFold(r.doc.Word(b.first-1), "from") {
		return text.NoToken, false // "climbed from 12 to 19"
	}
	for w := b.first - 1; w >= r.sentence.First && w > b.first-tallyReach; w-- {
		low, lemma := strings.ToLower(r.doc.Word(w)), strings.ToLower(r.trees.Lemma(w))
		switch upos := r.trees.UPOS(w); {
		case r.words.has(classNumber, lemma) && (upos == "NOUN" || upos == "PROPN"):
			if !verb {
				return text.NoToken, false
			}
			return w, told
		case r.words.has(classState, low) || r.words.has(classToll, low):
			told = true
		case r.words.has(classStand, lemma):
			verb = true
		case r.isTimeWord(w), upos == "ADV", upos == "AUX", upos == "ADP", upos == "DET", upos == "PUNCT", upos == "PRON", upos == "NUM", upos == "PROPN":
		default:
			return text.NoToken, false
		}
	}
	return text.NoToken, false
}

// isTimeWord says that a word names a day or a part of one: "at noon", "on Monday".
func (r *reader) isTimeWord(w text.TokenID) bool {
	return r.words.has(classDaytime, strings.ToLower(r.doc.Word(w)))
}

// revised says that a count is one of several: "the first count", "an earlier tally".
func (r *reader) revised(noun text.TokenID) bool {
	return r.inside(noun-1) && r.words.has(classRevised, strings.ToLower(r.doc.Word(noun-1)))
}

// was reads "on Monday it had been 46".
func (r *reader) was(b *bound) bool {
	if !r.inside(b.first - 3) {
		return false
	}
	words := strings.ToLower(r.doc.Word(b.first-3) + " " + r.doc.Word(b.first-2) + " " + r.doc.Word(b.first-1))
	return words == "it had been" || strings.HasSuffix(words, "it was")
}

// upFrom reads "up from the 35 of the weekend".
func (r *reader) upFrom(b *bound) bool {
	w := b.first - 1
	if r.inside(w) && r.trees.UPOS(w) == "DET" {
		w--
	}
	return r.inside(w-1) && strings.EqualFold(r.doc.Word(w), "from") && r.words.has(classMoved, strings.ToLower(r.doc.Word(w-1)))
}
