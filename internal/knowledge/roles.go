package knowledge

import (
	"cmp"
	"slices"
)

// Holding is a role with how surely it was held on the date that was asked for.
type Holding struct {
	Role
	Standing Standing
}

// RolesOn lists what the entity was on a date: the roles of roles.tsv that hold or may hold, the surest first; where
// none does, what its own row says, unless it did not exist. Without a date all roles are possible.
func (b *Base) RolesOn(id string, on Date) []Holding {
	e, ok := b.Entity(id)
	if !ok {
		return nil
	}
	var held []Holding
	for _, i := range b.rolesOf[id] {
		if s := b.roles[i].When.On(on); s != Not {
			held = append(held, Holding{b.roles[i], s})
		}
	}
	slices.SortStableFunc(held, func(x, y Holding) int { return cmp.Compare(y.Standing, x.Standing) })
	if len(held) > 0 && held[0].Standing > Possible || len(e.Sectors) == 0 {
		return held
	}
	if s := e.When.On(on); s != Not || e.When == (Interval{}) {
		if e.Kind != Person || len(held) == 0 && len(b.rolesOf[id]) == 0 {
			if s = max(s, Possible); len(held) > 0 {
				s = Possible // one of its roles may hold: the row is no surer
			}
			held = append(held, Holding{Role{Entity: id, Title: string(e.Kind), Country: e.Country, Sectors: e.Sectors, When: e.When, Source: e.Source}, s})
		}
	}
	return held
}

// FormerRolesOn lists the roles that were surely over on the date, the last held first.
func (b *Base) FormerRolesOn(id string, on Date) []Role {
	var over []Role
	for _, i := range b.rolesOf[id] {
		if b.roles[i].When.EndedBefore(on) {
			over = append(over, b.roles[i])
		}
	}
	slices.SortStableFunc(over, func(x, y Role) int { return cmp.Compare(y.When.To.Date.last(), x.When.To.Date.last()) })
	return over
}

// LaterRolesOn lists the roles that had surely not begun on the date, the next first.
func (b *Base) LaterRolesOn(id string, on Date) []Role {
	var later []Role
	for _, i := range b.rolesOf[id] {
		if b.roles[i].When.BeginsAfter(on) {
			later = append(later, b.roles[i])
		}
	}
	slices.SortStableFunc(later, func(x, y Role) int { return cmp.Compare(x.When.From.Date.first(), y.When.From.Date.first()) })
	return later
}

// Roles lists all roles of an entity in the order of the files.
func (b *Base) Roles(id string) []Role {
	var all []Role
	for _, i := range b.rolesOf[id] {
		all = append(all, b.roles[i])
	}
	return all
}

// HoldersOn lists who held an office on a date, the surest first.
func (b *Base) HoldersOn(office string, on Date) []Holding {
	var held []Holding
	for _, i := range b.holdersOf[office] {
		if s := b.roles[i].When.On(on); s != Not {
			held = append(held, Holding{b.roles[i], s})
		}
	}
	slices.SortStableFunc(held, func(x, y Holding) int { return cmp.Compare(y.Standing, x.Standing) })
	return held
}

// Offices lists the offices of a country with a rank, such as "head of state"; of all ranks where rank is "".
func (b *Base) Offices(country, rank string) []*Office {
	var all []*Office
	for i := range b.offices.items {
		if o := &b.offices.items[i]; o.Country == country && (rank == "" || o.Rank == rank) {
			all = append(all, o)
		}
	}
	return all
}

// MembersOn lists the countries that belonged to a body on a date, in the order of the files.
func (b *Base) MembersOn(body string, on Date) []Membership {
	var all []Membership
	for _, m := range b.members {
		if m.Body == body && m.When.On(on) != Not {
			all = append(all, m)
		}
	}
	return all
}
