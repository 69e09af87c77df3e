package main

import (
	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/extraction"
)

func (a *app) evalExtractionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "extraction FOLDER",
		Short: "Measure main texts, dates of publication and furniture on pages with gold",
		Long: `Measure main texts, dates of publication and furniture on pages with gold.

FOLDER holds the sets as docs/EVALUATION.md names them: the article extraction
benchmark and the English pages of the evaluation set of trafilatura. The pages
that fail worst are listed.`,
		Example: `  chancery eval extraction ../shared/data/article-extraction`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			report, err := extraction.Run(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return report.Write(a.out)
		},
	}
}
