// Package ledger joins what single reports say into what holds across them: events, claims, disputes, series of figures,
// follow-ups and stories.
//
// Every kind of entry works in the same way. A [Kind] makes items of the facts of a document, says of any two items
// whether they are linked, and describes each component of linked items as groups. All three are pure functions of their
// arguments, so what the ledger holds is a function of the set of documents alone: adding a report touches the
// components that its items are linked to, and the result equals one that was built from nothing, in whatever order the
// reports came. [Update] is the engine that does this for all kinds; it knows nothing of what they mean.
package ledger

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Kind is one kind of the ledger's entries.
type Kind interface {
	// Name is the kind of the entries: joined, joined-claim, contest, series, follow-up or story.
	Name() string
	// Items gives what a document adds, each with the index of its fact (-1 for the document itself), its features and
	// its keys. Items of a kind that share no key are never compared: a key has to be narrow enough that few hundred
	// items have it among any number of reports.
	Items(source keep.Source, facts []record.Entry) ([]New, error)
	// Decode reads the features of an item.
	Decode(features []byte) (any, error)
	// Linked tells whether two items can be about one matter. It is symmetric and depends on the two alone.
	Linked(a, b *Item) bool
	// Groups describes a component: linked items in the order of [Compare]. An item may be in any number of groups.
	Groups(component []*Item) ([]keep.Group, error)
}

// TextKind is a kind that looks at the text of a document besides what was read from it.
type TextKind interface {
	Kind
	// TextItems is called instead of Items.
	TextItems(source keep.Source, text string, facts []record.Entry) ([]New, error)
}

// New is an item that a document adds.
type New struct {
	ID       record.ID
	Fact     int // index, -1 for the document itself
	Features []byte
	Keys     []uint64
}

// Item is an item with its decoded features.
type Item struct {
	keep.Item
	Features any
	entry    func() (record.Entry, error)
}

// Entry gives the fact itself; nil for the item of a document.
func (i *Item) Entry() (record.Entry, error) { return i.entry() }

// NewItem makes an item outside a store, for tests and measurements.
func NewItem(i keep.Item, features any, entry record.Entry) *Item {
	return &Item{Item: i, Features: features, entry: func() (record.Entry, error) { return entry, nil }}
}

// Compare orders items by what they are and not by when they were added: by date of publication (unknown last), document
// and id.
func Compare(a, b *Item) int {
	return cmp.Or(
		cmp.Compare(lastIfEmpty(a.Source.Published), lastIfEmpty(b.Source.Published)),
		cmp.Compare(a.Source.ID, b.Source.ID), cmp.Compare(a.ID, b.ID))
}

func lastIfEmpty(day string) string { return cmp.Or(day, "~") }

