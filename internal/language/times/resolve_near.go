package times

import "fmt"

// resolveShift reads "last week", "this Friday", "next spring".
func resolveShift(r *reader, m *match) (reading, bool) {
	s, c := &m.slots, r.ctx
	base, ok := c.doc, c.hasDoc
	if r.is(m.first+1, "past") {
		s.dir = -1
	} else if r.is(m.first+1, "coming") {
		s.dir = 1
	}
	if s.textual && c.hasAnchor {
		base, ok = c.anchor.from, true
		if s.dir > 0 {
			base = c.anchor.to
		}
	}
	if !ok {
		return r.unanchored(s)
	}
	var f reading
	switch {
	case s.weekday > 0:
		f = r.shiftWeekday(m, base)
	case s.season > 0:
		f = r.shiftSeason(m, base)
	case s.month > 0:
		f = r.shiftMonth(m, base)
	case s.unit == unitNone:
		return reading{}, false
	case s.unit < unitDay || s.plural && s.unit != unitWeekend || s.unit == unitPeriod:
		return reading{}, false
	case s.unit == unitQuarter && c.quarterAt > 0 && c.quarter.from < c.doc && c.quarter.from+500 > c.doc && c.quarter.to <= c.doc && r.latest(m):
		f = c.quarter
	case s.unit == unitQuarter && r.latest(m):
		f = unitReading(unitQuarter, shift(unitQuarter, base, -1))
	case s.unit == unitYear && s.unit2 == unitQuarter:
		f = r.yearAgoQuarter(c.doc.year() - 1)
	case s.unit == unitWeekend:
		f = r.shiftWeekend(m, base)
	default:
		f = unitReading(s.unit, shift(s.unit, base, s.dir))
	}
	if s.part != "" {
		f = f.narrow(s.part)
	}
	if s.half && s.ord > 0 {
		f = f.halved(s.ord)
	}
	if s.unit2 == unitNone {
		f = r.withPart(f, s)
	}
	return f, true
}

func (r *reader) latest(m *match) bool {
	for i := m.first; i < m.end; i++ {
		if r.is(i, "latest") {
			return true
		}
	}
	return false
}

// unanchored is a shifted time in a text without a date.
func (r *reader) unanchored(s *slots) (reading, bool) {
	switch {
	case s.weekday > 0:
		return r.withPart(openReading(fmt.Sprintf("XXXX-WXX-%d", s.weekday), unitDay), s), true
	case s.season > 0:
		return openReading("XXXX-"+seasonCodes[s.season], unitSeason), true
	case s.month > 0:
		return openReading(fmt.Sprintf("XXXX-%02d", s.month), unitMonth), true
	case s.unit >= unitDay && s.unit < unitPeriod:
		return openReading(openValues[s.unit], s.unit), true
	}
	return reading{}, false
}

// openValues are the values of units that no date tells.
var openValues = map[unit]string{
	unitDay: "XXXX-XX-XX", unitWeekend: "XXXX-WXX-WE", unitWeek: "XXXX-WXX", unitFortnight: "XXXX-WXX", unitMonth: "XXXX-XX",
	unitQuarter: "XXXX-QX", unitHalf: "XXXX-HX", unitSeason: "XXXX-XX", unitYear: "XXXX", unitDecade: "XXX", unitCentury: "XX",
	unitMillennium: "X",
}

func (r *reader) shiftWeekday(m *match, base Day) reading {
	s := &m.slots
	if s.unit == unitWeek { // "Monday of last week"
		monday := base - Day(base.Weekday()) + 1 + Day(7*s.dir)
		return dayReading(monday + Day(s.weekday) - 1)
	}
	back, ahead := Day(mod(base.Weekday()-s.weekday-1, 7)+1), Day(mod(s.weekday-base.Weekday()-1, 7)+1)
	switch {
	case s.dir < 0 || r.is(m.first+1, "past"):
		return dayReading(base - back)
	case s.dir > 0 || r.is(m.first+1, "coming"):
		return dayReading(base + ahead)
	case r.tense(m) == past || r.tense(m) == perhapsPast:
		return dayReading(base - back%7)
	}
	return dayReading(base + ahead%7)
}

