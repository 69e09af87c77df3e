package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/derive/occasion"
	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
)

// linksSettings are the flags of the model that tells which tellings are of one meeting.
type linksSettings struct {
	threadLearning
	foreign int
	likely  float64
}

func linksFlags(s *Settings, f *flag.FlagSet) {
	s.links.flags(f, "links", "tellings of one meeting", markedMeetings, 16)
	f.IntVar(&s.links.foreign, "links-foreign", 6, "links: tellings of other threads that each plan is set beside, told on the same days")
	f.Float64Var(&s.links.likely, "links-likely", 0.15, "links: how likely what is told must be an occasion to be learnt from")
}

// toldMeeting is a telling of a meeting with the number of what it tells of, -1 where no mark stands there.
type toldMeeting struct {
	follow.Meeting
	matter int
	group  string
}

// trainLinks learns the model of tellings of one meeting. The occasions of a thread are told by a model that has not learnt from it, as sure and as wrong
// as they are in other reports.
func trainLinks(s *Settings) error {
	threads, err := occasionsLeftOut(s)
	if err != nil {
		return err
	}
	kind, err := follow.New()
	if err != nil {
		return err
	}
	var all []learnt.Sample
	var plans, outcomes []toldMeeting
	matters := 0
	for _, t := range threads {
		var reports []follow.Report
		for i, r := range t.reports {
			doc := t.docs[i]
			reports = append(reports, follow.Report{ID: doc.ID, Published: r.date, Title: r.title, Publisher: r.publisher, Text: doc.Text, Facts: doc.Entries()})
		}
		meetings, err := kind.MeetingsIn(reports)
		if err != nil {
			return err
		}
		marks := t.matters()
		var list []toldMeeting
		for _, m := range meetings {
			if matter, ok := marks.of(m, reports[m.Report].Text); ok && m.Likely >= s.links.likely {
				if matter >= 0 {
					matter += matters
				}
				list = append(list, toldMeeting{m, matter, t.group})
			}
		}
		matters += len(t.meetings)
		for i, a := range list {
			if a.matter >= 0 && a.Step == "plan" {
				plans = append(plans, a)
			} else if a.matter >= 0 {
				outcomes = append(outcomes, a)
			}
			for _, b := range list[i+1:] {
				if a.matter < 0 && b.matter < 0 {
					continue
				}
				features, ok := follow.Standing(a.Meeting, b.Meeting)
				if !ok {
					continue
				}
				c := learnt.Sample{Group: t.group, Features: features}
				if a.matter == b.matter {
					c.Class = follow.Links[1]
				}
				all = append(all, c)
			}
		}
	}
	// what is told on the same days of other matters
	state := uint64(1)
	for _, p := range plans {
		for range s.links.foreign {
			state = state*6364136223846793005 + 1442695040888963407
			o := outcomes[int(state>>33)%len(outcomes)]
			if o.group == p.group {
				continue
			}
			days := int(state>>20) % 20
			features, ok := follow.Standing(p.Meeting, o.Later(p.Told()-o.Told()+days))
			if ok {
				all = append(all, learnt.Sample{Group: p.group, Features: features})
			}
		}
	}
	l := s.links.learning(follow.Links)
	positive := 0
	for _, c := range all {
		if c.Class != "" {
			positive++
		}
	}
	fmt.Fprintf(s.Progress, "%d couples, %d of one meeting\n", len(all), positive)
	if s.links.trial {
		if err := tryLinks(s, l, all); err != nil {
			return err
		}
	}
	m, err := l.Fit(all)
	if err != nil {
		return err
	}
	return writeLearnt(s.links.out, m)
}

// readThread is a thread with what was read of its reports.
type readThread struct {
	*thread
	group string
	docs  []*text.Document
}

