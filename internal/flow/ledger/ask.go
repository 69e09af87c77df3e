package ledger

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Names gives the keys of the actors that a name may mean: one or more, never none for a name with a letter in it.
type Names func(name string) []string

// NamesOf asks a resolver: the name of a state or its government is the state's code, that of anybody else the key of the
// actor. A name that is not known is its own key.
func NamesOf(r *who.Resolver) Names {
	return func(name string) []string {
		keys := []string{Fold(name)}
		if len(name) == 3 && name == upper(name) {
			keys = append(keys, name)
		}
		for _, a := range r.Resolve(who.Mention{Text: name}).Actors {
			key := KeyOf(record.Actor{ID: a.ID, Name: a.Name})
			if a.Kind == "state" || a.ID == "" {
				key = PartyOf(asActor(a))
			}
			keys = append(keys, key)
		}
		slices.Sort(keys)
		keys = slices.Compact(keys)
		return slices.DeleteFunc(keys, func(k string) bool { return k == "" })
	}
}

func asActor(a who.Actor) record.Actor {
	out := record.Actor{ID: a.ID, Name: a.Name, Kind: a.Kind, Country: a.Country, Sectors: a.Sectors}
	if len(a.Sectors) > 0 {
		out.Sector = a.Sectors[0]
	}
	return out
}

func upper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// Filter gives what a store is asked for a selection of entries of one kind. Keys that the kind does not have select
// nothing.
func Filter(kind string, s query.Selection, names Names) keep.GroupFilter {
	f := keep.GroupFilter{
		Kind: kind, Time: s.Time, Published: s.Published, MinOrigins: s.MinOrigins, MinConfidence: s.MinConfidence,
		Order: orderOf(s.Sort), Limit: s.Limit, After: s.Cursor,
	}
	if len(s.Dyad) > 0 {
		var any []string
		for _, p := range s.Dyad {
			for _, a := range names(p.A) {
				for _, b := range names(p.B) {
					any = append(any, "dyad="+Dyad(a, b))
				}
			}
		}
		f.Terms = append(f.Terms, any)
	}
	for _, key := range query.Keys() {
		values := s.Values[key]
		if len(values) == 0 {
			continue
		}
		var any []string
		for _, v := range values {
			for _, k := range keysOf(key, v, names) {
				any = append(any, key+"="+k)
			}
		}
		f.Terms = append(f.Terms, any)
	}
	return f
}

// keysOf gives the values that a term of this key has for what was asked.
func keysOf(key, value string, names Names) []string {
	switch key {
	case "actor", "recipient", "side", "speaker", "target", "country":
		return names(value)
	case "source":
		return append(names(value), Fold(value))
	case "place", "what", "unit":
		return []string{Fold(value)}
	}
	return []string{value}
}

func orderOf(sort string) keep.Order {
	if sort == "-time" {
		return keep.ByTime
	}
	return keep.Order(sort)
}
