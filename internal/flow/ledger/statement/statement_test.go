package statement_test

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
	"github.com/chancery-project/chancery/internal/flow/ledger/statement"
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

func newKind(t testing.TB) *statement.Kind {
	t.Helper()
	kind, err := statement.New()
	if err != nil {
		t.Fatal(err)
	}
	return kind
}

// TestCases joins the claims of invented reports and compares what comes out with the case files: -update rewrites
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

// shown writes the joined claims of a store with the words of their tellings.
func shown(t *testing.T, store *memory.Store) string {
	t.Helper()
	ctx := context.Background()
	var b strings.Builder
	for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: "joined-claim", Order: keep.ByTimeUp}) {
		if err != nil {
			t.Fatal(err)
		}
		var j record.JoinedClaim
		if err := json.Unmarshal(g.Entry, &j); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s: %s | origins %d reports %d | %s\n", name(j.Source), j.Stance, j.Content, j.Support.Origins, j.Support.Reports,
			strings.Join(g.Terms, " "))
		for _, told := range j.Tellings {
			c, _, err := store.FactByID(ctx, string(told.ID))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "  - %s %s: %s\n", told.Published, told.Publisher, c.(*record.Claim).Quote)
		}
	}
	return b.String()
}

func name(a *record.Actor) string {
	if a == nil {
		return "-"
	}
	return a.Name
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
				all = append(all, ledger.NewItem(keep.Item{Kind: "joined-claim", ID: n.ID, Source: source, Features: n.Features, Keys: n.Keys}, f, facts[n.Fact]))
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

// TestGroupsKeepTheirMembers puts any tellings into one component, in the order of the ledger, and wants each in one
// group, with the same groups whatever the order in which they were drawn.
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
			if g.ID != record.IdentifyAs("c", g.Members[0]) {
				t.Fatalf("%s is not named after its earliest telling %s", g.ID, g.Members[0])
			}
			for _, m := range g.Members {
				seen[m]++
			}
		}
		for _, i := range component {
			if seen[i.ID] != 1 {
				t.Fatalf("%s is in %d groups", i.ID, seen[i.ID])
			}
		}
	})
}

// FuzzDecode reads any bytes: an error or a telling, never a panic.
func FuzzDecode(f *testing.F) {
	kind := newKind(f)
	for _, i := range items(f) {
		f.Add(i.Item.Features)
	}
	f.Fuzz(func(t *testing.T, features []byte) {
		decoded, err := kind.Decode(features)
		if err == nil && decoded == nil {
			t.Error("neither features nor an error")
		}
	})
}
