package dispute_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/record"
)

// answers tells whether two sides of a contest overlap the two passages of gold.
func (j joined) answers(x *record.Contest, g gold) bool {
	stands := func(s record.Party, passage string) bool {
		for _, tell := range s.Tellings {
			f := j.facts[tell.ID]
			at := strings.Index(j.texts[f.report], passage)
			if at >= 0 && f.span.Overlaps(record.Span{Start: at, End: at + len(passage)}) {
				return true
			}
		}
		return false
	}
	for n, a := range x.Sides {
		for m, b := range x.Sides {
			if n != m && stands(a, g.sides[0]) && stands(b, g.sides[1]) {
				return true
			}
		}
	}
	return false
}

// TestWorld measures how many disputes are found, and how many of those found are there, on sets of reports of many
// regions: those that the rules were made with and those that were kept apart. Half of the sets have look-alikes only.
func TestWorld(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []struct {
		file              string
		precision, recall float64 // at least
	}{{"world.txt", 0.69, 0.65}, {"world-kept.txt", 0.75, 0.65}, {"world-late.txt", 0.8, 0.8}, {"world-last.txt", 0.72, 0.8}, {"world-end.txt", 0.3, 0.3}, {"world-runs.txt", 0.75, 0.6}, {"world-words.txt", 0.9, 0.75}, {"world-next.txt", 0.9, 0.8}, {"threads.txt", 0.8, 0.28}, {"threads-across.txt", 0.8, 0.15}, {"threads-sides.txt", 0.8, 0.2}} {
		var all, known, found, right, loose int
		for _, c := range readCases(t, "testdata/"+set.file) {
			j := join(t, reader, c)
			all, found = all+len(c.gold), found+len(j.contests)
			for _, g := range c.gold {
				for _, side := range g.sides {
					if !strings.Contains(strings.Join(j.texts, "\n"), side) {
						t.Errorf("%s: no report says %q", c.name, side)
					}
				}
				hit, same := false, false
				for _, x := range j.contests {
					if j.answers(x, g) {
						hit, same = true, same || x.Matter == g.matter
					}
				}
				if same {
					known++
				} else {
					t.Logf("%s: %s: missed (as another matter: %t): %s | %s", set.file, c.name, hit, g.sides[0], g.sides[1])
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
					right++
				}
				if any {
					loose++
				}
				if !same {
					t.Logf("%s: %s: in no gold (of this matter): %s", set.file, c.name, j.show(x))
				}
			}
		}
		t.Logf("%s: %d found, %d right, %d of any matter; %d in gold, %d of them found", set.file, found, right, loose, all, known)
		if float64(right) < set.precision*float64(found) || float64(known) < set.recall*float64(all) {
			t.Errorf("%s: %d of %d found are right, want %.2f; %d of %d are found, want %.2f", set.file, right, found, set.precision, known, all, set.recall)
		}
	}
}
