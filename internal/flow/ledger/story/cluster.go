package story

import (
	"cmp"
	"math"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// What joins two parts of a story.
const (
	leastJoin = 0.16
	nearest   = 0.35 // share of the two reports most alike in the bond of two parts; the rest is the mean
)

// Limits of the work on one component.
const (
	atOnce   = 300 // reports that are joined at once
	compared = 4   // reports of a part that are compared with another part, where a component has more than that
)

// What most reports of a component speak of loses weight from this size on, and the more with each doubling.
const (
	manyReports = 40
	perDoubling = 0.4
)

// member is a report within a component.
type member struct {
	*profile
	item *ledger.Item
}

// stories parts linked reports into stories: the two parts whose reports are most alike are joined until no two are alike
// enough. A large component is taken day by day; what is told on a day goes on with the stories that are still open.
func stories(items []*ledger.Item) [][]*ledger.Item {
	members := weighed(items)
	var parts [][]member
	if len(members) <= atOnce {
		parts = join(singles(members))
	} else {
		parts = dayByDay(members)
	}
	var all [][]*ledger.Item
	for _, p := range parts {
		list := make([]*ledger.Item, len(p))
		for i, m := range p {
			list[i] = m.item
		}
		all = append(all, list)
	}
	return all
}

// weighed gives the reports of a component. The more there are, the less weighs what most of them speak of, so that they
// are told apart by what they do not share.
func weighed(items []*ledger.Item) []member {
	members := make([]member, len(items))
	for n, i := range items {
		members[n] = member{i.Features.(*profile), i}
	}
	part := min(1, perDoubling*math.Log2(float64(len(items))/manyReports))
	if part <= 0 {
		return members
	}
	in := map[likeness.Mark]int{}
	for _, m := range members {
		for _, f := range m.features {
			in[f.mark]++
		}
	}
	for n, m := range members {
		p := &profile{day: m.day, features: slices.Clone(m.features)}
		for i := range p.features {
			share := float64(in[p.features[i].mark]) / float64(len(items))
			p.features[i].weight *= 1 - part*share
		}
		p.settle()
		members[n].profile = p
	}
	return members
}

func singles(members []member) [][]member {
	parts := make([][]member, len(members))
	for i, m := range members {
		parts[i] = []member{m}
	}
	return parts
}

// dayByDay joins the reports of each day, then each part of it to the open story that it is most alike.
func dayByDay(members []member) [][]member {
	var all [][]member
	open := 0 // the stories before this one have ended
	for from := 0; from < len(members); {
		to := from
		for to < len(members) && to-from < atOnce && members[to].day == members[from].day {
			to++
		}
		parts := join(singles(members[from:to]))
		known := len(all)
		for open < known && members[from].day-last(all[open]) > maxGap {
			open++
		}
		for _, p := range parts {
			best, at := leastJoin, -1
			for s := open; s < known; s++ {
				if b := bondOf(recent(all[s]), recent(p)).strength(); b > best {
					best, at = b, s
				}
			}
			if at >= 0 {
				all[at] = append(all[at], p...)
			} else {
				all = append(all, p)
			}
		}
		from = to
	}
	return all
}

func last(part []member) likeness.Day { return part[len(part)-1].day }

func recent(part []member) []member { return part[max(0, len(part)-compared):] }

// bond is how alike the reports of two parts are that are near enough in time to be compared.
type bond struct {
	sum   float64
	best  float64 // of a pair
	pairs int
}

func (b bond) strength() float64 {
	if b.pairs == 0 {
		return 0
	}
	return (1-nearest)*b.sum/float64(b.pairs) + nearest*b.best
}

func bondOf(a, b []member) bond {
	var sum bond
	for _, x := range a {
		for _, y := range b {
			if apart(x.profile, y.profile) <= maxGap {
				l := like(x.profile, y.profile)
				sum.add(bond{l, l, 1})
			}
		}
	}
	return sum
}

func (b *bond) add(o bond) {
	b.sum += o.sum
	b.best = max(b.best, o.best)
	b.pairs += o.pairs
}

// join joins parts until no two are alike enough. Of equal ones the first are joined.
func join(parts [][]member) [][]member {
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
				if parts[i] != nil && parts[j] != nil && bonds[i][j].strength() > best {
					best, bi, bj = bonds[i][j].strength(), i, j
				}
			}
		}
		if bi < 0 {
			break
		}
		parts[bj], parts[bi] = append(parts[bj], parts[bi]...), nil
		for k := range parts {
			if parts[k] != nil && k != bj {
				at(k, bj).add(*at(k, bi))
			}
		}
	}
	joined := slices.DeleteFunc(parts, func(p []member) bool { return p == nil })
	for _, p := range joined {
		slices.SortStableFunc(p, func(a, b member) int { return cmp.Compare(a.day, b.day) })
	}
	return joined
}
