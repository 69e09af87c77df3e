package where

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// resolve chooses the reading of each site and then which of them are places.
func (f *finder) resolve() {
	for i := range f.sites {
		f.byKind(&f.sites[i])
	}
	f.link()
	for i := range f.sites {
		f.score(i)
	}
	for i := range f.sites {
		f.stray(&f.sites[i])
	}
	f.agree()
	for i := range f.sites {
		f.describe(i)
		f.side(&f.sites[i])
	}
	for i := range f.sites {
		s := &f.sites[i]
		if len(s.readings) == 0 {
			continue
		}
		if rule, ok := f.isPlace(s); ok {
			s.rule = rule
		}
	}
	f.merge()
}

// stray takes from a water that is only known to be called like a town the countries of that town, where the sentence
// tells of others alone: "the San Miguel river" between Colombia and Ecuador is not that of El Salvador.
func (f *finder) stray(s *site) {
	if s.kind != water || len(f.told[s.sentence]) < 2 {
		return
	}
	named := 0 // sentences that tell of the town's country by this name
	for i := range f.sites {
		if o := &f.sites[i]; o.name.Of(f.doc.Text) == s.name.Of(f.doc.Text) {
			named++
		}
	}
	s.readings = slices.DeleteFunc(s.readings, func(r reading) bool {
		country := r.country()
		return r.from != nil && r.from.kind == city && f.counts[country] <= named &&
			!slices.ContainsFunc(f.doc.Mentions, func(m text.Mention) bool {
				return m.As.Country == country && !strings.Contains(m.Span.Of(f.doc.Text), s.name.Of(f.doc.Text))
			})
	})
}

// link finds what holds a place by the words: "Paris, Texas", "a village in Kunar province", "Pakistan's Punjab".
func (f *finder) link() {
	for i := 0; i+1 < len(f.sites); i++ {
		a, b := &f.sites[i], &f.sites[i+1]
		if b.span.Start <= a.span.End {
			continue
		}
		gap := f.doc.Text[a.span.End:b.span.Start]
		if a.sentence != b.sentence {
			if gap == ", " && f.canHold(b, a) { // a fragment: "Tripoli, Lebanon"
				a.holder = i + 1
			}
			continue
		}
		switch {
		case strings.TrimSpace(gap) == "'s" || strings.TrimSpace(gap) == "’s":
			if f.canHold(a, b) {
				b.holder, b.fixed = i, true
			}
		case f.linked(a, b):
			a.holder = i + 1
			after := f.text(b.span.End, 4)
			owner := strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s")
			a.merged = strings.TrimSpace(gap) == "," && b.span.Start == b.name.Start && !owner
		}
	}
}

// linked says that only words that lead to what holds a place part two sites.
func (f *finder) linked(a, b *site) bool {
	r := text.TokenRange{First: f.doc.TokensIn(a.span).End, End: f.doc.TokensIn(b.span).First}
	if r.Len() < 1 || 8 < r.Len() {
		return false
	}
	for t := r.First; t < r.End; t++ {
		w := f.word(t)
		if w != "," && w != "(" && !f.words.has(classLink, w) && !f.words.has(classFiller, w) && !f.words.has(classKind, w) && !f.words.has(classDirection, w) {
			return false
		}
	}
	if f.canHold(b, a) {
		return true
	}
	if len(a.readings) == 0 && len(b.readings) > 0 && b.readings[0].kind == city {
		return f.words.has(classPart, f.doc.Trees.Lemma(r.End-2))
	}
	return f.named1(b) && !f.listed(b) && f.foreign(a, b) && !f.acts(b)
}

// acts says that a name owns what follows it or is the subject of a verb right behind it: "in Lisbon, Mexico's embassy confirmed",
// "in Geneva, Iran said", where the country is not what holds the town.
func (f *finder) acts(b *site) bool {
	after := f.text(b.span.End, 4)
	if strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s") {
		return true
	}
	next := f.doc.TokensIn(b.span).End
	if int(next) >= len(f.doc.Tokens) {
		return false
	}
	upos := f.doc.Trees.UPOS(next)
	return upos == "VERB" || upos == "AUX"
}

// named1 says that a site is a division or a state, such as stands behind the name of a town.
func (f *finder) named1(s *site) bool {
	if len(s.readings) == 0 {
		return false
	}
	switch s.readings[0].kind {
	case province, country, district:
		return true
	}
	return s.kind == province || s.dir
}

