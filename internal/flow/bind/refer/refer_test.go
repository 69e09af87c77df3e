package refer_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the case files")

// opened builds the reader and the resolver once for all tests.
var opened = sync.OnceValues(func() (*flow.Reader, error) {
	return flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.References, text.Actors}})
})

var openedResolver = sync.OnceValues(func() (*refer.Resolver, error) {
	base, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	return refer.Open(base)
})

func resolver(t testing.TB) *refer.Resolver {
	t.Helper()
	r, err := openedResolver()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read gives the layers of a text with a day.
func read(t testing.TB, day, words string) *text.Document {
	t.Helper()
	r, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	raw := text.Raw{Path: "case.txt", Format: text.Plain, Bytes: []byte(words)}
	raw.Given = text.Given{Language: "en", LanguageSure: true, Dates: []text.GivenDate{{Text: day, From: record.DateFromFlag, Where: "--date"}}}
	reading, err := r.Read(t.Context(), raw)
	if err != nil {
		t.Fatal(err)
	}
	return reading.Document
}

// asked takes the brackets out of a text and gives the stretches that stood in them.
func asked(words string) (plain string, spans []record.Span) {
	var b strings.Builder
	start := 0
	for _, c := range words {
		switch c {
		case '[':
			start = b.Len()
		case ']':
			spans = append(spans, record.Span{Start: start, End: b.Len()})
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), spans
}

// meaning tells what a stretch of a document is said to mean.
func meaning(d *text.Document, links []refer.Link, s record.Span) string {
	for _, l := range links {
		if d.SpanOf(l.Tokens) != s {
			continue
		}
		var phrases, actors []string
		for _, a := range l.Antecedents {
			phrases = append(phrases, d.SpanOf(a.Tokens).Of(d.Text))
		}
		for _, i := range l.Mentions {
			if a := d.Mentions[i].As; a.ID != "" {
				actors = append(actors, a.Name)
			}
		}
		if l.As != nil {
			actors = append(actors, l.As.Name)
		}
		out := strings.Join(phrases, " + ")
		if len(actors) > 0 {
			out += " | " + strings.Join(actors, " + ")
		}
		return out
	}
	return "open"
}

// TestCases reads short texts and compares what their pronouns and descriptions are said to mean.
func TestCases(t *testing.T) {
	const file = "testdata/cases.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	texts := 0
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line + "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		texts++
		day, words, _ := strings.Cut(line, " ")
		plain, spans := asked(strings.ReplaceAll(strings.TrimPrefix(words, "# "), " / ", "\n\n"))
		d := read(t, day, plain+"\n")
		if !strings.HasPrefix(d.Text, plain) {
			t.Fatalf("the text %q was read as %q", plain, d.Text)
		}
		links := resolver(t).Resolve(d)
		check(t, d, links)
		for _, s := range spans {
			fmt.Fprintf(&b, "\t%s = %s\n", s.Of(plain), meaning(d, links, s))
		}
	}
	if texts < 60 {
		t.Errorf("%d texts", texts)
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(data) {
		t.Errorf("%s has changed; run with -update and read the difference:\n%s", file, b.String())
	}
}

// check fails where links break what they promise.
func check(t interface {
	Helper()
	Errorf(string, ...any)
}, d *text.Document, links []refer.Link,
) {
	t.Helper()
	for i, l := range links {
		if l.Tokens.Len() < 1 || !l.Tokens.Has(l.Head) || int(l.Tokens.End) > len(d.Tokens) {
			t.Errorf("link %d has the words %v and the head %d", i, l.Tokens, l.Head)
		}
		if i > 0 && l.Tokens.First < links[i-1].Tokens.First {
			t.Errorf("link %d stands before the one before", i)
		}
		if len(l.Antecedents) == 0 || l.Rule == "" {
			t.Errorf("link %d has no antecedent or no rule", i)
		}
		for _, a := range l.Antecedents {
			if !a.Tokens.Has(a.Head) || a.Head == l.Head {
				t.Errorf("link %d of the word %d has the antecedent %v with the head %d", i, l.Head, a.Tokens, a.Head)
			}
			if a.Head > l.Head && d.SentenceOf(a.Head) != d.SentenceOf(l.Head) && d.QuotationAt(l.Head) == nil {
				t.Errorf("link %d means %q of a later sentence", i, d.SpanOf(a.Tokens).Of(d.Text))
			}
		}
		for _, m := range l.Mentions {
			if m < 0 || m >= len(d.Mentions) {
				t.Errorf("link %d means the mention %d of %d", i, m, len(d.Mentions))
			}
		}
		if !slices.IsSorted(l.Mentions) {
			t.Errorf("link %d has the mentions %v", i, l.Mentions)
		}
	}
}
