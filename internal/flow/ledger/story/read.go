package story

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/knowledge/press"
	"github.com/chancery-project/chancery/record"
)

// Limits of what is kept of a report.
const (
	mostFeatures = 40
	leadBytes    = 400  // of the text: what the news is
	mostBytes    = 4000 // of the text that is looked at: what comes later is background
	mostShown    = 60   // bytes of a name
)

// Weights of names.
const (
	placeWeight  = 1.0
	nameWeight   = 1.0  // of a person or body without an office
	officeWeight = 0.7  // of a person in office: in many stories
	bodyWeight   = 0.35 // of organisations of states
	seatWeight   = 0.6
	ownWeight    = 0.9 // of a capital word that is in no list
)

// reading collects the features of one report.
type reading struct {
	*Kind
	found   map[name]*counted
	taken   []record.Span   // of names: their words are not looked at again
	outlets []record.Span   // who tells it is no part of the story, nor a river that a paper is named after
	known   map[string]bool // stems of capital words of those names and of the publisher's
}

// name is what a feature is counted under.
type name struct {
	kind kind
	key  string
}

// counted is a feature while a report is read.
type counted struct {
	show   string
	weight float64 // of the heaviest mention
	times  float64 // that it is named; half for those behind the lead
}

// profile reads the features of a report.
func (k *Kind) profile(source keep.Source, text string, facts []record.Entry) (*profile, error) {
	r := &reading{Kind: k, found: map[name]*counted{}, known: map[string]bool{}}
	for _, f := range facts {
		if a, ok := f.(*record.ActorEntry); ok {
			r.actor(a)
		}
	}
	for _, f := range facts {
		if p, ok := f.(*record.Place); ok && !slices.ContainsFunc(r.outlets, p.Span.Overlaps) {
			r.place(p)
		}
	}
	text = cut(text)
	r.pass(source.Publisher)
	for _, span := range r.taken {
		if 0 <= span.Start && span.End <= len(text) && span.Start <= span.End {
			r.pass(text[span.Start:span.End])
		}
	}
	if err := r.words(text); err != nil {
		return nil, err
	}
	if source.Title != "" && !strings.HasPrefix(text, source.Title) {
		r.taken = nil
		if err := r.words(source.Title); err != nil {
			return nil, err
		}
	}
	return r.settled(likeness.DayOf(source.Published)), nil
}

// cut gives the beginning of a text, up to the end of a word.
func cut(text string) string {
	if len(text) <= mostBytes {
		return text
	}
	if i := strings.LastIndexByte(text[:mostBytes], ' '); i > 0 {
		return text[:i]
	}
	return strings.ToValidUTF8(text[:mostBytes], "")
}

// add counts a feature that stands at a byte of the text.
func (r *reading) add(k kind, key, show string, weight float64, at int) {
	if key == "" || weight <= 0 {
		return
	}
	id := name{k, key}
	c := r.found[id]
	if c == nil {
		c = &counted{show: show}
		r.found[id] = c
	}
	if show == strings.ToLower(show) {
		c.show = show // a word that is written small somewhere is no name
	}
	c.weight = max(c.weight, weight)
	if at < leadBytes {
		c.times++
	} else {
		c.times += 0.5
	}
}

