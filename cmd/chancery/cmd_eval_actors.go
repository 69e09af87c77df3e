package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/score/actors"
)

func (a *app) evalActorsCommand() *cobra.Command {
	var misses bool
	cmd := &cobra.Command{
		Use:   "actors",
		Short: "Score which actors mentions mean, on the cases in the program",
		Long: `Score which actors mentions mean, on the cases in the program: country and main
sector of each actor must be right. A record's own knowledge is not used.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
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
			return actors.WriteTable(a.out, rows)
		},
	}
	cmd.Flags().BoolVar(&misses, "errors", false, "list every case with another answer than the wanted one")
	return cmd
}
