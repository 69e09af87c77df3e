package dispute

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// document is what one report tells, made ready for looking around a place of its text.
type document struct {
	source    keep.Source
	text      string // "" where it is not known
	facts     []record.Entry
	origins   *origin.Report
	published likeness.Day
	passages  []passage // sentences and clauses, the shortest first
	times     []*record.Time
	places    []placed // provinces and narrower
	lands     []placed // all
	parties   []mention
	claims    []*record.Claim
	events    []*record.Event
	disputes  []*record.Dispute // that the reading of the report found
	figures   []record.Span
	organs    []organOf
	people    []known
	names     []string // of places and of actors with a name of their own
	home      string   // ISO 3166-1 alpha-3 code of the country of the dateline
}

// known is a person of whom the report or the knowledge tells whom he serves.
type known struct{ name, party string }

// organOf is a body or official of a state by its words.
type organOf struct {
	words []string
	party string
	start int // of its first mention
}

// passage is a stretch of the text whose words are known.
type passage struct {
	span  record.Span
	words string
}

type placed struct {
	span    record.Span
	country string
	mark    likeness.Place
	name    string
}

type mention struct {
	span    record.Span
	party   string
	country string
	state   bool
	armed   bool
}

func scan(source keep.Source, facts []record.Entry) *document {
	d := &document{source: source, facts: facts, origins: origin.Read(source, facts), published: likeness.DayOf(source.Published)}
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Event:
			d.events = append(d.events, f)
			d.passages = append(d.passages, passage{f.Span, f.Quote})
		case *record.Claim:
			d.claims = append(d.claims, f)
			d.passages = append(d.passages, passage{f.Span, f.Quote}, passage{f.ContentSpan, f.Content})
		case *record.Dispute:
			d.disputes = append(d.disputes, f)
		case *record.Figure:
			d.figures = append(d.figures, f.Span)
			if f.SentenceSpan != nil {
				d.passages = append(d.passages, passage{*f.SentenceSpan, f.Sentence})
			}
		case *record.Time:
			d.times = append(d.times, f)
		case *record.Place:
			d.names = append(d.names, f.Name)
			p := likeness.PlaceOf(f.Name, f.Country, f.Admin1, f.Precision)
			if f.Admin1 != "" {
				d.names = append(d.names, f.Admin1)
			}
			if p.Level >= likeness.Province {
				d.places = append(d.places, placed{f.Span, f.Country, p, f.Name})
			}
			if body := len(source.Title); d.home == "" && f.Span.Start <= body+dateline && f.Span.Start >= body {
				d.home = f.Country
			}
			if p.Country != 0 {
				d.lands = append(d.lands, placed{f.Span, f.Country, p, f.Name})
			}
		case *record.ActorEntry:
			if list := plain(f.Name); f.Country != "" && anyOf(organ, list) && len(f.Mentions) > 0 {
				party := partyOf(record.Actor{Name: f.Name, Kind: f.ActorKind, Country: f.Country, Sector: f.Sector})
				d.organs = append(d.organs, organOf{list, party, f.Mentions[0].Start})
			}
			if f.ActorKind == "person" && f.Country != "" && !slices.Contains([]string{"CVL", "MED", "HLH"}, f.Sector) {
				d.people = append(d.people, known{f.Name, partyOf(record.Actor{Name: f.Name, Kind: f.ActorKind, Country: f.Country, Sector: f.Sector})})
			}
			a := record.Actor{Name: f.Name, Kind: f.ActorKind, Country: f.Country, Sector: f.Sector}
			for _, m := range f.Mentions {
				d.parties = append(d.parties, mention{m, partyOf(a), a.Country, a.Country != "" && a.Kind != "person" && (a.Kind == "state" || a.Kind == "population" || !forItself(&a)), a.Kind == "armed group"})
			}
		}
	}
	d.places = slices.DeleteFunc(d.places, func(x placed) bool { // "the defence ministry in Delhi said"
		return slices.ContainsFunc(d.claims, func(c *record.Claim) bool {
			return c.Source != nil && c.Source.Span != nil && c.Source.Span.Contains(x.span) && !c.ContentSpan.Overlaps(x.span)
		})
	})
	slices.SortStableFunc(d.passages, func(a, b passage) int { return cmp.Compare(a.span.Len(), b.span.Len()) })
	slices.SortStableFunc(d.parties, func(a, b mention) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return d
}

