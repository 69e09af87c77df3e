package dispute

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// statement is what somebody says for or against something.
type statement struct {
	Denies   bool            `json:"d,omitempty"`
	Denial   bool            `json:"x,omitempty"` // it is called a denial, and is not only a sentence with "not"
	Not      []likeness.Mark `json:"u,omitempty"` // of a sentence with "not", the words behind it
	Charge   bool            `json:"c,omitempty"` // what is denied is not told: "the allegations", "any part in it"
	Part     bool            `json:"h,omitempty"` // it is having had to do with an act that is denied
	Accuses  bool            `json:"a,omitempty"`
	Admits   bool            `json:"j,omitempty"`  // the source takes back what it said
	Replies  bool            `json:"r,omitempty"`  // it answers somebody
	Attack   bool            `json:"z,omitempty"`  // it is about an attack, which somebody has made
	Links    bool            `json:"k,omitempty"`  // it says that somebody had to do with an act
	Told     bool            `json:"e,omitempty"`  // it is an event that the report tells, and not what somebody says
	Owns     bool            `json:"o,omitempty"`  // the source says that it did it
	Pledge   bool            `json:"pl,omitempty"` // of what the source itself will do
	Breach   bool            `json:"br,omitempty"` // it calls what somebody did a breach
	Blame    bool            `json:"be,omitempty"` // of a denial without its content: that somebody is blamed
	Report   bool            `json:"rp,omitempty"` // what is denied is an account, and no accusation: "rejected the reports"
	Only     bool            `json:"on,omitempty"` // less than somebody else says
	Counters bool            `json:"co,omitempty"` // it answers, by its verb
	Poles    []int           `json:"po,omitempty"` // contraries by polesOf
	Civil    bool            `json:"cv,omitempty"` // it speaks of people who do not fight
	Fires    bool            `json:"fs,omitempty"` // of firing
	Blames   bool            `json:"bl,omitempty"` // somebody is blamed for an act
	Author   bool            `json:"au,omitempty"` // of who is behind an act
	Number   bool            `json:"n,omitempty"`  // a number is told, or it is the number that is denied
	Speech   bool            `json:"s,omitempty"`  // it is about what somebody said
	Words    []likeness.Word `json:"w,omitempty"`  // of what is said, by meaning, without the parties
	Parties  []string        `json:"p,omitempty"`  // that it names
	Target   string          `json:"t,omitempty"`  // party that is accused
	Began    string          `json:"b,omitempty"`  // party that began or broke something, as this has it
	First    bool            `json:"fi,omitempty"` // it says that somebody began
	Answers  bool            `json:"an,omitempty"` // it says that what was done was an answer
	Asks     bool            `json:"as,omitempty"` // it says who wanted something
	Fight    []likeness.Mark `json:"f,omitempty"`  // the words that say so
	Hit      string          `json:"i,omitempty"`  // who was hit: armed or civil
	Near     []likeness.Mark `json:"l,omitempty"`  // places named or that the report begins with
	Days     []likeness.Day  `json:"y,omitempty"`  // of what was hit
	Acts     []act           `json:"v,omitempty"`  // that it tells of
	Ahead    bool            `json:"m,omitempty"`  // it is about what will be
	Self     bool            `json:"q,omitempty"`  // the source denies an act of its own
	Harm     bool            `json:"hm,omitempty"` // of somebody who does harm
	Cleft    bool            `json:"cf,omitempty"` // it says who it was that did it
	Realm    string          `json:"rm,omitempty"` // whose waters, airspace or soil it speaks of
	None     []likeness.Mark `json:"nn,omitempty"` // what there was none of
	NoneOf   bool            `json:"no,omitempty"` // it says of some people that none of them did something
	Lie      bool            `json:"li,omitempty"` // it tells what it calls untrue
	Wish     bool            `json:"wi,omitempty"` // what is denied is that somebody wants something
	Lands    []string        `json:"ld,omitempty"` // countries that it names as places
	Pairs    []pair          `json:"g,omitempty"`  // claims of the same report that stand against it
}

// pair is a claim of the same report that stands against another one, and on what.
type pair struct {
	ID     record.ID `json:"i"`
	Matter string    `json:"m"`
}

// keptPole is the number of the contrary of having taken a place: the first pair of words.tsv.
const keptPole = 1

// The matters of contests.
const (
	occurrence = "occurrence"
	agent      = "agent"
	quotation  = "quotation"
	figure     = "figure"
	place      = "place"
	timing     = "time"
)

