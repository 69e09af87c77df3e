package who

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// stood is what an entity was on the date.
type stood struct {
	country string
	sectors []string
	role    string
	why     []string
	sure    knowledge.Standing
}

// stood tells what an entity was on the date of the question.
func (q *question) stood(e *knowledge.Entity) stood {
	w, ok := q.base.WasOn(e.ID, q.on)
	if !ok {
		return stood{country: e.Country, sectors: e.Sectors}
	}
	return stood{country: w.Country, sectors: w.Sectors, role: w.Role, why: w.Why, sure: w.Standing}
}

// with adds the sectors that are not there yet.
func with(sectors, more []string) []string {
	out := slices.Clone(sectors)
	for _, s := range more {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// personal says that the piece is the name of a person and of nothing else that is more usual.
func (q *question) personal(p piece) bool {
	for _, c := range p.found {
		if c.Entity != nil && c.Entity.Kind == knowledge.Person {
			return true
		}
		if !c.Name.Ambiguous {
			return false
		}
	}
	return false
}

// named resolves a piece that names a person: the candidates are told apart by country, title and role on the date.
func (q *question) named(p piece, own owner, was string) (*Actor, string) {
	type scored struct {
		c     knowledge.Candidate
		s     stood
		score int
	}
	var all []scored
	reigns := slices.ContainsFunc(p.found, func(c knowledge.Candidate) bool {
		return c.Entity != nil && c.Entity.Kind == knowledge.Person && regnal(c)
	})
	for _, c := range p.found {
		if c.Entity == nil || c.Entity.Kind != knowledge.Person || c.Institution != nil {
			continue
		}
		if slices.ContainsFunc(all, func(x scored) bool { return x.c.Entity == c.Entity }) {
			continue
		}
		s := q.stood(c.Entity)
		if reigns && c.Name.Relation == knowledge.IsSurname && !entitled(s, own) && !q.inSentence(c.Entity) {
			continue // a given name as common as that is nobody's alone
		}
		points := int(s.sure)
		if c.Name.Relation != knowledge.IsSurname {
			points += 4
		}
		if own.country != "" && own.country == s.country {
			points += 6
		} else if own.country != "" {
			points -= 3
		}
		for _, t := range own.titles {
			if t != "" && strings.Contains(strings.ToLower(s.role), t) {
				points += 3
			}
		}
		if own.country == "" && q.home != "" && q.home == s.country {
			points++
		}
		all = append(all, scored{c, s, points})
	}
	if len(all) == 0 {
		q.lose(p.found, "")
		return nil, "\"" + p.text + "\" is the given name of many besides those who reign"
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	if len(all) > 1 && all[0].score == all[1].score {
		if k := slices.IndexFunc(all, func(x scored) bool { return q.inSentence(x.c.Entity) }); k >= 0 {
			all[0], all[k] = all[k], all[0]
		} else {
			q.lose(p.found, "")
			return nil, "\"" + p.text + "\" may be several persons on the date"
		}
	}
	best := all[0]
	if best.c.Name.Relation == knowledge.IsSurname && own.title != nil && own.title.Class == "population" {
		return nil, "\"" + p.text + "\" is no name behind \"" + own.title.Noun + "\""
	}
	if best.score < 0 && best.c.Name.Relation == knowledge.IsSurname {
		q.lose(p.found, "")
		return nil, "\"" + p.text + "\" is the surname of nobody with that title"
	}
	q.lose(p.found, best.c.Entity.ID)
	a := q.actorOf(best.c.Entity, best.s, string(best.c.Name.Relation)+" "+p.text)
	q.fitTitle(a, own, was, best.s)
	return a, ""
}

// regnal says that what stands for a person is but the given name by which he reigns: "Mohammed" of "Mohammed VI of Morocco".
func regnal(c knowledge.Candidate) bool {
	rest, given := strings.CutPrefix(c.Entity.Name, c.Name.Text+" ")
	if !given || c.Name.Relation != knowledge.IsSurname {
		return false
	}
	next, _, _ := strings.Cut(rest, " ")
	return next == "of" || strings.Trim(next, "IVX") == ""
}

// entitled says that the title or the country beside a name is that of the person.
func entitled(s stood, own owner) bool {
	return own.country != "" && own.country == s.country || s.sure <= knowledge.Possible && own.title != nil && slices.Contains(own.title.Sectors, "GOV") ||
		slices.ContainsFunc(own.titles, func(t string) bool { return t != "" && strings.Contains(strings.ToLower(s.role), t) })
}

// inSentence says that the sentence holds the full name or the country of a person.
func (q *question) inSentence(e *knowledge.Entity) bool {
	return q.sentence != "" && strings.Contains(q.sentence, e.Name)
}

// fitTitle lets the words of the mention say what the roles do not: a title for somebody whose roles are not known on
// the date, "former" for somebody who has left.
func (q *question) fitTitle(a *Actor, own owner, was string, s stood) {
	if own.title == nil || len(own.title.Sectors) == 0 || s.sure > knowledge.Possible {
		return
	}
	sectors := own.title.Sectors
	if own.title.Sectors[0] == "ELI" || was == classFormer {
		return
	}
	if own.body != nil && len(own.sectors) > 0 {
		sectors = own.sectors
	}
	if !slices.Contains(a.Sectors, sectors[0]) || a.Sectors[0] != sectors[0] {
		a.Sectors = with(sectors, nil)
		a.Why = append(a.Why, "sector by the title "+own.title.Noun)
	}
	if a.Role == "" {
		a.Role = strings.Join(own.titles, " ")
	}
	if e, ok := q.base.Entity(a.ID); ok && len(e.Country) == 3 && q.words.has(classApart, a.Country) && own.country == "" {
		a.Country = e.Country // who has left a body of states
	}
	if own.country != "" && a.Country == "" {
		a.Country = own.country
	}
}

func (q *question) actorOf(e *knowledge.Entity, s stood, how string) *Actor {
	return &Actor{
		surname: strings.HasPrefix(how, string(knowledge.IsSurname)+" "),
		ID:      e.ID, Name: e.Name, Kind: string(e.Kind), Country: s.country, Sectors: s.sectors, Role: s.role,
		Why: append([]string{"name: " + how + " is " + e.ID}, s.why...),
	}
}

// nameRun gives the number of pieces at the end that are a name of a person which the knowledge does not hold: words
// with capitals, of which the surname alone may be known.
func (q *question) nameRun(front []piece) int {
	run, unknown, capitals := 0, 0, 0
	for i := len(front) - 1; i >= 0; i-- {
		p := front[i]
		switch {
		case p.kind == word && p.capital() && !number(p.text):
			unknown, capitals = unknown+1, capitals+1
		case p.kind == word && capitals > 0 && q.is(p, classParticle) && i > 0:
		case p.kind == known && p.capital() && (q.surnameOnly(p) || run == 0 && i > 0 && q.titleName(p, front[i-1])):
			capitals++
		default:
			return q.runEnds(front, run, unknown)
		}
		run++
	}
	return q.runEnds(front, run, unknown)
}

func (q *question) runEnds(front []piece, run, unknown int) int {
	if unknown == 0 || run == 0 {
		return 0
	}
	for run > 0 && !front[len(front)-run].capital() {
		run--
	}
	return run
}

// titleName says that a title at the end of a name is a surname: "Tom King".
func (q *question) titleName(p, before piece) bool {
	agent, noun, office := nouns(p)
	if agent == nil || noun != nil || office != nil || strings.Contains(p.text, " ") {
		return false
	}
	_, given := q.base.Given(before.text)
	return given
}

// surnameOnly says that a piece is known as nothing but the surname of persons or as a place, so that it may be a part of
// another person's name.
func (q *question) surnameOnly(p piece) bool {
	for _, c := range p.found {
		surname := c.Entity != nil && c.Entity.Kind == knowledge.Person && (c.Name.Relation == knowledge.IsSurname || c.Name.Ambiguous)
		if !surname && c.Place == nil {
			return false
		}
	}
	return true
}

// capitals says that all longer words of a name begin with capitals.
func capitals(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if p := (piece{text: w}); len(w) > 3 && !p.capital() {
			return false
		}
	}
	return true
}

// unknownName reads a name that the knowledge does not hold: a misspelling of one that it holds, or a person who is
// described by a title; a first name makes a person of it, too.
func (q *question) unknownName(text string, front []piece, run int, own owner, was string) (*Actor, string) {
	name := q.span(text, front[len(front)-run:])
	if e := q.near.find(name); e != nil && capitals(name) {
		s := q.stood(e)
		if own.country == "" || own.country == s.country {
			a := q.actorOf(e, s, "misspelt "+name)
			q.fitTitle(a, own, was, s)
			return a, ""
		}
	}
	titled := own.title != nil && run < len(front) && (own.title.BeforeName || !front[len(front)-run-1].capital())
	_, given := q.base.Given(front[len(front)-run].text)
	if !titled && (!given || run < 2 || run > 4 || run < len(front)) {
		return nil, "the name \"" + name + "\" is not known"
	}
	a := q.stranger(name)
	if titled {
		a.Country, a.Role = own.country, strings.Join(own.titles, " ")
		a.Sectors = q.sectorsOf(own.title, nil, own)
		if own.body != nil {
			a.Body = own.body.ID
		}
		if a.Gender == "" {
			a.Gender = genderOf(own.title.Gender)
		}
		a.Why = append(a.Why, "described by the title "+own.title.Noun)
		a.Why = append(a.Why, own.why...)
		if was == classFormer {
			a.Sectors = with(a.Sectors, []string{"ELI"})
		}
	}
	return a, ""
}
