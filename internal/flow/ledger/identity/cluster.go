package identity

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
)

// limit is the log-odds beyond which a pair does not count more in a mean.
const limit = 6

// clusters splits a component into events. It begins with each telling by itself and joins, again and again, the two
// parts whose tellings speak most for one event on the mean (average linkage), as long as that mean is above the
// threshold and no telling of one bars one of the other. Of equal means the earlier parts in the order of the component
// are joined first.
func (k *Kind) clusters(component []*ledger.Item) [][]*ledger.Item {
	n := len(component)
	if n == 1 {
		return [][]*ledger.Item{component}
	}
	sums := make([][]float64, n) // of the log-odds between parts
	barred := make([][]bool, n)
	parts := make([][]int, n)
	for i := range component {
		sums[i], barred[i], parts[i] = make([]float64, n), make([]bool, n), []int{i}
	}
	for i, a := range component {
		for j := range i {
			score, ok := k.score(pairOf(component[j], a))
			score = min(max(score, -limit), limit)
			sums[i][j], sums[j][i] = score, score
			barred[i][j], barred[j][i] = !ok, !ok
		}
	}
	for {
		x, y, best := -1, -1, k.weights.Join
		for i := range parts {
			for j := i + 1; j < n && parts[i] != nil; j++ {
				if parts[j] == nil || barred[i][j] {
					continue
				}
				if mean := sums[i][j] / float64(len(parts[i])*len(parts[j])); mean > best {
					x, y, best = i, j, mean
				}
			}
		}
		if x < 0 {
			break
		}
		parts[x] = append(parts[x], parts[y]...)
		parts[y] = nil
		for j := range n {
			sums[x][j] += sums[y][j]
			sums[j][x] = sums[x][j]
			barred[x][j] = barred[x][j] || barred[y][j]
			barred[j][x] = barred[x][j]
		}
	}
	var all [][]*ledger.Item
	for _, p := range parts {
		if p == nil {
			continue
		}
		slices.Sort(p)
		members := make([]*ledger.Item, len(p))
		for i, at := range p {
			members[i] = component[at]
		}
		all = append(all, members)
	}
	return all
}
