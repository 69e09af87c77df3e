package extract_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
	"pgregory.net/rapid"
)

// pieces are what reports and pages are made of, with what breaks readers between them.
func pieces() []string {
	return []string{
		"Ministers agree to resume talks", "KABUL, Aug. 23, 2025 (Agency) -- ", "Published: 23 August 2025", "Updated 24 August 2025", "By Jane Doe",
		"The talks, which were suspended in May, will be held next week, a spokesman said in a statement to reporters.", "Example News HD", " | Reuters",
		"Read more: Traders count their losses", "Related Articles", "Share this", "Exit mobile version", "۶ آبان ۱۴۰۴", "le 1er août 2025", "31 February 2025",
		"\n", "\n\n", "\r\n", "\r", " ", "\t", "\u00a0", "\u2028", "\x00", "\x1b", "\xff", "\xe2\x80", "\u00ad", "e\u0301", "”", "。", "😀", "\ufeff", "\ufffd",
		"<p>", "</p>", "<div class=\"related\">", "</div>", "<h1>", "</h1>", "<br>", "<li>", "<td>", "<time datetime=\"2025-08-23\">", "</time>", "<title>", "</title>",
		"<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Ministers agree\",\"datePublished\":\"2025-08-23\"}</script>", "<script>", "</script>",
		"<!--", "-->", "<meta name=date content=\"2025-08-23\">", "&nbsp;", "&#0;", "&#1;", "&#x1F;", "&amp;", "# ", "---\n", "title: Talks\n", "date: 2025-08-23\n", "```\n", "**", "[a](b)", "> ", "- ", "|", "===\n",
		"Subject: Talks\n", "Date: Sat, 23 Aug 2025 10:30:00 +0430\n", "From: a@example.org\n",
	}
}

// TestEverySpanHolds reads made-up reports of every format and checks every span of what was made of them, and that
// reading them twice makes the same.
func TestEverySpanHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := text.Raw{
			Path:   "a",
			Format: rapid.SampledFrom([]text.Format{text.Plain, text.HTML, text.Markdown, text.Article, text.Mail}).Draw(t, "format"),
			Bytes:  []byte(strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces()), rapid.StringN(0, 12, 40)), 1, 40).Draw(t, "pieces"), "")),
		}
		raw.Given.Title = rapid.SampledFrom([]string{"", "Ministers agree to resume talks", "Talks\n\x01 \xff", "Ministers agree to resume talks | Reuters"}).Draw(t, "title")
		raw.Given.URL = rapid.SampledFrom([]string{"", "https://example.org/2025/08/23/a", "::\x00"}).Draw(t, "url")
		if date := rapid.SampledFrom([]string{"", "2025-08-23", "03/04/2025", "1875-01-01", "\xff"}).Draw(t, "date"); date != "" {
			raw.Given.Dates = []text.GivenDate{{Text: date, From: record.DateFromMeta, Where: "date"}}
		}
		check(t, raw)
	})
}

type failer interface{ Fatalf(string, ...any) }

// check reads a report twice and verifies what was made of it.
func check(t failer, raw text.Raw) {
	x := extract.New(extract.Options{Today: "2026-11-22", Pure: true})
	doc, notices, err := x.Apply(context.Background(), raw)
	if err != nil {
		var e *extract.Error
		if !errors.As(err, &e) || e.Code == "" || e.Hint == "" {
			t.Fatalf("error without code or hint: %v", err)
		}
		return
	}
	verify(t, doc, notices)
	if doc.Meta.Published != "" && doc.Meta.PublishedFrom == "" {
		t.Fatalf("published %s from nowhere", doc.Meta.Published)
	}
	for _, s := range []string{doc.Meta.Title, doc.Meta.Author, doc.Meta.Publisher, doc.Meta.URL, doc.Text} {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\x01\r") {
			t.Fatalf("not clean: %q", s)
		}
	}
	for i, d := range doc.Meta.Dates {
		if d.Used != (i == 0 && doc.Meta.Published != "") {
			t.Fatalf("candidate %d of %d is used: %v", i, len(doc.Meta.Dates), d.Used)
		}
	}
	again, _, err := x.Apply(context.Background(), raw)
	if err != nil || again.ID != doc.ID || show(again, nil) != show(doc, nil) {
		t.Fatalf("read twice, read differently: %v", err)
	}
}

// warm loads the data files before the fuzzer looks at what an input reaches.
func warm(f *testing.F) {
	f.Helper()
	for _, format := range []text.Format{text.Plain, text.HTML} {
		check(f, text.Raw{Path: "a", Format: format, Bytes: []byte("By Jane Doe\n\nThe talks went on, it was said on 23/08/2025.\n\nRead more: x")})
	}
}

func FuzzPlain(f *testing.F) {
	warm(f)
	f.Add([]byte("Ministers agree\n\nKABUL, Aug. 23, 2025 (Agency) -- The talks go on.\nRead more: x\n"))
	f.Add([]byte("\xff\xfeT\x00a\x00l\x00k\x00s\x00"))
	f.Add([]byte("T\x00a\x00l\x00k\x00s\x00 \x00g\x00o\x00"))
	f.Add([]byte("Caf\xe9 \x93talks\x94 \xe2\x80"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, text.Raw{Path: "a.txt", Format: text.Plain, Bytes: b}) })
}

func FuzzHTML(f *testing.F) {
	warm(f)
	f.Add([]byte(`<html lang=en><title>Talks | News</title><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2025-08-23"}]}</script><h1>Talks</h1><p>The talks go on, a spokesman said on Monday, and will end.</p>`))
	f.Add([]byte(`<meta charset=windows-1251><table><tr><td>a<td>b<li>c<pre>d
 e</pre><svg><title>x</title></svg><template><p>y`))
	f.Add([]byte(strings.Repeat("<div><b>", 300) + "text"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, text.Raw{Path: "a.html", Format: text.HTML, Bytes: b}) })
}

func FuzzMarkdown(f *testing.F) {
	warm(f)
	f.Add([]byte("---\ntitle: Talks\ndate: 2025-08-23\n---\n# Talks\n\n**The** [talks](http://x) go on.\n\n```\ncode\n```\n<!-- a\nb -->\n| a | b |\n|---|---|\n"))
	f.Add([]byte("[[[[a](b)](c)](d) ![x](y) \\* `a` __b__ ~~c~~ <https://x> &lt;"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, text.Raw{Path: "a.md", Format: text.Markdown, Bytes: b}) })
}

func FuzzArticle(f *testing.F) {
	warm(f)
	f.Add("<p>The talks go on.</p>", "Talks", "23/08/2025")
	f.Add("Talks\n\nThe talks go on.", "Talks", "1724400000")
	f.Fuzz(func(t *testing.T, body, title, date string) {
		check(t, text.Raw{Path: "a.csv", Member: "1", Format: text.Article, Bytes: []byte(body), Given: text.Given{
			Title: title, Dates: []text.GivenDate{{Text: date, From: record.DateFromMeta, Where: "date"}},
		}})
	})
}
