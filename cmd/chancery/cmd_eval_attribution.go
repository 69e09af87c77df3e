package main

import (
	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/attribution"
)

func (a *app) evalAttributionCommand() *cobra.Command {
	var list bool
	cmd := &cobra.Command{
		Use:   "attribution PATH...",
		Short: "Score who says what: source and cue, and what is attributed",
		Long: `Score who says what against gold sets in JSON Lines: doc, sent_id, text, label, cue,
cue_more, content, and content_sent_* where the content is another sentence. A
relation is met if the word that its cue hangs on lies in the marked clause of source
and cue, and its content and the marked one overlap by half: twice the number of
common words by the sum of both. Only the sentences of the set are read, each by
itself. The table has all relations of clauses and quotations ("she knew that" among
them), by genre, and those that become claims of a report.`,
		Example: `  chancery eval attribution ../shared/data/gum-attribution/gum-attribution-dev.jsonl`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			scorer, err := attribution.New()
			if err != nil {
				return err
			}
			var s attribution.Score
			for _, p := range args {
				set, err := attribution.Read(p)
				if err != nil {
					return err
				}
				if err := scorer.Add(cmd.Context(), &s, set); err != nil {
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
	cmd.Flags().BoolVar(&list, "errors", false, "list every relation that was missed or found besides")
	return cmd
}
