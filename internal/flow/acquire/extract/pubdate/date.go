// Package pubdate reads dates of publication as pages, tables, headers and datelines write them. It knows dates with a
// day, a month and a year, and says of the others what they lack; it never fills in what is not written, reads no clock
// and knows no zone but the one that stands in the date.
package pubdate

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Date is a day of the Gregorian calendar. Day is 0 where only the month is written, Year 0 where no year is.
type Date struct{ Year, Month, Day int }

// String writes the date as ISO 8601: 2025-08-23, 2025-08, or --08-23 without a year.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return fmt.Sprintf("--%02d-%02d", d.Month, d.Day)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Full tells whether day, month and year are known.
func (d Date) Full() bool { return d.Year > 0 && d.Month > 0 && d.Day > 0 }

// Days counts the days since an epoch; full dates only. The difference of two counts is the distance in days.
func (d Date) Days() int {
	return int(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// exists tells whether the calendar has the day.
func (d Date) exists() bool {
	if d.Month < 1 || 12 < d.Month || d.Day < 0 || d.Year < 0 || 9999 < d.Year {
		return false
	}
	year := d.Year
	if year == 0 {
		year = 2000 // a leap year: the 29th of February may be meant
	}
	return d.Day <= time.Date(year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Order is how a date of three numbers is read.
type Order int

// The orders of day and month in dates like 03/04/2025.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
)

// Locale is what is known of the place where a date was written.
type Locale struct {
	Language string // ISO 639-1 of the report, for names of months that mean two months
	Order    Order
}

// LocaleOf finds the order of day and month by the language tag of a page ("en-GB") and its address.
func LocaleOf(tag, address string) Locale {
	tag = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"))
	language, _, _ := strings.Cut(tag, "-")
	l := Locale{Language: language}
	v := words()
	if l.Order = v.language[tag]; l.Order != OrderUnknown {
		return l
	}
	if l.Order = v.language[language]; l.Order != OrderUnknown {
		return l
	}
	if u, err := url.Parse(address); err == nil {
		host := u.Hostname()
		l.Order = v.host[host[strings.LastIndexByte(host, '.')+1:]]
	}
	return l
}

// Reading is a date that was found in a string.
type Reading struct {
	Date       Date
	Value      string // ISO 8601: the date, or date and time with zone as they are written where they are written so
	Start, End int    // byte range in the string, with the name of the weekday and a time that belong to it
	Ambiguous  bool   // day and month cannot be told apart; Date is empty
	Impossible bool   // the calendar has no such day (31 February, a Tuesday that was none); Date is empty
	Shortened  bool   // the year is written with two digits
}

// Parse parses an ISO date as the program itself writes it.
func Parse(iso string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return Date{}, false
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, true
}

// weekday gives 1 for Monday to 7 for Sunday.
func (d Date) weekday() int {
	w := int(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday())
	if w == 0 {
		return 7
	}
	return w
}

// gregorian turns a day of the solar Hijri calendar into one of the Gregorian calendar, by the 33-year cycle that holds
// from 1244 to 1531 of that calendar (1865 to 2152).
func gregorian(year, month, day int) Date {
	days := 365*year + year/33*8 + (year%33+3)/4 + 78 + day
	if month <= 7 {
		days += 31 * (month - 1)
	} else {
		days += 30*(month-7) + 186
	}
	// Days since 621-03-19 or so of the cycle; fixed by one known pair: 1 Farvardin 1400 is 21 March 2021.
	const known = 365*1400 + 1400/33*8 + (1400%33+3)/4 + 78 + 1
	t := time.Date(2021, time.March, 21, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days-known)
	return Date{t.Year(), int(t.Month()), t.Day()}
}
