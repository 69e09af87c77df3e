package dispute

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// couple is two claims of different sources in one report, the first told before the second. Where no rule says that they stand
// against each other, what speaks for it and against it is summed: how near they stand, what joins them, who speaks, who of them says
// no, what they share, who does what in them. Each such hint is a word with a weight in weights.tsv, in log-odds.
type couple struct {
	a, b    *features
	words   [2]string // of the contents
	spans   [2]record.Span
	list    [2][]string
	between string // the text between the two
	link    string // the words between them and those of the second's source and cue
	skipped int    // claims of others between them
	counts  [2][]*features
	looks   [2]*look // of the two, where the model asks
}

// read gives the words of weight of one of the two, its places and the parties that it names.
func (c *couple) read(d *document, n int) (words []likeness.Word, places []likeness.Mark, parties []string) {
	if l := c.looks[n]; l != nil {
		return l.words, l.places, l.parties
	}
	p := passage{c.spans[n], c.words[n]}
	return d.wordsOf(p.words, p.span), d.placesIn(p), d.partiesIn(p.span)
}

// How far the two claims of a couple may be apart, in bytes.
const farCouple = 450

// couples gives the claims of a report that may stand against each other.
func (d *document) couples(all []*features) []*couple {
	var found []*couple
	for i, a := range all {
		for n, b := range all[i+1:] {
			if b.Start-a.End > farCouple {
				break
			}
			if a.claim == nil || b.claim == nil || a.Key == b.Key || b.Start < a.End || sameVoice(a, b) || unknownVoice(a) || unknownVoice(b) {
				continue
			}
			found = append(found, d.couple(a, b, all[i+1:i+1+n], all))
		}
	}
	return found
}

// unknownVoice tells whether a claim without a source is that of somebody who is told by a pronoun: "he explained".
func unknownVoice(f *features) bool {
	c := f.claim
	if c.Source != nil {
		return false
	}
	if len(c.Quote) != c.Span.Len() || !c.Span.Contains(c.ContentSpan) {
		return true
	}
	around := c.Quote[:c.ContentSpan.Start-c.Span.Start] + " " + c.Quote[c.ContentSpan.End-c.Span.Start:]
	return anyOf(pronoun, plain(around))
}

// sameVoice tells whether the second source can be the first one, told shorter: "a senior administration official ... the official".
func sameVoice(a, b *features) bool {
	x, y := a.claim.Source, b.claim.Source
	if x == nil || y == nil || y.ID != "" || a.Party != b.Party && x.Country != "" && y.Country != "" {
		return false
	}
	if shorter(a, b) {
		return true
	}
	first, other := plain(x.Name), plain(y.Name)
	return x.ID == "" && len(other) > 0 && len(other) < len(first) && slices.Contains(first, other[0]) && (is(officer, other[0]) || is(organ, other[0]))
}

func (d *document) couple(a, b *features, between, all []*features) *couple {
	c := &couple{a: a, b: b}
	for n, f := range []*features{a, b} {
		c.words[n], c.spans[n] = said(f.claim)
		c.list[n] = plain(c.words[n])
		c.counts[n] = countsIn(f, c.spans[n], all)
	}
	return d.joined(c, between)
}

// countsIn gives the counts in what a claim says.
func countsIn(f *features, s record.Span, all []*features) (counts []*features) {
	for _, o := range all {
		if o.Count != nil && (o == f || o.claim == nil && s.Overlaps(o.at)) {
			counts = append(counts, o)
		}
	}
	return counts
}

// joined adds to a couple what stands between the two.
func (d *document) joined(c *couple, between []*features) *couple {
	a, b := c.a, c.b
	for _, o := range between {
		if o.claim != nil && o.Key != "" && o.Key != a.Key && o.Key != b.Key && o.Start >= a.End && o.End <= b.Start {
			c.skipped++
		}
	}
	if d.text == "" || b.End > len(d.text) {
		return c
	}
	if a.End <= b.Start {
		c.between = d.text[a.End:b.Start]
	}
	const head = 3
	around := ""
	switch {
	case b.Start < b.content.Start:
		around = d.text[b.Start:b.content.Start]
	case b.content.End < b.End:
		around = d.text[b.content.End:b.End]
	}
	c.link = " " + strings.Join(slices.Concat(plain(c.between), plain(around), plain(b.claim.Content)[:min(head, len(plain(b.claim.Content)))]), " ") + " "
	return c
}

// hints gives what speaks for and against a couple.
func (d *document) hints(c *couple) []string {
	var h hints
	h.add("bias", true)
	c.apart(&h)
	c.voices(&h)
	c.names(d, &h)
	c.negations(&h)
	c.each(&h)
	c.shared(d, &h)
	if c.a.Said != nil && c.b.Said != nil {
		c.acts(&h)
	} else {
		h.add("unusable", true)
	}
	c.together(&h)
	return h
}

