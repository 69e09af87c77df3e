package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

// Search gives the documents that match, best first, and how many there are in all. Where the query holds nothing
// that the index of words could rank by, the newest come first.
func (s *Store) Search(ctx context.Context, q query.Query, f keep.Filter) (hits []keep.Hit, total int, err error) {
	p, err := s.plan(ctx, q, f)
	if err != nil {
		return nil, 0, err
	}
	hits, total, err = s.search(ctx, q, f, p)
	return hits, total, s.fail("search", err)
}

// plan is a query and a filter in SQL.
type plan struct {
	from   string
	order  string
	rank   string
	where  conditions // on a document d
	report conditions // on a report r of it
}

func (s *Store) plan(ctx context.Context, q query.Query, f keep.Filter) (*plan, error) {
	p := plan{from: " FROM document d", rank: "0.0", order: " ORDER BY d.published DESC, d.number DESC"}
	expression, rest := ranking(q.Root)
	if expression != "" {
		p.from, p.rank, p.order = " FROM search", "search.rank", " ORDER BY search.rank"
		p.where.add("search MATCH ?", expression)
	}
	for _, n := range rest {
		c, args, err := s.condition(ctx, n)
		if err != nil {
			return nil, err
		}
		p.where.add(c, args...)
	}
	copies := f.Copies
	f.Copies = nil
	if err := s.filter(ctx, f, &p.report); err != nil {
		return nil, err
	}
	if copies != nil {
		is := "EXISTS (SELECT 1 FROM copy_member cm JOIN copy_group cg ON cg.number = cm.copy_group WHERE cm.document = d.number AND cg.origin <> d.number)"
		if !*copies {
			is = "NOT " + is
		}
		p.where.add(is)
	}
	if len(p.report.all) > 0 {
		c := conditions{}
		c.add("r.document = d.number")
		p.where.add("EXISTS (SELECT 1 FROM report r"+c.where()+" AND "+joined(p.report)+")", p.report.args...)
	}
	if expression != "" && len(p.where.all) > 1 {
		p.from = " FROM search JOIN document d ON d.number = search.rowid"
	}
	return &p, nil
}

func joined(c conditions) string { return c.where()[len(" WHERE "):] }

func (s *Store) search(ctx context.Context, q query.Query, f keep.Filter, p *plan) ([]keep.Hit, int, error) {
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, 0, err
	}
	defer tx.Rollback()
	var total int
	if err := tx.QueryRowContext(ctx, "SELECT count(*)"+p.from+p.where.where(), p.where.args...).Scan(&total); err != nil {
		return nil, 0, err
	}
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit
	}
	number := "d.number"
	if p.from == " FROM search" {
		number = "search.rowid"
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+number+", "+p.rank+p.from+p.where.where()+p.order+" LIMIT ? OFFSET ?",
		append(p.where.args[:len(p.where.args):len(p.where.args)], limit, f.Offset)...)
	if err != nil {
		return nil, 0, err
	}
	found, err := ranked(rows)
	if err != nil {
		return nil, 0, err
	}
	hits := make([]keep.Hit, 0, len(found))
	for _, r := range found {
		hit, err := s.hit(ctx, tx, q, p, r)
		if err != nil {
			return nil, 0, err
		}
		hits = append(hits, hit)
	}
	return hits, total, nil
}

// rankedDocument is a document that matches.
type rankedDocument struct {
	number int64
	rank   float64
}

func ranked(rows *sql.Rows) (all []rankedDocument, err error) {
	defer rows.Close()
	for rows.Next() {
		var r rankedDocument
		if err := rows.Scan(&r.number, &r.rank); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// hit reads the first report of a document that the filter lets through, and the words around the match.
func (s *Store) hit(ctx context.Context, tx *sql.Tx, q query.Query, p *plan, d rankedDocument) (keep.Hit, error) {
	c := conditions{}
	c.add("r.document = ?", d.number)
	if len(p.report.all) > 0 {
		c.add(joined(p.report), p.report.args...)
	}
	rows, err := tx.QueryContext(ctx, rowColumns+", t.text"+rowTables+" LEFT JOIN text t ON t.document = d.number"+c.where()+" ORDER BY r.number LIMIT 1", c.args...)
	if err != nil {
		return keep.Hit{}, err
	}
	defer rows.Close()
	if !rows.Next() {
		return keep.Hit{}, errors.Join(rows.Err(), fmt.Errorf("document %d of the index has no report: %w", d.number, keep.ErrDamaged))
	}
	var text sql.NullString
	row, err := scanRow(rows, &text)
	if err != nil {
		return keep.Hit{}, err
	}
	return keep.Hit{Row: row, Snippet: query.Snippet(text.String, q), Rank: d.rank}, rows.Err()
}
