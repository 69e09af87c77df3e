package times

// condition tells whether a match holds where it stands.
type condition func(*reader, *match) bool

// conditions are what the flags of rules ask for.
func conditions() map[string]condition {
	return map[string]condition{
		"alone":   func(r *reader, _ *match) bool { return r.alone },
		"bare":    bare,
		"dayonly": dayOnly,
		"circa":   func(r *reader, m *match) bool { return m.end-m.first > 1 },
		"short": func(r *reader, m *match) bool {
			return !r.tokens[m.first+1].gap && (r.alone || r.has(m.first-1, classPreposition))
		},
		"qcode": func(r *reader, m *match) bool {
			return !r.tokens[m.first+1].gap && m.slots.number >= 1 && m.slots.number <= 4
		},
		"half":          func(r *reader, m *match) bool { return r.alone },
		"decadeword":    func(r *reader, m *match) bool { return r.is(m.first, "the") || m.slots.part != "" },
		"pluralweekday": func(r *reader, m *match) bool { return m.slots.plural },
		"pluraltod":     func(r *reader, m *match) bool { return m.slots.plural },
		"old":           oldYear,
		"weekend":       func(r *reader, m *match) bool { return m.slots.unit == unitWeekend },
		"future":        func(r *reader, m *match) bool { return r.alone || r.tense(m) == future },
		"closed":        func(r *reader, m *match) bool { return r.alone || m.end >= len(r.tokens) || !r.tokens[m.end].letters },
		"plural":        func(r *reader, m *match) bool { return m.slots.plural },
		"ahead":         func(r *reader, m *match) bool { return m.slots.unit != unitNone && m.end-m.first > 2 },
		"forplural": func(r *reader, m *match) bool {
			return m.slots.plural && (r.is(m.first, "for") || r.is(m.first, "over"))
		},
		"thepast":   func(r *reader, m *match) bool { return r.alone || r.is(m.first-1, "in") || r.is(m.first-1, "of") },
		"shortly":   func(r *reader, m *match) bool { return !r.is(m.end, "after") && !r.is(m.end, "before") },
		"yearrange": yearRange,
		"oldmonth":  func(r *reader, m *match) bool { return r.alone || r.is(m.end-2, "of") && oldYear(r, m) },
		"anchored":  func(r *reader, m *match) bool { return r.alone || r.ctx.hasAnchor && !m.slots.plural && !m.slots.weak },
		"next":      nextDays,
		"apart":     oneStretch,
		"nextyear":  func(r *reader, m *match) bool { return m.slots.year2 == m.slots.year+1 && yearRange(r, m) },
		"days":      func(r *reader, m *match) bool { return len(r.daysOf(m)) == 2 && dayOnly(r, m) },
		"plain":     func(_ *reader, m *match) bool { return m.slots.plural || m.slots.count == 1 && m.slots.back != 0 },
		"oldwinter": func(_ *reader, m *match) bool { return m.slots.year2-m.slots.year == 1 },
		"season":    bareSeason,
	}
}

func (r *reader) holds(m *match) bool {
	for _, c := range m.rule.checks {
		if !c(r, m) {
			return false
		}
	}
	return true
}

// prevLetters gives the token before a match, unless a sentence or line ends between.
func (r *reader) prev(m *match) *token {
	if m.first == 0 || r.tokens[m.first].breaks || r.has(m.first-1, classBreak) {
		return nil
	}
	return &r.tokens[m.first-1]
}

