package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

// agreement is where an event of gold and a found one agree.
type agreement struct {
	near                            float64 // how well they fall together, over 0 where they meet at all
	typ, actors, recipients, status bool
	countries                       bool // both sides have the countries of gold
}

func (a agreement) sides() bool { return a.actors && a.recipients }

// score puts a right type over everything else, then sides, then status, then the place.
func (a agreement) score() float64 {
	if a.near <= 0 {
		return 0
	}
	score := a.near
	for i, right := range []bool{a.status, a.recipients, a.actors, a.typ} {
		if right {
			score += float64(int(2) << i)
		}
	}
	return score
}

// agree compares an event of gold, which stands at these places of the text, with a found one. They meet when the
// trigger lies inside the quote, or half of the shorter of both quotes is covered.
func (c *cast) agree(g *Event, at []record.Span, f *record.Event) (a agreement) {
	if near := meets(at, f.Span); near >= .5 {
		a.near = near / 2
	}
	if within(at, f.Trigger) {
		a.near++
	}
	if a.near == 0 {
		return a
	}
	a.typ = f.Type == g.Type || slices.Contains(g.AltTypes, f.Type)
	if g.Type == ontology.Consult {
		both := c.side(slices.Concat(g.Actors, g.Recipients), &g.Accept, slices.Concat(f.Actors, f.Recipients))
		a.actors, a.recipients = both, both
		a.countries = both || c.countries(slices.Concat(g.Actors, g.Recipients), slices.Concat(f.Actors, f.Recipients))
	} else {
		a.actors = c.side(g.Actors, &g.Accept, f.Actors)
		a.recipients = c.side(g.Recipients, &g.Accept, f.Recipients)
		a.countries = (a.actors || c.countries(g.Actors, f.Actors)) && (a.recipients || c.countries(g.Recipients, f.Recipients))
	}
	a.status = string(f.Status) == g.Status || slices.Contains(g.AltStatus, string(f.Status)) ||
		// a meeting that is planned is an agreement that was made
		f.Type == ontology.Agree && g.Type != ontology.Agree && g.Status == string(record.Planned) && f.Status == record.Actual
	return a
}

// optional says whether an event of gold neither counts when missed nor when found: doubtful ones, and further tellings
// of another event.
func (e *Event) optional() bool { return e.Optional || e.Coref != nil && *e.Coref != "" }

func (s *Score) addEvents(g *Gold, r *facts.Reading, c *cast) {
	defer s.sortErrors(len(s.errors))
	var found []*record.Event
	for _, f := range r.Events {
		if f.Confidence >= s.MinConfidence {
			found = append(found, f)
		}
	}
	at := make([][]record.Span, len(g.Events))
	for i := range g.Events {
		at[i] = places(r.Text, g.Events[i].Quote)
	}
	match := pairs(len(g.Events), len(found), func(i, j int) float64 {
		e := &g.Events[i]
		a := c.agree(e, at[i], found[j])
		switch {
		case !e.optional():
			return a.score()
		case a.typ:
			return a.score() - .01 // of equal ones that which counts
		}
		return 0
	})
	goldOf := make([]int, len(found))
	for j := range goldOf {
		goldOf[j] = slices.Index(match, j)
	}
	for i := range g.Events {
		e := &g.Events[i]
		if e.optional() {
			continue
		}
		if match[i] < 0 {
			s.countEvent(e.Type, facts.Count{Gold: 1}, agreement{})
			s.note(g, r, at[i], Error{Kind: "missed", What: "event", Gold: e.line()})
			continue
		}
		f := found[match[i]]
		a := c.agree(e, at[i], f)
		s.countEvent(e.Type, facts.Count{Gold: 1, Found: 1}, a)
		s.judge(g, f, a.typ && a.sides() && a.status)
		differs := s.details(e, f, a, c)
		if len(differs) > 0 {
			s.note(g, r, at[i], Error{Kind: "half right", What: "event", Gold: e.line(), Found: eventLine(f), Differs: differs})
		}
	}
	for j, f := range found {
		if goldOf[j] < 0 {
			s.countEvent(f.Type, facts.Count{Found: 1}, agreement{})
			s.judge(g, f, false)
			s.note(g, r, []record.Span{f.Span}, Error{Kind: "spurious", What: "event", Found: eventLine(f)})
		}
	}
}

// judge keeps whether an event is right, for the calibration and for learning it.
func (s *Score) judge(g *Gold, e *record.Event, right bool) {
	s.Sure.Add(e.Confidence, right)
	s.Verdicts = append(s.Verdicts, Verdict{g.Name, e.ID, right})
}

