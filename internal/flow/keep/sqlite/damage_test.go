package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the plain driver, to look from outside

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/record"
)

// pairs groups each document with the one before it, two by two.
type pairs struct{}

func (pairs) Group(s keep.Signature) ([]keep.CopyGroup, error) {
	if s.Document%2 == 1 {
		return nil, nil
	}
	return []keep.CopyGroup{{Origin: s.Document, Members: []keep.CopyMember{{Document: s.Document - 1, Similarity: 0.75}, {Document: s.Document, Similarity: 1}}}}, nil
}
func (pairs) Reset()  {}
func (pairs) Commit() {}

// varied makes a record that has rows in every table, closes it, and gives the bytes of its database.
func varied(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	s, err := sqlite.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	reports := keeptest.Many(3, 40, 2000)
	for i := range reports {
		reports[i].Document.Published = fmt.Sprintf("2025-%02d-%02d", 2-i/20, 28-i%20) // the second of each pair is the earlier
		publisher := fmt.Sprint("Publisher ", i%7)
		reports[i].Document.Publisher = &publisher
		if i%3 == 0 {
			reports[i] = keeptest.WithRaw(reports[i], []byte("<html>"+reports[i].Text))
		}
		if i%2 == 0 {
			reports[i] = keeptest.WithFacts(reports[i])
		}
	}
	for i := 0; i < len(reports); i += 10 {
		batch := keep.Batch{Reports: reports[i : i+10], Failures: []keep.Failure{keeptest.Failure(fmt.Sprint("bad", i), "empty")}, Run: keep.Run{Program: "1", Model: "m"}}
		if _, err := s.Add(t.Context(), batch, pairs{}); err != nil {
			t.Fatal(err)
		}
	}
	keepLedger(t, s)
	other := keeptest.Report("elsewhere.txt", "Another headline", "", reports[5].Text)
	if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{other}, Run: keep.Run{Program: "2"}}, pairs{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if faults := faultsOf(t, dir); len(faults) != 0 {
		t.Fatalf("a record as it was made has faults: %v", faults)
	}
	b, err := os.ReadFile(filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// keepLedger fills every table of the ledger: items and entries of every document, tombstones, and facts of one document
// that were replaced and are not taken up yet.
func keepLedger(t *testing.T, s keep.Store) {
	t.Helper()
	err := s.UpdateLedger(t.Context(), func(ctx context.Context, l keep.Ledger) error {
		sources, err := l.Pending(ctx, 100)
		if err != nil {
			return err
		}
		var numbers []int64
		for _, source := range sources {
			numbers = append(numbers, source.Number)
			if err := keepEntries(ctx, l, source); err != nil {
				return err
			}
		}
		for _, id := range []record.ID{"e_gone", "e_merged", "c_split"} {
			if err := l.Bury(ctx, record.Tombstone{ID: id, ReplacedBy: []record.ID{"e_other"}, Cause: "merged"}); err != nil {
				return err
			}
		}
		return l.Settled(ctx, numbers)
	})
	if err != nil {
		t.Fatal(err)
	}
	var replaced []keep.Replacement
	for row, err := range s.Reports(t.Context(), keep.Filter{After: 30}) {
		if err != nil {
			t.Fatal(err)
		}
		replaced = append(replaced, keep.Replacement{Document: row.Document.ID})
	}
	if n, err := s.ReplaceFacts(t.Context(), replaced, keep.Run{Program: "2"}); err != nil || n != 5 {
		t.Fatalf("facts of %d documents replaced, %v", n, err)
	}
}

// keepEntries keeps an item and an entry for each fact of a document that has an id, and for the document.
func keepEntries(ctx context.Context, l keep.Ledger, source keep.Source) error {
	facts, err := l.FactsOf(ctx, source.Number)
	if err != nil {
		return err
	}
	items := []keep.Item{{Kind: "story", ID: record.ID(source.ID.Short()), Source: source, Features: []byte("words"), Keys: []uint64{uint64(source.Number % 5)}}}
	for _, f := range facts {
		if e, ok := f.Entry.(*record.Event); ok {
			items = append(items, keep.Item{Kind: "joined", ID: e.ID, Source: source, Fact: f.Number, Features: []byte("features"), Keys: []uint64{1, 1 << 63}})
		}
	}
	for _, i := range items {
		n, err := l.PutItem(ctx, i)
		if err != nil {
			return err
		}
		g := keep.Group{
			Kind: i.Kind, ID: i.ID, From: source.Published, To: "2025-12-31", First: source.Published, Last: source.Published, Type: "CONSULT",
			Terms: []string{"actor=" + fmt.Sprint(n%3), "kind=" + i.Kind}, Members: []record.ID{i.ID}, Entry: []byte(`{"kind":"` + i.Kind + `"}`),
		}
		if err := l.PutGroup(ctx, n, g); err != nil {
			return err
		}
	}
	return nil
}

func faultsOf(t *testing.T, dir string) []keep.Fault {
	t.Helper()
	var all []keep.Fault
	err := sqlite.Verify(context.Background(), dir, func(f keep.Fault) bool { all = append(all, f); return len(all) < 50 })
	if err != nil {
		all = append(all, keep.Fault{Place: "error", Message: err.Error()})
	}
	return all
}

// place puts a database into a folder of its own.
func place(t *testing.T, database []byte) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, sqlite.File), database, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// dump writes all that can be read from a database, table by table; of the index of words its entries, and what
// searches find. How the index keeps them is left out: superseded entries, marks of deletion and its change counter.
func dump(t *testing.T, dir string) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, sqlite.File)+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var b strings.Builder
	for _, q := range []string{
		"PRAGMA application_id", "PRAGMA user_version", "SELECT type, name, sql FROM sqlite_schema",
		"SELECT * FROM dictionary", "SELECT * FROM run", "SELECT * FROM document", "SELECT * FROM text", "SELECT * FROM raw", "SELECT * FROM report",
		"SELECT * FROM failure", "SELECT * FROM log", "SELECT * FROM signature", "SELECT * FROM copy_group", "SELECT * FROM copy_member", "SELECT * FROM fact", "SELECT * FROM reading",
		"SELECT * FROM source", "SELECT * FROM fact_id", "SELECT * FROM superseded", "SELECT * FROM item", "SELECT * FROM item_key", "SELECT * FROM entry",
		"SELECT * FROM entry_body", "SELECT * FROM entry_term", "SELECT * FROM entry_member", "SELECT * FROM tombstone", "SELECT * FROM ledger_count",
		"SELECT * FROM search_docsize", "SELECT * FROM search_config",
		"SELECT document, published, language, publisher, format, path FROM report INDEXED BY report_document WHERE document > 0 ORDER BY 1, 2, 3, 4, 5, 6",
		"SELECT document, kind FROM fact INDEXED BY fact_document WHERE document > 0", "SELECT copy_group FROM copy_member INDEXED BY copy_member_group WHERE copy_group > 0",
	} {
		fmt.Fprintln(&b, q)
		dumpQuery(&b, db, q)
	}
	if _, err := db.Exec("CREATE VIRTUAL TABLE temp.entries USING fts5vocab('main', 'search', 'instance')"); err != nil {
		fmt.Fprintln(&b, err)
	}
	dumpQuery(&b, db, "SELECT term, doc, col, offset FROM temp.entries")
	for n := range uint64(300) {
		dumpQuery(&b, db, fmt.Sprintf("SELECT rowid, rank FROM search WHERE search MATCH '%s' ORDER BY rowid", keeptest.Word(n*n/3)))
	}
	return b.String()
}

