package times

import "fmt"

// Day is a day of the Gregorian calendar, extended to all times, counted from 1970-01-01.
type Day int

// The years that this package calculates with; a year outside of them stays without an interval.
const (
	firstYear = -9998
	lastYear  = 9998
)

// DayOf gives the day of a date that exists. Years before 1 count 0, -1, ... as ISO 8601 does.
func DayOf(year, month, day int) Day {
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	doy := (153*((month+9)%12)+2)/5 + day - 1
	return Day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

// Date gives year, month and day.
func (d Day) Date() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = (mp+2)%12 + 1
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func (d Day) year() int { y, _, _ := d.Date(); return y }

// months counts the months from the year 0.
func (d Day) months() int { y, m, _ := d.Date(); return y*12 + m - 1 }

// Weekday gives 1 for Monday to 7 for Sunday.
func (d Day) Weekday() int { return mod(int(d)+3, 7) + 1 }

func mod(a, b int) int { return a - floorDiv(a, b)*b }

// Week gives the year and the week of ISO 8601.
func (d Day) Week() (year, week int) {
	thursday := d - Day(d.Weekday()) + 4
	year = thursday.year()
	return year, int(thursday-DayOf(year, 1, 1))/7 + 1
}

// String writes the day as ISO 8601 does.
func (d Day) String() string {
	y, m, n := d.Date()
	return fmt.Sprintf("%s-%02d-%02d", yearString(y), m, n)
}

// yearString writes a year with four digits. Those before Christ have a minus and the number that the words give
// them: 400 BCE is -0400, the year before 0001 is -0001.
func yearString(y int) string {
	if y < 1 {
		return fmt.Sprintf("-%04d", 1-y)
	}
	return fmt.Sprintf("%04d", y)
}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func daysIn(year, month int) int {
	switch month {
	case 2:
		if isLeap(year) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// addMonths moves a day by months; a day that the month does not have becomes its last.
func addMonths(d Day, n int) Day {
	_, _, day := d.Date()
	m := d.months() + n
	y := floorDiv(m, 12)
	month := mod(m, 12) + 1
	return DayOf(y, month, min(day, daysIn(y, month)))
}

// easter gives Easter Sunday of a year by the Gregorian computus (Meeus, Jones, Butcher).
func easter(y int) Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return DayOf(y, n/31, n%31+1)
}

// islamicDay gives the day of a date of the tabular Islamic calendar (civil epoch, 16 July 622 Julian; years 2, 5, 7,
// 10, 13, 16, 18, 21, 24, 26 and 29 of 30 are long). The sighting of the moon can move it by a day.
func islamicDay(year, month, day int) Day {
	const epoch = Day(-492148)
	return epoch + Day(354*(year-1)+floorDiv(3+11*year, 30)+29*(month-1)+month/2+day-1)
}

// persianDay gives the day of a date of the Solar Hijri calendar by its cycle of 33 years, which holds for the years
// 1343 to 1472 (1964 to 2094).
func persianDay(year, month, day int) Day {
	d := DayOf(2024, 3, 20) // 1 Farvardin 1403
	for y := 1403; y < year; y++ {
		d += Day(persianYear(y))
	}
	for y := year; y < 1403; y++ {
		d -= Day(persianYear(y))
	}
	if month <= 7 {
		return d + Day(31*(month-1)+day-1)
	}
	return d + Day(186+30*(month-7)+day-1)
}

func persianYear(y int) int {
	switch y % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return 366
	}
	return 365
}

func persianMonth(year, month int) int {
	switch {
	case month <= 6:
		return 31
	case month == 12 && persianYear(year) == 365:
		return 29
	}
	return 30
}

func monthOf(d Day) int {
	_, m, _ := d.Date()
	return m
}
