package identity

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// feature is one thing that two tellings have in common or differ in.
type feature int

// The features, see names.
const (
	bias feature = iota
	typeNear
	typeFar
	modeSame
	modeOther
	frameSame
	contentSame
	contentOther
	plannedHeld
	deniedDone
	unrealDone
	actorsEqual
	actorsPart
	actorsCross
	actorsMixed
	actorsApart
	actorsUnknown
	recipientsEqual
	recipientsPart
	recipientsMixed
	recipientsApart
	swapped
	sidesUnknown
	namedSame
	namedOther
	daySame
	dayNext
	dayWithin
	dayMoved
	dayNear
	dayFar
	assumedSame
	assumedOther
	undatedNear
	undatedFar
	placeSame
	placeWithin
	placeApart
	placesShared
	placeInReport
	triggerSame
	nearPart
	otherAct
	wordsPart
	wordsMass
	namesMass
	speechWords
	titleShared
	titleTold
	bothLead
	figureSame
	figureOther
	taken
	thin
	oneReport
	oneText
	again
	knownAct
	rivals
	rivalsHere
	alone
	castShared
	castOther
	themeShared
	themeNames
	publishedApart
	strange
	typeIs
	features_ = typeIs + 16
)

func names() [features_]string {
	n := [features_]string{
		"bias", "type near", "type far", "mode same", "mode other", "frame same", "content same", "content other",
		"planned and held", "denied and done", "unreal and done", "actors equal", "actors part", "actors cross", "actors mixed", "actors apart", "actors unknown", "recipients equal",
		"recipients part", "recipients mixed", "recipients apart", "swapped", "sides unknown", "named same", "named other", "day same", "day next", "day within",
		"day moved", "day near", "day far", "assumed same", "assumed other", "undated near", "undated far", "place same", "place within", "place apart",
		"places shared", "place in report", "trigger same", "near part", "other act", "words part", "words mass", "names mass", "speech words", "title shared", "title told", "both lead", "figure same", "figure other",
		"taken up", "thin", "one report", "one text",
		"told again", "known act", "rivals", "rivals in the report", "alone", "cast shared", "cast other", "theme shared", "theme names", "published apart", "other story",
	}
	for i, t := range ontology.Types() {
		n[typeIs+feature(i)] = "both " + t.Name
	}
	return n
}

// vector holds the features of a pair.
type vector [features_]float64

// pair is two tellings with what is known of their documents.
type pair struct {
	a, b     *telling
	document bool // the same one
	copies   bool // documents of one group of copies, not the same
}

// sentence tells whether the two share words of one report: acts that are told side by side are not one, but for the
// meetings of a visit.
func (p pair) sentence() bool {
	visit := p.a.act == likeness.MarkOf(ontology.Consult) && p.a.act == p.b.act && p.a.mode != p.b.mode &&
		(p.a.mode == likeness.MarkOf("visit") || p.b.mode == likeness.MarkOf("visit"))
	return p.document && p.a.start < p.b.end && p.b.start < p.a.end && !visit
}

// others tells whether one report tells of two acts that a state does to people of its own, as arrests and releases are, by whom it was
// done to: one person and several, or two who are described by different words. "The arrest" takes up one of them and is not
// such a telling.
func (p pair) others() bool {
	a, b := p.a, p.b
	if !p.document || a.act != b.act || a.act != likeness.MarkOf(ontology.Coerce) && a.act != likeness.MarkOf(ontology.Retreat) || a.whom == 0 || b.whom == 0 || a.whom == b.whom {
		return false
	}
	return !a.definite && !b.definite && !a.headline && !b.headline && (a.several != b.several || !a.several)
}

func pairOf(a, b *ledger.Item) pair {
	return pair{
		a: a.Features.(*telling), b: b.Features.(*telling), document: a.Source.ID == b.Source.ID,
		copies: a.Source.ID != b.Source.ID && a.Source.Group != 0 && a.Source.Group == b.Source.Group,
	}
}

// evidence gives the features of a pair, or false where the two cannot be one event.
func (k *Kind) evidence(p pair) (v vector, ok bool) {
	v[bias] = 1
	if p.sentence() || p.others() || !k.acts(p, &v) || !sides(p, &v) || !days(p, &v) {
		return v, false
	}
	place(p, &v)
	if !p.document {
		stories(p, &v)
	}
	words(p, &v)
	if p.document {
		v[oneReport] = 1
		set(&v, taken, p.a.resumes == p.b.start || p.b.resumes == p.a.start)
	}
	if p.retold() {
		retold(p, &v)
	}
	return v, true
}

