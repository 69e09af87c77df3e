package ledger

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	"github.com/chancery-project/chancery/record"
)

// Disputes scores where reports stand against each other.
//
// A contest answers a line of gold where two of its sides each have a telling that overlaps a quote of another side of
// the line; it answers it rightly where the matter is the same too. Only what contradicts is counted: gold lists
// confirmations of few things.
type Disputes struct {
	Gold   map[string]*DisputeCount // lines of gold by kind
	Found  map[string]*DisputeCount // contests by matter
	Faults []string                 // what was missed, and what is in no gold
}

// DisputeCount counts lines of gold or contests.
type DisputeCount struct {
	All    int
	Right  int // with an answer of the same matter
	Loose  int // with an answer of any matter
	Status int // of the right ones, open or settled as in gold
	Read   int // lines of gold of which two sides overlap a claim, figure or event that was read
	Items  int // lines of gold of which two sides overlap something that can be part of a contest
}

// ScoreDisputes compares the contests of the ledger with gold.
func (c *Corpus) ScoreDisputes(ctx context.Context) (*Disputes, error) {
	s := &Disputes{Gold: map[string]*DisputeCount{}, Found: map[string]*DisputeCount{}}
	contests, err := c.contests(ctx)
	if err != nil {
		return nil, err
	}
	spots := c.spots()
	items, err := c.disputable(ctx, spots)
	if err != nil {
		return nil, err
	}
	right, loose := map[record.ID]bool{}, map[record.ID]bool{}
	for _, t := range c.Threads {
		for n := range t.Disputes {
			g := &t.Disputes[n]
			if g.Relation != "contradicts" {
				continue
			}
			sides, err := c.goldSides(g)
			if err != nil {
				return nil, fmt.Errorf("thread %s: %s: %w", t.Name, g.Name, err)
			}
			s.line(t.Name, g, sides, contests, spots, right, loose)
			count := of(s.Gold, g.Kind)
			if bothSides(sides, slices.Collect(maps.Values(spots))) {
				count.Read++
			}
			if bothSides(sides, items) {
				count.Items++
			}
		}
	}
	for _, x := range contests {
		count := of(s.Found, matterOf(x.Matter))
		count.All++
		if right[x.ID] {
			count.Right++
		}
		if loose[x.ID] {
			count.Loose++
		} else {
			s.Faults = append(s.Faults, "in no gold: "+c.show(x, spots))
		}
	}
	return s, nil
}

// disputable gives where the items of contests were read.
func (c *Corpus) disputable(ctx context.Context, spots map[record.ID]spot) ([]spot, error) {
	var all []spot
	items, err := c.Items(ctx, dispute.Kind{})
	if err != nil {
		return nil, err
	}
	for id := range items {
		all = append(all, spots[id])
	}
	return all, nil
}

// bothSides tells whether two sides of a line of gold overlap one of the spots each.
func bothSides(sides [][]spot, spots []spot) bool {
	n := 0
	for _, members := range sides {
		if slices.ContainsFunc(members, func(m spot) bool {
			return slices.ContainsFunc(spots, func(o spot) bool { return o.report == m.report && o.span.Overlaps(m.span) })
		}) {
			n++
		}
	}
	return n > 1
}

// line scores one line of gold.
func (s *Disputes) line(thread string, g *Dispute, sides [][]spot, contests []*record.Contest, spots map[record.ID]spot, right, loose map[record.ID]bool) {
	count := of(s.Gold, g.Kind)
	count.All++
	var known, same, status bool
	for _, x := range contests {
		if !answers(x, sides, spots) {
			continue
		}
		known, loose[x.ID] = true, true
		if matterOf(x.Matter) == g.Kind {
			same, right[x.ID] = true, true
			status = status || x.Status == g.Status
		}
	}
	if known {
		count.Loose++
	}
	if same {
		count.Right++
	}
	if same && status {
		count.Status++
	}
	switch {
	case !known:
		s.Faults = append(s.Faults, fmt.Sprintf("missed: %s %s (%s)", thread, g.Name, g.Kind))
		for _, side := range g.Sides {
			for _, m := range side.Members {
				s.Faults = append(s.Faults, fmt.Sprintf("    %s: %s: %s", side.Label, m.Report, m.Quote.Quote))
			}
		}
	case !same:
		s.Faults = append(s.Faults, fmt.Sprintf("as another matter: %s %s (%s)", thread, g.Name, g.Kind))
	}
}

// matterOf gives the kind of gold for a matter.
func matterOf(matter string) string {
	if matter == "quotation" {
		return "quote"
	}
	return matter
}

func of(counts map[string]*DisputeCount, kind string) *DisputeCount {
	if counts[kind] == nil {
		counts[kind] = &DisputeCount{}
	}
	return counts[kind]
}

