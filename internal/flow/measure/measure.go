// Package measure says how the relation of two parties moves: counts and scores of their events by day, week or month,
// an index with a band, the events that moved it most, the days on which it changed, and a word for where it stands.
//
// Everything is a pure function of narrow rows: joined events with their terms, and how many reports were read on each
// day. An event counts once, however many reports print it: rows are events, and copies are not seen here at all. Acts
// that were denied, planned, proposed, imagined or are only told as a habit are counted apart and move nothing. A period
// of which no report was read is told as such, so that silence and blindness look different. docs/relations.md has the
// formulas with their sources.
package measure

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Row is one joined event as measures see it.
type Row struct {
	ID         record.ID
	From, To   string // days of the event, ISO 8601, "" when unknown
	First      string // first publication
	Type       string
	Status     string
	Quad       int     // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Score      float64 // -10 to 10
	Origins    int
	Confidence float64  // 0 to 1; 0 where it was not given
	Actors     []string // keys of those who act
	Dyads      []string // pairs of parties that the event is between
}

// RowOf reads the row of a group of the kind "joined" that has its terms.
func RowOf(g keep.Group) (Row, error) {
	r := Row{
		ID: g.ID, From: g.From, To: g.To, First: g.First, Type: g.Type, Status: g.Status, Score: g.Score, Origins: g.Origins,
		Confidence: g.Confidence,
	}
	for _, t := range g.Terms {
		key, value, _ := strings.Cut(t, "=")
		switch key {
		case "quad":
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || n > 4 {
				return Row{}, fmt.Errorf("event %s: quad %q is none of 1 to 4", g.ID, value)
			}
			r.Quad = n
		case "actor":
			r.Actors = append(r.Actors, value)
		case "dyad":
			r.Dyads = append(r.Dyads, value)
		}
	}
	return r, nil
}

// counts tells whether an event of this status moves the index.
func counts(status string) bool {
	return status == string(record.Actual) || status == string(record.Ongoing)
}

// Step is the length of a period.
type Step string

// Steps of a series. Weeks begin on Monday.
const (
	Day   Step = "day"
	Week  Step = "week"
	Month Step = "month"
)

// Options are the settings of a measure; the zero value measures by week with the defaults.
type Options struct {
	Step     Step
	From, To string  // days, ISO 8601; "" for the first and the last that there is an event or a report of
	HalfLife float64 // days after which an event counts half; 0: 30
	Prior    float64 // events that the neutral prior counts for; 0: 3
	Spread   float64 // standard deviation of scores that is presumed where there is no evidence; 0: 5
	Z        float64 // half width of the band in standard errors; 0: 1.96
	Window   int     // days that status and movers look back; 0: 30
	Movers   int     // most events named; 0: 5
	// Undated counts events whose day is not told on the day of their first publication. Without it they are left out and
	// counted apart.
	Undated bool
}

// Defaults of Options.
const (
	defaultHalfLife = 30
	defaultPrior    = 3
	defaultSpread   = 5
	defaultZ        = 1.96
	defaultWindow   = 30
	defaultMovers   = 5
)

// maxPeriods bounds the periods of one series.
const maxPeriods = 40_000

// maxStretch is how many days the time of an event may cover and still be put on its middle day.
const maxStretch = 31

func (o Options) filled() (Options, error) {
	o.Step = cmp.Or(o.Step, Week)
	o.HalfLife, o.Prior = cmp.Or(o.HalfLife, defaultHalfLife), cmp.Or(o.Prior, defaultPrior)
	o.Spread, o.Z = cmp.Or(o.Spread, defaultSpread), cmp.Or(o.Z, defaultZ)
	o.Window, o.Movers = cmp.Or(o.Window, defaultWindow), cmp.Or(o.Movers, defaultMovers)
	switch {
	case o.Step != Day && o.Step != Week && o.Step != Month:
		return o, fmt.Errorf("step %q is none of day, week, month", o.Step)
	case !(o.HalfLife > 0) || !(o.Prior > 0) || !(o.Spread > 0) || !(o.Z > 0) || o.Window < 1:
		return o, fmt.Errorf("half-life, prior, spread, z and window have to be more than 0")
	}
	for _, d := range []string{o.From, o.To} {
		if _, err := dayOf(d); d != "" && err != nil {
			return o, err
		}
	}
	return o, nil
}

// dated is a row with the day that it counts on.
type dated struct {
	Row
	day day
}

// split parts rows into those that move the index, by day and id, and what is counted apart.
func split(rows []Row, o Options) ([]dated, Apart, error) {
	apart := Apart{Status: map[string]int{}}
	var events []dated
	seen := map[record.ID]bool{}
	for _, r := range rows {
		if seen[r.ID] {
			continue // one event counts once
		}
		seen[r.ID] = true
		if !counts(r.Status) {
			apart.Status[r.Status]++
			continue
		}
		d, err := dayOn(r, o)
		if err != nil {
			return nil, apart, err
		}
		if d == 0 {
			apart.Undated++
			continue
		}
		events = append(events, dated{r, d})
	}
	slices.SortFunc(events, func(a, b dated) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.ID, b.ID)) })
	return events, apart, nil
}

// dayOn gives the day that an event counts on: its day, the middle of a stretch of no more than a month; 0 where it has
// none.
func dayOn(r Row, o Options) (day, error) {
	if r.From == "" || r.To == "" {
		if o.Undated && r.From == "" && r.To == "" && r.First != "" {
			return dayOf(r.First)
		}
		return 0, nil
	}
	from, err := dayOf(r.From)
	if err != nil {
		return 0, fmt.Errorf("event %s: %w", r.ID, err)
	}
	to, err := dayOf(r.To)
	if err != nil {
		return 0, fmt.Errorf("event %s: %w", r.ID, err)
	}
	if to < from || to-from > maxStretch {
		return 0, nil
	}
	return from + (to-from)/2, nil
}

// Apart counts events that move nothing.
type Apart struct {
	Status  map[string]int `json:"status"`  // denied, hypothetical, planned, proposed, habitual
	Undated int            `json:"undated"` // without a day, or with a stretch of more than a month
}
