package follow

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
)

// matter is a follow-up as it grows.
type matter struct {
	of      string
	items   []*ledger.Item // in the order of inOrder once it is whole
	steps   map[*ledger.Item]string
	due     interval // as last announced
	outcome string
	decided day
}

// meetings gives each telling of a component to the plan that it fits best: first what was announced, moved and called
// off, in the order of publication, then what was held. Tellings of meetings that nobody announced are left out, and so
// are cancellations of them unless they name the day that had been set.
func meetings(component []*ledger.Item) []*matter {
	var all []*matter
	var held []*ledger.Item
	for _, i := range component {
		t := i.Features.(*telling)
		if t.Step == holds || t.Step == missed || t.Step == refuses {
			held = append(held, i)
			continue
		}
		m := best(all, i)
		if m == nil {
			if t.Step == cancels && len(t.Dates) == 0 && !t.Due.known() || t.Step == moves && !t.New.known() && len(t.Dates) == 0 {
				held = append(held, i) // a plan may still be told behind it
				continue
			}
			m = &matter{of: meeting, steps: map[*ledger.Item]string{}}
			all = append(all, m)
		}
		m.take(i)
	}
	for _, i := range held {
		if m := best(all, i); m != nil {
			m.take(i)
		}
	}
	for _, m := range all {
		slices.SortFunc(m.items, inOrder)
		m.decide()
	}
	return slices.DeleteFunc(all, func(m *matter) bool { return len(m.items) == 0 })
}

// best gives the matter that an item fits best, the earliest of equals; nil for none.
func best(all []*matter, i *ledger.Item) *matter {
	var found *matter
	most := 0
	for _, m := range all {
		if !m.open(i) {
			continue
		}
		for _, other := range m.items {
			if n := score(other, i); n > most {
				found, most = m, n
			}
		}
	}
	return found
}

// open tells whether a telling may be added: a meeting that was held on one day is not held again on another.
func (m *matter) open(i *ledger.Item) bool {
	t := i.Features.(*telling)
	for _, o := range m.items {
		if x := o.Features.(*telling); t.Step == holds && x.Step == holds && t.Due.narrow() && x.Due.narrow() && !x.Due.near(t.Due) {
			return false
		}
	}
	return true
}

// take adds a telling.
func (m *matter) take(i *ledger.Item) {
	m.items = append(m.items, i)
	m.steps[i] = map[string]string{
		plans: "announced", moves: "moved", cancels: "cancelled", missed: "cancelled", refuses: "refused", holds: "held",
	}[i.Features.(*telling).Step]
}

// decide reads the steps in the order of publication: a meeting that was held was held, whatever was said before; else
// what was said last stands.
func (m *matter) decide() {
	m.outcome = "open"
	var old interval
	putOff := false
	for n, i := range m.items {
		t := i.Features.(*telling)
		switch m.steps[i] {
		case "announced":
			if slices.ContainsFunc(m.items[:n], func(o *ledger.Item) bool { return m.steps[o] == "announced" && o.Source.ID != i.Source.ID }) {
				m.steps[i] = "confirmed"
			}
			if m.outcome == "cancelled" && t.revives(i, m.items[:n]) {
				m.outcome, m.decided = "open", 0 // it is on again
			}
			if (m.outcome == "cancelled" || putOff && m.outcome == "moved") && !t.Was && t.Due.known() && !t.Due.near(m.due) && !t.Due.near(old) {
				m.steps[i] = "moved" // put off, and now with a new day
				m.outcome, m.decided, old = "moved", told(i), m.due
				m.due = t.Due
			} else if !(old.known() && old.near(t.Due)) {
				m.due = m.due.refined(t.Due)
			}
		case "moved":
			old = m.due
			if m.outcome != "held" {
				m.outcome, m.decided = "moved", told(i)
			}
			m.due = t.New
		case "cancelled":
			if m.outcome == "held" || m.outcome == "cancelled" {
				break
			}
			m.outcome, m.decided = "cancelled", told(i)
			if t.PutOff {
				m.outcome, m.steps[i] = "moved", "moved" // to a day that is not told
				putOff = true
			}
			if d := t.called(told(i)); !m.due.known() && d != 0 {
				m.due = interval{d, d}
			}
		case "refused":
			if m.outcome == "open" {
				m.outcome, m.decided = "refused", told(i)
			}
		case "held":
			if m.outcome != "held" || t.Due.known() && m.decided == 0 {
				m.outcome, m.decided = "held", t.Due.From
				if !t.Due.narrow() && m.due.narrow() && t.Due.near(m.due) {
					m.decided = m.due.From // "at their summit of last June"
				}
			}
		}
	}
	if m.outcome == "held" && m.decided == 0 {
		m.decided = m.due.From
	}
}

// called gives the day of a meeting that was called off, of the days that its telling names: the first that had not come yet.
func (t *telling) called(said day) day {
	for _, d := range t.Dates {
		if d >= said {
			return d
		}
	}
	if len(t.Dates) > 0 {
		return t.Dates[0]
	}
	return 0
}

// revives tells whether a plan that is told in a later report, before its day, puts a meeting on again that was called off for that
// very day.
func (t *telling) revives(i *ledger.Item, before []*ledger.Item) bool {
	if t.Was || !t.Due.narrow() || told(i) == 0 || t.Due.From < told(i) {
		return false
	}
	return !slices.ContainsFunc(before, func(o *ledger.Item) bool {
		return o.Features.(*telling).Step == cancels && told(o) >= told(i)
	})
}
