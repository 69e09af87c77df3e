package knowledge

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/chancery-project/chancery/internal/knowledge/pack"
)

var repack = flag.Bool("repack", false, "pack the tables anew")

// TestPackedTables holds what is compiled in against the folder data: every table, byte for byte.
func TestPackedTables(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("data", "*.tsv"))
	if err != nil || len(names) < 15 {
		t.Fatalf("%d tables: %v", len(names), err)
	}
	if *repack {
		bases := make([]string, 0, len(names))
		for _, name := range names {
			bases = append(bases, filepath.Base(name))
		}
		if packedTables, err = pack.Files(os.DirFS("data"), bases); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("packed.zst", packedTables, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := fs.ReadFile(files, filepath.Base(name))
		if err != nil {
			t.Errorf("%s is not compiled in: go generate ./internal/knowledge", name)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is another one in packed.zst: go generate ./internal/knowledge", name)
		}
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil || len(entries) != len(names) {
		t.Errorf("%d tables are compiled in, the folder has %d: %v", len(entries), len(names), err)
	}
}
