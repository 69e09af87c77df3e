// Package chart draws what the pages show over time as plain shapes: rectangles, lines, points and words in the units of a
// drawing of their own. A drawing is whole without scripts and without a style sheet; its classes let a style sheet give
// it other colours. Every mark that stands for rows leads to them.
package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Drawing is a picture with what it says in words.
type Drawing struct {
	ID             string // of the element, one of its own on a page
	Title, Summary string
	Class          string // of the kind of drawing
	Width, Height  float64
	Axis           *Axis // of time; nil where there is none
	Shapes         []Shape
	Footer         string // what was asked for and of which state of the record, for those who take the drawing away
}

// Form is what a shape is.
type Form string

// Forms of shapes.
const (
	Rect     Form = "rect"
	Line     Form = "line"
	Circle   Form = "circle"
	Polygon  Form = "polygon"
	Polyline Form = "polyline"
	Text     Form = "text"
)

// Shape is one mark.
type Shape struct {
	Form          Form
	X, Y          float64 // corner, begin or centre
	X2, Y2        float64 // end of a line
	Width, Height float64 // of a rectangle
	R             float64 // radius of a circle, or of the corners of a rectangle
	Points        string  // of polygons and polylines
	Fill, Stroke  string  // "" for none
	Thick         float64 // of the stroke
	Clear         float64 // opacity of the filling, 0 for full
	Dash          string
	Anchor        string // of words: start, middle or end
	Class         string
	Hidden        bool   // not shown unless a style sheet shows it: names that a narrow window needs at the other end
	Words         string // the words of a text, else what is said of the mark
	To            string // where it leads, "" for nowhere
}

// Colours of drawings where no style sheet is: those of the four classes of acts by their numbers, as Okabe and Ito (2008)
// chose them for the colour-blind, and the accent.
const (
	ink    = "currentColor"
	accent = "#0b5cad"
)

func colour(quad int) string {
	return [...]string{ink, "#0072b2", "#00785a", "#9a6a00", "#b8460b"}[max(min(quad, 4), 0)]
}

// The measures that drawings share, in their own units.
const (
	width       = 900.0
	left, right = 44.0, 890.0
)

// round keeps one digit behind the point: a drawing has no use for more.
func round(v float64) float64 { return math.Round(v*10) / 10 }

// Axis is a stretch of time across a drawing.
type Axis struct {
	From, To    string // days, both included
	Left, Right float64
	Top, Bottom float64 // of what can be swept over
	from, to    time.Time
}

// newAxis gives an axis from the begin of a day to the end of another.
func newAxis(from, to string) (*Axis, bool) {
	a, err := time.Parse(time.DateOnly, clip(from))
	if err != nil {
		return nil, false
	}
	b, err := time.Parse(time.DateOnly, clip(to))
	if err != nil || b.Before(a) {
		return nil, false
	}
	return &Axis{From: a.Format(time.DateOnly), To: b.Format(time.DateOnly), Left: left, Right: right, from: a, to: b.AddDate(0, 0, 1)}, true
}

// leastDays is how many days a drawing has at least: a day that is as wide as half of it would look like weeks.
const leastDays = 21

// Around widens a stretch of days to the least that a drawing has, as much on either side.
func Around(from, to string) (string, string) {
	a, errA := time.Parse(time.DateOnly, clip(from))
	b, errB := time.Parse(time.DateOnly, clip(to))
	if errA != nil || errB != nil {
		return from, to
	}
	if missing := leastDays - int(b.Sub(a).Hours()/24) - 1; missing > 0 {
		a, b = a.AddDate(0, 0, -missing/2), b.AddDate(0, 0, missing-missing/2)
	}
	return a.Format(time.DateOnly), b.Format(time.DateOnly)
}

func clip(day string) string { return day[:min(len(day), len(time.DateOnly))] }

func (a *Axis) at(t time.Time) float64 {
	return a.Left + (a.Right-a.Left)*float64(t.Sub(a.from))/float64(a.to.Sub(a.from))
}

// day gives where a day begins; ends is where it ends.
func (a *Axis) day(day string, ends bool) (float64, bool) {
	t, err := time.Parse(time.DateOnly, clip(day))
	if err != nil {
		return 0, false
	}
	if ends {
		t = t.AddDate(0, 0, 1)
	}
	return max(a.Left, min(a.Right, a.at(t))), true
}

// mostTicks is how many words an axis has room for.
const mostTicks = 11

