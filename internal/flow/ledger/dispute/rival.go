package dispute

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/record"
)

// Matters are the answers of the model of rivals: no contest, and what a contest is about.
var Matters = []string{"", occurrence, agent, figure, place, timing, quotation}

//go:embed rivals.bin
var rivalsFile []byte

var rivalModel = sync.OnceValue(func() *learnt.Model {
	m, err := learnt.Open("rivals", Matters, rivalsFile)
	if err != nil {
		panic(fmt.Sprintf("internal error: %v", err))
	}
	return m
})

// How likely the model must find it that two tellings of a report stand against each other, and how far apart they may be, in bytes. The threads that it
// was learnt from hold more contradictions than most reports do, so that it must be surer than these threads ask for.
const (
	leastRival = 0.9
	leastRuled = 0.5 // where a rule says so as well
	farRivals  = 3000
)

// look is a telling of a report with what the model of rivals sees of it.
type look struct {
	*features
	kind     string // what is read there, with its stance, type or class
	text     string // what is said
	span     record.Span
	list     []string // its words
	words    []likeness.Word
	places   []likeness.Mark
	parties  []string
	no       string // where the words say no
	cue      []string
	lead     []string // the words of its sentence before it
	behind   []string // those behind it
	numbers  map[string]float64
	counts   []*features // of a claim
	sentence int
	who      string // what its source is
}

// likeliest gives the number of the likeliest matter.
func likeliest(p []float64) int {
	best := 1
	for k := range p[1:] {
		if p[k+1] > p[best] {
			best = k + 1
		}
	}
	return best
}

// looks makes the tellings of a report ready for the model.
func (d *document) looks(all []*features) []*look {
	ends := sentenceEnds(d.text)
	var list []*look
	for _, f := range all {
		l := &look{features: f, who: "outlet"}
		switch fact := d.facts[f.fact].(type) {
		case *record.Claim:
			l.kind, l.cue = "claim "+string(fact.Stance), plain(fact.Cue)
			l.text, l.span = said(fact)
			l.counts = countsIn(f, l.span, all)
			if fact.Source != nil {
				l.who = fact.Source.Kind + " " + fact.Source.Sector
			} else {
				l.who = "unknown"
			}
		case *record.Event:
			l.kind = "event " + fact.Type + " " + string(fact.Status)
			l.text, l.span = fact.Quote, fact.Span
			if fact.Attribution != nil {
				l.who = fact.Attribution.Kind + " " + fact.Attribution.Sector
			}
		case *record.Figure:
			p := d.around(fact.Span, fact.Quote)
			l.kind, l.text, l.span = "figure", p.words, p.span
			if f.Count != nil {
				l.kind += " " + f.Count.keyClass()
			}
		default:
			continue
		}
		l.list = plain(l.text)
		l.words, l.places, l.parties = d.wordsOf(l.text, l.span), d.placesIn(passage{l.span, l.text}), d.partiesIn(l.span)
		l.no, l.numbers = negation(l.list), numbersIn(l.list)
		l.sentence, _ = slices.BinarySearch(ends, f.Start+1)
		from, to := 0, len(d.text)
		if l.sentence > 0 {
			from = ends[l.sentence-1]
		}
		if l.sentence < len(ends) {
			to = ends[l.sentence]
		}
		if at := l.span.Start; from < at && at <= len(d.text) {
			l.lead = plain(d.text[from:at])
		}
		if at := l.span.End; at < to {
			l.behind = plain(d.text[at:to])
		}
		list = append(list, l)
	}
	return list
}

// sentenceEnds gives where sentences end: behind a stop, a question or an exclamation mark that a space and a capital letter follow, and at
// the end of a line.
func sentenceEnds(text string) (ends []int) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			ends = append(ends, i+1)
		case '.', '?', '!':
			at := i + 1
			for at < len(text) && strings.IndexByte("\"')", text[at]) >= 0 || strings.HasPrefix(text[min(at, len(text)):], "”") {
				if text[at] < 0x80 {
					at++
				} else {
					at += len("”")
				}
			}
			if at+1 < len(text) && text[at] == ' ' && (text[at+1] >= 'A' && text[at+1] <= 'Z' || text[at+1] == '"' || text[at+1] >= 0x80) {
				ends = append(ends, at+1)
				i = at
			}
		}
	}
	return ends
}

// Rivals is two tellings of one report, the first told before the second, with the features of how they stand to each other.
type Rivals struct {
	A, B     record.Span
	Features []uint64
	Counts   bool   // one of them is no more than a number
	Ruled    string // on what a rule sets them against each other, "" for none
	matter   string // on what they stand against each other, as the model has it
	a, b     *features
}

