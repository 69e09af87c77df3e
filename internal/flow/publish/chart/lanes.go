package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Mark is something that happened, was said or is planned, on a lane of a timeline.
type Mark struct {
	Lane     string
	From, To string // days, both included: as wide as what is known of the day
	Quad     int    // class of the act, 0 for none
	Hollow   bool   // planned or proposed
	Crossed  bool   // denied
	Disputed bool
	Words    string
	Address  string
}

// Rows and sizes of a lane.
const (
	laneHead   = 17.0
	rowHeight  = 12.0
	mostRows   = 6
	leastWidth = 6.0
)

// Timeline draws marks on lanes, a lane for each name in lanes, and what was read below them. Marks of a lane that would
// lie upon each other stand below each other.
func Timeline(id, what string, lanes []string, marks []Mark, reads []Reads) *Drawing {
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	from, to := "", ""
	for _, m := range marks {
		if from == "" || m.From < from {
			from = m.From
		}
		to = max(to, m.To, m.From)
	}
	first, last := from, to
	if len(reads) > 0 {
		first, last = min(from, reads[0].From), max(to, reads[len(reads)-1].To)
	}
	axis, ok := newAxis(first, last)
	if !ok || len(marks) < 2 {
		return nil
	}
	axis.Left = 8
	d := &Drawing{ID: id, Title: what + " over time", Class: "timeline", Width: width}
	d.Summary = fmt.Sprintf("%s %s from %s on %s.", Number(len(marks)), strings.ToLower(what), Days(from, to), count(len(lanes), "lane", "lanes"))
	var shapes []Shape
	y := 4.0
	for _, lane := range lanes {
		shapes = append(shapes, Shape{Form: Text, X: axis.Left, Y: y + 11, Anchor: "start", Words: lane, Fill: ink, Clear: .8, Class: "lane"},
			Shape{Form: Text, X: right, Y: y + 11, Anchor: "end", Words: lane, Fill: ink, Clear: .8, Class: "lane far", Hidden: true})
		drawn, rows := axis.lane(lane, marks, y+laneHead)
		shapes = append(shapes, drawn...)
		y += laneHead + float64(max(rows, 1))*rowHeight + 4
		shapes = append(shapes, Shape{Form: Line, X: axis.Left, X2: axis.Right, Y: y - 2, Y2: y - 2, Stroke: ink, Thick: 1, Clear: .15, Class: "rule"})
	}
	bottom := y
	if len(reads) > 0 {
		bottom += 26
	}
	axis.draw(d, 2, bottom)
	d.Shapes = append(d.Shapes, shapes...)
	if len(reads) > 0 {
		axis.strip(d, reads, y+4, bottom)
	}
	d.Height = bottom + 20
	return d
}

// lane draws the marks of a lane from a height on and gives how many rows they take.
func (a *Axis) lane(lane string, marks []Mark, y float64) (shapes []Shape, taken int) {
	var rows []float64 // where each row is free from
	for _, m := range marks {
		if m.Lane != lane {
			continue
		}
		x, ok := a.day(m.From, false)
		end, okEnd := a.day(cmp.Or(m.To, m.From), true)
		if !ok || !okEnd {
			continue
		}
		w := max(end-x, leastWidth)
		x = min(x, a.Right-w)
		n := slices.IndexFunc(rows, func(until float64) bool { return until <= x })
		switch {
		case n >= 0:
			rows[n] = x + w + 1
		case len(rows) < mostRows:
			n = len(rows)
			rows = append(rows, x+w+1)
		default:
			n = mostRows - 1
			rows[n] = max(rows[n], x+w+1)
		}
		shapes = append(shapes, m.shapes(x, y+float64(n)*rowHeight, w)...)
	}
	return shapes, len(rows)
}

func (m Mark) shapes(x, y, w float64) []Shape {
	s := Shape{
		Form: Rect, X: round(x), Y: round(y), Width: round(w), Height: rowHeight - 3, R: 1.5, Fill: colour(m.Quad), Stroke: colour(m.Quad), Thick: 1.2, Clear: .85,
		Class: fmt.Sprintf("bar q%d", m.Quad), Words: m.Words, To: m.Address,
	}
	if m.Hollow {
		s.Fill, s.Class = "", s.Class+" hollow"
	}
	if m.Disputed {
		s.Dash, s.Class = "3 2", s.Class+" disputed"
	}
	if !m.Crossed {
		return []Shape{s}
	}
	s.Clear, s.Class = .15, s.Class+" crossed"
	return []Shape{s, {Form: Line, X: s.X, X2: round(x + w), Y: round(y + rowHeight - 3), Y2: s.Y, Stroke: colour(m.Quad), Thick: 1.2, Class: fmt.Sprintf("bar q%d", m.Quad)}}
}

// Statement is a value that somebody states for a day.
type Statement struct {
	Day       string
	Low, High float64
	Who       int // number of who states it, from 1
	Disputed  bool
	Words     string
	Address   string
}

