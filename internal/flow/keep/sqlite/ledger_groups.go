package sqlite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// group is a group as the database has it.
type group struct {
	keep.Group
	number, kind, component int64
	terms, members          string // as columns
}

// entryTerm is the key of a row of entry_term.
type entryTerm struct {
	term  int64
	day   string
	entry int64
}

type entryMember struct {
	item  string
	entry int64
}

// termOf gives the number that a term of a kind of entries has in entry_term: the first 8 bytes of the SHA-256 of the
// kind, a zero byte and the term.
func termOf(kind, term string) int64 {
	sum := sha256.Sum256([]byte(kind + "\x00" + term))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

// Lists of strings are kept as lines.
var (
	toLine   = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	fromLine = strings.NewReplacer(`\\`, `\`, `\n`, "\n")
)

func lines[S ~string](list []S) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(toLine.Replace(string(s)))
	}
	if len(list) == 1 && list[0] == "" {
		return `\e` // the empty list is the empty text
	}
	return b.String()
}

func listOf[S ~string](text string) []S {
	switch text {
	case "":
		return nil
	case `\e`:
		return []S{""}
	}
	list := make([]S, 0, 1+strings.Count(text, "\n"))
	if strings.IndexByte(text, '\\') < 0 {
		for line := range strings.SplitSeq(text, "\n") {
			list = append(list, S(line))
		}
		return list
	}
	for line := range strings.SplitSeq(text, "\n") {
		list = append(list, S(fromLine.Replace(line)))
	}
	return list
}

// group reads a row of groupColumns.
func (l *ledger) group(rows *sql.Rows) (*group, error) {
	var g group
	err := rows.Scan(&g.number, &g.kind, &g.ID, &g.component, &g.From, &g.To, &g.First, &g.Last, &g.Type, &g.Status, &g.Score,
		&g.Origins, &g.Reports, &g.Confidence, &g.terms, &g.members, &g.Entry)
	g.Kind, g.Terms, g.Members = l.kinds[g.kind], listOf[string](g.terms), listOf[record.ID](g.members)
	return &g, err
}

// GroupsIn gives the groups that stand on items of components, by id.
func (l *ledger) GroupsIn(ctx context.Context, kind string, components []int64) ([]keep.Group, error) {
	ctx, err := steady(ctx)
	if err != nil {
		return nil, err
	}
	var groups []keep.Group
	err = inShares(ctx, l.w.ledger.groupsIn, nil, distinct(components), func(rows *sql.Rows) error {
		g, err := l.group(rows)
		if err != nil || g.Kind != kind {
			return err
		}
		l.groups[g.ID] = g
		groups = append(groups, g.Group)
		return nil
	})
	slices.SortFunc(groups, func(a, b keep.Group) int { return cmp.Compare(a.ID, b.ID) })
	return groups, err
}

// known gives the group with this id, nil where there is none.
func (l *ledger) known(ctx context.Context, id record.ID) (g *group, err error) {
	if g, ok := l.groups[id]; ok {
		return g, nil
	}
	err = eachRow(ctx, l.w.ledger.groupByID, []any{string(id)}, func(rows *sql.Rows) error {
		g, err = l.group(rows)
		return err
	})
	if err == nil {
		l.groups[id] = g
	}
	return g, err
}

// PutGroup writes a group of a component. What is there as it should be is not written again.
func (l *ledger) PutGroup(ctx context.Context, component int64, put keep.Group) error {
	ctx, err := steady(ctx)
	if err != nil {
		return err
	}
	kind, err := l.kind(ctx, put.Kind)
	if err != nil {
		return err
	}
	old, err := l.known(ctx, put.ID)
	if err != nil {
		return err
	}
	g := &group{Group: put, kind: kind, component: component, terms: lines(put.Terms), members: lines(put.Members)}
	switch {
	case old == nil:
		g.number = l.nextGroup
		l.nextGroup++
		l.counts[kind]++
	case old.kind != kind:
		return fmt.Errorf("internal error: %s is the id of a %s and of a %s", put.ID, old.Kind, put.Kind)
	default:
		g.number = old.number
	}
	if err := l.writeGroup(ctx, g, old); err != nil {
		return err
	}
	l.setTerms(g, old)
	l.setMembers(g, old)
	l.groups[put.ID] = g
	return l.relieve(ctx)
}

// narrow gives the columns of the table entry.
func (g *group) narrow() []any {
	return []any{
		g.number, g.kind, string(g.ID), g.component, g.From, g.To, g.First, g.Last, g.Type, g.Status, g.Score,
		int64(g.Origins), int64(g.Reports), g.Confidence, g.terms,
	}
}

func (l *ledger) writeGroup(ctx context.Context, g, old *group) error {
	values, body := g.narrow(), []any{g.number, g.members, string(g.Entry)}
	if old == nil {
		if _, err := l.w.ledger.insertGroup.ExecContext(ctx, append(values, checksum("entry", values...))...); err != nil {
			return err
		}
		_, err := l.w.ledger.insertBody.ExecContext(ctx, append(body, checksum("entry_body", body...))...)
		return err
	}
	if !slices.Equal(values, old.narrow()) {
		if _, err := l.w.ledger.updateGroup.ExecContext(ctx, append(values, checksum("entry", values...))...); err != nil {
			return err
		}
	}
	if g.members == old.members && string(g.Entry) == string(old.Entry) {
		return nil
	}
	_, err := l.w.ledger.updateBody.ExecContext(ctx, append(body, checksum("entry_body", body...))...)
	return err
}

// dayEnd gives the last day of a group where it is not its first.
func (g *group) dayEnd() string {
	if g.To == g.From {
		return ""
	}
	return g.To
}

// setTerms gathers what changes of the terms of a group; either may be nil.
func (l *ledger) setTerms(g, old *group) {
	if g != nil && old != nil && g.terms == old.terms && g.From == old.From && g.To == old.To {
		return
	}
	if l.ends == nil {
		l.ends = map[entryTerm]string{}
	}
	if old != nil {
		for _, t := range old.Terms {
			l.terms.set(entryTerm{termOf(old.Kind, t), old.From, old.number}, false)
		}
	}
	if g != nil {
		for _, t := range g.Terms {
			row := entryTerm{termOf(g.Kind, t), g.From, g.number}
			l.terms.set(row, true)
			l.ends[row] = g.dayEnd()
		}
	}
}

func (l *ledger) setMembers(g, old *group) {
	if g != nil && old != nil && g.members == old.members {
		return
	}
	if old != nil {
		for _, m := range old.Members {
			l.members.set(entryMember{string(m), old.number}, false)
		}
	}
	if g != nil {
		for _, m := range g.Members {
			l.members.set(entryMember{string(m), g.number}, true)
		}
	}
}

// DeleteGroup takes a group away.
func (l *ledger) DeleteGroup(ctx context.Context, _ string, id record.ID) error {
	ctx, err := steady(ctx)
	if err != nil {
		return err
	}
	g, err := l.known(ctx, id)
	if err != nil || g == nil {
		return err
	}
	if _, err := l.w.ledger.deleteGroup.ExecContext(ctx, g.number); err != nil {
		return err
	}
	if _, err := l.w.ledger.deleteBody.ExecContext(ctx, g.number); err != nil {
		return err
	}
	l.setTerms(nil, g)
	l.setMembers(nil, g)
	l.counts[g.kind]--
	l.groups[id] = nil
	return l.relieve(ctx)
}

// Bury keeps a tombstone.
func (l *ledger) Bury(ctx context.Context, t record.Tombstone) error {
	ctx, err := steady(ctx)
	if err != nil {
		return err
	}
	kind, err := l.kind(ctx, t.EntryKind())
	if err != nil {
		return err
	}
	_, there, err := found(ctx, l.w.ledger.isBuried, string(t.ID))
	if err != nil {
		return err
	}
	if !there {
		l.counts[kind]++
	}
	values := []any{string(t.ID), lines(t.ReplacedBy), t.Cause}
	_, err = l.w.ledger.bury.ExecContext(ctx, append(values, checksum("tombstone", values...))...)
	return err
}

// Unearth takes a tombstone away.
func (l *ledger) Unearth(ctx context.Context, id record.ID) error {
	ctx, err := steady(ctx)
	if err != nil {
		return err
	}
	result, err := l.w.ledger.unearth.ExecContext(ctx, string(id))
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil || n == 0 {
		return err
	}
	kind, err := l.kind(ctx, (*record.Tombstone)(nil).EntryKind())
	l.counts[kind]--
	return err
}

func (l *ledger) writeTerms(ctx context.Context) error {
	order := func(a, b entryTerm) int {
		return cmp.Or(cmp.Compare(a.term, b.term), strings.Compare(a.day, b.day), cmp.Compare(a.entry, b.entry))
	}
	var values []any
	for _, t := range l.terms.sorted(order) {
		if !l.terms.rows[t] {
			if _, err := l.w.ledger.deleteTerm.ExecContext(ctx, t.term, t.day, t.entry); err != nil {
				return err
			}
			continue
		}
		var end any
		if e := l.ends[t]; e != "" {
			end = e
		}
		values = append(values, t.term, t.day, t.entry, end)
	}
	clear(l.terms.rows)
	clear(l.ends)
	return put(ctx, l.w.ledger.insertTerm, l.w.ledger.insertTerms, 4, values)
}

func (l *ledger) writeMembers(ctx context.Context) error {
	order := func(a, b entryMember) int {
		return cmp.Or(strings.Compare(a.item, b.item), cmp.Compare(a.entry, b.entry))
	}
	var values []any
	for _, m := range l.members.sorted(order) {
		if l.members.rows[m] {
			values = append(values, m.item, m.entry)
		} else if _, err := l.w.ledger.deleteMember.ExecContext(ctx, m.item, m.entry); err != nil {
			return err
		}
	}
	clear(l.members.rows)
	return put(ctx, l.w.ledger.insertMember, l.w.ledger.insertMembers, 2, values)
}

// writeCounts keeps how many entries of each kind there are.
func (l *ledger) writeCounts(ctx context.Context) error {
	for _, kind := range slices.Sorted(maps.Keys(l.counts)) {
		if l.counts[kind] == 0 {
			continue
		}
		var n int64
		if err := l.w.ledger.countOf.QueryRowContext(ctx, kind).Scan(&n); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		n += l.counts[kind]
		if _, err := l.w.ledger.setCount.ExecContext(ctx, kind, n, checksum("ledger_count", kind, n)); err != nil {
			return err
		}
	}
	return nil
}
