package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// TestMigrate takes a record through a step that a later version could have, and sees that this version then refuses
// it without touching it.
func TestMigrate(t *testing.T) {
	dir := t.TempDir()
	s, err := Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	later := fstest.MapFS{"00003_later.sql": {Data: []byte("CREATE TABLE later (number INTEGER PRIMARY KEY) STRICT;\n")}}
	for _, name := range []string{"00001_record.sql", "00002_ledger.sql"} {
		b, err := migrations.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		later[name] = &fstest.MapFile{Data: b}
	}
	file := filepath.Join(dir, File)
	db, err := open(file, patient)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if err := migrate(t.Context(), db, later, Version+1); err != nil {
		t.Fatal(err)
	}
	var tables int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").Scan(&tables); err != nil || tables != 1 {
		t.Errorf("the later table is there %d times, %v", tables, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := folder(t, dir)
	for _, o := range []Options{{}, {ReadOnly: true}} {
		if _, err := Open(t.Context(), dir, o); !errors.Is(err, keep.ErrNewer) {
			t.Errorf("open %+v a record of version 3: %v", o, err)
		}
	}
	if err := Verify(t.Context(), dir, func(keep.Fault) bool { return true }); !errors.Is(err, keep.ErrNewer) {
		t.Errorf("verify a record of version 3: %v", err)
	}
	after := folder(t, dir)
	if len(after) != len(before) {
		t.Errorf("files were %d and are %d", len(before), len(after))
	}
	for name, b := range before {
		if after[name] != b {
			t.Errorf("%s was changed", name)
		}
	}
}

// folder gives the files of a folder with their bytes.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}
