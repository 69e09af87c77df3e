package likeness

import (
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// Place is a place with what holds it. The zero value is no place.
type Place struct {
	Name    Mark // without the word for its kind: "Barmal district" is Barmal
	Admin   Mark // the province, itself for provinces
	Country Mark
	Level   Level
}

// Level is how narrow a place is.
type Level uint8

// Levels of places, the widest first.
const (
	NoPlace Level = iota
	Region
	Country
	Province
	District
	Spot // city, crossing, landmark
)

// kinds are words that tell the kind of a place and are no part of its name.
var kinds = [...]string{"-district", "-province", "-city", "-border-crossing", "-crossing", "-region", "-county", "-state"}

func placeName(name string) Mark {
	key := ledger.Fold(name)
	for _, k := range kinds {
		if cut, ok := strings.CutSuffix(key, k); ok && cut != "" {
			key = cut
		}
	}
	return MarkOf(key)
}

// PlaceOf gives the marks of a place.
func PlaceOf(name, country, admin, precision string) Place {
	p := Place{Name: placeName(name), Country: MarkOf(country), Admin: placeName(admin)}
	switch precision {
	case "landmark", "crossing", "city":
		p.Level = Spot
	case "district":
		p.Level = District
	case "province":
		p.Level, p.Admin = Province, p.Name
	case "country":
		p.Level, p.Name, p.Admin = Country, p.Country, 0
	case "region":
		p.Level = Region
	}
	return p
}

// WhereOf gives the marks of the place of an event.
func WhereOf(w *record.Where) Place {
	if w == nil {
		return Place{}
	}
	return PlaceOf(w.Name, w.Country, w.Admin1, w.Precision)
}

// Match compares two places: equal; one within the other; apart; unknown where one is not told or where what is known of
// them does not tell.
func (p Place) Match(o Place) Match {
	switch {
	case p.Level == NoPlace || o.Level == NoPlace:
		return Unknown
	case p.Name == o.Name:
		return Equal
	case p.Level == Region || o.Level == Region:
		return Unknown
	case p.Country != 0 && o.Country != 0 && p.Country != o.Country:
		return Apart
	case p.Level == Country || o.Level == Country:
		return Within
	case p.Admin != 0 && o.Admin != 0 && p.Admin != o.Admin:
		return Apart
	case p.Level == o.Level && p.Level >= District:
		return Apart
	case p.Level == Province || o.Level == Province:
		if p.Admin == o.Admin {
			return Within
		}
	}
	return Unknown
}
