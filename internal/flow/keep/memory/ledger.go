package memory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// ledger is the store within a transaction.
type ledger Store

var _ keep.Ledger = (*ledger)(nil)

func (l *ledger) Pending(_ context.Context, limit int) ([]keep.Source, error) {
	var sources []keep.Source
	for _, n := range slices.Sorted(maps.Keys(l.pending)) {
		if len(sources) == limit {
			break
		}
		sources = append(sources, l.documents[n-1].source)
	}
	return sources, nil
}

func (l *ledger) Settled(_ context.Context, documents []int64) error {
	for _, n := range documents {
		delete(l.pending, n)
	}
	return nil
}

func (l *ledger) FactsOf(_ context.Context, n int64) ([]keep.Fact, error) {
	var facts []keep.Fact
	for _, f := range l.documents[n-1].facts {
		facts = append(facts, keep.Fact{Number: f, Entry: l.facts[f-1].entry})
	}
	return facts, nil
}

func (l *ledger) TextOf(_ context.Context, n int64) (string, error) {
	return l.documents[n-1].text, nil
}

func (l *ledger) Fact(_ context.Context, n int64) (record.Entry, error) {
	if n < 1 || int(n) > len(l.facts) {
		return nil, fmt.Errorf("fact %d: %w", n, keep.ErrNotFound)
	}
	return l.facts[n-1].entry, nil
}

// current gives items with the sources that their documents have now, by number.
func (l *ledger) current(numbers map[int64]bool, kind string) []keep.Item {
	var items []keep.Item
	for n := range numbers {
		if i := l.items[n]; kind == "" || i.Kind == kind {
			items = append(items, i)
		}
	}
	return l.sourced(items)
}

func (l *ledger) sourced(items []keep.Item) []keep.Item {
	for i := range items {
		items[i].Source = l.documents[items[i].Source.Number-1].source
	}
	slices.SortFunc(items, func(a, b keep.Item) int { return cmp.Compare(a.Number, b.Number) })
	return items
}

func (l *ledger) ItemsOf(_ context.Context, document int64) ([]keep.Item, error) {
	return l.current(l.byDocument[document], ""), nil
}

func (l *ledger) ItemsWith(_ context.Context, kind string, keys []uint64) ([]keep.Item, error) {
	found := map[int64]bool{}
	var items []keep.Item
	for _, k := range keys {
		for _, n := range l.byKey[kind][k] {
			if !found[n] {
				found[n] = true
				items = append(items, l.items[n])
			}
		}
	}
	return l.sourced(items), nil
}

func (l *ledger) ItemsIn(_ context.Context, kind string, components []int64) ([]keep.Item, error) {
	numbers := map[int64]bool{}
	for _, c := range components {
		maps.Copy(numbers, l.within[c])
	}
	return l.current(numbers, kind), nil
}

func (l *ledger) PutItem(_ context.Context, i keep.Item) (int64, error) {
	l.lastItem++
	i.Number, i.Component = l.lastItem, l.lastItem
	l.items[i.Number] = i
	put(l.byDocument, i.Source.Number, i.Number)
	put(l.within, i.Component, i.Number)
	if l.byKey[i.Kind] == nil {
		l.byKey[i.Kind] = map[uint64][]int64{}
	}
	keys := slices.Compact(slices.Sorted(slices.Values(i.Keys)))
	for _, k := range keys {
		l.byKey[i.Kind][k] = append(l.byKey[i.Kind][k], i.Number)
	}
	return i.Number, nil
}

func (l *ledger) DeleteItem(_ context.Context, number int64) error {
	i, ok := l.items[number]
	if !ok {
		return fmt.Errorf("item %d: %w", number, keep.ErrNotFound)
	}
	delete(l.items, number)
	delete(l.byDocument[i.Source.Number], number)
	delete(l.within[i.Component], number)
	for _, k := range i.Keys {
		l.byKey[i.Kind][k] = slices.DeleteFunc(l.byKey[i.Kind][k], func(n int64) bool { return n == number })
	}
	return nil
}

func (l *ledger) SetComponent(_ context.Context, number, component int64) error {
	i, ok := l.items[number]
	if !ok {
		return fmt.Errorf("item %d: %w", number, keep.ErrNotFound)
	}
	delete(l.within[i.Component], number)
	put(l.within, component, number)
	i.Component = component
	l.items[number] = i
	return nil
}

func (l *ledger) GroupsIn(_ context.Context, kind string, components []int64) ([]keep.Group, error) {
	var found []keep.Group
	for _, c := range components {
		for id := range l.in[c] {
			if g := l.groups[id].group; g.Kind == kind {
				found = append(found, g)
			}
		}
	}
	slices.SortFunc(found, func(a, b keep.Group) int { return cmp.Compare(a.ID, b.ID) })
	return found, nil
}

func (l *ledger) PutGroup(_ context.Context, component int64, g keep.Group) error {
	if p, ok := l.groups[g.ID]; ok && p.group.Kind != g.Kind {
		return fmt.Errorf("internal error: %s is the id of a %s and of a %s", g.ID, p.group.Kind, g.Kind)
	}
	delete(l.in[l.groups[g.ID].component], g.ID)
	put(l.in, component, g.ID)
	l.groups[g.ID] = placed{component, g}
	return nil
}

func (l *ledger) DeleteGroup(_ context.Context, _ string, id record.ID) error {
	delete(l.in[l.groups[id].component], id)
	delete(l.groups, id)
	return nil
}

func (l *ledger) Bury(_ context.Context, t record.Tombstone) error {
	l.tombstones[t.ID] = t
	return nil
}

func (l *ledger) Unearth(_ context.Context, id record.ID) error {
	delete(l.tombstones, id)
	return nil
}

func put[K, V comparable](m map[K]map[V]bool, key K, value V) {
	if m[key] == nil {
		m[key] = map[V]bool{}
	}
	m[key][value] = true
}
