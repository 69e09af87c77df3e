package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query/words"
	"github.com/chancery-project/chancery/record"
)

// selectRows gives the reports with their documents and groups of copies; scanRow reads what it gives.
const (
	rowColumns = `SELECT r.number, d.sha256, r.path, r.member, r.title, r.raw_sha256, r.meta, o.sha256, m.similarity, g.members`
	rowTables  = ` FROM report r JOIN document d ON d.number = r.document
		LEFT JOIN copy_member m ON m.document = d.number
		LEFT JOIN copy_group g ON g.number = m.copy_group
		LEFT JOIN document o ON o.number = g.origin`
	selectRows = rowColumns + rowTables
)

func scanRow(rows *sql.Rows, more ...any) (keep.Row, error) {
	var row keep.Row
	var id, raw, origin []byte
	var path, member, title, meta string
	var similarity sql.NullFloat64
	var size sql.NullInt64
	to := append([]any{&row.Number, &id, &path, &member, &title, &raw, &meta, &origin, &similarity, &size}, more...)
	if err := rows.Scan(to...); err != nil {
		return row, err
	}
	d, err := documentOf(meta)
	if err != nil {
		return row, fmt.Errorf("report %d: %w: %w", row.Number, keep.ErrDamaged, err)
	}
	d.ID, d.Path, d.Member, d.Title, d.RawSHA256 = documentID(id), path, member, title, hex.EncodeToString(raw)
	if origin != nil && size.Valid {
		d.Copy = &record.Copy{Origin: documentID(origin), Similarity: similarity.Float64, Group: int(size.Int64)}
	}
	row.Document = *d
	return row, nil
}

// documentOf undoes metaOf.
func documentOf(meta string) (*record.Document, error) {
	entry, err := record.Decode([]byte(meta))
	if err != nil {
		return nil, err
	}
	d, ok := entry.(*record.Document)
	if !ok {
		return nil, fmt.Errorf("want a document, got a %s", entry.EntryKind())
	}
	return d, nil
}

func documentID(sum []byte) record.DocumentID {
	var all [sha256.Size]byte
	copy(all[:], sum)
	return record.DocumentIDFrom(all)
}

// Known tells whether a report with this key was added before.
func (s *Store) Known(ctx context.Context, key keep.Key) (bool, error) {
	var n int
	err := s.known.QueryRowContext(ctx, key[:]).Scan(&n)
	return n == 1, s.fail("look for a report", err)
}

// conditions collects what a WHERE asks for, with the values for its question marks.
type conditions struct {
	all  []string
	args []any
}

func (c *conditions) add(condition string, args ...any) {
	c.all = append(c.all, condition)
	c.args = append(c.args, args...)
}

func (c *conditions) where() string {
	if len(c.all) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.all, " AND ")
}

// filter adds the conditions of a filter on a report r.
func (s *Store) filter(ctx context.Context, f keep.Filter, c *conditions) error {
	if f.Published.From != "" {
		c.add("substr(r.published, 1, 10) >= ?", f.Published.From)
	}
	if f.Published.To != "" {
		c.add("r.published <> '' AND substr(r.published, 1, 10) <= ?", f.Published.To)
	}
	if f.Language != "" {
		c.add("r.language = (SELECT number FROM dictionary WHERE kind = ? AND value = ?)", kindLanguage, strings.ToLower(f.Language))
	}
	if f.Publisher != "" {
		list, err := s.publishers(ctx, f.Publisher)
		if err != nil {
			return err
		}
		c.add("r.publisher IN (" + list + ")")
	}
	if f.Path != "" {
		c.add("instr(lower(r.path), lower(?)) > 0", f.Path)
	}
	if f.Copies != nil {
		is := "EXISTS (SELECT 1 FROM copy_member cm JOIN copy_group cg ON cg.number = cm.copy_group WHERE cm.document = r.document AND cg.origin <> r.document)"
		if !*f.Copies {
			is = "NOT " + is
		}
		c.add(is)
	}
	return nil
}