// Report is what was read from one report.
type Report struct {
	ID               record.DocumentID
	Published, Title string // the day, YYYY-MM-DD
	Text             string
	Facts            []record.Entry
}

// RivalsIn gives the couples of tellings of a report that may stand against each other.
func RivalsIn(r Report) []Rivals {
	d := scan(keep.Source{ID: r.ID, Published: r.Published, Title: r.Title}, r.Facts)
	d.text = r.Text
	all := d.inOrder()
	d.byRules(all)
	d.weighed(all, notePair)
	return d.rivals(all)
}

// rivals gives the couples of tellings with their features, those that the rules set against each other among them.
func (d *document) rivals(all []*features) (found []Rivals) {
	if d.text == "" {
		return nil
	}
	ruled := map[[2]*features]string{}
	byID := map[record.ID]*features{}
	for _, f := range all {
		byID[f.ID] = f
	}
	for _, a := range all {
		if a.Said == nil {
			continue
		}
		for _, p := range a.Said.Pairs {
			if b := byID[p.ID]; b != nil {
				ruled[[2]*features{a, b}] = p.Matter
			}
		}
	}
	list := d.looks(all)
	for i, a := range list {
		for n, b := range list[i+1:] {
			if b.Start-a.End > farRivals {
				break
			}
			if a.readAs(b) || a.maySay(b) || a.claim == nil && b.claim == nil && (a.Count == nil || b.Count == nil) {
				continue
			}
			rule := ruled[[2]*features{a.features, b.features}]
			found = append(found, Rivals{
				A: record.Span{Start: a.Start, End: a.End}, B: record.Span{Start: b.Start, End: b.End},
				Features: d.standing(a, b, n, rule), Ruled: rule, a: a.features, b: b.features,
				Counts: a.claim == nil && a.Count != nil || b.claim == nil && b.Count != nil,
			})
		}
	}
	return found
}

// readAs tells whether two tellings are readings of the same words: most of both is one, or one is part of the other and neither denies
// ("rejected the villagers' account that it had fired").
func (l *look) readAs(o *look) bool {
	a, b := record.Span{Start: l.Start, End: l.End}, record.Span{Start: o.Start, End: o.End}
	denies := func(l *look) bool {
		return l.claim != nil && (l.claim.Stance == record.Deny || l.claim.Stance == record.Criticize)
	}
	return overlap(a, b) || a.Overlaps(b) && !denies(l) && !denies(o)
}

// maySay tells whether two claims that stand near each other may be of one voice, since one is told by a pronoun: "he says".
func (l *look) maySay(o *look) bool {
	const near = 2 // sentences
	return l.claim != nil && o.claim != nil && o.sentence-l.sentence <= near && (unknownVoice(l.features) || unknownVoice(o.features))
}

