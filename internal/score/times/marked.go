package times

import (
	"fmt"
	"strconv"
	"strings"

	grammar "github.com/chancery-project/chancery/internal/language/times"
)

// marked finds the times of the sentences of a document and compares them with the marked ones.
func (s *Score) marked(g *grammar.Grammar, doc []Gold) {
	text, segments, starts := joinSentences(doc)
	found, _ := g.Find(grammar.Report{Text: text, Date: doc[0].DCT, Segments: segments})
	met := make([]bool, len(found))
	for i := range doc {
		gold := &doc[i]
		s.Expressions++
		s.Marked++
		at := overlapping(found, starts[i]+gold.Start, starts[i]+gold.End)
		for _, k := range at {
			met[k] = true
		}
		if len(at) == 0 {
			s.fail("not found", gold, gold.wanted(), "")
			continue
		}
		s.Met++
		s.compare(gold, found, at)
	}
	for k := range found {
		if !isDate(&found[k]) {
			continue
		}
		s.Dates++
		if met[k] {
			s.DatesMet++
			continue
		}
		t := &found[k]
		s.Errors = append(s.Errors, Error{
			Kind: "not marked", Doc: doc[0].Doc, DCT: doc[0].DCT,
			Expr: around(text, t.Start, t.End), Got: t.Value + " " + t.Rule,
		})
	}
}

func around(text string, start, end int) string {
	from, to := max(0, start-25), min(len(text), end+15)
	return strings.ToValidUTF8(strings.ReplaceAll(text[from:start]+"["+text[start:end]+"]"+text[end:to], "\n", " "), "")
}

// joinSentences makes one text of the sentences of a document; a sentence with several marked times stands once.
func joinSentences(doc []Gold) (text string, segments [][2]int, starts []int) {
	var b strings.Builder
	last := ""
	for i := range doc {
		if i == 0 || doc[i].Text != last {
			if i > 0 {
				b.WriteByte('\n')
			}
			segments = append(segments, [2]int{b.Len(), b.Len() + len(doc[i].Text)})
			b.WriteString(doc[i].Text)
			last = doc[i].Text
		}
		starts = append(starts, segments[len(segments)-1][0])
	}
	return b.String(), segments, starts
}

func overlapping(found []grammar.Time, start, end int) []int {
	var at []int
	for k := range found {
		if found[k].Start < end && start < found[k].End {
			at = append(at, k)
		}
	}
	return at
}

// isDate tells whether a found time is of the kinds that the set marks: dates, times of the day, seasons, but not
// durations, sets, and words like now and soon.
func isDate(t *grammar.Time) bool {
	return !strings.HasPrefix(t.Value, "P") && !strings.HasSuffix(t.Value, "_REF") && !strings.HasPrefix(t.Rule, "set.")
}

func (s *Score) compare(gold *Gold, found []grammar.Time, at []int) {
	got := ""
	for _, k := range at {
		t := &found[k]
		got = t.Value + " " + t.From + ".." + t.To + " " + t.Rule
		switch verdict := judge(gold, t); verdict {
		case right:
			s.Right++
			s.Lenient++
			return
		case anEnd:
			s.Right++
			s.Lenient++
			s.Inside++
			return
		}
	}
	kind := "other time"
	if !isDate(&found[at[0]]) {
		kind = "duration or reference for a date"
	} else if gold.When == "" {
		kind = "other interval"
	}
	s.fail(kind, gold, gold.wanted(), got)
}

func (g *Gold) wanted() string {
	switch {
	case g.When != "":
		return g.When
	case g.From != "" || g.To != "":
		return g.From + ".." + g.To
	}
	return fmt.Sprintf("(%s..%s)", g.NotBefore, g.NotAfter)
}

type verdict uint8

const (
	wrong verdict = iota
	right
	anEnd
)

// judge compares a marked time with a found one. "when" wants the value, up to a part of the day that was found as
// well; --MM and hh:mm want the month and the clock. Two ends want an interval that shares at least half of what both
// cover. One end, or ends that only bound, want an interval within them.
func judge(g *Gold, t *grammar.Time) verdict {
	if g.When != "" {
		return judgeWhen(strings.TrimPrefix(g.When, "+"), t)
	}
	from, to := first(g.From, g.NotBefore), first(g.To, g.NotAfter)
	if v := judgeParts(from, to, t.Value); v != wrong {
		return v
	}
	if strings.HasPrefix(from, "--") || strings.HasPrefix(to, "--") {
		return judgeYearly(from, to, t)
	}
	return judgeInterval(from, to, t)
}

