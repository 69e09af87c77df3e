package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/tagger"
)

// namedSets adds sets with names to the invented treebanks: places are LOC.
func namedSets(t *testing.T, dir string) {
	t.Helper()
	gum, err := os.ReadFile(filepath.Join(dir, "ud-gum/gum-ccby-train.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(gum)) {
		col := strings.Split(line, "\t")
		switch {
		case len(col) < 4:
			b.WriteString(line)
		case col[3] == "PROPN":
			fmt.Fprintf(&b, "%s\t%s\tB-LOC\n", col[0], col[1])
		default:
			fmt.Fprintf(&b, "%s\t%s\tO\n", col[0], col[1])
		}
	}
	for _, path := range []string{"gum-ner/gum-ner-train.iob2", "gum-ner/gum-ner-dev.iob2", "wikigold/wikigold-dev.iob2"} {
		write(t, filepath.Join(dir, path), b.String())
	}
	write(t, filepath.Join(dir, "re3d/re3d-dev.jsonl"), `{"id":"1","licence":"public domain","text":"The minister left Oslo. Foreign Minister Amal Haddad praised the Iraqi army.","entities":[{"start":18,"end":22,"type":"Location","confidence":1},{"start":24,"end":52,"type":"Person","confidence":1},{"start":61,"end":76,"type":"Organisation","confidence":1}]}`+"\n")
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestNamesAreTrainedIntoTheModel(t *testing.T) {
	dir := treebanks(t)
	namedSets(t, dir)
	var files [][]byte
	for range 2 {
		out := filepath.Join(t.TempDir(), "m.model")
		command(t, 0, "--data", dir, "--press", "", "--out", out, "--only", "words,tags,names", "--names-epochs", "4", "--names-rounds", "1", "--names-patterns", "100")
		if text := command(t, 0, "--report", "--only", "names", "--data", dir, "--out", out); !strings.Contains(text, "GUM dev names P 100.00 R 100.00") {
			t.Errorf("report:\n%s", text)
		}
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two trainings with one seed differ")
	}
	f, err := model.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if h := f.Header(); len(h.Sources) != 5 || h.Parts[2].Name != "names" {
		t.Errorf("header %+v", h)
	}
}

func TestReportPhrasesAreCutToNames(t *testing.T) {
	dir := treebanks(t)
	namedSets(t, dir)
	out := filepath.Join(t.TempDir(), "m.model")
	command(t, 0, "--data", dir, "--press", "", "--out", out, "--only", "words,tags")
	file, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	tags, err := tagger.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := namedReports(&Settings{Data: dir}, model.NewBuilder(f), tags)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, words := range docs[0].Words {
		for _, n := range docs[0].Names[i] {
			name := n.Type
			for _, w := range words[n.Start:n.End] {
				name += " " + w.Form
			}
			got = append(got, name)
		}
	}
	if want := "LOC Oslo, PER Amal Haddad"; strings.Join(got, ", ") != want {
		t.Errorf("names %q, want %q", got, want)
	}
}
