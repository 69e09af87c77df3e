package times

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// class is a kind of words that patterns name.
type class uint8

// The classes of words. Those below classYear are read by code from more than one token, and stand in no list.
const (
	classNone class = iota
	classMonth
	classWeekday
	classUnit
	classSeason
	classOrdinal
	classCardinal
	classVague
	classPart
	classPartOfDay
	classDecadeWord
	classMeridiem
	classZone
	classEra
	classClockMark
	classOrdinalSuffix
	classFrequency
	classHijriMonth
	classPersianMonth
	classApprox
	classPreposition
	classFutureCue
	classPastCue
	classIntentCue
	classCounted
	classTitle
	classBreak
	classShift
	classBack
	classCode
	classCopula
	classPossessive
	classForward
	classSubject
	classEffect
	classCalled
	classStarting
	classPresent
	classYear // from here on: read by code
	classYear4
	classYear2
	classDay
	classCount
	classDecade
	classClock
	classNumericDate
	classNamed
	classOrd
	classNumber
)

var classNames = map[string]class{
	"MONTH": classMonth, "WEEKDAY": classWeekday, "UNIT": classUnit, "SEASON": classSeason, "ORDINAL": classOrdinal,
	"CARDINAL": classCardinal, "VAGUE": classVague, "PART": classPart, "TOD": classPartOfDay, "DECADEWORD": classDecadeWord,
	"MERIDIEM": classMeridiem, "ZONE": classZone, "ERA": classEra, "CLOCKMARK": classClockMark,
	"SUFFIX": classOrdinalSuffix, "FREQ": classFrequency, "HIJRI": classHijriMonth, "PERSIAN": classPersianMonth,
	"APPROX": classApprox, "PREP": classPreposition, "FUTURE": classFutureCue, "PAST": classPastCue,
	"INTENT": classIntentCue, "COUNTED": classCounted, "TITLE": classTitle, "BREAK": classBreak, "SHIFT": classShift, "BACK": classBack, "CODE": classCode,
	"COPULA": classCopula, "POSS": classPossessive, "FORWARD": classForward, "SUBJECT": classSubject, "EFFECT": classEffect, "CALLED": classCalled, "STARTING": classStarting, "PRESENT": classPresent,
	"YEAR": classYear, "YEAR4": classYear4, "YEAR2": classYear2, "DAY": classDay, "COUNT": classCount,
	"DECADE": classDecade, "CLOCK": classClock, "NUMDATE": classNumericDate, "NAMED": classNamed, "ORD": classOrd,
	"NUMBER": classNumber,
}

// word is all that the grammar knows of one form.
type word struct {
	id      int // for comparing with the literals of patterns
	entries []entry
	classes uint64
	starts  []int // rules that can begin with it as a literal
}

// entry is a word as a member of a class.
type entry struct {
	class  class
	value  int
	code   string
	abbrev bool // may be followed by a full stop
	cap    bool // only with a capital letter
	weak   bool // also an everyday word: needs a sign around it to count alone
	plural bool
}

func (w *word) has(c class) bool { return w.classes&(1<<c) != 0 }

func (w *word) entry(c class) *entry {
	for i := range w.entries {
		if w.entries[i].class == c {
			return &w.entries[i]
		}
	}
	return nil
}

// lookup finds a form without regard to case. Forms longer than any in the lists are none of them.
func (g *Grammar) lookup(form string) *word {
	if len(form) > g.longest {
		return nil
	}
	var buf [64]byte
	b := buf[:0]
	for i := range len(form) {
		c := form[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return g.words[string(b)]
}

// maxForm bounds the length of a listed form in bytes.
const maxForm = 60

func (l *loader) word(form string) *word {
	w := l.g.words[form]
	if w == nil {
		w = &word{id: len(l.g.words) + 1}
		l.g.words[form] = w
		l.g.longest = max(l.g.longest, len(form))
	}
	return w
}

// readWords reads data/words.tsv: class, value, code, flags, forms separated by spaces.
func (l *loader) readWords(name, data string) {
	l.rows(name, data, []string{"class", "value", "code", "flags", "forms"}, func(c []string) {
		e := entry{code: c[2]}
		var ok bool
		if e.class, ok = classNames[c[0]]; !ok || e.class >= classYear {
			l.fault("unknown class %q", c[0])
			return
		}
		if c[1] != "" {
			n, err := strconv.Atoi(c[1])
			if err != nil {
				l.fault("the value %q is no number", c[1])
			}
			e.value = n
		}
		for f := range strings.FieldsSeq(c[3]) {
			switch f {
			case "abbrev":
				e.abbrev = true
			case "cap":
				e.cap = true
			case "weak":
				e.weak = true
			case "plural":
				e.plural = true
			default:
				l.fault("unknown flag %q; use abbrev, cap, weak, plural", f)
			}
		}
		l.checkValue(c[0], &e)
		if strings.TrimSpace(c[4]) == "" {
			l.fault("no forms")
		}
		for form := range strings.FieldsSeq(c[4]) {
			l.addWord(form, e)
		}
	})
}

func (l *loader) addWord(form string, e entry) {
	for _, r := range form {
		if unicode.IsUpper(r) {
			l.fault("the form %q has a capital letter; write forms in small letters", form)
			return
		}
	}
	if len(form) > maxForm || !utf8.ValidString(form) {
		l.fault("the form %.20q is longer than %d bytes", form, maxForm)
		return
	}
	w := l.word(form)
	if w.has(e.class) {
		l.fault("the form %q stands twice in its class", form)
		return
	}
	w.entries = append(w.entries, e)
	w.classes |= 1 << e.class
}

// bounds are the values that the words of a class may have.
func bounds(c class) (low, high int, bounded bool) {
	switch c {
	case classMonth, classHijriMonth, classPersianMonth:
		return 1, 12, true
	case classWeekday:
		return 1, 7, true
	case classSeason:
		return 1, 4, true
	case classOrdinal:
		return 1, 100, true
	case classZone:
		return -12 * 60, 14 * 60, true
	case classDecadeWord:
		return 10, 90, true
	}
	return 0, 0, false
}

func (l *loader) checkValue(name string, e *entry) {
	if low, high, ok := bounds(e.class); ok && (e.value < low || high < e.value) {
		l.fault("%s has the value %d, expected %d to %d", name, e.value, low, high)
	}
	if e.class == classUnit {
		if _, ok := unitOf(e.code); !ok {
			l.fault("unknown unit %q", e.code)
		}
	}
}

func unitOf(code string) (unit, bool) {
	for u, c := range unitCodes {
		if c == code {
			return unit(u), true
		}
	}
	return 0, false
}

// unit is a length of time that the calendar knows.
type unit int8

// The units, from short to long.
const (
	unitNone unit = iota
	unitSecond
	unitMinute
	unitHour
	unitDay
	unitWeekend
	unitWeek
	unitFortnight
	unitMonth
	unitQuarter
	unitHalf
	unitSeason
	unitYear
	unitDecade
	unitCentury
	unitMillennium
	unitPeriod
)

// unitCodes are the codes of units in data/words.tsv.
var unitCodes = [...]string{
	"", "second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "half", "season", "year",
	"decade", "century", "millennium", "period",
}

func (u unit) String() string { return unitCodes[u] }

func (l *loader) fault(format string, args ...any) {
	if len(l.faults) < maxFaults {
		l.faults = append(l.faults, fmt.Sprintf("%s:%d: %s", l.file, l.line, fmt.Sprintf(format, args...)))
	}
}
