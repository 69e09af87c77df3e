// Package figure is the stage that finds the figures of a report: every quantity that it states, with its unit, what it
// counts, how exact it claims to be, of which day it is and who says so.
//
// The numbers and units are those of internal/language/quantities; this package binds them to the tree of the sentence.
// A number is a figure only where it says how much or how many: dates, names ("Article 370") and the numbers of known
// things ("the two sides") are none, and a bare number is one only where its verb or noun tells what it counts.
//
// Who says so is the source of the narrowest claim whose content holds the figure; where there is no such claim, it is read
// from the tree: the nearest verb of saying above the figure whose subject is an actor, or "according to". Durations are
// figures, times of the calendar are not.
package figure

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/language/quantities"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage derive/figure: needs the layers body, tokens, sentences, trees, names, times, mentions, references and claims,
// gives the layer figures. It is safe for concurrent use.
type Stage struct {
	grammar *quantities.Grammar
	words   vocabulary
	base    *knowledge.Base
	people  map[string]bool // agents of the knowledge, singular and plural

	singular map[string]string // plural -> singular where the dictionary errs
	sorts    map[string]string // thing -> what it is counted as
}

// maxNumbers bounds the numbers of a sentence: one with more is a table, and what its numbers mean stands elsewhere.
const maxNumbers = 80

// New makes the stage over the knowledge.
func New(base *knowledge.Base) (*Stage, error) {
	g, err := quantities.Open()
	if err != nil {
		return nil, err
	}
	words, err := builtIn()
	if err != nil {
		return nil, fmt.Errorf("the words of figures do not load: %w", err)
	}
	s := &Stage{grammar: g, words: words, base: base, people: map[string]bool{}, singular: map[string]string{}, sorts: map[string]string{}}
	for entry := range words[classSingular] {
		plural, one, _ := strings.Cut(entry, "=")
		s.singular[plural] = one
	}
	for entry := range words[classSort] {
		thing, sort, _ := strings.Cut(entry, "=")
		s.sorts[thing] = sort
	}
	for _, a := range base.Agents() {
		if a.Class == "collective" && a.Number != "plural" {
			continue
		}
		if w := strings.Fields(strings.ToLower(a.Noun)); len(w) > 1 && words.has(classThing, singular(w[len(w)-1])) && a.Class == "collective" {
			continue // "European states"
		}
		for _, n := range []string{a.Noun, a.Plural} {
			if n != "" && !words.has(classThing, strings.ToLower(a.Noun)) {
				s.people[strings.ToLower(n)] = true
			}
		}
	}
	return s, nil
}

