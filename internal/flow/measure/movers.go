package measure

import (
	"cmp"
	"math"
	"slices"
)

// movers gives the events of the last days that move the index most: by how much it would differ without each of them.
func movers(events []dated, at day, o Options) []Mover {
	x := sums{options: o}
	for _, e := range events {
		x.add(e)
	}
	index := x.state(at).Index
	var all []Mover
	for _, e := range events {
		if e.day <= at-day(o.Window) {
			continue
		}
		w := weight(e) * math.Exp2(-float64(at-e.day)/o.HalfLife)
		without := (x.ws - w*e.Score) / (max(0, x.w-w) + o.Prior)
		all = append(all, Mover{e.ID, e.day.String(), e.Type, e.Score, index - without})
	}
	slices.SortFunc(all, func(a, b Mover) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Moved), math.Abs(a.Moved)), cmp.Compare(b.Day, a.Day), cmp.Compare(a.ID, b.ID))
	})
	return all[:min(o.Movers, len(all))]
}