func dumpQuery(b *strings.Builder, db *sql.DB, query string) {
	rows, err := db.Query(query)
	if err != nil {
		fmt.Fprintln(b, err)
		return
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		fmt.Fprintln(b, err)
		return
	}
	values, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range to {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			fmt.Fprintln(b, err)
			return
		}
		fmt.Fprintf(b, "%T%q\n", values, values)
	}
	fmt.Fprintln(b, rows.Err())
}

// TestEveryChangedByteIsFound flips bytes all over the database. Either verify names it, or all that can be read from
// the database, in every table and by searches, is what it was: the byte was in free space, in a counter, or in an entry
// of the index of words that a later one supersedes. CHANCERY_FLIPS sets the number of bytes.
func TestEveryChangedByteIsFound(t *testing.T) {
	database := varied(t)
	whole := dump(t, place(t, database))
	flips := flippedBytes
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_FLIPS")); err == nil {
		flips = n
	}
	random := rand.New(rand.NewPCG(11, 12))
	silent := 0
	for range flips {
		at, bit := random.IntN(len(database)), byte(1)<<random.IntN(8)
		changed := bytes.Clone(database)
		changed[at] ^= bit
		dir := place(t, changed)
		if len(faultsOf(t, dir)) > 0 {
			continue
		}
		silent++
		if dump(t, dir) != whole {
			t.Errorf("byte %d (page %d, offset %d) changed from %#x to %#x: what the database holds is not what it was, and verify says nothing\n%s",
				at, at/4096+1, at%4096, database[at], changed[at], firstDifference(whole, dump(t, dir)))
		}
	}
	t.Logf("%d of %d flipped bytes changed nothing that can be read", silent, flips)
}

