package dispute_test

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/record"
)

// answers tells whether two sides of a contest overlap passages of two sides of gold.
func (j joined) answers(x *record.Contest, g gold) bool {
	stands := func(s record.Party, passages []string) bool {
		for _, tell := range s.Tellings {
			f := j.facts[tell.ID]
			for _, p := range passages {
				at := strings.Index(j.texts[f.report], p)
				if at >= 0 && f.span.Overlaps(record.Span{Start: at, End: at + len(p)}) {
					return true
				}
			}
		}
		return false
	}
	for n, a := range x.Sides {
		for m, b := range x.Sides {
			for k, one := range g.sides {
				for l, other := range g.sides {
					if n != m && k < l && stands(a, one) && stands(b, other) {
						return true
					}
				}
			}
		}
	}
	return false
}

// tally counts what was found in a file of sets.
type tally struct{ all, known, found, right, loose int }

// measure reads the sets of a file and compares the contests found in each with its gold.
func measure(t *testing.T, reader *flow.Reader, file string) (n tally) {
	t.Helper()
	name := filepath.Base(file)
	for _, c := range readCases(t, file) {
		j := join(t, reader, c)
		n.all, n.found = n.all+len(c.gold), n.found+len(j.contests)
		for _, g := range c.gold {
			for _, side := range g.sides {
				for _, passage := range side {
					if !strings.Contains(strings.Join(j.texts, "\n"), passage) {
						t.Errorf("%s: no report says %q", c.name, passage)
					}
				}
			}
			hit, same := false, false
			for _, x := range j.contests {
				if j.answers(x, g) {
					hit, same = true, same || x.Matter == g.matter
				}
			}
			if same {
				n.known++
			} else {
				t.Logf("%s: %s: missed (as another matter: %t): %s", name, c.name, hit, g)
			}
		}
		for _, x := range j.contests {
			same, any := false, false
			for _, g := range c.gold {
				if j.answers(x, g) {
					any, same = true, same || x.Matter == g.matter
				}
			}
			if same {
				n.right++
			}
			if any {
				n.loose++
			}
			if !same {
				t.Logf("%s: %s: in no gold (of this matter): %s", name, c.name, j.show(x))
			}
		}
	}
	t.Logf("%s: %d found, %d right, %d of any matter; %d in gold, %d of them found", name, n.found, n.right, n.loose, n.all, n.known)
	return n
}

var threads = flag.String("threads", "t00", "measure the disputes in the files of testdata/ledger/threads whose names match this pattern")

// TestThreads measures how many disputes are found in threads that the model was learnt from; with a model that was learnt without them it tells
// what is found in unseen ones (docs/EVALUATION.md).
func TestThreads(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../../../testdata/ledger/threads/" + *threads + ".txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no threads match %q: %v", *threads, err)
	}
	var sum tally
	for _, f := range files {
		n := measure(t, reader, f)
		sum = tally{sum.all + n.all, sum.known + n.known, sum.found + n.found, sum.right + n.right, sum.loose + n.loose}
	}
	const precision, recall = 0.6, 0.25 // also of unseen ones
	t.Logf("all: %d found, %.2f right, %.2f of any matter; %d in gold, %.2f of them found", sum.found, float64(sum.right)/float64(max(1, sum.found)),
		float64(sum.loose)/float64(max(1, sum.found)), sum.all, float64(sum.known)/float64(max(1, sum.all)))
	if float64(sum.right) < precision*float64(sum.found) || float64(sum.known) < recall*float64(sum.all) {
		t.Errorf("%d of %d found are right, want %.2f; %d of %d are found, want %.2f", sum.right, sum.found, precision, sum.known, sum.all, recall)
	}
}

// TestWorld measures the same on sets of reports of many regions that the rules and the model were made with. Half of the sets have look-alikes
// only.
func TestWorld(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []struct {
		file              string
		precision, recall float64 // at least
	}{{"world.txt", 0.85, 0.8}, {"world-kept.txt", 0.85, 0.75}, {"world-late.txt", 0.85, 0.8}, {"world-last.txt", 0.8, 0.8}, {"world-end.txt", 0.7, 0.6}, {"world-runs.txt", 0.75, 0.6}, {"world-words.txt", 0.9, 0.8}, {"world-next.txt", 0.9, 0.8}, {"threads.txt", 0.9, 0.7}, {"threads-across.txt", 0.8, 0.15}, {"threads-sides.txt", 0.8, 0.2}} {
		n := measure(t, reader, "testdata/"+set.file)
		if float64(n.right) < set.precision*float64(n.found) || float64(n.known) < set.recall*float64(n.all) {
			t.Errorf("%s: %d of %d found are right, want %.2f; %d of %d are found, want %.2f", set.file, n.right, n.found, set.precision, n.known, n.all, set.recall)
		}
	}
}
