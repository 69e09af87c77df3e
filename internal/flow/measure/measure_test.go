package measure_test

import (
	"context"
	"fmt"
	"iter"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/measure"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

const begin = "2025-01-01"

func on(n int) string {
	t, _ := time.Parse(time.DateOnly, begin)
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

func row(n, day int, score float64) measure.Row {
	quad := 1
	if score < -4 {
		quad = 4
	}
	return measure.Row{
		ID: record.ID(fmt.Sprintf("e_%04d", n)), From: on(day), To: on(day), First: on(day + 1), Type: "CONSULT", Status: "actual",
		Quad: quad, Score: score, Origins: 1, Dyads: []string{"AFG~PAK"},
	}
}

func rows(t *rapid.T) []measure.Row {
	var all []measure.Row
	for n := range rapid.IntRange(0, 60).Draw(t, "events") {
		r := row(n, rapid.IntRange(0, 200).Draw(t, "day"), float64(rapid.IntRange(-20, 20).Draw(t, "score"))/2)
		r.Confidence = rapid.SampledFrom([]float64{0, .5, .9, 1}).Draw(t, "confidence")
		all = append(all, r)
	}
	return all
}

func covered(days ...int) []keep.Covered {
	var all []keep.Covered
	for _, d := range days {
		all = append(all, keep.Covered{Day: on(d), Publisher: "Indus Wire", Documents: 3, Copies: 1})
	}
	return all
}

func of(t interface {
	Helper()
	Fatal(args ...any)
}, rows []measure.Row, c []keep.Covered, o measure.Options,
) *measure.Relation {
	t.Helper()
	r, err := measure.Of(rows, c, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func steps(t *rapid.T) measure.Step {
	return rapid.SampledFrom([]measure.Step{measure.Day, measure.Week, measure.Month}).Draw(t, "step")
}

// The order of the rows, copies of a row and the number of reports and origins of an event move nothing.
func TestEventsCountOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rows(t)
		o := measure.Options{Step: steps(t)}
		want := of(t, all, covered(0, 210), o)
		again := append(rapid.Permutation(all).Draw(t, "order"), all...)
		for n := range again[:len(all)] {
			again[n].Origins = 400
		}
		if got := of(t, again, covered(0, 210), o); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
	})
}

// Acts that were denied, imagined, planned, proposed or are habit move nothing and are counted apart.
func TestWhatWasNotDoneIsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rows(t)
		want := of(t, all, covered(0, 210), measure.Options{})
		n := 1000
		more := all
		for _, s := range []record.Status{record.Denied, record.Hypothetical, record.Planned, record.Proposed, record.Habitual} {
			for range rapid.IntRange(1, 3).Draw(t, string(s)) {
				r := row(n, rapid.IntRange(0, 200).Draw(t, "day"), -9)
				r.Status = string(s)
				more = append(more, r)
				n++
			}
		}
		got := of(t, more, covered(0, 210), measure.Options{})
		apart := 0
		for _, n := range got.Apart.Status {
			apart += n
		}
		if apart != len(more)-len(all) {
			t.Fatalf("%d of %d are apart", apart, len(more)-len(all))
		}
		got.Apart = want.Apart
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
	})
}

// Periods have no gap, hold each event once, and the state at the end of each is that of the events up to it.
func TestPeriods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rows(t)
		o := measure.Options{Step: steps(t)}
		r := of(t, all, covered(0, 210), o)
		events := 0
		for n, p := range r.Periods {
			events += p.Events
			if n > 0 {
				last, _ := time.Parse(time.DateOnly, r.Periods[n-1].To)
				if p.From != last.AddDate(0, 0, 1).Format(time.DateOnly) {
					t.Fatalf("%s follows %s", p.From, r.Periods[n-1].To)
				}
			}
			quads := 0
			for _, q := range p.Quads {
				quads += q
			}
			if quads != p.Events || (p.Mean == nil) != (p.Events == 0) {
				t.Fatalf("%+v", p)
			}
			until := of(t, all, nil, measure.Options{To: p.To, From: on(-1)})
			if !near(until.Now.Index, p.State.Index) || !near(until.Now.High, p.State.High) {
				t.Fatalf("%s: %+v, at once %+v", p.To, p.State, until.Now)
			}
		}
		if events != len(all) {
			t.Fatalf("%d of %d events", events, len(all))
		}
	})
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// The index lies between the scores and neutral and within its band.
func TestIndexIsBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rows(t)
		low, high := 0.0, 0.0
		for _, r := range all {
			low, high = min(low, r.Score), max(high, r.Score)
		}
		s := of(t, all, covered(0, 210), measure.Options{}).Now
		if s.Index < low-1e-9 || s.Index > high+1e-9 || s.Low > s.Index || s.Index > s.High {
			t.Fatalf("%+v of scores from %g to %g", s, low, high)
		}
		if s.Effective > float64(len(all))+1e-9 || s.Weight > s.Effective+1e-9 {
			t.Fatalf("%+v of %d events", s, len(all))
		}
	})
}

