package dispute

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// quantity is a count that can stand against another one.
type quantity struct {
	Class    string          `json:"c"`           // dead, hurt, casualty, held, missing, attacker, or "of" and the noun
	Group    string          `json:"g"`           // of whom: anybody, armed, rebel, woman, child, or a noun
	Nation   string          `json:"n,omitempty"` // of those counted
	Value    float64         `json:"v"`
	Max      float64         `json:"m,omitempty"`
	About    bool            `json:"a,omitempty"`
	Days     []likeness.Day  `json:"d"`
	Weak     bool            `json:"w,omitempty"`
	Near     []likeness.Mark `json:"p,omitempty"`  // places next to it
	Own      []likeness.Mark `json:"ow,omitempty"` // of these, those in the words themselves
	Lead     []likeness.Mark `json:"l,omitempty"`  // places that the report begins with
	Change   bool            `json:"u,omitempty"`  // the words say that it is not the only count
	Lands    []likeness.Mark `json:"k,omitempty"`  // countries of places next to it
	Sum      bool            `json:"s,omitempty"`  // of figures side by side, which may be a part
	Open     bool            `json:"o,omitempty"`  // the noun does not say who is counted
	Topic    []likeness.Mark `json:"t,omitempty"`  // words of the title and around it
	Headline bool            `json:"h,omitempty"`
	Scene    []likeness.Mark `json:"e,omitempty"`  // what happened and to what, without places
	Taken    bool            `json:"x,omitempty"`  // the words take up an act that was told before: "Monday's bombing", "the toll"
	What     string          `json:"y,omitempty"`  // in words
	Place    string          `json:"z,omitempty"`  // its name
	Within   []likeness.Mark `json:"i,omitempty"`  // the provinces of the places next to it
	Share    bool            `json:"j,omitempty"`  // of one nation among those of several
	Mishap   bool            `json:"mi,omitempty"` // of nature or chance
	Loss     string          `json:"b,omitempty"`  // the state that counts its own
	Running  bool            `json:"r,omitempty"`  // it is a count that goes on
	Between  []string        `json:"f,omitempty"`  // the parties that the report names most
}

// footnote tells whether a number stands in brackets as the mark of a note: "[4]".
func footnote(p passage, s record.Span) bool {
	at := s.Start - p.span.Start
	return at > 0 && at < len(p.words) && p.words[at-1] == '['
}

// partOf tells whether a figure counts a part of another one: "two officers among them".
func partOf(p passage, f *record.Figure) bool {
	const near = 16
	if strings.Contains(f.Quote, " other ") {
		return true
	}
	if !p.span.Contains(f.Span) || len(p.words) != p.span.Len() {
		return false
	}
	from, to := f.Span.Start-p.span.Start, f.Span.End-p.span.Start
	if behind := plain(p.words[to:]); len(behind) > 1 && behind[0] == "of" && !strings.HasPrefix(p.words[to:], ",") && slices.Contains([]string{"them", "whom", "these", "those", "which"}, behind[1]) {
		return true
	}
	before := plain(strings.ToValidUTF8(p.words[max(0, from-near):from], ""))
	if slices.Contains(plain(p.words[to:]), "alone") { // "300 people in his town alone"
		return true
	}
	if someOf(before) {
		return true // "took many of the more than 400 people on board hostage"
	}
	if n := len(before); n > 0 && before[n-1] == "among" { // "were among eight people killed": the whole
		before = before[:n-1]
	}
	if n := len(before); n > 1 && before[n-2] == "of" && slices.Contains([]string{"them", "whom", "these", "those", "which"}, before[n-1]) {
		return true // "fired 492 rockets, of which 245 were intercepted"
	}
	rest := strings.ToValidUTF8(p.words[to:min(len(p.words), to+near)], "")
	return anyOf(subset, before) || !strings.HasPrefix(rest, ",") && anyOf(subset, plain(rest)) // "three soldiers, among them a colonel": the whole
}

