package sqlite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// replacement is the detail of the line of the log that ReplaceFacts writes.
type replacement struct {
	Run       int64 `json:"run"`
	Documents int   `json:"documents"` // whose facts changed
	Facts     int   `json:"facts"`     // that these documents have now
	// Digest is the SHA-256 of the digests of the readings of these documents, in the order of their numbers.
	Digest string `json:"digest"`
}

// ReplaceFacts puts other facts in the place of those that documents have.
func (s *Store) ReplaceFacts(ctx context.Context, all []keep.Replacement, run keep.Run) (int, error) {
	prepared := make([][]fact, len(all))
	for i, r := range all {
		for _, entry := range r.Facts {
			f, err := factOf(entry)
			if err != nil {
				return 0, fmt.Errorf("facts of %s: %w", r.Document.Short(), err)
			}
			prepared[i] = append(prepared[i], f)
		}
	}
	changed := 0
	err := s.write(ctx, "replace facts", func(ctx context.Context, w *writer) error {
		a := adding{w: w, run: run}
		detail, err := a.replaceAll(ctx, all, prepared)
		if err != nil || detail.Documents == 0 {
			return err
		}
		changed = detail.Documents
		line, err := json.Marshal(detail)
		if err != nil {
			return fmt.Errorf("internal error: %w", err)
		}
		return w.note(context.WithoutCancel(ctx), "replace", string(line))
	})
	if err != nil {
		return 0, err
	}
	return changed, nil
}

func (a *adding) replaceAll(ctx context.Context, all []keep.Replacement, prepared [][]fact) (detail replacement, err error) {
	steady := context.WithoutCancel(ctx)
	if a.nextFact, err = a.w.nextFact(steady); err != nil {
		return detail, err
	}
	digests := map[int64][]byte{}
	for i, r := range all {
		if err := ctx.Err(); err != nil {
			return detail, err
		}
		sum, err := r.Document.Sum()
		if err != nil {
			return detail, fmt.Errorf("%w: %w", keep.ErrNotFound, err)
		}
		document, known, err := found(steady, a.w.findDocument, sum[:])
		if err != nil || !known {
			return detail, errors.Join(err, fmt.Errorf("document %s: %w", r.Document.Short(), keep.ErrNotFound))
		}
		digest, err := a.replace(steady, document, prepared[i])
		if err != nil {
			return detail, fmt.Errorf("document %s: %w", r.Document.Short(), err)
		}
		if digest == nil {
			continue
		}
		if digests[document] == nil {
			detail.Documents++
		}
		digests[document] = digest
		detail.Facts += len(prepared[i])
		row, err := a.sources.of(steady, a.w, document)
		if err != nil || row == nil {
			return detail, errors.Join(err, fmt.Errorf("document %s has no source: %w: run verify", r.Document.Short(), keep.ErrDamaged))
		}
		row.pending = true
		a.sources.changed[document] = true
	}
	detail.Run = a.runNumber
	h := sha256.New()
	for _, n := range slices.Sorted(maps.Keys(digests)) {
		h.Write(digests[n])
	}
	detail.Digest = hex.EncodeToString(h.Sum(nil))
	return detail, errors.Join(a.sources.write(steady, a.w), a.ids.write(steady, a.w))
}

// reread puts the facts read with an earlier report in the place of those that a document has.
func (a *adding) reread(ctx context.Context, it *item, row *sourceRow) error {
	digest, err := a.replace(ctx, row.document, it.facts)
	if err == nil && digest != nil {
		a.replaced++
	}
	return err
}

// replace gives the digest of the new facts, nil where they are those that are there: then nothing is touched. Facts
// that the ledger still stands on are kept aside until it has taken up the document.
func (a *adding) replace(ctx context.Context, document int64, facts []fact) (digest []byte, err error) {
	old, err := factsOf(ctx, a.w, document)
	if err != nil {
		return nil, err
	}
	if slices.EqualFunc(old, facts, func(o keptFact, f fact) bool { return o.entry == f.entry }) {
		return nil, nil
	}
	if _, err := a.stamp(ctx); err != nil {
		return nil, err
	}
	standing, err := numbers(ctx, a.w.factsOfItems, document)
	if err != nil {
		return nil, err
	}
	for _, o := range old {
		if id := factIDOf(o.entry); id != "" {
			a.ids.set(factID{id, o.number}, false)
		}
		if !slices.Contains(standing, o.number) {
			continue
		}
		values := []any{o.number, document, o.entry}
		if _, err := a.w.insertSuperseded.ExecContext(ctx, append(values, checksum("superseded", values...))...); err != nil {
			return nil, err
		}
	}
	if _, err := a.w.deleteFacts.ExecContext(ctx, document); err != nil {
		return nil, err
	}
	if _, err := a.w.deleteReading.ExecContext(ctx, document); err != nil {
		return nil, err
	}
	return a.facts(ctx, facts, document, a.runNumber)
}

// keptFact is a fact as the record has it.
type keptFact struct {
	number int64
	entry  string
}

func factsOf(ctx context.Context, w *writer, document int64) (all []keptFact, err error) {
	rows, err := w.factsOf.QueryContext(ctx, document)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var f keptFact
		if err := rows.Scan(&f.number, &f.entry); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, rows.Err()
}

// nextFact gives the number behind that of every fact, those kept aside included.
func (w *writer) nextFact(ctx context.Context) (int64, error) {
	a, err := w.next(ctx, "fact", "number")
	if err != nil {
		return 0, err
	}
	b, err := w.next(ctx, "superseded", "number")
	return max(a, b), err
}

// factID is a row of the table fact_id.
type factID struct {
	id   string
	fact int64
}

// factIDOf gives the id of a fact that can be asked for by it: an event, claim, figure, occasion, nugget or dispute.
func factIDOf(line string) string {
	entry, err := record.Decode([]byte(line))
	if err != nil {
		return "" // verify tells of it
	}
	return idOf(entry)
}

// idOf gives the id by which a fact can be asked for; actors are found by their names.
func idOf(entry record.Entry) string {
	if _, ok := entry.(*record.ActorEntry); ok {
		return ""
	}
	return string(record.IDOf(entry))
}

// changedIDs are the rows of fact_id that a transaction changes.
type changedIDs struct{ changes[factID] }

func (c *changedIDs) write(ctx context.Context, w *writer) error {
	for _, row := range c.sorted(func(a, b factID) int { return cmp.Or(strings.Compare(a.id, b.id), cmp.Compare(a.fact, b.fact)) }) {
		stmt := w.deleteFactID
		if c.rows[row] {
			stmt = w.insertFactID
		}
		if _, err := stmt.ExecContext(ctx, row.id, row.fact); err != nil {
			return err
		}
	}
	return nil
}

// changes are rows to be put in (true) or taken out, gathered so that they are written in the order of their keys:
// neighbours share pages.
type changes[K comparable] struct{ rows map[K]bool }

func (c *changes[K]) set(row K, there bool) {
	if c.rows == nil {
		c.rows = map[K]bool{}
	}
	c.rows[row] = there
}

// sorted gives the rows in order.
func (c *changes[K]) sorted(order func(a, b K) int) []K {
	return slices.SortedFunc(maps.Keys(c.rows), order)
}
