package measure

import (
	"fmt"
	"time"
)

// day counts days since 1970-01-01; 0 stands for none.
type day int

const secondsOfDay = 24 * 60 * 60

// dayOf reads the day of an ISO 8601 date or instant.
func dayOf(s string) (day, error) {
	if len(s) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			return day(t.Unix() / secondsOfDay), nil
		}
	}
	return 0, fmt.Errorf("%q is no day: write it as 2025-08-23", s)
}

func (d day) time() time.Time { return time.Unix(int64(d)*secondsOfDay, 0).UTC() }

// String writes the day as ISO 8601.
func (d day) String() string { return d.time().Format(time.DateOnly) }

// begin gives the first day of the period that holds a day.
func (s Step) begin(d day) day {
	t := d.time()
	switch s {
	case Week:
		return d - day((int(t.Weekday())+6)%7)
	case Month:
		return d - day(t.Day()-1)
	}
	return d
}

// next gives the first day of the period behind the one that begins on a day.
func (s Step) next(d day) day {
	switch s {
	case Week:
		return d + 7
	case Month:
		t := d.time()
		return day(time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay)
	}
	return d + 1
}