// together tells what several hints mean that hold at once.
func (c *couple) together(h *hints) {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(*h, n) })
	}
	beside := has("gap joined", "gap next") && !has("paragraph", "skip 1", "skip more")
	fact := states(c.a.claim.Stance) && states(c.b.claim.Stance) && !has("ahead first", "ahead other")
	no := has("deny other", "no other", "none other", "deny first", "no first", "tail other", "tail first", "only other")
	h.add("beside", beside && fact)
	h.add("rivals beside", beside && fact && has("known both"))
	h.add("no beside", beside && fact && has("deny other", "no other"))
	h.add("alike", has("shares 1", "shares 2") && !no && !has("poles", "number other", "count other", "act other maker", "accuse first", "accuse other", "no both"))
}

// hints are words with weights.
type hints []string

func (h *hints) add(name string, holds bool) {
	if holds {
		*h = append(*h, name)
	}
}

// apart tells how far the two stand from each other, and what joins them.
func (c *couple) apart(h *hints) {
	const joined, next, nearby, middle = 60, 25, 100, 220
	gap := c.b.Start - c.a.End
	switch {
	case gap < joined && !strings.ContainsAny(c.between, ".?!\n"):
		h.add("gap joined", true)
	case gap < next:
		h.add("gap next", true)
	case gap < nearby:
		h.add("gap near", true)
	case gap < middle:
		h.add("gap mid", true)
	default:
		h.add("gap far", true)
	}
	h.add("paragraph", strings.Contains(c.between, "\n"))
	h.add("semicolon", strings.Contains(c.between, ";"))
	h.add("skip 1", c.skipped == 1)
	h.add("skip more", c.skipped > 1)
	h.add("contrast", holdsPhrase(c.link, vocabulary().contrast))
	h.add("adding", holdsPhrase(c.link, vocabulary().adding))
}

// voices tells whether the two speak for known parties.
func (c *couple) voices(h *hints) {
	a, b := c.a, c.b
	switch {
	case a.Party != "" && a.Party == b.Party:
		h.add("one party", true)
	case a.Known && b.Known:
		h.add("known both", true)
	case a.Known || b.Known:
		h.add("known one", true)
	default:
		h.add("known none", true)
	}
}

// names tells which of the two parties each names.
func (c *couple) names(d *document, h *hints) {
	a, b := c.a, c.b
	_, _, pa := c.read(d, 0)
	_, _, pb := c.read(d, 1)
	other := a.Party != b.Party
	h.add("names other", other && b.Party != "" && slices.Contains(pa, b.Party))
	h.add("names first", other && a.Party != "" && slices.Contains(pb, a.Party))
	h.add("own first", a.Party != "" && slices.Contains(pa, a.Party))
	h.add("own other", b.Party != "" && slices.Contains(pb, b.Party))
	h.add("accuses other", a.Said != nil && a.Said.Target != "" && a.Said.Target == b.Party)
	h.add("accuses first", b.Said != nil && b.Said.Target != "" && b.Said.Target == a.Party)
}

// negations tells which of the two says no.
func (c *couple) negations(h *hints) {
	first, other := c.a.Said != nil && c.a.Said.Denial, c.b.Said != nil && c.b.Said.Denial
	na, nb := negation(c.list[0]), negation(c.list[1])
	switch {
	case first && other:
		h.add("deny both", true)
	case other:
		h.add("deny other", true)
	case first:
		h.add("deny first", true)
	case na != "" && nb != "":
		h.add("no both", true)
	case na != "":
		h.add(na+" first", true)
	case nb != "":
		h.add(nb+" other", true)
	}
	h.add("none other", len(c.list[1]) > 0 && is(negator, c.list[1][0]))
	h.add("none first", len(c.list[0]) > 0 && is(negator, c.list[0][0]))
}

// negation tells where words say no: "no" in their head, "tail" behind it, "" nowhere.
func negation(list []string) string {
	switch {
	case negated(list):
		return "no"
	case anyOf(negator, list), slices.ContainsFunc(list, func(w string) bool { return is(lacking, w) || strings.HasSuffix(w, "n't") }):
		return "tail"
	}
	return ""
}

// each tells of both what its stance, its cue, its source and its words are.
func (c *couple) each(h *hints) {
	cue := plain(c.b.claim.Cue)
	h.add("counters", anyOf(answering, cue))
	h.add("insists", anyOf(reply, cue) && !anyOf(answering, cue))
	h.add("denying cue", anyOf(denying, cue))
	h.add("confirms", anyOf(confirming, cue))
	h.add("same cue", c.a.claim.Cue == c.b.claim.Cue)
	h.add("both behind", c.a.content.End <= startOf(c.a.cue) && c.b.content.End <= startOf(c.b.cue))
	for n, f := range []*features{c.a, c.b} {
		who := [2]string{" first", " other"}[n]
		h.add(string(f.claim.Stance)+who, f.claim.Stance != record.Assert && f.claim.Stance != record.Deny)
		c.manner(n, who, h)
		source := f.claim.Source
		if source == nil {
			h.add("nobody"+who, true)
			continue
		}
		h.add("witness"+who, forItself(source) || source.Kind == "population" || source.Kind == "")
		h.add("person"+who, source.Kind == "person")
	}
}

