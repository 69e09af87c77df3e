package flow

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// TestOrdered takes results in the order of the items although later ones are ready first.
func TestOrdered(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		synctest.Test(t, func(t *testing.T) {
			var got []int
			work := func(_ context.Context, i int) int {
				time.Sleep(time.Duration((i*37)%11) * time.Millisecond)
				return i * i
			}
			err := ordered(t.Context(), nil, numbers(100), workers, 16, work, func(out int) error {
				got = append(got, out)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range got {
				if v != i*i {
					t.Fatalf("%d workers: result %d is %d", workers, i, v)
				}
			}
			if len(got) != 100 {
				t.Errorf("%d workers: %d results", workers, len(got))
			}
		})
	}
}

// TestOrderedHoldsBack draws no more items than the window while nothing is taken.
func TestOrderedHoldsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const window = 8
		var drawn, taken atomic.Int64
		items := func(yield func(int) bool) {
			for i := range 200 {
				if ahead := drawn.Add(1) - taken.Load(); ahead > window+2 {
					t.Errorf("%d items ahead of the taker, the window is %d", ahead, window)
				}
				if !yield(i) {
					return
				}
			}
		}
		work := func(_ context.Context, i int) int { return i }
		err := ordered(t.Context(), nil, items, 2, window, work, func(int) error {
			time.Sleep(time.Millisecond)
			taken.Add(1)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestOrderedStops finishes what is in hand, in order and without gaps, and takes up nothing new.
func TestOrderedStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stop := make(chan struct{})
		var got []int
		work := func(_ context.Context, i int) int {
			time.Sleep(time.Millisecond)
			return i
		}
		err := ordered(t.Context(), stop, numbers(10_000), 3, 12, work, func(out int) error {
			got = append(got, out)
			if out == 20 {
				close(stop)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) < 21 || len(got) > 21+12+3 {
			t.Errorf("stopped at 20, %d were taken", len(got))
		}
		if !slices.IsSorted(got) || got[len(got)-1] != len(got)-1 {
			t.Errorf("gaps: %v", got)
		}
	})
}

func TestOrderedEndsWithTheFirstError(t *testing.T) {
	before := runtime.NumGoroutine()
	full := errors.New("disk full")
	work := func(_ context.Context, i int) int { return i }
	err := ordered(t.Context(), nil, numbers(1000), 4, 16, work, func(out int) error {
		if out == 30 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ordered(ctx, nil, numbers(1000), 4, 16, work, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that was done gave %v", err)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}
