package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/record"
)

func (a *app) claimCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "claim",
		Short: "List and show claims: who asserts, denies, demands or promises what",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.claimListCommand(), a.showOneCommand("claim", "joined-claim", "Show one claim with the words of every report that tells it"))
	return cmd
}

func (a *app) claimListCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "list [FILTER...]",
		Short: "List claims, the latest first",
		Example: `  chancery claim list --speaker Taliban --stance deny
  chancery claim list --target Pakistan --published 2025-10 --min-origins 2`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return listSelected(a, cmd, &flags, args, "joined-claim", claimColumns())
		},
	}
	flags.register(cmd, "dyad", "side", "speaker", "stance", "target", "source")
	a.listing.register(cmd)
	return cmd
}

func claimColumns() []column[*record.JoinedClaim] {
	return []column[*record.JoinedClaim]{
		{name: "id", text: func(c *record.JoinedClaim) string { return string(c.ID) }, short: func(c *record.JoinedClaim) string { return shortFact(c.ID) }},
		{name: "published", text: func(c *record.JoinedClaim) string { return c.Support.First }},
		{name: "speaker", text: func(c *record.JoinedClaim) string { return nameOrEmpty(c.Source) }},
		{name: "stance", text: func(c *record.JoinedClaim) string { return string(c.Stance) }},
		{name: "content", text: func(c *record.JoinedClaim) string { return c.Content }},
		{name: "target", text: func(c *record.JoinedClaim) string { return nameOrEmpty(c.Target) }},
		{name: "origins", text: func(c *record.JoinedClaim) string { return strconv.Itoa(c.Support.Origins) }},
		{name: "reports", text: func(c *record.JoinedClaim) string { return strconv.Itoa(c.Support.Reports) }},
	}
}

func nameOrEmpty(a *record.Actor) string {
	if a == nil {
		return ""
	}
	return a.Name
}
