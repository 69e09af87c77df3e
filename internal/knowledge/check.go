package knowledge

import (
	"cmp"
	"fmt"
	"slices"
)

// check finds what only shows when all files are read.
func (l *loader) check(s *spelling) {
	l.checkCodes()
	l.checkIDs()
	for i := range l.entities.items {
		l.checkEntity(&l.entities.items[i], l.entities.origins[i])
	}
	l.joinAliases()
	l.checkOwners()
	l.checkSpellings(s)
	l.checkMembers()
	l.checkRoles()
	l.checkHolders()
	boxes := l.boxesOf()
	for i := range l.places.items {
		p := &l.places.items[i]
		l.checkPlace(p, boxes[p.Country], l.places.origins[i])
	}
}

func (l *loader) at(o origin, column, what, do string) {
	l.fault(o.file, int(o.line), column, what, do)
}

// checkCodes finds two states that bear one code at one time.
func (l *loader) checkCodes() {
	for _, code := range sortedKeys(l.codes) {
		var states []int32
		for _, i := range l.codes[code] {
			if p := l.entities.items[i].Polity; p.Status != "de facto" && p.Within != code {
				states = append(states, i)
			}
		}
		for n, i := range states {
			for _, j := range states[:n] {
				a, b := &l.entities.items[i], &l.entities.items[j]
				if a.ID != b.ID && a.When.overlap(b.When) > 1 {
					l.at(l.entities.origins[i], "code", fmt.Sprintf("%s is borne by %s at the same time", code, b.ID),
						"correct the code or the intervals")
				}
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// checkIDs finds an id that is given to an entity and to a place or an office.
func (l *loader) checkIDs() {
	for i := range l.places.items {
		if _, ok := l.entities.get(l.places.items[i].ID); ok {
			l.at(l.places.origins[i], "id", shown(l.places.items[i].ID)+" is the id of an actor", "give the place another, such as one that ends in the country's code")
		}
	}
	for i := range l.offices.items {
		id := l.offices.items[i].ID
		_, actor := l.entities.get(id)
		if _, place := l.places.get(id); actor || place {
			l.at(l.offices.origins[i], "id", shown(id)+" is the id of an actor or a place", "give the office another")
		}
	}
}

func (l *loader) checkEntity(e *Entity, o origin) {
	if e.Polity != nil && e.Polity.Within != "" {
		if _, ok := l.codes[e.Polity.Within]; !ok {
			l.at(o, "within", "there is no country "+shown(e.Polity.Within), "write a code of countries.tsv")
		}
	}
	if e.Parent == "" {
		return
	}
	if _, ok := l.entities.get(e.Parent); !ok {
		l.at(o, "parent", "there is nobody with the id "+shown(e.Parent), "write the id of the entity that it is part of")
		return
	}
	for p, steps := e, 0; p.Parent != ""; steps++ {
		next, ok := l.entities.get(p.Parent)
		if !ok {
			return
		}
		if next.ID == e.ID || steps > 20 {
			l.at(o, "parent", shown(e.ID)+" is part of itself", "correct the chain of parents")
			return
		}
		p = next
	}
}

func (l *loader) joinAliases() {
	for i, a := range l.aliases.items {
		e, ok := l.entities.get(a.entity)
		if !ok {
			continue // reported when the row was read
		}
		if slices.ContainsFunc(e.Names, func(n Name) bool {
			return n.Text == a.name.Text && n.Relation == a.name.Relation && n.When.overlap(a.name.When) > 0
		}) {
			l.at(l.aliases.origins[i], "name", shown(a.name.Text)+" is a name of "+a.entity+" already", "remove one")
		}
		e.Names = append(e.Names, a.name)
	}
}

// owner is an entity that may be meant by a name without more context.
type owner struct {
	entity int32
	name   *Name
}

// checkOwners finds names that two entities claim for themselves at one time. One of them may bear the name unmarked:
// it is the usual reading.
func (l *loader) checkOwners() {
	owners := make(map[string][]owner, 4*len(l.entities.items))
	for i := range l.entities.items {
		e := &l.entities.items[i]
		for k := range e.Names {
			if n := &e.Names[k]; n.Text != "" && !n.Ambiguous && n.Relation != IsCapital {
				owners[n.Text] = append(owners[n.Text], owner{int32(i), n})
			}
		}
	}
	for i := range l.entities.items {
		for k := range l.entities.items[i].Names {
			l.checkOwner(owner{int32(i), &l.entities.items[i].Names[k]}, owners)
		}
	}
}

func (l *loader) checkOwner(o owner, owners map[string][]owner) {
	if o.name.Ambiguous || o.name.Relation == IsCapital {
		return
	}
	for _, other := range owners[o.name.Text] {
		if other.entity >= o.entity || !other.name.When.mayMeet(o.name.When) || !l.lives(o).mayMeet(l.lives(other)) {
			continue
		}
		first := l.entities.origins[other.entity]
		l.at(l.entities.origins[o.entity], "aliases", fmt.Sprintf("the name %s belongs to %s (%s:%d) as well",
			shown(o.name.Text), l.entities.items[other.entity].ID, first.file, first.line),
			"mark it {!} for all owners but the one that is usually meant, or date it")
	}
}

func (l *loader) lives(o owner) Interval {
	if when := l.entities.items[o.entity].When; when != (Interval{}) {
		return when
	}
	return always
}

func (l *loader) checkMembers() {
	last := map[string]int{}
	for i := range l.members.items {
		m := &l.members.items[i]
		if e, ok := l.entities.get(m.Body); ok && e.Kind != IGO {
			l.at(l.members.origins[i], "body", shown(m.Body)+" is no intergovernmental organisation", "states are members of those only")
		}
		key := m.Body + "|" + m.Member
		if j, ok := last[key]; ok && l.members.items[j].When.overlap(m.When) > 1 {
			l.at(l.members.origins[i], "from", fmt.Sprintf("%s is a member of %s twice at one time", m.Member, m.Body), "correct the intervals")
		}
		last[key] = i
	}
}

// checkRoles fills a role from its office and compares it with the time of the office and of the country.
func (l *loader) checkRoles() {
	for i := range l.roles.items {
		role, o := &l.roles.items[i], l.roles.origins[i]
		office, ok := l.offices.get(role.Office)
		if ok {
			role.Title = cmp.Or(role.Title, office.Title)
			role.Country = cmp.Or(role.Country, office.Country)
			if role.Sectors == nil {
				role.Sectors = office.Sectors
			}
			l.outside(o, role.When, office.When, "the office "+office.ID)
		}
		if len(role.Sectors) == 0 {
			l.at(o, "sectors", "neither the row nor the office gives a sector", "write a code of sectors.tsv")
		}
		if role.Country == "" && ok {
			l.at(o, "country", "neither the row nor the office gives a country", "write a code of countries.tsv, or IGO, NGO or ISG")
		}
		// movements for independence bear the code of the state that they want
		if states := l.codes[role.Country]; len(states) > 0 && slices.Contains(role.Sectors, "GOV") {
			l.outside(o, role.When, l.existence(states), "the country "+role.Country)
		}
		if e, ok := l.entities.get(role.Entity); ok && e.Kind != State {
			l.outside(o, role.When, e.When, "the entity "+e.ID)
		}
	}
}

// existence joins the intervals of the states that bore one code.
func (l *loader) existence(states []int32) Interval {
	all := l.entities.items[states[0]].When
	for _, i := range states[1:] {
		when := l.entities.items[i].When
		if when.From.Open || !all.From.Open && when.From.Date.Before(all.From.Date) {
			all.From = when.From
		}
		if when.To.Open || !all.To.Open && all.To.Date.Before(when.To.Date) {
			all.To = when.To
		}
	}
	return all
}

// outside reports a role that begins before or ends after what it belongs to.
func (l *loader) outside(o origin, role, whole Interval, what string) {
	from, to := whole.From.Date, whole.To.Date
	if !from.IsZero() && !role.From.Date.IsZero() && role.From.Date.Before(from) {
		l.at(o, "from", fmt.Sprintf("%s lies before %s began (%s)", role.From, what, from), "correct one of the two")
	}
	if !to.IsZero() && (role.To.Open || !role.To.Date.IsZero() && to.Before(role.To.Date)) {
		l.at(o, "to", fmt.Sprintf("%s lies after %s ended (%s)", role.To, what, to), "correct one of the two")
	}
}

// checkHolders finds two people in one office, or one person twice, on more than the day of handing over.
func (l *loader) checkHolders() {
	byOffice := map[string][]int{}
	for i, role := range l.roles.items {
		if role.Title == "" {
			continue // reported when the row was read
		}
		key := "title " + role.Entity + "|" + role.Title
		if office, ok := l.offices.get(role.Office); ok && office.Single && role.Mark != "designate" {
			key = role.Office
		} else if ok {
			key = role.Entity + "|" + role.Office + "|" + role.Mark
		}
		byOffice[key] = append(byOffice[key], i)
	}
	for _, key := range sortedKeys(byOffice) {
		rows := byOffice[key]
		for n, i := range rows {
			for _, j := range rows[:n] {
				l.checkPair(i, j)
			}
		}
	}
}

func (l *loader) checkPair(i, j int) {
	a, b := &l.roles.items[i], &l.roles.items[j]
	if days := a.When.overlap(b.When); days > 1 && a.Mark != "disputed" && b.Mark != "disputed" {
		l.at(l.roles.origins[i], "from", fmt.Sprintf("%s in %s overlaps with %s in %s (%s)", a.When, shown(a.Title), b.Entity, b.When,
			l.roles.origins[j].file+":"+fmt.Sprint(l.roles.origins[j].line)), "correct the intervals, or mark one disputed")
	}
}

func (l *loader) checkPlace(p *Place, boxes []Box, o origin) {
	if p.Within != "" {
		within, ok := l.places.get(p.Within)
		switch {
		case !ok:
			l.at(o, "within", "there is no place "+shown(p.Within), "write an id of places.tsv")
		case within.Country != "" && within.Country != p.Country:
			l.at(o, "within", fmt.Sprintf("%s lies in %s, not in %s", p.Within, within.Country, p.Country), "correct the country or the container")
		case l.circular(p):
			l.at(o, "within", shown(p.ID)+" lies within itself", "correct the chain of containers")
		}
	}
	inside := func(b Box) bool { return b.Holds(p.Latitude, p.Longitude) }
	if len(boxes) > 0 && p.Latitude < noCoordinate && p.Longitude < noCoordinate && !slices.ContainsFunc(boxes, inside) {
		l.at(o, "latitude", fmt.Sprintf("%g, %g lies outside %s", p.Latitude, p.Longitude, p.Country),
			"correct the coordinates, the country, or its box in boxes.tsv")
	}
}

func (l *loader) circular(p *Place) bool {
	at := p
	for range 20 {
		next, ok := l.places.get(at.Within)
		if at.Within == "" || !ok {
			return false
		}
		if next.ID == p.ID {
			return true
		}
		at = next
	}
	return true
}
