package identity

import (
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// mostCompared is how many tellings are compared each with each. Larger components are those of heavily copied texts and
// of wars that are told day by day.
const mostCompared = 200

// bucketDays is how many days stay together where a large component is split.
const bucketDays = 7

// clusters splits a component into events. Of a large one, copies of one telling go together without being compared, and
// what is left is split by stretches of days first.
func (k *Kind) clusters(component []*ledger.Item) [][]*ledger.Item {
	if len(component) <= mostCompared {
		return k.compared(component)
	}
	firsts, copies := collapse(component)
	buckets := map[int][]*ledger.Item{}
	for _, i := range firsts {
		n := int(anchor(i)) / bucketDays
		buckets[n] = append(buckets[n], i)
	}
	var all [][]*ledger.Item
	for _, n := range slices.Sorted(maps.Keys(buckets)) {
		for chunk := range slices.Chunk(buckets[n], mostCompared) {
			all = append(all, k.compared(chunk)...)
		}
	}
	for n, members := range all {
		for _, i := range members {
			all[n] = append(all[n], copies[i]...)
		}
		slices.SortFunc(all[n], ledger.Compare)
	}
	slices.SortFunc(all, func(a, b []*ledger.Item) int { return ledger.Compare(a[0], b[0]) })
	return all
}

func (k *Kind) compared(items []*ledger.Item) [][]*ledger.Item {
	var all [][]*ledger.Item
	score := func(i, j int) (float64, bool) { return k.score(pairOf(items[i], items[j])) }
	for _, c := range likeness.Clusters(len(items), k.weights.Join, score) {
		members := make([]*ledger.Item, len(c))
		for n, at := range c {
			members[n] = items[at]
		}
		all = append(all, members)
	}
	return all
}

// collapse gives the first of the tellings that copies of one text have in the same words, and the others by it.
func collapse(items []*ledger.Item) (firsts []*ledger.Item, copies map[*ledger.Item][]*ledger.Item) {
	type passage struct {
		group                int64
		act, trigger, digest likeness.Mark
	}
	first := map[passage]*ledger.Item{}
	copies = map[*ledger.Item][]*ledger.Item{}
	for _, i := range items {
		t := i.Features.(*telling)
		p := passage{i.Source.Group, t.act, t.trigger, digest(t.words)}
		if f := first[p]; f != nil && p.group != 0 && f.Source.ID != i.Source.ID {
			copies[f] = append(copies[f], i)
			continue
		}
		if first[p] == nil {
			first[p] = i
		}
		firsts = append(firsts, i)
	}
	return firsts, copies
}

func digest(words []likeness.Word) likeness.Mark {
	d := likeness.Mark(17)
	for _, w := range words {
		d = d*31 + w.Stem
	}
	return d
}

// anchor is the day that a telling belongs to where a large component is split.
func anchor(i *ledger.Item) likeness.Day {
	t := i.Features.(*telling)
	for _, d := range []likeness.Day{t.days.From, t.days.To, t.assumed, t.published} {
		if d != likeness.NoDay {
			return d
		}
	}
	return 0
}
