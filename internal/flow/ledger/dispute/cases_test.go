package dispute_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "write what was found into testdata/cases.txt")

// report is one report of a case: a line "DATE PUBLISHER: TITLE", then its text.
type report struct{ date, publisher, title, body string }

// contested is one case: reports and the contests between them.
type contested struct {
	name    string
	reports []report
	want    []string // what was found, in full
	gold    []gold   // what should be found
}

// gold is a dispute that a reader finds in the reports: the matter, and the passages of each of its sides.
type gold struct {
	matter string
	sides  [][]string
}

// String is the line that tells a dispute.
func (g gold) String() string {
	var sides []string
	for _, s := range g.sides {
		sides = append(sides, strings.Join(s, " && "))
	}
	return g.matter + " | " + strings.Join(sides, " | ")
}

func readCases(t *testing.T, file string) []contested {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []contested
	for _, block := range strings.Split(string(b), "== ")[1:] {
		name, rest, _ := strings.Cut(block, "\n")
		c := contested{name: name}
		fresh := true
		for _, line := range strings.Split(strings.TrimSpace(rest), "\n") {
			switch {
			case line == "---":
				fresh = true
			case strings.HasPrefix(line, "> "):
				c.want = append(c.want, strings.TrimPrefix(line, "> "))
			case strings.HasPrefix(line, "= "):
				parts := strings.Split(strings.TrimPrefix(line, "= "), " | ")
				if len(parts) < 3 {
					t.Fatalf("%s: %s: want a matter and the passages of two sides", name, line)
				}
				g := gold{matter: strings.Replace(strings.Fields(parts[0])[0], "quote", "quotation", 1)}
				for _, p := range parts[1:] {
					g.sides = append(g.sides, strings.Split(strings.TrimSpace(p), " && "))
				}
				c.gold = append(c.gold, g)
			case strings.HasPrefix(line, "& "): // an act told twice, of which nothing is asked here
			case fresh:
				head, title, _ := strings.Cut(line, ": ")
				date, publisher, _ := strings.Cut(head, " ")
				c.reports = append(c.reports, report{date: date, publisher: publisher, title: title})
				fresh = false
			default:
				r := &c.reports[len(c.reports)-1]
				r.body += line + "\n"
			}
		}
		all = append(all, c)
	}
	return all
}

// spot is where a fact stands: which report of the case, and what of its text.
type spot struct {
	report int
	span   record.Span
	words  string
}

// joined is what the ledger makes of the reports of a case.
type joined struct {
	contests  []*record.Contest // of those that contradict
	confirmed []*record.Contest
	facts     map[record.ID]spot
	texts     []string
}

// join reads the reports of a case and finds the contests between them.
func join(t *testing.T, reader *flow.Reader, c contested) joined {
	t.Helper()
	ctx := context.Background()
	store := memory.New()
	j := joined{facts: map[record.ID]spot{}}
	for i, r := range c.reports {
		raw := fmt.Sprintf("---\ntitle: %s\ndate: %s\npublisher: %s\n---\n%s", r.title, r.date, r.publisher, r.body)
		reading, err := reader.Read(ctx, text.Raw{Path: fmt.Sprintf("%d.md", i), Bytes: []byte(raw), Format: text.Markdown})
		if err != nil {
			t.Fatal(err)
		}
		d := reading.Document.Entry()
		j.texts = append(j.texts, reading.Document.Text)
		for _, f := range reading.Document.Entries() {
			switch f := f.(type) {
			case *record.Claim:
				j.facts[f.ID] = spot{i, f.Span, f.Content}
			case *record.Figure:
				j.facts[f.ID] = spot{i, f.Span, f.Quote}
			case *record.Event:
				j.facts[f.ID] = spot{i, f.Span, f.Quote}
			}
		}
		store.Add(keep.Source{ID: d.ID, Published: d.Published, Publisher: r.publisher, Title: d.Title}, reading.Document.Entries(), "")
		store.SetText(d.ID, reading.Document.Text)
	}
	if _, err := ledger.Update(ctx, store, []ledger.Kind{dispute.Kind{}}); err != nil {
		t.Fatal(err)
	}
	for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: "contest"}) {
		if err != nil {
			t.Fatal(err)
		}
		entry, err := record.Decode(g.Entry)
		if err != nil {
			t.Fatal(err)
		}
		if x := entry.(*record.Contest); x.Relation == "contradicts" {
			j.contests = append(j.contests, x)
		} else {
			j.confirmed = append(j.confirmed, x)
		}
	}
	return j
}

// show writes a contest on a line.
func (j joined) show(x *record.Contest) string {
	var sides []string
	for _, s := range x.Sides {
		var says []string
		for _, tell := range s.Tellings {
			says = append(says, j.facts[tell.ID].words)
		}
		sides = append(sides, s.Who+": "+strings.Join(says, " / "))
	}
	return x.Title + " | " + x.Matter + ", " + x.Status + " | " + strings.Join(sides, " | ")
}

// contests gives the contests between the reports of a case, one a line.
func contests(t *testing.T, reader *flow.Reader, c contested) []string {
	j := join(t, reader, c)
	var found []string
	for _, x := range j.contests {
		found = append(found, j.show(x))
	}
	for _, x := range j.confirmed {
		found = append(found, "confirms: "+j.show(x))
	}
	slices.Sort(found)
	return found
}

// TestCases reads each case and compares what was found with the lines that begin with ">". Those that begin with "=" say what a reader finds.
func TestCases(t *testing.T) {
	const file = "testdata/cases.txt"
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, c := range readCases(t, file) {
		found := contests(t, reader, c)
		if !*update && !slices.Equal(found, c.want) {
			t.Errorf("%s:\n  found %s\n  want  %s", c.name, strings.Join(found, "\n        "), strings.Join(c.want, "\n        "))
		}
		fmt.Fprintf(&out, "== %s\n", c.name)
		for i, r := range c.reports {
			if i > 0 {
				out.WriteString("---\n")
			}
			fmt.Fprintf(&out, "%s %s: %s\n%s", r.date, r.publisher, r.title, r.body)
		}
		for _, g := range c.gold {
			fmt.Fprintf(&out, "= %s\n", g)
		}
		for _, f := range found {
			fmt.Fprintf(&out, "> %s\n", f)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLinkedIsSymmetric compares all items of all cases in both directions.
func TestLinkedIsSymmetric(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var items []*ledger.Item
	kind := dispute.Kind{}
	for _, c := range readCases(t, "testdata/cases.txt") {
		for i, r := range c.reports {
			raw := fmt.Sprintf("---\ntitle: %s\ndate: %s\npublisher: %s\n---\n%s", r.title, r.date, r.publisher, r.body)
			reading, err := reader.Read(context.Background(), text.Raw{Path: fmt.Sprintf("%d.md", i), Bytes: []byte(raw), Format: text.Markdown})
			if err != nil {
				t.Fatal(err)
			}
			source := keep.Source{ID: reading.Document.ID, Published: r.date, Publisher: r.publisher, Title: r.title}
			made, err := kind.Items(source, reading.Document.Entries())
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range made {
				features, err := kind.Decode(n.Features)
				if err != nil {
					t.Fatal(err)
				}
				items = append(items, ledger.NewItem(keep.Item{ID: n.ID, Source: source}, features, nil))
			}
		}
	}
	if len(items) < 100 {
		t.Fatalf("%d items: want those of all cases", len(items))
	}
	for i, a := range items {
		for _, b := range items[i+1:] {
			if kind.Linked(a, b) != kind.Linked(b, a) {
				t.Errorf("%s and %s: linked in one direction only", a.ID, b.ID)
			}
		}
	}
}
