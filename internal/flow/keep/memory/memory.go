// Package memory is the store of a ledger that lasts as long as the program runs: for commands that work without a
// record, for measurements and for tests. It keeps the facts of documents and what the ledger derives from them.
package memory

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Store is a ledger in memory. It is not safe for use by several goroutines at once.
type Store struct {
	documents  []*document // by number, from 1
	byID       map[record.DocumentID]*document
	facts      []fact // by number, from 1
	pending    map[int64]bool
	items      map[int64]keep.Item
	lastItem   int64
	byKey      map[string]map[uint64][]int64
	byDocument map[int64]map[int64]bool     // numbers of items
	within     map[int64]map[int64]bool     // numbers of items by their component
	in         map[int64]map[record.ID]bool // ids of groups by their component
	groups     map[record.ID]placed
	tombstones map[record.ID]record.Tombstone
}

var _ keep.LedgerStore = (*Store)(nil)

type document struct {
	source keep.Source
	text   string
	facts  []int64
	copies bool // a copy that is not the first of its group
}

type fact struct {
	document int64
	entry    record.Entry
}

type placed struct {
	component int64
	group     keep.Group
}

// New gives an empty store.
func New() *Store {
	return &Store{
		byID: map[record.DocumentID]*document{}, pending: map[int64]bool{}, items: map[int64]keep.Item{},
		byKey: map[string]map[uint64][]int64{}, byDocument: map[int64]map[int64]bool{}, within: map[int64]map[int64]bool{}, in: map[int64]map[record.ID]bool{}, groups: map[record.ID]placed{}, tombstones: map[record.ID]record.Tombstone{},
	}
}

// Add adds a document with its facts, or replaces what is known of it. The number of its source is given by the store.
// Where group names another document, the two are copies of one text.
func (s *Store) Add(source keep.Source, facts []record.Entry, copyOf record.DocumentID) {
	d := s.byID[source.ID]
	if d == nil {
		d = &document{}
		s.documents = append(s.documents, d)
		s.byID[source.ID] = d
		source.Number = int64(len(s.documents))
	} else {
		source.Number = d.source.Number
		source.Group = d.source.Group
	}
	d.source = source
	d.facts = nil
	for _, f := range facts {
		s.facts = append(s.facts, fact{source.Number, f})
		d.facts = append(d.facts, int64(len(s.facts)))
	}
	s.pending[source.Number] = true
	if of := s.byID[copyOf]; copyOf != "" && of != nil && of != d {
		s.group(d, of)
	}
}

// SetText gives the text of a document that was added. Without it the text is empty.
func (s *Store) SetText(id record.DocumentID, text string) {
	if d := s.byID[id]; d != nil {
		d.text = text
		s.pending[d.source.Number] = true
	}
}

// Join says that two documents are copies of one text.
func (s *Store) Join(a, b record.DocumentID) { s.group(s.byID[a], s.byID[b]) }

// group joins the groups of copies of two documents.
func (s *Store) group(a, b *document) {
	first := cmp.Or(b.source.Group, b.source.Number)
	second := cmp.Or(a.source.Group, a.source.Number)
	for _, d := range s.documents {
		if n := cmp.Or(d.source.Group, d.source.Number); n == first || n == second {
			d.source.Group = min(first, second)
			s.pending[d.source.Number] = true
		}
	}
	a.copies = true
}

// Remove takes the facts of a document away.
func (s *Store) Remove(id record.DocumentID) {
	if d := s.byID[id]; d != nil {
		d.facts = nil
		s.pending[d.source.Number] = true
	}
}

// UpdateLedger runs the change at once. After an error the store is not to be used any more.
func (s *Store) UpdateLedger(ctx context.Context, change func(context.Context, keep.Ledger) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return change(ctx, (*ledger)(s))
}

// PendingDocuments counts the documents that the ledger has to take up.
func (s *Store) PendingDocuments(context.Context) (int, error) { return len(s.pending), nil }

// MarkPending marks all documents, or those given.
func (s *Store) MarkPending(_ context.Context, documents []int64) error {
	if documents == nil {
		for n := range s.documents {
			s.pending[int64(n+1)] = true
		}
	}
	for _, n := range documents {
		s.pending[n] = true
	}
	return nil
}

// ClearLedger takes all items and entries away and marks all documents.
func (s *Store) ClearLedger(ctx context.Context) error {
	clear(s.items)
	clear(s.byKey)
	clear(s.byDocument)
	clear(s.within)
	clear(s.in)
	clear(s.groups)
	return s.MarkPending(ctx, nil)
}

// Groups lists entries of the ledger.
func (s *Store) Groups(_ context.Context, f keep.GroupFilter) iter.Seq2[keep.Group, error] {
	return func(yield func(keep.Group, error) bool) {
		var rows []keep.Group
		for _, p := range s.groups {
			if matches(p.group, f) {
				rows = append(rows, p.group)
			}
		}
		slices.SortFunc(rows, func(a, b keep.Group) int { return order(f.Order, a, b) })
		n := 0
		passed := f.After == ""
		for _, g := range rows {
			if !passed {
				passed = f.Order.Cursor(g) == f.After
				continue
			}
			if f.Columns {
				g.Entry, g.Members = nil, nil
				if !f.WithTerms {
					g.Terms = nil
				}
			}
			if !yield(g, nil) {
				return
			}
			if n++; n == f.Limit {
				return
			}
		}
	}
}

