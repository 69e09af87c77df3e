package ledger_test

import (
	"context"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	kind "github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/identity"
	score "github.com/chancery-project/chancery/internal/score/ledger"
)

// TestBCubed scores a class that is split and one that is merged with another, both reckoned by hand.
func TestBCubed(t *testing.T) {
	b := score.BCubedOf([]string{"1", "1", "2", "3"}, []string{"a", "a", "a", "b"})
	if b.Items != 4 || b.Precision != 1 || math.Abs(b.Recall-(2.0/3+2.0/3+1.0/3+1)/4) > 1e-9 {
		t.Errorf("split: %+v", b)
	}
	b = score.BCubedOf([]string{"1", "1", "1", "1"}, []string{"a", "a", "a", "b"})
	if b.Recall != 1 || math.Abs(b.Precision-(3*0.75+0.25)/4) > 1e-9 {
		t.Errorf("merged: %+v", b)
	}
	if got := (score.BCubed{}).F1(); got != 0 {
		t.Errorf("nothing has an F1 of %g", got)
	}
}

// TestBCubedOfItself wants full marks for a clustering against itself, and recall and precision to change places with
// the sides.
func TestBCubedOfItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.SampledFrom([]string{"a", "b", "c", "d"})
		n := rapid.IntRange(1, 20).Draw(t, "n")
		x, y := rapid.SliceOfN(label, n, n).Draw(t, "x"), rapid.SliceOfN(label, n, n).Draw(t, "y")
		if b := score.BCubedOf(x, x); math.Abs(b.F1()-1) > 1e-9 {
			t.Fatalf("%v against itself: %+v", x, b)
		}
		b, c := score.BCubedOf(x, y), score.BCubedOf(y, x)
		if math.Abs(b.Precision-c.Recall) > 1e-9 || math.Abs(b.Recall-c.Precision) > 1e-9 {
			t.Fatalf("%+v and %+v", b, c)
		}
	})
}

// gold is a thread of two reports that tell one raid; one of them tells another one besides, and one is told that the
// program cannot find.
func gold() (threads, reports fstest.MapFS) {
	threads = fstest.MapFS{
		"raid/reports.txt": {Data: []byte("one\ntwo\n")},
		"raid/events.jsonl": {Data: []byte(`{"event":"kobani","report":"one","quote":"Turkish artillery shelled Kobani on Monday","type":"ASSAULT"}
{"event":"kobani","report":"two","quote":"The Turkish army shelled Kobani on 10 April","type":"COERCE","alt_types":["ASSAULT"]}
{"event":"other","report":"two","quote":"it shelled Tell Rifaat on 12 April","type":"ASSAULT"}
{"event":"kobani","report":"two","quote":"a quiet week before that","type":"ASSAULT"}
`)},
	}
	reports = fstest.MapFS{
		"one.md": {Data: []byte("---\ntitle: Shells\ndate: 2023-04-11\npublisher: Post\n---\nTurkish artillery shelled Kobani on Monday.\n")},
		"two.md": {Data: []byte("---\ntitle: War\ndate: 2023-04-13\npublisher: Plain\n---\nThe Turkish army shelled Kobani on 10 April, " +
			"after a quiet week before that. Turkey said it shelled Tell Rifaat on 12 April.\n")},
	}
	return threads, reports
}

func corpus(t *testing.T) (*score.Corpus, *identity.Kind) {
	t.Helper()
	folder, reports := gold()
	threads, err := score.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	events, err := identity.New()
	if err != nil {
		t.Fatal(err)
	}
	c, err := score.Build(context.Background(), reader, []kind.Kind{events}, threads, reports)
	if err != nil {
		t.Fatal(err)
	}
	return c, events
}

func TestEvents(t *testing.T) {
	c, events := corpus(t)
	s, err := c.ScoreEvents(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if s.Tellings != 4 || s.Found != 3 {
		t.Fatalf("%d of %d found, want 3 of 4", s.Found, s.Tellings)
	}
	if s.OfFound.Precision != 1 || s.OfFound.Recall != 1 {
		t.Errorf("of those found: %+v", s.OfFound)
	}
	if want := (2.0/3 + 2.0/3 + 1 + 1.0/3) / 4; s.All.Precision != 1 || math.Abs(s.All.Recall-want) > 1e-9 || s.All != s.Ceiling {
		t.Errorf("of all: %+v, at best %+v", s.All, s.Ceiling)
	}
	items, err := c.Items(context.Background(), events)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := s.WriteErrors(&b, items, events.Explain); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.HasPrefix(got, "not found two kobani ASSAULT: a quiet week") || strings.Count(got, "\n") != 1 {
		t.Errorf("errors:\n%s", got)
	}
	pairs, err := c.Pairs(context.Background(), events)
	if err != nil {
		t.Fatal(err)
	}
	ones := 0
	for _, p := range pairs {
		if p.One {
			ones++
		}
	}
	if ones != 1 {
		t.Errorf("%d pairs of one event, want 1", ones)
	}
}

// TestFaultsOfGold wants gold that does not fit its reports to be refused with the place.
func TestFaultsOfGold(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(threads, reports fstest.MapFS){
		"line 2":             func(threads, _ fstest.MapFS) { threads["raid/events.jsonl"].Data = []byte("{}\n{\n") },
		"does not stand":     func(_, reports fstest.MapFS) { reports["one.md"].Data = []byte("Nothing happened.\n") },
		"one.md":             func(_, reports fstest.MapFS) { delete(reports, "one.md") },
		"two threads":        func(threads, _ fstest.MapFS) { threads["raid/reports.txt"].Data = []byte("one two one") },
		"not in reports.txt": func(threads, _ fstest.MapFS) { threads["raid/reports.txt"].Data = []byte("one") },
		"no thread":          func(threads, _ fstest.MapFS) { delete(threads, "raid/reports.txt") },
	} {
		folder, reports := gold()
		change(folder, reports)
		threads, err := score.Load(folder)
		if err == nil {
			var c *score.Corpus
			if c, err = score.Build(context.Background(), reader, nil, threads, reports); err == nil {
				_, err = c.Pairs(context.Background(), &identity.Kind{})
			}
		}
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// TestFit learns that the first feature speaks for one event and the second against, and stays at the prior where
// nothing is to be learnt.
func TestFit(t *testing.T) {
	samples := []score.Sample{
		{X: []float64{1, 0, 0}, One: true, Count: 10}, {X: []float64{0, 1, 0}, Count: 10},
	}
	w := score.Fit(samples, []float64{0, 0, 0.7}, make([]bool, 3), 1)
	if w[0] < 0.5 || w[1] > -0.5 || math.Abs(w[2]-0.7) > 1e-9 {
		t.Errorf("learnt %v", w)
	}
	if h := score.Fit(samples, []float64{0.2, 0, 0}, []bool{true, false, false}, 1); h[0] != 0.2 || h[1] > -0.5 {
		t.Errorf("learnt %v with the first held", h)
	}
	// At the optimum the pull equals the gradient of the likelihood.
	if miss := 10 * (1 - 1/(1+math.Exp(-w[0]))); math.Abs(miss-w[0]) > 1e-3 {
		t.Errorf("the gradient at %g is %g", w[0], miss-w[0])
	}
}
