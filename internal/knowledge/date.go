package knowledge

import (
	"errors"
	"fmt"
	"strconv"
)

// Date is a day, a month or a year of the Gregorian calendar: "2021-08-15", "2021-08" or "2021". The zero value is no
// date.
type Date struct {
	Year       int16
	Month, Day uint8 // 0 where the date is less exact
}

var errDateForm = errors.New("not of the form 2021, 2021-08 or 2021-08-15")

// ParseDate reads a date of one of the three forms. Years before 1000 and after 2999, months and days that do not
// exist are errors.
func ParseDate(s string) (Date, error) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return Date{}, errDateForm
	}
	var d Date
	year, err := digits(s[:4])
	if err != nil {
		return Date{}, err
	}
	if year < 1000 || year > 2999 {
		return Date{}, fmt.Errorf("year %d is not between 1000 and 2999", year)
	}
	d.Year = int16(year)
	if len(s) == 4 {
		return d, nil
	}
	month, err := digits(s[5:7])
	if err != nil || s[4] != '-' {
		return Date{}, errDateForm
	}
	if month < 1 || month > 12 {
		return Date{}, fmt.Errorf("there is no month %d", month)
	}
	d.Month = uint8(month)
	if len(s) == 7 {
		return d, nil
	}
	day, err := digits(s[8:])
	if err != nil || s[7] != '-' {
		return Date{}, errDateForm
	}
	if day < 1 || day > daysIn(year, month) {
		return Date{}, fmt.Errorf("there is no day %s", s)
	}
	d.Day = uint8(day)
	return d, nil
}

func digits(s string) (int, error) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, errDateForm
		}
	}
	return strconv.Atoi(s)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// IsZero says that there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String gives the form that [ParseDate] reads, "" for no date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// ordinal numbers days so that a later day has a greater number and neighbours differ by one.
func ordinal(year, month, day int) int {
	if month < 3 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day
}

// first and last number the first and the last day that the date may mean.
func (d Date) first() int {
	return ordinal(int(d.Year), int(max(d.Month, 1)), int(max(d.Day, 1)))
}

func (d Date) last() int {
	month := int(d.Month)
	if month == 0 {
		month = 12
	}
	day := int(d.Day)
	if day == 0 {
		day = daysIn(int(d.Year), month)
	}
	return ordinal(int(d.Year), month, day)
}

// Before says that d ends before e begins.
func (d Date) Before(e Date) bool { return d.last() < e.first() }
