package identity

import (
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// clusters splits a component into events.
func (k *Kind) clusters(component []*ledger.Item) [][]*ledger.Item {
	var all [][]*ledger.Item
	score := func(i, j int) (float64, bool) { return k.score(pairOf(component[i], component[j])) }
	for _, c := range likeness.Clusters(len(component), k.weights.Join, score) {
		members := make([]*ledger.Item, len(c))
		for n, at := range c {
			members[n] = component[at]
		}
		all = append(all, members)
	}
	return all
}
