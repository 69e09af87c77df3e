package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/clusters"
)

func (a *app) evalClustersCommand() *cobra.Command {
	var list bool
	cmd := &cobra.Command{
		Use:   "clusters FILE",
		Short: "Score running stories: which reports are put together",
		Long: `Score the running stories of the ledger against reports whose story is known. The
file holds a JSON object a line: id, date, text, perhaps title, and story, which is
null or missing where none is known. The score is B-cubed over the reports of a known
story, and over all with the others as stories of their own.`,
		Example: `  chancery eval clusters ../shared/data/wcep-2015-09/dev.jsonl
  chancery eval clusters --list ../shared/data/wcep-2015-09/dev.jsonl`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			reports, err := clusters.Load(f)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			reader, err := a.reader(&inputFlags{})
			if err != nil {
				return err
			}
			s, err := clusters.Run(cmd.Context(), reader, reports)
			if err != nil {
				return err
			}
			if list {
				if err := s.WriteStories(a.out); err != nil {
					return err
				}
			}
			return s.WriteTable(a.out)
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "list the stories that were found")
	return cmd
}
