package figure_test

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/derive/figure"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/score/figures"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the figures below the passages of testdata/passages.txt")

func reader(t testing.TB) *flow.Reader {
	t.Helper()
	r, err := figures.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func read(t testing.TB, r *flow.Reader, words string) *text.Document {
	t.Helper()
	reading, err := r.Read(t.Context(), text.Raw{
		Path: "passage", Format: text.Plain, Bytes: []byte(words),
		Given: text.Given{Language: "en", LanguageSure: true, Dates: []text.GivenDate{{Text: "2021-03-10", From: record.DateFromFlag, Where: "test"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return reading.Document
}

// TestPassages compares all that is told of the figures of each passage with what stands below it.
func TestPassages(t *testing.T) {
	const file = "testdata/passages.txt"
	r := reader(t)
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
		words := strings.TrimSuffix(line, "\n")
		if words == "" || strings.HasPrefix(words, "#") {
			continue
		}
		for _, f := range read(t, r, words).Facts.Figures {
			b.WriteString("\t" + figures.Line(f) + "\n")
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, want := strings.Split(b.String(), "\n"), strings.Split(string(data), "\n")
	for i := range have {
		if i >= len(want) || have[i] != want[i] {
			t.Fatalf("%s line %d: found %q; run with -update and read the difference", file, i+1, have[i])
		}
	}
	if len(have) != len(want) {
		t.Fatal("fewer figures than before; run with -update and read the difference")
	}
}

// check holds what is true of the figures of any text.
func check(t interface{ Fatalf(string, ...any) }, doc *text.Document) {
	for i, f := range doc.Facts.Figures {
		if f.Span.Check(doc.Text) != nil || f.Quote != f.Span.Of(doc.Text) || f.Quote == "" {
			t.Fatalf("%q: the quote %q is not at %v", doc.Text, f.Quote, f.Span)
		}
		if math.IsNaN(f.Value) || math.IsInf(f.Value, 0) || f.ValueMax != nil && !(*f.ValueMax > f.Value) {
			t.Fatalf("%q: value %v to %v", doc.Text, f.Value, f.ValueMax)
		}
		if f.Unit == "" || !slices.Contains(record.Qualifiers(), f.Qualifier) || f.ID == "" || f.Document != doc.ID {
			t.Fatalf("%q: figure %+v", doc.Text, *f)
		}
		if i > 0 && f.Span.Start < doc.Facts.Figures[i-1].Span.Start {
			t.Fatalf("%q: figures are not in the order of the text", doc.Text)
		}
		if f.Source != nil && f.Source.Name == "" {
			t.Fatalf("%q: a source without a name", doc.Text)
		}
		if f.Series != "" && strings.Count(f.Series, "|") < 2 {
			t.Fatalf("%q: series %q", doc.Text, f.Series)
		}
	}
}

// TestReports reads the reports of the project's own sets.
func TestReports(t *testing.T) {
	r := reader(t)
	files, err := filepath.Glob("../../../../testdata/reports/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	n := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := read(t, r, string(data))
		check(t, doc)
		n += len(doc.Facts.Figures)
	}
	if n < len(files) {
		t.Errorf("%d figures in %d reports", n, len(files))
	}
}

// TestRandomSentences reads sentences that no one would write.
func TestRandomSentences(t *testing.T) {
	r := reader(t)
	words := strings.Fields("At least 14 people were killed and 37 wounded , police said on Tuesday . $ 1.2 billion Rs 500m dozens of drones two-thirds " +
		"40 to 45 percent The death toll rose 21,051 voted 14-1 one the two sides Article 370 a 900-kilometre pipeline 74 years old aged 16 them half million")
	rapid.Check(t, func(rt *rapid.T) {
		picked := rapid.SliceOfN(rapid.SampledFrom(words), 1, 25).Draw(rt, "words")
		check(rt, read(t, r, "They say: "+strings.Join(picked, " ")))
	})
}

func TestNeedsTrees(t *testing.T) {
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := figure.New(base)
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New(text.Raw{}, "12 men")
	doc.Tokens = []text.Token{{Span: record.Span{Start: 0, End: 2}}, {Span: record.Span{Start: 3, End: 6}}}
	if _, err := s.Apply(t.Context(), doc); err == nil || !strings.Contains(err.Error(), "no trees yet") {
		t.Errorf("a document without trees: %v", err)
	}
	empty := text.New(text.Raw{}, "")
	if _, err := s.Apply(t.Context(), empty); err != nil || empty.Facts.Figures == nil {
		t.Errorf("an empty document: %v, %v", empty.Facts.Figures, err)
	}
}

func TestWordsTellAllFaults(t *testing.T) {
	err := figure.ReadWords("class\tword\nperson\tman\nperson\tman\nbeing\tman\nperson\nperson\ta\tb\n")
	if err == nil {
		t.Fatal("words with faults were read")
	}
	for _, want := range []string{`line 3: person "man" stands twice`, `line 4: no class "being"`, "line 5: write two cells", "line 6: write two cells"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q: %v", want, err)
		}
	}
	if err := figure.ReadWords("person\tman\n"); err == nil || !strings.Contains(err.Error(), "the head is") {
		t.Errorf("words without a head: %v", err)
	}
}

// BenchmarkApply reads the figures of a document whose other layers are there.
func BenchmarkApply(b *testing.B) {
	data, err := os.ReadFile("testdata/passages.txt")
	if err != nil {
		b.Fatal(err)
	}
	var passages []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "\t") && !strings.HasPrefix(line, "#") {
			passages = append(passages, line)
		}
	}
	doc := read(b, reader(b), strings.Join(passages, "\n"))
	base, err := knowledge.Load()
	if err != nil {
		b.Fatal(err)
	}
	s, err := figure.New(base)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		if _, err := s.Apply(b.Context(), doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(doc.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}
