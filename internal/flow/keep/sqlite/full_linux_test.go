package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
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