// shiftMonth gives the nearest month of the name on the side told, never the one of the base itself.
func (r *reader) shiftMonth(m *match, base Day) reading {
	s := &m.slots
	y, month, _ := base.Date()
	switch {
	case s.dir < 0 && s.month >= month:
		y--
	case s.dir > 0 && s.month <= month:
		y++
	}
	return monthReading(y, s.month)
}

func (r *reader) shiftSeason(m *match, base Day) reading {
	s := &m.slots
	y := base.year()
	f := seasonReading(y, s.season)
	switch {
	case s.dir < 0 || r.is(m.first+1, "past"):
		for f.to >= base {
			y--
			f = seasonReading(y, s.season)
		}
	case s.dir > 0 || r.is(m.first+1, "coming"):
		if f.from <= base {
			f = seasonReading(y+1, s.season)
		}
	case f.from > base && s.season == 4 && base.months()%12 < 2:
		f = seasonReading(y-1, 4)
	}
	return f
}

// shiftWeekend gives this, the last or the next weekend; "the weekend" goes by the tense.
func (r *reader) shiftWeekend(m *match, base Day) reading {
	s := &m.slots
	f := weekendReading(base)
	switch {
	case s.dir != 0:
		return weekendReading(base + Day(7*s.dir))
	case base < f.from && r.tense(m) != future:
		return weekendReading(base - 7)
	}
	return f
}

// resolveRel reads yesterday, today, tomorrow and their parts.
func resolveRel(r *reader, m *match) (reading, bool) {
	s, c := &m.slots, r.ctx
	n, value := 0, ""
	for i := m.first; i < m.end; i++ {
		switch {
		case r.is(i, "before"), r.is(i, "yesterday") && n == 0:
			n--
		case r.is(i, "after"), r.is(i, "tomorrow") && n == 0:
			n++
		case r.is(i, "last"):
			n--
		case r.is(i, "tonight"):
			value = "NI"
		case r.is(i, "overnight"):
			value, n = "NI", n-1
		}
	}
	switch {
	case r.is(m.first+2, "before"): // "the day before yesterday"
		n = -2
	case r.is(m.first+2, "after"):
		n = 2
	}
	if s.tod != "" {
		value = s.tod
	}
	if !c.hasDoc {
		return reading{value: "XXXX-XX-XX", unit: unitDay, precision: "day"}, true
	}
	f := dayReading(c.doc + Day(n))
	if value != "" {
		f.value += "T" + value
	}
	return f, true
}

// resolveThe reads "the quarter", "the end of the year": the one that the text or the document is in.
func resolveThe(r *reader, m *match) (reading, bool) {
	s, c := &m.slots, r.ctx
	u := s.unit
	if u == unitQuarter || u == unitPeriod {
		if c.quarterAt > 0 {
			return c.quarter, true
		}
		if c.hasDoc && u == unitQuarter {
			return unitReading(unitQuarter, shift(unitQuarter, c.doc, -1)), true
		}
	}
	if u == unitNone && s.tod != "" {
		u = unitDay
	}
	base, ok := c.doc, c.hasDoc
	if c.hasAnchor && (u <= unitDay || !ok) {
		base, ok = c.anchor.from, true
	}
	if story, tells := r.storyYear(m, 6, 0); tells && u >= unitYear {
		base, ok = DayOf(story, 6, 1), true
	}
	if !ok {
		return r.unanchored(s)
	}
	if u < unitDay || u >= unitPeriod || s.plural {
		return reading{}, false
	}
	f := unitReading(u, base)
	if u == unitWeekend {
		f = r.shiftWeekend(m, base)
	}
	if r.is(m.end-1, "end") {
		s.part = "end"
	}
	if s.part != "" {
		f = f.narrow(s.part)
	}
	return r.withPart(f, s), true
}

// anchorOf gives the day that the words of the text lean on: its last time, or the day of the document.
func (r *reader) anchorOf() (reading, bool) {
	if r.ctx.hasAnchor {
		return r.ctx.anchor, true
	}
	if r.ctx.hasDoc {
		return dayReading(r.ctx.doc), true
	}
	return reading{}, false
}

