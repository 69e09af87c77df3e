package figure

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/quantities"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// bare finds what a number without a noun counts from the words around it: "14 wounded", "killed at least 14", "the
// death toll rose to 45", "a crowd of 50,000".
func (r *reader) bare(b *bound) string {
	f := r.trees
	if noun := r.numberOf(b); noun != text.NoToken {
		b.noun = noun
		return r.remember(b)
	}
	if b.YearLike || b.Labelled || b.Small && b.Value == 1 {
		return ""
	}
	if unit := r.ofThese(b); unit != "" {
		return unit
	}
	if unit := r.more(b); unit != "" {
		return unit
	}
	if noun := r.shared(b); noun != text.NoToken {
		b.noun = noun
		return r.remember(b)
	}
	if r.aboard(b) {
		b.people = true
		return people
	}
	if w := b.after; r.inside(w) && r.words.has(classState, strings.ToLower(r.doc.Word(w))) && (f.UPOS(w) == "VERB" || f.UPOS(w) == "ADJ") {
		b.noun, b.people = text.NoToken, true
		b.act = w
		return people
	}
	if w := r.fate(b); w != text.NoToken {
		b.people, b.act = true, w
		return people
	}
	if n := r.apposed(b); n != text.NoToken {
		b.noun = n
		return r.remember(b)
	}
	if w := r.moved(b); w != text.NoToken && r.last == text.NoToken {
		b.people, b.act = true, w
		return people
	}
	if r.isAge(b) {
		b.Age = true
		return "year"
	}
	if unit := r.toll(b); unit != "" {
		r.mixed = r.mixed || r.counts > 0 && unit != r.before
		r.before, r.last = unit, b.noun
		r.counts++
		return unit
	}
	if w := r.hitBefore(b); w != text.NoToken {
		b.people, b.act = true, w
		return people
	}
	if unit := r.tallied(b); unit != "" {
		return unit
	}
	return r.byVerb(b)
}

// hitBefore finds a verb right before a bare number that is done to people, also where it looks like a noun, as it does in
// headlines: "kills eleven and injures 79".
func (r *reader) hitBefore(b *bound) text.TokenID {
	w := r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First - 1
	if r.inside(w-1) && r.doc.Word(w) == "dead" && r.words.has(classHit, strings.ToLower(r.trees.Lemma(w-1))) {
		return w - 1 // "shot dead six"
	}
	if !r.inside(w) || !strings.HasSuffix(r.doc.Word(w), "s") && !strings.HasSuffix(r.doc.Word(w), "ed") || !r.words.has(classHit, strings.ToLower(r.trees.Lemma(w))) {
		return text.NoToken
	}
	if r.trees.UPOS(w) == "NOUN" && r.trees.Morph(w).XPOS != "NNS" {
		return text.NoToken
	}
	return w
}

// more gives the unit of "40 more were taken to hospital" and of a number that stands like the one before it: "46 per cent
// for Vietnam, 34 for China", "the junta says 1,000, diplomats say 6,000".
func (r *reader) more(b *bound) string {
	f := r.trees
	if !r.inside(b.after) {
		return ""
	}
	word := strings.ToLower(r.doc.Word(b.after))
	if r.words.has(classOther, word) && r.before != "" && !(r.inside(b.after+1) && f.UPOS(b.after+1) == "NOUN") {
		b.people = r.before == people
		return r.before
	}
	if r.counts > 0 && r.words.has(classBallot, word) && r.near(b, classVote, 8) && !r.mixed {
		b.noun = r.last // "70 voted for it and 10 against"
		return r.before
	}
	if r.lastUnit != "" && r.lastMeasure.Kind == "share" && r.lastPrep == "to" && strings.ToLower(r.doc.Word(b.first-1)) == "to" && b.Form == quantities.Digits {
		b.Unit = r.lastMeasure // "by 55 per cent to 45"
		return r.lastUnit
	}
	if f.UPOS(b.after) == "ADP" && r.lastUnit != "" && word == r.lastPrep && b.Form == quantities.Digits && r.inside(b.after+1) {
		b.Unit = r.lastMeasure
		if b.Unit.Kind == "" {
			b.noun = r.last
		}
		return r.lastUnit
	}
	verb := f.Head(b.top)
	if r.counts > 0 && verb != text.NoToken && verb < b.first && r.words.has(classSay, strings.ToLower(f.Lemma(verb))) && f.IsRel(b.top, "obj", "ccomp", "xcomp", "obl") && !r.mixed {
		b.noun = r.last
		return r.before
	}
	return ""
}

// shared finds the noun that a number has in common with the next: "18 and 25 men".
func (r *reader) shared(b *bound) text.TokenID {
	for i := range r.found {
		next := &r.found[i]
		if next.Start <= b.End || next.Unit.Kind != "" || next.Hyphen || next.Form != b.Form {
			continue
		}
		switch strings.TrimSpace(r.doc.Text[b.End:next.Start]) {
		case "and", "or", ",":
			return r.following(r.bind(next))
		}
		return text.NoToken
	}
	return text.NoToken
}

