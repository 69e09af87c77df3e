package where

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// sentence finds the sites of a sentence: names that the knowledge holds, then names of places that it lacks.
func (f *finder) sentence(i int) {
	from := len(f.sites)
	span := f.doc.SentenceSpan(i)
	end := 0
	f.scanner.All(span.Of(f.doc.Text), func(m knowledge.Match) bool {
		if m.Start < end {
			return true
		}
		at := record.Span{Start: span.Start + m.Start, End: span.Start + m.End}
		candidates := m.Candidates()
		s := site{sentence: i, name: at, span: at, holder: -1}
		if shouted(at.Of(f.doc.Text), candidates) && f.doc.Sentences[i].Kind == text.Running {
			return true
		}
		f.read(&s, candidates)
		if !f.broad(at) {
			f.hear(i, candidates)
		}
		if len(s.readings) == 0 {
			if swallows(candidates) {
				end = m.End
			}
			return true
		}
		end = m.End
		s.common = (at.Start == span.Start || f.doc.Sentences[i].Kind == text.Title) && f.words.has(classCommon, at.Of(f.doc.Text))
		f.place(&s)
		return true
	})
	f.capitals(i, from)
	f.unknown(i, from)
	slices.SortStableFunc(f.sites[from:], func(x, y site) int { return x.name.Start - y.name.Start })
	f.actors(i)
}

// shouted says that a short word in capitals is an acronym and not the name of a place: "a SWAT raid".
func shouted(word string, candidates []knowledge.Candidate) bool {
	if len(word) > 5 || strings.ContainsAny(word, " .") || word != strings.ToUpper(word) {
		return false
	}
	return !slices.ContainsFunc(candidates, func(c knowledge.Candidate) bool { return c.Name.Text == strings.ToUpper(c.Name.Text) })
}

// broad says that a word before a name makes it tell of no country: "Central American".
func (f *finder) broad(at record.Span) bool {
	t := f.doc.TokensIn(at).First
	return t > 0 && f.adjacent(t) && f.capital(t-1) && f.words.has(classBroad, f.doc.Word(t-1))
}

// place tells the words around a name and keeps the site.
func (f *finder) place(s *site) {
	r := f.doc.TokensIn(s.name)
	if r.Len() == 0 {
		return
	}
	s.first, s.last = r.First, r.End-1
	s.head = f.top(r)
	f.widen(s)
	f.sites = append(f.sites, *s)
	f.begins[s.name.Start], f.ends[s.name.End] = true, true
}

// top gives the word of a run that depends on a word outside of it.
func (f *finder) top(r text.TokenRange) text.TokenID {
	for t := r.First; t < r.End; t++ {
		if h := f.doc.Trees.Head(t); h == text.NoToken || !r.Has(h) {
			return t
		}
	}
	return r.First
}

// read keeps those candidates of a name that are places, states and territories among them.
func (f *finder) read(s *site, candidates []knowledge.Candidate) {
	for n, c := range candidates {
		switch {
		case c.Place != nil:
			r := placeReading(c.Place, c.Name)
			r.exact = c.Name.Text == s.name.Of(f.doc.Text) && foreign(c.Name.Text)
			s.readings = append(s.readings, r)
		case c.Entity == nil || c.Institution != nil:
		case c.Entity.Polity != nil && (c.Name.Relation == knowledge.IsName || c.Name.Relation == knowledge.IsAlias):
			s.readings = append(s.readings, stateReading(c.Entity, c.Name))
			s.seat = true
		case c.Name.Relation == knowledge.IsCapital || c.Name.Relation == knowledge.IsMetonym:
			s.seat = true
			if c.Name.Relation == knowledge.IsCapital && c.Entity.Polity != nil {
				s.governs = c.Entity.Country
			}
		case c.Entity.Polity == nil && !c.Name.Ambiguous && n == 0:
			s.rival = true
		}
	}
}

// swallows says that a name of several words is none of a place, so that no place is looked for within it.
func swallows(candidates []knowledge.Candidate) bool {
	for _, c := range candidates {
		if c.Entity != nil && c.Entity.Polity == nil && c.Institution == nil && strings.ContainsAny(c.Name.Text, " -") {
			return true
		}
	}
	return false
}

// hear keeps the countries that a name of the sentence tells of.
func (f *finder) hear(sentence int, candidates []knowledge.Candidate) {
	countries := map[string]bool{}
	for _, c := range candidates {
		switch {
		case c.Place != nil:
			countries[c.Place.Country] = true
		case c.Entity == nil || c.Entity.Polity == nil || c.Institution != nil:
		case c.Name.Relation != knowledge.IsName && c.Name.Relation != knowledge.IsAlias && c.Name.Relation != knowledge.IsCapital && !c.Name.Ambiguous:
			f.tell(sentence, c.Entity.Country) // "Lebanese", "Kenyans"
			return
		default:
			countries[c.Entity.Country] = true
		}
	}
	if len(countries) == 1 {
		for country := range countries {
			f.tell(sentence, country)
		}
	}
}

func (f *finder) tell(sentence int, country string) {
	if len(country) != 3 || country == "IGO" || country == "NGO" || country == "ISG" || slices.Contains(f.told[sentence], country) {
		return
	}
	f.told[sentence] = append(f.told[sentence], country)
	f.counts[country]++
	f.total++
}

// actors keeps the countries of the actors of a sentence who are known by name.
func (f *finder) actors(sentence int) {
	first, end := f.doc.MentionsIn(f.doc.SentenceSpan(sentence))
	for i := first; i < end; i++ {
		m := &f.doc.Mentions[i]
		if m.As.ID != "" && m.As.Kind != string(knowledge.State) && m.As.Kind != string(knowledge.Territory) {
			f.tell(sentence, m.As.Country)
		}
	}
}