// resolveText reads "the following month", "the next day", "the year before".
func resolveText(r *reader, m *match) (reading, bool) {
	s := &m.slots
	a, ok := r.anchorOf()
	u, n := s.unit, s.dir
	if u == unitNone {
		u = unitDay
	}
	if !s.shifted {
		n = s.back
	}
	if !ok {
		return r.unanchored(s)
	}
	if n == 0 || a.unit > u && u < unitMonth {
		return reading{}, false
	}
	base := a.from
	if n > 0 {
		base = a.to
	}
	return r.withPart(unitReading(u, shift(u, base, n)), s), true
}

// resolveThat reads "that year", "the same day".
func resolveThat(r *reader, m *match) (reading, bool) {
	s := &m.slots
	a, ok := r.anchorOf()
	u := s.unit
	switch {
	case !ok:
	case s.season > 0:
		y, month, _ := a.from.Date()
		if s.season == 4 && month < 3 && a.unit < unitYear {
			y--
		}
		return seasonReading(y, s.season), true
	case s.month > 0:
		return monthReading(a.from.year(), s.month), true
	case s.weekday > 0 && a.unit <= unitWeek:
		return r.withPart(dayReading(a.from+Day(mod(s.weekday-a.from.Weekday(), 7))), s), true
	}
	if u == unitNone && s.tod != "" {
		u = unitDay
	}
	if ok && u == unitSeason && a.unit == unitYear && a.fromYear == 0 {
		return a, true // "in 2009 ... in the same season"
	}
	if !ok || u < unitDay || a.unit > u || u == unitPeriod || s.plural {
		return reading{}, false
	}
	return r.withPart(unitReading(u, a.from), s), true
}

// resolveOffset reads "two days ago" and "in three weeks", counted from the day of the document.
func resolveOffset(r *reader, m *match) (reading, bool) {
	s, c := &m.slots, r.ctx
	u, count := s.unit, s.count
	if u == unitNone && s.tod != "" {
		u, s.unit = unitDay, unitDay // "two nights ago"
	}
	if u == unitPeriod {
		return reading{}, false
	}
	if s.weekday > 0 {
		f := r.weekday(m, s.weekday)
		if !f.hasFrom {
			return f, true
		}
		n := -7
		if s.back > 0 {
			n = 7
		}
		return dayReading(f.from + Day(n)), true
	}
	if s.half && r.is(m.end-2, "half") {
		count = 1.5
	} else if s.half && count <= 1 {
		count = .5
	}
	open := reading{value: "PAST_REF", precision: "vague", free: true}
	if s.back > 0 {
		open.value = "FUTURE_REF"
	}
	if s.vague || count == 0 || !c.hasDoc {
		if c.hasDoc && s.back < 0 {
			open.to, open.hasTo = c.doc, true
		}
		if c.hasDoc && s.back > 0 {
			open.from, open.hasFrom = c.doc, true
		}
		return open, true
	}
	n := count
	if s.back < 0 {
		n = -n
	}
	if !inRange(u, c.doc, n) {
		return open, true
	}
	if u == unitYear && count == 1 && s.back < 0 {
		if q, ok := r.quarterNear(); ok {
			return r.yearAgoQuarter(q.from.year() - 1), true
		}
	}
	base, same := r.agoFrom(m)
	f := moved(u, base, n)
	if same != unitNone {
		f = unitReading(same, shift(u, base, int(n)))
	}
	if u == unitDay && s.tod != "" {
		f = r.withPart(f, s)
	}
	if s.back < 0 && r.toTheDay(m) {
		f = dayReading(shift(u, c.doc, int(n)))
	}
	switch { // "more than two years ago" is no year but all before it
	case r.is(m.first, "more"):
		f.hasFrom = false
	case r.is(m.first, "less") && f.from <= c.doc:
		f.to = c.doc
	}
	return f, true
}

