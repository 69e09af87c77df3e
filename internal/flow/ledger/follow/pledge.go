package follow

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// doable are the types of acts that can be told to be what was promised or demanded. Force, arrests and the like are
// not: in a war they happen every day, and which of them answers a threat no telling shows.
func doable(kind string) bool {
	switch kind {
	case "AID", "RETREAT", "CONCEDE", "SUPPORT", "COOPERATE", "SANCTION", "ACCUSE":
		return true
	}
	return false
}

// pledge reads a promise, a demand, an act or a refusal from an event; nil for others.
func (r *report) pledge(e *record.Event) *telling {
	e = r.kin(e)
	switch e.Status {
	case record.Actual, record.Ongoing:
	case record.Planned:
		if !doable(e.Type) || e.Type == "ACCUSE" || len(e.Actors) == 0 {
			return nil
		}
		t := r.common(e, e.Actors)
		t.Step, t.Of, t.Type, t.Mode, t.Due, t.Frame = makes, promise, e.Type, e.Mode, dated(e.Time), e.Frame
		t.Others, t.Doer, t.Whom = r.parties(e.Recipients), t.Parties, named(e.Recipients)
		return t
	default:
		return nil
	}
	t := r.common(e, e.Actors)
	t.Others, t.Type, t.Mode, t.Frame = r.parties(e.Recipients), e.Type, e.Mode, e.Frame
	t.Whom = named(e.Recipients)
	switch r.role(t, e); t.Step {
	case "":
		return nil
	case acts, yields:
		return t
	}
	r.inner(t, e)
	if t.Step == refuses && t.Type == "" && len(t.Doer) == 0 || t.Step == makes && len(t.Parties) == 0 {
		return nil
	}
	return t
}

// role sets what a telling does with promises and demands, and who is to do what they are about.
func (r *report) role(t *telling, e *record.Event) {
	holds := e.Content != nil && doable(e.Content.Type)
	switch {
	case e.Type == "THREATEN" && holds && len(t.Others) > 0:
		t.Step, t.Of, t.Doer, t.Due = makes, demand, t.Others, r.ahead(e.Span, 1) // "gave Chad until Friday to withdraw"
	case e.Type == "CONCEDE" && e.Content != nil && e.Content.Type == "REQUEST":
		t.Step, t.Of, t.Doer = yields, promise, t.Parties
	case e.Type == "CONCEDE" && holds, e.Type == "AGREE", e.Type == "THREATEN": // "announced that it would withdraw"
		t.Step, t.Of, t.Doer, t.Due = makes, promise, t.Parties, r.ahead(e.Span, 1)
	case e.Type == "REQUEST":
		t.Step, t.Of, t.Doer, t.Due = makes, demand, t.Others, r.ahead(e.Span, 1)
	case e.Type == "REJECT" && e.Mode != "meet":
		t.Step, t.Of, t.Doer = refuses, promise, t.Parties
	case doable(e.Type), e.Type == "ASSAULT" && r.words.find(classAnswer, split(e.Quote)) >= 0:
		t.Step, t.Of, t.Doer, t.Due = acts, promise, t.Parties, dated(e.Time)
	}
}

// inner sets the kind of act that is promised, demanded or refused.
func (r *report) inner(t *telling, e *record.Event) {
	t.Type, t.Mode, t.Whom = "", "", nil
	words := split(e.Quote)
	t.Cue = t.Step == refuses && r.words.find(classDemand, words) >= 0
	switch {
	case e.Type == "THREATEN" && t.Of == promise && r.words.find(classRevenge, words) >= 0:
		t.Type = "ASSAULT" // "vowed revenge"
	case e.Content != nil:
		t.Type, t.Mode, t.Whom = e.Content.Type, e.Content.Mode, named(e.Content.Recipients)
		doer := r.parties(e.Content.Actors)
		if own := overlap(doer, t.Parties) == len(doer); t.Of == demand && !own || t.Of == demand && len(t.Others) == 0 && len(doer) > 0 {
			t.Doer = doer
		}
	}
}

// kin gives an act under the type by which it can be promised in other words: who hands a prisoner over releases him.
func (r *report) kin(e *record.Event) *record.Event {
	for as := range r.words[classKin] {
		if frame, kind, _ := strings.Cut(as, "="); frame == e.Frame {
			c := *e
			c.Type, c.Mode, _ = strings.Cut(kind, "/")
			return &c
		}
	}
	return e
}

