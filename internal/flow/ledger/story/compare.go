package story

import (
	"math"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// Limits of a story. Likeness runs from 0 to 1.
const (
	maxGap    = 10   // days between two reports that are compared
	leastLink = 0.20 // likeness of two reports that can be of one story
	leastJoin = 0.14 // mean likeness of the reports of two parts of a story
	decayDays = 25.0
)

// Linked tells whether two reports can be of one story.
func (*Kind) Linked(a, b *ledger.Item) bool { return like(a, b) >= leastLink }

// like gives how alike two reports are: the cosine of what they speak of, less where they are set in other parts of the
// world, speak of other themes, or are days apart.
func like(a, b *ledger.Item) float64 {
	gap := apart(a, b)
	if gap > maxGap {
		return 0
	}
	s := compare(a.Features.(*profile), b.Features.(*profile))
	return s.total() * math.Exp(-float64(gap)/decayDays)
}

func apart(a, b *ledger.Item) int {
	x, y := likeness.DayOf(a.Source.Published), likeness.DayOf(b.Source.Published)
	if x == likeness.NoDay || y == likeness.NoDay {
		return maxGap + 1
	}
	return int(max(x-y, y-x))
}

// shared is what two reports have in common, by kind of feature, as parts of a cosine.
type shared struct {
	parts   map[kind]float64
	setting float64
	subject float64
}

func compare(a, b *profile) shared {
	var parts [128]float64
	var has, both [128]bool
	for _, f := range a.features {
		has[f.kind()] = true
	}
	has2 := [128]bool{}
	for _, f := range b.features {
		has2[f.kind()] = true
	}
	for i, j := 0, 0; i < len(a.features) && j < len(b.features); {
		x, y := &a.features[i], &b.features[j]
		switch {
		case x.mark < y.mark:
			i++
		case x.mark > y.mark:
			j++
		default:
			parts[x.kind()] += x.weight * y.weight
			both[x.kind()] = true
			i, j = i+1, j+1
		}
	}
	s := shared{parts: map[kind]float64{}, setting: 1, subject: 1}
	for _, k := range []kind{ofCountry, ofPlace, ofTheme, ofActor, ofName, ofWord} {
		s.parts[k] = parts[k] / (a.size * b.size)
	}
	switch {
	case !has[ofRegion] || !has2[ofRegion]:
		s.setting = 0.8
	case both[ofCountry]:
	case both[ofRegion]:
		s.setting = 0.85
	default:
		s.setting = 0.4
	}
	switch {
	case !has[ofTheme] || !has2[ofTheme]:
		s.subject = 0.8
	case both[ofTheme]:
	default:
		s.subject = 0.5
	}
	return s
}

func (s shared) total() float64 {
	sum := 0.0
	for _, k := range []kind{ofCountry, ofPlace, ofTheme, ofActor, ofName, ofWord} {
		sum += s.parts[k]
	}
	return sum * s.setting * s.subject
}
