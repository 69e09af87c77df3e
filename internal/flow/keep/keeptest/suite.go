// Package keeptest is the one suite of tests that every implementation of keep.Store must pass, and the reports that
// it and other tests add.
package keeptest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// RunSuite runs the suite. open makes a new empty store for writing, which the test closes.
func RunSuite(t *testing.T, open func(t *testing.T) keep.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, keep.Store)
	}{
		{"Empty", testEmpty},
		{"RoundTrip", testRoundTrip},
		{"Idempotent", testIdempotent},
		{"SharedText", testSharedText},
		{"Atomic", testAtomic},
		{"OrderAndPaging", testOrderAndPaging},
		{"Filters", testFilters},
		{"IDs", testIDs},
		{"Unicode", testUnicode},
		{"Hostile", testHostile},
		{"BigText", testBigText},
		{"Search", testSearch},
		{"SearchFilters", testSearchFilters},
		{"SearchShows", testSearchShows},
		{"Copies", testCopies},
		{"CopiesAfterFailure", testCopiesAfterFailure},
		{"Failures", testFailures},
		{"Log", testLog},
		{"Runs", testRuns},
		{"Status", testStatus},
		{"IterateWhileWriting", testIterateWhileWriting},
		{"Concurrent", testConcurrent},
		{"DoneContext", testDoneContext},
		{"Verify", testVerify},
		{"Closed", testClosed},
		{"EarlierReport", testEarlierReport},
		{"ReplaceFacts", testReplaceFacts},
		{"MergedGroups", testMergedGroups},
		{"LedgerAtomic", testLedgerAtomic},
		{"ClearLedger", testClearLedger},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			})
			c.test(t, s)
		})
	}
	t.Run("OrderOfAdding", func(t *testing.T) { testOrderOfAdding(t, open) })
}

var run = keep.Run{Program: "1.0.0", Model: "m", Lexicon: "l", Knowledge: "k"}

func add(t *testing.T, s keep.Store, reports ...keep.Report) keep.Added {
	t.Helper()
	added, err := s.Add(t.Context(), keep.Batch{Reports: reports, Run: run}, nil)
	if err != nil {
		t.Fatalf("add: %v", err)
	}
	return added
}

func list(t *testing.T, s keep.Store, f keep.Filter) []keep.Row {
	t.Helper()
	var all []keep.Row
	for row, err := range s.Reports(t.Context(), f) {
		if err != nil {
			t.Fatalf("list: %v", err)
		}
		all = append(all, row)
	}
	return all
}

func paths(rows []keep.Row) string {
	var all []string
	for _, r := range rows {
		all = append(all, r.Document.Path)
	}
	return strings.Join(all, " ")
}

func search(t *testing.T, s keep.Store, q string, f keep.Filter) ([]keep.Hit, int) {
	t.Helper()
	parsed, err := query.Parse(q)
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	hits, total, err := s.Search(t.Context(), parsed, f)
	if err != nil {
		t.Fatalf("search %s: %v", q, err)
	}
	return hits, total
}

func sound(t *testing.T, s keep.Store) {
	t.Helper()
	err := s.Verify(t.Context(), func(f keep.Fault) bool {
		t.Errorf("fault: %s: %s", f.Place, f.Message)
		return true
	})
	if err != nil {
		t.Errorf("verify: %v", err)
	}
}