// amongThe tells whether a figure counts those of one kind of whom the words say that they are among others: "thirteen
// Americans are among the dead".
func amongThe(p passage, f *record.Figure) bool {
	if !p.span.Contains(f.Span) || len(p.words) != p.span.Len() {
		return false
	}
	behind := plain(p.words[f.Span.End-p.span.Start:])
	return len(behind) > 3 && (behind[0] == "are" || behind[0] == "were") && behind[1] == "among" && behind[2] == "the" && (is(dead, behind[3]) || is(hurt, behind[3]) || is(casualty, behind[3]))
}

// goesOn tells whether the people counted are named by more than one noun: "eight women and children".
func goesOn(p passage, s record.Span) bool {
	if !p.span.Contains(s) || len(p.words) != p.span.Len() {
		return false
	}
	behind := plain(p.words[s.End-p.span.Start:])
	return len(behind) > 1 && behind[0] == "and" && (is(woman, behind[1]) || is(child, behind[1]))
}

// people is the unit of persons.
const people = "people"

// quantityOf reads what a figure counts; nil where it is nothing that disputes are about.
func (d *document) quantityOf(f *record.Figure) *quantity {
	if strings.HasPrefix(f.Series, "length|") || f.Unit == "fraction" {
		return nil
	}
	if anyOf(vague, plain(f.Quote)) || f.Value < 0 {
		return nil
	}
	p := d.around(f.Span, f.Quote)
	if f.SentenceSpan != nil {
		p = passage{*f.SentenceSpan, f.Sentence}
	}
	q := &quantity{Value: f.Value, About: f.Qualifier == record.About}
	if f.ValueMax != nil {
		q.Max = *f.ValueMax
	}
	verb, noun := seriesOf(f)
	near := d.nearWords(p, f.Span)
	share := amongThe(p, f)
	if partOf(p, f) && !share || slices.Contains(near, "death") && anyOf(sentence, plain(p.words)) || footnote(p, f.Span) {
		return nil
	}
	unit, fighters := f.Unit, d.fighters(f.Span)
	if fighters != "" {
		unit = people
	}
	if p.span.Contains(f.Span) && len(p.words) == p.span.Len() {
		if list := plain(p.words[:f.Span.Start-p.span.Start]); rises(append(list, "0"), len(list)) {
			near = list
		}
	}
	q.Class = classOf(verb, noun, plain(f.What), near, unit)
	if said := plain(f.Quote); unit == people && anyOf(hurt, said) && !anyOf(dead, said) {
		q.Class = string(hurt)
	}
	if q.Class == "" || slices.Contains(near, "would") && slices.Contains(near, "have") {
		return nil
	}
	q.Group = groupOf(noun, plain(f.Quote))
	if (q.Group == string(woman) || q.Group == string(child)) && goesOn(p, f.Span) {
		q.Group = string(anybody)
	}
	q.Nation = cmp.Or(d.nation(f.Span, p), fighters)
	if last := f.Quote[strings.LastIndexByte(f.Quote, ' ')+1:]; q.Nation != "" && unit == people && last != "" && last[0] < 'a' && 'A'-1 < last[0] {
		q.Group = string(anybody) // "60 Afghans"
	}
	if fighters != "" {
		q.Group = string(rebel)
	}
	q.Open = q.Group == string(anybody) && (noun == "" || is(unsaid, noun) || unit == people && bareNumber(f.Quote))
	if q.Nation == "" && (q.Open && anyOf(its, near) || unit == people && anyOf(its, plain(f.Quote))) {
		if by := d.teller(f.Source, f.Span); by != nil {
			q.Nation = partyOf(*by)
		}
	}
	if q.Open && q.Nation == "" {
		q.Nation = d.nationOfToll(p, f.Span)
	}
	if q.Share = share; share && q.Nation == "" {
		return nil
	}
	q.Days, q.Weak = d.daysOf(p, f.Span)
	q.Near, q.Lead = d.where(p)
	q.Own = d.placesIn(p)
	q.Lands = d.countries(p)
	q.Topic = d.topic(p)
	q.Headline = d.inHeadline(f.Span)
	sentence := d.sentence(f.Span, f.Quote)
	q.Change = changes(plain(sentence.words))
	q.Scene, q.Taken, q.Within = d.scene(p, sentence), takesUp(plain(sentence.words)), d.provinces(p)
	if len(q.Scene) <= 1 && len(q.Own) == 0 {
		q.Scene = d.sceneBefore(q.Scene, p)
	}
	q.What, q.Place, q.Mishap = whatOf(q, noun), d.placeOf(p), anyOf(mishap, plain(sentence.words))
	d.run(q, f, p, sentence)
	return q
}

