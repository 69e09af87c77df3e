package follow_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "write what is found to the case files")

const casesFile = "testdata/cases.txt"

// article is one report of a case.
type article struct {
	source keep.Source
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
			found := listing(t, articles(t, given))
			written += "\n== " + name + "\n" + given + "--\n" + found
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

// articles reads the reports of a case.
func articles(t *testing.T, given string) []article {
	t.Helper()
	var all []article
	for line := range strings.Lines(given) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		fields := strings.Split(line, "|")
		if len(fields) == 1 {
			date, publisher, _ := strings.Cut(line, " ")
			all = append(all, article{source: keep.Source{
				ID: record.DocumentIDOf(fmt.Sprint(len(all), line)), Published: date, Publisher: publisher,
			}})
			continue
		}
		if len(fields) != 5 || len(all) == 0 {
			t.Fatalf("%q is no telling of five fields below a report", line)
		}
		a := &all[len(all)-1]
		a.facts = append(a.facts, telling(t, a, fields)...)
	}
	return all
}

func telling(t *testing.T, a *article, fields []string) []record.Entry {
	t.Helper()
	at := len(a.facts) * 200
	words := strings.TrimSpace(fields[4])
	trigger := strings.Index(words, "^")
	words = strings.Replace(words, "^", "", 1)
	head := strings.Fields(fields[0])
	e := &record.Event{
		Document: a.source.ID, Span: record.Span{Start: at, End: at + len(words)}, Quote: words,
		Trigger: &record.Span{Start: at + trigger, End: at + trigger + 1}, Type: head[0], Status: record.Status(head[len(head)-1]),
	}
	if len(head) == 3 {
		e.Mode = head[1]
	}
	who, whom, _ := strings.Cut(fields[1], ">")
	e.Actors, e.Recipients = sides(who), sides(whom)
	if place := strings.Split(strings.TrimSpace(fields[2]), "/"); len(place) == 3 {
		e.Place = &record.Where{Name: place[0], Country: place[1], Precision: place[2]}
	}
	entries := []record.Entry{e}
	for _, w := range strings.Split(strings.TrimSpace(fields[3]), " *") {
		if w == "" {
			continue
		}
		entries = append(entries, times(e, w)...)
	}
	if err := record.Identify(e); err != nil {
		t.Fatal(err)
	}
	return entries
}

func times(e *record.Event, list string) []record.Entry {
	var entries []record.Entry
	own := strings.HasPrefix(list, "*")
	words := ""
	for _, w := range strings.Fields(strings.TrimPrefix(list, "*")) {
		name, dates, ok := strings.Cut(w, "=")
		words = strings.TrimSpace(words + " " + name)
		if !ok {
			continue
		}
		from, to, two := strings.Cut(dates, "..")
		if !two {
			to = from
		}
		start := e.Span.Start + strings.Index(e.Quote, words)
		span := record.Span{Start: start, End: start + len(words)}
		entries = append(entries, &record.Time{Document: e.Document, Span: span, Text: words, From: &from, To: &to, Precision: "day"})
		if own {
			e.Time = &record.When{From: &from, To: &to, Precision: "day", Text: words, Span: &span}
		}
		words, own = "", false
	}
	return entries
}

// sides reads "~Ishaq Dar/PAK Taliban/AFG CHN": a name may have several words and ends with its country.
func sides(list string) []record.Actor {
	var all []record.Actor
	name := ""
	for _, w := range strings.Fields(list) {
		name = strings.TrimSpace(name + " " + w)
		n, country, ok := strings.Cut(name, "/")
		switch {
		case ok:
			a := record.Actor{Name: strings.TrimPrefix(n, "~"), Kind: "group", Country: country, Sector: "GOV"}
			if n != a.Name {
				a.Kind, a.ID = "person", ledger.Fold(a.Name)
			}
			all = append(all, a)
		case len(name) == 3 && strings.ToUpper(name) == name:
			all = append(all, record.Actor{ID: strings.ToLower(name), Name: name, Kind: "state", Country: name, Sector: "GOV"})
		default:
			continue
		}
		name = ""
	}
	return all
}

