// Package identity joins the tellings of one event in one or more reports: the entries of the kind "joined".
//
// Two tellings are compared by what was done, by whom to whom, when, where, and in which words; anything may be missing.
// Some differences bar two tellings from being one event (days that cannot meet, sides that share nothing, acts that are
// never taken for each other); all else is evidence for or against it, summed as log-odds with the weights of
// weights.tsv. Tellings whose sum is over the threshold are linked. A component of linked tellings is split so that none
// of its events holds two tellings that bar each other (see cluster.go).
package identity

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

//go:embed weights.tsv
var weightsFile string

//go:embed alternatives.tsv
var alternativesFile string

// distance is how often two types are taken for each other.
type distance uint8

const (
	never distance = iota
	far
	near
)

// Kind is the kind of joined events.
type Kind struct {
	weights      Weights
	alternatives map[[2]likeness.Mark]distance
	types        map[likeness.Mark]feature // that say that both tellings are of the type
}

var _ ledger.Kind = (*Kind)(nil)

// New gives the kind with the built-in weights.
func New() (*Kind, error) {
	w, err := BuiltIn()
	if err != nil {
		return nil, err
	}
	return With(w)
}

// With gives the kind with other weights.
func With(w Weights) (*Kind, error) {
	alternatives, err := readAlternatives("alternatives.tsv", alternativesFile)
	if err != nil {
		return nil, err
	}
	types := map[likeness.Mark]feature{}
	for i, t := range ontology.Types() {
		types[likeness.MarkOf(t.Name)] = typeIs + feature(i)
	}
	return &Kind{weights: w, alternatives: alternatives, types: types}, nil
}

// Name is "joined".
func (*Kind) Name() string { return "joined" }

// Items makes one item of each event and each nugget.
func (*Kind) Items(source keep.Source, facts []record.Entry) ([]ledger.New, error) {
	var tellings []*telling
	var types []string
	var items []ledger.New
	report, of := origin.Read(source, facts), aboutOf(facts)
	for i, f := range facts {
		e, ok := f.(*record.Event)
		n, again := f.(*record.Nugget)
		switch {
		case again:
			e = asEvent(n)
		case !ok:
			continue
		}
		t, err := features(source, e, facts, of, report.Mark(i))
		if err != nil {
			return nil, err
		}
		if again {
			t.nugget, t.start, t.end = true, n.Trigger.Start, n.Trigger.End // its words are those of a whole sentence
		}
		tellings, types = append(tellings, t), append(types, e.Type)
		items = append(items, ledger.New{ID: e.ID, Fact: i})
	}
	ordered := slices.Clone(tellings)
	slices.SortStableFunc(ordered, inOrder)
	resume(ordered)
	among(ordered)
	for n, t := range tellings {
		items[n].Features = t.encode()
		items[n].Keys = append(keys(types[n], t), ledger.Key("report", string(source.ID)))
	}
	return items, nil
}

// Decode reads features.
func (*Kind) Decode(features []byte) (any, error) { return decode(features) }

// Linked tells whether two tellings are of one event, as far as the two show. One without a day, of another report than
// a copy, needs more: it must not tie the days of a war together.
func (k *Kind) Linked(a, b *ledger.Item) bool {
	p := pairOf(a, b)
	if p.a.nugget && p.b.nugget {
		return false // each is linked to the event that both speak of
	}
	if d := int(anchor(a)) - int(anchor(b)); max(d, -d) > 2*yearDays {
		return false // the same words years apart
	}
	score, ok := k.score(p)
	if p.retold() {
		return ok && score > k.weights.Again
	}
	least := k.weights.Link
	if !p.document && !p.copies && !(p.a.days.Known() && p.b.days.Known()) {
		least = max(least, undatedLink)
	}
	return ok && score > least
}

// undatedLink is the threshold for tellings without a day.
const undatedLink = -0.5

// score gives the log-odds that two tellings are of one event; false where they cannot be.
func (k *Kind) score(p pair) (float64, bool) {
	if p.passage() && !p.retold() {
		return certain, true
	}
	v, ok := k.evidence(p)
	if !ok {
		return 0, false
	}
	return k.sum(p, &v), true
}

