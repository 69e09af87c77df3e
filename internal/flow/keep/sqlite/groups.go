package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Sizes of the pages in which entries are listed.
const (
	bodyRows   = 256
	narrowRows = 16_384
)

// probeRows is how many rows of a term are counted at most when the rarest is looked for.
const probeRows = 20_000

// Groups lists entries of the ledger.
func (s *Store) Groups(ctx context.Context, f keep.GroupFilter) iter.Seq2[keep.Group, error] {
	return func(yield func(keep.Group, error) bool) {
		const doing = "list entries of the ledger"
		streams, err := s.streams(ctx, f)
		if err != nil {
			yield(keep.Group{}, s.fail(doing, err))
			return
		}
		size := bodyRows
		if f.Columns {
			size = narrowRows
		}
		after, left := f.After, f.Limit
		for {
			want := size
			if f.Limit > 0 {
				want = min(size, left)
			}
			page, err := s.groupPage(ctx, f, streams, after, want)
			if err != nil {
				yield(keep.Group{}, s.fail(doing, err))
				return
			}
			for i := range page {
				if !yield(page[i].Group, nil) {
					return
				}
			}
			left -= len(page)
			if len(page) < want || f.Limit > 0 && left <= 0 {
				return
			}
			after = f.Order.Cursor(page[len(page)-1].Group)
		}
	}
}

// stream is a part of a listing that an index gives in order: the entries of a kind, or those of a kind that have a
// term. A listing merges its streams.
type stream struct {
	kind    string
	number  int64   // of the kind in the dictionary
	term    int64   // where by is set
	by      bool    // the entries of a term
	others  [][]any // terms of which each list must be met, without the list that the stream is of
	without []any   // terms that must not be met
	undated bool    // the part without a day; only where days rise
}

// streams chooses the streams of a listing: those of the list of terms that the fewest entries have.
func (s *Store) streams(ctx context.Context, f keep.GroupFilter) ([]stream, error) {
	kinds, err := s.entryKinds(ctx)
	if err != nil {
		return nil, err
	}
	var streams []stream
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		if f.Kind != "" && kind != f.Kind {
			continue
		}
		some, err := s.streamsOf(ctx, f, stream{kind: kind, number: kinds[kind]})
		if err != nil {
			return nil, err
		}
		streams = append(streams, some...)
	}
	if f.Order == keep.ByTimeUp {
		for _, st := range streams {
			st.undated = true
			streams = append(streams, st)
		}
	}
	return streams, nil
}

func (s *Store) streamsOf(ctx context.Context, f keep.GroupFilter, st stream) ([]stream, error) {
	for _, t := range f.Without {
		st.without = append(st.without, termOf(st.kind, t))
	}
	lists := make([][]any, len(f.Terms))
	for i, list := range f.Terms {
		for _, t := range slices.Compact(slices.Sorted(slices.Values(list))) {
			lists[i] = append(lists[i], termOf(st.kind, t))
		}
	}
	rarest, err := s.rarest(ctx, lists)
	if err != nil {
		return nil, err
	}
	for i, list := range lists {
		if i != rarest {
			st.others = append(st.others, list)
		}
	}
	if rarest < 0 {
		return []stream{st}, nil
	}
	var streams []stream
	st.by = true
	for _, t := range lists[rarest] {
		st.term = t.(int64)
		streams = append(streams, st)
	}
	return streams, nil
}

// rarest gives the index of the list of terms that the fewest entries have, -1 where there is no list.
func (s *Store) rarest(ctx context.Context, lists [][]any) (int, error) {
	best, least := len(lists)-1, -1
	if len(lists) < 2 {
		return best, nil
	}
	for i, list := range lists {
		rows := probeRows
		if least >= 0 {
			rows = least
		}
		n := 0
		if len(list) > 0 {
			query := "SELECT count(*) FROM (SELECT 1 FROM entry_term WHERE term IN (" + marks(len(list)) + ") LIMIT ?)"
			if err := s.readers.QueryRowContext(ctx, query, append(slices.Clip(list), rows)...).Scan(&n); err != nil {
				return 0, err
			}
		}
		if least < 0 || n < least {
			best, least = i, n
		}
	}
	return best, nil
}

// entryKinds gives the kinds of entries that the record knows, with their numbers in the dictionary.
func (s *Store) entryKinds(ctx context.Context) (map[string]int64, error) {
	kinds := map[string]int64{}
	rows, err := s.readers.QueryContext(ctx, "SELECT number, value FROM dictionary WHERE kind = ?", kindEntry)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var kind string
		if err := rows.Scan(&n, &kind); err != nil {
			return nil, err
		}
		kinds[kind] = n
	}
	return kinds, rows.Err()
}

// groupPage gives the next rows of a listing, behind a cursor.
func (s *Store) groupPage(ctx context.Context, f keep.GroupFilter, streams []stream, after string, want int) ([]group, error) {
	var page []group
	for _, st := range streams {
		query, args, err := st.query(f, after)
		if err != nil {
			return nil, err
		}
		rows, err := collect(ctx, s.readers, query, append(args, want), st.scan(f))
		if err != nil {
			return nil, err
		}
		page = append(page, rows...)
	}
	if len(streams) > 1 {
		slices.SortFunc(page, func(a, b group) int { return compareGroups(f.Order, &a.Group, &b.Group) })
		page = slices.CompactFunc(page, func(a, b group) bool { return a.ID == b.ID })
		page = page[:min(want, len(page))]
	}
	if f.Columns {
		return page, nil
	}
	return page, s.bodies(ctx, page)
}

