package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/chart"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// period is a stretch of days that a chart counts by.
type period struct{ from, to string }

// mostBars is how many periods a chart has at most: it counts by days, weeks, months or years, as there is room.
const mostBars = 130

// periods parts a stretch of days so that a chart has room for all parts.
func periods(from, to string) (all []period) {
	a, errA := time.Parse(time.DateOnly, clip(from))
	b, errB := time.Parse(time.DateOnly, clip(to))
	if errA != nil || errB != nil || b.Before(a) {
		return nil
	}
	days := int(b.Sub(a).Hours()/24) + 1
	step := func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }
	switch {
	case days <= mostBars:
	case days <= 7*mostBars:
		a = a.AddDate(0, 0, -(int(a.Weekday())+6)%7)
		step = func(t time.Time) time.Time { return t.AddDate(0, 0, 7) }
	case days <= 30*mostBars:
		a = a.AddDate(0, 0, 1-a.Day())
		step = func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }
	default:
		a = time.Date(a.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		step = func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }
	}
	for t := a; !t.After(b) && len(all) < 4*mostBars; t = step(t) {
		all = append(all, period{t.Format(time.DateOnly), step(t).AddDate(0, 0, -1).Format(time.DateOnly)})
	}
	return all
}

func clip(day string) string { return day[:min(len(day), len(time.DateOnly))] }

// in gives the period that a day is in, -1 for none.
func in(all []period, day string) int {
	n, found := slices.BinarySearchFunc(all, clip(day), func(p period, day string) int {
		switch {
		case p.to < day:
			return -1
		case p.from > day:
			return 1
		}
		return 0
	})
	if !found {
		return -1
	}
	return n
}

// reads gives how many reports were read of each period, copies left out.
func (s *Server) reads(ctx context.Context, all []period) ([]chart.Reads, error) {
	out := make([]chart.Reads, len(all))
	for i, p := range all {
		out[i] = chart.Reads{From: p.from, To: p.to}
	}
	for c, err := range s.record.Coverage(ctx, query.Range{}) {
		if err != nil {
			return nil, err
		}
		if n := in(all, c.Day); n >= 0 {
			out[n].Reports += c.Documents - c.Copies
		}
	}
	return out, nil
}

// extent is the first and the last day of what was read, with how much it is.
type extent struct {
	First, Last       string
	Documents, Copies int
}

func (s *Server) extent(ctx context.Context) (e extent, err error) {
	for c, err := range s.record.Coverage(ctx, query.Range{}) {
		if err != nil {
			return e, err
		}
		e.Documents += c.Documents
		e.Copies += c.Copies
		if c.Day != "" {
			if e.First == "" {
				e.First = c.Day
			}
			e.Last = c.Day
		}
	}
	return e, nil
}

// coverageOf draws what was read over all time.
func (s *Server) coverageOf(ctx context.Context, e extent) (*chart.Drawing, error) {
	reads, err := s.reads(ctx, periods(e.First, e.Last))
	if err != nil {
		return nil, err
	}
	return chart.Coverage("coverage", reads), nil
}

// histogram draws the rows of a list over time, with what was read.
func (s *Server) histogram(r *request, what string, c *view.Counts) (*chart.Drawing, error) {
	if c == nil || len(c.Days) == 0 {
		return nil, nil
	}
	from, to := whole(c.Days[0].Value, false), whole(c.Days[len(c.Days)-1].Value, true)
	if t := r.selection.Time; t.From != "" && t.To != "" {
		from, to = t.From, t.To
	}
	all := periods(from, to)
	if len(all) < 2 {
		return nil, nil
	}
	bars, dated := make([]chart.Bar, len(all)), 0
	for i, p := range all {
		bars[i] = chart.Bar{From: p.from, To: p.to, Address: address(r, "time", p.from+".."+p.to)}
	}
	for _, d := range c.Days {
		if n := in(all, whole(d.Value, false)); n >= 0 {
			bars[n].N += d.N
			dated += d.N
		}
	}
	reads, err := s.reads(r.Context(), all)
	if err != nil {
		return nil, err
	}
	d := chart.Histogram("histogram", what, bars, reads)
	if rest := c.Rows - dated; rest > 0 && d != nil {
		d.Summary += fmt.Sprintf(" %s more have no day of their own and stand only in the list.", tell.Number(float64(rest)))
	}
	return d, s.sign(r, d)
}

// whole gives a month or year that stands for a day as the first or the last day of it.
func whole(day string, last bool) string {
	switch {
	case len(day) >= len(time.DateOnly):
		return day[:len(time.DateOnly)]
	case len(day) == 7 && !last:
		return day + "-01"
	case len(day) == 7:
		return day + "-28"
	case len(day) == 4 && !last:
		return day + "-01-01"
	case len(day) == 4:
		return day + "-12-31"
	}
	return day
}

