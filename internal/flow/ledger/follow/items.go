package follow

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// report is a document whose facts become items.
type report struct {
	*Kind
	source  keep.Source
	told    day
	facts   []record.Entry
	times   []*record.Time
	actors  []*record.ActorEntry
	places  []*record.Place
	settled map[*telling]bool // by an occasion
	pair    []string          // of the parties that the report tells most of together

	line, lineCountry string // city that the report is written from, and the country of it
}

// Items gives the tellings of a document: of meetings planned, held, moved and called off, of promises and demands, and
// of acts that can be what was promised or demanded.
func (k *Kind) Items(source keep.Source, facts []record.Entry) ([]ledger.New, error) {
	return k.TextItems(source, "", facts)
}

// TextItems gives the same with a look at the words around the tellings of meetings.
func (k *Kind) TextItems(source keep.Source, text string, facts []record.Entry) ([]ledger.New, error) {
	r := &report{Kind: k, source: source, told: dayOf(source.Published), facts: facts, settled: map[*telling]bool{}}
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Time:
			r.times = append(r.times, f)
		case *record.ActorEntry:
			r.actors = append(r.actors, f)
		case *record.Place:
			r.places = append(r.places, f)
		}
	}
	r.dateline()
	r.places = slices.DeleteFunc(r.places, r.says)
	r.pair = r.principals()
	origins := origin.Read(source, facts)
	tellings := make([]*telling, len(facts))
	for i, f := range facts {
		switch f := f.(type) {
		case *record.Event:
			tellings[i] = r.event(f)
		case *record.Claim:
			tellings[i] = r.claim(f)
		}
	}
	for i, f := range facts {
		if o, ok := f.(*record.Occasion); ok && r.told != 0 {
			tellings[i] = r.occasion(o, tellings[:i])
		}
	}
	var items []ledger.New
	for i, t := range tellings {
		if t == nil {
			continue
		}
		id := record.IDOf(facts[i])
		t.Mark = origins.Mark(i)
		t.Near = nearWords(t, source.Title, text)
		features, err := json.Marshal(t)
		if err != nil {
			return nil, fmt.Errorf("telling %s: %w", id, err)
		}
		items = append(items, ledger.New{ID: id, Fact: i, Features: features, Keys: keys(t, r)})
	}
	return items, nil
}

// dateline finds the city that the report is written from: the one that stands in capitals at its head.
func (r *report) dateline() {
	for _, p := range r.places {
		if p.Span.Start < headOf && city(p.Precision) && len(p.Text) > 3 && p.Text == strings.ToUpper(p.Text) {
			r.line, r.lineCountry = ledger.Fold(p.Name), p.Country
			return
		}
	}
}

// headOf is how many bytes of a text its dateline is looked for in: a headline may stand before it.
const headOf = 160

// says tells whether a place belongs to the words for who says something: "the palace in Rabat said".
func (r *report) says(p *record.Place) bool {
	return slices.ContainsFunc(r.facts, func(f record.Entry) bool {
		c, ok := f.(*record.Claim)
		if !ok || c.Source == nil || c.Source.Span == nil || c.ContentSpan.Overlaps(p.Span) {
			return false
		}
		behind := p.Span.Start - c.Source.Span.End
		return c.Source.Span.Contains(p.Span) || behind >= 0 && behind <= len(" in ")
	})
}

