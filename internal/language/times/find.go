package times

import (
	"strconv"
	"strings"
)

// Time is one expression of time in a text.
type Time struct {
	Start, End int    // bytes of the text, half open
	Value      string // TIMEX3; intervals as A/B
	From, To   string // ISO 8601, the first and the last day or minute; "" where open or not told
	Precision  string // minute, hour, day, week, month, season, quarter, half-year, year, decade, century, vague
	Rule       string // id of the rule
}

// Note is a doubt about an expression.
type Note struct {
	Start, End int
	Code       NoteCode
}

// NoteCode says what the doubt is.
type NoteCode string

// The doubts.
const (
	Impossible NoteCode = "impossible" // a date that no calendar has
	Ambiguous  NoteCode = "ambiguous"  // 03/04/2025
	Converted  NoteCode = "converted"  // from another calendar
)

// Report is a text whose times are wanted.
type Report struct {
	Text     string
	Date     string   // of publication, YYYY-MM-DD with or without a time; "" where not known
	Segments [][2]int // stretches of Text that are read one by one, in order; nil: all of it
}

// context is what is known when an expression is reached.
type context struct {
	doc       Day
	hasDoc    bool
	history   bool    // the text tells of years long before its date
	anchor    reading // the last time of the calendar
	hasAnchor bool
	anchorAt  int // segment
	year      reading
	hasYear   bool
	yearAt    int // segment
	quarter   reading
	quarterAt int // expression, 0: none
	expr      int
	segment   int
}

// found is a time with what later steps need to know of it.
type found struct {
	match
	reading
	rule string
}

// Find gives the times of a text in order; they do not overlap.
func (g *Grammar) Find(in Report) ([]Time, []Note) {
	ctx := newContext(in.Date)
	segments := in.Segments
	if segments == nil {
		segments = [][2]int{{0, len(in.Text)}}
	}
	ctx.history = g.tellsHistory(ctx, in.Text)
	var out []Time
	var notes []Note
	var tokens []token
	for k, s := range segments {
		ctx.segment = k
		tokens = g.lex(in.Text, s[0], s[1], tokens[:0])
		r := &reader{g: g, text: in.Text, tokens: tokens, ctx: ctx, notes: &notes}
		for _, f := range r.join(r.find()) {
			out = append(out, r.time(&f))
		}
	}
	return out, notes
}

func newContext(date string) *context {
	ctx := &context{}
	if d, err := ParseDay(date); err == nil {
		ctx.doc, ctx.hasDoc = d, true
	}
	return ctx
}

// tellsHistory says that a text is about the past and not about the days before it was written: of the years that it
// names, three at least and most lie two years or more before its date. A life or the history of a town is such a text;
// a report with its background, which names days of the week, is not.
func (g *Grammar) tellsHistory(c *context, text string) bool {
	if !c.hasDoc {
		return true
	}
	past, near := 0, g.weekdays(text)/2
	for i := 0; i+4 <= len(text); i++ {
		if i > 0 && isDigit(text, i-1) || i+4 < len(text) && isDigit(text, i+4) {
			continue
		}
		year, err := strconv.Atoi(text[i : i+4])
		if err != nil || !isDigit(text, i) || year < 1000 || year > c.doc.year()+1 {
			continue
		}
		if year < c.doc.year()-1 {
			past++
		} else {
			near++
		}
	}
	return past >= 3 && past > 2*near
}

// weekdays counts the days of the week that a text names.
func (g *Grammar) weekdays(text string) int {
	n := 0
	for i := 0; i < len(text); {
		if text[i] < 'A' || 'Z' < text[i] {
			i++
			continue
		}
		end := lexWord(text, i)
		if w := g.lookup(text[i:end]); w != nil && w.has(classWeekday) && !w.entry(classWeekday).weak {
			n++
		}
		i = end
	}
	return n
}

// Series resolves expressions that are known to be times, one after the other, as those of one document.
type Series struct {
	g   *Grammar
	ctx *context
}

// NewSeries begins with the date of a document, "" where it is not known.
func (g *Grammar) NewSeries(date string) *Series { return &Series{g, newContext(date)} }

// Resolve reads one expression; ok is false where no rule knows it.
func (s *Series) Resolve(expr string) (t Time, ok bool) {
	tokens := s.g.lex(expr, 0, len(expr), nil)
	var notes []Note
	s.ctx.segment++
	r := &reader{g: s.g, text: expr, tokens: tokens, ctx: s.ctx, notes: &notes, alone: true}
	all := r.join(r.find())
	for i := range all {
		f := r.time(&all[i])
		if !ok || f.End-f.Start > t.End-t.Start {
			t, ok = f, true
		}
	}
	return t, ok
}

// find reads all tokens from left to right.
func (r *reader) find() []found {
	var all []found
	for i := 0; i < len(r.tokens); {
		if t := &r.tokens[i]; t.word == nil && t.digits == 0 || t.opaque || r.is(i, ",") || r.is(i, "-") {
			i++
			continue
		}
		m, meaning, ok := r.read(i)
		if !ok {
			i++
			continue
		}
		i = m.end
		if m.rule.Kind == "not" {
			continue
		}
		r.remember(&m, meaning)
		all = append(all, found{m, meaning, m.rule.ID})
	}
	return all
}

