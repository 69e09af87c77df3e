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
	"github.com/chancery-project/chancery/record"
)

// Limits of what is kept of a report.
const (
	mostFeatures = 60
	leadBytes    = 400     // of the text: what the news is
	mostBytes    = 1 << 16 // of the text that is looked at
	mostShown    = 60      // bytes of a name
)

// Weights of names.
const (
	placeWeight  = 1.0
	nameWeight   = 1.0  // of a person or body without an office
	officeWeight = 0.7  // of a person in office: in many stories
	bodyWeight   = 0.35 // of organisations of states
	ownWeight    = 0.9  // of a capital word that is in no list
)

// reading collects the features of one report.
type reading struct {
	*Kind
	found map[string]*feature
	count map[string]float64
	taken []record.Span // of names: their words are not looked at again
}

// profile reads the features of a report.
func (k *Kind) profile(source keep.Source, text string, facts []record.Entry) (*profile, error) {
	r := &reading{Kind: k, found: map[string]*feature{}, count: map[string]float64{}}
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Place:
			r.place(f)
		case *record.ActorEntry:
			r.actor(f)
		}
	}
	if len(text) > mostBytes {
		text = text[:mostBytes]
	}
	if err := r.words(text, 0); err != nil {
		return nil, err
	}
	if source.Title != "" && !strings.HasPrefix(text, source.Title) {
		r.taken = nil
		if err := r.words(source.Title, 0); err != nil {
			return nil, err
		}
	}
	return r.settled(), nil
}

// add counts a feature that stands at a byte of the text.
func (r *reading) add(k kind, key, show string, weight float64, at int) {
	if key == "" || weight <= 0 {
		return
	}
	key = string(rune(k)) + key
	if f := r.found[key]; f == nil {
		r.found[key] = &feature{key: key, mark: likeness.MarkOf(key), weight: weight, show: shown(show)}
	} else {
		f.weight = max(f.weight, weight)
	}
	if at < leadBytes {
		r.count[key]++
	} else {
		r.count[key] += 0.5
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
		r.add(ofPlace, ledger.Fold(strings.TrimSuffix(strings.TrimSuffix(p.Name, " Province"), " Governorate")), p.Name, placeWeight, at)
	}
	if p.Admin1 != "" && p.Admin1 != p.Name {
		r.add(ofPlace, ledger.Fold(strings.TrimSuffix(strings.TrimSuffix(p.Admin1, " Province"), " Governorate")), p.Admin1, placeWeight/2, at)
	}
}

func (r *reading) country(code, show string, part float64, at int) {
	c := r.scale.of(code)
	r.add(ofCountry, code, show, c.weight*part, at)
	if f := r.found[string(rune(ofCountry))+code]; f != nil && f.show == code {
		f.show = shown(show)
	}
	r.add(ofRegion, c.region, c.region, c.weight*part, at)
}

// actor takes up an actor: states by their country, others by the words of their names.
func (r *reading) actor(a *record.ActorEntry) {
	if len(a.Mentions) == 0 || slices.Contains(a.Roles, record.BylineRole) || a.ActorKind == "media" {
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
	if weight := named(a); weight > 0 {
		r.taken = append(r.taken, a.Mentions...)
		key := ledger.Fold(a.Name)
		for _, m := range a.Mentions[:min(5, len(a.Mentions))] {
			r.add(ofActor, key, a.Name, weight, m.Start)
		}
	}
}

// named gives the weight of an actor with a name of its own, 0 for states and for those who are only described.
func named(a *record.ActorEntry) float64 {
	first, _ := utf8.DecodeRuneInString(a.Name)
	if !unicode.IsUpper(first) {
		return 0
	}
	switch a.ActorKind {
	case "state", "population", "group":
		return 0
	case "intergovernmental organisation":
		return bodyWeight
	case "government body":
		return bodyWeight
	case "person":
		if len(a.Roles) > 0 {
			return officeWeight
		}
	}
	return nameWeight
}

// words takes up the words of a text that stand in no name.
func (r *reading) words(text string, from int) error {
	acts, err := r.lexicon()
	if err != nil {
		return err
	}
	slices.SortFunc(r.taken, func(a, b record.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	before := ""
	next := 0
	end := 0
	for _, w := range split(text) {
		for next < len(r.taken) && max(end, r.taken[next].Start) <= w.at {
			end = max(end, r.taken[next].End)
			next++
		}
		lower := strings.ToLower(w.text)
		capital := w.text != lower
		if w.at < end && capital {
			before = ""
			continue
		}
		spoken := false
		for _, form := range forms(lower) {
			for _, words := range []string{form, before + " " + form} {
				for _, context := range acts.Contexts(words) {
					if t, ok := r.scale.themes[context]; ok {
						r.add(ofTheme, t.name, t.name, t.weight, w.at+from)
						spoken = true
					}
				}
			}
			if spoken {
				break
			}
		}
		before = forms(lower)[len(forms(lower))-1]
		stem := likeness.Stem(w.text)
		weight := r.scale.word(stem)
		switch {
		case capital && !w.first && !spoken && weight >= rareWord:
			r.add(ofName, stem, w.text, ownWeight, w.at+from)
		case spoken:
			r.add(ofWord, stem, lower, weight/2, w.at+from)
		default:
			r.add(ofWord, stem, lower, weight, w.at+from)
		}
	}
	return nil
}

// forms gives a word as it stands and what it may be a form of.
func forms(word string) []string {
	all := []string{word}
	for _, end := range []string{"s", "es", "ed", "d", "ing"} {
		if cut, ok := strings.CutSuffix(word, end); ok && len(cut) >= 3 {
			all = append(all, cut)
		}
	}
	return all
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
func (r *reading) settled() *profile {
	p := &profile{}
	for key, f := range r.found {
		f.weight *= min(2, 1+math.Log(max(1, r.count[key]))/2)
		if r.count[key] < 1 {
			f.weight *= 0.8
		}
		p.features = append(p.features, *f)
	}
	slices.SortFunc(p.features, func(a, b feature) int { return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.key, b.key)) })
	p.features = p.features[:min(mostFeatures, len(p.features))]
	p.settle()
	return p
}