// listed says that a list goes on behind a site.
func (f *finder) listed(s *site) bool {
	next := f.doc.TokensIn(s.span).End
	if !f.within(next, s.sentence) {
		return false
	}
	switch f.word(next) {
	case "and", "or", "&":
		return true
	case ",":
		return f.siteAt(f.doc.Tokens[next].Span.End + 1)
	}
	return false
}

// foreign says that a name is not known, or is told to be a town and is none of those known in the other site.
func (f *finder) foreign(a, b *site) bool {
	if len(a.readings) == 0 {
		return true
	}
	outer := b.readings[0].kind
	if a.kind == "" && outer != province && outer != country || !slices.ContainsFunc(a.readings, func(r reading) bool { return r.kind == city }) {
		return false
	}
	between := f.doc.Text[a.span.End:b.span.Start]
	return a.kind == city || strings.TrimSpace(between) == ","
}

// canHold says that some reading of one site holds some reading of the other.
func (f *finder) canHold(outer, inner *site) bool {
	for i := range outer.readings {
		for k := range inner.readings {
			if f.holding(&outer.readings[i], &inner.readings[k]) > 0 {
				return true
			}
		}
	}
	return false
}

// ofCapitals is how much likelier a name means the capital of a state than another town.
const ofCapitals = 0.4

// score weighs the readings of a site and sorts them, the best first.
func (f *finder) score(i int) {
	s := &f.sites[i]
	for k := range s.readings {
		r := &s.readings[k]
		r.score = r.prior() + f.weight(s.sentence, r.country()) + f.held(i, r) + f.beside(i, r)
		if s.governs != "" && r.kind == city && r.country() == s.governs {
			r.score += ofCapitals // "in London", in a report on Canada
		}
		if s.nation != "" {
			if r.country() == s.nation {
				r.score += 6
			} else {
				r.score -= 4
			}
		}
	}
	slices.SortStableFunc(s.readings, func(a, b reading) int { return cmp.Compare(b.score, a.score) })
}

// weight says how much a sentence and the rest of the report tell of a country.
func (f *finder) weight(sentence int, country string) float64 {
	w, n, others := 0.0, f.counts[country], f.total-len(f.told[sentence])
	if slices.Contains(f.told[sentence], country) {
		w, n = 3, n-1
	}
	if others > 0 {
		w += 1.5 * float64(n) / float64(others)
	}
	return w
}

// held weighs what holds a reading by the words, and what it holds.
func (f *finder) held(i int, r *reading) float64 {
	w := 0.0
	if outer := f.sites[i].outer; outer != nil {
		w += 4 * float64(f.holding(outer, r))
	}
	if h := f.sites[i].holder; h >= 0 {
		w += 4 * float64(f.best(h, func(o *reading) int { return f.holding(o, r) }))
	}
	for k := max(0, i-1); k < min(len(f.sites), i+2); k++ {
		if k != i && f.sites[k].holder == i {
			w += 4 * float64(f.best(k, func(o *reading) int { return f.holding(r, o) }))
		}
	}
	return w
}

// best gives the highest of a measure over the readings of a site.
func (f *finder) best(i int, measure func(*reading) int) int {
	most := 0
	for k := range f.sites[i].readings {
		most = max(most, measure(&f.sites[i].readings[k]))
	}
	return most
}

// beside weighs the other places of the sentence: those that hold a reading or lie in it or near it.
func (f *finder) beside(i int, r *reading) float64 {
	w := 0.0
	for k := i - 1; k >= 0 && f.sites[k].sentence == f.sites[i].sentence; k-- {
		w = max(w, f.neighbour(&f.sites[k], r))
	}
	for k := i + 1; k < len(f.sites) && f.sites[k].sentence == f.sites[i].sentence; k++ {
		w = max(w, f.neighbour(&f.sites[k], r))
	}
	return w
}

func (f *finder) neighbour(other *site, r *reading) float64 {
	w := 0.0
	for k := range other.readings {
		o := &other.readings[k]
		share := 1 / float64(len(other.readings))
		switch {
		case o.place != nil && o.place == r.place:
		case r.state == nil && f.holding(r, o) == 2, o.state == nil && f.holding(o, r) == 2:
			w = max(w, 2.5*share)
		case o.place != nil && r.place != nil && o.kind != region && kilometres(o.place, r.place) < 200:
			w = max(w, 1.2*share)
		}
	}
	return w
}

