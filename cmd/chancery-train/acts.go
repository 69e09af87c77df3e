package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/derive/event"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// actsSettings are the flags of the model that tells which words tell of acts.
type actsSettings struct {
	out, sides  string
	rounds      int
	runs        int
	least       int
	trial       bool
	rate, decay float64
}

func actsFlags(s *Settings, f *flag.FlagSet) {
	f.StringVar(&s.acts.out, "acts", "", "train nothing but the model of words that tell of acts, on the marks in the folders acts and reports of --press, and write it to this file")
	f.StringVar(&s.acts.sides, "acts-sides", "", "acts: write the model of who does an act, and to whom, to this file")
	f.IntVar(&s.acts.rounds, "acts-rounds", 8, "acts: passes over the words")
	f.IntVar(&s.acts.runs, "acts-runs", 1, "acts: models that are averaged into one")
	f.BoolVar(&s.acts.trial, "acts-trial", true, "acts: first say how well it does on files that are left out")
	f.IntVar(&s.acts.least, "acts-least", 1, "acts: words that a feature must stand at to be learnt")
	f.Float64Var(&s.acts.rate, "acts-rate", 0.05, "acts: step size")
	f.Float64Var(&s.acts.decay, "acts-decay", 1e-5, "acts: pull of the weights towards zero")
}

// sideSample is a phrase beside a word that tells an act.
type sideSample struct{ learnt.Sample }

// actSample is a word of the treebank of the press with the type of act that it tells.
type actSample struct {
	learnt.Sample
	told string // type by the senses of the lexicon, "" where none stands
	pos  string
}

// trainActs learns internal/language/learnt/weights.bin and prints how well it does on files that it was not learnt from, at words that no
// sense of the lexicon reads.
func trainActs(s *Settings) error {
	samples, pairs, err := actSamples(s)
	if err != nil {
		return err
	}
	l := learnt.Learning{Classes: learnt.Types, Bits: 20, Least: s.acts.least, Rounds: s.acts.rounds, Rate: s.acts.rate, Decay: s.acts.decay, Runs: s.acts.runs}
	const folds = 4
	groups := []string{}
	for i := range samples {
		if !s.acts.trial {
			break
		}
		if len(groups) == 0 || groups[len(groups)-1] != samples[i].Group {
			groups = append(groups, samples[i].Group)
		}
	}
	type tally struct{ said, right, marked int }
	at := map[string]*tally{}
	count := func(key string) *tally {
		if at[key] == nil {
			at[key] = &tally{}
		}
		return at[key]
	}
	for fold := range folds {
		if !s.acts.trial {
			break
		}
		var train []learnt.Sample
		var held []actSample
		for _, x := range samples {
			if x.Group != examplesGroup && slices.Index(groups, x.Group)%folds == fold {
				held = append(held, x)
			} else {
				train = append(train, x.Sample)
			}
		}
		if len(train) == 0 || len(held) == 0 {
			continue
		}
		m, err := l.Fit(train)
		if err != nil {
			return err
		}
		for _, x := range held {
			if x.told != "" {
				count(x.pos+" lexicon").said++
				if x.told == x.Class {
					count(x.pos+" lexicon").right++
				}
				g := m.Of(x.Features)
				key := x.pos + " lexicon, model agrees"
				if g.Class != x.told {
					what := "another"
					if g.Class == "" {
						what = "none"
					}
					key = fmt.Sprintf("%s lexicon, model says %s %.1f", x.pos, what, math.Floor(g.Sure*5)/5)
				}
				count(key).said++
				if x.told == x.Class {
					count(key).right++
				}
				if g.Class == x.Class {
					count(key).marked++
				}
				continue
			}
			g := m.Of(x.Features)
			for _, least := range []float64{.3, .4, .5, .6, .7, .8, .9} {
				key := fmt.Sprintf("%s %.1f", x.pos, least)
				if x.Class != "" {
					count(key).marked++
				}
				if g.Class != "" && g.Sure >= least {
					count(key).said++
					if g.Class == x.Class {
						count(key).right++
					}
				}
			}
		}
	}
	keys := []string{}
	for k := range at {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		t := at[k]
		fmt.Fprintf(s.Progress, "%-28s said %5d right %.3f of %5d marked %.3f\n", k, t.said, float64(t.right)/float64(max(t.said, 1)), t.marked, float64(t.right)/float64(max(t.marked, 1)))
	}
	var all []learnt.Sample
	for _, x := range samples {
		all = append(all, x.Sample)
	}
	m, err := l.Fit(all)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Progress, "%d words\n", len(all))
	if s.acts.sides != "" {
		if err := trainSides(s, pairs); err != nil {
			return err
		}
	}
	return writeLearnt(s.acts.out, m)
}