// agoFrom gives the day that "five years ago" is counted from and the unit that is meant, where more is told than the
// count: "five years ago this month", "a year ago today"; no unit where nothing is told.
func (r *reader) agoFrom(m *match) (Day, unit) {
	doc, last := r.ctx.doc, m.end-1
	for i := m.first; i < m.end; i++ {
		switch {
		case r.is(i, "today"):
			return doc, unitDay
		case r.is(i, "tomorrow"):
			return doc + 1, unitDay
		case r.is(i, "yesterday"):
			return doc - 1, unitDay
		}
	}
	if u := m.slots.unit2; u != unitNone && (r.is(last, "week") || r.is(last, "month")) && m.slots.unit > u && m.slots.shifted {
		return shift(u, doc, m.slots.dir), u
	}
	return doc, unitNone
}

// toTheDay tells whether one or two weeks are counted by their days, as reports do: "a week ago", not "some six weeks ago".
func (r *reader) toTheDay(m *match) bool {
	s := &m.slots
	return (s.unit == unitWeek || s.unit == unitFortnight) && s.count == float64(int(s.count)) && s.count <= 2 && !s.half &&
		!r.has(m.first, classApprox) && !r.is(m.first, "more") && !r.is(m.first, "less")
}

// moved gives the unit that lies n units from a day. Halves go down to the unit below; hours stay within the day.
func moved(u unit, d Day, n float64) reading {
	whole := float64(int(n))
	if whole == n {
		switch {
		case u < unitDay:
			return dayReading(shiftHours(d, u, int(n)))
		case u == unitDecade || u == unitCentury || u == unitMillennium:
			return unitReading(unitYear, shift(u, d, int(n)))
		}
		return unitReading(u, shift(u, d, int(n)))
	}
	switch u {
	case unitYear:
		return unitReading(unitMonth, shift(unitMonth, d, int(n*12)))
	case unitDecade, unitCentury, unitMillennium:
		years := map[unit]float64{unitDecade: 10, unitCentury: 100, unitMillennium: 1000}[u]
		return unitReading(unitYear, shift(unitYear, d, int(n*years)))
	case unitMonth:
		return unitReading(unitWeek, d+Day(n*30.4))
	case unitWeek:
		return dayReading(d + Day(n*7))
	}
	return unitReading(u, shift(u, d, int(n)))
}

func shiftHours(d Day, u unit, n int) Day {
	if u == unitHour {
		return d + Day(n/24)
	}
	return d
}

// resolveOffsetText reads "a day earlier", counted from the time before it in the text.
func resolveOffsetText(r *reader, m *match) (reading, bool) {
	s := &m.slots
	last := m.end - 1
	if (r.is(last, "before") || r.is(last, "after") || r.is(last, "on")) && !r.alone && m.end < len(r.tokens) && r.tokens[m.end].letters {
		// What it is counted from stands behind it: "two days before the vote".
		return durationReading(s)
	}
	a, ok := r.anchorOf()
	if !ok || s.vague || s.count == 0 {
		return reading{value: map[bool]string{true: "PAST_REF", false: "FUTURE_REF"}[s.back < 0], precision: "vague", free: true}, true
	}
	if s.unit == unitYear && s.count == 1 && s.back < 0 {
		if q, ok := r.quarterNear(); ok {
			return r.yearAgoQuarter(q.from.year() - 1), true
		}
	}
	n := s.count
	base := a.to
	if s.back < 0 {
		n, base = -n, a.from
	}
	if a.unit > s.unit && s.unit < unitMonth || !inRange(s.unit, base, n) {
		return durationReading(s)
	}
	if r.toTheDay(m) && a.unit == unitDay {
		return dayReading(shift(s.unit, base, int(n))), true
	}
	return moved(s.unit, base, n), true
}

// quarterNear is the quarter that reports of companies speak of.
func (r *reader) quarterNear() (reading, bool) {
	c := r.ctx
	return c.quarter, c.quarterAt > 0 && c.expr-c.quarterAt < 4
}

// yearAgoQuarter is the quarter of the text in another year.
func (r *reader) yearAgoQuarter(year int) reading {
	c := r.ctx
	if c.quarterAt == 0 {
		return yearReading(year)
	}
	_, month, _ := c.quarter.from.Date()
	return quarterReading(year, (month+2)/3)
}

