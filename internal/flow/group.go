package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
	"github.com/chancery-project/chancery/internal/flow/keep"
)

// grouper lets the store group copies while it adds: it joins the index of signatures to the store's protocol.
//
// It holds, in memory, the outline of every document of the record and the groups that have two members or more.
type grouper struct {
	index     *copies.Index
	documents []copies.Document // by rising key
	group     map[int64]*[]copies.Member
	copies    int  // documents that are in a group and not its origin
	stale     bool // what it holds is not what the record holds
}

var _ keep.Grouper = (*grouper)(nil)

// newGrouper fills the index with the signatures that the record holds.
func newGrouper(ctx context.Context, store keep.Store) (*grouper, error) {
	g := &grouper{index: copies.NewIndex(), group: map[int64]*[]copies.Member{}}
	for s, err := range store.Signatures(ctx) {
		if err != nil {
			return nil, fmt.Errorf("read signatures of the record: %w", err)
		}
		if _, err := g.Group(s); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// Group takes one new document, whose number is above all before it.
func (g *grouper) Group(s keep.Signature) ([]keep.CopyGroup, error) {
	if g.stale {
		return nil, errors.New("internal error: the groups of copies are not those of the record")
	}
	signature, err := copies.FromBytes(s.Bytes)
	if err != nil {
		return nil, fmt.Errorf("signature of document %d: %w", s.Document, err)
	}
	added := copies.Document{Key: s.Document, Published: s.Published}
	matches := g.index.Add(added.Key, signature)
	g.documents = append(g.documents, added)
	if len(matches) == 0 {
		return nil, nil
	}
	joined := g.groupsOf(matches)
	members := copies.Join(added, joined, g.index.Similarity)
	g.copies += len(members) - 1
	for _, group := range joined {
		g.copies -= len(group) - 1
	}
	for _, m := range members {
		g.group[m.Key] = &members
	}
	return []keep.CopyGroup{kept(members)}, nil
}

// groupsOf gives the groups that the matches stand in, each once.
func (g *grouper) groupsOf(matches []copies.Match) [][]copies.Member {
	var groups [][]copies.Member
	seen := map[*[]copies.Member]bool{}
	for _, m := range matches {
		group := g.group[m.Key]
		if group == nil {
			groups = append(groups, []copies.Member{{Document: g.document(m.Key), Origin: m.Key, Similarity: 1}})
			continue
		}
		if !seen[group] {
			seen[group] = true
			groups = append(groups, *group)
		}
	}
	return groups
}

func (g *grouper) document(key int64) copies.Document {
	i, ok := slices.BinarySearchFunc(g.documents, key, func(d copies.Document, key int64) int {
		return int(min(max(d.Key-key, -1), 1))
	})
	if !ok {
		panic(fmt.Sprintf("internal error: document %d is in the index and not in the list", key))
	}
	return g.documents[i]
}

func kept(members []copies.Member) keep.CopyGroup {
	group := keep.CopyGroup{Origin: members[0].Origin, Members: make([]keep.CopyMember, len(members))}
	for i, m := range members {
		group.Members[i] = keep.CopyMember{Document: m.Key, Similarity: m.Similarity}
	}
	return group
}

// Commit keeps what was added.
func (g *grouper) Commit() {}

// Reset is called when a transaction did not hold. The addition ends then, and the next one begins anew.
func (g *grouper) Reset() { g.stale = true }
