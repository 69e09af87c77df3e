package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	"github.com/chancery-project/chancery/internal/language/learnt"
	score "github.com/chancery-project/chancery/internal/score/ledger"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// rivalsSettings are the flags of the model that tells which tellings of a report stand against each other.
type rivalsSettings struct {
	threadLearning
	threads string
}

func rivalsFlags(s *Settings, f *flag.FlagSet) {
	const sets = "internal/flow/ledger/dispute/testdata/[cw]*.txt,internal/flow/ledger/dispute/testdata/threads*.txt,testdata/ledger/threads/t[0-3]?.txt,testdata/ledger/threads/t4[0-3].txt"
	s.rivals.flags(f, "rivals", "tellings that stand against each other", sets, 18)
	f.StringVar(&s.rivals.threads, "rivals-threads", "testdata/ledger/dev", "rivals: folder of threads to learn from as well; \"\" for none")
}

// opposedSpan is a stretch of a report with the dispute and the side that it stands on.
type opposedSpan struct {
	dispute, side int
	kind          string
	span          record.Span
}

// rivalCouple is a couple of tellings with the dispute that it is of, by its number, -1 where it is of none.
type rivalCouple struct {
	learnt.Sample
	dispute int
}

// trainRivals learns the model of tellings of one report that stand against each other.
func trainRivals(s *Settings) error {
	j, err := newJudge()
	if err != nil {
		return err
	}
	var all []rivalCouple
	disputes := 0
	take := func(group string, r dispute.Report, gold []opposedSpan) {
		all = append(all, couplesOf(group, r, gold)...)
	}
	err = eachThread(s.rivals.sets, func(name string, t *thread) error {
		spans := map[int][]opposedSpan{}
		var texts []string
		var docs []*text.Document
		for i, r := range t.reports {
			doc, err := j.report(r, i)
			if err != nil {
				return err
			}
			docs, texts = append(docs, doc), append(texts, doc.Text)
		}
		for _, g := range t.disputes {
			for side, quotes := range g.sides {
				for _, q := range quotes {
					for i := range texts {
						if at := strings.Index(texts[i], q); at >= 0 {
							spans[i] = append(spans[i], opposedSpan{disputes, side, g.kind, record.Span{Start: at, End: at + len(q)}})
						}
					}
				}
			}
			disputes++
		}
		for i, doc := range docs {
			take(name, dispute.Report{ID: doc.ID, Published: t.reports[i].date, Title: doc.Entry().Title, Text: doc.Text, Facts: doc.Entries()}, spans[i])
		}
		return nil
	})
	if err != nil {
		return err
	}
	if s.rivals.threads != "" {
		threads, err := score.Load(os.DirFS(s.rivals.threads))
		if err != nil {
			return err
		}
		corpus, err := score.Build(context.Background(), j.reader, []ledger.Kind{dispute.Kind{}}, threads, os.DirFS("internal/sample/demo"))
		if err != nil {
			return err
		}
		for _, t := range threads {
			first := disputes
			disputes += len(t.Disputes)
			for _, name := range t.Reports {
				r := corpus.Reports[name]
				var gold []opposedSpan
				for n, d := range t.Disputes {
					for side, x := range d.Sides {
						for _, m := range x.Members {
							if at, ok := r.Find(m.Quote.Quote); ok && m.Report == name && d.Relation == "contradicts" {
								gold = append(gold, opposedSpan{first + n, side, d.Kind, at})
							}
						}
					}
				}
				take(t.Name, dispute.Report{ID: r.Document.ID, Published: r.Document.Published, Title: r.Document.Title, Text: r.Text, Facts: r.Facts}, gold)
			}
		}
	}
	l := s.rivals.learning(dispute.Matters)
	if s.rivals.trial {
		if err := tryRivals(s, l, all); err != nil {
			return err
		}
	}
	var samples []learnt.Sample
	for _, c := range all {
		samples = append(samples, c.Sample)
	}
	m, err := l.Fit(samples)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Progress, "%d couples\n", len(all))
	return writeLearnt(s.rivals.out, m)
}

