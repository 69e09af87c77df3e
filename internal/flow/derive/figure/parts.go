package figure

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/quantities"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// ownShare says that a share is somebody's part in something and tells no number: "its half of the bill", "two of whose
// leaders".
func (r *reader) ownShare(b *bound) bool {
	f := r.trees
	if w := b.first - 1; b.Form == quantities.Fraction && r.inside(w) && f.UPOS(w) == "PRON" && f.Morph(w).Feat("Poss") == "Yes" {
		return true
	}
	return b.Unit.Kind == "" && r.inside(b.after+1) && r.doc.Word(b.after) == "of" && strings.EqualFold(r.doc.Word(b.after+1), "whose")
}

// changedBy says that a share is that of a change: "cut by half", "fell by two thirds".
func (r *reader) changedBy(b *bound) bool {
	w := r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First - 1
	return b.Form == quantities.Fraction && (b.Unit.Kind == "" || b.Unit.Name == fraction) && r.inside(w) && strings.EqualFold(r.doc.Word(w), "by") &&
		!(r.inside(b.after) && (r.doc.Word(b.after) == "of" || r.trees.UPOS(b.after) == "NOUN"))
}

// qualifier says how exact a figure claims to be, also by its verb: "turnout had passed 70 percent".
func (r *reader) qualifier(b *bound) record.Qualifier {
	f := r.trees
	if v := f.Head(b.top); b.Qualifier == "exact" && v != text.NoToken && f.IsRel(b.top, "obj") && v < b.first && r.words.has(classExceed, strings.ToLower(f.Lemma(v))) &&
		f.Morph(v).Feat("VerbForm") != "" && (b.Unit.Kind != "" || b.Form == quantities.Digits) {
		return "over"
	}
	return record.Qualifier(b.Qualifier)
}

// untilAct says that a time is told by an act that is no time of the calendar: "blocked the line for five hours before the
// police came", "fifty days after they stormed the town". How long it was is a figure then.
func (r *reader) untilAct(b *bound, t *record.Time) bool {
	if b.Unit.Kind != "time" || !strings.HasPrefix(t.Rule, "offset.") {
		return false
	}
	words := r.doc.TokensIn(t.Span)
	w := words.End - 1
	if w <= b.first || t.Span.End < b.End {
		return false
	}
	if r.trees.IsRel(w, "mark") {
		return r.trees.Head(w) > w
	}
	h := r.trees.Head(w) // "twenty-two years after the last troops left", with "after" on the troops
	if !r.trees.IsRel(w, "case") || h < w || !r.trees.IsRel(h, "nsubj", "nsubj:pass") {
		return false
	}
	v := r.trees.Head(h)
	return v > h && r.trees.UPOS(v) == "VERB" && r.trees.IsRel(v, "advcl")
}

// numberOf reads "raising to four the number of workers killed": the noun behind the number announces it.
func (r *reader) numberOf(b *bound) text.TokenID {
	f := r.trees
	w := b.after
	if !r.inside(w+2) || f.UPOS(w) != "DET" || !r.words.has(classNumber, strings.ToLower(f.Lemma(w+1))) && !r.words.has(classToll, strings.ToLower(f.Lemma(w+1))) {
		return text.NoToken
	}
	if c := f.Child(w+1, "nmod"); c > w+1 && f.UPOS(c) != "NUM" {
		return c
	}
	return text.NoToken
}

// rarity says that a stretch of time only tells how rare something is: "the third such case in two years".
func (r *reader) rarity(b *bound) bool {
	first := r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First
	w := first - 1
	for r.inside(w) && r.trees.UPOS(w) == "ADV" { // "in just over a year"
		w--
	}
	if b.Unit.Kind != "time" || !r.inside(w) || r.doc.Word(w) != "in" {
		return false
	}
	for k := w - 1; r.inside(k) && k > w-6; k-- {
		if u := r.trees.UPOS(k); u == "VERB" || u == "PUNCT" {
			return false
		}
		if r.trees.Morph(k).XPOS == "JJS" || r.trees.Morph(k).Feat("NumType") == "Ord" {
			return true
		}
	}
	return false
}
