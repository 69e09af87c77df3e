// Package english holds the trained model of English inside the program.
//
// The file english.model is written by chancery-train; its header names the
// treebanks it was trained on and their licences (see NOTICE). Until a model
// has been trained the file is empty and Model says so.
package english

import (
	_ "embed"
	"errors"
	"fmt"
	"unsafe"

	"github.com/chancery-project/chancery/internal/language/model"
)

// ErrNoModel means that the program was built without a trained model.
var ErrNoModel = errors.New("this program was built without a language model")

//go:embed english.model
var embedded string

// Model opens the embedded model, which is packed: it is unpacked into 11 MB
// of memory and every section is checked, some twenty milliseconds of work,
// so a program should open it once.
func Model() (*model.File, error) {
	if embedded == "" {
		return nil, fmt.Errorf("%w: train one with chancery-train into internal/language/english/english.model and build again", ErrNoModel)
	}
	f, err := model.Open(unsafe.Slice(unsafe.StringData(embedded), len(embedded)))
	if err != nil {
		return nil, fmt.Errorf("embedded model of English: %w", err)
	}
	return f, nil
}
