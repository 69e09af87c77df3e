// Package reports scores what is read from whole reports against gold: events, claims, figures, times and actors.
//
// A gold set is a folder with NAME.txt and NAME.gold for each report. NAME.gold holds events.jsonl, claims.jsonl,
// figures.jsonl, actors.jsonl and times.jsonl, one object a line, any of which may be missing, and may hold meta.json
// with the date of the report; a file dates.tsv beside the reports (name, date) does as well. A quote is a substring of
// the text. docs/EVALUATION.md tells how things are counted.
package reports

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// Limits of a gold set.
const (
	maxLine    = 1 << 20
	maxItems   = 10_000
	maxReports = 10_000
	maxText    = 16 << 20
)

// Gold is one report with what an annotator found in it.
type Gold struct {
	Name    string
	Date    string // "YYYY-MM-DD", "" where the set does not say
	Text    string
	Events  []Event
	Claims  []Claim
	Figures []Figure
	Actors  []Actor
	Times   []Time
}

// Event is an event of gold.
type Event struct {
	ID          string   `json:"id"`
	Quote       string   `json:"quote"`
	Type        string   `json:"type"`
	Mode        string   `json:"mode"`
	Actors      []string `json:"actors"`
	Recipients  []string `json:"recipients"`
	Date        *string  `json:"date"`
	Place       *string  `json:"place"`
	Status      string   `json:"status"`
	Attribution *string  `json:"attribution"`
	Note        string   `json:"note"`
	DateAccept  []string `json:"date_accept"`
	Optional    bool     `json:"optional"`
	AltTypes    []string `json:"alt_types"`
	AltStatus   []string `json:"alt_status"`
	Coref       *string  `json:"coref"`
	Accept      Accept   `json:"accept"`
}

// Claim is a claim of gold.
type Claim struct {
	ID        string   `json:"id"`
	Quote     string   `json:"quote"`
	Source    *string  `json:"source"`
	Stance    string   `json:"stance"`
	Content   string   `json:"content"`
	Note      string   `json:"note"`
	Optional  bool     `json:"optional"`
	AltStance []string `json:"alt_stance"`
	Accept    Accept   `json:"accept"`
}

// Figure is a figure of gold.
type Figure struct {
	ID        string   `json:"id"`
	Quote     string   `json:"quote"`
	Value     float64  `json:"value"`
	ValueMax  *float64 `json:"value_max"`
	Unit      string   `json:"unit"`
	Qualifier string   `json:"qualifier"`
	Note      string   `json:"note"`
	Optional  bool     `json:"optional"`
	AltUnits  []string `json:"alt_units"`
	Accept    Accept   `json:"accept"`
}

// Actor is an actor of gold with the names that mean it.
type Actor struct {
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Country  string   `json:"country"`
	Sector   string   `json:"sector"`
	Mentions []string `json:"mentions"`
	Aliases  []string `json:"aliases"`
	Accept   []string `json:"accept"`
}

// Time is an expression of time of gold.
type Time struct {
	Quote    string `json:"quote"`
	Text     string `json:"text"`
	Value    string `json:"value"`
	Optional bool   `json:"optional"`
}

// Load reads the gold set of a folder in the order of the names, and reports all its faults. Reports without gold are
// left out.
func Load(folder fs.FS) ([]Gold, error) {
	names, err := fs.Glob(folder, "*.gold")
	if err != nil {
		return nil, fmt.Errorf("list the gold: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("no folder NAME.gold beside a NAME.txt")
	}
	if len(names) > maxReports {
		return nil, fmt.Errorf("%d reports, the most is %d", len(names), maxReports)
	}
	dates, err := readDates(folder)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var set []Gold
	var faults []error
	for _, name := range names {
		name = strings.TrimSuffix(name, ".gold")
		g := Gold{Name: name, Date: dates[name]}
		faults = append(faults, g.load(folder)...)
		set = append(set, g)
	}
	return set, errors.Join(faults...)
}

func readDates(folder fs.FS) (map[string]string, error) {
	data, err := fs.ReadFile(folder, "dates.tsv")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the dates: %w", err)
	}
	dates := map[string]string{}
	for i, line := range strings.Split(string(data), "\n") {
		name, date, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if line == "" || line[0] == '#' || name == "name" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, date); !ok || err != nil {
			return nil, fmt.Errorf("dates.tsv:%d: want a name, a tab and YYYY-MM-DD", i+1)
		}
		dates[strings.TrimSuffix(name, ".txt")] = date
	}
	return dates, nil
}