func shown(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	for len(name) > mostShown {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}

// place takes up a place with its country and its part of the world.
func (r *reading) place(p *record.Place) {
	r.taken = append(r.taken, p.Span)
	at := p.Span.Start
	if p.Country != "" {
		show := p.Country
		if p.Precision == "country" {
			show = p.Name
		}
		r.country(p.Country, show, 1, at)
	}
	if p.Precision != "country" {
		if key := nameKey(p.Name); r.scale.seats[key] {
			r.add(ofSeat, key, p.Name, seatWeight, at)
		} else {
			r.add(ofPlace, key, p.Name, placeWeight, at)
		}
	}
	if key := nameKey(p.Admin1); key != nameKey(p.Name) && !r.scale.seats[key] {
		r.add(ofPlace, key, p.Admin1, placeWeight/2, at)
	}
}

// nameKey gives the key of a name: without the word for what kind of place it is; of a single word the stem, as for words
// whose meaning is not known.
func nameKey(name string) string {
	key := ledger.Fold(name)
	for _, k := range []string{"-province", "-governorate", "-district", "-state", "-city", "-capital-territory"} {
		key = strings.TrimSuffix(key, k)
	}
	if !strings.Contains(key, "-") {
		return likeness.Stem(key)
	}
	return key
}

func (r *reading) country(code, show string, part float64, at int) {
	c := r.scale.of(code)
	r.add(ofCountry, code, show, c.weight*part, at)
	if f := r.found[name{ofCountry, code}]; f != nil && f.show == code {
		f.show = show
	}
	r.add(ofRegion, c.region, c.region, c.weight*part, at)
}

// actor takes up an actor: states by their country, others by the words of their names.
func (r *reading) actor(a *record.ActorEntry) {
	if len(a.Mentions) == 0 {
		return
	}
	if slices.Contains(a.Roles, record.BylineRole) || a.ActorKind == "media" || a.Country == "" && press.IsOutlet(a.Name) {
		r.taken, r.outlets = append(r.taken, a.Mentions...), append(r.outlets, a.Mentions...)
		return
	}
	at := a.Mentions[0].Start
	known := a.Country != ""
	switch a.Country {
	case "", "IGO", "NGO", "ISG":
	default:
		part, show := 0.8, a.Country
		switch a.ActorKind {
		case "population", "group":
			part = 0.5
		case "person", "company":
			part = 0.6
		case "state":
			show = a.Name
		}
		for range min(3, len(a.Mentions)) {
			r.country(a.Country, show, part, at)
		}
	}
	if a.ActorKind == "state" || known {
		r.taken = append(r.taken, a.Mentions...)
	}
	if is, weight := weightOf(a); weight > 0 {
		r.taken = append(r.taken, a.Mentions...)
		key := nameKey(a.Name)
		for _, m := range a.Mentions[:min(5, len(a.Mentions))] {
			r.add(is, key, a.Name, weight, m.Start)
		}
	}
}

// weightOf gives the weight of an actor with a name of its own, 0 for states and for those who are only described.
func weightOf(a *record.ActorEntry) (kind, float64) {
	first, _ := utf8.DecodeRuneInString(a.Name)
	if !unicode.IsUpper(first) {
		return ofActor, 0
	}
	switch a.ActorKind {
	case "state", "population", "group":
		return ofActor, 0
	case "intergovernmental organisation", "government body":
		return ofOffice, bodyWeight
	case "person":
		if len(a.Roles) > 0 {
			return ofOffice, officeWeight
		}
	}
	if a.Sector == "GOV" {
		return ofOffice, officeWeight
	}
	return ofActor, nameWeight
}

// pass notes the capital words of a name that is known.
func (r *reading) pass(name string) {
	for _, w := range split(name) {
		if strings.ToLower(w.text) != w.text {
			r.known[likeness.Stem(w.text)] = true
		}
	}
}

// words takes up the words of a text that stand in no name.
func (r *reading) words(text string) error {
	slices.SortFunc(r.taken, func(a, b record.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var before []string // forms of the word before, where two words may speak of a theme together
	next, end := 0, 0
	for _, w := range split(text) {
		for next < len(r.taken) && max(end, r.taken[next].Start) <= w.at {
			end = max(end, r.taken[next].End)
			next++
		}
		lower := strings.ToLower(w.text)
		capital := w.text != lower
		sense, err := r.sense(lower)
		if err != nil {
			return err
		}
		if capital && (w.at < end || r.known[sense.stem]) {
			before = nil
			continue
		}
		themes := sense.themes
		if len(themes) == 0 && len(before) > 0 {
			themes = r.pair(before, lower)
		}
		before = sense.opens
		for _, t := range themes {
			k := ofTheme
			if t.wide {
				k = ofWide
			}
			r.add(k, t.name, t.name, t.weight, w.at)
		}
		show := lower
		if capital && w.first {
			show = w.text // perhaps a name
		}
		switch {
		case capital && !w.first && len(themes) == 0 && sense.weight >= rareWord:
			r.add(ofName, sense.stem, w.text, ownWeight, w.at)
		case len(themes) > 0:
			r.add(ofWord, sense.stem, show, sense.weight/2, w.at)
		default:
			r.add(ofWord, sense.stem, show, sense.weight, w.at)
		}
	}
	return nil
}

// word is a word of a text.
type word struct {
	text  string
	at    int
	first bool // of a sentence, as far as signs tell
}

// split gives the words of a text that hold a letter and no digit, without the ending of the possessive.
func split(text string) []word {
	var words []word
	first, start := true, -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		w := strings.Trim(strings.TrimSuffix(strings.TrimSuffix(text[start:end], "'s"), "’s"), "'’-")
		if w != "" && !strings.ContainsFunc(w, unicode.IsDigit) {
			words = append(words, word{w, start, first})
		}
		first, start = false, -1
	}
	for i, c := range text {
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), c == '\'', c == '’', c == '-':
			if start < 0 {
				start = i
			}
		default:
			flush(i)
			first = first || c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '"' || c == '“'
		}
	}
	flush(len(text))
	return words
}

// settled weighs what was found and keeps what weighs most.
func (r *reading) settled(day likeness.Day) *profile {
	p := &profile{day: day}
	for id, c := range r.found {
		weight := c.weight * min(2, 1+math.Log(max(1, c.times))/2)
		if c.times < 1 {
			weight *= 0.8
		}
		p.features = append(p.features, feature{key: string(rune(id.kind)) + id.key, weight: weight, show: c.show})
	}
	slices.SortFunc(p.features, func(a, b feature) int { return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.key, b.key)) })
	p.features = p.features[:min(mostFeatures, len(p.features))]
	for i := range p.features {
		f := &p.features[i]
		f.mark, f.show = markOf(f.key), shown(f.show)
	}
	p.settle()
	return p
}
