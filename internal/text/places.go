package text

import (
	"sort"

	"github.com/chancery-project/chancery/record"
)

// Place is a name, with the words that narrow it, that means a part of the earth: "Islamabad", "the northern province
// of Kunduz", "the Torkham border crossing". A place that stands for its government ("Islamabad said") is no place.
//
// Layer: Document.Places, sorted by start, apart from each other. Writer: bind/where.
type Place struct {
	Span   record.Span
	Tokens TokenRange
	Head   TokenID // the head of the noun phrase in the tree
	Where  record.Where
	ID     string   // of the entry of the knowledge; "" for a place that only the words describe
	Rule   string   // that decided
	Lost   []string // ids of the candidates that lost, best first
}

// Entry gives the form in which a place of a document leaves the program.
func (p *Place) Entry(d *Document) *record.Place {
	words, span := d.Quote(p.Span)
	return &record.Place{
		Kind: "place", Document: d.ID, Span: span, Text: words, Name: p.Where.Name, Country: p.Where.Country,
		Admin1: p.Where.Admin1, Latitude: p.Where.Latitude, Longitude: p.Where.Longitude, Precision: p.Where.Precision, Rule: p.Rule,
	}
}

// PlaceAt gives the place that holds the word, or nil.
func (d *Document) PlaceAt(t TokenID) *Place {
	i := sort.Search(len(d.Places), func(i int) bool { return d.Places[i].Tokens.End > t })
	if i < len(d.Places) && d.Places[i].Tokens.Has(t) {
		return &d.Places[i]
	}
	return nil
}