// nationOfToll gives the state whose dead a toll is of: "the American toll has risen to 13".
func (d *document) nationOfToll(p passage, s record.Span) string {
	if len(p.words) != p.span.Len() {
		return ""
	}
	for _, m := range d.parties {
		if !m.state || !p.span.Contains(m.span) || m.span.End > s.Start {
			continue
		}
		if behind := plain(strings.TrimPrefix(p.words[m.span.End-p.span.Start:s.Start-p.span.Start], "'s")); len(behind) > 0 && is(toll, behind[0]) {
			return m.party
		}
		if own := plain(p.words[m.span.Start-p.span.Start : m.span.End-p.span.Start]); len(own) > 1 && is(toll, own[len(own)-1]) {
			return m.party
		}
	}
	return ""
}

// takesUp tells whether a sentence speaks of an act as one that is known: "the bombing", "Tuesday's raid", "the toll".
func takesUp(list []string) bool {
	for i, w := range list {
		if i == 0 || !is(toll, w) && !is(event, w) {
			continue
		}
		before := list[i-1]
		if before == "the" || before == "this" || before == "that" || strings.HasSuffix(before, "'s") || before == "death" && i > 1 && (list[i-2] == "the" || list[i-2] == "its") {
			return true
		}
		if i > 1 && (list[i-2] == "the" || strings.HasSuffix(list[i-2], "'s")) && !is(negator, before) {
			return true
		}
	}
	return false
}

// seriesOf gives the act and the noun of a figure's key.
func seriesOf(f *record.Figure) (verb, noun string) {
	parts := strings.Split(f.Series, "|")
	if len(parts) < 2 {
		return "", ""
	}
	noun = parts[1]
	for _, cut := range []string{" of ", " by "} {
		noun, _, _ = strings.Cut(noun, cut)
	}
	return parts[0], noun
}

// nearWords gives the words of a passage right before and behind a figure, up to the next figures.
func (d *document) nearWords(p passage, s record.Span) []string {
	const before, behind = 45, 60
	if !p.span.Contains(s) || len(p.words) != p.span.Len() {
		return plain(p.words)
	}
	const joint = len(" and ")
	from, to, last := max(p.span.Start, s.Start-before), min(p.span.End, s.End+behind), s.End
	for _, f := range d.figures {
		switch {
		case f.End <= s.Start:
			from = max(from, f.End)
		case f.Start == last+joint: // "21 passengers and four soldiers died"
			last = f.End
		case f.Start >= s.End:
			to = min(to, f.Start)
		}
	}
	return plain(strings.ToValidUTF8(p.words[from-p.span.Start:to-p.span.Start], ""))
}

