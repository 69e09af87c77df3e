package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/internal/score/reports"
)

func (a *app) evalReportsCommand() *cobra.Command {
	var s reports.Score
	var list, types bool
	cmd := &cobra.Command{
		Use:   "reports FOLDER...",
		Short: "Score events, claims, figures, times and actors of whole reports",
		Long: `Score events, claims, figures, times and actors of whole reports against gold. A
folder holds NAME.txt and NAME.gold with events.jsonl, claims.jsonl, figures.jsonl,
actors.jsonl and times.jsonl. The date of a report is that of NAME.gold/meta.json,
of dates.tsv in the folder (name, date), or of --date. docs/EVALUATION.md tells how
things are counted.`,
		Example: `  chancery eval reports testdata/reports/dev
  chancery eval reports --date 2025-08-23 --errors ../shared/reports`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if s.Date != "" {
				if _, err := time.Parse(time.DateOnly, s.Date); err != nil {
					return usage("--date %s: want a day of the calendar as YYYY-MM-DD", s.Date)
				}
			}
			reader, err := a.reader(&inputFlags{})
			if err != nil {
				return err
			}
			for _, folder := range args {
				set, err := reports.Load(os.DirFS(folder))
				if err != nil {
					return fmt.Errorf("%s: %w", folder, err)
				}
				if err := s.Read(cmd.Context(), set, facts.With(reader)); err != nil {
					return err
				}
			}
			if list {
				if err := s.WriteErrors(a.out); err != nil {
					return err
				}
			}
			if types {
				if err := s.WriteTypes(a.out); err != nil {
					return err
				}
			}
			return s.WriteTable(a.out)
		},
	}
	cmd.Flags().StringVarP(&s.Date, "date", "d", "", "date of the reports that do not say theirs: `YYYY-MM-DD`")
	cmd.Flags().BoolVar(&list, "errors", false, "list what was missed, spurious or half right")
	cmd.Flags().BoolVar(&types, "types", false, "events by type as well")
	cmd.Flags().Float64Var(&s.MinConfidence, "min-confidence", 0, "leave out events that are less sure than `N`, from 0 to 1")
	return cmd
}
