package times_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/times"
)

var update = flag.Bool("update", false, "rewrite the case files with what the grammar gives")

// TestCases runs the case files of testdata/cases. A case is a line "date | sentence" (or "- |" without a date), and
// under it, indented, one line for each time: its words, value, interval, precision and rule. Notes stand in brackets.
func TestCases(t *testing.T) {
	g := open(t)
	files, err := filepath.Glob(filepath.Join("testdata", "cases", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got := runCases(g, string(data))
		if *update {
			if err := os.WriteFile(f, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want := strings.Split(string(data), "\n")
		for i, line := range strings.Split(got, "\n") {
			if i >= len(want) || want[i] != line {
				t.Errorf("%s:%d: got %q, or rewrite with -update and read the difference", f, i+1, line)
				break
			}
		}
	}
}

func runCases(g *times.Grammar, data string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimRight(data, "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line + "\n")
		date, text, isCase := strings.Cut(line, " | ")
		if !isCase || strings.HasPrefix(line, "#") {
			continue
		}
		if date == "-" {
			date = ""
		}
		found, notes := g.Find(times.Report{Text: text, Date: date, Segments: times.Split(text)})
		for _, f := range found {
			fmt.Fprintf(&b, "\t%s = %s", text[f.Start:f.End], f.Value)
			if f.From != "" || f.To != "" {
				fmt.Fprintf(&b, " (%s..%s)", f.From, f.To)
			}
			fmt.Fprintf(&b, " %s %s\n", f.Precision, f.Rule)
		}
		for _, n := range notes {
			fmt.Fprintf(&b, "\t[%s: %s]\n", n.Code, text[n.Start:n.End])
		}
	}
	return b.String()
}
