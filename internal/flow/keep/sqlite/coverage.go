package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

// Coverage counts the documents that were read by day of publication and publisher, by rising day and then by name.
func (s *Store) Coverage(ctx context.Context, days query.Range) iter.Seq2[keep.Covered, error] {
	return func(yield func(keep.Covered, error) bool) {
		rows, err := s.coverage(ctx, days)
		if err != nil {
			yield(keep.Covered{}, s.fail("count what was read by day", err))
			return
		}
		for _, c := range rows {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (s *Store) coverage(ctx context.Context, days query.Range) ([]keep.Covered, error) {
	var c conditions
	if days.From != "" {
		c.add("s.published >= ?", days.From)
	}
	if days.To != "" {
		c.add("s.published <> '' AND s.published <= ?", days.To+"~")
	}
	type row struct {
		keep.Covered
		publisher sql.NullInt64
	}
	counted, err := collect(ctx, s.readers, "SELECT substr(published, 1, 10), publisher, count(*), sum(copied) FROM source s"+c.where()+" GROUP BY published, publisher",
		c.args, func(rows *sql.Rows) (r row, err error) {
			return r, rows.Scan(&r.Day, &r.publisher, &r.Documents, &r.Copies)
		})
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	_, err = collect(ctx, s.readers, "SELECT number, value FROM dictionary WHERE kind = ?", []any{kindPublisher}, func(rows *sql.Rows) (n int64, err error) {
		var name string
		err = rows.Scan(&n, &name)
		names[n] = name
		return n, err
	})
	if err != nil {
		return nil, err
	}
	type place struct{ day, publisher string }
	sums := map[place]keep.Covered{}
	for _, r := range counted {
		v := r.Covered
		v.Publisher = names[r.publisher.Int64]
		if days.To != "" && v.Day > days.To {
			continue
		}
		at := place{v.Day, v.Publisher}
		sum := sums[at]
		v.Documents += sum.Documents
		v.Copies += sum.Copies
		sums[at] = v
	}
	return slices.SortedFunc(maps.Values(sums), func(a, b keep.Covered) int {
		return cmp.Or(strings.Compare(a.Day, b.Day), strings.Compare(a.Publisher, b.Publisher))
	}), nil
}
