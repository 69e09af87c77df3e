package web

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"net/http"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/measure"
	"github.com/chancery-project/chancery/internal/flow/publish/chart"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// pairLine is a relation in the list.
type pairLine struct {
	A, B, Address string
	Pair          measure.Pair
	Events        int
	Spark         *chart.Drawing
	Swing         float64 // between the lowest and the highest index of the last year
	Why           string
}

// sparkPeriods is how many periods a small line has, the last ones.
const sparkPeriods = 36

// moved tells how far a relation moved of late, for ranking: those that changed for sure before all others.
func (l pairLine) moved() float64 {
	far := math.Abs(l.Pair.Status.Change)
	switch l.Pair.Status.Word {
	case measure.Alert:
		return far + 200
	case measure.Worsening, measure.Improving:
		return far + 100
	}
	if l.Pair.Status.Word == measure.Steady {
		return far + 50
	}
	return l.Swing
}

// swing is how many of the last periods are looked at for how far an index went.
const swingPeriods = 13

// swung says between which values an index went of late.
func swung(states []chart.State) (far float64, words string) {
	states = states[max(0, len(states)-swingPeriods):]
	if len(states) < 2 {
		return 0, ""
	}
	low, high := states[0], states[0]
	for _, s := range states {
		if s.Index < low.Index {
			low = s
		}
		if s.Index > high.Index {
			high = s
		}
	}
	return high.Index - low.Index, fmt.Sprintf("Between %s (%s) and %s (%s) over the last year; now too little is known.",
		chart.Signed(low.Index, 1), chart.Days(low.From, low.To), chart.Signed(high.Index, 1), chart.Days(high.From, high.To))
}

func (s *Server) step(r *request) (measure.Step, error) {
	switch by := r.URL.Query().Get("by"); by {
	case "":
		return measure.Month, nil
	case "day", "week", "month":
		return measure.Step(by), nil
	default:
		return "", &query.SyntaxError{Input: by, Message: "is no period", Hint: "there are day, week, month"}
	}
}

func (s *Server) relations(r *request) error {
	order := r.URL.Query().Get("view")
	if order != "" && order != "moved" && order != "most" {
		return &query.SyntaxError{Input: order, Message: "is no order of relations", Hint: "there are moved, most", Key: "view"}
	}
	step, err := s.step(r)
	if err != nil {
		return err
	}
	ranking, err := s.ranked(r, step)
	if err != nil {
		return err
	}
	lines := make([]pairLine, len(ranking.Pairs))
	for i, p := range ranking.Pairs {
		lines[i] = s.pairLine(r, p)
	}
	if order != "most" {
		slices.SortStableFunc(lines, func(a, b pairLine) int { return cmp.Compare(b.moved(), a.moved()) })
	}
	switch r.format {
	case "json":
		return writeJSON(r, ranking)
	case "csv":
		return relationRows(r, lines)
	}
	return s.show(r, http.StatusOK, "relations", "Relations", map[string]any{"Rows": lines, "Chips": chips(r), "Ranking": ranking, "Forms": forms(r, "csv", "json")})
}

// relationRows writes the list of relations as a table.
func relationRows(r *request, lines []pairLine) error {
	r.head("csv")
	rows := [][]string{{"dyad", "a", "b", "status", "index", "low", "high", "change", "events", "why"}}
	for _, l := range lines {
		now := l.Pair.Now
		rows = append(rows, []string{
			l.Pair.Dyad, l.A, l.B, l.Pair.Status.Word, fmt.Sprintf("%.3f", now.Index), fmt.Sprintf("%.3f", now.Low), fmt.Sprintf("%.3f", now.High),
			fmt.Sprintf("%.3f", l.Pair.Status.Change), fmt.Sprint(l.Events), l.Why,
		})
	}
	return writeRows(r, rows)
}

// ranked measures the relations of the events that are asked for.
func (s *Server) ranked(r *request, step measure.Step) (*measure.Ranking, error) {
	return view.Relations(r.Context(), s.record, r.selection, step)
}

func (s *Server) pairLine(r *request, p measure.Pair) pairLine {
	a, b, _ := strings.Cut(p.Dyad, "~")
	l := pairLine{A: s.record.PartyName(r.Context(), a), B: s.record.PartyName(r.Context(), b), Address: "/relations/" + template.URLQueryEscaper(p.Dyad), Pair: p}
	for _, period := range p.Periods {
		l.Events += period.Events
	}
	states := statesOf(&p)
	l.Why = plain(p.Status.Reason)
	if far, words := swung(states); words != "" {
		l.Swing = far
		if p.Status.Word == measure.Unclear && far >= 0.05 {
			l.Why = words
		}
	}
	l.Spark = chart.Sparkline("spark-"+p.Dyad, fmt.Sprintf("index of %s and %s", l.A, l.B), states[max(0, len(states)-sparkPeriods):])
	return l
}

// moverLine is an event that moved a relation.
type moverLine struct {
	measure.Mover
	Sentence string
}

// relationPage is what the page of a relation reads.
type relationPage struct {
	A, B     string
	Dyad     string
	Pair     *measure.Pair
	Chart    *chart.Drawing
	Movers   []moverLine
	Events   []*record.Joined
	Disputes []*record.Contest
	Follows  []*record.FollowUp
	Chips    []chip
	Forms    []form
	By       string
}

