package ledger

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/record"
)

// FollowUps scores what became of plans, promises and demands.
//
// An entry of the ledger answers a line of gold where one of its tellings overlaps a quote of the line's "made"; of
// several the one with most such quotes, then the one that decides something, then the first by id. It is followed where its outcome is that of gold. "Open"
// and "not seen" are one: gold looks at a thread, the entry at the whole record. A line "moved" is followed too where the entry was moved and then
// held, as gold tells the new date in a line of its own.
type FollowUps struct {
	Kinds  map[string]*FollowUpCount
	Faults []string // what was not followed, one a line
	Latest string   // publication of the corpus
}

// FollowUpCount counts lines of gold of one kind.
type FollowUpCount struct {
	Gold     int
	Read     int // facts were read at "made" and, where an outcome is told, at "told"
	Known    int // an entry answers
	Followed int // with the right outcome
	Ended    int // lines of gold with an outcome that somebody tells
	Right    int // followed, of these
	Decided  int // answering entries with an outcome that somebody tells
	Sound    int // of these the right one
	Dated    int // followed, with a date of the outcome in gold
	OnDay    int // of these within two days
	Beside   int // entries that answer no line: gold has them not, or nobody planned
}

// ScoreFollowUps compares the follow-ups of the ledger with gold.
func (c *Corpus) ScoreFollowUps(ctx context.Context) (*FollowUps, error) {
	s := &FollowUps{Kinds: map[string]*FollowUpCount{}}
	spots := map[record.ID]spot{}
	for _, r := range c.Reports {
		s.Latest = max(s.Latest, r.Document.Published)
		for _, f := range r.Facts {
			switch f := f.(type) {
			case *record.Event:
				spots[f.ID] = spot{r.Name, f.Span}
			case *record.Claim:
				spots[f.ID] = spot{r.Name, f.Span}
			case *record.Occasion:
				spots[f.ID] = spot{r.Name, f.Span}
			}
		}
	}
	entries, err := c.followUps(ctx)
	if err != nil {
		return nil, err
	}
	used := map[*record.FollowUp]bool{}
	for _, t := range c.Threads {
		for n := range t.FollowUps {
			g := &t.FollowUps[n]
			touching, err := c.touching(g, entries, spots)
			if err != nil {
				return nil, fmt.Errorf("thread %s: %s: %w", t.Name, g.ID, err)
			}
			s.line(g, touching)
			if c.wasRead(g.Made, spots) && (!told(g.Outcome) || c.wasRead(g.Told, spots)) {
				s.of(g.Kind).Read++
			}
			for _, u := range touching {
				used[u.FollowUp] = true
			}
		}
	}
	for _, u := range entries {
		if !used[u] {
			s.of(u.Of).Beside++
		}
	}
	return s, nil
}

// spot is where a fact was read.
type spot struct {
	report string
	span   record.Span
}

// followUps gives the entries of the ledger by id.
func (c *Corpus) followUps(ctx context.Context) ([]*record.FollowUp, error) {
	var entries []*record.FollowUp
	for g, err := range c.Store.Groups(ctx, keep.GroupFilter{Kind: follow.Name}) {
		if err != nil {
			return nil, err
		}
		entry, err := record.Decode(g.Entry)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.ID, err)
		}
		u, ok := entry.(*record.FollowUp)
		if !ok {
			return nil, fmt.Errorf("%s is a %s, want a follow-up", g.ID, entry.EntryKind())
		}
		entries = append(entries, u)
	}
	slices.SortFunc(entries, func(a, b *record.FollowUp) int { return cmp.Compare(a.ID, b.ID) })
	return entries, nil
}

// touched is an entry with the number of quotes of "made" that its tellings overlap.
type touched struct {
	*record.FollowUp
	quotes int
}

// touching gives the entries with a telling that overlaps a quote of "made".
func (c *Corpus) touching(g *FollowUp, entries []*record.FollowUp, spots map[record.ID]spot) ([]touched, error) {
	var made []spot
	for _, q := range g.Made {
		r := c.Reports[q.Report]
		if r == nil {
			return nil, fmt.Errorf("the report %s is not of the corpus", q.Report)
		}
		span, ok := r.Find(q.Quote)
		if !ok {
			return nil, fmt.Errorf("%s does not say %q", q.Report, q.Quote)
		}
		made = append(made, spot{q.Report, span})
	}
	var found []touched
	for _, u := range entries {
		n := 0
		for _, at := range made {
			if slices.ContainsFunc(u.History, func(m record.Milestone) bool {
				of := spots[m.Telling.ID]
				return of.report == at.report && of.span.Overlaps(at.span)
			}) {
				n++
			}
		}
		if n > 0 {
			found = append(found, touched{u, n})
		}
	}
	return found, nil
}

