package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/measure"
	"github.com/chancery-project/chancery/internal/flow/publish/chart"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// overviewPage is what the first page reads.
type overviewPage struct {
	Extent   extent
	Days     []reportedDay
	Moved    []pairLine
	Disputes []*record.Contest
	Due      []*record.FollowUp
	Coverage *chart.Drawing
}

// reportedDay is a day with the events that were reported last on it.
type reportedDay struct {
	Day    string
	Events []*record.Joined
}

// How much of each sort the first page has.
const (
	latestEvents   = 14
	latestDisputes = 5
	latestMeetings = 6
	movedMost      = 5
)

// leastSwing is how far an index has to have gone within a year for a relation to be named of which little is known now.
const leastSwing = 0.5

// overview shows the latest days, which relations moved, what is disputed and what is due.
func (s *Server) overview(r *request) error {
	var p overviewPage
	var err error
	if p.Extent, err = s.extent(r.Context()); err != nil {
		return err
	}
	if p.Coverage, err = s.coverageOf(r.Context(), p.Extent); err != nil {
		return err
	}
	events, err := view.List[*record.Joined](r.Context(), s.record, "joined", query.Selection{Limit: latestEvents, Sort: "-published", MinConfidence: 0.4})
	if err != nil {
		return err
	}
	p.Days = byDay(events.Rows)
	disputes, err := view.List[*record.Contest](r.Context(), s.record, "contest", query.Selection{Limit: latestDisputes, Sort: "-published", Values: map[string][]string{"status": {"open"}}})
	if err != nil {
		return err
	}
	due, err := view.List[*record.FollowUp](r.Context(), s.record, "follow-up", query.Selection{Limit: latestMeetings, Values: map[string][]string{"of": {"meeting"}}})
	if err != nil {
		return err
	}
	p.Disputes, p.Due = disputes.Rows, due.Rows
	if p.Moved, err = s.moved(r); err != nil {
		return err
	}
	return s.show(r, http.StatusOK, "overview", "Overview", p)
}

// byDay parts events at the days on which they were reported last.
func byDay(events []*record.Joined) (all []reportedDay) {
	for _, e := range events {
		day := clip(e.Support.Last)
		if n := len(all); n == 0 || all[n-1].Day != day {
			all = append(all, reportedDay{Day: day})
		}
		all[len(all)-1].Events = append(all[len(all)-1].Events, e)
	}
	return all
}

// moved gives the relations that moved most of late.
func (s *Server) moved(r *request) (lines []pairLine, err error) {
	ranking, err := s.ranked(r, measure.Month)
	if err != nil {
		return nil, err
	}
	for _, p := range ranking.Pairs {
		if a, b, _ := strings.Cut(p.Dyad, "~"); !s.named(a) || !s.named(b) {
			continue // gunmen and crowds are no party that a relation is had with
		}
		if l := s.pairLine(r, p); p.Status.Word != measure.NotRead && (p.Status.Word != measure.Unclear || l.Swing >= leastSwing) {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b pairLine) int { return cmp.Compare(b.moved(), a.moved()) })
	return lines[:min(len(lines), movedMost)], nil
}
