//go:build unix

package source_test

import (
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
)

// TestPermission reads a folder and a file that must not be read. Root may read all, so as root the test runs itself
// again as nobody.
func TestPermission(t *testing.T) {
	dir := os.Getenv("SOURCE_TEST_PERMISSION")
	if dir == "" {
		dir = t.TempDir()
	}
	if os.Getuid() == 0 {
		again(t)
		return
	}
	t.Chdir(dir)
	write(t, "d/closed/a.txt", []byte("unseen"))
	write(t, "d/closed.txt", []byte("unseen"))
	write(t, "d/open.txt", []byte("The others are read."))
	for _, name := range []string{"d/closed", "d/closed.txt"} {
		if err := os.Chmod(name, 0); err != nil {
			t.Fatal(err)
		}
	}
	defer func() { _ = os.Chmod("d/closed", 0o700) }() //nolint:gosec
	want(t, read(t, source.Options{}, "d"),
		`permission | d/closed.txt: no permission to read this file; change its mode or read it as its owner`,
		`permission | d/closed: no permission to read this folder; change its mode or read it as its owner`,
		`d/open.txt | text | "The others are read."`)
}

func again(t *testing.T) {
	const nobody = 65534
	dir, err := os.MkdirTemp("", "source-permission")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	program := dir + "/test"
	data, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, data, 0o755); err != nil { //nolint:gosec
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil { //nolint:gosec
		t.Fatal(err)
	}
	command := exec.Command(program, "-test.run=^TestPermission$")
	command.Dir = dir
	command.Env = append(os.Environ(), "SOURCE_TEST_PERMISSION="+dir)
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := command.CombinedOutput()
	if command.ProcessState == nil {
		t.Skip("cannot run as another user here:", err)
	}
	if err != nil {
		t.Errorf("as nobody: %v\n%s", err, out)
	}
}
