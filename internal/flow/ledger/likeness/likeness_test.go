package likeness_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

func TestStem(t *testing.T) {
	for _, forms := range [][]string{
		{"close", "closed", "closing", "closure", "closes"},
		{"attack", "attacks", "attacked", "attacker"},
		{"deport", "deported", "deportation", "deportations"},
		{"Kandahār", "kandahar"},
		{"release", "released", "releases"},
	} {
		for _, f := range forms {
			if got, want := likeness.Stem(f), likeness.Stem(forms[0]); got != want {
				t.Errorf("%s has the stem %q, %s has %q", f, got, forms[0], want)
			}
		}
	}
	if likeness.Stem("border") == likeness.Stem("board") {
		t.Error("border and board have one stem")
	}
}

func TestCompareWords(t *testing.T) {
	a := likeness.WordsOf("Pakistani jets bombed houses in Barmal, officials said.")
	b := likeness.WordsOf("In Barmal, aircraft bombed a house on Tuesday night.")
	c := likeness.WordsOf("The ministers met in Doha and said that talks would go on.")
	if s := likeness.Compare(a, b); s.Names != 1 || s.Part < 0.5 {
		t.Errorf("two words for one raid share %+v", s)
	}
	if s := likeness.Compare(a, c); s.Mass >= 0.5 {
		t.Errorf("a raid and talks share %+v", s)
	}
	if s := likeness.Compare(a, a); s.Both != 1 || s.Part != 1 {
		t.Errorf("a passage shares %+v with itself", s)
	}
	if got := likeness.Compare(a, nil); got != (likeness.Shared{}) {
		t.Errorf("a passage shares %+v with none", got)
	}
}

func TestNight(t *testing.T) {
	if !likeness.Night("The town was shelled in the early hours of Monday") || likeness.Night("The town was shelled on Monday") {
		t.Error("nights are not told from days")
	}
}

func day(from, to string) likeness.Days {
	w := &record.When{}
	if from != "" {
		w.From = &from
	}
	if to != "" {
		w.To = &to
	}
	return likeness.DaysOf(w)
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		a, b  likeness.Days
		apart int
	}{
		{day("2024-12-24", "2024-12-24"), day("2024-12-24", "2024-12-24"), 0},
		{day("2024-12-24", "2024-12-24"), day("2024-12-25", "2024-12-25"), 1},
		{day("2024-12-24T22:00", "2024-12-24T23:00"), day("2024-12-31", "2024-12-31"), 7},
		{day("2024-12-01", "2024-12-31"), day("2024-12-25", "2024-12-25"), 0},
		{day("2024-12-24", ""), day("2025-02-01", "2025-02-01"), 0},
		{day("", "2024-12-24"), day("2024-12-26", "2024-12-26"), 2},
		{day("", ""), day("2024-12-26", "2024-12-26"), 0},
	} {
		if got := c.a.Apart(c.b); got != c.apart {
			t.Errorf("%v and %v are %d days apart, want %d", c.a, c.b, got, c.apart)
		}
		if c.a.Apart(c.b) != c.b.Apart(c.a) {
			t.Errorf("%v and %v: not the same both ways", c.a, c.b)
		}
	}
	if d := likeness.DayOf("2024-12-24"); d.String() != "2024-12-24" {
		t.Errorf("the day is written %s", d)
	}
	if likeness.DayOf("soon") != likeness.NoDay || likeness.NoDay.String() != "" {
		t.Error("what is no day is one")
	}
}

func TestPlaces(t *testing.T) {
	barmal := likeness.PlaceOf("Barmal district", "AFG", "Paktika", "district")
	town := likeness.PlaceOf("Barmal", "AFG", "Paktika", "city")
	paktika := likeness.PlaceOf("Paktika", "AFG", "Paktika", "province")
	khost := likeness.PlaceOf("Khost Province", "AFG", "Khost Province", "province")
	afghanistan := likeness.PlaceOf("Afghanistan", "AFG", "", "country")
	kabul := likeness.PlaceOf("Kabul", "AFG", "Kabul Province", "city")
	lahore := likeness.PlaceOf("Lahore", "PAK", "Punjab", "city")
	nowhere := likeness.Place{}
	for _, c := range []struct {
		name string
		a, b likeness.Place
		want likeness.Match
	}{
		{"a district and its town", barmal, town, likeness.Equal},
		{"a district in its province", barmal, paktika, likeness.Within},
		{"a province in its country", paktika, afghanistan, likeness.Within},
		{"two provinces", paktika, khost, likeness.Apart},
		{"a town in another province", town, khost, likeness.Apart},
		{"two towns", town, kabul, likeness.Apart},
		{"towns of two countries", kabul, lahore, likeness.Apart},
		{"a country and a town elsewhere", afghanistan, lahore, likeness.Apart},
		{"nowhere", nowhere, kabul, likeness.Unknown},
	} {
		if got := c.a.Match(c.b); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
		if c.a.Match(c.b) != c.b.Match(c.a) {
			t.Errorf("%s: not the same both ways", c.name)
		}
	}
}

