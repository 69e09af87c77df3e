package segment_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/chancery-project/chancery/internal/flow/annotate/segment"
	"github.com/chancery-project/chancery/internal/language/wordform"
	"github.com/chancery-project/chancery/internal/language/words"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the case files with what the code gives now")

func segmenter(t testing.TB) *segment.Segmenter {
	t.Helper()
	rules, err := words.Rules()
	if err != nil {
		t.Fatal(err)
	}
	s, err := segment.New(rules)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func apply(t testing.TB, s *segment.Segmenter, d *text.Document) []notice.Notice {
	t.Helper()
	notices, err := s.Apply(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return notices
}

// show prints the layers: a line for each sentence with its paragraph and
// kind, then the quotations.
func show(d *text.Document) string {
	var b strings.Builder
	for _, s := range d.Sentences {
		fmt.Fprintf(&b, "%d %-9s", s.Paragraph, s.Kind)
		for t := s.Tokens.First; t < s.Tokens.End; t++ {
			b.WriteString(" " + d.Word(t))
		}
		b.WriteByte('\n')
	}
	for _, q := range d.Quotations {
		marks := ""
		if !q.Closed {
			marks += " open"
		}
		if q.Scare {
			marks += " scare"
		}
		fmt.Fprintf(&b, "quotation %d%s: %q\n", q.Depth, marks, q.Content.Of(d.Text))
	}
	return b.String()
}

// TestCases reads testdata/*.txt and compares with testdata/*.want.
func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) < 5 {
		t.Fatalf("only %d cases", len(files))
	}
	s := segmenter(t)
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d := text.New(text.Raw{}, string(data))
			apply(t, s, d)
			want := strings.TrimSuffix(f, ".txt") + ".want"
			if *update {
				if err := os.WriteFile(want, []byte(show(d)), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			expected, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(expected), show(d)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestExtractionDecides(t *testing.T) {
	d := text.New(text.Raw{}, "talks resume in Doha\nShare this article\nThe talks resumed on Monday, a long time after the last of them had failed.")
	d.Headline = &record.Span{Start: 0, End: 20}
	d.Furniture = []record.Furniture{{Span: record.Span{Start: 21, End: 39}, Reason: "test"}}
	apply(t, segmenter(t), d)
	var got []text.SentenceKind
	for _, s := range d.Sentences {
		got = append(got, s.Kind)
	}
	if diff := cmp.Diff([]text.SentenceKind{text.Title, text.PageParts, text.Running}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFurnitureInsideLines(t *testing.T) {
	d := text.New(text.Raw{}, "Talks resume in Doha - Daily News\n\nThe talks resumed on Monday. Read more: Oslo They failed again after a few hours.")
	d.Headline = &record.Span{Start: 0, End: 20}
	for _, part := range []string{"- Daily News", "Read more: Oslo"} {
		at := strings.Index(d.Text, part)
		d.Furniture = append(d.Furniture, record.Furniture{Span: record.Span{Start: at, End: at + len(part)}, Reason: "test"})
	}
	apply(t, segmenter(t), d)
	var got []string
	for i, s := range d.Sentences {
		got = append(got, string(s.Kind)+": "+d.SentenceSpan(i).Of(d.Text))
	}
	want := []string{
		"headline: Talks resume in Doha", "furniture: - Daily News", "body: The talks resumed on Monday.", "furniture: Read more: Oslo",
		"body: They failed again after a few hours.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLongSentencesAreCut(t *testing.T) {
	for _, c := range []struct {
		name, text string
		longest    int
	}{
		{"commas", strings.Repeat("wheat 12 tons, ", 400), 404},
		{"nothing", strings.Repeat("wheat ", 5000), 2000},
		{"lines of a table", strings.Repeat(strings.Repeat("wheat\t", 20)+"\n", 60), 401},
	} {
		d := text.New(text.Raw{}, c.text)
		notices := apply(t, segmenter(t), d)
		longest := 0
		for _, s := range d.Sentences {
			longest = max(longest, s.Tokens.Len())
		}
		if longest > c.longest {
			t.Errorf("%s: longest sentence has %d words, want at most %d", c.name, longest, c.longest)
		}
		if c.name != "lines of a table" && (len(notices) == 0 || notices[0].Code != notice.SentenceCut || notices[0].Span.Check(d.Text) != nil) {
			t.Errorf("%s: notices %v", c.name, notices)
		}
	}
}

// check reports the first broken promise about the layers.
func check(t interface {
	Fatalf(string, ...any)
}, d *text.Document,
) {
	end := 0
	for i, tok := range d.Tokens {
		if tok.Span.Start < end || tok.Span.Empty() || tok.Span.Check(d.Text) != nil {
			t.Fatalf("token %d is %v behind %d", i, tok.Span, end)
		}
		covered(t, d.Text[end:tok.Span.Start])
		end = tok.Span.End
	}
	covered(t, d.Text[end:])
	next := text.TokenID(0)
	for i, s := range d.Sentences {
		if s.Tokens.First != next || s.Tokens.Len() < 1 || s.Tokens.Len() > 2000 {
			t.Fatalf("sentence %d is %v, expected to begin at %d", i, s.Tokens, next)
		}
		for w := s.Tokens.First; w < s.Tokens.End; w++ {
			if d.SentenceOf(w) != i {
				t.Fatalf("word %d says sentence %d, is in %d", w, d.SentenceOf(w), i)
			}
		}
		next = s.Tokens.End
	}
	if int(next) != len(d.Tokens) {
		t.Fatalf("sentences hold %d of %d words", next, len(d.Tokens))
	}
	start := 0
	for i, q := range d.Quotations {
		if q.Span.Start < start || !q.Span.Contains(q.Content) || q.Span.Check(d.Text) != nil || q.Tokens.Len() < 1 ||
			d.SpanOf(q.Tokens) != q.Content || q.Depth < 0 || q.Depth > 1 {
			t.Fatalf("quotation %d is %+v", i, q)
		}
		start = q.Span.Start
	}
}

func covered(t interface {
	Fatalf(string, ...any)
}, between string,
) {
	for _, r := range between {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !wordform.Invisible(r) {
			t.Fatalf("%q (%U) is in no token", r, r)
		}
	}
}

func TestAnyTextIsPartitioned(t *testing.T) {
	s := segmenter(t)
	piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		" ", "\n", "\n\n", "\u00a0", "“", "”", "\"", "'", "‘", "’", "KABUL (AP) — ", "By Jane Roe\n", "• ", "1. ", "The talks ", "failed. ",
		"-- He", "- (AP)", ": ", "— ", "\u00ad", "\u200b", "e\u0301", "👩‍👩‍👧", "...", "\t", "***\n",
	}))
	rapid.Check(t, func(t *rapid.T) {
		d := text.New(text.Raw{}, strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), ""))
		d.Furniture = furniture(t, d.Text)
		if _, err := s.Apply(context.Background(), d); err != nil {
			t.Fatalf("%v", err)
		}
		check(t, d)
	})
}

// furniture draws spans of whole characters, in order and apart from each other.
func furniture(t *rapid.T, content string) []record.Furniture {
	var list []record.Furniture
	starts := []int{}
	for i := range content {
		starts = append(starts, i)
	}
	for i := 0; i < len(starts); {
		i += rapid.IntRange(0, 20).Draw(t, "gap")
		end := i + rapid.IntRange(1, 10).Draw(t, "length")
		if end >= len(starts) {
			break
		}
		list = append(list, record.Furniture{Span: record.Span{Start: starts[i], End: starts[end]}, Reason: "test"})
		i = end
	}
	return list
}

func FuzzApply(f *testing.F) {
	f.Add("KABUL, Aug 15 - “We\n“left,” 'he' said.\n\nBy X\n1. a\n")
	f.Add("--\n-- We left.\n\n: no\n— (AP) — Yes")
	s := segmenter(f)
	f.Fuzz(func(t *testing.T, content string) {
		d := text.New(text.Raw{}, strings.ToValidUTF8(content, "\uFFFD"))
		if _, err := s.Apply(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		check(t, d)
	})
}

func BenchmarkApply(b *testing.B) {
	s := segmenter(b)
	content := strings.Repeat("KABUL (AP) — “We will not leave,” the minister said.\nHe did not say when talks would resume; “soon,” he said.\n\n", 500)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		d := text.New(text.Raw{}, content)
		apply(b, s, d)
	}
}