func (s *Score) countEvent(typ string, n facts.Count, a agreement) {
	e := &s.Events
	level := func(c *facts.Count, right bool) {
		n.Hit = 0
		if right {
			n.Hit = 1
		}
		c.Add(n)
	}
	level(&e.Type, a.typ)
	level(&e.Actors, a.typ && a.actors)
	level(&e.Sides, a.typ && a.sides())
	level(&e.Countries, a.typ && a.countries && a.status)
	level(&e.Full, a.typ && a.sides() && a.status)
	if e.ByType == nil {
		e.ByType = map[string]*facts.Count{}
	}
	if e.ByType[typ] == nil {
		e.ByType[typ] = new(facts.Count)
	}
	e.ByType[typ].Add(n)
}

// details counts what holds of an event beyond its level and gives all in which it differs from gold.
func (s *Score) details(e *Event, f *record.Event, a agreement, c *cast) (differs []string) {
	differ := func(what string, right bool) {
		if !right {
			differs = append(differs, what)
		}
	}
	differ("type", a.typ)
	differ("actors", a.actors)
	differ("recipients", a.recipients)
	differ("status", a.status)
	if !a.typ {
		return differs
	}
	mode := f.Mode == e.Mode || f.Type != e.Type || strings.Contains(e.Note, "mode "+f.Mode+" also right")
	s.Events.Mode.Add(present(e.Mode != "", f.Mode != "", mode))
	date := e.Date != nil && f.Time != nil && dated(*e.Date, e.DateAccept, f.Time)
	if e.Date == nil && f.Time != nil && len(e.DateAccept) > 0 {
		date = dated(e.DateAccept[0], e.DateAccept, f.Time)
	}
	undated := f.Time == nil && (e.Date == nil || slices.Contains(e.DateAccept, ""))
	s.Events.Date.Add(present(e.Date != nil && !undated, f.Time != nil && (e.Date != nil || !date), date))
	place := e.Place != nil && f.Place != nil && samePlace(*e.Place, f.Place.Name, c)
	s.Events.Place.Add(present(e.Place != nil, f.Place != nil, place))
	says := c.one(e.Attribution, &e.Accept, f.Attribution)
	s.Events.Attribution.Add(present(e.Attribution != nil, f.Attribution != nil, says))
	differ("mode", mode || e.Mode == "")
	differ("date", date || undated)
	differ("place", place || e.Place == nil && f.Place == nil)
	differ("attribution", says)
	return differs
}

// present counts a value that gold and what was found may have.
func present(gold, found, right bool) (n facts.Count) {
	if gold {
		n.Gold = 1
	}
	if found {
		n.Found = 1
	}
	if gold && found && right {
		n.Hit = 1
	}
	return n
}

// samePlace says whether two places have one name, or gold names more of the way to it ("Torkham, Pakistan").
func samePlace(gold, found string, c *cast) bool {
	first, _, _ := strings.Cut(gold, ",")
	name := fold(found)
	if name == fold(gold) || name == fold(first) {
		return true
	}
	m := c.byName[fold(gold)]
	return m != nil && slices.Contains(m.names, name)
}

func (s *Score) note(g *Gold, r *facts.Reading, at []record.Span, e Error) {
	e.Report, e.Sentence = g.Name, sentence(r, at)
	if len(at) > 0 {
		e.At = at[0].Start
	}
	s.errors = append(s.errors, e)
}

// sortErrors puts the errors behind the first n into the order of the text.
func (s *Score) sortErrors(n int) {
	slices.SortStableFunc(s.errors[n:], func(a, b Error) int { return a.At - b.At })
}

// line gives an event of gold on one line, as [eventLine] gives a found one.
func (e *Event) line() string {
	line := act(e.Type, e.Mode, e.Status, names(e.Actors), names(e.Recipients))
	if e.Date != nil {
		line += " · " + *e.Date
	}
	if e.Place != nil {
		line += " · " + *e.Place
	}
	if e.Attribution != nil {
		line += " · says: " + *e.Attribution
	}
	return line + " [" + e.ID + "]"
}

func eventLine(f *record.Event) string {
	line := act(f.Type, f.Mode, string(f.Status), actorNames(f.Actors), actorNames(f.Recipients))
	if f.Time != nil {
		d := ends(f.Time)
		if d[0] == d[1] {
			line += " · " + d[0]
		} else {
			line += " · " + d[0] + "/" + d[1]
		}
	}
	if f.Place != nil {
		line += " · " + f.Place.Name
	}
	if f.Attribution != nil {
		line += " · says: " + f.Attribution.Name
	}
	return line + fmt.Sprintf(" [%s %.2f]", f.Frame, f.Confidence)
}

func act(typ, mode, status, actors, recipients string) string {
	if mode != "" {
		typ += " " + mode
	}
	return fmt.Sprintf("%s · %s · %s → %s", typ, status, actors, recipients)
}

func names(list []string) string {
	if len(list) == 0 {
		return "-"
	}
	return strings.Join(list, ", ")
}

func actorNames(list []record.Actor) string {
	var all []string
	for _, a := range list {
		all = append(all, a.Name)
	}
	return names(all)
}
