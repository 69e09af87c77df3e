// Package gsr scores events on the gold standard records of the PLOVER project (Open Event Data Alliance, 2016):
// sentences of which each has one event with the codes of its sides.
//
// The records name every country by three letters, a few of them not those of ISO 3166; data/codes.tsv turns both their
// and our codes into classes that can be compared. docs/EVALUATION.md tells how things are counted.
package gsr

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

//go:embed data/codes.tsv
var codes string

// Limits of a file of records.
const (
	maxLine    = 1 << 20
	maxRecords = 100_000
)

// Record is one sentence with its event.
type Record struct {
	ID      string
	Date    string
	Text    string
	Type    string // by today's name
	Sources []string
	Targets []string // both are countries or INT, each once and sorted; none where the record has no side
	Both    bool     // the sources are all that take part: the record has no target and more than one source
}

// Codes turns the codes of records and of actors into classes.
type Codes map[string]string

// LoadCodes reads the table of codes and reports all its faults.
func LoadCodes(table string) (Codes, error) {
	c := Codes{}
	var faults []error
	for i, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "code\t") {
			continue
		}
		cells := strings.Split(line, "\t")
		switch {
		case len(cells) != 3 || len(cells[0]) != 3 || len(cells[1]) != 3 || cells[2] == "":
			faults = append(faults, fmt.Errorf("codes.tsv:%d: want a code, its class and why", i+1))
		case c[cells[0]] != "":
			faults = append(faults, fmt.Errorf("codes.tsv:%d: %s stands twice", i+1, cells[0]))
		default:
			c[cells[0]] = cells[1]
		}
	}
	return c, errors.Join(faults...)
}

// Of gives the class of a code.
func (c Codes) Of(code string) string {
	if class, ok := c[code]; ok {
		return class
	}
	return code
}

// set gives the classes of codes, each once and sorted, those that say nothing left out.
func (c Codes) set(list []string) (classes []string) {
	for _, code := range list {
		if class := c.Of(code); class != "" {
			classes = append(classes, class)
		}
	}
	slices.Sort(classes)
	return slices.Compact(classes)
}

// Read reads the records of a file of JSON Lines and reports all its faults.
func Read(name string, data []byte) ([]Record, error) {
	table, err := LoadCodes(codes)
	if err != nil {
		return nil, err
	}
	var records []Record
	var faults []error
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; s.Scan(); n++ {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		r, err := decode(s.Bytes(), table)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, n, err))
			continue
		}
		if records = append(records, r); len(records) > maxRecords {
			return nil, fmt.Errorf("%s: more than %d records", name, maxRecords)
		}
	}
	if err := s.Err(); err != nil {
		faults = append(faults, fmt.Errorf("%s: %w", name, err))
	}
	if len(records) == 0 && len(faults) == 0 {
		faults = append(faults, fmt.Errorf("%s: no records", name))
	}
	return records, errors.Join(faults...)
}

func decode(line []byte, table Codes) (Record, error) {
	type side struct {
		Code string `json:"code"`
	}
	var in struct {
		ID        string `json:"id"`
		Date      string `json:"date"`
		Text      string `json:"text"`
		Event     string `json:"event"`
		EventName string `json:"event_2021"`
		Source    []side `json:"source"`
		Target    []side `json:"target"`
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return Record{}, err
	}
	r := Record{ID: in.ID, Date: in.Date, Text: in.Text, Type: cmp.Or(in.EventName, in.Event)}
	if !ontology.Valid(r.Type, "") {
		return r, fmt.Errorf("record %s: no type %q; event_2021 must hold one of today's", r.ID, r.Type)
	}
	if strings.TrimSpace(r.Text) == "" {
		return r, fmt.Errorf("record %s: no text", r.ID)
	}
	list := func(sides []side) (codes []string) {
		for _, s := range sides {
			codes = append(codes, s.Code)
		}
		return table.set(codes)
	}
	r.Sources, r.Targets = list(in.Source), list(in.Target)
	r.Both = len(in.Source) > 1 && len(in.Target) == 0
	return r, nil
}