// firstDifference gives the first line that differs, in both forms.
func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	table := ""
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("%s\n%.300s\n%.300s", table, as[i], bs[i])
		}
		if strings.HasPrefix(as[i], "SELECT") {
			table = as[i]
		}
	}
	return fmt.Sprintf("%d lines, %d lines", len(as), len(bs))
}

// TestChangedContentIsNamed changes content by hand in one place each and wants the fault to name the table.
func TestChangedContentIsNamed(t *testing.T) {
	database := varied(t)
	reports := keeptest.Many(3, 40, 2000)
	for _, c := range []struct{ table, content string }{
		{"text", reports[7].Text[1000:1020]},
		{"report", "reports/3/000011.txt"},
		{"report", `"charset":"utf-8"`},
		{"report", "Another headline"},
		{"fact", `"type":"CONSULT"`},
		{"fact", "no date was found"},
		{"failure", "it could not be read"},
		{"log", `{"version":2}`},
		{"log", `"reports":[11,20]`},
		{"signature", string(reports[9].Signature[4:14])},
		{"dictionary", "Publisher 4"},
		{"sqlite_schema", "knowledge TEXT NOT NULL"},
	} {
		at := bytes.LastIndex(database, []byte(c.content))
		if c.table == "dictionary" {
			at = bytes.Index(database, []byte(c.content)) // reports hold it too, on later pages
		}
		if at < 0 {
			t.Errorf("%q is not in the database", c.content)
			continue
		}
		changed := bytes.Clone(database)
		changed[at+len(c.content)/2] ^= 1
		faults := faultsOf(t, place(t, changed))
		named := false
		for _, f := range faults {
			named = named || f.Table == c.table || c.table == "sqlite_schema" && f.Place == sqlite.File
		}
		if !named {
			t.Errorf("%q of the table %s was changed: %v", c.content, c.table, faults)
		}
	}
}

// TestVerifyUnreadable gives verify files that are no databases or end too soon.
func TestVerifyUnreadable(t *testing.T) {
	database := varied(t)
	for name, b := range map[string][]byte{
		"empty": {}, "text": []byte("not a database"), "header only": database[:100], "one page": database[:4096],
		"half": database[:len(database)/2], "cut inside a page": database[:len(database)-1000],
		"zeroed page": append(append(bytes.Clone(database[:8*4096]), make([]byte, 4096)...), database[9*4096:]...),
	} {
		if faults := faultsOf(t, place(t, b)); len(faults) == 0 || faults[0].Place == "error" {
			t.Errorf("%s: faults %v", name, faults)
		}
	}
	if err := sqlite.Verify(t.Context(), t.TempDir(), nil); err == nil {
		t.Error("verify of an empty folder gives no error")
	}
}
