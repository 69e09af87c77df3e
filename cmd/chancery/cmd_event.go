package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

func (a *app) eventCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "event",
		Short: "List and show events: who did what to whom, joined across reports",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.eventListCommand(), a.showOneCommand("event", "joined", "Show one event: all its tellings side by side, with their words"))
	return cmd
}

func (a *app) eventListCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "list [FILTER...]",
		Short: "List events, the latest first",
		Long: `List events, the latest first. Filters are flags, or words as they are typed:
Pakistan~India, ACCUSE, 2025-04.., type=ACCUSE, "side=United States".

Copies of one text and reports that cite each other count as one origin.`,
		Example: `  chancery event list Pakistan~Afghanistan 2025-10..
  chancery event list --actor China --type CONSULT,AGREE --min-origins 2
  chancery event list --dyad Iran~"United States" --status planned --csv > planned.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return listSelected(a, cmd, &flags, args, "joined", eventColumns())
		},
	}
	flags.register(cmd, eventKeys()...)
	a.listing.register(cmd)
	return cmd
}

func eventColumns() []column[*record.Joined] {
	return []column[*record.Joined]{
		{name: "id", text: func(e *record.Joined) string { return string(e.ID) }, short: func(e *record.Joined) string { return shortFact(e.ID) }},
		{name: "date", text: func(e *record.Joined) string { return tell.Days(e.Time) }},
		{name: "actors", text: func(e *record.Joined) string { return actorNames(e.Actors) }},
		{name: "type", text: func(e *record.Joined) string { return tell.Act(e.Type, e.Mode, e.Content) }},
		{name: "recipients", text: func(e *record.Joined) string { return actorNames(e.Recipients) }},
		{name: "status", text: func(e *record.Joined) string { return string(e.Status) }},
		{name: "place", text: func(e *record.Joined) string {
			if e.Place == nil {
				return ""
			}
			return e.Place.Name
		}},
		{name: "origins", text: func(e *record.Joined) string { return strconv.Itoa(e.Support.Origins) }},
		{name: "reports", text: func(e *record.Joined) string { return strconv.Itoa(e.Support.Reports) }, wide: true},
		{name: "confidence", text: func(e *record.Joined) string { return fmt.Sprintf("%.2f", e.Confidence) }, wide: true},
		{name: "says", text: func(e *record.Joined) string {
			if e.Attribution == nil {
				return ""
			}
			return e.Attribution.Name
		}, wide: true},
		{name: "cameo", text: func(e *record.Joined) string { return e.CAMEO }, wide: true},
		{name: "quad", text: func(e *record.Joined) string { return strconv.Itoa(e.Quad) }, wide: true},
		{name: "score", text: func(e *record.Joined) string { return strconv.FormatFloat(e.Score, 'g', -1, 64) }, wide: true},
		{name: "contexts", text: func(e *record.Joined) string { return strings.Join(e.Contexts, "; ") }, wide: true},
		{name: "first", text: func(e *record.Joined) string { return e.Support.First }, wide: true},
		{name: "last", text: func(e *record.Joined) string { return e.Support.Last }, wide: true},
	}
}

func actorNames(of []record.Actor) string {
	names := make([]string, len(of))
	for i, a := range of {
		names[i] = a.Name
	}
	return strings.Join(names, "; ")
}

// shortFact is the form of an id for people. Commands accept it, and any beginning that names one entry only.
func shortFact(id record.ID) string { return string(id[:min(10, len(id))]) }