// sum weighs what speaks for and against a pair.
func (k *Kind) sum(p pair, v *vector) float64 {
	if p.retold() {
		return sum(v, &k.weights.again)
	}
	return sum(v, &k.weights.of)
}

// retold tells whether one of the two is a nugget.
func (p pair) retold() bool { return p.a.nugget || p.b.nugget }

// certain is the score of what needs no weighing.
const certain = 30

// passage tells whether the two are the same words of two copies of one text. They tell one event, also where the copies
// were published in different weeks and "on Tuesday" was reckoned from each.
func (p pair) passage() bool {
	return p.copies && p.a.act == p.b.act && p.a.trigger == p.b.trigger && len(p.a.words) > 0 && slices.Equal(p.a.words, p.b.words)
}

// Weights say how much each feature of a pair speaks for one event.
type Weights struct {
	of    vector
	prior vector
	again vector  // between an event and a nugget
	Link  float64 // two tellings are linked above it
	Join  float64 // two parts of a component are joined whose mean is above it
	Again float64 // a nugget is linked to an event above it

	Part    float64 // a part of a component goes to a larger one above it
	Retold  float64 // a nugget goes to an event above it
	Reports float64 // what it speaks for an event that its reports become twice as many
}

func sum(v, weights *vector) float64 {
	s := 0.0
	for f := range v {
		s += v[f] * weights[f]
	}
	return s
}

// Prior gives the weights as they were set by hand, in the order of [Features].
func (w *Weights) Prior() []float64 { return w.prior[:] }

// Learnt gives weights with others in the place of those that were learnt, in the order of [Features].
func (w Weights) Learnt(of []float64) Weights {
	copy(w.of[:], of)
	return w
}

// Pair gives the learnt weights of pairs of events, in the order of [Features].
func (w *Weights) Pair() []float64 { return w.of[:] }

// Retelling gives weights with others between events and nuggets in the place of those that were learnt, in the order of [Features].
func (w Weights) Retelling(of []float64) Weights {
	copy(w.again[:], of)
	return w
}

// BuiltIn gives the weights of weights.tsv.
func BuiltIn() (Weights, error) { return ReadWeights("weights.tsv", weightsFile) }

// ReadWeights reads the form of weights.tsv: a feature, the weight that was set by hand, the weight that was learnt and that between events and
// nuggets, a row. A feature without a row weighs nothing. The error names every fault.
func ReadWeights(name, file string) (Weights, error) {
	var w Weights
	known := map[string][3]*float64{
		"link": {new(float64), &w.Link, &w.Again}, "join": {new(float64), &w.Join, new(float64)},
		"part": {new(float64), &w.Part, &w.Retold}, "reports": {new(float64), &w.Reports, new(float64)},
	}
	for f, n := range names() {
		known[n] = [3]*float64{&w.prior[f], &w.of[f], &w.again[f]}
	}
	seen := map[string]bool{}
	err := rows(name, file, weightsHead, func(cells []string) error {
		at, ok := known[cells[0]]
		if !ok || seen[cells[0]] {
			return fmt.Errorf("the feature %q is not known or stands here twice", cells[0])
		}
		seen[cells[0]] = true
		for n, cell := range cells[1:] {
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil || x < -100 || x > 100 {
				return fmt.Errorf("%s: the weight %q is no number from -100 to 100", cells[0], cell)
			}
			*at[n] = x
		}
		return nil
	})
	return w, err
}

const weightsHead = "feature\tset\tlearnt\tnuggets"

// Write writes the weights in the form that [ReadWeights] reads.
func (w *Weights) Write(out io.Writer) error {
	var b strings.Builder
	b.WriteString("# How much each feature of a pair of tellings speaks for one event, in log-odds: as set by hand, and as learnt from\n" +
		"# gold by chancery-train --identity with a pull towards what was set; between events and nuggets with a pull towards\n# what was learnt of events.\n" + weightsHead + "\n")
	for f, n := range names() {
		fmt.Fprintf(&b, "%s\t%g\t%.3f\t%.3f\n", n, w.prior[f], w.of[f], w.again[f])
	}
	fmt.Fprintf(&b, "link\t%g\t%g\t%g\njoin\t%g\t%g\t%g\npart\t%g\t%g\t%g\nreports\t%g\t%g\t%g\n", w.Link, w.Link, w.Again, w.Join, w.Join, w.Join,
		w.Part, w.Part, w.Retold, w.Reports, w.Reports, w.Reports)
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	return nil
}

