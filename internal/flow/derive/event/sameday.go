package event

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// passedOn gives the day of an act that no word of its own clause dates, where the clause before or the entry of a live page that it stands
// in does; nil where neither tells it surely.
func (r *reader) passedOn(c *candidate) *record.When {
	switch c.real.status() {
	case record.Actual, record.Ongoing:
	default:
		return nil
	}
	v := c.top()
	if when := r.atHead(c); when != nil && (r.trees.UPOS(v) == "VERB" || r.trees.IsRel(v, "root")) {
		return when
	}
	if r.trees.UPOS(v) != "VERB" || c.claims() {
		return nil
	}
	if when := r.goesOnFrom(v); when != nil {
		return when
	}
	if when := r.ofEntry(v); when != nil {
		return when
	}
	return r.ofSentenceBefore(v)
}

// ofSentenceBefore gives the day of the sentence before where the main verb goes on from it: in the simple past as that one, without a
// time of its own, with a pronoun for its subject or with "then": "The two met in Doha on Monday. They agreed to reopen the border."
func (r *reader) ofSentenceBefore(v text.TokenID) *record.When {
	f := r.trees
	i := r.doc.SentenceOf(v)
	root := f.Root(v)
	if i == 0 || len(r.times) > 0 || r.elsewhen(root) || r.elsewhen(v) || r.doc.Sentences[i-1].Paragraph != r.doc.Sentences[i].Paragraph || !r.simplePast(root) || v != root && !(f.IsRel(v, "conj") && f.Head(v) == root && r.simplePast(v)) {
		return nil
	}
	if s := f.Child(root, "nsubj", "nsubj:pass"); s == text.NoToken || f.UPOS(s) != "PRON" && !r.thenIn(root) || r.doc.QuotationAt(root) != nil {
		return nil
	}
	before := r.doc.Sentences[i-1].Tokens
	if before.Len() == 0 {
		return nil
	}
	top := f.Root(before.First)
	if !r.simplePast(top) || r.doc.QuotationAt(top) != nil {
		return nil
	}
	var found *record.When
	for _, t := range r.timesIn(r.doc.SpanOf(before)) {
		if t.From == nil || t.To == nil || t.Precision != "day" && t.Precision != "minute" {
			return nil
		}
		if w := r.headOf(t.Span); found != nil || f.Head(w) != top {
			return nil
		}
		span := t.Span
		found = &record.When{From: t.From, To: t.To, Precision: t.Precision, Text: t.Text, Span: &span, Rule: t.Rule}
	}
	return found
}

// simplePast says that a verb stands in the simple past, active or passive.
func (r *reader) simplePast(v text.TokenID) bool {
	f := r.trees
	if f.UPOS(v) != "VERB" || f.Child(v, "mark") != text.NoToken {
		return false
	}
	past := f.Morph(v).XPOS == "VBD"
	for _, a := range f.ChildrenBy(v, "aux", "aux:pass") {
		if f.Lemma(a) != "be" && f.Lemma(a) != "do" || f.Morph(a).XPOS != "VBD" {
			return false
		}
		past = true
	}
	return past
}

// elsewhen says that an adverb sets a verb at another time: "it later suspended flights".
func (r *reader) elsewhen(v text.TokenID) bool {
	for _, a := range r.trees.ChildrenBy(v, "advmod") {
		if r.lexicon.In("elsewhen", r.lower(a)) {
			return true
		}
	}
	return false
}

// thenIn says that "then" stands with a verb.
func (r *reader) thenIn(v text.TokenID) bool {
	for _, a := range r.trees.ChildrenBy(v, "advmod") {
		if r.lower(a) == "then" {
			return true
		}
	}
	return false
}