// classOf says what a figure says of those it counts.
func classOf(verb, noun string, what, near []string, unit string) string {
	if is(attacker, noun) || is(rebel, noun) && is(attack, verb) {
		return string(attacker)
	}
	if is(freed, verb) || anyOf(freed, near) && !anyOf(dead, near) && !anyOf(hurt, near) {
		return thing(people, string(freed))
	}
	if is(crowd, verb) || is(crowd, noun) || unit == people && anyOf(crowd, near) && !anyOf(dead, near) && !anyOf(hurt, near) && !anyOf(held, near) {
		return string(crowd)
	}
	if unit != people && !is(dead, noun) {
		if noun == "" || noun == "one" {
			return ""
		}
		return thing(unit, noun)
	}
	if is(held, noun) && diesBehind(near) {
		return string(dead) // "hostages who died"
	}
	for _, list := range [][]string{append([]string{verb, noun}, what...), near} {
		switch {
		case anyOf(hurt, list) && !anyOf(dead, list) && !anyOf(toll, list):
			return string(hurt)
		case (anyOf(dead, list) || anyOf(toll, list)) && !anyOf(hurt, list):
			return string(dead)
		case anyOf(casualty, list) && !anyOf(dead, list) && !anyOf(hurt, list):
			return string(casualty)
		case anyOf(held, list) && !anyOf(dead, list) && !anyOf(hurt, list):
			return string(held)
		case anyOf(missing, list) && !anyOf(dead, list) && !anyOf(hurt, list):
			return string(missing)
		}
	}
	if is(hurt, verb) {
		return string(hurt)
	}
	if is(losing, verb) && is(armed, noun) {
		return string(dead) // "has lost 73 soldiers"
	}
	switch {
	case is(dead, verb):
		return string(dead)
	case noun != "" && noun != people && !is(anybody, noun):
		return thing(people, noun)
	case verb != "" && verb != "count":
		return thing(people, verb)
	}
	return ""
}

// thingOf begins the classes of things of a unit.
func thingOf(unit string) string { return "of " + unit + " " }

// thing is the class of counts of anything else.
func thing(unit, word string) string {
	if unit == word {
		unit = ""
	}
	return thingOf(unit) + strconv.FormatUint(uint64(meaningOf(word)), 36)
}

// diesBehind tells whether words go on from those who are held with their death: "hostages who died in the siege".
func diesBehind(list []string) bool {
	for i, w := range list {
		if !is(held, w) {
			continue
		}
		for _, v := range list[i+1:] {
			if is(dead, v) {
				return true
			}
			if v != "who" && v != "that" && !is(auxiliary, v) {
				break
			}
		}
	}
	return false
}

// groupOf says who is counted.
func groupOf(noun string, words []string) string {
	for _, list := range [][]string{{noun}, words} {
		for _, c := range []class{attacker, rebel, woman, child} {
			if anyOf(c, list) {
				return string(c)
			}
		}
		if anyOf(armed, list) && !anyOf(anybody, list) {
			return string(armed)
		}
		if anyOf(anybody, list) {
			return string(anybody)
		}
	}
	if noun == "" {
		return string(anybody)
	}
	return noun
}

// together adds up figures that stand side by side and count parts of one number: "three women and four children".
func together(a, b *record.Figure, qa, qb *quantity) bool {
	const join = len(" and ")
	return qa.Class == string(dead) && qb.Class == string(dead) && b.Span.Start-a.Span.End == join &&
		qa.Max == 0 && qb.Max == 0 && qa.Group != qb.Group && ofPeople(qa.Group) && ofPeople(qb.Group)
}

func ofPeople(group string) bool {
	return slices.Contains([]string{string(woman), string(child), string(anybody), string(armed)}, group)
}

// nobodyOf reads a claim that there was none: "no Americans were harmed". It gives nil for other claims.
func (d *document) nobodyOf(c *record.Claim) *quantity {
	for _, clause := range clauses(c.Content) {
		if q := d.nobodyIn(c, plain(clause)); q != nil {
			return q
		}
	}
	return nil
}

