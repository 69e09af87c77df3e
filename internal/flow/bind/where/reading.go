package where

import (
	"math"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// reading is one place that a site may mean.
type reading struct {
	place *knowledge.Place  // nil for a state and for what is only described
	state *knowledge.Entity // nil for a place
	kind  string            // class of the kind
	usual bool              // the name means it where nothing else is said
	exact bool              // it has the accents of the text
	name  string            // of what is only described, or of a part: "Kharkiv airport"
	from  *reading          // what holds it, where it is only described
	score float64
}

func placeReading(p *knowledge.Place, n knowledge.Name) reading {
	return reading{place: p, kind: classOfPlace(p), usual: !n.Ambiguous}
}

func stateReading(e *knowledge.Entity, n knowledge.Name) reading {
	kind := country
	if e.Polity.Status == "de facto" || e.Polity.Within == e.Country {
		kind = region
	}
	return reading{state: e, kind: kind, usual: !n.Ambiguous}
}

// classOfPlace gives the class of the kind of a place.
func classOfPlace(p *knowledge.Place) string {
	switch p.Kind {
	case "city", "province", "district", "crossing", "island":
		return p.Kind
	case "strait", "sea", "river", "canal", "lake":
		return water
	case "landmark", "base", "camp", "port", "airport", "mountain":
		return landmark
	}
	return region
}

func (r *reading) id() string {
	switch {
	case r.name != "":
		return ""
	case r.place != nil:
		return r.place.ID
	case r.state != nil:
		return r.state.ID
	}
	return ""
}

func (r *reading) country() string {
	switch {
	case r.place != nil:
		return r.place.Country
	case r.state != nil:
		return r.state.Country
	case r.from != nil:
		return r.from.country()
	}
	return ""
}

// title gives the usual English name without the words that tell it apart from others.
func (r *reading) title() string {
	switch {
	case r.name != "":
		return r.name
	case r.place != nil:
		return r.place.Names[0].Text
	case r.state != nil:
		return r.state.Names[0].Text
	}
	return ""
}

// prior says how likely a reading is where nothing tells.
func (r *reading) prior() float64 {
	p := 0.0
	switch r.kind {
	case country:
		p = 3
	case region, water:
		p = 1.5
	case province:
		p = 1
	case landmark, crossing, island:
		p = 0.7
	}
	if r.usual {
		p += 1.6
	}
	if r.exact {
		p++
	}
	if r.kind == region && r.state != nil {
		p++ // "Gaza" is the strip rather than the city
	}
	if r.place != nil {
		if strings.HasPrefix(r.place.ID, "geonames-") {
			p -= 1.5
		}
		p += 0.8 * math.Log10(float64(max(r.place.Population, 5000))/5000)
	}
	return p
}

// precision gives the word of the record for a class of kinds.
func precision(kind string) string {
	switch kind {
	case water:
		return region
	case island:
		return landmark
	}
	return kind
}

// pinned says that places of a precision have coordinates.
func pinned(precision string) bool {
	return precision == landmark || precision == crossing || precision == city
}

// holding says how surely one reading lies in another: 0 not, 1 perhaps, 2 by the knowledge.
func (f *finder) holding(outer, inner *reading) int {
	switch {
	case outer.country() == "" && outer.place == nil, inner.place == nil, outer.kind == city && inner.kind == city:
		return 0
	case outer.state != nil:
		if outer.country() == inner.country() {
			return 2
		}
		return 0
	case outer.place == nil || outer.place == inner.place:
		return 0
	}
	p := inner.place
	for steps := 0; p.Within != "" && steps < 20; steps++ {
		if p.Within == outer.place.ID {
			return 2
		}
		next, ok := f.base.Place(p.Within)
		if !ok {
			break
		}
		p = next
	}
	loose := outer.kind == region || outer.kind == district || outer.kind == water || p.Kind != "province"
	same := outer.country() == inner.country() || outer.country() == ""
	if loose && same && narrower(inner.kind, outer.kind) && kilometres(outer.place, inner.place) < 300 {
		return 1
	}
	return 0
}

// narrower says that places of one class can lie in places of another.
func narrower(inner, outer string) bool {
	order := map[string]int{landmark: 1, crossing: 1, city: 2, island: 3, district: 3, province: 4, region: 5, water: 5, country: 6}
	return order[inner] < order[outer]
}

// kilometres is the distance of two places along the surface of a sphere.
func kilometres(a, b *knowledge.Place) float64 {
	const rad = math.Pi / 180
	lat1, lat2 := float64(a.Latitude)*rad, float64(b.Latitude)*rad
	dlat, dlon := lat2-lat1, float64(b.Longitude-a.Longitude)*rad
	h := math.Sin(dlat/2)*math.Sin(dlat/2) + math.Cos(lat1)*math.Cos(lat2)*math.Sin(dlon/2)*math.Sin(dlon/2)
	return 2 * 6371 * math.Asin(min(1, math.Sqrt(h)))
}
