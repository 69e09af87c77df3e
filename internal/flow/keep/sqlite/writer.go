package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// writer is the one connection that changes the record, with its statements.
type writer struct {
	db   *sql.DB
	conn *sql.Conn

	knownReport, knownFailure, findDocument, findRun, findRaw, findTitle, textOf    *sql.Stmt
	titlesOf, groupOf, lastLog                                                      *sql.Stmt
	insertDictionary, insertRun, insertDocument, insertText, insertRaw              *sql.Stmt
	insertReport, insertFailure, insertLog, insertSignature, insertFact, insertWord *sql.Stmt
	insertReading                                                                   *sql.Stmt
	deleteWord, deleteMember, deleteGroup, insertMember, insertGroup                *sql.Stmt
	findSource, putSource, placeOf, membersOf, digestOf                             *sql.Stmt
	factsOf, factsOfItems, insertSuperseded, deleteFacts, deleteReading             *sql.Stmt
	insertFactID, deleteFactID                                                      *sql.Stmt
	ledger                                                                          ledgerStatements

	all        []*sql.Stmt
	dictionary map[term]int64 // what the table holds
	fresh      []term         // what this transaction put into it
}

// term is an entry of the dictionary.
type term struct {
	kind  int64
	value string
}

// Kinds of entries of the dictionary. Numbers are written to records: they are never given to anything else.
const (
	kindLanguage  int64 = 1
	kindFormat    int64 = 2
	kindPublisher int64 = 3
	kindFact      int64 = 4
	kindEntry     int64 = 5
)

func newWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{db: db, conn: conn, dictionary: map[term]int64{}}
	if err := w.prepare(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	if err := w.readDictionary(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return w, nil
}

// statement is a statement to be compiled, and where it is kept.
type statement struct {
	to  **sql.Stmt
	sql string
}

// prepare compiles the statements once for the life of the connection.
func (w *writer) prepare(ctx context.Context) error {
	return w.compile(ctx, append([]statement{
		{&w.knownReport, "SELECT 1 FROM report WHERE key = ?"},
		{&w.knownFailure, "SELECT 1 FROM failure WHERE key = ?"},
		{&w.findDocument, "SELECT number FROM document WHERE sha256 = ?"},
		{&w.findRun, "SELECT number FROM run WHERE program = ? AND model = ? AND lexicon = ? AND knowledge = ?"},
		{&w.findRaw, "SELECT number FROM raw WHERE sha256 = ?"},
		{&w.findTitle, "SELECT 1 FROM report WHERE document = ? AND title = ?"},
		{&w.titlesOf, "SELECT group_concat(title, char(10) ORDER BY number) FROM (SELECT title, min(number) AS number FROM report WHERE document = ? GROUP BY title)"},
		{&w.textOf, "SELECT text FROM text WHERE document = ?"},
		{&w.groupOf, "SELECT copy_group FROM copy_member WHERE document = ?"},
		{&w.lastLog, "SELECT sequence, digest FROM log ORDER BY sequence DESC LIMIT 1"},
		{&w.insertDictionary, "INSERT INTO dictionary (number, kind, value, checksum) VALUES (?, ?, ?, ?)"},
		{&w.insertRun, "INSERT INTO run (number, program, model, lexicon, knowledge, checksum) VALUES (?, ?, ?, ?, ?, ?)"},
		{&w.insertDocument, "INSERT INTO document (number, sha256, bytes, language, read, published, run, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
		{&w.insertText, "INSERT INTO text (document, text) VALUES (?, ?)"},
		{&w.insertRaw, "INSERT INTO raw (number, sha256, bytes, zstd, checksum) VALUES (?, ?, ?, ?, ?)"},
		{&w.insertReport, "INSERT INTO report (number, key, document, path, member, title, published, publisher, language, format, raw_sha256, raw, meta, run, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
		{&w.insertFailure, "INSERT INTO failure (number, key, path, member, stage, code, message, run, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"},
		{&w.insertLog, "INSERT INTO log (sequence, action, detail, previous, digest) VALUES (?, ?, ?, ?, ?)"},
		{&w.insertSignature, "INSERT INTO signature (document, bytes, checksum) VALUES (?, ?, ?)"},
		{&w.insertFact, "INSERT INTO fact (number, document, kind, span_start, span_end, entry, run, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
		{&w.insertReading, "INSERT INTO reading (document, facts, digest, checksum) VALUES (?, ?, ?, ?)"},
		{&w.insertWord, "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)"},
		{&w.deleteWord, "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)"},
		{&w.deleteMember, "DELETE FROM copy_member WHERE copy_group = ?"},
		{&w.deleteGroup, "DELETE FROM copy_group WHERE number = ?"},
		{&w.insertMember, "INSERT INTO copy_member (document, copy_group, similarity, checksum) VALUES (?, ?, ?, ?)"},
		{&w.insertGroup, "INSERT INTO copy_group (number, origin, members, checksum) VALUES (?, ?, ?, ?)"},
		{&w.findSource, "SELECT report, published, publisher, copy_group, copied, items, pending FROM source WHERE document = ?"},
		{&w.putSource, "INSERT OR REPLACE INTO source (document, report, published, publisher, copy_group, copied, items, pending, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"},
		{&w.placeOf, "SELECT published, path, member, key FROM report WHERE number = ?"},
		{&w.membersOf, "SELECT document FROM copy_member WHERE copy_group = ?"},
		{&w.digestOf, "SELECT sha256 FROM document WHERE number = ?"},
		{&w.factsOf, "SELECT number, entry FROM fact WHERE document = ? ORDER BY number"},
		{&w.factsOfItems, "SELECT DISTINCT fact FROM item WHERE document = ? AND fact IS NOT NULL"},
		{&w.insertSuperseded, "INSERT INTO superseded (number, document, entry, checksum) VALUES (?, ?, ?, ?)"},
		{&w.deleteFacts, "DELETE FROM fact WHERE document = ?"},
		{&w.deleteReading, "DELETE FROM reading WHERE document = ?"},
		{&w.insertFactID, "INSERT OR IGNORE INTO fact_id (id, fact) VALUES (?, ?)"},
		{&w.deleteFactID, "DELETE FROM fact_id WHERE id = ? AND fact = ?"},
	}, w.ledger.statements()...))
}

func (w *writer) compile(ctx context.Context, all []statement) error {
	for _, p := range all {
		stmt, err := w.conn.PrepareContext(ctx, p.sql) //nolint:sqlclosecheck // closed with the writer
		if err != nil {
			return fmt.Errorf("%w (%s)", err, p.sql)
		}
		*p.to = stmt
		w.all = append(w.all, stmt)
	}
	return nil
}

func (w *writer) readDictionary(ctx context.Context) error {
	rows, err := w.conn.QueryContext(ctx, "SELECT number, kind, value FROM dictionary")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var number int64
		var t term
		if err := rows.Scan(&number, &t.kind, &t.value); err != nil {
			return err
		}
		w.dictionary[t] = number
	}
	return rows.Err()
}

// close gives the statements back first: SQLite folds its log into the database when the last connection closes, and
// a connection with a statement left does not close.
func (w *writer) close() error {
	var errs []error
	for _, stmt := range w.all {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, w.conn.Close(), w.db.Close())...)
}

// write runs one transaction. Statements inside it get a context that is not done halfway; change looks at the one it
// is given between its steps.
func (s *Store) write(ctx context.Context, doing string, change func(context.Context, *writer) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.writer == nil && s.lock == nil && s.readers != nil:
		return fmt.Errorf("%s: %w", doing, keep.ErrReadOnly)
	case s.writer == nil:
		return fmt.Errorf("%s: internal error: the record is closed", doing)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	steady := context.WithoutCancel(ctx)
	w := s.writer
	if _, err := w.conn.ExecContext(steady, "BEGIN IMMEDIATE"); err != nil {
		return s.fail(doing, err)
	}
	err := change(ctx, w)
	if err == nil {
		_, err = w.conn.ExecContext(steady, "COMMIT")
	}
	if err != nil {
		_, rollback := w.conn.ExecContext(steady, "ROLLBACK")
		w.forget()
		if rollback != nil && !ended(rollback) {
			err = errors.Join(err, rollback)
		}
		return s.fail(doing, err)
	}
	w.fresh = w.fresh[:0]
	return nil
}

// ended tells whether a rollback failed because SQLite had already rolled back by itself.
func ended(err error) bool {
	return err != nil && strings.Contains(err.Error(), "no transaction is active")
}

// forget takes back what this transaction put into the dictionary.
func (w *writer) forget() {
	for _, t := range w.fresh {
		delete(w.dictionary, t)
	}
	w.fresh = w.fresh[:0]
}

// number gives the number of an entry of the dictionary, which is made where it is missing.
func (w *writer) number(ctx context.Context, kind int64, value string) (int64, error) {
	t := term{kind, value}
	if n, ok := w.dictionary[t]; ok {
		return n, nil
	}
	n := int64(len(w.dictionary) + 1)
	if _, err := w.insertDictionary.ExecContext(ctx, n, kind, value, checksum("dictionary", n, kind, value)); err != nil {
		return 0, err
	}
	w.dictionary[t] = n
	w.fresh = append(w.fresh, t)
	return n, nil
}

// run gives the number of a run, which is made where it is missing.
func (w *writer) run(ctx context.Context, r keep.Run) (n int64, err error) {
	r = keep.Run{Program: valid(r.Program), Model: valid(r.Model), Lexicon: valid(r.Lexicon), Knowledge: valid(r.Knowledge)}
	err = w.findRun.QueryRowContext(ctx, r.Program, r.Model, r.Lexicon, r.Knowledge).Scan(&n)
	if !errors.Is(err, sql.ErrNoRows) {
		return n, err
	}
	if n, err = w.next(ctx, "run", "number"); err != nil {
		return 0, err
	}
	sum := checksum("run", n, r.Program, r.Model, r.Lexicon, r.Knowledge)
	_, err = w.insertRun.ExecContext(ctx, n, r.Program, r.Model, r.Lexicon, r.Knowledge, sum)
	return n, err
}

// next gives the number behind the last one of a table.
func (w *writer) next(ctx context.Context, table, column string) (n int64, err error) {
	err = w.conn.QueryRowContext(ctx, "SELECT coalesce(max("+column+"), 0) + 1 FROM "+table).Scan(&n)
	return n, err
}

// found runs a query for one number and tells whether there is a row.
func found(ctx context.Context, stmt *sql.Stmt, args ...any) (n int64, ok bool, err error) {
	err = stmt.QueryRowContext(ctx, args...).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return n, err == nil, err
}
