package view_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
)

// changing is a store of which the test says when it changes.
type changing struct {
	keep.Store
	sequence atomic.Int64
}

func (c *changing) Sequence(context.Context) (int64, error) { return c.sequence.Load(), nil }

func TestRemember(t *testing.T) {
	store := &changing{}
	r := &view.Record{Store: store}
	made := 0
	ask := func(key string) int {
		t.Helper()
		n, err := view.Remember(t.Context(), r, key, func() (int, error) { made++; return made, nil })
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if a, b, c := ask("a"), ask("b"), ask("a"); a != 1 || b != 2 || c != 1 {
		t.Errorf("%d, %d and again %d", a, b, c)
	}
	store.sequence.Add(1)
	if a := ask("a"); a != 3 {
		t.Errorf("when the record has changed it is %d, want a new one", a)
	}
	for n := range 2000 { // more than are kept
		ask(string(rune('A' + n)))
	}
	if a := ask("a"); a == 3 {
		t.Error("nothing is given up")
	}
}

// TestRememberFailures wants an answer that failed, or broke, to be made again by the next who asks, and nobody to wait for
// one that never comes.
func TestRememberFailures(t *testing.T) {
	r := &view.Record{Store: &changing{}}
	broken := errors.New("broken")
	if _, err := view.Remember(t.Context(), r, "a", func() (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = view.Remember(t.Context(), r, "a", func() (int, error) { panic("no answer") })
	}()
	if n, err := view.Remember(t.Context(), r, "a", func() (int, error) { return 7, nil }); n != 7 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// TestRememberAtOnce has many ask for one answer while it is made: it is made once, and who gives up does not wait.
func TestRememberAtOnce(t *testing.T) {
	r := &view.Record{Store: &changing{}}
	begun, end := make(chan struct{}), make(chan struct{})
	made := atomic.Int64{}
	var all sync.WaitGroup
	ask := func(first bool) {
		n, err := view.Remember(t.Context(), r, "a", func() (int64, error) {
			if first {
				close(begun)
			}
			<-end
			return made.Add(1), nil
		})
		if n != 1 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	all.Go(func() { ask(true) })
	<-begun
	for range 20 {
		all.Go(func() { ask(false) })
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := view.Remember(gone, r, "a", func() (int64, error) { return 0, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up: %v", err)
	}
	close(end)
	all.Wait()
}
