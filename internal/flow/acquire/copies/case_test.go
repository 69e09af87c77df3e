package copies_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
)

var update = flag.Bool("update", false, "rewrite the verdicts of the case files")

// TestCases reads testdata/*.txt: cases that begin with "== name", two texts
// with "--" between them, and the verdict after "=>".
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for i, c := range strings.Split(string(data), "\n== ") {
			name, rest, _ := strings.Cut(strings.TrimPrefix(c, "== "), "\n")
			texts, want, ok := strings.Cut(rest, "\n=> ")
			a, b, two := strings.Cut(texts, "\n--\n")
			if !ok || !two {
				t.Fatalf("%s: case %q: want two texts with -- between them, and => before the verdict", path, name)
			}
			got := verdict(a, b)
			if want = strings.TrimSpace(want); got != want && !*update {
				t.Errorf("%s: %s: %s, want %s", path, name, got, want)
			}
			if i > 0 {
				out.WriteString("\n")
			}
			fmt.Fprintf(&out, "== %s\n%s\n=> %s\n", name, texts, got)
		}
		if *update {
			if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// verdict compares two texts.
func verdict(a, b string) string {
	similarity, copied := copies.Compare(copies.Sign(a), copies.Sign(b))
	if copied {
		return fmt.Sprintf("copy %.2f", similarity)
	}
	return fmt.Sprintf("different %.2f", similarity)
}
