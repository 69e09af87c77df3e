package quantities_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/language/quantities"
)

var update = flag.Bool("update", false, "rewrite what is found below the phrases of testdata/phrases.txt")

func open(t testing.TB) *quantities.Grammar {
	t.Helper()
	g, err := quantities.Open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestPhrases compares what is found in each phrase with what stands below it.
func TestPhrases(t *testing.T) {
	const file = "testdata/phrases.txt"
	g := open(t)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line)
		phrase := strings.TrimSuffix(line, "\n")
		if phrase == "" || strings.HasPrefix(phrase, "#") {
			continue
		}
		found := g.Find(phrase, 0, len(phrase))
		for i := range found {
			b.WriteString("\t" + show(phrase, &found[i]) + "\n")
		}
		if len(found) == 0 {
			b.WriteString("\tnone\n")
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(data) {
		have, want := strings.Split(b.String(), "\n"), strings.Split(string(data), "\n")
		for i := range have {
			if i >= len(want) || have[i] != want[i] {
				t.Fatalf("%s line %d: found %q; run with -update and read the difference", file, i+1, have[i])
			}
		}
		t.Fatal("what is found has changed; run with -update and read the difference")
	}
}

func show(text string, q *quantities.Quantity) string {
	s := fmt.Sprintf("%s = %v", text[q.Start:q.End], q.Value)
	if q.Max != nil {
		s += fmt.Sprintf("..%v", *q.Max)
	}
	s += fmt.Sprintf(" %s %s", q.Qualifier, q.Unit.Name)
	if q.Hyphen {
		s += " hyphen"
	}
	if q.Strong {
		s += " strong"
	}
	if q.Age {
		s += " age"
	}
	if q.Labelled {
		s += " labelled"
	}
	if q.Pair {
		s += " pair"
	}
	if q.YearLike {
		s += " year-like"
	}
	for _, c := range q.Of {
		s += " " + c.Code
	}
	return s
}

// check holds what is true of all quantities of any text.
func check(t interface{ Fatalf(string, ...any) }, text string, found []quantities.Quantity) {
	last := 0
	for i := range found {
		q := &found[i]
		if q.Start < last || q.NumStart < q.Start || q.NumEnd <= q.NumStart || q.End < q.NumEnd || len(text) < q.End {
			t.Fatalf("%q: quantity at %d to %d with its number at %d to %d, the one before ends at %d", text, q.Start, q.End, q.NumStart, q.NumEnd, last)
		}
		last = q.End
		if math.IsNaN(q.Value) || math.IsInf(q.Value, 0) || q.Value < 0 && q.Unit.Kind != "temperature" {
			t.Fatalf("%q: value %v", text, q.Value)
		}
		if q.Max != nil && (math.IsInf(*q.Max, 0) || *q.Max <= q.Value) {
			t.Fatalf("%q: range from %v to %v", text, q.Value, *q.Max)
		}
		if q.Qualifier == "" {
			t.Fatalf("%q: no qualifier", text)
		}
	}
}

func FuzzFind(f *testing.F) {
	g := open(f)
	data, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f.Add(strings.TrimSpace(line))
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text, g.Find(text, 0, len(text))) })
}

// TestRandomPhrases joins the words that mean something to the grammar.
func TestRandomPhrases(t *testing.T) {
	g := open(t)
	words := strings.Fields("a an half of the million million bn 3 14 1,200 2.5 10,00,000 two twenty hundred thousand dozen dozens tens several few " +
		"couple and or to between from - – / : % $ £ Rs US$ rupees Pakistani dollars km miles percent percentage points years old year aged about " +
		"at least more than up 500m 40C 6.1 magnitude thirds third quarter in five out No. Article 1999 2010-11 strong odd plus + , . ( ) per day barrels oil")
	rapid.Check(t, func(t *rapid.T) {
		picked := rapid.SliceOfN(rapid.SampledFrom(words), 0, 14).Draw(t, "words")
		var b strings.Builder
		for _, w := range picked {
			b.WriteString(w)
			if rapid.Bool().Draw(t, "space") {
				b.WriteByte(' ')
			}
		}
		check(t, b.String(), g.Find(b.String(), 0, b.Len()))
	})
}

// TestNumbersInWords reads every number below a million as it is spoken.
func TestNumbersInWords(t *testing.T) {
	g := open(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 999_999).Draw(t, "n")
		text := spoken(n) + " ships"
		found := g.Find(text, 0, len(text))
		if len(found) != 1 || found[0].Value != float64(n) {
			t.Fatalf("%q: %+v, want %d", text, found, n)
		}
	})
}

func spoken(n int) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case n < 20:
		return small[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + "-" + small[n%10]
	case n < 1000 && n%100 == 0:
		return small[n/100] + " hundred"
	case n < 1000:
		return small[n/100] + " hundred and " + spoken(n%100)
	case n%1000 == 0:
		return spoken(n/1000) + " thousand"
	case n%1000 < 100:
		return spoken(n/1000) + " thousand and " + spoken(n%1000)
	}
	return spoken(n/1000) + " thousand " + spoken(n%1000)
}

// TestLoadTellsAllFaults loads tables with one fault a line.
func TestLoadTellsAllFaults(t *testing.T) {
	_, err := quantities.Load(quantities.Sources{
		Numbers:    "class\tvalue\tforms\nsmall\tx\tone\nbig\t2\ttwo\nsmall\t3\tThree\nsmall\t4\tfour; four\n",
		Units:      "unit\tkind\tscale\tflags\tnames\nkm\t\t1\t\tkm\nm\tlength\t1\tshiny\tmetre\nm\tlength\t1\t\tmetre\n",
		Currencies: "code\tcountry\tscale\tflags\tsymbols\tnames\tadjectives\nDollar\tUSA\t1\t\t$\tdollar\t\nEUR\tE\t1\t\t\t\t\nAAA\tAAA\t1\tdefault\t¤\t\t\nBBB\tBBB\t1\tdefault\t¤\t\t\n",
		Qualifiers: "place\tqualifier\tforms\nbehind\tabout\tor so\nafter\tmaybe\tor so\n",
		Contexts:   "class\tforms\ntag\tno\n",
	})
	if err == nil {
		t.Fatal("tables with faults were loaded")
	}
	for _, want := range []string{
		`numbers.tsv line 2: "x" is no number`, `numbers.tsv line 3: no class "big"`, `numbers.tsv line 4: "Three": write it in small letters`,
		`numbers.tsv line 5: "four" stands twice`, "units.tsv line 2: a unit needs a name, a kind", `units.tsv line 3: unknown flag "shiny"`,
		`units.tsv line 4: the name "metre" stands twice`, `currencies.tsv line 2: "Dollar" is no code`, `currencies.tsv line 3: "E" is no code of a country`,
		"currencies.tsv line 3: EUR has no symbol and no name", `currencies.tsv line 5: "¤" has two defaults, AAA and BBB`,
		`qualifiers.tsv line 2: the place is "behind"`, `qualifiers.tsv line 3: no qualifier "maybe"`, `contexts.tsv line 2: no class "tag"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %s\n%v", want, err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	g := open(b)
	data, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		b.Fatal(err)
	}
	text := string(data)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for at := 0; at < len(text); {
			end := at + strings.IndexByte(text[at:], '\n') + 1
			g.Find(text, at, end)
			at = end
		}
	}
}
