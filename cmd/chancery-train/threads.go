package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
)

// threadLearning are the flags of a model that is learnt from threads.
type threadLearning struct {
	out, sets                 string
	trial                     bool
	rounds, least, bits, runs int
	rate, decay               float64
}

// markedMeetings are the files of threads in which what became of meetings is marked.
const markedMeetings = "testdata/ledger/threads/*.txt"

// flags sets the flags of the model of a name, which tells what it is told to.
func (l *threadLearning) flags(f *flag.FlagSet, name, what, sets string, bits int) {
	f.StringVar(&l.out, name, "", "train nothing but the model of "+what+", and write it to this file")
	f.StringVar(&l.sets, name+"-sets", sets, name+": files of threads with marks, by patterns")
	f.BoolVar(&l.trial, name+"-trial", true, name+": first say how well it does on threads that are left out")
	f.IntVar(&l.rounds, name+"-rounds", 10, name+": passes over the samples")
	f.IntVar(&l.least, name+"-least", 2, name+": samples that a feature must stand in to be learnt")
	f.IntVar(&l.bits, name+"-bits", bits, name+": bits of the number of weights")
	f.IntVar(&l.runs, name+"-runs", 4, name+": models that are averaged into one")
	f.Float64Var(&l.rate, name+"-rate", 0.05, name+": step size")
	f.Float64Var(&l.decay, name+"-decay", 1e-5, name+": pull of the weights towards zero")
}

// learning gives the settings for learning a model over some classes.
func (l *threadLearning) learning(classes []string) learnt.Learning {
	return learnt.Learning{Classes: classes, Bits: l.bits, Least: l.least, Rounds: l.rounds, Rate: l.rate, Decay: l.decay, Runs: l.runs}
}

// thread is some reports of one matter with what contradicts what in them.
type thread struct {
	reports  []threadReport
	disputes []threadDispute
	meetings []threadMeeting
	again    [][]string // quotes of acts that are told more than once
}

type threadReport struct{ date, publisher, title, body string }

type threadDispute struct {
	kind  string
	sides [][]string // quotes
}

// threadMeeting is a meeting that is announced, and what became of it.
type threadMeeting struct{ outcome, made, told string }

// readThreads reads a file of threads: "== NAME", reports "DATE OUTLET: TITLE" with their text below, "---" between them, and below them
// "= KIND STATUS | QUOTE && QUOTE | QUOTE".
func readThreads(file string) (all []thread, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read threads: %w", err)
	}
	fresh := true
	for n, line := range strings.Split(string(data), "\n") {
		switch {
		case strings.HasPrefix(line, "== "):
			all, fresh = append(all, thread{}), true
			continue
		case len(all) == 0:
			continue
		}
		t := &all[len(all)-1]
		switch {
		case line == "---":
			fresh = true
		case strings.HasPrefix(line, "= "):
			parts := strings.Split(line[2:], " | ")
			kind, _, _ := strings.Cut(strings.TrimSpace(parts[0]), " ")
			if !slices.Contains(dispute.Matters, kindOf(kind)) || len(parts) < 3 {
				return nil, fmt.Errorf(`%s line %d: write "= KIND STATUS | QUOTE | QUOTE", not %q`, file, n+1, line)
			}
			g := threadDispute{kind: kind}
			for _, p := range parts[1:] {
				var quotes []string
				for q := range strings.SplitSeq(p, "&&") {
					quotes = append(quotes, strings.TrimSpace(q))
				}
				g.sides = append(g.sides, quotes)
			}
			t.disputes = append(t.disputes, g)
		case strings.HasPrefix(line, "> "):
			parts := strings.Split(line[2:], " | ")
			if !slices.Contains([]string{"held", "moved", "cancelled", "not seen"}, parts[0]) {
				continue // files of cases tell other things so
			}
			if len(parts) != 3 {
				return nil, fmt.Errorf(`%s line %d: write "> OUTCOME | QUOTE | QUOTE", not %q`, file, n+1, line)
			}
			m := threadMeeting{strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])}
			if m.told == "-" {
				m.told = ""
			}
			t.meetings = append(t.meetings, m)
		case strings.HasPrefix(line, "& "):
			var quotes []string
			for q := range strings.SplitSeq(line[2:], " | ") {
				quotes = append(quotes, strings.TrimSpace(q))
			}
			t.again = append(t.again, quotes)
		case strings.HasPrefix(line, "?"), strings.HasPrefix(line, "#"):
		case fresh && strings.TrimSpace(line) != "":
			head, title, ok := strings.Cut(line, ": ")
			date, publisher, named := strings.Cut(head, " ")
			if !ok || !named {
				return nil, fmt.Errorf(`%s line %d: write "DATE OUTLET: TITLE", not %q`, file, n+1, line)
			}
			t.reports = append(t.reports, threadReport{date: date, publisher: publisher, title: title})
			fresh = false
		case len(t.reports) > 0:
			t.reports[len(t.reports)-1].body += line + "\n"
		}
	}
	return all, nil
}

// report reads a report of a thread.
func (j *judge) report(r threadReport, n int) (*text.Document, error) {
	raw := fmt.Sprintf("---\ntitle: %q\ndate: %s\npublisher: %q\n---\n%s", r.title, r.date, r.publisher, r.body)
	reading, err := j.reader.Read(context.Background(), text.Raw{Path: fmt.Sprintf("%d.md", n), Bytes: []byte(raw), Format: text.Markdown})
	if err != nil {
		return nil, err
	}
	return reading.Document, nil
}

// thread reads the reports of a thread.
func (j *judge) thread(t *thread) (docs []*text.Document, err error) {
	for i, r := range t.reports {
		doc, err := j.report(r, i)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// eachThread reads the files of threads that patterns match, which stand behind each other with a comma between them, and gives every thread with a
// name of its own.
func eachThread(patterns string, use func(name string, t *thread) error) error {
	for pattern := range strings.SplitSeq(patterns, ",") {
		files, err := filepath.Glob(pattern)
		if err != nil {
			return fmt.Errorf("files of threads %q: %w", pattern, err)
		}
		for _, f := range files {
			all, err := readThreads(f)
			if err != nil {
				return err
			}
			for n := range all {
				if err := use(fmt.Sprintf("%s %d", filepath.Base(f), n), &all[n]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// leftOut gives each sample with a model that was learnt from the four fifths of the groups that it is not of.
func leftOut[S any](l learnt.Learning, all []S, of func(*S) *learnt.Sample, use func(*S, *learnt.Model)) error {
	const folds = 5
	groups := map[string]int{}
	fold := make([]int, len(all))
	for i := range all {
		group := of(&all[i]).Group
		if _, ok := groups[group]; !ok {
			groups[group] = len(groups)
		}
		fold[i] = groups[group] % folds
	}
	for f := range folds {
		var train []learnt.Sample
		for i := range all {
			if fold[i] != f {
				train = append(train, *of(&all[i]))
			}
		}
		m, err := l.Fit(train)
		if err != nil {
			return err
		}
		for i := range all {
			if fold[i] == f {
				use(&all[i], m)
			}
		}
	}
	return nil
}
