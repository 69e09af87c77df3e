package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

// leastOverlap is how much of the words of two contents must be common for them to be one.
const leastOverlap = .5

func (s *Score) addClaims(g *Gold, r *facts.Reading, c *cast) {
	defer s.sortErrors(len(s.errors))
	at := make([][]record.Span, len(g.Claims))
	for i := range g.Claims {
		at[i] = places(r.Text, g.Claims[i].Quote)
	}
	compare := func(i, j int) (content float64, source, stance bool) {
		e, f := &g.Claims[i], r.Claims[j]
		if meets(at[i], f.Span) <= 0 && meets(at[i], f.ContentSpan) <= 0 {
			return 0, false, false
		}
		stance = string(f.Stance) == e.Stance || slices.Contains(e.AltStance, string(f.Stance))
		return overlap(e.Content, f.Content), c.one(e.Source, &e.Accept, f.Source), stance
	}
	match := pairs(len(g.Claims), len(r.Claims), func(i, j int) float64 {
		content, source, stance := compare(i, j)
		if content < leastOverlap {
			return 0
		}
		if source {
			content += 4
		}
		if stance {
			content += .25
		}
		if g.Claims[i].Optional {
			content -= .01
		}
		return content
	})
	for i := range g.Claims {
		e := &g.Claims[i]
		if e.Optional {
			continue
		}
		if match[i] < 0 {
			s.countClaim(facts.Count{Gold: 1}, false, false)
			s.note(g, r, at[i], Error{Kind: "missed", What: "claim", Gold: e.line()})
			continue
		}
		f := r.Claims[match[i]]
		_, source, stance := compare(i, match[i])
		s.countClaim(facts.Count{Gold: 1, Found: 1}, true, source)
		if source {
			s.Claims.Stance.Add(present(true, true, stance))
		}
		var differs []string
		if !source {
			differs = append(differs, "source")
		}
		if !stance {
			differs = append(differs, "stance")
		}
		if len(differs) > 0 {
			s.note(g, r, at[i], Error{Kind: "half right", What: "claim", Gold: e.line(), Found: claimLine(f), Differs: differs})
		}
	}
	for j, f := range r.Claims {
		if !slices.Contains(match, j) {
			s.countClaim(facts.Count{Found: 1}, false, false)
			s.note(g, r, []record.Span{f.Span}, Error{Kind: "spurious", What: "claim", Found: claimLine(f)})
		}
	}
}

func (s *Score) countClaim(n facts.Count, content, source bool) {
	if content {
		n.Hit = 1
	}
	s.Claims.Content.Add(n)
	if !source {
		n.Hit = 0
	}
	s.Claims.Sourced.Add(n)
}

func (c *Claim) line() string {
	source := "narrator"
	if c.Source != nil {
		source = *c.Source
	}
	return fmt.Sprintf("%s · %s · %s [%s]", source, c.Stance, oneLine(c.Content), c.ID)
}

func claimLine(f *record.Claim) string {
	source := "narrator"
	if f.Source != nil {
		source = f.Source.Name
	}
	return fmt.Sprintf("%s · %s · %s [%s]", source, f.Stance, oneLine(f.Content), oneLine(f.Cue))
}

func (s *Score) addFigures(g *Gold, r *facts.Reading) {
	defer s.sortErrors(len(s.errors))
	at := make([][]record.Span, len(g.Figures))
	for i := range g.Figures {
		at[i] = places(r.Text, g.Figures[i].Quote)
	}
	compare := func(i, j int) (near float64, value, unit, qualifier bool) {
		e, f := &g.Figures[i], r.Figures[j]
		units := append([]string{e.Unit}, e.AltUnits...)
		return meets(at[i], f.Span), sameValue(e, f), slices.ContainsFunc(units, func(u string) bool { return sameUnit(u, f.Unit) }),
			string(f.Qualifier) == e.Qualifier || e.Accept.stands(e.Qualifier, func(q string) bool { return q == string(f.Qualifier) })
	}
	match := pairs(len(g.Figures), len(r.Figures), func(i, j int) float64 {
		near, value, unit, qualifier := compare(i, j)
		if near <= 0 || !value && (near < .5 || g.Figures[i].Optional) {
			return 0
		}
		for k, right := range []bool{qualifier, unit, value} {
			if right {
				near += float64(int(2) << k)
			}
		}
		if g.Figures[i].Optional {
			near -= .01
		}
		return near
	})
	for i := range g.Figures {
		e := &g.Figures[i]
		if e.Optional {
			continue
		}
		if match[i] < 0 {
			s.countFigure(facts.Count{Gold: 1}, false, false)
			s.note(g, r, at[i], Error{Kind: "missed", What: "figure", Gold: e.line()})
			continue
		}
		f := r.Figures[match[i]]
		_, value, unit, qualifier := compare(i, match[i])
		s.countFigure(facts.Count{Gold: 1, Found: 1}, value, unit)
		if value && unit {
			s.Figures.Qualifier.Add(present(true, true, qualifier))
		}
		var differs []string
		for k, right := range []bool{value, unit, qualifier} {
			if !right {
				differs = append(differs, []string{"value", "unit", "qualifier"}[k])
			}
		}
		if len(differs) > 0 {
			s.note(g, r, at[i], Error{Kind: "half right", What: "figure", Gold: e.line(), Found: figureLine(f), Differs: differs})
		}
	}
	for j, f := range r.Figures {
		if !slices.Contains(match, j) {
			s.countFigure(facts.Count{Found: 1}, false, false)
			s.note(g, r, []record.Span{f.Span}, Error{Kind: "spurious", What: "figure", Found: figureLine(f)})
		}
	}
}

func (s *Score) countFigure(n facts.Count, value, unit bool) {
	if value {
		n.Hit = 1
	}
	s.Figures.Value.Add(n)
	if !unit {
		n.Hit = 0
	}
	s.Figures.Unit.Add(n)
}

// sameValue compares both ends; a range of gold without an upper end is a single value.
func sameValue(e *Figure, f *record.Figure) bool {
	same := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }
	if !same(e.Value, f.Value) {
		return false
	}
	if e.ValueMax == nil || f.ValueMax == nil {
		return e.ValueMax == nil && (f.ValueMax == nil || same(*f.ValueMax, f.Value)) ||
			f.ValueMax == nil && same(*e.ValueMax, e.Value)
	}
	return same(*e.ValueMax, *f.ValueMax)
}

// sameUnit compares units without case and the end of the plural: "countries" is "country".
func sameUnit(a, b string) bool {
	one := func(u string) string {
		u = strings.ToLower(u)
		if stem, ok := strings.CutSuffix(u, "ies"); ok && len(stem) > 1 {
			return stem + "y"
		}
		return strings.TrimSuffix(u, "s")
	}
	return strings.EqualFold(a, b) || one(a) == one(b)
}

func (f *Figure) line() string {
	return fmt.Sprintf("%s · %s %s [%s]", f.Qualifier, values(f.Value, f.ValueMax), f.Unit, f.ID)
}

func figureLine(f *record.Figure) string {
	return fmt.Sprintf("%s · %s %s (%s)", f.Qualifier, values(f.Value, f.ValueMax), f.Unit, oneLine(f.Quote))
}

func values(v float64, upper *float64) string {
	if upper == nil {
		return fmt.Sprintf("%.10g", v)
	}
	return fmt.Sprintf("%.10g to %.10g", v, *upper)
}
