package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

func (a *app) agendaCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "agenda [FILTER...]",
		Short: "What was announced, promised or demanded, and what became of it",
		Long: `What was announced, promised or demanded, and what became of it: open, held,
moved, cancelled, not seen, met or refused. What was due and of which no later
report tells is "not seen": judged by the latest report of the record, never by
the clock.`,
		Example: `  chancery agenda --time 2025-11..
  chancery agenda Pakistan~Afghanistan --of meeting --status open
  chancery export ics of=meeting -o agenda.ics`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return listJudged(a, cmd, &flags, args, "follow-up", agendaColumns(), func(v *ledgerView, f *record.FollowUp) { f.Outcome = follow.Outcome(f, v.latest) })
		},
	}
	flags.register(cmd, "of", "dyad", "side", "actor", "recipient", "status", "country", "place")
	a.listing.register(cmd)
	return cmd
}

func agendaColumns() []column[*record.FollowUp] {
	return []column[*record.FollowUp]{
		{name: "id", text: func(f *record.FollowUp) string { return string(f.ID) }, short: func(f *record.FollowUp) string { return shortFact(f.ID) }},
		{name: "due", text: func(f *record.FollowUp) string { return tell.Days(f.Due) }},
		{name: "of", text: func(f *record.FollowUp) string { return f.Of }},
		{name: "title", text: func(f *record.FollowUp) string { return f.Title }},
		{name: "outcome", text: func(f *record.FollowUp) string { return f.Outcome }},
		{name: "decided", text: func(f *record.FollowUp) string { return f.Decided }},
		{name: "place", text: func(f *record.FollowUp) string {
			if f.Place == nil {
				return ""
			}
			return f.Place.Name
		}},
		{name: "origins", text: func(f *record.FollowUp) string { return strconv.Itoa(f.Support.Origins) }},
	}
}
