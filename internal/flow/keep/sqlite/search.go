package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

// Search gives the documents that match, best first by bm25 with the title counting four times, and how many there
// are in all. Where the query holds nothing that the index of words could rank by, the newest come first.
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
	ranked bool
	where  conditions // on a document
	report conditions // on a report r of it
	prefer conditions // on the report r that is shown: as many as can be
}

func (s *Store) plan(ctx context.Context, q query.Query, f keep.Filter) (*plan, error) {
	p, column := plan{from: " FROM document d"}, "d.number"
	expression, rest := ranking(q.Root)
	if expression != "" {
		p.from, p.ranked, column = " FROM search", true, "search.rowid"
		p.where.add("search MATCH ?", expression)
	}
	for _, n := range rest {
		c, args, err := s.condition(ctx, n, onDocument(column))
		if err != nil {
			return nil, err
		}
		p.where.add(c, args...)
		if !asksProperty(n) {
			continue // the same for all reports of a document
		}
		if c, args, err = s.condition(ctx, n, onReport()); err != nil {
			return nil, err
		}
		p.prefer.add(c, args...)
	}
	copies := f.Copies
	f.Copies = nil
	if err := s.filter(ctx, f, &p.report); err != nil {
		return nil, err
	}
	if copies != nil {
		is := "EXISTS (SELECT 1 FROM copy_member cm JOIN copy_group cg ON cg.number = cm.copy_group WHERE cm.document = " + column + " AND cg.origin <> cm.document)"
		if !*copies {
			is = "NOT " + is
		}
		p.where.add(is)
	}
	if len(p.report.all) > 0 {
		c := conditions{}
		c.add("r.document = " + column)
		p.where.add("EXISTS (SELECT 1 FROM report r"+c.where()+" AND "+joined(p.report)+")", p.report.args...)
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
	find := p.listed
	if p.ranked {
		find = p.best
	}
	found, total, err := find(ctx, tx, f.Limit, f.Offset)
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

// count counts what matches.
func (p *plan) count(ctx context.Context, tx *sql.Tx) (total int, err error) {
	err = tx.QueryRowContext(ctx, "SELECT count(*)"+p.from+p.where.where(), p.where.args...).Scan(&total)
	return total, err
}

// listed gives what matches where nothing can be ranked, the newest first.
func (p *plan) listed(ctx context.Context, tx *sql.Tx, limit, offset int) ([]rankedDocument, int, error) {
	total, err := p.count(ctx, tx)
	if err != nil {
		return nil, 0, err
	}
	if limit <= 0 {
		limit = -1
	}
	found, err := p.rows(ctx, tx, "SELECT d.number, 0.0", " ORDER BY d.published DESC, d.number DESC", limit, offset)
	return found, total, err
}

// rankBlock is the number of documents that are ranked against each other. Where more match, the words are such that
// rank says little, and ranking all would take long: then those added last are ranked first, then those before them.
const rankBlock = 10_000

// best gives what matches, best first within each block.
func (p *plan) best(ctx context.Context, tx *sql.Tx, limit, offset int) (found []rankedDocument, total int, err error) {
	for block := offset / rankBlock * rankBlock; ; block += rankBlock {
		rows, err := p.rows(ctx, tx, "SELECT search.rowid, search.rank", " ORDER BY search.rowid DESC", rankBlock, block)
		if err != nil {
			return nil, 0, err
		}
		slices.SortFunc(rows, func(a, b rankedDocument) int {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.number, b.number))
		})
		total = block + len(rows)
		found = append(found, rows[min(len(rows), max(0, offset-block)):]...)
		if full := limit > 0 && len(found) >= limit; full || len(rows) < rankBlock {
			if full {
				found = found[:limit]
			}
			if len(rows) == rankBlock || len(rows) == 0 && block > 0 {
				total, err = p.count(ctx, tx)
			}
			return found, total, err
		}
	}
}

func (p *plan) rows(ctx context.Context, tx *sql.Tx, columns, order string, limit, offset int) ([]rankedDocument, error) {
	args := append(slices.Clip(p.where.args), limit, offset)
	rows, err := tx.QueryContext(ctx, columns+p.from+p.where.where()+order+" LIMIT ? OFFSET ?", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []rankedDocument
	for rows.Next() {
		var r rankedDocument
		if err := rows.Scan(&r.number, &r.rank); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// rankedDocument is a document that matches.
type rankedDocument struct {
	number int64
	rank   float64
}

// hit reads the report of a document that is shown, and the words around the match: the first of those that the filter
// lets through and that have the properties which the query asks for, or most of them, where no report has them all.
func (s *Store) hit(ctx context.Context, tx *sql.Tx, q query.Query, p *plan, d rankedDocument) (keep.Hit, error) {
	c := conditions{}
	c.add("r.document = ?", d.number)
	if len(p.report.all) > 0 {
		c.add(joined(p.report), p.report.args...)
	}
	order := " ORDER BY r.number LIMIT 1"
	if len(p.prefer.all) > 0 {
		order = " ORDER BY (" + strings.Join(p.prefer.all, ") + (") + ") DESC, r.number LIMIT 1"
	}
	rows, err := tx.QueryContext(ctx, rowColumns+", t.text"+rowTables+" LEFT JOIN text t ON t.document = d.number"+c.where()+order,
		append(slices.Clip(c.args), p.prefer.args...)...)
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
