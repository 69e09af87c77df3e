package times

import (
	"fmt"
	"strings"
)

// resolver tells what a match means; false where it is no time after all.
type resolver func(*reader, *match) (reading, bool)

// resolvers are the kinds of rules. "not" has one that is never asked.
func resolvers() map[string]resolver {
	return map[string]resolver{
		"not":  func(*reader, *match) (reading, bool) { return reading{}, true },
		"date": resolveDate, "numeric": resolveNumeric, "shift": resolveShift, "rel": resolveRel, "the": resolveThe,
		"text": resolveText, "that": resolveThat, "offset": resolveOffset, "offsettext": resolveOffsetText,
		"span": resolveSpan, "duration": resolveDuration, "set": resolveSet, "ref": resolveRef, "half": resolveHalf,
		"decade": resolveDecade, "century": resolveCentury, "range": resolveRange, "years": resolveYears,
		"yearsnow": resolveYearsNow, "weekdays": resolveWeekdays, "quarters": resolveQuarters, "winter": resolveWinter,
		"clock": resolveClock, "named": resolveNamed, "hijri": resolveHijri, "persian": resolvePersian,
		"monthweek": resolveMonthWeek, "beforelast": resolveBeforeLast, "weekendof": resolveWeekendOf, "centuries": resolveCenturies, "millennium": resolveMillennium, "yearago": resolveYearAgo,
	}
}

func (r *reader) impossible(m *match) (reading, bool) {
	r.note(m, Impossible)
	return reading{value: "XXXX-XX-XX", precision: "vague", free: true}, true
}

// resolveDate reads a day, month, year, weekday, season, quarter or half with what is told of the larger ones.
func resolveDate(r *reader, m *match) (reading, bool) {
	s := &m.slots
	if s.year != unset {
		if s.era < 0 {
			s.year = 1 - s.year
		}
		if s.year == 0 && s.era == 0 || s.year >= 9999 {
			return r.impossible(m)
		}
		if r.is(m.first, "'") || r.is(m.end-2, "-") && r.tokens[m.end-1].digits == 2 && s.day > 0 {
			s.year = r.fullYear(s.year) // "'98", "6-Jan-21"
		}
	}
	f, ok := r.dateOf(m)
	if !ok {
		return f, false
	}
	f.explicit = s.year != unset
	if s.half && s.ord > 0 && f.unit != unitHalf {
		f = f.halved(s.ord)
	}
	if s.part != "" {
		f = f.narrow(s.part)
	}
	return r.withPart(f, s), true
}

// fullYear gives the century of "'98".
func (r *reader) fullYear(y int) int {
	now := 2025
	if r.ctx.hasDoc {
		now = r.ctx.doc.year()
	}
	if full := now/100*100 + y; full <= now+10 {
		return full
	}
	return now/100*100 - 100 + y
}

func (r *reader) dateOf(m *match) (reading, bool) {
	s := &m.slots
	switch {
	case s.code != "" || s.number != unset && s.month == 0:
		return r.coded(m)
	case s.season > 0:
		return r.seasonOf(m)
	case s.ord > 0 && s.ord <= 4 && r.quarterIn(m):
		return r.quarterOf(m)
	case s.half && s.month == 0:
		return r.halfYearOf(m)
	case s.day > 0 && s.month > 0:
		return r.monthDay(m, s.month, s.day)
	case s.month > 0 && s.ord > 0 && s.ord <= 31:
		return r.monthDay(m, s.month, s.ord) // "January the 6th"
	case s.month > 0:
		y, ok := r.yearOf(m, s.month, 0)
		if !ok {
			return openReading(fmt.Sprintf("XXXX-%02d", s.month), unitMonth), true
		}
		return monthReading(y, s.month), true
	case s.year != unset:
		return yearReading(s.year), true
	case s.weekday > 0:
		return r.weekday(m, s.weekday), true
	case s.ord > 0:
		return r.dayOfMonth(m)
	}
	return reading{}, false
}

// openReading is a time of the calendar whose year, or week, is not told.
func openReading(value string, u unit) reading {
	return reading{value: value, unit: u, precision: u.precision()}
}

func (r *reader) coded(m *match) (reading, bool) {
	s := &m.slots
	y := s.year
	half := r.is(m.first, "h")
	if y == unset {
		if !r.ctx.hasDoc || half {
			return reading{}, false
		}
		s.ord = s.number
		return r.quarterOf(m)
	}
	if half && s.number <= 2 {
		return halfReading(y, s.number), true
	}
	return quarterReading(y, s.number), true
}

func (r *reader) monthDay(m *match, month, day int) (reading, bool) {
	y, ok := r.yearOf(m, month, day)
	if !ok {
		if !exists(2024, month, day) {
			return r.impossible(m)
		}
		return openReading(fmt.Sprintf("XXXX-%02d-%02d", month, day), unitDay), true
	}
	if !exists(y, month, day) {
		return r.impossible(m)
	}
	return dayReading(DayOf(y, month, day)), true
}

