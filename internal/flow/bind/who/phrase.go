package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// owner is whom a described actor belongs to.
type owner struct {
	polity  *knowledge.Entity // a state or territory
	body    *knowledge.Entity // a group, party, body or organisation
	country string
	sectors []string
	noun    *knowledge.Institution // "foreign ministry" in "foreign ministry spokesman"
	title   *knowledge.Agent       // "foreign minister" before a name
	titles  []string               // the words of titles, lower case
	local   bool                   // the country is only where a place lies
	why     []string
}

// phrase reads a mention of one actor: words before a head, and what follows it with a preposition.
func (q *question) phrase(text string, given owner) (*Actor, string) {
	pieces := q.bare(q.cut(text))
	if len(pieces) == 0 {
		return nil, "no word is left"
	}
	bare := q.withoutArticle(q.span(text, pieces))
	if len(pieces) == 1 && q.is(pieces[0], classPlain) {
		return nil, "\"" + bare + "\" says nothing of who it is"
	}
	if len(pieces) == 1 && pieces[0].kind == known {
		if q.surnameOnly(pieces[0]) && pieces[0].start > 0 && q.personal(pieces[0]) {
			return nil, "no person's surname follows an article: \"" + text + "\""
		}
		return q.single(pieces[0], given, bare)
	}
	was, rest := q.standing(pieces)
	front, tail := q.front(rest)
	if len(front) == 0 {
		return nil, "nothing stands before the preposition"
	}
	if len(front) == 1 && q.is(front[0], classMeasure) && len(tail) > 1 && (q.is(tail[0], classOf) || q.is(tail[0], classFrom)) {
		a, why := q.phrase(q.span(text, tail[1:]), given)
		if a != nil && a.Kind == string(knowledge.State) {
			return nil, "a part of " + a.Name + " is a place"
		}
		return q.renamed(a, bare, "read by what it is a part of"), why
	}
	if e := q.realm(front, tail); e != nil {
		return q.actorOf(e, q.stood(e), "called a state: "+bare), ""
	}
	front = q.beforeParticiple(front, tail)
	if n := len(front) - 1; q.is(front[n], classPlain) && (len(tail) > 0 && q.is(tail[0], classOf) || n > 0 && len(front[n-1].found) > 0 && q.polity(front[n-1]) == nil) {
		return nil, "\"" + front[n].text + "\" is a condition or a place here"
	}
	if n := len(front) - 1; q.is(front[n], classProcess) && len(tail) > 0 && q.is(tail[0], classOf) {
		return nil, "\"" + front[n].text + "\" is something done here"
	}
	own := given
	agent, _, _ := nouns(front[len(front)-1])
	if why := q.ofUnknown(agent, front, tail); why != "" {
		return nil, why
	}
	if !q.is(front[len(front)-1], classRelation) {
		q.tails(text, tail, &own, agent != nil && len(agent.Sectors) == 0)
	}
	a, reason := q.headed(text, front, own, was)
	if a != nil && a.ID == "" && !strings.HasSuffix(a.Name, front[len(front)-1].text) || a != nil && a.ID == "" && q.nameRun(front) == 0 {
		a.Name = bare
	}
	return a, reason
}

// realm gives the state behind "of" and a noun for one: "the island state of Malta", "the kingdom of Tonga". "The state of
// Pakistan" may be its condition.
func (q *question) realm(front, tail []piece) *knowledge.Entity {
	last := front[len(front)-1]
	word := last.text[strings.LastIndexByte(last.text, ' ')+1:]
	if !q.words.has(classRealm, word) || len(front) == 1 && q.is(last, classPlain) || len(tail) < 2 || !q.is(tail[0], classOf) {
		return nil
	}
	what := q.bare(tail[1:])
	if len(what) != 1 || what[0].kind != known {
		return nil
	}
	for _, c := range what[0].found {
		if c.Entity != nil && c.Entity.Polity != nil && (c.Name.Relation == knowledge.IsName || c.Name.Relation == knowledge.IsAlias) {
			return c.Entity
		}
	}
	return nil
}

// ofUnknown says why somebody with a title of governments is none: what follows "of" is a name that is not known, of a
// company or a club.
func (q *question) ofUnknown(agent *knowledge.Agent, front, tail []piece) string {
	if agent == nil || agent.Class != "title" || len(agent.Sectors) == 0 || agent.Sectors[0] != "GOV" || len(tail) < 2 || !q.is(tail[0], classOf) {
		return ""
	}
	if slices.ContainsFunc(append(slices.Clone(front[:len(front)-1]), tail...), func(p piece) bool { return p.kind == known && p.capital() }) {
		return ""
	}
	for _, p := range q.bare(tail[1:]) {
		if p.kind != word {
			break
		}
		if p.capital() {
			return "\"" + p.text + "\" is not known"
		}
	}
	return ""
}