// around gives the shortest known passage that holds a span and more than it; the span itself where there is none.
func (d *document) around(s record.Span, quote string) passage {
	for _, p := range d.passages {
		if p.span.Contains(s) && p.span.Len() > s.Len()+3 {
			return p
		}
	}
	return passage{s, quote}
}

// sentence gives the longest known passage that holds a span and is no longer than a sentence; the span itself where
// there is none.
func (d *document) sentence(s record.Span, quote string) passage {
	for _, p := range slices.Backward(d.passages) {
		if p.span.Contains(s) && p.span.Len() <= longestSentence {
			return p
		}
	}
	return passage{s, quote}
}

// How far to look around, in bytes.
const (
	longestSentence = 400
	behindTime      = 60  // of a time behind a figure
	beforeTime      = 300 // of a time before it
	nearPlace       = 120
	dateline        = 4   // before the first word of the text
	leadLength      = 450 // where a report says what it is about
)

// days gives the days that something told in a passage can be of. They are weak where no word of the passage tells them.
func (d *document) days(p passage) (days []likeness.Day, weak bool) {
	var before *record.Time
	for _, t := range d.times {
		day, ok := dayOf(t)
		switch {
		case !ok:
		case p.span.Contains(t.Span):
			days = append(days, day)
		case t.Span.End <= p.span.Start && p.span.Start-t.Span.End < beforeTime:
			before = t
		}
	}
	if len(days) > 0 {
		return sorted(days), false
	}
	if before != nil {
		day, _ := dayOf(before)
		days = append(days, day, day-1)
	} else if day, ok := d.leadDay(); ok {
		days = append(days, day)
	}
	if d.published != likeness.NoDay {
		days = append(days, d.published, d.published-1)
	}
	return sorted(days), true
}

// daysOf gives the days that a count in a passage can be of. The day on which somebody says it is none of them: "officials
// said on Sunday that ten were killed".
func (d *document) daysOf(p passage, s record.Span) (days []likeness.Day, weak bool) {
	var said *record.Claim
	for _, c := range d.claims {
		if c.ContentSpan.Contains(s) && c.Span.Len() > c.ContentSpan.Len() && (said == nil || c.ContentSpan.Len() < said.ContentSpan.Len()) {
			said = c
		}
	}
	if said == nil {
		return d.days(p)
	}
	all := d.times
	defer func() { d.times = all }()
	d.times = slices.DeleteFunc(slices.Clone(all), func(t *record.Time) bool {
		return p.span.Contains(t.Span) && !said.ContentSpan.Overlaps(t.Span) && (said.Span.Contains(t.Span) || t.Span.Start >= said.ContentSpan.End)
	})
	return d.days(p)
}

// leadDay gives the first day that the beginning of a report names.
func (d *document) leadDay() (likeness.Day, bool) {
	for _, t := range d.times {
		if day, ok := dayOf(t); ok && t.Span.Start < leadLength {
			return day, true
		}
	}
	return 0, false
}

// dayOf gives the day of a time that names one.
func dayOf(t *record.Time) (likeness.Day, bool) {
	if t.From == nil || t.Precision != "day" && t.Precision != "hour" && t.Precision != "minute" {
		return 0, false
	}
	day := likeness.DayOf(*t.From)
	return day, day != likeness.NoDay
}

// where gives the narrow places named in a passage or near it, and those that the report begins with.
func (d *document) where(p passage) (near, lead []likeness.Mark) {
	for _, x := range d.places {
		if x.mark.Name == 0 {
			continue
		}
		if p.span.Overlaps(x.span) || x.span.End <= p.span.Start && p.span.Start-x.span.End < nearPlace {
			near = append(near, x.mark.Name)
		}
		if x.span.Start < leadLength {
			lead = append(lead, x.mark.Name)
		}
	}
	return likeness.Sorted(near), likeness.Sorted(lead)
}

