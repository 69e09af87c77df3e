package sample

import (
	"archive/tar"
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"
)

var update = flag.Bool("update", false, "pack the demonstration anew")

// TestPackedDemonstration holds the archive that the program carries against the folder of the reports.
func TestPackedDemonstration(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("demo", "*.md"))
	if err != nil || len(names) < 200 {
		t.Fatalf("%d reports: %v", len(names), err)
	}
	want := map[string][]byte{}
	for _, name := range names {
		if base := filepath.Base(name); base != "README.md" {
			if want[base], err = os.ReadFile(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if *update {
		packed := pack(t, want)
		if err := os.WriteFile("demo.tar.zst", packed, 0o644); err != nil {
			t.Fatal(err)
		}
		packedDemo = packed
	}
	var order []string
	for name, b := range unpacked(packedDemo) {
		order = append(order, name)
		if !bytes.Equal(b, want[name]) {
			t.Errorf("%s is another one in the archive: go test ./internal/sample -update packs it anew", name)
		}
	}
	if !slices.Equal(order, slices.Sorted(maps.Keys(want))) {
		t.Errorf("the archive has %d reports, the folder %d: go test ./internal/sample -update packs it anew", len(order), len(want))
	}
}

func pack(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z, err := zstd.NewWriter(&out, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewWriter(z)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name])), Format: tar.FormatUSTAR})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
