package actors_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/score/actors"
)

var update = flag.Bool("update", false, "rewrite the answers below the cases; the wanted ones stay")

func TestMentions(t *testing.T) {
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := who.New(base)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := actors.Sets()
	if err != nil {
		t.Fatal(err)
	}
	rows, misses := actors.Score(sets, r)
	var table strings.Builder
	if err := actors.WriteTable(&table, rows); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", table.String())
	cases, right := 0, 0
	for _, row := range rows {
		if row.Cases < 30 {
			t.Errorf("%s: %d cases, want 30", row.Title, row.Cases)
		}
		cases, right = cases+row.Cases, right+row.Right
	}
	if right*100 < cases*92 {
		t.Errorf("%d of %d cases right, want 92 of 100", right, cases)
	}
	for _, m := range misses {
		t.Logf("%s on %s: %s", m.Case.Mention, m.Case.On, actors.String(m.Answer))
	}
	for i := range sets {
		want := sets[i].WithAnswers(r)
		if *update {
			if err := os.WriteFile(sets[i].File, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		data, err := os.ReadFile(sets[i].File)
		if err != nil {
			t.Fatal(err)
		}
		if have := actorsAlone(string(data)); have != actorsAlone(want) {
			t.Errorf("%s: the answers below the cases have changed; run with -update and read the difference", sets[i].File)
		}
	}
}

// actorsAlone leaves out why, which changes with every fact that is added to the knowledge.
func actorsAlone(file string) string {
	lines := strings.Split(file, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "\t") {
			parts := strings.Split(l, " + ")
			for k := range parts {
				parts[k], _, _ = strings.Cut(parts[k], ": ")
			}
			lines[i] = strings.Join(parts, " + ")
		}
	}
	return strings.Join(lines, "\n")
}