// resolveYearAgo reads "the year-ago quarter".
func resolveYearAgo(r *reader, m *match) (reading, bool) {
	s, c := &m.slots, r.ctx
	year := s.year
	if year == unset {
		a, ok := r.anchorOf()
		if c.quarterAt > 0 {
			a, ok = c.quarter, true
		}
		if !ok {
			return reading{}, false
		}
		year = a.from.year() - 1
	}
	if s.ord > 0 && s.ord <= 4 {
		return quarterReading(year, s.ord), true
	}
	return r.yearAgoQuarter(year), true
}

// resolveSpan reads "the past five years" and "the next two weeks".
func resolveSpan(r *reader, m *match) (reading, bool) {
	s, c := &m.slots, r.ctx
	count := s.count
	if count == 0 && !s.vague {
		count = 1
	}
	if s.unit == unitNone && s.tod != "" {
		s.unit = unitDay
	}
	if s.unit == unitNone {
		return reading{}, false
	}
	f := reading{value: duration(count, s.vague, s.unit), precision: s.unit.precision(), free: true, unit: s.unit}
	if s.dir > 0 && s.count > 0 && c.hasAnchor && !r.alone && (s.textual || c.history && c.doc-c.anchor.to > 366) && inRange(s.unit, c.anchor.to, count) {
		// "in the next five years" of a story that is told
		f.from, f.hasFrom, f.to, f.hasTo = c.anchor.to, true, shift(s.unit, c.anchor.to, int(count)), true
		return f, true
	}
	if !c.hasDoc || s.dir == 0 || s.textual {
		return f, true
	}
	n := int(count)
	if !inRange(s.unit, c.doc, count) {
		return f, true
	}
	move := func(d Day, k int) Day {
		if count != float64(n) && s.unit == unitYear {
			return addMonths(d, k*int(count*12))
		}
		return shift(s.unit, d, k*n)
	}
	if s.dir < 0 {
		f.from, f.hasFrom, f.to, f.hasTo = move(c.doc, -1), !s.vague, c.doc, true
	} else {
		f.from, f.hasFrom, f.to, f.hasTo = c.doc, true, move(c.doc, 1), !s.vague
	}
	return f, true
}

func durationReading(s *slots) (reading, bool) {
	count, vague := s.count, s.vague
	if count == 0 && s.half {
		count = .5
	}
	if count == 0 {
		vague = vague || s.plural
		count = 1
	}
	if s.unit == unitNone && s.tod != "" {
		s.unit = unitDay // "three nights"
	}
	if s.unit == unitNone {
		return reading{}, false
	}
	return reading{value: duration(count, vague, s.unit), unit: s.unit, precision: s.unit.precision(), free: true}, true
}

// resolveDuration reads "six months", "a minute and a half", "two years and three months".
func resolveDuration(r *reader, m *match) (reading, bool) {
	s := &m.slots
	if s.half && s.count == 1 && r.is(m.end-1, "half") {
		s.count = 1.5
	} else if s.half && !r.is(m.first, "half") && s.count == 0 {
		s.count = 1.5
	}
	at := m.first
	if r.is(at, "the") {
		at++
	}
	if s.count >= 1000 && s.count < 2200 && !s.plural && r.tokens[at].digits == 4 && !r.tokens[at].grouped && (!r.is(at+1, "-") || at+2 < len(r.tokens) && r.tokens[at+2].digits > 0) {
		return reading{}, false // "the 2010 season"
	}
	if s.unit == unitSecond && !s.plural && s.count == 1 && (r.is(m.first, "a") || r.is(m.first, "the")) && m.end < len(r.tokens) &&
		r.tokens[m.end].letters && !r.has(m.end, classPreposition) {
		return reading{}, false // "a second attack"
	}
	if r.is(m.first, "half") {
		s.count = .5
	}
	f, ok := durationReading(s)
	if ok && s.count2 > 0 && s.unit2 != unitNone && !s.vague {
		if more := duration(s.count2, false, s.unit2); s.unit2 < s.unit && s.unit <= unitYear {
			f.value += more[1:]
		}
	}
	return f, ok
}

