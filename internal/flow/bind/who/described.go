package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// described reads a phrase whose head is a common noun: an agent, an institution, an office.
func (q *question) described(text string, front []piece, head piece, own owner, was string) (*Actor, string) {
	agent, noun, office := nouns(head)
	if office != nil {
		return q.office(office, text, front), ""
	}
	if agent == nil && noun == nil {
		return q.people(text, front, head)
	}
	if own.body == nil && (own.country == "" || own.local) {
		if why := q.alone(front, head, own); why != "" {
			return nil, why
		}
	}
	a := &Actor{Name: q.span(text, q.bare(front)), Kind: kindOf(agent, noun, head), Country: own.country, Why: slices.Clone(own.why)}
	if noun != nil && (agent == nil || own.country != "" || own.noun == nil) && own.body == nil {
		a.Sectors = noun.Sectors
		if own.noun != nil && own.noun.Class != noun.Class && slices.Contains([]string{"court", "government"}, noun.Class) {
			a.Sectors = own.noun.Sectors
		}
		a.Why = append(a.Why, "body by pattern: "+noun.Noun)
		if own.polity != nil && noun.Title != "" && a.Kind == string(noun.Kind) {
			a.Role = noun.Title + " of " + own.polity.Name
		}
	} else {
		a.Sectors = q.sectorsOf(agent, noun, own)
		a.Why = append(a.Why, "noun "+head.text)
		if head.capital() && head.start > 0 && agent != nil && agent.Class == "collective" && len(agent.Sectors) == 0 {
			a.Sectors = nil
			a.Why = append(a.Why, "a body that is not known")
		}
	}
	if own.body != nil {
		a.Body = own.body.ID
	}
	a.body, a.local = noun != nil || agent.Class == "collective", own.local
	if agent != nil && a.Kind == string(knowledge.Person) {
		a.Gender = genderOf(agent.Gender)
	}
	q.placed(a, own)
	q.held(a, head, own, was)
	noState(a)
	if was == classFormer && len(a.Sectors) > 0 && a.Sectors[0] == "ELI" && own.polity != nil {
		a.Sectors = []string{"GOV", "ELI"}
	} else if was == classFormer {
		a.Sectors = with(a.Sectors, []string{"ELI"})
	}
	return a, ""
}

// alone says why a noun whose country and body are not known is no actor, "" where it is one: it says too little by
// itself, or it is a part of a name that is not known.
func (q *question) alone(front []piece, head piece, own owner) string {
	agent, noun, _ := nouns(head)
	if own.country == "" && q.is(head, classLoose) && own.noun == nil && (own.title == nil || q.words.has(classLoose, own.title.Noun)) {
		return "\"" + head.text + "\" alone says nothing of who it is"
	}
	if own.local && noun == nil && q.is(head, classLoose) && len(agent.Sectors) > 0 && (agent.Sectors[0] == "GOV" || agent.Sectors[0] == "PTY") {
		return "\"" + head.text + "\" of a town is no government and no party"
	}
	n := len(front)
	proper := piece{text: head.text[strings.LastIndexByte(head.text, ' ')+1:]}.capital()
	if n < 2 || !front[n-2].capital() || agent != nil && agent.BeforeName && !proper {
		return ""
	}
	before := front[n-2]
	town := before.kind == known && before.found[0].Place != nil && before.found[0].Entity == nil
	switch {
	case proper && (before.kind == word || town && plural(head)) && !bodily(agent):
	case own.country == "" && before.kind == word && !proper && (before.start > 0 || q.at > 0) && !fights(q, agent):
	default:
		return ""
	}
	return "the name \"" + before.text + " " + head.text + "\" is not known"
}

// fights says that a noun is that of a member of a group, so that the name before it may be the group's: "Fano militiamen".
func fights(q *question, agent *knowledge.Agent) bool {
	return agent != nil && len(agent.Sectors) > 0 && q.words.has(classArmed, agent.Sectors[0])
}

// bodily says that a noun names a body, so that a name may end with it: "the Neo Democratic Party".
func bodily(agent *knowledge.Agent) bool { return agent == nil || agent.Class == "collective" }

// nouns gives what a piece means as a common noun.
func nouns(p piece) (agent *knowledge.Agent, noun *knowledge.Institution, office *knowledge.Office) {
	for _, c := range p.found {
		switch {
		case c.Agent != nil && agent == nil:
			agent = c.Agent
		case c.Institution != nil && noun == nil:
			noun = c.Institution
		case c.Office != nil && office == nil:
			office = c.Office
		}
	}
	return agent, noun, office
}

// kindOf says what is described: one person, several, a people or a body.
func kindOf(agent *knowledge.Agent, noun *knowledge.Institution, head piece) string {
	switch {
	case noun != nil && (agent == nil || agent.Class == "title" || agent.Class == "collective" && agent.Number != "plural"):
		return string(noun.Kind)
	case agent.Class == "population":
		return string(knowledge.Population)
	case agent.Class == "collective" || agent.Number == "plural" || plural(head):
		return "group"
	}
	return string(knowledge.Person)
}