// manner tells what the words of one of the two are like.
func (c *couple) manner(n int, who string, h *hints) {
	const short = 6
	list := c.list[n]
	f := [2]*features{c.a, c.b}[n]
	h.add("ahead"+who, tellsAhead(list))
	h.add("only"+who, anyOf(only, list))
	h.add("untrue"+who, anyOf(untrue, list))
	h.add("pronoun"+who, len(list) > 0 && (is(such, list[0]) || is(pronoun, list[0])))
	h.add("short"+who, len(list) < short)
	h.add("cleft"+who, cleft(list))
	h.add("still"+who, anyOf(lasting, list))
	h.add("cause"+who, states(f.claim.Stance) && (anyOf(causing, list) || anyOf(causing, plain(f.claim.Cue))))
}

// states tells whether a claim with a stance says that something is so or not.
func states(stance record.Stance) bool {
	return stance == record.Assert || stance == record.Deny || stance == record.Accuse
}

// cleft finds "it was the army that".
func cleft(list []string) bool {
	return len(list) > 2 && list[0] == "it" && (list[1] == "was" || list[1] == "is") && (slices.Contains(list, "who") || slices.Contains(list, "that") || slices.Contains(list, "which"))
}

// shared tells which words of weight both have, and whether their numbers differ.
func (c *couple) shared(d *document, h *hints) {
	x, first, _ := c.read(d, 0)
	y, other, _ := c.read(d, 1)
	s := likeness.Compare(x, y)
	usual := usualMass(&statement{Words: x}, &statement{Words: y})
	switch own := s.Mass - usual; {
	case own >= 2:
		h.add("shares 2", true)
	case own >= 1:
		h.add("shares 1", true)
	default:
		h.add("shares usual", s.Mass > 0)
	}
	h.add("shares part", s.Part >= 0.4)
	c.numbers(h)
	near := [2][]likeness.Mark{first, other}
	if len(near[0]) > 0 && len(near[1]) > 0 {
		one := likeness.Common(near[0], near[1]) > 0
		h.add("one place", one)
		h.add("other place", !one)
	}
}

// numbers tells whether the two count one thing otherwise, or two things.
func (c *couple) numbers(h *hints) {
	one, other := false, ofThem(c.list[1])
	for _, f := range c.counts[0] {
		for _, g := range c.counts[1] {
			x, y := f.Count, g.Count
			switch {
			case x.keyClass() != y.keyClass():
				other = true
			case (x.comparable(y) || x.opposite(y)) && !ofThem(c.list[1]):
				one = one || x.differ(y)
			default:
				other = true
			}
		}
	}
	differ := otherNumbers(c.list[0], c.list[1]) && !ofThem(c.list[1])
	h.add("count other", one)
	h.add("count apart", other && !one)
	h.add("number other", differ && !one && !other && len(c.list[1]) < 12)
	h.add("numbers", differ && !one && !other && len(c.list[1]) >= 12)
}

// ofThem tells whether words take a part of what was told: "of these, 140 tonnes", "eight women were among the dead".
func ofThem(list []string) bool {
	return anyOf(subset, list) || slices.Contains(list, "others") || anyOf(portion, list[:min(3, len(list))]) || len(list) > 1 && list[0] == "of" && (is(taking, list[1]) || is(such, list[1]))
}

// otherNumbers tells whether the second has a number without a noun, or with the noun that a number of the first one has, and none in
// common with it: "they got 22 per cent", "the owners put it at 15".
func otherNumbers(a, b []string) bool {
	x, y := numbersIn(a), numbersIn(b)
	one := false
	for noun, v := range y {
		for other, w := range x {
			if v == w {
				return false
			}
			one = one || noun == "" || noun == other
		}
	}
	return one
}

// numbersIn gives the numbers of a content by the stem of the noun behind each, "" where there is none.
func numbersIn(list []string) map[string]float64 {
	all := map[string]float64{}
	for i, w := range list {
		v, ok := value(w)
		if !ok {
			continue
		}
		noun := ""
		if i+1 < len(list) && likeness.WeightOf(likeness.Stem(list[i+1])) > 0 {
			noun = likeness.Stem(list[i+1])
		}
		all[noun] = v
	}
	return all
}

