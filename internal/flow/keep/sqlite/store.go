// Package sqlite keeps a record in one SQLite database inside the record's folder. docs/record-format.md is the written
// form of it.
//
// One process writes, any number read. The writer holds a lock on the file record.lock for as long as it has the
// record open; the system gives the lock back when the process ends, however it ends. Readers take no lock that a
// writer would wait for. A batch is one transaction whose write-ahead log is synced before Add returns: what was
// acknowledged outlives a killed process and a power cut.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	lib "modernc.org/sqlite/lib"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// Names of files within the folder of a record.
const (
	File     = "record.db"   // the database
	LockFile = "record.lock" // held by the writer; it is empty
)

// application marks the file's header as a record of this program: "CHNC".
const application = 0x43484e43

// Options say how a record is opened. The zero value opens it for reading and writing.
type Options struct {
	// ReadOnly opens the record without the lock that writers hold: any number of processes may read while one
	// writes. Add, Note and changes of any other kind are refused. A record of an older version is first brought to this
	// one, as a writer would.
	ReadOnly bool
}

// Store is the store of one record.
type Store struct {
	file    string // the database
	readers *sql.DB
	known   *sql.Stmt // of readers
	lock    *os.File  // nil in a store for reading
	steps   steps
	version int64 // of the form of the record, where it was opened for reading
	facts   factCounts

	mu     sync.Mutex // one writer at a time
	writer *writer    // nil in a store for reading and after Close
}

var _ keep.Store = (*Store)(nil)

// Create makes a new record in the folder, which is made where it is missing, and opens it for writing. It refuses a
// folder that holds a record already with keep.ErrExists. A kill leaves a whole record or none.
func Create(ctx context.Context, dir string) (keep.Store, error) {
	file, err := databaseIn(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, fmt.Errorf("make a record: %w", err)
	}
	lock, err := takeLock(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	if err := create(ctx, file); err != nil {
		lock.Close()
		return nil, err
	}
	s, err := openLocked(ctx, file, lock)
	if err != nil {
		return nil, err
	}
	if err := s.Note(ctx, "init", fmt.Sprintf(`{"version":%d}`, Version)); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// create makes the database under another name and gives it its own when it is whole.
func create(ctx context.Context, file string) error {
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("make the record %s: %w", file, keep.ErrExists)
	}
	draft := file + ".new"
	for _, f := range []string{draft, draft + "-journal"} {
		if err := os.Remove(f); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("make the record %s: remove a draft left behind: %w", file, err)
		}
	}
	db, err := open(draft, patient)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", application)); err != nil {
		return failure(draft, "make a record", err)
	}
	files, err := migrationFiles()
	if err != nil {
		return err
	}
	if err := migrate(ctx, db, files, Version); err != nil {
		return failure(draft, "make a record", err)
	}
	if err := db.Close(); err != nil {
		return failure(draft, "make a record", err)
	}
	if err := os.Rename(draft, file); err != nil {
		return fmt.Errorf("make the record %s: %w", file, err)
	}
	return syncFolder(filepath.Dir(file))
}