// read finds what begins at a token; where a rule matches and its resolver refuses, the next best is asked.
func (r *reader) read(i int) (match, reading, bool) {
	r.refused = r.refused[:0]
	for {
		m, ok := r.at(i)
		if !ok {
			return m, reading{}, false
		}
		if f, ok := m.rule.resolve(r, &m); ok {
			for m.end-m.first > 1 && (r.is(m.first, "on") || r.is(m.first, "over") || r.is(m.first, "for")) {
				m.first++
			}
			return m, f, true
		}
		r.refused = append(r.refused, m.rule.number)
	}
}

// remember makes a time the anchor of later ones.
func (r *reader) remember(m *match, f reading) {
	c := r.ctx
	c.expr++
	if f.free || !f.hasFrom || !f.hasTo {
		return
	}
	c.anchor, c.hasAnchor, c.anchorAt = f, true, c.segment
	if f.explicit && f.unit <= unitYear {
		c.year, c.hasYear, c.yearAt = f, true, c.segment
	}
	if f.unit == unitQuarter && m.rule.Kind != "yearago" && m.rule.Kind != "offset" && m.rule.Kind != "offsettext" {
		c.quarter, c.quarterAt = f, c.expr
	}
}

func (r *reader) note(m *match, code NoteCode) {
	*r.notes = append(*r.notes, Note{r.tokens[m.first].start, r.tokens[m.end-1].end, code})
}

// time gives the form that leaves the package.
func (r *reader) time(f *found) Time {
	t := Time{
		Start: r.tokens[f.first].start, End: r.tokens[f.end-1].end,
		Value: f.value, Precision: f.precision, Rule: f.rule,
	}
	if f.hasFrom {
		t.From = f.from.String() + f.clock
	}
	if f.hasTo {
		t.To = f.to.String() + f.clock
	}
	return t
}

// join puts together what is one time: a clock with its day, the two ends of an interval, an open end.
func (r *reader) join(all []found) []found {
	out := all[:0]
	for i := range all {
		f := all[i]
		if n := len(out); n > 0 && r.joined(&out[n-1], &f) {
			continue
		}
		out = append(out, f)
	}
	for i := range out {
		if i == 0 || out[i-1].end < out[i].first {
			r.open(&out[i])
		}
	}
	return out
}

// joined adds f to the time before it where the two are one.
func (r *reader) joined(a, f *found) bool {
	between := f.first - a.end
	if between > 2 || r.tokens[f.first].breaks {
		return false
	}
	switch {
	case isClock(a) != isClock(f) && !a.free && !f.free && r.glued(a.end, f.first):
		return joinClock(a, f)
	case r.spans(a, f):
		return r.joinEnds(a, f)
	}
	return false
}

// glued tells whether only "on", "at", "of" or a comma stand between.
func (r *reader) glued(from, to int) bool {
	for i := from; i < to; i++ {
		if s := r.text[r.tokens[i].start:r.tokens[i].end]; s != "," && s != "on" && s != "at" && s != "of" {
			return false
		}
	}
	return true
}

func isClock(f *found) bool { return f.slots.hour != unset }

func joinClock(a, f *found) bool {
	day, clock := f, a
	if isClock(f) {
		day, clock = a, f
	}
	if day.unit != unitDay || strings.Contains(day.value, "/") || day.clock != "" && !isClock(day) {
		return false
	}
	rule := day.rule
	joined := day.reading
	joined.setClock(&clock.slots)
	a.reading, a.rule, a.end = joined, rule, f.end
	a.slots.hour, a.slots.minute, a.slots.zone = clock.slots.hour, clock.slots.minute, clock.slots.zone
	return true
}

// spans tells whether "from A to B" or "between A and B" stands there, or A and B with a dash between them.
func (r *reader) spans(a, f *found) bool {
	if a.free || f.free || f.first-a.end != 1 || !a.hasFrom || !f.hasTo || a.unit != f.unit && (a.unit < unitDay || isClock(a) != isClock(f)) || a.fromYear != 0 || f.fromYear != 0 {
		return false
	}
	before := a.first - 1
	switch {
	case r.is(a.end, "to"), r.is(a.end, "until"), r.is(a.end, "till"), r.is(a.end, "through"):
		return r.is(before, "from") && a.from <= f.to
	case r.is(a.end, "and"):
		return r.is(before, "between") && a.from <= f.to
	case r.is(a.end, "-"):
		return a.from <= f.to && a.unit == f.unit && a.unit <= unitMonth && !(a.slots.year != unset && f.slots.year != unset)
	}
	return false
}

func (r *reader) joinEnds(a, f *found) bool {
	if isClock(a) {
		return false
	}
	if a.first > 0 && (r.is(a.first-1, "from") || r.is(a.first-1, "between")) {
		a.first--
	}
	a.value += "/" + f.value
	a.to, a.hasTo, a.end = f.to, f.hasTo, f.end
	a.fromYear = a.from.year()
	a.rule = "range.dates"
	if f.unit > a.unit {
		a.unit, a.precision = f.unit, f.precision
	}
	return true
}

// open takes off an end of what stands behind "since", "until" or "by".
func (r *reader) open(f *found) {
	if f.free || f.first == 0 || r.tokens[f.first].breaks || !f.hasFrom || !f.hasTo || f.fromYear != 0 {
		return
	}
	i := f.first - 1
	for i > 0 && r.has(i, classApprox) {
		i--
	}
	switch {
	case r.is(i, "since"):
		f.hasTo = false
	case r.is(i, "until"), r.is(i, "till"), r.is(i, "by"):
		f.hasFrom = false
	default:
		return
	}
	f.first = i
}