// event gives what an event tells, nil where it tells nothing that is followed.
func (r *report) event(e *record.Event) *telling {
	switch {
	case e.Type == consult, e.Type == "COOPERATE" && strings.HasPrefix(e.Frame, "cooperate.exercise"):
		return r.meeting(e)
	case e.Frame == signing && (len(e.Actors)+len(e.Recipients) > 1 || e.Status == record.Planned && r.ahead(e.Span, 0).known()):
		return r.meeting(e)
	case r.metBehind(e), r.together(e):
		return r.meeting(e)
	case e.Type == "REQUEST" && e.Status == record.Actual && e.Content != nil && e.Content.Type == consult && e.Content.Mode == "visit" && r.ahead(e.Span, 1).narrow():
		return r.agreed(e) // "has asked him to come to Lomé next week"
	case e.Type == "REJECT" && (e.Mode == "meet" || e.Content != nil && e.Content.Type == consult), e.Type == "SANCTION" && r.words.find(classDrill, split(e.Quote)) >= 0:
		return r.called(e)
	case e.Type == "AGREE" && e.Status == record.Actual && e.Content != nil && e.Content.Type == consult && (r.ahead(e.Span, 1).known() || r.promisedVisit(e)):
		return r.agreed(e) // with a day, or as a visit: a plan; else a promise
	case e.Type == "AGREE" && e.Status == record.Actual && e.Content != nil && e.Content.Type == "SUPPORT" && r.words.find(classSigning, split(e.Quote)) >= 0 && r.ahead(e.Span, 1).known():
		return r.agreed(e)
	case e.Type == "AGREE" && e.Status == record.Actual && (r.words.has(classInvite, e.Frame) || r.words.has(classTake, e.Frame) && r.words.find(classInvitation, split(e.Quote)) >= 0):
		return r.invited(e)
	}
	return r.pledge(e)
}

// consult is the type of meetings.
const consult = "CONSULT"

// signing is the frame of acts of signing an agreement, for which sides meet.
const signing = "support.sign"

// meeting reads a telling of a meeting.
func (r *report) meeting(e *record.Event) *telling {
	t := r.common(e, slices.Concat(e.Actors, e.Recipients))
	t.Of, t.Type, t.Mode, t.Due = meeting, e.Type, e.Mode, dated(e.Time)
	t.Implied = e.Type != consult && e.Frame != signing && e.Type != "COOPERATE" && !r.metBehind(e)
	if e.Frame != signing && e.Type != "COOPERATE" {
		t.Type = consult
	}
	words := split(e.Quote)
	t.Was = r.words.find(classBeen, words) >= 0
	switch e.Status {
	case record.Planned, record.Proposed:
		t.Step = plans
		switch {
		case r.words.find(classTook, words) >= 0 && t.Due.known() && t.Due.From <= r.told:
			t.Step = holds // "the postponed summit took place on Thursday"
		case t.Due.narrow() && t.Due.To < r.told && r.words.find(classSaid, words) >= 0:
			t.Due = interval{} // "announced a third meeting on Thursday": the day of the announcement
		case t.Due.narrow() && r.words.find(classPast, words) < 0:
			t.Due = r.coming(t.Due)
		case t.Due.known() && r.told != 0 && t.Due.From > r.told && r.words.find(classWithin, words) >= 0:
			t.Due.From = r.told // "within three months"
		}
	case record.Actual, record.Ongoing:
		t.Step = holds
		switch {
		case !t.Due.known() && e.Status == record.Ongoing && e.Mode == "visit" && r.words.find(classLeaving, words) >= 0:
			t.Step = plans // "is leaving for Beijing"
		case !t.Due.known() || r.told == 0:
		case t.Due.From > r.told:
			t.Step = plans // "meets on Friday"
		case e.Status == record.Ongoing && t.Due.To > r.told && t.Due.From < t.Due.To && r.words.find(classComing, words) >= 0:
			t.Step = plans // "is coming to Doha this week"
		}
	case record.Denied:
		t.Step = missed
	case record.Hypothetical:
		if !r.hoped(t, words) {
			return nil
		}
		t.Step = plans
	default:
		return nil
	}
	if !t.Due.known() && t.Step != holds {
		t.Due = r.ahead(e.Span, 0)
	}
	switch {
	case t.Step == plans && r.words.find(classMove, words) >= 0:
		t.Step = moves
		t.New, t.Due = t.Due, interval{}
		t.settle()
	case t.Step == missed && !t.Due.known() && r.words.find(classWont, words) >= 0:
		t.Step = cancels // "would not meet him"
	case t.Step == missed && (r.words.find(classCancel, words) >= 0 || t.Due.known() && t.Due.To >= r.told && r.told != 0):
		t.Step = cancels
	}
	return t
}