// bare looks around a month, a year or a weekday that stands by itself: May, March and 2000 are other things too.
func bare(r *reader, m *match) bool {
	if r.alone {
		return m.slots.weekday == 0 || !m.slots.plural
	}
	s := &m.slots
	p := r.prev(m)
	led := m.end-m.first > 1 || p != nil && p.word != nil && (p.word.has(classPreposition) || p.word.has(classShift))
	var next *token
	if m.end < len(r.tokens) && !r.tokens[m.end].breaks {
		next = &r.tokens[m.end]
	}
	switch {
	case s.year != unset:
		led = led || r.is(m.first-1, "the") && s.year%100 != 0
		return r.bareYear(m, p, next, led)
	case s.month > 0:
		if s.weak && !led {
			return false
		}
		if p != nil && p.capital && p.word == nil && p.letters && (next == nil || !next.letters || s.weak) && !led {
			return false // "Theresa May"
		}
		if p != nil && p.word != nil && p.word.has(classTitle) {
			return false
		}
		if s.weak && next != nil && next.letters && next.capital && next.word == nil && !r.is(m.first-1, "in") {
			return false
		}
		return !(s.cap() && next != nil && next.capital && next.word == nil && !led) // "April Smith", "June Carter"
	case s.weekday > 0:
		return !s.weak && !s.plural
	}
	return true
}

func (s *slots) cap() bool { return s.month >= 3 && s.month <= 8 }

func (r *reader) bareYear(m *match, p, next *token, led bool) bool {
	if next != nil {
		if !next.gap && r.is(m.end, "-") && m.end+1 < len(r.tokens) && r.tokens[m.end+1].end-r.tokens[m.end+1].start == 1 {
			return false // "1999-X"
		}
		if !next.gap && (next.letters || r.is(m.end, "-") && m.end+1 < len(r.tokens) && r.tokens[m.end+1].digits > 0) {
			return false
		}
		if e := next.word; e != nil && e.has(classUnit) && next.gap && e.entry(classUnit).plural {
			return false
		}
		if r.is(m.first-1, "of") && next.letters && !next.capital && next.word == nil {
			return false // "a survey of 1709 schoolchildren"
		}
		if next.letters && !next.capital && !led && plural(r.text[next.start:next.end]) && next.word == nil {
			return false
		}
		if e := next.word; e != nil && e.has(classCardinal) {
			return false
		}
	}
	if p == nil {
		return true
	}
	if !r.tokens[m.first].gap && r.is(m.first-1, "/") || p.digits > 0 {
		return false
	}
	if y := m.slots.year; !led && (y < 1700 || y%100 == 0) && next != nil && next.letters && !next.capital {
		return false // "free up 1000 hospital beds"
	}
	if !led && r.is(m.end, "of") || p.word != nil && p.word.has(classVague) {
		return false // "some 1500 of them"
	}
	if !r.tokens[m.first].gap && r.is(m.first-1, "-") && m.first > 1 && r.tokens[m.first-2].letters && r.tokens[m.first-2].capital && !p.gap {
		return false // "T-1990"
	}
	if !r.tokens[m.first].gap && !p.gap && r.is(m.first-1, "-") && m.first > 1 && r.tokens[m.first-2].digits > 0 {
		return false // "555-2015"
	}
	if r.is(m.first-1, "-") && !r.tokens[m.first].gap && m.first > 1 && r.tokens[m.first-2].opaque {
		return false
	}
	if led {
		return !(r.is(m.first-1, "about") || r.is(m.first-1, "some") || r.is(m.first-1, "over")) || next == nil || !next.letters || next.word != nil
	}
	return true
}

// heads tells whether a match begins its sentence, or follows a mark, and a verb or a mark follows it.
func (r *reader) heads(m *match) bool {
	if p := r.prev(m); p != nil && (p.letters || p.digits > 0) {
		return false
	}
	if m.end >= len(r.tokens) {
		return false
	}
	n := &r.tokens[m.end]
	return r.has(m.end, classCopula) || r.has(m.end, classPastCue) || !n.letters && n.digits == 0 && !r.is(m.end, "'s")
}

// oldYear takes three digits for a year within a date, or where the text speaks of such years.
func oldYear(r *reader, m *match) bool {
	t := &r.tokens[m.end-1]
	if t.digits != 3 || r.counted(m.end-1) || m.end < len(r.tokens) && (r.has(m.end, classUnit) || r.has(m.end, classCardinal)) {
		return false
	}
	c := r.ctx
	return m.slots.day > 0 || c.hasYear && c.year.from.year() < 1000 && (r.has(m.first-1, classPreposition) || r.is(m.first-1, "-") || m.slots.month > 0)
}

