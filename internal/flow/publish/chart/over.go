package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Bar is how many rows a period has.
type Bar struct {
	From, To string // days, both included
	N        int
	Address  string // of the rows
}

// Histogram draws rows by period, and what was read below them.
func Histogram(id, what string, bars []Bar, reads []Reads) *Drawing {
	if len(bars) == 0 {
		return nil
	}
	from, to := bars[0].From, bars[len(bars)-1].To
	if len(reads) > 0 {
		from, to = min(from, reads[0].From), max(to, reads[len(reads)-1].To)
	}
	axis, ok := newAxis(from, to)
	if !ok {
		return nil
	}
	const top, bottom, stripTop, stripBottom = 8.0, 74.0, 84.0, 104.0
	d := &Drawing{ID: id, Title: what + " over time", Class: "histogram", Width: width, Height: 124}
	most, all := 1, 0
	for _, b := range bars {
		most = max(most, b.N)
		all += b.N
	}
	d.Summary = fmt.Sprintf("%s %s from %s; the most, %s, in %s.", Number(all), strings.ToLower(what), Days(from, to), Number(most), peak(bars, most))
	bottomAxis := bottom
	if len(reads) > 0 {
		bottomAxis = stripBottom
	}
	axis.draw(d, top, bottomAxis)
	d.Shapes = append(d.Shapes,
		Shape{Form: Text, X: left - 6, Y: top + 8, Anchor: "end", Words: Number(most), Fill: ink, Clear: .7, Class: "tick"},
		Shape{Form: Line, X: left, X2: right, Y: bottom, Y2: bottom, Stroke: ink, Thick: 1, Clear: .4, Class: "base"})
	for _, b := range bars {
		x, ok := axis.day(b.From, false)
		end, okEnd := axis.day(b.To, true)
		if !ok || !okEnd || b.N == 0 {
			continue
		}
		h := (bottom - top) * float64(b.N) / float64(most)
		gap := min((end-x)*.15, 1.5)
		d.Shapes = append(d.Shapes, Shape{
			Form: Rect, X: round(x + gap/2), Y: round(bottom - h), Width: round(max(end-x-gap, 1.2)), Height: round(max(h, 1)), Fill: accent, Clear: .85, Class: "bar",
			Words: fmt.Sprintf("%s: %d", Days(b.From, b.To), b.N), To: b.Address,
		})
	}
	if len(reads) > 0 {
		axis.strip(d, reads, stripTop, stripBottom)
	}
	return d
}

func peak(bars []Bar, most int) string {
	for _, b := range bars {
		if b.N == most {
			return Days(b.From, b.To)
		}
	}
	return ""
}

// Coverage draws what was read alone.
func Coverage(id string, reads []Reads) *Drawing {
	if len(reads) < 2 {
		return nil
	}
	axis, ok := newAxis(reads[0].From, reads[len(reads)-1].To)
	if !ok {
		return nil
	}
	d := &Drawing{ID: id, Title: "What was read", Class: "coverage", Width: width, Height: 50}
	n, silent := 0, 0
	for _, r := range reads {
		n += r.Reports
		if r.Reports == 0 {
			silent++
		}
	}
	d.Summary = fmt.Sprintf("%s read from %s; of %s nothing was read.", count(n, "report", "reports"), Days(axis.From, axis.To), count(silent, "period", "periods"))
	axis.draw(d, 4, 30)
	axis.strip(d, reads, 6, 30)
	d.Axis = nil // there is nothing to choose a time of
	return d
}

// State is a relation at the end of a period, with what happened in it.
type State struct {
	From, To         string // days, both included
	Index, Low, High float64
	Events           int
	Cooperation      int // of the events
	Conflict         int
	Reports          int
	Address          string // of the events
}

// indexRange is the highest and, below 0, the lowest value of the index of a relation.
const indexRange = 10.0

// The heights of the parts of a drawing of a relation.
const (
	indexTop, indexBottom            = 10.0, 220.0
	actsTop, actsMiddle, actsBottom  = 234.0, 278.0, 322.0
	relationStrip, relationStripEnds = 338.0, 366.0
)

// level is the height of a value of the index.
func level(v float64) float64 {
	return round(indexTop + (indexBottom-indexTop)*(indexRange-max(min(v, indexRange), -indexRange))/(2*indexRange))
}

// Relation draws the index of a relation with its band, how many acts of cooperation and of conflict each period has, and
// what was read.
func Relation(id, title, summary string, states []State) *Drawing {
	d := &Drawing{ID: id, Title: title, Summary: summary, Class: "relation", Width: width, Height: 392}
	if len(states) == 0 {
		return d
	}
	axis, ok := newAxis(states[0].From, states[len(states)-1].To)
	if !ok {
		return d
	}
	axis.draw(d, indexTop, relationStripEnds)
	axis.index(d, states)
	axis.acts(d, states)
	var reads []Reads
	for _, s := range states {
		reads = append(reads, Reads{s.From, s.To, s.Reports})
		if s.Events > 0 {
			d.Shapes = append(d.Shapes, Shape{
				Form: Circle, X: axis.middle(s), Y: level(s.Index), R: 3.5, Fill: accent, Class: "mark", To: s.Address,
				Words: fmt.Sprintf("%s: index %s, %s", Days(s.From, s.To), Signed(s.Index, 1), count(s.Events, "event", "events")),
			})
		}
	}
	axis.strip(d, reads, relationStrip, relationStripEnds)
	return d
}