// hoped tells whether what is not sure to be is a plan all the same: what would be on a day to come, or somebody wants on
// it. "said that its minister would go to Doha next week", "wants to bring them together on Thursday".
func (r *report) hoped(t *telling, words []string) bool {
	if r.told == 0 || t.Due.From <= r.told || r.words.find(classIf, words) >= 0 {
		return false
	}
	return slices.Contains(words, "would") || len(words) > 0 && r.words.has(classBefore, words[0]) || t.Due.narrow() && r.words.find(classWish, words) >= 0
}

// agreed reads an agreement to meet as a plan.
func (r *report) agreed(e *record.Event) *telling {
	t := r.common(e, slices.Concat(e.Actors, e.Recipients, e.Content.Actors, e.Content.Recipients))
	t.Step, t.Of, t.Type, t.Mode, t.Due = plans, meeting, e.Content.Type, e.Content.Mode, r.ahead(e.Span, 1)
	r.limit(t, e)
	return t
}

// limit begins the days of a plan with the day on which it is told, where no more is told than when it is to be at the latest: "before
// Christmas".
func (r *report) limit(t *telling, e *record.Event) {
	if words := split(e.Quote); t.Due.known() && r.told != 0 && t.Due.From > r.told && r.words.find(classLimit, words) >= 0 && r.words.find(classSince, words) < 0 {
		t.Due.From = r.told
	}
}

// invited reads an invitation as a plan of both sides.
func (r *report) invited(e *record.Event) *telling {
	t := r.common(e, slices.Concat(e.Actors, e.Recipients))
	t.Step, t.Of, t.Type, t.Due = plans, meeting, consult, r.ahead(e.Span, 0)
	if due := dated(e.Time); !t.Due.known() && due.narrow() {
		t.Due = r.coming(due) // "has invited him from Saturday to Monday"
	}
	r.limit(t, e)
	if len(t.Parties) < 2 && len(t.Around) == 0 && (t.City == "" || !t.Due.known()) {
		return nil
	}
	return t
}

// called reads the refusal of a meeting: it is followed where words say that one was called off or moved.
func (r *report) called(e *record.Event) *telling {
	if e.Status != record.Actual || e.Trigger == nil {
		return nil
	}
	at := e.Trigger.Start - e.Span.Start
	if at < 0 || at > len(e.Quote) {
		return nil
	}
	words := split(e.Quote[at:])
	sides := slices.Concat(e.Actors, e.Recipients)
	if e.Content != nil {
		sides = slices.Concat(sides, e.Content.Actors, e.Content.Recipients)
	}
	t := r.common(e, sides)
	t.Of, t.Type = meeting, consult
	if e.Place == nil && t.Country == "" {
		t.City = "" // of several countries that the clause names it is not told where it was to be
	}
	if r.words.find(classDrill, words) >= 0 && len(t.Nouns) == 0 {
		t.Type = "COOPERATE" // "called off their joint exercise"
	}
	switch {
	case strings.HasPrefix(e.Frame, "consult."), r.words.parted(classCancel, words), r.words.find(classWont, split(e.Quote[:at])) >= 0, r.words.find(classNever, split(e.Quote)) >= 0, r.words.find(classAbsent, split(e.Quote)) >= 0:
		t.Step = cancels // "will not go to Kabul as planned"
	case r.words.parted(classMove, words):
		t.Step = moves
	case r.words.at(classRefuse, words):
		t.Step = refuses
		for _, w := range r.within(e.Span) { // "boycotted the meeting of February"
			if i := between(w); i.known() && (!i.narrow() || i.To < r.told-week) {
				t.Due = i
			}
		}
		return t
	default:
		return nil
	}
	for _, w := range r.within(e.Span) {
		r.dayOf(t, e, w)
	}
	t.settle()
	return t
}