// judgeParts takes a decade or century for right by its value, also where "early" or "the beginning of", which are not
// marked, have cut the interval that was found.
func judgeParts(from, to, value string) verdict {
	a, b, both := strings.Cut(value, "/")
	lower, okA := bound(from, false)
	upper, okB := bound(to, true)
	if !okA || !okB {
		return wrong
	}
	for _, part := range []string{a, b} {
		x, y, ok := span(part)
		if ok && near(lower, x) && near(upper, y) {
			if both {
				return anEnd
			}
			return right
		}
	}
	return wrong
}

// near allows the year that sets differ in where a decade ends.
func near(a, b grammar.Day) bool { return a-b <= 366 && b-a <= 366 }

// span gives the years of a decade or a century.
func span(value string) (from, to grammar.Day, ok bool) {
	n, err := strconv.Atoi(value)
	switch {
	case err != nil || n <= 0:
	case len(value) == 3:
		return grammar.DayOf(10*n, 1, 1), grammar.DayOf(10*n+9, 12, 31), true
	case len(value) == 2:
		return grammar.DayOf(100*n, 1, 1), grammar.DayOf(100*n+99, 12, 31), true
	}
	return 0, 0, false
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func judgeWhen(when string, t *grammar.Time) verdict {
	value := strings.TrimSuffix(t.Value, "Z")
	if same(when, value) {
		return right
	}
	if t.From == "" && t.To == when || t.To == "" && t.From == when {
		return anEnd // "by the end of the year"
	}
	if from, to, ok := strings.Cut(value, "/"); ok && (same(when, from) || same(when, to)) {
		return anEnd
	}
	return wrong
}

// same compares a "when" with one TIMEX3 value.
func same(when, value string) bool {
	day, clock, hasClock := strings.Cut(value, "T")
	switch {
	case when == value || when == day:
		return true
	case strings.HasPrefix(when, "--"):
		return len(value) >= 5 && strings.HasPrefix(value[4:], when[1:])
	case len(when) == 8 && when[2] == ':':
		return hasClock && clock == when[:5]
	case strings.Contains(when, "T"):
		return strings.HasPrefix(when, value)
	case strings.HasPrefix(when, "-"):
		return len(when) <= 5 && fmt.Sprintf("-%04s", when[1:]) == value
	case len(when) < 4:
		return fmt.Sprintf("%04s", when) == value
	}
	return false
}

// judgeYearly compares intervals of every year, as of seasons and parts of months.
func judgeYearly(from, to string, t *grammar.Time) verdict {
	month := func(s string) string {
		if len(s) >= 4 {
			return s[2:4]
		}
		return ""
	}
	season := map[string]string{"03": "SP", "06": "SU", "09": "FA", "12": "WI"}[month(from)]
	if season != "" && strings.HasSuffix(t.Value, season) {
		return right
	}
	if len(t.Value) >= 7 && (t.Value[5:7] == month(from) && month(from) == month(to)) {
		return right
	}
	return wrong
}

func judgeInterval(from, to string, t *grammar.Time) verdict {
	a, okA := bound(from, false)
	b, okB := bound(to, true)
	x, errX := ancient(t.From)
	y, errY := ancient(t.To)
	switch {
	case okA && okB && errX == nil && errY == nil:
		shared := min(b, y) - max(a, x) + 1
		if shared > 0 && 2*shared >= max(b, y)-min(a, x)+1 {
			return right
		}
	case okA && okB: // one end was found open
		if errX == nil && x == a || errY == nil && y == b {
			return right
		}
	case okA:
		if errX == nil && x >= a {
			return right
		}
	case okB:
		if errY == nil && y <= b {
			return right
		}
	}
	return wrong
}

// ancient reads a day of any year.
func ancient(s string) (grammar.Day, error) {
	if rest, before := strings.CutPrefix(s, "-"); before {
		y, err := strconv.Atoi(rest[:min(4, len(rest))])
		if err != nil {
			return 0, fmt.Errorf("the year of %q: %w", s, err)
		}
		return grammar.DayOf(1-y, 1, 1), nil
	}
	return grammar.ParseDay(s)
}

// bound reads a year, month or day as its first or last day.
func bound(s string, last bool) (grammar.Day, bool) {
	s, _, _ = strings.Cut(s, "T")
	if n, err := strconv.Atoi(s); err == nil && n < 0 {
		return grammar.DayOf(1+n, map[bool]int{false: 1, true: 12}[last], map[bool]int{false: 1, true: 31}[last]), true
	}
	switch len(s) {
	case 4:
		s += map[bool]string{false: "-01-01", true: "-12-31"}[last]
	case 7:
		if !last {
			s += "-01"
			break
		}
		for _, d := range []string{"-31", "-30", "-29", "-28"} {
			if day, err := grammar.ParseDay(s + d); err == nil {
				return day, true
			}
		}
	}
	d, err := grammar.ParseDay(s)
	return d, err == nil
}