func (a *Axis) middle(s State) float64 {
	from, _ := a.day(s.From, false)
	to, _ := a.day(s.To, true)
	return round((from + to) / 2)
}

// index draws the line of the index and its band.
func (a *Axis) index(d *Drawing, states []State) {
	for _, v := range []float64{-10, -5, 0, 5, 10} {
		clear := .13
		if v == 0 {
			clear = .5
		}
		d.Shapes = append(d.Shapes,
			Shape{Form: Line, X: left, X2: right, Y: level(v), Y2: level(v), Stroke: ink, Thick: 1, Clear: clear, Class: "rule"},
			Shape{Form: Text, X: left - 6, Y: level(v) + 4, Anchor: "end", Words: Signed(v, 0), Fill: ink, Clear: .7, Class: "tick"})
	}
	var band, lower, line []string
	for _, s := range states {
		x := a.middle(s)
		band = append(band, fmt.Sprintf("%g,%g", x, level(s.High)))
		lower = append(lower, fmt.Sprintf("%g,%g", x, level(s.Low)))
		line = append(line, fmt.Sprintf("%g,%g", x, level(s.Index)))
	}
	slices.Reverse(lower)
	d.Shapes = append(d.Shapes,
		Shape{Form: Polygon, Points: strings.Join(append(band, lower...), " "), Fill: accent, Clear: .14, Class: "band"},
		Shape{Form: Polyline, Points: strings.Join(line, " "), Stroke: accent, Thick: 2, Class: "index"})
}

// acts draws acts of cooperation upwards and of conflict downwards.
func (a *Axis) acts(d *Drawing, states []State) {
	d.Shapes = append(d.Shapes,
		Shape{Form: Text, X: left - 6, Y: actsMiddle - 14, Anchor: "end", Words: "coop.", Fill: ink, Clear: .7, Class: "tick"},
		Shape{Form: Text, X: left - 6, Y: actsMiddle + 22, Anchor: "end", Words: "conf.", Fill: ink, Clear: .7, Class: "tick"},
		Shape{Form: Line, X: left, X2: right, Y: actsMiddle, Y2: actsMiddle, Stroke: ink, Thick: 1, Clear: .4, Class: "base"})
	most := 1
	for _, s := range states {
		most = max(most, s.Cooperation, s.Conflict)
	}
	for _, s := range states {
		from, _ := a.day(s.From, false)
		to, _ := a.day(s.To, true)
		gap := min((to-from)*.15, 1.5)
		bar := func(n, quad int, what string, room float64) Shape {
			return Shape{
				Form: Rect, X: round(from + gap/2), Y: actsMiddle, Width: round(max(to-from-gap, 1.2)), Height: round(room * math.Sqrt(float64(n)/float64(most))),
				Fill: colour(quad), Class: fmt.Sprintf("bar q%d", quad), Words: fmt.Sprintf("%s: %s %s", Days(s.From, s.To), count(n, "act", "acts"), what), To: s.Address,
			}
		}
		if s.Cooperation > 0 {
			up := bar(s.Cooperation, 2, "of cooperation", actsMiddle-actsTop)
			up.Y = round(actsMiddle - up.Height)
			d.Shapes = append(d.Shapes, up)
		}
		if s.Conflict > 0 {
			d.Shapes = append(d.Shapes, bar(s.Conflict, 4, "of conflict", actsBottom-actsMiddle))
		}
	}
}

// Signed writes a number with its sign, a true minus, and no sign where it is rounded to nothing.
func Signed(v float64, digits int) string {
	s := fmt.Sprintf("%.*f", digits, math.Abs(v))
	switch {
	case strings.Trim(s, "0.") == "":
		return s
	case v < 0:
		return "−" + s
	}
	return "+" + s
}

// leastSpark is the index that a small line has room for at least: what moved less than that looks as small as it is.
const leastSpark = 1.0

// Sparkline draws the index of a relation as one small line, between the highest and the lowest that an index can be.
func Sparkline(id, summary string, states []State) *Drawing {
	d := &Drawing{ID: id, Title: "Index", Summary: summary, Class: "spark", Width: 120, Height: 26}
	if len(states) < 2 {
		return d
	}
	const top, bottom = 2.0, 24.0
	var line []string
	most := float64(leastSpark)
	for _, s := range states {
		most = max(most, math.Abs(s.Index))
	}
	for i, s := range states {
		line = append(line, fmt.Sprintf("%g,%g", round(116*float64(i)/float64(len(states)-1)+2), round((top+bottom)/2-(bottom-top)/2*s.Index/most)))
	}
	d.Shapes = append(d.Shapes,
		Shape{Form: Line, X: 2, X2: 118, Y: 13, Y2: 13, Stroke: ink, Thick: 1, Clear: .3, Class: "base"},
		Shape{Form: Polyline, Points: strings.Join(line, " "), Stroke: accent, Thick: 1.5, Class: "index"})
	return d
}