// capitals makes sites of capitals that are told by their country: "in the Somali capital".
func (f *finder) capitals(sentence, from int) {
	r := f.doc.Sentences[sentence].Tokens
	for t := r.First + 2; t < r.End; t++ {
		if !f.words.has(classSeatWord, f.word(t)) || !f.adjacent(t) || t+1 < r.End && f.adjacent(t+1) && f.capital(t+1) {
			continue
		}
		at := f.doc.SpanOf(text.TokenRange{First: t - 1, End: t + 1})
		if f.word(t-2) == "the" {
			at.Start = f.doc.Tokens[t-2].Span.Start
		}
		var s site
		if !f.nation(&s, t-1, t-1) || f.met(at, from) || t+1 < r.End && f.doc.Word(t+1) == "," && f.siteAt(f.doc.Tokens[t+1].Span.End+1) {
			continue
		}
		if seat, ok := f.seatOf(s.nation); ok {
			s = site{sentence: sentence, name: at, span: at, holder: -1, seat: true, fixed: true, readings: []reading{seat}}
			f.place(&s)
		}
	}
}

// seatOf gives the capital of a country on the day of the report.
func (f *finder) seatOf(code string) (reading, bool) {
	on, _ := knowledge.ParseDate(f.doc.Meta.Published[:min(10, len(f.doc.Meta.Published))])
	state, ok := f.base.StateOn(code, on)
	if !ok || state.Polity == nil {
		return reading{}, false
	}
	for _, n := range state.Polity.Capitals {
		if n.When.On(on) == knowledge.Not {
			continue
		}
		for _, c := range f.base.Find(n.Text) {
			if c.Place != nil && c.Place.Country == code && c.Place.Kind == "city" {
				return placeReading(c.Place, c.Name), true
			}
		}
	}
	return reading{}, false
}

// unknown makes sites of names of places that the knowledge lacks: those that the namer found, and those behind "the
// village of".
func (f *finder) unknown(sentence, from int) {
	r := f.doc.Sentences[sentence].Tokens
	for t := r.First; t < r.End; t++ {
		run := f.named(t, r)
		if run.Len() == 0 {
			continue
		}
		at := f.doc.SpanOf(run)
		t = run.End - 1
		if len(at.Of(f.doc.Text)) > maxUnknown || f.met(at, from) {
			continue
		}
		s := site{sentence: sentence, name: at, span: at, holder: -1}
		f.place(&s)
	}
}

// maxUnknown is the length in bytes of the longest name of a place that the knowledge lacks.
const maxUnknown = 80

// named gives the name that may be one of a place and begins at a word.
func (f *finder) named(t text.TokenID, sentence text.TokenRange) text.TokenRange {
	run := text.TokenRange{First: t, End: t + 1}
	n := f.doc.NameAt(t)
	village := f.behindVillage(t, sentence)
	if n != nil && n.Tokens.First == t && n.Type == text.LocationName {
		run = n.Tokens
	} else if !village && n != nil && n.Type != text.LocationName || !f.capital(t) || f.doc.Trees.UPOS(t) != "PROPN" {
		return text.TokenRange{}
	}
	for run.End < sentence.End && f.proper(run.End, sentence.End) {
		run.End++
	}
	if f.doc.Word(run.End-1) == "-" {
		run.End--
	}
	if village || n != nil || f.behindPlaceWord(run.First, sentence) || f.beforeDivision(run, sentence) {
		return run
	}
	return text.TokenRange{}
}

// proper says that a word goes on with a name: one with a capital, or a hyphen within it.
func (f *finder) proper(t, end text.TokenID) bool {
	if f.capital(t) && f.adjacent(t) && f.doc.Trees.UPOS(t) == "PROPN" {
		return true
	}
	return f.doc.Word(t) == "-" && t+1 < end && f.capital(t+1) &&
		f.doc.Tokens[t-1].Span.End == f.doc.Tokens[t].Span.Start && f.doc.Tokens[t].Span.End == f.doc.Tokens[t+1].Span.Start
}

// behindVillage says that a name stands behind "the village of".
func (f *finder) behindVillage(t text.TokenID, sentence text.TokenRange) bool {
	return t > sentence.First+1 && f.capital(t) && f.word(t-1) == "of" && f.words.value(classKind, f.word(t-2)) == city
}

// behindPlaceWord says that a name that is nothing known stands behind "in", "to" or one of their like.
func (f *finder) behindPlaceWord(t text.TokenID, sentence text.TokenRange) bool {
	if t <= sentence.First || f.words.has(classCalendar, f.word(t)) {
		return false
	}
	w := f.word(t - 1)
	return (f.words.has(classStay, w) || f.words.has(classTo, w) || f.words.has(classFrom, w)) && len(f.base.Find(f.doc.Word(t))) == 0
}

// beforeDivision says that a name with the word behind it is that of a division: "Plateau state".
func (f *finder) beforeDivision(run, sentence text.TokenRange) bool {
	if run.End >= sentence.End || !f.adjacent(run.End) || f.words.value(classKind, f.word(run.End)) != province {
		return false
	}
	return len(f.stems[folded(f.doc.SpanOf(run).Of(f.doc.Text))]) > 0
}

// met says that a span holds a part of a site already.
func (f *finder) met(at record.Span, from int) bool {
	return slices.ContainsFunc(f.sites[from:], func(s site) bool { return at.Start < s.span.End && s.span.Start < at.End })
}
