package copies_test

import (
	"bytes"
	"flag"
	"testing"

	"github.com/chancery-project/chancery/internal/score/copies"
)

var (
	full = flag.Bool("full", false, "run the evaluation at the size of docs/EVALUATION.md")
	seed = flag.Uint64("seed", 1, "seed of the evaluation")
)

// TestPromise runs the evaluation, without -full at a fifth of its size.
func TestPromise(t *testing.T) {
	o := copies.Options{Texts: 4000, Copies: 100, Seed: *seed}
	if *full {
		o = copies.Options{Seed: *seed}
	}
	r, err := copies.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := r.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", &table)
	if r.Recall() < 0.99 {
		t.Errorf("recall %.4f, want at least 0.99", r.Recall())
	}
	if r.FalsePairs > 0 {
		e := r.Examples[0]
		t.Errorf("%d false pairs, want none; %s, similarity %v:\n%s\n---\n%s", r.FalsePairs, e.Kind, e.Similarity, e.A, e.B)
	}
}

func TestRunIsDeterministic(t *testing.T) {
	run := func() string {
		r, err := copies.Run(t.Context(), copies.Options{Texts: 300, Copies: 10})
		if err != nil {
			t.Fatal(err)
		}
		var table bytes.Buffer
		if err := r.WriteTable(&table); err != nil {
			t.Fatal(err)
		}
		return table.String()
	}
	if a, b := run(), run(); a != b {
		t.Errorf("two runs differ:\n%s\n%s", a, b)
	}
}