// Key digests the parts of a key.
func Key(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// Limits of one step of an update.
const batchDocuments = 400

// Update brings the ledger of a store up to date, in transactions of some hundred documents. It gives how many
// documents were taken up. After a kill the next call goes on where this one was.
func Update(ctx context.Context, store keep.LedgerStore, kinds []Kind) (documents int, err error) {
	for {
		n := 0
		err := store.UpdateLedger(ctx, func(ctx context.Context, l keep.Ledger) error {
			u := update{ledger: l, kinds: kinds}
			var err error
			n, err = u.step(ctx)
			return err
		})
		if err != nil {
			return documents, fmt.Errorf("ledger: %w", err)
		}
		documents += n
		if n < batchDocuments {
			return documents, nil
		}
	}
}

// update is one transaction.
type update struct {
	ledger keep.Ledger
	kinds  []Kind
}

// change is what the pending documents change for one kind.
type change struct {
	added   []int64        // numbers of new items
	keys    []uint64       // theirs
	touched map[int64]bool // components that lost an item or have to be described again
}

func (u *update) step(ctx context.Context) (int, error) {
	sources, err := u.ledger.Pending(ctx, batchDocuments)
	if err != nil || len(sources) == 0 {
		return 0, err
	}
	changes := make([]change, len(u.kinds))
	for k := range changes {
		changes[k].touched = map[int64]bool{}
	}
	numbers := make([]int64, len(sources))
	for i, s := range sources {
		numbers[i] = s.Number
		if err := u.document(ctx, s, changes); err != nil {
			return 0, fmt.Errorf("document %s: %w", s.ID.Short(), err)
		}
	}
	for k, kind := range u.kinds {
		if err := u.join(ctx, kind, changes[k]); err != nil {
			return 0, fmt.Errorf("%s: %w", kind.Name(), err)
		}
	}
	return len(sources), u.ledger.Settled(ctx, numbers)
}

// document replaces the items of one document. Items that stay as they are keep their numbers.
func (u *update) document(ctx context.Context, s keep.Source, changes []change) error {
	facts, err := u.ledger.FactsOf(ctx, s.Number)
	if err != nil {
		return err
	}
	old, err := u.ledger.ItemsOf(ctx, s.Number)
	if err != nil {
		return err
	}
	entries := make([]record.Entry, len(facts))
	for i := range facts {
		entries[i] = facts[i].Entry
	}
	for k, kind := range u.kinds {
		items, err := u.itemsOf(ctx, kind, s, entries)
		if err != nil {
			return fmt.Errorf("%s: %w", kind.Name(), err)
		}
		if err := u.items(ctx, kind.Name(), s, facts, items, old, &changes[k]); err != nil {
			return err
		}
	}
	return nil
}

func (u *update) itemsOf(ctx context.Context, kind Kind, s keep.Source, facts []record.Entry) ([]New, error) {
	k, ok := kind.(TextKind)
	if !ok {
		return kind.Items(s, facts)
	}
	text, err := u.ledger.TextOf(ctx, s.Number)
	if err != nil {
		return nil, err
	}
	return k.TextItems(s, text, facts)
}

func (u *update) items(ctx context.Context, kind string, s keep.Source, facts []keep.Fact, items []New, old []keep.Item, c *change) error {
	gone := map[record.ID]keep.Item{}
	for _, o := range old {
		if o.Kind == kind {
			gone[o.ID] = o
			c.touched[o.Component] = true // its document changed
		}
	}
	for _, n := range items {
		fact := int64(0)
		if n.Fact >= 0 {
			fact = facts[n.Fact].Number
		}
		if o, ok := gone[n.ID]; ok && o.Fact == fact && slices.Equal(o.Features, n.Features) && slices.Equal(o.Keys, n.Keys) {
			delete(gone, n.ID)
			continue
		}
		number, err := u.ledger.PutItem(ctx, keep.Item{Kind: kind, ID: n.ID, Source: s, Fact: fact, Features: n.Features, Keys: n.Keys})
		if err != nil {
			return err
		}
		c.added = append(c.added, number)
		c.keys = append(c.keys, n.Keys...)
		c.touched[number] = true
	}
	for _, id := range slices.Sorted(maps.Keys(gone)) {
		if err := u.ledger.DeleteItem(ctx, gone[id].Number); err != nil {
			return err
		}
	}
	return nil
}

// join recomputes the components that a change touches.
func (u *update) join(ctx context.Context, kind Kind, c change) error {
	if len(c.touched) == 0 {
		return nil
	}
	items, err := u.load(ctx, kind, c)
	if err != nil {
		return err
	}
	old, err := u.ledger.GroupsIn(ctx, kind.Name(), slices.Sorted(maps.Keys(c.touched)))
	if err != nil {
		return err
	}
	var groups []keep.Group
	for _, component := range Components(kind, items) {
		number := component[0].Number
		for _, i := range component[1:] {
			number = min(number, i.Number)
		}
		for _, i := range component {
			if i.Component != number {
				if err := u.ledger.SetComponent(ctx, i.Number, number); err != nil {
					return err
				}
			}
		}
		of, err := kind.Groups(component)
		if err != nil {
			return err
		}
		if err := u.put(ctx, number, of, old); err != nil {
			return err
		}
		groups = append(groups, of...)
	}
	return u.bury(ctx, kind.Name(), old, groups)
}

// load gives the items of all components that the change touches: those that lost an item, and those that a new item
// is linked to.
func (u *update) load(ctx context.Context, kind Kind, c change) ([]*Item, error) {
	slices.Sort(c.keys)
	near, err := u.ledger.ItemsWith(ctx, kind.Name(), slices.Compact(c.keys))
	if err != nil {
		return nil, err
	}
	candidates, err := u.decode(ctx, kind, near)
	if err != nil {
		return nil, err
	}
	byNumber := map[int64]*Item{}
	for _, i := range candidates {
		byNumber[i.Number] = i
	}
	byKey := index(candidates)
	for _, number := range c.added {
		added := byNumber[number]
		if added == nil {
			continue // it has no key
		}
		asked := map[*Item]bool{} // those that share several keys are asked for once
		for _, key := range added.Keys {
			for _, other := range byKey[key] {
				if c.touched[other.Component] || asked[other] {
					continue
				}
				asked[other] = true
				if kind.Linked(added, other) {
					c.touched[other.Component] = true
				}
			}
		}
	}
	items, err := u.ledger.ItemsIn(ctx, kind.Name(), slices.Sorted(maps.Keys(c.touched)))
	if err != nil {
		return nil, err
	}
	for i := range items {
		if known := byNumber[items[i].Number]; known != nil {
			items[i] = known.Item
		}
	}
	return u.decode(ctx, kind, items)
}

func (u *update) decode(ctx context.Context, kind Kind, items []keep.Item) ([]*Item, error) {
	all := make([]*Item, len(items))
	for n, i := range items {
		features, err := kind.Decode(i.Features)
		if err != nil {
			return nil, fmt.Errorf("features of %s: %w", i.ID, err)
		}
		fact := i.Fact
		all[n] = &Item{Item: i, Features: features, entry: func() (record.Entry, error) {
			if fact == 0 {
				return nil, nil
			}
			return u.ledger.Fact(ctx, fact)
		}}
	}
	slices.SortFunc(all, Compare)
	return all, nil
}

func index(items []*Item) map[uint64][]*Item {
	byKey := map[uint64][]*Item{}
	for _, i := range items {
		for _, key := range i.Keys {
			byKey[key] = append(byKey[key], i)
		}
	}
	return byKey
}

// Components parts items into those that are linked, directly or over others. The items of each stand in the order of
// Compare, and so do the components by their first items.
func Components(kind Kind, items []*Item) [][]*Item {
	root := map[*Item]*Item{}
	var find func(i *Item) *Item
	find = func(i *Item) *Item {
		if r := root[i]; r != nil && r != i {
			root[i] = find(r)
			return root[i]
		}
		return i
	}
	byKey := index(items)
	asked := map[*Item]bool{} // those that share several keys are asked for once
	for _, a := range items {
		clear(asked)
		for _, key := range a.Keys {
			for _, b := range byKey[key] {
				if asked[b] || Compare(a, b) >= 0 {
					continue
				}
				asked[b] = true
				if ra, rb := find(a), find(b); ra != rb && kind.Linked(a, b) {
					root[rb] = ra
				}
			}
		}
	}
	members := map[*Item][]*Item{}
	var order []*Item
	for _, i := range items {
		r := find(i)
		if members[r] == nil {
			order = append(order, r)
		}
		members[r] = append(members[r], i)
	}
	all := make([][]*Item, len(order))
	for n, r := range order {
		all[n] = members[r]
	}
	return all
}

// put writes the groups that are not there as they are.
func (u *update) put(ctx context.Context, component int64, groups, old []keep.Group) error {
	for _, g := range groups {
		if err := u.ledger.PutGroup(ctx, component, g); err != nil {
			return fmt.Errorf("%s: %w", g.ID, err)
		}
		known := slices.ContainsFunc(old, func(o keep.Group) bool { return o.ID == g.ID })
		if !known {
			if err := u.ledger.Unearth(ctx, g.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// bury takes away the groups that are no more and says what replaced them.
func (u *update) bury(ctx context.Context, kind string, old, groups []keep.Group) error {
	live := map[record.ID]bool{}
	holds := map[record.ID][]record.ID{}
	for _, g := range groups {
		live[g.ID] = true
		for _, m := range g.Members {
			holds[m] = append(holds[m], g.ID)
		}
	}
	for _, o := range old {
		if live[o.ID] {
			continue
		}
		if err := u.ledger.DeleteGroup(ctx, kind, o.ID); err != nil {
			return err
		}
		t := record.Tombstone{ID: o.ID, Cause: "withdrawn"}
		for _, m := range o.Members {
			t.ReplacedBy = append(t.ReplacedBy, holds[m]...)
		}
		slices.Sort(t.ReplacedBy)
		t.ReplacedBy = slices.Compact(t.ReplacedBy)
		switch {
		case len(t.ReplacedBy) == 1:
			t.Cause = "merged"
		case len(t.ReplacedBy) > 1:
			t.Cause = "split"
		}
		if err := u.ledger.Bury(ctx, t); err != nil {
			return err
		}
	}
	return nil
}
