package sqlite

import (
	"context"
	"fmt"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// LimitPages lets the database grow by no more than n pages, as a full disk would.
func LimitPages(ctx context.Context, s keep.Store, n int) error {
	w := s.(*Store).writer
	var pages int
	if err := w.conn.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
		return err
	}
	if n == 0 {
		pages = 1 << 30
	}
	_, err := w.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages+n))
	return err
}

// ShortSteps has listings look for other ways already among few entries.
func ShortSteps(s keep.Store, probe, short, window int) {
	s.(*Store).steps = steps{probe: probe, short: short, window: window}
}
