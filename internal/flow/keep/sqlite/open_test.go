package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

func TestOpenRefuses(t *testing.T) {
	ctx := t.Context()
	nothing := t.TempDir()
	for _, o := range []sqlite.Options{{}, {ReadOnly: true}} {
		if _, err := sqlite.Open(ctx, nothing, o); !errors.Is(err, keep.ErrNoRecord) || !strings.Contains(err.Error(), nothing) {
			t.Errorf("open an empty folder: %v", err)
		}
		if _, err := sqlite.Open(ctx, filepath.Join(nothing, "missing"), o); !errors.Is(err, keep.ErrNoRecord) {
			t.Errorf("open a missing folder: %v", err)
		}
	}
	if entries, err := os.ReadDir(nothing); err != nil || len(entries) != 0 {
		t.Errorf("opening an empty folder leaves %v in it, %v", entries, err)
	}
	dir := empty(t)
	if _, err := sqlite.Create(ctx, dir); !errors.Is(err, keep.ErrExists) {
		t.Errorf("create where there is a record: %v", err)
	}
	if err := os.WriteFile(filepath.Join(nothing, sqlite.File), []byte(strings.Repeat("no database ", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(ctx, nothing, sqlite.Options{}); !errors.Is(err, keep.ErrDamaged) {
		t.Errorf("open a text: %v", err)
	}
}

func TestCreateOverDraft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "записи #1?%20")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, sqlite.File+".new"), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Create(t.Context(), dir)
	if err != nil {
		t.Fatalf("create over a draft that a kill left: %v", err)
	}
	if _, err := sqlite.Open(t.Context(), dir, sqlite.Options{}); !errors.Is(err, keep.ErrLocked) {
		t.Errorf("a second writer in one process: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	clean(t, dir)
}

// TestFull runs out of room in the middle of a batch.
func TestFull(t *testing.T) {
	dir := t.TempDir()
	s, err := sqlite.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	fill(t, s, func() error { return sqlite.LimitPages(t.Context(), s, 20) }, func() error { return sqlite.LimitPages(t.Context(), s, 0) })
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	clean(t, dir)
}

// fill adds a batch, takes the room away, adds another, which must fail, and adds it again when there is room.
func fill(t *testing.T, s keep.Store, full, free func() error) {
	t.Helper()
	all := keeptest.Many(6, 400, 3000)
	add := func(from, to int) error {
		_, err := s.Add(t.Context(), keep.Batch{Reports: all[from:to]}, nil)
		return err
	}
	if err := add(0, 50); err != nil {
		t.Fatal(err)
	}
	if err := full(); err != nil {
		t.Fatal(err)
	}
	err := add(50, 400)
	if !errors.Is(err, keep.ErrFull) || !strings.Contains(err.Error(), sqlite.File) {
		t.Errorf("add without room: %v", err)
	}
	if st, err := s.Status(t.Context()); err != nil || st.Reports != 50 {
		t.Errorf("%d reports after an addition that failed, %v", st.Reports, err)
	}
	if err := s.Verify(t.Context(), func(f keep.Fault) bool { t.Errorf("fault: %v", f); return true }); err != nil {
		t.Error(err)
	}
	if err := free(); err != nil {
		t.Fatal(err)
	}
	if err := add(50, 400); err != nil {
		t.Errorf("add when there is room again: %v", err)
	}
	if st, err := s.Status(t.Context()); err != nil || st.Reports != 400 {
		t.Errorf("%d reports, %v", st.Reports, err)
	}
}

func TestBackup(t *testing.T) {
	dir := empty(t)
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all := keeptest.Many(4, 600, 2000)
	if _, err := s.Add(t.Context(), keep.Batch{Reports: all[:300]}, nil); err != nil {
		t.Fatal(err)
	}
	stop, done := make(chan struct{}), make(chan error)
	go func() {
		var err error
		for i := 300; i < 600 && err == nil; i += 10 {
			_, err = s.Add(context.Background(), keep.Batch{Reports: all[i : i+10]}, nil)
		}
		<-stop
		done <- err
	}()
	to := t.TempDir()
	file := filepath.Join(to, sqlite.File)
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	close(stop)
	if err := <-done; err != nil {
		t.Errorf("adding during the backup: %v", err)
	}
	if entries, err := os.ReadDir(to); err != nil || len(entries) != 1 {
		t.Errorf("the backup leaves %v, %v", entries, err)
	}
	if n := len(listed(t, to)); n < 300 || n%10 != 0 {
		t.Errorf("the backup has %d reports", n)
	}
	clean(t, to)
	if err := s.Backup(t.Context(), file); !errors.Is(err, keep.ErrExists) {
		t.Errorf("backup over a file: %v", err)
	}
	if err := s.Backup(t.Context(), filepath.Join(to, "missing", "x.db")); err == nil {
		t.Error("backup into a missing folder")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	other := t.TempDir()
	if err := s.Backup(ctx, filepath.Join(other, "x.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("backup with a context that is done: %v", err)
	}
	if entries, err := os.ReadDir(other); err != nil || len(entries) != 0 {
		t.Errorf("a backup that was broken off leaves %v, %v", entries, err)
	}
}
