package sqlite

import (
	"context"
	"database/sql"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// Status counts what the record holds, all as of one moment.
func (s *Store) Status(ctx context.Context) (keep.Status, error) {
	st, err := s.status(ctx)
	return st, s.fail("count what the record holds", err)
}

func (s *Store) status(ctx context.Context) (st keep.Status, err error) {
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return st, err
	}
	defer tx.Rollback()
	st.Version = Version
	for _, q := range []struct {
		sql string
		to  []any
	}{
		{"SELECT coalesce(max(sequence), 0) FROM log", []any{&st.Sequence}},
		{"SELECT count(*) FROM report", []any{&st.Reports}},
		{
			"SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(read = 0), 0), coalesce(sum(published = ''), 0) FROM document",
			[]any{&st.Documents, &st.Bytes, &st.Unread, &st.Undated},
		},
		{"SELECT count(*), coalesce(sum(members - 1), 0) FROM copy_group", []any{&st.Groups, &st.Copies}},
		{"SELECT count(*) FROM failure WHERE key NOT IN (SELECT key FROM report)", []any{&st.Failures}},
		{"SELECT count(*) FROM source WHERE pending = 1", []any{&st.Pending}},
		{"SELECT coalesce(min(published), ''), coalesce(max(published), '') FROM document WHERE published <> ''", []any{&st.First, &st.Last}},
	} {
		if err := tx.QueryRowContext(ctx, q.sql).Scan(q.to...); err != nil {
			return st, err
		}
	}
	for _, q := range []struct {
		sql string
		to  *map[string]int
	}{
		{"SELECT value, n FROM (SELECT kind, count(*) AS n FROM fact GROUP BY kind) f JOIN dictionary d ON d.number = f.kind", &st.Facts},
		{"SELECT value, n FROM (SELECT language, count(*) AS n FROM document GROUP BY language) f JOIN dictionary d ON d.number = f.language", &st.Languages},
		{"SELECT value, entries FROM ledger_count c JOIN dictionary d ON d.number = c.kind WHERE entries > 0", &st.Ledger},
		{"SELECT value, n FROM (SELECT format, count(*) AS n FROM report GROUP BY format) f JOIN dictionary d ON d.number = f.format", &st.Formats},
	} {
		if *q.to, err = counts(ctx, tx, q.sql); err != nil {
			return st, err
		}
	}
	return st, nil
}

func counts(ctx context.Context, tx *sql.Tx, query string) (map[string]int, error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]int{}
	for rows.Next() {
		var value string
		var n int
		if err := rows.Scan(&value, &n); err != nil {
			return nil, err
		}
		all[value] = n
	}
	return all, rows.Err()
}
