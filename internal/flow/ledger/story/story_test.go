package story_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/story"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "write what is found to the case file")

const casesFile = "testdata/cases.txt"

// report is a report of a case with what was read of it.
type report struct {
	source keep.Source
	text   string
	facts  []record.Entry
}

func TestCases(t *testing.T) {
	b, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(b), "\n== ")
	written := parts[0]
	for _, part := range parts[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		given, wanted, ok := strings.Cut(rest, "--\n")
		if !ok {
			t.Fatalf("%s: no line of -- ends the case", name)
		}
		t.Run(name, func(t *testing.T) {
			found := listing(t, reports(t, given))
			written += "\n== " + name + "\n" + given + "--\n" + found + "\n"
			if !*update && strings.TrimSpace(found) != strings.TrimSpace(wanted) {
				t.Errorf("found\n%swanted\n%s", found, wanted)
			}
		})
	}
	if *update {
		if err := os.WriteFile(casesFile, []byte(strings.TrimSpace(written)+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// marked are names in the text of a case: [Torkham|place crossing PAK] or [Taliban|armed group AFG].
var marked = regexp.MustCompile(`\[([^|\]]+)\|([^\]]+)\]`)

// reports reads the reports of a case: a date and a text a line.
func reports(t *testing.T, given string) []report {
	t.Helper()
	var all []report
	for line := range strings.Lines(given) {
		date, marks, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		id := record.DocumentIDOf(line)
		r := report{source: keep.Source{ID: id, Published: strings.Trim(date, "-"), Publisher: fmt.Sprint("Paper ", len(all)+1)}}
		last := 0
		for _, m := range marked.FindAllStringSubmatchIndex(marks, -1) {
			r.text += marks[last:m[0]]
			span := record.Span{Start: len(r.text), End: len(r.text) + m[3] - m[2]}
			r.text += marks[m[2]:m[3]]
			r.facts = append(r.facts, entry(id, marks[m[2]:m[3]], strings.Fields(marks[m[4]:m[5]]), span))
			last = m[1]
		}
		r.text += marks[last:]
		all = append(all, r)
	}
	return all
}

// entry reads "place", its precision and country, or the kind and country of an actor; "-" is no country.
func entry(id record.DocumentID, name string, words []string, span record.Span) record.Entry {
	country := strings.TrimSuffix(words[len(words)-1], "-")
	if words[0] == "place" {
		return &record.Place{Document: id, Span: span, Text: name, Name: name, Precision: words[1], Country: country}
	}
	kind := strings.Join(words[:len(words)-1], " ")
	return &record.ActorEntry{Document: id, Name: name, ActorKind: kind, Country: country, Mentions: []record.Span{span}}
}

func kept(t *testing.T, all []report) *memory.Store {
	t.Helper()
	store := memory.New()
	for _, r := range all {
		store.Add(r.source, r.facts, "")
		store.SetText(r.source.ID, r.text)
	}
	kind, err := story.New()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.Update(t.Context(), store, []ledger.Kind{kind}); err != nil {
		t.Fatal(err)
	}
	return store
}

// listing writes the stories of reports: title, names, numbers of reports, terms.
func listing(t *testing.T, all []report) string {
	t.Helper()
	var b strings.Builder
	for g, err := range kept(t, all).Groups(t.Context(), keep.GroupFilter{Kind: story.Name, Order: keep.ByTimeUp}) {
		if err != nil {
			t.Fatal(err)
		}
		e, err := record.Decode(g.Entry)
		if err != nil {
			t.Fatal(err)
		}
		s := e.(*record.Story)
		var numbers []int
		for _, d := range s.Documents {
			numbers = append(numbers, 1+slices.IndexFunc(all, func(r report) bool { return r.source.ID == d }))
		}
		fmt.Fprintf(&b, "%s\n  reports %v, %s to %s\n  names %s\n  terms", s.Title, numbers, g.First, g.Last, strings.Join(s.Names, ", "))
		for _, term := range g.Terms {
			if !strings.HasPrefix(term, "source=") {
				b.WriteString(" " + term)
			}
		}
		b.WriteByte('\n')
	}
	if b.Len() == 0 {
		return "no story\n"
	}
	return b.String()
}

// drawn makes reports of a small world, so that they meet.
func drawn(t *rapid.T) []report {
	places := []string{"Kabul AFG", "Torkham PAK", "Doha QAT", "Kunduz AFG"}
	subjects := []string{"the border crossing was closed again", "migrants drowned near the coast", "voters queue for the ballot", "the earthquake killed dozens", "talks on prisoners stalled"}
	var all []report
	for n := range rapid.IntRange(2, 12).Draw(t, "reports") {
		place, country, _ := strings.Cut(rapid.SampledFrom(places).Draw(t, "place"), " ")
		text := place + ": " + rapid.SampledFrom(subjects).Draw(t, "subject") + ", " + rapid.SampledFrom(subjects).Draw(t, "other")
		id := record.DocumentIDOf(fmt.Sprint(n, text))
		all = append(all, report{
			source: keep.Source{ID: id, Published: fmt.Sprintf("2025-03-%02d", rapid.IntRange(1, 28).Draw(t, "day"))}, text: text,
			facts: []record.Entry{&record.Place{Document: id, Span: record.Span{End: len(place)}, Name: place, Precision: "city", Country: country}},
		})
	}
	return all
}

func TestLinkedIsSymmetric(t *testing.T) {
	kind, err := story.New()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var items []*ledger.Item
		for _, r := range drawn(t) {
			made, err := kind.TextItems(r.source, r.text, r.facts)
			if err != nil || len(made) != 1 {
				t.Fatalf("items %v, %v", made, err)
			}
			features, err := kind.Decode(made[0].Features)
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, ledger.NewItem(keep.Item{ID: made[0].ID, Source: r.source}, features, nil))
		}
		for _, a := range items {
			for _, b := range items {
				if kind.Linked(a, b) != kind.Linked(b, a) {
					t.Fatalf("%s and %s are linked one way only", a.ID, b.ID)
				}
			}
		}
	})
}

func TestStoriesPartReports(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawn(t)
		kind, err := story.New()
		if err != nil {
			t.Fatal(err)
		}
		list := func(all []report) string {
			store := memory.New()
			for _, r := range all {
				store.Add(r.source, r.facts, "")
				store.SetText(r.source.ID, r.text)
				if _, err := ledger.Update(t.Context(), store, []ledger.Kind{kind}); err != nil {
					t.Fatal(err)
				}
			}
			var b strings.Builder
			in := map[record.ID]bool{}
			for g, err := range store.Groups(t.Context(), keep.GroupFilter{Kind: story.Name}) {
				if err != nil {
					t.Fatal(err)
				}
				if len(g.Members) < 2 {
					t.Fatalf("a story of %d report", len(g.Members))
				}
				for _, m := range g.Members {
					if in[m] {
						t.Fatalf("%s is in two stories", m)
					}
					in[m] = true
				}
				b.Write(g.Entry)
			}
			return b.String()
		}
		first := list(all)
		slices.Reverse(all)
		if second := list(all); first != second {
			t.Fatalf("stories depend on the order of adding:\n%s\n%s", first, second)
		}
	})
}

func TestBadFeatures(t *testing.T) {
	kind, err := story.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"x", "x\tw:a", "12\tw", "-1\twstorm"} {
		if _, err := kind.Decode([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
