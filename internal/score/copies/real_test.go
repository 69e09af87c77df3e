package copies_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/score/copies"
)

// dataFolder is where the data sets are, or skips the test.
func dataFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("CHANCERY_DATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no data sets: set CHANCERY_DATA to their folder (%v)", err)
	}
	return folder
}

// lines hands each line of a file to take, or skips the test.
func lines(t *testing.T, path string, take func(line []byte)) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("no data set: %v", err)
	}
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, len(data)+1)
	for scanner.Scan() {
		take(scanner.Bytes())
	}
}

// jsonTexts reads a field of each object of a file of JSON lines.
func jsonTexts(t *testing.T, path, field string) []string {
	t.Helper()
	var texts []string
	lines(t, path, func(line []byte) {
		var o map[string]json.RawMessage
		var text string
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if err := json.Unmarshal(o[field], &text); err != nil {
			t.Fatalf("%s: %s: %v", path, field, err)
		}
		texts = append(texts, text)
	})
	return texts
}

// treebankTexts reads the documents of a treebank, a sentence a line.
func treebankTexts(t *testing.T, path string) []string {
	t.Helper()
	var texts []string
	lines(t, path, func(line []byte) {
		if bytes.HasPrefix(line, []byte("# newdoc")) {
			texts = append(texts, "")
		}
		if text, ok := bytes.CutPrefix(line, []byte("# text = ")); ok && len(texts) > 0 {
			texts[len(texts)-1] += string(text) + "\n"
		}
	})
	return texts
}

// TestRealTexts makes copies of real texts, and asks that no two of the real
// ones are taken for copies.
func TestRealTexts(t *testing.T) {
	folder := dataFolder(t)
	texts := jsonTexts(t, filepath.Join(folder, "article-extraction", "aeb-dev.jsonl"), "articleBody")
	texts = append(texts, jsonTexts(t, filepath.Join(folder, "wcep-2015-09", "dev.jsonl"), "text")...)
	for _, pattern := range []string{"ud-ewt/*.conllu", "ud-gum/*.conllu"} {
		paths, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			texts = append(texts, treebankTexts(t, path)...)
		}
	}
	r, err := copies.RunOn(t.Context(), texts, copies.Options{Copies: 300})
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := r.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d real texts\n%s", len(texts), &table)
	if r.Recall() < 0.99 {
		t.Errorf("recall %.4f, want at least 0.99", r.Recall())
	}
	for _, e := range r.Examples {
		t.Errorf("taken for copies, similarity %v:\n%.600s\n---\n%.600s", e.Similarity, e.A, e.B)
	}
}