// Score is what was found in the sentences of records.
type Score struct {
	MinConfidence float64 // events that are less sure do not count
	Date          string  // for all sentences instead of their own; "none" for no date

	Records    int
	Among      int // the right type is among the events found
	First      int // the most sure event has the right type
	Silent     int // sentences without any event
	Events     int
	Beyond     int // events beyond the one of gold: all but one of a sentence that has events
	Actors     facts.Count
	Recipients facts.Count
	Together   facts.Count // both sides as one
	Types      map[string]*TypeRow

	// Verdicts are the events that stand for the one of a record: at most one for each.
	Verdicts []Verdict

	errors []miss
}

// Verdict says whether type and the countries of both sides of an event are those of its record.
type Verdict struct {
	Record string // its id
	Event  record.ID
	Right  bool
}

// TypeRow are the counts of the records of one type.
type TypeRow struct {
	Records, Among, First int
	As                    map[string]int // what the most sure event was instead
}

// miss is a sentence in which something differs.
type miss struct {
	record  Record
	events  []*record.Event
	chosen  int
	differs []string
}

// Read reads and scores the records.
func (s *Score) Read(ctx context.Context, records []Record, read facts.Read) error {
	table, err := LoadCodes(codes)
	if err != nil {
		return err
	}
	for _, r := range records {
		date := r.Date
		switch s.Date {
		case "":
		case "none":
			date = ""
		default:
			date = s.Date
		}
		reading, err := read(ctx, r.ID, r.Text, date)
		if err != nil {
			return err
		}
		s.add(r, reading.Events, table)
	}
	return nil
}

// Is says whether an event has a type: as its act, or as the code that the manual asks for, since the records code
// planned acts as AGREE and the like.
func Is(e *record.Event, typ string) bool {
	strict, _, _ := strings.Cut(e.Strict, " ")
	return e.Type == typ || strict == typ
}

func (s *Score) add(r Record, all []*record.Event, table Codes) {
	var events []*record.Event
	for _, e := range all {
		if e.Confidence >= s.MinConfidence {
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b *record.Event) int { return cmp.Compare(b.Confidence, a.Confidence) })
	if s.Types == nil {
		s.Types = map[string]*TypeRow{}
	}
	row := s.Types[r.Type]
	if row == nil {
		row = &TypeRow{As: map[string]int{}}
		s.Types[r.Type] = row
	}
	s.Records++
	row.Records++
	s.Events += len(events)
	s.Beyond += max(len(events)-1, 0)
	m := miss{record: r, events: events, chosen: -1}
	first := "nothing"
	if len(events) == 0 {
		s.Silent++
		m.differs = append(m.differs, "nothing found")
	} else {
		first = events[0].Type
		m.chosen = max(slices.IndexFunc(events, func(e *record.Event) bool { return Is(e, r.Type) }), 0)
		switch {
		case !Is(events[m.chosen], r.Type):
			m.differs = append(m.differs, "type")
		case m.chosen > 0:
			m.differs = append(m.differs, "not the most sure")
			fallthrough
		default:
			s.Among++
			row.Among++
		}
	}
	if len(events) > 0 && Is(events[0], r.Type) {
		s.First++
		row.First++
	} else {
		row.As[first]++
	}
	var chosen *record.Event
	if m.chosen >= 0 {
		chosen = events[m.chosen]
	}
	sides := s.sides(r, chosen, table)
	m.differs = append(m.differs, sides...)
	if chosen != nil {
		s.Verdicts = append(s.Verdicts, Verdict{r.ID, chosen.ID, Is(chosen, r.Type) && len(sides) == 0})
	}
	if len(m.differs) > 0 {
		s.errors = append(s.errors, m)
	}
}