// placesIn gives the narrow places that a passage names.
func (d *document) placesIn(p passage) []likeness.Mark {
	var marks []likeness.Mark
	for _, x := range d.places {
		if x.mark.Name != 0 && p.span.Overlaps(x.span) {
			marks = append(marks, x.mark.Name)
		}
	}
	return likeness.Sorted(marks)
}

// provinces gives those of the narrow places named in a passage or right before it.
func (d *document) provinces(p passage) []likeness.Mark {
	var marks []likeness.Mark
	for _, x := range d.places {
		if x.mark.Admin != 0 && (p.span.Overlaps(x.span) || x.span.End <= p.span.Start && p.span.Start-x.span.End < nearPlace) {
			marks = append(marks, x.mark.Admin)
		}
	}
	return likeness.Sorted(marks)
}

// countries gives the countries of the places named in a passage.
func (d *document) countries(p passage) []likeness.Mark {
	var marks []likeness.Mark
	for _, x := range d.lands {
		if p.span.Overlaps(x.span) {
			marks = append(marks, x.mark.Country)
		}
	}
	return likeness.Sorted(marks)
}

// realmIn gives the party whose waters, airspace or soil a passage speaks of: "entered Japanese waters"; "" where it speaks of none or of
// those of several.
func (d *document) realmIn(s record.Span, words string) string {
	const reach = 40
	if len(words) != s.Len() {
		return ""
	}
	found := ""
	for _, m := range d.parties {
		if !m.state || m.party == "" || !s.Contains(m.span) {
			continue
		}
		behind := plain(strings.ToValidUTF8(words[m.span.End-s.Start:min(len(words), m.span.End-s.Start+reach)], ""))
		if len(behind) > 0 && (is(realm, behind[0]) || len(behind) > 1 && is(realm, behind[1]) && likeness.WeightOf(likeness.Stem(behind[0])) < 1) {
			if found != "" && found != m.party {
				return ""
			}
			found = m.party
		}
	}
	if found == "" && strings.Contains(" "+strings.Join(plain(words), " ")+" ", " international ") {
		list := plain(words)
		if i := slices.Index(list, "international"); i+1 < len(list) && is(realm, list[i+1]) {
			return "international"
		}
	}
	return found
}

// landsIn gives the countries that a passage names as places, each once.
func (d *document) landsIn(s record.Span) []string {
	var all []string
	for _, x := range d.lands {
		if s.Contains(x.span) && x.country != "" && !slices.Contains(all, x.country) {
			all = append(all, x.country)
		}
	}
	return all
}

// partiesIn gives the parties that a span names, in the order of the text, each once.
func (d *document) partiesIn(s record.Span) []string {
	var keys []string
	for _, m := range d.parties {
		if s.Contains(m.span) && m.party != "" && !slices.Contains(keys, m.party) {
			keys = append(keys, m.party)
		}
	}
	return keys
}

// nation gives the state whose people a phrase in a passage counts, "" where its words do not name it: that "service members"
// are of the country that a report is written from is a guess.
func (d *document) nation(s record.Span, p passage) string {
	for _, m := range d.parties {
		if !m.state || !m.span.Overlaps(s) {
			continue
		}
		if len(p.words) == p.span.Len() && p.span.Contains(m.span) && !named(p.words[m.span.Start-p.span.Start:m.span.End-p.span.Start], m.span.Start == p.span.Start) {
			continue
		}
		return cmp.Or(m.country, m.party)
	}
	return ""
}

// named tells whether a word of a phrase begins with a capital letter, besides a first one that begins a sentence.
func named(phrase string, first bool) bool {
	for i, w := range strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == '-' }) {
		if 'A'-1 < w[0] && w[0] < 'Z'+1 && (i > 0 || !first || len(strings.Fields(phrase)) == 1) {
			return true
		}
	}
	return false
}