// statementOf reads a claim; nil where it is nothing that disputes are about.
func (d *document) statementOf(c *record.Claim) *statement {
	if d.inHeadline(c.Span) {
		return nil
	}
	switch c.Stance {
	case record.Assert, record.Deny, record.Accuse, record.Promise:
	case record.Warn:
		if list := plain(c.Content); !anyOf(negator, list[:min(7, len(list))]) || tellsAhead(list) {
			return nil // besides "a missile could not have hit it"
		}
	case record.Criticize:
		if !againstAccount(c) && !breach(c) {
			return nil
		}
	default:
		return nil
	}
	words, span := said(c)
	if first := clauses(words)[0]; len(first) < len(words) && len(words) == span.Len() && negated(plain(first)) {
		words, span.End = first, span.Start+len(first)
	}
	if at := strings.Index(words, ": "); c.Stance == record.Deny && at > 0 && len(words) == span.Len() {
		words, span.End = words[:at], span.Start+at // "rejected this: 39 vehicles had passed"
	}
	list := plain(words)
	denies := d.denies(c, list)
	s := &statement{
		Denies: denies, Denial: denies, Accuses: c.Stance == record.Accuse || breach(c),
		Words: d.wordsOf(words, span), Parties: d.partiesIn(span), Speech: anyOf(speech, list), Owns: anyOf(own, list),
	}
	s.Breach = breach(c)
	s.Number = !denies && slices.ContainsFunc(d.figures, span.Contains) || denies && anyOf(numeral, list[:min(4, len(list))])
	s.Pledge = c.Stance == record.Promise
	s.Ahead = tellsAhead(list) || s.Pledge
	s.Admits, s.Replies = anyOf(admit, plain(c.Cue)), anyOf(reply, plain(c.Cue))
	switch told := negated(list) && !s.Accuses; {
	case s.Denial:
		elsewhere := c.CueSpan != nil && c.ContentSpan.End <= c.CueSpan.Start // "accused them of not paying; they rejected this"
		s.Denies = !told || elsewhere || slices.Contains(list[:min(2, len(list))], "any")
	case slices.ContainsFunc(clauses(words), func(c string) bool { return falsehood(plain(c)) }), noSuch(list), flatNo(words):
		s.Denies, s.Denial, s.Charge, s.Lie = true, true, true, len(list) > 4 && toldFalse(list)
	case noPart(list) || nothingToDo(list):
		s.Denies, s.Denial, s.Charge, s.Part = true, true, true, true
	default:
		if s.Denies = told && !goesOnFiring(list); s.Denies {
			s.Not = denialOf(list)
		}
	}
	s.Attack = slices.ContainsFunc(s.Words, func(w likeness.Word) bool { return w.Stem == meaningOf("attack") || w.Stem == meaningOf("kill") })
	s.Attack = s.Attack || anyOf(event, list)
	switch {
	case !s.Denies:
		s.Poles = polesOf(list, false)
	case s.Denies && !s.Denial && slices.Contains(s.Not, meaningOf("captured")):
		s.Poles = []int{keptPole}
	case s.Denies && !s.Denial:
		s.Poles = polesOf(list, true)
	}
	s.Harm, s.Cleft = anyOf(harm, list), cleft(list) && !slices.Contains(list, "been") // "it was a camp that had been attacked"
	s.Realm, s.Lands = d.realmIn(span, words), d.landsIn(span)
	if s.Denies && !s.Denial {
		s.NoneOf = noneOfWhom(list)
		s.None, s.Wish = noneOfWhat(list), slices.ContainsFunc(list[:min(8, len(list))], func(w string) bool { return is(wishing, w) })
	}
	s.Only, s.Counters = anyOf(only, list), anyOf(answering, plain(c.Cue))
	s.Civil, s.Fires = anyOf(civil, list), anyOf(shots, list) || anyOf(struck, list)
	s.Blames, s.Author = s.Accuses && strings.HasPrefix(strings.ToLower(c.Cue), "blam"), s.Accuses && anyOf(author, list)
	s.Links = !s.Denies && anyOf(part, list)
	if c.Target != nil {
		s.Target = partyOf(*c.Target)
	}
	near, lead := d.where(passage{span, words})
	s.Near = likeness.Union(near, lead)
	if denies {
		s.Part, s.Charge = anyOf(part, list), untold(list)
	}
	s.Blame = s.Charge && anyOf(accuse, list)
	s.Report = s.Charge && !s.Part && anyOf(charge, list[:min(4, len(list))]) && !anyOf(accusing, list[:min(4, len(list))])
	p := passage{span, words}
	d.blame(s, list, p)
	d.hit(s, list, p)
	d.act(s, span, c.Source)
	return s
}

