package text

import "github.com/chancery-project/chancery/record"

// Facts are the layers that leave the program: what was read, in the order of the text. Each has one writer.
type Facts struct {
	Events    []*record.Event      // writer: derive/event
	Claims    []*record.Claim      // writer: derive/claim
	Figures   []*record.Figure     // writer: derive/figure
	Occasions []*record.Occasion   // writer: derive/occasion
	Nuggets   []*record.Nugget     // writer: derive/event
	Times     []*record.Time       // writer: bind/when
	Actors    []*record.ActorEntry // writer: bind/refer
	Disputes  []*record.Dispute    // writer: derive/claim
}

// Entries gives all facts and notices of the document in the order in which they are written, without the document
// itself.
func (d *Document) Entries() []record.Entry {
	f := &d.Facts
	n := len(f.Events) + len(f.Claims) + len(f.Figures) + len(f.Occasions) + len(f.Nuggets) + len(f.Times) + len(d.Places) + len(f.Actors) + len(f.Disputes)
	entries := make([]record.Entry, 0, n+len(d.Notices))
	entries = appendEntries(entries, f.Events)
	entries = appendEntries(entries, f.Claims)
	entries = appendEntries(entries, f.Figures)
	entries = appendEntries(entries, f.Occasions)
	entries = appendEntries(entries, f.Nuggets)
	entries = appendEntries(entries, f.Times)
	for i := range d.Places {
		entries = append(entries, d.Places[i].Entry(d))
	}
	entries = appendEntries(entries, f.Actors)
	entries = appendEntries(entries, f.Disputes)
	for _, n := range d.Notices {
		entries = append(entries, n.Entry(d.ID))
	}
	return entries
}

func appendEntries[E record.Entry](entries []record.Entry, more []E) []record.Entry {
	for _, e := range more {
		entries = append(entries, e)
	}
	return entries
}
