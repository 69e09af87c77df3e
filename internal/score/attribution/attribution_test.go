package attribution_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/score/attribution"
)

func TestScore(t *testing.T) {
	set, err := attribution.Read("testdata/small.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	scorer, err := attribution.New()
	if err != nil {
		t.Fatal(err)
	}
	var s attribution.Score
	if err := scorer.Add(context.Background(), &s, set); err != nil {
		t.Fatal(err)
	}
	if want := (attribution.Count{Marked: 4, Found: 3, Met: 3}); s.Relations != want {
		t.Errorf("relations %+v, wanted %+v", s.Relations, want)
	}
	if want := (attribution.Count{Marked: 4, Found: 2, Met: 2}); s.Claims != want {
		t.Errorf("claims %+v, wanted %+v: what was not said is a relation and no claim", s.Claims, want)
	}
	if s.Polarity.Found != 1 || s.Polarity.Met != 1 {
		t.Errorf("polarity %+v, wanted one negative relation found to be so", s.Polarity)
	}
	if len(s.Errors) != 1 || !strings.HasPrefix(s.Errors[0], "missed\tOWN_bio_two-9") {
		t.Errorf("errors %q, wanted the sentence where nothing is said", s.Errors)
	}
	var b strings.Builder
	if err := s.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "| relations | 4 | 3 | 3 | 1.000 | 0.750 | 0.857 |") {
		t.Errorf("table:\n%s", b.String())
	}
}

func TestReadTellsTheLine(t *testing.T) {
	for content, want := range map[string]string{
		"{\"text\":\"He said so.\",\"cue\":[0,99]}\n": "line 1: the range [0 99]",
		"\n{\"text\":\"\",\"cue\":[0,0]}\n":           "line 2: no text or no cue",
		"{\"text\":\"a\",\"cue\":[0]}\n":              "line 1: no text or no cue",
		"{":                                           "line 1: ",
		"{\"text\":\"ab\",\"cue\":[0,1],\"content_in_other\":[[0,1]]}\n": "line 1: the range [0 1]",
	} {
		file := filepath.Join(t.TempDir(), "set.jsonl")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := attribution.Read(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, wanted %q", content, err, want)
		}
	}
	if _, err := attribution.Read("testdata/none.jsonl"); err == nil {
		t.Error("no error for a file that is not there")
	}
}
