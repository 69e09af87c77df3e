package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

// TestFullDisk fills a small file system in memory.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) {
			t.Skip("only a user who may mount can make a small disk to fill")
		}
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
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