// claim reads a promise or a demand that no event tells.
func (r *report) claim(c *record.Claim) *telling {
	if c.Stance != record.Promise && c.Stance != record.Demand || c.Source == nil {
		return nil
	}
	who := r.parties([]record.Actor{*c.Source})
	if len(who) == 0 {
		return nil
	}
	t := &telling{Step: makes, Of: promise, Parties: who, Doer: who, At: c.Span.Start, End: c.Span.End, Due: r.ahead(c.Span, 1)}
	if c.Target != nil {
		t.Others = r.parties([]record.Actor{*c.Target})
	}
	if c.Stance == record.Demand {
		t.Of, t.Doer = demand, t.Others
	}
	for _, f := range r.facts {
		e, ok := f.(*record.Event)
		if !ok || !e.Span.Overlaps(c.Span) {
			continue
		}
		if o := r.event(e); o != nil && (o.Step == makes && o.Of == t.Of || o.Of == meeting && o.Step == plans && len(o.Parties) > 1 && c.ContentSpan.Overlaps(e.Span)) {
			return nil // the event tells it
		}
		if c.ContentSpan.Contains(e.Span) && t.Type == "" && doable(e.Type) {
			t.Type, t.Mode = e.Type, e.Mode
			if t.Of == demand && len(t.Doer) == 0 {
				t.Doer = r.parties(e.Actors)
			}
		}
	}
	return t
}

// maxWait is how many days an act may come behind the promise or demand that it fulfils, where no day was set.
const maxWait = 45

