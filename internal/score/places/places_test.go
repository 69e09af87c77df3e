package places_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/bind/where"
	"github.com/chancery-project/chancery/internal/pack/packtest"
	"github.com/chancery-project/chancery/internal/score/places"
	"github.com/chancery-project/chancery/internal/text"
)

var update = flag.Bool("update", false, "rewrite the answers below the cases; the wanted ones stay")

func TestPlaces(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Places}})
	if err != nil {
		t.Fatal(err)
	}
	resolve := func(c *places.Case) (*text.Place, error) {
		doc, err := reader.ReadText(t.Context(), c.Sentence, c.Date)
		if err != nil {
			return nil, err
		}
		return where.Of(doc, c.Mention), nil
	}
	sets, err := places.SetsOf(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	rows, misses, err := places.Score(sets, resolve)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := places.WriteTable(&table, rows); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", table.String())
	all := places.Sum("all", rows)
	if all.Places+all.None < 200 || all.None < 50 {
		t.Errorf("%d cases, %d of them of no place: want 200 and 50", all.Places+all.None, all.None)
	}
	if all.Country*100 < all.Places*95 || all.PinnedNear*100 < all.Pinned*85 || all.Wrong*20 > all.None {
		t.Errorf("%d of %d countries and %d of %d pins right, %d of %d wrong: want .95, .85, and .05 at most",
			all.Country, all.Places, all.PinnedNear, all.Pinned, all.Wrong, all.None)
	}
	for _, m := range misses {
		t.Logf("%s: %s: %s", m.Case.Mention, m.Case.Sentence, places.String(m.Place))
	}
	for i := range sets {
		compare(t, &sets[i], resolve)
	}
}

// compare holds the answers below the cases against those of today, without why.
func compare(t *testing.T, set *places.Set, resolve places.Resolver) {
	t.Helper()
	want, err := set.WithAnswers(resolve)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(set.File, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(set.File)
	if err != nil {
		t.Fatal(err)
	}
	if withoutWhy(string(data)) != withoutWhy(want) {
		t.Errorf("%s: the answers below the cases have changed; run with -update and read the difference", set.File)
	}
}

func withoutWhy(file string) string {
	lines := strings.Split(file, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "\t") {
			lines[i], _, _ = strings.Cut(l, ": ")
		}
	}
	return strings.Join(lines, "\n")
}

func TestPackedCases(t *testing.T) { packtest.Check(t, "./internal/score/places", ".", "cases/*.txt") }

func TestOpenNamesWhatIsWrong(t *testing.T) {
	for line, want := range map[string]string{
		"Kabul | 2001":                                        "cells",
		"Kabul | 2001 | AFG | In Kabul.":                      "country, precision and pin",
		"Kabul | 2001 | AFG city 134,69 | In Kabul.":          "degrees",
		"Kandahar | 2001 | AFG city 34.53,69.17 | In Kabul.":  "does not stand",
		"Kabul | 2001 | AFG city 34.53;69.17 | In Kabul now.": "pin",
	} {
		file := filepath.Join(t.TempDir(), "cases.txt")
		if err := os.WriteFile(file, []byte("# Cases.\n"+line+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := places.Open(file)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: error %v, want one of line 2 with %q", line, err, want)
		}
	}
}

func TestJudge(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cases.txt")
	cases := "Kabul | 2001 | AFG city 34.53,69.17 Kabul | In Kabul.\nKabul | 2001 | none | Kabul said.\n"
	if err := os.WriteFile(file, []byte(cases), 0o644); err != nil {
		t.Fatal(err)
	}
	set, err := places.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	near, far := text.Place{}, text.Place{}
	near.Where.Name, near.Where.Country, near.Where.Precision = "Kabul", "AFG", "city"
	far.Where = near.Where
	latitude, longitude, off := 34.5, 69.2, 35.0
	near.Where.Latitude, near.Where.Longitude = &latitude, &longitude
	far.Where.Latitude, far.Where.Longitude = &off, &longitude
	for _, c := range []struct {
		n    int
		p    *text.Place
		want places.Verdict
	}{
		{0, &near, places.Verdict{Found: true, Country: true, Pin: true, Exact: true, Name: true}},
		{0, &far, places.Verdict{Found: true, Country: true, Exact: true, Name: true}},
		{0, nil, places.Verdict{}},
		{1, nil, places.Verdict{Found: true, Country: true, Pin: true, Exact: true, Name: true}},
		{1, &near, places.Verdict{}},
	} {
		if got := set.Cases[c.n].Judge(c.p); got != c.want {
			t.Errorf("case %d: got %+v, want %+v", c.n, got, c.want)
		}
	}
}
