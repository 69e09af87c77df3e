package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/score/actors"
	"github.com/chancery-project/chancery/internal/text"
)

func (a *app) evalActorsCommand() *cobra.Command {
	var misses bool
	var hidden bool
	cmd := &cobra.Command{
		Use:   "actors",
		Short: "Score which actors mentions mean, on the cases in the program",
		Long: `Score which actors mentions mean, on the cases in the program: country and main
sector of each actor must be right. Then score the mentions that are found in
running text. A record's own knowledge is not used.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			base, err := knowledge.Load()
			if err != nil {
				return err
			}
			r, err := who.New(base)
			if err != nil {
				return err
			}
			sets, err := actors.Sets()
			if err != nil {
				return err
			}
			rows, missed := actors.Score(sets, r)
			if misses {
				for _, m := range missed {
					if _, err := fmt.Fprintf(a.out, "%s on %s: %s\n", m.Case.Mention, m.Case.On, actors.String(m.Answer)); err != nil {
						return err
					}
				}
			}
			if err := actors.WriteTable(a.out, rows); err != nil {
				return err
			}
			return a.evalRunning(cmd.Context(), base, misses, hidden)
		},
	}
	cmd.Flags().BoolVar(&misses, "errors", false, "list every case with another answer than the wanted one, but of running text kept for testing")
	cmd.Flags().BoolVar(&hidden, "test-errors", false, "with --errors: those of the text kept for testing as well")
	return cmd
}

// evalRunning scores the mentions of running text. The errors of the last set, which is kept for testing, are listed
// only on demand: who reads them should not change rules by them.
func (a *app) evalRunning(ctx context.Context, base *knowledge.Base, misses, hidden bool) error {
	sets, err := actors.RunningSets()
	if err != nil {
		return err
	}
	world := func() (*knowledge.Base, error) { return base, nil }
	reader, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Mentions}, Knowledge: world})
	if err != nil {
		return err
	}
	var rows []actors.RunningRow
	for i := range sets {
		row, wrong, err := actors.ScoreRunning(ctx, sets[i:i+1], reader)
		if err != nil {
			return err
		}
		rows = append(rows, row...)
		if !misses || i == len(sets)-1 && !hidden {
			continue
		}
		for _, w := range wrong {
			if _, err := fmt.Fprintf(a.out, "%s: %s: %q, want %s, got %s\n", w.Day, w.What, w.Words, cmp.Or(w.Want, "nothing"), cmp.Or(w.Got, "nothing")); err != nil {
				return err
			}
		}
	}
	if _, err := fmt.Fprintln(a.out); err != nil {
		return err
	}
	return actors.WriteRunning(a.out, rows)
}