// fighters gives the party of an armed group that a phrase counts: "200 Taliban".
func (d *document) fighters(s record.Span) string {
	for _, m := range d.parties {
		if m.armed && s.Contains(m.span) {
			return m.party
		}
	}
	return ""
}

// topic gives the words that tell what a passage and the title of the report are about, without those for states and
// their people.
func (d *document) topic(p passage) []likeness.Mark {
	const most = 16
	words := d.wordsOf(p.words, p.span)
	title, usual := likeness.WordsOf("- "+d.source.Title), vocabulary().usual
	for _, w := range merged(title) {
		if !slices.ContainsFunc(words, func(o likeness.Word) bool { return o.Stem == w.Stem }) {
			words = append(words, w)
		}
	}
	words = slices.DeleteFunc(words, func(w likeness.Word) bool { return w.Weight < 2 || usual[w.Stem] })
	return likeness.Sorted(heaviest(words, most))
}

// scene gives the words of a passage and its sentence that tell of what happened and to what: without places, parties and
// what every report of violence has.
func (d *document) scene(p, sentence passage) []likeness.Mark {
	var names []likeness.Word
	for _, x := range d.names {
		names = append(names, likeness.WordsOf("- "+x)...)
	}
	usual := vocabulary().usual
	words := append(d.wordsOf(p.words, p.span), d.wordsOf(sentence.words, sentence.span)...)
	words = slices.DeleteFunc(words, func(w likeness.Word) bool {
		return w.Weight < 2 || usual[w.Stem] || slices.ContainsFunc(names, func(o likeness.Word) bool { return o.Stem == w.Stem })
	})
	var marks []likeness.Mark
	for _, w := range words {
		marks = append(marks, w.Stem)
	}
	return likeness.Sorted(marks)
}

// sceneBefore adds what is told right before a passage that tells nothing but a count: "Nineteen people were killed, he said".
func (d *document) sceneBefore(scene []likeness.Mark, p passage) []likeness.Mark {
	const reach = 200
	from := max(len(d.source.Title), p.span.Start-reach)
	if d.text == "" || from >= p.span.Start || p.span.Start > len(d.text) {
		return scene
	}
	words := strings.ToValidUTF8(d.text[from:p.span.Start], "")
	if strings.Contains(words, "\n\n") || len(words) != p.span.Start-from {
		return scene
	}
	before := passage{record.Span{Start: from, End: p.span.Start}, words}
	return likeness.Union(scene, d.scene(before, before))
}

// speaksFor gives the party of a body or official of whom the words do not say whose: that of one which the report named
// before with the same words ("Pakistan's foreign ministry ... the ministry"), else of the country that the report is
// written from. It is "" for others.
func (d *document) speaksFor(source *record.Actor) string {
	list := plain(source.Name)
	if source.ID != "" || source.Span == nil || len(list) == 0 {
		return ""
	}
	if d.home != "" && cmp.Or(d.stateBefore(source.Span.Start), d.home) == d.home {
		for i, w := range list { // "the foreign ministry's spokesman", in a report that told of no other state before
			list[i] = strings.TrimSuffix(w, "'s")
		}
	}
	if source.Country != "" {
		return d.sameBody(source, list)
	}
	if slices.Contains(list, "its") { // "the head of its civil aviation authority"
		return d.stateBefore(source.Span.Start)
	}
	if !anyOf(organ, list) && !anyOf(officer, list) {
		return ""
	}
	for _, x := range d.lands { // "a spokesman in Kabul"
		if source.Span.Contains(x.span) && x.country != "" {
			return x.country
		}
	}
	if !anyOf(organ, list) {
		if anyOf(spokesman, list) {
			return d.lastBody(source.Span.Start)
		}
		if is(officer, headOf(list)) { // "officials rejected the claim", in a report from New Delhi
			return d.home
		}
		return ""
	}
	if d.owned(*source.Span) {
		if party := d.stateBefore(source.Span.Start); party != "" {
			return party // "Pakistan rejected it, and its military said"
		}
	}
	best, at := "", -1
	for _, o := range d.organs {
		if !sameOffice(list, o.words) {
			continue // "the defence ministry" is not the foreign ministry that was named before
		}
		if o.start < source.Span.Start && o.start > at && slices.ContainsFunc(list, func(w string) bool { return is(organ, w) && slices.Contains(o.words, w) }) {
			best, at = o.party, o.start
		}
	}
	return cmp.Or(best, d.landBefore(source.Span.Start), d.home)
}

