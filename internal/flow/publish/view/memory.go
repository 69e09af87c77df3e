package view

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

// kept is how many answers are remembered.
const kept = 512

// memory holds answers that take long, for as long as the record shows the same: whoever asks the same meanwhile waits for
// the one that is being made.
type memory struct {
	mu       sync.Mutex
	sequence int64
	answers  map[string]*answer
	order    []string // of making, for giving up the oldest
}

// answer is one that is made, or will be when done is closed.
type answer struct {
	done  chan struct{}
	value any
	err   error
}

// Remember gives an answer that depends on nothing but the record and the key, made by the function where it is not
// remembered. The answer is shared: nobody may change it. An answer that failed is not kept.
func Remember[T any](ctx context.Context, r *Record, key string, answers func() (T, error)) (T, error) {
	var none T
	for {
		sequence, err := r.Sequence(ctx)
		if err != nil {
			return none, err
		}
		a, mine := r.answers.take(sequence, key)
		if mine {
			return fill(&r.answers, key, a, answers)
		}
		select {
		case <-ctx.Done():
			return none, fmt.Errorf("wait for an answer: %w", ctx.Err())
		case <-a.done:
		}
		if a.err == nil {
			value, ok := a.value.(T)
			if !ok {
				return none, fmt.Errorf("internal error: %s is the key of a %T and of a %T", key, a.value, none)
			}
			return value, nil
		}
		// Whoever made it gave up, or failed: try once more, now as the one who makes it.
	}
}

// errBroken is the error of an answer whose making did not end.
var errBroken = errors.New("internal error: an answer was not finished")

// fill makes an answer. Those who wait for it go on however it ends.
func fill[T any](m *memory, key string, a *answer, answers func() (T, error)) (value T, err error) {
	a.err = errBroken
	defer func() {
		if a.err != nil {
			m.forget(key, a)
		}
		close(a.done)
	}()
	value, err = answers()
	a.value, a.err = value, err
	return value, err
}

// take gives the answer with a key, and whether the caller has to make it.
func (m *memory) take(sequence int64, key string) (a *answer, mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if sequence != m.sequence || m.answers == nil {
		m.sequence, m.answers, m.order = sequence, map[string]*answer{}, nil
	}
	if a, ok := m.answers[key]; ok {
		return a, false
	}
	if len(m.order) == kept {
		delete(m.answers, m.order[0])
		m.order = slices.Delete(m.order, 0, 1)
	}
	a = &answer{done: make(chan struct{})}
	m.answers[key] = a
	m.order = append(m.order, key)
	return a, true
}

func (m *memory) forget(key string, a *answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.answers[key] == a {
		delete(m.answers, key)
		m.order = slices.DeleteFunc(m.order, func(k string) bool { return k == key })
	}
}

// Status counts what the record holds.
func (r *Record) Status(ctx context.Context) (keep.Status, error) {
	return Remember(ctx, r, "status", func() (keep.Status, error) { return r.Store.Status(ctx) })
}

// Coverage counts what was read by day of publication and publisher, by rising day.
func (r *Record) Coverage(ctx context.Context, days query.Range) iter.Seq2[keep.Covered, error] {
	return func(yield func(keep.Covered, error) bool) {
		all, err := r.covered(ctx, days)
		if err != nil {
			yield(keep.Covered{}, err)
			return
		}
		for _, c := range all {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (r *Record) covered(ctx context.Context, days query.Range) ([]keep.Covered, error) {
	return Remember(ctx, r, "coverage "+days.From+".."+days.To, func() ([]keep.Covered, error) {
		var all []keep.Covered
		for c, err := range r.Store.Coverage(ctx, days) {
			if err != nil {
				return nil, err
			}
			all = append(all, c)
		}
		return all, nil
	})
}
