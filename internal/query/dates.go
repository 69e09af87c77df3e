package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseRange reads a range of dates: a day, month or year (2025-08-23, 2025-08, 2025), two of them as A..B, A.. or ..B,
// a stretch that ends today (-30d, -2w, -3m, -1y), or today, yesterday, this or last week, month, year. Weeks begin on
// Monday. The empty string is the open range. today is the day that the relative forms count from; its time of day is
// of no account. An error is a *[SyntaxError].
func ParseRange(s string, today time.Time) (Range, error) {
	trimmed := strings.TrimSpace(s)
	if trimmed == "" {
		return Range{}, nil
	}
	d := dates{input: s, today: time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)}
	start := strings.Index(s, trimmed)
	from, to, two := strings.Cut(trimmed, "..")
	if !two {
		return d.stretch(trimmed, start)
	}
	if from == "" && to == "" {
		return Range{}, d.fail(start, `a range has two dots between two dates, one of which may be missing`)
	}
	var r Range
	if from != "" {
		a, err := d.stretch(from, start)
		if err != nil {
			return Range{}, err
		}
		r.From = a.From
	}
	if to != "" {
		b, err := d.stretch(to, start+len(from)+len(".."))
		if err != nil {
			return Range{}, err
		}
		r.To = b.To
		if strings.HasPrefix(strings.TrimSpace(to), "-") {
			r.To = b.From // -1y..-1m ends a month ago, not today
		}
	}
	if r.From != "" && r.To != "" && r.From > r.To {
		return Range{}, d.fail(start, "the range ends (%s) before it begins (%s)", r.To, r.From)
	}
	return r, nil
}

type dates struct {
	input string
	today time.Time
}

func (d dates) fail(at int, format string, args ...any) error {
	return &SyntaxError{
		Input: d.input, At: at, Message: fmt.Sprintf(format, args...),
		Hint: "write a date as 2025, 2025-08, 2025-08-23, A..B, -30d, -2w, -3m, -1y, today, yesterday, this week or last month",
	}
}

// stretch reads one side of a range, which stands at the byte offset at.
func (d dates) stretch(s string, at int) (Range, error) {
	at += len(s) - len(strings.TrimLeft(s, " \t"))
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	if r, ok := d.named(s); ok {
		return r, nil
	}
	if digits, ok := strings.CutPrefix(s, "-"); ok && digits != "" {
		return d.back(digits, s, at)
	}
	return d.calendar(s, at)
}

func days(from, to time.Time) Range {
	return Range{From: from.Format(time.DateOnly), To: to.Format(time.DateOnly)}
}

// named reads the words for stretches.
func (d dates) named(s string) (Range, bool) {
	t := d.today
	monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	month := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	year := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	switch s {
	case "today":
		return days(t, t), true
	case "yesterday":
		return days(t.AddDate(0, 0, -1), t.AddDate(0, 0, -1)), true
	case "this week":
		return days(monday, monday.AddDate(0, 0, 6)), true
	case "last week":
		return days(monday.AddDate(0, 0, -7), monday.AddDate(0, 0, -1)), true
	case "this month":
		return days(month, month.AddDate(0, 1, -1)), true
	case "last month":
		return days(month.AddDate(0, -1, 0), month.AddDate(0, 0, -1)), true
	case "this year":
		return days(year, year.AddDate(1, 0, -1)), true
	case "last year":
		return days(year.AddDate(-1, 0, 0), year.AddDate(0, 0, -1)), true
	}
	return Range{}, false
}

// back reads a stretch that ends today: 30d, 2w, 3m, 1y behind a minus.
func (d dates) back(digits, whole string, at int) (Range, error) {
	unit := digits[len(digits)-1]
	n, err := strconv.Atoi(digits[:len(digits)-1])
	if err != nil || n < 0 || 100_000 < n || digits[0] == '+' || digits[0] == '-' {
		return Range{}, d.fail(at, "%q is not a number of days, weeks, months or years", whole)
	}
	var from time.Time
	switch unit {
	case 'd':
		from = d.today.AddDate(0, 0, -n)
	case 'w':
		from = d.today.AddDate(0, 0, -7*n)
	case 'm':
		from = monthsBack(d.today, n)
	case 'y':
		from = monthsBack(d.today, 12*n)
	default:
		return Range{}, d.fail(at, "%q ends in no unit: d, w, m or y", whole)
	}
	if from.Year() < 1 {
		return Range{}, d.fail(at, "%q reaches back before the year 1", whole)
	}
	return days(from, d.today), nil
}

// monthsBack gives the same day n months before, the last of the month where that has fewer days.
func monthsBack(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// calendar reads 2025, 2025-08 or 2025-08-23.
func (d dates) calendar(s string, at int) (Range, error) {
	parts := strings.Split(s, "-")
	var numbers [3]int
	for i, p := range parts {
		want := 2
		if i == 0 {
			want = 4
		}
		n, err := strconv.ParseUint(p, 10, 16)
		if len(parts) > 3 || len(p) != want || err != nil || p[0] == '+' {
			return Range{}, d.fail(at, "%q is not a date", s)
		}
		numbers[i] = int(n)
	}
	year, month, day := numbers[0], time.Month(numbers[1]), numbers[2]
	if year < 1 {
		return Range{}, d.fail(at, "there is no year 0000")
	}
	if len(parts) > 1 && (month < 1 || 12 < month) {
		return Range{}, d.fail(at, "there is no month %02d", int(month))
	}
	first := time.Date(year, max(month, 1), 1, 0, 0, 0, 0, time.UTC)
	switch len(parts) {
	case 1:
		return days(first, first.AddDate(1, 0, -1)), nil
	case 2:
		return days(first, first.AddDate(0, 1, -1)), nil
	}
	if last := first.AddDate(0, 1, -1).Day(); day < 1 || last < day {
		return Range{}, d.fail(at, "%s %d has no day %d, it has %d days", month, year, day, last)
	}
	t := first.AddDate(0, 0, day-1)
	return days(t, t), nil
}
