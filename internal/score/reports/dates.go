package reports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/record"
)

// Interval gives the first and the last day of a date of gold: a day, week, month or year, or two of these joined by "/"; an
// open end is "". ok is false for what is no date.
func Interval(date string) (from, to string, ok bool) {
	first, last, two := strings.Cut(date, "/")
	if !two {
		last = first
	}
	from, _, ok = days(first)
	_, to, okLast := days(last)
	return from, to, ok && okLast
}

// days gives the first and the last day of a day, month or year; both "" for an open end.
func days(date string) (first, last string, ok bool) {
	if date == "" || date == ".." {
		return "", "", true
	}
	var year, week int
	if n, _ := fmt.Sscanf(date, "%4d-W%2d", &year, &week); n == 2 {
		monday := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // of the first week of ISO 8601
		monday = monday.AddDate(0, 0, 7*(week-1)-(int(monday.Weekday())+6)%7)
		return monday.Format(time.DateOnly), monday.AddDate(0, 0, 6).Format(time.DateOnly), true
	}
	date = date[:min(len(date), len(time.DateOnly))]
	for _, form := range []struct {
		layout        string
		years, months int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		if t, err := time.Parse(form.layout, date); err == nil {
			end := t
			if form.layout != time.DateOnly {
				end = t.AddDate(form.years, form.months, -1)
			}
			return t.Format(time.DateOnly), end.Format(time.DateOnly), true
		}
	}
	return "", "", false
}

// dated says whether an event's time is the date of gold or one of the accepted ones.
func dated(date string, accept []string, w *record.When) bool {
	found := ends(w)
	return slices.ContainsFunc(append([]string{date}, accept...), func(d string) bool {
		from, to, ok := Interval(d)
		return ok && found == [2]string{from, to}
	})
}

func ends(w *record.When) (days [2]string) {
	for i, end := range []*string{w.From, w.To} {
		if end != nil {
			days[i] = (*end)[:min(len(*end), len(time.DateOnly))]
		}
	}
	return days
}
