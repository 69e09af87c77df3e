package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/derive/event"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/internal/score/gsr"
	gold "github.com/chancery-project/chancery/internal/score/reports"
	"github.com/chancery-project/chancery/internal/score/trust"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// trustSettings are the flags of the weights of the confidence of events, a text file and no part of the model.
type trustSettings struct {
	out, gold, blind, records, judged string
	decay                             float64
}

func trustFlags(s *Settings, f *flag.FlagSet) {
	f.StringVar(&s.trust.out, "trust", "", "train nothing but the confidence of events, and write its weights to this file")
	f.StringVar(&s.trust.gold, "trust-gold", "testdata/reports/dev", "trust: folder of the annotated reports to learn from")
	f.StringVar(&s.trust.records, "trust-records", "", "trust: file of PLOVER gold records to learn from as well")
	f.StringVar(&s.trust.judged, "trust-judged", "testdata/reports/judged.txt", "trust: file of passages that no rule was made with, with a verdict on each event; \"\" for none")
	f.StringVar(&s.trust.blind, "trust-blind", "", "trust: folder of annotated reports that no rule was made with; like the judged passages, they say how many are right")
	f.Float64Var(&s.trust.decay, "trust-decay", 12, "trust: pull of the weights towards zero")
}

// trainTrust learns the weights of internal/flow/derive/event/trust.tsv and prints how well they hold on reports that
// they were not learnt from.
func trainTrust(s *Settings) error {
	j, err := newJudge()
	if err != nil {
		return err
	}
	samples, err := j.reports(s.trust.gold)
	if err != nil {
		return err
	}
	if s.trust.records != "" {
		more, err := j.sentences(s.trust.records)
		if err != nil {
			return err
		}
		samples = append(samples, more...)
	}
	judged, err := j.passages(s.trust.judged)
	if err != nil {
		return err
	}
	if s.trust.blind != "" {
		more, err := j.reports(s.trust.blind)
		if err != nil {
			return err
		}
		judged = append(judged, more...)
	}
	l := trust.Learning{Rounds: 4000, Rate: 1, Decay: s.trust.decay, Least: 5}
	var sure facts.Calibration
	for i, p := range leaveJudged(l, samples, judged) {
		sure.Add(p, judged[i].Right)
	}
	fmt.Fprintf(s.Progress, "%d events and %d judged ones; calibration error on judged passages left out: %.3f\n\n%s",
		len(samples), len(judged), sure.Error(), sure.Table())
	var b bytes.Buffer
	if err := event.WriteWeights(&b, learnTrust(l, samples, judged)); err != nil {
		return err
	}
	return os.WriteFile(s.trust.out, b.Bytes(), 0o644)
}

// learnTrust fits weights on all samples, and makes them say of those judged in passages that no rule was made with how many are
// right.
func learnTrust(l trust.Learning, samples, judged []trust.Sample) map[string]float64 {
	weights := l.Fit(slices.Concat(samples, judged))
	if len(judged) == 0 {
		return weights
	}
	return trust.Rescale(weights, judged)
}

// leaveJudged gives for each judged sample how sure it is by weights learnt without its passage.
func leaveJudged(l trust.Learning, samples, judged []trust.Sample) []float64 {
	sure := make([]float64, len(judged))
	for i, s := range judged {
		if i > 0 && judged[i-1].Group == s.Group {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(judged), func(o trust.Sample) bool { return o.Group == s.Group })
		weights := learnTrust(l, samples, others)
		for k, o := range judged {
			if o.Group == s.Group {
				sure[k] = trust.Sure(weights, o.Features)
			}
		}
	}
	return sure
}

// judge reads reports with the stage whose weights are learnt.
type judge struct {
	reader *flow.Reader
	stage  *event.Stage
}

func newJudge() (*judge, error) {
	base, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	acts, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	stage, err := event.New(acts, base)
	if err != nil {
		return nil, err
	}
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		return nil, err
	}
	return &judge{reader, stage}, nil
}

