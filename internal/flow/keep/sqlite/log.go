package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// addition is the detail of the line of the log that each batch writes. Ranges are first and last number, both
// included, null where the batch added none.
type addition struct {
	Run       int64     `json:"run"`
	Reports   *[2]int64 `json:"reports"`
	Documents *[2]int64 `json:"documents"`
	Failures  *[2]int64 `json:"failures"`
	// Replaced counts the documents whose facts gave way to those read with an earlier report of the same text.
	Replaced int `json:"replaced,omitempty"`
	// Digest is the SHA-256 of the checksums of the documents', reports' and failures' rows, in this order.
	Digest string `json:"digest"`
}

// chain gives the digest of a line of the log, which holds the one before it: no line can be changed, taken out or
// put in without changing all that follow.
func chain(previous []byte, sequence int64, action, detail string) []byte {
	h := sha256.New()
	var b []byte
	b = appendBytes(b, 'B', previous)
	b = binary.BigEndian.AppendUint64(append(b, 'I'), uint64(sequence))
	b = appendBytes(b, 'T', action)
	b = appendBytes(b, 'T', detail)
	h.Write(b)
	return h.Sum(nil)
}

// Note appends to the log. The detail is a JSON object.
func (s *Store) Note(ctx context.Context, action, detail string) error {
	if !json.Valid([]byte(detail)) || !bytes.HasPrefix(bytes.TrimSpace([]byte(detail)), []byte("{")) {
		return fmt.Errorf("internal error: the detail of the log's %s is not a JSON object", action)
	}
	return s.write(ctx, "note "+action, func(ctx context.Context, w *writer) error {
		return w.note(ctx, action, detail)
	})
}

func (w *writer) note(ctx context.Context, action, detail string) error {
	var sequence int64
	var previous []byte
	err := w.lastLog.QueryRowContext(ctx).Scan(&sequence, &previous)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if previous == nil {
		previous = []byte{}
	}
	sequence++
	_, err = w.insertLog.ExecContext(ctx, sequence, action, detail, previous, chain(previous, sequence, action, detail))
	return err
}

// Log gives the log in order.
func (s *Store) Log(ctx context.Context) iter.Seq2[keep.LogEntry, error] {
	return pages(ctx, s, "read the log", "log", "sequence",
		"SELECT sequence, action, detail, previous, digest FROM log WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?",
		nil, 0, func(rows *sql.Rows) (keep.LogEntry, int64, error) {
			var e keep.LogEntry
			var previous, digest []byte
			err := rows.Scan(&e.Sequence, &e.Action, &e.Detail, &previous, &digest)
			e.Previous, e.Digest = hex.EncodeToString(previous), hex.EncodeToString(digest)
			return e, e.Sequence, err
		})
}

// Runs gives what the record was made with.
func (s *Store) Runs(ctx context.Context) ([]keep.RunCount, error) {
	all, err := collect(ctx, s.readers, `SELECT r.number, r.program, r.model, r.lexicon, r.knowledge, coalesce(d.n, 0) FROM run r
		LEFT JOIN (SELECT run, count(*) AS n FROM document GROUP BY run) d ON d.run = r.number ORDER BY r.number`, nil,
		func(rows *sql.Rows) (r keep.RunCount, err error) {
			err = rows.Scan(&r.Number, &r.Program, &r.Model, &r.Lexicon, &r.Knowledge, &r.Documents)
			return r, err
		})
	return all, s.fail("read the runs", err)
}

// LastNote gives the detail of the last line with an action.
func (s *Store) LastNote(ctx context.Context, action string) (detail string, err error) {
	err = s.readers.QueryRowContext(ctx, "SELECT detail FROM log WHERE action = ? ORDER BY sequence DESC LIMIT 1", action).Scan(&detail)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return detail, s.fail("read the log", err)
}

// Sequence gives a number made of the last line of the log and of what the ledger has still to take up.
func (s *Store) Sequence(ctx context.Context) (n int64, err error) {
	const many = 1 << 24
	err = s.readers.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(sequence), 0) FROM log) * ? +
		(SELECT count(*) FROM source WHERE pending = 1)`, int64(many)).Scan(&n)
	return n, s.fail("read the log", err)
}

// pages iterates over a table in pages, so that whoever takes long over a row keeps no transaction open, and ends with
// the rows that were there when it began. The query takes args, the last number seen (after, to begin with), the
// highest to give and the size of a page.
func pages[T any](ctx context.Context, s *Store, doing, table, number, query string, args []any, after int64, scan func(*sql.Rows) (T, int64, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		var highest int64
		last := after
		err := s.readers.QueryRowContext(ctx, "SELECT coalesce(max("+number+"), 0) FROM "+table).Scan(&highest)
		if err != nil {
			yield(none, s.fail(doing, err))
			return
		}
		for {
			page, err := collect(ctx, s.readers, query, append(slices.Clip(args), last, highest, pageRows), func(rows *sql.Rows) (t T, err error) {
				t, last, err = scan(rows)
				return t, err
			})
			for _, t := range page {
				if !yield(t, nil) {
					return
				}
			}
			if err != nil {
				yield(none, s.fail(doing, err))
				return
			}
			if len(page) < pageRows {
				return
			}
		}
	}
}

// pageRows is the number of rows that iterators read at once.
const pageRows = 256

// collect gives all rows of a query. Rows before an error are given with it.
func collect[T any](ctx context.Context, db *sql.DB, query string, args []any, scan func(*sql.Rows) (T, error)) (all []T, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		t, err := scan(rows)
		if err != nil {
			return all, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}
