package query_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/query"
)

var update = flag.Bool("update", false, "write the case files anew from what is computed")

// show writes a part of a query so that its structure can be seen.
func show(n query.Node) string {
	list := func(of []query.Node) string {
		var all []string
		for _, p := range of {
			all = append(all, show(p))
		}
		return strings.Join(all, " ")
	}
	switch n := n.(type) {
	case nil:
		return "everything"
	case query.Term:
		s := strings.Join(n.Words, "+")
		if n.Exact {
			s = "'" + s + "'"
		}
		if n.Prefix {
			s += "*"
		}
		if n.Field != query.Anywhere {
			s = string(n.Field) + ":" + s
		}
		return s
	case query.Is:
		return fmt.Sprintf("[%s is %q]", n.Field, n.Value)
	case query.Near:
		var all []string
		for _, t := range n.Terms {
			all = append(all, show(t))
		}
		return fmt.Sprintf("(near/%d %s)", n.Distance, strings.Join(all, " "))
	case query.And:
		return "(and " + list(n.Of) + ")"
	case query.Or:
		return "(or " + list(n.Of) + ")"
	case query.Not:
		return "(not " + show(n.Of) + ")"
	}
	return fmt.Sprintf("unknown %T", n)
}

// cases runs compute on every line of a case file that is not blank, a comment or a result, and compares the results,
// which stand below their lines behind an arrow.
func cases(t *testing.T, name string, compute func(string) string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "\t=> ") {
			continue
		}
		out.WriteString(line + "\n")
		if line != "" && !strings.HasPrefix(line, "#") {
			out.WriteString("\t=> " + compute(line) + "\n")
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(b), out.String()); diff != "" {
		t.Errorf("%s (- wanted, + got; -update writes it anew):\n%s", file, diff)
	}
}

func TestParse(t *testing.T) {
	cases(t, "queries.txt", func(s string) string {
		q, err := query.Parse(s)
		if err != nil {
			return "error: " + err.Error()
		}
		return show(q.Root)
	})
}

// today is a Saturday.
var today = time.Date(2025, 8, 23, 23, 59, 0, 0, time.FixedZone("", -11*3600))

func TestParseRange(t *testing.T) {
	cases(t, "dates.txt", func(s string) string {
		r, err := query.ParseRange(s, today)
		if err != nil {
			return "error: " + err.Error()
		}
		return r.From + " to " + r.To
	})
	if r, err := query.ParseRange("  ", today); err != nil || !r.Open() {
		t.Errorf("a blank range is %v, %v", r, err)
	}
}

func TestLimits(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("a ", 5000), strings.Repeat("a ", 65), strings.Repeat("(", 33) + "a" + strings.Repeat(")", 33),
		strings.Repeat("-", 4000), strings.Repeat("NOT ", 1000), strings.Repeat("title:", 500),
	} {
		var e *query.SyntaxError
		if _, err := query.Parse(s); err != nil && !errors.As(err, &e) {
			t.Errorf("%.20q: %v", s, err)
		}
	}
	if _, err := query.Parse(strings.Repeat("a ", 64)); err != nil {
		t.Errorf("64 words: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`a "b c"* -(d OR e) NEAR/3 f title:g`, `"`, "((", "NEAR/", "title:", "-*", "“x”", "a NEAR/2 b NEAR/2 c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := query.Parse(s)
		if err != nil {
			var e *query.SyntaxError
			if !errors.As(err, &e) || e.At < 0 || len(s) < e.At || e.Message == "" || e.Hint == "" {
				t.Fatalf("%q: %#v", s, err)
			}
			_ = err.Error()
			return
		}
		show(q.Root)
		snippet := query.Snippet(s, q)
		if !utf8.ValidString(snippet) || strings.Count(snippet, string(query.MarkStart)) != strings.Count(snippet, string(query.MarkEnd)) {
			t.Fatalf("snippet %q", snippet)
		}
	})
}

func FuzzParseRange(f *testing.F) {
	for _, s := range []string{"2025", "2025-02-29", "..", "-30d", "-1y..", "last week", "2024-02..2025", "-99999y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := query.ParseRange(s, today)
		if err != nil {
			var e *query.SyntaxError
			if !errors.As(err, &e) || e.At < 0 || len(s) < e.At {
				t.Fatalf("%q: %#v", s, err)
			}
			_ = err.Error()
			return
		}
		for _, d := range []string{r.From, r.To} {
			if _, err := time.Parse(time.DateOnly, d); d != "" && err != nil {
				t.Fatalf("%q gives %v", s, r)
			}
		}
		if r.From != "" && r.To != "" && r.From > r.To {
			t.Fatalf("%q gives %v", s, r)
		}
	})
}

func TestSnippet(t *testing.T) {
	const start, end = string(query.MarkStart), string(query.MarkEnd)
	long := strings.Repeat("filler word ", 100) + "the truce, they said, would hold in Kabul. " + strings.Repeat("more words ", 100)
	for _, c := range []struct{ text, q, want string }{
		{"", "a", ""},
		{" \n ", "", ""},
		{"One  two\n\nthree.", "", "One two three."},
		{"«Talks» in KĀBUL", "talk kabul", "«[Talks]» in [KĀBUL]"},
		{"talks talks", `"talks talks"`, "[talks talks]"},
		{"talks on talks", `"talks on" "on talks"`, "[talks on talks]"},
		{"negotiators negotiate", "negotiat* -kabul", "[negotiators] [negotiate]"},
		{"می\u200cرود مُحَمَّد", "محمد", "می\u200cرود [مُحَمَّد]"},
		{"a \ue000b\ue001 c\x00d", "c", "a \ufffdb\ufffd [c]\ufffdd"},
		{"only in the title", "title:only text:title", "only in the [title]"},
		{long, "truce kabul", "… word filler word filler word filler word the [truce], they said, would hold in [Kabul]. " + strings.Repeat("more words ", 8) + "more …"},
	} {
		q, err := query.Parse(c.q)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer(start, "[", end, "]").Replace(query.Snippet(c.text, q))
		if got != c.want {
			t.Errorf("%q in %.30q:\n%s\nwant\n%s", c.q, c.text, got, c.want)
		}
	}
}
