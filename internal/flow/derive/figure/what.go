package figure

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/quantities"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// maxWhat bounds the words of what is counted, maxDoing those of what it does.
const (
	maxWhat  = 10
	maxDoing = 6
)

// span gives the number phrase with its noun.
func (r *reader) span(b *bound) record.Span {
	s := record.Span{Start: b.Start, End: b.End}
	noun := b.noun
	if noun == text.NoToken && b.people && b.act == b.after {
		noun = b.act // "14 wounded"
	}
	if noun == text.NoToken || noun < b.after || b.Unit.Kind != "" && !b.Hyphen && !r.ofNext(b) {
		return s
	}
	if noun > b.after+8 {
		return s
	}
	s.End = max(s.End, r.doc.Tokens[noun].Span.End)
	return s
}

func (r *reader) ofNext(b *bound) bool {
	return r.inside(b.after) && strings.EqualFold(r.doc.Word(b.after), "of")
}

// what says in the words of the text what is counted or measured, and gives the word that it is told by.
func (r *reader) what(b *bound, unit string) (string, text.TokenID) {
	switch {
	case b.Age:
		return r.age(b), text.NoToken
	case b.noun != text.NoToken:
		return r.phrase(b, b.noun) + r.done(b), b.noun
	case b.people:
		counted := people
		if r.last != text.NoToken && r.isPerson(r.last) && !r.words.has(classState, strings.ToLower(r.doc.Word(r.last))) {
			counted = strings.ToLower(r.doc.Word(r.last))
		}
		return counted + r.done(b), r.last
	case unit == vote && b.noun == text.NoToken:
		return "votes", text.NoToken
	}
	return r.around(b)
}

// act finds the verb that says what happened to what is counted or done by it.
func (r *reader) act(b *bound) {
	f := r.trees
	if b.act != text.NoToken {
		return
	}
	w := b.noun
	if w == text.NoToken || w < b.first {
		w = b.top
	}
	if b.noun != text.NoToken && f.Child(w, "acl") != text.NoToken {
		return // it is part of the phrase
	}
	for f.IsRel(w, "conj") && f.Head(w) != text.NoToken && !r.words.has(classHit, f.Lemma(f.Head(w))) {
		w = f.Head(w)
	}
	for f.IsRel(w, "nmod") && f.Head(w) >= b.first && f.Head(w) <= b.last { // "dozens of drones": the verb is that of dozens
		w = f.Head(w)
	}
	v := f.Head(w)
	if !f.IsRel(w, "nsubj", "obj") || f.UPOS(v) != "VERB" {
		return
	}
	if o := f.Child(v, "obj"); f.IsRel(w, "nsubj") && o != text.NoToken && r.words.has(classHit, strings.ToLower(f.Lemma(v))) && r.numbered(f.Edges(o)) {
		return // "eight men killed 129" are not killed
	}
	b.act = v
}

// done says what happened to what is counted, or what it does: " killed", " fled to Bangladesh".
func (r *reader) done(b *bound) string {
	f := r.trees
	v := b.act
	if v == text.NoToken || b.Unit.Kind != "" && (v < b.noun || b.Unit.Kind != "share") {
		return ""
	}
	if b.noun != text.NoToken && r.words.has(classState, strings.ToLower(r.doc.Word(b.noun))) {
		return "" // "left 300 dead"
	}
	past := f.Morph(v).XPOS == "VBD" && strings.HasSuffix(r.doc.Word(v), "ed") || f.Morph(v).XPOS == "VBN" || f.UPOS(v) == "ADJ"
	subject := b.noun != text.NoToken && v > b.noun || b.noun == text.NoToken && v > b.last
	switch {
	case subject:
		return " " + r.doing(v)
	case past:
		return " " + strings.ToLower(r.doc.Word(v))
	case r.words.has(classHit, strings.ToLower(f.Lemma(v))) && !r.words.has(classIrregular, strings.ToLower(f.Lemma(v))):
		if p := regular(strings.ToLower(f.Lemma(v))); p != "" {
			return " " + p
		}
	}
	return ""
}

