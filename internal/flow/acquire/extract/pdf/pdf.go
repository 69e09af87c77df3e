// Package pdf reads the text and the properties of PDF files: with pdftotext where it is found, else in plain Go.
package pdf

import (
	"context"
	"errors"

	"github.com/chancery-project/chancery/internal/text"
)

// Options chooses the reader and bounds the reading of one file. The zero value works.
type Options struct {
	Pure bool // never call pdftotext: same bytes in, same text out on every machine
}

// Read gives the text of a file, page by page, and what its information dictionary says.
func Read(_ context.Context, _ []byte, _ Options) (text.Extracted, error) {
	return text.Extracted{}, errors.New("pdf is not read yet")
}
