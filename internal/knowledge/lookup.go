package knowledge

import (
	"encoding/hex"
	"slices"
)

// finish builds what is looked up and lets go of the rest.
func (l *loader) finish(s *spelling) *Base {
	b := &Base{
		entities: l.entities, places: l.places, offices: l.offices, agents: l.agents, institutions: l.institutions,
		roles: l.roles.items, members: l.members.items, sources: l.sources, sectors: l.sectors, given: l.given,
		surnames: l.surnames, states: l.codes, imported: l.imported, boxes: l.boxesOf(), spelling: s,
		digest:  hex.EncodeToString(l.digest.Sum(nil)[:8]),
		rolesOf: map[string][]int32{}, holdersOf: map[string][]int32{}, institution: map[string][]int32{},
	}
	for i, r := range b.roles {
		b.rolesOf[r.Entity] = append(b.rolesOf[r.Entity], int32(i))
		if r.Office != "" {
			b.holdersOf[r.Office] = append(b.holdersOf[r.Office], int32(i))
		}
	}
	for i, n := range b.institutions.items {
		b.institution[n.Class] = append(b.institution[n.Class], int32(i))
	}
	b.imported.order()
	b.index = b.indexed()
	return b
}

func (l *loader) boxesOf() map[string][]Box {
	boxes := map[string][]Box{}
	for _, b := range l.boxes.items {
		boxes[b.Country] = append(boxes[b.Country], b)
	}
	return boxes
}

func (b *Base) indexed() index {
	names := 0
	for i := range b.entities.items {
		names += len(b.entities.items[i].Names)
	}
	builder := newBuilder(names+2*len(b.places.items)+len(b.imported.rows), b.spelling)
	for i := range b.entities.items {
		e := &b.entities.items[i]
		builder.addNames(e.Names, ofEntity|subject(i), e.Kind == Person)
	}
	for i := range b.places.items {
		builder.addNames(b.places.items[i].Names, ofPlace|subject(i), true)
	}
	for i := range b.offices.items {
		builder.addNames(b.offices.items[i].Names, ofOffice|subject(i), false)
	}
	for i, n := range b.institutions.items {
		builder.add(n.Noun, ofInstitution|subject(i), 0, false)
		builder.add(n.Plural, ofInstitution|subject(i), 1, false)
	}
	for i, a := range b.agents.items {
		builder.add(a.Noun, ofAgent|subject(i), 0, false)
		builder.add(a.Plural, ofAgent|subject(i), 1, false)
	}
	b.imported.index(builder)
	return builder.finish()
}

func (b *builder) addNames(names []Name, s subject, strict bool) {
	for i, n := range names {
		b.add(n.Text, s, i, strict)
	}
}

// Version names all that was loaded, by a digest of the files: any change of one shows.
func (b *Base) Version() string { return b.digest }

// Entity gives the entity with an id.
func (b *Base) Entity(id string) (*Entity, bool) {
	if e, ok := b.entities.get(id); ok {
		return e, true
	}
	c, ok := b.imported.find(id)
	return c.Entity, ok && c.Entity != nil
}

// Place gives the place with an id.
func (b *Base) Place(id string) (*Place, bool) {
	if p, ok := b.places.get(id); ok {
		return p, true
	}
	c, ok := b.imported.find(id)
	return c.Place, ok && c.Place != nil
}

// Office gives the office with an id.
func (b *Base) Office(id string) (*Office, bool) { return b.offices.get(id) }

// Entities lists all entities of the tables in the order of the files, without those of foreign files.
func (b *Base) Entities() []Entity { return b.entities.items }

// Places lists all places of the tables in the order of the files, without those of foreign files.
func (b *Base) Places() []Place { return b.places.items }

// AllOffices lists all offices in the order of the files.
func (b *Base) AllOffices() []Office { return b.offices.items }

// Agents lists the nouns for actors in the order of the files.
func (b *Base) Agents() []Agent { return b.agents.items }

// Institutions lists the nouns for bodies that states have, in the order of the files.
func (b *Base) Institutions() []Institution { return b.institutions.items }

// Given gives what is known of a first name, written as it usually is.
func (b *Base) Given(name string) (*GivenName, bool) { return b.given.get(name) }

// Surname says that a word is a frequent surname and in which cultures.
func (b *Base) Surname(name string) (cultures []string, ok bool) {
	c, ok := b.surnames.get(name)
	if !ok {
		return nil, false
	}
	return *c, true
}

// Source gives the title of a source.
func (b *Base) Source(id string) (*Source, bool) { return b.sources.get(id) }

// Sector gives the meaning of a sector's code.
func (b *Base) Sector(code string) (meaning string, ok bool) {
	m, ok := b.sectors.get(code)
	if !ok {
		return "", false
	}
	return *m, true
}

// Boxes gives the rough rectangles around a country; a country at 180 degrees or with far parts has several.
func (b *Base) Boxes(country string) []Box { return b.boxes[country] }

// boxSlack is by how many degrees the rough rectangles of two neighbours may miss each other.
const boxSlack = 0.3

// Beside says that two countries may lie beside each other, by their rough rectangles.
func (b *Base) Beside(one, other string) bool {
	for _, x := range b.Boxes(one) {
		for _, y := range b.Boxes(other) {
			if x.South <= y.North+boxSlack && y.South <= x.North+boxSlack && x.West <= y.East+boxSlack && y.West <= x.East+boxSlack {
				return true
			}
		}
	}
	return false
}

// Inside tells whether a point lies in a box of a country, and whether the country has boxes.
func (b *Base) Inside(country string, latitude, longitude float32) (inside, known bool) {
	boxes := b.boxes[country]
	return slices.ContainsFunc(boxes, func(x Box) bool { return x.Holds(latitude, longitude) }), len(boxes) > 0
}

// StateOn gives the state or territory that bore a code on a date; where the date says nothing, the latest.
func (b *Base) StateOn(code string, on Date) (*Entity, bool) {
	states := slices.Clone(b.states[code])
	if len(states) == 0 {
		return nil, false
	}
	best, standing := &b.entities.items[states[0]], Not
	for _, i := range states {
		e := &b.entities.items[i]
		if s := e.When.On(on); s > standing && e.Polity.Status != "de facto" {
			best, standing = e, s
		}
	}
	return best, true
}

// Counts gives the number of rows of each kind, in a fixed order.
func (b *Base) Counts() []Count {
	names := 0
	for i := range b.entities.items {
		names += len(b.entities.items[i].Names)
	}
	for i := range b.places.items {
		names += len(b.places.items[i].Names)
	}
	return []Count{
		{"entities", len(b.entities.items)},
		{"names of entities and places", names},
		{"offices", len(b.offices.items)},
		{"roles", len(b.roles)},
		{"memberships", len(b.members)},
		{"institution nouns", len(b.institutions.items)},
		{"agent nouns", len(b.agents.items)},
		{"places", len(b.places.items)},
		{"given names", len(b.given.items)},
		{"surnames", len(b.surnames.items)},
		{"sources", len(b.sources.items)},
		{"things of foreign files", len(b.imported.rows)},
	}
}

// Count is a number of rows.
type Count struct {
	What   string
	Number int
}