// sign puts below a drawing what was asked for and of which state of the record, for those who take it away.
func (s *Server) sign(r *request, d *chart.Drawing) error {
	if d == nil {
		return nil
	}
	n, err := s.record.Sequence(r.Context())
	if err != nil {
		return err
	}
	e, err := s.extent(r.Context())
	if err != nil {
		return err
	}
	d.Footer = fmt.Sprintf("%s: %s · %s · %s texts, state %s of the record", s.o.Name, d.Title, r.URL.RequestURI(), tell.Number(float64(e.Documents)), state(n))
	return nil
}

// lanesOf are the lanes that a timeline can have.
func lanesOf() []string { return []string{"class", "party", "pair"} }

// mostLanes is how many parties or pairs a timeline has lanes for, those with the most events.
const mostLanes = 8

// timelineOf draws events on lanes.
func (s *Server) timelineOf(r *request, events []*record.Joined, by string) (*chart.Drawing, error) {
	disputed, err := s.disputed(r, events)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	counts := map[string]int{}
	lanes := make([][]string, len(events))
	for i, e := range events {
		if e.Time == nil || e.Time.From == nil {
			continue
		}
		lanes[i] = s.lanes(r, e, by, names)
		for _, l := range lanes[i] {
			counts[l]++
		}
	}
	var order []string
	if by == "class" {
		for q := 1; q <= 4; q++ {
			order = append(order, quadName(q))
		}
	} else {
		for _, c := range view.Ranked(counts, mostLanes) {
			order = append(order, c.Value)
		}
	}
	var marks []chart.Mark
	for i, e := range events {
		for _, l := range lanes[i] {
			if !slices.Contains(order, l) {
				continue
			}
			marks = append(marks, chart.Mark{
				Lane: l, From: clip(*e.Time.From), To: clip(lastOf(e.Time)), Quad: e.Quad, Hollow: e.Status == record.Planned || e.Status == record.Proposed,
				Crossed: e.Status == record.Denied, Disputed: disputed[e.ID], Words: tell.Sentence(e) + " (" + tell.Status(e.Status) + ")", Address: pathOf(string(e.ID)),
			})
		}
	}
	if len(marks) < 2 {
		return nil, nil
	}
	from, to := marks[0].From, ""
	for _, m := range marks {
		from, to = min(from, m.From), max(to, m.To)
	}
	reads, err := s.reads(r.Context(), periods(chart.Around(from, to)))
	if err != nil {
		return nil, err
	}
	d := chart.Timeline("timeline", "Events", order, marks, reads)
	return d, s.sign(r, d)
}

func lastOf(w *record.When) string {
	if w.To != nil && *w.To >= *w.From {
		return *w.To
	}
	return *w.From
}

