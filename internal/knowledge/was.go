package knowledge

import (
	"cmp"
	"slices"

	"github.com/chancery-project/chancery/record"
)

// designateDays is how long before a role begins its coming holder may be called by it: a president-elect.
const designateDays = 100

// Was is what an entity was in a time.
type Was struct {
	Country  string   // ISO 3166-1 alpha-3, or IGO, NGO, ISG; "" where not known
	Sectors  []string // of PLOVER, the main one first; none of a person before the first role that is known
	Role     string   // title of the role, "former " before one that is over, " (designate)" behind one to come; "" for none
	Standing Standing // of the role; Not where none held
	Why      []string // the roles that led here
}

// WasOn tells what an entity was on a date: rebels until they governed, a minister from a day to a day, somebody elected
// but not yet in office, a former minister. Where several roles may hold, as for a month within which one followed the
// other, the sectors are those of all, the last begun first. Without a date it is the role that began last. ok is false
// where there is no entity with the id.
func (b *Base) WasOn(id string, on Date) (w Was, ok bool) {
	e, ok := b.Entity(id)
	if !ok {
		return Was{}, false
	}
	held := b.holdings(e, on)
	if len(held) == 0 {
		return b.off(e, on), true
	}
	first := held[0]
	w = Was{Country: cmp.Or(first.Country, e.Country), Role: first.Title, Standing: first.Standing}
	if first.Title == string(e.Kind) {
		w.Role = ""
	}
	for _, h := range held {
		if h.Standing < first.Standing && first.Standing > Possible {
			continue
		}
		w.Sectors = with(w.Sectors, h.Sectors)
		if h.Title != string(e.Kind) {
			w.Why = append(w.Why, "role on the date: "+h.Title+" ("+h.When.String()+", "+h.Standing.String()+")")
		}
	}
	if len(w.Sectors) == 0 {
		w.Sectors = e.Sectors
	}
	if e.Polity != nil && len(w.Sectors) == 0 {
		w.Sectors = []string{"GOV"}
	}
	if first.Mark == "designate" && e.Kind == Person {
		w.Sectors = with([]string{"GOV"}, w.Sectors)
		w.Why = append(w.Why, "the government to come")
	}
	if e.Kind == IGO {
		w.Sectors = with([]string{"IGO"}, w.Sectors)
	}
	return w, true
}

// WasIn is [Base.WasOn] for a time from a date to a date, both included; one that is zero is not known. Where what the
// entity was changed within, it tells what it was in the month or year that holds both, or else at the end.
func (b *Base) WasIn(id string, from, to Date) (Was, bool) {
	if from.IsZero() || to.IsZero() || from == to {
		if to.IsZero() {
			to = from
		}
		return b.WasOn(id, to)
	}
	first, ok := b.WasOn(id, from)
	last, _ := b.WasOn(id, to)
	if !ok || first.Role == last.Role && first.Country == last.Country && slices.Equal(first.Sectors, last.Sectors) {
		return first, ok
	}
	both := to
	if from.Year == to.Year {
		both = Date{Year: to.Year}
		if from.Month == to.Month {
			both.Month = to.Month
		}
	}
	return b.WasOn(id, both)
}

// Dates gives the ends of the time of an event; one that is open or not known is zero.
func Dates(w *record.When) (from, to Date) {
	if w == nil {
		return Date{}, Date{}
	}
	return dateOf(w.From), dateOf(w.To)
}

func dateOf(s *string) Date {
	if s == nil {
		return Date{}
	}
	d, err := ParseDate((*s)[:min(10, len(*s))])
	if err != nil {
		return Date{}
	}
	return d
}

// ActorIn gives an actor with the country, the sectors and the role that it had in a time from a date to a date, as
// [Base.WasIn] tells. body is the id of the group or body that an actor without an id belongs to, "" for none: "Taliban
// officials" change with the Taliban. What the words of the text say of somebody without a known role stays, and so does
// everything where neither date is known.
func (b *Base) ActorIn(a record.Actor, body string, from, to Date) record.Actor {
	id := cmp.Or(a.ID, body)
	if id == "" || from.IsZero() && to.IsZero() {
		return a
	}
	w, ok := b.WasIn(id, from, to)
	if !ok {
		return a
	}
	if a.ID == "" {
		if !b.everSector(body, a.Sector) || len(w.Sectors) == 0 {
			return a
		}
	} else {
		if w.Standing == Not && a.Role != "" && !b.everRole(a.ID, a.Role) {
			return a
		}
		a.Role = w.Role
		a.Country = w.Country
	}
	a.Sector, a.Sectors = "", nil
	if len(w.Sectors) > 0 {
		a.Sector = w.Sectors[0]
	}
	if len(w.Sectors) > 1 {
		a.Sectors = w.Sectors
	}
	return a
}

