package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
)

// inPairs groups each document with the one before it, two by two.
type inPairs struct{}

func (inPairs) Group(s keep.Signature) ([]keep.CopyGroup, error) {
	if s.Document%2 == 1 {
		return nil, nil
	}
	return []keep.CopyGroup{{Origin: s.Document - 1, Members: []keep.CopyMember{{Document: s.Document - 1, Similarity: 1}, {Document: s.Document, Similarity: 0.75}}}}, nil
}
func (inPairs) Reset()  {}
func (inPairs) Commit() {}

// version1 makes a record of version 1: one of version 2 without what that added. It gives the rows that the migration
// has to make.
func version1(t *testing.T) (dir, want string) {
	t.Helper()
	dir = t.TempDir()
	s, err := Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	reports := keeptest.Many(4, 30, 300)
	for i := range reports {
		publisher := fmt.Sprint("Publisher ", i%4)
		reports[i].Document.Published = fmt.Sprintf("2025-01-%02d", i+1)
		if i%10 == 3 {
			reports[i].Document.Published = ""
		}
		reports[i].Document.Publisher = &publisher
		reports[i] = keeptest.WithFacts(reports[i])
	}
	reports = append(reports, keeptest.Report("elsewhere", "Later", "2025-02-01", reports[3].Text), keeptest.Report("a/b", "Hostile\x00", "2025-02\x00'", reports[4].Text))
	if _, err := s.Add(t.Context(), keep.Batch{Reports: reports}, inPairs{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := open(filepath.Join(dir, File), patient)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	// The facts stay those of the first report until they are read again, whichever report speaks for the document.
	want = derivedRows(t, db)
	for _, table := range []string{
		"entry_member", "entry_term", "entry_body", "entry", "item_key", "item", "superseded", "fact_id", "source", "tombstone", "ledger_count",
	} {
		if _, err := db.Exec("DROP TABLE " + table); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec("PRAGMA user_version = 1"); err != nil {
		t.Fatal(err)
	}
	return dir, want
}

func derivedRows(t *testing.T, db *sql.DB) string {
	t.Helper()
	var b strings.Builder
	for _, q := range []string{"SELECT *, typeof(copied), typeof(publisher) FROM source ORDER BY document", "SELECT * FROM fact_id ORDER BY id, fact"} {
		rows, err := db.Query(q)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range to {
			to[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(to...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%q\n", values)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil { //nolint:sqlclosecheck // closed here, once for each query
			t.Fatal(err)
		}
	}
	return b.String()
}

func noFaults(t *testing.T, dir string) {
	t.Helper()
	if err := Verify(context.Background(), dir, func(f keep.Fault) bool { t.Errorf("fault: %s: %s", f.Place, f.Message); return true }); err != nil {
		t.Error(err)
	}
}

// TestVersion1 opens records of version 1, for writing and for reading.
func TestVersion1(t *testing.T) {
	for _, o := range []Options{{}, {ReadOnly: true}} {
		dir, want := version1(t)
		before, err := os.ReadFile(filepath.Join(dir, File))
		if err != nil {
			t.Fatal(err)
		}
		noFaults(t, dir)
		if after, err := os.ReadFile(filepath.Join(dir, File)); err != nil || string(after) != string(before) {
			t.Errorf("verify changes a record of version 1, %v", err)
		}
		s, err := Open(t.Context(), dir, o)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := s.PendingDocuments(t.Context()); n != 30 || err != nil {
			t.Errorf("%d documents are pending, %v", n, err)
		}
		if st, err := s.Status(t.Context()); err != nil || st.Version != 2 || st.Reports != 32 {
			t.Errorf("status %+v, %v", st, err)
		}
		if got := derivedRows(t, s.(*Store).readers); got != want {
			t.Errorf("options %+v: the rows are\n%s\nwant\n%s", o, got, want)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		noFaults(t, dir)
	}
}

// TestVersion1Locked opens a record of version 1 for reading while a writer has it, and from a folder that cannot be
// written to.
func TestVersion1Locked(t *testing.T) {
	dir, _ := version1(t)
	lock, err := takeLock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, Options{ReadOnly: true}); !errors.Is(err, keep.ErrLocked) || !strings.Contains(err.Error(), "version 1") {
		t.Errorf("open a record of version 1 that a writer has: %v", err)
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, err := range map[string]error{
		"update the ledger": s.UpdateLedger(t.Context(), func(context.Context, keep.Ledger) error { return nil }),
		"mark as pending":   s.MarkPending(t.Context(), nil),
		"replace facts":     func() error { _, err := s.ReplaceFacts(t.Context(), nil, keep.Run{}); return err }(),
	} {
		if !errors.Is(err, keep.ErrReadOnly) {
			t.Errorf("%s of a record that is open for reading: %v", name, err)
		}
	}
}
