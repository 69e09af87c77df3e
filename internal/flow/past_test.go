package flow_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/internal/sample"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// addSome adds reports to a record and joins them with the others.
func addSome(t *testing.T, store keep.Store, joined []ledger.Kind, raws ...text.Raw) int64 {
	t.Helper()
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	items := func(yield func(source.Item) bool) {
		for _, r := range raws {
			if !yield(source.Item{Raw: r}) {
				return
			}
		}
	}
	adder := flow.Adder{Reader: reader, Store: store, Ledger: ledger.Rules{Kinds: joined, Version: "1"}}
	if _, err := adder.Add(t.Context(), nil, items); err != nil {
		t.Fatal(err)
	}
	n, err := store.Sequence(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// shown is all that a page could show of a record.
type shown struct {
	Reports []keep.Row
	Groups  []keep.Group
	Covered []keep.Covered
	Hits    []record.DocumentID
	Total   int
}

func shows(t *testing.T, store keep.Store) (s shown) {
	t.Helper()
	ctx := context.Background()
	s.Reports = collect(t, store.Reports(ctx, keep.Filter{}))
	for _, kind := range record.LedgerKinds() {
		for _, g := range collect(t, store.Groups(ctx, keep.GroupFilter{Kind: kind, Order: keep.ByPublished})) {
			g.Entry = slices.Clone(g.Entry)
			s.Groups = append(s.Groups, g)
		}
	}
	s.Covered = collect(t, store.Coverage(ctx, query.Range{}))
	q, err := query.Parse("Pakistan")
	if err != nil {
		t.Fatal(err)
	}
	hits, total, err := store.Search(ctx, q, keep.Filter{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hits {
		s.Hits = append(s.Hits, h.Document.ID)
	}
	slices.Sort(s.Hits)
	s.Total = total
	return s
}

func collect[T any](t *testing.T, seq iter.Seq2[T, error]) (all []T) {
	t.Helper()
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// TestPast adds the demonstration in three parts and wants each state again, entry by entry, after all were added.
func TestPast(t *testing.T) {
	joined, err := kinds.All()
	if err != nil {
		t.Fatal(err)
	}
	store := create(t)
	raws := slices.Collect(sample.Demonstration())[:90]
	var states []int64
	var then []shown
	for _, part := range [][]text.Raw{raws[:30], raws[30:60], raws[60:]} {
		states = append(states, addSome(t, store, joined, part...))
		then = append(then, shows(t, store))
	}
	for i, state := range states {
		past, err := flow.Past(t.Context(), store, joined, state)
		if err != nil {
			t.Fatalf("state %d: %v", i, err)
		}
		got, want := shows(t, past), then[i]
		if len(got.Reports) != len(want.Reports) || got.Total != want.Total || !slices.Equal(got.Hits, want.Hits) {
			t.Errorf("state %d has %d reports and %d hits, had %d and %d", i, len(got.Reports), got.Total, len(want.Reports), want.Total)
		}
		for n, c := range want.Covered {
			if n >= len(got.Covered) || got.Covered[n] != c {
				t.Errorf("state %d: coverage %d is %+v, was %+v", i, n, got.Covered[min(n, len(got.Covered)-1)], c)
				break
			}
		}
		if len(got.Groups) != len(want.Groups) {
			t.Fatalf("state %d has %d entries, had %d", i, len(got.Groups), len(want.Groups))
		}
		for n := range want.Groups {
			if got.Groups[n].ID != want.Groups[n].ID || string(got.Groups[n].Entry) != string(want.Groups[n].Entry) {
				t.Fatalf("state %d: entry %d is %s\n%s\nwas %s\n%s", i, n, got.Groups[n].ID, got.Groups[n].Entry, want.Groups[n].ID, want.Groups[n].Entry)
			}
		}
		if n, err := past.Sequence(t.Context()); n != state || err != nil {
			t.Errorf("the past state %d says that it is %d: %v", state, n, err)
		}
		if err := past.Note(t.Context(), "x", "{}"); err == nil {
			t.Error("a past state can be written")
		}
		later := then[2].Reports[len(then[2].Reports)-1].Document.ID
		if _, err := past.Text(t.Context(), later); i < 2 && !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("state %d has the text of a report that came later: %v", i, err)
		}
	}
	for _, state := range []int64{0, 1, states[0] + 7, states[2] + 1<<24} {
		if _, err := flow.Past(t.Context(), store, joined, state); !errors.Is(err, flow.ErrPast) {
			t.Errorf("state %x, which there never was, gives %v", state, err)
		}
	}
	if err := store.Note(t.Context(), "replace", "{}"); err != nil {
		t.Fatal(err)
	}
	if _, err := flow.Past(t.Context(), store, joined, states[0]); !errors.Is(err, flow.ErrPast) {
		t.Errorf("a state before facts were read again gives %v", err)
	}
}
