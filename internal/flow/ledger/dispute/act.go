package dispute

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// act is an event that a claim tells of.
type act struct {
	Type string   `json:"t"`
	By   []string `json:"b,omitempty"` // parties
	On   []string `json:"o,omitempty"`
	No   bool     `json:"n,omitempty"` // the words say that it did not happen
	Day  string   `json:"d,omitempty"` // on which it was or was to be
}

func actOf(e *record.Event) act {
	a := act{Type: e.Type, By: partiesOf(e.Actors), On: partiesOf(e.Recipients), No: e.Status == record.Denied}
	if w := e.Time; w != nil && w.From != nil && w.Precision == "day" {
		a.Day = *w.From
	}
	return a
}

// act notes the events that a claim's content tells of, and whether the source denies one of its own.
func (d *document) act(s *statement, span record.Span, source *record.Actor) {
	const most = 3
	for _, e := range d.events {
		at := e.Span
		if e.Trigger != nil {
			at = *e.Trigger
		}
		switch e.Status {
		case record.Actual, record.Ongoing, record.Denied:
		default:
			continue
		}
		if !span.Contains(at) || len(s.Acts) == most || e.Type == "ACCUSE" || e.Type == "REJECT" {
			continue
		}
		s.Acts = append(s.Acts, actOf(e))
		if s.Denies && e.Status == record.Denied && source != nil && slices.Contains(partiesOf(e.Actors), partyOf(*source)) {
			s.Self = true
		}
	}
}

// deniedOf reads an event that is denied where no claim says so: "Iran denies having sent weapons"; nil for others.
func (d *document) deniedOf(e *record.Event) *features {
	if e.Status != record.Denied || d.inHeadline(e.Span) {
		return nil
	}
	source := e.Attribution
	if source == nil {
		return nil
	}
	for _, c := range d.claims {
		if c.Span.Overlaps(e.Span) && c.Source != nil {
			return nil
		}
	}
	f := &features{
		ID: e.ID, Document: d.source.ID, Published: d.published, Start: e.Span.Start, End: e.Span.End,
		Says: clipped(e.Quote), content: e.Span,
	}
	d.by(f, source)
	p := passage{e.Span, e.Quote}
	f.Said = &statement{
		Denies: true, Denial: true, Words: d.wordsOf(e.Quote, e.Span), Parties: d.partiesIn(e.Span), Acts: []act{actOf(e)},
		Self: slices.Contains(partiesOf(e.Actors), partyOf(*source)),
	}
	near, lead := d.where(p)
	f.Said.Near = likeness.Union(near, lead)
	return f
}

// accusedOf reads an accusation that no claim tells: "the minister made the charge before reporters"; nil for other events.
func (d *document) accusedOf(e *record.Event) *features {
	if e.Type != "ACCUSE" || e.Mode != "allege" || e.Status != record.Actual || d.inHeadline(e.Span) || len(e.Actors) != 1 || len(e.Recipients) != 1 {
		return nil
	}
	for _, c := range d.claims {
		if c.Stance == record.Accuse && c.Span.Overlaps(e.Span) {
			return nil
		}
	}
	f := &features{
		ID: e.ID, Document: d.source.ID, Published: d.published, Start: e.Span.Start, End: e.Span.End,
		Says: clipped(e.Quote), content: e.Span,
	}
	d.by(f, &e.Actors[0])
	list := plain(e.Quote)
	f.Said = &statement{
		Accuses: true, Words: d.wordsOf(e.Quote, e.Span), Parties: d.partiesIn(e.Span), Target: partyOf(e.Recipients[0]),
		Attack: anyOf(event, list) || anyOf(dead, list), Author: anyOf(author, list),
	}
	if f.Party == f.Said.Target || !anyOf(accusing, list) && !anyOf(accuse, list) {
		return nil
	}
	near, lead := d.where(passage{e.Span, e.Quote})
	f.Said.Near = likeness.Union(near, lead)
	return f
}

func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// oneAct tells whether a denial is of an act that the other tells of: of one type, by the same party or by whom neither
// says, and with so much weight of words in common.
func oneAct(a, b *features, mass float64) bool {
	s := likeness.Compare(a.Said.Words, b.Said.Words)
	if s.Mass < mass {
		return false
	}
	for _, x := range a.Said.Acts {
		for _, y := range b.Said.Acts {
			if x.Type != y.Type || y.No || !x.No && !a.Said.Denial {
				continue
			}
			if common(x.By, y.By) || len(x.By) == 0 && s.Part >= 0.4 {
				return true
			}
		}
	}
	return false
}

// sameAct gives what of the same report tells of the act that a denial is about: the nearest before it that is not the
// denier's own word.
func sameAct(a *features, before []*features) *features {
	for _, b := range slices.Backward(before) {
		if b.Said == nil || b.Said.Denies || b.Said.Told || b.Key == "" || b.Key == a.Key || b.Party == a.Party || nested(a, b) || a.Start-b.End > nearDenial {
			continue
		}
		if oneAct(a, b, 1) {
			return b
		}
	}
	return nil
}

// otherMaker tells whether two claims lay one act on different parties, and one of them on the other one's source: "an
// Israeli air strike hit the hospital", "a rocket of Islamic Jihad hit the hospital".
func otherMaker(a, b *features) bool {
	x, y := a.Said, b.Said
	if x.Denies || y.Denies || a.Party == b.Party {
		return false
	}
	s := likeness.Compare(x.Words, y.Words)
	for _, v := range x.Acts {
		for _, w := range y.Acts {
			if v.Type != w.Type || v.No || w.No || len(v.By) == 0 || len(w.By) == 0 || common(v.By, w.By) {
				continue
			}
			blames := slices.Contains(v.By, b.Party) || slices.Contains(w.By, a.Party)
			if blames && s.Mass >= 1 && s.Part >= 0.25 && (common(v.On, w.On) || len(v.On) == 0 || len(w.On) == 0 || s.Mass >= 2) || s.Mass >= 2 && s.Part >= 0.6 {
				return true
			}
		}
	}
	return false
}