// contests gives those of the ledger that contradict, by id.
func (c *Corpus) contests(ctx context.Context) ([]*record.Contest, error) {
	var all []*record.Contest
	for g, err := range c.Store.Groups(ctx, keep.GroupFilter{Kind: "contest"}) {
		if err != nil {
			return nil, err
		}
		entry, err := record.Decode(g.Entry)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.ID, err)
		}
		x, ok := entry.(*record.Contest)
		if !ok {
			return nil, fmt.Errorf("%s is a %s, want a contest", g.ID, entry.EntryKind())
		}
		if x.Relation == "contradicts" {
			all = append(all, x)
		}
	}
	slices.SortFunc(all, func(a, b *record.Contest) int { return cmp.Compare(a.ID, b.ID) })
	return all, nil
}

// spots gives where each event, claim and figure was read.
func (c *Corpus) spots() map[record.ID]spot {
	spots := map[record.ID]spot{}
	for _, r := range c.Reports {
		for _, f := range r.Facts {
			switch f := f.(type) {
			case *record.Event:
				spots[f.ID] = spot{r.Name, f.Span}
			case *record.Claim:
				spots[f.ID] = spot{r.Name, f.Span}
			case *record.Figure:
				spots[f.ID] = spot{r.Name, f.Span}
			}
		}
	}
	return spots
}

// goldSides gives where the members of each side stand.
func (c *Corpus) goldSides(g *Dispute) ([][]spot, error) {
	sides := make([][]spot, len(g.Sides))
	for n, side := range g.Sides {
		for _, m := range side.Members {
			r := c.Reports[m.Report]
			if r == nil {
				return nil, fmt.Errorf("the report %s is not of the corpus", m.Report)
			}
			at, ok := r.Find(m.Quote.Quote)
			if !ok {
				return nil, fmt.Errorf("%s does not say %q", m.Report, m.Quote.Quote)
			}
			sides[n] = append(sides[n], spot{m.Report, at})
		}
	}
	return sides, nil
}

// answers tells whether two sides of a contest stand for two sides of gold.
func answers(x *record.Contest, gold [][]spot, spots map[record.ID]spot) bool {
	stands := make([][]bool, len(x.Sides)) // for which sides of gold
	for n, side := range x.Sides {
		stands[n] = make([]bool, len(gold))
		for _, t := range side.Tellings {
			at := spots[t.ID]
			for m, members := range gold {
				stands[n][m] = stands[n][m] || slices.ContainsFunc(members, func(o spot) bool {
					return o.report == at.report && o.span.Overlaps(at.span)
				})
			}
		}
	}
	for n := range stands {
		for o := range stands {
			for m := range gold {
				for p := range gold {
					if n != o && m != p && stands[n][m] && stands[o][p] {
						return true
					}
				}
			}
		}
	}
	return false
}

// show writes a contest for the list of faults.
func (c *Corpus) show(x *record.Contest, spots map[record.ID]spot) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", x.ID, x.Matter)
	for _, side := range x.Sides {
		fmt.Fprintf(&b, "\n    %s", side.Who)
		for _, t := range side.Tellings {
			at := spots[t.ID]
			if r := c.Reports[at.report]; r != nil {
				fmt.Fprintf(&b, "\n        %s: %s", at.report, at.span.Of(r.Text))
			}
		}
	}
	return b.String()
}

// WriteErrors lists what was missed and what is in no gold.
func (s *Disputes) WriteErrors(w io.Writer) error {
	for _, f := range s.Faults {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return fmt.Errorf("write the faults of disputes: %w", err)
		}
	}
	return nil
}

// WriteTable writes the table of docs/EVALUATION.md.
func (s *Disputes) WriteTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| disputes | contests | **precision** | gold | **recall** | precision, any matter | recall, any matter | two sides read | of use | open or settled as in gold |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	var gold, found DisputeCount
	row := func(name string, g, f DisputeCount) {
		fmt.Fprintf(&b, "| %s | %d | %s | %d | %s | %s | %s | %s | %s | %s |\n", name, f.All, part(f.Right, f.All), g.All, part(g.Right, g.All),
			part(f.Loose, f.All), part(g.Loose, g.All), part(g.Read, g.All), part(g.Items, g.All), part(g.Status, g.Right))
	}
	for _, kind := range []string{"figure", "occurrence", "agent", "place", "time", "quote"} {
		g, f := of(s.Gold, kind), of(s.Found, kind)
		if g.All+f.All == 0 {
			continue
		}
		row(kind, *g, *f)
		gold.add(*g)
		found.add(*f)
	}
	row("all", gold, found)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the table of disputes: %w", err)
	}
	return nil
}

func (c *DisputeCount) add(o DisputeCount) {
	c.All, c.Right, c.Loose, c.Status = c.All+o.All, c.Right+o.Right, c.Loose+o.Loose, c.Status+o.Status
	c.Read, c.Items = c.Read+o.Read, c.Items+o.Items
}
