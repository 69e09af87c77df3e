package where_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/bind/where"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var opened = sync.OnceValues(func() (*flow.Reader, error) {
	return flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Places}})
})

func read(t interface {
	Helper()
	Fatal(...any)
}, words string,
) *text.Document {
	t.Helper()
	r, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := r.ReadText(context.Background(), words, "2024-05-01")
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// check holds what every layer of places must: in order, apart, on the words, with pins only where they may be.
func check(t interface{ Errorf(string, ...any) }, doc *text.Document) {
	end := 0
	for i := range doc.Places {
		p := &doc.Places[i]
		if p.Span.Start < end || p.Span.End <= p.Span.Start || len(doc.Text) < p.Span.End {
			t.Errorf("place %d at %v behind %d in %q", i, p.Span, end, doc.Text)
			return
		}
		end = p.Span.End
		if doc.TokensIn(p.Span) != p.Tokens || !p.Tokens.Has(p.Head) {
			t.Errorf("%q: words %v, head %d", p.Span.Of(doc.Text), p.Tokens, p.Head)
		}
		if p.Where.Span == nil || *p.Where.Span != p.Span || p.Where.Name == "" || p.Rule == "" {
			t.Errorf("%q: %+v", p.Span.Of(doc.Text), p.Where)
		}
		for _, f := range record.Verify(p.Entry(doc), doc.Text) {
			t.Errorf("%q: %s", doc.Text, f)
		}
		if doc.PlaceAt(p.Head) != p {
			t.Errorf("%q is not found at its head", p.Span.Of(doc.Text))
		}
	}
}

// TestAnywhere puts names and words of all classes side by side, in any order.
func TestAnywhere(t *testing.T) {
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	places, entities := base.Places(), base.Entities()
	joints := []string{
		" ", ", ", " in ", "'s ", " of ", " and ", "-", " province ", " said that ", " near ", " the northern ", " 40 km north of ", ".\n\n", " (", ") ", " — ",
		" border crossing ", " village of ", " airport, ", " attacks ", " the ", "\u00a0", "\u0301",
	}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 14).Draw(t, "names") {
			if rapid.Bool().Draw(t, "place") {
				b.WriteString(places[rapid.IntRange(0, len(places)-1).Draw(t, "n")].Name)
			} else {
				b.WriteString(entities[rapid.IntRange(0, len(entities)-1).Draw(t, "n")].Name)
			}
			b.WriteString(rapid.SampledFrom(joints).Draw(t, "joint"))
		}
		check(t, read(t, b.String()))
	})
}

func TestReadAgainIsTheSame(t *testing.T) {
	const words = "Fighting went on in Tripoli, Lebanon, and in the village of Qala Murad in western Farah province, 40 km north of Kabul."
	first := read(t, words)
	check(t, first)
	if len(first.Places) < 3 {
		t.Errorf("%d places found", len(first.Places))
	}
	for range 20 {
		again := read(t, words)
		for i := range first.Places {
			if a, b := first.Places[i].Rule, again.Places[i].Rule; a != b {
				t.Fatalf("place %d: %q, then %q", i, a, b)
			}
		}
	}
}

// TestKnownPlaces asks for each place of the knowledge by a sentence of its own and holds the answer in its country.
func TestKnownPlaces(t *testing.T) {
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range base.Places() {
		if p.Latitude < -90 || 90 < p.Latitude {
			t.Errorf("%s lies at %g", p.ID, p.Latitude)
		}
		if inside, known := base.Inside(p.Country, p.Latitude, p.Longitude); known && !inside {
			t.Errorf("%s lies outside of %s", p.ID, p.Country)
		} else if !known && p.Country != "" {
			t.Errorf("%s: %s has no box", p.ID, p.Country)
		}
	}
}

