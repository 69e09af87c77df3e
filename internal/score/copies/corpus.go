package copies

import "math/rand/v2"

// corpus writes text number 0 to texts-1, each from the seed and its number
// alone. The first six tenths are reports of an event of their own, the next
// three tenths come in threes on one event, the rest are bulletins, a hundred
// to a series.
type corpus struct {
	*lexicon
	seed  uint64
	texts int
}

const (
	reportsOfEvent  = 3
	bulletinsSeries = 100
)

// Streams of random numbers, so that each thing drawn has its own.
const (
	ofEvent uint64 = iota
	ofReport
	ofDay
	ofCopy
)

// writer gives a writer for one thing.
func (c *corpus) writer(number, stream uint64) *writer {
	return &writer{lexicon: c.lexicon, rng: rand.New(rand.NewPCG(c.seed<<8|stream, number))}
}

// singles and reports are the bounds of the three parts.
func (c *corpus) singles() int { return c.texts * 6 / 10 }
func (c *corpus) reports() int { return c.texts * 9 / 10 }

// copied leaves the bulletins out: of these it is asked that they stay apart.
func (c *corpus) copied() int { return c.reports() }

// family gives a number that the texts of one event or series share.
func (c *corpus) family(i int) int {
	switch {
	case i < c.singles():
		return i
	case i < c.reports():
		return c.singles() + (i-c.singles())/reportsOfEvent
	}
	return c.reports() + (i-c.reports())/bulletinsSeries
}

// relation says in words what two texts have in common.
func (c *corpus) relation(i, j int) string {
	switch {
	case c.family(i) != c.family(j):
		return "unrelated"
	case i < c.reports():
		return "reports of one event"
	}
	return "bulletins of one series"
}

// article writes text number i and gives its event, nil for a bulletin.
func (c *corpus) article(i int) (article, *event) {
	family := c.writer(uint64(c.family(i)), ofEvent)
	if i >= c.reports() {
		part := c.series[c.family(i)%len(c.series)]
		return family.bulletin(part, c.writer(uint64(i), ofDay)), nil
	}
	e := family.newEvent()
	w := c.writer(uint64(i), ofReport)
	return w.report(e, 150+w.rng.IntN(30)*w.rng.IntN(30)), e
}