func set(v *vector, f feature, when bool) {
	if when {
		v[f] = 1
	}
}

// acts compares what was done and how real it is.
func (k *Kind) acts(p pair, v *vector) bool {
	a, b := p.a, p.b
	if a.act != b.act {
		switch k.alternatives[[2]likeness.Mark{a.act, b.act}] {
		case near:
			v[typeNear] = 1
		case far:
			v[typeFar] = 1
		default:
			return false
		}
	} else if a.mode != 0 && b.mode != 0 {
		set(v, modeSame, a.mode == b.mode)
		set(v, modeOther, a.mode != b.mode)
	}
	if f, ok := k.types[a.act]; ok && a.act == b.act {
		v[f] = 1
	}
	set(v, frameSame, a.frame == b.frame && a.frame != 0)
	if a.content != 0 && b.content != 0 {
		set(v, contentSame, a.content == b.content)
		set(v, contentOther, a.content != b.content)
	}
	x, y := realityOf(a.status), realityOf(b.status)
	set(v, plannedHeld, x != y && (x == toCome || y == toCome))
	set(v, deniedDone, x != y && (x == denied || y == denied))
	set(v, unrealDone, x != y && (x == unreal || y == unreal))
	return true
}

// reality is what statuses are for comparing.
type reality int

const (
	done reality = iota
	toCome
	denied
	unreal
)

func realityOf(status uint8) reality {
	switch record.Statuses()[status] {
	case record.Planned:
		return toCome
	case record.Denied:
		return denied
	case record.Proposed, record.Hypothetical, record.Habitual:
		return unreal
	}
	return done
}

// sides compares who did it to whom. Of acts that the parties do together it does not matter who stands where.
func sides(p pair, v *vector) bool {
	a, b := p.a, p.b
	all, others := a.actors.And(a.recipients), b.actors.And(b.recipients)
	if mutual(a) || mutual(b) {
		switch all.Match(others) {
		case likeness.Equal:
			v[actorsEqual], v[recipientsEqual] = 1, 1
		case likeness.Within:
			v[actorsEqual], v[recipientsPart] = 1, 0.5
		case likeness.Crossing:
			v[actorsCross] = 1
		case likeness.Mixed:
			v[actorsMixed] = 1
		case likeness.Unknown:
			v[sidesUnknown] = 1
		case likeness.Apart:
			return false
		}
	} else if !directed(a, b, v) {
		return false
	}
	switch likeness.MatchOf(all.Named, others.Named) {
	case likeness.Equal, likeness.Within, likeness.Crossing:
		v[namedSame] = 1
	case likeness.Apart:
		v[namedOther] = 1
	}
	return true
}

func directed(a, b *telling, v *vector) bool {
	from, to := a.actors.Match(b.actors), a.recipients.Match(b.recipients)
	if to == likeness.Apart && (struckAt(a, b) || struckAt(b, a)) {
		to = likeness.Mixed
	}
	if from == likeness.Apart && to != likeness.Equal && to != likeness.Within && to != likeness.Crossing {
		return false
	}
	if from == likeness.Unknown && to == likeness.Apart {
		return false
	}
	set(v, actorsEqual, from == likeness.Equal)
	set(v, actorsPart, from == likeness.Within || from == likeness.Crossing)
	set(v, sidesUnknown, from == likeness.Unknown && to == likeness.Unknown)
	set(v, actorsMixed, from == likeness.Mixed)
	set(v, actorsApart, from == likeness.Apart)
	set(v, actorsUnknown, from == likeness.Unknown)
	set(v, recipientsEqual, to == likeness.Equal)
	set(v, recipientsPart, to == likeness.Within || to == likeness.Crossing)
	set(v, recipientsMixed, to == likeness.Mixed)
	set(v, recipientsApart, to == likeness.Apart)
	set(v, swapped, from == likeness.Apart && likeness.Common(a.actors.Parties(), b.recipients.Parties())+
		likeness.Common(b.actors.Parties(), a.recipients.Parties()) > 0)
	return true
}

