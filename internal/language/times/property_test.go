package times_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/language/times"
)

// check tells what does not hold of the times of a text: they stand in order, within the text, between characters,
// and apart; an interval does not end before it begins.
func check(t interface{ Fatalf(string, ...any) }, text string, found []times.Time, notes []times.Note) {
	last := 0
	for _, f := range found {
		if f.Start < last || f.End <= f.Start || f.End > len(text) {
			t.Fatalf("%q: span %d to %d behind %d", text, f.Start, f.End, last)
		}
		last = f.End
		if !utf8.ValidString(text[f.Start:f.End]) && utf8.ValidString(text) {
			t.Fatalf("%q: span %d to %d cuts a character", text, f.Start, f.End)
		}
		if f.Value == "" || f.Precision == "" || f.Rule == "" {
			t.Fatalf("%q: %+v lacks a value, a precision or a rule", text, f)
		}
		if f.From != "" && f.To != "" && f.From[0] != '-' && f.To[0] != '-' && f.From > f.To {
			t.Fatalf("%q: %+v ends before it begins", text, f)
		}
	}
	for _, n := range notes {
		if n.Start < 0 || n.End <= n.Start || n.End > len(text) {
			t.Fatalf("%q: note on %d to %d", text, n.Start, n.End)
		}
	}
}

// pieces are words that rules are made of, joined at random.
func pieces(g *times.Grammar) []string {
	all := []string{
		" ", ", ", ". ", "-", "–", "'s", "’s", "'", "/", ":", "\n\n", "0", "3", "12", "31", "32", "99", "400", "1999", "2025", "9999",
		"1,000", "2.5", "3rd", "1990s", "'80s", "15:30", "p.m.", "GMT", "BC", "AD", "will", "said", "Kabul", "ü", "年",
	}
	for _, r := range g.Rules() {
		all = append(all, r.Example)
		all = append(all, strings.Fields(r.Example)...)
	}
	return all
}

func TestAnyTextHolds(t *testing.T) {
	g := open(t)
	words := pieces(g)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 30).Draw(t, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "glue"))
		date := rapid.SampledFrom([]string{"", "2025-08-23", "2024-02-29", "0001-01-01", "9998-12-31", "1999-12-31T23:59"}).Draw(t, "date")
		found, notes := g.Find(times.Report{Text: text, Date: date, Segments: times.Split(text)})
		check(t, text, found, notes)
		again, _ := g.Find(times.Report{Text: text, Date: date, Segments: times.Split(text)})
		if len(again) != len(found) {
			t.Fatalf("%q reads in two ways", text)
		}
	})
}

// TestCalendar compares the calendar with itself: each day is the day of its date, and weeks begin on Mondays.
func TestCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := times.Day(rapid.IntRange(-4_000_000, 2_900_000).Draw(t, "day"))
		y, m, n := d.Date()
		if times.DayOf(y, m, n) != d {
			t.Fatalf("%d is %d-%d-%d, which is %d", d, y, m, n, times.DayOf(y, m, n))
		}
		_, w := d.Week()
		if _, before := (d - 1).Week(); (w != before) != (d.Weekday() == 1) {
			t.Fatalf("week %d begins on weekday %d", w, d.Weekday())
		}
	})
}

func FuzzFind(f *testing.F) {
	g := open(f)
	for _, r := range g.Rules() {
		f.Add(r.Example, "2025-08-23")
	}
	f.Add("Aug. 20, 2025 at 3 p.m. EST - 5 p.m.", "")
	f.Fuzz(func(t *testing.T, text, date string) {
		found, notes := g.Find(times.Report{Text: text, Date: date, Segments: times.Split(text)})
		check(t, text, found, notes)
		g.NewSeries(date).Resolve(text)
	})
}

