package namer_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/language/iob"
	"github.com/chancery-project/chancery/internal/language/namer"
)

var update = flag.Bool("update", false, "rewrite the case files with what the model of the program finds now")

// TestCases reads sentences with the names that the model of the program finds in them.
func TestCases(t *testing.T) {
	const path = "testdata/names.txt"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		words, _ := sentence(line)
		var s iob.Sentence
		for _, w := range words {
			s.Tokens = append(s.Tokens, iob.Token{Form: w.Form, Label: "O"})
		}
		m, doc := shipped(t, []iob.Sentence{s})
		b.WriteString(bracketed(doc[0], m.Document(doc)[0]) + "\n")
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), b.String()); diff != "" {
		t.Errorf("%s: %s", path, diff)
	}
}

// bracketed writes words with their names as sentence reads them.
func bracketed(words []namer.Word, names []namer.Name) string {
	var out []string
	for i, w := range words {
		for _, n := range names {
			if n.Start == i {
				out = append(out, "["+n.Type)
			}
		}
		out = append(out, w.Form)
		for _, n := range names {
			if n.End == i+1 {
				out = append(out, "]")
			}
		}
	}
	return strings.Join(out, " ")
}
