package ledger

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// versionNote is the action of the line of the log that says by which version the ledger is kept.
const versionNote = "ledger"

// Bring brings the ledger of a record up to date. Where it was kept by another version of the rules it is taken away and
// built again from the facts; ids that are no more answer with what holds their tellings.
func Bring(ctx context.Context, store Store, rules Rules) (documents int, err error) {
	kinds, version := rules.Kinds, rules.Version
	kept, err := keptVersion(ctx, store)
	if err != nil {
		return 0, fmt.Errorf("ledger: %w", err)
	}
	if kept == version {
		return Update(ctx, store, kinds)
	}
	old, err := entries(ctx, store, kinds)
	if err != nil {
		return 0, fmt.Errorf("ledger: %w", err)
	}
	if err := store.ClearLedger(ctx); err != nil {
		return 0, fmt.Errorf("ledger: %w", err)
	}
	detail, err := json.Marshal(map[string]string{"version": version})
	if err != nil {
		return 0, fmt.Errorf("ledger: %w", err)
	}
	if err := store.Note(ctx, versionNote, string(detail)); err != nil {
		return 0, fmt.Errorf("ledger: %w", err)
	}
	if documents, err = Update(ctx, store, kinds); err != nil || len(old) == 0 {
		return documents, err
	}
	return documents, redirect(ctx, store, kinds, old)
}

// Rules are the kinds of entries that a ledger holds, with the version of how they are joined: ledgers that were kept by
// other versions are built anew.
type Rules struct {
	Kinds   []Kind
	Version string
}

// Store is what Bring needs of a record.
type Store interface {
	keep.LedgerStore
	Logged
}

// Logged is the log of a record.
type Logged interface {
	LastNote(ctx context.Context, action string) (detail string, err error)
	Note(ctx context.Context, action, detail string) error
}

// keptVersion gives the version by which the ledger was kept last, "" for one that never was.
func keptVersion(ctx context.Context, store Store) (string, error) {
	detail, err := store.LastNote(ctx, versionNote)
	if err != nil || detail == "" {
		return "", err
	}
	var d struct {
		Version string `json:"version"`
	}
	if err := json.Unmarshal([]byte(detail), &d); err != nil {
		return "", fmt.Errorf("line of the log about the ledger: %w", err)
	}
	return d.Version, nil
}

// entries gives the ids of all entries with the facts that they stand on.
func entries(ctx context.Context, store keep.LedgerStore, kinds []Kind) (map[record.ID][]record.ID, error) {
	all := map[record.ID][]record.ID{}
	for _, k := range kinds {
		for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: k.Name()}) {
			if err != nil {
				return nil, err
			}
			all[g.ID] = g.Members
		}
	}
	return all, nil
}

// redirect lets the ids that are no more answer with the entries that hold their facts now.
func redirect(ctx context.Context, store keep.LedgerStore, kinds []Kind, old map[record.ID][]record.ID) error {
	now, err := entries(ctx, store, kinds)
	if err != nil {
		return err
	}
	holds := map[record.ID][]record.ID{}
	for id, members := range now {
		for _, m := range members {
			holds[m] = append(holds[m], id)
		}
	}
	var gone []record.Tombstone
	for id, members := range old {
		if _, live := now[id]; live {
			continue
		}
		t := record.Tombstone{ID: id, Cause: "joined by other rules"}
		for _, m := range members {
			for _, to := range holds[m] {
				if to[0] == id[0] {
					t.ReplacedBy = append(t.ReplacedBy, to)
				}
			}
		}
		slices.Sort(t.ReplacedBy)
		t.ReplacedBy = slices.Compact(t.ReplacedBy)
		gone = append(gone, t)
	}
	slices.SortFunc(gone, func(a, b record.Tombstone) int { return cmp.Compare(a.ID, b.ID) })
	return store.UpdateLedger(ctx, func(ctx context.Context, l keep.Ledger) error {
		for _, t := range gone {
			if err := l.Bury(ctx, t); err != nil {
				return err
			}
		}
		return nil
	})
}