// wasRead says that an event or claim was read at one of the quotes.
func (c *Corpus) wasRead(quotes []Quote, spots map[record.ID]spot) bool {
	for _, q := range quotes {
		r := c.Reports[q.Report]
		span, ok := r.Find(q.Quote)
		if !ok {
			continue
		}
		for _, at := range spots {
			if at.report == q.Report && at.span.Overlaps(span) {
				return true
			}
		}
	}
	return false
}

// line counts one line of gold.
func (s *FollowUps) line(g *FollowUp, touching []touched) {
	c := s.of(g.Kind)
	c.Gold++
	ended := told(g.Outcome)
	if ended {
		c.Ended++
	}
	u := answering(g, touching)
	if u == nil {
		s.fault(g, "no entry")
		return
	}
	c.Known++
	got := follow.Outcome(u, s.Latest)
	right := sameOutcome(g, u, got)
	if told(got) {
		c.Decided++
		if right {
			c.Sound++
		}
	}
	if !right {
		s.fault(g, fmt.Sprintf("%s is %s %s", u.ID, got, u.Decided))
		return
	}
	c.Followed++
	if ended {
		c.Right++
		s.day(c, g, u)
	}
}

// told says that an outcome is one that a report tells.
func told(outcome string) bool { return outcome != "open" && outcome != "not seen" }

func (s *FollowUps) of(kind string) *FollowUpCount {
	if s.Kinds[kind] == nil {
		s.Kinds[kind] = &FollowUpCount{}
	}
	return s.Kinds[kind]
}

func (s *FollowUps) fault(g *FollowUp, found string) {
	s.Faults = append(s.Faults, fmt.Sprintf("%s %s %s %s: %s (%s: %s)", g.Kind, g.ID, g.Outcome, g.OutcomeDate, found, g.Made[0].Report, g.Made[0].Quote))
}

func (s *FollowUps) day(c *FollowUpCount, g *FollowUp, u *record.FollowUp) {
	if len(g.OutcomeDate) != len("2006-01-02") || g.Outcome == "moved" {
		return
	}
	c.Dated++
	if u.Decided != "" && follow.DaysApart(g.OutcomeDate, u.Decided) <= 2 {
		c.OnDay++
	}
}

// answering gives the entry that a line of gold is about: of those that share a quote with it the one with most, then
// the one that was decided, then the first by id; nil for none.
func answering(g *FollowUp, touching []touched) *record.FollowUp {
	var found *record.FollowUp
	most := 0
	for _, u := range touching {
		if (u.Of == "meeting") != (g.Kind == "meeting") {
			continue
		}
		n := 2 * u.quotes
		if told(u.Outcome) {
			n++
		}
		if n > most {
			found, most = u.FollowUp, n
		}
	}
	return found
}

func sameOutcome(g *FollowUp, u *record.FollowUp, got string) bool {
	if got == g.Outcome {
		return true
	}
	if !told(got) && !told(g.Outcome) {
		return true
	}
	return g.Outcome == "moved" && slices.ContainsFunc(u.History, func(m record.Milestone) bool { return m.Step == "moved" })
}

// WriteErrors lists the lines of gold that were not followed.
func (s *FollowUps) WriteErrors(w io.Writer) error {
	for _, f := range s.Faults {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return fmt.Errorf("write what was not followed: %w", err)
		}
	}
	return nil
}

// WriteTable writes the table of docs/EVALUATION.md.
func (s *FollowUps) WriteTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| follow-ups | gold | read | found | **followed** | with an outcome told | of these followed | outcomes given | of these right | on the day | beside gold |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, kind := range []string{"meeting", "promise", "demand"} {
		c := s.of(kind)
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %s | %d | %s | %d | %s | %s | %d |\n", kind, c.Gold, c.Read, c.Known, part(c.Followed, c.Gold),
			c.Ended, part(c.Right, c.Ended), c.Decided, part(c.Sound, c.Decided), part(c.OnDay, c.Dated), c.Beside)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the table of follow-ups: %w", err)
	}
	return nil
}

func part(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f (%d)", float64(n)/float64(of), n)
}
