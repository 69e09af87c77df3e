package knowledge

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var repack = flag.Bool("repack", false, "pack the tables that seldom change anew")

// packedNames are the tables that are carried packed.
func packedNames() []string {
	return []string{
		"countries.tsv", "given_names.tsv", "institutions.tsv", "members.tsv", "offices.tsv", "organisations.tsv", "parties.tsv", "persons.tsv", "places.tsv", "roles.tsv",
		"surnames.tsv",
	}
}

// TestPackedTables holds what is compiled in against the folder data: every table, byte for byte.
func TestPackedTables(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("data", "*.tsv"))
	if err != nil || len(names) < 15 {
		t.Fatalf("%d tables: %v", len(names), err)
	}
	if *repack {
		packedTables = pack(t)
		if err := os.WriteFile("packed.zip", packedTables, 0o644); err != nil {
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
			t.Errorf("%s is not compiled in: name it in packed.go", name)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is another one in packed.zip: go test ./internal/knowledge -run Packed -repack", name)
		}
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil || len(entries) != len(names) {
		t.Errorf("%d tables are compiled in, the folder has %d: %v", len(entries), len(names), err)
	}
}

func pack(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestCompression) })
	for _, name := range slices.Sorted(slices.Values(packedNames())) {
		b, err := os.ReadFile(filepath.Join("data", name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
