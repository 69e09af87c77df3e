//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// trickle gives rows without end and interrupts the program behind the row with the number that it was told.
type trickle struct {
	row, interruptAt int
	said             *safeBuffer
	rest             []byte
}

func (r *trickle) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		r.row++
		if r.row == r.interruptAt {
			if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
				return 0, err
			}
			for !strings.Contains(r.said.String(), "stopping") {
				time.Sleep(time.Millisecond)
			}
		}
		if r.row > 100*r.interruptAt {
			return 0, io.EOF
		}
		r.rest = fmt.Appendf(nil, "{\"title\":\"Bill %d\",\"text\":\"The assembly voted on bill number %d of the session on Monday.\"}\n", r.row, r.row)
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// safeBuffer is a buffer that may be read while it is written.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// TestInterrupt stops an addition: what is in hand is finished and kept, what remains is said, and the exit code tells.
func TestInterrupt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "record")
	call := func(in io.Reader, args ...string) (int, string, string) {
		said, out := &safeBuffer{}, &safeBuffer{}
		if slow, ok := in.(*trickle); ok {
			slow.said = said
		}
		code := run(append([]string{"-C", dir}, args...), streams{in, out, said}, func(string) string { return "" }, time.Now)
		return code, out.String(), said.String()
	}
	if code, _, said := call(nil, "init"); code != 0 {
		t.Fatalf("init: %d: %s", code, said)
	}
	code, _, said := call(&trickle{interruptAt: 2000}, "add", "-")
	if code == exitDone {
		t.Fatalf("ended by itself: %s", said)
	}
	if code != exitInterrupted || !strings.Contains(said, "the same command goes on where this one stopped") {
		t.Errorf("exit %d: %s", code, said)
	}
	code, out, said := call(nil, "status", "--json")
	if code != 0 || strings.Contains(out, `"reports":0,`) {
		t.Errorf("nothing was kept: %s%s", out, said)
	}
	if code, _, said := call(nil, "verify"); code != 0 {
		t.Errorf("verify: %d: %s", code, said)
	}
}
