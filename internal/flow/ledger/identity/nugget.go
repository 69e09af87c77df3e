package identity

import (
	"cmp"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// asEvent gives the event that a nugget would be, so that both are compared by the same features.
func asEvent(n *record.Nugget) *record.Event {
	trigger := n.Trigger
	return &record.Event{
		ID: n.ID, Document: n.Document, Span: n.Span, Quote: n.Quote, Trigger: &trigger, Type: n.Type, Status: n.Status, Actors: n.Actors, Recipients: n.Recipients,
		Time: n.Time, Place: n.Place,
	}
}

// among tells each telling of a report how many events of its type stand there beside it.
func among(tellings []*telling) {
	for _, t := range tellings {
		for _, o := range tellings {
			if o != t && o.act == t.act && !o.nugget {
				t.rivals++
			}
		}
	}
}

// retold compares a nugget with an event by what only nuggets have.
func retold(p pair, v *vector) {
	n := p.a
	if !n.nugget {
		n = p.b
	}
	v[again] = 1
	set(v, knownAct, n.definite)
	if p.document {
		v[rivalsHere] = float64(min(n.rivals-1, mostRivals)) / mostRivals
	}
}

// mostRivals is how many other events of a type in a report count.
const mostRivals = 4

// parted parts the items of a component into its events and its nuggets.
func parted(component []*ledger.Item) (events, nuggets []*ledger.Item) {
	for _, i := range component {
		if i.Features.(*telling).nugget {
			nuggets = append(nuggets, i)
		} else {
			events = append(events, i)
		}
	}
	return events, nuggets
}

// inOrder orders tellings by where they stand in the text.
func inOrder(a, b *telling) int { return cmp.Compare(a.start, b.start) }