// yearOf gives the year of a month or of a day in it (0: none): that of the words, of "last year", of the story that
// the text tells, or the one nearest to the day of the document that fits the tense.
func (r *reader) yearOf(m *match, month, day int) (int, bool) {
	s, c := &m.slots, r.ctx
	if s.year != unset {
		return s.year, true
	}
	if s.shifted && s.textual {
		if !c.hasAnchor {
			return 0, false
		}
		return c.anchor.from.year() + s.dir, true
	}
	if s.shifted && c.hasDoc {
		return c.doc.year() + s.dir, true
	}
	if y, ok := r.storyYear(m, month, day); ok {
		return y, true
	}
	if !c.hasDoc {
		return 0, false
	}
	if s.weekday > 0 && day > 0 { // "Friday, May 3" tells its year
		for _, y := range []int{c.doc.year(), c.doc.year() - 1, c.doc.year() + 1} {
			if exists(y, month, day) && DayOf(y, month, day).Weekday() == s.weekday {
				return y, true
			}
		}
	}
	if c.hasAnchor && c.anchorAt == c.segment && c.anchor.from > c.doc && c.anchor.unit <= unitMonth && !r.alone && r.tense(m) != gone {
		// "in December, in January": what follows a time ahead lies behind it.
		y, first, _ := c.anchor.from.Date()
		if month < first {
			y++
		}
		return y, true
	}
	return r.nearestYear(month, day, r.tense(m)), true
}

// storyYear gives the year of the last full date nearby, where it is not that of the document.
func (r *reader) storyYear(m *match, month, day int) (int, bool) {
	c := r.ctx
	if !c.hasYear {
		return 0, false
	}
	reach := 3
	switch {
	case !c.history && c.year.unit == unitYear:
		return 0, false // "the gravest since 1981, began on January 26"
	case !c.history && c.year.unit == unitDay && month >= monthOf(c.year.to):
		reach = 1 // "On May 3, 2019 he was elected. On June 7 he resigned."
	case !c.history:
		reach = 0
	case c.year.unit == unitYear:
		reach = 1
	}
	if r.alone || c.hasDoc && (c.segment-c.yearAt > reach || r.tense(m) == future) {
		return 0, false
	}
	y, last, _ := c.year.to.Date()
	if c.hasDoc {
		if distance := c.doc - c.year.to; distance < 300 && distance > -300 {
			return 0, false
		}
	}
	if c.year.unit < unitYear && month+6 < last {
		y++
	}
	return y, true
}

func (r *reader) nearestYear(month, day int, t tense) int {
	doc := r.ctx.doc
	y := doc.year()
	best, cost := y, 1e9
	for _, k := range []int{y, y - 1, y + 1} {
		at := DayOf(k, month, min(max(day, 1), daysIn(k, month)))
		end := at
		if day == 0 {
			end = DayOf(k, month, daysIn(k, month))
		}
		// How much a day ahead counts against one behind.
		ahead, behind := 2., 1.
		switch t {
		case perhapsPast:
			ahead = 5.3
		case past:
			ahead = 8
		case gone:
			ahead = 1000
		case future:
			ahead, behind = 1, 20
		}
		d := 0.
		if at > doc {
			d = float64(at-doc) * ahead
		} else if end < doc {
			d = float64(doc-end) * behind
		}
		if d < cost {
			best, cost = k, d
		}
	}
	return best
}

// dayOfMonth reads "the 15th" in the month of the text or of the document.
func (r *reader) dayOfMonth(m *match) (reading, bool) {
	s := &m.slots
	at, ok := r.ctx.doc, r.ctx.hasDoc
	if !s.shifted && r.ctx.hasAnchor && r.ctx.anchor.unit <= unitMonth {
		at, ok = r.ctx.anchor.from, true
	}
	if !ok {
		return reading{}, false
	}
	if s.shifted {
		at = addMonths(at, s.dir)
	}
	y, month, _ := at.Date()
	if !exists(y, month, s.ord) {
		return r.impossible(m)
	}
	return dayReading(DayOf(y, month, s.ord)), true
}

// weekday gives the nearest weekday behind or, with a verb of the future, ahead. Without a date it stays open.
func (r *reader) weekday(m *match, weekday int) reading {
	if !r.ctx.hasDoc {
		return openReading(fmt.Sprintf("XXXX-WXX-%d", weekday), unitDay)
	}
	doc := r.ctx.doc
	ahead, behind := Day(mod(weekday-doc.Weekday(), 7)), Day(mod(doc.Weekday()-weekday, 7))
	if t := r.tense(m); t == future || t == arrange && ahead < behind {
		return dayReading(doc + ahead)
	}
	return dayReading(doc - behind)
}