// dayOf reads a time of a clause by which a meeting is called off or moved: the day that had been set, or the new one. The day
// on which somebody said so is neither.
func (r *report) dayOf(t *telling, e *record.Event, w *record.Time) {
	i := between(w)
	before := split(e.Quote[:w.Span.Start-e.Span.Start])
	spoken := before
	for len(spoken) > 0 && (spoken[len(spoken)-1] == "on" || spoken[len(spoken)-1] == "late" || spoken[len(spoken)-1] == "early") {
		spoken = spoken[:len(spoken)-1]
	}
	until := t.Step == moves && w.Span.Start > e.Trigger.Start && r.words.ends(classUntil, before) && !r.words.ends(classSince, before)
	switch {
	case r.words.ends(classSpoke, spoken) && (len(spoken) < len(before) || i.To <= r.told):
	case until && i.known():
		t.New = i
		if i.narrow() {
			t.New = r.coming(i)
		}
	case !i.narrow():
		if t.Step == cancels && i.known() {
			t.Due = i // "which was to be held in November"
		}
	default:
		t.Dates = append(t.Dates, i.From)
		if i.To != i.From {
			t.Dates = append(t.Dates, i.To)
		}
		if t.Step == moves && i.To < r.told && r.words.ends(classSince, before) {
			t.Dates = append(t.Dates, r.coming(i).From) // "moved from Thursday to Friday"
		}
	}
}

// coming puts the new day of a meeting, which a weekday of the past tense has put before the report, behind it.
func (r *report) coming(i interval) interval {
	if r.told != 0 && i.To < r.told && r.told-i.From < 7 {
		return interval{i.From + 7, i.To + 7}
	}
	return i
}

// settle takes what was put off without a new day for called off.
func (t *telling) settle() {
	if t.Step == moves && !t.New.known() {
		t.Step, t.PutOff = cancels, true
	}
}

// common reads what all tellings of events have.
func (r *report) common(e *record.Event, sides []record.Actor) *telling {
	t := &telling{Parties: r.parties(sides), People: slices.Concat(people(sides), r.offices(sides)), Lead: people(e.Actors), At: e.Span.Start, End: e.Span.End, Round: r.words.round(split(e.Quote))}
	for _, w := range split(e.Quote) {
		if r.words.has(classRound, w) && !slices.Contains(t.Nouns, w) {
			t.Nouns = append(t.Nouns, w)
		}
	}
	r.locate(t, e)
	for _, a := range r.actors {
		if slices.ContainsFunc(a.Mentions, e.Span.Contains) {
			who := record.Actor{Name: a.Name, Kind: a.ActorKind, Country: a.Country, Sector: a.Sector}
			t.Around = append(t.Around, r.parties([]record.Actor{who})...)
			t.Who = append(t.Who, likeness.MarkOf(ledger.KeyOf(who)))
			if a.ActorKind == "person" && len(a.Roles) > 0 {
				t.People = append(t.People, ledger.Fold(a.Name))
				t.People = append(t.People, a.Roles...)
			}
		}
	}
	for _, a := range sides {
		t.Who = append(t.Who, likeness.MarkOf(ledger.KeyOf(record.Actor{Name: a.Name})))
	}
	t.Who = likeness.Sorted(t.Who)
	if t.Country != "" {
		t.Around = append(t.Around, t.Country)
	}
	if e.Attribution != nil && len(t.Parties) == 1 && e.Type == consult && e.Mode == "" { // "Baghdad said that the talks with Iran would be held"
		for _, p := range r.parties([]record.Actor{*e.Attribution}) {
			if len(p) == len("IRQ") && !slices.Contains(t.Parties, p) {
				t.Parties = append(t.Parties, p)
			}
		}
		slices.Sort(t.Parties)
	}
	slices.Sort(t.People)
	t.People = slices.Compact(t.People)
	t.Told = described(sides)
	t.Words, t.Names = wordsOf(e.Quote)
	t.Strange = r.stranger(sides)
	slices.Sort(t.Around)
	if len(t.Parties) == 0 { // only described sides: who else the clause names
		for _, p := range slices.Compact(slices.Clone(t.Around)) {
			if p != t.Country {
				t.Parties = append(t.Parties, p)
			}
		}
	}
	if len(t.Parties) == 0 && r.several(sides, split(e.Quote)) {
		t.Parties, t.Guess = slices.Clone(r.pair), len(r.pair) > 0 // "the two foreign ministers will meet"
	}
	for _, a := range sides {
		whole := &a
		if w := r.wholeOf(a); w != nil {
			whole = w
		}
		if key := ledger.PartyOf(*whole); whole.Country == "IGO" && slices.Contains(t.Parties, key) && !slices.Contains(t.Bodies, key) {
			t.Bodies = append(t.Bodies, key)
		}
	}
	t.Around = slices.DeleteFunc(slices.Compact(t.Around), func(p string) bool { return slices.Contains(t.Parties, p) })
	return t
}

