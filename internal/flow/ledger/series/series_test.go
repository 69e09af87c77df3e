package series_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/series"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "write what is found to the case files")

const casesFile = "testdata/cases.txt"

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
			given, ok = strings.CutSuffix(rest, "--")
		}
		if !ok {
			t.Fatalf("%s: no line of -- ends the case", name)
		}
		t.Run(name, func(t *testing.T) {
			found := listing(t, articles(t, name, given))
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

func articles(t *testing.T, name, given string) []article {
	t.Helper()
	var all []article
	for line := range strings.Lines(given) {
		line = strings.TrimSpace(line)
		kind, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "":
		case kind == "event":
			a := &all[len(all)-1]
			a.facts = append(a.facts, attack(t, a, rest))
		case kind == "figure":
			a := &all[len(all)-1]
			a.facts = append(a.facts, figure(t, a, rest))
		default:
			all = append(all, article{source: keep.Source{
				ID: record.DocumentIDOf(fmt.Sprint(name, len(all), line)), Published: kind, Publisher: rest,
			}})
		}
	}
	return all
}

func cells(line string) []string {
	list := strings.Split(line, ";")
	for n := range list {
		list[n] = strings.TrimSpace(list[n])
	}
	return list
}

func attack(t *testing.T, a *article, line string) record.Entry {
	c := cells(line)
	at := len(a.facts) * 50
	e := &record.Event{
		Document: a.source.ID, Span: record.Span{Start: at, End: at + 40}, Quote: c[3], Type: "ASSAULT", Status: record.Actual,
	}
	for _, side := range strings.Fields(c[0]) {
		e.Actors = append(e.Actors, record.Actor{ID: side, Name: side, Kind: "state", Country: side, Sector: "GOV"})
	}
	if p := strings.Split(c[1], "/"); len(p) == 3 {
		e.Place = &record.Where{Name: p[0], Country: p[1], Precision: p[2]}
	}
	e.Time = &record.When{From: &c[2], To: &c[2], Precision: "day"}
	if err := record.Identify(e); err != nil {
		t.Fatal(err)
	}
	return e
}

func figure(t *testing.T, a *article, line string) record.Entry {
	c := cells(line)
	at := len(a.facts) * 50
	f := &record.Figure{Document: a.source.ID, Span: record.Span{Start: at, End: at + 10}, Quote: c[5], Series: c[0], Unit: c[4], What: c[5]}
	if c[1] != "" {
		f.AsOf = &c[1]
	}
	if c[2] != "" {
		name, sector, _ := strings.Cut(c[2], "/")
		f.Source = &record.Actor{Name: name, Sector: sector}
	}
	value, qualifier, _ := strings.Cut(c[3], " ")
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		t.Fatal(err)
	}
	f.Value, f.Qualifier = v, record.Qualifier(qualifier)
	f.What = strings.Split(c[0], "|")[1]
	if err := record.Identify(f); err != nil {
		t.Fatal(err)
	}
	return f
}

func build(t interface {
	Helper()
	Fatal(args ...any)
}, all []article, step int,
) *memory.Store {
	t.Helper()
	k, err := series.New()
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

func entries(t *testing.T, store *memory.Store) []*record.Series {
	t.Helper()
	var all []*record.Series
	for g, err := range store.Groups(context.Background(), keep.GroupFilter{Kind: series.Name, Order: keep.ByTimeUp}) {
		if err != nil {
			t.Fatal(err)
		}
		entry, err := record.Decode(g.Entry)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, entry.(*record.Series))
	}
	return all
}

func listing(t *testing.T, all []article) string {
	var b strings.Builder
	for _, s := range entries(t, build(t, all, len(all))) {
		fmt.Fprintf(&b, "%s %s; %d origins\n", s.Key, s.Unit, s.Support.Origins)
		for _, p := range s.Points {
			fmt.Fprintf(&b, "  %s %g..%g:", p.Day, p.Low, p.High)
			for _, x := range p.Stated {
				fmt.Fprintf(&b, " %s (%s)", series.Write(x), x.Who)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func corpus(t *testing.T) []article {
	t.Helper()
	b, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []article
	for _, part := range strings.Split(string(b), "\n== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		given, _, _ := strings.Cut(rest, "--\n")
		all = append(all, articles(t, name, strings.TrimSuffix(given, "--"))...)
	}
	return all
}

func TestOrderDoesNotMatter(t *testing.T) {
	all := corpus(t)
	want := string(build(t, all, len(all)).Dump())
	if !strings.Contains(want, "barmal") {
		t.Fatal("there is no series")
	}
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation(all).Draw(t, "order")
		if got := string(build(t, order, rapid.IntRange(1, 5).Draw(t, "step")).Dump()); got != want {
			t.Fatalf("added in another order\n%s\nat once\n%s", got, want)
		}
	})
}

// Every value that a series gives was stated, and low and high are the ends of those stated.
func TestNothingIsAveraged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := record.Point{}
		for range rapid.IntRange(1, 6).Draw(t, "values") {
			s := record.Stated{
				Value: float64(rapid.IntRange(0, 50).Draw(t, "value")), Who: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "who"),
				Sector: rapid.SampledFrom([]string{"GOV", "", "MED"}).Draw(t, "sector"), Origins: rapid.IntRange(1, 3).Draw(t, "origins"),
				Tellings: []record.Telling{{Published: fmt.Sprintf("2024-01-%02d", rapid.IntRange(1, 9).Draw(t, "day"))}},
			}
			if rapid.Bool().Draw(t, "range") {
				top := s.Value + 5
				s.ValueMax = &top
			}
			p.Stated = append(p.Stated, s)
		}
		shuffled := record.Point{Stated: rapid.Permutation(p.Stated).Draw(t, "order")}
		low, _ := series.Pick(series.Lowest, p)
		high, _ := series.Pick(series.Highest, p)
		for _, rule := range series.Rules() {
			s, ok := series.Pick(rule, p)
			if !ok {
				if rule != series.Official {
					t.Fatalf("%s finds nothing", rule)
				}
				continue
			}
			stated := false
			for _, x := range p.Stated {
				stated = stated || x.Value == s.Value && x.Who == s.Who
			}
			if !stated || s.Value < low.Value || s.Value > top(high) {
				t.Fatalf("%s gives %v", rule, s)
			}
			if rule == series.Official && s.Sector != "GOV" {
				t.Fatalf("official gives what %s states", s.Who)
			}
			if again, _ := series.Pick(rule, shuffled); rule != series.Latest && rule != series.Official && again.Value != s.Value {
				t.Fatalf("%s depends on the order: %v and %v", rule, s.Value, again.Value)
			}
		}
		if _, ok := series.Pick("mean", p); ok {
			t.Fatal("there is no rule of that name")
		}
	})
}

func top(s record.Stated) float64 {
	if s.ValueMax != nil {
		return *s.ValueMax
	}
	return s.Value
}

func TestReadWordsReportsEveryFault(t *testing.T) {
	err := series.ReadWords("class\tword\ndead\tDead\nfoo\tbar\nskip\n")
	if err == nil {
		t.Fatal("no fault")
	}
	for _, want := range []string{"words.tsv:2", "words.tsv:3", "words.tsv:4", "class dead has no word"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not tell %q", err, want)
		}
	}
}