func build(t interface {
	Helper()
	Fatal(args ...any)
}, all []article, step int,
) *memory.Store {
	t.Helper()
	k, err := follow.New()
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New()
	for n, a := range all {
		store.Add(a.source, a.facts, "")
		if (n+1)%step == 0 || n == len(all)-1 {
			if _, err := ledger.Update(context.Background(), store, []ledger.Kind{k}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return store
}

func listing(t *testing.T, all []article) string {
	t.Helper()
	var b strings.Builder
	latest := ""
	for _, a := range all {
		latest = max(latest, a.source.Published)
	}
	for g, err := range build(t, all, len(all)).Groups(context.Background(), keep.GroupFilter{Kind: follow.Name, Order: keep.ByTimeUp}) {
		if err != nil {
			t.Fatal(err)
		}
		entry, err := record.Decode(g.Entry)
		if err != nil {
			t.Fatal(err)
		}
		u := entry.(*record.FollowUp)
		fmt.Fprintf(&b, "%s: %s", u.Title, u.Outcome)
		if u.Decided != "" {
			fmt.Fprintf(&b, " %s", u.Decided)
		}
		if u.Due != nil {
			fmt.Fprintf(&b, ", due %s..%s", *u.Due.From, *u.Due.To)
		}
		if o := follow.Outcome(u, latest); o != u.Outcome {
			fmt.Fprintf(&b, " (%s)", o)
		}
		fmt.Fprintf(&b, "; %d origins\n", u.Support.Origins)
		for _, m := range u.History {
			fmt.Fprintf(&b, "  %s %s %s\n", m.Telling.Published, m.Step, m.Telling.Publisher)
		}
	}
	return b.String()
}

// all the reports of the cases together, for the properties.
func corpus(t *testing.T) []article {
	t.Helper()
	b, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []article
	for n, part := range strings.Split(string(b), "\n== ")[1:] {
		_, rest, _ := strings.Cut(part, "\n")
		given, _, _ := strings.Cut(rest, "--\n")
		for _, a := range articles(t, given) {
			a.source.ID = record.DocumentIDOf(fmt.Sprint(n, a.source.ID))
			all = append(all, a)
		}
	}
	return all
}

func TestOrderDoesNotMatter(t *testing.T) {
	all := corpus(t)
	want := string(build(t, all, len(all)).Dump())
	if !strings.Contains(want, "held") {
		t.Fatal("nothing is followed")
	}
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation(all).Draw(t, "order")
		step := rapid.IntRange(1, 5).Draw(t, "step")
		if got := string(build(t, order, step).Dump()); got != want {
			t.Fatalf("added in another order\n%s\nat once\n%s", got, want)
		}
	})
}

func TestLinkedIsSymmetric(t *testing.T) {
	k, err := follow.New()
	if err != nil {
		t.Fatal(err)
	}
	var items []*ledger.Item
	for _, a := range corpus(t) {
		added, err := k.Items(a.source, a.facts)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range added {
			features, err := k.Decode(n.Features)
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, ledger.NewItem(keep.Item{ID: n.ID, Source: a.source, Keys: n.Keys}, features, a.facts[n.Fact]))
		}
	}
	linked := 0
	for _, a := range items {
		for _, b := range items {
			if k.Linked(a, b) != k.Linked(b, a) {
				t.Fatalf("%s and %s are linked one way", a.ID, b.ID)
			}
			if a != b && k.Linked(a, b) {
				linked++
				if !meets(a.Keys, b.Keys) {
					t.Errorf("%s and %s are linked and share no key", a.ID, b.ID)
				}
			}
		}
	}
	if linked == 0 {
		t.Fatal("nothing is linked")
	}
}

func meets(a, b []uint64) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func TestOutcome(t *testing.T) {
	day := "2025-04-19"
	u := &record.FollowUp{Of: "meeting", Outcome: "open", Due: &record.When{From: &day, To: &day}, Support: record.Backing{Last: "2025-04-17"}}
	undated := &record.FollowUp{Of: "meeting", Outcome: "open", Support: record.Backing{Last: "2025-04-17"}}
	held := &record.FollowUp{Of: "meeting", Outcome: "held", Due: u.Due, Support: u.Support}
	for _, c := range []struct {
		u            *record.FollowUp
		latest, want string
	}{
		{u, "", "open"},
		{u, "2025-04-18", "open"},
		{u, "2025-05-02", "open"},
		{u, "2025-05-03", "not seen"},
		{undated, "2025-05-03", "open"},
		{undated, "2025-08-03", "not seen"},
		{held, "2026-01-01", "held"},
	} {
		if got := follow.Outcome(c.u, c.latest); got != c.want {
			t.Errorf("%s at %q: %s, want %s", c.u.Outcome, c.latest, got, c.want)
		}
	}
}

func TestReadWordsReportsEveryFault(t *testing.T) {
	err := follow.ReadWords("class\tword\ncancel\tCalled off\nfoo\tbar\nordinal\tsecond\n")
	if err == nil {
		t.Fatal("no fault")
	}
	for _, want := range []string{"words.tsv:2", "words.tsv:3", "words.tsv:4", "class move has no word"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not tell %q", err, want)
		}
	}
}
