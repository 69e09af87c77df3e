// Package ledger scores what holds across reports against gold: what became of plans, promises and demands.
package ledger

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/record"
)

// Quoted is a stretch of a report that gold points to.
type Quoted struct {
	Report string `json:"report"`
	Quote  string `json:"quote"`
}

// GoldFollowUp is a line of followups.jsonl.
type GoldFollowUp struct {
	ID          string   `json:"id"`
	Kind        string   `json:"kind"` // meeting, promise or demand
	Made        []Quoted `json:"made"`
	PlannedDate string   `json:"planned_date"`
	Outcome     string   `json:"outcome"` // held, moved, cancelled, not seen, met, refused, open
	OutcomeDate string   `json:"outcome_date"`
	Told        []Quoted `json:"told"`
}

// Spot is where something stands: the report by its name and the bytes of its text.
type Spot struct {
	Report string
	Span   record.Span
}

// FollowUps scores what became of plans, promises and demands.
//
// An entry of the ledger answers a line of gold where one of its tellings overlaps a quote of the line's "made"; of
// several the one with most such quotes, then the one that decides something, then the first by id. It is followed where its outcome is that of gold. For
// promises and demands "open" and "not seen" are one. A line "moved" is followed too where the entry was moved and then
// held, as gold tells the new date in a line of its own.
type FollowUps struct {
	Kinds  map[string]*FollowUpCount
	Faults []string // what was not followed, one a line
}

// FollowUpCount counts lines of gold of one kind.
type FollowUpCount struct {
	Gold     int
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

// Score scores the entries of a record. Spot gives where a fact was read, quoted where a quote of gold stands; latest is
// the latest publication of the record.
func (s *FollowUps) Score(gold []GoldFollowUp, entries []*record.FollowUp, latest string, spot func(record.ID) Spot, quoted func(Quoted) Spot) {
	if s.Kinds == nil {
		s.Kinds = map[string]*FollowUpCount{}
	}
	entries = slices.SortedFunc(slices.Values(entries), func(a, b *record.FollowUp) int { return cmp.Compare(a.ID, b.ID) })
	used := map[*record.FollowUp]bool{}
	for _, g := range gold {
		c := s.of(g.Kind)
		c.Gold++
		ended := g.Outcome != "open" && g.Outcome != "not seen"
		if ended {
			c.Ended++
		}
		u := answering(g, entries, spot, quoted, used)
		if u == nil {
			s.fault(g, "no entry")
			continue
		}
		c.Known++
		got := follow.Outcome(u, latest)
		right := sameOutcome(g, u, got)
		if got != "open" && got != "not seen" {
			c.Decided++
			if right {
				c.Sound++
			}
		}
		if !right {
			s.fault(g, fmt.Sprintf("%s is %s %s", u.ID, got, u.Decided))
			continue
		}
		c.Followed++
		if ended {
			c.Right++
			s.day(c, g, u)
		}
	}
	for _, u := range entries {
		if !used[u] {
			s.of(u.Of).Beside++
		}
	}
}

func (s *FollowUps) of(kind string) *FollowUpCount {
	if s.Kinds[kind] == nil {
		s.Kinds[kind] = &FollowUpCount{}
	}
	return s.Kinds[kind]
}

func (s *FollowUps) fault(g GoldFollowUp, found string) {
	s.Faults = append(s.Faults, fmt.Sprintf("%s %s %s %s: %s (%s: %s)", g.Kind, g.ID, g.Outcome, g.OutcomeDate, found, g.Made[0].Report, g.Made[0].Quote))
}

func (s *FollowUps) day(c *FollowUpCount, g GoldFollowUp, u *record.FollowUp) {
	if len(g.OutcomeDate) != len("2006-01-02") || g.Outcome == "moved" {
		return
	}
	c.Dated++
	if u.Decided != "" && follow.DaysApart(g.OutcomeDate, u.Decided) <= 2 {
		c.OnDay++
	}
}

// answering gives the entry that a line of gold is about, nil for none, and notes all that touch it as known to gold.
func answering(g GoldFollowUp, entries []*record.FollowUp, spot func(record.ID) Spot, quoted func(Quoted) Spot, used map[*record.FollowUp]bool) *record.FollowUp {
	var found *record.FollowUp
	most := 0
	for _, u := range entries {
		n := 0
		for _, q := range g.Made {
			at := quoted(q)
			if slices.ContainsFunc(u.History, func(m record.Milestone) bool {
				of := spot(m.Telling.ID)
				return of.Report == at.Report && of.Span.Overlaps(at.Span)
			}) {
				n += 2
			}
		}
		if n > 0 {
			used[u] = true
		}
		if n > 0 && (u.Of == "meeting") == (g.Kind == "meeting") {
			if u.Outcome != "open" {
				n++
			}
			if n > most {
				found, most = u, n
			}
		}
	}
	return found
}

func sameOutcome(g GoldFollowUp, u *record.FollowUp, got string) bool {
	if got == g.Outcome {
		return true
	}
	unanswered := func(o string) bool { return o == "open" || o == "not seen" }
	if g.Kind != "meeting" {
		return unanswered(got) && unanswered(g.Outcome)
	}
	return g.Outcome == "moved" && slices.ContainsFunc(u.History, func(m record.Milestone) bool { return m.Step == "moved" })
}

// WriteTable writes the table of docs/EVALUATION.md.
func (s *FollowUps) WriteTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| follow-ups | gold | found | **followed** | with an outcome told | of these followed | outcomes given | of these right | on the day | beside gold |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, kind := range []string{"meeting", "promise", "demand"} {
		c := s.of(kind)
		fmt.Fprintf(&b, "| %s | %d | %d | %s | %d | %s | %d | %s | %s | %d |\n", kind, c.Gold, c.Known, share(c.Followed, c.Gold),
			c.Ended, share(c.Right, c.Ended), c.Decided, share(c.Sound, c.Decided), share(c.OnDay, c.Dated), c.Beside)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func share(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f (%d)", float64(n)/float64(of), n)
}