// withoutArticle leaves out an article that is a part of the first known name: "the French" in "the French president".
func (q *question) withoutArticle(text string) string {
	if first, rest, ok := strings.Cut(text, " "); ok && q.words.has(classArticle, first) {
		return rest
	}
	return text
}

// renamed gives a copy of an actor that is only a part of what it was resolved from.
func (q *question) renamed(a *Actor, name, why string) *Actor {
	if a == nil {
		return nil
	}
	b := *a
	b.ID, b.Name, b.Role, b.Holder = "", name, "", ""
	b.Kind = "group"
	b.Why = append(slices.Clone(a.Why), why)
	return &b
}

// standing takes the words former, acting and designate out of a phrase and gives the class of the first.
func (q *question) standing(pieces []piece) (class string, rest []piece) {
	for _, p := range pieces {
		taken := false
		if p.kind == word {
			for _, c := range []string{classFormer, classActing, classDesignate} {
				if q.words.has(c, strings.TrimSuffix(p.text, "-")) {
					taken = true
					if class == "" {
						class = c
					}
				}
			}
		}
		if p.kind == known && class == "" {
			class = q.standingOf(p.text)
		}
		if !taken {
			rest = append(rest, p)
		}
	}
	return class, rest
}

// standingOf reads nouns that hold such a word in themselves: "ex-president", "president-elect".
func (q *question) standingOf(noun string) string {
	for _, w := range strings.FieldsFunc(noun, func(c rune) bool { return c == ' ' || c == '-' }) {
		for _, c := range []string{classFormer, classActing, classDesignate} {
			if q.words.has(c, w) {
				return c
			}
		}
	}
	return ""
}

// front parts what stands before the first preposition from the rest.
func (q *question) front(pieces []piece) (front, tail []piece) {
	for i, p := range pieces {
		if i > 0 && (p.kind == word || p.kind == known && len(p.found) > 0 && len(p.text) < 4) {
			for _, c := range []string{classOf, classFrom, classIn, classTo} {
				if q.words.has(c, p.text) && p.text == strings.ToLower(p.text) {
					return pieces[:i], pieces[i:]
				}
			}
		}
		if p.kind == comma || p.kind == bracket {
			return pieces[:i], pieces[i:]
		}
	}
	return pieces, nil
}

// tails reads what follows the head: "of Pakistan", "from Syria", "in Minsk". An owner that stands before the head is
// stronger and comes later. What follows "for" is an owner of those who only act for others.
func (q *question) tails(text string, tail []piece, own *owner, acting bool) {
	for len(tail) > 0 {
		first := tail[0]
		next := 1
		for next < len(tail) && !q.preposition(tail[next]) && tail[next].kind != comma && tail[next].kind != bracket {
			next++
		}
		what := q.bare(tail[1:next])
		tail = tail[next:]
		if len(what) == 0 {
			continue
		}
		switch {
		case q.is(first, classOf):
			q.belongs(text, what, own, "of")
		case q.is(first, classFrom):
			q.belongs(text, what, own, "from")
		case acting && q.is(first, classFor):
			q.belongs(text, what, own, "for")
		case q.is(first, classIn) && own.country == "":
			var local owner
			q.belongs(text, what, &local, "in")
			if local.country != "" {
				own.why = append(own.why, local.why...)
				own.titles = append(own.titles, "in "+local.country)
			}
		}
	}
}

// beforeParticiple leaves out a participle between the head and its preposition: "individuals opposed to the Taliban".
func (q *question) beforeParticiple(front, tail []piece) []piece {
	n := len(front) - 1
	if n < 1 || len(tail) == 0 || front[n].kind != word || front[n-1].kind != known {
		return front
	}
	if agent, noun, _ := nouns(front[n-1]); agent == nil && noun == nil {
		return front
	}
	if w := front[n].text; !front[n].capital() && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")) {
		return front[:n]
	}
	return front
}

func (q *question) preposition(p piece) bool {
	return p.kind == word && (q.is(p, classOf) || q.is(p, classFrom) || q.is(p, classIn) || q.is(p, classTo))
}