// ticks are the days that an axis names: begins of years, months or weeks, as there is room.
func (a *Axis) ticks() (all []time.Time, form string) {
	days := int(a.to.Sub(a.from).Hours() / 24)
	type step struct {
		years, months, days int
		form                string
	}
	for _, s := range []step{
		{0, 0, 1, "2 Jan"},
		{0, 0, 2, "2 Jan"},
		{0, 0, 7, "2 Jan"},
		{0, 0, 14, "2 Jan"},
		{0, 1, 0, "Jan 2006"},
		{0, 2, 0, "Jan 2006"},
		{0, 3, 0, "Jan 2006"},
		{0, 6, 0, "Jan 2006"},
		{1, 0, 0, "2006"},
		{2, 0, 0, "2006"},
		{5, 0, 0, "2006"},
		{10, 0, 0, "2006"},
		{50, 0, 0, "2006"},
		{100, 0, 0, "2006"},
	} {
		if n := days / max(s.years*365+s.months*30+s.days, 1); n > mostTicks {
			continue
		}
		t := a.from
		switch {
		case s.years > 0:
			t = time.Date(t.Year()-t.Year()%s.years, 1, 1, 0, 0, 0, 0, time.UTC)
		case s.months > 0:
			t = time.Date(t.Year(), t.Month()-time.Month((int(t.Month())-1)%s.months), 1, 0, 0, 0, 0, time.UTC)
		}
		for ; t.Before(a.to) && len(all) < 4*mostTicks; t = t.AddDate(s.years, s.months, s.days) {
			if !t.Before(a.from) {
				all = append(all, t)
			}
		}
		return all, s.form
	}
	return nil, ""
}

// draw writes the days below a drawing, with a fine line up to its top.
func (a *Axis) draw(d *Drawing, top, bottom float64) {
	ticks, form := a.ticks()
	for _, t := range ticks {
		x := round(a.at(t))
		d.Shapes = append(d.Shapes,
			Shape{Form: Line, X: x, X2: x, Y: top, Y2: bottom, Stroke: ink, Thick: 1, Clear: .12, Class: "rule"},
			Shape{Form: Text, X: max(min(x, a.Right-18), a.Left+4, 26), Y: bottom + 14, Anchor: "middle", Words: t.Format(form), Clear: .7, Fill: ink, Class: "tick"})
	}
	a.Top, a.Bottom = top, bottom
	d.Axis = a
}

// Reads are how many reports were read of each period.
type Reads struct {
	From, To string // days, both included
	Reports  int
}

// strip draws what was read below a drawing: where nothing was, an empty box, since silence says nothing then.
func (a *Axis) strip(d *Drawing, reads []Reads, top, bottom float64) {
	most := 1
	for _, r := range reads {
		most = max(most, r.Reports)
	}
	if a.Left >= left { // else there is no room beside it
		d.Shapes = append(d.Shapes, Shape{Form: Text, X: left - 6, Y: bottom - 4, Anchor: "end", Words: "read", Clear: .7, Fill: ink, Class: "tick"})
	}
	for _, r := range reads {
		x, ok := a.day(r.From, false)
		end, okEnd := a.day(r.To, true)
		if !ok || !okEnd || end <= x {
			continue
		}
		gap := min((end-x)*.15, 1.5)
		s := Shape{Form: Rect, X: round(x + gap/2), Width: round(max(end-x-gap, .8)), Class: "read", Fill: ink, Clear: .35}
		if r.Reports == 0 {
			s.Y, s.Height, s.Fill, s.Stroke, s.Thick, s.Class = bottom-4, 4, "", ink, .6, "unread"
			s.Words = Days(r.From, r.To) + ": nothing was read, so silence says nothing"
		} else {
			h := (bottom - top) * math.Sqrt(float64(r.Reports)/float64(most))
			s.Y, s.Height = round(bottom-h), round(h)
			s.Words = fmt.Sprintf("%s: %s read", Days(r.From, r.To), count(r.Reports, "report", "reports"))
		}
		d.Shapes = append(d.Shapes, s)
	}
}

// Days says a stretch of days as people do: "3 May 2025", "May 2025", "2025", "3 to 9 May 2025".
func Days(from, to string) string {
	a, errA := time.Parse(time.DateOnly, clip(from))
	b, errB := time.Parse(time.DateOnly, clip(to))
	switch {
	case errA != nil || errB != nil:
		return strings.TrimSpace(from + " " + to)
	case a.Equal(b):
		return a.Format("2 January 2006")
	case a.Day() == 1 && a.AddDate(0, 1, -1).Equal(b):
		return a.Format("January 2006")
	case a.YearDay() == 1 && a.AddDate(1, 0, -1).Equal(b):
		return a.Format("2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return fmt.Sprintf("%d to %s", a.Day(), b.Format("2 January 2006"))
	case a.Year() == b.Year():
		return a.Format("2 January") + " to " + b.Format("2 January 2006")
	}
	return a.Format("2 January 2006") + " to " + b.Format("2 January 2006")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Number writes a whole number with commas between thousands.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// nice gives a round number that is not below v, for the top of a scale.
func nice(v float64) float64 {
	if v <= 0 {
		return 1
	}
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8, 10} {
		if v <= m*unit {
			return m * unit
		}
	}
	return 10 * unit
}
