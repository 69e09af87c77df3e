package times

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// resolveNumeric reads a date in digits. Where day and month could change places the two readings are its interval.
func resolveNumeric(r *reader, m *match) (reading, bool) {
	s := &m.slots
	parts := strings.FieldsFunc(r.text[s.numericStart:s.numericEnd], func(c rune) bool { return c < '0' || '9' < c })
	if len(parts) != 3 {
		return reading{}, false
	}
	var n [3]int
	for i, p := range parts {
		n[i], _ = strconv.Atoi(p)
	}
	if len(parts[0]) == 4 {
		return r.calendarDay(m, n[0], n[1], n[2])
	}
	if len(parts[2]) == 2 {
		n[2] = r.fullYear(n[2])
	}
	switch {
	case n[0] > 12 || strings.Contains(r.text[s.numericStart:s.numericEnd], "."):
		return r.calendarDay(m, n[2], n[1], n[0])
	case n[1] > 12:
		return r.calendarDay(m, n[2], n[0], n[1])
	case n[0] == n[1]:
		return r.calendarDay(m, n[2], n[0], n[0])
	case !exists(n[2], n[0], n[1]) || !exists(n[2], n[1], n[0]):
		return r.impossible(m)
	}
	a, b := DayOf(n[2], n[0], n[1]), DayOf(n[2], n[1], n[0])
	r.note(m, Ambiguous)
	f := interval(yearString(n[2])+"-XX-XX", unitDay, min(a, b), max(a, b))
	f.precision, f.free = "vague", true
	return f, true
}

func (r *reader) calendarDay(m *match, y, month, d int) (reading, bool) {
	if !exists(y, month, d) || y == 0 {
		return r.impossible(m)
	}
	f := dayReading(DayOf(y, month, d))
	f.explicit = true
	return f, true
}

// resolveHalf reads "the second half of May" and "the first half of the year".
func resolveHalf(r *reader, m *match) (reading, bool) {
	s := &m.slots
	n := s.ord
	if n == 0 && s.last {
		n = 2
	}
	if n < 1 || n > 2 {
		return reading{}, false
	}
	if s.month > 0 {
		y, ok := r.yearOf(m, s.month, 0)
		if !ok {
			return openReading(fmt.Sprintf("XXXX-%02d", s.month), unitMonth), true
		}
		f := monthReading(y, s.month)
		f.explicit = s.year != unset
		return f.halved(n), true
	}
	if !r.ctx.hasDoc || s.unit2 == unitNone && s.unit == unitNone {
		return reading{}, false
	}
	u := s.unit
	if s.unit2 != unitNone {
		u = s.unit2
	}
	if u == unitHalf {
		return reading{}, false
	}
	dir := s.dir
	if r.is(m.first, "last") || r.is(m.first+1, "last") {
		dir = 0
	}
	f := unitReading(u, shift(u, r.ctx.doc, dir))
	if u == unitYear {
		return halfReading(f.from.year(), n), true
	}
	return f.halved(n), true
}

func resolveDecade(r *reader, m *match) (reading, bool) {
	s := &m.slots
	if s.decade == unset || s.weak && !r.is(m.first, "the") && s.part == "" && !r.alone {
		return reading{}, false
	}
	if r.has(m.first-1, classPossessive) {
		return reading{}, false // "her 80s" is an age
	}
	f := decadeReading(s.decade)
	switch {
	case s.half && s.ord > 0:
		f = f.halved(s.ord)
	case s.half && s.last:
		f = f.halved(2)
	case s.part == "later":
		f = f.narrow("end")
	case s.part != "":
		f = f.narrow(s.part)
	}
	return f, true
}

func resolveCentury(r *reader, m *match) (reading, bool) {
	s := &m.slots
	n := r.lastOrdinal(m)
	if n < 1 || n > 99 {
		return reading{}, false
	}
	f := centuryReading(n)
	if s.era < 0 {
		f = interval("BC"+strconv.Itoa(n-1), unitCentury, DayOf(1-100*n, 1, 1), DayOf(-100*(n-1), 12, 31))
		f.free = true
	}
	first := 0
	for i := m.first; i < m.end && first == 0; i++ {
		first, _ = r.ordinal(i)
	}
	switch {
	case s.half && first <= 2 && first > 0 && first != n:
		f = f.halved(first)
	case s.half && s.last:
		f = f.halved(2)
	case s.part != "" && !r.is(m.first+1, "turn"):
		f = f.narrow(s.part)
	}
	return f, true
}