// regular gives the participle of a regular verb, "" where its last letter may have to be doubled.
func regular(lemma string) string {
	n := len(lemma)
	vowel := func(i int) bool { return 0 <= i && strings.IndexByte("aeiou", lemma[i]) >= 0 }
	switch {
	case n < 3:
		return ""
	case lemma[n-1] == 'e':
		return lemma + "d"
	case vowel(n-1) || lemma[n-1] == 'y' || vowel(n-2) && !vowel(n-3):
		return ""
	}
	return lemma + "ed"
}

// doing gives a verb with its first object or place.
func (r *reader) doing(v text.TokenID) string {
	f := r.trees
	end := v + 1
	for _, c := range f.Children(v) {
		if c < v || !f.IsRel(c, "obj", "obl", "compound:prt") || f.IsRel(c, "obl:unmarked") {
			continue
		}
		e := f.Edges(c)
		if e.First != end || e.End-v > maxDoing || r.timed(e) || r.numbered(e) {
			break
		}
		end = e.End
	}
	return r.line(text.TokenRange{First: v, End: end})
}

// line gives a run of words on one line.
func (r *reader) line(run text.TokenRange) string {
	return strings.Join(strings.Fields(r.doc.SpanOf(run).Of(r.doc.Text)), " ")
}

// timed says that a run of words holds a time.
func (r *reader) timed(e text.TokenRange) bool {
	span := r.doc.SpanOf(e)
	for _, t := range r.doc.Facts.Times[r.times:] {
		if t.Span.Start >= span.End {
			break
		}
		if span.Start < t.Span.End {
			return true
		}
	}
	return false
}

// age says whose age it is.
func (r *reader) age(b *bound) string {
	noun := r.following(b)
	if noun == text.NoToken && b.first > r.sentence.First+1 && r.doc.Word(b.first-1) == "," {
		noun = b.first - 2
	}
	if noun == text.NoToken {
		for w := b.first - 1; r.inside(w) && w >= b.first-5; w-- {
			if u := r.trees.UPOS(w); (u == "NOUN" || u == "PROPN") && r.isPerson(w) {
				noun = w
				break
			}
		}
	}
	if noun == text.NoToken {
		return "age"
	}
	if n := r.doc.NameAt(noun); n != nil {
		return "age of " + n.Span.Of(r.doc.Text)
	}
	return "age of " + r.doc.Word(noun)
}

// phrase gives a noun with its modifiers and what belongs to it, without the number.
func (r *reader) phrase(b *bound, noun text.TokenID) string {
	f := r.trees
	from := noun
	for _, c := range f.Children(noun) {
		if c >= from || !f.IsRel(c, "amod", "compound", "flat", "nmod:poss", "nmod") {
			continue
		}
		first := f.Edges(c).First
		if noun > b.first && first < b.after {
			first = b.after
		}
		if first <= c {
			from = min(from, first)
		}
	}
	for from < noun && (f.UPOS(from) == "PUNCT" || f.UPOS(from) == "DET" || f.UPOS(from) == "ADP") {
		from++
	}
	end := noun + 1
	for _, c := range f.Children(noun) {
		if c < end || !f.IsRel(c, "nmod", "acl", "flat", "conj") || f.IsRel(c, "acl:relcl", "nmod:unmarked") {
			continue
		}
		e := f.Edges(c)
		if e.First > end || e.End-from > maxWhat || r.numbered(e) || r.doc.Word(e.First) == "," || e.First <= b.last && e.End > b.first {
			break
		}
		end = max(end, e.End)
	}
	for end > noun+1 && f.UPOS(end-1) == "PUNCT" {
		end--
	}
	return r.line(text.TokenRange{First: from, End: end})
}

// numbered says that a run of words holds a number.
func (r *reader) numbered(e text.TokenRange) bool {
	for w := e.First; w < e.End; w++ {
		if r.trees.UPOS(w) == "NUM" {
			return true
		}
	}
	span := r.doc.SpanOf(e)
	return slices.ContainsFunc(r.found, func(q quantities.Quantity) bool { return q.NumStart < span.End && span.Start < q.NumEnd })
}

