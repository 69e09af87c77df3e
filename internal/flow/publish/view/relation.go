package view

import (
	"context"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/measure"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/query"
)

// Relation measures the relation of two parties by their names: of the readings that the names have, the one with events.
func Relation(ctx context.Context, r *Record, of query.Pair, o measure.Options) (*measure.Pair, error) {
	var best *measure.Pair
	most, met := -1, false
	for _, a := range r.Names(of.A) {
		for _, b := range r.Names(of.B) {
			p, err := measure.Read(ctx, r, ledger.Dyad(a, b), o)
			if err != nil {
				return nil, fmt.Errorf("relation %s~%s: %w", of.A, of.B, err)
			}
			n := 0
			for _, period := range p.Periods {
				n += period.Events
			}
			if n == 0 && !met {
				if met, err = r.told(ctx, ledger.Dyad(a, b)); err != nil {
					return nil, fmt.Errorf("relation %s~%s: %w", of.A, of.B, err)
				}
			}
			if n > most {
				best, most = p, n
			}
		}
	}
	if best == nil || most == 0 && !met {
		return nil, fmt.Errorf("relation %s~%s: no event between the two: %w", of.A, of.B, keep.ErrNotFound)
	}
	return best, nil
}

// told tells whether the record has any event between a pair, with a day or without one.
func (r *Record) told(ctx context.Context, dyad string) (bool, error) {
	for _, err := range r.Groups(ctx, keep.GroupFilter{Kind: "joined", Terms: [][]string{{"dyad=" + dyad}}, Limit: 1, Columns: true}) {
		return err == nil, err
	}
	return false, nil
}

// PartyName gives the key of a party as people write it: the usual name of a state or of an actor of the knowledge, else
// the key with spaces.
func PartyName(base *knowledge.Base, key string) string {
	if len(key) == 3 && strings.ToUpper(key) == key {
		if e, ok := base.StateOn(key, knowledge.Date{}); ok {
			return e.Name
		}
		return key
	}
	if e, ok := base.Entity(key); ok {
		return e.Name
	}
	words := strings.ReplaceAll(key, "-", " ")
	return strings.ToUpper(words[:min(1, len(words))]) + words[min(1, len(words)):]
}

// MaxPairs is how many relations a list names, rankedEvents how many events they are ranked by, the newest ones.
const (
	MaxPairs     = 100
	rankedEvents = 10_000
)

// Relations measures the relations of the events that a selection asks for, those with the most events first.
func Relations(ctx context.Context, r *Record, sel query.Selection, step measure.Step) (*measure.Ranking, error) {
	sel.Sort, sel.Limit, sel.Cursor = "", rankedEvents, ""
	return Remember(ctx, r, "relations "+string(step)+" "+sel.String(), func() (*measure.Ranking, error) {
		f, err := r.Filter("joined", sel)
		if err != nil {
			return nil, err
		}
		return measure.All(ctx, r, f, 2, MaxPairs, measure.Options{Step: step, From: sel.Time.From, To: sel.Time.To})
	})
}