// tellsAhead tells whether the head of a content is about what will be: "might have been launched" is not.
func tellsAhead(list []string) bool {
	const head = 8
	for i, w := range list[:min(head, len(list))] {
		if !is(ahead, w) {
			continue
		}
		return !slices.Contains(list[i+1:min(len(list), i+4)], "have")
	}
	return false
}

// againstAccount tells whether somebody speaks out against what was said: "took exception to that account", "voiced concern over
// an allegation".
func againstAccount(c *record.Claim) bool {
	const head = 3
	list := plain(c.Content)
	return anyOf(charge, list[:min(head, len(list))])
}

// denies tells whether a claim denies what its words say: not where these say themselves that it is not so, "said it had
// not fired".
func (d *document) denies(c *record.Claim, list []string) bool {
	return c.Stance == record.Criticize && !breach(c) || c.Stance == record.Deny && (anyOf(denying, plain(c.Cue)) || !negated(list))
}

// said gives the words of a claim's content without a cue that stands in its midst; up to it where another clause goes on
// behind.
func said(c *record.Claim) (string, record.Span) {
	const least = 12
	if c.CueSpan == nil || !c.ContentSpan.Contains(*c.CueSpan) || c.CueSpan.Start-c.ContentSpan.Start <= least || len(c.Content) != c.ContentSpan.Len() {
		return c.Content, c.ContentSpan
	}
	cut, end := c.CueSpan.Start-c.ContentSpan.Start, c.CueSpan.End-c.ContentSpan.Start
	if comma := strings.LastIndexByte(c.Content[:cut], ','); comma > least-4 {
		cut = comma
	}
	rest := c.Content[end:]
	if behind := plain(rest); strings.HasPrefix(rest, ", ") && len(behind) > 1 && behind[0] != "and" && behind[0] != "but" && behind[0] != "while" && behind[0] != "as" {
		return c.Content[:cut] + strings.Repeat(" ", end+1-cut) + rest[1:], c.ContentSpan // "the strikes, he said, hit camps"
	}
	return c.Content[:cut], record.Span{Start: c.ContentSpan.Start, End: c.ContentSpan.Start + cut}
}

// inHeadline tells whether a span stands in the title that the text holds.
func (d *document) inHeadline(s record.Span) bool {
	return d.source.Title != "" && s.End <= len(d.source.Title)+1
}

// wordsOf gives the words of a passage by meaning, without those that name states and their people.
func (d *document) wordsOf(passage string, span record.Span) []likeness.Word {
	if len(passage) != span.Len() {
		return meanings(". " + passage)
	}
	b := []byte(passage)
	for _, m := range d.parties {
		if !m.state || !span.Contains(m.span) {
			continue
		}
		name := false // a word that begins with a capital letter: "Indian" of "Indian jets"
		for i := m.span.Start - span.Start; i < m.span.End-span.Start; i++ {
			if i == 0 || b[i-1] == ' ' || b[i-1] == '-' {
				name = 'A'-1 < b[i] && b[i] < 'Z'+1
			}
			if name && b[i] != ' ' {
				b[i] = '.'
			}
		}
	}
	return meanings(". " + strings.ReplaceAll(string(b), ".", " "))
}

// blame notes who began a fight or broke a truce, where one party alone is named before the words that say so or behind
// "by"; of an accusation, who is accused.
func (d *document) blame(s *statement, list []string, p passage) {
	s.First, s.Answers, s.Asks = anyOf(beginner, list), anyOf(answer, list), anyOf(asking, list)
	began := anyOf(fight, list) || goesOnFiring(list)
	if s.Blames && s.Target == "" && len(s.Parties) > 0 {
		s.Target = s.Parties[0] // "blamed the Houthis, who had refused a proposal"
	}
	if s.Blames && s.Target != "" {
		s.Began = s.Target
	}
	if s.Denies || !began && !s.Asks && !anyOf(struck, list) && !anyOf(shots, list) {
		return
	}
	for _, w := range list {
		if is(fight, w) {
			s.Fight = append(s.Fight, meaningOf(w))
		}
	}
	s.Fight = likeness.Sorted(s.Fight)
	if s.Accuses && s.Target != "" {
		s.Began = s.Target
		return
	}
	s.Began = d.beganIn(list, p)
}

