package times

import (
	"fmt"
	"strconv"
)

// reading is what a match means: the TIMEX3 value and the interval of days.
type reading struct {
	value          string
	from, to       Day
	hasFrom, hasTo bool
	clock          string // of both ends: "T15:30", with a zone where one is told
	unit           unit
	precision      string
	explicit       bool // its year stands in the text
	free           bool // not a time of the calendar: a duration, a set, now, soon
	fromYear       int  // of an interval A/B
}

func interval(value string, u unit, from, to Day) reading {
	return reading{value: value, from: from, to: to, hasFrom: true, hasTo: true, unit: u, precision: u.precision()}
}

// precision names the unit in the words of the record.
func (u unit) precision() string {
	switch u {
	case unitNone, unitPeriod:
		return "vague"
	case unitSecond:
		return "minute"
	case unitWeekend:
		return "day"
	case unitFortnight:
		return "week"
	case unitHalf:
		return "half-year"
	case unitMillennium:
		return "century"
	}
	return u.String()
}

func dayReading(d Day) reading { return interval(d.String(), unitDay, d, d) }

func weekReading(d Day) reading {
	monday := d - Day(d.Weekday()) + 1
	y, w := d.Week()
	return interval(fmt.Sprintf("%s-W%02d", yearString(y), w), unitWeek, monday, monday+6)
}

func weekendReading(d Day) reading {
	monday := d - Day(d.Weekday()) + 1
	y, w := d.Week()
	return interval(fmt.Sprintf("%s-W%02d-WE", yearString(y), w), unitWeekend, monday+5, monday+6)
}

func monthReading(year, month int) reading {
	return interval(fmt.Sprintf("%s-%02d", yearString(year), month), unitMonth, DayOf(year, month, 1), DayOf(year, month, daysIn(year, month)))
}

func quarterReading(year, q int) reading {
	return interval(fmt.Sprintf("%s-Q%d", yearString(year), q), unitQuarter, DayOf(year, 3*q-2, 1), DayOf(year, 3*q, daysIn(year, 3*q)))
}

func halfReading(year, h int) reading {
	return interval(fmt.Sprintf("%s-H%d", yearString(year), h), unitHalf, DayOf(year, 6*h-5, 1), DayOf(year, 6*h, 29+h))
}

func yearReading(year int) reading {
	return interval(yearString(year), unitYear, DayOf(year, 1, 1), DayOf(year, 12, 31))
}

func yearsReading(a, b int) reading {
	r := interval(yearString(a)+"/"+yearString(b), unitYear, DayOf(a, 1, 1), DayOf(b, 12, 31))
	r.fromYear = a
	return r
}

// decadeReading gives the ten years that begin with year, or the hundred of "the 1800s".
func decadeReading(year int) reading {
	if year%100 == 0 && year < 2000 {
		return centuryReading(year/100 + 1)
	}
	return interval(strconv.Itoa(year/10), unitDecade, DayOf(year, 1, 1), DayOf(year+9, 12, 31))
}

// centuryReading gives the years as everyday speech counts them: the 20th century from 1900 to 1999.
func centuryReading(n int) reading {
	return interval(fmt.Sprintf("%02d", n-1), unitCentury, DayOf(100*(n-1), 1, 1), DayOf(100*n-1, 12, 31))
}

// The codes of seasons in TIMEX3, counted from 1. They are the seasons of the northern half of the earth.
var seasonCodes = [...]string{"", "SP", "SU", "FA", "WI"}

// seasonReading gives three months; the winter of a year ends in the next.
func seasonReading(year, season int) reading {
	from := DayOf(year, 3*season, 1)
	return interval(yearString(year)+"-"+seasonCodes[season], unitSeason, from, addMonths(from, 3)-1)
}

// unitReading gives the unit that holds a day.
func unitReading(u unit, d Day) reading {
	y, m, _ := d.Date()
	switch u {
	case unitWeek, unitFortnight:
		return weekReading(d)
	case unitWeekend:
		return weekendReading(d)
	case unitMonth:
		return monthReading(y, m)
	case unitQuarter, unitPeriod:
		return quarterReading(y, (m+2)/3)
	case unitHalf:
		return halfReading(y, (m+5)/6)
	case unitSeason:
		return seasonOf(d)
	case unitYear:
		return yearReading(y)
	case unitDecade:
		return interval(strconv.Itoa(floorDiv(y, 10)), unitDecade, DayOf(floorDiv(y, 10)*10, 1, 1), DayOf(floorDiv(y, 10)*10+9, 12, 31))
	case unitCentury, unitMillennium:
		return centuryReading(floorDiv(y, 100) + 1)
	}
	return dayReading(d)
}

func seasonOf(d Day) reading {
	y, m, _ := d.Date()
	if m < 3 {
		return seasonReading(y-1, 4)
	}
	return seasonReading(y, m/3)
}

