package web

import (
	"fmt"
	"html/template"
	"math"
	"net/http"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/measure"
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
}

// maxPairs is how many relations the list names, rankedEvents how many events they are ranked by, the newest ones.
const (
	maxPairs     = 100
	rankedEvents = 10_000
)

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
	if r.format != "" {
		return &statusError{http.StatusNotFound, "This page has no form ." + r.format + ".", nil}
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
		lines[i] = s.pairLine(p)
	}
	return s.show(r, http.StatusOK, "relations", "Relations", map[string]any{"Rows": lines, "Chips": chips(r), "Ranking": ranking})
}

// ranked measures the relations of the events that are asked for.
func (s *Server) ranked(r *request, step measure.Step) (*measure.Ranking, error) {
	sel := r.selection
	sel.Sort, sel.Limit, sel.Cursor = "", rankedEvents, ""
	return view.Remember(r.Context(), s.record, "relations "+string(step)+" "+sel.String(), func() (*measure.Ranking, error) {
		f, err := s.record.Filter("joined", sel)
		if err != nil {
			return nil, err
		}
		return measure.All(r.Context(), s.record, f, 2, maxPairs, measure.Options{Step: step, From: sel.Time.From, To: sel.Time.To})
	})
}

func (s *Server) pairLine(p measure.Pair) pairLine {
	a, b, _ := strings.Cut(p.Dyad, "~")
	l := pairLine{A: view.PartyName(s.record.Base, a), B: view.PartyName(s.record.Base, b), Address: "/relations/" + template.URLQueryEscaper(p.Dyad), Pair: p}
	for _, period := range p.Periods {
		l.Events += period.Events
	}
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
	Chart    chart
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
		A: view.PartyName(s.record.Base, x), B: view.PartyName(s.record.Base, y), Dyad: pair.Dyad, Pair: pair,
		Chips: chips(r), Forms: forms(r, "json", "csv", "svg"), By: string(step),
	}
	p.Chart = relationChart(p.A+" and "+p.B, pair)
	switch r.format {
	case "":
	case "svg":
		r.head("svg")
		return s.pages["chart"].ExecuteTemplate(r.w, "chart.svg", p.Chart)
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

// chart is a drawing made of plain shapes: a line with a band over time, and a strip of what was read below it.
type chart struct {
	Title, Summary string
	Width, Height  int
	Band, Line     string // points of polygons and lines
	Zero           float64
	Ticks          []tick
	Levels         []tick
	Bars           []bar
	Points         []point
	StripTop       float64
}

type tick struct {
	At    float64
	Words string
}

type bar struct {
	X, Y, Width, Height float64
	Words               string
	Missing             bool
}

type point struct {
	X, Y  float64
	Words string
	To    string
}

// The measures of a chart in its own units.
const (
	chartWidth, chartHeight = 900, 320
	chartLeft, chartRight   = 40.0, 890.0
	chartTop, chartBottom   = 12.0, 240.0
	stripTop, stripBottom   = 262.0, 296.0
	indexRange              = 10.0
)

// relationChart draws the index of a relation with its band and what was read.
func relationChart(title string, p *measure.Pair) chart {
	c := chart{Title: title, Width: chartWidth, Height: chartHeight, Zero: level(0), StripTop: stripTop}
	n := len(p.Periods)
	if n == 0 {
		return c
	}
	at := func(i int) float64 {
		if n == 1 {
			return (chartLeft + chartRight) / 2
		}
		return chartLeft + (chartRight-chartLeft)*float64(i)/float64(n-1)
	}
	most := 1
	for _, period := range p.Periods {
		most = max(most, period.Coverage.Reports)
	}
	var upper, lower, line []string
	width := max((chartRight-chartLeft)/float64(n)*0.8, 1)
	for i, period := range p.Periods {
		x := at(i)
		upper = append(upper, fmt.Sprintf("%.1f,%.1f", x, level(period.State.High)))
		lower = append([]string{fmt.Sprintf("%.1f,%.1f", x, level(period.State.Low))}, lower...)
		line = append(line, fmt.Sprintf("%.1f,%.1f", x, level(period.State.Index)))
		if period.Events > 0 {
			c.Points = append(c.Points, point{
				X: x, Y: level(period.State.Index), To: "/events?dyad=" + template.URLQueryEscaper(p.Dyad) + "&time=" + period.From + ".." + period.To,
				Words: fmt.Sprintf("%s: index %+.1f, %d events", period.From, period.State.Index, period.Events),
			})
		}
		h := (stripBottom - stripTop) * math.Sqrt(float64(period.Coverage.Reports)/float64(most))
		c.Bars = append(c.Bars, bar{
			X: x - width/2, Y: stripBottom - h, Width: width, Height: h, Missing: !period.Coverage.Read(),
			Words: fmt.Sprintf("%s: %d reports read", period.From, period.Coverage.Reports),
		})
		if every := max(n/8, 1); i%every == 0 {
			c.Ticks = append(c.Ticks, tick{x, period.From[:7]})
		}
	}
	c.Band, c.Line = strings.Join(append(upper, lower...), " "), strings.Join(line, " ")
	for _, v := range []float64{-10, -5, 0, 5, 10} {
		c.Levels = append(c.Levels, tick{level(v), fmt.Sprintf("%+.0f", v)})
	}
	c.Summary = fmt.Sprintf("From %s to %s the index went from %+.1f to %+.1f, with a band from %+.1f to %+.1f at the end: %s.",
		tell.Date(p.From), tell.Date(p.To), p.Periods[0].State.Index, p.Now.Index, p.Now.Low, p.Now.High, p.Status.Word)
	return c
}

// level is the height of a value of the index in a chart.
func level(v float64) float64 {
	v = max(min(v, indexRange), -indexRange)
	return chartTop + (chartBottom-chartTop)*(indexRange-v)/(2*indexRange)
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
	return &statusError{http.StatusNotFound, "This page has no form ." + r.format + ".", nil}
}