// beganIn gives the party that began or did something by the words of a passage: the one behind "by" or, of a wish, behind
// "of"; else the last before the word that says so; "" where none stands there.
func (d *document) beganIn(list []string, p passage) string {
	lower := strings.ToLower(p.words)
	if len(lower) != p.span.Len() {
		return ""
	}
	from := 0
	for _, w := range list {
		at := strings.Index(lower[from:], w)
		if at < 0 {
			return ""
		}
		at += from
		from = at + len(w)
		if !is(fight, w) && !is(struck, w) && !is(asking, w) && !(is(shots, w) && comesFrom(lower[from:])) {
			continue
		}
		behind := plain(lower[from:])
		const far = 6
		if i := slices.Index(behind[:min(far, len(behind))], "by"); i > 1 && is(fight, w) && passive(lower[:at]) { // "had been broken within the hour by Tajik guns"
			return first(d.partiesIn(record.Span{Start: p.span.Start + at, End: p.span.End}))
		}
		by := len(behind) > 0 && behind[0] == "by" || len(behind) > 2 && behind[1] == "by" && len(behind[0]) > 2 && !strings.HasSuffix(behind[2], "ing") || is(shots, w) ||
			is(asking, w) && slices.Contains(behind[:min(3, len(behind))], "of")
		if by {
			return first(d.partiesIn(record.Span{Start: p.span.Start + at, End: p.span.End}))
		}
		if all := d.partiesIn(record.Span{Start: p.span.Start, End: p.span.Start + at}); len(all) > 0 {
			return all[len(all)-1]
		}
		if len(behind) == 0 || behind[0] != "when" && behind[0] != "with" && behind[0] != "as" && behind[0] != "after" { // "it began when the Afghans started to build"
			return ""
		}
	}
	return ""
}

