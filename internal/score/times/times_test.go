package times_test

import (
	"os"
	"path/filepath"
	"testing"

	grammar "github.com/chancery-project/chancery/internal/language/times"
	"github.com/chancery-project/chancery/internal/score/times"
)

// TestFigures holds the figures on the public sets above what the project promises.
func TestFigures(t *testing.T) {
	folder := os.Getenv("CHANCERY_DATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	g, err := grammar.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file         string
		value, found float64
	}{
		{"timex-normalisation/timenorm-train.jsonl", .82, 0},
		{"gum-dates/gum-dates-dev.jsonl", .80, .85},
	} {
		set, err := times.Read(filepath.Join(folder, filepath.FromSlash(c.file)))
		if err != nil {
			t.Skipf("set CHANCERY_DATA to the folder of the sets: %v", err)
		}
		var s times.Score
		s.Add(g, set)
		if s.Value() < c.value {
			t.Errorf("%s: value right in %.4f, promised %.2f", c.file, s.Value(), c.value)
		}
		if _, _, f1 := s.Found(); c.found > 0 && f1 < c.found {
			t.Errorf("%s: found F1 %.4f, promised %.2f", c.file, f1, c.found)
		}
	}
}
