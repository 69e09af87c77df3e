package follow

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// Report is what was read from one report.
type Report struct {
	ID                          record.DocumentID
	Published, Title, Publisher string // the day, YYYY-MM-DD
	Text                        string
	Facts                       []record.Entry
}

// Meeting is a telling of a meeting, to learn from which are of one.
type Meeting struct {
	Report int         // index
	Span   record.Span // of its words
	Step   string      // as [Steps] has them
	Likely float64     // how likely it tells of a meeting: 1 where an event tells it, else what the occasion is
	item   *ledger.Item
}

// Steps are what a telling of a meeting may tell: that it is planned, called off, moved, not held, refused or held.
var Steps = []string{plans, cancels, moves, missed, refuses, holds}

// MeetingsIn gives the tellings of meetings of some reports.
func (k *Kind) MeetingsIn(reports []Report) ([]Meeting, error) {
	var all []Meeting
	for n, r := range reports {
		source := keep.Source{ID: r.ID, Published: r.Published, Title: r.Title, Publisher: r.Publisher}
		items, err := k.TextItems(source, r.Text, r.Facts)
		if err != nil {
			return nil, err
		}
		for _, i := range items {
			t := new(telling)
			if err := json.Unmarshal(i.Features, t); err != nil {
				return nil, fmt.Errorf("telling %s: %w", i.ID, err)
			}
			if t.Of == meeting {
				m := Meeting{Report: n, Span: record.Span{Start: t.At, End: t.End}, Step: t.Step, Likely: 1}
				if o, ok := r.Facts[i.Fact].(*record.Occasion); ok {
					m.Likely = o.Confidence
				}
				m.item = ledger.NewItem(keep.Item{ID: i.ID, Source: source, Keys: i.Keys}, t, r.Facts[i.Fact])
				all = append(all, m)
			}
		}
	}
	return all, nil
}

// Later gives the same telling as if all had been so many days later.
func (m Meeting) Later(days int) Meeting {
	t := *m.item.Features.(*telling)
	later := func(i interval) interval {
		if !i.known() {
			return i
		}
		return interval{i.From + day(days), i.To + day(days)}
	}
	t.Due, t.New, t.Dates = later(t.Due), later(t.New), slices.Clone(t.Dates)
	for i := range t.Dates {
		t.Dates[i] += day(days)
	}
	source := m.item.Source
	source.Published = (told(m.item) + day(days)).String()
	m.item = ledger.NewItem(keep.Item{ID: m.item.ID, Source: source}, &t, nil)
	return m
}

// Told gives the day on which it is told, in days since 1970-01-01.
func (m Meeting) Told() int { return int(told(m.item)) }

// Standing gives the features of how two tellings stand to each other; false where they are never set beside each other.
func Standing(m, n Meeting) ([]uint64, bool) {
	a, b, ok := planFirst(m.item, n.item)
	if !ok {
		return nil, false
	}
	x, y := a.Features.(*telling), b.Features.(*telling)
	if !x.before(y, told(a), told(b)) {
		return nil, false
	}
	rule := 0
	if !x.Occasion && !y.Occasion {
		rule = fit(a, b)
	}
	return standing(a, b, rule), true
}
