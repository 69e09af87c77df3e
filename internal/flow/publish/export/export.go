// Package export writes a record in the forms that other programs read, one file a form.
package export

import (
	"context"
	"fmt"
	"io"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Options choose what is written. The zero value writes all, without the texts.
type Options struct {
	Filter keep.Filter
	Text   bool // the text within each document
}

// JSONL writes documents and facts, one JSON object a line, in the order in which the reports were added. The facts
// and notices of a text follow the first report of it that is written.
func JSONL(ctx context.Context, store keep.Store, w io.Writer, o Options) error {
	out := record.NewWriter(w)
	written := map[record.DocumentID]bool{}
	for row, err := range store.Reports(ctx, o.Filter) {
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if err := one(ctx, store, out, row, o.Text, !written[row.Document.ID]); err != nil {
			return fmt.Errorf("export of %s: %w", row.Document.ID, err)
		}
		written[row.Document.ID] = true
	}
	return nil
}

func one(ctx context.Context, store keep.Store, out *record.Writer, row keep.Row, withText, withFacts bool) error {
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
	}
	return nil
}
