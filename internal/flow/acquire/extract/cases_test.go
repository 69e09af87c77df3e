package extract_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the cases want")

// TestCases reads testdata/cases: a comment, what the container gives ("given": lines of key and value; a source of dates
// and its place as key), the report, and what is wanted of it.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { runCase(t, name) })
	}
}

func runCase(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var raw text.Raw
	want, wanted := "", -1
	for i, f := range archive.Files {
		switch {
		case f.Name == "given":
			raw.Given = given(t, string(f.Data))
		case f.Name == "want":
			want, wanted = string(f.Data), i
		default:
			raw.Path, raw.Bytes, raw.Format = f.Name, f.Data, formatOf(f.Name)
		}
	}
	doc, notices := apply(t, raw)
	got := show(doc, notices)
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("got:\n%s\nwant:\n%s", got, want)
	}
	if wanted < 0 {
		archive.Files = append(archive.Files, txtar.File{Name: "want"})
		wanted = len(archive.Files) - 1
	}
	archive.Files[wanted].Data = []byte(got)
	if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
		t.Fatal(err)
	}
}

func formatOf(name string) text.Format {
	return map[string]text.Format{".txt": text.Plain, ".html": text.HTML, ".md": text.Markdown, ".eml": text.Mail, ".article": text.Article}[filepath.Ext(name)]
}

func given(t *testing.T, lines string) text.Given {
	var g text.Given
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("given: %q: want a key and a value", line)
		}
		switch key {
		case "title":
			g.Title = value
		case "publisher":
			g.Publisher = value
		case "url":
			g.URL = value
		case "language":
			g.Language = value
		case "language --language":
			g.Language, g.LanguageSure = value, true
		default:
			from, where, _ := strings.Cut(key, " ")
			g.Dates = append(g.Dates, text.GivenDate{Text: value, From: record.DateSource(from), Where: where})
		}
	}
	return g
}

// show writes what was made of a report, for people who read a change.
func show(doc *text.Document, notices []notice.Notice) string {
	var b strings.Builder
	m := doc.Meta
	for _, f := range [][2]string{
		{"title", m.Title},
		{"author", m.Author},
		{"publisher", m.Publisher},
		{"url", m.URL},
		{"language", m.Language},
		{"charset", m.Charset},
		{"published", strings.TrimSpace(m.Published + " " + string(m.PublishedFrom))},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	if doc.Headline != nil {
		fmt.Fprintf(&b, "headline: %v %s\n", *doc.Headline, doc.Headline.Of(doc.Text))
	}
	for _, d := range m.Dates {
		used, at := "", ""
		if d.Used {
			used = " (used)"
		}
		if d.Span != nil {
			at = " " + d.Span.String()
		}
		fmt.Fprintf(&b, "date: %s from %s: %s%s%s\n", d.Value, d.From, d.Where, at, used)
	}
	for _, f := range doc.Furniture {
		fmt.Fprintf(&b, "furniture: %s: %s\n", f.Reason, f.Span.Of(doc.Text))
	}
	for _, n := range notices {
		fmt.Fprintf(&b, "notice: %s: %s\n", n.Code, n.Message)
	}
	b.WriteString("text:\n")
	for _, line := range strings.Split(strings.TrimSuffix(doc.Text, "\n"), "\n") {
		b.WriteString(strings.TrimRight("| "+line, " ") + "\n")
	}
	return b.String()
}
