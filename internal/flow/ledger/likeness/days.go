package likeness

import (
	"time"

	"github.com/chancery-project/chancery/record"
)

// Day counts days from 1970-01-01; NoDay where none is known.
type Day int32

// NoDay is no day.
const NoDay Day = -1 << 31

// DayOf reads the day of an ISO 8601 date or instant.
func DayOf(date string) Day {
	if len(date) < len(time.DateOnly) {
		return NoDay
	}
	t, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)])
	if err != nil {
		return NoDay
	}
	return Day(t.Unix() / 86400)
}

// String writes the day as an ISO 8601 date, "" for none.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

// Days is an interval of days, both ends in it. An open end is NoDay.
type Days struct{ From, To Day }

// NoDays is no interval.
var NoDays = Days{NoDay, NoDay}

// DaysOf gives the days of a time; NoDays where it has neither end.
func DaysOf(w *record.When) Days {
	d := NoDays
	if w == nil {
		return d
	}
	if w.From != nil {
		d.From = DayOf(*w.From)
	}
	if w.To != nil {
		d.To = DayOf(*w.To)
	}
	return d
}

// Known tells whether both ends are known.
func (d Days) Known() bool { return d.From != NoDay && d.To != NoDay }

// Single tells whether the interval is at most two days long: a day, or a night.
func (d Days) Single() bool { return d.Known() && d.To-d.From <= 1 }

// Apart gives how many days lie between two intervals: 0 where they share a day or one of them is not known, 1 for days
// that follow each other.
func (d Days) Apart(o Days) int {
	switch {
	case d.To != NoDay && o.From != NoDay && d.To < o.From:
		return int(o.From - d.To)
	case o.To != NoDay && d.From != NoDay && o.To < d.From:
		return int(d.From - o.To)
	}
	return 0
}
