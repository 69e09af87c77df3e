package flow

import (
	"context"
	"iter"
	"sync"
)

// ordered runs work on each item with a number of workers and gives the results to take in the order of the items,
// whatever the workers' speed. At most window items are between being drawn and being taken, so a slow taker holds
// back the drawing. Items are drawn until stop is done; what was drawn by then is still worked on and taken. It ends
// early with take's first error or the context's, and returns once no worker runs.
func ordered[In, Out any](
	ctx context.Context, stop <-chan struct{}, items iter.Seq[In], workers, window int,
	work func(context.Context, In) Out, take func(Out) error,
) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		in  In
		out chan Out
	}
	todo := make(chan job)
	inOrder := make(chan chan Out, max(window-workers, 1))

	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for j := range todo {
				j.out <- work(ctx, j.in)
			}
		})
	}
	running.Go(func() {
		defer close(inOrder)
		defer close(todo)
		for in := range items {
			j := job{in, make(chan Out, 1)}
			select {
			case <-stop:
				return
			case <-ctx.Done():
				return
			case inOrder <- j.out:
			}
			// From here the taker waits for j: it must be worked on, or the whole run be given up.
			select {
			case todo <- j:
			case <-ctx.Done():
				return
			}
		}
	})

	err := takeAll(ctx, inOrder, take)
	cancel()
	running.Wait()
	return err
}

func takeAll[Out any](ctx context.Context, inOrder <-chan chan Out, take func(Out) error) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case out, more := <-inOrder:
			if !more {
				return nil
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case o := <-out:
				if err := take(o); err != nil {
					return err
				}
			}
		}
	}
}
