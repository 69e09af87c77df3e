package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Version is the version of the form of the record that this program writes.
const Version = 2

//go:embed migrations/*.sql
var migrations embed.FS

// migrationFiles gives the steps from one version of the form to the next.
func migrationFiles() (fs.FS, error) { return fs.Sub(migrations, "migrations") }

// step is the file that brings the record from one version of its form to the next.
type step struct {
	version int64
	name    string
}

// stepsIn gives the steps that files hold by their versions. A file is named after the version that it leads to, with
// zeros before it: 00002_ledger.sql. None may be missing.
func stepsIn(files fs.FS) ([]step, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	all := make([]step, len(names))
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil || version != int64(i)+1 {
			return nil, fmt.Errorf("internal error: %s is not the step to version %d", name, i+1)
		}
		all[i] = step{version, name}
	}
	return all, nil
}

// migrate brings the database to a version of the form that files know, each step in its own transaction. The version
// stands where SQLite has a place for it, the user_version of the file's header: there it can be read without a table, and
// no time of day is written.
func migrate(ctx context.Context, db *sql.DB, files fs.FS, version int64) error {
	all, err := stepsIn(files)
	if err != nil {
		return fmt.Errorf("read the steps of migration: %w", err)
	}
	var at int64
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&at); err != nil {
		return fmt.Errorf("bring the record to version %d: %w", version, err)
	}
	for _, s := range all {
		if s.version <= at || s.version > version {
			continue
		}
		if err := s.take(ctx, db, files); err != nil {
			return fmt.Errorf("bring the record to version %d: %w", s.version, err)
		}
	}
	return nil
}

func (s step) take(ctx context.Context, db *sql.DB, files fs.FS) error {
	text, err := fs.ReadFile(files, s.name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, statement := range []string{string(text), fmt.Sprintf("PRAGMA user_version = %d", s.version)} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return tx.Commit()
}
