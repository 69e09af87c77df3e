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
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	score "github.com/chancery-project/chancery/internal/score/ledger"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var fit = flag.Bool("fit", false, "fit the weights of couples to the threads for development and the sets of this folder, and write weights.tsv")

// opposed is a stretch of a report with the side of a dispute that it stands on.
type opposed struct {
	dispute, side int
	span          record.Span
}

// judged is a couple with what gold has of it.
type judged struct {
	dispute.Couple
	a, b string // words of the two
	gold bool
}

// judge gives the couples of a report. Left out are those that gold does not have of which one claim and the other's party do stand
// against each other: they are of the same contest.
func judge(source keep.Source, body string, facts []record.Entry, gold []opposed) []judged {
	var all []judged
	for _, c := range dispute.Couples(source, body, facts) {
		j := judged{Couple: c, a: c.A.Of(body), b: c.B.Of(body)}
		for _, x := range gold {
			for _, y := range gold {
				j.gold = j.gold || x.dispute == y.dispute && x.side != y.side && x.span.Overlaps(c.A) && y.span.Overlaps(c.B)
			}
		}
		all = append(all, j)
	}
	return slices.DeleteFunc(slices.Clone(all), func(j judged) bool {
		return !j.gold && slices.ContainsFunc(all, func(o judged) bool {
			return o.gold && (o.a == j.a && o.Party[1] == j.Party[1] || o.b == j.b && o.Party[0] == j.Party[0])
		})
	})
}

// judgedSets gives the couples of the sets of a file of this folder.
func judgedSets(t *testing.T, reader *flow.Reader, file string) []judged {
	t.Helper()
	var all []judged
	for _, c := range readCases(t, file) {
		for i, r := range c.reports {
			raw := fmt.Sprintf("---\ntitle: %s\ndate: %s\npublisher: %s\n---\n%s", r.title, r.date, r.publisher, r.body)
			reading, err := reader.Read(context.Background(), text.Raw{Path: fmt.Sprintf("%d.md", i), Bytes: []byte(raw), Format: text.Markdown})
			if err != nil {
				t.Fatal(err)
			}
			d := reading.Document
			var gold []opposed
			for n, g := range c.gold {
				for side, quotes := range g.sides {
					for _, quote := range quotes {
						if at := strings.Index(d.Text, quote); at >= 0 {
							gold = append(gold, opposed{n, side, record.Span{Start: at, End: at + len(quote)}})
						}
					}
				}
			}
			all = append(all, judge(keep.Source{ID: d.ID, Published: r.date, Title: d.Entry().Title}, d.Text, d.Entries(), gold)...)
		}
	}
	return all
}

// judgedThreads gives the couples of the threads for development.
func judgedThreads(t *testing.T, reader *flow.Reader) []judged {
	t.Helper()
	const root = "../../../../"
	threads, err := score.Load(os.DirFS(root + "testdata/ledger/dev"))
	if err != nil {
		t.Fatal(err)
	}
	corpus, err := score.Build(context.Background(), reader, []ledger.Kind{dispute.Kind{}}, threads, os.DirFS(root+"internal/sample/demo"))
	if err != nil {
		t.Fatal(err)
	}
	var all []judged
	for _, thread := range threads {
		for _, name := range thread.Reports {
			r := corpus.Reports[name]
			var gold []opposed
			for n, d := range thread.Disputes {
				for side, s := range d.Sides {
					for _, m := range s.Members {
						if at, ok := r.Find(m.Quote.Quote); ok && m.Report == name && d.Relation == "contradicts" {
							gold = append(gold, opposed{n, side, at})
						}
					}
				}
			}
			all = append(all, judge(keep.Source{ID: r.Document.ID, Published: r.Document.Published, Title: r.Document.Title}, r.Text, r.Facts, gold)...)
		}
	}
	return all
}

// TestWeights fits the weights of couples where it is asked to, and sees that there are no others.
func TestWeights(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	all := judgedSets(t, reader, "testdata/threads.txt")
	if *fit {
		for _, file := range []string{"world.txt", "world-kept.txt", "world-late.txt", "world-last.txt", "world-end.txt", "world-runs.txt", "world-words.txt", "world-next.txt", "threads-across.txt", "threads-sides.txt"} {
			all = append(all, judgedSets(t, reader, "testdata/"+file)...)
		}
		all = append(all, judgedThreads(t, reader)...)
		writeWeights(t, all)
	}
	known := map[string]bool{}
	for _, name := range dispute.Hints() {
		known[name] = true
	}
	for _, j := range all {
		for _, name := range j.Hints {
			if !known[name] {
				t.Errorf("weights.tsv has no weight for %q", name)
				known[name] = true
			}
		}
	}
}

// writeWeights fits the weights by logistic regression with a pull towards 0.
func writeWeights(t *testing.T, all []judged) {
	t.Helper()
	const pull, needed = 2, "0.8"
	var names []string
	for _, j := range all {
		names = append(names, j.Hints...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	var samples []score.Sample
	for _, j := range all {
		x := make([]float64, len(names))
		for _, name := range j.Hints {
			n, _ := slices.BinarySearch(names, name)
			x[n] = 1
		}
		samples = append(samples, score.Sample{X: x, One: j.gold, Count: 1})
	}
	w := score.Fit(samples, make([]float64, len(names)), make([]bool, len(names)), pull)
	var b strings.Builder
	b.WriteString("# How much each hint of a couple of claims speaks for a contest between them, in log-odds, as fitted by\n" +
		"# go test ./internal/flow/ledger/dispute -run TestWeights -fit; and the sum from which on there is one, set by hand.\nhint\tweight\n")
	fmt.Fprintf(&b, "needed\t%s\n", needed)
	for n, name := range names {
		fmt.Fprintf(&b, "%s\t%.3f\n", name, w[n])
	}
	if err := os.WriteFile("weights.tsv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
