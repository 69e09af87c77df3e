package event

import (
	"github.com/chancery-project/chancery/record"
)

// firstYear is the year in which the world that reports are read for begins: states, offices and armies told of before it are not
// those that knowledge describes, and an act of them is history, no event of the record.
const firstYear = "1946"

// Bounds of a text of history: how many years it tells, and which part of them lies before the first year.
const (
	yearsTold = 3
	yearsPast = 2 // one of so many
)

// ofHistory says that a text tells of a time before the first year: the life of an emperor, the guide of a sunken fleet.
func ofHistory(times []*record.Time) bool {
	told, past := 0, 0
	for _, t := range times {
		year, known := yearOf(t.From, t.To)
		if !known {
			continue
		}
		told++
		if year < firstYear {
			past++
		}
	}
	return told >= yearsTold && past*yearsPast >= told
}

// yearOf gives the year in which a time begins, or ends where its beginning is not told, as four digits.
func yearOf(from, to *string) (year string, known bool) {
	for _, at := range []*string{from, to} {
		if at != nil && len(*at) >= len(firstYear) {
			return (*at)[:len(firstYear)], true
		}
	}
	return "", false
}