// wordsOf gives the words of weight of a clause that are no names, and those that are, both sorted.
func wordsOf(clause string) (words, names []likeness.Mark) {
	const most = 8
	all := likeness.WordsOf(clause)
	plain := slices.DeleteFunc(slices.Clone(all), func(w likeness.Word) bool { return w.Weight != likeness.FullWeight })
	named := slices.DeleteFunc(all, func(w likeness.Word) bool { return w.Weight <= likeness.FullWeight })
	return likeness.Sorted(likeness.Heaviest(plain, most)), likeness.Sorted(likeness.Heaviest(named, most))
}

// principals gives the two parties of which the report tells the most acts together; nil where no two stand out.
func (r *report) principals() []string {
	counts := map[string]int{}
	pairs := map[string][]string{}
	for _, f := range r.facts {
		e, ok := f.(*record.Event)
		if !ok {
			continue
		}
		all := r.parties(slices.Concat(e.Actors, e.Recipients))
		for i, a := range all {
			for _, b := range all[i+1:] {
				key := ledger.Dyad(a, b)
				counts[key]++
				pairs[key] = []string{min(a, b), max(a, b)}
			}
		}
	}
	best, second := "", 0
	for key, n := range counts {
		switch {
		case n > counts[best]:
			best, second = key, counts[best]
		case key != best && n > second:
			second = n
		}
	}
	if best == "" || counts[best] == second {
		return nil
	}
	return pairs[best]
}

// several tells whether the sides of a meeting are told by what they are alone, and as more than one: "the two foreign
// ministers", "both delegations".
func (r *report) several(sides []record.Actor, clause []string) bool {
	if len(sides) == 0 {
		return false
	}
	for _, a := range sides {
		words := split(a.Name)
		if a.Country != "" || a.ID != "" || len(words) == 0 {
			return false
		}
		last := words[len(words)-1]
		if i := slices.Index(clause, last); i > 0 && r.words.find(classMany, clause[max(0, i-len(words)-1):i]) >= 0 {
			return false // "the four ministers"
		}
		if !strings.HasSuffix(last, "s") && r.words.find(classPair, words) < 0 {
			return false
		}
	}
	return true
}

// parties gives the keys of those sides that are known: states, their organs and people, and named actors. A described
// part of an actor that is no state ("a delegation of the rebels") counts for the actor of the report whose name its words
// hold.
func (r *report) parties(side []record.Actor) []string {
	var known []record.Actor
	for _, a := range side {
		switch whole := r.wholeOf(a); {
		case whole != nil:
			known = append(known, *whole)
		case a.Country == "" && (a.ID == "" || a.Kind == "person" && !strings.Contains(a.Role, " of ")):
		case (a.Country == "IGO" || a.Country == "NGO" || a.Country == "ISG") && a.ID == "" && a.Kind != "intergovernmental organisation":
			// "ministers" of an organisation that is not told
		default:
			known = append(known, a)
		}
	}
	return ledger.Parties(known)
}

