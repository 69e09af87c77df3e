package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"

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
	out, gold, records string
	decay              float64
}

func trustFlags(s *Settings, f *flag.FlagSet) {
	f.StringVar(&s.trust.out, "trust", "", "train nothing but the confidence of events, and write its weights to this file")
	f.StringVar(&s.trust.gold, "trust-gold", "testdata/reports/dev", "trust: folder of the annotated reports to learn from")
	f.StringVar(&s.trust.records, "trust-records", "", "trust: file of PLOVER gold records to learn from as well")
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
	l := trust.Learning{Rounds: 4000, Rate: 1, Decay: s.trust.decay, Least: 5}
	var sure facts.Calibration
	for i, p := range l.Leave(samples) {
		sure.Add(p, samples[i].Right)
	}
	fmt.Fprintf(s.Progress, "%d events; calibration error on reports left out: %.3f\n\n%s", len(samples), sure.Error(), sure.Table())
	var b bytes.Buffer
	if err := event.WriteWeights(&b, l.Fit(samples)); err != nil {
		return err
	}
	return os.WriteFile(s.trust.out, b.Bytes(), 0o644)
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
