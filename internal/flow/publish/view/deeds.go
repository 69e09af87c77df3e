package view

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Deeds is what a record tells of an actor: what it did, what was done to it, what it said, what it was accused of, where
// what it says is disputed, and with whom it had to do most.
type Deeds struct {
	Did       Page[*record.Joined]
	Suffered  Page[*record.Joined]
	Accused   Page[*record.Joined]
	Said      Page[*record.JoinedClaim]
	Disputed  Page[*record.Contest]
	Neighbour []Count // keys of the parties on the other side of its events, the most frequent first
}

// deedRows is how many rows of each sort are given.
const deedRows = 12

// Deeds asks what the record tells of an actor by its name.
func (r *Record) Deeds(ctx context.Context, name string, time query.Range) (*Deeds, error) {
	ask := func(key string, more map[string][]string) query.Selection {
		s := query.Selection{Time: time, Limit: deedRows, Values: map[string][]string{key: {name}}}
		for k, v := range more {
			s.Values[k] = v
		}
		return s
	}
	var d Deeds
	var err error
	if d.Did, err = List[*record.Joined](ctx, r, "joined", ask("actor", nil)); err != nil {
		return nil, fmt.Errorf("deeds of %s: %w", name, err)
	}
	if d.Suffered, err = List[*record.Joined](ctx, r, "joined", ask("recipient", nil)); err != nil {
		return nil, fmt.Errorf("deeds of %s: %w", name, err)
	}
	if d.Accused, err = List[*record.Joined](ctx, r, "joined", ask("recipient", map[string][]string{"type": {"ACCUSE"}})); err != nil {
		return nil, fmt.Errorf("deeds of %s: %w", name, err)
	}
	if d.Said, err = List[*record.JoinedClaim](ctx, r, "joined-claim", ask("speaker", nil)); err != nil {
		return nil, fmt.Errorf("deeds of %s: %w", name, err)
	}
	if d.Disputed, err = List[*record.Contest](ctx, r, "contest", ask("speaker", nil)); err != nil {
		return nil, fmt.Errorf("deeds of %s: %w", name, err)
	}
	d.Neighbour, err = r.neighbours(ctx, name, time)
	return &d, err
}

// bothWays gives the parties of a pair in both orders.
func bothWays(pair string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		a, b, _ := strings.Cut(pair, "~")
		_ = yield(a, b) && yield(b, a)
	}
}

// neighbours counts the parties on the other side of the events of an actor.
func (r *Record) neighbours(ctx context.Context, name string, time query.Range) ([]Count, error) {
	own := map[string]bool{}
	for _, key := range r.Names(name) {
		own[key] = true
	}
	f, err := r.Filter("joined", query.Selection{Time: time, Limit: facetRows, Values: map[string][]string{"side": {name}}})
	if err != nil {
		return nil, err
	}
	f.Columns, f.WithTerms = true, true
	counts := map[string]int{}
	for g, err := range r.Groups(ctx, f) {
		if err != nil {
			return nil, err
		}
		for _, t := range g.Terms {
			pair, ok := strings.CutPrefix(t, "dyad=")
			if !ok {
				continue
			}
			for a, b := range bothWays(pair) {
				if own[a] && !own[b] {
					counts[b]++
				}
			}
		}
	}
	return Ranked(counts, facetValues), nil
}