func TestSides(t *testing.T) {
	side := func(actors ...record.Actor) likeness.Side { return likeness.SideOf(actors) }
	pakistan := record.Actor{ID: "pakistan", Name: "Pakistan", Kind: "state", Country: "PAK", Sector: "GOV"}
	army := record.Actor{Name: "Pakistani army", Kind: "government body", Country: "PAK", Sector: "MIL"}
	group := record.Actor{ID: "jaish-ul-adl", Name: "Jaish ul-Adl", Kind: "armed group", Country: "IRN", Sector: "REB"}
	iran := record.Actor{ID: "iran", Name: "Iran", Kind: "state", Country: "IRN", Sector: "GOV"}
	people := record.Actor{Name: "people", Kind: "people"}
	for _, c := range []struct {
		name string
		a, b likeness.Side
		want likeness.Match
	}{
		{"a state and its army", side(pakistan), side(army), likeness.Equal},
		{"two states", side(pakistan), side(iran), likeness.Apart},
		{"a state and a group on its soil", side(pakistan), side(group), likeness.Mixed},
		{"a state and people", side(pakistan), side(people), likeness.Unknown},
		{"one of two", side(pakistan, iran), side(army), likeness.Within},
		{"nobody", side(), side(iran), likeness.Unknown},
	} {
		if got := c.a.Match(c.b); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	if s := side(people); !s.Vague || !s.Empty() {
		t.Errorf("people are %+v", s)
	}
}

// TestClusters wants a partition in which nothing that bars each other is together, and no two parts left that could be
// joined.
func TestClusters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		scores := rapid.SliceOfN(rapid.Float64Range(-8, 8), n*n, n*n).Draw(t, "scores")
		barred := rapid.SliceOfN(rapid.IntRange(0, 5), n*n, n*n).Draw(t, "barred")
		score := func(i, j int) (float64, bool) { return scores[i*n+j], barred[i*n+j] > 0 }
		clusters := likeness.Clusters(n, 0, score)
		var all []int
		for x, c := range clusters {
			all = append(all, c...)
			if !slices.IsSorted(c) || x > 0 && clusters[x-1][0] > c[0] {
				t.Fatalf("%v do not stand in order", clusters)
			}
			for i, a := range c {
				for _, b := range c[i+1:] {
					if _, ok := score(a, b); !ok {
						t.Fatalf("%d and %d bar each other and are together", a, b)
					}
				}
			}
			for _, d := range clusters[:x] {
				sum, ok := 0.0, true
				for _, a := range d {
					for _, b := range c {
						s, free := score(min(a, b), max(a, b))
						sum, ok = sum+min(max(s, -6), 6), ok && free
					}
				}
				if ok && sum > 1e-9 {
					t.Fatalf("%v and %v could be joined", c, d)
				}
			}
		}
		slices.Sort(all)
		for i := range n {
			if all[i] != i {
				t.Fatalf("%v is no partition of %d", clusters, n)
			}
		}
	})
}

// TestPack writes marks and reads them again.
func TestPack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		marks := rapid.SliceOf(rapid.Custom(func(t *rapid.T) likeness.Mark { return likeness.Mark(rapid.Uint32().Draw(t, "mark")) }))
		side := likeness.Side{States: marks.Draw(t, "states"), Groups: marks.Draw(t, "groups"), Vague: rapid.Bool().Draw(t, "vague")}
		words := likeness.WordsOf(rapid.String().Draw(t, "words"))
		figures := rapid.SliceOf(rapid.Uint64()).Draw(t, "figures")
		signed := rapid.Int64().Draw(t, "signed")
		var w likeness.Writer
		w.Side(side)
		w.Words(words)
		w.Figures(figures)
		w.Signed(signed)
		r := likeness.Reader{Bytes: w.Bytes}
		again := r.Side()
		if !slices.Equal(again.States, side.States) || !slices.Equal(again.Groups, side.Groups) || again.Vague != side.Vague ||
			!slices.Equal(r.Words(), words) || !slices.Equal(r.Figures(), figures) || r.Signed() != signed || r.Bad || len(r.Bytes) > 0 {
			t.Fatal("what is read is not what was written")
		}
	})
}

// FuzzReader reads any bytes: bad or not, never a panic and never more than there is.
func FuzzReader(f *testing.F) {
	f.Add([]byte{3, 1, 2, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		r := likeness.Reader{Bytes: b}
		side, words, figures := r.Side(), r.Words(), r.Figures()
		if n := len(side.States) + len(words) + len(figures); n > len(b) {
			t.Errorf("%d elements of %d bytes", n, len(b))
		}
	})
}
