package series

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// described writes the series of some figures.
func described(items []*ledger.Item) (keep.Group, error) {
	slices.SortFunc(items, ledger.Compare)
	first := items[0].Features.(*figure)
	tellings, support := origin.Told(items)
	s := &record.Series{ID: record.IdentifyAs("s", items[0].ID), Key: key(items), Unit: first.Unit, Support: support}
	points := map[string]*record.Point{}
	var terms []string
	for n, i := range items {
		entry, err := i.Entry()
		if err != nil {
			return keep.Group{}, fmt.Errorf("figure %s: %w", i.ID, err)
		}
		f, ok := entry.(*record.Figure)
		if !ok {
			return keep.Group{}, fmt.Errorf("figure %s: it is a %s", i.ID, entry.EntryKind())
		}
		if s.What == "" {
			s.What = f.What
		}
		day := pointDay(i)
		if points[day] == nil {
			points[day] = &record.Point{Day: day}
		}
		state(points[day], f, tellings[n])
		terms = append(terms, sourceTerms(f, tellings[n])...)
	}
	for _, p := range points {
		settle(p)
		s.Points = append(s.Points, *p)
	}
	slices.SortFunc(s.Points, func(a, b record.Point) int { return cmp.Compare(a.Day, b.Day) })
	last := s.Points[len(s.Points)-1]
	s.Low, s.High = &last.Low, &last.High
	for _, i := range items {
		if f := i.Features.(*figure); s.Place == "" && len(f.Places) > 0 {
			s.Place = f.Places[0]
		}
	}
	return group(s, items, terms)
}

// key names the quantity: what, of whom, where, and of an event its day.
func key(items []*ledger.Item) string {
	f := items[0].Features.(*figure)
	if f.Fate == "" {
		return f.What
	}
	where, day := "", 0
	for _, i := range items {
		f := i.Features.(*figure)
		if where == "" && len(f.Places) > 0 {
			where = f.Places[0]
		}
		day = cmp.Or(day, f.Day)
	}
	date := ""
	if day != 0 {
		date = time.Unix(int64(day)*24*60*60, 0).UTC().Format(time.DateOnly)
	}
	return strings.Join([]string{f.What, where, date}, "|")
}

// pointDay gives the day whose state a figure tells: that which it names, else its publication. The day of an event is not
// the day of its toll: that is counted until the report is printed.
func pointDay(i *ledger.Item) string {
	f := i.Features.(*figure)
	if f.Fate != "" {
		return cmp.Or(i.Source.Published, f.AsOf)
	}
	return cmp.Or(f.AsOf, i.Source.Published)
}

// state adds a telling to a point: one value of one source stands once.
func state(p *record.Point, f *record.Figure, t record.Telling) {
	who, sector := t.Publisher, ""
	if f.Source != nil {
		who, sector = f.Source.Name, f.Source.Sector
	}
	for n := range p.Stated {
		s := &p.Stated[n]
		if s.Value == f.Value && highest(s.Value, s.ValueMax) == highest(f.Value, f.ValueMax) && s.Qualifier == f.Qualifier && s.Who == who {
			s.Tellings = append(s.Tellings, t)
			return
		}
	}
	p.Stated = append(p.Stated, record.Stated{
		Value: f.Value, ValueMax: f.ValueMax, Qualifier: f.Qualifier, Who: who, Sector: sector, Tellings: []record.Telling{t},
	})
}

// settle counts the origins of the values of a point and finds its ends.
func settle(p *record.Point) {
	for n := range p.Stated {
		s := &p.Stated[n]
		s.Origins = origin.Count(s.Tellings).Origins
		high := highest(s.Value, s.ValueMax)
		if n == 0 {
			p.Low, p.High = s.Value, high
		}
		p.Low, p.High = min(p.Low, s.Value), max(p.High, high)
	}
}

func highest(value float64, to *float64) float64 {
	if to != nil && *to > value {
		return *to
	}
	return value
}

func sourceTerms(f *record.Figure, t record.Telling) []string {
	var terms []string
	if f.Source != nil {
		for _, k := range []string{ledger.PartyOf(*f.Source), ledger.KeyOf(*f.Source), ledger.Fold(f.Source.Name)} {
			if k != "" {
				terms = append(terms, "source="+k)
			}
		}
	}
	if t.Publisher != "" {
		terms = append(terms, "source="+ledger.Fold(t.Publisher))
	}
	return terms
}

// group gives the row of a series.
func group(s *record.Series, items []*ledger.Item, terms []string) (keep.Group, error) {
	bytes, err := record.Encode(s)
	if err != nil {
		return keep.Group{}, err
	}
	what, _, _ := strings.Cut(s.Key, "|")
	g := keep.Group{
		Kind: Name, ID: s.ID, From: s.Points[0].Day, To: s.Points[len(s.Points)-1].Day, First: s.Support.First, Last: s.Support.Last,
		Type: what, Origins: s.Support.Origins, Reports: s.Support.Reports, Entry: bytes,
	}
	terms = append(terms, "unit="+ledger.Fold(s.Unit), "what="+ledger.Fold(what), "type="+what)
	for _, i := range items {
		g.Members = append(g.Members, i.ID)
		f := i.Features.(*figure)
		for _, p := range f.Places {
			terms = append(terms, "place="+p)
		}
		for _, side := range f.Sides {
			terms = append(terms, "side="+side)
		}
		if f.Country != "" {
			terms = append(terms, "country="+f.Country)
		}
	}
	for _, word := range strings.Fields(counted(s.What)) {
		terms = append(terms, "what="+word)
	}
	slices.Sort(terms)
	g.Terms = slices.Compact(terms)
	return g, nil
}

// Write gives a value in the words of its qualifier, for tables.
func Write(s record.Stated) string {
	v := strconv.FormatFloat(s.Value, 'f', -1, 64)
	if s.ValueMax != nil {
		v += "-" + strconv.FormatFloat(*s.ValueMax, 'f', -1, 64)
	}
	if s.Qualifier != record.Exact && s.Qualifier != "" {
		v = string(s.Qualifier) + " " + v
	}
	return v
}