// Apply writes doc.Facts.Figures in the order of the text. Furniture, datelines, bylines and tables are not read. It gives no
// notices; its error says that the trees that it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	if len(doc.Tokens) > 0 && (doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens)) {
		return nil, errors.New("find figures: the words of the document have no trees yet: run the stage syntax first")
	}
	doc.Facts.Figures = []*record.Figure{}
	r := &reader{Stage: s, doc: doc, trees: doc.Trees}
	for i := range doc.Sentences {
		switch doc.Sentences[i].Kind {
		case text.PageParts, text.Dateline, text.Byline:
			continue
		}
		if err := r.read(i); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// read adds the figures of a sentence.
func (r *reader) read(sentence int) error {
	span := r.doc.SentenceSpan(sentence)
	found := r.grammar.Find(r.doc.Text, span.Start, span.End)
	if len(found) > maxNumbers {
		return nil
	}
	r.begin(sentence, found)
	for k := range found {
		f := r.figure(k)
		if f == nil {
			continue
		}
		f.Document = r.doc.ID
		if err := record.Identify(f); err != nil {
			return fmt.Errorf("figure %q: %w", f.Quote, err)
		}
		r.doc.Facts.Figures = append(r.doc.Facts.Figures, f)
	}
	return nil
}

// reader reads the figures of one document, sentence by sentence.
type reader struct {
	*Stage
	doc         *text.Document
	trees       *text.Forest
	sentence    text.TokenRange
	found       []quantities.Quantity
	times       int                  // the first of the document's times that may touch the sentence
	last        text.TokenID         // noun of the last count of the sentence
	before      string               // unit of the last count of the document
	counts      int                  // counts of the sentence so far
	mixed       bool                 // of several units
	folk        text.TokenID         // noun of the last count of people in the sentence
	lastUnit    string               // unit of the last figure of the sentence, as a measure where it is one, and the preposition behind it
	used        *quantities.Quantity // the number that was read with the one before it
	lastMeasure quantities.Unit
	prevUnit    string // unit of the last figure of the sentence, wherever it stands
	prevMeasure quantities.Unit
	lastPrep    string
}

func (r *reader) begin(sentence int, found []quantities.Quantity) {
	r.sentence, r.found, r.last = r.doc.Sentences[sentence].Tokens, found, text.NoToken
	r.counts, r.mixed, r.folk = 0, false, text.NoToken
	r.lastUnit, r.lastPrep, r.prevUnit = "", "", ""
}

// bound is a quantity with its place in the tree.
type bound struct {
	*quantities.Quantity
	first, last text.TokenID // words of the number
	after       text.TokenID // the first word behind the quantity
	top         text.TokenID // the word of the quantity that the others hang on
	noun        text.TokenID // what is counted or measured, NoToken where no word says it
	people      bool         // told by the verb where there is no noun
	holder      text.TokenID // the name before a number in a clause without its verb
	act         text.TokenID // the verb that says what happened to what is counted
}

// figure reads the figure of the k-th quantity of the sentence, nil where it is none.
func (r *reader) figure(k int) *record.Figure {
	if r.used == &r.found[k] {
		return nil
	}
	b := r.bind(&r.found[k])
	gap := r.gapped(b)
	if r.isTime(b) || !gap && r.isName(b) {
		return nil
	}
	unit := b.Unit.Name
	switch {
	case r.ownShare(b):
		return nil
	case r.changedBy(b):
		b.Value, b.Unit.Kind, unit = math.Round(1000*b.Value)/10, "share", "percent" // "cut by half"
	case gap:
		b.Unit, unit, b.noun = r.prevMeasure, r.prevUnit, r.last
		b.holder = r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First - 1
	case b.Age:
	case b.Unit.Kind == "money":
		unit = r.currency(b)
	case b.Unit.Kind == "time" && b.Small && b.Value == 1 && unit == "day":
		return nil // "one day they will return"
	case b.Unit.Kind != "":
	case r.ofWhichPaid(b):
		b.Unit, unit = r.prevMeasure, r.prevUnit
	default:
		unit = r.counted(b)
	}
	if unit == "" {
		return r.rival(b)
	}
	if b.Labelled && b.Unit.Kind == "" && !r.countsOn(b) {
		return nil
	}
	if b.Unit.Kind != "" {
		b.noun = r.measured(b)
	}
	r.act(b)
	if r.ofSource(b) || r.didNot(b) || r.rarity(b) || r.nothing(b) || r.heading(b) {
		return nil
	}
	r.prevUnit, r.prevMeasure = unit, b.Unit
	r.lastUnit, r.lastPrep = "", ""
	if r.inside(b.after) && r.trees.UPOS(b.after) == "ADP" {
		r.lastMeasure = b.Unit
		r.lastUnit, r.lastPrep = unit, strings.ToLower(r.doc.Word(b.after))
	}
	unit = years(b, unit)
	what, told := r.what(b, unit)
	f := &record.Figure{
		Span: r.span(b), Value: b.Value, ValueMax: b.Max, Unit: unit, Qualifier: r.qualifier(b),
		What: what, AsOf: r.asOf(b), Source: r.source(b), Series: r.series(b, told),
	}
	f.Quote, f.Span = r.doc.Quote(f.Span)
	words, span := r.doc.Quote(r.doc.SpanOf(r.sentence))
	f.Sentence, f.SentenceSpan = words, &span
	if b.Unit.Kind == "" && b.noun != text.NoToken {
		r.last = b.noun
	}
	return f
}

// countsOn says that a number behind a word like "flight" or "unit" counts what follows it all the same.
func (r *reader) countsOn(b *bound) bool {
	if b.noun == text.NoToken || b.first == r.sentence.First {
		return false
	}
	before := r.doc.Word(b.first - 1)
	return r.head(b.last) == b.noun && before == strings.ToLower(before) && b.noun < b.last+3
}

// bind finds the words of a quantity.
func (r *reader) bind(q *quantities.Quantity) *bound {
	if w := r.doc.TokensIn(record.Span{Start: q.Start, End: q.Start + 1}).First; q.Start < q.NumStart && r.trees.IsRel(w, "compound:prt") {
		if next := r.doc.Tokens[w+1].Span; q.NumStart <= next.Start || !wordy(next.Of(r.doc.Text)) {
			q.Qualifier, q.Start = "exact", next.Start // "handed over four men"
		}
	}
	if w := r.doc.TokensIn(record.Span{Start: q.Start, End: q.Start + 1}).First; q.Start < q.NumStart && r.inside(w-1) && r.inside(w+1) &&
		strings.EqualFold(r.doc.Word(w), "over") && r.words.has(classHandOver, strings.ToLower(r.trees.Lemma(w-1))) && r.trees.UPOS(w-1) == "VERB" {
		q.Qualifier, q.Start = "exact", r.doc.Tokens[w+1].Span.Start // "hands over four men", whatever the tree says
	}
	r.during(q)
	b := &bound{Quantity: q, noun: text.NoToken, act: text.NoToken, holder: text.NoToken}
	num := r.doc.TokensIn(record.Span{Start: q.NumStart, End: q.NumEnd})
	all := r.doc.TokensIn(record.Span{Start: q.Start, End: q.End})
	b.first, b.last, b.after = num.First, num.End-1, all.End
	if end := r.rate(b.after); end > b.after {
		b.after = end
	}
	b.top = b.last
	for w := all.First; w < all.End; w++ {
		if u := r.trees.UPOS(w); !all.Has(r.head(w)) && (w >= b.first || u == "SYM" || u == "NOUN" || u == "PROPN") {
			b.top = w
		}
	}
	return b
}

// rate skips "a month" behind a number: the figure is that of the number.
func (r *reader) rate(w text.TokenID) text.TokenID {
	if !r.inside(w + 1) {
		return w
	}
	for _, t := range r.doc.Facts.Times[r.times:] {
		if t.Span.Start > r.doc.Tokens[w].Span.Start {
			break
		}
		if t.Span.Start == r.doc.Tokens[w].Span.Start && strings.HasPrefix(t.Rule, "duration.") && r.trees.UPOS(w) == "DET" {
			return r.doc.TokensIn(t.Span).End
		}
	}
	return w
}

// gapped says that a number stands behind a name in a clause whose verb and noun were told before: "Turkey hosts 3.6m
// Syrians, Lebanon about 1m and Jordan 650,000".
func (r *reader) gapped(b *bound) bool {
	name := r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First - 1
	if r.prevUnit == "" || b.Unit.Kind != "" || b.Form != quantities.Digits || b.YearLike || b.Value < 20 || b.Labelled || !r.inside(name) {
		return false
	}
	n := r.doc.NameAt(name)
	if n != nil && n.Tokens.End == name+1 && strings.Contains(r.doc.Word(b.first), ",") && r.rowOf(n.Tokens.First) {
		return !r.inside(b.after) || r.trees.UPOS(b.after) == "PUNCT"
	}
	if n == nil || n.Tokens.End != name+1 || r.inside(b.after) && r.trees.UPOS(b.after) != "PUNCT" && r.trees.UPOS(b.after) != "CCONJ" {
		return false
	}
	before := n.Tokens.First - 1
	if r.inside(before) && r.trees.UPOS(before) == "DET" {
		before--
	}
	return r.inside(before) && (r.doc.Word(before) == "," || r.trees.UPOS(before) == "CCONJ")
}

// during takes a preposition from a quantity of time: "aid over five years" is not of more than five, "for over five years" is.
func (r *reader) during(q *quantities.Quantity) {
	w := r.doc.TokensIn(record.Span{Start: q.Start, End: q.Start + 1}).First
	if q.Unit.Kind != "time" || q.NumStart <= q.Start || !strings.EqualFold(r.doc.Word(w), "over") || !r.trees.IsRel(w, "case", "advmod") {
		return
	}
	if next := r.doc.Tokens[w+1].Span; next.Start == q.NumStart && (w == r.sentence.First || r.trees.UPOS(w-1) != "ADP") {
		q.Qualifier, q.Start = "exact", next.Start
	}
}

// wordy says that a word begins with a letter.
func wordy(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(first)
}

func (r *reader) head(w text.TokenID) text.TokenID { return r.trees.Head(w) }

// isTime says that the number belongs to a time of the calendar or the day. Durations do not count as such.
func (r *reader) isTime(b *bound) bool {
	all := r.doc.Facts.Times
	for r.times < len(all) && all[r.times].Span.End <= r.doc.Tokens[r.sentence.First].Span.Start {
		r.times++
	}
	for _, t := range all[r.times:] {
		if t.Span.Start >= b.NumEnd {
			break
		}
		if b.NumStart < t.Span.End && !strings.HasPrefix(t.Rule, "duration.") && !r.untilAct(b, t) {
			return true
		}
	}
	return false
}

// isName says that the number stands within a name, behind its first word: "Channel 4".
func (r *reader) isName(b *bound) bool {
	if n := r.doc.NameAt(b.first); n != nil && n.Tokens.First < b.first && b.Unit.Kind == "" {
		return true
	}
	if b.first == r.sentence.First || b.Form != quantities.Digits || b.Unit.Kind != "" {
		return false
	}
	if n := r.following(b); n == b.after && r.trees.Morph(n).XPOS == "NNS" && strings.Contains(r.doc.Word(b.first), ",") {
		return false // "gave the Progressive Party 233,336 votes"
	}
	before := b.first - 1 // a noun with the number behind it: "Boeing 737", "page 14"
	if u := r.trees.UPOS(before); u != "PROPN" && u != "NOUN" || r.doc.TokensIn(record.Span{Start: b.Start, End: b.End}).Has(before) {
		return false
	}
	h := r.head(b.top)
	if low := strings.ToLower(r.doc.Word(before)); low == r.doc.Word(before) && (r.words.has(classHit, r.trees.Lemma(before)) || r.following(b) != text.NoToken) {
		return false // a verb that looks like a noun: "wins 83 seats"
	}
	return h == before || r.trees.IsRel(b.top, "flat", "compound") && h < b.first && h != text.NoToken ||
		r.head(before) == b.top && r.trees.UPOS(before) == "PROPN"
}
