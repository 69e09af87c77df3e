package times

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed data/words.tsv
var wordsData string

//go:embed data/rules.tsv
var rulesData string

//go:embed data/holidays.tsv
var holidaysData string

//go:embed data/periods.tsv
var periodsData string

// Grammar is the closed grammar of expressions of time, safe for concurrent use.
type Grammar struct {
	words   map[string]*word
	longest int // form, in bytes
	rules   []*Rule
	byClass [classYear][]int // rules that can begin with a word of the class
	numbers []int            // rules that can begin with a number
	named   []namedDay
	byName  map[*word][]int // first word of a name to names, the longest first
}

// Rule is one line of data/rules.tsv.
type Rule struct {
	ID      string
	Kind    string
	Pattern string
	Example string
	Flags   []string
	number  int
	value   string // what stands behind the colon of the kind
	elems   []element
	resolve resolver
	checks  []condition
}

// Sources are the texts of the data files, for checking changed ones; an empty one is that of the program.
type Sources struct {
	Words, Rules, Holidays, Periods string
}

// Open loads the grammar of the program.
func Open() (*Grammar, error) { return Load(Sources{}) }

// maxFaults bounds the faults that are told of one loading.
const maxFaults = 200

type loader struct {
	g      *Grammar
	file   string
	line   int
	faults []string
}

// Load checks the data and gives the grammar, or an error that lists every fault with its file and line.
func Load(s Sources) (*Grammar, error) {
	l := &loader{g: &Grammar{words: map[string]*word{}, byName: map[*word][]int{}}}
	or := func(given, ours string) string {
		if given != "" {
			return given
		}
		return ours
	}
	for _, mark := range []string{"-", "'s", "'", ",", ".", "/", "(", ")", "$", "€", "£", "#", "%", ":", "o", "clock", "dozen", "local", "time", "had", "takes"} {
		l.word(mark)
	}
	l.readWords("words.tsv", or(s.Words, wordsData))
	l.readHolidays("holidays.tsv", or(s.Holidays, holidaysData))
	l.readPeriods("periods.tsv", or(s.Periods, periodsData))
	l.readRules("rules.tsv", or(s.Rules, rulesData))
	if len(l.faults) > 0 {
		return nil, fmt.Errorf("the grammar of times does not load: %w", errors.New(strings.Join(l.faults, "\n")))
	}
	l.g.index()
	return l.g, nil
}

// Rules lists the rules in the order of the file.
func (g *Grammar) Rules() []*Rule { return g.rules }

// rows gives each row of a table that has as many cells as its head.
func (l *loader) rows(name, data string, head []string, row func([]string)) {
	l.file, l.line = name, 0
	seenHead := false
	for text := range strings.SplitSeq(data, "\n") {
		l.line++
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		cells := strings.Split(text, "\t")
		if !seenHead {
			seenHead = true
			if !slices.Equal(cells, head) {
				l.fault("the head is %q, expected %q", cells, head)
				return
			}
			continue
		}
		if len(cells) != len(head) {
			l.fault("%d cells, expected %d", len(cells), len(head))
			continue
		}
		row(cells)
	}
	if !seenHead {
		l.fault("no head")
	}
}

func (l *loader) readRules(name, data string) {
	l.rows(name, data, []string{"id", "kind", "flags", "pattern", "example"}, func(c []string) {
		r := &Rule{ID: c[0], Kind: c[1], Flags: strings.Fields(c[2]), Pattern: c[3], Example: c[4], number: len(l.g.rules)}
		r.Kind, r.value, _ = strings.Cut(c[1], ":")
		if r.ID == "" || r.Example == "" {
			l.fault("a rule needs an id and an example")
		}
		if slices.ContainsFunc(l.g.rules, func(o *Rule) bool { return o.ID == r.ID }) {
			l.fault("the id %q stands twice", r.ID)
		}
		if r.resolve = resolvers()[r.Kind]; r.resolve == nil {
			l.fault("unknown kind %q", r.Kind)
		}
		for _, f := range r.Flags {
			c, ok := conditions()[f]
			r.checks = append(r.checks, c)
			if !ok {
				l.fault("unknown flag %q", f)
			}
		}
		r.elems = l.pattern(r.Pattern)
		l.g.rules = append(l.g.rules, r)
	})
}

// namedDay is a day or time with a name.
type namedDay struct {
	name     string
	words    []*word
	capital  bool
	kind     namedKind
	month    int
	day      int
	nth      int // -1: the last
	weekday  int
	offset   int
	from, to Day
	known    map[int][2]Day // by year
	seen     [][2]Day       // known days of a feast that moves through the years
}

type namedKind uint8

const (
	namedFixed namedKind = iota
	namedWeekday
	namedEaster
	namedPersian
	namedKnown
	namedHijri
	namedPeriod
)

func (l *loader) name(n namedDay) {
	for _, t := range l.g.lex(n.name, 0, len(n.name), nil) {
		if t.opaque {
			l.fault("the name %q holds letters and digits in one word", n.name)
			return
		}
		w := t.word
		if w == nil {
			w = l.word(n.name[t.start:t.end])
		}
		n.words = append(n.words, w)
	}
	if len(n.words) == 0 {
		l.fault("no name")
		return
	}
	if slices.ContainsFunc(l.g.named, func(o namedDay) bool { return o.name == n.name }) {
		l.fault("the name %q stands twice", n.name)
	}
	l.g.named = append(l.g.named, n)
	l.g.byName[n.words[0]] = append(l.g.byName[n.words[0]], len(l.g.named)-1)
}

func (l *loader) readPeriods(name, data string) {
	l.rows(name, data, []string{"name", "from", "to"}, func(c []string) {
		n := namedDay{name: c[0], kind: namedPeriod}
		n.from, n.to = l.day(c[1]), l.day(c[2])
		if n.to < n.from {
			l.fault("%s ends before it begins", c[0])
		}
		l.name(n)
	})
}

