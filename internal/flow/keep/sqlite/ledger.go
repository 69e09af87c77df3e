package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// togetherRows is the number of narrow rows that are inserted by one statement.
const togetherRows = 32

// shareRows is the number of values that one statement takes as a list.
const shareRows = 128

// ledgerStatements are the statements of UpdateLedger.
type ledgerStatements struct {
	pending, sourceOf, textOf, settle                 *sql.Stmt
	deleteSuperseded                                  *sql.Stmt
	fact, supersededFact, itemsOf, itemsWith, itemsAt *sql.Stmt
	itemsIn, insertItem, deleteItem, keysOf, moveItem *sql.Stmt
	insertKey, insertKeys, deleteKey                  *sql.Stmt
	groupsIn, groupByID, insertGroup, updateGroup     *sql.Stmt
	deleteGroup, insertBody, updateBody, deleteBody   *sql.Stmt
	insertTerm, insertTerms, deleteTerm               *sql.Stmt
	insertMember, insertMembers, deleteMember         *sql.Stmt
	bury, unearth, isBuried, countOf, setCount        *sql.Stmt
}

// Columns of the tables of the ledger, as they are read.
const (
	itemColumns  = "SELECT number, kind, id, document, fact, component, keys, features FROM item"
	groupColumns = `SELECT e.number, e.kind, e.id, e.component, e.day_from, e.day_to, e.first, e.last, e.type, e.status, e.score,
		e.origins, e.reports, e.confidence, e.terms, b.members, b.body FROM entry e JOIN entry_body b ON b.entry = e.number`
	sourceColumns = `SELECT s.document, d.sha256, s.published, coalesce(p.value, ''), r.title, coalesce(s.copy_group, 0)
		FROM source s JOIN document d ON d.number = s.document JOIN report r ON r.number = s.report LEFT JOIN dictionary p ON p.number = s.publisher`
)

