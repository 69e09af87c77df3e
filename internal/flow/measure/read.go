package measure

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

// Store is what measures ask of a record.
type Store interface {
	Groups(ctx context.Context, f keep.GroupFilter) iter.Seq2[keep.Group, error]
	Coverage(ctx context.Context, days query.Range) iter.Seq2[keep.Covered, error]
}

// Pair is the relation of two parties.
type Pair struct {
	Dyad string `json:"dyad"` // keys of the parties, see ledger.Dyad
	*Relation
}

// Read measures the relation of a pair, as ledger.Dyad writes it.
func Read(ctx context.Context, store Store, dyad string, o Options) (*Pair, error) {
	rows, err := rowsOf(ctx, store, keep.GroupFilter{Terms: [][]string{{"dyad=" + dyad}}})
	if err != nil {
		return nil, err
	}
	covered, err := coverageOf(ctx, store)
	if err != nil {
		return nil, err
	}
	r, err := of(rows, covered, o.until(covered))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dyad, err)
	}
	return &Pair{dyad, r}, nil
}

// All measures every pair that has least events or more, those with the most first. The filter limits the events.
func All(ctx context.Context, store Store, f keep.GroupFilter, least int, o Options) ([]Pair, error) {
	rows, err := rowsOf(ctx, store, f)
	if err != nil {
		return nil, err
	}
	covered, err := coverageOf(ctx, store)
	if err != nil {
		return nil, err
	}
	o = o.until(covered)
	byPair := map[string][]Row{}
	for _, r := range rows {
		for _, d := range r.Dyads {
			byPair[d] = append(byPair[d], r)
		}
	}
	var all []Pair
	for d, rows := range byPair {
		if len(rows) < least {
			continue
		}
		r, err := of(rows, covered, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d, err)
		}
		all = append(all, Pair{d, r})
	}
	slices.SortFunc(all, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(len(byPair[b.Dyad]), len(byPair[a.Dyad])), cmp.Compare(a.Dyad, b.Dyad))
	})
	return all, nil
}

// until ends the time that is asked for with the last day of which a report was read: behind it there is nothing to say.
func (o Options) until(covered []readDay) Options {
	last := day(0)
	for _, c := range covered {
		last = max(last, c.day)
	}
	if s := last.String(); last != 0 && o.To > s && o.From <= s {
		o.To = s
	}
	return o
}

func rowsOf(ctx context.Context, store Store, f keep.GroupFilter) ([]Row, error) {
	f.Kind, f.Columns, f.WithTerms = "joined", true, true
	var rows []Row
	for g, err := range store.Groups(ctx, f) {
		if err != nil {
			return nil, err
		}
		r, err := RowOf(g)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func coverageOf(ctx context.Context, store Store) ([]readDay, error) {
	var covered []keep.Covered
	for c, err := range store.Coverage(ctx, query.Range{}) {
		if err != nil {
			return nil, err
		}
		covered = append(covered, c)
	}
	return gathered(covered)
}