// features gives what speaks for and against each event of a text, by the event's id.
func (j *judge) features(name, body, date string) (map[record.ID][]string, error) {
	var given text.Given
	if date != "" {
		given.Dates = []text.GivenDate{{Text: date, From: record.DateFromFlag, Where: "gold"}}
	}
	reading, err := j.reader.Read(context.Background(), text.Raw{Path: name + ".txt", Format: text.Plain, Bytes: []byte(body), Given: given})
	if err != nil {
		return nil, err
	}
	return j.stage.Features(reading.Document)
}

// reports judges each event that is found in a folder of annotated reports.
func (j *judge) reports(folder string) (samples []trust.Sample, err error) {
	set, err := gold.Load(os.DirFS(folder))
	if err != nil {
		return nil, err
	}
	var score gold.Score
	if err := score.Read(context.Background(), set, facts.With(j.reader)); err != nil {
		return nil, err
	}
	features := map[string]map[record.ID][]string{}
	for _, g := range set {
		if features[g.Name], err = j.features(g.Name, g.Text, g.Date); err != nil {
			return nil, err
		}
	}
	for _, v := range score.Verdicts {
		list, ok := features[v.Report][v.Event]
		if !ok {
			return nil, fmt.Errorf("internal error: event %s of %s has no features", v.Event, v.Report)
		}
		samples = append(samples, trust.Sample{Group: v.Report, Features: list, Right: v.Right})
	}
	return samples, nil
}

// sentences judges the event that stands for that of each PLOVER gold record.
func (j *judge) sentences(file string) (samples []trust.Sample, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	records, err := gsr.Read(file, data)
	if err != nil {
		return nil, err
	}
	var score gsr.Score
	if err := score.Read(context.Background(), records, facts.With(j.reader)); err != nil {
		return nil, err
	}
	features := map[string]map[record.ID][]string{}
	for _, r := range records {
		if features[r.ID], err = j.features(r.ID, r.Text, r.Date); err != nil {
			return nil, err
		}
	}
	for _, v := range score.Verdicts {
		list, ok := features[v.Record][v.Event]
		if !ok {
			return nil, fmt.Errorf("internal error: event %s of %s has no features", v.Event, v.Record)
		}
		samples = append(samples, trust.Sample{Group: v.Record, Features: list, Right: v.Right})
	}
	return samples, nil
}

// passages gives the events of judged passages that are still found as they were judged.
func (j *judge) passages(file string) (samples []trust.Sample, err error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	all, err := trust.ReadPassages(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i, p := range all {
		raw := text.Raw{Path: "passage.txt", Format: text.Plain, Bytes: []byte(p.Text), Given: text.Given{Dates: []text.GivenDate{{Text: p.Date, From: record.DateFromFlag, Where: "judged"}}}}
		reading, err := j.reader.Read(context.Background(), raw)
		if err != nil {
			return nil, err
		}
		features, err := j.stage.Features(reading.Document)
		if err != nil {
			return nil, err
		}
		for _, e := range reading.Document.Facts.Events {
			if right, ok := p.Verdicts[told(reading.Document, e)]; ok {
				samples = append(samples, trust.Sample{Group: fmt.Sprint(i), Features: features[e.ID], Right: right})
			}
		}
	}
	return samples, nil
}

// told tells an event in one line, as judged passages have it: "REQUEST actual China > United States [asked]".
func told(d *text.Document, e *record.Event) string {
	names := func(all []record.Actor) string {
		var list []string
		for _, a := range all {
			list = append(list, a.Name)
		}
		if len(list) == 0 {
			return "-"
		}
		return strings.Join(list, " + ")
	}
	return fmt.Sprintf("%s %s %s > %s [%s]", e.Type, e.Status, names(e.Actors), names(e.Recipients), d.Text[e.Trigger.Start:e.Trigger.End])
}