// lastOrdinal is the number of the century itself: "the second half of the 20th century".
func (r *reader) lastOrdinal(m *match) int {
	n := 0
	for i := m.first; i < m.end; {
		v, k := r.ordinal(i)
		if k == 0 {
			i++
			continue
		}
		n = v
		i += k
	}
	return n
}

// resolveRange reads days and months that share a month or a year.
func resolveRange(r *reader, m *match) (reading, bool) {
	s := &m.slots
	if s.month2 > 0 {
		return r.monthRange(m)
	}
	days := r.daysOf(m)
	if len(days) < 2 {
		return reading{}, false
	}
	if s.month == 0 {
		return r.daysOfMonth(m, days[0], days[1])
	}
	y, ok := r.yearOf(m, s.month, days[0])
	first, last := days[0], days[len(days)-1]
	if !ok {
		if last <= first || !exists(2024, s.month, last) {
			return r.impossible(m)
		}
		return openReading(fmt.Sprintf("XXXX-%02d-%02d/XXXX-%02d-%02d", s.month, first, s.month, last), unitDay), true
	}
	if !exists(y, s.month, first) || !exists(y, s.month, last) || last <= first {
		return r.impossible(m)
	}
	return r.dayEnds(m, DayOf(y, s.month, first), DayOf(y, s.month, last)), true
}

// daysOfMonth reads "the 5th and 6th" in the month of the text or of the document.
func (r *reader) daysOfMonth(m *match, first, last int) (reading, bool) {
	at, ok := r.ctx.doc, r.ctx.hasDoc
	if r.ctx.hasAnchor && r.ctx.anchor.unit <= unitMonth {
		at, ok = r.ctx.anchor.from, true
	}
	y, month, _ := at.Date()
	if !ok || first >= last || !exists(y, month, last) {
		return reading{}, false
	}
	return r.dayEnds(m, DayOf(y, month, first), DayOf(y, month, last)), true
}

// daysOf lists the days of a match in their order.
func (r *reader) daysOf(m *match) []int {
	var days []int
	for i := m.first; i < m.end; {
		v, n := r.day(i)
		if n == 0 {
			i++
			continue
		}
		days = append(days, v)
		i += n
	}
	return days
}

func (r *reader) dayEnds(m *match, a, b Day) reading {
	f := interval(a.String()+"/"+b.String(), unitDay, a, b)
	f.explicit = m.slots.year != unset
	f.fromYear = a.year()
	return f
}

func (r *reader) monthRange(m *match) (reading, bool) {
	s := &m.slots
	y2, ok := r.yearOf(m, s.month2, s.day2)
	if !ok {
		if s.day > 0 {
			return openReading(fmt.Sprintf("XXXX-%02d-%02d/XXXX-%02d-%02d", s.month, s.day, s.month2, s.day2), unitDay), true
		}
		return openReading(fmt.Sprintf("XXXX-%02d/XXXX-%02d", s.month, s.month2), unitMonth), true
	}
	y := y2
	if s.month > s.month2 {
		y--
	}
	if s.day > 0 {
		if !exists(y, s.month, s.day) || !exists(y2, s.month2, s.day2) || s.month == s.month2 && s.day >= s.day2 {
			return r.impossible(m)
		}
		return r.dayEnds(m, DayOf(y, s.month, s.day), DayOf(y2, s.month2, s.day2)), true
	}
	a, b := monthReading(y, s.month), monthReading(y2, s.month2)
	f := interval(a.value+"/"+b.value, unitMonth, a.from, b.to)
	f.explicit = s.year != unset
	f.fromYear = y
	return f, true
}

func resolveYears(r *reader, m *match) (reading, bool) {
	s := &m.slots
	a, b := s.year, s.year2
	if b == unset {
		return reading{}, false
	}
	if b < 100 && a >= 100 {
		b += a / 100 * 100
	}
	if s.era < 0 {
		a, b = 1-a, 1-b // "from about 1200 to 400 BCE"
	}
	if b <= a {
		return reading{}, false
	}
	return yearsReading(a, b), true
}

func resolveYearsNow(r *reader, m *match) (reading, bool) {
	f := yearReading(m.slots.year)
	f.hasTo = false
	f.value += "/PRESENT_REF"
	f.fromYear = m.slots.year
	return f, true
}

