package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// bodies adds members and entries to rows.
func (s *Store) bodies(ctx context.Context, page []group) error {
	for share := range slices.Chunk(page, shareRows) {
		at := map[int64]*group{}
		args := make([]any, len(share))
		for i := range share {
			at[share[i].number], args[i] = &share[i], share[i].number
		}
		_, err := collect(ctx, s.readers, "SELECT entry, members, body FROM entry_body WHERE entry IN ("+marks(len(share))+")", args,
			func(rows *sql.Rows) (none struct{}, err error) {
				var n int64
				var members string
				var body []byte
				if err := rows.Scan(&n, &members, &body); err != nil {
					return none, err
				}
				at[n].Members, at[n].Entry = listOf[record.ID](members), body
				return none, nil
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// whole gives the groups that a condition on e picks.
func (s *Store) whole(ctx context.Context, condition string, args ...any) ([]keep.Group, error) {
	kinds, err := s.entryKinds(ctx)
	if err != nil {
		return nil, err
	}
	l := ledger{kinds: map[int64]string{}}
	for kind, n := range kinds {
		l.kinds[n] = kind
	}
	return collect(ctx, s.readers, groupColumns+condition, args, func(rows *sql.Rows) (keep.Group, error) {
		g, err := l.group(rows)
		return g.Group, err
	})
}

// Group gives the entry with this id, or with the one id that begins so.
func (s *Store) Group(ctx context.Context, id string) (keep.Group, error) {
	const doing = "look for an entry of the ledger"
	if !askable(id) {
		return keep.Group{}, fmt.Errorf("%q: %w", id, keep.ErrNotFound)
	}
	groups, err := s.whole(ctx, " WHERE e.id = ?", id)
	if err != nil || len(groups) == 1 {
		return append(groups, keep.Group{})[0], s.fail(doing, err)
	}
	gone, err := s.gone(ctx, id)
	if err != nil {
		return keep.Group{}, s.fail(doing, err)
	}
	if len(gone) == 1 && string(gone[0].ID) == id {
		return keep.Group{}, &keep.GoneError{Tombstone: gone[0]}
	}
	groups, err = s.whole(ctx, " WHERE e.id BETWEEN ? AND ? ORDER BY e.id LIMIT 2", id, id+"~")
	switch {
	case err != nil:
		return keep.Group{}, s.fail(doing, err)
	case len(groups) == 1:
		return groups[0], nil
	case len(groups) > 1:
		return keep.Group{}, fmt.Errorf("%s: %w: give more characters", id, keep.ErrAmbiguous)
	case len(gone) == 1:
		return keep.Group{}, &keep.GoneError{Tombstone: gone[0]}
	}
	return keep.Group{}, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
}

// askable tells whether a text can be an id or the beginning of one.
func askable(id string) bool {
	return id != "" && len(id) < 100 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}

// gone gives the tombstone of an id, or two at most of those whose ids begin so.
func (s *Store) gone(ctx context.Context, id string) ([]record.Tombstone, error) {
	all, err := collect(ctx, s.readers, "SELECT id, replaced_by, cause FROM tombstone WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 2", []any{id, id + "~"}, scanTombstone)
	if len(all) > 1 && string(all[0].ID) == id {
		all = all[:1]
	}
	return all, err
}

func scanTombstone(rows *sql.Rows) (t record.Tombstone, err error) {
	var by string
	err = rows.Scan(&t.ID, &by, &t.Cause)
	t.Kind, t.ReplacedBy = t.EntryKind(), listOf[record.ID](by)
	return t, err
}

// Tombstones gives all of them by id.
func (s *Store) Tombstones(ctx context.Context) iter.Seq2[record.Tombstone, error] {
	return func(yield func(record.Tombstone, error) bool) {
		after := ""
		for {
			page, err := collect(ctx, s.readers, "SELECT id, replaced_by, cause FROM tombstone WHERE id > ? ORDER BY id LIMIT ?", []any{after, pageRows}, scanTombstone)
			for _, t := range page {
				if !yield(t, nil) {
					return
				}
				after = string(t.ID)
			}
			if err != nil {
				yield(record.Tombstone{}, s.fail("list tombstones", err))
			}
			if err != nil || len(page) < pageRows {
				return
			}
		}
	}
}

// GroupsOf gives the groups of a kind, or of any, that stand on one of the facts, by kind and id.
func (s *Store) GroupsOf(ctx context.Context, kind string, facts []record.ID) ([]keep.Group, error) {
	var found []keep.Group
	for share := range slices.Chunk(facts, shareRows) {
		args := make([]any, len(share))
		for i, f := range share {
			args[i] = string(f)
		}
		groups, err := s.whole(ctx, " WHERE e.number IN (SELECT entry FROM entry_member WHERE item IN ("+marks(len(share))+"))", args...)
		if err != nil {
			return nil, s.fail("look for entries of the ledger", err)
		}
		found = append(found, groups...)
	}
	found = slices.DeleteFunc(found, func(g keep.Group) bool { return kind != "" && g.Kind != kind })
	slices.SortFunc(found, func(a, b keep.Group) int { return cmp.Or(strings.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) })
	return slices.CompactFunc(found, func(a, b keep.Group) bool { return a.ID == b.ID }), nil
}

// PendingDocuments counts the documents whose part in the ledger is out of date.
func (s *Store) PendingDocuments(ctx context.Context) (n int, err error) {
	err = s.readers.QueryRowContext(ctx, "SELECT count(*) FROM source WHERE pending = 1").Scan(&n)
	return n, s.fail("count pending documents", err)
}

// MarkPending marks all documents (nil), or those given.
func (s *Store) MarkPending(ctx context.Context, documents []int64) error {
	const mark = `UPDATE source SET pending = 1,
		checksum = chancery_checksum('source', document, report, published, publisher, copy_group, copied, items, 1) WHERE pending = 0`
	return s.write(ctx, "mark documents as pending", func(ctx context.Context, w *writer) error {
		steady := context.WithoutCancel(ctx)
		if documents == nil {
			_, err := w.conn.ExecContext(steady, mark)
			return err
		}
		for _, n := range documents {
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, err := w.conn.ExecContext(steady, mark+" AND document = ?", n); err != nil {
				return err
			}
		}
		return nil
	})
}

// ClearLedger takes all items and entries away and marks all documents, in one transaction.
func (s *Store) ClearLedger(ctx context.Context) error {
	return s.write(ctx, "clear the ledger", func(ctx context.Context, w *writer) error {
		steady := context.WithoutCancel(ctx)
		for _, table := range []string{"entry_member", "entry_term", "entry_body", "entry", "item_key", "item", "superseded"} {
			if _, err := w.conn.ExecContext(steady, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		_, err := w.conn.ExecContext(steady, "DELETE FROM ledger_count WHERE kind NOT IN (SELECT number FROM dictionary WHERE kind = ? AND value = ?)",
			kindEntry, (*record.Tombstone)(nil).EntryKind())
		if err != nil {
			return err
		}
		_, err = w.conn.ExecContext(steady, `UPDATE source SET pending = 1, items = 0,
			checksum = chancery_checksum('source', document, report, published, publisher, copy_group, copied, 0, 1)`)
		return err
	})
}

// FactByID gives an event, claim, figure or dispute of one report with this id, or with the one id that begins so, and
// its document.
func (s *Store) FactByID(ctx context.Context, id string) (record.Entry, keep.Source, error) {
	const doing = "look for a fact"
	if !askable(id) {
		return nil, keep.Source{}, fmt.Errorf("%q: %w", id, keep.ErrNotFound)
	}
	type row struct {
		id, entry        string
		number, document int64
	}
	rows, err := collect(ctx, s.readers, `SELECT i.id, f.number, f.document, f.entry FROM fact_id i JOIN fact f ON f.number = i.fact
		WHERE i.id BETWEEN ? AND ? ORDER BY i.id, i.fact LIMIT 2`, []any{id, id + "~"},
		func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.id, &r.number, &r.document, &r.entry) })
	switch {
	case err != nil:
		return nil, keep.Source{}, s.fail(doing, err)
	case len(rows) == 0:
		return nil, keep.Source{}, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	case len(rows) > 1 && rows[0].id != id && rows[0].id != rows[1].id:
		return nil, keep.Source{}, fmt.Errorf("%s: %w: give more characters", id, keep.ErrAmbiguous)
	}
	entry, err := decodedFact(rows[0].number, rows[0].entry)
	if err != nil {
		return nil, keep.Source{}, err
	}
	source, err := s.sourceWhere(ctx, "s.document = ?", rows[0].document)
	return entry, source, s.fail(doing, err)
}

// Source gives what the ledger knows of a document.
func (s *Store) Source(ctx context.Context, id record.DocumentID) (keep.Source, error) {
	sum, err := id.Sum()
	if err != nil {
		return keep.Source{}, fmt.Errorf("%w: %w", keep.ErrNotFound, err)
	}
	source, err := s.sourceWhere(ctx, "d.sha256 = ?", sum[:])
	if errors.Is(err, sql.ErrNoRows) {
		return keep.Source{}, fmt.Errorf("document %s: %w", id.Short(), keep.ErrNotFound)
	}
	return source, s.fail("look for a document", err)
}

func (s *Store) sourceWhere(ctx context.Context, condition string, arg any) (source keep.Source, err error) {
	var id []byte
	err = s.readers.QueryRowContext(ctx, sourceColumns+" WHERE "+condition, arg).
		Scan(&source.Number, &id, &source.Published, &source.Publisher, &source.Title, &source.Group)
	source.ID = documentID(id)
	return source, err
}
