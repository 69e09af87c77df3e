package iob_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/iob"
	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	text := "# sent_id = x\n1\tAbdul\tB-PER\t-\t-\n2\tGhani\tI-PER\n3\tleft\tO\n4\tKabul\tB-LOC\n5\tQatar\tB-LOC\n\n\n1\t#\tO\n"
	all, err := iob.Read(strings.NewReader(text), "in")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[1].Tokens[0].Form != "#" {
		t.Fatalf("got %+v", all)
	}
	if id, _ := all[0].Comment("sent_id"); id != "x" {
		t.Errorf("sent_id = %q", id)
	}
	want := []iob.Name{{0, 2, "PER"}, {3, 4, "LOC"}, {4, 5, "LOC"}}
	if d := cmp.Diff(want, all[0].Names()); d != "" {
		t.Error(d)
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"1\ta", "line 1: fewer than three columns"},
		{"1\ta\tO\n2\tb\tI-PER", "line 2: label \"I-PER\" continues no name"},
		{"1\ta\tB-LOC\n2\tb\tI-PER", "continues no name"},
		{"1\ta\tX", "is not O"},
		{"1\t\xff\tO", "UTF-8"},
	} {
		_, err := iob.Read(strings.NewReader(c.text), "in")
		if !errors.Is(err, iob.ErrFormat) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.text, err, c.want)
		}
	}
}

func TestReadCorpora(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		dir = "../../../../shared/data"
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*.iob2"))
	if len(files) == 0 {
		t.Skip("no names: set CHANCERY_DATA to the folder that holds gum-ner, wikigold and uner-ewt")
	}
	for _, f := range files {
		all, err := iob.ReadFile(f)
		if err != nil {
			t.Error(err)
		}
		names := 0
		for i := range all {
			names += len(all[i].Names())
		}
		if names < 300 {
			t.Errorf("%s: only %d names", f, names)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("# a\n1\ta\tB-PER\n2\tb\tI-PER\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := iob.Read(strings.NewReader(text), "in")
		if err != nil {
			return
		}
		for i := range all {
			end := 0
			for _, n := range all[i].Names() {
				if n.Start < end || n.End <= n.Start || n.End > len(all[i].Tokens) {
					t.Fatalf("names %v", all[i].Names())
				}
				end = n.End
			}
		}
	})
}
