package sqlite

import (
	"context"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// pending holds the groups of copies that a batch changes. A group that changes often within the batch is written
// once, as it stands at the end.
type pending struct {
	groups []keep.CopyGroup
	of     map[int64]int // index of the last group that a document was put into
}

// put takes a group as it stands now. It takes the place of every group that shares a member with it.
func (p *pending) put(g keep.CopyGroup) error {
	if len(g.Members) < 2 || !slices.ContainsFunc(g.Members, func(m keep.CopyMember) bool { return m.Document == g.Origin }) {
		return fmt.Errorf("internal error: the group of document %d has %d members or lacks its origin", g.Origin, len(g.Members))
	}
	if p.of == nil {
		p.of = map[int64]int{}
	}
	for _, m := range g.Members {
		if i, ok := p.of[m.Document]; ok {
			for _, old := range p.groups[i].Members {
				if p.of[old.Document] == i {
					delete(p.of, old.Document)
				}
			}
			p.groups[i].Members = nil
		}
	}
	p.groups = append(p.groups, g)
	for _, m := range g.Members {
		p.of[m.Document] = len(p.groups) - 1
	}
	return nil
}

// write writes the groups in place of those that hold a member of them now. The number of a group is that of its
// first document.
func (p *pending) write(ctx context.Context, w *writer) error {
	for _, g := range p.groups {
		if len(g.Members) == 0 {
			continue
		}
		for _, m := range g.Members {
			old, known, err := found(ctx, w.groupOf, m.Document)
			if err != nil {
				return err
			}
			if !known {
				continue
			}
			if _, err := w.deleteMember.ExecContext(ctx, old); err != nil {
				return err
			}
			if _, err := w.deleteGroup.ExecContext(ctx, old); err != nil {
				return err
			}
		}
		if err := w.group(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) group(ctx context.Context, g keep.CopyGroup) error {
	members := slices.SortedFunc(slices.Values(g.Members), func(a, b keep.CopyMember) int { return int(a.Document - b.Document) })
	n, size := members[0].Document, int64(len(members))
	if _, err := w.insertGroup.ExecContext(ctx, n, g.Origin, size, checksum("copy_group", n, g.Origin, size)); err != nil {
		return err
	}
	for _, m := range members {
		sum := checksum("copy_member", m.Document, n, m.Similarity)
		if _, err := w.insertMember.ExecContext(ctx, m.Document, n, m.Similarity, sum); err != nil {
			return err
		}
	}
	return nil
}