func (d *document) nobodyIn(c *record.Claim, list []string) *quantity {
	const head, reach = 6, 7
	for i, w := range list[:min(head, len(list))] {
		if !is(zero, w) {
			continue
		}
		behind := list[i+1 : min(len(list), i+1+reach)]
		if slices.Contains(behind, "further") || slices.Contains(behind, "more") || slices.Contains(behind, "other") {
			return nil
		}
		if !anyOf(dead, behind) && !anyOf(hurt, behind) && !anyOf(casualty, behind) {
			return nil
		}
		q := &quantity{Class: string(casualty), Group: groupOf("", behind[:min(3, len(behind))]), Change: true}
		if anyOf(dead, behind) && !anyOf(hurt, behind) && !anyOf(casualty, behind) {
			q.Class = string(dead)
		}
		if at := strings.Index(strings.ToLower(c.Content), w+" "); at >= 0 && len(c.Content) == c.ContentSpan.Len() {
			const near = 30
			from := c.ContentSpan.Start + at
			q.Nation = d.nation(record.Span{Start: from, End: min(c.ContentSpan.End, from+near)}, passage{c.ContentSpan, c.Content})
		}
		if q.Nation == "" && c.Source != nil && anyOf(its, behind[:min(3, len(behind))]) {
			q.Nation = partyOf(*c.Source)
		}
		p := passage{c.ContentSpan, c.Content}
		q.Days, q.Weak = d.days(p)
		q.Near, q.Lead = d.where(p)
		q.What, q.Place = whatOf(q, ""), d.placeOf(p)
		q.Scene, q.Within, q.Taken = d.scene(p, d.sentence(c.ContentSpan, c.Content)), d.provinces(p), true
		return q
	}
	return nil
}

// sameMatter tells whether two quantities count the same: the same kind of people, of one act on one day in one place.
func sameMatter(a, b *features) bool {
	x, y := a.Count, b.Count
	if (x.Value == 0) != (y.Value == 0) && !noneOf(a, b) {
		return false
	}
	if a.Document == b.Document {
		if corrected(a, b) || recounts(a, b) || recounts(b, a) {
			return true
		}
		return (x.comparable(y) || x.opposite(y) && a.Key != "" && b.Key != "" && a.Party != b.Party) && sameScene(a, b)
	}
	if !x.comparable(y) || (x.Sum || y.Sum) && x.Value != y.Value {
		return false
	}
	twoSources := a.Key != "" && b.Key != "" && a.Party != b.Party
	if !x.violent() && !twoSources {
		return strings.HasPrefix(x.Class, thingOf(people)) && oneCount(a, b)
	}
	if x.ownLosses(y, a, b) || revised(a, b) || goesUp(a, b) || oneCount(a, b) {
		return true
	}
	if !x.onOneDay(y) {
		const words = 4
		if !x.violent() || !near(a.Published, b.Published, bucketWeek) || !x.Weak && !y.Weak {
			return false
		}
		return likeness.Common(x.Topic, y.Topic) >= words && x.inOnePlace(y) && likeness.Common(x.Scene, y.Scene) > 1 || takenUp(a, b)
	}
	if strings.HasPrefix(x.Class, "of ") { // any thing: only where two sources count it
		return (x.inOnePlace(y) || len(x.Near) == 0 && len(y.Near) == 0 && likeness.Common(x.Lands, y.Lands) > 0)
	}
	if (x.Value == 0 || y.Value == 0) && twoSources && x.Nation != "" && x.Nation == y.Nation { // "80 Americans were killed", "no American was harmed"
		return true
	}
	if twoSources && !x.Weak && !y.Weak && likeness.Common(x.Own, y.Own) > 0 && a.Known && b.Known { // both tell the day and the place
		return true
	}
	return (x.inOnePlace(y) || twoSources && x.ofOneTrade(y)) && (x.ofOneAct(y) || newer(a, b))
}

