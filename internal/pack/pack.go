// Package pack makes one compressed file of the tables of a folder and reads them from it: tables that are compiled in take a quarter of
// their bytes so. What is packed may be packed again by `zstd --ultra -22`, to 5 to 8 hundredths less: [Open] reads both.
package pack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// mostUnpacked is the most bytes that tables may have.
const mostUnpacked = 64 << 20

// Files packs files of a folder, sorted by name. The same files give the same bytes, as long as the compressor stays the same.
func Files(folder fs.FS, names []string) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(slices.Values(names)) {
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("pack: %w", err)
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
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
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	packed := e.EncodeAll(out.Bytes(), nil)
	return packed, e.Close()
}

// Open gives the folder of what [Files] has packed.
func Open(packed []byte) (fs.FS, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostUnpacked))
	if err != nil {
		return nil, fmt.Errorf("packed tables: %w", err)
	}
	defer d.Close()
	all, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("packed tables: %w", err)
	}
	r, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		return nil, fmt.Errorf("packed tables: %w", err)
	}
	return r, nil
}

// Texts gives files that [Files] has packed, in the order of the names.
func Texts(packed []byte, names ...string) ([]string, error) {
	files, err := Open(packed)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(names))
	for i, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("packed tables: %w", err)
		}
		texts[i] = string(b)
	}
	return texts, nil
}
