package knowledge_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/knowledge"
)

func TestParseDate(t *testing.T) {
	for _, s := range []string{"", "21", "2021-", "2021-1", "2021-00", "2021-13", "2021-02-30", "2021-02-31", "1900-02-29", "2021/02/03", "0999", "3000", "-021", "2021-08-1 ", "２０２１"} {
		if d, err := knowledge.ParseDate(s); err == nil {
			t.Errorf("%q is read as %v", s, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 700000).Draw(t, "day"))
		s := day.Format(time.DateOnly)[:rapid.SampledFrom([]int{4, 7, 10}).Draw(t, "length")]
		d, err := knowledge.ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("%s is read as %v: %v", s, d, err)
		}
	})
}

// TestIntervalOn compares days with the calendar of the standard library.
func TestIntervalOn(t *testing.T) {
	start := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	date := func(n int) knowledge.Date {
		d, err := knowledge.ParseDate(start.AddDate(0, 0, n).Format(time.DateOnly))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, 4000).Draw(t, "from")
		to := from + rapid.IntRange(0, 4000).Draw(t, "days")
		on := rapid.IntRange(0, 9000).Draw(t, "on")
		i := knowledge.Interval{From: knowledge.Bound{Date: date(from)}, To: knowledge.Bound{Date: date(to)}}
		want := knowledge.Not
		if from <= on && on <= to {
			want = knowledge.Certain
		}
		if got := i.On(date(on)); got != want {
			t.Errorf("%s on %s: got %s, want %s", i, date(on), got, want)
		}
		if i.EndedBefore(date(on)) != (to < on) || i.BeginsAfter(date(on)) != (on < from) {
			t.Errorf("%s and %s: ended %v, later %v", i, date(on), i.EndedBefore(date(on)), i.BeginsAfter(date(on)))
		}
	})
}

func ExampleInterval_On() {
	year, _ := knowledge.ParseDate("2021")
	day, _ := knowledge.ParseDate("2021-08-15")
	later, _ := knowledge.ParseDate("2026-01-01")
	asOf, _ := knowledge.ParseDate("2025-06-01")
	i := knowledge.Interval{From: knowledge.Bound{Date: day}, To: knowledge.Bound{Open: true}, AsOf: asOf}
	fmt.Println(i.On(year), i.On(day), i.On(later))
	// Output: possible certain assumed
}
