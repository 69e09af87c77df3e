package follow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// entry writes the follow-up in the words of its tellings: actors, place and title are those of the earliest that has
// them.
func (m *matter) entry() (*record.FollowUp, error) {
	u := &record.FollowUp{ID: record.IdentifyAs("u", m.items[0].ID), Of: m.of, Outcome: m.outcome, Decided: m.decided.String()}
	tellings, support := origin.Told(m.items)
	first := "" // words of the first occasion
	for n, i := range m.items {
		fact, err := i.Entry()
		if err != nil {
			return nil, fmt.Errorf("telling %s: %w", i.ID, err)
		}
		var due *record.When
		switch f := fact.(type) {
		case *record.Event:
			m.fill(u, i, f)
			due = bare(f.Time)
		case *record.Claim:
			fillClaim(u, f)
		case *record.Occasion:
			if first == "" {
				first = oneLine(f.Quote)
			}
		}
		if due == nil {
			due = m.dueOf(i)
		}
		u.History = append(u.History, record.Milestone{Step: m.steps[i], Due: due, Telling: tellings[n]})
	}
	u.Due = when(m.due)
	u.Support = support
	if u.Title == "" && len(u.Actors) < 2 {
		u.Title = first // nobody who is known well meets: the words have to tell what it is
	}
	if u.Title == "" {
		u.Title = title(u)
	}
	return u, nil
}

// fill takes sides and place from an event; those that plan, promise or demand come first.
func (m *matter) fill(u *record.FollowUp, i *ledger.Item, e *record.Event) {
	t := i.Features.(*telling)
	if m.of != meeting {
		if t.Step == makes && len(u.Actors) == 0 {
			u.Actors, u.Others = unplaced(e.Actors), unplaced(e.Recipients)
			u.Title = oneLine(e.Quote)
		}
	} else {
		for _, a := range unplaced(slices.Concat(e.Actors, e.Recipients)) {
			known := slices.ContainsFunc(u.Actors, func(o record.Actor) bool { return ledger.KeyOf(o) == ledger.KeyOf(a) })
			if !known && ledger.PartyOf(a) != "" && (a.Country != "" || a.ID != "") {
				u.Actors = append(u.Actors, a)
			}
		}
	}
	if u.Place == nil && e.Place != nil && t.Step != acts && t.Step != refuses {
		place := *e.Place
		place.Span = nil
		u.Place = &place
	}
}

func fillClaim(u *record.FollowUp, c *record.Claim) {
	if len(u.Actors) > 0 || c.Source == nil {
		return
	}
	u.Actors = unplaced([]record.Actor{*c.Source})
	if c.Target != nil {
		u.Others = unplaced([]record.Actor{*c.Target})
	}
	if u.Title == "" {
		u.Title = oneLine(c.Content)
	}
}

// unplaced gives actors without the place in the text that one telling has them at.
func unplaced(side []record.Actor) []record.Actor {
	all := slices.Clone(side)
	for n := range all {
		all[n].Text, all[n].Span = "", nil
	}
	return all
}

// bare gives a time without its place in the text.
func bare(w *record.When) *record.When {
	if w == nil {
		return nil
	}
	c := *w
	c.Span = nil
	return &c
}

// dueOf gives the date that a telling sets.
func (m *matter) dueOf(i *ledger.Item) *record.When {
	t := i.Features.(*telling)
	if t.New.known() {
		return when(t.New)
	}
	return when(t.Due)
}

func when(i interval) *record.When {
	if !i.known() {
		return nil
	}
	from, to := i.From.String(), i.To.String()
	precision := "day"
	switch n := i.To - i.From; {
	case n > 31:
		precision = "season"
	case n > 7:
		precision = "month"
	case n > 0:
		precision = "week"
	}
	return &record.When{From: &from, To: &to, Precision: precision}
}

// title names a meeting by its sides.
func title(u *record.FollowUp) string {
	names := make([]string, len(u.Actors))
	for n, a := range u.Actors {
		names[n] = a.Name
	}
	s := "meeting of " + strings.Join(names, ", ")
	if u.Place != nil {
		s += " in " + u.Place.Name
	}
	return s
}

// maxTitle bounds the words of a title, in bytes.
const maxTitle = 160

func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= maxTitle {
		return s
	}
	cut := strings.LastIndexByte(s[:maxTitle], ' ')
	if cut < maxTitle/2 {
		cut = strings.LastIndexFunc(s[:maxTitle], func(r rune) bool { return r < 128 })
	}
	return s[:max(cut, 0)] + " ..."
}

// group gives the row of an entry.
func (m *matter) group(u *record.FollowUp) (keep.Group, error) {
	bytes, err := record.Encode(u)
	if err != nil {
		return keep.Group{}, err
	}
	g := keep.Group{
		Kind: Name, ID: u.ID, First: u.Support.First, Last: u.Support.Last, Type: u.Of, Status: u.Outcome,
		Origins: u.Support.Origins, Reports: u.Support.Reports, Terms: terms(u), Entry: bytes,
	}
	days := m.due
	if !days.known() {
		days = interval{m.decided, m.decided}
	}
	g.From, g.To = days.From.String(), days.To.String()
	for _, i := range m.items {
		g.Members = append(g.Members, i.ID)
	}
	return g, nil
}

// terms gives what a follow-up is found by.
func terms(u *record.FollowUp) []string {
	all := []string{"of=" + u.Of, "type=" + u.Of, "status=" + u.Outcome}
	name := func(key string, a record.Actor) {
		for _, k := range []string{ledger.PartyOf(a), ledger.KeyOf(a), ledger.Fold(a.Name)} {
			if k != "" {
				all = append(all, key+"="+k, "side="+k)
			}
		}
	}
	for _, a := range u.Actors {
		name("actor", a)
		if u.Of == meeting {
			name("recipient", a)
		}
	}
	for _, a := range u.Others {
		name("recipient", a)
	}
	if u.Of == meeting {
		all = append(all, dyads(ledger.Parties(u.Actors), ledger.Parties(u.Actors))...)
	} else {
		all = append(all, dyads(ledger.Parties(u.Actors), ledger.Parties(u.Others))...)
	}
	if u.Place != nil {
		all = append(all, "place="+ledger.Fold(u.Place.Name))
		if u.Place.Country != "" {
			all = append(all, "country="+u.Place.Country)
		}
	}
	for _, m := range u.History {
		if m.Telling.Publisher != "" {
			all = append(all, "source="+ledger.Fold(m.Telling.Publisher))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func dyads(a, b []string) []string {
	var all []string
	for _, x := range a {
		for _, y := range b {
			if x != y {
				all = append(all, "dyad="+ledger.Dyad(x, y))
			}
		}
	}
	return all
}