// TestFaults wants each fault of a data file to be told with its place.
func TestFaults(t *testing.T) {
	const words, rules = "class\tvalue\tcode\tflags\tforms\n", "id\tkind\tflags\tpattern\texample\n"
	const holidays, periods = "name\twhen\tnote\n", "name\tfrom\tto\n"
	for name, c := range map[string]struct {
		sources times.Sources
		want    string
	}{
		"class":      {times.Sources{Words: words + "MOON\t1\t\t\tfull\n"}, `words.tsv:2: unknown class "MOON"`},
		"value":      {times.Sources{Words: words + "MONTH\t13\t\t\tsmarch\n"}, "words.tsv:2: MONTH has the value 13, expected 1 to 12"},
		"number":     {times.Sources{Words: words + "MONTH\tx\t\t\tjuly\n"}, `words.tsv:2: the value "x" is no number`},
		"twice":      {times.Sources{Words: words + "MONTH\t1\t\t\tjuly july\n"}, `words.tsv:2: the form "july" stands twice`},
		"capital":    {times.Sources{Words: words + "MONTH\t1\t\t\tJuly\n"}, "write forms in small letters"},
		"no forms":   {times.Sources{Words: words + "MONTH\t1\t\t\t\n"}, "words.tsv:2: no forms"},
		"flag":       {times.Sources{Words: words + "MONTH\t1\t\tloud\tjuly\n"}, `unknown flag "loud"`},
		"unit":       {times.Sources{Words: words + "UNIT\t\tmoon\t\tmoon\n"}, `unknown unit "moon"`},
		"cells":      {times.Sources{Words: words + "MONTH\t1\n"}, "words.tsv:2: 2 cells, expected 5"},
		"head":       {times.Sources{Words: "form\tclass\n"}, "words.tsv:1: the head is"},
		"empty":      {times.Sources{Words: "# nothing\n"}, "no head"},
		"kind":       {times.Sources{Rules: rules + "a\tguess\t\tMONTH\tMay\n"}, `rules.tsv:2: unknown kind "guess"`},
		"pattern":    {times.Sources{Rules: rules + "a\tdate\t\tMOON\tMay\n"}, `"MOON" in "MOON" is neither a class nor a word`},
		"nothing":    {times.Sources{Rules: rules + "a\tdate\t\tMONTH?\tMay\n"}, "matches nothing at all"},
		"same id":    {times.Sources{Rules: rules + "a\tdate\t\tMONTH\tMay\na\tdate\t\tMONTH\tMay\n"}, `rules.tsv:3: the id "a" stands twice`},
		"condition":  {times.Sources{Rules: rules + "a\tdate\tmaybe\tMONTH\tMay\n"}, `unknown flag "maybe"`},
		"no example": {times.Sources{Rules: rules + "a\tdate\t\tMONTH\t\n"}, "needs an id and an example"},
		"no day":     {times.Sources{Holidays: holidays + "feast\t02-31\t\n"}, `holidays.tsv:2: "02-31" is no day of a year`},
		"no when":    {times.Sources{Holidays: holidays + "feast\t\t\n"}, "says not when it is"},
		"nth":        {times.Sources{Holidays: holidays + "feast\t9th monday 05\t\n"}, "is none of 1st to 4th or last"},
		"reversed":   {times.Sources{Periods: periods + "war\t1945-01-01\t1939-01-01\n"}, "periods.tsv:2: war ends before it begins"},
		"bad day":    {times.Sources{Periods: periods + "war\t1939\t1945-01-01\n"}, `"1939" is no day`},
		"two names":  {times.Sources{Periods: periods + "war\t1939-01-01\t1945-01-01\nwar\t1939-01-01\t1945-01-01\n"}, `periods.tsv:3: the name "war" stands twice`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := times.Load(c.sources)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q in it", err, c.want)
			}
		})
	}
}

// BenchmarkFind reads the case files as one text of about a thousand words.
func BenchmarkFind(b *testing.B) {
	g := open(b)
	files, err := filepath.Glob(filepath.Join("testdata", "cases", "*.txt"))
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			if _, sentence, ok := strings.Cut(line, " | "); ok {
				text.WriteString(sentence + " ")
			}
		}
	}
	in := times.Report{Text: text.String(), Date: "2025-08-23", Segments: times.Split(text.String())}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		g.Find(in)
	}
}