// goesOnFrom gives the time at the head of the sentence where the verb is coordinated with the one that the time belongs to, in the same
// tense and without a time of its own: "On Sunday armed men stopped a convoy, beat two drivers and stole the flour", "On 20 May a crowd
// threw stones, and police fired".
func (r *reader) goesOnFrom(v text.TokenID) *record.When {
	f := r.trees
	s := r.doc.Sentences[r.doc.SentenceOf(v)].Tokens
	top := v
	for f.IsRel(top, "conj") || f.IsRel(top, "parataxis") && f.Head(top) < top {
		h := f.Head(top)
		if f.UPOS(h) != "VERB" || h > top || !r.sameTense(h, v) {
			return nil
		}
		top = h
	}
	if top == v || r.perfectPast(v) || r.elsewhen(v) {
		return nil
	}
	var found *record.When
	for _, t := range r.times {
		w := r.headOf(t.Span)
		if t.From == nil || t.To == nil {
			if w > top {
				return nil // "since May"
			}
			continue
		}
		if first := r.doc.TokensIn(t.Span).First; f.Head(w) == top && w < top && first <= s.First+2 {
			span := t.Span
			found = &record.When{From: t.From, To: t.To, Precision: t.Precision, Text: t.Text, Span: &span, Rule: t.Rule}
			continue
		}
		if w > top {
			return nil // another time between
		}
	}
	return found
}

// sameTense says that two verbs stand in one tense by their forms and auxiliaries.
func (r *reader) sameTense(a, b text.TokenID) bool {
	past := func(v text.TokenID) bool {
		x := r.trees.Morph(v).XPOS
		return (x == "VBD" || x == "VBN") && !r.perfectPast(v)
	}
	return past(a) && past(b)
}

// perfectPast says that a verb stands in the past before the past: "had fled".
func (r *reader) perfectPast(v text.TokenID) bool {
	for _, a := range r.trees.ChildrenBy(v, "aux") {
		if r.trees.Lemma(a) == "have" && r.trees.Morph(a).XPOS == "VBD" {
			return true
		}
	}
	return false
}

// ofEntry gives the day of the entry of a live page that begins with the time of day: "18:40 The Union has suspended the country". What
// had happened before, and what another word of time dates, is not of that day.
func (r *reader) ofEntry(v text.TokenID) *record.When {
	i := r.doc.SentenceOf(v)
	p := r.doc.Sentences[i].Paragraph
	first := i
	for first > 0 && r.doc.Sentences[first-1].Paragraph == p {
		first--
	}
	start := r.doc.SentenceSpan(first).Start
	var clock *record.Time
	for _, t := range r.doc.Facts.Times {
		if t.Span.Start >= start && t.Span.Start <= start+1 {
			clock = t
			break
		}
		if t.Span.Start > start+1 {
			break
		}
	}
	if clock == nil || clock.Precision != "minute" || clock.From == nil || !strings.HasPrefix(clock.Text[:1], firstDigit(clock.Text)) || len(*clock.From) <= dateLen {
		return nil
	}
	if !r.tells(v) {
		return nil
	}
	for _, t := range r.times {
		if t.Span.Start > clock.Span.End || i != first {
			return nil
		}
	}
	day := (*clock.From)[:dateLen]
	span := clock.Span
	return &record.When{From: &day, To: &day, Precision: "day", Text: clock.Text, Span: &span, Rule: clock.Rule}
}

// tells says that a verb is finite and that of a main clause, or of one that somebody only says, and that its clause and those above do not
// stand in the past before the past.
func (r *reader) tells(v text.TokenID) bool {
	f := r.trees
	for w := v; ; w = f.Head(w) {
		if r.perfectPast(w) || !r.finite(w) {
			return false
		}
		if f.Head(w) == text.NoToken {
			return true
		}
		if !f.IsRel(w, "conj", "parataxis", "ccomp") {
			return false
		}
	}
}

// firstDigit gives the first byte of a word where it is a digit, else a byte that no word begins with.
func firstDigit(s string) string {
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		return s[:1]
	}
	return "\x00"
}