func (r *reader) seasonOf(m *match) (reading, bool) {
	s := &m.slots
	code := seasonCodes[s.season]
	y := s.year
	switch {
	case y != unset:
	case s.plural || !r.ctx.hasDoc:
		return openReading("XXXX-"+code, unitSeason), true
	case s.shifted && !s.textual:
		y = r.ctx.doc.year() + s.dir
	default:
		if story, ok := r.storyYear(m, 3*s.season, 0); ok {
			y = story
		} else {
			y = r.seasonYear(m, s.season)
		}
	}
	return seasonReading(y, s.season), true
}

// seasonYear gives the year of "the autumn": that of the document, the one before or behind it where the tense asks for
// that. In January the winter is that of the year before.
func (r *reader) seasonYear(m *match, season int) int {
	doc := r.ctx.doc
	y := doc.year()
	f := seasonReading(y, season)
	switch t := r.tense(m); {
	case t == future && f.to < doc:
		return y + 1
	case f.from > doc && (t == past || t == perhapsPast || t == gone):
		return y - 1
	case season == 4 && t != future && doc.months()%12 < 2:
		return y - 1
	}
	return y
}

func (r *reader) quarterOf(m *match) (reading, bool) {
	s := &m.slots
	if s.ord > 4 {
		return reading{}, false
	}
	switch {
	case s.year != unset:
		return quarterReading(s.year, s.ord), true
	case !r.ctx.hasDoc:
		return openReading(fmt.Sprintf("XXXX-Q%d", s.ord), unitQuarter), true
	case s.shifted && !s.textual:
		return quarterReading(r.ctx.doc.year()+s.dir, s.ord), true
	}
	f := quarterReading(r.ctx.doc.year(), s.ord)
	if f.from > r.ctx.doc && r.tense(m) != future {
		f = quarterReading(r.ctx.doc.year()-1, s.ord)
	}
	return f, true
}

// quarterIn tells whether a match speaks of a quarter, perhaps of "this year".
func (r *reader) quarterIn(m *match) bool {
	for i := m.first; i < m.end; i++ {
		if r.is(i, "quarter") {
			return true
		}
	}
	return false
}

func (r *reader) halfYearOf(m *match) (reading, bool) {
	s := &m.slots
	h := s.ord
	if s.last {
		h = 2
	}
	y := s.year
	if y == unset {
		if !r.ctx.hasDoc {
			return openReading(fmt.Sprintf("XXXX-H%d", h), unitHalf), true
		}
		y = r.ctx.doc.year()
	}
	if h < 1 || h > 2 {
		return reading{}, false
	}
	return halfReading(y, h), true
}

// withPart adds the part of the day.
func (r *reader) withPart(f reading, s *slots) reading {
	if s.tod != "" && (f.unit == unitDay) {
		f.value += "T" + s.tod
	}
	return f
}

// setClock adds a time of the day.
func (f *reading) setClock(s *slots) {
	value := fmt.Sprintf("T%02d:%02d", s.hour, s.minute)
	day, _, _ := strings.Cut(f.value, "T")
	f.value = day + value
	f.precision = "minute"
	if s.minute == 0 {
		f.precision = "hour"
	}
	if s.hour == 24 {
		value = "T24:00"
	}
	f.clock = value + zoneString(s.zone)
}

func zoneString(z int) string {
	switch {
	case z == unset:
		return ""
	case z == 0:
		return "Z"
	case z < 0:
		return fmt.Sprintf("-%02d:%02d", -z/60, -z%60)
	}
	return fmt.Sprintf("+%02d:%02d", z/60, z%60)
}

func resolveClock(r *reader, m *match) (reading, bool) {
	s := &m.slots
	if s.hour == unset {
		s.hour, s.minute = 12, 0
		if r.is(m.first, "midnight") {
			s.hour = 0
		}
	}
	if (s.tod == "AF" || s.tod == "EV") && s.hour < 12 {
		s.hour += 12
	}
	if s.weak && !r.alone { // no p.m., no zone: a score, a verse?
		if p := r.prev(m); p != nil && p.letters && p.capital && !r.has(m.first-1, classWeekday) && !r.is(m.end, "-") {
			return reading{}, false
		}
	}
	c := r.ctx
	f := openReading("", unitHour)
	switch {
	case c.hasAnchor && c.anchor.unit == unitDay && !r.alone && (c.anchorAt == c.segment || c.anchorAt == c.segment-1 && m.first > 0 || !c.hasDoc || m.first > 0 && c.history):
		f = dayReading(c.anchor.from)
	case c.hasDoc:
		f = dayReading(c.doc)
	}
	f.setClock(s)
	f.explicit = false
	if !f.hasFrom {
		f.free = false
	}
	return f, true
}
