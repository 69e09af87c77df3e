package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

// Version is the version of the form of the record that this program writes.
const Version = 2

//go:embed migrations/*.sql
var migrations embed.FS

// migrationFiles gives the steps from one version of the form to the next.
func migrationFiles() (fs.FS, error) { return fs.Sub(migrations, "migrations") }

// migrate brings the database to a version of the form that files know, each step in its own transaction.
func migrate(ctx context.Context, db *sql.DB, files fs.FS, version int64) error {
	steps, err := goose.NewProvider(goose.DialectCustom, db, files, goose.WithStore(userVersion{}), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read the steps of migration: %w", err)
	}
	if _, err := steps.UpTo(ctx, version); err != nil {
		return fmt.Errorf("bring the record to version %d: %w", version, err)
	}
	return nil
}

// userVersion keeps the version of the form where SQLite has a place for it, the user_version of the file's header:
// there it can be read without a table, and no time of day is written.
type userVersion struct{}

var _ database.StoreExtender = userVersion{}

func (userVersion) Tablename() string { return "user_version" }

func (userVersion) TableExists(context.Context, database.DBTxConn) (bool, error) { return true, nil }

func (userVersion) CreateVersionTable(context.Context, database.DBTxConn) error { return nil }

func (userVersion) Insert(ctx context.Context, db database.DBTxConn, r database.InsertRequest) error {
	_, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", r.Version))
	return err
}

func (userVersion) Delete(context.Context, database.DBTxConn, int64) error {
	return database.ErrNotImplemented
}

func (u userVersion) GetMigration(ctx context.Context, db database.DBTxConn, version int64) (*database.GetMigrationResult, error) {
	latest, err := u.GetLatestVersion(ctx, db)
	if err != nil {
		return nil, err
	}
	if version > latest {
		return nil, database.ErrVersionNotFound
	}
	return &database.GetMigrationResult{Timestamp: time.Time{}, IsApplied: true}, nil
}

func (userVersion) GetLatestVersion(ctx context.Context, db database.DBTxConn) (version int64, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

func (u userVersion) ListMigrations(ctx context.Context, db database.DBTxConn) ([]*database.ListMigrationsResult, error) {
	latest, err := u.GetLatestVersion(ctx, db)
	if err != nil {
		return nil, err
	}
	var all []*database.ListMigrationsResult
	for v := latest; v >= 0; v-- {
		all = append(all, &database.ListMigrationsResult{Version: v, IsApplied: true})
	}
	return all, nil
}