func resolveWeekdays(r *reader, m *match) (reading, bool) {
	s := &m.slots
	a := r.weekday(m, s.weekday)
	if !a.hasFrom || s.plural || r.is(m.first+1, "-") && !r.is(m.first-1, "on") {
		return openReading(fmt.Sprintf("XXXX-WXX-%d/XXXX-WXX-%d", s.weekday, s.weekday2), unitDay), true
	}
	last := s.weekday2
	for i := m.first; i < m.end; i++ {
		if r.has(i, classWeekday) {
			last = r.tokens[i].word.entry(classWeekday).value
		}
	}
	to := a.from + Day(mod(last-s.weekday, 7))
	if r.tense(m) != future && to > r.ctx.doc {
		a.from, to = a.from-7, to-7
	}
	return r.dayEnds(m, a.from, to), true
}

// resolveBeforeLast reads "the week before last" and "the month after next".
func resolveBeforeLast(r *reader, m *match) (reading, bool) {
	s, n := &m.slots, -2
	if r.is(m.end-1, "next") {
		n = 2
	}
	u := s.unit
	if u == unitNone {
		u = unitDay // "the night before last"
	}
	if !r.ctx.hasDoc {
		return openReading(openValues[u], u), true
	}
	return r.withPart(unitReading(u, shift(u, r.ctx.doc, n)), s), true
}

// narrowBefore cuts a century to the part that is told of the k-th ordinal of a match: "the late 18th and early 19th".
func (r *reader) narrowBefore(m *match, f reading, k int) reading {
	for i := m.first; i < m.end; {
		_, n := r.ordinal(i)
		if n == 0 {
			i++
			continue
		}
		if k--; k < 0 {
			for at := i - 1; at >= m.first && at >= i-2; at-- {
				if r.has(at, classPart) {
					return f.narrow(r.tokens[at].word.entry(classPart).code)
				}
			}
			return f
		}
		i += n
	}
	return f
}

// resolveMillennium reads "the third millennium BC".
func resolveMillennium(r *reader, m *match) (reading, bool) {
	s, n := &m.slots, r.lastOrdinal(m)
	if n < 1 || n > 9 || n == 9 && s.era < 0 {
		return reading{}, false
	}
	from, to, value := 1000*(n-1), 1000*n-1, strconv.Itoa(n-1)
	if s.era < 0 {
		from, to, value = 1-1000*n, -1000*(n-1), "BC"+value
	}
	f := interval(value, unitMillennium, DayOf(max(from, 1-1000*n), 1, 1), DayOf(to, 12, 31))
	f.free = true
	return f, true
}

// resolveWeekendOf reads "the weekend of 15 November" and "the week of May 5".
func resolveWeekendOf(r *reader, m *match) (reading, bool) {
	u := m.slots.unit
	m.slots.unit = unitNone
	f, ok := resolveDate(r, m)
	if !ok || !f.hasFrom {
		return f, ok
	}
	w := unitReading(u, f.from)
	w.explicit = f.explicit
	return w, true
}

// resolveCenturies reads "the 15th to the 19th century" and "the 16th and 17th centuries".
func resolveCenturies(r *reader, m *match) (reading, bool) {
	first := 0
	for i := m.first; i < m.end && first == 0; i++ {
		first, _ = r.ordinal(i)
	}
	last := r.lastOrdinal(m)
	if first < 1 || last > 99 || first >= last {
		return reading{}, false
	}
	a, b := centuryReading(first), centuryReading(last)
	a, b = r.narrowBefore(m, a, 0), r.narrowBefore(m, b, 1)
	f := interval(a.value+"/"+b.value, unitCentury, a.from, b.to)
	f.fromYear = a.from.year()
	return f, true
}

func resolveQuarters(_ *reader, m *match) (reading, bool) {
	f := halfReading(m.slots.year, 1)
	f.explicit = true
	return f, true
}

func resolveWinter(r *reader, m *match) (reading, bool) {
	f := seasonReading(m.slots.year, 4)
	f.explicit = true
	return f, true
}

// resolveNamed reads holidays and wars.
func resolveNamed(r *reader, m *match) (reading, bool) {
	s, c := &m.slots, r.ctx
	n := &r.g.named[s.named]
	if n.kind == namedPeriod {
		f := interval(n.from.String()+"/"+n.to.String(), unitDay, n.from, n.to)
		if n.from == n.to {
			f = dayReading(n.from)
		}
		f.fromYear = n.from.year()
		return f, true
	}
	year := s.year
	if year == unset {
		if !c.hasDoc {
			return openReading(openNamed(n), unitDay), true
		}
		if f, ok := r.feast(m, n); ok {
			return f, true
		}
		year = r.namedYear(m, n)
	}
	from, to, ok := n.in(year)
	if !ok {
		return openReading(yearString(year)+"-XX-XX", unitDay), true
	}
	r.tabular(m, n, [2]Day{from, to})
	f := interval(from.String()+"/"+to.String(), unitDay, from, to)
	if from == to {
		f = dayReading(from)
	}
	f.explicit = s.year != unset
	return f, true
}