// sectorsOf gives the sectors of a noun with its owner: a body or group gives its own to all who belong to it, a state
// leaves them to the noun, and a noun that says nothing takes those of its owner.
func (q *question) sectorsOf(agent *knowledge.Agent, noun *knowledge.Institution, own owner) []string {
	population := own.body != nil && own.body.Kind == knowledge.Population
	switch {
	case population && agent != nil && len(agent.Sectors) == 0 && (agent.Class == "collective" || agent.Class == "title" && own.country != ""):
		return nil
	case population && agent != nil && len(agent.Sectors) == 0 && agent.Class == "title" && len(own.country) == 0:
		return []string{"GOV"} // "Arab leaders"
	case agent != nil && (own.title != nil || own.noun != nil) && len(agent.Sectors) > 0 && q.words.has(classStrong, agent.Sectors[0]):
		return agent.Sectors // "party militia"
	case own.body != nil && len(own.sectors) > 0 && own.body.Kind != knowledge.Population:
		return own.sectors
	case own.noun != nil && (agent == nil || len(agent.Sectors) == 0 || !q.words.has(classApart, agent.Sectors[0])):
		return own.noun.Sectors
	case agent != nil && own.polity != nil && agent.Sectors != nil && agent.Sectors[0] == "IGO":
		return []string{"MIL", "IGO"} // the peacekeepers of a state
	case agent != nil && len(agent.Sectors) > 0:
		if own.title != nil && own.title.Class == "collective" && len(own.title.Sectors) > 0 {
			return own.title.Sectors
		}
		return agent.Sectors
	case noun != nil:
		return noun.Sectors
	case agent != nil && q.words.has(classBare, agent.Noun) && own.title != nil:
		return nil // "a criminal lawyer"
	case own.title != nil && len(own.title.Sectors) > 0:
		return own.title.Sectors
	case len(own.sectors) > 0:
		return own.sectors
	case own.polity != nil && (own.local || agent != nil && q.words.has(classBare, agent.Noun)):
		return nil
	case own.polity != nil:
		return []string{"GOV"}
	}
	return nil
}

// noState gives actors of bodies that are no state's the code that stands for that.
func noState(a *Actor) {
	if a.Country == "" && len(a.Sectors) > 0 {
		switch s := a.Sectors[0]; s {
		case "IGO", "NGO", "ISG":
			a.Country = s
		}
	}
}

// placed gives people who belong where they are the country of the place they are in: "protesters in Minsk".
func (q *question) placed(a *Actor, own owner) {
	if a.Country != "" || len(a.Sectors) > 0 && !q.words.has(classLocal, a.Sectors[0]) {
		return
	}
	for _, t := range own.titles {
		if c, ok := strings.CutPrefix(t, "in "); ok {
			a.Country = c
		}
	}
}

// held finds the office that a title and a state stand for, and who held it on the date.
func (q *question) held(a *Actor, head piece, own owner, was string) {
	if own.country == "" || was == classFormer || own.noun != nil {
		return
	}
	if own.local || own.body != nil && own.country != "IGO" && !(own.body.Kind == knowledge.ArmedGroup && len(own.sectors) > 0 && own.sectors[0] == "GOV") {
		return
	}
	noun := strings.ToLower(head.text)
	var found []*knowledge.Office
	for _, o := range q.base.Offices(own.country, "") {
		if own.body != nil && own.body.Kind != knowledge.ArmedGroup && o.Body != own.body.ID && !strings.Contains(o.Title, own.body.Name) {
			continue
		}
		if strings.HasPrefix(strings.ToLower(o.Title), noun+" of ") {
			a.Sectors = o.Sectors
			found = append([]*knowledge.Office{o}, found...)
		} else if slices.Contains(q.words.values(classRank, noun), o.Rank) {
			found = append(found, o)
		}
	}
	for _, o := range found {
		for _, h := range q.base.HoldersOn(o.ID, q.on) {
			if h.Standing == knowledge.Possible || h.Mark == "disputed" {
				continue
			}
			if e, ok := q.base.Entity(h.Entity); ok && !q.on.IsZero() {
				a.Role, a.Holder = o.Title, e.Name
				a.Why = append(a.Why, "office: "+o.ID+", held on the date by "+e.Name+" ("+h.When.String()+", "+h.Standing.String()+")")
				return
			}
		}
	}
	if len(found) > 0 {
		a.Role = found[0].Title
		a.Why = append(a.Why, "office: "+found[0].ID)
	}
}

// office reads the name of an office: its holder is told, the office is the actor.
func (q *question) office(o *knowledge.Office, text string, front []piece) *Actor {
	a := &Actor{
		Name: q.span(text, q.bare(front)), Kind: string(knowledge.Person), Country: o.Country, Sectors: o.Sectors, Role: o.Title,
		Why: []string{"office: " + o.ID},
	}
	for _, h := range q.base.HoldersOn(o.ID, q.on) {
		if e, ok := q.base.Entity(h.Entity); ok && h.Standing > knowledge.Possible {
			a.Holder = e.Name
			a.Why = append(a.Why, "held on the date by "+e.Name+" ("+h.When.String()+", "+h.Standing.String()+")")
			break
		}
	}
	return a
}

// people reads a nation at the head: "an Afghan", "many Israelis".
func (q *question) people(text string, front []piece, head piece) (*Actor, string) {
	for _, c := range head.found {
		if c.Name.Relation == knowledge.IsPeople || c.Name.Relation == knowledge.IsPerson {
			a := q.folk(c, q.span(text, q.bare(front)))
			q.lose(head.found, c.Entity.ID)
			return a, ""
		}
	}
	if len(head.found) > 0 && head.found[0].Name.Ambiguous {
		q.lose(head.found, "")
		return nil, "\"" + head.text + "\" may be several things, and nothing says which"
	}
	return nil, "its head \"" + head.text + "\" is no actor"
}

func (q *question) folk(c knowledge.Candidate, name string) *Actor {
	kind := string(knowledge.Population)
	if c.Name.Relation == knowledge.IsPerson {
		kind = string(knowledge.Person)
	}
	return &Actor{Name: name, Kind: kind, Country: c.Entity.Country, Sectors: []string{"CVL"}, Why: []string{"people of " + c.Entity.ID}, folk: true}
}
