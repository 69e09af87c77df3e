// Package origin tells which tellings of one thing rest on one origin, so that what an entry of the ledger stands on is
// counted by independent voices and not by the number of times that it was printed.
//
// A kind of the ledger reads the facts of a document with [Read], keeps the [Mark] of each of its facts in the features
// of its items, and asks [Of] for the origins of the tellings that it has joined, or [Told] for the tellings themselves.
package origin

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/knowledge/press"
	"github.com/chancery-project/chancery/record"
)

// Of gives the number of the origin of each item, whose features are [Marked]: items of one origin have one number, from
// 1 in the order of [ledger.Compare]. One origin are
//   - the tellings of one document and of the copies of it;
//   - a report that takes the fact from another outlet, that outlet's own report, and others that take it from there;
//   - texts of one agency by their datelines;
//   - tellings in the same words.
//
// Outlets that quote the same source are several. So are several reports of one outlet in its own name: what it says
// again days later it says again. The answer does not depend on the order of the items.
func Of(items []*ledger.Item) []int {
	g := grouped(items)
	numbers := make([]int, len(items))
	number := map[int]int{}
	for _, i := range canonical(items) {
		root := g.find(g.reportOf[i])
		if number[root] == 0 {
			number[root] = len(number) + 1
		}
		numbers[i] = number[root]
	}
	return numbers
}

// Told gives the tellings of items with their origins, in the order of the items, and counts what they are.
func Told(items []*ledger.Item) ([]record.Telling, record.Backing) {
	g := grouped(items)
	numbers := Of(items)
	tellings := make([]record.Telling, len(items))
	for i, item := range items {
		s := item.Source
		tellings[i] = record.Telling{
			ID: item.ID, Document: s.ID, Published: s.Published, Publisher: s.Publisher, Origin: numbers[i],
			Via: g.reports[g.reportOf[i]].via(),
		}
	}
	return tellings, Count(tellings)
}

// Count counts the origins, reports and outlets of tellings whose origins are set.
func Count(tellings []record.Telling) record.Backing {
	var b record.Backing
	origins, reports, outlets := map[int]bool{}, map[record.DocumentID]bool{}, map[string]bool{}
	for _, t := range tellings {
		origins[t.Origin], reports[t.Document] = true, true
		if key := press.Key(t.Publisher); key != "" {
			outlets[key] = true
		}
		if t.Published == "" {
			continue
		}
		if b.First == "" || t.Published < b.First {
			b.First = t.Published
		}
		b.Last = max(b.Last, t.Published)
	}
	b.Origins, b.Reports, b.Outlets = len(origins), len(reports), len(outlets)
	return b
}

// report is a document with what its tellings here show.
type report struct {
	source keep.Source
	key    string   // of the publisher
	own    bool     // it tells the fact in its own name
	cites  []string // of the first telling that cites, the nearest to the narrator first
	beside []string
	agency string
}

// via gives the outlet that the report has the fact from, "" for its own.
func (r *report) via() string {
	switch {
	case !r.own && len(r.cites) > 0:
		return r.cites[0]
	case r.agency != "":
		return r.agency
	}
	return ""
}

// groups are the reports of some items, joined by what they rest on.
type groups struct {
	reports  []*report
	reportOf []int // of each item
	root     []int // of reports, and behind them of outlets that none of them is of
	outlets  map[string]int
}

func (g *groups) find(i int) int {
	for g.root[i] != i {
		g.root[i] = g.root[g.root[i]]
		i = g.root[i]
	}
	return i
}

func (g *groups) join(i, j int) { g.root[g.find(j)] = g.find(i) }

func grouped(items []*ledger.Item) *groups {
	g := gathered(items)
	copies := map[int64]int{}
	for i, r := range g.reports {
		if r.source.Group == 0 {
			continue
		}
		if first, ok := copies[r.source.Group]; ok {
			g.join(first, i)
		} else {
			copies[r.source.Group] = i
		}
	}
	for i, r := range g.reports {
		g.attach(i, r)
	}
	g.sameWords(items)
	return g
}

// gathered makes the reports of items.
func gathered(items []*ledger.Item) *groups {
	g := &groups{reportOf: make([]int, len(items)), outlets: map[string]int{}}
	byID := map[record.DocumentID]int{}
	for _, i := range canonical(items) {
		item := items[i]
		n, ok := byID[item.Source.ID]
		if !ok {
			n = len(g.reports)
			byID[item.Source.ID] = n
			g.reports = append(g.reports, &report{source: item.Source, key: press.Key(item.Source.Publisher)})
			g.root = append(g.root, n)
		}
		g.reportOf[i] = n
		g.reports[n].add(markOf(item))
	}
	return g
}

// canonical gives the indices of items in the order of [ledger.Compare].
func canonical(items []*ledger.Item) []int {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return ledger.Compare(items[a], items[b]) })
	return order
}

func markOf(item *ledger.Item) Mark {
	if m, ok := item.Features.(Marked); ok {
		return m.OriginMark()
	}
	return Mark{}
}

func (r *report) add(m Mark) {
	if m.Agency != "" && r.agency == "" {
		r.agency = m.Agency
	}
	switch {
	case m.Headline:
	case len(m.Cites) > 0:
		if r.cites == nil {
			r.cites = m.Cites
		}
	case len(m.Beside) > 0:
		if r.beside == nil {
			r.beside = m.Beside
		}
	default:
		r.own = true
	}
}

// attach joins a report to what it has the fact from.
func (g *groups) attach(i int, r *report) {
	if len(r.cites) == 0 {
		for _, name := range r.beside {
			if key := press.Key(name); key != r.key && g.publishes(key) {
				r.cites = append(r.cites, name)
			}
		}
		r.own = r.own || len(r.cites) == 0
	}
	switch {
	case !r.own && len(r.cites) > 0:
		for _, name := range r.cites {
			g.join(g.outlet(press.Key(name), r), i)
		}
	case r.agency != "":
		g.join(g.outlet(press.Key(r.agency), r), i)
	}
}

func (g *groups) publishes(key string) bool {
	return slices.ContainsFunc(g.reports, func(r *report) bool { return r.key == key })
}

// outlet gives the report of an outlet that another one can have the fact from: the last that was out by then, else its
// first. Where it has none here, those that cite it stand together all the same.
func (g *groups) outlet(key string, citing *report) int {
	best := -1
	for i, r := range g.reports { // in the order of publication
		if r.key != key || r == citing {
			continue
		}
		if best < 0 || r.source.Published != "" && r.source.Published <= citing.source.Published {
			best = i
		}
	}
	if best >= 0 {
		return best
	}
	n, ok := g.outlets[key]
	if !ok {
		n = len(g.root)
		g.root = append(g.root, n)
		g.outlets[key] = n
	}
	return n
}

// sameWords joins reports that tell it in the same words.
func (g *groups) sameWords(items []*ledger.Item) {
	for i, a := range items {
		m := markOf(a)
		if m.Headline || len(m.Words) == 0 {
			continue
		}
		for j := i + 1; j < len(items); j++ {
			if g.find(g.reportOf[i]) == g.find(g.reportOf[j]) {
				continue
			}
			if o := markOf(items[j]); !o.Headline && m.Alike(o) {
				g.join(g.reportOf[i], g.reportOf[j])
			}
		}
	}
}