func (s *Server) relation(r *request) error {
	a, b, ok := strings.Cut(r.PathValue("dyad"), "~")
	if !ok {
		return &statusError{http.StatusNotFound, "A relation is of two parties: /relations/Pakistan~India", nil}
	}
	step, err := s.step(r)
	if err != nil {
		return err
	}
	of := query.Pair{A: a, B: b}
	pair, err := view.Relation(r.Context(), s.record, of, measure.Options{Step: step, From: r.selection.Time.From, To: r.selection.Time.To})
	if err != nil {
		return err
	}
	x, y, _ := strings.Cut(pair.Dyad, "~")
	p := relationPage{
		A: s.record.PartyName(r.Context(), x), B: s.record.PartyName(r.Context(), y), Dyad: pair.Dyad, Pair: pair,
		Chips: chips(r), Forms: forms(r, "json", "csv", "svg"), By: string(step),
	}
	p.Chart = relationChart(p.A+" and "+p.B, pair)
	if err := s.sign(r, p.Chart); err != nil {
		return err
	}
	switch r.format {
	case "":
	case "svg":
		return s.svg(r, p.Chart)
	default:
		return relationData(r, pair)
	}
	if err := s.fillRelation(r, &p); err != nil {
		return err
	}
	return s.show(r, http.StatusOK, "relation", p.A+" and "+p.B, p)
}

// fillRelation adds what happened between the two, what is disputed and what is due.
func (s *Server) fillRelation(r *request, p *relationPage) error {
	for _, m := range p.Pair.Movers {
		line := moverLine{Mover: m}
		if e, err := view.One[*record.Joined](r.Context(), s.record, string(m.ID)); err == nil {
			line.Sentence = tell.Sentence(e)
		}
		p.Movers = append(p.Movers, line)
	}
	sel := query.Selection{Time: r.selection.Time, Limit: 40}
	terms := [][]string{{"dyad=" + p.Dyad}}
	var err error
	if p.Events, err = some[*record.Joined](r, s, "joined", sel, terms); err != nil {
		return err
	}
	sel.Limit = 8
	if p.Disputes, err = some[*record.Contest](r, s, "contest", sel, append(terms, []string{"relation=contradicts"})); err != nil {
		return err
	}
	p.Follows, err = some[*record.FollowUp](r, s, "follow-up", sel, terms)
	return err
}

// some gives the first entries of a kind that have the terms.
func some[T record.Entry](r *request, s *Server, kind string, sel query.Selection, terms [][]string) ([]T, error) {
	var all []T
	for g, err := range s.record.Groups(r.Context(), keep.GroupFilter{Kind: kind, Time: sel.Time, Terms: terms, Limit: sel.Limit}) {
		if err != nil {
			return nil, err
		}
		e, err := keep.EntryOf[T](g)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// statesOf gives the periods of a relation as a drawing has them.
func statesOf(p *measure.Pair) []chart.State {
	all := make([]chart.State, len(p.Periods))
	for i, period := range p.Periods {
		all[i] = chart.State{
			From: period.From, To: period.To, Index: period.State.Index, Low: period.State.Low, High: period.State.High, Events: period.Events,
			Cooperation: period.Quads[1] + period.Quads[2], Conflict: period.Quads[3] + period.Quads[4], Reports: period.Coverage.Reports,
			Address: "/events?dyad=" + template.URLQueryEscaper(p.Dyad) + "&time=" + period.From + ".." + period.To,
		}
	}
	return all
}

// relationChart draws the index of a relation with its band, its acts and what was read.
func relationChart(title string, p *measure.Pair) *chart.Drawing {
	if len(p.Periods) == 0 {
		return nil
	}
	summary := fmt.Sprintf("From %s to %s the index went from %s to %s, with a band from %s to %s at the end: %s.",
		tell.Date(p.From), tell.Date(p.To), chart.Signed(p.Periods[0].State.Index, 1), chart.Signed(p.Now.Index, 1), chart.Signed(p.Now.Low, 1), chart.Signed(p.Now.High, 1), p.Status.Word)
	return chart.Relation("relation", title, summary, statesOf(p))
}

func relationData(r *request, p *measure.Pair) error {
	switch r.format {
	case "json":
		return writeJSON(r, p)
	case "csv":
		r.head("csv")
		rows := [][]string{{"from", "to", "events", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "mean", "index", "low", "high", "reports_read"}}
		for _, period := range p.Periods {
			rows = append(rows, []string{
				period.From, period.To, fmt.Sprint(period.Events), fmt.Sprint(period.Quads[1]), fmt.Sprint(period.Quads[2]), fmt.Sprint(period.Quads[3]), fmt.Sprint(period.Quads[4]),
				number(period.Mean), fmt.Sprintf("%.3f", period.State.Index), fmt.Sprintf("%.3f", period.State.Low), fmt.Sprintf("%.3f", period.State.High), fmt.Sprint(period.Coverage.Reports),
			})
		}
		return writeRows(r, rows)
	}
	return noForm(r)
}
