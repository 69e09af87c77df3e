package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"modernc.org/sqlite"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// backupPages is the number of pages copied between two looks at the context.
const backupPages = 4096

// Backup writes a consistent copy to a new file while writing goes on: one snapshot, page by page. The copy gets its
// name when it is whole, synced and was opened and compared.
func (s *Store) Backup(ctx context.Context, file string) (err error) {
	file, err = filepath.Abs(file)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: %w: choose another name", file, errors.Join(keep.ErrExists, err))
	}
	draft, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	name := draft.Name()
	defer func() {
		err = errors.Join(err, removed(name))
	}()
	if err := draft.Close(); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	last, err := s.copyPages(ctx, name)
	if err != nil {
		return failure(file, "back up", err)
	}
	if err := checkCopy(ctx, name, last); err != nil {
		return fmt.Errorf("back up to %s: the copy is not good: %w", file, err)
	}
	if err := syncFile(name); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	if err := os.Link(name, file); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("back up to %s: %w: choose another name", file, keep.ErrExists)
		}
		if err := os.Rename(name, file); err != nil { // a file system without links
			return fmt.Errorf("back up to %s: %w", file, err)
		}
	}
	return syncFolder(filepath.Dir(file))
}

func removed(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up: remove the draft: %w", err)
	}
	return nil
}

// copyPages copies the pages of one snapshot and gives the end of the log as it stands there.
func (s *Store) copyPages(ctx context.Context, name string) (last []byte, err error) {
	conn, err := s.readers.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return nil, err
	}
	defer func() {
		_, rollback := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		err = errors.Join(err, rollback)
	}()
	// Reading begins the snapshot that the steps below stay in.
	if err := conn.QueryRowContext(ctx, "SELECT coalesce((SELECT digest FROM log ORDER BY sequence DESC LIMIT 1), x'')").Scan(&last); err != nil {
		return nil, err
	}
	return last, conn.Raw(func(c any) error {
		from, ok := c.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("internal error: the driver makes no copies")
		}
		backup, err := from.NewBackup(dataSource(name, patient))
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if err = ctx.Err(); err == nil {
				more, err = backup.Step(backupPages)
			}
		}
		return errors.Join(err, backup.Finish())
	})
}

// checkCopy opens a copy by itself and compares the end of its log.
func checkCopy(ctx context.Context, name string, last []byte) error {
	db, err := open(name, readOnly, asItIs)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := checkHeader(ctx, db, name); err != nil {
		return err
	}
	var got []byte
	var ok string
	if err := db.QueryRowContext(ctx, "SELECT coalesce((SELECT digest FROM log ORDER BY sequence DESC LIMIT 1), x'')").Scan(&got); err != nil {
		return failure(name, "read the copy", err)
	}
	if string(got) != string(last) {
		return errors.New("its log ends elsewhere")
	}
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&ok); err != nil {
		return failure(name, "check the copy", err)
	}
	if ok != "ok" {
		return fmt.Errorf("%w: %s", keep.ErrDamaged, ok)
	}
	return nil
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
