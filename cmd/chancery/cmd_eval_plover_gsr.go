package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/internal/score/gsr"
)

func (a *app) evalPloverGSRCommand() *cobra.Command {
	var s gsr.Score
	var list bool
	cmd := &cobra.Command{
		Use:   "plover-gsr FILE...",
		Short: "Score events on the gold standard records of PLOVER",
		Long: `Score events on the gold standard records of the PLOVER project: sentences of which
each has one event, in JSON Lines with today's name of its type as event_2021. The
type of an act is right as it is, or as the code that the manual asks for (a planned
meeting is AGREE). Sides are compared by country in the most sure event of the right
type, or in the most sure one where none has it. docs/EVALUATION.md tells the rest.`,
		Example: `  chancery eval plover-gsr ../shared/data/plover-gsr/dev.jsonl
  chancery eval plover-gsr --errors --date none ../shared/data/plover-gsr/dev.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if s.Date != "" && s.Date != "none" {
				if _, err := time.Parse(time.DateOnly, s.Date); err != nil {
					return usage("--date %s: want none or a day of the calendar as YYYY-MM-DD", s.Date)
				}
			}
			reader, err := a.reader(&inputFlags{})
			if err != nil {
				return err
			}
			for _, file := range args {
				data, err := os.ReadFile(file)
				if err != nil {
					return fmt.Errorf("read the records: %w", err)
				}
				records, err := gsr.Read(file, data)
				if err != nil {
					return err
				}
				if err := s.Read(cmd.Context(), records, facts.With(reader)); err != nil {
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
	cmd.Flags().StringVarP(&s.Date, "date", "d", "", "date of all sentences instead of their own: `YYYY-MM-DD`, or none")
	cmd.Flags().BoolVar(&list, "errors", false, "list the sentences in which something differs, with all events found")
	cmd.Flags().Float64Var(&s.MinConfidence, "min-confidence", 0, "leave out events that are less sure than `N`, from 0 to 1")
	return cmd
}