// around says what a measure without a noun is of, by its part in the sentence: what it is for or in, what it is a part
// or an increase of, what has it.
func (r *reader) around(b *bound) (string, text.TokenID) {
	f := r.trees
	top := r.upper(b.top)
	head := f.Head(top)
	if head == text.NoToken {
		if w := r.argument(b, top, "nsubj"); w != text.NoToken { // "turnout was 60 per cent"
			return r.phrase(b, w), w
		}
		return "", text.NoToken
	}
	if w := r.aim(b, head); b.Unit.Kind == "money" && w != text.NoToken {
		return r.phrase(b, w), w
	}
	if f.IsRel(top, "nmod", "appos", "acl", "compound", "nmod:unmarked") && (f.UPOS(head) == "NOUN" || f.UPOS(head) == "PROPN") {
		return r.phrase(b, head), head
	}
	return r.inClause(b, top)
}

// inClause says what a measure is of by the arguments of its verb.
func (r *reader) inClause(b *bound, top text.TokenID) (string, text.TokenID) {
	f := r.trees
	clause := f.Clause(top)
	word := strings.ToLower(r.doc.Word(clause))
	verb := f.UPOS(clause) == "VERB"
	subject, object := r.argument(b, clause, "nsubj"), r.argument(b, clause, "obj")
	kind := b.Unit.Kind
	switch lemma := strings.ToLower(f.Lemma(clause)); {
	case verb && r.words.has(classPut, lemma) && object == text.NoToken && f.Child(clause, "nsubj:pass") == text.NoToken:
		return "", text.NoToken // "Seoul put it at 550 tonnes"
	case verb && subject != text.NoToken && r.words.has(classReach, lemma):
		return r.phrase(b, subject), subject // "oil prices hit $80"
	case verb && subject != text.NoToken && (kind == "time" || f.Child(clause, "nsubj:pass") != text.NoToken && kind == "money"):
		return r.phrase(b, subject) + " " + word, subject
	case verb && kind == "money" && object != text.NoToken && f.IsRel(top, "obj", "obl:unmarked", "iobj"):
		return word + " " + r.phrase(b, object), clause
	case object != text.NoToken && !f.IsRel(top, "nsubj"):
		return r.phrase(b, object), object
	case verb && f.IsRel(top, "obj") && kind != "share" && subject != text.NoToken:
		return word + " by " + r.phrase(b, subject), clause
	case subject != text.NoToken:
		return r.phrase(b, subject), subject
	}
	if h := f.Head(clause); h != text.NoToken && f.UPOS(h) == "NOUN" {
		if m := f.Child(clause, "mark", "case"); m == clause-1 && strings.EqualFold(r.doc.Word(m), "to") {
			word = "to " + word // "the right to asylum"
		}
		return r.phrase(b, h) + " " + word, h
	}
	return word, clause
}

// upper climbs from a measure to the word that others hang on: over its coordination and over another measure that it
// hangs on ("by half a point to 0.5 percent").
func (r *reader) upper(top text.TokenID) text.TokenID {
	f := r.trees
	for range 4 {
		h := f.Head(top)
		switch {
		case h == text.NoToken || f.UPOS(h) == "VERB":
			return top
		case f.IsRel(top, "conj"), r.inQuantity(h):
			top = h
		default:
			return top
		}
	}
	return top
}

// inQuantity says that a word belongs to a quantity with a unit.
func (r *reader) inQuantity(w text.TokenID) bool {
	s := r.doc.Tokens[w].Span
	return slices.ContainsFunc(r.found, func(q quantities.Quantity) bool {
		return q.Unit.Kind != "" && q.Start <= s.Start && s.End <= q.End
	})
}

// argument gives a noun that is the subject or object of a clause and not the figure itself.
func (r *reader) argument(b *bound, clause text.TokenID, rel string) text.TokenID {
	f := r.trees
	c := f.Child(clause, rel)
	if c == text.NoToken || c >= b.first && c <= b.last || r.inQuantity(c) || f.UPOS(c) != "NOUN" && f.UPOS(c) != "PROPN" {
		return text.NoToken
	}
	return c
}

// aim finds what money is for: "3.5 trillion yen in aid to households", "spent $3 billion on content".
func (r *reader) aim(b *bound, verb text.TokenID) text.TokenID {
	f := r.trees
	for _, h := range []text.TokenID{b.top, verb} {
		for _, c := range f.ChildrenBy(h, "nmod", "obl") {
			if c <= b.last || f.UPOS(c) != "NOUN" || r.words.has(classPeriod, strings.ToLower(f.Lemma(c))) || r.doc.NameAt(c) != nil || r.timed(f.Edges(c)) || r.numbered(f.Edges(c)) {
				continue
			}
			if m := f.Child(c, "case"); m != text.NoToken && r.words.has(classAim, strings.ToLower(r.doc.Word(m))) {
				return c
			}
		}
	}
	return text.NoToken
}

