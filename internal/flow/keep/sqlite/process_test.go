package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

// The test binary runs itself as another process: CHANCERY_KEEP_CHILD says what it does there to the record in
// CHANCERY_KEEP_RECORD.
func TestMain(m *testing.M) {
	if task := os.Getenv("CHANCERY_KEEP_CHILD"); task != "" {
		if err := child(task, os.Getenv("CHANCERY_KEEP_RECORD")); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const (
	childReports = 600
	childBatch   = 20
)

func child(task, dir string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		return err
	}
	fmt.Println("ready")
	if task == "hold" {
		_, err = io.Copy(io.Discard, os.Stdin)
		return errors.Join(err, s.Close())
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(1) // the test is gone
	}()
	all := keeptest.Many(5, childReports, 400)
	for i := 0; i < len(all); i += childBatch {
		if _, err := s.Add(ctx, keep.Batch{Reports: all[i : i+childBatch]}, nil); err != nil {
			return err
		}
		fmt.Println(i + childBatch)
	}
	return s.Close()
}

// start runs a child and gives what it prints, line by line.
func start(t *testing.T, task, dir string) (*exec.Cmd, io.WriteCloser, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), "CHANCERY_KEEP_CHILD="+task, "CHANCERY_KEEP_RECORD="+dir)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() }) // where it still runs
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "ready" {
		t.Fatalf("the child says %q", lines.Text())
	}
	return c, in, lines
}

func empty(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := sqlite.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func clean(t *testing.T, dir string) {
	t.Helper()
	if faults := faultsOf(t, dir); len(faults) > 0 {
		t.Errorf("faults: %v", faults)
	}
}

// TestKill kills a process that adds, at random moments, and sees that what it acknowledged is there and nothing is
// half there; at the end the record is the one that a process makes that nobody killed.
func TestKill(t *testing.T) {
	dir := empty(t)
	random := rand.New(rand.NewPCG(21, 22))
	for range 5 {
		c, _, lines := start(t, "add", dir)
		acknowledged := 0
		kill := time.AfterFunc(time.Duration(random.IntN(150))*time.Millisecond, func() { _ = c.Process.Kill() })
		for lines.Scan() {
			if _, err := fmt.Sscan(lines.Text(), &acknowledged); err != nil {
				t.Fatalf("the child says %q", lines.Text())
			}
		}
		kill.Stop()
		_ = c.Wait() // killed
		clean(t, dir)
		if n := len(listed(t, dir)); n < acknowledged || n%childBatch != 0 {
			t.Errorf("%d reports were acknowledged, %d are there", acknowledged, n)
		}
	}
	c, _, lines := start(t, "add", dir)
	for lines.Scan() {
	}
	if err := c.Wait(); err != nil {
		t.Errorf("the last run: %v", err)
	}
	clean(t, dir)
	whole := empty(t)
	c, _, lines = start(t, "add", whole)
	for lines.Scan() {
	}
	if err := c.Wait(); err != nil {
		t.Errorf("the run without kills: %v", err)
	}
	if a, b := listed(t, dir), listed(t, whole); !slices.Equal(a, b) || len(a) != childReports {
		t.Errorf("%d reports after kills, %d without", len(a), len(b))
	}
}

func listed(t *testing.T, dir string) []string {
	t.Helper()
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var all []string
	for row, err := range s.Reports(t.Context(), keep.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprint(row.Number, row.Document.Path, row.Document.ID))
	}
	return all
}

// TestTwoProcesses has another process hold the record for writing.
func TestTwoProcesses(t *testing.T) {
	dir := empty(t)
	c, in, _ := start(t, "hold", dir)
	begun := time.Now()
	_, err := sqlite.Open(t.Context(), dir, sqlite.Options{})
	if !errors.Is(err, keep.ErrLocked) || !strings.Contains(err.Error(), dir) {
		t.Errorf("a second writer: %v", err)
	}
	if d := time.Since(begun); d > 5*time.Second {
		t.Errorf("a second writer waits %v to be told", d)
	}
	reader, err := sqlite.Open(t.Context(), dir, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("a reader beside a writer: %v", err)
	}
	if _, err := reader.Status(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := reader.Add(t.Context(), keep.Batch{Reports: keeptest.Many(1, 1, 10)}, nil); !errors.Is(err, keep.ErrReadOnly) {
		t.Errorf("a reader adds: %v", err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // killed
	_ = in.Close()
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{})
	if err != nil {
		t.Fatalf("a writer after the first was killed: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestReadWhileAnotherProcessAdds reads beside a process that adds.
func TestReadWhileAnotherProcessAdds(t *testing.T) {
	dir := empty(t)
	c, _, lines := start(t, "add", dir)
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	acknowledged := 0
	for lines.Scan() {
		if _, err := fmt.Sscan(lines.Text(), &acknowledged); err != nil {
			t.Fatalf("the child says %q", lines.Text())
		}
		if st, err := s.Status(t.Context()); err != nil || st.Reports < acknowledged {
			t.Fatalf("%d reports were acknowledged, a reader sees %d, %v", acknowledged, st.Reports, err)
		}
	}
	if err := c.Wait(); err != nil || acknowledged != childReports {
		t.Errorf("%d reports were added, %v", acknowledged, err)
	}
}
