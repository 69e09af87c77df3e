package flow_test

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var updateMentions = flag.Bool("update-mentions", false, "rewrite testdata/mentions.txt")

// TestReportMentions reads short reports on their days and compares the mentions that are found.
func TestReportMentions(t *testing.T) {
	const file = "testdata/mentions.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t, flow.ReaderOptions{Wanted: []text.Layer{text.Mentions}})
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line + "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		day, words, _ := strings.Cut(line, " ")
		raw := plain(words + "\n")
		raw.Given = text.Given{Dates: []text.GivenDate{{Text: day, From: record.DateFromFlag, Where: "--date"}}}
		reading, err := r.Read(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		d := reading.Document
		for i := range d.Mentions {
			b.WriteString("\t" + mentionLine(d, &d.Mentions[i]) + "\n")
		}
		checkMentions(t, d)
	}
	if *updateMentions {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(data) {
		t.Errorf("%s has changed; run with -update-mentions and read the difference:\n%s", file, b.String())
	}
}

// mentionLine gives form, words, head, name, country, sectors, role, and what is known of number and gender.
func mentionLine(d *text.Document, m *text.Mention) string {
	sectors := m.As.Sector
	if len(m.As.Sectors) > 0 {
		sectors = strings.Join(m.As.Sectors, "/")
	}
	of := m.Gender
	if m.Plural {
		of = "plural"
	}
	cells := []string{string(m.Form), m.Span.Of(d.Text), d.Word(m.Head), m.As.Name, m.As.Country, sectors, m.As.Role, of}
	return strings.TrimRight(strings.Join(cells, " | "), " |")
}

// checkMentions checks what holds for every mention: its words, its head within its phrase, and the order.
func checkMentions(t *testing.T, d *text.Document) {
	t.Helper()
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.As.Span == nil || *m.As.Span != m.Span || m.As.Text != m.Span.Of(d.Text) || m.Key == "" || m.Why == "" || m.Form == "" {
			t.Errorf("%q: the mention is not whole: %+v", m.Span.Of(d.Text), m)
		}
		if i > 0 && (d.Mentions[i-1].Span.Start > m.Span.Start || d.Mentions[i-1].Span.Start == m.Span.Start && d.Mentions[i-1].Span.End > m.Span.End) {
			t.Errorf("%q stands behind %q", m.As.Text, d.Mentions[i-1].As.Text)
		}
		if d.SentenceOf(m.Head) != d.SentenceOf(m.Tokens.First) {
			t.Errorf("%q: the head %q stands in another sentence", m.As.Text, d.Word(m.Head))
		}
	}
}

// TestMentionsOfAnyWords reads words that meet in reports in any order: what holds for mentions holds, and reading again
// gives the same.
func TestMentionsOfAnyWords(t *testing.T) {
	r := reader(t, flow.ReaderOptions{Wanted: []text.Layer{text.Mentions}})
	parts := []string{
		"the", "a", "former", "U.S.", "Russian", "Pakistan's", "and", ",", "(TTP)", "of", "in", "to", "foreign minister", "ministers", "army",
		"Vladimir Putin", "Taliban", "Kabul", "rebels", "officials", "UN", "Xyzzy", "North", "two", "2021", "said", "shelled", "visited",
		"talks", "airstrikes", "U.S.-Russia", "Sino-Indian", "Jane Doe", ", a spokeswoman for", ". ", "\"", "\n\n", "Aleppo", "province", "military",
	}
	rapid.Check(t, func(rt *rapid.T) {
		words := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 25).Draw(rt, "words"), " ") + " x\n"
		first, err := r.Read(context.Background(), plain(words))
		if err != nil {
			return // nothing but marks
		}
		checkMentions(t, first.Document)
		again, err := r.Read(context.Background(), plain(words))
		if err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(first.Document.Mentions, again.Document.Mentions); d != "" {
			rt.Fatalf("%q: read again: %s", words, d)
		}
	})
}

// BenchmarkWho finds the mentions of one report again and again: the cost of the stage alone.
func BenchmarkWho(b *testing.B) {
	data, err := os.ReadFile("testdata/mentions.txt")
	if err != nil {
		b.Fatal(err)
	}
	var words strings.Builder
	for _, line := range strings.Split(string(data), "\n") {
		if _, text, ok := strings.Cut(line, " "); ok && !strings.HasPrefix(line, "\t") && !strings.HasPrefix(line, "#") {
			words.WriteString(text + "\n\n")
		}
	}
	reading, err := reader(b, flow.ReaderOptions{Wanted: []text.Layer{text.Names}}).Read(context.Background(), plain(words.String()))
	if err != nil {
		b.Fatal(err)
	}
	var who flow.Apply
	for _, s := range flow.Stages() {
		if s.Name != "who" {
			continue
		}
		if who, err = s.Open(); err != nil {
			b.Fatal(err)
		}
	}
	doc := reading.Document
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		if _, err := who(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(doc.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}