// ownLosses tells whether two counts are what one state says of its own dead or hurt within few days.
func (q *quantity) ownLosses(o *quantity, a, b *features) bool {
	return q.violent() && q.Nation != "" && q.Nation == o.Nation && q.Nation == a.Party && a.Party == b.Party && near(a.Published, b.Published, 2) &&
		q.Value > 0 && o.Value > 0 && (q.Group == string(armed) || o.Group == string(armed) || q.Taken || o.Taken || q.Change || o.Change) && (len(q.Near) == 0 || len(o.Near) == 0)
}

// corrected tells whether a source, in one report, has another number in place of the one it gave: "later it put the number of
// dead at 20".
func corrected(a, b *features) bool {
	if a.Start > b.Start {
		a, b = b, a
	}
	x, y := a.Count, b.Count
	return (y.Change || b.Key == "" && x.Running && y.Running && y.Value > x.Value && len(y.Own) == 0) && y.Open && x.violent() && x.Class == y.Class && !specificVictims(x.Group) && (b.Key == "" || b.Key == a.Key || shorter(a, b)) && a.Key != "" && b.Start-a.End < rightBehind &&
		x.Value > 0 && y.Value > 0 && !x.Headline && !y.Headline && (x.people() == "" || y.people() == "" || x.people() == y.people())
}

// shorter tells whether the second source can be the first one, told shorter: "the Lady Reading Hospital", "the hospital".
func shorter(a, b *features) bool {
	first, other := plain(a.Who), plain(b.Who)
	return len(other) == 1 && len(first) > 1 && first[len(first)-1] == other[0]
}

// recounts tells whether the second of two counts, right behind the first, is what another source has for it: "Two traders were killed.
// A doctor spoke of four dead".
func recounts(a, b *features) bool {
	x, y := a.Count, b.Count
	if a.Key == "" && (y.Change || y.Running || anyOf(totalling, plain(b.Says))) {
		return false // "two were found, which brings the dead to four"
	}
	return b.Start >= a.End && b.Start-a.End < rightNext && b.Key != "" && b.Key != a.Key && x.violent() && x.Class == y.Class && y.Open && !y.Sum && !x.Sum &&
		x.Value > 0 && y.Value > 0 && !x.Headline && !specificVictims(x.Group) && !specificVictims(y.Group) && (x.people() == "" || y.people() == "" || x.people() == y.people()) &&
		!x.elsewhere(y) && !y.elsewhere(x) && (x.Weak || y.Weak || x.onOneDay(y))
}

func specificVictims(group string) bool {
	return slices.Contains([]string{string(rebel), string(woman), string(child), string(attacker)}, group)
}

// revised tells whether one source gives a new number in place of the one it gave a few days before: "it now speaks of 214
// hostages".
func revised(a, b *features) bool {
	if a.Published > b.Published {
		a, b = b, a
	}
	x, y := a.Count, b.Count
	ofPeople := x.violent() || strings.HasPrefix(x.Class, thingOf(people)) || x.Class == string(held)
	return ofPeople && a.Key != "" && a.Key == b.Key && a.Known && y.Change && y.Weak && x.Group == y.Group && near(a.Published, b.Published, revisedDays) && a.Published < b.Published &&
		(len(x.Near) == 0 || len(y.Near) == 0 || x.inOnePlace(y))
}

// takenUp tells whether the later of two counts takes the act of the earlier one up as known, some days behind, at the same
// narrow place: "killed at least 100 people in the village of Solhan", "160 people were killed in the attack on Solhan".
func takenUp(a, b *features) bool {
	const days = 4
	if a.Published > b.Published {
		a, b = b, a
	}
	x, y := a.Count, b.Count
	if !y.Weak || !y.Taken && !y.Change || len(x.Days) == 0 || likeness.Common(x.Near, y.Near) == 0 || !near(a.Published, b.Published, bucketWeek) {
		return false
	}
	if !near(a.Published, b.Published, days) {
		return y.Change && y.Value > x.Value && likeness.Common(x.Own, y.Own) > 0
	}
	return likeness.Common(x.Scene, y.Scene) > 0 || y.Change && y.Value > x.Value || y.Taken && b.Published-x.Days[len(x.Days)-1] < days-1
}