// acts tells who does what in the two: acts of the other party, one act by different makers, who began.
func (c *couple) acts(h *hints) {
	a, b := c.a, c.b
	x, y := a.Said, b.Said
	h.add("poles", slices.ContainsFunc(x.Poles, func(p int) bool { return slices.Contains(y.Poles, p^1) }))
	h.add("hit others", x.Hit != "" && y.Hit != "" && x.Hit != y.Hit)
	var same, other, undone bool
	for _, v := range x.Acts {
		for _, w := range y.Acts {
			one := v.Type == w.Type
			same = same || one
			other = other || one && len(v.By) > 0 && len(w.By) > 0 && !common(v.By, w.By)
			undone = undone || one && v.No != w.No
		}
	}
	h.add("act same", same)
	h.add("acts apart", !same && len(x.Acts) > 0 && len(y.Acts) > 0)
	h.add("act other maker", other)
	h.add("act no", undone)
	if a.Party == b.Party {
		return
	}
	byOther, byFirst := makes(x, b.Party), makes(y, a.Party)
	h.add("act by other", byOther)
	h.add("act by first", byFirst)
	h.add("acts crossed", byOther && byFirst)
	h.add("began other", x.Began != "" && x.Began == b.Party)
	h.add("began first", y.Began != "" && y.Began == a.Party)
}

// makes tells whether a content tells of an act by a party.
func makes(s *statement, party string) bool {
	return party != "" && slices.ContainsFunc(s.Acts, func(v act) bool { return slices.Contains(v.By, party) })
}

func startOf(s *record.Span) int {
	if s == nil {
		return 0
	}
	return s.Start
}

func holdsPhrase(text string, list []string) bool {
	return slices.ContainsFunc(list, func(p string) bool { return strings.Contains(text, p) })
}

// weighed notes the couples of which more speaks for a contest than against it, besides those that the rules found.
func (d *document) weighed(all []*features, note func(a, b *features, matter string)) {
	for _, c := range d.couples(all) {
		a, b := c.a, c.b
		if c.counted() || told(a, b, all) || told(b, a, all) {
			continue
		}
		h := d.hints(c)
		if weights().sum(h) < weights().least {
			continue
		}
		for _, f := range []*features{a, b} {
			if f.Said == nil {
				words, span := said(f.claim)
				f.Said = &statement{Words: d.wordsOf(words, span), Parties: d.partiesIn(span), Ahead: true}
			}
		}
		note(a, b, matterBy(a.Said, b.Said, h))
	}
}

// counted tells whether the two stand against each other by what they count.
func (c *couple) counted() bool {
	for _, f := range c.counts[0] {
		for _, g := range c.counts[1] {
			if sameMatter(f, g) && f.Count.differ(g.Count) {
				return true
			}
		}
	}
	return false
}

// told tells whether a claim stands already against another one, or against another reading of it. What a denial answers is one thing.
func told(a, b *features, all []*features) bool {
	if a.Said == nil {
		return false
	}
	for _, p := range a.Said.Pairs {
		n := slices.IndexFunc(all, func(f *features) bool { return f.ID == p.ID })
		if a.Said.Denial || n >= 0 && (all[n] == b || overlap(record.Span{Start: all[n].Start, End: all[n].End}, record.Span{Start: b.Start, End: b.End})) {
			return true
		}
	}
	return false
}

func paired(a, b *features) bool {
	return a.Said != nil && slices.ContainsFunc(a.Said.Pairs, func(p pair) bool { return p.ID == b.ID })
}

// matterBy says what a couple is about by its hints.
func matterBy(x, y *statement, h hints) string {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(h, n) })
	}
	switch {
	case has("deny other"):
		return matterOf(y, x)
	case has("deny first"):
		return matterOf(x, y)
	case has("count other"):
		return figure
	case has("no other", "no first", "poles"):
		return occurrence
	case has("act other maker", "hit others", "cleft other", "cause other", "began first"),
		has("names first") && has("began other", "names other"):
		return agent
	case has("number other"):
		return figure
	}
	return occurrence
}

// Couple is two claims of a report with what speaks for and against a contest between them, for those who fit weights.
type Couple struct {
	A, B  record.Span
	Hints []string
	Rule  bool // a rule says that they stand against each other
	Party [2]string
}

// Couples gives the couples of a report.
func Couples(source keep.Source, text string, facts []record.Entry) []Couple {
	d := scan(source, facts)
	d.text = text
	all := d.inOrder()
	d.byRules(all)
	var found []Couple
	for _, c := range d.couples(all) {
		found = append(found, Couple{
			A: record.Span{Start: c.a.Start, End: c.a.End}, B: record.Span{Start: c.b.Start, End: c.b.End},
			Hints: d.hints(c), Rule: paired(c.a, c.b), Party: [2]string{c.a.Party, c.b.Party},
		})
	}
	return found
}
