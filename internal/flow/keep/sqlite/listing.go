package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// Sizes of the pages in which entries are listed.
const (
	bodyRows   = 256
	narrowRows = 16_384
)

// steps say how far the shortest way to a listing is looked for.
type steps struct {
	probe  int // rows that are counted at most
	short  int // rows that are sorted without looking for a shorter way
	window int // rows, for each that is wanted, that are looked at in the order of a listing before all are
}

func defaultSteps() steps { return steps{probe: 20_000, short: 3000, window: 80} }

// Groups lists entries of the ledger.
func (s *Store) Groups(ctx context.Context, f keep.GroupFilter) iter.Seq2[keep.Group, error] {
	return func(yield func(keep.Group, error) bool) {
		const doing = "list entries of the ledger"
		l, err := s.listing(ctx, f)
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
			page, err := s.groupPage(ctx, l, after, want)
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

// listing is a filter with the streams that its rows are merged from.
type listing struct {
	keep.GroupFilter
	streams []stream
	// window is tried first, where it is set: the entries of the one kind in the order of the listing, of which only the
	// first are looked at.
	window *stream
}

// stream is a part of a listing that an index gives in order: entries of a kind, or those of a kind that have a term.
type stream struct {
	kind    string
	number  int64   // of the kind in the dictionary
	term    int64   // where by is set
	by      bool    // the entries of a term
	lists   [][]any // terms of which each list must be met, without the list that the stream is of
	without []any   // terms that must not be met
	index   string  // the one to use, where the database is not to choose
	part    part
}

// part says which part of its entries a stream has.
type part struct {
	dated, undated   bool // where days rise: those with a day, those without
	within, spanning bool // where a time is asked for: those that begin within it, those that began before

	// where days of publication are asked for: those last reported within them, those reported later as well, those of
	// which the last day is not known
	told, beyond, endless bool
}

// listing chooses the streams of a listing.
func (s *Store) listing(ctx context.Context, f keep.GroupFilter) (*listing, error) {
	kinds, err := s.entryKinds(ctx)
	if err != nil {
		return nil, err
	}
	l := &listing{GroupFilter: f}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		if f.Kind != "" && kind != f.Kind {
			continue
		}
		if err := s.streams(ctx, l, kind, kinds[kind]); err != nil {
			return nil, err
		}
	}
	if f.Order == keep.ByTimeUp {
		var parts []stream
		for _, st := range l.streams {
			st.part.dated = true
			parts = append(parts, st)
			st.part.dated, st.part.undated = false, true
			parts = append(parts, st)
		}
		l.streams = parts
	}
	return l, nil
}

// streams adds the streams of a kind to a listing: by the list of terms that the fewest entries have, or by the days of
// publication where these are fewer.
func (s *Store) streams(ctx context.Context, l *listing, kind string, number int64) error {
	st := stream{kind: kind, number: number}
	for _, t := range l.Without {
		st.without = append(st.without, termOf(kind, t))
	}
	for _, list := range l.Terms {
		var terms []any
		for _, t := range slices.Compact(slices.Sorted(slices.Values(list))) {
			terms = append(terms, termOf(kind, t))
		}
		st.lists = append(st.lists, terms)
	}
	rarest, rows, err := s.rarest(ctx, st.lists)
	if err != nil {
		return err
	}
	if !l.Published.Open() && l.Order != keep.ByPublished {
		parts := st.reported(l.GroupFilter)
		n, err := s.publishedRows(ctx, l, parts, rows)
		if err != nil {
			return err
		}
		if n < rows {
			l.streams = append(l.streams, parts...)
			return nil
		}
	}
	sorts := l.Order == keep.ByPublished || l.Order == keep.ByOrigins
	if sorts && l.Kind != "" && l.Limit > 0 && (rarest >= 0 && rows > s.steps.short || rarest < 0 && !l.Time.Open()) {
		window := st
		l.window = &window
	}
	if rarest < 0 {
		l.streams = append(l.streams, st.spread(l.GroupFilter)...)
		return nil
	}
	terms := st.lists[rarest]
	st.by, st.lists = true, slices.Delete(slices.Clone(st.lists), rarest, rarest+1)
	for _, t := range terms {
		st.term = t.(int64)
		l.streams = append(l.streams, st)
	}
	return nil
}

// spread parts a stream where a time is asked for that has a beginning.
func (st stream) spread(f keep.GroupFilter) []stream {
	if f.Time.From == "" {
		return []stream{st}
	}
	within, spanning := st, st
	within.index, within.part.within = "entry_time", true
	spanning.index, spanning.part.spanning = "entry_span", true
	return []stream{within, spanning}
}

// reported parts a stream where days of publication are asked for.
func (st stream) reported(f keep.GroupFilter) []stream {
	told := st
	told.index, told.part.told = "entry_published", true
	parts := []stream{told}
	if f.Published.To != "" {
		beyond := st
		beyond.index, beyond.part.beyond = "entry_reported", true
		parts = append(parts, beyond)
	}
	if f.Published.From != "" {
		endless := st
		endless.index, endless.part.endless = "entry_published", true
		parts = append(parts, endless)
	}
	return parts
}

// rarest gives the index of the list of terms that the fewest entries have, -1 where there is no list, and how many
// have it, as far as they are counted: first a few of each, more only where all have more.
func (s *Store) rarest(ctx context.Context, lists [][]any) (best, least int, err error) {
	for most := min(s.steps.probe, 1000); ; most = min(s.steps.probe, 8*most) {
		if best, least, err = s.rarestOf(ctx, lists, most); err != nil || best < 0 || least < most || most == s.steps.probe {
			return best, least, err
		}
	}
}

func (s *Store) rarestOf(ctx context.Context, lists [][]any, most int) (best, least int, err error) {
	best, least = -1, s.steps.probe
	for i, list := range lists {
		n := 0
		if len(list) > 0 {
			query := "SELECT count(*) FROM (SELECT 1 FROM entry_term WHERE term IN (" + marks(len(list)) + ") LIMIT ?)"
			if err := s.readers.QueryRowContext(ctx, query, append(slices.Clip(list), min(most, least))...).Scan(&n); err != nil {
				return 0, 0, err
			}
		}
		if best < 0 || n < least {
			best, least = i, n
		}
	}
	return best, least, nil
}

// publishedRows counts the entries that the parts of a stream have, up to a number.
func (s *Store) publishedRows(ctx context.Context, l *listing, parts []stream, most int) (int, error) {
	total := 0
	for _, st := range parts {
		var c conditions
		c.add("e.kind = ?", st.number)
		st.published(l.GroupFilter, &c)
		query, n := "SELECT count(*) FROM (SELECT 1 FROM entry e INDEXED BY "+st.index+c.where()+" LIMIT ?)", 0
		if err := s.readers.QueryRowContext(ctx, query, append(c.args, most)...).Scan(&n); err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// entryKinds gives the kinds of entries that the record knows, with their numbers in the dictionary.
func (s *Store) entryKinds(ctx context.Context) (map[string]int64, error) {
	type row struct {
		kind   string
		number int64
	}
	rows, err := collect(ctx, s.readers, "SELECT number, value FROM dictionary WHERE kind = ?", []any{kindEntry},
		func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.number, &r.kind) })
	kinds := map[string]int64{}
	for _, r := range rows {
		kinds[r.kind] = r.number
	}
	return kinds, err
}

// groupPage gives the next rows of a listing, behind a cursor.
func (s *Store) groupPage(ctx context.Context, l *listing, after string, want int) (page []group, err error) {
	if l.window != nil {
		if page, err = s.window(ctx, l, after, want); err != nil {
			return nil, err
		}
	}
	if len(page) < want {
		if page, err = s.merged(ctx, l, after, want); err != nil {
			return nil, err
		}
	}
	if l.Columns {
		return page, nil
	}
	return page, s.bodies(ctx, page)
}

// merged gives the next rows of the streams of a listing.
func (s *Store) merged(ctx context.Context, l *listing, after string, want int) (page []group, err error) {
	for i := range l.streams {
		c, err := l.streams[i].place(l.Order, after)
		if err != nil {
			return nil, err
		}
		rows, err := s.rows(ctx, l, &l.streams[i], c, want)
		if err != nil {
			return nil, err
		}
		page = append(page, rows...)
	}
	if len(l.streams) > 1 {
		slices.SortFunc(page, func(a, b group) int { return compareGroups(l.Order, &a.Group, &b.Group) })
		page = slices.CompactFunc(page, func(a, b group) bool { return a.ID == b.ID })
		page = page[:min(want, len(page))]
	}
	return page, nil
}

// window gives the next rows of a listing, if they are all among the first entries of its order, or fewer.
func (s *Store) window(ctx context.Context, l *listing, after string, want int) ([]group, error) {
	st := l.window
	c, err := st.place(l.Order, after)
	if err != nil {
		return nil, err
	}
	var origins int
	var last string
	query := "SELECT e.origins, e.last FROM entry e" + c.where() + " ORDER BY " + st.order(l.Order) + " LIMIT 1 OFFSET ?"
	rows, err := collect(ctx, s.readers, query, append(slices.Clip(c.args), want*s.steps.window),
		func(rows *sql.Rows) (none struct{}, err error) { return none, rows.Scan(&origins, &last) })
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if l.Order == keep.ByPublished {
		c.add("e.last > ?", last)
	} else {
		c.add("e.origins >= ? AND (e.origins > ? OR e.last > ?)", origins, origins, last)
	}
	return s.rows(ctx, l, st, c, want)
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

// day gives the columns that have the first day of an entry and the last where it is another one.
func (st *stream) day() (first, last string) {
	if st.by {
		return "t.day", "t.day_end"
	}
	return "e.day_from", "nullif(e.day_to, '')"
}

// order gives the order of a listing without that of equal rows.
func (st *stream) order(o keep.Order) string {
	day, _ := st.day()
	switch o {
	case keep.ByPublished:
		return "e.last DESC"
	case keep.ByOrigins:
		return "e.origins DESC, e.last DESC"
	case keep.ByTimeUp:
		return day
	}
	return day + " DESC"
}

// rows gives the first rows of a stream that the filter lets through and that meet conditions.
func (s *Store) rows(ctx context.Context, l *listing, st *stream, c conditions, want int) ([]group, error) {
	st.filter(l.GroupFilter, &c)
	columns := "SELECT e.number, e.id, e.day_from, e.day_to, e.first, e.last, e.type, e.status, e.score, e.origins, e.reports, e.confidence"
	terms := !l.Columns || l.WithTerms
	if terms {
		columns += ", e.terms"
	}
	from := " FROM entry e"
	switch {
	case st.by:
		from = " FROM entry_term t CROSS JOIN entry e ON e.number = t.entry"
	case st.index != "":
		from += " INDEXED BY " + st.index
	}
	query := columns + from + c.where() + " ORDER BY " + st.order(l.Order) + ", e.id LIMIT ?"
	return collect(ctx, s.readers, query, append(c.args, want), func(rows *sql.Rows) (group, error) {
		g := group{kind: st.number}
		to := []any{&g.number, &g.ID, &g.From, &g.To, &g.First, &g.Last, &g.Type, &g.Status, &g.Score, &g.Origins, &g.Reports, &g.Confidence}
		if terms {
			to = append(to, &g.terms)
		}
		err := rows.Scan(to...)
		g.Kind, g.Terms = st.kind, listOf[string](g.terms)
		return g, err
	})
}

// filter adds what a filter asks for and the stream does not give.
func (st *stream) filter(f keep.GroupFilter, c *conditions) {
	day, end := st.day()
	if r := f.Time; !r.Open() {
		between(c, r.From, r.To, day, "coalesce("+end+", "+day+")")
	}
	if f.Undated {
		c.add(day + " = ''")
		c.add("e.day_to = ''")
	}
	if st.part.within {
		c.add("e.day_from >= ?", f.Time.From)
	}
	if st.part.spanning {
		c.add("e.day_to > e.day_from AND e.day_to >= ? AND e.day_from < ?", f.Time.From, f.Time.From)
	}
	st.published(f, c)
	if f.MinOrigins > 0 {
		c.add("e.origins >= ?", f.MinOrigins)
	}
	if f.MinConfidence > 0 {
		c.add("e.confidence >= ?", f.MinConfidence)
	}
	number := "e.number"
	if st.by {
		number = "t.entry"
	}
	has := func(list []any) string {
		return "EXISTS (SELECT 1 FROM entry_term o WHERE o.term IN (" + marks(len(list)) + ") AND o.day = " + day + " AND o.entry = " + number + ")"
	}
	for _, list := range st.lists {
		c.add(has(list), list...)
	}
	if len(st.without) > 0 {
		c.add("NOT "+has(st.without), st.without...)
	}
}

// published adds what a filter asks of the days of publication.
func (st *stream) published(f keep.GroupFilter, c *conditions) {
	r := f.Published
	if r.Open() {
		return
	}
	between(c, r.From, r.To, "e.first", "coalesce(nullif(e.last, ''), e.first)")
	if st.part.told && r.From != "" {
		c.add("e.last >= ?", r.From)
	}
	if st.part.told && r.To != "" {
		c.add("e.last <= ?", r.To)
	}
	if st.part.beyond {
		c.add("e.last > e.first AND e.last > ?", r.To)
	}
	if st.part.endless {
		c.add("e.last = ''")
	}
}

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

// place gives the conditions of a stream, behind a cursor.
func (st *stream) place(o keep.Order, after string) (c conditions, err error) {
	day, _ := st.day()
	if st.by {
		c.add("t.term = ?", st.term)
	} else {
		c.add("e.kind = ?", st.number)
	}
	if st.part.dated {
		c.add(day + " > ''") // an index goes there at once, where it would walk past all that have none
	}
	if st.part.undated {
		c.add(day + " = ''")
	}
	if after == "" {
		return c, nil
	}
	parts := strings.Split(after, " ")
	want := 2
	if o == keep.ByOrigins {
		want = 3
	}
	if len(parts) != want {
		return c, fmt.Errorf("%q, order %q: %w", after, o, keep.ErrCursor)
	}
	id, value := parts[want-1], parts[want-2]
	switch o {
	case keep.ByPublished:
		c.add("e.last <= ? AND (e.last < ? OR e.id > ?)", value, value, id)
	case keep.ByOrigins:
		n, err := strconv.Atoi(parts[0])
		if err != nil {
			return c, fmt.Errorf("%q, order %q: %w", after, o, keep.ErrCursor)
		}
		c.add("e.origins <= ? AND (e.origins < ? OR e.last < ? OR (e.last = ? AND e.id > ?))", n, n, value, value, id)
	case keep.ByTimeUp:
		switch {
		case value != "" && st.part.dated:
			c.add(day+" >= ? AND ("+day+" > ? OR e.id > ?)", value, value, id)
		case value == "" && st.part.dated:
			c.add("0")
		case value == "":
			c.add("e.id > ?", id)
		}
	default:
		c.add(day+" <= ? AND ("+day+" < ? OR e.id > ?)", value, value, id)
	}
	return c, nil
}