// lanes gives the lanes that an event stands on.
func (s *Server) lanes(r *request, e *record.Joined, by string, names map[string]string) []string {
	if by == "class" {
		return []string{quadName(e.Quad)}
	}
	name := func(key string) string {
		if names[key] == "" {
			names[key] = s.record.PartyName(r.Context(), key)
		}
		return names[key]
	}
	did, suffered := ledger.Parties(e.Actors), ledger.Parties(e.Recipients)
	var all []string
	if by == "pair" {
		for _, a := range did {
			for _, b := range suffered {
				if a != b {
					x, y := name(min(a, b)), name(max(a, b))
					all = append(all, x+" and "+y)
				}
			}
		}
	} else {
		for _, p := range append(slices.Clone(did), suffered...) {
			all = append(all, name(p))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// disputed tells which of some events a dispute is about.
func (s *Server) disputed(r *request, events []*record.Joined) (map[record.ID]bool, error) {
	of := map[record.ID]record.ID{}
	var tellings []record.Telling
	for _, e := range events {
		for _, t := range e.Tellings {
			of[t.ID] = e.ID
			tellings = append(tellings, t)
		}
	}
	contests, err := view.Related[*record.Contest](r.Context(), s.record, "contest", tellings)
	if err != nil {
		return nil, err
	}
	all := map[record.ID]bool{}
	for _, c := range contests {
		if c.Relation != "contradicts" {
			continue
		}
		for _, side := range c.Sides {
			for _, t := range side.Tellings {
				if id, ok := of[t.ID]; ok {
					all[id] = true
				}
			}
		}
	}
	return all, nil
}

// svg answers with a drawing alone.
func (s *Server) svg(r *request, d *chart.Drawing) error {
	if d == nil {
		return &statusError{http.StatusNotFound, "There is too little to draw here.", nil}
	}
	r.head("svg")
	return s.pages["chart"].ExecuteTemplate(r.w, "chart.svg", d)
}

// valuesOf draws what is stated of a quantity over time, with the names of those who state it by their numbers.
func (s *Server) valuesOf(r *request, e *record.Series) (*chart.Drawing, []string, error) {
	var who []string
	var all []chart.Statement
	var tellings []record.Telling
	for _, p := range e.Points {
		for _, st := range p.Stated {
			tellings = append(tellings, st.Tellings...)
		}
	}
	contests, err := view.Related[*record.Contest](r.Context(), s.record, "contest", tellings)
	if err != nil {
		return nil, nil, err
	}
	disputed := map[record.ID]bool{}
	for _, c := range contests {
		for _, side := range c.Sides {
			for _, t := range side.Tellings {
				disputed[t.ID] = c.Relation == "contradicts"
			}
		}
	}
	from, to := "", ""
	for _, p := range e.Points {
		for _, st := range p.Stated {
			name := st.Who
			if name == "" {
				name = "the reports themselves"
			}
			n := slices.Index(who, name)
			if n < 0 {
				n = len(who)
				who = append(who, name)
			}
			v := chart.Statement{Day: p.Day, Low: st.Value, High: st.Value, Who: n + 1, Words: fmt.Sprintf("%s: %s, %s", tell.Date(p.Day), tell.Figure(st), name)}
			if st.ValueMax != nil {
				v.High = *st.ValueMax
			}
			v.Disputed = slices.ContainsFunc(st.Tellings, func(t record.Telling) bool { return disputed[t.ID] })
			if len(st.Tellings) > 0 {
				v.Address = "#" + string(st.Tellings[0].ID)
			}
			if from == "" || p.Day < from {
				from = p.Day
			}
			to = max(to, p.Day)
			all = append(all, v)
		}
	}
	if from == to || from == "" {
		return nil, who, nil
	}
	reads, err := s.reads(r.Context(), periods(chart.Around(from, to)))
	if err != nil {
		return nil, nil, err
	}
	d := chart.Values("values", tell.SeriesHeading(e), all, reads)
	return d, who, s.sign(r, d)
}

// contestOf draws who said what when in a dispute: values where it is about a number, else a lane for each side.
func (s *Server) contestOf(r *request, c *record.Contest, sides []sidePage) (*chart.Drawing, error) {
	var marks []chart.Mark
	var values []chart.Statement
	var lanes []string
	from, to := "", ""
	for i, side := range sides {
		lane := side.Who
		if slices.Contains(lanes, lane) {
			lane = fmt.Sprintf("%s (%d)", lane, i+1)
		}
		lanes = append(lanes, lane)
		for _, p := range side.Passages {
			if len(p.Published) < len(time.DateOnly) {
				continue
			}
			day := clip(p.Published)
			if from == "" || day < from {
				from = day
			}
			to = max(to, day)
			words := fmt.Sprintf("%s, %s: %s", tell.Date(day), side.Who, p.Quote)
			marks = append(marks, chart.Mark{Lane: lane, From: day, To: day, Quad: i%4 + 1, Crossed: side.Denies, Words: words, Address: passagePath(p.Document, p.Span)})
			if f, ok := p.Entry.(*record.Figure); ok {
				v := chart.Statement{Day: day, Low: f.Value, High: f.Value, Who: i + 1, Disputed: true, Words: words, Address: passagePath(p.Document, p.Span)}
				if f.ValueMax != nil {
					v.High = *f.ValueMax
				}
				values = append(values, v)
			}
		}
	}
	if from == "" || from == to {
		return nil, nil
	}
	reads, err := s.reads(r.Context(), periods(chart.Around(from, to)))
	if err != nil {
		return nil, err
	}
	d := chart.Timeline("dispute", "Statements", lanes, marks, reads)
	if c.Matter == "figure" && len(values) == len(marks) {
		d = chart.Values("dispute", c.Title, values, reads)
	}
	if d != nil {
		d.Axis = nil // a dispute is shown whole
	}
	return d, s.sign(r, d)
}

// state writes the number of a state of the record for addresses.
func state(sequence int64) string { return fmt.Sprintf("%x", sequence) }

// pinned says of an address with the state of the record that it was made at what is shown: that state, or, where it
// cannot be made again, the record of today.
func (s *Server) pinned(r *request) (string, error) {
	if s.o.State != "" {
		status, err := s.record.Status(r.Context())
		return fmt.Sprintf("The record as it was at line %d of its log, with %s reports.", status.Sequence, tell.Number(float64(status.Reports))), err
	}
	asked := r.URL.Query().Get("state")
	if asked == "" {
		return "", nil
	}
	n, err := s.record.Sequence(r.Context())
	if err != nil || state(n) == asked {
		return "", err
	}
	return "The record has changed since this link was made, and that state cannot be made again: what stands here may be more than was seen then.", nil
}
