package where

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// millions is the population from which a side before a name is one of the city, not of its province.
const millions = 1000000

// byKind keeps the readings that agree with the kind that the words give, or makes one that does: "Kharkiv airport"
// lies in Kharkiv, "Farah province" is the division that holds Farah.
func (f *finder) byKind(s *site) {
	if s.kind == "" {
		return
	}
	fits := func(kinds ...string) bool {
		kept := slices.DeleteFunc(slices.Clone(s.readings), func(r reading) bool { return !slices.Contains(kinds, r.kind) })
		if len(kept) > 0 {
			s.readings = kept
		}
		return len(kept) > 0
	}
	name := s.name.Of(f.doc.Text)
	switch s.kind {
	case province, region:
		f.byDivision(s, name, fits)
	case district:
		if !fits(district) {
			f.derive(s, f.told1(s, name), district, false)
		}
	case city:
		fits(city, crossing, district)
	case crossing:
		if !fits(crossing) {
			f.derive(s, f.told1(s, name), crossing, true)
		}
	case landmark:
		if !fits(landmark) && !f.indefinite(s) {
			f.derive(s, f.told1(s, name), city, true)
		}
	case island:
		fits(island, region, landmark)
	case water:
		if !fits(water) {
			f.derive(s, f.told1(s, name), water, false)
		}
	}
}

// indefinite says that a kind names none of a place's own: "a Houston hospital".
func (f *finder) indefinite(s *site) bool {
	w := f.word(f.doc.TokensIn(s.span).First)
	return w == "a" || w == "an"
}

// byDivision keeps the divisions and regions of a name, or makes one.
func (f *finder) byDivision(s *site, name string, fits func(...string) bool) {
	if s.kind == region {
		if !fits(region, province, country, water, island) && !f.division(s, name) {
			f.derive(s, f.told1(s, name), district, false)
		}
		return
	}
	if !fits(province) && !f.division(s, name) && !fits(region) {
		f.derive(s, f.told1(s, name), province, false)
	}
}

// told1 gives a name with the kind behind it, as the text has both.
func (f *finder) told1(s *site, name string) string {
	if s.kindEnd {
		return f.doc.Text[s.name.Start:s.span.End]
	}
	return name
}

// division makes readings of the provinces that are called so.
func (f *finder) division(s *site, name string) bool {
	provinces := f.stems[folded(name)]
	if len(provinces) == 0 {
		return false
	}
	s.readings = nil
	for _, p := range provinces {
		s.readings = append(s.readings, placeReading(p, p.Names[0]))
	}
	return true
}

// derive makes of each reading one of another kind: a part of it, or what is called after it. Only what lies in a city
// keeps its pin.
func (f *finder) derive(s *site, name, kind string, inside bool) {
	for i := range s.readings {
		r := s.readings[i]
		made := reading{name: name, kind: kind, from: &r, usual: r.usual}
		if inside && r.kind == city {
			made.place = r.place
		} else if inside {
			made.kind = r.kind
		}
		s.readings[i] = made
	}
}

// describe makes a place of a name that is not known, or not known where the words say that it is.
func (f *finder) describe(i int) {
	s := &f.sites[i]
	if s.outer != nil {
		f.describeIn(s, s.outer, province)
		return
	}
	if s.holder < 0 || len(f.sites[s.holder].readings) == 0 {
		f.describeByNation(s)
		return
	}
	outer := &f.sites[s.holder].readings[0]
	if outer.kind == city && len(s.readings) == 0 && s.prep != "" {
		f.describeIn(s, outer, district) // on the outskirts of a town
		return
	}
	if len(s.readings) > 0 && (f.holding(outer, &s.readings[0]) > 0 || !f.named1(&f.sites[s.holder]) || s.fixed && s.holder < i) {
		return
	}
	kind := outer.kind
	if f.isDistrict(s) {
		kind = district
	}
	if f.sites[s.holder].dir && kind == country {
		kind = region
	}
	f.describeIn(s, outer, kind)
}

// describeIn makes a place of a name that lies in another and is none of those known in it.
func (f *finder) describeIn(s *site, outer *reading, kind string) {
	if len(s.readings) > 0 && f.holding(outer, &s.readings[0]) > 0 {
		return
	}
	s.readings = append([]reading{{name: s.name.Of(f.doc.Text), kind: kind, from: outer}}, s.readings...)
	s.reason = "not known; described as lying in " + outer.title()
}

// describeByNation makes a place of a name that is not known of the country whose adjective stands before it: "the
// Nigerian town of Bukuru".
func (f *finder) describeByNation(s *site) {
	if len(s.readings) > 0 || s.nation == "" || s.kind == "" {
		return
	}
	state, ok := f.base.StateOn(s.nation, knowledge.Date{})
	if !ok {
		return
	}
	outer := stateReading(state, knowledge.Name{})
	s.readings = []reading{{name: s.name.Of(f.doc.Text), kind: country, from: &outer}}
	s.reason = "not known; described as lying in " + outer.title()
}

// isDistrict says that a name that is not known is told to be a district, or ends in a word for one.
func (f *finder) isDistrict(s *site) bool {
	name := s.name.Of(f.doc.Text)
	return s.kind == district || f.words.value(classKind, name[strings.LastIndexByte(name, ' ')+1:]) == district
}

// side applies what lies before a name: "northern Syria" is a region, "southern Kandahar" the province, "eastern Aleppo"
// the city.
func (f *finder) side(s *site) {
	if len(s.readings) == 0 || !s.dir && !s.inner {
		return
	}
	r := &s.readings[0]
	switch {
	case r.kind == country && r.place == nil && r.name == "":
		outer := *r
		words := f.doc.Text[s.span.Start:s.name.End]
		s.readings = append([]reading{{name: sideName(words), kind: region, from: &outer}}, s.readings[1:]...)
		s.reason = "a part of " + outer.title()
	case r.kind == city && r.place != nil && s.kind == "" && !s.inner && r.place.Population < millions:
		for _, p := range f.stems[folded(s.name.Of(f.doc.Text))] {
			if p.Country == r.place.Country {
				s.readings = append([]reading{placeReading(p, knowledge.Name{})}, s.readings...)
				s.reason = "a side of the province"
				return
			}
		}
	}
}

// sideName leaves out the article.
func sideName(words string) string {
	if len(words) > 4 && (words[:4] == "the " || words[:4] == "The ") {
		return words[4:]
	}
	return words
}