// frequencyUnits are the units of words like "weekly" by the last letter of their code.
var frequencyUnits = map[byte]unit{'H': unitHour, 'D': unitDay, 'W': unitWeek, 'M': unitMonth, 'Y': unitYear}

// resolveMonthWeek reads "the last week of July": seven days of the month, counted from its begin or end.
func resolveMonthWeek(r *reader, m *match) (reading, bool) {
	s := &m.slots
	s.shifted = false // "last" is that of the weeks
	y, ok := 0, r.ctx.hasDoc
	if s.month > 0 {
		y, ok = r.yearOf(m, s.month, 0)
	} else if ok {
		y, s.month = r.monthOfText(m)
	}
	if !ok {
		return openReading(fmt.Sprintf("XXXX-%02d", s.month), unitMonth), true
	}
	if s.ord < 1 && !s.last || s.ord > 4 {
		return reading{}, false
	}
	f := monthReading(y, s.month)
	f.precision, f.explicit = "week", s.year != unset
	if s.weekday > 0 {
		nth := s.ord
		if s.last {
			nth = -1
		}
		f = dayReading(nthWeekday(y, s.month, s.weekday, nth))
		f.explicit = s.year != unset
		return f, true
	}
	days := Day(7)
	if s.unit == unitWeekend {
		saturday := nthWeekday(y, s.month, 6, s.ord)
		if s.last {
			saturday = nthWeekday(y, s.month, 6, -1)
		}
		f.from, f.to = saturday, saturday+1
		return f, true
	}
	if s.last {
		f.from = f.to - days + 1
		return f, true
	}
	f.from += days * Day(s.ord-1)
	f.to = f.from + days - 1
	return f, true
}

// monthOfText gives the month of "the last week of the month": that of the document, or the next one.
func (r *reader) monthOfText(m *match) (year, month int) {
	at := r.ctx.doc
	if r.is(m.end-2, "next") {
		at = addMonths(at, 1)
	}
	year, month, _ = at.Date()
	return year, month
}

// resolveSet reads what comes back: "every Friday", "twice a week", "annually".
func resolveSet(r *reader, m *match) (reading, bool) {
	s := &m.slots
	f := reading{free: true, unit: unitDay, precision: "day"}
	other := false
	for i := m.first; i < m.end; i++ {
		other = other || r.is(i, "other")
	}
	switch {
	case s.code != "":
		if s.weak && !r.alone {
			return reading{}, false
		}
		f.value = s.code
		f.unit = frequencyUnits[s.code[len(s.code)-1]]
		f.precision = f.unit.precision()
	case s.weekday > 0:
		f.value = fmt.Sprintf("XXXX-WXX-%d", s.weekday)
		if s.tod != "" {
			f.value += "T" + s.tod
		}
	case s.month > 0:
		f.value = fmt.Sprintf("XXXX-%02d", s.month)
	case s.season > 0:
		f.value = "XXXX-" + seasonCodes[s.season]
	case s.tod != "":
		f.value = "XXXX-XX-XXT" + s.tod
	case s.unit != unitNone:
		count := max(s.count, 1)
		if other {
			count = 2
		}
		f.value, f.unit, f.precision = duration(count, false, s.unit), s.unit, s.unit.precision()
	default:
		return reading{}, false
	}
	return f, true
}

// resolveRef reads now, recently, soon.
func resolveRef(r *reader, m *match) (reading, bool) {
	f := reading{value: m.rule.value, precision: "vague", free: true}
	if r.ctx.hasDoc {
		switch m.rule.value {
		case "PRESENT_REF":
			f.from, f.to, f.hasFrom, f.hasTo = r.ctx.doc, r.ctx.doc, true, true
		case "PAST_REF":
			f.to, f.hasTo = r.ctx.doc, true
		case "FUTURE_REF":
			f.from, f.hasFrom = r.ctx.doc, true
		}
	}
	return f, true
}
