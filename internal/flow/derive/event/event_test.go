package event_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the case files")

const casesFile = "testdata/cases.txt"

func reader(t testing.TB) *flow.Reader {
	t.Helper()
	r, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func read(t testing.TB, r *flow.Reader, words string) *text.Document {
	t.Helper()
	reading, err := r.Read(context.Background(), text.Raw{
		Path: "case.txt", Format: text.Plain, Bytes: []byte(words),
		Given: text.Given{
			Language: "en", LanguageSure: true,
			Dates: []text.GivenDate{{Text: "2024-05-15", From: record.DateFromFlag, Where: "case"}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return reading.Document
}

// TestCases reads the files of testdata: a line of text, and below it, indented, each event that is found. Lines that begin
// with # are headings. sides.txt is about who stands on which side, acts.txt about which acts are found, meant.txt
// about whom a description or a pronoun means, cases.txt about all the rest.
func TestCases(t *testing.T) {
	r := reader(t)
	for _, name := range []string{casesFile, "testdata/sides.txt", "testdata/acts.txt", "testdata/meant.txt", "testdata/clauses.txt"} {
		t.Run(name, func(t *testing.T) { checkCases(t, r, name) })
	}
}

func checkCases(t *testing.T, r *flow.Reader, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		got.WriteString(line + "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for _, e := range read(t, r, line).Facts.Events {
			got.WriteString("\t" + told(e) + "\n")
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), got.String()); diff != "" {
		t.Errorf("events changed (-want +got; go test ./internal/flow/derive/event -update rewrites them):\n%s", diff)
	}
}

func told(e *record.Event) string {
	list := func(all []record.Actor) string {
		var names []string
		for _, a := range all {
			names = append(names, strings.TrimSpace(a.Name+" "+a.Country))
		}
		if len(names) == 0 {
			return "-"
		}
		return strings.Join(names, " + ")
	}
	s := fmt.Sprintf("%s | %s | %s > %s", strings.TrimSpace(e.Type+" "+e.Mode), e.Status, list(e.Actors), list(e.Recipients))
	if e.Content != nil {
		s += fmt.Sprintf(" | to %s %s > %s", strings.TrimSpace(e.Content.Type+" "+e.Content.Mode), list(e.Content.Actors), list(e.Content.Recipients))
	}
	if e.Time != nil && e.Time.From != nil {
		s += " | on " + *e.Time.From
	}
	if e.Place != nil {
		s += " | in " + e.Place.Name
	}
	if e.Attribution != nil {
		s += " | says " + e.Attribution.Name
	}
	return s
}

// TestInvariants holds for texts put together from words that evoke acts, in any order: spans are quotes, every event has
// a side that is political or, in a report of politics, told by name or noun, and reading twice gives the same.
func TestInvariants(t *testing.T) {
	r := reader(t)
	words := []string{
		"Iran", "Israel", "the Taliban", "rebels", "the president", "attacked", "urged", "refused to", "talks", "with", "and", "on Friday",
		"in Kabul", "said", "that", "will", "not", "killed", "by", "to", "withdraw", "its troops", "accused", "of", ",", ".", "if", "who",
		"agreed", "between", "sanctions", "“", "”", "it", "they", "both sides",
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := "Iran " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 25).Draw(rt, "words"), " ")
		doc := read(t, r, s)
		again := read(t, r, s)
		if diff := cmp.Diff(doc.Facts.Events, again.Facts.Events); diff != "" {
			rt.Fatalf("read twice: %s", diff)
		}
		for _, e := range doc.Facts.Events {
			if faults := record.Verify(e, doc.Text); len(faults) > 0 {
				rt.Fatalf("%v in %q", faults, s)
			}
			sides := slices.Concat(e.Actors, e.Recipients)
			if !slices.ContainsFunc(sides, func(a record.Actor) bool {
				return a.Country != "" || a.Sector != "" || a.Kind == "person" || a.Kind == "organisation" // named in a report of politics
			}) && e.Type != "PROTEST" {
				rt.Fatalf("an event without a side in %q", s)
			}
		}
	})
}

// TestAnyRowIsRead holds for rows of words that the rules for trees ask for, in any order, at the head of a text and at its end.
func TestAnyRowIsRead(t *testing.T) {
	r := reader(t)
	words := []string{
		"claim", "say", "denies", ",", ",", ";", ":", ".", "that", "which", "who", "what", "its", "own", "of its own", "had", "has", "having", "been", "last weekend",
		"more than once", "called", "a fraud", "within the hour", "Friday", "'s", "was", "answer", "eleven", "back", "given", "wholly at", "by", "to", "and", "and of",
		"letting", "vow", "Hungary", "Hugo Chávez", "the leader of the Serbs", "Milorad Dodik", "police", "meanwhile", "ruled", "out", "again", "in the capital", "on",
	}
	rapid.Check(t, func(rt *rapid.T) {
		read(t, r, strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 30).Draw(rt, "words"), " ")+" Peru")
	})
}

func BenchmarkApply(b *testing.B) {
	r := reader(b)
	words, err := os.ReadFile(casesFile)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		read(b, r, string(words))
	}
}
