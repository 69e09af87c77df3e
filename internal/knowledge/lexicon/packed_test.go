package lexicon

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path"
	"testing"

	"github.com/chancery-project/chancery/internal/knowledge/pack"
)

var repack = flag.Bool("repack", false, "pack the tables of the lexicon anew")

// TestPackedLexicon holds what is compiled in against the folder data: every table, byte for byte.
func TestPackedLexicon(t *testing.T) {
	folder := os.DirFS("data")
	var names []string
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".tsv" {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) < 40 {
		t.Fatalf("%d tables: %v", len(names), err)
	}
	if *repack {
		if packed, err = pack.Files(folder, names); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("packed.zst", packed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := pack.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		got, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if want, err := fs.ReadFile(folder, name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is another one in packed.zst: go generate ./internal/knowledge/lexicon (%v)", name, err)
		}
		return nil
	})
	if err != nil || n != len(names) {
		t.Errorf("%d tables are packed, the folder has %d: go generate ./internal/knowledge/lexicon (%v)", n, len(names), err)
	}
}
