package measure

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// Coverage is how much was read that was published within a period. Where Reports is 0 nothing was read: that no event is
// told then says nothing.
type Coverage struct {
	Reports int `json:"reports"` // copies that are not the first of their group left out
	Copies  int `json:"copies"`
	Outlets int `json:"outlets"`
}

// Read tells whether anything was read.
func (c Coverage) Read() bool { return c.Reports > 0 }

// readDay is what was read of one day.
type readDay struct {
	day             day
	reports, copies int
	outlets         []string
}

// reading is what was read by day, with the sums of stretches that were asked for before: relations of one record share
// their periods.
type reading struct {
	days []readDay
	sums map[stretch]Coverage
}

type stretch struct{ from, to day }

// gathered sums what was read by day. Reports without a date are left out.
func gathered(covered []keep.Covered) (*reading, error) {
	byDay := map[day]*readDay{}
	for _, c := range covered {
		if c.Day == "" || c.Documents == 0 {
			continue
		}
		d, err := dayOf(c.Day)
		if err != nil {
			return nil, fmt.Errorf("coverage: %w", err)
		}
		if byDay[d] == nil {
			byDay[d] = &readDay{day: d}
		}
		r := byDay[d]
		r.reports += c.Documents - c.Copies
		r.copies += c.Copies
		if c.Publisher != "" {
			r.outlets = append(r.outlets, c.Publisher)
		}
	}
	var all []readDay
	for _, r := range byDay {
		all = append(all, *r)
	}
	slices.SortFunc(all, func(a, b readDay) int { return cmp.Compare(a.day, b.day) })
	return &reading{all, map[stretch]Coverage{}}, nil
}

// between gives the days of a stretch.
func (r *reading) between(from, to day) []readDay {
	search := func(d day) int {
		n, _ := slices.BinarySearchFunc(r.days, d, func(r readDay, d day) int { return cmp.Compare(r.day, d) })
		return n
	}
	return r.days[search(from):max(search(from), search(to+1))]
}

// coverage sums what was read of a stretch.
func (r *reading) coverage(from, to day) Coverage {
	c, known := r.sums[stretch{from, to}]
	if known {
		return c
	}
	outlets := map[string]bool{}
	for _, d := range r.between(from, to) {
		c.Reports += d.reports
		c.Copies += d.copies
		for _, o := range d.outlets {
			outlets[o] = true
		}
	}
	c.Outlets = len(outlets)
	r.sums[stretch{from, to}] = c
	return c
}

// reports counts the reports of a stretch, without copies.
func (r *reading) reports(from, to day) int {
	n := 0
	for _, d := range r.between(from, to) {
		n += d.reports
	}
	return n
}