// Open opens the record in the folder: keep.ErrNoRecord where there is none, keep.ErrNewer where a newer version wrote
// it, keep.ErrLocked where another writer has it, keep.ErrDamaged where it cannot be read.
func Open(ctx context.Context, dir string, o Options) (keep.Store, error) {
	s, err := openStore(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func openStore(ctx context.Context, dir string, o Options) (*Store, error) {
	file, err := databaseIn(dir)
	if err != nil {
		return nil, err
	}
	if err := look(file); err != nil {
		return nil, err
	}
	if !o.ReadOnly {
		lock, err := takeLock(filepath.Dir(file))
		if err != nil {
			return nil, err
		}
		if err := lookAtLog(ctx, file); err != nil {
			lock.Close()
			return nil, err
		}
		return openLocked(ctx, file, lock)
	}
	s, err := openForReading(ctx, file)
	if err != nil || s.version == Version {
		return s, err
	}
	if err := errors.Join(s.Close(), upgrade(ctx, file)); err != nil {
		return nil, fmt.Errorf("the record has version %d, this program reads version %d and could not bring it there: %w", s.version, Version, err)
	}
	return openForReading(ctx, file)
}

// openAsItIs opens the record in the folder for reading, whatever its version is.
func openAsItIs(ctx context.Context, dir string) (*Store, error) {
	file, err := databaseIn(dir)
	if err != nil {
		return nil, err
	}
	if err := look(file); err != nil {
		return nil, err
	}
	return openForReading(ctx, file)
}

func openForReading(ctx context.Context, file string) (*Store, error) {
	readers, err := openReaders(ctx, file)
	if err != nil {
		return nil, err
	}
	if err := checkHeader(ctx, readers, file); err != nil {
		readers.Close()
		return nil, err
	}
	s := &Store{file: file, steps: defaultSteps()}
	if err := readers.QueryRowContext(ctx, "PRAGMA user_version").Scan(&s.version); err != nil {
		readers.Close()
		return nil, s.fail("open the record", err)
	}
	return s, s.read(ctx, readers)
}

// upgrade brings an older record to this version, as the next writer would.
func upgrade(ctx context.Context, file string) error {
	lock, err := takeLock(filepath.Dir(file))
	if err != nil {
		return err
	}
	s, err := openLocked(ctx, file, lock)
	if err != nil {
		return err
	}
	return s.Close()
}

// read takes the connections for reading, which it closes where it fails.
func (s *Store) read(ctx context.Context, readers *sql.DB) (err error) {
	s.known, err = readers.PrepareContext(ctx, "SELECT EXISTS (SELECT 1 FROM report WHERE key = ?)")
	if err != nil {
		readers.Close()
		return s.fail("open the record", err)
	}
	s.readers = readers
	return nil
}

// openLocked opens the database for writing. It owns the lock from here on.
func openLocked(ctx context.Context, file string, lock *os.File) (_ *Store, err error) {
	s := &Store{file: file, lock: lock, steps: defaultSteps()}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	db, err := open(file, patient, exists, guarded, logAhead, full, immediate, writerCache, longLog, shortLog, scrubbed)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := prepareVersion(ctx, db, file); err != nil {
		db.Close()
		return nil, err
	}
	if s.writer, err = newWriter(ctx, db); err != nil {
		db.Close()
		return nil, failure(file, "open the record", err)
	}
	readers, err := openReaders(ctx, file)
	if err != nil {
		return nil, err
	}
	return s, s.read(ctx, readers)
}

// prepareVersion brings an older record to this version. The steps are not even read where there is nothing to do.
func prepareVersion(ctx context.Context, db *sql.DB, file string) error {
	if err := checkHeader(ctx, db, file); err != nil {
		return err
	}
	var version int64
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return failure(file, "open the record", err)
	}
	if version == Version {
		return nil
	}
	files, err := migrationFiles()
	if err != nil {
		return err
	}
	return failure(file, "open the record", migrate(ctx, db, files, Version))
}

// openReaders opens connections for reading. A record on a medium that cannot be written to is read as it is, if its
// log was folded in: then the file alone is all of it.
func openReaders(ctx context.Context, file string) (*sql.DB, error) {
	db, err := open(file, patient, readOnly, guarded, readerCache)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(8)
	db.SetMaxIdleConns(4)
	var n int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n)
	if err == nil {
		return db, nil
	}
	db.Close()
	switch empty, logErr := logIsEmpty(file); {
	case logErr != nil:
		return nil, errors.Join(failure(file, "open the record", err), logErr)
	case !empty && code(err) == lib.SQLITE_CANTOPEN:
		return nil, fmt.Errorf("%w; a part of the record is still in %s: where its folder cannot be written to, copy the folder and open the copy",
			failure(file, "open the record", err), filepath.Base(file)+"-wal")
	case !empty:
		return nil, failure(file, "open the record", err)
	}
	if db, openErr := open(file, readOnly, asItIs, guarded, readerCache); openErr == nil {
		if db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n) == nil {
			return db, nil
		}
		db.Close()
	}
	return nil, failure(file, "open the record", err)
}

func databaseIn(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the record: %w", err)
	}
	return filepath.Join(abs, File), nil
}

func takeLock(dir string) (*os.File, error) {
	name := filepath.Join(dir, LockFile)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("open the record for writing: %w", err)
	}
	free, err := lockFile(f)
	switch {
	case err != nil:
		f.Close()
		return nil, fmt.Errorf("lock the record %s: %w", name, err)
	case !free:
		f.Close()
		return nil, fmt.Errorf("%s: %w: wait until it is done", dir, keep.ErrLocked)
	}
	return f, nil
}

// Close gives the store back. What was added stays. A second call does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.readers != nil {
		errs = append(errs, s.known.Close(), s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.close())
		s.writer = nil
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Close())
		s.lock = nil
	}
	return s.fail("close the record", errors.Join(errs...))
}
