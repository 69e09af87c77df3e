package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/copies"
)

func (a *app) evalCopiesCommand() *cobra.Command {
	var o copies.Options
	var examples bool
	cmd := &cobra.Command{
		Use:   "copies",
		Short: "Measure how well copies are found, on texts written from a seed",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Texts < 100 || o.Copies < 1 {
				return usage("--texts: want a number from 100 on; --copies: from 1 on")
			}
			r, err := copies.Run(cmd.Context(), o)
			if err != nil {
				return err
			}
			if err := r.WriteTable(a.out); err != nil || !examples {
				return err
			}
			for _, e := range r.Examples {
				if _, err := fmt.Fprintf(a.out, "\n%s, similarity %.3f\n%s\n---\n%s\n", e.Kind, e.Similarity, e.A, e.B); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&o.Texts, "texts", 20000, "different texts")
	cmd.Flags().IntVar(&o.Copies, "copies", 500, "copies of each kind of change")
	cmd.Flags().Uint64Var(&o.Seed, "seed", 1, "of the texts")
	cmd.Flags().BoolVar(&examples, "examples", false, "show the first pairs that were taken for copies and are none")
	return cmd
}
