package times

// slots are what a match has read. Numbers that were not read are unset.
type slots struct {
	year, year2       int
	month, month2     int
	day, day2         int
	weekday, weekday2 int
	ord               int
	count, count2     float64
	unit, unit2       unit
	season            int
	hour, minute      int
	zone              int
	decade            int
	era               int
	dir               int    // -1 before, 0 at, 1 after
	back              int    // -1 ago, 1 later
	named             int    // index of Grammar.named
	part              string // start, mid, end, earlier, later
	tod               string
	code              string // of a frequency
	numericStart      int    // bytes of a date in digits
	numericEnd        int
	number            int
	vague             bool // the count is not told: "several"
	textual           bool // anchored in the text: "the following"
	shifted, fiscal   bool
	half, last, same  bool
	plural, weak      bool
}

// unset is the value of a number that was not read.
const unset = -1 << 30

func (s *slots) reset() {
	*s = slots{
		year: unset, year2: unset, hour: unset, minute: unset, zone: unset, decade: unset, named: -1, number: unset,
	}
}

func put(first, second *int, v, empty int) {
	if *first == empty {
		*first = v
		return
	}
	*second = v
}

// literal notes what a word of a pattern means in itself.
func (s *slots) literal(w *word, g *Grammar) {
	if e := w.entry(classShift); e != nil && !s.shifted {
		s.dir, s.shifted = e.value, true
		s.textual = e.code == "text"
	}
	if e := w.entry(classBack); e != nil && s.back == 0 {
		s.back = e.value
	}
	if e := w.entry(classUnit); e != nil && w.entry(classOrdinal) == nil && w != g.words["half"] {
		s.takeUnit(e)
	}
	if e := w.entry(classPartOfDay); e != nil && s.tod == "" {
		s.tod = e.code
	}
	if e := w.entry(classPart); e != nil && s.part == "" {
		s.part = e.code
	}
	switch w {
	case g.words["half"]:
		s.half = true
	case g.words["fiscal"]:
		s.fiscal = true
	case g.words["last"]:
		s.last = true
	case g.words["same"]:
		s.same = true
	}
}

func (s *slots) takeUnit(e *entry) {
	u, _ := unitOf(e.code)
	if s.unit == unitNone {
		s.unit = u
	} else {
		s.unit2 = u
	}
	s.plural = s.plural || e.plural
}

// take notes a word of a class.
func (s *slots) take(e *entry) {
	switch e.class {
	case classMonth, classHijriMonth, classPersianMonth:
		put(&s.month, &s.month2, e.value, 0)
		s.weak = s.weak || e.weak
	case classWeekday:
		put(&s.weekday, &s.weekday2, e.value, 0)
		s.weak = s.weak || e.weak
		s.plural = s.plural || e.plural
	case classUnit:
		s.takeUnit(e)
	case classSeason:
		s.season = e.value
		s.plural = s.plural || e.plural
	case classPart:
		s.part = e.code
	case classPartOfDay:
		s.tod = e.code
		s.plural = s.plural || e.plural
		s.weak = s.weak || e.weak
	case classDecadeWord:
		s.decade = 1900 + e.value
	case classZone:
		s.zone = e.value
	case classEra:
		s.era = e.value
	case classFrequency:
		s.code = e.code
		s.weak = s.weak || e.weak
	}
}