// readAlternatives reads which types are taken for each other.
func readAlternatives(name, file string) (map[[2]likeness.Mark]distance, error) {
	alternatives := map[[2]likeness.Mark]distance{}
	distances := map[string]distance{"near": near, "far": far}
	types := map[string]bool{}
	for _, t := range ontology.Types() {
		types[t.Name] = true
	}
	err := rows(name, file, "one\tother\tdistance\tas", func(cells []string) error {
		d := distances[cells[2]]
		a, b := likeness.MarkOf(cells[0]), likeness.MarkOf(cells[1])
		if !types[cells[0]] || !types[cells[1]] || a == b || d == never || alternatives[[2]likeness.Mark{a, b}] != never {
			return fmt.Errorf("%s: want two types of PLOVER, each pair once, and near or far", strings.Join(cells, " "))
		}
		alternatives[[2]likeness.Mark{a, b}], alternatives[[2]likeness.Mark{b, a}] = d, d
		return nil
	})
	return alternatives, err
}

// rows gives the cells of each row behind the head to take, and joins the faults.
func rows(name, file, head string, take func(cells []string) error) error {
	var faults []error
	headed := false
	columns := strings.Count(head, "\t") + 1
	lines := bufio.NewScanner(strings.NewReader(file))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case !headed:
			headed = true
			if line != head {
				faults = append(faults, fmt.Errorf("%s:%d: want the head %q", name, n, head))
			}
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			faults = append(faults, fmt.Errorf("%s:%d: want %d cells, got %d", name, n, columns, len(cells)))
			continue
		}
		if err := take(cells); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, n, err))
		}
	}
	return errors.Join(faults...)
}

// window is how many days share a key.
const window = 5

// How many windows an interval may touch, for all subjects of a telling and for pairs and places; longer ones are known by
// the windows of its beginning.
const (
	allWindows = 3
	maxWindows = 7
)