// tabular notes a feast whose day is only that of the tables.
func (r *reader) tabular(m *match, n *namedDay, at [2]Day) {
	if n.kind == namedHijri && !slices.Contains(n.seen, at) {
		r.note(m, Converted)
	}
}

// feast gives the feast of the Hijri calendar that is nearest to the day of the document, as the tense or "last" and "next"
// ask for it.
func (r *reader) feast(m *match, n *namedDay) (reading, bool) {
	s, doc := &m.slots, r.ctx.doc
	if _, story := r.storyYear(m, 6, 0); n.kind != namedHijri || story && !s.shifted {
		return reading{}, false
	}
	ahead, behind := 2, 1
	switch t := r.tense(m); {
	case s.shifted && s.dir < 0 || t == gone:
		ahead = 1000
	case s.shifted && s.dir > 0:
		behind = 1000
	case t == past:
		ahead = 8
	case t == future:
		ahead, behind = 1, 20
	}
	var best [2]Day
	least := -1
	for _, at := range n.hijri(doc.year()-1, 3) {
		cost := 0
		if at[0] > doc {
			cost = int(at[0]-doc) * ahead
		} else if at[1] < doc {
			cost = int(doc-at[1]) * behind
		}
		if least < 0 || cost < least {
			best, least = at, cost
		}
	}
	if least < 0 {
		return reading{}, false
	}
	r.tabular(m, n, best)
	f := interval(best[0].String()+"/"+best[1].String(), unitDay, best[0], best[1])
	if best[0] == best[1] {
		f = dayReading(best[0])
	}
	return f, true
}

func openNamed(n *namedDay) string {
	if n.kind == namedFixed {
		return fmt.Sprintf("XXXX-%02d-%02d", n.month, n.day)
	}
	return "XXXX-XX-XX"
}

func (r *reader) namedYear(m *match, n *namedDay) int {
	s, doc := &m.slots, r.ctx.doc
	y := doc.year()
	if story, ok := r.storyYear(m, 6, 0); ok && !s.shifted {
		return story
	}
	from, _, ok := n.in(y)
	if !ok {
		return y + s.dir
	}
	switch {
	case s.shifted && s.dir < 0 && from >= doc:
		return y - 1
	case s.shifted && s.dir > 0 && from <= doc:
		return y + 1
	case s.shifted:
		return y
	}
	_, month, day := from.Date()
	return r.nearestYear(month, day, r.tense(m))
}

func (r *reader) converted(m *match, f reading) (reading, bool) {
	r.note(m, Converted)
	f.explicit = true
	return f, true
}

// resolveHijri converts by the tabular calendar; sightings of the moon can differ by a day.
func resolveHijri(r *reader, m *match) (reading, bool) {
	s := &m.slots
	if s.year < 1 || s.year > 2000 || s.month > 0 && s.year < 1000 && !r.is(m.end-1, "ah") {
		return reading{}, false
	}
	length := func(month int) int { return int(islamicDay(s.year, month+1, 1) - islamicDay(s.year, month, 1)) }
	switch {
	case s.month == 0:
		a, b := islamicDay(s.year, 1, 1), islamicDay(s.year+1, 1, 1)-1
		return r.converted(m, interval(a.String()+"/"+b.String(), unitYear, a, b))
	case s.day == 0:
		a := islamicDay(s.year, s.month, 1)
		return r.converted(m, interval(a.String()+"/"+(a+Day(length(s.month))-1).String(), unitMonth, a, a+Day(length(s.month))-1))
	case s.day > 30:
		return r.impossible(m)
	}
	return r.converted(m, dayReading(islamicDay(s.year, s.month, s.day)))
}

// resolvePersian converts the Solar Hijri calendar.
func resolvePersian(r *reader, m *match) (reading, bool) {
	s := &m.slots
	if s.year < 1343 || s.year > 1472 {
		return reading{}, false
	}
	n := persianMonth(s.year, s.month)
	if s.day == 0 {
		a := persianDay(s.year, s.month, 1)
		return r.converted(m, interval(a.String()+"/"+(a+Day(n)-1).String(), unitMonth, a, a+Day(n)-1))
	}
	if s.day > n {
		return r.impossible(m)
	}
	return r.converted(m, dayReading(persianDay(s.year, s.month, s.day)))
}