func (g *Gold) load(folder fs.FS) (faults []error) {
	data, err := fs.ReadFile(folder, g.Name+".txt")
	if err != nil {
		return []error{fmt.Errorf("read the report: %w", err)}
	}
	if len(data) > maxText {
		return []error{fmt.Errorf("%s.txt: longer than %d bytes", g.Name, maxText)}
	}
	g.Text = string(data)
	var meta struct {
		Date string `json:"date"`
	}
	file := g.Name + ".gold/meta.json"
	switch data, err := fs.ReadFile(folder, file); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		faults = append(faults, err)
	default:
		if err := json.Unmarshal(data, &meta); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", file, err))
		} else if _, err := time.Parse(time.DateOnly, meta.Date); err != nil {
			faults = append(faults, fmt.Errorf("%s: date %q is not YYYY-MM-DD", file, meta.Date))
		} else {
			g.Date = meta.Date
		}
	}
	dir := g.Name + ".gold"
	g.Events, faults = lines(folder, path.Join(dir, "events.jsonl"), faults, func(e *Event) error { return g.checkEvent(e) })
	g.Claims, faults = lines(folder, path.Join(dir, "claims.jsonl"), faults, func(c *Claim) error { return g.checkClaim(c) })
	g.Figures, faults = lines(folder, path.Join(dir, "figures.jsonl"), faults, func(f *Figure) error { return g.quoted(f.Quote) })
	g.Actors, faults = lines(folder, path.Join(dir, "actors.jsonl"), faults, func(a *Actor) error {
		if a.Name == "" {
			return errors.New("an actor without a name")
		}
		return nil
	})
	g.Times, faults = lines(folder, path.Join(dir, "times.jsonl"), faults, func(t *Time) error { return g.quoted(t.Quote) })
	return faults
}

// lines reads a file of JSON Lines, none where it is missing, and adds its faults to those before.
func lines[T any](folder fs.FS, file string, faults []error, check func(*T) error) ([]T, []error) {
	data, err := fs.ReadFile(folder, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, faults
	}
	if err != nil {
		return nil, append(faults, err)
	}
	var items []T
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; s.Scan(); n++ {
		line := bytes.TrimSpace(s.Bytes())
		if len(line) == 0 {
			continue
		}
		var item T
		if err := json.Unmarshal(line, &item); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", file, n, err))
			continue
		}
		if err := check(&item); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", file, n, err))
		}
		if items = append(items, item); len(items) > maxItems {
			return nil, append(faults, fmt.Errorf("%s: more than %d lines", file, maxItems))
		}
	}
	if err := s.Err(); err != nil {
		faults = append(faults, fmt.Errorf("%s: %w", file, err))
	}
	return items, faults
}

func (g *Gold) quoted(quote string) error {
	if quote == "" || !strings.Contains(g.Text, quote) {
		return fmt.Errorf("quote %q is not in the text", quote)
	}
	return nil
}

func (g *Gold) checkEvent(e *Event) error {
	for i, alt := range e.AltTypes {
		e.AltTypes[i] = typeToday(alt)
	}
	e.Type = typeToday(e.Type)
	for _, typ := range append([]string{e.Type}, e.AltTypes...) {
		if !ontology.Valid(typ, "") {
			return fmt.Errorf("event %s: no type %q", e.ID, typ)
		}
	}
	e.AltStatus = append(e.AltStatus, alternatives(e.Note, "status", words(record.Statuses()))...)
	e.Accept.noted(e.Note)
	for _, s := range append([]string{e.Status}, e.AltStatus...) {
		if !slices.Contains(record.Statuses(), record.Status(s)) {
			return fmt.Errorf("event %s: no status %q", e.ID, s)
		}
	}
	return g.quoted(e.Quote)
}

func (g *Gold) checkClaim(c *Claim) error {
	c.AltStance = append(c.AltStance, alternatives(c.Note, "stance", words(record.Stances()))...)
	c.Accept.noted(c.Note)
	for _, s := range append([]string{c.Stance}, c.AltStance...) {
		if !slices.Contains(record.Stances(), record.Stance(s)) {
			return fmt.Errorf("claim %s: no stance %q", c.ID, s)
		}
	}
	return g.quoted(c.Quote)
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// typeToday gives the name of 2021 of a type of 2016.
func typeToday(typ string) string {
	switch typ {
	case "DEMAND":
		return ontology.Request
	case "DISAPPROVE", "INVESTIGATE":
		return ontology.Accuse
	case "FIGHT":
		return ontology.Assault
	}
	return typ
}
