package dispute

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// side is some tellings that say the same.
type side struct {
	key   string
	items []*ledger.Item
}

// Groups describes the contests of a component.
func (Kind) Groups(component []*ledger.Item) ([]keep.Group, error) {
	var groups []keep.Group
	taken := map[record.ID]bool{}
	contests := append(countContests(component), saidContests(component)...)
	for _, c := range slices.Clone(contests) {
		contests = append(contests, confirmed(c)...)
	}
	for _, contest := range contests {
		if contest.relation == confirms && contest.named(taken) == "" {
			continue
		}
		g, err := contest.group(taken)
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	slices.SortStableFunc(groups, func(a, b keep.Group) int { return cmp.Compare(a.ID, b.ID) })
	return groups, nil
}

// contest is a contest before it is written.
type contest struct {
	matter   string
	relation string // "" for contradicts
	sides    []side
	said     bool // of statements, also where the matter is a figure
}

// named gives the earliest telling that no other contest is named after, "" where all are.
func (c contest) named(taken map[record.ID]bool) record.ID {
	var items []*ledger.Item
	for _, s := range c.sides {
		items = append(items, s.items...)
	}
	slices.SortStableFunc(items, ledger.Compare)
	for _, i := range items {
		if !taken[i.ID] {
			return i.ID
		}
	}
	return ""
}

// countContests parts the counts of a component by value.
func countContests(component []*ledger.Item) []contest {
	byClass := map[string][]*ledger.Item{}
	var classes []string
	for _, i := range component {
		q := of(i).Count
		if q == nil {
			continue
		}
		for _, c := range q.classes() {
			if byClass[c] == nil {
				classes = append(classes, c)
			}
			byClass[c] = append(byClass[c], i)
		}
	}
	slices.Sort(classes)
	var all []contest
	for _, c := range classes {
		if sides := byValue(byClass[c]); disagree(sides) {
			all = append(all, contest{matter: figure, sides: sides})
		}
	}
	return all
}

// classes gives the classes that a count is of: that there was none is one of the dead and of the hurt.
func (q *quantity) classes() []string {
	if q.Class == string(casualty) && q.Value == 0 {
		return []string{string(dead), string(hurt)}
	}
	return []string{q.Class}
}

func byValue(items []*ledger.Item) []side {
	var sides []side
	for _, i := range items {
		q := of(i).Count
		key := strconv.FormatFloat(q.Value, 'f', -1, 64)
		if q.Max > q.Value {
			key += "-" + strconv.FormatFloat(q.Max, 'f', -1, 64)
		}
		n := slices.IndexFunc(sides, func(s side) bool { return s.key == key })
		if n < 0 {
			n = len(sides)
			sides = append(sides, side{key: key})
		}
		sides[n].items = append(sides[n].items, i)
	}
	return sides
}

// disagree tells whether two tellings of different sides are of one matter and cannot both be right.
func disagree(sides []side) bool {
	for n, s := range sides {
		for _, o := range sides[n+1:] {
			for _, a := range s.items {
				for _, b := range o.items {
					if x, y := of(a), of(b); sameMatter(x, y) && x.Count.differ(y.Count) {
						return true
					}
				}
			}
		}
	}
	return false
}

// saidContests parts the statements of a component by matter: for each, those that stand against others on it, by who
// says what, and those that agree with them.
func saidContests(component []*ledger.Item) []contest {
	var said []*ledger.Item
	for _, i := range component {
		if of(i).Said != nil {
			said = append(said, i)
		}
	}
	var all []contest
	for _, matter := range Matters[1:] {
		all = append(all, opposed(matter, said)...)
	}
	return all
}

// opposed makes the contests on one matter: chains of statements that stand against each other, each with two sides.
func opposed(matter string, said []*ledger.Item) []contest {
	sideOf := map[*ledger.Item]int{} // which side, 1 or 2
	var all []contest
	for _, first := range said {
		if sideOf[first] != 0 {
			continue
		}
		sideOf[first] = 1
		chain := []*ledger.Item{first}
		for n := 0; n < len(chain); n++ {
			a := chain[n]
			for _, b := range said {
				if sideOf[b] != 0 {
					continue
				}
				switch {
				case against(of(a), of(b)) == matter:
					sideOf[b] = 3 - sideOf[a]
					chain = append(chain, b)
				case agree(of(a), of(b)):
					sideOf[b] = sideOf[a]
					chain = append(chain, b)
				}
			}
		}
		slices.SortFunc(chain, ledger.Compare)
		c := contest{matter: matter, sides: []side{{}, {}}, said: true}
		for _, i := range chain {
			n := 0 // the earliest telling stands on the first side
			if sideOf[i] != sideOf[chain[0]] {
				n = 1
			}
			c.sides[n].items = append(c.sides[n].items, i)
		}
		if len(c.sides[1].items) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// group writes a contest. It is named after its earliest telling that no other contest of the component is named after.
func (c contest) group(taken map[record.ID]bool) (keep.Group, error) {
	var items []*ledger.Item
	for _, s := range c.sides {
		items = append(items, s.items...)
	}
	slices.SortStableFunc(items, ledger.Compare)
	tellings, backing := origin.Told(items)
	name := cmp.Or(c.named(taken), items[0].ID)
	taken[name] = true
	entry := &record.Contest{
		ID: record.IdentifyAs("x", name), Relation: cmp.Or(c.relation, contradicts), Matter: c.matter, Status: "open",
	}
	for n, s := range c.sides {
		p := c.party(s, items, tellings)
		entry.Sides = append(entry.Sides, p)
		if n == 1 {
			entry.Opened = p.Support.First
		}
	}
	entry.Title = c.title()
	entry.Moves = c.moves(items)
	if why := c.settled(items); why != "" && c.relation != confirms {
		entry.Status, entry.Settled = "settled", why
	}
	encoded, err := record.Encode(entry)
	if err != nil {
		return keep.Group{}, fmt.Errorf("contest %s: %w", entry.ID, err)
	}
	g := keep.Group{
		Kind: "contest", ID: entry.ID, From: backing.First, To: backing.Last, First: backing.First, Last: backing.Last, Type: c.matter, Status: entry.Status,
		Origins: backing.Origins, Reports: backing.Reports, Entry: encoded,
	}
	for _, i := range items {
		g.Members = append(g.Members, i.ID)
	}
	g.Terms = terms(c, items)
	return g, nil
}

// voice gives the key of who tells an item: the source, else the outlet.
func voice(i *ledger.Item) string { return cmp.Or(of(i).Key, "outlet "+i.Source.Publisher) }

// inOrder sorts items by publication, those of one report by their places.
func inOrder(items []*ledger.Item) []*ledger.Item {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b *ledger.Item) int {
		if a.Source.ID == b.Source.ID {
			return cmp.Compare(of(a).Start, of(b).Start)
		}
		return ledger.Compare(a, b)
	})
	return sorted
}

// counted tells whether an item stands in a contest by its count.
func (c contest) counted(i *ledger.Item) bool {
	return c.matter == figure && !c.said && of(i).Count != nil
}

// stand says what an item has to say on the matter: the value of a count, whether it denies.
func (c contest) stand(i *ledger.Item) string {
	f := of(i)
	switch {
	case c.counted(i):
		return strconv.FormatFloat(f.Count.Value, 'f', -1, 64)
	case f.Said.Denies:
		return "denies"
	}
	return "says so"
}

// moves lists where one source says something else than before.
func (c contest) moves(items []*ledger.Item) []record.Move {
	var moves []record.Move
	last := map[string]string{}
	for _, i := range inOrder(items) {
		if c.matter == agent || of(i).Key == "" {
			continue
		}
		now, before := c.stand(i), last[of(i).Key]
		if c.sameBreath(i, items) {
			continue
		}
		if before != "" && before != now {
			moves = append(moves, record.Move{Who: of(i).Who, Date: i.Source.Published, From: before, To: now, Fact: i.ID})
		}
		last[of(i).Key] = now
	}
	return moves
}

// sameBreath tells whether somebody who denies something in a report says this in the same report without taking the denial
// back: what he says instead is no step towards the other side.
func (c contest) sameBreath(i *ledger.Item, items []*ledger.Item) bool {
	f := of(i)
	if c.counted(i) || f.Said == nil || f.Said.Denies || f.Said.Admits || f.Key == "" {
		return false
	}
	return slices.ContainsFunc(items, func(o *ledger.Item) bool {
		x := of(o)
		return x.Said != nil && x.Said.Denies && x.Key == f.Key && x.Document == f.Document
	})
}

// settled tells why a contest is over: a source took back its denial; or all that said something else came to one figure,
// or have only told it as an outlet before a later count. It is "" while sources stand against each other.
func (c contest) settled(items []*ledger.Item) string {
	if c.matter == agent {
		return ""
	}
	if (c.matter != figure || c.said) && !slices.ContainsFunc(items, func(i *ledger.Item) bool { return of(i).Said.Denies }) {
		return ""
	}
	ordered := inOrder(items)
	last := map[string]string{}
	ordered = slices.DeleteFunc(ordered, func(i *ledger.Item) bool { return c.sameBreath(i, items) })
	if len(ordered) == 0 {
		return ""
	}
	for _, i := range ordered {
		last[voice(i)] = c.stand(i)
	}
	final := c.stand(ordered[len(ordered)-1])
	newest := ordered[len(ordered)-1].Source.Published
	for _, i := range ordered {
		told := of(i).Key == "" && i.Source.Published < newest // an outlet's own count of an earlier day
		if last[voice(i)] != final && !told {
			return ""
		}
	}
	if c.matter == figure && c.counted(ordered[len(ordered)-1]) {
		return "same figure"
	}
	if final == "denies" {
		return "withdrawn"
	}
	return "conceded"
}

func (c contest) party(s side, items []*ledger.Item, tellings []record.Telling) record.Party {
	var p record.Party
	var who []string
	for n, i := range items {
		if !slices.Contains(s.items, i) {
			continue
		}
		p.Tellings = append(p.Tellings, tellings[n])
		name := cmp.Or(of(i).Who, i.Source.Publisher)
		if name != "" && !slices.Contains(who, name) {
			who = append(who, name)
		}
	}
	first := of(s.items[0])
	p.Who, p.Says, p.Support = strings.Join(who[:min(3, len(who))], ", "), first.Says, origin.Count(p.Tellings)
	p.Denies = first.Said != nil && first.Said.Denial
	if last := s.items[len(s.items)-1]; c.counted(last) {
		v := of(last).Count.Value
		p.Value = &v
	}
	return p
}

func terms(c contest, items []*ledger.Item) []string {
	all := []string{"matter=" + c.matter, "relation=" + cmp.Or(c.relation, contradicts), "status=open"}
	var parties []string
	for _, i := range items {
		f := of(i)
		if f.Party != "" {
			all = append(all, "side="+f.Party, "source="+f.Party, "speaker="+f.Party)
			parties = append(parties, f.Party)
		}
		if f.Key != "" {
			all = append(all, "source="+f.Key)
		}
	}
	for _, a := range parties {
		for _, b := range parties {
			if a < b {
				all = append(all, "dyad="+ledger.Dyad(a, b))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// heaviest gives the words that tell most.
func heaviest(list []likeness.Word, n int) []likeness.Mark {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b likeness.Word) int {
		return cmp.Or(int(b.Weight)-int(a.Weight), cmp.Compare(a.Stem, b.Stem))
	})
	var marks []likeness.Mark
	for _, w := range sorted[:min(n, len(sorted))] {
		marks = append(marks, w.Stem)
	}
	return marks
}
