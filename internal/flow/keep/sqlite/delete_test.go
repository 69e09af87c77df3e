package sqlite_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/query"
)

// outside opens the database of a record as another program would.
func outside(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, sqlite.File)+"?mode=rw")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

// keys gives the columns of the primary key of every table that holds rows.
func keys(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	rows, err := db.Query(`SELECT m.name, group_concat(c.name) FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND c.pk > 0 GROUP BY m.name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var table, key string
		if err := rows.Scan(&table, &key); err != nil {
			t.Fatal(err)
		}
		all[table] = key
	}
	if err := rows.Err(); err != nil || len(all) < 17 {
		t.Fatalf("%d tables, %v", len(all), err)
	}
	return all
}

// TestDeletedRowsAreFound deletes rows of every table, all, the first, the last, one in the middle and those behind the
// third, and wants verify to say so.
func TestDeletedRowsAreFound(t *testing.T) {
	database := varied(t)
	db := outside(t, place(t, database))
	tables := keys(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for table, key := range tables {
		for name, rows := range map[string]string{
			"all": "", "the first": "LIMIT 1", "the last": "DESC LIMIT 1", "the second": "LIMIT 1 OFFSET 1", "behind the third": "LIMIT -1 OFFSET 3",
		} {
			order := strings.ReplaceAll(key, ",", " DESC,")
			if !strings.HasPrefix(rows, "DESC") {
				order = key
			}
			statement := fmt.Sprintf("DELETE FROM %s WHERE (%s) IN (SELECT %s FROM %s ORDER BY %s %s)", table, key, key, table, order, rows)
			deleted(t, database, table+": "+name, statement)
		}
	}
	deleted(t, database, "search: all", "INSERT INTO search (search) VALUES ('delete-all')")
	deleted(t, database, "facts of one document", "DELETE FROM fact WHERE document = 3")
	deleted(t, database, "facts of one kind", "DELETE FROM fact WHERE kind = (SELECT number FROM dictionary WHERE value = 'event')")
}

func deleted(t *testing.T, database []byte, name, statement string) {
	t.Helper()
	dir := place(t, database)
	db := outside(t, dir)
	result, err := db.Exec(statement)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if faults := faultsOf(t, dir); n > 0 && len(faults) == 0 {
		t.Errorf("%s: %d rows were deleted, and verify says nothing", name, n)
	}
}

// TestDeletedFactsAreNamed wants the document whose facts are missing.
func TestDeletedFactsAreNamed(t *testing.T) {
	dir := place(t, varied(t))
	db := outside(t, dir)
	if _, err := db.Exec("DELETE FROM fact WHERE number = 5"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	faults := faultsOf(t, dir)
	want := keeptest.Many(3, 40, 2000)[2].Document.ID // the second document that has facts
	if len(faults) != 1 || faults[0].Table != "fact" || faults[0].Document != want || faults[0].Message != "3 facts were read from the document, 2 are there" {
		t.Errorf("faults %v, want one of the facts of %s", faults, want)
	}
}

// TestEmptyTextDeleted deletes the row of a text that has no bytes.
func TestEmptyTextDeleted(t *testing.T) {
	dir := empty(t)
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{keeptest.Report("empty.txt", "", "", "")}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	clean(t, dir)
	database, err := os.ReadFile(filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	deleted(t, database, "an empty text", "DELETE FROM text")
}

// TestVerifyAfterSearch verifies over a connection that searched before the segments of the index were merged.
func TestVerifyAfterSearch(t *testing.T) {
	s, err := sqlite.Create(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all := keeptest.Many(9, 400, 200)
	for i := 0; i < len(all); i += 10 {
		if _, err := s.Add(t.Context(), keep.Batch{Reports: all[i : i+10]}, nil); err != nil {
			t.Fatal(err)
		}
		if i%30 != 0 {
			continue
		}
		if err := s.Verify(t.Context(), func(f keep.Fault) bool { t.Errorf("%d reports: fault: %v", i+10, f); return true }); err != nil {
			t.Error(err)
		}
		if _, _, err := s.Search(t.Context(), query.Query{Root: query.Term{Words: []string{keeptest.Word(5)}}}, keep.Filter{}); err != nil {
			t.Error(err)
		}
	}
}