// shift moves a day by units.
func shift(u unit, d Day, n int) Day {
	switch u {
	case unitSecond, unitMinute, unitHour:
		return d
	case unitDay:
		return d + Day(n)
	case unitWeek, unitWeekend:
		return d + Day(7*n)
	case unitFortnight:
		return d + Day(14*n)
	case unitMonth:
		return addMonths(d, n)
	case unitQuarter, unitPeriod, unitSeason:
		return addMonths(d, 3*n)
	case unitHalf:
		return addMonths(d, 6*n)
	case unitDecade:
		return addMonths(d, 120*n)
	case unitCentury:
		return addMonths(d, 1200*n)
	case unitMillennium:
		return addMonths(d, 12000*n)
	}
	return addMonths(d, 12*n)
}

// days gives about how long a unit is, to bound what is calculated with.
func (u unit) days() float64 {
	switch u {
	case unitSecond, unitMinute, unitHour:
		return 1. / 24
	case unitDay:
		return 1
	case unitWeek, unitWeekend:
		return 7
	case unitFortnight:
		return 14
	case unitMonth:
		return 31
	case unitQuarter, unitPeriod, unitSeason:
		return 92
	case unitHalf:
		return 184
	case unitDecade:
		return 3653
	case unitCentury:
		return 36525
	case unitMillennium:
		return 365250
	}
	return 366
}

// inRange tells whether moving a day keeps it in the years that are calculated with.
func inRange(u unit, d Day, n float64) bool {
	at := float64(d) + n*u.days()
	return at > float64(DayOf(firstYear+10, 1, 1)) && at < float64(DayOf(lastYear-110, 1, 1))
}

// narrow cuts an interval to its part: the thirds of "early", "mid" and "late".
func (r reading) narrow(part string) reading {
	if !r.hasFrom || !r.hasTo {
		return r
	}
	n := int(r.to-r.from) + 1
	if r.unit == unitDay || r.unit == unitWeekend || n < 3 {
		return r
	}
	from, to := r.from, r.to
	first, second := (n+2)/3, 2*n/3
	switch r.unit {
	case unitYear, unitDecade, unitCentury:
		y := from.year()
		years := to.year() - y + 1
		if years == 1 {
			first, second = int(DayOf(y, 5, 1)-from), int(DayOf(y, 9, 1)-from)
		} else {
			first, second = int(DayOf(y+(years+2)/3, 1, 1)-from), int(DayOf(y+2*years/3+years/10%2, 1, 1)-from)
		}
	}
	switch part {
	case "start":
		r.to = from + Day(first) - 1
	case "mid":
		r.from, r.to = from+Day(first), from+Day(second)-1
		if r.from > r.to {
			r.from, r.to = from, to
		}
	case "end":
		r.from = from + Day(second)
	}
	return r
}

// half cuts an interval to its first or second half.
func (r reading) halved(n int) reading {
	if !r.hasFrom || !r.hasTo || r.to == r.from {
		return r
	}
	from, to := r.from, r.to
	middle := from + (to-from+1)/2
	if y := from.year(); r.unit == unitYear {
		middle = DayOf(y, 7, 1)
	} else if r.unit == unitDecade || r.unit == unitCentury {
		middle = DayOf(y+(to.year()-y+1)/2, 1, 1)
	} else if r.unit == unitMonth {
		middle = from + 15
	}
	if n == 1 {
		r.to = middle - 1
	} else {
		r.from = middle
	}
	return r
}

// duration writes P6M, PT4H, PXD.
func duration(count float64, vague bool, u unit) string {
	var letter, time string
	switch u {
	case unitSecond:
		letter, time = "S", "T"
	case unitMinute:
		letter, time = "M", "T"
	case unitHour:
		letter, time = "H", "T"
	case unitDay:
		letter = "D"
	case unitWeekend:
		letter = "WE"
	case unitWeek:
		letter = "W"
	case unitFortnight:
		letter, count = "W", 2*count
	case unitMonth:
		letter = "M"
	case unitQuarter:
		letter = "Q"
	case unitHalf:
		letter, count = "M", 6*count
	case unitSeason:
		letter = "M"
		count *= 3
	case unitYear:
		letter = "Y"
	case unitDecade:
		if vague {
			return "PXE"
		}
		letter, count = "Y", 10*count
	case unitCentury:
		if vague {
			return "PXC"
		}
		letter, count = "Y", 100*count
	case unitMillennium:
		if vague {
			return "PXL"
		}
		letter, count = "Y", 1000*count
	default:
		return "PXX"
	}
	if vague {
		return "P" + time + "X" + letter
	}
	if whole := float64(int64(count)); whole != count && count-whole == .5 {
		switch u {
		case unitYear:
			return halfOf(whole, "Y", "P", "6M")
		case unitHour:
			return halfOf(whole, "H", "PT", "30M")
		case unitMinute:
			return halfOf(whole, "M", "PT", "30S")
		case unitDay:
			return halfOf(whole, "D", "P", "T12H")
		}
	}
	return "P" + time + strconv.FormatFloat(count, 'f', -1, 64) + letter
}

func halfOf(whole float64, letter, start, rest string) string {
	if whole == 0 {
		if start == "P" && rest[0] == 'T' {
			return "P" + rest
		}
		return start + rest
	}
	return start + strconv.FormatFloat(whole, 'f', -1, 64) + letter + rest
}