// publishers gives the numbers, apart by commas, of the publishers in whose names the words stand one behind the
// other.
func (s *Store) publishers(ctx context.Context, name string) (string, error) {
	want := " " + string(words.Append(nil, name)) + " "
	rows, err := s.readers.QueryContext(ctx, "SELECT number, value FROM dictionary WHERE kind = ? ORDER BY number", kindPublisher)
	if err != nil {
		return "", s.fail("look for publishers", err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var n int64
		var value string
		if err := rows.Scan(&n, &value); err != nil {
			return "", s.fail("look for publishers", err)
		}
		if strings.Contains(" "+string(words.Append(nil, value))+" ", want) {
			list = append(list, fmt.Sprint(n))
		}
	}
	return strings.Join(list, ","), s.fail("look for publishers", rows.Err())
}

// Reports lists reports in the order in which they were added.
func (s *Store) Reports(ctx context.Context, f keep.Filter) iter.Seq2[keep.Row, error] {
	return func(yield func(keep.Row, error) bool) {
		var c conditions
		if err := s.filter(ctx, f, &c); err != nil {
			yield(keep.Row{}, err)
			return
		}
		left := f.Limit
		c.add("r.number > ? AND r.number <= ?")
		query := selectRows + c.where() + " ORDER BY r.number LIMIT ?"
		scan := func(rows *sql.Rows) (keep.Row, int64, error) {
			row, err := scanRow(rows)
			return row, row.Number, err
		}
		for row, err := range pages(ctx, s, "list reports", "report", "number", query, c.args, f.After, scan) {
			if !yield(row, err) || err != nil {
				return
			}
			if left--; left == 0 {
				return
			}
		}
	}
}

// Report gives the reports of the document with this id, or with the one id that begins so.
func (s *Store) Report(ctx context.Context, id string) ([]keep.Row, error) {
	number, err := s.document(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := collect(ctx, s.readers, selectRows+" WHERE r.document = ? ORDER BY r.number", []any{number},
		func(rows *sql.Rows) (keep.Row, error) { return scanRow(rows) })
	return rows, s.fail("read a report", err)
}

// document gives the number of the document with this id, or with the one id that begins so.
func (s *Store) document(ctx context.Context, id string) (int64, error) {
	digits := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(id, "d_"), "sha256:"))
	low, err1 := hex.DecodeString(pad(digits, '0'))
	high, err2 := hex.DecodeString(pad(digits, 'f'))
	if digits == "" || len(digits) > 2*sha256.Size || errors.Join(err1, err2) != nil {
		return 0, fmt.Errorf("document %q: %w: want d_ or sha256: and hexadecimal digits", id, keep.ErrNotFound)
	}
	numbers, err := collect(ctx, s.readers, "SELECT number FROM document WHERE sha256 BETWEEN ? AND ? LIMIT 2", []any{low, high},
		func(rows *sql.Rows) (n int64, err error) { return n, rows.Scan(&n) })
	switch {
	case err != nil:
		return 0, s.fail("look for a document", err)
	case len(numbers) == 0:
		return 0, fmt.Errorf("document %q: %w", id, keep.ErrNotFound)
	case len(numbers) > 1:
		return 0, fmt.Errorf("document %q: %w: give more digits", id, keep.ErrAmbiguous)
	}
	return numbers[0], nil
}

func pad(digits string, with byte) string {
	return digits + strings.Repeat(string(with), max(0, 2*sha256.Size-len(digits)))
}

// exact gives the number of the document with this id.
func (s *Store) exact(ctx context.Context, id record.DocumentID) (n int64, err error) {
	sum, err := id.Sum()
	if err != nil {
		return 0, fmt.Errorf("%w: %w", keep.ErrNotFound, err)
	}
	err = s.readers.QueryRowContext(ctx, "SELECT number FROM document WHERE sha256 = ?", sum[:]).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("document %s: %w", id, keep.ErrNotFound)
	}
	return n, s.fail("look for a document", err)
}