// everSector says that an entity had a sector at some time.
func (b *Base) everSector(id, sector string) bool {
	e, ok := b.Entity(id)
	if !ok || slices.Contains(e.Sectors, sector) {
		return ok
	}
	return slices.ContainsFunc(b.rolesOf[id], func(i int32) bool { return slices.Contains(b.roles[i].Sectors, sector) })
}

// everRole says that a role is one that an entity had, has left or will have.
func (b *Base) everRole(id, role string) bool {
	return slices.ContainsFunc(b.rolesOf[id], func(i int32) bool {
		t := b.roles[i].Title
		return role == t || role == "former "+t || role == t+" (designate)"
	})
}

// holdings lists the roles that hold on the date, offices before other roles, the last begun first. A role whose end is
// not known is left out where another one has ended since.
func (b *Base) holdings(e *Entity, on Date) []Holding {
	held := b.RolesOn(e.ID, on)
	if on.IsZero() {
		held = latest(held)
	}
	if len(held) == 0 {
		return nil
	}
	if held[0].Standing == Possible && e.Kind == Person {
		if former := b.FormerRolesOn(e.ID, on); len(former) > 0 {
			held = slices.DeleteFunc(held, func(h Holding) bool {
				return h.When.To == (Bound{}) && !h.When.From.Date.IsZero() && h.When.From.Date.Before(former[0].When.To.Date)
			})
		}
	}
	slices.SortStableFunc(held, func(x, y Holding) int {
		return cmp.Or(cmp.Compare(x.rank(), y.rank()), -cmp.Compare(x.When.From.Date.String(), y.When.From.Date.String()))
	})
	return held
}

// rank puts surer roles first, and offices before other roles.
func (h Holding) rank() int {
	rank := 10 * int(Certain-h.Standing)
	switch {
	case h.Mark == "disputed":
		rank += 4
	case slices.Contains(h.Sectors, "PTY") || slices.Contains(h.Sectors, "BUS"):
		rank += 3
	case h.Office == "":
		rank++
	}
	return rank
}

// latest keeps, where no date is given, the role that began last.
func latest(held []Holding) []Holding {
	var best []Holding
	for _, h := range held {
		if len(best) == 0 || best[0].When.From.Date.Before(h.When.From.Date) {
			best = []Holding{h}
		}
	}
	return best
}

// off tells what an entity was that has no role on the date: a designate, a former holder, one of whom only the
// nationality is known, or what its row says.
func (b *Base) off(e *Entity, on Date) Was {
	former, later := b.FormerRolesOn(e.ID, on), b.LaterRolesOn(e.ID, on)
	if len(later) > 0 && soon(on, later[0].When.From.Date) {
		r := later[0]
		return Was{
			Country: cmp.Or(r.Country, e.Country), Sectors: r.Sectors, Role: r.Title + " (designate)",
			Why: []string{"role begins soon: " + r.Title + " (" + r.When.String() + ")"},
		}
	}
	if len(former) > 0 {
		r := former[0]
		w := Was{
			Country: cmp.Or(r.Country, e.Country), Sectors: r.Sectors, Role: "former " + r.Title,
			Why: []string{"role over: " + r.Title + " (" + r.When.String() + ")"},
		}
		if e.Kind == Person {
			w.Sectors = with(slices.Clone(r.Sectors), []string{"ELI"})
		}
		return w
	}
	w := Was{Country: e.Country, Sectors: e.Sectors}
	if len(later) > 0 {
		w.Why = []string{"before the first role that is known: " + later[0].Title + " (" + later[0].When.String() + ")"}
		if e.Kind == Person {
			w.Sectors = nil
		} else {
			w.Why = append(w.Why, "sectors of its own row")
		}
	}
	if e.When.EndedBefore(on) {
		w.Why = append(w.Why, "it ended before the date ("+e.When.String()+")")
	}
	return w
}

// soon says that a date lies in the hundred days after another.
func soon(on, from Date) bool {
	if on.Day == 0 || from.Month == 0 {
		return false
	}
	ahead := from.first() - on.first()
	return ahead > 0 && ahead <= designateDays
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