// trainSides learns who does an act, and to whom.
func trainSides(s *Settings, pairs []sideSample) error {
	l := learnt.Learning{Classes: learnt.Roles, Bits: 18, Least: s.acts.least, Rounds: s.acts.rounds, Rate: s.acts.rate, Decay: s.acts.decay, Runs: s.acts.runs}
	groups := map[string]int{}
	for _, p := range pairs {
		if _, known := groups[p.Group]; !known {
			groups[p.Group] = len(groups)
		}
	}
	const folds = 4
	said, right, marked := map[string]int{}, map[string]int{}, map[string]int{}
	for fold := range folds {
		var train []learnt.Sample
		for _, p := range pairs {
			if groups[p.Group]%folds != fold {
				train = append(train, p.Sample)
			}
		}
		if len(groups) < folds || !s.acts.trial {
			break
		}
		m, err := l.Fit(train)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			if groups[p.Group]%folds != fold {
				continue
			}
			all := m.All(p.Features)
			for k, role := range learnt.Roles[1:] {
				for _, least := range []float64{.4, .5, .6, .7, .8} {
					key := fmt.Sprintf("%s %.1f", role, least)
					if p.Class == role {
						marked[key]++
					}
					if all[k+1] >= least {
						said[key]++
						if p.Class == role {
							right[key]++
						}
					}
				}
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(marked)) {
		fmt.Fprintf(s.Progress, "side %-10s said %5d right %.3f of %5d marked %.3f\n", k, said[k], float64(right[k])/float64(max(said[k], 1)), marked[k], float64(right[k])/float64(max(marked[k], 1)))
	}
	var all []learnt.Sample
	for _, p := range pairs {
		all = append(all, p.Sample)
	}
	m, err := l.Fit(all)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Progress, "%d phrases\n", len(all))
	return writeLearnt(s.acts.sides, m)
}

func writeLearnt(name string, m *learnt.Model) error {
	b, err := m.Bytes()
	if err != nil {
		return err
	}
	return os.WriteFile(name, b, 0o644)
}

// actSamples reads every marked file of the treebank of the press as a document.
func actSamples(s *Settings) (all []actSample, pairs []sideSample, err error) {
	j, err := newJudge()
	if err != nil {
		return nil, nil, err
	}
	files, err := filepath.Glob(filepath.Join(s.press, "acts", "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("no marked acts in %q: name the treebank of the press with --press", filepath.Join(s.press, "acts"))
	}
	lost := 0
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, nil, fmt.Errorf("read the marked acts: %w", err)
		}
		sentences, types, err := readMarks(f, data)
		if err != nil {
			return nil, nil, err
		}
		more, beside, missed, err := j.marked(name, sentences, types)
		if err != nil {
			return nil, nil, err
		}
		lost += missed
		all, pairs = append(all, more...), append(pairs, beside...)
	}
	words, beside, missed, err := j.reportSamples(filepath.Join(s.press, "reports"))
	if err != nil {
		return nil, nil, err
	}
	all, pairs, lost = append(all, words...), append(pairs, beside...), lost+missed
	examples, err := j.examples()
	if err != nil {
		return nil, nil, err
	}
	all = append(all, examples...)
	fmt.Fprintf(s.Progress, "%d words of %d files; %d marks fall on no word as the program cuts them\n", len(all), len(files), lost)
	return all, pairs, nil
}

// examples gives the words of the examples of the lexicon: those at which a sense of the frame's type holds tell an act of that type, all
// words of a sentence in which the frame must find nothing tell none.
func (j *judge) examples() (all []actSample, err error) {
	acts, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	for _, x := range acts.Examples() {
		raw := text.Raw{Path: "example.txt", Format: text.Plain, Bytes: []byte(x.Text), Given: text.Given{Dates: []text.GivenDate{{Text: "2010-01-01", From: record.DateFromFlag, Where: "examples"}}}}
		reading, err := j.reader.Read(context.Background(), raw)
		if err != nil {
			return nil, err
		}
		features, told, err := j.stage.Surroundings(reading.Document)
		if err != nil {
			return nil, err
		}
		for _, w := range slices.Sorted(maps.Keys(features)) {
			class := told[w]
			if x.Want == "none" {
				class = ""
			} else if class != "" && class != x.Frame.Type {
				continue // another act of the sentence, of which the example says nothing
			}
			all = append(all, actSample{Sample: learnt.Sample{Group: examplesGroup, Features: features[w], Class: class}, told: told[w], pos: reading.Document.Trees.UPOS(w)})
		}
	}
	return all, nil
}

// examplesGroup is the group of the words of examples, which are learnt from and never tried on.
const examplesGroup = "examples"

// mark is a word in its file: number of the sentence and of the word, from 1.
type mark struct{ sentence, word int }

// markedAct is what is marked at a word: the type of its act, and the numbers of the words that tell its sides.
type markedAct struct {
	typ    string
	actors []int
	others []int
}

