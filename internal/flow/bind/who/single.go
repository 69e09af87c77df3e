package who

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// single resolves a mention that is one known name or noun.
func (q *question) single(p piece, given owner, bare string) (*Actor, string) {
	if q.personal(p) {
		return q.named(p, given, "")
	}
	usual := p.found[0]
	switch {
	case usual.Entity != nil && usual.Entity.Polity != nil && usual.Name.Relation == knowledge.IsCapital:
		if e := q.polity(p); e != nil && !q.seatOf(p, e) {
			q.lose(p.found, "")
			return nil, "\"" + p.text + "\" is no capital on the date"
		}
		return q.capital(p, usual)
	case usual.Entity != nil && usual.Entity.Polity != nil:
		return q.state(p, bare)
	case usual.Place != nil && !usual.Name.Ambiguous:
		return q.seat(p)
	}
	if a := q.entity(p, given, false, []piece{p}); a != nil {
		if q.stands(p) && usual.Entity != nil && usual.Name.Relation == knowledge.IsMetonym {
			return nil, "\"" + p.text + "\" is a place here"
		}
		return a, ""
	}
	if q.polity(p) != nil {
		return q.state(p, bare)
	}
	if usual.Place != nil {
		return nil, "\"" + p.text + "\" is a place"
	}
	return q.described(p.text, []piece{{kind: p.kind, text: p.text, end: len(p.text), found: p.found}}, p, given, "")
}

// state resolves the name, the adjective or the people of a state.
func (q *question) state(p piece, bare string) (*Actor, string) {
	e := q.polity(p)
	if e == nil {
		return nil, "\"" + p.text + "\" is no state"
	}
	for _, c := range p.found {
		if c.Entity != e {
			continue
		}
		switch c.Name.Relation {
		case knowledge.IsName, knowledge.IsAlias, knowledge.IsMetonym:
			if q.stands(p) {
				return nil, "\"" + p.text + "\" is a place here"
			}
			q.lose(p.found, e.ID)
			return q.actorOf(e, q.stood(e), string(c.Name.Relation)+" "+p.text), ""
		case knowledge.IsPeople, knowledge.IsPerson:
			q.lose(p.found, e.ID)
			return q.folk(c, bare), ""
		}
	}
	return nil, "\"" + p.text + "\" is an adjective"
}

// capital resolves the capital of a state: its government, unless the sentence speaks of the town.
func (q *question) capital(p piece, c knowledge.Candidate) (*Actor, string) {
	e := q.polity(p)
	if e == nil {
		e = c.Entity
	}
	q.lose(p.found, e.ID)
	if q.stands(p) {
		return nil, "\"" + p.text + "\" is a town here"
	}
	a := q.actorOf(e, q.stood(e), "capital "+p.text)
	a.seat = true
	if e.Polity != nil && len(a.Sectors) == 0 {
		a.Sectors = []string{"GOV"}
	}
	return a, ""
}

// seatOf says that a capital was one on the date.
func (q *question) seatOf(p piece, e *knowledge.Entity) bool {
	return slices.ContainsFunc(p.found, func(c knowledge.Candidate) bool {
		return c.Entity == e && c.Name.When.On(q.on) != knowledge.Not
	})
}

// seat resolves the name of a place that also stands for a body with its seat there, where the sentence lets it act.
func (q *question) seat(p piece) (*Actor, string) {
	for _, c := range p.found {
		if c.Entity == nil || c.Entity.Polity != nil || c.Name.Relation != knowledge.IsMetonym {
			continue
		}
		if q.acts(p) {
			q.lose(p.found, c.Entity.ID)
			return q.actorOf(c.Entity, q.stood(c.Entity), "metonym "+p.text), ""
		}
	}
	q.lose(p.found, "")
	return nil, "\"" + p.text + "\" is a place"
}

// entity resolves a piece that names a body, group, party or organisation.
func (q *question) entity(p piece, own owner, longer bool, front []piece) *Actor {
	var best *knowledge.Candidate
	common := slices.ContainsFunc(p.found, func(c knowledge.Candidate) bool { return c.Agent != nil || c.Institution != nil })
	for i := range p.found {
		c := &p.found[i]
		if c.Entity == nil || c.Institution != nil || c.Entity.Polity != nil || c.Entity.Kind == knowledge.Person {
			continue
		}
		same := own.country != "" && own.country == c.Entity.Country
		switch {
		case own.country != "" && !same && common:
		case !c.Name.Ambiguous && (best == nil || same):
			best = c
		case c.Name.Ambiguous && best == nil && (same || q.homeInSentence(c.Entity) && !(common && q.home == "") || !common && len(p.found) == 1 && !longer && usable(p.text)):
			best = c
		}
	}
	if best == nil || q.namesGround(p) {
		return nil
	}
	if longer && !q.introduces(front) {
		return nil
	}
	q.lose(p.found, best.Entity.ID)
	return q.actorOf(best.Entity, q.stood(best.Entity), string(best.Name.Relation)+" "+p.text)
}