// passive tells whether words end with an auxiliary of the passive.
func passive(before string) bool {
	list := plain(before)
	if len(list) == 0 {
		return false
	}
	switch list[len(list)-1] {
	case "been", "was", "were", "being", "is", "are":
		return true
	}
	return false
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// comesFrom tells whether words go on with where something came from: "the shots came from the Afghan side".
func comesFrom(rest string) bool {
	const head = 4
	list := plain(rest)
	list = list[:min(head, len(list))]
	i := slices.Index(list, "from")
	return i > 0 && (strings.HasPrefix(list[i-1], "c") || list[i-1] == "fired")
}

func meaningOf(word string) likeness.Mark {
	m := likeness.MarkOf(likeness.Stem(word))
	if first, ok := vocabulary().meaning[m]; ok {
		return first
	}
	return m
}

// hit notes who was hit by an attack.
func (d *document) hit(s *statement, list []string, p passage) {
	if s.Denies {
		return
	}
	killed := anyOf(dead, list) || anyOf(hurt, list)
	switch {
	case anyOf(civil, list) && killed && !anyOf(rebel, list):
		s.Hit = string(civil)
	case (fightersHit(list) || anyOf(attacker, list) && killed || slices.Contains(list, "only") && (slices.Contains(list, "targets") || !killed && anyOf(struck, list))) && (anyOf(aimed, list) || slices.Contains(list, "only")) && !anyOf(civil, list):
		s.Hit = string(armed)
	default:
		return
	}
	s.Days, _ = d.days(p)
}

// fightersHit tells whether words name fighters who do not themselves attack in them: "militants ambushed a convoy" tells of no fighters
// who were hit.
func fightersHit(list []string) bool {
	for i, w := range list {
		if is(rebel, w) && (i+1 == len(list) || !is(harm, list[i+1]) && !is(attack, list[i+1])) {
			return true
		}
	}
	return false
}

// merged puts words of one meaning under one stem, and keeps each once.
func merged(list []likeness.Word) []likeness.Word {
	meaning := vocabulary().meaning
	out := slices.Clone(list)
	for i, w := range out {
		if m, ok := meaning[w.Stem]; ok {
			out[i].Stem = m
		}
	}
	slices.SortFunc(out, func(a, b likeness.Word) int {
		if a.Stem != b.Stem {
			return int(min(max(int64(a.Stem)-int64(b.Stem), -1), 1))
		}
		return int(b.Weight) - int(a.Weight)
	})
	return slices.CompactFunc(out, func(a, b likeness.Word) bool { return a.Stem == b.Stem })
}

// matterOf says what a denial and what it denies are about.
func matterOf(denial, asserted *statement) string {
	switch {
	case denial.Denial && asserted.Attack && (asserted.Blames || asserted.Author):
		return agent
	case denial.Part && (asserted.Owns && !asserted.Accuses || asserted.Links && !asserted.Accuses || denial.Attack || asserted.Attack), denial.Denial && (denial.Charge || denial.First) && asserted.Accuses && asserted.Attack && len(asserted.Fight) > 0:
		return agent
	case denial.Number && asserted.Number:
		return figure
	case denial.Speech && !denial.Charge:
		return quotation
	}
	return occurrence
}

// How near claims that stand against each other stand in one report, in bytes.
const (
	nearDenial  = 700
	rightBehind = 260
	rightNext   = 90
	farApart    = 900
	fewWords    = 3 // of a denial that does not say what it denies
)

// overlap tells whether most of two spans is one.
func overlap(a, b record.Span) bool {
	common := min(a.End, b.End) - max(a.Start, b.Start)
	return common > 0 && 2*common > max(a.Len(), b.Len())
}

// blamed tells whether two claims name different sides as the one who began, or who struck with the same thing.
func blamed(a, b *features) bool {
	x, y := a.Said, b.Said
	if x.Owns && y.Accuses && x.Attack && y.Attack && !x.Accuses && a.Party != "" && y.Target != "" && b.Start-a.End < rightBehind {
		return a.Party != y.Target && a.Party != b.Party
	}
	if (x.Blames || y.Blames) && x.Accuses && y.Accuses && a.Party != b.Party && x.Target == b.Party && y.Target != "" && y.Target != b.Party && b.Start > a.Start && b.Start-a.End < rightNext {
		return true // "the government blamed the rebels; the rebels held its allies responsible"
	}
	if reciprocal(a, b) && (x.Accuses || y.Accuses) && (len(x.Fight) > 0 || x.Blames) && (len(y.Fight) > 0 || y.Blames) && len(x.Fight)+len(y.Fight) > 0 && b.Start-a.End < rightBehind {
		return true
	}
	if reciprocal(a, b) && b.Start-a.End < farApart {
		if (x.Blames || y.Blames) && len(x.Fight)+len(y.Fight) > 0 || x.Asks && y.Asks || x.Accuses && y.Accuses && len(x.Fight) > 0 && len(y.Fight) > 0 || (x.First || y.First || x.Answers || y.Answers) && (len(x.Fight)+len(y.Fight) > 0) {
			return true
		}
	}
	if x.Began == "" || y.Began == "" || x.Began == y.Began || a.Key == "" && x.Began != b.Party || b.Key == "" || a.Key == b.Key ||
		a.Party == x.Began || b.Party == y.Began || b.Start-a.End >= rightBehind {
		return false
	}
	return likeness.Common(x.Fight, y.Fight) > 0 || len(x.Fight)+len(y.Fight) > 0 && (a.Party == y.Began || b.Party == x.Began) && sharesThing(x, y) || sharesThing(x, y) && a.Party == y.Began && b.Party == x.Began
}

// reciprocal tells whether each of two claims lays it on the other one's party, or one does and the other says that its own
// party only answered.
func reciprocal(a, b *features) bool {
	x, y := a.Said, b.Said
	if a.Key == "" || b.Key == "" || a.Party == "" || b.Party == "" || a.Party == b.Party || x.Denies || y.Denies {
		return false
	}
	switch {
	case x.Began == b.Party && y.Began == a.Party:
		return true
	case x.Answers && !x.Accuses && x.Began != b.Party:
		return y.Began == a.Party && y.First && ownAct(a)
	case y.Answers && !y.Accuses && y.Began != a.Party:
		return x.Began == b.Party && x.First && ownAct(b)
	}
	return false
}

// ownAct tells whether a claim is about an act of its source's own party.
func ownAct(a *features) bool {
	if list := plain(a.Says); a.Said.Answers && anyOf(its, list[:min(2, len(list))]) {
		return true // "its boats only answered"
	}
	return a.Said.Began == a.Party || slices.ContainsFunc(a.Said.Acts, func(v act) bool { return slices.Contains(v.By, a.Party) && !v.No })
}

// sharesThing tells whether two contents have a noun of weight in common besides the words for striking.
func sharesThing(x, y *statement) bool {
	for _, w := range x.Words {
		if w.Weight > 1 && w.Stem != meaningOf("strike") && w.Stem != meaningOf("fire") &&
			slices.ContainsFunc(y.Words, func(o likeness.Word) bool { return o.Stem == w.Stem }) {
			return true
		}
	}
	return false
}

// hitOthers tells whether two claims of different parties say of one attack that fighters and that others were hit.
func hitOthers(a, b *features) bool {
	x, y := a.Said, b.Said
	return x.Hit != "" && y.Hit != "" && x.Hit != y.Hit && a.Key != "" && b.Key != "" && a.Key != b.Key && (a.Party != b.Party || a.Party == "")
}

// against tells on what two statements contradict each other, "" where they do not.
func against(a, b *features) string {
	if a.Document == b.Document {
		if i := slices.IndexFunc(a.Said.Pairs, func(p pair) bool { return p.ID == b.ID }); i >= 0 {
			return a.Said.Pairs[i].Matter
		}
		return ""
	}
	if otherDoers(a, b) {
		return agent
	}
	if k := bondOf(a, b); k != nil { // each tells its own side
		return k.matter()
	}
	return ""
}

// otherDoers tells whether two statements of different reports name different parties as the one who did or began it.
func otherDoers(a, b *features) bool {
	x, y := a.Said, b.Said
	if a.Key == b.Key || a.Key == "" && !x.Told || b.Key == "" && !y.Told || a.Party == b.Party || !near(a.Published, b.Published, bucketDays) {
		return false
	}
	soon := near(a.Published, b.Published, 1) && !x.Told && !y.Told
	if soon && x.Began != "" && x.Began == b.Party && y.Began == a.Party &&
		(likeness.Common(x.Near, y.Near) > 0 && (likeness.Common(x.Fight, y.Fight) > 0 || sharesThing(x, y)) || likeness.Compare(x.Words, y.Words).Part >= 0.5) {
		return true
	}
	return hitOthers(a, b) && sharesDay(x.Days, y.Days) && likeness.Common(x.Near, y.Near) > 0 || soon && otherMaker(a, b)
}

func sharesDay(a, b []likeness.Day) bool {
	for _, d := range a {
		if slices.Contains(b, d) {
			return true
		}
	}
	return false
}

// agree tells whether two statements say the same: of different reports by their words, of one as two readings of one passage.
func agree(a, b *features) bool {
	x, y := a.Said, b.Said
	if a.Document == b.Document {
		return !x.Told && !y.Told && x.Denies == y.Denies && a.Key == b.Key && overlap(record.Span{Start: a.Start, End: a.End}, record.Span{Start: b.Start, End: b.End})
	}
	if x.Told || y.Told || x.Denies != y.Denies || a.Party != b.Party || x.Charge != y.Charge || !near(a.Published, b.Published, bucketDays) {
		return false
	}
	s := likeness.Compare(x.Words, y.Words)
	return s.Mass >= 3 && s.Both >= 0.6 || copied(a, b)
}

// copied tells whether two reports of about one day have the same words of one source.
func copied(a, b *features) bool {
	return a.Key == b.Key && a.Says == b.Says && a.Says != "" && near(a.Published, b.Published, 1)
}

func near(a, b likeness.Day, days likeness.Day) bool {
	return a != likeness.NoDay && b != likeness.NoDay && a-b <= days && b-a <= days
}

// toldOf reads an event that the report tells in its own name or in that of somebody, as what a denial may be about, or as the denial of
// what another report tells; nil for what nobody would deny.
func (d *document) toldOf(e *record.Event) *statement {
	switch e.Type {
	case "ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN":
		return nil
	}
	if e.Status != record.Actual && e.Status != record.Ongoing && e.Status != record.Denied || d.inHeadline(e.Span) || len(e.Actors)+len(e.Recipients) == 0 {
		return nil
	}
	no := e.Status == record.Denied
	s := &statement{Told: true, Denies: no, Denial: no, Words: d.wordsOf(e.Quote, e.Span), Parties: partiesOf(e.Actors), Acts: []act{actOf(e)}}
	near, lead := d.where(passage{e.Span, e.Quote})
	s.Near = likeness.Union(near, lead)
	return s
}
