package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash"
	"path/filepath"
	"runtime/debug"
	"strings"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Verify checks the record in the folder as the store's Verify does. What keeps it from being opened at all is given
// to report as a fault too; the error is for what is no fault of the record: no record here, a newer version, no
// permission, a context that is done.
func Verify(ctx context.Context, dir string, report func(keep.Fault) bool) (err error) {
	defer func() {
		if r := recover(); r != nil {
			report(keep.Fault{Place: File, Message: fmt.Sprintf("the database cannot be opened: %v", r)})
			err = nil
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	s, err := openAsItIs(ctx, dir)
	if err != nil {
		if damaged(err) {
			report(keep.Fault{Place: File, Message: "the database cannot be opened: " + err.Error()})
			return nil
		}
		return err
	}
	defer s.Close()
	return s.Verify(ctx, report)
}

// damaged tells whether an error says that the bytes of the database are wrong.
func damaged(err error) bool {
	if errors.Is(err, keep.ErrDamaged) {
		return true
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_ERROR, lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_FORMAT, lib.SQLITE_SCHEMA, lib.SQLITE_TOOBIG, lib.SQLITE_MISMATCH:
		return true
	}
	return false
}

// Verify recomputes every digest, span, quote, checksum, chain and count and gives every fault to report. All is read
// within one snapshot, so that writing may go on meanwhile.
func (s *Store) Verify(ctx context.Context, report func(keep.Fault) bool) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	conn, err := s.readers.Conn(ctx)
	if err != nil {
		return s.fail("verify", err)
	}
	v := &verifier{ctx: ctx, conn: conn, file: filepath.Base(s.file), report: report}
	defer v.close()
	for _, setting := range []string{"PRAGMA temp_store = MEMORY", "BEGIN"} {
		if _, err := conn.ExecContext(ctx, setting); err != nil {
			return s.fail("verify", err)
		}
	}
	if err := conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v.version); err != nil {
		return s.fail("verify", err)
	}
	steps := []func() error{
		v.schema, v.structure, v.dictionary, v.runs, v.raws, v.documents, v.texts, v.reports, v.failures, v.signatures,
		v.facts, v.readings, v.groups, v.logs, v.foreignKeys, v.searchTables, v.searchLeaves, v.searchWords,
	}
	if v.version > 1 {
		steps = append(steps, v.sources, v.factIDs, v.superseded, v.items, v.itemFacts, v.ledgerEntries, v.tombstones, v.ledgerCounts)
	}
	for _, step := range steps {
		if v.done() {
			break
		}
		v.try(step)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

// verifier walks over one snapshot of the record.
type verifier struct {
	ctx     context.Context
	conn    *sql.Conn
	file    string
	report  func(keep.Fault) bool
	stopped bool
	version int64 // of the form of the record

	terms map[int64]term          // of the dictionary
	raw   map[int64]string        // digest of the bytes found
	docs  map[int64]*seenDocument //

	// checksums of the rows that the log speaks of, by number
	documentSums, reportSums, failureSums map[int64]string

	ids     rowSum          // of the ids of facts
	itemIDs []uint64        // digests of the ids of items, in order
	counts  map[int64]int64 // entries of the ledger by kind
}

// seenDocument is what is remembered of a document until all is checked.
type seenDocument struct {
	id        record.DocumentID
	sha256    string
	bytes     int64
	language  int64
	published string
	text      bool // its text is there and has the digest
	textRow   bool // a row of the text is there and could be read
	signature bool
	reading   bool
	facts     int64     // rows found
	factSums  hash.Hash // of their checksums; nil when there are none
	titles    []string
	words     uint64 // digest of where each word stands, of the text; that of the titles is added
	sizes     [2]int // words of titles and text

	report  *reportPlace // the earliest
	group   int64        // of copies, 0 for none
	source  bool         // what the ledger knows of it is there
	items   int64        // that the ledger made of it
	pending bool         // it is to be taken up by the ledger
}

func (v *verifier) close() {
	_, rollback := v.conn.ExecContext(context.WithoutCancel(v.ctx), "ROLLBACK")
	_ = errors.Join(rollback, v.conn.Close()) // nothing was written
}

func (v *verifier) done() bool { return v.stopped || v.ctx.Err() != nil }

// try runs one step. That it cannot be finished is a fault, however it ends, and the next step goes on.
func (v *verifier) try(step func() error) {
	defer func() {
		if r := recover(); r != nil {
			v.fault(place{}, "the check broke off: %v", r)
		}
	}()
	if err := step(); err != nil && !v.done() {
		v.fault(place{}, "the check broke off: %v", err)
	}
}

// place is where a fault is.
type place struct {
	table    string
	row      int64
	document record.DocumentID
	field    string
}

func (p place) in(field string) place { p.field = field; return p }

func (v *verifier) fault(p place, format string, args ...any) {
	if v.done() {
		return
	}
	var words []string
	if p.table != "" {
		words = append(words, "table "+p.table)
	}
	if p.row != 0 {
		words = append(words, fmt.Sprintf("row %d", p.row))
	}
	if p.document != "" {
		words = append(words, "document "+p.document.Short())
	}
	if p.field != "" {
		words = append(words, "field "+p.field)
	}
	if len(words) == 0 {
		words = append(words, v.file)
	}
	f := keep.Fault{
		Place: strings.Join(words, ", "), Table: p.table, Row: p.row, Document: p.document, Field: p.field,
		Message: fmt.Sprintf(format, args...),
	}
	v.stopped = !v.report(f)
}

// query runs a query and gives each row as SQLite holds it: int64, float64, string, []byte or nil.
func (v *verifier) query(query string, columns int, each func(values []any), args ...any) error {
	rows, err := v.conn.QueryContext(v.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	values, to := make([]any, columns), make([]any, columns)
	for i := range to {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		each(values)
		if v.done() {
			return nil
		}
	}
	return rows.Err()
}

// schema compares the tables, indexes and views with those that this version of the program makes.
func (v *verifier) schema() error {
	want, err := freshSchema(v.ctx, v.version)
	if err != nil {
		return err
	}
	got := map[string]string{}
	err = v.query("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY rowid", 2, func(values []any) {
		name, _ := values[0].(string)
		got[name], _ = values[1].(string)
	})
	if err != nil {
		return err
	}
	for _, name := range sorted(want) {
		switch text, ok := got[name]; {
		case !ok:
			v.fault(place{table: "sqlite_schema"}, "%s is missing", name)
		case text != want[name]:
			v.fault(place{table: "sqlite_schema"}, "%s is not as this version of the record makes it", name)
		}
	}
	for _, name := range sorted(got) {
		if _, ok := want[name]; !ok && !strings.HasPrefix(name, "table sqlite_stat") {
			v.fault(place{table: "sqlite_schema"}, "%s does not belong to the record", name)
		}
	}
	return nil
}

// freshSchema gives the schema of a new record of a version.
func freshSchema(ctx context.Context, version int64) (map[string]string, error) {
	db, err := open("/new", "mode=memory")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	files, err := migrationFiles()
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, files, version); err != nil {
		return nil, err
	}
	type object struct{ name, sql string }
	all, err := collect(ctx, db, "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema", nil, func(rows *sql.Rows) (o object, err error) {
		return o, rows.Scan(&o.name, &o.sql)
	})
	schema := map[string]string{}
	for _, o := range all {
		schema[o.name] = o.sql
	}
	return schema, err
}

// structure has SQLite check its trees, indexes and free pages, and the index of words in itself. FTS5 remembers the
// segments of the index from one search of the connection to the next and looks for newer ones when a search begins,
// but not when its check does: so one search comes first.
func (v *verifier) structure() error {
	if err := v.query("SELECT count(*) FROM search WHERE search MATCH '\"chancery\"'", 1, func([]any) {}); err != nil {
		v.fault(place{table: "search"}, "a search fails: %v", err)
	}
	return v.query("PRAGMA integrity_check(1000)", 1, func(values []any) {
		if text, _ := values[0].(string); text != "ok" {
			v.fault(place{}, "SQLite finds: %s", text)
		}
	})
}

// foreignKeys looks for numbers that name a row that is not there.
func (v *verifier) foreignKeys() error {
	return v.query("PRAGMA foreign_key_check", 4, func(values []any) {
		table, _ := values[0].(string)
		row, _ := values[1].(int64)
		parent, _ := values[2].(string)
		v.fault(place{table: table, row: row}, "names a row of the table %s that is not there", parent)
	})
}
