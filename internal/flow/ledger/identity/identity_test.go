package identity_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/identity"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the case files")

// report is one report of a case: "== date | publisher | title" and its text.
type report struct{ date, publisher, title, body string }

// parse gives the notes and the reports of a case. What stands behind "-- joined --" is what came out.
func parse(t *testing.T, file string) (input string, reports []report, want string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	input, want, _ = strings.Cut(string(b), "-- joined --\n")
	for _, part := range strings.Split("\n"+input, "\n== ")[1:] {
		head, body, _ := strings.Cut(part, "\n")
		cells := strings.Split(head, " | ")
		if len(cells) != 3 {
			t.Fatalf("%s: want date | publisher | title, got %q", file, head)
		}
		reports = append(reports, report{cells[0], cells[1], cells[2], strings.TrimSpace(body)})
	}
	return input, reports, want
}

func read(t testing.TB, reader *flow.Reader, r report) (keep.Source, []record.Entry) {
	t.Helper()
	page := fmt.Sprintf("---\ntitle: %s\ndate: %s\npublisher: %s\n---\n%s\n", r.title, r.date, r.publisher, r.body)
	reading, err := reader.Read(context.Background(), text.Raw{Path: "case.md", Bytes: []byte(page), Format: text.Markdown})
	if err != nil {
		t.Fatal(err)
	}
	d := reading.Document.Entry()
	return keep.Source{ID: d.ID, Published: d.Published, Publisher: r.publisher, Title: d.Title}, reading.Document.Entries()
}

func newReader(t testing.TB) *flow.Reader {
	t.Helper()
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func newKind(t testing.TB) *identity.Kind {
	t.Helper()
	kind, err := identity.New()
	if err != nil {
		t.Fatal(err)
	}
	return kind
}

// TestCases joins the events of invented reports and compares what comes out with the case files: -update rewrites
// them, to be read then.
func TestCases(t *testing.T) {
	reader, kind := newReader(t), newKind(t)
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			input, reports, want := parse(t, file)
			store := memory.New()
			for _, r := range reports {
				source, facts := read(t, reader, r)
				store.Add(source, facts, "")
			}
			if _, err := ledger.Update(context.Background(), store, []ledger.Kind{kind}); err != nil {
				t.Fatal(err)
			}
			got := shown(t, store)
			if *update {
				if err := os.WriteFile(file, []byte(input+"-- joined --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// shown writes the joined events of a store with the words of their tellings.
func shown(t *testing.T, store *memory.Store) string {
	t.Helper()
	ctx := context.Background()
	var b strings.Builder
	for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: "joined", Order: keep.ByTimeUp}) {
		if err != nil {
			t.Fatal(err)
		}
		var j record.Joined
		if err := json.Unmarshal(g.Entry, &j); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s | %s | %s to %s | %s..%s | %s | origins %d reports %d\n", j.Type, j.Mode, j.Status,
			names(j.Actors), names(j.Recipients), g.From, g.To, placeName(j.Place), j.Support.Origins, j.Support.Reports)
		for _, f := range j.Fields {
			var values []string
			for _, v := range f.Values {
				values = append(values, fmt.Sprintf("%s (%d)", v.Value, v.Origins))
			}
			fmt.Fprintf(&b, "  %s: %s\n", f.Name, strings.Join(values, "; "))
		}
		for _, told := range j.Tellings {
			e, _, err := store.FactByID(ctx, string(told.ID))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "  - %s %s: %s\n", told.Published, told.Publisher, e.(*record.Event).Quote)
		}
		for _, again := range j.Retold {
			e, _, err := store.FactByID(ctx, string(again.ID))
			if err != nil {
				t.Fatal(err)
			}
			n := e.(*record.Nugget)
			at := n.Trigger.Start - n.Span.Start
			fmt.Fprintf(&b, "  ~ %s %s: %s[%s]\n", again.Published, again.Publisher, n.Quote[:at], n.Quote[at:at+n.Trigger.Len()])
		}
	}
	return b.String()
}

func names(actors []record.Actor) string {
	var all []string
	for _, a := range actors {
		all = append(all, a.Name)
	}
	return strings.Join(all, " + ")
}

func placeName(w *record.Where) string {
	if w == nil {
		return ""
	}
	return w.Name
}

// items gives the items of all reports of the cases.
func items(t testing.TB) []*ledger.Item {
	t.Helper()
	reader, kind := newReader(t), newKind(t)
	files, _ := filepath.Glob("testdata/cases/*.txt")
	var all []*ledger.Item
	for _, file := range files {
		_, reports, _ := parse(&testing.T{}, file)
		for _, r := range reports {
			source, facts := read(t, reader, r)
			news, err := kind.Items(source, facts)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range news {
				f, err := kind.Decode(n.Features)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, ledger.NewItem(keep.Item{Kind: "joined", ID: n.ID, Source: source, Features: n.Features, Keys: n.Keys}, f, facts[n.Fact]))
			}
		}
	}
	return all
}

