package figure

import (
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/language/quantities"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// The units that the stage knows by name.
const (
	people = "people"
	vote   = "vote"

	fraction = "fraction"
)

// counted finds what a bare number counts and gives its unit; "" where nothing says it.
func (r *reader) counted(b *bound) string {
	if b.Pair || r.isVote(b) {
		if unit := r.votes(b); unit != "" || b.Pair {
			return unit
		}
	}
	if r.against(b) {
		return vote
	}
	if b.Hyphen && !b.Strong {
		return r.hyphened(b)
	}
	b.noun = r.following(b)
	if b.noun == text.NoToken {
		return r.bare(b)
	}
	if r.oneIn(b) {
		return fraction
	}
	if r.alone(b) {
		if before := b.noun - 1; before >= b.after && r.trees.Morph(before).XPOS == "NNS" {
			b.noun = before // "27 countries object", where the verb looks like a noun
		} else {
			b.noun = r.further(b.noun)
		}
	}
	if b.noun == text.NoToken || !r.isPerson(b.noun) && r.acronym(b.noun) {
		return ""
	}
	if b.YearLike && !r.manyOf(b) || b.Value == 0 && r.trees.Morph(b.noun).Feat("Number") != "Plur" || r.known(b) || r.words.has(classEmpty, r.trees.Lemma(b.noun)) ||
		r.words.has(classEmpty, r.doc.Word(b.noun)) {
		return ""
	}
	if b.Small && b.Value == 1 && !r.really(b) {
		return ""
	}
	if b.Strong {
		r.last = b.noun
		return people
	}
	if r.words.has(classOther, strings.ToLower(r.trees.Lemma(b.noun))) {
		return r.others(b)
	}
	r.last = b.noun
	return r.remember(b)
}

// oneIn reads "one worker in six": a share of those that are counted.
func (r *reader) oneIn(b *bound) bool {
	w := b.noun + 1
	if !b.Small || !r.inside(w+1) || r.doc.Word(w) != "in" {
		return false
	}
	at := r.doc.Tokens[w+1].Span
	for i := range r.found {
		q := &r.found[i]
		if q.Start != at.Start || q.Start != q.NumStart || q.Unit.Kind != "" || q.Max != nil || q.Value <= b.Value || q.Value > 20 || q.YearLike {
			continue
		}
		if of := r.bind(q); r.following(of) != text.NoToken {
			return false
		}
		b.Value, b.Small, b.End = b.Value/q.Value, false, q.End
		b.after = r.doc.TokensIn(record.Span{Start: b.Start, End: b.End}).End
		b.Form = quantities.Fraction
		r.used = q
		return true
	}
	return false
}

// others gives the unit of "283 others": what was counted before, else people to whom something happened.
func (r *reader) others(b *bound) string {
	f := r.trees
	if r.last != text.NoToken {
		return r.before
	}
	verb := f.Head(b.noun)
	if f.IsRel(b.noun, "obj", "nsubj") && verb != text.NoToken && (r.words.has(classHit, strings.ToLower(f.Lemma(verb))) || r.words.has(classFate, strings.ToLower(f.Lemma(verb)))) || r.before == people {
		return people
	}
	return ""
}

// remember keeps the unit for what goes on to speak of the same things.
func (r *reader) remember(b *bound) string {
	unit := r.unit(b.noun)
	if unit == people {
		r.folk = b.noun
	}
	r.mixed = r.mixed || r.counts > 0 && unit != r.before
	r.before = unit
	r.counts++
	return unit
}

// latest is the last year that four digits without a comma mean before they mean a count.
const latest = 2050

// manyOf says that four digits which may be a year count the noun behind them: "1500 troops", not "the 2016 vote".
func (r *reader) manyOf(b *bound) bool {
	plural := r.trees.Morph(b.noun).Feat("Number") == "Plur" || r.isPerson(b.noun)
	return plural && r.head(b.last) == b.noun && (b.Value < 1900 || latest < b.Value || b.Qualifier != "exact" || r.isPerson(b.noun))
}

// unit names what a noun counts.
func (r *reader) unit(noun text.TokenID) string {
	if r.isPerson(noun) || r.words.has(classState, strings.ToLower(r.doc.Word(noun))) {
		return people
	}
	word, lemma := strings.ToLower(r.doc.Word(noun)), strings.ToLower(r.trees.Lemma(noun))
	if word == "those" && r.inside(noun+1) && strings.EqualFold(r.doc.Word(noun+1), "who") {
		return people // "the number of those who were exposed"
	}
	if one, ok := r.singular[word]; ok {
		lemma = one
	}
	for w := noun; r.hyphen(w-1) && wordy(r.doc.Word(w-2)) && r.trees.UPOS(w-2) != "NUM"; w -= 2 {
		lemma = strings.ToLower(r.doc.Word(w-2)) + "-" + lemma // "pick-up"
	}
	if sort, ok := r.sorts[lemma]; ok {
		return sort
	}
	if noun > 0 { // "patrol boats"
		if sort, ok := r.sorts[strings.ToLower(r.doc.Word(noun-1))+" "+lemma]; ok {
			return sort
		}
	}
	return lemma
}

// hyphen says that a word is a hyphen that binds its neighbours.
func (r *reader) hyphen(w text.TokenID) bool {
	if !r.inside(w-1) || !r.inside(w+1) || r.doc.Word(w) != "-" {
		return false
	}
	span := r.doc.Tokens[w].Span
	return r.doc.Tokens[w-1].Span.End == span.Start && span.End == r.doc.Tokens[w+1].Span.Start
}

// hyphened reads "four-member delegation": only some nouns count there.
func (r *reader) hyphened(b *bound) string {
	if int(b.after)+1 >= int(r.sentence.End) {
		return ""
	}
	w := b.after
	if r.doc.Word(w) == "-" || r.doc.Word(w) == "–" || r.doc.Word(w) == "‑" {
		w++
	}
	if b.Max != nil || w != b.after {
		lemma := strings.ToLower(r.trees.Lemma(w))
		if !r.words.has(classPerson, lemma) && !r.words.has(classBound, lemma) {
			return ""
		}
		b.noun = w
		return r.unit(w)
	}
	if b.noun = r.following(b); b.noun == text.NoToken { // "20-odd diplomats", "70-plus companies"
		return ""
	}
	r.last = b.noun
	return r.unit(b.noun)
}

// following finds the noun behind a number, over its adjectives and over "of": "dozens of drones".
func (r *reader) following(b *bound) text.TokenID {
	w := b.after
	if !r.inside(w) {
		return text.NoToken
	}
	low := strings.ToLower(r.doc.Word(w))
	if low == "out" && r.inside(w+1) && r.doc.Word(w+1) == "of" {
		w, low = w+1, "of"
	}
	if low == "of" {
		if b.Small && b.Value == 1 {
			return text.NoToken
		}
		w++
		if whole := r.whole(w); whole != nil { // "83 out of 89 seats", "450 of an expected 10,000 migrants"
			return r.following(whole)
		}
		for r.inside(w) && (r.trees.UPOS(w) == "DET" || r.trees.UPOS(w) == "NUM" || r.trees.IsRel(w, "nmod:poss") && r.trees.UPOS(w) == "PRON") {
			if r.trees.UPOS(w) == "NUM" && r.inside(w+1) {
				w++
				break
			}
			w++
		}
	}
	noun := r.nounFrom(b, w)
	if noun != text.NoToken && r.inside(noun+1) && r.words.has(classModifier, strings.ToLower(r.doc.Word(noun))) && r.trees.Morph(noun+1).XPOS == "NNS" {
		noun++ // "two goods trains"
	}
	if h := r.head(b.last); noun != text.NoToken && h > noun && h < noun+6 && r.trees.IsRel(b.last, "nummod") && r.trees.UPOS(h) == "NOUN" && r.modifiers(noun, h) && r.trees.UPOS(noun+1) != "DET" {
		return h // "four national security and diplomatic officials"
	}
	return noun
}

// whole gives the quantity that begins at a word or right behind it, of which a number before it is a part.
func (r *reader) whole(w text.TokenID) *bound {
	if !r.inside(w) {
		return nil
	}
	for end := min(w+5, r.sentence.End); w < end; w++ {
		at := r.doc.Tokens[w].Span
		for i := range r.found {
			if q := &r.found[i]; at.Start <= q.NumStart && q.Start < at.End && q.Unit.Kind == "" {
				return r.bind(q)
			}
		}
		switch r.trees.UPOS(w) {
		case "DET", "ADJ", "VERB", "ADV", "PART":
		case "NOUN", "PROPN": // "thirteen of the council's 15 members"
			if !r.inside(w+1) || r.trees.UPOS(w+1) != "PART" {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

// modifiers says that only modifiers and joints stand between two words of a noun phrase.
func (r *reader) modifiers(a, b text.TokenID) bool {
	for w := a + 1; w <= b; w++ {
		if r.newLine(w) {
			return false
		}
		switch r.trees.UPOS(w) {
		case "ADJ", "NOUN", "PROPN", "CCONJ":
		case "PUNCT":
			if r.doc.Word(w) != "-" && r.doc.Word(w) != "," {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (r *reader) inside(w text.TokenID) bool { return r.sentence.Has(w) }

// nounFrom walks over the words of a noun phrase to its head.
func (r *reader) nounFrom(b *bound, w text.TokenID) text.TokenID {
	f := r.trees
	noun := text.NoToken
	state := text.NoToken
	first := w
walk:
	for ; r.inside(w); w++ {
		if state != text.NoToken && r.newLine(w) {
			break // a headline ends here
		}
		switch f.UPOS(w) {
		case "NOUN", "PROPN":
			if noun != text.NoToken && !r.oneNoun(noun, w) {
				break walk
			}
			noun = w
		case "ADJ":
			if noun != text.NoToken {
				break walk
			}
			state = w
		case "VERB": // "striking miners", "armed men"
			if noun != text.NoToken || !f.IsRel(w, "amod", "compound") || f.Head(w) < w {
				break walk
			}
		case "ADV":
			if noun != text.NoToken || f.Head(w) < w || f.UPOS(f.Head(w)) != "ADJ" && !f.IsRel(f.Head(w), "amod") {
				break walk
			}
		case "PART":
			if !f.IsRel(w, "case") || noun == text.NoToken && state != w-1 {
				break walk
			}
			noun, state = text.NoToken, text.NoToken // "of the country's hospitals"
		case "PUNCT", "CCONJ":
			if !r.within(w, first, noun) {
				break walk
			}
		default:
			break walk
		}
	}
	if noun == text.NoToken && state != text.NoToken && state == w-1 && (r.isPerson(state) || r.words.has(classState, strings.ToLower(r.doc.Word(state)))) {
		return state
	}
	return noun
}

// newLine says that a capital begins a line.
func (r *reader) newLine(w text.TokenID) bool {
	at := r.doc.Tokens[w].Span.Start
	return r.sentence.First < w && strings.Contains(r.doc.Text[r.doc.Tokens[w-1].Span.End:at], "\n") && r.doc.Word(w) != strings.ToLower(r.doc.Word(w))
}

// acronym says that a word is no noun that things are counted by: "PS", ".SPX".
func (r *reader) acronym(w text.TokenID) bool {
	word := r.doc.Word(w)
	return r.trees.UPOS(w) == "PROPN" && (word == strings.ToUpper(word) || !strings.ContainsAny(word[:1], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) && len(word) < 6
}

// alone says that a noun in the singular stands behind a number of several: what is counted is not there.
func (r *reader) alone(b *bound) bool {
	word := strings.ToLower(r.doc.Word(b.noun))
	return b.Value > 1 && r.trees.Morph(b.noun).XPOS == "NN" && !b.Strong && !strings.HasSuffix(word, "s") && !r.words.has(classSame, word) &&
		!r.isPerson(b.noun)
}

// further finds the plural that a noun in the singular stands before: "four security and diplomatic officials".
func (r *reader) further(noun text.TokenID) text.TokenID {
	for w := noun + 1; r.inside(w) && w < noun+5; w++ {
		if x := r.trees.Morph(w).XPOS; (x == "NNS" || x == "NNPS") && r.modifiers(noun, w) {
			return w
		}
	}
	return text.NoToken
}

// within says that a mark or "and" stands between the modifiers of one noun: "10 small, armed boats".
func (r *reader) within(w, start, noun text.TokenID) bool {
	if noun != text.NoToken && r.doc.Word(w) != "-" || w == start && r.trees.UPOS(w) == "CCONJ" || !r.inside(w+1) {
		return false
	}
	switch r.doc.Word(w) {
	case "-", "‑", "“", "\"", "‘", "'":
		return true
	}
	return w > start && r.trees.UPOS(w-1) == "ADJ" && r.trees.IsRel(w-1, "amod") && (r.trees.UPOS(w+1) == "ADJ" || r.trees.UPOS(w+1) == "NOUN")
}

// oneNoun says that two nouns that follow each other are one: "fighter jets".
func (r *reader) oneNoun(a, b text.TokenID) bool {
	f := r.trees
	if n := r.doc.NameAt(a); n != nil && n.Tokens.Has(b) {
		return true
	}
	if f.Morph(a).XPOS == "NNS" && f.Morph(b).XPOS == "NN" && r.isPerson(a) {
		return false // "964,000 people age 12 and older"
	}
	return f.Head(a) == b && !f.IsRel(a, "nsubj", "obj", "obl", "csubj") || f.Head(b) == a && f.IsRel(b, "flat", "compound", "goeswith") || f.Head(a) == f.Head(b) && f.IsRel(a, "compound", "amod", "nmod") && f.Head(a) > b
}

// isPerson says that a noun counts people: by the words of the stage, the agents of the knowledge, or the name of a
// people.
func (r *reader) isPerson(noun text.TokenID) bool {
	low, lemma := strings.ToLower(r.doc.Word(noun)), strings.ToLower(r.trees.Lemma(noun))
	if noun > r.sentence.First {
		pair := strings.ToLower(r.doc.Word(noun-1)) + " " + low
		if r.words.has(classThing, pair) {
			return false
		}
		if r.people[pair] {
			return true
		}
	}
	if r.words.has(classThing, lemma) || r.words.has(classThing, low) {
		return false
	}
	if r.people[low] || r.people[lemma] {
		return true
	}
	for _, w := range []string{low, lemma, r.doc.Word(noun), r.trees.Lemma(noun)} {
		if r.words.has(classPerson, w) || r.words.has(classPerson, singular(w)) {
			return true
		}
	}
	if r.trees.UPOS(noun) == "NOUN" && r.ending(lemma) {
		return true
	}
	for _, c := range r.base.Find(r.doc.Word(noun)) {
		if c.Name.Relation == knowledge.IsPeople || c.Name.Relation == knowledge.IsPerson {
			return true
		}
	}
	return r.trees.Morph(noun).XPOS == "NNPS" && r.doc.NameAt(noun) == nil
}

// shortest is the length of the shortest noun that is taken for one of people by its end.
const shortest = 6

// ending says that a noun is one of people by its end: "cellists", "bargemen", "glazers".
func (r *reader) ending(lemma string) bool {
	for n := 2; n <= 5 && len(lemma) >= max(shortest, n+2); n++ {
		if r.words.has(classSuffix, lemma[len(lemma)-n:]) {
			return true
		}
	}
	return false
}

// singular takes the s of a plural that the lemma has kept, as it does of names of peoples.
func singular(w string) string { return strings.TrimSuffix(w, "s") }

// known says that the number is that of things that the reader knows of: "the two sides", "both the ministers".
func (r *reader) known(b *bound) bool {
	if !b.Small || b.Value < 2 {
		return false
	}
	before := b.first - 1
	if b.Value == 2 && r.inside(before) && r.trees.UPOS(before) == "PRON" && r.trees.Morph(before).Feat("Poss") == "Yes" && b.noun == b.last+1 && r.isPerson(b.noun) {
		v := r.trees.Head(b.noun) // "telephoned his two colleagues"
		for r.trees.IsRel(b.noun, "conj") && v != text.NoToken && r.trees.UPOS(v) == "NOUN" {
			v = r.trees.Head(v) // "killing a woman and her two sons"
		}
		return v == text.NoToken || !r.words.has(classHit, strings.ToLower(r.trees.Lemma(v)))
	}
	if r.ownOf(b) {
		return true
	}
	if !r.inside(before) || !r.words.has(classDefinite, strings.ToLower(r.doc.Word(before))) {
		return false
	}
	c := r.trees.Child(b.noun, "acl", "acl:relcl")
	if c == text.NoToken {
		return !r.restrictedFar(b)
	}
	return b.Value == 2 && (!r.restricted(b.noun, c) || !r.isPerson(b.noun))
}

// restricted says that a clause tells which things are meant, and not that it only adds something: "the two men who fled".
func (r *reader) restricted(noun, clause text.TokenID) bool {
	first := r.trees.Edges(clause).First
	if first != noun+1 || r.doc.Word(first) == "," {
		return false
	}
	return r.trees.IsRel(clause, "acl:relcl") || r.trees.Morph(clause).XPOS == "VBG" || clause > noun+1 || !r.inside(clause+1) || r.trees.UPOS(clause+1) != "ADP"
}

// really says that "one" counts: where it stands beside other numbers or is what something happened to.
func (r *reader) really(b *bound) bool {
	f := r.trees
	verb := f.Head(b.noun)
	if verb == text.NoToken || b.first > r.sentence.First && f.UPOS(b.first-1) == "DET" {
		return false
	}
	lemma := strings.ToLower(f.Lemma(verb))
	if f.IsRel(b.noun, "obj", "nsubj:pass") && r.words.has(classHit, lemma) || f.IsRel(b.noun, "nsubj") && lemma == "die" {
		return true
	}
	for i := range r.found {
		q := &r.found[i]
		if q == b.Quantity || q.Unit.Kind != "" {
			continue
		}
		other := r.bind(q)
		if n := r.following(other); n != text.NoToken && (f.Head(n) == b.noun || f.Head(b.noun) == n || f.Head(n) == f.Head(b.noun) && f.IsRel(n, "conj")) {
			return true
		}
	}
	return false
}

// isVote says that a number stands beside a word of voting.
func (r *reader) isVote(b *bound) bool {
	return b.Pair && r.near(b, classVote, 5)
}

func (r *reader) near(b *bound, class string, reach text.TokenID) bool {
	for w := max(r.sentence.First, b.first-reach); w < min(r.sentence.End, b.last+reach); w++ {
		if r.words.has(class, strings.ToLower(r.trees.Lemma(w))) {
			return true
		}
	}
	return false
}

// votes gives the unit of numbers that stand against each other: only votes are figures.
func (r *reader) votes(b *bound) string {
	if !r.near(b, classVote, 5) {
		return ""
	}
	return vote
}

// against says that a number is of the votes against: "14 votes to one".
func (r *reader) against(b *bound) bool {
	for i := range r.found {
		q := &r.found[i]
		if b.Start <= q.End || q.Unit.Kind != "" {
			continue
		}
		between := strings.Fields(r.doc.Text[q.End:b.Start])
		if len(between) == 2 && strings.HasPrefix(strings.ToLower(between[0]), vote) && between[1] == "to" {
			return true
		}
	}
	return false
}

// measured finds the noun that a measure is of: "a two-year ban", "60 tonnes of food", "a $1.2 billion loan".
func (r *reader) measured(b *bound) text.TokenID {
	f := r.trees
	if r.inside(b.after) && strings.EqualFold(r.doc.Word(b.after), "of") {
		if w := r.nounFrom(b, b.after+1); w != text.NoToken {
			return w
		}
		for c := b.after + 1; r.inside(c) && c < b.after+4; c++ {
			if f.UPOS(c) == "NOUN" || f.UPOS(c) == "PROPN" {
				return r.nounFrom(b, c)
			}
		}
	}
	h := f.Head(b.top)
	if h != text.NoToken && h > b.top && (f.UPOS(h) == "NOUN" || f.UPOS(h) == "PROPN") && f.IsRel(b.top, "compound", "nummod", "amod", "nmod", "det", "obl:unmarked") {
		if w := r.nounFrom(b, b.after); w != text.NoToken {
			return w
		}
		return h
	}
	return text.NoToken
}
