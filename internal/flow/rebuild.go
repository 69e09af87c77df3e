package flow

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// VerifyLedger builds what holds across reports from nothing, in memory, out of the facts that a record keeps, and
// reports every entry of the record that differs: what was added one by one has to equal what is built in one go.
// Documents that are pending are not counted as differing: the record says itself that they are.
func VerifyLedger(ctx context.Context, store keep.Store, kinds []ledger.Kind, report func(keep.Fault) bool) error {
	pending, err := store.PendingDocuments(ctx)
	if err != nil {
		return fmt.Errorf("verify the ledger: %w", err)
	}
	if pending > 0 {
		report(keep.Fault{Place: "ledger", Message: fmt.Sprintf("%d documents are not joined yet; \"chancery run\" does it", pending)})
		return nil
	}
	built, err := rebuild(ctx, store, kinds)
	if err != nil {
		return fmt.Errorf("verify the ledger: %w", err)
	}
	for _, k := range kinds {
		kept, err := entriesOf(ctx, store, k.Name())
		if err != nil {
			return fmt.Errorf("verify the ledger: %w", err)
		}
		want, err := entriesOf(ctx, built, k.Name())
		if err != nil {
			return fmt.Errorf("verify the ledger: %w", err)
		}
		if !compareEntries(k.Name(), kept, want, report) {
			return nil
		}
	}
	return nil
}

// rebuild fills a ledger in memory with the documents of a record.
func rebuild(ctx context.Context, store keep.Store, kinds []ledger.Kind) (*memory.Store, error) {
	built := memory.New()
	seen := map[record.DocumentID]bool{}
	first := map[int64]record.DocumentID{} // of a group of copies
	for row, err := range store.Reports(ctx, keep.Filter{}) {
		if err != nil {
			return nil, err
		}
		id := row.Document.ID
		if seen[id] {
			continue
		}
		seen[id] = true
		source, err := store.Source(ctx, id)
		if err != nil {
			return nil, err
		}
		facts, err := store.Facts(ctx, id)
		if err != nil {
			return nil, err
		}
		text, err := store.Text(ctx, id)
		if err != nil {
			return nil, err
		}
		group := source.Group
		source.Group = 0
		built.Add(source, facts, "")
		built.SetText(id, text)
		if group == 0 {
			continue
		}
		if of, ok := first[group]; ok {
			built.Join(id, of)
		} else {
			first[group] = id
		}
	}
	_, err := ledger.Update(ctx, built, kinds)
	return built, err
}

func entriesOf(ctx context.Context, store keep.LedgerStore, kind string) (map[record.ID]keep.Group, error) {
	all := map[record.ID]keep.Group{}
	for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: kind}) {
		if err != nil {
			return nil, err
		}
		all[g.ID] = g
	}
	return all, nil
}

// compareEntries reports the entries that only one of the two has or that are not the same. It gives false when nothing
// more is wanted.
func compareEntries(kind string, kept, want map[record.ID]keep.Group, report func(keep.Fault) bool) bool {
	ids := make([]record.ID, 0, len(kept))
	for id := range kept {
		ids = append(ids, id)
	}
	for id := range want {
		if _, ok := kept[id]; !ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		k, inRecord := kept[id]
		w, built := want[id]
		message := ""
		switch {
		case !inRecord:
			message = "is not in the record, but follows from its facts"
		case !built:
			message = "is in the record, but does not follow from its facts"
		case !bytes.Equal(k.Entry, w.Entry):
			message = "says something else than what follows from the facts of the record"
		case !slices.Equal(k.Terms, w.Terms) || !slices.Equal(k.Members, w.Members):
			message = "is found or held by other words and facts than follow from the record"
		}
		if message != "" && !report(keep.Fault{Place: kind + " " + string(id), Message: message}) {
			return false
		}
	}
	return true
}
