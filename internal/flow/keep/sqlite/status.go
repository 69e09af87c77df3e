package sqlite

import (
	"context"
	"database/sql"
	"maps"
	"sync"

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
		{"SELECT value, n FROM (SELECT language, count(*) AS n FROM document GROUP BY language) f JOIN dictionary d ON d.number = f.language", &st.Languages},
		{"SELECT value, entries FROM ledger_count c JOIN dictionary d ON d.number = c.kind WHERE entries > 0", &st.Ledger},
		{"SELECT value, n FROM (SELECT format, count(*) AS n FROM report GROUP BY format) f JOIN dictionary d ON d.number = f.format", &st.Formats},
	} {
		if *q.to, err = counts(ctx, tx, q.sql); err != nil {
			return st, err
		}
	}
	st.Facts, err = s.facts.count(ctx, tx, st.Sequence)
	return st, err
}

// factCounts remembers how many facts of each kind there were: facts are the longest table, and but for replacements it
// only grows.
type factCounts struct {
	mu       sync.Mutex
	sequence int64 // of the log
	last     int64 // the highest number of a fact
	kinds    map[string]int
}

// count gives how many facts of each kind there are, by what was added since they were counted last.
func (f *factCounts) count(ctx context.Context, tx *sql.Tx, sequence int64) (map[string]int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	changed := 0
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM log WHERE sequence > ? AND sequence <= ? AND action = 'replace'", f.sequence, sequence).Scan(&changed)
	if err != nil {
		return nil, err
	}
	if changed > 0 || sequence < f.sequence || f.kinds == nil {
		f.last, f.kinds = 0, map[string]int{}
	}
	var last int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(number), 0) FROM fact").Scan(&last); err != nil {
		return nil, err
	}
	if last > f.last {
		// All of them are counted by the index of kinds; of those behind a number the rows, from which a plus before the
		// column keeps the database.
		of, by, args := "", "kind", []any(nil)
		if f.last > 0 {
			of, by, args = "WHERE number > ?", "+kind", []any{f.last}
		}
		more, err := counts(ctx, tx, "SELECT value, n FROM (SELECT kind, count(*) AS n FROM fact "+of+" GROUP BY "+by+") f JOIN dictionary d ON d.number = f.kind", args...)
		if err != nil {
			f.kinds = nil
			return nil, err
		}
		for kind, n := range more {
			f.kinds[kind] += n
		}
	}
	f.sequence, f.last = sequence, last
	return maps.Clone(f.kinds), nil
}

func counts(ctx context.Context, tx *sql.Tx, query string, args ...any) (map[string]int, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
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