func (l *ledgerStatements) statements() []statement {
	list := "(" + marks(shareRows) + ")"
	return []statement{
		{&l.pending, "SELECT document FROM source WHERE pending = 1 ORDER BY document LIMIT ?"},
		{&l.sourceOf, sourceColumns + " WHERE s.document = ?"},
		{&l.textOf, "SELECT text FROM text WHERE document = ?"},
		{&l.settle, `UPDATE source SET pending = 0, items = n,
			checksum = chancery_checksum('source', document, report, published, publisher, copy_group, copied, n, 0)
			FROM (SELECT count(*) AS n FROM item WHERE document = ?1) WHERE document = ?1`},
		{&l.deleteSuperseded, "DELETE FROM superseded WHERE document = ?"},
		{&l.fact, "SELECT entry FROM fact WHERE number = ?"},
		{&l.supersededFact, "SELECT entry FROM superseded WHERE number = ?"},
		{&l.itemsOf, itemColumns + " WHERE document = ? ORDER BY number"},
		{&l.itemsWith, "SELECT item FROM item_key WHERE kind = ? AND key IN " + list},
		{&l.itemsAt, itemColumns + " WHERE number IN " + list},
		{&l.itemsIn, itemColumns + " WHERE component IN " + list},
		{&l.insertItem, "INSERT INTO item (number, kind, id, document, fact, component, keys, features, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"},
		{&l.deleteItem, "DELETE FROM item WHERE number = ?"},
		{&l.keysOf, "SELECT kind, keys FROM item WHERE number = ?"},
		{&l.moveItem, `UPDATE item SET component = ?2,
			checksum = chancery_checksum('item', number, kind, id, document, fact, ?2, keys, features) WHERE number = ?1`},
		{&l.insertKey, "INSERT OR IGNORE INTO item_key (kind, key, item) VALUES (?, ?, ?)"},
		{&l.insertKeys, "INSERT OR IGNORE INTO item_key (kind, key, item) VALUES " + rowMarks(3)},
		{&l.deleteKey, "DELETE FROM item_key WHERE kind = ? AND key = ? AND item = ?"},
		{&l.groupsIn, groupColumns + " WHERE e.component IN " + list},
		{&l.groupByID, groupColumns + " WHERE e.id = ?"},
		{&l.insertGroup, `INSERT INTO entry (number, kind, id, component, day_from, day_to, first, last, type, status, score,
			origins, reports, confidence, terms, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&l.updateGroup, `UPDATE entry SET component = ?4, day_from = ?5, day_to = ?6, first = ?7, last = ?8, type = ?9, status = ?10,
			score = ?11, origins = ?12, reports = ?13, confidence = ?14, terms = ?15, checksum = ?16 WHERE number = ?1 AND kind = ?2 AND id = ?3`},
		{&l.deleteGroup, "DELETE FROM entry WHERE number = ?"},
		{&l.insertBody, "INSERT INTO entry_body (entry, members, body, checksum) VALUES (?, ?, ?, ?)"},
		{&l.updateBody, "UPDATE entry_body SET members = ?2, body = ?3, checksum = ?4 WHERE entry = ?1"},
		{&l.deleteBody, "DELETE FROM entry_body WHERE entry = ?"},
		{&l.insertTerm, "INSERT OR REPLACE INTO entry_term (term, day, entry, day_end) VALUES (?, ?, ?, ?)"},
		{&l.insertTerms, "INSERT OR REPLACE INTO entry_term (term, day, entry, day_end) VALUES " + rowMarks(4)},
		{&l.deleteTerm, "DELETE FROM entry_term WHERE term = ? AND day = ? AND entry = ?"},
		{&l.insertMember, "INSERT OR IGNORE INTO entry_member (item, entry) VALUES (?, ?)"},
		{&l.insertMembers, "INSERT OR IGNORE INTO entry_member (item, entry) VALUES " + rowMarks(2)},
		{&l.deleteMember, "DELETE FROM entry_member WHERE item = ? AND entry = ?"},
		{&l.bury, "INSERT OR REPLACE INTO tombstone (id, replaced_by, cause, checksum) VALUES (?, ?, ?, ?)"},
		{&l.unearth, "DELETE FROM tombstone WHERE id = ?"},
		{&l.isBuried, "SELECT 1 FROM tombstone WHERE id = ?"},
		{&l.countOf, "SELECT entries FROM ledger_count WHERE kind = ?"},
		{&l.setCount, "INSERT OR REPLACE INTO ledger_count (kind, entries, checksum) VALUES (?, ?, ?)"},
	}
}

// rowMarks gives the question marks of togetherRows rows.
func rowMarks(columns int) string {
	return strings.TrimSuffix(strings.Repeat("("+marks(columns)+"), ", togetherRows), ", ")
}

// put inserts rows of the same number of columns, as many as it can at a time.
func put(ctx context.Context, one, many *sql.Stmt, columns int, values []any) error {
	for len(values) >= columns*togetherRows {
		if _, err := many.ExecContext(ctx, values[:columns*togetherRows]...); err != nil {
			return err
		}
		values = values[columns*togetherRows:]
	}
	for row := range slices.Chunk(values, columns) {
		if _, err := one.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return nil
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// inShares runs a statement whose last parameters are a list of shareRows values, once for each share of the values; the
// last share is filled up with its last value.
func inShares(ctx context.Context, stmt *sql.Stmt, first []any, values []int64, each func(*sql.Rows) error) error {
	for share := range slices.Chunk(values, shareRows) {
		args := slices.Clone(first)
		for i := range shareRows {
			args = append(args, share[min(i, len(share)-1)])
		}
		if err := eachRow(ctx, stmt, args, each); err != nil {
			return err
		}
	}
	return nil
}

func eachRow(ctx context.Context, stmt *sql.Stmt, args []any, each func(*sql.Rows) error) error {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// UpdateLedger runs one transaction on the ledger, all or nothing.
func (s *Store) UpdateLedger(ctx context.Context, change func(context.Context, keep.Ledger) error) error {
	return s.write(ctx, "update the ledger", func(ctx context.Context, w *writer) error {
		l := &ledger{
			w: w, kinds: map[int64]string{}, sources: map[int64]keep.Source{}, facts: map[int64]record.Entry{},
			groups: map[record.ID]*group{}, counts: map[int64]int64{},
		}
		for t, n := range w.dictionary {
			if t.kind == kindEntry {
				l.kinds[n] = t.value
			}
		}
		steady := context.WithoutCancel(ctx)
		var err error
		if l.nextItem, err = w.next(steady, "item", "number"); err != nil {
			return err
		}
		if l.nextGroup, err = w.next(steady, "entry", "number"); err != nil {
			return err
		}
		if err := change(ctx, l); err != nil {
			return err
		}
		return l.flush(steady)
	})
}

// ledger is one transaction. Rows of the narrow tables are gathered and written in the order of their keys.
type ledger struct {
	w                   *writer
	kinds               map[int64]string // by their numbers in the dictionary
	nextItem, nextGroup int64

	sources map[int64]keep.Source
	facts   map[int64]record.Entry
	groups  map[record.ID]*group // those that were read or written, as they are now
	counts  map[int64]int64      // by how many the entries of a kind changed

	keys    changes[itemKey]
	terms   changes[entryTerm]
	ends    map[entryTerm]string // last days of terms, where they are not the first
	members changes[entryMember]
}

var _ keep.Ledger = (*ledger)(nil)

type itemKey struct{ kind, key, item int64 }

// kind gives the number of a kind of entries in the dictionary.
func (l *ledger) kind(ctx context.Context, name string) (int64, error) {
	n, err := l.w.number(ctx, kindEntry, name)
	if err == nil {
		l.kinds[n] = name
	}
	return n, err
}

// Bounds of what a transaction holds in memory.
const (
	maxGathered = 200_000 // rows of each narrow table
	maxCached   = 20_000  // sources, facts, entries
)

// relieve writes what was gathered and forgets what can be read again, before either grows without bounds.
func (l *ledger) relieve(ctx context.Context) error {
	if len(l.facts) > maxCached {
		clear(l.facts)
	}
	if len(l.sources) > maxCached {
		clear(l.sources)
	}
	if len(l.groups) > maxCached {
		clear(l.groups)
	}
	if max(len(l.keys.rows), len(l.terms.rows), len(l.members.rows)) < maxGathered {
		return nil
	}
	return errors.Join(l.writeKeys(ctx), l.writeTerms(ctx), l.writeMembers(ctx))
}

// steady gives a context for statements, which is not done halfway, or why there should be no further ones.
func steady(ctx context.Context) (context.Context, error) {
	return context.WithoutCancel(ctx), ctx.Err()
}

// Pending gives the documents whose part in the ledger is out of date.
func (l *ledger) Pending(ctx context.Context, limit int) ([]keep.Source, error) {
	ctx, err := steady(ctx)
	if err != nil {
		return nil, err
	}
	documents, err := numbers(ctx, l.w.ledger.pending, limit)
	if err != nil {
		return nil, err
	}
	sources := make([]keep.Source, len(documents))
	for i, n := range documents {
		if sources[i], err = l.source(ctx, n); err != nil {
			return nil, err
		}
	}
	return sources, nil
}

func (l *ledger) source(ctx context.Context, document int64) (s keep.Source, err error) {
	if s, ok := l.sources[document]; ok {
		return s, nil
	}
	var id []byte
	if err := l.w.ledger.sourceOf.QueryRowContext(ctx, document).Scan(&s.Number, &id, &s.Published, &s.Publisher, &s.Title, &s.Group); err != nil {
		return s, fmt.Errorf("source of document %d: %w", document, err)
	}
	s.ID = documentID(id)
	l.sources[document] = s
	return s, nil
}

// Settled says that the documents are up to date.
func (l *ledger) Settled(ctx context.Context, documents []int64) error {
	ctx, err := steady(ctx)
	if err != nil {
		return err
	}
	for _, n := range documents {
		if _, err := l.w.ledger.settle.ExecContext(ctx, n); err != nil {
			return err
		}
		if _, err := l.w.ledger.deleteSuperseded.ExecContext(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// FactsOf gives the facts of a document in the order in which they were read.
func (l *ledger) FactsOf(ctx context.Context, document int64) ([]keep.Fact, error) {
	ctx, err := steady(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := factsOf(ctx, l.w, document)
	if err != nil {
		return nil, err
	}
	facts := make([]keep.Fact, len(kept))
	for i, k := range kept {
		entry, err := decodedFact(k.number, k.entry)
		if err != nil {
			return nil, err
		}
		facts[i] = keep.Fact{Number: k.number, Entry: entry}
		l.facts[k.number] = entry
	}
	return facts, nil
}

// TextOf gives the text of a document.
func (l *ledger) TextOf(ctx context.Context, document int64) (text string, err error) {
	ctx, err = steady(ctx)
	if err != nil {
		return "", err
	}
	err = l.w.ledger.textOf.QueryRowContext(ctx, document).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("text of document %d: %w: run verify", document, keep.ErrDamaged)
	}
	if err != nil {
		return "", fmt.Errorf("text of document %d: %w", document, err)
	}
	return text, nil
}

func decodedFact(number int64, line string) (record.Entry, error) {
	entry, err := record.Decode([]byte(line))
	if err != nil {
		return nil, fmt.Errorf("fact %d: %w: %w", number, keep.ErrDamaged, err)
	}
	return entry, nil
}

// Fact gives a fact by its number. A fact that was replaced is there until its document is settled.
func (l *ledger) Fact(ctx context.Context, number int64) (record.Entry, error) {
	ctx, err := steady(ctx)
	if err != nil {
		return nil, err
	}
	if entry, ok := l.facts[number]; ok {
		return entry, nil
	}
	var line string
	for _, stmt := range []*sql.Stmt{l.w.ledger.fact, l.w.ledger.supersededFact} {
		if err = stmt.QueryRowContext(ctx, number).Scan(&line); !errors.Is(err, sql.ErrNoRows) {
			break
		}
	}
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("fact %d: %w", number, keep.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	entry, err := decodedFact(number, line)
	if err == nil {
		l.facts[number] = entry
	}
	return entry, err
}

// item reads a row of itemColumns, without its source.
func (l *ledger) item(rows *sql.Rows) (i keep.Item, err error) {
	var kind int64
	var fact sql.NullInt64
	var keys sql.RawBytes
	if err := rows.Scan(&i.Number, &kind, &i.ID, &i.Source.Number, &fact, &i.Component, &keys, &i.Features); err != nil {
		return i, err
	}
	i.Kind, i.Fact, i.Keys = l.kinds[kind], fact.Int64, unpacked(keys)
	return i, nil
}

// packed writes keys as 8 bytes each, big-endian.
func packed(keys []uint64) []byte {
	b := make([]byte, 0, 8*len(keys))
	for _, k := range keys {
		b = binary.BigEndian.AppendUint64(b, k)
	}
	return b
}

func unpacked(b []byte) []uint64 {
	keys := make([]uint64, len(b)/8)
	for i := range keys {
		keys[i] = binary.BigEndian.Uint64(b[8*i:])
	}
	return keys
}

// sourced gives items their sources and puts them in the order of their numbers.
func (l *ledger) sourced(ctx context.Context, items []keep.Item) ([]keep.Item, error) {
	for i := range items {
		s, err := l.source(ctx, items[i].Source.Number)
		if err != nil {
			return nil, err
		}
		items[i].Source = s
	}
	slices.SortFunc(items, func(a, b keep.Item) int { return cmp.Compare(a.Number, b.Number) })
	return items, nil
}

// ItemsOf gives the items of a document of every kind.
func (l *ledger) ItemsOf(ctx context.Context, document int64) (items []keep.Item, err error) {
	if ctx, err = steady(ctx); err != nil {
		return nil, err
	}
	err = eachRow(ctx, l.w.ledger.itemsOf, []any{document}, func(rows *sql.Rows) error {
		i, err := l.item(rows)
		items = append(items, i)
		return err
	})
	if err != nil {
		return nil, err
	}
	return l.sourced(ctx, items)
}

// ItemsWith gives the items of a kind that have one of the keys, each once.
func (l *ledger) ItemsWith(ctx context.Context, kind string, keys []uint64) ([]keep.Item, error) {
	ctx, err := steady(ctx)
	if err != nil {
		return nil, err
	}
	n, err := l.kind(ctx, kind)
	if err != nil {
		return nil, err
	}
	if err := l.writeKeys(ctx); err != nil {
		return nil, err
	}
	asked := make([]int64, len(keys))
	for i, k := range keys {
		asked[i] = int64(k)
	}
	slices.Sort(asked)
	found := map[int64]bool{}
	err = inShares(ctx, l.w.ledger.itemsWith, []any{n}, slices.Compact(asked), func(rows *sql.Rows) error {
		var item int64
		err := rows.Scan(&item)
		found[item] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	return l.items(ctx, l.w.ledger.itemsAt, kind, slices.Sorted(maps.Keys(found)))
}

// ItemsIn gives the items of components.
func (l *ledger) ItemsIn(ctx context.Context, kind string, components []int64) ([]keep.Item, error) {
	ctx, err := steady(ctx)
	if err != nil {
		return nil, err
	}
	return l.items(ctx, l.w.ledger.itemsIn, kind, distinct(components))
}

func distinct(numbers []int64) []int64 { return slices.Compact(slices.Sorted(slices.Values(numbers))) }

// items gives the items of a kind that a statement with a list of numbers gives.
func (l *ledger) items(ctx context.Context, stmt *sql.Stmt, kind string, list []int64) ([]keep.Item, error) {
	var items []keep.Item
	err := inShares(ctx, stmt, nil, list, func(rows *sql.Rows) error {
		i, err := l.item(rows)
		if i.Kind == kind {
			items = append(items, i)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return l.sourced(ctx, items)
}

// PutItem adds an item and gives its number.
func (l *ledger) PutItem(ctx context.Context, i keep.Item) (int64, error) {
	ctx, err := steady(ctx)
	if err != nil {
		return 0, err
	}
	kind, err := l.kind(ctx, i.Kind)
	if err != nil {
		return 0, err
	}
	var fact any
	if i.Fact != 0 {
		fact = i.Fact
	}
	features := i.Features
	if features == nil {
		features = []byte{}
	}
	n := l.nextItem
	values := []any{n, kind, string(i.ID), i.Source.Number, fact, n, packed(i.Keys), features}
	if _, err := l.w.ledger.insertItem.ExecContext(ctx, append(values, checksum("item", values...))...); err != nil {
		return 0, err
	}
	l.nextItem++
	for _, k := range i.Keys {
		l.keys.set(itemKey{kind, int64(k), n}, true)
	}
	return n, l.relieve(ctx)
}

// DeleteItem takes an item away.
func (l *ledger) DeleteItem(ctx context.Context, number int64) error {
	ctx, err := steady(ctx)
	if err != nil {
		return err
	}
	var kind int64
	var keys []byte
	err = l.w.ledger.keysOf.QueryRowContext(ctx, number).Scan(&kind, &keys)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("item %d: %w", number, keep.ErrNotFound)
	}
	if err != nil {
		return err
	}
	for _, k := range unpacked(keys) {
		l.keys.set(itemKey{kind, int64(k), number}, false)
	}
	if _, err = l.w.ledger.deleteItem.ExecContext(ctx, number); err != nil {
		return err
	}
	return l.relieve(ctx)
}

// SetComponent moves an item.
func (l *ledger) SetComponent(ctx context.Context, number, component int64) error {
	ctx, err := steady(ctx)
	if err != nil {
		return err
	}
	result, err := l.w.ledger.moveItem.ExecContext(ctx, number, component)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("item %d: %w", number, keep.ErrNotFound))
	}
	return nil
}

// writeKeys writes the keys gathered so far.
func (l *ledger) writeKeys(ctx context.Context) error {
	order := func(a, b itemKey) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.key, b.key), cmp.Compare(a.item, b.item))
	}
	var values []any
	for _, k := range l.keys.sorted(order) {
		if l.keys.rows[k] {
			values = append(values, k.kind, k.key, k.item)
		} else if _, err := l.w.ledger.deleteKey.ExecContext(ctx, k.kind, k.key, k.item); err != nil {
			return err
		}
	}
	clear(l.keys.rows)
	return put(ctx, l.w.ledger.insertKey, l.w.ledger.insertKeys, 3, values)
}

// flush writes what was gathered.
func (l *ledger) flush(ctx context.Context) error {
	if err := l.writeKeys(ctx); err != nil {
		return err
	}
	if err := l.writeTerms(ctx); err != nil {
		return err
	}
	if err := l.writeMembers(ctx); err != nil {
		return err
	}
	return l.writeCounts(ctx)
}
