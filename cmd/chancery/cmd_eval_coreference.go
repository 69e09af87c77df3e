package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/score/coreference"
	"github.com/chancery-project/chancery/internal/text"
)

func (a *app) evalCoreferenceCommand() *cobra.Command {
	var genres []string
	var list bool
	var model string
	cmd := &cobra.Command{
		Use:   "coreference PATH...",
		Short: "Score what pronouns mean against a treebank with coreference",
		Long: `Score what pronouns mean against treebanks in CoNLL-U whose MISC column tells
coreference in the manner of GUM (Entity=, SplitAnte=). Words and sentences are those
of the file; tags, trees, names and actors are the program's own.

Counted is every personal, possessive and reflexive pronoun of the third person that is
a mention by itself and whose chain has another mention. It is answered where a noun
phrase is named, and right where the smallest mention that holds the head of that
phrase belongs to the pronoun's chain. "idle" are answers to pronouns that mean nothing
told elsewhere. Pronouns of the first and second person are counted apart.`,
		Example: `  chancery eval coreference --genre news,interview gum-ccby-dev.conllu
  chancery eval coreference --errors gum-ccby-dev.conllu | less`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := scoreCoreference(cmd.Context(), args, genres, model)
			if err != nil {
				return err
			}
			if list {
				if err := s.WriteErrors(a.out); err != nil {
					return err
				}
			}
			if err := s.WriteTable(a.out); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, "%d documents, %s words\n", s.Documents, thousands(s.Words))
			return err
		},
	}
	cmd.Flags().StringSliceVar(&genres, "genre", nil, "only documents of these `genres`, the second part of their ids")
	cmd.Flags().BoolVar(&list, "errors", false, "list every pronoun of the third person that is wrong, open or idle")
	modelFlag(cmd, &model)
	return cmd
}

func scoreCoreference(ctx context.Context, paths, genres []string, model string) (*coreference.Score, error) {
	stages, err := openLanguage(model)
	if err != nil {
		return nil, err
	}
	base, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	actors, err := who.New(base)
	if err != nil {
		return nil, err
	}
	resolver, err := refer.Open(base)
	if err != nil {
		return nil, err
	}
	binder := who.NewStage(actors)
	read := func(d *text.Document) error {
		if _, err := stages.trees(ctx, d); err != nil {
			return err
		}
		_, err := binder.Apply(ctx, d)
		return err
	}
	s := &coreference.Score{}
	for _, p := range paths {
		docs, err := coreference.Documents(p, genres, read)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			s.Add(d.Text, d.Gold, coreference.Answers(d.Text, resolver.Resolve(d.Text)))
		}
	}
	return s, nil
}
