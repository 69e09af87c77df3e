package follow

import (
	"time"

	"github.com/chancery-project/chancery/record"
)

// day counts days since 1970-01-01; 0 stands for unknown.
type day int

// dayOf reads the day of an ISO 8601 date or instant.
func dayOf(s string) day {
	if len(s) < len(time.DateOnly) {
		return 0
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return 0
	}
	return day(t.Unix() / (24 * 60 * 60))
}

// String writes the day as ISO 8601, "" when unknown.
func (d day) String() string {
	if d == 0 {
		return ""
	}
	return time.Unix(int64(d)*24*60*60, 0).UTC().Format(time.DateOnly)
}

// interval is a stretch of days, both ends included; the zero value is unknown.
type interval struct {
	From day `json:"f,omitempty"`
	To   day `json:"t,omitempty"`
}

// maxStretch is the longest stretch of days that counts as a date: what is planned for a year has none yet.
const maxStretch = 123

// dated gives the days of a time, the zero value where its beginning is open or it is too long to be a date. What begins
// on a day and whose end is open ("from February 26") is of that day.
func dated(w *record.When) interval {
	if w == nil || w.From == nil {
		return interval{}
	}
	if w.To == nil {
		return stretch(*w.From, *w.From)
	}
	return stretch(*w.From, *w.To)
}

func stretch(from, to string) interval {
	i := interval{dayOf(from), dayOf(to)}
	if i.From == 0 || i.To < i.From || i.To-i.From > maxStretch {
		return interval{}
	}
	return i
}

func (i interval) known() bool { return i.From != 0 }

// narrow tells whether the days are as exact as a date needs: a day, a few of them, a week.
func (i interval) narrow() bool { return i.known() && i.To-i.From < 8 }

// meets tells whether two stretches are no more than slack days apart.
func (i interval) meets(o interval, slack day) bool {
	return i.known() && o.known() && i.From <= o.To+slack && o.From <= i.To+slack
}

// near tells whether two stretches are of one date: a day may be told with two days of difference, as a meeting of some
// days is, by its beginning here and its end there.
func (i interval) near(o interval) bool {
	if i.narrow() && o.narrow() {
		return i.meets(o, slackDays)
	}
	return i.meets(o, 0)
}

// refined gives the date that stands after another telling: the narrower of two that fit each other, else the later told.
func (i interval) refined(o interval) interval {
	switch {
	case !o.known() || i.known() && i.near(o) && o.To-o.From >= i.To-i.From:
		return i
	}
	return o
}

// slackDays is how far apart two tellings may put one meeting.
const slackDays = 2

// DaysApart counts the days between two dates; both are ISO 8601.
func DaysApart(a, b string) int {
	x, y := dayOf(a), dayOf(b)
	return int(max(x-y, y-x))
}