// tryRivals prints how well models do on the threads that they were not learnt from.
func tryRivals(s *Settings, l learnt.Learning, all []rivalCouple) error {
	known := map[int]bool{}
	for _, c := range all {
		if c.dispute >= 0 {
			known[c.dispute] = true
		}
	}
	steps := []float64{.3, .4, .5, .6, .7, .8, .9}
	said, right, kind := make([]int, len(steps)), make([]int, len(steps)), make([]int, len(steps))
	found := make([]map[int]bool, len(steps))
	for i := range found {
		found[i] = map[int]bool{}
	}
	err := leftOut(l, all, func(c *rivalCouple) *learnt.Sample { return &c.Sample }, func(c *rivalCouple, m *learnt.Model) {
		p := m.All(c.Features)
		best := 1
		for k := range p[1:] {
			if p[k+1] > p[best] {
				best = k + 1
			}
		}
		for i, least := range steps {
			if 1-p[0] < least {
				continue
			}
			said[i]++
			if c.dispute >= 0 {
				right[i]++
				found[i][c.dispute] = true
				if dispute.Matters[best] == c.Class {
					kind[i]++
				}
			}
		}
	})
	if err != nil {
		return err
	}
	for i, least := range steps {
		fmt.Fprintf(s.Progress, "rivals %.1f: %d couples, %.3f right, %.3f of the right matter; %d of %d disputes of one report (%.3f)\n", least, said[i], float64(right[i])/float64(max(1, said[i])),
			float64(kind[i])/float64(max(1, right[i])), len(found[i]), len(known), float64(len(found[i]))/float64(max(1, len(known))))
	}
	return nil
}

// couplesOf gives the couples of a report with what gold has of each. Left out are those that gold does not have and that are beside one that it
// has: another reading of one of the two sides.
func couplesOf(group string, r dispute.Report, gold []opposedSpan) (all []rivalCouple) {
	on := func(s record.Span) (spans []opposedSpan) {
		for _, g := range gold {
			common := min(s.End, g.span.End) - max(s.Start, g.span.Start)
			if common > 0 && 3*common >= min(s.Len(), g.span.Len()) {
				spans = append(spans, g)
			}
		}
		return spans
	}
	for _, x := range dispute.RivalsIn(r) {
		c := rivalCouple{Sample: learnt.Sample{Group: group, Features: x.Features}, dispute: -1}
		for _, a := range on(x.A) {
			for _, b := range on(x.B) {
				if a.dispute == b.dispute && a.side != b.side && c.dispute < 0 {
					c.dispute, c.Class = a.dispute, kindOf(a.kind)
				}
			}
		}
		if c.dispute >= 0 && c.Class != "figure" && x.Counts {
			continue
		}
		if c.dispute < 0 && besideGold(r.Text, x.A, x.B, gold) {
			continue
		}
		all = append(all, c)
	}
	return all
}

// besideGold tells whether two tellings stand in the sentences of two sides of one dispute, without being what gold quotes.
func besideGold(body string, a, b record.Span, gold []opposedSpan) bool {
	together := func(x, y record.Span) bool {
		if x.Start > y.Start {
			x, y = y, x
		}
		return x.End >= y.Start || !strings.ContainsAny(body[x.End:y.Start], "\n") && !strings.Contains(body[x.End:y.Start], ". ") && !strings.Contains(body[x.End:y.Start], ".\" ")
	}
	for _, g := range gold {
		for _, o := range gold {
			if g.dispute == o.dispute && g.side != o.side && together(g.span, a) && together(o.span, b) {
				return true
			}
		}
	}
	return false
}

// kindOf gives the matter of a kind of gold.
func kindOf(kind string) string {
	if kind == "quote" {
		return "quotation"
	}
	return kind
}
