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
	gold "github.com/chancery-project/chancery/internal/score/reports"
	"github.com/chancery-project/chancery/internal/score/trust"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// trustSettings are the flags of the weights of the confidence of events, a text file and no part of the model.
type trustSettings struct {
	out, gold string
	decay     float64
}

func trustFlags(s *Settings, f *flag.FlagSet) {
	f.StringVar(&s.trust.out, "trust", "", "train nothing but the confidence of events, and write its weights to this file")
	f.StringVar(&s.trust.gold, "trust-gold", "testdata/reports/dev", "trust: folder of the annotated reports to learn from")
	f.Float64Var(&s.trust.decay, "trust-decay", 4, "trust: pull of the weights towards zero")
}

// trainTrust learns the weights of internal/flow/derive/event/trust.tsv and prints how well they hold on reports that
// they were not learnt from.
func trainTrust(s *Settings) error {
	samples, err := trustSamples(s.trust.gold)
	if err != nil {
		return err
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

// trustSamples reads annotated reports and judges each event that is found in them.
func trustSamples(folder string) ([]trust.Sample, error) {
	set, err := gold.Load(os.DirFS(folder))
	if err != nil {
		return nil, err
	}
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
	var score gold.Score
	if err := score.Read(context.Background(), set, facts.With(reader)); err != nil {
		return nil, err
	}
	features := map[string]map[string][]string{}
	for _, g := range set {
		given := text.Given{Dates: []text.GivenDate{{Text: g.Date, From: record.DateFromFlag, Where: "gold"}}}
		reading, err := reader.Read(context.Background(), text.Raw{Path: g.Name + ".txt", Format: text.Plain, Bytes: []byte(g.Text), Given: given})
		if err != nil {
			return nil, err
		}
		of, err := stage.Features(reading.Document)
		if err != nil {
			return nil, err
		}
		features[g.Name] = map[string][]string{}
		for id, list := range of {
			features[g.Name][string(id)] = list
		}
	}
	var samples []trust.Sample
	for _, v := range score.Verdicts {
		list, ok := features[v.Report][string(v.Event)]
		if !ok {
			return nil, fmt.Errorf("internal error: event %s of %s has no features", v.Event, v.Report)
		}
		samples = append(samples, trust.Sample{Group: v.Report, Features: list, Right: v.Right})
	}
	return samples, nil
}
