package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/figures"
)

func (a *app) evalFiguresCommand() *cobra.Command {
	var misses bool
	var date string
	cmd := &cobra.Command{
		Use:   "figures [FOLDER...]",
		Short: "Score figures: value and unit, how exact, what they count",
		Long: `Score figures on the sentences in the program, or on folders of reports with gold:
NAME.txt with NAME.gold/figures.jsonl. A figure is right where value, upper end and
unit are; qualifier, what and source are scored on those that are right.`,
		Example: `  chancery eval figures
  chancery eval figures --errors testdata/reports/dev`,
		RunE: func(cmd *cobra.Command, args []string) error {
			sets, err := figureSets(args, date)
			if err != nil {
				return err
			}
			reader, err := figures.NewReader()
			if err != nil {
				return err
			}
			var rows []figures.Row
			for i := range sets {
				row, missed, err := figures.Score(cmd.Context(), reader, &sets[i])
				if err != nil {
					return err
				}
				rows = append(rows, row)
				for _, m := range missed {
					if !misses {
						break
					}
					if _, err := fmt.Fprintf(a.out, "%s\n", visible(m.String())); err != nil {
						return err
					}
				}
			}
			return figures.WriteTable(a.out, rows)
		},
	}
	cmd.Flags().BoolVar(&misses, "errors", false, "list every figure that is missing or too much")
	cmd.Flags().StringVar(&date, "date", "", "`day` of publication of reports whose gold has none")
	return cmd
}

func figureSets(folders []string, date string) ([]figures.Set, error) {
	if len(folders) == 0 {
		return figures.Own()
	}
	var sets []figures.Set
	for _, dir := range folders {
		set, err := figures.Folder(dir, date)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}
