package sqlite_test

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

// logged makes a record whose database has 20 reports and whose write-ahead log has 200 more, and gives the bytes of
// both as a kill would leave them.
func logged(t *testing.T) (database, wal []byte) {
	t.Helper()
	dir := t.TempDir()
	s, err := sqlite.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	all := keeptest.Many(8, 220, 2000)
	if _, err := s.Add(t.Context(), keep.Batch{Reports: all[:20]}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = sqlite.Open(t.Context(), dir, sqlite.Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := 20; i < 220; i += 50 {
		if _, err := s.Add(t.Context(), keep.Batch{Reports: all[i : i+50]}, nil); err != nil {
			t.Fatal(err)
		}
	}
	return killed(t, dir)
}

// killed reads database and log beside a writer that is still there.
func killed(t *testing.T, dir string) (database, wal []byte) {
	t.Helper()
	database, err := os.ReadFile(filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	wal, err = os.ReadFile(filepath.Join(dir, sqlite.File+"-wal"))
	if err != nil || len(wal) < 32+24+4096 {
		t.Fatalf("a log of %d bytes, %v", len(wal), err)
	}
	return database, wal
}

// pagesOf gives the pages that a log holds as its last commit left them, by SQLite's description of the form: 32 bytes
// of header, then frames of 24 bytes (number of the page first, the salts of the header from byte 8) and a page.
func pagesOf(wal []byte) map[uint32][]byte {
	all := map[uint32][]byte{}
	for at := 32; at+24+4096 <= len(wal); at += 24 + 4096 {
		if string(wal[at+8:at+16]) != string(wal[16:24]) {
			break
		}
		all[binary.BigEndian.Uint32(wal[at:])] = wal[at+24 : at+24+4096]
	}
	return all
}

// TestHalfFoldedLog opens databases into which the log was folded only up to some page, as a full disk, a kill or a
// power cut in that moment leaves them: the first page speaks of pages that the file does not have.
func TestHalfFoldedLog(t *testing.T) {
	database, wal := logged(t)
	pages := pagesOf(wal)
	numbers := slices.Sorted(maps.Keys(pages)) // in this order SQLite folds
	if len(numbers) < 40 || numbers[0] != 1 || int(numbers[len(numbers)-1])*4096 <= len(database) {
		t.Fatalf("the log has the pages %d, the database %d bytes", numbers, len(database))
	}
	for _, folded := range []int{0, 1, 2, len(numbers) / 2, len(numbers) - 1, len(numbers)} {
		t.Run(fmt.Sprint(folded), func(t *testing.T) {
			half := slices.Clone(database)
			for _, n := range numbers[:folded] {
				if end := int(n) * 4096; end > len(half) {
					half = append(half, make([]byte, end-len(half))...)
				}
				copy(half[(n-1)*4096:], pages[n])
			}
			dir := place(t, half)
			if err := os.WriteFile(filepath.Join(dir, sqlite.File+"-wal"), wal, 0o644); err != nil {
				t.Fatal(err)
			}
			if n := len(listed(t, dir)); n != 220 {
				t.Errorf("%d reports are listed, want 220", n)
			}
			clean(t, dir)
			s, err := sqlite.Open(t.Context(), dir, sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Add(t.Context(), keep.Batch{Reports: keeptest.Many(9, 10, 500)}, nil); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if n := len(listed(t, dir)); n != 230 {
				t.Errorf("%d reports are listed, want 230", n)
			}
			clean(t, dir)
		})
	}
}

// TestNewerVersionInLog has a newer version of the record stand in the log alone.
func TestNewerVersionInLog(t *testing.T) {
	dir := empty(t)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, sqlite.File)+"?_pragma=journal_mode(WAL)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA user_version = 3"); err != nil {
		t.Fatal(err)
	}
	database, wal := killed(t, dir)
	other := place(t, database)
	log := filepath.Join(other, sqlite.File+"-wal")
	if err := os.WriteFile(log, wal, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, o := range []sqlite.Options{{}, {ReadOnly: true}} {
		if _, err := sqlite.Open(t.Context(), other, o); !errors.Is(err, keep.ErrNewer) {
			t.Errorf("open %+v a record whose log has version 3: %v", o, err)
		}
	}
	for file, want := range map[string][]byte{filepath.Join(other, sqlite.File): database, log: wal} {
		if got, err := os.ReadFile(file); err != nil || string(got) != string(want) {
			t.Errorf("%s was changed: %v", filepath.Base(file), err)
		}
	}
}
