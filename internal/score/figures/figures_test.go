package figures_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
	"github.com/chancery-project/chancery/internal/score/figures"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite what is found below the cases; what is wanted stays")

func TestOwnCases(t *testing.T) {
	sets, err := figures.OwnOf(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	r, err := figures.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	for i := range sets {
		set := &sets[i]
		row, misses, err := figures.Score(t.Context(), r, set)
		if err != nil {
			t.Fatal(err)
		}
		if row.Cases < 36 || row.None < 5 {
			t.Errorf("%s: %d sentences, %d without figures; want 36 and 5", set.Title, row.Cases, row.None)
		}
		if row.F1() < 0.92 {
			t.Errorf("%s: F1 %.3f, want 0.92", set.Title, row.F1())
		}
		for _, m := range misses {
			t.Log(m)
		}
		want, err := set.WithFound(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(set.File, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		have, err := os.ReadFile(set.File)
		if err != nil {
			t.Fatal(err)
		}
		if stated(string(have)) != stated(want) {
			t.Errorf("%s: the figures below the cases have changed; run with -update and read the difference", set.File)
		}
	}
}

// stated leaves out who says so, when and the series: they change with every fact that is added to the knowledge.
func stated(file string) string {
	lines := strings.Split(file, "\n")
	for i, l := range lines {
		if cells := strings.Split(l, " | "); strings.HasPrefix(l, "\t") && len(cells) > 2 {
			lines[i] = strings.Join(cells[:2], " | ")
		}
	}
	return strings.Join(lines, "\n")
}

func TestPackedCases(t *testing.T) { packtest.Check(t, "./internal/score/figures", ".", "cases/*.txt") }

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"fighters of the TTP", "TTP fighters", 1},
		{"people killed", "people", 2.0 / 3},
		{"jets", "boats", 0},
		{"", "boats", 0},
	} {
		if got := figures.Overlap(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestEqual(t *testing.T) {
	high := 7.0
	g := figures.Gold{Value: 5, Max: &high, Units: []string{"mile", "miles"}}
	f := &record.Figure{Value: 5, Unit: "mile"}
	if g.Equal(f) {
		t.Error("a range equals its lower end")
	}
	if f.ValueMax = &high; !g.Equal(f) {
		t.Error("a range does not equal itself")
	}
	if f.Unit = "km"; g.Equal(f) {
		t.Error("miles are kilometres")
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := figures.Folder(dir, ""); err == nil || !strings.Contains(err.Error(), "no report with gold") {
		t.Errorf("an empty folder: %v", err)
	}
	write := func(name, content string) {
		if err := os.WriteFile(dir+"/"+name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(dir+"/a.gold", 0o755); err != nil {
		t.Fatal(err)
	}
	write("a.txt", "Some 300 people left.")
	write("a.gold/meta.json", `{"date":"2020-01-02"}`)
	write("a.gold/figures.jsonl", `{"quote":"Some 300 people","value":300,"unit":"people","what":"people","qualifier":"about","source":"Chad","accept":{"about":["exact"]}}`+"\n")
	set, err := figures.Folder(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	c := set.Cases[0]
	if c.Date != "2020-01-02" || len(c.Wanted) != 1 || len(c.Wanted[0].Qualifiers) != 2 || c.Wanted[0].Sources[0] != "Chad" {
		t.Errorf("read %+v", c)
	}
	write("a.gold/figures.jsonl", "{\n")
	if _, err := figures.Folder(dir, ""); err == nil || !strings.Contains(err.Error(), "figures.jsonl: line 1") {
		t.Errorf("a broken line: %v", err)
	}
}
