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

// Ranking is what [All] gives.
type Ranking struct {
	Pairs []Pair // those with the most events first, and of equals by their keys
	More  int    // pairs that have as many events as was asked for, and are not among them
	Rows  int    // events that were looked at
	Since string // the day of the earliest of them, where there were more than the filter's limit
}

// All measures the pairs that have least events or more: most of them, those with the most events, or each where most is
// 0. The filter limits the events; where it has a limit on their number too, the newest are taken.
func All(ctx context.Context, store Store, f keep.GroupFilter, least, most int, o Options) (*Ranking, error) {
	rows, err := rowsOf(ctx, store, f)
	if err != nil {
		return nil, err
	}
	covered, err := coverageOf(ctx, store)
	if err != nil {
		return nil, err
	}
	o = o.until(covered)
	ranking := &Ranking{Rows: len(rows)}
	if f.Limit > 0 && len(rows) == f.Limit {
		ranking.Since = rows[len(rows)-1].From
	}
	byPair := map[string][]Row{}
	for _, r := range rows {
		for _, d := range r.Dyads {
			byPair[d] = append(byPair[d], r)
		}
	}
	var dyads []string
	for d, rows := range byPair {
		if len(rows) >= least {
			dyads = append(dyads, d)
		}
	}
	slices.SortFunc(dyads, func(a, b string) int { return cmp.Or(cmp.Compare(len(byPair[b]), len(byPair[a])), cmp.Compare(a, b)) })
	if most > 0 && len(dyads) > most {
		ranking.More, dyads = len(dyads)-most, dyads[:most]
	}
	for _, d := range dyads {
		r, err := of(byPair[d], covered, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d, err)
		}
		ranking.Pairs = append(ranking.Pairs, Pair{d, r})
	}
	return ranking, nil
}

// until ends the time that is asked for with the last day of which a report was read: behind it there is nothing to say.
func (o Options) until(covered *reading) Options {
	last := day(0)
	for _, c := range covered.days {
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

func coverageOf(ctx context.Context, store Store) (*reading, error) {
	var covered []keep.Covered
	for c, err := range store.Coverage(ctx, query.Range{}) {
		if err != nil {
			return nil, err
		}
		covered = append(covered, c)
	}
	return gathered(covered)
}