func encoded(t *testing.T, e record.Entry) string {
	t.Helper()
	b, err := record.Encode(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func testEmpty(t *testing.T, s keep.Store) {
	if rows := list(t, s, keep.Filter{}); len(rows) != 0 {
		t.Errorf("an empty record lists %d reports", len(rows))
	}
	for sig, err := range s.Signatures(t.Context()) {
		t.Errorf("an empty record has the signature %v (%v)", sig, err)
	}
	if _, err := s.Report(t.Context(), "d_00"); !errors.Is(err, keep.ErrNotFound) {
		t.Errorf("report of an empty record: %v", err)
	}
	if _, err := s.Text(t.Context(), record.DocumentIDOf("x")); !errors.Is(err, keep.ErrNotFound) {
		t.Errorf("text of an empty record: %v", err)
	}
	if hits, total := search(t, s, "", keep.Filter{}); len(hits) != 0 || total != 0 {
		t.Errorf("an empty record gives %d of %d hits", len(hits), total)
	}
	before := status(t, s)
	if added, err := s.Add(t.Context(), keep.Batch{Run: run}, nil); err != nil || added != (keep.Added{}) {
		t.Errorf("an empty batch adds %+v, %v", added, err)
	}
	if diff := cmp.Diff(before, status(t, s)); diff != "" {
		t.Errorf("an empty batch changes the record: %s", diff)
	}
	sound(t, s)
}

func status(t *testing.T, s keep.Store) keep.Status {
	t.Helper()
	st, err := s.Status(t.Context())
	if err != nil {
		t.Fatalf("status: %v", err)
	}
	return st
}

func full() keep.Report {
	text := "KABUL, Aug. 23 (Agency) — The envoy arrived.\nShare this\n"
	r := WithFacts(WithRaw(Report("news/a.html", "The envoy arrives", "2025-08-23", text), []byte("<html>\x00\xff"+text)))
	publisher, author, url := "The Daily", "A. Writer", "https://example.org/a"
	d := &r.Document
	d.Member, d.PublishedFrom, d.Publisher, d.Author, d.URL = "2025/a.html", record.DateFromDateline, &publisher, &author, &url
	d.Sentences, d.Words, d.Format, d.Charset = 1, 7, "html", "windows-1252"
	date := record.Span{Start: 7, End: 14}
	d.Dates = []record.DateCandidate{
		{Value: "2025-08-23", From: record.DateFromDateline, Where: "Aug. 23", Span: &date, Used: true},
		{Value: "2025-08-22", From: record.DateFromMeta, Where: "article:published_time"},
	}
	d.Furniture = []record.Furniture{{Span: record.Span{Start: len(text) - 11, End: len(text) - 1}, Reason: "share"}}
	return r
}

func testRoundTrip(t *testing.T, s keep.Store) {
	r := full()
	add(t, s, Report("b.txt", "", "", "Other words."), r)
	rows, err := s.Report(t.Context(), string(r.Document.ID))
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d reports, %v", len(rows), err)
	}
	if got, want := encoded(t, &rows[0].Document), encoded(t, &r.Document); got != want {
		t.Errorf("read back:\n%s\nput in:\n%s", got, want)
	}
	if text, err := s.Text(t.Context(), r.Document.ID); err != nil || text != r.Text {
		t.Errorf("text %q, %v", text, err)
	}
	if raw, err := s.Raw(t.Context(), rows[0].Number); err != nil || string(raw) != string(r.Raw) {
		t.Errorf("raw %q, %v", raw, err)
	}
	other := list(t, s, keep.Filter{})[0]
	if raw, err := s.Raw(t.Context(), other.Number); err != nil || string(raw) != "Other words." {
		t.Errorf("raw of a text %q, %v", raw, err)
	}
	if _, err := s.Raw(t.Context(), 99); !errors.Is(err, keep.ErrNotFound) {
		t.Errorf("raw of no report: %v", err)
	}
	facts, err := s.Facts(t.Context(), r.Document.ID)
	if err != nil || len(facts) != len(r.Facts) {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	for i := range facts {
		if got, want := encoded(t, facts[i]), encoded(t, r.Facts[i]); got != want {
			t.Errorf("fact %d read back:\n%s\nput in:\n%s", i, got, want)
		}
	}
	sound(t, s)
}

func testIdempotent(t *testing.T, s keep.Store) {
	r, f := full(), Failure("x.bin", "binary")
	batch := keep.Batch{Reports: []keep.Report{r, r}, Failures: []keep.Failure{f, f}, Run: run}
	added, err := s.Add(t.Context(), batch, nil)
	if want := (keep.Added{Reports: 1, Documents: 1, Known: 1, Failures: 1}); err != nil || added != want {
		t.Fatalf("added %+v, %v, want %+v", added, err, want)
	}
	before := status(t, s)
	batch.Run.Program = "1.1.0"
	added, err = s.Add(t.Context(), batch, nil)
	if want := (keep.Added{Known: 2}); err != nil || added != want {
		t.Errorf("added again %+v, %v, want %+v", added, err, want)
	}
	if diff := cmp.Diff(before, status(t, s)); diff != "" {
		t.Errorf("adding again changes the record: %s", diff)
	}
	if known, err := s.Known(t.Context(), r.Key); err != nil || !known {
		t.Errorf("known: %v, %v", known, err)
	}
	for _, key := range []keep.Key{{1}, f.Key} {
		if known, err := s.Known(t.Context(), key); err != nil || known {
			t.Errorf("known without having been read: %v, %v", known, err)
		}
	}
	sound(t, s)
}

func testSharedText(t *testing.T, s keep.Store) {
	const text = "One text in three places."
	a, b, c := Report("a.txt", "First title", "2025-01-02", text), Report("b.txt", "Second headline", "2025-01-01", text), Report("c.txt", "First title", "", text)
	b = WithRaw(b, []byte("<p>"+text))
	c = WithRaw(c, []byte("<p>"+text))
	if added := add(t, s, a, b); added != (keep.Added{Reports: 2, Documents: 1}) {
		t.Errorf("added %+v", added)
	}
	if added := add(t, s, c); added != (keep.Added{Reports: 1}) {
		t.Errorf("added %+v", added)
	}
	rows, err := s.Report(t.Context(), string(a.Document.ID))
	if err != nil || paths(rows) != "a.txt b.txt c.txt" {
		t.Errorf("reports %s, %v", paths(rows), err)
	}
	for _, q := range []string{"title:first", "title:headline", "places"} {
		if hits, total := search(t, s, q, keep.Filter{}); total != 1 || len(hits) != 1 {
			t.Errorf("search %s: %d of %d hits", q, len(hits), total)
		}
	}
	for _, row := range rows[1:] {
		if raw, err := s.Raw(t.Context(), row.Number); err != nil || string(raw) != "<p>"+text {
			t.Errorf("raw of %s: %q, %v", row.Document.Path, raw, err)
		}
	}
	sound(t, s)
}

func testAtomic(t *testing.T, s keep.Store) {
	add(t, s, Report("a.txt", "", "", "The first."))
	before := status(t, s)
	bad := Report("bad.txt", "", "", "Text.")
	bad.Text = "Another text."
	for name, batch := range map[string]keep.Batch{
		"wrong id":      {Reports: []keep.Report{Report("b.txt", "", "", "The second."), bad}, Failures: []keep.Failure{Failure("x", "empty")}, Run: run},
		"wrong raw":     {Reports: []keep.Report{Report("b.txt", "", "", "The second."), {Document: Report("c", "", "", "T").Document, Text: "T", Raw: []byte("U")}}, Run: run},
		"invalid UTF-8": {Reports: []keep.Report{Report("b.txt", "", "", "The second."), Report("c.txt", "", "", "\xff")}, Run: run},
	} {
		if added, err := s.Add(t.Context(), batch, nil); err == nil || added != (keep.Added{}) {
			t.Errorf("%s: added %+v, %v", name, added, err)
		}
	}
	g := &grouper{fail: 2}
	batch := keep.Batch{Reports: []keep.Report{Report("b.txt", "", "", "The second."), Report("c.txt", "", "", "The third.")}, Run: run}
	if _, err := s.Add(t.Context(), batch, g); !errors.Is(err, errGrouper) {
		t.Errorf("a failing grouper: %v", err)
	}
	if g.resets != 1 || g.commits != 0 {
		t.Errorf("a failing grouper was reset %d times and committed %d times", g.resets, g.commits)
	}
	if diff := cmp.Diff(before, status(t, s)); diff != "" {
		t.Errorf("a batch that failed changes the record: %s", diff)
	}
	if hits, _ := search(t, s, "second", keep.Filter{}); len(hits) != 0 {
		t.Errorf("a batch that failed is found: %v", hits)
	}
	add(t, s, batch.Reports...)
	sound(t, s)
}

func testOrderAndPaging(t *testing.T, s keep.Store) {
	all := Many(7, 700, 60)
	for i := 0; i < len(all); i += 100 {
		add(t, s, all[i:i+100]...)
	}
	rows := list(t, s, keep.Filter{})
	if len(rows) != len(all) {
		t.Fatalf("%d reports, want %d", len(rows), len(all))
	}
	for i, row := range rows {
		if row.Document.Path != all[i].Document.Path || i > 0 && row.Number <= rows[i-1].Number {
			t.Fatalf("report %d is number %d, %s", i, row.Number, row.Document.Path)
		}
	}
	var paged []keep.Row
	for f := (keep.Filter{Limit: 33}); ; {
		page := list(t, s, f)
		paged = append(paged, page...)
		if len(page) < f.Limit {
			break
		}
		f.After = page[len(page)-1].Number
	}
	if !reflect.DeepEqual(paged, rows) {
		t.Errorf("pages give %d reports, the whole %d", len(paged), len(rows))
	}
	whole, total := search(t, s, Word(3), keep.Filter{})
	var hits []keep.Hit
	for {
		page, n := search(t, s, Word(3), keep.Filter{Limit: 7, Offset: len(hits)})
		if n != total {
			t.Errorf("a page of hits says %d in all, the whole %d", n, total)
		}
		if len(page) == 0 {
			break
		}
		hits = append(hits, page...)
	}
	if len(whole) != total || !reflect.DeepEqual(hits, whole) {
		t.Errorf("pages give %d hits, the whole %d, the count %d", len(hits), len(whole), total)
	}
	if !slices.IsSortedFunc(whole, func(a, b keep.Hit) int {
		switch {
		case a.Rank < b.Rank:
			return -1
		case a.Rank > b.Rank:
			return 1
		}
		return 0
	}) {
		t.Error("hits are not best first")
	}
}

// three adds three reports that differ in all that filters ask for.
func three(t *testing.T, s keep.Store) {
	a, b, c := Report("x/2025/a.txt", "Talks", "2025-08-23", "Talks in Kabul."), Report("x/2025/B.txt", "War", "2025-09-01", "War in Kabul."), Report("y/c.html", "", "", "Nothing in Kabul.")
	dawn, news := "Dawn", "The Dawn News"
	a.Document.Publisher, b.Document.Publisher = &dawn, &news
	b.Document.Language, b.Document.Read, c.Document.Format = "ur", false, "html"
	add(t, s, a, b, c)
}

func testFilters(t *testing.T, s keep.Store) {
	three(t, s)
	yes, no := true, false
	for _, c := range []struct {
		name string
		f    keep.Filter
		want string
	}{
		{"none", keep.Filter{}, "x/2025/a.txt x/2025/B.txt y/c.html"},
		{"day", keep.Filter{Published: query.Range{From: "2025-08-23", To: "2025-08-23"}}, "x/2025/a.txt"},
		{"from", keep.Filter{Published: query.Range{From: "2025-08-24"}}, "x/2025/B.txt"},
		{"to", keep.Filter{Published: query.Range{To: "2025-12-31"}}, "x/2025/a.txt x/2025/B.txt"},
		{"language", keep.Filter{Language: "ur"}, "x/2025/B.txt"},
		{"no such language", keep.Filter{Language: "xx"}, ""},
		{"publisher", keep.Filter{Publisher: "dawn"}, "x/2025/a.txt x/2025/B.txt"},
		{"words of a publisher", keep.Filter{Publisher: "dawn news"}, "x/2025/B.txt"},
		{"no such publisher", keep.Filter{Publisher: "daw"}, ""},
		{"path", keep.Filter{Path: "b.TXT"}, "x/2025/B.txt"},
		{"path is no pattern", keep.Filter{Path: "%"}, ""},
		{"two", keep.Filter{Publisher: "dawn", Path: "/a."}, "x/2025/a.txt"},
		{"copies", keep.Filter{Copies: &yes}, ""},
		{"no copies", keep.Filter{Copies: &no, Limit: 2}, "x/2025/a.txt x/2025/B.txt"},
	} {
		if got := paths(list(t, s, c.f)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func testIDs(t *testing.T, s keep.Store) {
	// Texts whose digests begin alike: with 40 of them two begin with the same digit for certain.
	seen := map[string]string{}
	var shared string
	for i := range 40 {
		r := Report(fmt.Sprintf("%d.txt", i), "", "", fmt.Sprintf("Text %d.", i))
		add(t, s, r)
		digits := strings.TrimPrefix(string(r.Document.ID), "sha256:")
		if _, ok := seen[digits[:1]]; ok {
			shared = digits[:1]
		}
		seen[digits[:1]] = digits
	}
	digits := seen[shared]
	if _, err := s.Report(t.Context(), "d_"+shared); !errors.Is(err, keep.ErrAmbiguous) {
		t.Errorf("report of the id d_%s, which several have: %v", shared, err)
	}
	for _, id := range []string{digits, "d_" + digits, "sha256:" + digits, "d_" + digits[:12], digits[:13], strings.ToUpper(digits[:15])} {
		rows, err := s.Report(t.Context(), id)
		if err != nil || len(rows) != 1 || !strings.HasSuffix(string(rows[0].Document.ID), digits) {
			t.Errorf("report %s: %d reports, %v", id, len(rows), err)
		}
	}
	for _, id := range []string{"", "d_", "d_zz", "sha256:", digits + "00", "d_%", "../" + digits, "d_\x00"} {
		if _, err := s.Report(t.Context(), id); !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("report %q: %v", id, err)
		}
	}
	for _, id := range []record.DocumentID{"", "d_00", "sha256:00", record.DocumentID("sha256:" + strings.Repeat("0", 64))} {
		_, err1 := s.Text(t.Context(), id)
		_, err2 := s.Facts(t.Context(), id)
		_, err3 := s.Copies(t.Context(), id)
		for _, err := range []error{err1, err2, err3} {
			if !errors.Is(err, keep.ErrNotFound) {
				t.Errorf("document %q: %v", id, err)
			}
		}
	}
}

func testUnicode(t *testing.T, s keep.Store) {
	for i, text := range []string{
		"وزیر خارجه افغانستان در کابل گفت: می\u200cرود.", "محادثات السلام في كابُل بدأت", "北京会谈于周一举行", "Переговоры в Кабуле — «мир»",
		"Ankara’da görüşme: Türkiye", "e\u0301lan \U0001F600 emoji", "\ufeffmark",
	} {
		add(t, s, Report(fmt.Sprintf("%d/ümlaut \u202e.txt", i), text, "", text))
	}
	for _, c := range []struct {
		q    string
		want int
	}{
		{"میرود", 1},
		{"افغانستان", 1},
		{"كابل", 2},
		{"کابل", 2},
		{"محادثات", 1},
		{`"会谈"`, 1},
		{"京会", 1},
		{"кабуле", 1},
		{"gorusme", 1},
		{"turkiye", 1},
		{"élan", 1},
		{"ELAN", 1},
		{"mark", 1},
		{"перегов*", 1},
		{"title:北京", 1},
	} {
		hits, total := search(t, s, c.q, keep.Filter{})
		if total != c.want || len(hits) != c.want {
			t.Errorf("search %s: %d of %d hits, want %d", c.q, len(hits), total, c.want)
		}
		for _, h := range hits {
			if strings.HasPrefix(c.q, "title:") {
				continue // the mark would stand in the title
			}
			if !strings.ContainsRune(h.Snippet, query.MarkStart) || strings.Count(h.Snippet, string(query.MarkStart)) != strings.Count(h.Snippet, string(query.MarkEnd)) {
				t.Errorf("search %s: snippet %q", c.q, h.Snippet)
			}
		}
	}
	sound(t, s)
}

func testHostile(t *testing.T, s keep.Store) {
	nasty := []string{
		"'; DROP TABLE report; --", `" OR "" = "`, "a\x00b", "../../etc/passwd", "-- \" ' ` $ { } \\", "<script>alert(1)</script>", "\xff\xfe",
		"NEAR(a b, 3)", strings.Repeat("x", 100_000), "\ue000mark\ue001", "\n", "%_*?",
	}
	for i, n := range nasty {
		r := Report(n, n, n, fmt.Sprintf("%d ", i)+strings.ToValidUTF8(n, "?"))
		r.Document.Publisher, r.Document.Author, r.Document.Language, r.Document.Format, r.Document.Member = &n, &n, n, n, n
		f := Failure(n, n)
		f.Stage, f.Message, f.Member = n, n, n
		if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{r}, Failures: []keep.Failure{f}, Run: keep.Run{Program: n}}, nil); err != nil {
			t.Fatalf("add %q: %v", n, err)
		}
		rows, err := s.Report(t.Context(), string(r.Document.ID))
		if err != nil || len(rows) != 1 {
			t.Fatalf("report %q: %d, %v", n, len(rows), err)
		}
		want, err := record.Decode([]byte(encoded(t, &r.Document)))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := encoded(t, &rows[0].Document), encoded(t, want); got != want {
			t.Errorf("read back:\n%s\nput in:\n%s", got, want)
		}
		list(t, s, keep.Filter{Path: n, Language: n, Publisher: n, Published: query.Range{From: n, To: n}})
	}
	for _, q := range append(nasty, `"a`, "a*", `"a"*`, "a AND b OR c NOT d", "-a", "(((a)))", "title:a", "{title}:a", "^a", "a+b", "a:b", "\x00", `""`, "*", "path:' publisher:\" lang:' format:;") {
		parsed, err := query.Parse(q)
		if err != nil {
			continue
		}
		if _, _, err := s.Search(t.Context(), parsed, keep.Filter{}); err != nil {
			t.Errorf("search %q: %v", q, err)
		}
	}
	var i int
	for f, err := range s.Failures(t.Context()) {
		if err != nil || f.Path != string([]rune(nasty[i])) || f.Message != f.Path {
			t.Errorf("failure %+v, %v", f, err)
		}
		i++
	}
	sound(t, s)
}

func testBigText(t *testing.T, s keep.Store) {
	text := strings.Repeat("The quick brown fox jumps over the lazy dog. ", 100_000) + "needle"
	raw := []byte(strings.Repeat("<p>", 1_000_000) + text)
	r := WithRaw(Report("big.html", "Big", "2025-01-01", text), raw)
	add(t, s, r)
	got, err := s.Text(t.Context(), r.Document.ID)
	if err != nil || got != text {
		t.Errorf("a text of %d bytes comes back with %d, %v", len(text), len(got), err)
	}
	back, err := s.Raw(t.Context(), list(t, s, keep.Filter{})[0].Number)
	if err != nil || string(back) != string(raw) {
		t.Errorf("%d bytes come back as %d, %v", len(raw), len(back), err)
	}
	if hits, _ := search(t, s, "needle", keep.Filter{}); len(hits) != 1 {
		t.Errorf("%d hits", len(hits))
	}
}

func testLog(t *testing.T, s keep.Store) {
	read := func() (all []keep.LogEntry) {
		for e, err := range s.Log(t.Context()) {
			if err != nil {
				t.Fatalf("log: %v", err)
			}
			all = append(all, e)
		}
		return all
	}
	before := len(read())
	if err := s.Note(t.Context(), "export", `{"file":"a.jsonl"}`); err != nil {
		t.Fatal(err)
	}
	add(t, s, Report("a.txt", "", "", "Text."))
	for _, detail := range []string{"", "no", "[1]", `{"a":`} {
		if err := s.Note(t.Context(), "bad", detail); err == nil {
			t.Errorf("a note with the detail %q is taken", detail)
		}
	}
	all := read()
	if len(all) != before+2 || all[before].Action != "export" || all[before].Detail != `{"file":"a.jsonl"}` || all[before+1].Action != "add" {
		t.Fatalf("log %+v", all)
	}
	for i, e := range all {
		if e.Sequence != int64(i+1) || i > 0 && e.Previous != all[i-1].Digest || len(e.Digest) != 64 {
			t.Errorf("line %d of the log is not chained: %+v", i+1, e)
		}
	}
	sound(t, s)
}

func testStatus(t *testing.T, s keep.Store) {
	three(t, s)
	r := WithFacts(Report("d.txt", "", "2024-02-29", "Facts here."))
	if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{r}, Failures: []keep.Failure{Failure("x", "empty")}, Run: run}, nil); err != nil {
		t.Fatal(err)
	}
	got := status(t, s)
	want := keep.Status{
		Version: got.Version, Sequence: got.Sequence, Reports: 4, Documents: 4, Bytes: int64(len("Talks in Kabul.War in Kabul.Nothing in Kabul.Facts here.")),
		Unread: 1, Undated: 1, Failures: 1, Facts: map[string]int{"event": 1, "time": 1, "notice": 1}, Languages: map[string]int{"en": 3, "ur": 1},
		Formats: map[string]int{"text": 3, "html": 1}, Ledger: map[string]int{}, Pending: 4, First: "2024-02-29", Last: "2025-09-01",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("status: %s", diff)
	}
}

