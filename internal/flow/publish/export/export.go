// Package export writes a record in the forms that other programs read, one file a form.
package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Documents is what JSONL asks of a record.
type Documents interface {
	Reports(ctx context.Context, f keep.Filter) iter.Seq2[keep.Row, error]
	Text(ctx context.Context, id record.DocumentID) (string, error)
	Facts(ctx context.Context, id record.DocumentID) ([]record.Entry, error)
}

// Options choose what is written. The zero value writes all, without the texts.
type Options struct {
	Filter keep.Filter
	Text   bool             // the text within each document
	Ledger keep.LedgerStore // whose entries follow the documents that they stand on; nil for none
}

// JSONL writes documents and facts, one JSON object a line, in the order in which the reports were added. The facts
// and notices of a text follow the first report of it that is written. Behind all of them follow the entries of the
// ledger that stand on at least one of them, by kind, day and id, and where nothing was filtered the tombstones.
func JSONL(ctx context.Context, store Documents, w io.Writer, o Options) error {
	out := record.NewWriter(w)
	written := map[record.DocumentID]bool{}
	facts := map[record.ID]bool{}
	for row, err := range store.Reports(ctx, o.Filter) {
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if err := one(ctx, store, out, row, o.Text, !written[row.Document.ID], facts); err != nil {
			return fmt.Errorf("export of %s: %w", row.Document.ID, err)
		}
		written[row.Document.ID] = true
	}
	if o.Ledger == nil {
		return nil
	}
	if err := held(ctx, o.Ledger, out, o.Filter == (keep.Filter{}), func(g keep.Group, e record.Entry) bool {
		if s, ok := e.(*record.Story); ok {
			return slices.ContainsFunc(s.Documents, func(d record.DocumentID) bool { return written[d] })
		}
		return slices.ContainsFunc(g.Members, func(m record.ID) bool { return facts[m] })
	}); err != nil {
		return fmt.Errorf("export of the ledger: %w", err)
	}
	return nil
}

// held writes the entries of the ledger: all with the tombstones, or those that stand on what was written.
func held(ctx context.Context, store keep.LedgerStore, out *record.Writer, all bool, stands func(keep.Group, record.Entry) bool) error {
	for _, kind := range record.LedgerKinds() {
		for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: kind, Order: keep.ByTimeUp}) {
			if err != nil {
				return err
			}
			e, err := record.Decode(g.Entry)
			if err != nil {
				return fmt.Errorf("%s: %w", g.ID, err)
			}
			if !all && !stands(g, e) {
				continue
			}
			if err := out.Write(e); err != nil {
				return err
			}
		}
	}
	if !all {
		return nil
	}
	for t, err := range store.Tombstones(ctx) {
		if err != nil {
			return err
		}
		if err := out.Write(&t); err != nil {
			return err
		}
	}
	return nil
}

func one(ctx context.Context, store Documents, out *record.Writer, row keep.Row, withText, withFacts bool, ids map[record.ID]bool) error {
	doc := row.Document
	if withText {
		text, err := store.Text(ctx, doc.ID)
		if err != nil {
			return err
		}
		doc.Text = text
	}
	if err := out.Write(&doc); err != nil {
		return err
	}
	if !withFacts {
		return nil
	}
	facts, err := store.Facts(ctx, doc.ID)
	if err != nil {
		return err
	}
	for _, f := range facts {
		if err := out.Write(f); err != nil {
			return err
		}
		switch f := f.(type) {
		case *record.Event:
			ids[f.ID] = true
		case *record.Claim:
			ids[f.ID] = true
		case *record.Figure:
			ids[f.ID] = true
		}
	}
	return nil
}
