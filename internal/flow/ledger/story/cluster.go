package story

import (
	"github.com/chancery-project/chancery/internal/flow/ledger"
)

// slice is how many reports of a component are joined at a time.
const slice = 300

// stories parts linked reports into stories: the two parts whose reports are most alike on average are joined until no
// two are alike enough. A large component is taken in slices of time; then the stories of the slices are joined.
func stories(items []*ledger.Item) [][]*ledger.Item {
	var parts [][]*ledger.Item
	for from := 0; from < len(items); from += slice {
		var single [][]*ledger.Item
		for _, i := range items[from:min(from+slice, len(items))] {
			single = append(single, []*ledger.Item{i})
		}
		parts = append(parts, join(single)...)
	}
	if len(items) > slice {
		parts = join(parts)
	}
	return parts
}

// bond is how alike the reports of two parts are that are near enough in time to be compared.
type bond struct {
	sum   float64
	pairs int
}

func (b bond) mean() float64 {
	if b.pairs == 0 {
		return 0
	}
	return b.sum / float64(b.pairs)
}

// join joins parts until no two are alike enough. Of equal ones the first are joined.
func join(parts [][]*ledger.Item) [][]*ledger.Item {
	bonds := make([][]bond, len(parts))
	for i := range parts {
		bonds[i] = make([]bond, len(parts))
		for j := range i {
			bonds[i][j] = bondOf(parts[i], parts[j])
		}
	}
	at := func(i, j int) *bond { return &bonds[max(i, j)][min(i, j)] }
	for {
		best, bi, bj := leastJoin, -1, -1
		for i := range parts {
			for j := range i {
				if parts[i] != nil && parts[j] != nil && at(i, j).mean() > best {
					best, bi, bj = at(i, j).mean(), i, j
				}
			}
		}
		if bi < 0 {
			break
		}
		parts[bj], parts[bi] = append(parts[bj], parts[bi]...), nil
		for k := range parts {
			if parts[k] != nil && k != bj {
				b := at(k, bi)
				at(k, bj).sum += b.sum
				at(k, bj).pairs += b.pairs
			}
		}
	}
	var joined [][]*ledger.Item
	for _, p := range parts {
		if p != nil {
			joined = append(joined, p)
		}
	}
	return joined
}

func bondOf(a, b []*ledger.Item) bond {
	var sum bond
	for _, x := range a {
		for _, y := range b {
			if apart(x, y) <= maxGap {
				sum.sum += like(x, y)
				sum.pairs++
			}
		}
	}
	return sum
}