func plural(w string) bool {
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w != "was" && w != "has"
}

func yearRange(r *reader, m *match) bool {
	s := &m.slots
	if p := r.prev(m); p != nil && !r.tokens[m.first].gap && p.digits > 0 {
		return false
	}
	return s.year < s.year2
}

// nextDays tells whether the weekdays of a match follow each other, so that they are one stretch of days.
func nextDays(r *reader, m *match) bool {
	last := 0
	for i := m.first; i < m.end; i++ {
		if !r.has(i, classWeekday) {
			continue
		}
		e := r.tokens[i].word.entry(classWeekday)
		if e.plural || e.weak || last > 0 && e.value != last%7+1 {
			return false
		}
		last = e.value
	}
	return true
}

// oneStretch keeps days and months that lie apart from being one interval: "on 3 and 20 June" are two days, "3 and 4 June"
// one stretch, and "between 3 and 20 June" too.
func oneStretch(r *reader, m *match) bool {
	s := &m.slots
	listed := false
	for i := m.first; i < m.end; i++ {
		listed = listed || r.is(i, "and") || r.is(i, "or")
	}
	if !listed || r.is(m.first, "between") {
		return true
	}
	if s.month2 > 0 {
		return s.day == 0 && s.month2 == s.month+1
	}
	days := r.daysOf(m)
	for i := 1; i < len(days); i++ {
		if days[i] != days[i-1]+1 {
			return false
		}
	}
	return true
}

// dayOnly keeps "by the 7th century" out: the day stands alone, and a month is known.
func dayOnly(r *reader, m *match) bool {
	if !r.ctx.hasDoc && !r.ctx.hasAnchor || m.slots.ord > 31 {
		return false
	}
	if m.slots.unit != unitNone || m.end >= len(r.tokens) || !r.tokens[m.end].letters {
		return true
	}
	if r.is(m.first, "on") && (m.slots.ord > 3 || r.ctx.hasAnchor && r.ctx.anchorAt == r.ctx.segment) && r.clauseAt(m.end) {
		return true // "on the twenty-fourth the king gave in"
	}
	w := r.tokens[m.end].word
	return !r.is(m.end, "of") && w != nil && !w.has(classMonth) && !w.has(classUnit) && (w.has(classPreposition) || w.has(classPastCue) || w.has(classFutureCue))
}

// clauseAt tells whether a subject that no number counts begins at a token: "the king", "he", "Iran".
func (r *reader) clauseAt(i int) bool {
	t := &r.tokens[i]
	return r.is(i, "the") || r.is(i, "a") || r.is(i, "an") || r.has(i, classPossessive) || r.has(i, classSubject) || t.capital && t.word == nil && !t.opaque
}

// bareSeason keeps "to spring", "the fall of Kabul" and "prices fall" out.
func bareSeason(r *reader, m *match) bool {
	if r.alone {
		return true
	}
	i := m.end - 1
	everyday := r.is(i, "fall") || r.is(i, "falls") || r.is(i, "spring") || r.is(i, "springs")
	the := r.is(m.first, "the")
	in := r.is(m.first-1, "in") || r.is(m.first-1, "during") || r.is(m.first-1, "until") || r.is(m.first-1, "by") || r.is(m.first-1, "since")
	if m.slots.plural && !everyday {
		return true
	}
	if m.end < len(r.tokens) && r.tokens[m.end].capital && r.tokens[m.end].word == nil && r.tokens[i].capital {
		return false // "the Summer Institute"
	}
	if r.is(m.end, "of") || everyday && r.is(m.end, "in") {
		return false
	}
	if r.tokens[i].capital && r.heads(m) {
		return true // "Summer is hot"
	}
	if everyday {
		return in || m.slots.part != ""
	}
	return in || the || m.slots.part != "" || r.is(m.first-1, "of") || r.is(m.first-1, "for")
}
