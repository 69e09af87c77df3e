package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/derive/occasion"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

func occasionsFlags(s *Settings, f *flag.FlagSet) {
	s.occasions.flags(f, "occasions", "times that set the day of an occasion", markedMeetings, 17)
}

// occasionSample is a time, or a sentence without one, with the number of the quote that it stands in, -1 for none.
type occasionSample struct {
	learnt.Sample
	mark int
}

// trainOccasions learns the model of times that set the day of an occasion.
func trainOccasions(s *Settings) error {
	j, err := newJudge()
	if err != nil {
		return err
	}
	set := occasionSet{marks: map[int]string{}}
	err = eachThread(s.occasions.sets, func(group string, t *thread) error {
		docs, err := j.thread(t)
		if err != nil {
			return err
		}
		set.add(group, t, docs)
		return nil
	})
	if err != nil {
		return err
	}
	l := s.occasions.learning(occasion.Classes)
	fmt.Fprintf(s.Progress, "%d times, %d marks\n", len(set.all), len(set.marks))
	if s.occasions.trial {
		if err := tryOccasions(s, l, set.all, set.marks); err != nil {
			return err
		}
	}
	var samples []learnt.Sample
	for _, c := range set.all {
		samples = append(samples, c.Sample)
	}
	m, err := l.Fit(samples)
	if err != nil {
		return err
	}
	return writeLearnt(s.occasions.out, m)
}

// occasionSet is what threads show of times and occasions.
type occasionSet struct {
	all   []occasionSample
	marks map[int]string // what is told at each quote
}

// add adds the times of the reports of a thread.
func (o *occasionSet) add(group string, t *thread, docs []*text.Document) {
	first := len(o.marks)
	for i, m := range t.meetings {
		o.marks[first+2*i], o.marks[first+2*i+1] = record.Announced, m.outcome
	}
	due := map[int]string{} // the days that were set, by meeting
	again := t.toldAgain()
	for _, doc := range docs {
		spots := occasion.Spots(doc)
		samples := make([]occasionSample, len(spots))
		for x := range samples {
			samples[x] = occasionSample{learnt.Sample{Group: group, Features: spots[x].Features}, -1}
		}
		for side := range 2 {
			for k, m := range t.meetings {
				for _, x := range spotsAt(doc, spots, []string{m.made, m.told}[side]) {
					days := daysOf(spots[x].Time)
					samples[x].mark = first + 2*k + side
					samples[x].Class = o.marks[samples[x].mark]
					switch {
					case days == "":
					case side == 0 && due[k] == "":
						due[k] = days
					case side == 1 && due[k] == days && m.outcome == record.Moved:
						samples[x].Class = occasion.Set
					}
				}
			}
		}
		beside := map[int]bool{} // where a meeting is told again: no mark says as what
		for _, q := range again {
			if at := strings.Index(doc.Text, q); at >= 0 {
				for x, spot := range spots {
					if doc.SentenceSpan(spot.Sentence).Overlaps(record.Span{Start: at, End: at + len(q)}) {
						beside[x] = true
					}
				}
			}
		}
		for x := range samples {
			if samples[x].mark >= 0 || !beside[x] {
				o.all = append(o.all, samples[x])
			}
		}
	}
}

// spotsAt gives the indices of the times in a quote, or of those in its sentence where none stands in it.
func spotsAt(doc *text.Document, spots []occasion.Spot, quote string) (found []int) {
	at := record.Span{Start: strings.Index(doc.Text, quote)}
	if quote == "" || at.Start < 0 {
		return nil
	}
	at.End = at.Start + len(quote)
	within := func(s occasion.Spot) bool { return s.Time != nil && s.Time.Span.Overlaps(at) }
	timed := slices.ContainsFunc(spots, within)
	for x, s := range spots {
		if within(s) || !timed && doc.SentenceSpan(s.Sentence).Overlaps(at) {
			found = append(found, x)
		}
	}
	return found
}

// daysOf writes the days of a time, "" for none.
func daysOf(t *record.Time) string {
	if t == nil {
		return ""
	}
	days := ""
	for _, d := range []*string{t.From, t.To} {
		if d != nil {
			days += *d + "/"
		}
	}
	return days
}

// toldAgain gives the quotes of acts told more than once of which one is a meeting with a mark.
func (t *thread) toldAgain() (quotes []string) {
	for _, group := range t.again {
		if slices.ContainsFunc(group, func(q string) bool {
			return slices.ContainsFunc(t.meetings, func(m threadMeeting) bool { return touching(q, m.made) || touching(q, m.told) })
		}) {
			quotes = append(quotes, group...)
		}
	}
	return quotes
}

// touching tells whether one of two quotes is part of the other.
func touching(a, b string) bool {
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// tryOccasions prints how well models do on the threads that they were not learnt from.
func tryOccasions(s *Settings, l learnt.Learning, all []occasionSample, marks map[int]string) error {
	steps := []float64{.3, .4, .5, .6, .7, .8, .9}
	type count struct{ said, right int }
	counts := map[string][]count{}
	found := map[string][]map[int]bool{}
	for _, c := range occasion.Classes {
		counts[c] = make([]count, len(steps))
		found[c] = make([]map[int]bool, len(steps))
		for i := range steps {
			found[c][i] = map[int]bool{}
		}
	}
	err := leftOut(l, all, func(c *occasionSample) *learnt.Sample { return &c.Sample }, func(c *occasionSample, m *learnt.Model) {
		g := m.Of(c.Features)
		for i, least := range steps {
			if g.Sure < least {
				continue
			}
			counts[g.Class][i].said++
			if g.Class == c.Class {
				counts[g.Class][i].right++
				found[g.Class][i][c.mark] = true
			}
		}
	})
	if err != nil {
		return err
	}
	of := map[string]int{}
	seen := map[int]bool{}
	for _, c := range all {
		if c.mark >= 0 && !seen[c.mark] {
			seen[c.mark] = true
			of[marks[c.mark]]++
		}
	}
	for _, c := range occasion.Classes[1:] {
		for i, least := range steps {
			n := counts[c][i]
			fmt.Fprintf(s.Progress, "%s %.1f: %d times, %.3f right; %d of %d marks (%.3f)\n", c, least, n.said, float64(n.right)/float64(max(1, n.said)), len(found[c][i]), of[c], float64(len(found[c][i]))/float64(max(1, of[c])))
		}
	}
	return nil
}
