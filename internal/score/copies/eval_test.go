package copies_test

import (
	"bytes"
	"testing"

	"github.com/chancery-project/chancery/internal/score/copies"
)

// TestPromise runs the evaluation at a tenth of its size; its command runs it whole.
func TestPromise(t *testing.T) {
	r, err := copies.Run(t.Context(), copies.Options{Texts: 4000, Copies: 100, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := r.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	if r.Recall() < 0.99 {
		t.Errorf("recall %.4f, want at least 0.99\n%s", r.Recall(), &table)
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