// More of the same evidence narrows the band and brings the index to the score; silence does the opposite.
func TestBandShrinksWithEvidenceAndWidensWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		score := float64(rapid.IntRange(-10, 10).Draw(t, "score"))
		n := rapid.IntRange(1, 30).Draw(t, "events")
		var all []measure.Row
		for i := range n + 1 {
			all = append(all, row(i, 10, score))
		}
		at := measure.Options{To: on(10)}
		few, more := of(t, all[:n], nil, at).Now, of(t, all, nil, at).Now
		if more.High-more.Low >= few.High-few.Low || math.Abs(more.Index-score) > math.Abs(few.Index-score) {
			t.Fatalf("%d events of %g: %+v, one more: %+v", n, score, few, more)
		}
		later := of(t, all, nil, measure.Options{To: on(10 + rapid.IntRange(1, 400).Draw(t, "days"))}).Now
		if later.High-later.Low <= more.High-more.Low || math.Abs(later.Index) > math.Abs(more.Index) {
			t.Fatalf("now %+v, later %+v", more, later)
		}
	})
}

// What an event is said to move is the difference that leaving it out makes.
func TestMovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rows(t)
		o := measure.Options{To: on(200), From: on(0), Window: 500, Movers: 100}
		r := of(t, all, nil, o)
		if len(r.Movers) != len(all) {
			t.Fatalf("%d movers of %d events", len(r.Movers), len(all))
		}
		for n, m := range r.Movers {
			var rest []measure.Row
			for _, e := range all {
				if e.ID != m.ID {
					rest = append(rest, e)
				}
			}
			if without := of(t, rest, nil, o).Now.Index; !near(r.Now.Index-without, m.Moved) {
				t.Fatalf("%s moves %g, not %g", m.ID, r.Now.Index-without, m.Moved)
			}
			if n > 0 && math.Abs(m.Moved) > math.Abs(r.Movers[n-1].Moved)+1e-12 {
				t.Fatal("the strongest is not first")
			}
		}
	})
}

func TestChangesAreFoundWhereTheyAre(t *testing.T) {
	var all []measure.Row
	for n := range 60 {
		score := 4.0
		if n >= 30 {
			score = -7
		}
		all = append(all, row(n, 2*n, score+float64(n%3)))
	}
	r := of(t, all, nil, measure.Options{})
	if len(r.Changes) != 1 || r.Changes[0].Day != on(60) || r.Changes[0].Before < 4 || r.Changes[0].After > -5 || r.Changes[0].First != all[30].ID {
		t.Fatalf("%+v", r.Changes)
	}
	for n := range all {
		all[n].Score = float64(n%3) - 1
	}
	if r := of(t, all, nil, measure.Options{}); len(r.Changes) != 0 {
		t.Fatalf("a change without one: %+v", r.Changes)
	}
}

func TestSilenceIsNotBlindness(t *testing.T) {
	all := []measure.Row{row(1, 0, 4)}
	r := of(t, all, covered(0, 1, 20), measure.Options{Step: measure.Week})
	var read []bool
	for _, p := range r.Periods {
		read = append(read, p.Coverage.Read())
	}
	if want := []bool{true, false, false, true}; !reflect.DeepEqual(read, want) {
		t.Fatalf("%v, want %v", read, want)
	}
	if c := r.Periods[0].Coverage; c.Reports != 4 || c.Copies != 2 || c.Outlets != 1 {
		t.Fatalf("%+v", c)
	}
}