// keys gives what tellings of one event share: the kind of act, a stretch of days, and the pair of parties, the place or
// one of the words that tell most. What is told long after is found without the days, by what is narrow enough.
func keys(act string, t *telling) []uint64 {
	var keys []uint64
	windows := windowsOf(t)
	for _, family := range familiesOf(act) {
		if t.published != likeness.NoDay {
			for n := floor(t.published - 14); n <= floor(t.published); n++ {
				for _, c := range t.about.lead {
					keys = append(keys, ledger.Key(family, "report", digits(c), strconv.Itoa(n)))
				}
			}
		}
		for n, subject := range subjects(t) {
			for _, w := range windows[:windowsFor(n, len(windows))] {
				keys = append(keys, ledger.Key(family, subject, w))
			}
		}
		if t.nugget {
			continue
		}
		for _, subject := range lasting(t) {
			for _, y := range yearsOf(t) {
				keys = append(keys, ledger.Key(family, subject, y))
			}
		}
	}
	if t.nugget {
		slices.Sort(keys)
		return slices.Compact(keys)
	}
	for _, y := range yearsOf(&telling{days: likeness.NoDays, published: t.published}) {
		keys = append(keys, ledger.Key("passage", act, digits(digest(t.words)), y))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// yearsOf gives the years in which what is found without days is looked for: those of the event where it has days, else
// that of the report and the one before. However long a record is, few tellings share such a key.
func yearsOf(t *telling) []string {
	from, to := t.days.From, t.days.To
	switch {
	case from != likeness.NoDay && to != likeness.NoDay:
	case from != likeness.NoDay:
		to = from
	case to != likeness.NoDay:
		from = to
	case t.published == likeness.NoDay:
		return []string{"any"}
	default:
		from, to = t.published-yearDays, t.published
	}
	first, last := int(from)/yearDays, int(to)/yearDays
	last = min(last, first+1)
	all := []string{"year " + strconv.Itoa(first)}
	if last != first {
		all = append(all, "year "+strconv.Itoa(last))
	}
	return all
}

// yearDays is the length of a stretch of [yearsOf], whose beginnings are of no account.
const yearDays = 365

// windowsFor gives in how many windows a subject is looked for: the first ones, pairs and places, in all.
func windowsFor(subject, windows int) int {
	if subject < 2 {
		return windows
	}
	return min(windows, allWindows)
}

// Numbers of subjects of a telling.
const (
	keyParties = 3
	keyWords   = 4
	keyNugget  = 2 // words of the sentence of a nugget
	keyTitle   = 3
	keyPlaces  = 2
)

// subjects gives what a telling is about, narrow enough for a key together with days.
func subjects(t *telling) []string {
	var all []string
	parties := likeness.Union(t.actors.Parties(), t.recipients.Parties())
	parties = parties[:min(len(parties), keyParties)]
	for i, p := range parties {
		for _, q := range parties[i+1:] {
			all = append(all, "pair "+digits(p)+" "+digits(q))
		}
	}
	for _, p := range placesOf(t, likeness.Province) {
		all = append(all, "place "+digits(p))
	}
	words := keyWords
	if t.nugget {
		words = keyNugget
	}
	for _, w := range likeness.Heaviest(t.words, words) {
		all = append(all, "word "+digits(w))
	}
	if len(all) <= words && !t.nugget { // neither parties nor place: the title tells more
		for _, w := range likeness.Heaviest(t.title, keyTitle) {
			all = append(all, "word "+digits(w))
		}
	}
	return all
}

// placesOf gives the places of the clause and, where it is narrow enough, that of the event.
func placesOf(t *telling, least likeness.Level) []likeness.Mark {
	places := t.places[:min(len(t.places), keyPlaces)]
	if t.place.Level >= least {
		places = likeness.Union(places, []likeness.Mark{t.place.Name})
	}
	return places
}

// lasting gives what is narrow enough without days: a person to whom something is done, a figure of a party, a place with
// a word.
func lasting(t *telling) []string {
	var all []string
	parties := likeness.Union(t.actors.Parties(), t.recipients.Parties())
	for _, n := range t.recipients.Named[:min(len(t.recipients.Named), 1)] {
		if t.act == likeness.MarkOf(ontology.Assault) {
			all = append(all, "named "+digits(n))
		}
	}
	for _, f := range t.figures[:min(len(t.figures), 1)] {
		for _, p := range parties[:min(len(parties), 1)] {
			all = append(all, "figure "+strconv.FormatUint(f, 36)+" "+digits(p))
		}
	}
	if len(parties) > 1 {
		for _, p := range placesOf(t, likeness.District) {
			all = append(all, "place "+digits(p)+" "+digits(parties[0])+" "+digits(parties[1]))
		}
	}
	return all
}

func digits(m likeness.Mark) string { return strconv.FormatUint(uint64(m), 36) }

// familiesOf gives the families of a type: types that are taken for each other share one.
func familiesOf(act string) []string {
	switch act {
	case ontology.Accuse, ontology.Request, ontology.Threaten:
		return []string{"words against"}
	case ontology.Reject:
		return []string{"words against", "with", "against"}
	case ontology.Sanction, ontology.Coerce, ontology.Assault, ontology.Mobilize, ontology.Protest:
		return []string{"against"}
	case ontology.Retreat:
		return []string{"with", "against"}
	}
	return []string{"with"}
}

// windowsOf gives the windows of days in which a telling looks for others.
func windowsOf(t *telling) []string {
	from, to := t.days.From, t.days.To
	switch {
	case t.days.Known():
	case from != likeness.NoDay:
		to = from
	case to != likeness.NoDay:
		from = to
	case t.published == likeness.NoDay:
		return []string{"any"}
	case realityOf(t.status) == toCome:
		from, to = t.published, t.published+window
	default:
		from, to = t.published-newsDays, t.published
	}
	if t.days.Single() {
		to = max(to, from+1) // the night, and another zone
	}
	var all []string
	for n := floor(from); n <= floor(to) && len(all) < maxWindows; n++ {
		all = append(all, strconv.Itoa(n))
	}
	return all
}

func floor(d likeness.Day) int {
	n := int(d) / window
	if int(d)%window < 0 {
		n--
	}
	return n
}