// occasionsLeftOut reads the threads, the occasions of each by a model that is learnt from others.
func occasionsLeftOut(s *Settings) ([]readThread, error) {
	j, err := newJudge()
	if err != nil {
		return nil, err
	}
	var threads []readThread
	set := occasionSet{marks: map[int]string{}}
	err = eachThread(s.links.sets, func(group string, t *thread) error {
		docs, err := j.thread(t)
		if err != nil {
			return err
		}
		set.add(group, t, docs)
		threads = append(threads, readThread{t, group, docs})
		return nil
	})
	if err != nil {
		return nil, err
	}
	models := map[string]*learnt.Model{}
	err = leftOut(s.occasions.learning(occasion.Classes), set.all, func(c *occasionSample) *learnt.Sample { return &c.Sample }, func(c *occasionSample, m *learnt.Model) {
		models[c.Group] = m
	})
	if err != nil {
		return nil, err
	}
	for _, t := range threads {
		m := models[t.group]
		if m == nil {
			continue // no time and no sentence of it shows anything
		}
		for _, doc := range t.docs {
			if _, err := occasion.With(m).Apply(context.Background(), doc); err != nil {
				return nil, err
			}
		}
	}
	return threads, nil
}

// matterMark is a quote with the matter that it is of, and what is told there: the plan, what became of it, "" for either.
type matterMark struct {
	quote, step string
	matter      int
}

// matterMarks are the marks of a thread.
type matterMarks []matterMark

// of gives what a telling is of, by the marks that it shares words with, -1 for none; false where it tells something else than the marks say, a plan
// where one is told to have been carried out or the other way round.
func (marks matterMarks) of(m follow.Meeting, text string) (matter int, ok bool) {
	matter, ok = -1, true
	for _, mark := range marks {
		at := strings.Index(text, mark.quote)
		if at < 0 || at >= m.Span.End || at+len(mark.quote) <= m.Span.Start {
			continue
		}
		switch {
		case mark.step == "plan" && m.Step != "plan" && m.Step != "moved", mark.step == "told" && m.Step == "plan":
			ok = false
		case mark.step != "" || matter < 0:
			matter = mark.matter
		}
	}
	return matter, ok || matter >= 0
}

// matters gives the quotes of a thread that tell of its meetings, those of one meeting under one number.
func (t *thread) matters() (marks matterMarks) {
	of := make([]int, len(t.meetings))
	for i := range of {
		of[i] = i
	}
	join := func(i, k int) {
		from, to := of[i], of[k]
		for n := range of {
			if of[n] == from {
				of[n] = to
			}
		}
	}
	for i, m := range t.meetings {
		for k, o := range t.meetings[:i] {
			if touching(m.made, o.made) || touching(m.made, o.told) || touching(m.told, o.made) || touching(m.told, o.told) {
				join(i, k)
			}
		}
	}
	for _, quotes := range t.again {
		first := -1
		for _, q := range quotes {
			for i, m := range t.meetings {
				if touching(q, m.made) || touching(q, m.told) {
					if first >= 0 {
						join(i, first)
					}
					first = i
				}
			}
		}
		if first >= 0 {
			for _, q := range quotes {
				marks = append(marks, matterMark{q, "", first})
			}
		}
	}
	for i, m := range t.meetings {
		marks = append(marks, matterMark{m.made, "plan", i})
		if m.told != "" {
			marks = append(marks, matterMark{m.told, "told", i})
		}
	}
	for i := range marks {
		marks[i].matter = of[marks[i].matter]
	}
	return marks
}

// tryLinks prints how well models do on the threads that they were not learnt from.
func tryLinks(s *Settings, l learnt.Learning, all []learnt.Sample) error {
	positive := 0
	for _, c := range all {
		if c.Class != "" {
			positive++
		}
	}
	steps := []float64{.1, .3, .5, .6, .7, .8, .9}
	said, right := make([]int, len(steps)), make([]int, len(steps))
	err := leftOut(l, all, func(c *learnt.Sample) *learnt.Sample { return c }, func(c *learnt.Sample, m *learnt.Model) {
		p := m.All(c.Features)[1]
		for i, least := range steps {
			if p >= least {
				said[i]++
				if c.Class != "" {
					right[i]++
				}
			}
		}
	})
	if err != nil {
		return err
	}
	for i, least := range steps {
		fmt.Fprintf(s.Progress, "links %.1f: %d couples, %.3f right, %.3f found\n", least, said[i], float64(right[i])/float64(max(1, said[i])), float64(right[i])/float64(max(1, positive)))
	}
	return nil
}