// standing lists how two tellings stand to each other. Between are the tellings between them, ruled what a rule says they stand against each other on.
func (d *document) standing(a, b *look, between int, ruled string) []uint64 {
	found := make([]uint64, 0, 200)
	add := func(words ...string) { found = append(found, learnt.Hash(words...)) }
	add("bias")
	kinds := a.kind + " / " + b.kind
	add("kinds", kinds)
	add("kind a", a.kind)
	add("kind b", b.kind)
	gap := nearness(b.sentence - a.sentence)
	add("gap", gap)
	add("gap", gap, kinds)
	add("between", bin(between))
	voices := voicesOf(a, b)
	add("voices", voices)
	add("voices", voices, kinds)
	add("voices", voices, gap)
	add("who", a.who, b.who)
	add("who b", b.who)
	add("ruled", ruled)
	add("ruled", ruled, voices)
	add("ruled", ruled, kinds)
	add("ruled", ruled, gap)
	// what they share
	s := likeness.Compare(a.words, b.words)
	mass := s.Mass - usualMass(&statement{Words: a.words}, &statement{Words: b.words})
	share := massBin(mass)
	part := bin(int(s.Part * 5))
	add("share", share)
	add("part", part)
	add("share", share, part, gap)
	add("share", share, voices, gap)
	add("names", bin(int(s.Names)))
	places := "none"
	if len(a.places) > 0 && len(b.places) > 0 {
		places = "other"
		if likeness.Common(a.places, b.places) > 0 {
			places = "one"
		}
	}
	add("places", places)
	add("places", places, share)
	// numbers
	numbers := numbersOf(a, b)
	add("numbers", numbers)
	add("numbers", numbers, kinds)
	add("numbers", numbers, share, gap)
	add("numbers", numbers, voices)
	if a.Count != nil && b.Count != nil {
		same, differ := sameMatter(a.features, b.features), a.Count.differ(b.Count)
		add("counts", strconv.FormatBool(same), strconv.FormatBool(differ))
		add("counts", strconv.FormatBool(same), strconv.FormatBool(differ), gap, voices)
	}
	// saying no
	no := a.no + "/" + b.no
	add("no", no)
	add("no", no, share, gap)
	add("no", no, voices)
	add("no", no, kinds)
	// who is spoken of
	ofB, ofA := b.Party != "" && slices.Contains(a.parties, b.Party), a.Party != "" && slices.Contains(b.parties, a.Party)
	add("of", strconv.FormatBool(ofB), strconv.FormatBool(ofA), voices)
	add("of", strconv.FormatBool(ofB), strconv.FormatBool(ofA), kinds)
	add("of", strconv.FormatBool(ofB), strconv.FormatBool(ofA), gap, no)
	// words
	for _, w := range b.cue {
		add("cue", w)
		add("cue", w, share)
		add("cue", w, gap)
		add("cue", w, voices)
	}
	for _, w := range a.cue {
		add("cue a", w)
	}
	for i, w := range b.lead[:min(4, len(b.lead))] {
		add("lead", w, gap)
		if i == 0 {
			add("lead first", w)
			add("lead first", w, gap, voices)
		}
	}
	for _, w := range b.lead {
		add("lead any", w)
	}
	for _, w := range b.behind[:min(6, len(b.behind))] {
		add("behind", w)
	}
	for i, w := range b.list {
		if i < 5 {
			add("head", w)
			add("head", w, gap)
			add("head", w, share)
		}
		if i < 25 {
			add("word b", w)
		}
	}
	for i, w := range a.list {
		if i < 25 {
			add("word a", w)
		}
		if i < 4 {
			add("head a", w)
		}
	}
	for _, w := range b.list[:min(25, len(b.list))] {
		if classes := classesOf(w); len(classes) > 0 {
			for _, c := range classes {
				add("class b", c)
				add("class b", c, share)
				add("class b", c, gap, voices)
			}
		}
	}
	for _, w := range a.list[:min(25, len(a.list))] {
		for _, c := range classesOf(w) {
			add("class a", c)
		}
	}
	add("length", bin(len(b.list)/4), bin(len(a.list)/4))
	if a.claim != nil && b.claim != nil {
		c := d.joined(&couple{
			a: a.features, b: b.features, words: [2]string{a.text, b.text}, spans: [2]record.Span{a.span, b.span}, list: [2][]string{a.list, b.list},
			counts: [2][]*features{a.counts, b.counts}, looks: [2]*look{a, b},
		}, nil)
		h := d.hints(c)
		for _, name := range h {
			add("hint", name)
			add("hint", name, gap)
			add("hint", name, share)
		}
		add("sum", bin(int(weights().sum(h)*2)+8))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func bin(n int) string { return strconv.Itoa(max(-1, min(n, 12))) }

func nearness(sentences int) string {
	switch {
	case sentences < 3:
		return strconv.Itoa(sentences)
	case sentences < 5:
		return "few"
	case sentences < 9:
		return "some"
	}
	return "far"
}

func massBin(mass float64) string {
	switch {
	case mass <= 0:
		return "nothing"
	case mass < 1:
		return "little"
	case mass < 2:
		return "one"
	case mass < 3.5:
		return "some"
	}
	return "much"
}

// voicesOf tells whether two tellings are of one voice, of one party, of two.
func voicesOf(a, b *look) string {
	switch {
	case a.Key != "" && a.Key == b.Key:
		return "same"
	case a.Key == "" && b.Key == "":
		return "neither"
	case a.Key == "":
		return "outlet first"
	case b.Key == "":
		return "outlet second"
	case a.Party != "" && a.Party == b.Party:
		return "one party"
	case a.Known && b.Known:
		return "two known"
	case a.Known || b.Known:
		return "one known"
	}
	return "two"
}

// numbersOf tells whether two tellings have numbers of one thing, the same or others.
func numbersOf(a, b *look) string {
	if len(a.numbers) == 0 || len(b.numbers) == 0 {
		switch {
		case len(a.numbers) > 0:
			return "first"
		case len(b.numbers) > 0:
			return "second"
		}
		return "none"
	}
	found := "of others"
	for noun, v := range b.numbers {
		for other, w := range a.numbers {
			switch {
			case v == w:
				return "equal"
			case noun != "" && noun == other:
				found = "other"
			case (noun == "" || other == "") && found != "other":
				found = "bare"
			}
		}
	}
	return found
}

// classesOf gives the classes of words.tsv that a word is in, sorted.
func classesOf(word string) []string { return vocabulary().classesOf[word] }
