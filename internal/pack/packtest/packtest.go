// Package packtest holds the packed.zst of a package against the files that it was packed of.
package packtest

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"testing"

	"github.com/chancery-project/chancery/internal/pack"
)

var repack = flag.Bool("repack", false, "pack the files anew")

// Check wants packed.zst of the tested package, named by its path from the root, to hold the files of a folder that the patterns match: all
// of them and no others, byte for byte. With -repack it packs them anew before.
func Check(t *testing.T, path, folder string, patterns ...string) {
	t.Helper()
	files := os.DirFS(folder)
	var names []string
	for _, p := range patterns {
		found, err := fs.Glob(files, p)
		if err != nil || len(found) == 0 {
			t.Fatalf("no file of %s is named like %s: %v", folder, p, err)
		}
		names = append(names, found...)
	}
	if *repack {
		packed, err := pack.Files(files, names)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("packed.zst", packed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	packed, err := os.ReadFile("packed.zst")
	if err != nil {
		t.Fatal(err)
	}
	have, err := pack.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = fs.WalkDir(have, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		got, err := fs.ReadFile(have, name)
		if err != nil {
			return err
		}
		if want, err := fs.ReadFile(files, name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is another one in packed.zst: go generate %s (%v)", name, path, err)
		}
		return nil
	})
	if err != nil || n != len(names) {
		t.Errorf("%d files are packed, the folder has %d: go generate %s (%v)", n, len(names), path, err)
	}
}