// Text gives the text of a document.
func (s *Store) Text(ctx context.Context, id record.DocumentID) (text string, err error) {
	n, err := s.exact(ctx, id)
	if err != nil {
		return "", err
	}
	err = s.readers.QueryRowContext(ctx, "SELECT text FROM text WHERE document = ?", n).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("document %s: its text is gone: %w: run verify", id, keep.ErrDamaged)
	}
	return text, s.fail("read a text", err)
}

// Raw gives the bytes of the report with this number as they were found.
func (s *Store) Raw(ctx context.Context, number int64) ([]byte, error) {
	var packed, text []byte
	var size sql.NullInt64
	err := s.readers.QueryRowContext(ctx, `SELECT raw.bytes, raw.zstd, CASE WHEN r.raw IS NULL THEN text.text END
		FROM report r LEFT JOIN raw ON raw.number = r.raw LEFT JOIN text ON text.document = r.document WHERE r.number = ?`, number).
		Scan(&size, &packed, &text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("report %d: %w", number, keep.ErrNotFound)
	case err != nil:
		return nil, s.fail("read the bytes of a report", err)
	case !size.Valid:
		return text, nil
	}
	raw, err := expand(packed, size.Int64)
	if err != nil {
		return nil, fmt.Errorf("the bytes of report %d: %w: %w", number, keep.ErrDamaged, err)
	}
	return raw, nil
}

// Facts gives the entries read from a document in the order in which they were added.
func (s *Store) Facts(ctx context.Context, id record.DocumentID) ([]record.Entry, error) {
	n, err := s.exact(ctx, id)
	if err != nil {
		return nil, err
	}
	all, err := collect(ctx, s.readers, "SELECT number, entry FROM fact WHERE document = ? ORDER BY number", []any{n},
		func(rows *sql.Rows) (record.Entry, error) {
			var number int64
			var line string
			if err := rows.Scan(&number, &line); err != nil {
				return nil, err
			}
			entry, err := record.Decode([]byte(line))
			if err != nil {
				return nil, fmt.Errorf("fact %d: %w: %w", number, keep.ErrDamaged, err)
			}
			return entry, nil
		})
	return all, s.fail("read facts", err)
}

// Copies gives the documents of the group of a document, origin first, the others in the order of adding, or nothing.
// Each is given by its first report.
func (s *Store) Copies(ctx context.Context, id record.DocumentID) ([]keep.Row, error) {
	n, err := s.exact(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := collect(ctx, s.readers, selectRows+` WHERE m.copy_group = (SELECT copy_group FROM copy_member WHERE document = ?)
		AND r.number = (SELECT min(number) FROM report WHERE document = d.number) ORDER BY d.number <> g.origin, d.number`, []any{n},
		func(rows *sql.Rows) (keep.Row, error) { return scanRow(rows) })
	return rows, s.fail("read copies", err)
}

// Signatures gives the signatures of all documents in the order of their numbers.
func (s *Store) Signatures(ctx context.Context) iter.Seq2[keep.Signature, error] {
	return pages(ctx, s, "read signatures", "signature", "document",
		"SELECT s.document, d.published, s.bytes FROM signature s JOIN document d ON d.number = s.document WHERE s.document > ? AND s.document <= ? ORDER BY s.document LIMIT ?",
		nil, 0, func(rows *sql.Rows) (keep.Signature, int64, error) {
			var sig keep.Signature
			err := rows.Scan(&sig.Document, &sig.Published, &sig.Bytes)
			return sig, sig.Document, err
		})
}

// Failures lists what could not be read, in the order of adding.
func (s *Store) Failures(ctx context.Context) iter.Seq2[keep.Failure, error] {
	return pages(ctx, s, "list failures", "failure", "number",
		"SELECT number, key, path, member, stage, code, message FROM failure WHERE number > ? AND number <= ? AND key NOT IN (SELECT key FROM report) ORDER BY number LIMIT ?",
		nil, 0, func(rows *sql.Rows) (keep.Failure, int64, error) {
			var f keep.Failure
			var n int64
			var key []byte
			err := rows.Scan(&n, &key, &f.Path, &f.Member, &f.Stage, &f.Code, &f.Message)
			copy(f.Key[:], key)
			return f, n, err
		})
}