// headOf gives the noun of a description: "adviser" of "adviser to the president".
func headOf(list []string) string {
	if at := slices.IndexFunc(list, func(w string) bool { return is(aside, w) || w == "of" }); at > 0 {
		return list[at-1]
	}
	return list[len(list)-1]
}

// sameBody gives the party of the body that spoke last, where a spokesman is of a body of that kind and his words do not say of which
// state: "the interior ministry in Kabul denied it; the area was held, a ministry spokesman said".
func (d *document) sameBody(source *record.Actor, list []string) string {
	const reach = 400
	at := *source.Span
	inside := func(s record.Span) bool { return at.Contains(s) && s.Len() < at.Len() }
	if !anyOf(officer, list) || slices.ContainsFunc(d.lands, func(x placed) bool { return inside(x.span) }) ||
		slices.ContainsFunc(d.parties, func(m mention) bool { return m.state && inside(m.span) }) {
		return ""
	}
	best, party := -1, ""
	for _, c := range d.claims {
		s := c.Source
		if s == nil || s.Span == nil || s.Country == "" || s.Span.Start >= at.Start || at.Start-s.Span.End > reach || s.Span.Start <= best {
			continue
		}
		if slices.ContainsFunc(plain(s.Name), func(w string) bool { return is(organ, w) && slices.Contains(list, w) }) {
			best, party = s.Span.Start, partyOf(*s)
		}
	}
	return party
}

// sameOffice tells whether the words for a body can be of one that was named before: the branch that both tell is one.
func sameOffice(list, known []string) bool {
	for _, w := range list {
		if is(branch, w) && anyOf(branch, known) && !slices.Contains(known, w) {
			return false
		}
	}
	return true
}

// owned tells whether the word before a span says that it is somebody's: "its military".
func (d *document) owned(s record.Span) bool {
	for _, p := range d.passages {
		if !p.span.Contains(s) || p.span.Start == s.Start || len(p.words) != p.span.Len() {
			continue
		}
		before := plain(p.words[:s.Start-p.span.Start])
		return len(before) > 0 && is(its, before[len(before)-1])
	}
	return false
}

// stateBefore gives the party of the state named last before a place.
func (d *document) stateBefore(at int) string {
	const reach = 150
	best, party := -1, ""
	for _, m := range d.parties {
		if m.state && m.span.End < at && at-m.span.End < reach && m.span.Start > best && m.country != "" && m.party == m.country && !(best >= 0 && d.isBeside(m.span)) {
			best, party = m.span.Start, m.party
		}
	}
	return party
}

// isBeside tells whether a name stands behind a word by which it stands beside the matter: "from Ukraine" in "Moscow has received
// guarantees from Ukraine, its ministry said".
func (d *document) isBeside(s record.Span) bool {
	for _, p := range slices.Backward(d.passages) {
		if p.span.Contains(s) && len(p.words) == p.span.Len() && p.span.Start < s.Start {
			return beside(p.words[:s.Start-p.span.Start])
		}
	}
	return false
}

// landBefore gives the country of a place that stands right before a place of the text: "in Delhi on Tuesday the foreign ministry".
func (d *document) landBefore(at int) string {
	const reach = 26
	country := ""
	for _, x := range d.lands {
		if x.span.End < at && at-x.span.End < reach && x.country != "" && x.span.Start > len(d.source.Title)+dateline {
			country = x.country
		}
	}
	return country
}

// lastBody gives the party of the body that spoke last before a place, for which a spokesman speaks who is named no further.
func (d *document) lastBody(at int) string {
	const reach = 400
	best, party := -1, ""
	for _, c := range d.claims {
		s := c.Source
		if s == nil || s.Span == nil || s.Country == "" || s.Kind == "person" || forItself(s) || s.Span.Start >= at || at-s.Span.End > reach || s.Span.Start <= best {
			continue
		}
		best, party = s.Span.Start, partyOf(*s)
	}
	return party
}

