package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/chancery-project/chancery/internal/flow/annotate/names"
	"github.com/chancery-project/chancery/internal/flow/annotate/syntax"
	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/score/coreference"
	"github.com/chancery-project/chancery/internal/text"
)

// referencesSettings are the flags of the weights of references, which are a text file and no part of the model.
type referencesSettings struct {
	out     string
	decay   [3]float64
	report  float64
	margins [3]float64
	list    bool
}

func referencesFlags(s *Settings, f *flag.FlagSet) {
	r := &s.references
	f.StringVar(&r.out, "references", "", "train nothing but the weights of references, with the model in --out, and write them to this file")
	f.Float64Var(&r.decay[0], "references-decay-person", 0.3, "references: pull of the weights for \"he\" and \"she\" towards zero")
	f.Float64Var(&r.decay[1], "references-decay-thing", 0.04, "references: pull of the weights for \"it\" towards zero")
	f.Float64Var(&r.decay[2], "references-decay-many", 0.08, "references: pull of the weights for \"they\" towards zero")
	f.Float64Var(&r.report, "references-report", 3, "references: weight of news and interviews against other texts")
	f.Float64Var(&r.margins[0], "references-margin-person", 0.25, "references: by how much the best must lead for \"he\" and \"she\"")
	f.Float64Var(&r.margins[1], "references-margin-thing", 0.4, "references: by how much the best must lead for \"it\"")
	f.Float64Var(&r.margins[2], "references-margin-many", 0.15, "references: by how much the best must lead for \"they\"")
	f.BoolVar(&r.list, "references-errors", false, "references: list what is wrong in the parts that were not learnt from")
}

// folds is how many parts the training text is cut into to choose the margins.
const folds = 8

// trainReferences learns the weights of internal/flow/bind/refer with the model of the program's own and writes them.
func trainReferences(s *Settings) error {
	base, err := knowledge.Load()
	if err != nil {
		return err
	}
	resolver, err := refer.Open(base)
	if err != nil {
		return err
	}
	read, err := actorReader(s.Out, base)
	if err != nil {
		return err
	}
	docs, err := coreference.Documents(filepath.Join(s.Data, "ud-gum", "gum-ccby-train.conllu"), nil, read)
	if err != nil {
		return err
	}
	l := coreference.Learning{Rounds: 3, Epochs: 30, Rate: 0.05, Decay: s.references.decay[:], Report: s.references.report, Seed: s.Seed}
	trials := crossTrials(docs, resolver, l)
	for _, m := range []float32{0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2} {
		fmt.Fprintf(s.Progress, "margin %.2f\n", m)
		for _, all := range []bool{false, true} {
			if err := trialScore(trials, all, m, m, m).WriteTable(s.Progress); err != nil {
				return err
			}
		}
	}
	m := s.references.margins
	w := l.Learn(docs, resolver).Margins(float32(m[0]), float32(m[1]), float32(m[2]))
	var b bytes.Buffer
	if err := w.Write(&b); err != nil {
		return err
	}
	if s.references.list {
		if err := trialScore(trials, true, float32(m[0]), float32(m[1]), float32(m[2])).WriteErrors(s.Progress); err != nil {
			return err
		}
	}
	if err := trialScore(trials, false, float32(m[0]), float32(m[1]), float32(m[2])).WriteTable(s.Progress); err != nil {
		return err
	}
	if err := os.WriteFile(s.references.out, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the weights of references: %w", err)
	}
	return nil
}

// trial is a part of the documents with the resolver that learnt from the others.
type trial struct {
	docs     []coreference.Document
	resolver *refer.Resolver
	weights  *refer.Weights
}

func crossTrials(docs []coreference.Document, r *refer.Resolver, l coreference.Learning) []trial {
	var all []trial
	for fold := range folds {
		var in, out []coreference.Document
		for i, d := range docs {
			if i%folds == fold {
				out = append(out, d)
			} else {
				in = append(in, d)
			}
		}
		all = append(all, trial{out, r, l.Learn(in, r)})
	}
	return all
}

// trialScore scores the news and interviews of all trials with margins.
func trialScore(trials []trial, all bool, person, thing, many float32) *coreference.Score {
	s := &coreference.Score{}
	for _, t := range trials {
		r := t.resolver.With(t.weights.Margins(person, thing, many))
		for _, d := range t.docs {
			if all || d.Report() {
				s.Add(d.Text, d.Gold, coreference.Answers(d.Text, r.Resolve(d.Text)))
			}
		}
	}
	return s
}

// actorReader opens the stages from trees to actors with a model.
func actorReader(path string, base *knowledge.Base) (func(*text.Document) error, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the model: %w", err)
	}
	f, err := model.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	trees, err := syntax.Open(f)
	if err != nil {
		return nil, err
	}
	finder, err := namer.Open(f)
	if err != nil {
		return nil, err
	}
	actors, err := who.New(base)
	if err != nil {
		return nil, err
	}
	named, binder, ctx := names.New(finder), who.NewStage(actors), context.Background()
	return func(d *text.Document) error {
		if _, err := trees.Apply(ctx, d); err != nil {
			return err
		}
		if _, err := named.Apply(ctx, d); err != nil {
			return err
		}
		_, err := binder.Apply(ctx, d)
		return err
	}, nil
}
