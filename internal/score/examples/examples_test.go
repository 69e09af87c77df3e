package examples_test

import (
	"context"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/score/examples"
	"github.com/chancery-project/chancery/internal/text"
)

// TestExamples runs every sentence that the lexicon carries.
func TestExamples(t *testing.T) {
	acts, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Events}})
	if err != nil {
		t.Fatal(err)
	}
	misses, err := examples.Run(context.Background(), reader, acts, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range misses {
		t.Error(m)
	}
	if len(acts.Examples()) == 0 {
		t.Error("the lexicon carries no examples")
	}
}
