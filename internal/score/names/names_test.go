package names_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/language/iob"
	"github.com/chancery-project/chancery/internal/score/names"
)

var update = flag.Bool("update", false, "rewrite the case files")

// parse reads a sentence with names as [TYPE words ].
func parse(line string) (words []string, found []iob.Name) {
	for f := range strings.FieldsSeq(line) {
		switch {
		case f[0] == '[':
			found = append(found, iob.Name{Start: len(words), Type: f[1:]})
		case f == "]":
			found[len(found)-1].End = len(words)
		default:
			words = append(words, f)
		}
	}
	return words, found
}

// TestCases reads files of pairs of lines, the answer key and what was found,
// and compares table and errors with what stands behind "---".
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no case files", err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		input, want, _ := strings.Cut(string(data), "---\n")
		var s names.Score
		lines := strings.Split(strings.TrimSpace(input), "\n")
		for i := 0; i+1 < len(lines); i += 2 {
			words, gold := parse(strings.TrimPrefix(lines[i], "gold "))
			_, found := parse(strings.TrimPrefix(lines[i+1], "found "))
			s.Add(words, gold, found, "PER", "ORG", "LOC")
		}
		var b strings.Builder
		if err := s.WriteTable(&b); err != nil {
			t.Fatal(err)
		}
		if err := s.WriteErrors(&b); err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(path, []byte(input+"---\n"+b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
}