func TestStatus(t *testing.T) {
	series := func(scores ...float64) []measure.Row {
		var all []measure.Row
		for n, s := range scores {
			all = append(all, row(n, 3*n, s))
		}
		return all
	}
	repeat := func(n int, s float64) []float64 {
		var all []float64
		for range n {
			all = append(all, s)
		}
		return all
	}
	for _, c := range []struct {
		name string
		rows []measure.Row
		read []keep.Covered
		to   int
		want string
	}{
		{"no report", nil, nil, 10, measure.NotRead},
		{"reports and no event", nil, covered(1, 5), 5, measure.Unclear},
		{"friends", series(repeat(30, 4)...), nil, 90, measure.Steady},
		{"quarrel", series(append(repeat(30, 4), repeat(10, -3)...)...), nil, 120, measure.Alert},
		{"cooler", series(append(repeat(30, 4), repeat(6, -0.5)...)...), nil, 107, measure.Worsening},
		{"thaw", series(append(repeat(30, -3), repeat(10, 4)...)...), nil, 120, measure.Improving},
		{"blows", series(append(repeat(30, 4), -9, -9, -9)...), nil, 99, measure.Alert},
		{"long ago", series(4, 4, 4), covered(400), 400, measure.Unclear},
		{"nobody looks", series(4, 4, 4), nil, 400, measure.NotRead},
	} {
		r := of(t, c.rows, c.read, measure.Options{From: on(0), To: on(c.to)})
		if r.Status.Word != c.want || r.Status.Reason == "" {
			t.Errorf("%s: %+v at %+v", c.name, r.Status, r.Now)
		}
		for _, id := range r.Status.Events {
			if !strings.Contains(r.Status.Reason, string(id)) {
				t.Errorf("%s: %s is not in %q", c.name, id, r.Status.Reason)
			}
		}
		if (c.want == measure.Alert || c.want == measure.Worsening) && len(r.Status.Events) == 0 {
			t.Errorf("%s: no event is named: %+v", c.name, r.Status)
		}
	}
}

func TestFaultsAreTold(t *testing.T) {
	for _, o := range []measure.Options{{Step: "year"}, {From: "yesterday"}, {HalfLife: -1}, {HalfLife: math.NaN()}, {Window: -3}} {
		if _, err := measure.Of(nil, nil, o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	if _, err := measure.RowOf(keep.Group{ID: "e_1", Terms: []string{"quad=7"}}); err == nil {
		t.Error("a fifth quad is taken")
	}
	bad := row(1, 1, 1)
	bad.From = "2025-13-41"
	if _, err := measure.Of([]measure.Row{bad}, nil, measure.Options{}); err == nil {
		t.Error("a day that is none is taken")
	}
}

// stored is a record of some rows.
type stored []measure.Row

func (s stored) Groups(_ context.Context, f keep.GroupFilter) iter.Seq2[keep.Group, error] {
	return func(yield func(keep.Group, error) bool) {
		for _, r := range s {
			g := keep.Group{ID: r.ID, From: r.From, To: r.To, First: r.First, Type: r.Type, Status: r.Status, Score: r.Score}
			g.Terms = []string{"dyad=" + r.Dyads[0], fmt.Sprint("quad=", r.Quad)}
			if len(f.Terms) > 0 && f.Terms[0][0] != g.Terms[0] {
				continue
			}
			if !yield(g, nil) {
				return
			}
		}
	}
}

func (stored) Coverage(context.Context, query.Range) iter.Seq2[keep.Covered, error] {
	return func(yield func(keep.Covered, error) bool) {
		for _, c := range covered(0, 50) {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func TestPairs(t *testing.T) {
	s := stored{row(1, 0, 4), row(2, 3, 4), row(3, 4, -9)}
	s[2].Dyads = []string{"AFG~IRN"}
	ranking, err := measure.All(context.Background(), s, keep.GroupFilter{}, 1, 0, measure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := ranking.Pairs
	if len(all) != 2 || ranking.Rows != 3 || all[0].Dyad != "AFG~PAK" || all[1].Now.Index >= 0 {
		t.Fatalf("%+v %v", all, err)
	}
	first, err := measure.All(context.Background(), s, keep.GroupFilter{}, 1, 1, measure.Options{})
	if err != nil || first.More != 1 || !reflect.DeepEqual(first.Pairs, all[:1]) {
		t.Fatalf("the first alone: %+v, %v", first, err)
	}
	one, err := measure.Read(context.Background(), s, "AFG~PAK", measure.Options{})
	if err != nil || !reflect.DeepEqual(*one, all[0]) {
		t.Fatalf("%+v, among all %+v, %v", one, all[0], err)
	}
}

func BenchmarkOf(b *testing.B) {
	var all []measure.Row
	for n := range 10_000 {
		all = append(all, row(n, n%3000, float64(n%20-10)))
	}
	for b.Loop() {
		if _, err := measure.Of(all, nil, measure.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