// struckAt tells whether the victim of one attack is the state on whose soil either telling has it, and that of the other
// somebody else there: an army's base abroad, guests of the country.
func struckAt(a, b *telling) bool {
	if a.act != likeness.MarkOf(ontology.Assault) || b.act != a.act || len(a.recipients.States) != 1 {
		return false
	}
	soil := a.recipients.States[0]
	if slices.Contains(b.actors.States, soil) {
		return false
	}
	return a.place.Country == soil && b.place.Match(a.place) != likeness.Apart || b.place.Country == soil && a.place.Match(b.place) != likeness.Apart
}

// mutual tells of acts that are done together, and of fights of several actors.
func mutual(t *telling) bool {
	switch t.act {
	case likeness.MarkOf(ontology.Consult), likeness.MarkOf(ontology.Cooperate), likeness.MarkOf(ontology.Agree), likeness.MarkOf(ontology.Support):
		return true
	}
	return len(t.actors.Parties()) > 1 && len(t.recipients.Parties()) == 0
}

// leadBytes is how far the beginning of a report reaches, which tells its news.
const leadBytes = 320

// Days within which a report tells what happened without saying when, and plans what comes.
const (
	newsDays = 3
	planDays = 45
)

// days compares when it was. What has no day lies near its publication: it never proves that two are one.
func days(p pair, v *vector) bool {
	a, b := p.a, p.b
	plan := realityOf(a.status) == toCome || realityOf(b.status) == toCome
	switch {
	case a.days.Known() && b.days.Known():
		apart := a.days.Apart(b.days)
		switch {
		case apart == 0 && a.days.Single() && b.days.Single():
			v[daySame] = 1
		case apart == 0:
			v[dayWithin] = 1
		case apart == 1 && (a.night || b.night):
			v[dayNext] = 1
		case plan && apart <= planDays:
			v[dayMoved] = 1
		default:
			return false
		}
	case a.days.Known():
		return dated(a, b, v)
	case b.days.Known():
		return dated(b, a, v)
	default:
		if a.days.Apart(b.days) > 1 {
			return false // "since" a day, or "until" it
		}
		undated(a, b, v)
	}
	return true
}

// dated compares a telling with a day and one without.
func dated(with, without *telling, v *vector) bool {
	if without.days.Apart(with.days) > 1 {
		return false
	}
	if without.published == likeness.NoDay {
		v[dayFar] = 1
		return true
	}
	since := int(without.published - with.days.From) // days from the event to the report
	if realityOf(without.status) == toCome {
		set(v, dayNear, -planDays <= since && since <= 0)
		if since < -planDays || since > 0 {
			v[dayFar] = 1
		}
		return since <= 1
	}
	if since < 0 {
		return realityOf(without.status) != done // told as done before the day
	}
	if since > newsDays {
		v[dayFar] = farness(since)
	} else {
		v[dayNear] = 1 - 0.2*float64(since)
		if without.assumed != likeness.NoDay {
			set(v, assumedSame, with.days.From <= without.assumed && without.assumed <= with.days.To)
			set(v, assumedOther, v[assumedSame] == 0)
		}
	}
	return true
}

// farness grows with the days between an event, or its other telling, and a report that tells it without a day: 1 for
// ten days, 2 for a hundred.
func farness(days int) float64 { return math.Log10(float64(max(days, 1))) }

func undated(a, b *telling, v *vector) {
	near := a.published != likeness.NoDay && b.published != likeness.NoDay &&
		math.Abs(float64(a.published-b.published)) <= newsDays
	set(v, undatedNear, near)
	if near && a.assumed != likeness.NoDay && b.assumed != likeness.NoDay {
		set(v, assumedSame, a.assumed == b.assumed)
		set(v, assumedOther, a.assumed != b.assumed)
	}
	if !near {
		v[undatedFar] = farness(int(max(a.published-b.published, b.published-a.published)))
	}
}

func place(p pair, v *vector) {
	switch p.a.place.Match(p.b.place) {
	case likeness.Equal:
		set(v, placeSame, p.a.place.Level >= likeness.Province)
		set(v, placeWithin, p.a.place.Level < likeness.Province)
	case likeness.Within:
		v[placeWithin] = 1
	case likeness.Apart:
		v[placeApart] = 1
	}
	if p.document {
		return
	}
	shared := likeness.Common(p.a.places, p.b.places) > 0
	set(v, placesShared, shared && v[placeSame] == 0)
	set(v, placeInReport, !shared && v[placeApart] == 0 && (likeness.Common(p.a.places, p.b.about.places) > 0 || likeness.Common(p.b.places, p.a.about.places) > 0))
}

