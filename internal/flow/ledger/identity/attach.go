package identity

import (
	"math"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
)

// A part of a component, an event of few reports or a nugget, may say too little for each of its tellings to be one with those of a larger event.
// What many reports tell is likelier what another one speaks of: such a part goes to the event for which the scores of the pairs, on the mean and at
// best, and the number of its reports speak most.

// Bounds of the scores of pairs where parts are compared. A pair that cannot be one by its sides alone speaks against the whole without barring it,
// as a side may be misread.
const (
	partMost  = 6
	partLeast = -12
	partBar   = -4
)

// barred tells whether two tellings cannot be one whatever is said around them: two acts of a sentence, two of one kind done to different people, and
// acts of different days.
func (p pair) barred() bool {
	var v vector
	return p.others() || p.sentence() && !p.retold() || p.a.days.Known() && p.b.days.Known() && !days(p, &v)
}

// part gives how much speaks for a part telling of an event; false where more pairs are barred than are of one day: one telling of many may be misread.
func (k *Kind) part(part, event []*ledger.Item) (float64, bool) {
	sum, most, barred := 0.0, float64(partLeast), 0
	for _, a := range part {
		for _, b := range event {
			p := pairOf(a, b)
			s, ok := k.score(p)
			switch {
			case ok:
				s = min(max(s, partLeast), partMost)
				if p.a.days.Known() && p.b.days.Known() {
					barred--
				}
			default:
				s = partBar
				if p.barred() {
					barred++
				}
			}
			sum, most = sum+s, max(most, s)
		}
	}
	if barred > 0 {
		return 0, false
	}
	mean := sum / float64(len(part)*len(event))
	return (mean+most)/2 + k.weights.Reports*math.Log2(float64(reportsOf(event))), true
}

func reportsOf(items []*ledger.Item) int {
	seen := map[string]bool{}
	for _, i := range items {
		seen[string(i.Source.ID)] = true
	}
	return len(seen)
}

// table holds parts with what they are found by.
type table struct {
	parts   [][]*ledger.Item
	reports []int
	byKey   map[uint64][]int
}

func tableOf(parts [][]*ledger.Item) *table {
	t := &table{parts: parts, byKey: map[uint64][]int{}}
	for n, p := range parts {
		t.reports = append(t.reports, reportsOf(p))
		for _, i := range p {
			for _, key := range i.Keys {
				if at := t.byKey[key]; len(at) == 0 || at[len(at)-1] != n {
					t.byKey[key] = append(at, n)
				}
			}
		}
	}
	return t
}

// larger tells whether a part has more reports than another one, or as many and more tellings; of equal ones the first is.
func (t *table) larger(n, than int) bool {
	switch {
	case t.reports[n] != t.reports[than]:
		return t.reports[n] > t.reports[than]
	case len(t.parts[n]) != len(t.parts[than]):
		return len(t.parts[n]) > len(t.parts[than])
	}
	return n < than
}

// best gives the part for which most speaks that another one tells of it, more than least: of those with which it shares a key and which may lets
// pass; -1 where there is none.
func (k *Kind) best(part []*ledger.Item, t *table, least float64, may func(n int) bool) int {
	near := map[int]bool{}
	for _, i := range part {
		for _, key := range i.Keys {
			for _, n := range t.byKey[key] {
				near[n] = true
			}
		}
	}
	best, most := -1, least
	for n := range t.parts { // in their order, so that the first of equal ones is taken
		if !near[n] || !may(n) {
			continue
		}
		if s, ok := k.part(part, t.parts[n]); ok && s > most {
			best, most = n, s
		}
	}
	return best
}

// attach joins parts with the larger ones whose event they tell of.
func (k *Kind) attach(parts [][]*ledger.Item) [][]*ledger.Item {
	if len(parts) < 2 {
		return parts
	}
	t := tableOf(parts)
	to := make([]int, len(parts))
	for n, p := range parts {
		to[n] = k.best(p, t, k.weights.Part, func(m int) bool { return t.larger(m, n) })
	}
	merged := make([][]*ledger.Item, len(parts))
	for n, p := range parts {
		root := n
		for to[root] >= 0 {
			root = to[root]
		}
		merged[root] = append(merged[root], p...)
	}
	merged = slices.DeleteFunc(merged, func(p []*ledger.Item) bool { return p == nil })
	for _, p := range merged {
		slices.SortFunc(p, ledger.Compare)
	}
	slices.SortFunc(merged, func(a, b []*ledger.Item) int { return ledger.Compare(a[0], b[0]) })
	return merged
}

// retellings gives for each event the nuggets that tell it again.
func (k *Kind) retellings(events [][]*ledger.Item, nuggets []*ledger.Item) [][]*ledger.Item {
	all := make([][]*ledger.Item, len(events))
	if len(nuggets) == 0 {
		return all
	}
	t := tableOf(events)
	for _, n := range nuggets {
		if to := k.best([]*ledger.Item{n}, t, k.weights.Retold, func(int) bool { return true }); to >= 0 {
			all[to] = append(all[to], n)
		}
	}
	return all
}
