package measure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Relation is how two parties stand to each other over some time.
type Relation struct {
	From    string   `json:"from"`    // days, both included
	To      string   `json:"to"`      // days, both included
	Periods []Period `json:"periods"` // without a gap, by time
	Apart   Apart    `json:"apart"`
	Now     State    `json:"now"`     // at the end
	Movers  []Mover  `json:"movers"`  // of the last days, the strongest first
	Changes []Change `json:"changes"` // by time
	Status  Status   `json:"status"`
}

// Period is a day, week or month.
type Period struct {
	From     string   `json:"from"`
	To       string   `json:"to"`
	Events   int      `json:"events"`
	Quads    [5]int   `json:"quads"` // by quad, 1 to 4
	Types    []Count  `json:"types"` // by name
	Mean     *float64 `json:"mean"`  // of the scores, nil without an event
	State    State    `json:"state"` // at the end of the period
	Coverage Coverage `json:"coverage"`
}

// Count is how many events have a type.
type Count struct {
	Name   string `json:"name"`
	Events int    `json:"events"`
}

// Of measures a relation by its events and by what was read.
func Of(rows []Row, covered []keep.Covered, o Options) (*Relation, error) {
	days, err := gathered(covered)
	if err != nil {
		return nil, err
	}
	return of(rows, days, o)
}

func of(rows []Row, covered *reading, o Options) (*Relation, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	events, apart, err := split(rows, o)
	if err != nil {
		return nil, err
	}
	r := &Relation{Apart: apart}
	first, last, err := bounds(events, covered, o)
	if err != nil || first == 0 {
		r.Status = standing(nil, nil, 0, 0, o)
		return r, err
	}
	r.From, r.To = first.String(), last.String()
	if r.Periods, err = periods(events, covered, first, last, o); err != nil {
		return nil, err
	}
	known := upTo(events, last)
	r.Now = stateOf(known, last, o)
	r.Movers = movers(known, last, o)
	r.Changes = changes(known)
	r.Status = standing(known, r.Movers, last, covered.reports(last-day(o.Window)+1, last), o)
	return r, nil
}

// bounds gives the first and the last day of the relation; 0 for none. Reports from before the first event say nothing of
// the pair yet.
func bounds(events []dated, covered *reading, o Options) (first, last day, err error) {
	if n := len(covered.days); n > 0 {
		first, last = covered.days[0].day, covered.days[n-1].day
	}
	if len(events) > 0 {
		first, last = events[0].day, max(last, events[len(events)-1].day)
	}
	if o.From != "" {
		if first, err = dayOf(o.From); err != nil {
			return 0, 0, err
		}
	}
	if o.To != "" {
		if last, err = dayOf(o.To); err != nil {
			return 0, 0, err
		}
	}
	if last < first {
		return 0, 0, nil
	}
	return first, last, nil
}

// periods cuts the time into steps. The last one ends with the last day.
func periods(events []dated, covered *reading, first, last day, o Options) ([]Period, error) {
	var all []Period
	x := sums{options: o}
	n := 0
	for begin := o.Step.begin(first); begin <= last; begin = o.Step.next(begin) {
		if len(all) == maxPeriods {
			return nil, fmt.Errorf("%s to %s has more than %d periods: ask for a shorter time or a longer step", first, last, maxPeriods)
		}
		end := min(o.Step.next(begin)-1, last)
		for n < len(events) && events[n].day < begin {
			x.add(events[n])
			n++
		}
		p := Period{From: begin.String(), To: end.String()}
		from := n
		for n < len(events) && events[n].day <= end {
			x.add(events[n])
			n++
		}
		p.count(events[from:n])
		p.State = x.state(end)
		p.Coverage = covered.coverage(begin, end)
		all = append(all, p)
	}
	return all, nil
}

func (p *Period) count(events []dated) {
	types := map[string]int{}
	sum := 0.0
	for _, e := range events {
		p.Events++
		p.Quads[e.Quad]++
		types[e.Type]++
		sum += e.Score
	}
	for name, n := range types {
		p.Types = append(p.Types, Count{name, n})
	}
	slices.SortFunc(p.Types, func(a, b Count) int { return strings.Compare(a.Name, b.Name) })
	if p.Events > 0 {
		mean := sum / float64(p.Events)
		p.Mean = &mean
	}
}

// Mover is an event with what the index would be without it.
type Mover struct {
	ID    record.ID `json:"id"`
	Day   string    `json:"day"`
	Type  string    `json:"type"`
	Score float64   `json:"score"`
	Moved float64   `json:"moved"` // by how much the event raises (or lowers) the index of now
}
