package times_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/times"
)

func open(t testing.TB) *times.Grammar {
	t.Helper()
	g, err := times.Open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestExamples wants each rule to read its own example.
func TestExamples(t *testing.T) {
	g := open(t)
	for _, r := range g.Rules() {
		series := g.NewSeries("2025-08-23")
		before := "3 June 2024"
		if strings.HasPrefix(r.ID, "quarter.") {
			before = "the second quarter"
		}
		if r.ID == "date.old-year" {
			continue // it takes a text that speaks of such years
		}
		series.Resolve(before)
		tt, ok := series.Resolve(r.Example)
		if r.Kind != "not" && (!ok || tt.Rule != r.ID) {
			t.Errorf("%s: %q gives %v %+v", r.ID, r.Example, ok, tt)
		}
	}
}