// TestOutside reads a place of a foreign file whose coordinates lie in another country.
func TestOutside(t *testing.T) {
	row := []string{
		"1", "Gundabadkot", "Gundabadkot", "", "-15.79", "-47.88", "P", "PPL", "IN", "", "", "", "", "", "5000", "", "", "Asia/Kolkata", "2020-01-01",
	}
	files := fstest.MapFS{"geonames/IN.txt": {Data: []byte(strings.Join(row, "\t") + "\n")}}
	base, err := knowledge.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	s, err := where.New(base)
	if err != nil {
		t.Fatal(err)
	}
	doc := read(t, "A bus fell into a ravine near Gundabadkot and another one in Kandahar.")
	notices, err := s.Apply(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	check(t, doc)
	if len(notices) != 1 || notices[0].Code != notice.PlaceOutside || notices[0].Span.Of(doc.Text) != "Gundabadkot" {
		t.Errorf("notices %+v, places %+v", notices, doc.Places)
	}
}

func TestOf(t *testing.T) {
	doc := read(t, "Washington said that troops had left Kandahar.")
	if p := where.Of(doc, "kandahar"); p == nil || p.Where.Country != "AFG" {
		t.Errorf("got %+v", p)
	}
	for _, mention := range []string{"Washington", "", "Tokyo"} {
		if p := where.Of(doc, mention); p != nil {
			t.Errorf("%q: got %+v", mention, p)
		}
	}
}

// TestNoPlace reads names that are words, acronyms or parts of other names where they stand.
func TestNoPlace(t *testing.T) {
	for _, words := range []string{
		"The Shire restored its ties.", "A blockade of the Bay of Belfalas was feared.", "Police held a man after a SWAT raid.",
		"The pressure from Canberra grew.", "Pro-Moscow and Iran-backed groups disagreed.", "They denied that Russia has deployed troops.",
	} {
		doc := read(t, words)
		check(t, doc)
		for i := range doc.Places {
			t.Errorf("%q: found %q: %s", words, doc.Places[i].Span.Of(doc.Text), doc.Places[i].Rule)
		}
	}
}

func TestNeedsTrees(t *testing.T) {
	base, err := knowledge.LoadOnly()
	if err != nil {
		t.Fatal(err)
	}
	s, err := where.New(base)
	if err != nil {
		t.Fatal(err)
	}
	doc := read(t, "In Kabul.")
	doc.Trees = nil
	if _, err := s.Apply(context.Background(), doc); err == nil || !strings.Contains(err.Error(), "trees") {
		t.Errorf("error %v", err)
	}
}

func FuzzApply(f *testing.F) {
	for _, words := range []string{
		"In Kabul, Kandahar province, 5 km north of Herat.", "’s in Paris-", "the province of of Kunar", "", "\u0301 Paris", "Paris, Texas, Ohio, Georgia's",
	} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if len(words) > 2000 {
			return
		}
		check(t, read(t, strings.ToValidUTF8(words, "\ufffd")))
	})
}

func BenchmarkApply(b *testing.B) {
	base, err := knowledge.Load()
	if err != nil {
		b.Fatal(err)
	}
	s, err := where.New(base)
	if err != nil {
		b.Fatal(err)
	}
	doc := read(b, strings.Repeat("Rebels who hold Goma fought troops near Sake, a town in North Kivu province, officials in Kinshasa said. "+
		"Washington urged Kigali to withdraw its soldiers from eastern Congo after talks in Doha with the president of Rwanda. ", 20))
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		if _, err := s.Apply(b.Context(), doc); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSpeakerBehindPlace reads towns behind which a country of others speaks or owns something: it does not hold the town.
func TestSpeakerBehindPlace(t *testing.T) {
	for words, country := range map[string]string{
		"The ministers are to meet on April 20 in Lisbon, Mexico's embassy confirmed.": "PRT",
		"Talks are to open in Geneva, Iran said.":                                      "CHE",
		"The raid was near Paris, Texas, police said.":                                 "USA",
	} {
		doc := read(t, words)
		if len(doc.Places) == 0 || doc.Places[0].Where.Country != country {
			t.Errorf("%s: want a place in %s first, found %+v", words, country, doc.Places)
		}
	}
}