// belongs adds the owner that stands in some pieces: a state, a body, a place, an institution.
func (q *question) belongs(text string, pieces []piece, own *owner, how string) {
	for i, p := range pieces {
		if _, given := q.base.Given(p.text); given && i+1 < len(pieces) && pieces[i+1].kind == word && pieces[i+1].capital() && q.polity(p) == nil {
			continue // "the government of Pierre Buyoya" is not that of the town of Pierre
		}
		if p.kind == known {
			q.owned(p, own, how)
		}
	}
}

// owned reads one piece before or after the head as whom it belongs to or as a title.
func (q *question) owned(p piece, own *owner, how string) {
	if e := q.polity(p); e != nil {
		if own.polity == nil && own.body == nil {
			own.polity, own.country = e, e.Country
			own.why = append(own.why, how+" "+p.text+": "+e.ID)
			q.lose(p.found, e.ID)
		}
		return
	}
	for _, c := range q.homely(p.found) {
		switch {
		case c.Office != nil:
			own.titles = append(own.titles, strings.ToLower(p.text))
			if own.country == "" {
				own.country, own.sectors = c.Office.Country, c.Office.Sectors
			}
			return
		case c.Institution != nil:
			if own.noun == nil {
				own.noun = c.Institution
				own.why = append(own.why, "body "+c.Institution.Noun)
			}
			return
		case c.Agent != nil:
			if q.is(p, classIdle) && how == "before the head" {
				return
			}
			own.titles = append(own.titles, strings.ToLower(p.text))
			if own.title == nil || len(own.title.Sectors) == 0 {
				own.title = c.Agent
			}
			return
		case c.Entity != nil && c.Entity.Kind != knowledge.Person && (!c.Name.Ambiguous || c.Entity.Country == own.country):
			if own.body == nil {
				s := q.stood(c.Entity)
				own.body, own.country, own.sectors = c.Entity, s.country, s.sectors
				own.why = append(own.why, how+" "+p.text+": "+c.Entity.ID)
				own.why = append(own.why, s.why...)
				q.lose(p.found, c.Entity.ID)
			}
			return
		case c.Entity != nil && c.Entity.Kind == knowledge.Person && !c.Name.Ambiguous:
			s := q.stood(c.Entity)
			if own.country == "" {
				own.country, own.sectors = s.country, s.sectors
				own.why = append(own.why, how+" "+p.text+": "+c.Entity.ID)
			}
			return
		case c.Place != nil && c.Place.Country != "":
			if own.country == "" {
				own.country, own.local = c.Place.Country, true
				own.why = append(own.why, how+" "+p.text+": "+c.Place.ID)
				if e, ok := q.base.StateOn(c.Place.Country, q.on); ok {
					own.polity = e
				}
			}
			return
		}
	}
}

// homely puts bodies whose country the sentence names before others of the name.
func (q *question) homely(found []knowledge.Candidate) []knowledge.Candidate {
	if q.sentence == "" && q.home == "" || len(found) < 2 {
		return found
	}
	at := func(c knowledge.Candidate) int {
		if c.Entity != nil && c.Entity.Polity == nil && c.Entity.Kind != knowledge.Person && q.homeInSentence(c.Entity) {
			return 0
		}
		return 1
	}
	found = slices.Clone(found)
	if at(found[0]) == 1 && found[0].Entity != nil {
		slices.SortStableFunc(found, func(a, b knowledge.Candidate) int { return at(a) - at(b) })
		found[0].Name.Ambiguous = false
	}
	return found
}

// polity gives the state or territory that a piece names; one that existed on the date before one that did not, an
// unmarked name before a marked one.
func (q *question) polity(p piece) *knowledge.Entity {
	var best *knowledge.Entity
	score := -1
	for i, c := range p.found {
		if c.Entity == nil || c.Entity.Polity == nil || c.Institution != nil {
			if i == 0 && c.Entity != nil && !c.Name.Ambiguous {
				return nil // the usual reading is a body
			}
			continue
		}
		s := 0
		if !c.Name.Ambiguous {
			s += 4
		}
		if c.Entity.When.On(q.on) != knowledge.Not {
			s += 2
		}
		if c.Name.When.On(q.on) != knowledge.Not {
			s++
		}
		if s > score {
			best, score = c.Entity, s
		}
	}
	return best
}