// compareGroups orders rows as their listing gives them.
func compareGroups(o keep.Order, a, b *keep.Group) int {
	id := cmp.Compare(a.ID, b.ID)
	switch o {
	case keep.ByPublished:
		return cmp.Or(strings.Compare(b.Last, a.Last), id)
	case keep.ByOrigins:
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), strings.Compare(b.Last, a.Last), id)
	case keep.ByTimeUp:
		return cmp.Or(strings.Compare(cmp.Or(a.From, "~"), cmp.Or(b.From, "~")), id)
	}
	return cmp.Or(strings.Compare(b.From, a.From), id)
}

// query gives the SQL of a page of a stream but for the value of its limit.
func (st *stream) query(f keep.GroupFilter, after string) (string, []any, error) {
	var c conditions
	from, day, end := " FROM entry e", "e.day_from", "nullif(e.day_to, '')"
	if st.by {
		from, day, end = " FROM entry_term t CROSS JOIN entry e ON e.number = t.entry", "t.day", "t.day_end"
		c.add("t.term = ?", st.term)
	} else {
		c.add("e.kind = ?", st.number)
	}
	if err := st.place(f.Order, day, after, &c); err != nil {
		return "", nil, err
	}
	if r := f.Time; !r.Open() {
		between(&c, r.From, r.To, day, "coalesce("+end+", "+day+")")
	}
	if r := f.Published; !r.Open() {
		between(&c, r.From, r.To, "e.first", "coalesce(nullif(e.last, ''), e.first)")
	}
	if f.MinOrigins > 0 {
		c.add("e.origins >= ?", f.MinOrigins)
	}
	if f.MinConfidence > 0 {
		c.add("e.confidence >= ?", f.MinConfidence)
	}
	has := "EXISTS (SELECT 1 FROM entry_term o WHERE o.term IN (%s) AND o.day = " + day + " AND o.entry = e.number)"
	if st.by {
		has = strings.Replace(has, "e.number", "t.entry", 1)
	}
	for _, list := range st.others {
		c.add(fmt.Sprintf(has, marks(len(list))), list...)
	}
	if len(st.without) > 0 {
		c.add("NOT "+fmt.Sprintf(has, marks(len(st.without))), st.without...)
	}
	order := day + " DESC"
	switch f.Order {
	case keep.ByPublished:
		order = "e.last DESC"
	case keep.ByOrigins:
		order = "e.origins DESC, e.last DESC"
	case keep.ByTimeUp:
		order = day
	}
	columns := "SELECT e.number, e.id, e.day_from, e.day_to, e.first, e.last, e.type, e.status, e.score, e.origins, e.reports, e.confidence"
	if st.terms(f) {
		columns += ", e.terms"
	}
	return columns + from + c.where() + " ORDER BY " + order + ", e.id LIMIT ?", c.args, nil
}

// terms tells whether rows are read with their terms.
func (st *stream) terms(f keep.GroupFilter) bool { return !f.Columns || f.WithTerms }

// between asks that an interval of days meets a range. What begins nowhere begins where it ends.
func between(c *conditions, from, to, first, last string) {
	c.add(last + " <> ''")
	if to != "" {
		c.add(first+" <= ?", to)
		c.add("("+first+" <> '' OR "+last+" <= ?)", to)
	}
	if from != "" {
		c.add(last+" >= ?", from)
	}
}

// place asks for what stands behind a cursor.
func (st *stream) place(o keep.Order, day, after string, c *conditions) error {
	if o == keep.ByTimeUp {
		is := "<>"
		if st.undated {
			is = "="
		}
		c.add(day + " " + is + " ''")
	}
	if after == "" {
		return nil
	}
	parts := strings.Split(after, " ")
	want := 2
	if o == keep.ByOrigins {
		want = 3
	}
	if len(parts) < want {
		return fmt.Errorf("the cursor %q is none of this order", after)
	}
	id, value := parts[len(parts)-1], parts[len(parts)-2]
	switch o {
	case keep.ByTime:
		c.add(day+" <= ? AND ("+day+" < ? OR e.id > ?)", value, value, id)
	case keep.ByPublished:
		c.add("e.last <= ? AND (e.last < ? OR e.id > ?)", value, value, id)
	case keep.ByOrigins:
		n, err := strconv.Atoi(parts[0])
		if err != nil {
			return fmt.Errorf("the cursor %q is none of this order", after)
		}
		c.add("e.origins <= ? AND (e.origins < ? OR e.last < ? OR (e.last = ? AND e.id > ?))", n, n, value, value, id)
	case keep.ByTimeUp:
		switch {
		case st.undated && value == "":
			c.add("e.id > ?", id)
		case !st.undated && value == "":
			c.add("0")
		case !st.undated:
			c.add(day+" >= ? AND ("+day+" > ? OR e.id > ?)", value, value, id)
		}
	}
	return nil
}

// scan reads a row of a stream.
func (st *stream) scan(f keep.GroupFilter) func(*sql.Rows) (group, error) {
	terms := st.terms(f)
	return func(rows *sql.Rows) (group, error) {
		g := group{kind: st.number}
		to := []any{&g.number, &g.ID, &g.From, &g.To, &g.First, &g.Last, &g.Type, &g.Status, &g.Score, &g.Origins, &g.Reports, &g.Confidence}
		if terms {
			to = append(to, &g.terms)
		}
		err := rows.Scan(to...)
		g.Kind, g.Terms = st.kind, listOf[string](g.terms)
		return g, err
	}
}

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
