package flow

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// ErrPast is given for a state of a record that cannot be made again.
var ErrPast = errors.New("this state of the record cannot be made again")

// mostPast is how many reports a past state may have: it is held in memory, and made at 3 ms a report.
const mostPast = 2_000

// Past gives a record as it was at a state of it ([keep.Store.Sequence]): the reports that were there, and what held across
// them, built anew from their facts. It can be read alone. [ErrPast] where the state is none that the record was in at
// rest, where facts were read again or joined by other rules since, or where it is too large.
func Past(ctx context.Context, store keep.Store, kinds []ledger.Kind, state int64) (keep.Store, error) {
	p := &past{Store: store, state: state, documents: map[record.DocumentID]bool{}}
	if err := p.readLog(ctx); err != nil {
		return nil, err
	}
	for row, err := range p.Reports(ctx, keep.Filter{}) {
		if err != nil {
			return nil, err
		}
		p.documents[row.Document.ID] = true
	}
	if err := p.unmoved(ctx); err != nil {
		return nil, err
	}
	var err error
	p.ledger, err = rebuild(ctx, p, kinds)
	return p, err
}

// restBits are the bits of a state below the number of its line of the log: how many documents were not joined yet.
const restBits = 24

// past is a record as it was after some line of its log.
type past struct {
	keep.Store
	state     int64
	lines     []keep.LogEntry
	last      int64 // number of the last report
	documents map[record.DocumentID]bool
	ledger    *memory.Store // nil while it is built
}

// readLog finds the last report of the state, and refuses a state after which more than adding was done.
func (p *past) readLog(ctx context.Context) error {
	line := p.state >> restBits
	if p.state&(1<<restBits-1) != 0 || line < 1 {
		return fmt.Errorf("%w: some reports were not joined with the others then", ErrPast)
	}
	for e, err := range p.Store.Log(ctx) {
		if err != nil {
			return err
		}
		var d struct {
			Reports  *[2]int64 `json:"reports"`
			Replaced int       `json:"replaced"`
		}
		if err := json.Unmarshal([]byte(e.Detail), &d); err != nil {
			return fmt.Errorf("line %d of the log: %w", e.Sequence, err)
		}
		switch {
		case e.Sequence > line && (e.Action != "add" || d.Replaced > 0):
			return fmt.Errorf("%w: since then reports were read again, or joined by other rules", ErrPast)
		case e.Sequence > line:
			continue
		case d.Reports != nil:
			p.last = max(p.last, d.Reports[1])
		}
		p.lines = append(p.lines, e)
	}
	switch {
	case len(p.lines) == 0 || p.lines[len(p.lines)-1].Sequence != line:
		return fmt.Errorf("%w: its log has no line %d", ErrPast, line)
	case p.last > mostPast:
		return fmt.Errorf("%w: it has more than %d reports", ErrPast, mostPast)
	}
	return nil
}

// unmoved refuses a state of which a text was found since with another day or publisher that counts for it now.
func (p *past) unmoved(ctx context.Context) error {
	for id := range p.documents {
		source, err := p.Store.Source(ctx, id)
		if err != nil {
			return err
		}
		rows, err := p.Report(ctx, string(id))
		if err != nil {
			return err
		}
		same := func(r keep.Row) bool {
			publisher := ""
			if r.Document.Publisher != nil {
				publisher = *r.Document.Publisher
			}
			return r.Document.Published == source.Published && publisher == source.Publisher
		}
		if !slices.ContainsFunc(rows, same) {
			return fmt.Errorf("%w: a text of it was found since with another day or publisher", ErrPast)
		}
	}
	return nil
}

func (p *past) Sequence(context.Context) (int64, error) { return p.state, nil }

