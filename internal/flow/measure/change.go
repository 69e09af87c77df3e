package measure

import (
	"math"
	"slices"

	"github.com/chancery-project/chancery/record"
)

// Change is a day from which on the scores of events are of another level.
type Change struct {
	Day    string    `json:"day"` // of the first event behind the change
	Before float64   `json:"before"`
	After  float64   `json:"after"`
	Events int       `json:"events"` // on which it stands, both sides
	P      float64   `json:"p"`
	First  record.ID `json:"first"` // the strongest event of its first day
}

// Limits of the search for changes.
const (
	leastEvents = 8    // of a stretch that is searched, and half as many on either side of a change
	mostP       = 0.01 // that there is no change
	mostEvents  = 5000 // of a stretch: the last ones are looked at
)

// changes finds the days on which the level of the scores changes, by time: Pettitt's test (1979) on the sequence of
// events, which asks for no distribution and is not moved by the silence between them, and then again on both sides of
// each change (binary segmentation, Scott and Knott 1974). A change falls between two days.
func changes(events []dated) []Change {
	if len(events) > mostEvents {
		events = events[len(events)-mostEvents:]
	}
	var all []Change
	var search func(part []dated)
	search = func(part []dated) {
		at, p := pettitt(part)
		if at == 0 || p > mostP {
			return
		}
		before, after := part[:at], part[at:]
		search(before)
		all = append(all, Change{
			Day: after[0].day.String(), Before: mean(before), After: mean(after), Events: len(part), P: p, First: strongest(after),
		})
		search(after)
	}
	search(slices.Clone(events))
	return all
}

// pettitt gives how many events stand before the most likely change (0 for none that can be) and the probability of as
// strong a sign by chance: K = max |U(t)|, p = 2 exp(-6 K^2 / (T^3 + T^2)), with U(t) by the ranks of the scores.
func pettitt(events []dated) (at int, p float64) {
	n := len(events)
	if n < leastEvents {
		return 0, 1
	}
	ranks := ranksOf(events)
	u, most := 0.0, 0.0
	for t := 1; t < n; t++ {
		u += 2*ranks[t-1] - float64(n+1)
		if t < leastEvents/2 || n-t < leastEvents/2 || events[t].day == events[t-1].day {
			continue
		}
		if k := math.Abs(u); k > most {
			most, at = k, t
		}
	}
	size := float64(n)
	return at, min(1, 2*math.Exp(-6*most*most/(size*size*size+size*size)))
}

// ranksOf gives the rank of each score from 1; equal ones share the mean of theirs.
func ranksOf(events []dated) []float64 {
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case events[a].Score < events[b].Score:
			return -1
		case events[a].Score > events[b].Score:
			return 1
		}
		return a - b
	})
	ranks := make([]float64, len(events))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && events[order[j]].Score == events[order[i]].Score {
			j++
		}
		for _, e := range order[i:j] {
			ranks[e] = float64(i+j+1) / 2
		}
		i = j
	}
	return ranks
}

func mean(events []dated) float64 {
	sum := 0.0
	for _, e := range events {
		sum += e.Score
	}
	return sum / float64(len(events))
}

// strongest gives the event of the first day whose score is farthest from neutral.
func strongest(events []dated) record.ID {
	best := events[0]
	for _, e := range events {
		if e.day != events[0].day {
			break
		}
		if math.Abs(e.Score) > math.Abs(best.Score) {
			best = e
		}
	}
	return best.ID
}
