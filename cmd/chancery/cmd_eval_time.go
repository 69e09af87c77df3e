package main

import (
	"github.com/spf13/cobra"

	grammar "github.com/chancery-project/chancery/internal/language/times"
	"github.com/chancery-project/chancery/internal/score/times"
)

func (a *app) evalTimeCommand() *cobra.Command {
	var list, apart bool
	cmd := &cobra.Command{
		Use:   "time PATH...",
		Short: "Score expressions of time: found in the text, and their value",
		Long: `Score expressions of time against gold sets in JSON Lines. A line without a text is an
expression alone (doc, dct, expr, type, value): it is read after those before it of
its document, and its TIMEX3 value must be the same. A line with a text is a marked
one (text, start, end in characters, and when, from, to, notBefore or notAfter): the
sentences are read in order, and a marked time is found if one of the times overlaps
it. Precision is that of dates: durations, sets and words like "now" are not counted,
since such sets do not mark all of them.`,
		Example: `  chancery eval time ../shared/data/gum-dates/gum-dates-dev.jsonl
  chancery eval time --errors ../shared/data/timex-normalisation/timenorm-train.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			g, err := grammar.Open()
			if err != nil {
				return err
			}
			s := times.Score{Apart: apart}
			for _, p := range args {
				set, err := times.Read(p)
				if err != nil {
					return err
				}
				s.Add(g, set)
			}
			if list {
				if err := s.WriteErrors(a.out); err != nil {
					return err
				}
			}
			return s.WriteTable(a.out)
		},
	}
	cmd.Flags().BoolVar(&list, "errors", false, "list every expression that was missed or read as another time")
	cmd.Flags().BoolVar(&apart, "apart", false, "read each marked sentence by itself, without those before it")
	return cmd
}
