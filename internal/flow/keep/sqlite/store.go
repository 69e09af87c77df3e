// Package sqlite keeps a record in one SQLite database inside the record's folder.
package sqlite

import (
	"context"
	"errors"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// File is the name of the database within the folder of a record.
const File = "record.db"

// Options say how a record is opened. The zero value opens it for reading and writing.
type Options struct {
	// ReadOnly opens the record without the lock that writers hold: any number of processes may read while one
	// writes. Add, Note and changes of any other kind are refused.
	ReadOnly bool
}

// Create makes a new record in the folder, which is made where it is missing, and opens it for writing. It refuses a
// folder that holds a record already.
func Create(ctx context.Context, dir string) (keep.Store, error) {
	return nil, errors.New("internal error: not written yet")
}

// Open opens the record in the folder: keep.ErrNoRecord where there is none, keep.ErrNewer where a newer version wrote
// it, keep.ErrLocked where another writer has it, keep.ErrDamaged where it cannot be read.
func Open(ctx context.Context, dir string, o Options) (keep.Store, error) {
	return nil, errors.New("internal error: not written yet")
}

// Verify checks the record in the folder as the store's Verify does. What keeps it from being opened at all is given
// to report as a fault too; the error is for what is no fault of the record: no record here, a newer version, a
// context that is done.
func Verify(ctx context.Context, dir string, report func(keep.Fault) bool) error {
	return errors.New("internal error: not written yet")
}
