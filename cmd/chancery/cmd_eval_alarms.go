package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/score/alarms"
	"github.com/chancery-project/chancery/internal/score/facts"
)

func (a *app) evalAlarmsCommand() *cobra.Command {
	var s alarms.Score
	var list bool
	cmd := &cobra.Command{
		Use:   "alarms FILE...",
		Short: "Count events found in texts that tell of hardly any",
		Long: `Count events found in texts that tell of hardly any: documents of a treebank in
CoNLL-U, told by the genre that their id begins with (reviews-..., GUM_bio_...).
Their running text is rebuilt from its words and read without a date. Events are
counted in a thousand sentences of the treebank.`,
		Example: `  chancery eval alarms ../shared/data/ud-ewt/en_ewt-ud-dev.conllu ../shared/data/ud-gum/gum-ccby-dev.conllu
  chancery eval alarms --genre newsgroup --errors ../shared/data/ud-ewt/en_ewt-ud-dev.conllu`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			reader, err := a.reader(&inputFlags{})
			if err != nil {
				return err
			}
			for _, file := range args {
				data, err := os.ReadFile(file)
				if err != nil {
					return fmt.Errorf("read the treebank: %w", err)
				}
				docs, err := treebank.Read(file, data)
				if err != nil {
					return err
				}
				if err := s.Read(cmd.Context(), docs, facts.With(reader)); err != nil {
					return err
				}
			}
			if list {
				if err := s.WriteErrors(a.out); err != nil {
					return err
				}
			}
			return s.WriteTable(a.out)
		},
	}
	cmd.Flags().StringSliceVar(&s.Genres, "genre", alarms.Genres(), "genres of the documents to read")
	cmd.Flags().BoolVar(&list, "errors", false, "list every event that was found, with its sentence")
	cmd.Flags().Float64Var(&s.MinConfidence, "min-confidence", 0, "leave out events that are less sure than `N`, from 0 to 1")
	return cmd
}
