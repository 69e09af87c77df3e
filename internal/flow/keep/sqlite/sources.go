package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// sourceRow is a row of the table source: which report speaks for a document, its group of copies, and whether the
// ledger has it as it is.
type sourceRow struct {
	document, report int64
	published        string
	publisher        sql.NullInt64
	group            int64 // 0 for a document without copies
	copied, pending  bool
	items            int64
}

func (r *sourceRow) values() []any {
	var publisher, group any
	if r.publisher.Valid {
		publisher = r.publisher.Int64
	}
	if r.group != 0 {
		group = r.group
	}
	return []any{r.document, r.report, r.published, publisher, group, number(r.copied), r.items, number(r.pending)}
}

func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// source gives the row of a document, nil where there is none.
func (w *writer) source(ctx context.Context, document int64) (*sourceRow, error) {
	r := &sourceRow{document: document}
	var group sql.NullInt64
	err := w.findSource.QueryRowContext(ctx, document).Scan(&r.report, &r.published, &r.publisher, &group, &r.copied, &r.items, &r.pending)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	r.group = group.Int64
	return r, err
}

// sources are the rows of the table source that a batch changes.
type sources struct {
	rows    map[int64]*sourceRow
	changed map[int64]bool
}

// of gives the row of a document as the batch has it now.
func (s *sources) of(ctx context.Context, w *writer, document int64) (*sourceRow, error) {
	if r := s.rows[document]; r != nil {
		return r, nil
	}
	r, err := w.source(ctx, document)
	if err != nil || r == nil {
		return nil, err
	}
	s.put(r)
	return r, nil
}

func (s *sources) put(r *sourceRow) {
	if s.rows == nil {
		s.rows, s.changed = map[int64]*sourceRow{}, map[int64]bool{}
	}
	s.rows[r.document] = r
}

// write writes the rows that changed.
func (s *sources) write(ctx context.Context, w *writer) error {
	for _, n := range slices.Sorted(maps.Keys(s.changed)) {
		values := s.rows[n].values()
		if _, err := w.putSource.ExecContext(ctx, append(values, checksum("source", values...))...); err != nil {
			return err
		}
	}
	return nil
}

// source chooses the report that speaks for a document among the one that did and the one that comes, which has just
// been written: the earliest by date, those without one last, then by place and bytes, so that the order of adding does
// not show. The facts of a document are those read with that report.
func (a *adding) source(ctx context.Context, it *item, document, report int64, known bool) error {
	d := &it.document
	row := &sourceRow{document: document, pending: true}
	if known {
		old, err := a.sources.of(ctx, a.w, document)
		if err != nil || old == nil {
			return cmp.Or(err, fmt.Errorf("the row of document %d in the table source is missing: %w: run verify", document, keep.ErrDamaged))
		}
		earlier, err := a.earlier(ctx, it, old.report)
		if err != nil || !earlier {
			return err
		}
		row = old
		if err := a.reread(ctx, it, row); err != nil {
			return err
		}
	}
	publisher := sql.NullInt64{}
	if d.Publisher != nil {
		n, err := a.w.number(ctx, kindPublisher, *d.Publisher)
		if err != nil {
			return err
		}
		publisher = sql.NullInt64{Int64: n, Valid: true}
	}
	row.report, row.published, row.publisher, row.pending = report, d.Published, publisher, true
	a.sources.put(row)
	a.sources.changed[document] = true
	if row.group != 0 {
		a.regrouped[row.group] = true
	}
	return nil
}

// earlier tells whether a report comes before another one of its document.
func (a *adding) earlier(ctx context.Context, it *item, other int64) (bool, error) {
	var published, path, member string
	var key []byte
	if err := a.w.placeOf.QueryRowContext(ctx, other).Scan(&published, &path, &member, &key); err != nil {
		return false, err
	}
	d := &it.document
	return cmp.Or(strings.Compare(d.Published+"~", published+"~"), strings.Compare(d.Path, path), strings.Compare(d.Member, member),
		bytes.Compare(it.report.Key[:], key)) < 0, nil
}

// regroup brings the groups of copies in the rows of sources up to date. A document whose group has another number than
// before is to be taken up by the ledger, and so are all whose groups became one.
func (a *adding) regroup(ctx context.Context) error {
	for _, g := range a.groups.groups {
		if len(g.Members) == 0 {
			continue
		}
		lowest := g.Members[0].Document
		joined := map[int64]bool{} // numbers that groups of the members had
		rows := make([]*sourceRow, len(g.Members))
		for i, m := range g.Members {
			lowest = min(lowest, m.Document)
			r, err := a.sources.of(ctx, a.w, m.Document)
			if err != nil || r == nil {
				return cmp.Or(err, fmt.Errorf("the row of document %d in the table source is missing: %w: run verify", m.Document, keep.ErrDamaged))
			}
			rows[i] = r
			if r.group != 0 {
				joined[r.group] = true
			}
		}
		for _, r := range rows {
			if r.group != lowest || len(joined) > 1 {
				r.group, r.pending = lowest, true
				a.sources.changed[r.document] = true
			}
		}
		delete(a.regrouped, lowest)
		if err := a.markCopies(ctx, rows); err != nil {
			return err
		}
	}
	for _, n := range slices.Sorted(maps.Keys(a.regrouped)) {
		if err := a.sameGroup(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// sameGroup marks the copies of a group of which a document has another report now.
func (a *adding) sameGroup(ctx context.Context, group int64) error {
	documents, err := numbers(ctx, a.w.membersOf, group)
	if err != nil {
		return err
	}
	var rows []*sourceRow
	for _, n := range documents {
		r, err := a.sources.of(ctx, a.w, n)
		if err != nil {
			return err
		}
		if r != nil && r.group == group {
			rows = append(rows, r)
		}
	}
	return a.markCopies(ctx, rows)
}

// markCopies marks the documents of a group that are not the first of it: by date, then by the digest of the text.
func (a *adding) markCopies(ctx context.Context, rows []*sourceRow) error {
	var first *sourceRow
	var digest []byte
	for _, r := range rows {
		if first != nil && strings.Compare(r.published+"~", first.published+"~") > 0 {
			continue
		}
		var sum []byte
		if err := a.w.digestOf.QueryRowContext(ctx, r.document).Scan(&sum); err != nil {
			return err
		}
		if first == nil || r.published != first.published || bytes.Compare(sum, digest) < 0 {
			first, digest = r, sum
		}
	}
	for _, r := range rows {
		if copied := r != first; copied != r.copied {
			r.copied = copied
			a.sources.changed[r.document] = true
		}
	}
	return nil
}

// numbers gives the first column of all rows.
func numbers(ctx context.Context, stmt *sql.Stmt, args ...any) (all []int64, err error) {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, rows.Err()
}
