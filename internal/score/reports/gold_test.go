// Package reports_test checks the gold records of the report sets under testdata/reports before anything is scored
// with them: a slip in the gold would be counted as a fault of the program.
package reports_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// root is the folder of the report sets, seen from this package.
const root = "../../../testdata/reports"

// event is a line of events.jsonl.
type event struct {
	ID          string   `json:"id"`
	Quote       string   `json:"quote"`
	Type        string   `json:"type"`
	Mode        string   `json:"mode"`
	Cameo       string   `json:"cameo"`
	Actors      []string `json:"actors"`
	Recipients  []string `json:"recipients"`
	Date        *string  `json:"date"`
	Granularity *string  `json:"date_granularity"`
	Place       *string  `json:"place"`
	Status      string   `json:"status"`
	Attribution *string  `json:"attribution"`
	Note        string   `json:"note"`
	DateAccept  []string `json:"date_accept"`
	Optional    bool     `json:"optional"`
	AltTypes    []string `json:"alt_types"`
	Coref       *string  `json:"coref"`
	Accept      accept   `json:"accept"`
}

// claim is a line of claims.jsonl.
type claim struct {
	ID       string   `json:"id"`
	Quote    string   `json:"quote"`
	Source   *string  `json:"source"`
	Stance   string   `json:"stance"`
	Cue      string   `json:"cue"`
	Content  string   `json:"content"`
	Target   *string  `json:"target"`
	About    string   `json:"about"`
	Disputes []string `json:"disputes"`
	Note     string   `json:"note"`
	Optional bool     `json:"optional"`
	Accept   accept   `json:"accept"`
}

// figure is a line of figures.jsonl.
type figure struct {
	ID        string   `json:"id"`
	Quote     string   `json:"quote"`
	Value     *float64 `json:"value"`
	ValueMax  *float64 `json:"value_max"`
	Unit      string   `json:"unit"`
	What      string   `json:"what"`
	Qualifier string   `json:"qualifier"`
	AsOf      *string  `json:"as_of"`
	Source    *string  `json:"source"`
	Note      string   `json:"note"`
	Optional  bool     `json:"optional"`
	Accept    accept   `json:"accept"`
}

// actor is a line of actors.jsonl.
type actor struct {
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Country  string   `json:"country"`
	Sector   string   `json:"sector"`
	Role     string   `json:"role"`
	Mentions []string `json:"mentions"`
	Aliases  []string `json:"aliases"`
	Accept   accept   `json:"accept"`
	Note     string   `json:"note"`
}

// when is a line of times.jsonl.
type when struct {
	Quote     string `json:"quote"`
	Text      string `json:"text"`
	Value     string `json:"value"`
	Reference string `json:"reference"`
}

// meta is meta.json.
type meta struct {
	Date       string `json:"date"`
	Style      string `json:"style"`
	WrittenFor string `json:"written_for"`
}

// accept holds other names that count as right: a list, or lists by the name they may stand for.
type accept struct {
	byName map[string][]string
}

func (a *accept) UnmarshalJSON(b []byte) error {
	var list []string
	if json.Unmarshal(b, &list) == nil {
		a.byName = map[string][]string{"": list}
		return nil
	}
	if err := json.Unmarshal(b, &a.byName); err != nil {
		return fmt.Errorf("accept is neither a list nor a map of lists: %w", err)
	}
	return nil
}

// types give each PLOVER type the modes its events may carry, apart from none.
var types = map[string][]string{
	"AGREE":     nil,
	"CONSULT":   {"visit", "third-party", "multilateral", "phone"},
	"SUPPORT":   nil,
	"CONCEDE":   nil,
	"COOPERATE": nil,
	"AID":       nil,
	"RETREAT":   {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
	"REQUEST":   {"assist", "change", "yield", "meet"},
	"ACCUSE":    {"disapprove", "investigate", "allege"},
	"REJECT":    {"assist", "change", "yield", "meet"},
	"THREATEN":  {"restrict", "arrest", "relations", "expel", "territory", "violence"},
	"PROTEST":   {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
	"SANCTION":  {"convict", "expel", "withdraw", "discontinue"},
	"MOBILIZE":  {"troops", "weapons", "police", "militia"},
	"COERCE": {
		"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
	},
	"ASSAULT": {
		"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
		"suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
	},
}

var (
	statuses   = []string{"actual", "ongoing", "planned", "proposed", "denied", "hypothetical", "habitual"}
	stances    = []string{"assert", "deny", "accuse", "demand", "warn", "promise", "support", "criticize", "question"}
	qualifiers = []string{"exact", "about", "over", "under", "up to"}
	grains     = []string{"day", "week", "month", "season", "year", "interval"}
	kinds      = []string{
		"armed group", "state", "government body", "person", "intergovernmental organisation", "political party",
		"non-governmental organisation", "population", "media", "university", "company", "office",
	}
)

// TestGold reads every set of reports with its gold and names each line that does not hold.
func TestGold(t *testing.T) {
	texts, err := filepath.Glob(filepath.Join(root, "*", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) == 0 {
		t.Fatalf("%s: no reports found", root)
	}
	for _, path := range texts {
		stem := strings.TrimSuffix(path, ".txt")
		name, err := filepath.Rel(root, stem)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.ToSlash(name), func(t *testing.T) { checkReport(t, stem) })
	}
}

// TestGoldHasText finds gold folders whose report is missing.
func TestGoldHasText(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(root, "*", "*.gold"))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if _, err := os.Stat(strings.TrimSuffix(folder, ".gold") + ".txt"); err != nil {
			t.Errorf("gold without its report: %v", err)
		}
	}
}

