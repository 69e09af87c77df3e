package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/model"
)

// block is an invented sentence in CoNLL-U.
func block(doc, sent int) string {
	subject := []string{"envoy", "minister", "army", "party"}[sent%4]
	verb := []string{"left", "entered", "praised"}[(sent+doc)%3]
	place := []string{"Oslo", "Tunis", "Quito", "Hanoi", "Accra"}[(sent+2*doc)%5]
	var b strings.Builder
	if sent == 0 {
		fmt.Fprintf(&b, "# newdoc id = d%d\n", doc)
	}
	fmt.Fprintf(&b, "# sent_id = d%d-%d\n# text = The %s %s %s.\n", doc, sent, subject, verb, place)
	for i, w := range []string{
		"The\tthe\tDET\tDT\tDefinite=Def|PronType=Art\t2\tdet",
		subject + "\t" + subject + "\tNOUN\tNN\tNumber=Sing\t3\tnsubj",
		verb + "\t" + verb + "\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot",
		place + "\t" + place + "\tPROPN\tNNP\tNumber=Sing\t3\tobj",
		".\t.\tPUNCT\t.\t_\t3\tpunct",
	} {
		misc := "_"
		if i == 3 {
			misc = "SpaceAfter=No"
		}
		fmt.Fprintf(&b, "%d\t%s\t_\t%s\n", i+1, w, misc)
	}
	return b.String() + "\n"
}

// treebanks writes invented treebanks where the trainer looks for them.
func treebanks(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, path := range []string{"ud-ewt/en_ewt-ud-train.conllu", "ud-gum/gum-ccby-train.conllu", "ud-ewt/en_ewt-ud-dev.conllu"} {
		var b strings.Builder
		for doc := range 6 {
			for sent := range 4 {
				b.WriteString(block(6*i+doc, sent))
			}
		}
		name := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func command(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(args, &out, &errs); got != code {
		t.Fatalf("%v: exit code %d, want %d\n%s%s", args, got, code, &out, &errs)
	}
	return out.String() + errs.String()
}

func TestTagsAndTreesAreTrainedAndTrainedAgain(t *testing.T) {
	dir, press := treebanks(t), pressTreebank(t)
	var files [][]byte
	for range 2 {
		out := filepath.Join(t.TempDir(), "m.model")
		args := []string{
			"--data", dir, "--press", press, "--out", out, "--only", "tags,trees", "--trees-epochs", "12", "--trees-dim", "64", "--trees-layers", "2",
			"--trees-arc", "32", "--trees-label", "32", "--trees-min-word", "1", "--trees-batch", "4", "--trees-rate", "0.01",
		}
		text := command(t, 0, args...)
		if !strings.Contains(text, "GUM dev: read") {
			t.Errorf("the missing treebank is not named:\n%s", text)
		}
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
		if text := command(t, 0, "--report", "--data", dir, "--out", out); !strings.Contains(text, "EWT dev UAS 100.00 LAS 100.00") {
			t.Errorf("report:\n%s", text)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two trainings with one seed differ")
	}
	f, err := model.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	h := f.Header()
	if len(h.Parts) != 2 || h.Parts[1].Name != "trees" || h.Parts[1].Kernel == "" || len(h.Sources) != 3 || h.Sources[2].Name != "sentences of the press" {
		t.Errorf("header %+v", h)
	}
}

func TestWrongUsageIsNamed(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.model")
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{2, []string{"english.model"}, `unexpected argument "english.model"`},
		{1, []string{"--out", out, "--data", treebanks(t), "--press", t.TempDir()}, "no treebank of the press"},
		{1, []string{"--out", out, "--only", "poems"}, `no part is named "poems"`},
		{1, []string{"--out", out, "--only", "trees", "--trees-kernel", "abacus"}, `no kernel "abacus"`},
		{1, []string{"--out", out, "--data", t.TempDir()}, "set --data to the folder of the treebanks"},
		{1, []string{"--out", out, "--report"}, "open the model to report on"},
		{0, []string{"--help"}, "-trees-epochs"},
	} {
		if text := command(t, c.code, c.args...); !strings.Contains(text, c.want) {
			t.Errorf("%v: %s", c.args, text)
		}
	}
}

// pressTreebank is a folder with a treebank of the press of one sentence.
func pressTreebank(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	const sentence = "# newdoc id = press_a\n# sent_id = press_a_1\n# text = Chad closed its border .\n" +
		"1\tChad\t_\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tclosed\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n3\tits\t_\tPRON\tPRP$\t_\t4\tnmod:poss\t_\t_\n" +
		"4\tborder\t_\tNOUN\tNN\t_\t2\tobj\t_\t_\n5\t.\t_\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
	if err := os.WriteFile(filepath.Join(dir, "a.conllu"), []byte(sentence), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
