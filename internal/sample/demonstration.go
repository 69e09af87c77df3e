package sample

import (
	"archive/tar"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/klauspost/compress/zstd"

	"github.com/chancery-project/chancery/internal/text"
)

// packedDemo holds the files of the folder demo, packed: the program carries a quarter of their bytes. A test compares it
// with the folder and makes it anew (go test ./internal/sample -update).
//
//go:embed demo.tar.zst
var packedDemo []byte

// Demonstration gives the reports of the demonstration in the order of their names, which begin with the day of
// publication.
func Demonstration() iter.Seq[text.Raw] {
	return func(yield func(text.Raw) bool) {
		for name, b := range unpacked(packedDemo) {
			if !yield(text.Raw{Path: "demonstration/" + name, Format: text.Markdown, Bytes: b}) {
				return
			}
		}
	}
}

// unpacked gives the files of an archive in their order. A test reads the same bytes, so that a fault in them never leaves
// the house.
func unpacked(packed []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1))
		if err != nil {
			panic(fmt.Sprintf("internal error: the demonstration cannot be read: %v", err))
		}
		defer z.Close()
		for files := tar.NewReader(z); ; {
			head, err := files.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var b []byte
			if err == nil {
				b, err = io.ReadAll(files)
			}
			if err != nil {
				panic(fmt.Sprintf("internal error: the demonstration cannot be read: %v", err))
			}
			if !yield(head.Name, b) {
				return
			}
		}
	}
}
