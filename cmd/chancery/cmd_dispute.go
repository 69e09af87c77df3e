package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

func (a *app) disputeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dispute",
		Short: "List and show disputes: where sources contradict or confirm each other",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.disputeListCommand(), a.showOneCommand("dispute", "contest", "Show one dispute: its sides, their words, who moved when"))
	return cmd
}

func (a *app) disputeListCommand() *cobra.Command {
	var flags selectFlags
	var open bool
	cmd := &cobra.Command{
		Use:   "list [FILTER...]",
		Short: "List disputes, the latest first",
		Example: `  chancery dispute list --open
  chancery dispute list Pakistan~Afghanistan --matter figure`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if open {
				args = append(args, "status=open")
			}
			if !cmd.Flags().Changed("relation") {
				args = append(args, "relation=contradicts")
			}
			return listSelected(a, cmd, &flags, args, "contest", disputeColumns())
		},
	}
	flags.register(cmd, "dyad", "side", "speaker", "matter", "relation", "status", "place", "country")
	cmd.Flags().BoolVar(&open, "open", false, "only those that are not settled")
	a.listing.register(cmd)
	return cmd
}

func disputeColumns() []column[*record.Contest] {
	return []column[*record.Contest]{
		{name: "id", text: func(c *record.Contest) string { return string(c.ID) }, short: func(c *record.Contest) string { return shortFact(c.ID) }},
		{name: "opened", text: func(c *record.Contest) string { return c.Opened }},
		{name: "relation", text: func(c *record.Contest) string { return c.Relation }, wide: true},
		{name: "matter", text: func(c *record.Contest) string { return c.Matter }},
		{name: "status", text: func(c *record.Contest) string { return c.Status }},
		{name: "title", text: func(c *record.Contest) string { return c.Title }},
		{name: "sides", text: func(c *record.Contest) string {
			sides := make([]string, len(c.Sides))
			for i, s := range c.Sides {
				sides[i] = tell.Side(s)
			}
			return strings.Join(sides, " | ")
		}},
	}
}
