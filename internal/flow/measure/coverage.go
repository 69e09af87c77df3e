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

// gathered sums what was read by day. Reports without a date are left out.
func gathered(covered []keep.Covered) ([]readDay, error) {
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
	return all, nil
}

// between gives the days of a stretch.
func between(all []readDay, from, to day) []readDay {
	search := func(d day) int {
		n, _ := slices.BinarySearchFunc(all, d, func(r readDay, d day) int { return cmp.Compare(r.day, d) })
		return n
	}
	return all[search(from):max(search(from), search(to+1))]
}

// coverage sums what was read of a stretch.
func coverage(all []readDay, from, to day) Coverage {
	var c Coverage
	var outlets []string
	for _, r := range between(all, from, to) {
		c.Reports += r.reports
		c.Copies += r.copies
		outlets = append(outlets, r.outlets...)
	}
	slices.Sort(outlets)
	c.Outlets = len(slices.Compact(outlets))
	return c
}

// reportsOf counts the reports of a stretch, without copies.
func reportsOf(all []readDay, from, to day) int {
	n := 0
	for _, r := range between(all, from, to) {
		n += r.reports
	}
	return n
}
