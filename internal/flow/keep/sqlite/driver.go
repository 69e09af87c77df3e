package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query/words"
)

// engine is the program's own SQLite driver: it knows the functions that the index of words and the checksums of rows are
// made with, and leaves the drivers that other packages may register alone.
var engine = sync.OnceValues(func() (*sqlite.Driver, error) {
	d := new(sqlite.Driver)
	err := d.RegisterDeterministicScalarFunction("chancery_words", 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		switch v := args[0].(type) {
		case string:
			return string(words.Append(nil, v)), nil
		case []byte:
			return string(words.Append(nil, string(v))), nil
		}
		return "", nil
	})
	if err != nil {
		return nil, err
	}
	return d, d.RegisterFunction("chancery_checksum", &sqlite.FunctionImpl{
		NArgs: -1, Deterministic: true, VolatileArgs: true,
		Scalar: func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			table, ok := args[0].(string)
			if !ok {
				return nil, errors.New("chancery_checksum: the first argument is the name of a table")
			}
			values := make([]any, len(args)-1)
			for i, a := range args[1:] {
				values[i] = a
			}
			return checksum(table, values...), nil
		},
	})
})

// connector opens connections to one database.
type connector struct {
	driver *sqlite.Driver
	name   string
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.name) }

func (c connector) Driver() driver.Driver { return c.driver }

// open gives a pool of connections to the database file. The settings are those of SQLite's names for them.
func open(file string, settings ...string) (*sql.DB, error) {
	d, err := engine()
	if err != nil {
		return nil, fmt.Errorf("internal error: %w", err)
	}
	return sql.OpenDB(connector{driver: d, name: dataSource(file, settings...)}), nil
}

func dataSource(file string, settings ...string) string {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: strings.Join(settings, "&")}).String()
}

// Settings of connections. The busy timeout comes first, so that the others wait for their turn.
const (
	patient  = "_busy_timeout=10000"
	readOnly = "mode=ro"
	exists   = "mode=rw"
	asItIs   = "immutable=1" // no locks, no write-ahead log: looks at the file alone
	guarded  = "_defensive=1"
	logAhead = "_journal_mode=WAL"
	// full syncs the write-ahead log at every commit, so that what was acknowledged outlives a power cut and not only
	// a killed process. With batches of hundreds of reports it costs a few syncs a second.
	full      = "_synchronous=FULL"
	immediate = "_txlock=immediate"
	// Up to 24 MB of pages for the writer, 4 MB for each reader.
	writerCache = "_pragma=cache_size(-24576)"
	readerCache = "_pragma=cache_size(-4096)"
	// The log is folded into the database when it holds 16 MB, so that a page that several batches touch is not
	// written into the database for each.
	longLog  = "_pragma=wal_autocheckpoint(4096)"
	shortLog = "_pragma=journal_size_limit(33554432)"
	// What a page no longer holds is overwritten where the page is written anyway: old copies of a text do not lie about
	// in the file, where somebody who looks for it would take them for what is kept.
	scrubbed = "_pragma=secure_delete(fast)"
)

// fail words an error of the database: what was tried, the file, the cause, and for what callers act on the error
// that package keep has for it.
func (s *Store) fail(doing string, err error) error { return failure(s.file, doing, err) }

// code gives SQLite's primary code of an error, 0 where it is none of SQLite's.
func code(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}

func failure(file, doing string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%s in %s: %w", doing, file, err)
	}
	code := e.Code() & 0xff
	if e.Code() == lib.SQLITE_IOERR_SHMSIZE { // no room for the index of the write-ahead log: also for readers
		code = lib.SQLITE_FULL
	}
	switch code {
	case lib.SQLITE_FULL:
		return fmt.Errorf("%s in %s: %w: make room and go on, nothing that was kept is lost (%w)", doing, file, keep.ErrFull, err)
	case lib.SQLITE_IOERR:
		return fmt.Errorf("%s in %s: the disk failed or is full (%w)", doing, file, err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return fmt.Errorf("%s in %s: %w: run verify to see where (%w)", doing, file, keep.ErrDamaged, err)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fmt.Errorf("%s in %s: %w (%w)", doing, file, keep.ErrLocked, err)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return fmt.Errorf("%s in %s: the record cannot be written to: check its permissions (%w)", doing, file, err)
	case lib.SQLITE_CANTOPEN:
		return fmt.Errorf("%s in %s: the file cannot be opened: check the permissions of it and its folder (%w)", doing, file, err)
	case lib.SQLITE_INTERRUPT:
		return fmt.Errorf("%s: %w", doing, context.Canceled)
	}
	return fmt.Errorf("%s in %s: %w", doing, file, err)
}
