package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/score/parses"
	"github.com/chancery-project/chancery/internal/text"
)

func (a *app) evalConlluCommand() *cobra.Command {
	var goldTokens bool
	var least int
	var model string
	cmd := &cobra.Command{
		Use:   "conllu FILE",
		Short: "Measure words, sentences, tags, lemmas and trees against a treebank",
		Long: `Measure words, sentences, tags, lemmas and trees against a treebank in CoNLL-U.
The running text is rebuilt from its words and parsed; with --gold-tokens the
treebank's own words and sentences are parsed. A word counts as found if it
covers the same characters; LAS-u is LAS without the subtypes of relations.`,
		Example: `  chancery eval conllu en_ewt-ud-dev.conllu
  chancery eval conllu --gold-tokens --relations 100 en_ewt-ud-dev.conllu`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.evalConllu(cmd.Context(), args[0], model, goldTokens, least)
		},
	}
	cmd.Flags().BoolVar(&goldTokens, "gold-tokens", false, "keep the treebank's words and sentences")
	cmd.Flags().IntVar(&least, "relations", 1, "a line for each relation that the treebank has at least `N` times; 0 for none")
	modelFlag(cmd, &model)
	return cmd
}

func (a *app) evalConllu(ctx context.Context, path, model string, goldTokens bool, least int) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the treebank: %w", err)
	}
	docs, err := treebank.Read(path, data)
	if err != nil {
		return err
	}
	stages, err := openLanguage(model)
	if err != nil {
		return err
	}
	start := time.Now()
	r, err := parses.Treebank(ctx, docs, annotator{stages}, goldTokens)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	took := time.Since(start).Seconds()
	a.say("chancery: %s words in %.1f s, %s words a second", thousands(r.Words.Given), took, thousands(int(float64(r.Words.Given)/took)))
	return r.WriteTable(a.out, least)
}

// annotator lets the score run the stages.
type annotator struct{ *languageStages }

func (s annotator) Words(ctx context.Context, d *text.Document) error {
	_, err := s.segment.Apply(ctx, d)
	return err
}

func (s annotator) Trees(ctx context.Context, d *text.Document) error {
	_, err := s.trees(ctx, d)
	return err
}
