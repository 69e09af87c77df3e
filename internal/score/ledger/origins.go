package ledger

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// OriginScore scores which reports of an event rest on one origin, given which reports tell it: gold says that, so that
// the score does not hang on the joining of events.
type OriginScore struct {
	Events   int // lines of gold
	Exact    int // with the right number of origins
	Together int // pairs of reports that are of one origin by gold
	Joined   int // pairs that were joined
	Right    int // of these rightly
	Pairs    int
	Faults   []string
}

// marked are the features of a telling of gold.
type marked struct{ mark origin.Mark }

// OriginMark is what the telling shows of where it comes from.
func (m marked) OriginMark() origin.Mark { return m.mark }

// ScoreOrigins compares origins with gold.
func (c *Corpus) ScoreOrigins(ctx context.Context) (*OriginScore, error) {
	s := &OriginScore{}
	read := map[string]*origin.Report{}
	for name, r := range c.Reports {
		source, err := c.Store.Source(ctx, r.Document.ID)
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", name, err)
		}
		read[name] = origin.Read(source, r.Facts)
	}
	for _, t := range c.Threads {
		for _, g := range t.Origins {
			var items []*ledger.Item
			var names []string
			for _, group := range g.Groups {
				for _, name := range group {
					r := c.Reports[name]
					if r == nil {
						return nil, fmt.Errorf("thread %s: %s: the report %s is not of the corpus", t.Name, g.Event, name)
					}
					source, err := c.Store.Source(ctx, r.Document.ID)
					if err != nil {
						return nil, fmt.Errorf("report %s: %w", name, err)
					}
					for n, m := range c.marksOf(&t, g.Event, r, read[name]) {
						id := record.ID(fmt.Sprintf("e_%s_%d", name, n))
						items = append(items, ledger.NewItem(keep.Item{ID: id, Source: source}, marked{m}, nil))
						names = append(names, name)
					}
				}
			}
			s.line(t.Name, g, names, origin.Of(items))
		}
	}
	return s, nil
}

// marksOf gives the marks of the tellings of an event in a report: of the facts that overlap their quotes, else of the
// report.
func (c *Corpus) marksOf(t *Thread, event string, r *Report, read *origin.Report) []origin.Mark {
	var marks []origin.Mark
	for _, telling := range t.Events {
		if telling.Event != event || telling.Report != r.Name {
			continue
		}
		at, ok := r.Find(telling.Quote.Quote)
		if !ok {
			continue
		}
		var events, others []origin.Mark
		for i, f := range r.Facts {
			switch f := f.(type) {
			case *record.Event:
				if f.Trigger != nil && f.Trigger.Overlaps(at) {
					events = append(events, read.Mark(i))
				}
			case *record.Claim:
				if f.ContentSpan.Overlaps(at) {
					others = append(others, read.Mark(i))
				}
			}
		}
		if len(events) > 0 {
			marks = append(marks, events...)
		} else {
			marks = append(marks, others...)
		}
	}
	if len(marks) == 0 {
		marks = append(marks, read.Mark(-1))
	}
	return marks
}

// line scores one line of gold.
func (s *OriginScore) line(thread string, g Origins, names []string, numbers []int) {
	gold, found := map[string]int{}, map[string]int{}
	var reports []string
	for n, group := range g.Groups {
		for _, name := range group {
			gold[name] = n
			reports = append(reports, name)
		}
	}
	distinct := map[int]bool{}
	for i, name := range names {
		found[name] = numbers[i]
		distinct[numbers[i]] = true
	}
	s.Events++
	if len(distinct) == len(g.Groups) {
		s.Exact++
	}
	slices.Sort(reports)
	for i, a := range reports {
		for _, b := range reports[i+1:] {
			s.Pairs++
			one, joined := gold[a] == gold[b], found[a] == found[b]
			if one {
				s.Together++
			}
			if joined {
				s.Joined++
			}
			switch {
			case one && joined:
				s.Right++
			case one:
				s.Faults = append(s.Faults, fmt.Sprintf("one origin, kept apart: %s %s: %s, %s", thread, g.Event, a, b))
			case joined:
				s.Faults = append(s.Faults, fmt.Sprintf("two origins, joined: %s %s: %s, %s", thread, g.Event, a, b))
			}
		}
	}
}

// WriteErrors lists the pairs that are wrong.
func (s *OriginScore) WriteErrors(w io.Writer) error {
	for _, f := range s.Faults {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return fmt.Errorf("write the faults of origins: %w", err)
		}
	}
	return nil
}

// WriteTable writes the table of docs/EVALUATION.md.
func (s *OriginScore) WriteTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| origins | events | **right number of origins** | pairs of reports | of one origin | joined | precision | recall |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	fmt.Fprintf(&b, "| of gold events | %d | %s | %d | %d | %d | %s | %s |\n", s.Events, part(s.Exact, s.Events), s.Pairs, s.Together, s.Joined,
		part(s.Right, s.Joined), part(s.Right, s.Together))
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the table of origins: %w", err)
	}
	return nil
}
