package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// missions holds, by the body of states that sends them, the missions that are present in a country.
type missions map[string][]*knowledge.Entity

func newMissions(base *knowledge.Base) missions {
	m := missions{}
	all := base.Entities()
	for i := range all {
		if e := &all[i]; e.Kind == knowledge.IGO && e.Parent != "" && len(e.Hosts) > 0 {
			m[e.Parent] = append(m[e.Parent], e)
		}
	}
	return m
}

// in gives the one mission of a body in a country on a date, nil where there is none or more than one.
func (m missions) in(body, country string, on knowledge.Date) (found *knowledge.Entity) {
	for _, e := range m[body] {
		if !slices.Contains(e.Hosts, country) || e.When.On(on) == knowledge.Not {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// sent reads the mission or the force of a body of states as the one that it has in the country told of: "the UN force in
// southern Lebanon", "the African Union mission" in a report on Somalia.
func (b *binder) sent(t text.TokenID, answer Answer) Answer {
	if len(answer.Actors) != 1 || b.on.IsZero() {
		return answer
	}
	a := &answer.Actors[0]
	if a.ID != "" || a.Body == "" || !b.resolver.words.has(classPosted, strings.ToLower(b.doc.Word(t))) {
		return answer
	}
	f := b.doc.Trees
	country := ""
	for _, c := range f.ChildrenBy(t, "nmod") {
		if mark := f.Child(c, "case"); c > t && mark != text.NoToken && (b.resolver.words.has(classIn, b.doc.Word(mark)) || strings.EqualFold(b.doc.Word(mark), "to")) {
			for r := b.core(c); country == "" && r.Len() > 0; r.First++ { // "southern Lebanon"
				country = b.countryOf(r)
			}
			break
		}
	}
	if country == "" {
		here, several := b.named(b.doc.SentenceOf(t))
		if several {
			return answer
		}
		if country = here; country == "" {
			country = b.home.of()
		}
	}
	e := b.resolver.missions.in(a.Body, country, b.on)
	if e == nil {
		return answer
	}
	q := b.question("")
	more := q.actorOf(e, q.stood(e), "mission in "+country)
	more.Why = append(more.Why, a.Why...)
	return Answer{Actors: []Actor{*more}}
}

// band reads fighters of an armed group, and soldiers of a mission, many and without a name, as the group or the mission:
// "Al-Shabaab militants", "two soldiers of the African Union Mission in Somalia".
func (b *binder) band(t text.TokenID, answer Answer) Answer {
	if len(answer.Actors) != 1 || b.doc.Trees.Morph(t).Feat("Number") != "Plur" {
		return answer
	}
	a := &answer.Actors[0]
	if a.ID != "" || a.named || a.Body == "" || !b.resolver.words.has(classFighter, b.doc.Word(t)) {
		return answer
	}
	e, ok := b.resolver.base.Entity(a.Body)
	if !ok || e.Kind != knowledge.ArmedGroup && e.Kind != knowledge.Criminal && !(e.Kind == knowledge.IGO && len(e.Hosts) > 0) {
		return answer
	}
	q := b.question("")
	more := q.actorOf(e, q.stood(e), "its "+strings.ToLower(b.doc.Word(t)))
	return Answer{Actors: []Actor{*more}}
}
