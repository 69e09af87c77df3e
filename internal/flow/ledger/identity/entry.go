package identity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// Groups splits a component into events and describes each.
func (k *Kind) Groups(component []*ledger.Item) ([]keep.Group, error) {
	events, nuggets := parted(component)
	clusters := k.attach(k.parts(events, len(nuggets) > 0))
	retellings := k.retellings(clusters, nuggets)
	var groups []keep.Group
	for n, members := range clusters {
		g, err := groupOf(members, retellings[n])
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// parts splits a component into tellings that are of one event by what they say; bridged where nuggets may tie what is not linked by itself.
func (k *Kind) parts(component []*ledger.Item, bridged bool) [][]*ledger.Item {
	of := [][]*ledger.Item{component}
	if bridged {
		of = ledger.Components(k, component)
	}
	var all [][]*ledger.Item
	for _, c := range of {
		all = append(all, k.clusters(c)...)
	}
	slices.SortFunc(all, func(a, b []*ledger.Item) int { return ledger.Compare(a[0], b[0]) })
	return all
}

// event is what is known of the tellings of one event, in the order of ledger.Compare.
type event struct {
	items    []*ledger.Item
	entries  []*record.Event
	tellings []record.Telling
	fields   []record.Field
	denials  bool // the event is not denied as a whole: tellings that deny it do not speak for its values
}

// groupOf describes an event by its tellings. Nuggets that tell it again are listed and say nothing of it.
func groupOf(members, again []*ledger.Item) (keep.Group, error) {
	e := &event{items: members}
	for _, i := range members {
		entry, err := i.Entry()
		if err != nil {
			return keep.Group{}, err
		}
		told, ok := entry.(*record.Event)
		if !ok {
			return keep.Group{}, errNoEvent(i.ID)
		}
		e.entries = append(e.entries, told)
	}
	e.tellings, _ = origin.Told(members)
	j := e.join()
	support := origin.Count(e.speaking())
	j.Support = support
	for _, i := range again {
		j.Retold = append(j.Retold, record.Retelling{ID: i.ID, Document: i.Source.ID, Published: i.Source.Published, Publisher: i.Source.Publisher})
	}
	encoded, err := record.Encode(j)
	if err != nil {
		return keep.Group{}, err
	}
	g := keep.Group{
		Kind: "joined", ID: j.ID, First: support.First, Last: support.Last, Type: j.Type, Status: string(j.Status), Score: j.Score,
		Origins: support.Origins, Reports: support.Reports, Confidence: j.Confidence, Terms: e.terms(j), Entry: encoded,
	}
	days := likeness.DaysOf(j.Time)
	g.From, g.To = days.From.String(), days.To.String()
	for _, i := range slices.Concat(members, again) {
		g.Members = append(g.Members, i.ID)
	}
	return g, nil
}

// join takes the best-supported value of each field.
func (e *event) join() *record.Joined {
	j := &record.Joined{ID: record.IdentifyAs("e", e.items[0].ID), Tellings: e.tellings}
	e.status(j)
	e.denials = j.Status != record.Denied
	e.act(j)
	j.Strict = ontology.Strict(j.Type, j.Mode, j.Status, j.Content)
	j.Score = ontology.ScoreOf(j.Type, j.Mode)
	j.Actors = e.side("actors", func(t *record.Event) []record.Actor { return t.Actors })
	j.Recipients = e.side("recipients", func(t *record.Event) []record.Actor { return t.Recipients })
	if j.Type == ontology.Consult { // nobody meets himself: one telling names him among all, another one as the other side
		actors := ledger.Parties(j.Actors)
		j.Recipients = slices.DeleteFunc(j.Recipients, func(a record.Actor) bool {
			return slices.ContainsFunc(ledger.Parties([]record.Actor{a}), func(p string) bool { return slices.Contains(actors, p) })
		})
	}
	e.time(j)
	e.place(j)
	e.attribution(j)
	for _, t := range e.entries {
		j.Contexts = append(j.Contexts, t.Contexts...)
	}
	slices.Sort(j.Contexts)
	j.Contexts = slices.Compact(j.Contexts)
	j.Confidence = e.confidence()
	j.Fields = e.fields
	return j
}

// choice is one value of a field with the tellings that give it.
type choice struct {
	record.Value
	at []int // indices of the tellings
}

// vote groups the tellings by the value that they give a field, the one of most origins first, then that of most
// tellings, then the one told first. Tellings without a value have no vote.
func (e *event) vote(value func(t *record.Event) string) []choice {
	var choices []choice
	for i, t := range e.entries {
		v := value(t)
		if v == "" {
			continue
		}
		n := slices.IndexFunc(choices, func(c choice) bool { return c.Value.Value == v })
		if n < 0 {
			n = len(choices)
			choices = append(choices, choice{Value: record.Value{Value: v}})
		}
		choices[n].at = append(choices[n].at, i)
	}
	for n := range choices {
		c := &choices[n]
		c.Origins = e.origins(c.at)
		for _, i := range c.at {
			c.Tellings = append(c.Tellings, e.items[i].ID)
			if a := e.entries[i].Attribution; a != nil && !slices.Contains(c.Says, a.Name) {
				c.Says = append(c.Says, a.Name)
			}
		}
	}
	slices.SortStableFunc(choices, func(a, b choice) int {
		return cmp.Or(-cmp.Compare(a.Origins, b.Origins), -cmp.Compare(len(a.at), len(b.at)))
	})
	return choices
}

// origins counts the independent origins of some tellings.
func (e *event) origins(at []int) int {
	seen := map[int]bool{}
	for _, i := range at {
		if e.speaks(i) {
			seen[e.tellings[i].Origin] = true
		}
	}
	return len(seen)
}

// speaks tells whether a telling speaks for the values of the event: who denies an act does not confirm who did it.
func (e *event) speaks(i int) bool { return !e.denials || e.entries[i].Status != record.Denied }

// speaking gives the tellings that speak for the event.
func (e *event) speaking() []record.Telling {
	var all []record.Telling
	for i, t := range e.tellings {
		if e.speaks(i) {
			all = append(all, t)
		}
	}
	return all
}

// keep notes all values of a field where its tellings differ, the one that was taken first.
func (e *event) keep(name string, choices []choice, taken int) {
	if len(choices) < 2 {
		return
	}
	f := record.Field{Name: name, Values: []record.Value{choices[taken].Value}}
	for n, c := range choices {
		if n != taken {
			f.Values = append(f.Values, c.Value)
		}
	}
	e.fields = append(e.fields, f)
}

// act takes type, then mode and content of tellings of that type, then the code of tellings of that mode.
func (e *event) act(j *record.Joined) {
	types := e.vote(func(t *record.Event) string { return t.Type })
	e.keep("type", types, 0)
	j.Type = types[0].Value.Value
	modes := e.vote(func(t *record.Event) string {
		if t.Type != j.Type {
			return ""
		}
		return t.Mode
	})
	e.keep("mode", modes, 0)
	if len(modes) > 0 {
		j.Mode = modes[0].Value.Value
	}
	codes := e.vote(func(t *record.Event) string {
		if t.Type != j.Type || t.Mode != j.Mode {
			return ""
		}
		return t.CAMEO
	})
	if len(codes) > 0 {
		j.CAMEO = codes[0].Value.Value
	}
	contents := e.vote(func(t *record.Event) string {
		if t.Type != j.Type || t.Content == nil {
			return ""
		}
		return strings.TrimSpace(t.Content.Type + " " + t.Content.Mode)
	})
	e.keep("content", contents, 0)
	if len(contents) > 0 {
		c := *e.entries[contents[0].at[0]].Content
		c.Actors, c.Recipients = bare(c.Actors), bare(c.Recipients)
		j.Content = &c
	}
	if t, ok := ontology.TypeOf(j.Type); ok {
		j.Quad = 1 + slices.IndexFunc(ontology.Quads(), func(q ontology.Term) bool { return q.Name == string(t.Quad) })
	}
}

// status takes what is most real of what is told: done before planned. Who denies does not undo what another one tells;
// a plan that the last telling denies is off.
func (e *event) status(j *record.Joined) {
	choices := e.vote(func(t *record.Event) string { return string(t.Status) })
	taken := 0
	order := []record.Status{record.Actual, record.Ongoing, record.Planned, record.Proposed, record.Habitual, record.Hypothetical, record.Denied}
	rank := func(s string) int { return slices.Index(order, record.Status(s)) }
	for n, c := range choices {
		if rank(c.Value.Value) < rank(choices[taken].Value.Value) {
			taken = n
		}
	}
	last := e.entries[len(e.entries)-1].Status
	if last == record.Denied && rank(choices[taken].Value.Value) >= rank(string(record.Planned)) {
		taken = slices.IndexFunc(choices, func(c choice) bool { return c.Value.Value == string(last) })
	}
	e.keep("status", choices, taken)
	j.Status = record.Status(choices[taken].Value.Value)
}

// side takes the parties of most origins, as the telling has them that names most of them most exactly.
func (e *event) side(name string, of func(t *record.Event) []record.Actor) []record.Actor {
	choices := e.vote(func(t *record.Event) string { return strings.Join(ledger.Parties(of(t)), ", ") })
	e.keep(name, choices, 0)
	if len(choices) == 0 || choices[0].Origins == 0 { // nobody but a denial names the side
		return nil
	}
	best, exact := choices[0].at[0], -1
	for _, i := range choices[0].at {
		if n := exactness(of(e.entries[i])); n > exact {
			best, exact = i, n
		}
	}
	return bare(of(e.entries[best]))
}

// exactness tells how exactly the actors of a side are named: who is known counts most, persons more than others.
func exactness(side []record.Actor) int {
	n := 0
	for _, a := range side {
		n++
		if a.ID != "" {
			n += 2
		}
		if a.Kind == "person" && a.ID != "" {
			n++
		}
	}
	return n
}

// bare gives actors without the words that name them in one report.
func bare(actors []record.Actor) []record.Actor {
	var out []record.Actor
	for _, a := range actors {
		a.Text, a.Span = "", nil
		out = append(out, a)
	}
	return out
}

// time takes the interval that most origins tell or hold, and of those the narrowest.
func (e *event) time(j *record.Joined) {
	choices := e.vote(func(t *record.Event) string {
		if t.Time == nil || t.Time.From == nil && t.Time.To == nil {
			return ""
		}
		return interval(t.Time)
	})
	if len(choices) == 0 {
		return
	}
	taken, most := 0, -1
	for n, c := range choices {
		days := likeness.DaysOf(e.entries[c.at[0]].Time)
		var backers []int
		for _, o := range choices {
			if holds(likeness.DaysOf(e.entries[o.at[0]].Time), days) {
				backers = append(backers, o.at...)
			}
		}
		if b := e.origins(backers); b > most {
			taken, most = n, b
		}
	}
	e.keep("time", choices, taken)
	w := *e.entries[choices[taken].at[0]].Time
	w.Span = nil
	j.Time = &w
}

// interval writes an interval as FROM/TO, one day as itself.
func interval(w *record.When) string {
	from, to := "", ""
	if w.From != nil {
		from = *w.From
	}
	if w.To != nil {
		to = *w.To
	}
	if from == to {
		return from
	}
	return from + "/" + to
}

// holds tells whether an interval holds another one, or is the same.
func holds(wide, narrow likeness.Days) bool {
	return (wide.From == likeness.NoDay || narrow.From != likeness.NoDay && wide.From <= narrow.From) &&
		(wide.To == likeness.NoDay || narrow.To != likeness.NoDay && narrow.To <= wide.To)
}

// place takes the place that most origins tell or lie within, and of those the narrowest.
func (e *event) place(j *record.Joined) {
	choices := e.vote(func(t *record.Event) string {
		if t.Place == nil {
			return ""
		}
		return t.Place.Name
	})
	if len(choices) == 0 {
		return
	}
	taken, most := 0, -1
	for n, c := range choices {
		p := likeness.WhereOf(e.entries[c.at[0]].Place)
		var backers []int
		for _, o := range choices {
			q := likeness.WhereOf(e.entries[o.at[0]].Place)
			if m := p.Match(q); m == likeness.Equal || m == likeness.Within && q.Level <= p.Level {
				backers = append(backers, o.at...)
			}
		}
		if b := e.origins(backers); b > most {
			taken, most = n, b
		}
	}
	e.keep("place", choices, taken)
	w := *e.entries[choices[taken].at[0]].Place
	w.Span = nil
	j.Place = &w
}

// attribution is set where no telling has it in the words of its report.
func (e *event) attribution(j *record.Joined) {
	for i, t := range e.entries {
		if t.Attribution == nil && e.speaks(i) {
			return
		}
	}
	choices := e.vote(func(t *record.Event) string {
		if t.Attribution == nil {
			return ""
		}
		return ledger.KeyOf(*t.Attribution)
	})
	if len(choices) == 0 || choices[0].Origins == 0 {
		return
	}
	a := bare([]record.Actor{*e.entries[choices[0].at[0]].Attribution})[0]
	j.Attribution = &a
}

// confidence joins those of the origins: each further one takes away half of its share of what doubt is left, for two
// readings of one event by one program err together at times.
func (e *event) confidence() float64 {
	best := map[int]float64{}
	for i, t := range e.entries {
		if !e.speaks(i) {
			continue
		}
		o := e.tellings[i].Origin
		best[o] = max(best[o], t.Confidence)
	}
	sure := make([]float64, 0, len(best))
	for o := 1; o <= len(e.entries); o++ {
		if c, ok := best[o]; ok {
			sure = append(sure, c)
		}
	}
	slices.SortFunc(sure, func(a, b float64) int { return cmp.Compare(b, a) })
	doubt := 1.0
	for n, c := range sure {
		if n > 0 {
			c /= 2
		}
		doubt *= 1 - c
	}
	return round(1 - doubt)
}
