// Package series puts the figures that reports state of one quantity in order of time, with who states each value.
//
// Two kinds of figures are told apart. What befell people in an event (the dead, the wounded) belongs to that event: such
// figures are of one series where the day, the place and the sides of the event are the same, so that the tolls of two
// attacks do not mix. Other figures (refugees in a country, money that was pledged) are of one series where the same
// words are counted of the same actors in the same place.
//
// A series never holds a value that nobody stated: it has no averages. [Pick] chooses among the values of a day by the
// rule that its reader names.
package series

import (
	"encoding/json"
	"fmt"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
)

// Name is the kind of the entries.
const Name = "series"

// Kind makes series.
type Kind struct{ words vocabulary }

var _ ledger.Kind = (*Kind)(nil)

// New reads the words that mean what befell people.
func New() (*Kind, error) {
	words, err := readVocabulary(wordsFile)
	if err != nil {
		return nil, fmt.Errorf("series of figures: %w", err)
	}
	return &Kind{words}, nil
}

// Name is "series".
func (*Kind) Name() string { return Name }

// figure is what an item is compared by.
type figure struct {
	Fate    string   `json:"f,omitempty"` // dead or hurt, "" for a figure that belongs to no event
	What    string   `json:"w"`           // what is counted, of whom
	Unit    string   `json:"u"`
	Places  []string `json:"p,omitempty"` // of the event or of what is counted, folded
	Country string   `json:"c,omitempty"`
	Sides   []string `json:"s,omitempty"` // parties of the event
	Day     int      `json:"d,omitempty"` // of the event, in days since 1970-01-01
	AsOf    string   `json:"a,omitempty"` // the day that the figure is of
	At      int      `json:"b"`           // byte at which it stands

	origin.Mark `json:"m"`
}

// OriginMark tells where the figure comes from.
func (f *figure) OriginMark() origin.Mark { return f.Mark }

// Decode reads the features of an item.
func (*Kind) Decode(features []byte) (any, error) {
	f := new(figure)
	if err := json.Unmarshal(features, f); err != nil {
		return nil, fmt.Errorf("figure: %w", err)
	}
	return f, nil
}

// How many days apart two figures of one series may be.
const (
	eventSlack = 1  // days of one event
	tollDays   = 7  // from an event to a report that does not tell its day
	unknown    = 3  // between two such reports
	quiet      = 60 // between two figures of a standing quantity
)

// Linked tells whether two figures can be of one series.
func (*Kind) Linked(a, b *ledger.Item) bool {
	x, y := a.Features.(*figure), b.Features.(*figure)
	if x.Fate != y.Fate || x.What != y.What || x.Unit != y.Unit {
		return false
	}
	if x.Fate == "" {
		return near(published(a), published(b), quiet)
	}
	return oneEvent(a, b)
}

// oneEvent tells whether two figures can be of one event.
func oneEvent(a, b *ledger.Item) bool {
	x, y := a.Features.(*figure), b.Features.(*figure)
	if x.Country != "" && y.Country != "" && x.Country != y.Country {
		return false
	}
	places := common(x.Places, y.Places)
	if len(x.Places) > 0 && len(y.Places) > 0 && !places {
		return false
	}
	if len(x.Sides) > 0 && len(y.Sides) > 0 && !common(x.Sides, y.Sides) {
		return false
	}
	switch {
	case x.Day != 0 && y.Day != 0:
		return near(x.Day, y.Day, eventSlack) && (places || common(x.Sides, y.Sides))
	case x.Day != 0:
		return places && follows(x.Day, published(b))
	case y.Day != 0:
		return places && follows(y.Day, published(a))
	}
	return places && near(published(a), published(b), unknown)
}

// follows tells whether a report is from the days behind an event.
func follows(event, published int) bool {
	return published != 0 && event <= published && published <= event+tollDays
}

func near(a, b, most int) bool { return a != 0 && b != 0 && a-b <= most && b-a <= most }

func common(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func published(i *ledger.Item) int { return dayOf(i.Source.Published) }

// Groups describes the series of linked figures.
func (*Kind) Groups(component []*ledger.Item) ([]keep.Group, error) {
	var groups []keep.Group
	for _, items := range parted(component) {
		g, err := described(items)
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// parted splits linked figures by event: first those whose day is told, each day with the place or the sides that it
// shares; then the others, each with the latest event before its report that it fits, or among themselves.
func parted(component []*ledger.Item) [][]*ledger.Item {
	if component[0].Features.(*figure).Fate == "" {
		return [][]*ledger.Item{component}
	}
	var all [][]*ledger.Item
	var undated []*ledger.Item
	for _, i := range component {
		if i.Features.(*figure).Day == 0 {
			undated = append(undated, i)
			continue
		}
		all = place(all, i)
	}
	for _, i := range undated {
		all = place(all, i)
	}
	return all
}

// place puts a figure to the series whose first figures it fits all, the one with the latest event; or begins one.
func place(all [][]*ledger.Item, i *ledger.Item) [][]*ledger.Item {
	best, latest := -1, -1
	for n, items := range all {
		fits := true
		for _, o := range items {
			fits = fits && oneEvent(o, i)
		}
		if day := items[0].Features.(*figure).Day; fits && day > latest {
			best, latest = n, day
		}
	}
	if best < 0 {
		return append(all, []*ledger.Item{i})
	}
	all[best] = append(all[best], i)
	return all
}