// series gives the key of figures that can be compared: what, of whom, where, each in small letters and words of the
// dictionary, actors and places by their ids; "" where nothing says what is counted.
func (r *reader) series(b *bound, told text.TokenID) string {
	f := r.trees
	if b.Age || told == text.NoToken && !b.people {
		return ""
	}
	what, whom := b.Unit.Kind, people
	if what == "" {
		what = "count"
		if b.act != text.NoToken {
			what = strings.ToLower(f.Lemma(b.act))
		}
	}
	if told != text.NoToken {
		whom = strings.ToLower(f.Lemma(told))
		if ids := r.actors(r.doc.SpanOf(f.Edges(told)), told); len(ids) > 0 {
			whom += " of " + strings.Join(ids, ",")
		}
		if by := r.holder(b, told); by != "" {
			whom += " by " + by
		}
	}
	return strings.Join(strings.Fields(what+"|"+whom+"|"+r.where(b)), " ")
}

// holder gives who has or does what is counted, where that is another: "Turkey" of "Turkey hosts 3.6m Syrians". Who does
// something to people is left out, as reports of one deed name its doer or do not.
func (r *reader) holder(b *bound, told text.TokenID) string {
	f := r.trees
	name := b.holder
	if name == text.NoToken && b.act != text.NoToken && f.IsRel(told, "obj") && !r.words.has(classHit, strings.ToLower(f.Lemma(b.act))) {
		name = f.Child(b.act, "nsubj")
	}
	if name == text.NoToken {
		return ""
	}
	for _, a := range r.doc.ActorsAt(name) {
		if a.ID != "" {
			return a.ID
		}
	}
	if n := r.doc.NameAt(name); n != nil {
		return strings.ToLower(n.Span.Of(r.doc.Text))
	}
	return ""
}

// actors lists the ids of the actors that are named within the phrase of what is counted, without those counted.
func (r *reader) actors(area record.Span, told text.TokenID) []string {
	var keys []string
	first, end := r.doc.MentionsIn(area)
	for i := first; i < end; i++ {
		m := &r.doc.Mentions[i]
		if m.As.ID == "" || m.Span.End > area.End || m.Head == told && r.isPerson(told) || slices.Contains(keys, m.As.ID) {
			continue
		}
		if r.trees.Clause(m.Head) == r.trees.Clause(told) && !r.apart(told, m.Head) {
			keys = append(keys, m.As.ID)
		}
	}
	return keys
}

// apart says that a comma or a conjunction stands between a word and a later one.
func (r *reader) apart(a, b text.TokenID) bool {
	for w := a + 1; w < b; w++ {
		if u := r.trees.UPOS(w); u == "PUNCT" || u == "CCONJ" {
			return true
		}
	}
	return false
}

// where gives the place of the clause: the id of the knowledge where the places of the text are known, else the name.
func (r *reader) where(b *bound) string {
	f := r.trees
	clause := f.Clause(b.top)
	words := f.ClauseTokens(clause)
	for _, w := range words {
		if p := r.doc.PlaceAt(w); p != nil && !r.between(b, w) {
			if p.ID != "" {
				return p.ID
			}
			return strings.ToLower(p.Where.Name)
		}
	}
	for _, w := range words {
		n := r.doc.NameAt(w)
		if n != nil && n.Type == text.LocationName && n.Tokens.First == w && f.IsRel(w, "obl", "nmod") && !r.between(b, w) {
			return strings.ToLower(n.Span.Of(r.doc.Text))
		}
	}
	return ""
}

// between says that another quantity stands between a figure and a word.
func (r *reader) between(b *bound, w text.TokenID) bool {
	at := r.doc.Tokens[w].Span.Start
	return slices.ContainsFunc(r.found, func(q quantities.Quantity) bool {
		return b.End <= q.Start && q.End <= at || at < q.Start && q.End <= b.Start
	})
}