func testFailures(t *testing.T, s keep.Store) {
	want := []keep.Failure{Failure("b.bin", "binary"), Failure("a.txt", "empty")}
	want[1].Member = "inner.txt"
	for _, f := range want {
		if _, err := s.Add(t.Context(), keep.Batch{Failures: []keep.Failure{f, f}, Run: run}, nil); err != nil {
			t.Fatal(err)
		}
	}
	changed := want[0]
	changed.Message = "another word"
	if added, err := s.Add(t.Context(), keep.Batch{Failures: []keep.Failure{changed}, Run: run}, nil); err != nil || added.Failures != 0 {
		t.Errorf("a known failure adds %+v, %v", added, err)
	}
	var got []keep.Failure
	for f, err := range s.Failures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("failures: %s", diff)
	}
	// What was read at a later try is no failure any more.
	mended := Report("b.bin", "", "", "It could be read after all.")
	mended.Key = want[0].Key
	if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{mended}, Run: run}, nil); err != nil {
		t.Fatal(err)
	}
	got = nil
	for f, err := range s.Failures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f)
	}
	if diff := cmp.Diff(want[1:], got); diff != "" {
		t.Errorf("failures after one was read: %s", diff)
	}
	if n := status(t, s).Failures; n != 1 {
		t.Errorf("the status counts %d failures, want 1", n)
	}
	sound(t, s)
}

func testVerify(t *testing.T, s keep.Store) {
	bad := WithFacts(Report("bad.txt", "", "", "Words to quote."))
	bad.Facts[1].(*record.Time).Text = "Other"
	add(t, s, full(), bad)
	var faults []keep.Fault
	if err := s.Verify(t.Context(), func(f keep.Fault) bool { faults = append(faults, f); return true }); err != nil {
		t.Fatal(err)
	}
	if len(faults) != 1 || faults[0].Document != bad.Document.ID || faults[0].Field != "text" || !strings.Contains(faults[0].Message, "Other") {
		t.Errorf("a quote that does not stand in the text: %+v", faults)
	}
	calls := 0
	if err := s.Verify(t.Context(), func(keep.Fault) bool { calls++; return false }); err != nil || calls != 1 {
		t.Errorf("verify goes on after it was told to stop: %d faults, %v", calls, err)
	}
}

func testClosed(t *testing.T, s keep.Store) {
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
	if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{full()}, Run: run}, nil); err == nil {
		t.Error("a closed store adds")
	}
	if _, err := s.Status(t.Context()); err == nil {
		t.Error("a closed store counts")
	}
}