// sides compares the countries of the chosen event with those of the record.
func (s *Score) sides(r Record, e *record.Event, table Codes) (differs []string) {
	var actors, recipients []string
	if e != nil {
		actors, recipients = table.set(countries(e.Actors)), table.set(countries(e.Recipients))
		if r.Both {
			actors, recipients = table.set(append(slices.Clone(actors), recipients...)), nil
		}
	}
	count := func(c *facts.Count, gold, found []string, what string) {
		n := facts.Count{Gold: len(gold), Found: len(found)}
		for _, g := range gold {
			if slices.Contains(found, g) {
				n.Hit++
			}
		}
		c.Add(n)
		if e != nil && (n.Hit < n.Gold || n.Hit < n.Found) {
			differs = append(differs, what)
		}
	}
	count(&s.Actors, r.Sources, actors, "actors")
	count(&s.Recipients, r.Targets, recipients, "recipients")
	apart := differs
	count(&s.Together, table.set(slices.Concat(r.Sources, r.Targets)), table.set(slices.Concat(actors, recipients)), "")
	return apart
}

func countries(list []record.Actor) (codes []string) {
	for _, a := range list {
		codes = append(codes, a.Country)
	}
	return codes
}

// WriteTable writes the tables of docs/EVALUATION.md.
func (s *Score) WriteTable(w io.Writer) error {
	var b strings.Builder
	n := float64(max(1, s.Records))
	fmt.Fprintf(&b, "%d sentences\n\n| | |\n|---|---:|\n", s.Records)
	fmt.Fprintf(&b, "| right type among the events found | %.3f |\n", float64(s.Among)/n)
	fmt.Fprintf(&b, "| right type as the most sure | %.3f |\n", float64(s.First)/n)
	fmt.Fprintf(&b, "| no event at all | %.3f |\n", float64(s.Silent)/n)
	fmt.Fprintf(&b, "| events per sentence beyond the one of gold | %.3f |\n\n", float64(s.Beyond)/n)
	b.WriteString(facts.Header("countries") + s.Actors.Row("actors") + s.Recipients.Row("recipients") + s.Together.Row("both as one") + "\n")
	b.WriteString("| type | sentences | among | most sure | else |\n|---|---:|---:|---:|---|\n")
	for _, typ := range ontology.Types() {
		row := s.Types[typ.Name]
		if row == nil {
			continue
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %s |\n", typ.Name, row.Records, row.Among, row.First, instead(row.As))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func instead(as map[string]int) string {
	var words []string
	for word, n := range as {
		words = append(words, fmt.Sprintf("%s %d", word, n))
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}

// WriteErrors lists the sentences in which something differs, with all events that were found; * marks the one that was
// compared.
func (s *Score) WriteErrors(w io.Writer) error {
	var b strings.Builder
	for _, m := range s.errors {
		fmt.Fprintf(&b, "%s: %s\n  text   %s\n", m.record.ID, strings.Join(m.differs, ", "), strings.Join(strings.Fields(m.record.Text), " "))
		fmt.Fprintf(&b, "  gold   %s · %s → %s\n", m.record.Type, list(m.record.Sources), list(m.record.Targets))
		for i, e := range m.events {
			mark := " "
			if i == m.chosen {
				mark = "*"
			}
			fmt.Fprintf(&b, "  found%s %s\n", mark, line(e))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// line gives an event on one line with the countries of its sides.
func line(e *record.Event) string {
	typ := strings.TrimSpace(e.Type + " " + e.Mode)
	if e.Strict != typ && e.Strict != "" {
		typ += " (" + e.Strict + ")"
	}
	side := func(actors []record.Actor) string {
		var names []string
		for _, a := range actors {
			names = append(names, fmt.Sprintf("%s %s", cmp.Or(a.Country, "?"), a.Name))
		}
		return list(names)
	}
	return fmt.Sprintf("%s · %s · %s → %s [%s %.2f]", typ, e.Status, side(e.Actors), side(e.Recipients), e.Frame, e.Confidence)
}

func list(words []string) string {
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, ", ")
}
