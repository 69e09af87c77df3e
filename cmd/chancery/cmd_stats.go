package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/publish/view"
)

func (a *app) statsCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "stats [FILTER...]",
		Short: "Count events by type, status, party, country, context and month",
		Long: `Count events by type, status, party, country, context and month. An event counts
once, however many reports print it.`,
		Example: `  chancery stats Pakistan~Afghanistan 2025
  chancery stats type=ASSAULT --min-origins 2 --json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.selection(cmd, &flags, args)
			if err != nil {
				return err
			}
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			counts, err := (&view.Record{Store: v.Store, Names: v.names, Base: v.base, Now: a.now}).Facets(cmd.Context(), "joined", s)
			if err != nil {
				return err
			}
			if a.listing.machine() {
				b, err := encode(counts)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.out, "%s\n", b)
				return err
			}
			return a.writeStats(v, counts)
		},
	}
	flags.register(cmd, eventKeys()...)
	cmd.Flags().BoolVar(&a.listing.json, "json", false, "the counts as one JSON object")
	return cmd
}

func (a *app) writeStats(v *ledgerView, counts *view.Counts) error {
	out := bufio.NewWriter(a.out)
	s := a.styles()
	of := plural(counts.Rows, "event", "events")
	if !counts.All {
		of = "the newest " + of
	}
	fmt.Fprintln(out, of)
	for _, key := range view.FacetKeys() {
		for i, c := range counts.Facets[key] {
			if i == 0 {
				fmt.Fprintf(out, "\n%s%s%s\n", s.bold, key, s.end)
			}
			value := c.Value
			if key == "side" || key == "country" {
				value = v.title(value)
			}
			fmt.Fprintf(out, "  %-34s %6d\n", oneLine(value), c.N)
		}
	}
	for i, m := range counts.Months {
		if i == 0 {
			fmt.Fprintf(out, "\n%smonth%s\n", s.bold, s.end)
		}
		fmt.Fprintf(out, "  %-34s %6d\n", m.Value, m.N)
	}
	return out.Flush()
}