func matches(g keep.Group, f keep.GroupFilter) bool {
	has := func(term string) bool { _, ok := slices.BinarySearch(g.Terms, term); return ok }
	if f.Kind != "" && g.Kind != f.Kind || g.Origins < f.MinOrigins || g.Confidence < f.MinConfidence || f.Undated && (g.From != "" || g.To != "") {
		return false
	}
	for _, any := range f.Terms {
		if !slices.ContainsFunc(any, has) {
			return false
		}
	}
	return !slices.ContainsFunc(f.Without, has) && within(g.From, g.To, f.Time) && within(g.First, g.Last, f.Published)
}

// within tells whether an interval of days meets a range.
func within(from, to string, r query.Range) bool {
	if r.Open() {
		return true
	}
	from, to = cmp.Or(from, to), cmp.Or(to, from)
	return from != "" && (r.From == "" || to >= r.From) && (r.To == "" || from <= r.To)
}

func order(o keep.Order, a, b keep.Group) int {
	id := cmp.Compare(a.ID, b.ID)
	switch o {
	case keep.ByPublished:
		return cmp.Or(cmp.Compare(b.Last, a.Last), id)
	case keep.ByOrigins:
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(b.Last, a.Last), id)
	case keep.ByTimeUp:
		return cmp.Or(cmp.Compare(cmp.Or(a.From, "~"), cmp.Or(b.From, "~")), id)
	}
	return cmp.Or(cmp.Compare(b.From, a.From), id)
}

// Group gives an entry by its id or a beginning of it.
func (s *Store) Group(_ context.Context, id string) (keep.Group, error) {
	if p, ok := s.groups[record.ID(id)]; ok {
		return p.group, nil
	}
	if t, ok := s.tombstones[record.ID(id)]; ok {
		return keep.Group{}, &keep.GoneError{Tombstone: t}
	}
	var found []record.ID
	for g := range s.groups {
		if strings.HasPrefix(string(g), id) {
			found = append(found, g)
		}
	}
	switch len(found) {
	case 0:
		return keep.Group{}, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	case 1:
		return s.groups[found[0]].group, nil
	}
	return keep.Group{}, fmt.Errorf("%s: %w", id, keep.ErrAmbiguous)
}

// GroupsOf gives the groups that stand on one of the facts, by kind and id.
func (s *Store) GroupsOf(_ context.Context, kind string, facts []record.ID) ([]keep.Group, error) {
	var found []keep.Group
	for _, p := range s.groups {
		if (kind == "" || p.group.Kind == kind) && slices.ContainsFunc(p.group.Members, func(m record.ID) bool { return slices.Contains(facts, m) }) {
			found = append(found, p.group)
		}
	}
	slices.SortFunc(found, func(a, b keep.Group) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) })
	return found, nil
}

// FactByID gives a fact by its id or a beginning of it.
func (s *Store) FactByID(_ context.Context, id string) (record.Entry, keep.Source, error) {
	var found *fact
	for _, i := range s.items {
		if i.Fact == 0 || !strings.HasPrefix(string(i.ID), id) {
			continue
		}
		f := &s.facts[i.Fact-1]
		if found != nil && found != f {
			return nil, keep.Source{}, fmt.Errorf("%s: %w", id, keep.ErrAmbiguous)
		}
		found = f
	}
	if found == nil {
		return nil, keep.Source{}, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	}
	return found.entry, s.documents[found.document-1].source, nil
}

// Source gives what the ledger knows of a document.
func (s *Store) Source(_ context.Context, id record.DocumentID) (keep.Source, error) {
	d := s.byID[id]
	if d == nil {
		return keep.Source{}, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	}
	return d.source, nil
}

// Coverage counts documents by day and publisher.
func (s *Store) Coverage(_ context.Context, days query.Range) iter.Seq2[keep.Covered, error] {
	return func(yield func(keep.Covered, error) bool) {
		type key struct{ day, publisher string }
		counts := map[key]keep.Covered{}
		for _, d := range s.documents {
			if k := (key{d.source.Published, d.source.Publisher}); within(k.day, k.day, days) {
				c := counts[k]
				c.Day, c.Publisher = k.day, k.publisher
				c.Documents++
				if d.copies {
					c.Copies++
				}
				counts[k] = c
			}
		}
		rows := slices.SortedFunc(maps.Values(counts), func(a, b keep.Covered) int {
			return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Publisher, b.Publisher))
		})
		for _, c := range rows {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// Tombstones gives all of them by id.
func (s *Store) Tombstones(context.Context) iter.Seq2[record.Tombstone, error] {
	return func(yield func(record.Tombstone, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(s.tombstones)) {
			if !yield(s.tombstones[id], nil) {
				return
			}
		}
	}
}

// Dump writes every group on a line by kind and id: two stores that dump the same hold the same ledger.
func (s *Store) Dump() []byte {
	all := slices.SortedFunc(maps.Values(s.groups), func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.group.Kind, b.group.Kind), cmp.Compare(a.group.ID, b.group.ID))
	})
	var b bytes.Buffer
	for _, p := range all {
		g := p.group
		entry := g.Entry
		g.Entry = nil
		fmt.Fprintf(&b, "%+v %s\n", g, entry)
	}
	return b.Bytes()
}