// fullMass is how much two tellings share, in words of full weight, before the share of it counts in full.
const fullMass = 1.5

// thinMass is how much two tellings share at least, one of them without a day, that share no name and no place.
const thinMass = 2.5

// smallest is from which value on figures tell events apart: two and four stand everywhere.
const smallest = 10

// words compares the words, the names among them and the figures.
func words(p pair, v *vector) {
	s := likeness.Compare(p.a.words, p.b.words)
	part := s.Part * min(1, s.Mass/fullMass)
	v[wordsPart] = part
	v[wordsMass] = 1 - math.Exp(-s.Mass/4)
	v[namesMass] = 1 - math.Exp(-s.Names/2)
	if speech(p.a) || speech(p.b) {
		v[speechWords] = part
	}
	if !p.document {
		v[titleShared] = likeness.Compare(p.a.title, p.b.title).Both
		told := max(likeness.Compare(p.a.words, p.b.title).Mass, likeness.Compare(p.b.words, p.a.title).Mass)
		v[titleTold] = 1 - math.Exp(-told/3)
		set(v, bothLead, p.a.start < leadBytes && p.b.start < leadBytes)
	}
	one := p.a.trigger == p.b.trigger
	set(v, oneText, p.copies && s.Both > 0.8 && one)
	same := false
	for _, f := range p.a.figures {
		for _, g := range p.b.figures {
			same = same || f == g
		}
	}
	set(v, figureSame, same)
	if !p.document && !(p.a.days.Known() && p.b.days.Known()) {
		set(v, thin, v[namedSame]+v[placeSame]+v[placesShared]+v[oneText] == 0 && s.Names < 1 && s.Mass < thinMass)
	}
	set(v, figureOther, !same && likeness.Common(p.a.units, p.b.units) > 0)
	set(v, triggerSame, one && p.a.trigger != 0)
	v[nearPart] = likeness.Compare(p.a.near, p.b.near).Part
	set(v, otherAct, s.Both > 0.8 && !one)
}

// speech tells of acts that are done with words: what is said makes them one.
func speech(t *telling) bool {
	switch t.act {
	case likeness.MarkOf(ontology.Accuse), likeness.MarkOf(ontology.Request), likeness.MarkOf(ontology.Reject), likeness.MarkOf(ontology.Threaten),
		likeness.MarkOf(ontology.Agree), likeness.MarkOf(ontology.Support), likeness.MarkOf(ontology.Concede):
		return true
	}
	return false
}

// Explain says what speaks for and against two tellings being of one event, the most first, and the sum of it.
func (k *Kind) Explain(a, b *ledger.Item) string {
	p := pairOf(a, b)
	v, ok := k.evidence(p)
	if !ok {
		return "barred"
	}
	of := &k.weights.of
	if p.retold() {
		of = &k.weights.again
	}
	type part struct {
		name string
		sum  float64
	}
	var parts []part
	for f, n := range names() {
		if x := v[f] * of[f]; x != 0 {
			parts = append(parts, part{n, x})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(math.Abs(b.sum), math.Abs(a.sum)) })
	said := fmt.Sprintf("%+.1f:", k.sum(p, &v))
	for _, p := range parts {
		said += fmt.Sprintf(" %s %+.1f;", p.name, p.sum)
	}
	if len(sharedKeys(a, b)) == 0 {
		said += " no key in common;"
	}
	return strings.TrimSuffix(said, ";")
}

func sharedKeys(a, b *ledger.Item) []uint64 {
	var both []uint64
	for _, k := range a.Keys {
		if slices.Contains(b.Keys, k) {
			both = append(both, k)
		}
	}
	return both
}

// Compare gives the features of two items by the names of [Features]; false where they cannot be one event.
func (k *Kind) Compare(a, b *ledger.Item) ([]float64, bool) {
	v, ok := k.evidence(pairOf(a, b))
	return v[:], ok
}

// Features names what two tellings are compared by.
func Features() []string {
	n := names()
	return n[:]
}

// Held tells of each of [Features] whether its weight is not to be learnt: a thread has too little of other
// stories to show what it means that two reports have nothing in common.
func Held() []bool {
	held := make([]bool, features_)
	for _, f := range []feature{
		strange,
	} {
		held[f] = true
	}
	return held
}