func (l *loader) day(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		l.fault("%v", err)
	}
	return d
}

// ParseDay reads YYYY-MM-DD, a day that exists in the years 1 to 9998. What stands behind a T is not read.
func ParseDay(s string) (Day, error) {
	s, _, _ = strings.Cut(s, "T")
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		y, err1 := strconv.Atoi(s[:4])
		m, err2 := strconv.Atoi(s[5:7])
		d, err3 := strconv.Atoi(s[8:])
		if err1 == nil && err2 == nil && err3 == nil && exists(y, m, d) && y >= 1 {
			return DayOf(y, m, d), nil
		}
	}
	return 0, fmt.Errorf("%q is no day; write it as 2025-08-23", s)
}

func exists(y, m, d int) bool {
	return firstYear <= y && y <= lastYear && 1 <= m && m <= 12 && 1 <= d && d <= daysIn(y, m)
}

func (l *loader) readHolidays(name, data string) {
	l.rows(name, data, []string{"name", "when", "note"}, func(c []string) {
		n := namedDay{name: c[0], capital: true}
		l.when(&n, strings.Fields(c[1]))
		l.name(n)
	})
}

// when reads one of the forms that the head of data/holidays.tsv describes.
func (l *loader) when(n *namedDay, f []string) {
	number := func(s string) int {
		v, err := strconv.Atoi(s)
		if err != nil {
			l.fault("%q is no number", s)
		}
		return v
	}
	monthDay := func(s string) {
		m, d, _ := strings.Cut(s, "-")
		if n.month, n.day = number(m), number(d); !exists(2024, n.month, n.day) {
			l.fault("%q is no day of a year", s)
		}
	}
	switch {
	case len(f) == 1 && len(f[0]) == 5:
		n.kind = namedFixed
		monthDay(f[0])
	case len(f) == 2 && f[0] == "easter":
		n.kind, n.offset = namedEaster, number(f[1])
	case len(f) == 2 && f[0] == "persian":
		n.kind = namedPersian
		monthDay(f[1])
	case len(f) >= 2 && f[0] == "hijri":
		n.kind = namedHijri
		m, d, _ := strings.Cut(f[1], "-")
		n.month, n.day = number(m), 0
		if d != "" {
			n.day = number(d)
		}
		if n.month < 1 || n.month > 12 || n.day > 30 {
			l.fault("%q is no day of the Hijri calendar", f[1])
		}
		for _, s := range f[2:] {
			n.seen = append(n.seen, l.span(s))
		}
	case len(f) >= 3 && l.g.words[f[1]] != nil && l.g.words[f[1]].has(classWeekday):
		n.kind, n.weekday, n.month = namedWeekday, l.g.words[f[1]].entry(classWeekday).value, number(f[2])
		if n.nth = strings.IndexByte("01234", f[0][0]); f[0] == "last" {
			n.nth = -1
		} else if n.nth < 1 {
			l.fault("%q is none of 1st to 4th or last", f[0])
		}
		if len(f) > 3 {
			n.offset = number(f[3])
		}
	case len(f) > 0:
		n.kind, n.known = namedKnown, map[int][2]Day{}
		for _, s := range f {
			at := l.span(s)
			n.known[at[0].year()] = at
		}
	default:
		l.fault("says not when it is")
	}
}

// span reads a day or an interval A/B.
func (l *loader) span(s string) [2]Day {
	a, b, both := strings.Cut(s, "/")
	from := l.day(a)
	if !both {
		return [2]Day{from, from}
	}
	return [2]Day{from, l.day(b)}
}

// hijri lists when a feast of the Hijri calendar falls from a year on, for some years: as it is known, else by the tables.
func (n *namedDay) hijri(year, years int) [][2]Day {
	var out [][2]Day
	first := (year-622)*33/32 - 1
	for h := first; h <= first+years+3; h++ {
		at := [2]Day{islamicDay(h, n.month, max(n.day, 1)), islamicDay(h, n.month, max(n.day, 1))}
		if n.day == 0 {
			at[1] = islamicDay(h, n.month+1, 1) - 1
		}
		for _, k := range n.seen {
			if -4 < k[0]-at[0] && k[0]-at[0] < 4 {
				at = k
			}
		}
		if y := at[0].year(); year <= y && y < year+years {
			out = append(out, at)
		}
	}
	return out
}

// in gives the interval of a named day in a year.
func (n *namedDay) in(year int) (from, to Day, ok bool) {
	switch n.kind {
	case namedFixed:
		from = DayOf(year, n.month, n.day)
	case namedEaster:
		from = easter(year) + Day(n.offset)
	case namedPersian:
		if year < 1964 || 2094 < year {
			return 0, 0, false
		}
		from = persianDay(year-621, n.month, n.day)
	case namedWeekday:
		from = nthWeekday(year, n.month, n.weekday, n.nth) + Day(n.offset)
	case namedHijri:
		if year < 700 {
			return 0, 0, false
		}
		all := n.hijri(year, 1)
		if len(all) == 0 {
			return 0, 0, false
		}
		return all[0][0], all[0][1], true
	case namedKnown:
		known, ok := n.known[year]
		return known[0], known[1], ok
	case namedPeriod:
		return n.from, n.to, true
	}
	return from, from, true
}

func nthWeekday(year, month, weekday, nth int) Day {
	if nth < 0 {
		d := DayOf(year, month, daysIn(year, month))
		return d - Day(mod(d.Weekday()-weekday, 7))
	}
	d := DayOf(year, month, 1)
	return d + Day(mod(weekday-d.Weekday(), 7)+7*(nth-1))
}
