package reports

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

// Score is what was found of a gold set.
type Score struct {
	MinConfidence float64 // events that are less sure do not count
	Date          string  // of reports whose date the set does not say

	Reports int
	Events  EventCounts
	Claims  ClaimCounts
	Figures FigureCounts
	Times   facts.Count
	Actors  ActorCounts
	Sure    facts.Calibration // of the confidence of events
	// Verdicts are all events that were found and count, but for those that are optional in gold.
	Verdicts []Verdict

	errors []Error
}

// Verdict says whether type, both sides and status of an event are right.
type Verdict struct {
	Report string
	Event  record.ID
	Right  bool
}

// EventCounts are the counts of events, each level within the one before; mode to attribution are of the events whose
// type is right.
type EventCounts struct {
	Type, Actors, Sides, Full      facts.Count
	Countries                      facts.Count // as Full, with sides that agree in their countries
	Mode, Date, Place, Attribution facts.Count
	ByType                         map[string]*facts.Count // as Full, by the type of gold or, of the spurious, the found one
}

// ClaimCounts are the counts of claims: by content alone, by content and source, and the stance of the latter.
type ClaimCounts struct{ Content, Sourced, Stance facts.Count }

// FigureCounts are the counts of figures: by value, by value and unit, and the qualifier of the latter.
type FigureCounts struct{ Value, Unit, Qualifier facts.Count }

// ActorCounts are the counts of actors by name, and the country and sector of those.
type ActorCounts struct{ Name, Country, Sector facts.Count }

// Error is something of gold that was missed, something found that is not in gold, or what was found half right.
type Error struct {
	Report   string
	At       int    // byte of the text, for the order
	Kind     string // missed, spurious or half right
	What     string // event, claim, figure, time, actor
	Sentence string
	Gold     string // "" for the spurious
	Found    string // "" for the missed
	Differs  []string
}

// Read reads the reports of the set and scores them.
func (s *Score) Read(ctx context.Context, set []Gold, read facts.Read) error {
	for i := range set {
		g := &set[i]
		date := g.Date
		if date == "" {
			date = s.Date
		}
		r, err := read(ctx, g.Name+".txt", g.Text, date)
		if err != nil {
			return err
		}
		s.Add(g, r)
	}
	return nil
}

// Add scores what was read of one report.
func (s *Score) Add(g *Gold, r *facts.Reading) {
	s.Reports++
	c := castOf(g.Actors, r.Text)
	s.addEvents(g, r, c)
	s.addClaims(g, r, c)
	s.addFigures(g, r)
	s.addTimes(g, r)
	s.addActors(g, r, c)
}

// WriteTable writes the tables of docs/EVALUATION.md.
func (s *Score) WriteTable(w io.Writer) error {
	var b strings.Builder
	rows := func(what string, rows ...any) {
		b.WriteString(facts.Header(what))
		for i := 0; i < len(rows); i += 2 {
			b.WriteString(rows[i+1].(facts.Count).Row(rows[i].(string)))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%d reports\n\n", s.Reports)
	e := &s.Events
	rows("events", "type", e.Type, "type, actors", e.Actors, "type, both sides", e.Sides, "**type, both sides, status**", e.Full,
		"the same, sides by country", e.Countries)
	rows("events with the right type", "mode", e.Mode, "date", e.Date, "place", e.Place, "attribution", e.Attribution)
	rows("claims", "content", s.Claims.Content, "**source and content**", s.Claims.Sourced, "stance of these", s.Claims.Stance)
	rows("figures", "value", s.Figures.Value, "**value and unit**", s.Figures.Unit, "qualifier of these", s.Figures.Qualifier)
	rows("times and actors", "time, value", s.Times, "actor, name", s.Actors.Name,
		"country of these", s.Actors.Country, "sector of these", s.Actors.Sector)
	fmt.Fprintf(&b, "Calibration error of the confidence of events: %.3f\n\n%s", s.Sure.Error(), s.Sure.Table())
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteTypes writes a table of events with type, both sides and status right, by type.
func (s *Score) WriteTypes(w io.Writer) error {
	var b strings.Builder
	b.WriteString(facts.Header("type"))
	for _, typ := range ontology.Types() {
		if c := s.Events.ByType[typ.Name]; c != nil {
			b.WriteString(c.Row(typ.Name))
		}
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteErrors lists what was missed, spurious or half right, in the order of the reports and their text.
func (s *Score) WriteErrors(w io.Writer) error {
	var b strings.Builder
	for _, e := range s.errors {
		fmt.Fprintf(&b, "%s: %s %s", e.Report, e.Kind, e.What)
		if len(e.Differs) > 0 {
			fmt.Fprintf(&b, ": %s", strings.Join(e.Differs, ", "))
		}
		b.WriteByte('\n')
		for _, line := range [][2]string{{"text ", e.Sentence}, {"gold ", e.Gold}, {"found", e.Found}} {
			if line[1] != "" {
				fmt.Fprintf(&b, "  %s  %s\n", line[0], line[1])
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