func checkReport(t *testing.T, stem string) {
	raw, err := os.ReadFile(stem + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	r := report{t: t, text: string(raw), names: map[string]bool{}}
	folder := stem + ".gold"
	r.meta(folder)
	actors := lines[actor](t, folder, "actors.jsonl")
	for _, a := range actors {
		r.actor(a)
	}
	events := lines[event](t, folder, "events.jsonl")
	r.events(events)
	claims := lines[claim](t, folder, "claims.jsonl")
	r.claims(claims)
	r.figures(lines[figure](t, folder, "figures.jsonl"))
	for _, w := range lines[when](t, folder, "times.jsonl") {
		r.in("time "+w.Text, w.Quote)
		r.in("time "+w.Text, w.Text)
		if w.Value == "" {
			t.Errorf("time %q has no value", w.Text)
		}
	}
	if len(events) == 0 && len(claims) == 0 {
		t.Error("neither events nor claims: nothing can be measured with this report")
	}
}

// report is one text under check, with the names its actors have.
type report struct {
	t     *testing.T
	text  string
	names map[string]bool
}

func (r *report) in(id, quote string) {
	r.t.Helper()
	if quote == "" || !strings.Contains(r.text, quote) {
		r.t.Errorf("%s: not in the text: %q", id, quote)
	}
}

func (r *report) known(id, what, value string, among []string) {
	r.t.Helper()
	if !slices.Contains(among, value) {
		r.t.Errorf("%s: unknown %s %q", id, what, value)
	}
}

// others checks the values that a note lists after a mark such as "alt status=".
func (r *report) others(id, note, mark string, among []string) {
	r.t.Helper()
	for part := range strings.SplitSeq(note, ";") {
		list, ok := strings.CutPrefix(strings.TrimSpace(part), mark)
		if !ok {
			continue
		}
		for one := range strings.SplitSeq(list, ",") {
			r.known(id, strings.TrimSuffix(mark, "="), strings.TrimSpace(one), among)
		}
	}
}

// keys checks that the names for which others are accepted stand in the entry.
func (r *report) keys(id string, a accept, among []string) {
	r.t.Helper()
	for _, key := range slices.Sorted(maps.Keys(a.byName)) {
		r.known(id, "key of accept", key, among)
	}
}

func word(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (r *report) named(id string, names ...string) {
	r.t.Helper()
	for _, n := range names {
		if !r.names[n] {
			r.t.Errorf("%s: %q is not in actors.jsonl", id, n)
		}
	}
}

func (r *report) meta(folder string) {
	raw, err := os.ReadFile(filepath.Join(folder, "meta.json"))
	if err != nil {
		r.t.Error(err)
		return
	}
	var m meta
	if err := strict(raw, &m); err != nil {
		r.t.Errorf("meta.json: %v", err)
	}
	if _, err := time.Parse(time.DateOnly, m.Date); err != nil {
		r.t.Errorf("meta.json: %v", err)
	}
	if m.Style == "" || m.WrittenFor == "" {
		r.t.Error("meta.json: style or written_for is empty")
	}
}

func (r *report) actor(a actor) {
	if a.Name == "" || r.names[a.Name] {
		r.t.Errorf("actor %q: name empty or given twice", a.Name)
	}
	r.names[a.Name] = true
	r.known("actor "+a.Name, "kind", a.Kind, kinds)
	for _, m := range a.Mentions {
		r.in("actor "+a.Name, m)
	}
}

func (r *report) events(events []event) {
	ids := map[string]bool{}
	for _, e := range events {
		if e.ID == "" || ids[e.ID] {
			r.t.Errorf("event %q: id empty or given twice", e.ID)
		}
		ids[e.ID] = true
	}
	for _, e := range events {
		r.in(e.ID, e.Quote)
		modes, ok := types[e.Type]
		if !ok {
			r.t.Errorf("%s: unknown type %q", e.ID, e.Type)
		}
		if e.Mode != "" {
			r.known(e.ID, "mode of "+e.Type, e.Mode, modes)
		}
		for _, alt := range e.AltTypes {
			if _, ok := types[alt]; !ok || alt == e.Type {
				r.t.Errorf("%s: other type %q is unknown or the type itself", e.ID, alt)
			}
		}
		r.known(e.ID, "status", e.Status, statuses)
		r.others(e.ID, e.Note, "alt status=", statuses)
		r.keys(e.ID, e.Accept, append(append([]string{"", word(e.Place), word(e.Attribution)}, e.Actors...), e.Recipients...))
		if (e.Date == nil) != (e.Granularity == nil) {
			r.t.Errorf("%s: date and date_granularity are not null together", e.ID)
		}
		if e.Granularity != nil {
			r.known(e.ID, "date_granularity", *e.Granularity, grains)
		}
		if e.Coref != nil && (!ids[*e.Coref] || *e.Coref == e.ID) {
			r.t.Errorf("%s: coref %q is no other event", e.ID, *e.Coref)
		}
		if !e.Optional && len(e.Actors)+len(e.Recipients) == 0 {
			r.t.Errorf("%s: no side is named", e.ID)
		}
		r.named(e.ID, e.Actors...)
		r.named(e.ID, e.Recipients...)
		if e.Attribution != nil {
			r.named(e.ID, *e.Attribution)
		}
	}
}

func (r *report) claims(claims []claim) {
	ids := map[string]bool{}
	for _, c := range claims {
		if c.ID == "" || ids[c.ID] {
			r.t.Errorf("claim %q: id empty or given twice", c.ID)
		}
		ids[c.ID] = true
	}
	for _, c := range claims {
		r.in(c.ID, c.Quote)
		r.in(c.ID, c.Cue)
		r.in(c.ID, c.Content)
		r.known(c.ID, "stance", c.Stance, stances)
		r.others(c.ID, c.Note, "alt stance=", stances)
		r.keys(c.ID, c.Accept, []string{"", word(c.Source), word(c.Target)})
		for _, d := range c.Disputes {
			target := strings.TrimPrefix(d, "+")
			if !ids[target] || target == c.ID {
				r.t.Errorf("%s: disputes %q, which is no other claim", c.ID, d)
			}
		}
		for _, n := range []*string{c.Source, c.Target} {
			if n != nil {
				r.named(c.ID, *n)
			}
		}
	}
}

func (r *report) figures(figures []figure) {
	ids := map[string]bool{}
	for _, f := range figures {
		if f.ID == "" || ids[f.ID] {
			r.t.Errorf("figure %q: id empty or given twice", f.ID)
		}
		ids[f.ID] = true
		r.in(f.ID, f.Quote)
		r.known(f.ID, "qualifier", f.Qualifier, qualifiers)
		r.keys(f.ID, f.Accept, []string{"", word(f.Source), f.Qualifier, word(f.AsOf)})
		if f.Value == nil || f.Unit == "" {
			r.t.Errorf("%s: no value or no unit", f.ID)
		}
		if f.Value != nil && f.ValueMax != nil && *f.ValueMax <= *f.Value {
			r.t.Errorf("%s: value_max %v is not over value %v", f.ID, *f.ValueMax, *f.Value)
		}
		if f.Source != nil {
			r.named(f.ID, *f.Source)
		}
	}
}

// lines reads a JSONL file with one T a line; a key that T does not have is a fault.
func lines[T any](t *testing.T, folder, file string) []T {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, file))
	if errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is missing", file)
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	scan := bufio.NewScanner(bytes.NewReader(raw))
	scan.Buffer(nil, 1<<20)
	for n := 1; scan.Scan(); n++ {
		if len(bytes.TrimSpace(scan.Bytes())) == 0 {
			continue
		}
		var one T
		if err := strict(scan.Bytes(), &one); err != nil {
			t.Errorf("%s:%d: %v", file, n, err)
			continue
		}
		all = append(all, one)
	}
	if err := scan.Err(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return all
}

func strict(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value on the line")
	}
	return nil
}
