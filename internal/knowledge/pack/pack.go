// Package pack makes one compressed file of the tables of a folder and reads them from it: tables that are compiled in take a quarter of
// their bytes so.
package pack

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// Files packs files of a folder, sorted by name. The same files give the same bytes, as long as the compressor of Go stays the same.
func Files(folder fs.FS, names []string) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestCompression) })
	for _, name := range slices.Sorted(slices.Values(names)) {
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("pack: %w", err)
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
		if _, err := f.Write(b); err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	return out.Bytes(), nil
}

// Open gives the folder of what [Files] has packed.
func Open(packed []byte) (fs.FS, error) {
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, fmt.Errorf("packed tables: %w", err)
	}
	return r, nil
}