// servesParty gives the party of a person of whom nothing but the name is known, by the words beside it in some claim of the
// report: "Abdul Nafi Takor, spokesman of the interior ministry in Kabul". Where these name a body without saying whose, it is
// that of the country that the report is written from.
func (d *document) servesParty(source *record.Actor) string {
	if source.ID != "" || source.Country != "" || source.Kind != "person" || source.Name == "" {
		return ""
	}
	last := source.Name[strings.LastIndexByte(source.Name, ' ')+1:]
	for _, p := range d.people { // "Mr Khan", who was named before
		if strings.HasSuffix(p.name, " "+last) && (source.Name == last || strings.HasSuffix(source.Name, ". "+last) || len(strings.Fields(source.Name)) == 1) {
			return p.party
		}
	}
	for _, c := range d.claims {
		s := c.Source
		if s == nil || s.Span == nil || s.ID != "" || s.Kind != "person" || !strings.HasSuffix(s.Name, last) || len(c.Quote) != c.Span.Len() {
			continue
		}
		if s.Country != "" {
			return partyOf(record.Actor{Kind: "government body", Country: s.Country})
		}
		if party := d.roleBeside(c, *s.Span); party != "" {
			return party
		}
	}
	return ""
}

// roleBeside gives the party of whom the words right before a name and those between commas behind it tell a role.
func (d *document) roleBeside(c *record.Claim, name record.Span) string {
	const longest = 90
	if !c.Span.Contains(name) {
		return ""
	}
	from, to := c.Span.Start, name.End
	if c.CueSpan != nil && c.CueSpan.End <= name.Start {
		from = c.CueSpan.End
	}
	if c.ContentSpan.End <= name.Start {
		from = max(from, c.ContentSpan.End)
	}
	from = max(from, name.Start-longest)
	rest := c.Quote[name.End-c.Span.Start:]
	if strings.HasPrefix(rest, ", ") {
		end := strings.IndexByte(rest[2:], ',')
		if end < 0 {
			end = len(rest) - 2
		}
		to = min(name.End+2+end, name.End+longest)
	}
	if c.ContentSpan.Start >= name.End {
		to = min(to, c.ContentSpan.Start)
	}
	beside := record.Span{Start: from, End: max(to, name.End)}
	words := strings.ToValidUTF8(c.Quote[from-c.Span.Start:name.Start-c.Span.Start], "") + " " + strings.ToValidUTF8(c.Quote[name.End-c.Span.Start:beside.End-c.Span.Start], "")
	if list := plain(words); !anyOf(organ, list) && !anyOf(officer, list) && !anyOf(role, list) {
		return ""
	}
	for _, x := range d.lands {
		if beside.Contains(x.span) && x.country != "" {
			return x.country
		}
	}
	for _, m := range d.parties {
		if m.state && beside.Contains(m.span) && !m.span.Overlaps(name) {
			return m.party
		}
	}
	return d.home
}

// teller gives who says what a span tells: the source of the figure or the claim, nobody for the outlet itself.
func (d *document) teller(source *record.Actor, s record.Span) *record.Actor {
	if source != nil {
		return source
	}
	var best *record.Claim
	for _, c := range d.claims {
		if c.ContentSpan.Contains(s) && c.Source != nil && (best == nil || c.ContentSpan.Len() < best.ContentSpan.Len()) {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	return best.Source
}

func sorted(days []likeness.Day) []likeness.Day {
	slices.Sort(days)
	return slices.Compact(days)
}

func clipped(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= longestSays {
		return s
	}
	cut := strings.LastIndexByte(s[:longestSays], ' ')
	if cut < 1 {
		cut = longestSays
	}
	return strings.ToValidUTF8(s[:cut], "") + " ..."
}

// longestSays is the length of what is kept of the words of a side, in bytes.
const longestSays = 240
