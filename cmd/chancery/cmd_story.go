package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/record"
)

func (a *app) storyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "story",
		Short: "List and show running stories: the reports that belong to one matter",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.storyListCommand(), a.showOneCommand("story", "story", "Show one story with its reports"))
	return cmd
}

func (a *app) storyListCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "list [FILTER...]",
		Short: "List stories, the latest first",
		Example: `  chancery story list --published 2025-10
  chancery story list side=China`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return listSelected(a, cmd, &flags, args, "story", storyColumns())
		},
	}
	flags.register(cmd, "side", "actor", "country", "place", "source")
	a.listing.register(cmd)
	return cmd
}

func storyColumns() []column[*record.Story] {
	return []column[*record.Story]{
		{name: "id", text: func(s *record.Story) string { return string(s.ID) }, short: func(s *record.Story) string { return shortFact(s.ID) }},
		{name: "first", text: func(s *record.Story) string { return s.Support.First }},
		{name: "last", text: func(s *record.Story) string { return s.Support.Last }},
		{name: "title", text: func(s *record.Story) string { return s.Title }},
		{name: "names", text: func(s *record.Story) string { return strings.Join(s.Names, "; ") }},
		{name: "reports", text: func(s *record.Story) string { return strconv.Itoa(s.Support.Reports) }},
		{name: "origins", text: func(s *record.Story) string { return strconv.Itoa(s.Support.Origins) }},
	}
}