// ofOneTrade tells whether two counts are of people of one trade or kind and are not put at different places: "six sailors
// were hurt", "three sailors were wounded".
func (q *quantity) ofOneTrade(o *quantity) bool {
	return q.Group == o.Group && q.Group != string(anybody) && !specific(q.Group) && (len(q.Near) == 0 || len(o.Near) == 0)
}

// noneOf tells whether a count of none and another one can be of the same people: that nobody was hurt somewhere, or none
// of a nation, says nothing of others.
func noneOf(a, b *features) bool {
	x, y := a.Count, b.Count
	if y.Value == 0 {
		x, y = y, x
	}
	if y.Running && len(y.Own) == 0 && (x.people() == "" || y.people() != x.people()) {
		return false // the count of a whole war
	}
	if likeness.Common(x.Scene, y.Scene) > 0 || x.Nation != "" && x.Nation == y.Nation {
		return true
	}
	return x.Nation == "" && a.Key != "" && b.Key != "" && likeness.Common(x.Near, likeness.Union(y.Near, y.Lead))+likeness.Common(likeness.Union(x.Near, x.Lead), y.Near) > 0
}

// violent tells whether a count is of the victims or makers of an act.
func (q *quantity) violent() bool {
	return slices.Contains([]string{string(dead), string(hurt), string(casualty), string(missing), string(attacker)}, q.Class)
}

// ofOneAct tells whether two counts are of one act beyond its day and place: their sentences tell of the same target or
// means, or one takes the act up as known and the other says nothing else of it.
func (q *quantity) ofOneAct(o *quantity) bool {
	return likeness.Common(q.Scene, o.Scene) > 0 || q.Taken || o.Taken
}

func (q *quantity) comparable(o *quantity) bool {
	if q.people() != "" && o.people() != "" && q.people() != o.people() || (q.Share || o.Share) && q.Nation != o.Nation {
		return false
	}
	sameClass := q.Class == o.Class ||
		q.Class == string(casualty) && q.Value == 0 && (o.Class == string(dead) || o.Class == string(hurt)) ||
		o.Class == string(casualty) && o.Value == 0 && (q.Class == string(dead) || q.Class == string(hurt))
	if !sameClass {
		return false
	}
	switch {
	case q.Class == string(attacker):
		return true
	case q.Group == o.Group || meaningOf(q.Group) == meaningOf(o.Group):
		return q.Group != string(woman) && q.Group != string(child) || q.Value == o.Value
	case q.Nation != "" && q.Nation == o.Nation && (q.Group == string(armed) && o.Group == string(anybody) || q.Group == string(anybody) && o.Group == string(armed)):
		return true
	case q.Value > 0 && o.Value > 0 && q.violent() && (q.Open && !specific(o.Group) || o.Open && !specific(q.Group)): // "killed 25 miners", "the toll has gone up to 40"
		return likeness.Common(q.Near, o.Near) > 0 && likeness.Common(q.Scene, o.Scene) > 0
	case q.Value == 0 || o.Value == 0:
		return q.Group == string(anybody) || o.Group == string(anybody) || q.Nation != "" && q.Nation == o.Nation
	}
	return false
}

// opposite tells whether one count says who is counted and the other leaves that to the words around it: "58 soldiers were
// killed", "it put its losses at 23 dead".
func (q *quantity) opposite(o *quantity) bool {
	if (q.Group == string(rebel)) != (o.Group == string(rebel)) && (q.Nation == "" || q.Nation != o.Nation) {
		return false
	}
	return q.Class == o.Class && q.Value > 0 && o.Value > 0 && (q.Open || o.Open || q.Group == string(anybody) && !specific(o.Group) || o.Group == string(anybody) && !specific(q.Group)) && (q.people() == "" || o.people() == "" || q.people() == o.people()) &&
		q.Group != string(woman) && q.Group != string(child) && o.Group != string(woman) && o.Group != string(child)
}

