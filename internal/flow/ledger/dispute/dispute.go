// Package dispute finds where reports stand against each other: counts of one thing that differ, denials and what they
// deny, accounts of who did it. Each becomes a contest with its sides.
//
// It looks at claims, figures and told events. Two are linked when they are about one matter; a component is a contest where two of
// its tellings contradict each other. Of the tellings of one report a model says which do (rival.go), to which the rules of
// oppose.go and the weights of weigh.go are hints; across reports rules say it alone. Precision comes before recall: what may be two
// different things is left alone.
package dispute

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// Kind is the kind of contests.
type Kind struct{}

// Name is "contest".
func (Kind) Name() string { return "contest" }

// features are what a claim or figure is compared by.
type features struct {
	ID        record.ID         `json:"-"`
	Document  record.DocumentID `json:"-"`
	Published likeness.Day      `json:"-"`
	Start     int               `json:"s"`
	End       int               `json:"e"`
	Says      string            `json:"y"`
	Who       string            `json:"w,omitempty"` // the name of the source, "" for the outlet itself
	Key       string            `json:"k,omitempty"` // its key
	Party     string            `json:"r,omitempty"` // the party that it speaks for
	Body      bool              `json:"b,omitempty"` // the source is one of several bodies that can speak for the party
	Known     bool              `json:"n,omitempty"` // the party is a state or an actor of the knowledge
	Origin    origin.Mark       `json:"o"`
	Count     *quantity         `json:"q,omitempty"`
	Said      *statement        `json:"t,omitempty"`
	Story     []likeness.Word   `json:"sy,omitempty"` // of the title and the beginning of the report

	Title []likeness.Mark `json:"ti,omitempty"` // words of weight of the title

	content record.Span  // of a claim
	cue     *record.Span // of a claim
	claim   *record.Claim
	at      record.Span // of a figure, its own words
	fact    int
}

// OriginMark is what the telling shows of where it comes from.
func (f *features) OriginMark() origin.Mark { return f.Origin }

// Items gives the claims and figures of a document that can be part of a contest.
func (k Kind) Items(source keep.Source, facts []record.Entry) ([]ledger.New, error) {
	return k.TextItems(source, "", facts)
}

// TextItems gives the same with a look at the words between claims.
func (Kind) TextItems(source keep.Source, text string, facts []record.Entry) ([]ledger.New, error) {
	d := scan(source, facts)
	d.text = text
	all := d.inOrder()
	d.oppose(all)
	var items []ledger.New
	story, title := d.storyOf(), d.titleMarks()
	for _, f := range all {
		f.Story, f.Title = story, title
		keys := f.keys()
		if len(keys) == 0 {
			continue
		}
		encoded, err := json.Marshal(f)
		if err != nil {
			return nil, fmt.Errorf("features of %s: %w", f.ID, err)
		}
		items = append(items, ledger.New{ID: f.ID, Fact: f.fact, Features: encoded, Keys: keys})
	}
	return items, nil
}

