package chart_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/publish/chart"
)

func TestDays(t *testing.T) {
	for _, c := range [][3]string{
		{"2025-05-03", "2025-05-03", "3 May 2025"},
		{"2025-05-01", "2025-05-31", "May 2025"},
		{"2024-01-01", "2024-12-31", "2024"},
		{"2025-05-03", "2025-05-09", "3 to 9 May 2025"},
		{"2025-04-28", "2025-05-04", "28 April to 4 May 2025"},
		{"2024-12-30", "2025-01-05", "30 December 2024 to 5 January 2025"},
		{"", "", ""},
	} {
		if got := chart.Days(c[0], c[1]); got != c[2] {
			t.Errorf("%s to %s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestSigned(t *testing.T) {
	for want, v := range map[string]float64{"0.0": -0.04, "+0.1": 0.06, "−2.5": -2.46} {
		if got := chart.Signed(v, 1); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for want, n := range map[string]int{"0": 0, "999": 999, "1,000": 1000, "1,234,567": 1234567, "-999": -999, "-1,000": -1000} {
		if got := chart.Number(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

// whole tells of the first shape that stands outside of its drawing or has no place at all.
func whole(t *rapid.T, d *chart.Drawing) {
	for _, s := range d.Shapes {
		for _, v := range []float64{s.X, s.Y, s.Width, s.Height, s.X2, s.Y2} {
			if math.IsNaN(v) || math.IsInf(v, 0) || v < -1 || v > 2000 {
				t.Fatalf("%s: %+v", d.Title, s)
			}
		}
		if s.X+s.Width > d.Width+1 || s.Y+s.Height > d.Height+1 {
			t.Fatalf("%s, %g by %g: %+v", d.Title, d.Width, d.Height, s)
		}
		if strings.Contains(s.Points, "NaN") {
			t.Fatalf("%s: %s", d.Title, s.Points)
		}
	}
}

var days = []string{"2018-01-01", "2018-01-02", "2020-02-29", "2025-11-30", "2025-12-31", "1066-10-14"}

// TestDrawingsAreWhole draws anything: no shape leaves its drawing, and each mark that has an address keeps it.
func TestDrawingsAreWhole(t *testing.T) {
	day := rapid.SampledFrom(append(days, "", "no day"))
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 40).Draw(t, "n")
		var marks []chart.Mark
		var statements []chart.Statement
		var bars []chart.Bar
		var reads []chart.Reads
		var states []chart.State
		for range n {
			from, to := day.Draw(t, "from"), day.Draw(t, "to")
			lane := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "lane")
			marks = append(marks, chart.Mark{Lane: lane, From: from, To: to, Quad: rapid.IntRange(0, 4).Draw(t, "quad"), Crossed: rapid.Bool().Draw(t, "crossed"), Address: "/x"})
			low := float64(rapid.IntRange(-5, 1_000_000).Draw(t, "low"))
			statements = append(statements, chart.Statement{Day: from, Low: low, High: low + float64(rapid.IntRange(0, 9).Draw(t, "more")), Who: 1})
			bars = append(bars, chart.Bar{From: from, To: to, N: rapid.IntRange(0, 9).Draw(t, "events")})
			reads = append(reads, chart.Reads{From: from, To: to, Reports: rapid.IntRange(0, 9).Draw(t, "reports")})
		}
		for i := range n {
			v := rapid.Float64Range(-12, 12).Draw(t, "index")
			on := time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			states = append(states, chart.State{From: on, To: on, Index: v, Low: v - 3, High: v + 3, Events: i % 3, Conflict: i % 5, Cooperation: i % 2, Reports: i})
		}
		for _, d := range []*chart.Drawing{
			chart.Relation("r", "A and B", "", states), chart.Sparkline("s", "", states),
			chart.Timeline("t", "Events", []string{"a", "b"}, marks, reads), chart.Values("v", "Dead", statements, reads), chart.Histogram("h", "Events", bars, reads), chart.Coverage("c", reads),
		} {
			if d != nil {
				whole(t, d)
			}
		}
	})
}

// TestTimeline wants marks of one lane that would lie upon each other below each other, and the crossed one crossed.
func TestTimeline(t *testing.T) {
	marks := []chart.Mark{
		{Lane: "a", From: "2025-01-01", To: "2025-01-01", Address: "/1"},
		{Lane: "a", From: "2025-01-01", To: "2025-01-02", Address: "/2", Crossed: true},
		{Lane: "b", From: "2025-12-31", To: "2025-12-31", Address: "/3", Hollow: true},
	}
	d := chart.Timeline("t", "Events", []string{"a", "b"}, marks, nil)
	places, lines := map[string][2]float64{}, 0
	for _, s := range d.Shapes {
		if s.To != "" {
			places[s.To] = [2]float64{s.X, s.Y}
		}
		if s.Form == chart.Line && strings.Contains(s.Class, "bar") {
			lines++
		}
	}
	if len(places) != 3 || places["/1"][0] != places["/2"][0] || places["/1"][1] == places["/2"][1] || places["/3"][1] <= places["/2"][1] || lines != 1 {
		t.Errorf("marks at %v, %d lines", places, lines)
	}
}
