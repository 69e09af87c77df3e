package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// What the first 100 bytes of an SQLite database say, by SQLite's description of its file format (section 1.3). The
// numbers are big-endian.
const (
	headerBytes   = 100
	headerMagic   = "SQLite format 3\x00"
	versionAt     = 60 // user_version
	applicationAt = 68 // application_id
)

// look reads the header of the file alone, without a lock and without touching a byte: a record of a newer version
// stays as it is. It does not ask SQLite, which without the write-ahead log would take a database whose log was folded
// in only halfway (by a full disk, a kill, a power cut) for a damaged one.
func look(file string) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", filepath.Dir(file), keep.ErrNoRecord)
	case err != nil:
		return fmt.Errorf("open the record: %w", err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file: %w", file, keep.ErrNoRecord)
	}
	header, err := readHeader(file)
	switch {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%s ends after %d bytes, within its header: %w", file, info.Size(), keep.ErrDamaged)
	case err != nil:
		return fmt.Errorf("open the record: %w", err)
	case !bytes.HasPrefix(header, []byte(headerMagic)):
		return fmt.Errorf("%s does not begin as an SQLite database: %w", file, keep.ErrDamaged)
	}
	return checkMarks(file, binary.BigEndian.Uint32(header[applicationAt:]), int64(int32(binary.BigEndian.Uint32(header[versionAt:]))))
}

func readHeader(file string) (header []byte, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	header = make([]byte, headerBytes)
	_, err = f.ReadAt(header, 0)
	return header, errors.Join(err, f.Close())
}

// checkHeader asks an open database what look reads from the file: what stands in the write-ahead log counts.
func checkHeader(ctx context.Context, db *sql.DB, file string) error {
	var id, version int64
	if err := db.QueryRowContext(ctx, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version").Scan(&id, &version); err != nil {
		return failure(file, "open the record", err)
	}
	return checkMarks(file, uint32(id), version)
}

func checkMarks(file string, id uint32, version int64) error {
	switch {
	case id != application:
		return fmt.Errorf("%s is no record of chancery (its mark is %#x): %w", file, id, keep.ErrDamaged)
	case version > Version:
		return fmt.Errorf("%s has version %d of the record, this program reads up to %d: %w: use that version", file, version, Version, keep.ErrNewer)
	case version < 1:
		return fmt.Errorf("%s has version %d of the record, which never was: %w", file, version, keep.ErrDamaged)
	}
	return nil
}

// lookAtLog checks the version where a write-ahead log was left behind: a newer version may stand there alone. It
// opens for reading, since a connection for writing would fold the log into the database when it closes.
func lookAtLog(ctx context.Context, file string) error {
	if empty, err := logIsEmpty(file); err != nil || empty {
		return err
	}
	db, err := open(file, patient, readOnly, guarded)
	if err != nil {
		return err
	}
	defer db.Close()
	return checkHeader(ctx, db, file)
}

// logIsEmpty tells whether the file alone is the whole database.
func logIsEmpty(file string) (bool, error) {
	info, err := os.Stat(file + "-wal")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, fmt.Errorf("open the record: %w", err)
	}
	return info.Size() == 0, nil
}