// pledgeKeys gives what promises, demands, acts and refusals are found by.
func pledgeKeys(t *telling, r *report) []uint64 {
	var found []uint64
	add := func(parts ...string) { found = append(found, ledger.Key(append([]string{promise}, parts...)...)) }
	if t.Step == makes {
		for _, p := range t.Parties[:min(2, len(t.Parties))] {
			add("said", t.Of, p, t.Type, t.Mode, r.told.String())
		}
	}
	for _, p := range t.Doer[:min(2, len(t.Doer))] {
		if t.Step == makes || t.Step == refuses {
			add("document", string(r.source.ID), p)
		}
		if r.told != 0 && (t.Step == makes && t.Of == demand || t.Step == refuses && t.Cue || t.Step == yields) {
			for b := r.told / week; t.Step == makes && b <= (r.told+maxWait)/week || b == r.told/week; b++ {
				add("answer", p, strconv.Itoa(int(b)))
			}
		}
		if t.Type == "" || !doable(t.Type) && t.Type != "ASSAULT" || r.told == 0 {
			continue
		}
		if !t.loose() {
			for b := (t.Due.From - slackDays) / week; t.Due.narrow() && b <= (t.Due.To+slackDays)/week; b++ {
				add("on", p, t.Type, strconv.Itoa(int(b)))
			}
			continue
		}
		for _, w := range t.Whom[:min(2, len(t.Whom))] {
			add("whom", p, t.Type, cmp.Or(t.Mode, "-"), w)
		}
		first, last := r.told/bucket, r.told/bucket
		if t.Step == makes {
			last = max(r.told+maxWait, min(t.Due.To, r.told+2*maxAhead)) / bucket
		}
		for b := first; b <= last; b++ {
			add("done", p, t.Type, cmp.Or(t.Mode, "-"), strconv.Itoa(int(b)))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// bound tells how well two tellings fit, one of which is a promise or demand: 0 for not at all.
func bound(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if y.Step == makes && x.Step != makes {
		a, b, x, y = b, a, y, x
	}
	switch {
	case x.Step != makes:
		return 0
	case y.Step == makes:
		return alike(a, b)
	case y.Step == yields:
		return answers(a, b)
	case y.Step == refuses:
		return refused(a, b)
	}
	return fulfilled(a, b)
}

// alike: two tellings of one promise or demand, told on one day with the same content.
func alike(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if x.Of != y.Of || told(a) == 0 || told(a) != told(b) || x.Type != y.Type || x.Mode != y.Mode || overlap(x.Parties, y.Parties) == 0 {
		return 0
	}
	copies := a.Source.Group != 0 && a.Source.Group == b.Source.Group && near(day(x.At), day(y.At), 200)
	if len(x.Others) > 0 && len(y.Others) > 0 && overlap(x.Others, y.Others) == 0 || x.Type == "" && !copies {
		return 0
	}
	return 1
}

// refused: in the same report, behind the demand and near it, by whom it was made to; or with the same content.
func refused(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if overlap(x.Doer, y.Parties) == 0 || x.Of != demand {
		return 0
	}
	if a.Source.ID == b.Source.ID && y.At > x.At && y.At-x.At < nearby && y.Type == "" {
		return 1
	}
	if x.Type != "" && x.Type == y.Type && x.Mode == y.Mode && (y.Cue || x.loose() && x.Type != "CONCEDE" || overlap(y.Others, x.Parties) > 0) && told(a) != 0 && told(b) >= told(a) && told(b) <= told(a)+maxWait {
		return 2
	}
	if y.Cue {
		return answers(a, b)
	}
	return 0
}

// answers: a demand is rejected or bowed to as such ("rejected the ultimatum"), by whom it was made to, towards whoever made it
// or nobody that is named, within a fortnight.
func answers(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if x.Of != demand || overlap(x.Doer, y.Parties) == 0 || len(y.Others) > 0 && overlap(y.Others, x.Parties) == 0 {
		return 0
	}
	wait := day(maxAnswer)
	if overlap(y.Others, x.Parties) > 0 {
		wait = maxWait // who it was made by is named
	}
	if told(a) == 0 || told(b) < told(a) || told(b) > told(a)+wait || a.Source.ID == b.Source.ID && y.At < x.At {
		return 0
	}
	return 1
}

// maxAnswer is within how many days a demand is answered by words that name none.
const maxAnswer = 14

// maxWhom is how many days an act on the person that a promise or demand names may come behind it.
const maxWhom = 300

// nearby is how many bytes behind a demand its refusal stands.
const nearby = 400

// fulfilled: the act that was promised or demanded, by whom it was promised or of whom it was demanded, not before it was
// and not long after it. Who it is done to must fit where both tellings say it.
func fulfilled(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if x.Type == "" || !kindred(x, y) || overlap(x.Doer, y.Parties) == 0 || told(a) == 0 || told(b) == 0 {
		return 0
	}
	whom := x.Others
	if x.Of == demand {
		if x.Type == "SANCTION" {
			return 0 // "stop supporting them": what is asked to end is no act that is seen
		}
		whom = nil
	}
	if len(whom) > 0 && len(y.Others) > 0 && overlap(whom, y.Others) == 0 {
		return 0
	}
	done := y.Due
	if !done.narrow() {
		done = interval{told(b) - 1, told(b)}
	}
	last := told(a) + maxWait
	switch {
	case shared(x.Whom, y.Whom):
		last = told(a) + maxWhom // of one person
	case len(x.Whom) > 0 && len(y.Whom) > 0:
		return 0
	}
	if x.Due.known() {
		last = x.Due.To + slackDays
	}
	if done.To < told(a) || done.From > last || a.Source.ID == b.Source.ID && y.At < x.End {
		return 0
	}
	n := 1
	if x.Due.known() && x.Due.near(done) {
		n += 2
	}
	if x.Mode == y.Mode && x.Mode != "" {
		n++
	}
	return n
}

// named gives the names of persons of a side.
func named(side []record.Actor) (names []string) {
	for _, a := range side {
		if a.Kind == "person" && a.ID != "" {
			names = append(names, a.ID)
		}
	}
	return names
}

// loose tells whether type and mode alone say which kind of act it is.
func (t *telling) loose() bool {
	return t.Mode != "" || t.Type == "AID" || t.Type == "ASSAULT" || t.Type == "RETREAT" || t.Type == "CONCEDE"
}

// week is the number of days whose acts on a set day share a key.
const week = 8

// kindred tells whether an act is of the kind promised: the same type and mode. A type without a mode that holds many
// kinds of acts tells so only of an act on the day that was set.
func kindred(x, y *telling) bool {
	if x.Type != y.Type || x.Mode != y.Mode && x.Type != "ASSAULT" {
		return false
	}
	if x.loose() || x.Type == "ASSAULT" || x.Frame != "" && x.Frame == y.Frame && overlap(x.Others, y.Others) > 0 {
		return true
	}
	return x.Due.narrow() && y.Due.narrow() && x.Due.near(y.Due)
}

// pledges gives each promise and demand with the tellings that repeat, fulfil or refuse it. An act fulfils the latest
// that it fits best.
func pledges(component []*ledger.Item) []*matter {
	var all []*matter
	for _, i := range component {
		t := i.Features.(*telling)
		if t.Step != makes {
			continue
		}
		n := slices.IndexFunc(all, func(m *matter) bool { return alike(m.items[0], i) > 0 })
		if n < 0 {
			n = len(all)
			all = append(all, &matter{of: t.Of, steps: map[*ledger.Item]string{}, outcome: "open"})
		}
		m := all[n]
		m.items = append(m.items, i)
		m.steps[i] = "announced"
		if t.Due.known() && !m.due.known() {
			m.due = t.Due
		}
	}
	for _, i := range component {
		if i.Features.(*telling).Step == makes {
			continue
		}
		for _, of := range []string{promise, demand} { // one act may be both what was promised and what was demanded
			if m := answered(all, of, i); m != nil {
				m.answer(i)
			}
		}
	}
	for _, m := range all {
		slices.SortFunc(m.items, inOrder)
	}
	return all
}

// answered gives the promise, or the demand, that an act or refusal fits best, the latest of equals; nil for none.
func answered(all []*matter, of string, i *ledger.Item) *matter {
	var found *matter
	most := 1
	for _, m := range all {
		if m.of != of {
			continue
		}
		for _, o := range m.items {
			if n := bound(o, i); n >= most && o.Features.(*telling).Step == makes {
				found, most = m, n
			}
		}
	}
	return found
}

// answer adds an act or a refusal: what was done in the end stands.
func (m *matter) answer(i *ledger.Item) {
	t := i.Features.(*telling)
	m.items = append(m.items, i)
	switch {
	case t.Step == refuses:
		m.steps[i] = "refused"
		if m.outcome == "open" {
			m.outcome, m.decided = "refused", told(i)
		}
	default:
		m.steps[i] = "met"
		if m.outcome != "met" {
			m.outcome, m.decided = "met", cmp.Or(t.Due.From, told(i))
		}
	}
}