// inOrder reads all claims and figures of a document, in the order of the text.
func (d *document) inOrder() []*features {
	all := d.features()
	slices.SortStableFunc(all, func(a, b *features) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return all
}

// features reads all claims and figures of a document.
func (d *document) features() []*features {
	var all []*features
	var lastFigure *record.Figure
	var last, lastDead *features
	for i, fact := range d.facts {
		switch fact := fact.(type) {
		case *record.Event:
			if f := d.deniedOf(fact); f != nil {
				f.fact, f.Origin = i, d.origins.Mark(i)
				all = append(all, f)
			} else if f := d.accusedOf(fact); f != nil {
				f.fact, f.Origin = i, d.origins.Mark(i)
				all = append(all, f)
			} else if s := d.toldOf(fact); s != nil {
				f := &features{
					ID: fact.ID, Document: d.source.ID, Published: d.published, Start: fact.Span.Start, End: fact.Span.End,
					Says: clipped(fact.Quote), content: fact.Span, Said: s, fact: i, Origin: d.origins.Mark(i),
				}
				if fact.Attribution != nil {
					f.Who = fact.Attribution.Name
				}
				all = append(all, f)
			}
		case *record.Claim:
			f := d.claim(fact)
			if f.Count != nil || f.Said != nil || !d.inHeadline(fact.Span) {
				f.fact, f.Origin = i, d.origins.Mark(i)
				all = append(all, f)
			}
		case *record.Figure:
			q := cmp.Or(d.quantityOf(fact), d.again(fact, lastDead))
			if q == nil {
				continue
			}
			if last != nil && together(lastFigure, fact, last.Count, q) {
				last.Count.Value += q.Value
				last.Count.Group, last.Count.Sum = string(anybody), true
				last.End, last.Says = fact.Span.End, last.Says+" and "+fact.Quote
				lastFigure = fact
				continue
			}
			f := d.figure(fact, q)
			f.fact, f.Origin = i, d.origins.Mark(i)
			all, last, lastFigure = append(all, f), f, fact
			if q.Class == string(dead) {
				lastDead = f
			}
		}
	}
	return d.bareCounts(all)
}

func (d *document) claim(c *record.Claim) *features {
	f := &features{
		ID: c.ID, Document: d.source.ID, Published: d.published, Start: c.Span.Start, End: c.Span.End, Says: clipped(c.Content),
		content: c.ContentSpan, cue: c.CueSpan, claim: c, Said: d.statementOf(c),
	}
	if f.Said != nil && f.Said.Denial && len(c.Content) == c.ContentSpan.Len() {
		if at := strings.Index(c.Content, ": "); at > 0 {
			f.content.End = f.content.Start + at // what stands behind is said instead
		}
	}
	d.by(f, c.Source)
	if c.Stance != record.Deny || f.Said != nil && !f.Said.Denial {
		f.Count = d.nobodyOf(c)
	}
	return f
}

func (d *document) figure(g *record.Figure, q *quantity) *features {
	f := &features{
		ID: g.ID, Document: d.source.ID, Published: d.published, Start: g.Span.Start, End: g.Span.End,
		Says: clipped(d.around(g.Span, g.Quote).words), Count: q, at: g.Span,
	}
	d.by(f, d.teller(g.Source, g.Span))
	return f
}

func (d *document) by(f *features, source *record.Actor) {
	if source == nil {
		return
	}
	f.Who, f.Key, f.Party = source.Name, ledger.KeyOf(*source), partyOf(*source)
	if breakaway(*source) != "" {
		f.Known = true
		return
	}
	if party := d.speaksFor(source); party != "" {
		f.Key, f.Party, f.Known = party+" "+f.Key, party, true
		f.Body = true
		return
	}
	if party := d.servesParty(source); party != "" {
		f.Party, f.Known = party, true
		return
	}
	if source.Kind == "population" && source.Country != "" && len(strings.Fields(source.Name)) == 1 {
		f.Party, f.Known = source.Country, true // "according to the Armenians"
		return
	}
	if forItself(source) {
		f.Party = f.Key // doctors and residents do not speak for their state
	}
	f.Body = source.Kind == "government body" && source.Name != "" && !strings.Contains(source.Name, "government")
	f.Known = source.ID != "" || source.Country != ""
}

// partyOf gives the key of the party that an actor is or acts for. States that hold land of another one without being recognised
// are parties of their own.
func partyOf(a record.Actor) string {
	if own := breakaway(a); own != "" {
		return own
	}
	return ledger.PartyOf(a)
}

// breakaway gives the unrecognised state that an actor is or, by the words, belongs to; "" for others.
func breakaway(a record.Actor) string {
	if a.Country == "" {
		return ""
	}
	name := " " + strings.Join(plain(a.Name), " ") + " "
	for _, x := range vocabulary().breakaway {
		if a.ID == x.id || a.ID == "" && strings.Contains(name, x.phrase) {
			return x.id
		}
	}
	return ""
}

// partiesOf gives the keys of the parties of a side, sorted, each once.
func partiesOf(side []record.Actor) []string {
	var keys []string
	for _, a := range side {
		if key := partyOf(a); key != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// forItself tells whether a source belongs to a state without speaking for it: doctors, residents, the press.
func forItself(source *record.Actor) bool {
	switch source.Sector {
	case "", "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "REB", "UNS", "PTY", "OPP":
		return false
	}
	return true
}

// The most keys of one item, and how many days a bucket of days holds.
const (
	mostKeys     = 8
	mostWordKeys = 20 // of a statement
	mostDays     = 5
	bucketDays   = 4
	bucketWeek   = 6
	revisedDays  = 3 // in which a source revises a number
)

// keys are narrow: a kind of count on a day, or a party with a word of what is said in some days.
func (f *features) keys() []uint64 {
	var keys []uint64
	if q := f.Count; q != nil {
		for i, day := range q.Days {
			if i == mostDays {
				break
			}
			keys = append(keys, ledger.Key("count", q.keyClass(), day.String()))
		}
	}
	if q := f.Count; q != nil && f.Published != likeness.NoDay && !strings.HasPrefix(q.Class, "of ") {
		week := int(f.Published) / bucketWeek
		for _, place := range likeness.Union(q.Near, q.Lead)[:min(2, len(likeness.Union(q.Near, q.Lead)))] {
			name := strconv.FormatUint(uint64(place), 36)
			keys = append(keys, ledger.Key("place", q.keyClass(), name, strconv.Itoa(week)), ledger.Key("place", q.keyClass(), name, strconv.Itoa(week-1)))
		}
	}
	if q := f.Count; q != nil && f.Known && f.Published != likeness.NoDay && (q.violent() || !strings.HasPrefix(q.Class, "of ") || strings.HasPrefix(q.Class, thingOf(people))) {
		turn := int(f.Published) / revisedDays
		keys = append(keys, ledger.Key("voice", f.Party, q.keyClass(), strconv.Itoa(turn)), ledger.Key("voice", f.Party, q.keyClass(), strconv.Itoa(turn-1)))
	}
	if f.Count != nil {
		keys = append(append(f.runningKeys(), keys...), f.storyKeys()...)
	}
	if f.Said != nil {
		keys = append(keys, f.Said.keys(f)...)
	}
	if f.Said != nil && f.Published != likeness.NoDay {
		keys = append(append(keys, f.actKeys()...), f.bondKeys()...)
	}
	return keys[:min(len(keys), 5*mostKeys)]
}

// keyClass is the class without what can stand against each other: none is a count of dead and of hurt.
func (q *quantity) keyClass() string {
	switch q.Class {
	case string(dead), string(hurt), string(casualty):
		return string(casualty)
	}
	return q.Class
}

func (s *statement) keys(f *features) []uint64 {
	var keys []uint64
	for _, p := range s.Pairs {
		keys = append(keys, ledger.Key("pair", string(min(p.ID, f.ID)), string(max(p.ID, f.ID))))
	}
	if f.Published == likeness.NoDay || f.Key == "" && !s.Told {
		return keys
	}
	bucket := int(f.Published) / bucketDays
	add := func(parts ...string) {
		if len(keys) < mostWordKeys {
			keys = append(keys, ledger.Key(parts...))
		}
	}
	switch {
	case s.Charge, s.Denial:
		add("charge", f.Party, strconv.Itoa(bucket))
		add("charge", f.Party, strconv.Itoa(bucket-1))
	case s.Accuses && s.Target != "":
		add("charge", s.Target, strconv.Itoa(bucket))
	case s.Harm && s.subject() != "" && s.subject() != f.Party:
		add("charge", s.subject(), strconv.Itoa(bucket))
	}
	if s.Began != "" && f.Known && f.Party != s.Began {
		for n := range 2 {
			add("began", ledger.Dyad(s.Began, f.Party), strconv.Itoa(int(f.Published)+n))
		}
	}
	if s.Hit != "" {
		for _, day := range s.Days[:min(2, len(s.Days))] {
			for _, place := range s.Near[:min(2, len(s.Near))] {
				add("hit", day.String(), strconv.FormatUint(uint64(place), 36))
			}
		}
	}
	few := 12
	if s.Denies {
		few = 6
	}
	for _, w := range heaviest(s.Words, few) {
		word := strconv.FormatUint(uint64(w), 36)
		add("word", word, strconv.Itoa(bucket))
		if s.Denies {
			add("word", word, strconv.Itoa(bucket-1))
			add("word", word, strconv.Itoa(bucket+1)) // what is denied may be told later
		}
	}
	return keys
}

// Decode reads the features of an item.
func (Kind) Decode(encoded []byte) (any, error) {
	f := new(features)
	if err := json.Unmarshal(encoded, f); err != nil {
		return nil, fmt.Errorf("features of a contest: %w", err)
	}
	return f, nil
}

// of gives the features of an item, with what its source tells.
func of(i *ledger.Item) *features {
	f := i.Features.(*features)
	f.ID, f.Document, f.Published = i.ID, i.Source.ID, likeness.DayOf(i.Source.Published)
	return f
}

// Linked tells whether two items are about one matter.
func (Kind) Linked(a, b *ledger.Item) bool {
	x, y := of(a), of(b)
	return x.Count != nil && y.Count != nil && sameMatter(x, y) ||
		x.Said != nil && y.Said != nil && (against(x, y) != "" || agree(x, y))
}