// Values draws what was stated of a quantity over time: a band between the lowest and the highest of each day, and each
// value with the number of who states it.
func Values(id, title string, statements []Statement, reads []Reads) *Drawing {
	if len(statements) < 2 {
		return nil
	}
	statements = slices.Clone(statements)
	slices.SortStableFunc(statements, func(a, b Statement) int { return cmp.Compare(a.Day, b.Day) })
	from, to := statements[0].Day, statements[len(statements)-1].Day
	first, last := from, to
	if len(reads) > 0 {
		first, last = min(from, reads[0].From), max(to, reads[len(reads)-1].To)
	}
	axis, ok := newAxis(first, last)
	if !ok {
		return nil
	}
	high := 0.0
	for _, s := range statements {
		high = max(high, s.High, s.Low)
	}
	high = nice(high)
	const top, bottom, stripTop, stripBottom = 14.0, 190.0, 202.0, 224.0
	level := func(v float64) float64 { return round(bottom - (bottom-top)*max(v, 0)/high) }
	d := &Drawing{ID: id, Title: title, Class: "values", Width: width, Height: 244}
	d.Summary = fmt.Sprintf("%s from %s, between %s and %s.", count(len(statements), "statement", "statements"), Days(from, to), plain(lowest(statements)), plain(highest(statements)))
	axis.draw(d, top, stripBottom)
	for i := range 5 {
		v := high * float64(i) / 4
		d.Shapes = append(d.Shapes,
			Shape{Form: Line, X: left, X2: right, Y: level(v), Y2: level(v), Stroke: ink, Thick: 1, Clear: .15, Class: "rule"},
			Shape{Form: Text, X: left - 6, Y: level(v) + 4, Anchor: "end", Words: plain(v), Fill: ink, Clear: .7, Class: "tick"})
	}
	axis.bands(d, statements, level)
	axis.statements(d, statements, level)
	if len(reads) > 0 {
		axis.strip(d, reads, stripTop, stripBottom)
	}
	return d
}

// place gives where a statement stands on the axis: in the middle of its day.
func (a *Axis) place(s Statement) float64 {
	from, _ := a.day(s.Day, false)
	to, _ := a.day(s.Day, true)
	return round((from + to) / 2)
}

// bands draws for each day what lies between its lowest and its highest value, until the next day with a value.
func (a *Axis) bands(d *Drawing, statements []Statement, level func(float64) float64) {
	for i := 0; i < len(statements); {
		j, low, most := i, math.Inf(1), 0.0
		for ; j < len(statements) && statements[j].Day == statements[i].Day; j++ {
			low, most = min(low, statements[j].Low), max(most, statements[j].High, statements[j].Low)
		}
		x, next := a.place(statements[i]), right
		if j < len(statements) {
			next = a.place(statements[j])
		}
		d.Shapes = append(d.Shapes, Shape{Form: Rect, X: x, Y: level(most), Width: round(max(next-x, 3)), Height: round(max(level(low)-level(most), 1.5)), Fill: accent, Clear: .14, Class: "band"})
		i = j
	}
}

// statements draws each value with the number of who states it, equal ones beside each other.
func (a *Axis) statements(d *Drawing, statements []Statement, level func(float64) float64) {
	beside := map[string]int{} // how many stand at one place
	for _, s := range statements {
		class := "mark"
		if s.Disputed {
			class += " disputed"
		}
		place := fmt.Sprint(s.Day, level(s.Low))
		x := min(a.place(s)+17*float64(beside[place]), right)
		beside[place]++
		if s.High > s.Low {
			d.Shapes = append(d.Shapes, Shape{Form: Line, X: x, X2: x, Y: level(s.Low), Y2: level(s.High), Stroke: accent, Thick: 2, Class: "index"})
		}
		d.Shapes = append(d.Shapes,
			Shape{Form: Circle, X: x, Y: level(s.Low), R: 8, Fill: accent, Class: class, Words: s.Words, To: s.Address},
			Shape{Form: Text, X: x, Y: level(s.Low) + 3.5, Anchor: "middle", Words: fmt.Sprint(s.Who), Fill: "#fff", Class: "number"})
	}
}

func lowest(all []Statement) float64 {
	v := math.Inf(1)
	for _, s := range all {
		v = min(v, s.Low)
	}
	return v
}

func highest(all []Statement) float64 {
	v := 0.0
	for _, s := range all {
		v = max(v, s.High, s.Low)
	}
	return v
}

func plain(v float64) string {
	switch {
	case v >= 1e9:
		return fmt.Sprintf("%g bn", math.Round(v/1e7)/100)
	case v >= 1e6:
		return fmt.Sprintf("%g m", math.Round(v/1e4)/100)
	}
	return fmt.Sprintf("%g", math.Round(v*100)/100)
}
