package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

// disk mounts a small file system in memory, or skips the test where that is not allowed.
func disk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, size); err != nil {
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) {
			t.Skip("only a user who may mount can make a small disk")
		}
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	return dir
}

// TestFullDisk fills a small file system in memory.
func TestFullDisk(t *testing.T) {
	dir := disk(t, "size=4m")
	record := filepath.Join(dir, "record")
	s, err := sqlite.Create(t.Context(), record)
	if err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(dir, "ballast")
	full := func() error { return os.WriteFile(ballast, make([]byte, 1<<20), 0o644) }
	free := func() error {
		return errors.Join(os.Remove(ballast), syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"))
	}
	fill(t, s, full, free)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	clean(t, record)
}

// TestReadOnlyDisk reads a record on a file system that cannot be written to.
func TestReadOnlyDisk(t *testing.T) {
	dir := disk(t, "size=16m")
	s, err := sqlite.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(t.Context(), keep.Batch{Reports: keeptest.Many(1, 10, 500)}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("the disk cannot be made read-only here: %v", err)
	}
	if n := len(listed(t, dir)); n != 10 {
		t.Errorf("%d reports on a disk for reading only", n)
	}
	clean(t, dir)
	if _, err := sqlite.Open(t.Context(), dir, sqlite.Options{}); !errors.Is(err, syscall.EROFS) {
		t.Errorf("open for writing on a disk for reading only: %v", err)
	}
}

// TestDiskFullWhileFolding fills small disks at different moments: while the log grows, while it is folded into the
// database because it is long, and while that is done at the end. What was acknowledged stays readable on the full
// disk, and the next one that opens the record goes on once there is room.
func TestDiskFullWhileFolding(t *testing.T) {
	all := keeptest.Many(7, 2000, 8000)
	for _, size := range []string{"3m", "20m", "36m"} {
		t.Run(size, func(t *testing.T) {
			dir := disk(t, "size="+size)
			record := filepath.Join(dir, "record")
			s, err := sqlite.Create(t.Context(), record)
			if err != nil {
				t.Fatal(err)
			}
			kept := 0
			for err == nil && kept < len(all) {
				if _, err = s.Add(t.Context(), keep.Batch{Reports: all[kept : kept+50]}, nil); err == nil {
					kept += 50
				}
			}
			if !errors.Is(err, keep.ErrFull) {
				t.Fatalf("%d of %d reports were added, then: %v", kept, len(all), err)
			}
			if st, err := s.Status(t.Context()); err != nil || st.Reports != kept {
				t.Errorf("%d reports on a full disk, want %d, %v", st.Reports, kept, err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if n := len(listed(t, record)); n != kept {
				t.Errorf("%d reports are listed on a full disk, want %d", n, kept)
			}
			clean(t, record)
			if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=200m"); err != nil {
				t.Fatal(err)
			}
			if s, err = sqlite.Open(t.Context(), record, sqlite.Options{}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Add(t.Context(), keep.Batch{Reports: all[kept:min(kept+300, len(all))]}, nil); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if n := len(listed(t, record)); n != min(kept+300, len(all)) {
				t.Errorf("%d reports are listed when there is room, want %d", n, min(kept+300, len(all)))
			}
			clean(t, record)
		})
	}
}

// TestReadOnFullDisk leaves no room for the index of the log that a reader makes: it says so, and reads when there is
// room again.
func TestReadOnFullDisk(t *testing.T) {
	dir := disk(t, "size=8m")
	database, wal := logged(t)
	record := filepath.Join(dir, "record")
	if err := os.Mkdir(record, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{sqlite.File: database, sqlite.File + "-wal": wal} {
		if err := os.WriteFile(filepath.Join(record, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 8<<20), 0o644); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	if _, err := sqlite.Open(t.Context(), record, sqlite.Options{ReadOnly: true}); !errors.Is(err, keep.ErrFull) {
		t.Errorf("open on a full disk: %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if n := len(listed(t, record)); n != 220 {
		t.Errorf("%d reports are listed when there is room, want 220", n)
	}
	clean(t, record)
}

// TestLogOnReadOnlyDisk has a log left behind on a file system that cannot be written to. SQLite needs its index there.
func TestLogOnReadOnlyDisk(t *testing.T) {
	dir := disk(t, "size=16m")
	database, wal := logged(t)
	for name, b := range map[string][]byte{sqlite.File: database, sqlite.File + "-wal": wal} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("the disk cannot be made read-only here: %v", err)
	}
	_, err := sqlite.Open(t.Context(), dir, sqlite.Options{ReadOnly: true})
	if err == nil || errors.Is(err, keep.ErrDamaged) || !strings.Contains(err.Error(), "copy the folder and open the copy") {
		t.Errorf("open: %v", err)
	}
	other := t.TempDir()
	if err := os.CopyFS(other, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if n := len(listed(t, other)); n != 220 {
		t.Errorf("%d reports are listed in the copy, want 220", n)
	}
	clean(t, other)
}