// TestLinkedIsSymmetric asks every pair of tellings of the cases both ways.
func TestLinkedIsSymmetric(t *testing.T) {
	kind, all := newKind(t), items(t)
	for i, a := range all {
		if len(a.Keys) == 0 {
			t.Errorf("%s has no key", a.ID)
		}
		for _, b := range all[:i] {
			if kind.Linked(a, b) != kind.Linked(b, a) {
				t.Errorf("%s and %s: linked one way only", a.ID, b.ID)
			}
		}
	}
}

// TestGroupsKeepTheirMembers puts any tellings into one component, in the order of the ledger, and wants each event in one
// group and each nugget in one at most, with the same groups whatever the order in which they were drawn.
func TestGroupsKeepTheirMembers(t *testing.T) {
	kind, all := newKind(t), items(t)
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.Permutation(all).Draw(t, "order")[:rapid.IntRange(1, len(all)).Draw(t, "number")]
		component := slices.Clone(drawn)
		slices.SortFunc(component, ledger.Compare)
		groups, err := kind.Groups(component)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[record.ID]int{}
		for _, g := range groups {
			if g.ID != record.IdentifyAs("e", g.Members[0]) {
				t.Fatalf("%s is not named after its earliest telling %s", g.ID, g.Members[0])
			}
			for _, m := range g.Members {
				seen[m]++
			}
		}
		for _, i := range component {
			e, err := i.Entry()
			if err != nil {
				t.Fatal(err)
			}
			_, nugget := e.(*record.Nugget)
			if seen[i.ID] > 1 || seen[i.ID] == 0 && !nugget {
				t.Fatalf("%s is in %d groups", i.ID, seen[i.ID])
			}
		}
	})
}

// FuzzDecode reads any bytes: an error or a telling, never a panic.
func FuzzDecode(f *testing.F) {
	kind := newKind(f)
	for _, i := range items(f)[:5] {
		f.Add(i.Item.Features)
	}
	f.Fuzz(func(t *testing.T, features []byte) {
		decoded, err := kind.Decode(features)
		if err == nil && decoded == nil {
			t.Error("neither features nor an error")
		}
	})
}

// TestWeightsFaults wants every fault of a file of weights in the error.
func TestWeightsFaults(t *testing.T) {
	_, err := identity.ReadWeights("w.tsv", "feature\tset\tlearnt\nbias\tx\t1\nno such\t1\t1\nday same\t1\nday same\t1\t2\nday same\t1\t2\n")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"w.tsv:2", "w.tsv:3", "w.tsv:4", "w.tsv:6"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not tell of %s: %v", want, err)
		}
	}
}

// TestWeightsRoundTrip writes and reads the built-in weights.
func TestWeightsRoundTrip(t *testing.T) {
	w, err := identity.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := w.Write(&b); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("weights.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(file) {
		t.Errorf("written:\n%s\nis not weights.tsv", b.String())
	}
}

// TestLargeComponents gives one event told by a thousand copies and by reports of its own day, and another of a month
// later: two events, quickly.
func TestLargeComponents(t *testing.T) {
	reader, kind := newReader(t), newKind(t)
	var component []*ledger.Item
	add := func(r report, number int, group int64) {
		source, facts := read(t, reader, r)
		source.ID = record.DocumentIDOf(fmt.Sprint("document ", number))
		source.Group = group
		news, err := kind.Items(source, facts)
		if err != nil || len(news) == 0 {
			t.Fatal(err, len(news))
		}
		f, err := kind.Decode(news[0].Features)
		if err != nil {
			t.Fatal(err)
		}
		id := record.ID(fmt.Sprintf("e_%04d", number))
		component = append(component, ledger.NewItem(keep.Item{Kind: "joined", ID: id, Source: source, Keys: news[0].Keys}, f, facts[news[0].Fact]))
	}
	for n := range 1000 {
		add(report{"2023-04-11", fmt.Sprint("Outlet ", n), "", "Turkish artillery shelled the Syrian town of Kobani on Monday."}, n, 7)
	}
	add(report{"2023-04-12", "Plain", "", "The Turkish army shelled Kobani in Syria on 10 April."}, 1000, 0)
	add(report{"2023-05-12", "Plain", "", "The Turkish army shelled Kobani in Syria on 10 May."}, 1001, 0)
	slices.SortFunc(component, ledger.Compare)
	groups, err := kind.Groups(component)
	if err != nil {
		t.Fatal(err)
	}
	if len(groups) != 2 || groups[0].Reports != 1001 || groups[0].Origins != 2 || groups[1].Reports != 1 {
		for _, g := range groups {
			t.Errorf("%s: %d reports, %d origins", g.ID, g.Reports, g.Origins)
		}
	}
}