// namesGround says that the words before tell that a name which a body shares with a place is that of the place: "the
// town of Duma".
func (q *question) namesGround(p piece) bool {
	before, _, ok := q.around()
	if !ok || len(before) < 2 || before[0] != "of" || !slices.ContainsFunc(p.found, func(c knowledge.Candidate) bool { return c.Place != nil }) {
		return false
	}
	w := clean(before[1])
	return q.words.has(classGround, w) || q.words.has(classPart, w)
}

// usable says that a marked name is distinct enough to stand without its context: an acronym, or several words.
func usable(s string) bool {
	capitals := 0
	for _, c := range s {
		if unicode.IsUpper(c) {
			capitals++
		}
	}
	return capitals >= 2
}

// introduces says that what stands before a name only describes it: no unknown word with a capital.
func (q *question) introduces(front []piece) bool {
	for _, p := range front[:len(front)-1] {
		if p.kind == word && p.capital() && p.start > 0 {
			return false
		}
	}
	return true
}

// homeInSentence says that the sentence names the country of an entity, or that the report is about it.
func (q *question) homeInSentence(e *knowledge.Entity) bool {
	if q.home != "" && (q.home == e.Country || e.Kind == knowledge.Government) {
		return q.home == e.Country
	}
	if q.sentence == "" || e.Country == "" {
		return false
	}
	state, ok := q.base.StateOn(e.Country, q.on)
	if !ok {
		return false
	}
	for _, n := range state.Names {
		if !n.Ambiguous && strings.Contains(q.sentence, n.Text) {
			return true
		}
	}
	return false
}

// around gives the words before and after the mention in its sentence, the nearest first.
func (q *question) around() (before, after []string, found bool) {
	at := strings.Index(q.sentence, q.text)
	if 0 < q.at && q.at < len(q.sentence) && strings.HasPrefix(q.sentence[q.at:], q.text) {
		at = q.at
	}
	if q.sentence == "" || at < 0 {
		return nil, nil, false
	}
	before = strings.Fields(q.sentence[:at])
	slices.Reverse(before)
	return before, strings.Fields(q.sentence[at+len(q.text):]), true
}

// stands says that the mention is a place in its sentence: "in Washington", "flew to Kabul", "Paris airport".
func (q *question) stands(p piece) bool {
	before, after, ok := q.around()
	if !ok {
		return false
	}
	if len(before) > 0 {
		w := clean(before[0])
		if q.words.has(classArticle, w) && len(before) > 1 {
			w = clean(before[1])
		}
		if q.words.has(classStay, w) {
			return true
		}
		if (w == "to" || w == "from" || w == "for") && slices.ContainsFunc(before[1:min(len(before), 4)], func(s string) bool { return q.words.has(classMotion, clean(s)) }) {
			return true
		}
		if w == "of" && len(before) > 1 && q.words.has(classPart, clean(before[1])) {
			return true
		}
		if strings.HasSuffix(before[0], ",") && len(before) > 1 && unicode.IsUpper([]rune(before[0])[0]) && q.isTown(strings.Trim(before[0], `,."“”`)) {
			return true
		}
	}
	return len(after) > 0 && !strings.HasPrefix(after[0], "'") && q.words.has(classFeature, clean(after[0]))
}

// isTown says that a word is the name of a place.
func (q *question) isTown(w string) bool {
	return slices.ContainsFunc(q.base.Find(w), func(c knowledge.Candidate) bool { return c.Place != nil })
}

// acts says that the mention begins its sentence or clause and a lower-case word that is no preposition follows.
func (q *question) acts(p piece) bool {
	before, after, ok := q.around()
	if !ok || len(after) == 0 || len(before) > 0 && !strings.HasSuffix(before[0], ",") && !q.words.has(classAnd, before[0]) && before[0] != "that" && before[0] != "which" {
		return false
	}
	w := clean(after[0])
	return w != "" && w == after[0] && unicode.IsLower([]rune(w)[0]) && !q.words.has(classStay, w) && !q.words.has(classFeature, w) && w != "and"
}

func clean(s string) string {
	return strings.ToLower(strings.Trim(s, `.,;:!?"'()“”‘’`))
}
