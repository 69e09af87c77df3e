package story

import (
	"math"

	"github.com/chancery-project/chancery/internal/flow/ledger"
)

// Limits of a story. Likeness runs from 0 to 1.
const (
	maxGap    = 10   // days between two reports that are compared
	leastLink = 0.18 // likeness of two reports that can be of one story
	decayDays = 25.0 // after which two reports are e times less alike
)

// What is left of a likeness.
const (
	oftenCountry   = 0.5  // where the only country in both is one of every day's news
	sameRegion     = 0.5  // where no country is in both, but a part of the world is
	sameRegionWide = 0.85 // the same, for themes that run in several countries
	noRegion       = 0.8  // where one names no country
	otherRegion    = 0.25
	noTheme        = 0.8
	otherTheme     = 0.6
)

// Countries, seats of governments, those who speak for states, and themes are in most reports of a part of the world. What
// they add to the product of two vectors is limited: a short report has not much else, a long one has.
const (
	settingAlone  = 2.0
	settingBeside = 0.5 // more for each part that other names and words add
)

// shortReport is added to the length of both vectors: few words in common are no proof.
const shortReport = 0.5

// Linked tells whether two reports can be of one story.
func (*Kind) Linked(a, b *ledger.Item) bool {
	x, y := a.Features.(*profile), b.Features.(*profile)
	return x.term == y.term && like(x, y) >= leastLink
}

// like gives how alike two reports are: the cosine of what they speak of, less where they are set in other parts of the
// world, speak of other themes, or are days apart.
func like(a, b *profile) float64 {
	gap := apart(a, b)
	if gap > maxGap {
		return 0
	}
	return compare(a, b).total() * math.Exp(-float64(gap)/decayDays)
}

func apart(a, b *profile) int { return int(max(a.day-b.day, b.day-a.day)) }

// shared is what two reports have in common.
type shared struct {
	cosine  float64
	setting float64 // less than 1 where they are not set in one country
	subject float64 // less than 1 where they do not speak of one theme
}

func compare(a, b *profile) shared {
	s := shared{setting: 1, subject: 1}
	var sum, background, country float32
	var both kinds
	for x, y := a.cells, b.cells; len(x) > 0 && len(y) > 0; {
		switch {
		case x[0].mark < y[0].mark:
			x = x[1:]
		case x[0].mark > y[0].mark:
			y = y[1:]
		default:
			is := x[0].is
			both |= is
			switch is {
			case aRegion:
			case anOther:
				sum += x[0].weight * y[0].weight
			default:
				background += x[0].weight * y[0].weight
			}
			if is == aCountry {
				country = max(country, min(1, x[0].weight, y[0].weight))
			}
			x, y = x[1:], y[1:]
		}
	}
	sum += min(background, settingAlone+settingBeside*sum)
	s.cosine = float64(sum) / (a.size * b.size)
	switch {
	case a.has&b.has&aRegion == 0:
		s.setting = noRegion
	case both&aCountry != 0:
		s.setting = oftenCountry + (1-oftenCountry)*float64(country)
	case both&aRegion == 0:
		s.setting = otherRegion
	case both&aWideTheme != 0:
		s.setting = sameRegionWide
	default:
		s.setting = sameRegion
	}
	switch {
	case both&(aTheme|aWideTheme) != 0:
	case !a.themed() || !b.themed():
		s.subject = noTheme
	default:
		s.subject = otherTheme
	}
	return s
}

func (s shared) total() float64 { return s.cosine * s.setting * s.subject }