// specific tells whether a group is not just people of some trade or other.
func specific(group string) bool {
	return slices.Contains([]string{string(armed), string(rebel), string(woman), string(child), string(attacker)}, group)
}

func (q *quantity) onOneDay(o *quantity) bool {
	for _, d := range q.Days {
		if slices.Contains(o.Days, d) {
			return true
		}
	}
	return false
}

// inOnePlace tells whether both can be of one place: one of them names a narrow place that the other has too.
func (q *quantity) inOnePlace(o *quantity) bool {
	if likeness.Common(q.Near, o.Near) > 0 {
		return true
	}
	if len(q.Near) > 0 && len(o.Near) > 0 { // a town and its province are one
		return likeness.Common(q.Near, o.Within) > 0 || likeness.Common(q.Within, o.Near) > 0
	}
	const words = 3
	return likeness.Common(likeness.Union(q.Near, q.Lead), likeness.Union(o.Near, o.Lead)) > 0 || likeness.Common(q.Topic, o.Topic) >= words
}

// elsewhere tells whether the words of a count name a place and the other one stands by others alone.
func (q *quantity) elsewhere(o *quantity) bool {
	return len(q.Own) > 0 && len(o.Near) > 0 && likeness.Common(q.Own, o.Near) == 0 && likeness.Common(q.Own, o.Within) == 0 && likeness.Common(q.Within, o.Near) == 0
}

// sameScene tells whether two counts of one report are of one thing: different sources give them, or the words say that
// one replaces the other.
func sameScene(a, b *features) bool {
	if a.Start > b.Start {
		a, b = b, a
	}
	const far = 900
	x, y := a.Count, b.Count
	sites := x.Class == y.Class && x.Class == thing("", "place") // "nine sites", "five places, Bahawalpur, Muridke ..."
	if b.Start-a.End > far || !sites && len(x.Near) > 0 && len(y.Near) > 0 && likeness.Common(x.Near, y.Near) == 0 && likeness.Common(x.Near, y.Lead) == 0 && likeness.Common(x.Lead, y.Near) == 0 {
		return false
	}
	if !sites && (x.elsewhere(y) || y.elsewhere(x)) || x.Mishap != y.Mishap && (x.Open == y.Open) {
		return false
	}
	if !x.Weak && !y.Weak && !x.onOneDay(y) {
		return false
	}
	if strings.HasPrefix(x.Class, "of ") {
		return a.Key != "" && b.Key != "" && a.Key != b.Key && (a.Known || b.Known) && (b.Start-a.End < rightBehind || sites && b.Start-a.End < 2*rightBehind)
	}
	if x.Value == y.Value || x.Change || y.Change {
		return !x.Headline && !y.Headline || x.Value == y.Value
	}
	const many = 3
	if max(x.Value, y.Value) > many*min(x.Value, y.Value) && len(x.Scene) > 0 && len(y.Scene) > 0 && likeness.Common(x.Scene, y.Scene) == 0 && likeness.Common(x.Own, y.Own) == 0 && !x.Open && !y.Open && !x.Taken && !y.Taken {
		return false // "2,000 civilians were executed in the city", "460 people were killed in the hospital"
	}
	return a.Key != "" && b.Key != "" && a.Key != b.Key && (a.Party != b.Party || a.Party == "" || a.Body && b.Body) && !x.Headline && !y.Headline
}

// differ tells whether two counts cannot both be right.
func (q *quantity) differ(o *quantity) bool {
	slack := 0.0
	if q.About || o.About {
		slack = 0.1
	}
	high, low := max(q.Max, q.Value), q.Value
	otherHigh, otherLow := max(o.Max, o.Value), o.Value
	return high < otherLow*(1-slack) || otherHigh < low*(1-slack)
}