// readMarks reads sentences, a line "= WORD WORD ..." each, and below each the acts that its words tell: "NUMBER TYPE A=NUMBER,NUMBER R=-",
// with a "c" behind it where the act is the content of another one.
func readMarks(name string, data []byte) (sentences [][]string, acts map[mark]markedAct, err error) {
	acts = map[mark]markedAct{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		cells := strings.Fields(lines.Text())
		if len(cells) == 0 {
			continue
		}
		if cells[0] == "=" {
			sentences = append(sentences, cells[1:])
			continue
		}
		k, err := strconv.Atoi(cells[0])
		if err != nil || len(sentences) == 0 || k < 1 || k > len(sentences[len(sentences)-1]) || len(cells) < 2 || !slices.Contains(learnt.Types[1:], cells[1]) {
			return nil, nil, fmt.Errorf(`%s line %d: write "= WORD WORD ...", or "NUMBER TYPE A=NUMBER R=NUMBER" of a word of the sentence above, not %q`, name, n, lines.Text())
		}
		m := markedAct{typ: cells[1]}
		for _, cell := range cells[2:] {
			role, list, _ := strings.Cut(cell, "=")
			for x := range strings.SplitSeq(list, ",") {
				if v, err := strconv.Atoi(x); err == nil && role == "A" {
					m.actors = append(m.actors, v)
				} else if err == nil && role == "R" {
					m.others = append(m.others, v)
				}
			}
		}
		acts[mark{len(sentences), k}] = m
	}
	return sentences, acts, lines.Err()
}

// marked reads the sentences of a file as running text and gives its words with what is marked at them, and how many marks found no word.
func (j *judge) marked(name string, sentences [][]string, types map[mark]markedAct) (all []actSample, pairs []sideSample, lost int, err error) {
	var body strings.Builder
	at := map[int]mark{} // byte of the text -> word
	for i, words := range sentences {
		if i > 0 {
			body.WriteString("\n\n")
		}
		open, glued := false, true
		for k, form := range words {
			if !glued && !slices.Contains([]string{".", ",", ";", ":", "?", "!", ")", "'s", "'", "n't", "%"}, form) && !(form == `"` && open) && form != "-" {
				body.WriteByte(' ')
			}
			at[body.Len()] = mark{i + 1, k + 1}
			body.WriteString(form)
			if form == `"` {
				open = !open
			}
			glued = form == "(" || form == "$" || form == "-" || form == `"` && open
		}
	}
	doc, err := j.document(name, body.String(), "2010-01-01")
	if err != nil {
		return nil, nil, 0, err
	}
	wordAt := map[mark]text.TokenID{}
	whole := func(w text.TokenID) bool { _, ok := at[doc.Tokens[w].Span.Start]; return ok } // cut where the marks cut
	for i := range doc.Tokens {
		if m, ok := at[doc.Tokens[i].Span.Start]; ok {
			wordAt[m] = text.TokenID(i)
		}
	}
	heads := func(sentence int, words []int) (all []text.TokenID) {
		for _, k := range words {
			if x, ok := wordAt[mark{sentence, k}]; ok {
				all = append(all, x)
			}
		}
		return all
	}
	marked := map[text.TokenID]event.Told{}
	for m, act := range types {
		if w, ok := wordAt[m]; ok {
			marked[w] = event.Told{Type: act.typ, Actors: heads(m.sentence, act.actors), Others: heads(m.sentence, act.others)}
		}
	}
	all, pairs, met, err := j.samples(name, doc, marked, whole)
	return all, pairs, len(types) - met, err
}

// document reads a text of a day that is marked elsewhere.
func (j *judge) document(name, body, date string) (*text.Document, error) {
	raw := text.Raw{Path: name + ".txt", Format: text.Plain, Bytes: []byte(body), Given: text.Given{Dates: []text.GivenDate{{Text: date, From: record.DateFromFlag, Where: "marks"}}}}
	reading, err := j.reader.Read(context.Background(), raw)
	if err != nil {
		return nil, err
	}
	if reading.Document.Text != body {
		return nil, fmt.Errorf("%s: the text of the report is not the text given", name)
	}
	return reading.Document, nil
}

// samples gives the words of a document for which kept holds, and the pairs of its marked words with phrases, and how many of the marked words
// are among the former.
func (j *judge) samples(group string, doc *text.Document, marked map[text.TokenID]event.Told, kept func(text.TokenID) bool) (all []actSample, pairs []sideSample, met int, err error) {
	features, told, err := j.stage.Surroundings(doc)
	if err != nil {
		return nil, nil, 0, err
	}
	for _, w := range slices.Sorted(maps.Keys(features)) {
		if !kept(w) {
			continue
		}
		if _, ok := marked[w]; ok {
			met++
		}
		all = append(all, actSample{Sample: learnt.Sample{Group: group, Features: features[w], Class: marked[w].Type}, told: told[w], pos: doc.Trees.UPOS(w)})
	}
	beside, err := j.stage.Pairs(doc, marked)
	if err != nil {
		return nil, nil, 0, err
	}
	for _, p := range beside {
		pairs = append(pairs, sideSample{learnt.Sample{Group: group, Features: p.Features, Class: p.Role}})
	}
	return all, pairs, met, nil
}