// agree gives all sites of a name in the document one reading, but for those that the words themselves decide.
func (f *finder) agree() {
	type vote struct {
		id  string
		sum float64
	}
	votes := map[string][]vote{}
	for i := range f.sites {
		s := &f.sites[i]
		s.fixed = s.fixed || s.outer != nil || s.kind != "" || s.nation != "" || s.holder >= 0
		key := folded(s.name.Of(f.doc.Text))
		for k := range s.readings {
			id, score := s.readings[k].id(), s.readings[k].score
			if s.fixed && k > 0 {
				break
			}
			if n := slices.IndexFunc(votes[key], func(v vote) bool { return v.id == id }); n >= 0 {
				votes[key][n].sum += score
			} else {
				votes[key] = append(votes[key], vote{id, score})
			}
		}
	}
	for i := range f.sites {
		s := &f.sites[i]
		if s.fixed || len(s.readings) < 2 {
			continue
		}
		sum := func(r *reading) float64 {
			for _, v := range votes[folded(s.name.Of(f.doc.Text))] {
				if v.id == r.id() {
					return v.sum
				}
			}
			return 0
		}
		slices.SortStableFunc(s.readings, func(a, b reading) int { return cmp.Compare(sum(&b), sum(&a)) })
	}
}

// merge joins a place with what holds it behind a comma.
func (f *finder) merge() {
	for i := len(f.sites) - 1; i >= 0; i-- {
		s := &f.sites[i]
		if !s.merged || s.holder < 0 || s.rule == "" {
			continue
		}
		h := &f.sites[s.holder]
		if len(h.readings) == 0 || len(s.readings) == 0 {
			continue
		}
		if r := &s.readings[0]; r.from != nil || f.holding(&h.readings[0], r) > 0 {
			s.span.End, h.part = h.span.End, true
		}
	}
}

// places gives the sites that are places in the order of the text, apart from each other.
func (f *finder) places() []text.Place {
	all := []text.Place{}
	sites := slices.Clone(f.sites)
	slices.SortStableFunc(sites, func(a, b site) int { return cmp.Compare(a.span.Start, b.span.Start) })
	end := 0
	for i := range sites {
		s := &sites[i]
		if s.rule == "" || s.part || len(s.readings) == 0 {
			continue
		}
		if s.span.Start < end {
			s.span.Start = s.name.Start
		}
		if s.span.Start < end {
			continue
		}
		all = append(all, f.made(s))
		end = s.span.End
	}
	return all
}

// made gives a site the form of the layer.
func (f *finder) made(s *site) text.Place {
	r := &s.readings[0]
	tokens := f.doc.TokensIn(s.span)
	span := s.span
	w := record.Where{Name: r.title(), Country: r.country(), Admin1: f.admin1(r), Precision: precision(r.kind), Span: &span}
	if s.away {
		w.Precision = district
	}
	if pinned(w.Precision) && r.place != nil {
		at := r.place.Degrees()
		w.Latitude, w.Longitude = &at.Latitude, &at.Longitude
	}
	p := text.Place{Span: span, Tokens: tokens, Head: f.top(tokens), Where: w, ID: r.id(), Rule: s.rule + "; " + f.why(s)}
	for k := 1; k < len(s.readings) && len(p.Lost) < maxLost; k++ {
		if id := s.readings[k].id(); id != "" && id != p.ID && !slices.Contains(p.Lost, id) {
			p.Lost = append(p.Lost, id)
		}
	}
	return p
}

// maxLost is the number of candidates that are kept beside the one that was taken.
const maxLost = 8

// why says how the reading was chosen.
func (f *finder) why(s *site) string {
	r := &s.readings[0]
	switch {
	case s.reason != "":
		return s.reason
	case s.holder >= 0 && len(f.sites[s.holder].readings) > 0 && f.holding(&f.sites[s.holder].readings[0], r) > 0:
		return "lies in " + f.sites[s.holder].readings[0].title()
	case s.outer != nil:
		return "lies in " + s.outer.title()
	case s.nation != "":
		return "of the country named before it"
	case len(s.readings) == 1:
		return "the only place of the name"
	}
	return fmt.Sprintf("the likeliest of %d by what the text names and by size", len(s.readings))
}

// admin1 gives the name of the first-level division that holds a reading.
func (f *finder) admin1(r *reading) string {
	if r.from != nil && r.place == nil {
		return f.admin1(r.from)
	}
	p := r.place
	for steps := 0; p != nil && steps < 20; steps++ {
		if p.Kind == "province" {
			return p.Names[0].Text
		}
		next, ok := f.base.Place(p.Within)
		if p.Within == "" || !ok {
			return ""
		}
		p = next
	}
	return ""
}