// aboard says that the number is of those on board of something.
func (r *reader) aboard(b *bound) bool {
	if !r.inside(b.after) {
		return false
	}
	low := strings.ToLower(r.doc.Word(b.after))
	if r.inside(b.after + 1) {
		low += " " + strings.ToLower(r.doc.Word(b.after+1))
	}
	first, _, _ := strings.Cut(low, " ")
	return r.words.has(classAboard, low) || r.words.has(classAboard, first)
}

// fate finds what happened to a bare number of people, right behind it: "8 are missing", "45 have been arrested".
func (r *reader) fate(b *bound) text.TokenID {
	f := r.trees
	w := b.after
	for r.inside(w) && (f.UPOS(w) == "AUX" || f.UPOS(w) == "ADV") && w < b.after+5 {
		w++
	}
	if !r.inside(w) || w == b.after || f.UPOS(b.after) != "AUX" {
		return text.NoToken
	}
	word := strings.ToLower(r.doc.Word(w))
	if r.words.has(classState, word) || f.Morph(w).XPOS == "VBN" && (r.words.has(classHit, strings.ToLower(f.Lemma(w))) || r.words.has(classHandled, strings.ToLower(f.Lemma(w)))) {
		return w
	}
	return text.NoToken
}

// ofThese gives the unit of a number that is a part of what was counted last, in this sentence or before, or that stands
// behind what it counts: "80,000 of them", "Russian troops, some 1,500 of them".
func (r *reader) ofThese(b *bound) string {
	f := r.trees
	if !r.inside(b.after+1) || r.doc.Word(b.after) != "of" || f.UPOS(b.after+1) != "PRON" {
		return ""
	}
	if h := f.Head(b.top); h != text.NoToken && h < b.first && r.counts == 0 && f.IsRel(b.top, "appos") && f.UPOS(h) == "NOUN" {
		b.noun = h
		return r.unit(h)
	}
	if r.prevMeasure.Kind == "time" && r.prevUnit != "" && r.counts == 0 {
		b.Unit = r.prevMeasure // "spent 27 years in prison, 18 of them on an island"
		return r.prevUnit
	}
	if r.folkBefore(b) {
		b.people = true
		return people
	}
	b.people = r.before == people
	return r.before
}

// folkBefore says that people in the plural stand nearer before a number than what was counted last: "raided six houses, beat
// the monks and took 200 of them away".
func (r *reader) folkBefore(b *bound) bool {
	for w := b.first - 1; w >= r.sentence.First && w > r.last; w-- {
		if r.trees.UPOS(w) == "NOUN" && r.trees.Morph(w).Feat("Number") == "Plur" {
			return r.isPerson(w) && r.last != text.NoToken
		}
	}
	return false
}

// isAge reads the age behind a name: "the president, 74, ruled".
func (r *reader) isAge(b *bound) bool {
	if b.Form != quantities.Digits || b.Value > 120 || b.Qualifier != "exact" || b.first-2 < r.sentence.First || r.doc.Word(b.first-1) != "," {
		return false
	}
	if !r.inside(b.after) || r.trees.UPOS(b.after) != "PUNCT" || r.doc.Word(b.after) == "(" {
		return false
	}
	who := b.first - 2
	if n := r.doc.NameAt(who); n != nil {
		return n.Type == text.PersonName
	}
	return r.trees.UPOS(who) == "NOUN" && r.isPerson(who)
}

// byVerb counts people where the verb tells that the number is of people.
func (r *reader) byVerb(b *bound) string {
	f := r.trees
	verb := f.Head(b.top)
	if verb == text.NoToken {
		return ""
	}
	lemma := strings.ToLower(f.Lemma(verb))
	vague := b.Form == quantities.Vague
	hit := r.words.has(classHit, lemma)
	switch {
	case f.IsRel(b.top, "nsubj:pass") && (hit || vague && f.UPOS(verb) == "VERB"):
	case f.IsRel(b.top, "nsubj") && f.UPOS(verb) == "VERB" && (vague || r.words.has(classFate, lemma)):
	case f.IsRel(b.top, "nsubj") && r.words.has(classState, strings.ToLower(r.doc.Word(verb))):
	case f.IsRel(b.top, "nsubj") && vague && f.UPOS(verb) == "ADV" && f.Child(verb, "cop") != text.NoToken: // "several thousand are there"
	case vague && f.IsRel(b.top, "obl", "obj") && lemma == "take" && b.Value < 1e6 && r.inside(verb+1) && r.doc.Word(verb+1) == "in" && verb+2 == r.doc.TokensIn(record.Span{Start: b.Start, End: b.End}).First:
	case f.IsRel(b.top, "obj", "obl", "iobj", "dep") && hit && f.Child(b.top, "case") == text.NoToken:
	case f.IsRel(b.top, "obj") && vague && b.Value < 1e6 && f.UPOS(verb) == "VERB" && !r.words.has(classPay, lemma):
	default:
		return r.likeLast(b)
	}
	b.people, b.act = true, verb
	return people
}