func (p *past) Log(context.Context) iter.Seq2[keep.LogEntry, error] {
	return func(yield func(keep.LogEntry, error) bool) {
		for _, e := range p.lines {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (p *past) Reports(ctx context.Context, f keep.Filter) iter.Seq2[keep.Row, error] {
	return func(yield func(keep.Row, error) bool) {
		for row, err := range p.Store.Reports(ctx, f) {
			if err == nil && row.Number > p.last || !yield(row, err) {
				return
			}
		}
	}
}

func (p *past) then(rows []keep.Row) []keep.Row {
	return slices.DeleteFunc(rows, func(r keep.Row) bool { return r.Number > p.last })
}

func (p *past) Report(ctx context.Context, id string) ([]keep.Row, error) {
	rows, err := p.Store.Report(ctx, id)
	if err != nil {
		return nil, err
	}
	if rows = p.then(rows); len(rows) == 0 {
		return nil, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	}
	return rows, nil
}

func (p *past) Copies(ctx context.Context, id record.DocumentID) ([]keep.Row, error) {
	rows, err := p.Store.Copies(ctx, id)
	if rows = p.then(rows); len(rows) < 2 {
		rows = nil
	}
	return rows, err
}

func (p *past) has(id record.DocumentID) error {
	if !p.documents[id] {
		return fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	}
	return nil
}

func (p *past) Text(ctx context.Context, id record.DocumentID) (string, error) {
	if err := p.has(id); err != nil {
		return "", err
	}
	return p.Store.Text(ctx, id)
}

func (p *past) Facts(ctx context.Context, id record.DocumentID) ([]record.Entry, error) {
	if err := p.has(id); err != nil {
		return nil, err
	}
	return p.Store.Facts(ctx, id)
}

// Search finds what matches among the reports of the state. How well a report fits is judged by the words of the whole
// record.
func (p *past) Search(ctx context.Context, q query.Query, f keep.Filter) ([]keep.Hit, int, error) {
	limit, offset := f.Limit, f.Offset
	f.Limit, f.Offset = 0, 0
	hits, _, err := p.Store.Search(ctx, q, f)
	hits = slices.DeleteFunc(hits, func(h keep.Hit) bool { return !p.documents[h.Document.ID] })
	total := len(hits)
	hits = hits[min(offset, total):]
	if limit > 0 {
		hits = hits[:min(limit, len(hits))]
	}
	return hits, total, err
}

// Status counts what the pages name; the rest is that of today.
func (p *past) Status(ctx context.Context) (keep.Status, error) {
	s, err := p.Store.Status(ctx)
	s.Sequence, s.Documents, s.Reports, s.Pending = p.state>>restBits, len(p.documents), int(p.last), 0
	return s, err
}

func (p *past) PendingDocuments(context.Context) (int, error) { return 0, nil }

func (p *past) Groups(ctx context.Context, f keep.GroupFilter) iter.Seq2[keep.Group, error] {
	return p.ledger.Groups(ctx, f)
}

func (p *past) Group(ctx context.Context, id string) (keep.Group, error) {
	return p.ledger.Group(ctx, id)
}

func (p *past) GroupsOf(ctx context.Context, kind string, facts []record.ID) ([]keep.Group, error) {
	return p.ledger.GroupsOf(ctx, kind, facts)
}

func (p *past) FactByID(ctx context.Context, id string) (record.Entry, keep.Source, error) {
	return p.ledger.FactByID(ctx, id)
}

// Source is that of the record while the ledger is built from it.
func (p *past) Source(ctx context.Context, id record.DocumentID) (keep.Source, error) {
	if p.ledger == nil {
		return p.Store.Source(ctx, id)
	}
	return p.ledger.Source(ctx, id)
}

// Coverage is that of the ledger, with the copies as a record tells them from the first of their group: by date, then by the
// digest of the text.
func (p *past) Coverage(ctx context.Context, days query.Range) iter.Seq2[keep.Covered, error] {
	return func(yield func(keep.Covered, error) bool) {
		first := map[int64]keep.Source{} // of each group of copies
		var grouped []keep.Source
		for id := range p.documents {
			s, err := p.ledger.Source(ctx, id)
			if err != nil {
				yield(keep.Covered{}, err)
				return
			}
			if s.Group == 0 {
				continue
			}
			grouped = append(grouped, s)
			if f, ok := first[s.Group]; !ok || cmp.Or(cmp.Compare(s.Published+"~", f.Published+"~"), cmp.Compare(s.ID, f.ID)) < 0 {
				first[s.Group] = s
			}
		}
		type key struct{ day, publisher string }
		copied := map[key]int{}
		for _, s := range grouped {
			if s.ID != first[s.Group].ID {
				copied[key{s.Published, s.Publisher}]++
			}
		}
		for c, err := range p.ledger.Coverage(ctx, days) {
			c.Copies = copied[key{c.Day, c.Publisher}]
			if !yield(c, err) {
				return
			}
		}
	}
}

func (p *past) Tombstones(ctx context.Context) iter.Seq2[record.Tombstone, error] {
	return p.ledger.Tombstones(ctx)
}

// errReadOnly is given for whatever would change a past state.
var errReadOnly = errors.New("a past state of a record can only be read")

func (p *past) Add(context.Context, keep.Batch, keep.Grouper) (keep.Added, error) {
	return keep.Added{}, errReadOnly
}

func (p *past) ReplaceFacts(context.Context, []keep.Replacement, keep.Run) (int, error) {
	return 0, errReadOnly
}

func (p *past) UpdateLedger(context.Context, func(context.Context, keep.Ledger) error) error {
	return errReadOnly
}

func (p *past) MarkPending(context.Context, []int64) error { return errReadOnly }
func (p *past) ClearLedger(context.Context) error          { return errReadOnly }
func (p *past) Note(context.Context, string, string) error { return errReadOnly }
func (p *past) Close() error                               { return nil }