// headed reads the pieces before the first preposition: the last of them is the head.
func (q *question) headed(text string, front []piece, own owner, was string) (*Actor, string) {
	for len(front) > 1 && front[len(front)-1].kind == owns {
		front = front[:len(front)-1]
	}
	n := len(front) - 1
	head := front[n]
	before := owner{titles: own.titles}
	run := q.nameRun(front)
	for _, p := range front[:n+1-max(1, run)] { // not the words of a name: "Regina Ip"
		if p.kind == known {
			q.owned(p, &before, "before the head")
		}
	}
	if before.country == "" && n > 0 && q.is(head, classSeat) {
		q.ledBy(front[n-1], &before)
	}
	own = joined(before, own)
	if run > 0 {
		return q.unknownName(text, front, run, own, was)
	}
	if head.kind != known {
		return nil, "its head \"" + head.text + "\" is no actor"
	}
	if q.personal(head) {
		if n > 0 && q.otherGiven(front[n-1], head) {
			return q.unknownName(text, front, 2, own, was)
		}
		return q.named(head, own, was)
	}
	if a := q.entity(head, own, n > 0, front); a != nil {
		if a.Kind == string(knowledge.Population) && own.polity != nil && a.Country != own.country {
			a.ID, a.Country, a.Name = "", own.country, q.span(text, front)
			a.Why = append(a.Why, own.why...)
		}
		return a, ""
	}
	if e := q.polity(head); e != nil && n > 0 {
		if a := q.peopleAfter(text, front, head, own); a != nil {
			return a, ""
		}
		return q.stateAfter(front, e, head)
	}
	return q.described(text, front, head, own, was)
}

// otherGiven says that the first name before a surname is that of nobody known by it: the singer Chris Brown is not the
// general Charles Q. Brown.
func (q *question) otherGiven(given, head piece) bool {
	if _, ok := q.base.Given(given.text); !ok || !given.capital() || len(given.text) < 3 || strings.Contains(head.text, " ") {
		return false
	}
	start := strings.ToLower(given.text[:3])
	for _, c := range head.found {
		if c.Entity == nil || c.Entity.Kind != knowledge.Person {
			continue
		}
		if c.Name.Relation != knowledge.IsSurname {
			return false
		}
		for _, name := range c.Entity.Names {
			for _, w := range strings.Fields(strings.ToLower(name.Text)) {
				if strings.HasPrefix(w, start) {
					return false
				}
			}
		}
	}
	return true
}

// ledBy gives a government the country of who leads it on the date: "the Nixon administration".
func (q *question) ledBy(p piece, own *owner) {
	if p.kind != known || !q.personal(p) {
		return
	}
	a, _ := q.named(p, owner{}, "")
	if a == nil || a.Role == "" || len(a.Sectors) == 0 || a.Sectors[0] != "GOV" || len(a.Sectors) > 1 {
		return
	}
	own.country = a.Country
	own.why = append(own.why, "before the head "+p.text+": "+a.ID)
	if e, ok := q.base.StateOn(a.Country, q.on); ok {
		own.polity = e
	}
}

// joined lays what stands before the head over what stands after it.
func joined(before, after owner) owner {
	o := before
	if o.polity == nil && o.body == nil {
		o.polity, o.body = after.polity, after.body
	}
	if o.country == "" {
		o.country = after.country
	}
	if len(o.sectors) == 0 && before.country == "" {
		o.sectors = after.sectors
	}
	if before.country == "" {
		o.local = after.local
	}
	if o.noun == nil {
		o.noun = after.noun
	}
	if o.title == nil {
		o.title = after.title
	}
	if len(o.titles) == 0 {
		o.titles = after.titles
	}
	o.why = append(slices.Clone(before.why), after.why...)
	return o
}

// peopleAfter reads a nation at the end of a phrase: "displaced Palestinians", "Croatian Serbs".
func (q *question) peopleAfter(text string, front []piece, head piece, own owner) *Actor {
	for _, c := range head.found {
		if c.Name.Relation != knowledge.IsPeople {
			if c.Name.Relation != knowledge.IsPerson && !c.Name.Ambiguous {
				return nil
			}
			continue
		}
		a := q.folk(c, q.span(text, front))
		if own.title != nil && len(own.title.Sectors) > 0 {
			a.Sectors = own.title.Sectors
			a.Why = append(a.Why, "noun "+own.title.Noun)
		}
		if own.polity != nil {
			a.Country = own.polity.Country
			a.Why = append(a.Why, own.why...)
		}
		return a
	}
	return nil
}

// stateAfter reads a state at the end of a phrase: "neighbouring Pakistan" is one, "eastern Ukraine" a place.
func (q *question) stateAfter(front []piece, e *knowledge.Entity, head piece) (*Actor, string) {
	for _, p := range front[:len(front)-1] {
		if q.is(p, classDirection) {
			return nil, "a part of " + e.Name + " is a place"
		}
	}
	if last := front[len(front)-2]; last.kind != word || last.capital() {
		return nil, "the name goes on before \"" + head.text + "\""
	}
	return q.single(head, owner{}, head.text)
}