// likeLast counts what the sentence counted before: "24 tanks, of which 12 burned".
func (r *reader) likeLast(b *bound) string {
	f := r.trees
	if r.last == text.NoToken || b.Form != quantities.Digits && b.Form != quantities.Words || b.Small && b.Value == 1 || !f.IsRel(b.top, "nsubj") && !r.verbNext(b) {
		return ""
	}
	if h := f.Head(b.top); (h == text.NoToken || f.UPOS(h) != "VERB") && !r.verbNext(b) {
		return ""
	}
	b.noun = r.last
	return r.unit(r.last)
}

// verbNext says that a finite verb stands right behind the number, which so is its subject.
func (r *reader) verbNext(b *bound) bool {
	if !r.inside(b.after) || r.trees.UPOS(b.after) != "VERB" && r.trees.UPOS(b.after) != "AUX" {
		return false
	}
	switch r.trees.Morph(b.after).XPOS {
	case "VBD", "VBP", "VBZ", "MD":
		return true
	}
	return false
}

// toll reads a number that a noun before it announces.
func (r *reader) toll(b *bound) string {
	f := r.trees
	if c := f.Child(b.top, "nsubj"); c != text.NoToken && c < b.first && f.Child(b.top, "cop") != text.NoToken {
		if unit := r.announced(b, c); unit != "" { // "the toll is 45"
			return unit
		}
	}
	verb := f.Head(b.top)
	if verb == text.NoToken {
		return ""
	}
	if r.words.has(classAmount, strings.ToLower(f.Lemma(verb))) && verb < b.first && f.UPOS(verb) == "VERB" {
		noun := f.Child(verb, "nsubj") // "the guerrillas number 6,000", "numbering about 6,000"
		if f.IsRel(verb, "acl") {
			noun = f.Head(verb)
		}
		if noun != text.NoToken && noun < b.first && (f.UPOS(noun) == "NOUN" || f.UPOS(noun) == "PROPN") {
			b.noun = noun
			return r.unit(noun)
		}
	}
	if mark := f.Child(b.top, "case"); mark != text.NoToken && f.UPOS(verb) == "NOUN" {
		lemma := strings.ToLower(f.Lemma(verb))
		if r.doc.Word(mark) == "of" && r.words.has(classNumber, lemma) && r.before != "" && f.Child(verb, "nmod") == b.top {
			return r.before // "a figure of 164"
		}
		if r.doc.Word(mark) == "of" && (r.words.has(classGroup, lemma) || r.words.has(classToll, lemma)) {
			b.noun, b.people = verb, true
			return people
		}
	}
	for _, c := range f.Children(verb) {
		if c < b.top && f.IsRel(c, "nsubj", "obj") {
			if unit := r.announced(b, c); unit != "" {
				return unit
			}
		}
	}
	return r.announced(b, verb)
}

// announced gives the unit that a noun says of the number that follows it: toll, dead, number of refugees.
func (r *reader) announced(b *bound, noun text.TokenID) string {
	f := r.trees
	u := f.UPOS(noun)
	named := noun > r.sentence.First && strings.EqualFold(r.doc.Word(noun-1), "the") // "the wounded" may look like a verb
	if noun > b.first || f.IsRel(b.top, "nsubj") || u != "NOUN" && u != "ADJ" && u != "PROPN" && !named {
		return ""
	}
	lemma, low := strings.ToLower(f.Lemma(noun)), strings.ToLower(r.doc.Word(noun))
	if r.words.has(classNumber, lemma) {
		if c := f.Child(noun, "nmod"); c != text.NoToken && c > noun && f.UPOS(c) != "NUM" {
			b.noun = c
			return r.unit(c)
		}
		if r.mixed && r.folk != text.NoToken { // "700,000 people in thirty towns; the unions put the number at 1.3 million"
			b.noun = r.folk
			return people
		}
		if p := f.Child(noun, "nmod:poss"); r.last == text.NoToken && p != text.NoToken && strings.EqualFold(r.doc.Word(p), "their") { // "puts their number at 200"
			b.noun = noun
			return people
		}
		if b.noun = r.last; r.last == text.NoToken || r.mixed { // "400 tanks, while others put the number at 50"
			return ""
		}
		return r.before
	}
	if r.words.has(classToll, lemma) || r.words.has(classToll, low) {
		b.noun = noun
		return people
	}
	return ""
}