// wholeOf gives the actor of the report whose name stands in the words of one that is only described; nil for others.
func (r *report) wholeOf(a record.Actor) *record.Actor {
	key := ledger.Fold(a.Name)
	if a.ID != "" || key == "" || ledger.PartyOf(a) != key {
		return nil
	}
	var found *record.ActorEntry
	for _, e := range r.actors {
		name := ledger.Fold(e.Name)
		if name == key || name == "" || e.ActorKind == "person" || !strings.Contains("-"+key+"-", "-"+name+"-") {
			continue
		}
		if found == nil || len(e.Name) > len(found.Name) || len(e.Name) == len(found.Name) && e.Name < found.Name {
			found = e
		}
	}
	if found == nil {
		return r.bodyOf(a)
	}
	return &record.Actor{Name: found.Name, Kind: found.ActorKind, Country: found.Country, Sector: found.Sector}
}

// bodyOf gives the organisation or body whose people a described actor is ("OIC foreign ministers"), which the report tells
// by the words that the actor was known by: "of NAME: id" or "before the head NAME: id". Nil for others.
func (r *report) bodyOf(a record.Actor) *record.Actor {
	if a.Country != "" && a.Country != "IGO" {
		return nil
	}
	for _, e := range r.actors {
		if e.Name != a.Name || e.ActorKind != a.Kind {
			continue
		}
		for part := range strings.SplitSeq(e.Why, "; ") {
			at := strings.LastIndex(part, ": ")
			if at >= 0 && (strings.HasPrefix(part, "of ") || strings.HasPrefix(part, "before the head ")) {
				return &record.Actor{ID: part[at+2:], Name: part[at+2:], Kind: "intergovernmental organisation", Country: a.Country, Sector: a.Sector}
			}
		}
	}
	return nil
}

// people gives the persons of a side by their ids and by their offices: "Iran's foreign minister" is the one who was
// named in the other report.
func people(side []record.Actor) []string {
	var keys []string
	for _, a := range side {
		if a.Kind != "person" {
			continue
		}
		if a.ID != "" {
			keys = append(keys, a.ID)
		}
		if a.Role != "" {
			keys = append(keys, a.Role)
		}
	}
	return keys
}

// offices gives the offices of those of a side that are told as persons, each with the state: "the Vietnamese president"
// is "the president of Vietnam", whether or not it is known who that was.
func (r *report) offices(side []record.Actor) []string {
	var keys []string
	for _, a := range side {
		if a.Kind != "person" || len(a.Country) != 3 || a.Country == "IGO" || a.Country == "NGO" || a.Country == "ISG" {
			continue
		}
		for _, name := range []string{a.Role, a.Name} {
			if office := r.words.office(split(name)); office != "" {
				keys = append(keys, a.Country+":"+office)
				break
			}
		}
	}
	return keys
}

func city(precision string) bool {
	return precision == "city" || precision == "landmark" || precision == "crossing" || precision == "district"
}

// place gives the place that a clause names behind a word of place: the only city, or the only country. The name of a town
// before the text of a report is no such place.
func (r *report) place(e *record.Event) (name, country string) {
	var cities, countries []string
	for _, p := range r.places {
		if !e.Span.Contains(p.Span) || !r.words.ends(classAt, split(e.Quote[:p.Span.Start-e.Span.Start])) {
			continue
		}
		if city(p.Precision) {
			cities = append(cities, ledger.Fold(p.Name))
		}
		countries = append(countries, p.Country)
	}
	slices.Sort(cities)
	slices.Sort(countries)
	if cities = slices.Compact(cities); len(cities) == 1 {
		name = cities[0]
	}
	if countries = slices.Compact(countries); len(countries) == 1 {
		country = countries[0]
	}
	return name, country
}

// within gives the times of a clause.
func (r *report) within(span record.Span) []*record.Time {
	var found []*record.Time
	for _, t := range r.times {
		if span.Contains(t.Span) {
			found = append(found, t)
		}
	}
	return found
}

func between(t *record.Time) interval {
	if t.From == nil || t.To == nil || strings.HasPrefix(t.Rule, "duration.") {
		return interval{}
	}
	return stretch(*t.From, *t.To)
}

// ahead gives the first date of a clause that ends at least some days after it is told.
func (r *report) ahead(span record.Span, days day) interval {
	for _, t := range r.within(span) {
		if i := between(t); i.known() && r.told != 0 && i.To >= r.told+days {
			return i
		}
	}
	return interval{}
}
