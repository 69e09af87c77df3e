package occasion_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/derive/occasion"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the occasions below the passages of testdata/passages.txt")

func reader(t testing.TB) *flow.Reader {
	t.Helper()
	r, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Occasions}})
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

// TestPassages compares all that is told of the occasions of each passage with what stands below it.
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
		if words := strings.TrimSuffix(line, "\n"); words != "" && !strings.HasPrefix(words, "#") {
			for _, o := range read(t, r, words).Facts.Occasions {
				b.WriteString("\t" + describe(o) + "\n")
			}
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(data) {
		t.Errorf("found\n%s\nrun with -update and read the difference", b.String())
	}
}

func describe(o *record.Occasion) string {
	line := o.Step
	if o.Time != nil {
		line += " " + days(o.Time)
	}
	for i := range o.Was {
		line += " (" + days(&o.Was[i]) + ")"
	}
	return fmt.Sprintf("%s %.2f", line, o.Confidence)
}

func days(w *record.When) string {
	day := func(s *string) string {
		if s == nil {
			return "open"
		}
		return *s
	}
	if from, to := day(w.From), day(w.To); from != to {
		return from + "/" + to
	}
	return day(w.From)
}

// check holds what is true of the occasions of any text.
func check(t interface{ Fatalf(string, ...any) }, doc *text.Document) {
	seen := map[record.ID]bool{}
	for i, o := range doc.Facts.Occasions {
		if faults := record.Verify(o, doc.Text); len(faults) > 0 {
			t.Fatalf("%q: %v", doc.Text, faults)
		}
		if o.Quote == "" || o.Document != doc.ID || seen[o.ID] || !slices.Contains(record.Steps(), o.Step) || o.Confidence <= 0 || o.Confidence > 1 {
			t.Fatalf("%q: occasion %+v", doc.Text, *o)
		}
		seen[o.ID] = true
		if i > 0 && o.Span.Start < doc.Facts.Occasions[i-1].Span.Start {
			t.Fatalf("%q: occasions are not in the order of the text", doc.Text)
		}
		for _, w := range append(slices.Clone(o.Was), record.When{}) {
			if w.Span != nil && !o.Span.Contains(*w.Span) {
				t.Fatalf("%q: a day of %q is told outside of it", doc.Text, o.Quote)
			}
		}
	}
}

// TestRandomSentences reads sentences that no one would write.
func TestRandomSentences(t *testing.T) {
	r := reader(t)
	words := strings.Fields("The summit talks visit vote hearing will be held on Friday Monday 12 March was postponed to next week cancelled ministers met and , ; . due " +
		"today for three days until 3 May instead of yesterday did not take place again in June")
	rapid.Check(t, func(rt *rapid.T) {
		picked := rapid.SliceOfN(rapid.SampledFrom(words), 1, 30).Draw(rt, "words")
		check(rt, read(t, r, "They say: "+strings.Join(picked, " ")))
	})
}

// TestNeedsTrees says which stage is missing.
func TestNeedsTrees(t *testing.T) {
	s, err := occasion.New()
	if err != nil {
		t.Fatal(err)
	}
	doc := read(t, reader(t), "They will meet on Friday.")
	doc.Trees = nil
	if _, err := s.Apply(t.Context(), doc); err == nil || !strings.Contains(err.Error(), "syntax") {
		t.Errorf("error %v, want one that names the stage", err)
	}
}
