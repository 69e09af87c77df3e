package reports

import (
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

// addTimes counts expressions of time by their value. What is found beyond gold is no error: gold lists those that date
// something.
func (s *Score) addTimes(g *Gold, r *facts.Reading) {
	defer s.sortErrors(len(s.errors))
	used := make([]bool, len(r.Times))
	for i := range g.Times {
		t := &g.Times[i]
		if t.Optional {
			continue
		}
		at := places(r.Text, t.Quote)
		n, best := facts.Count{Gold: 1}, -1
		for j, f := range r.Times {
			if meets(at, f.Span) > 0 && !used[j] && (best < 0 || sameTime(t.Value, f) && !sameTime(t.Value, r.Times[best])) {
				best = j
			}
		}
		e := Error{Kind: "missed", What: "time", Gold: t.Text + " = " + t.Value}
		if best >= 0 {
			used[best], n.Found = true, 1
			f := r.Times[best]
			if sameTime(t.Value, f) {
				n.Hit = 1
			}
			e.Kind, e.Found, e.Differs = "half right", f.Text+" = "+f.Value, []string{"value"}
		}
		s.Times.Add(n)
		if n.Hit == 0 {
			s.note(g, r, at, e)
		}
	}
}

// sameTime compares values, or the days they cover.
func sameTime(gold string, f *record.Time) bool {
	return gold == f.Value || f.From != nil && f.To != nil && dated(gold, nil, &record.When{From: f.From, To: f.To})
}

func (s *Score) addActors(g *Gold, r *facts.Reading, c *cast) {
	defer s.sortErrors(len(s.errors))
	match := pairs(len(g.Actors), len(r.Actors), func(i, j int) float64 {
		e, f := &g.Actors[i], r.Actors[j]
		a := &record.Actor{Name: f.Name, Kind: f.ActorKind, Country: f.Country}
		if len(f.Roles) > 0 {
			a.Role = f.Roles[0]
		}
		switch {
		case fold(e.Name) == fold(f.Name):
			return 2
		case c.is(e.Name, a):
			return 1
		}
		return 0
	})
	for i := range g.Actors {
		e := &g.Actors[i]
		if match[i] < 0 {
			s.Actors.Name.Add(facts.Count{Gold: 1})
			s.note(g, r, nil, Error{Kind: "missed", What: "actor", Gold: fmt.Sprintf("%s · %s %s", e.Name, e.Country, e.Sector)})
			continue
		}
		f := r.Actors[match[i]]
		s.Actors.Name.Add(facts.Count{Gold: 1, Found: 1, Hit: 1})
		country, sector := f.Country == e.Country, f.Sector == e.Sector || slices.Contains(f.Sectors, e.Sector)
		s.Actors.Country.Add(present(e.Country != "", f.Country != "", country))
		s.Actors.Sector.Add(present(e.Sector != "", f.Sector != "", sector))
	}
	for j := range r.Actors {
		if !slices.Contains(match, j) {
			s.Actors.Name.Add(facts.Count{Found: 1})
		}
	}
}
