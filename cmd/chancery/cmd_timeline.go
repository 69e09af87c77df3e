package main

import (
	"bufio"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

func (a *app) timelineCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "timeline [FILTER...]",
		Short: "Tell events in the order of their days",
		Long: `Tell events in the order of their days, a sentence each, with what it stands on.
Marks: ● happened, ◐ goes on, ○ planned or proposed, ✕ denied, ? would be.`,
		Example: `  chancery timeline Pakistan~Afghanistan 2025-10..
  chancery timeline actor=China type=CONSULT --min-origins 2`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.selection(cmd, &flags, args)
			if err != nil {
				return err
			}
			if s.Sort == "" {
				s.Sort = "time"
			}
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			events := keep.Entries[*record.Joined](v.Groups(cmd.Context(), ledger.Filter("joined", s, v.names)))
			l := a.listing
			if l.json || l.nl || l.csv || l.tsv {
				return list(a, eventColumns(), events)
			}
			n := 0
			if err := a.writeTimeline(counted(events, &n)); err != nil {
				return err
			}
			return a.sayLeftOut(cmd.Context(), v, "joined", s, n)
		},
	}
	flags.register(cmd, eventKeys()...)
	a.listing.register(cmd)
	return cmd
}

// statusMark is the sign of a status in a timeline.
func statusMark(s record.Status) string {
	switch s {
	case record.Ongoing:
		return "◐"
	case record.Planned, record.Proposed:
		return "○"
	case record.Denied:
		return "✕"
	case record.Hypothetical, record.Habitual:
		return "?"
	}
	return "●"
}

func (a *app) writeTimeline(events iter.Seq2[*record.Joined, error]) error {
	out := bufio.NewWriter(a.out)
	s := a.styles()
	month, n := "", 0
	for e, err := range events {
		if err != nil {
			return err
		}
		n++
		day := firstDay(e.Time)
		if m := day[:min(7, len(day))]; m != month {
			month = m
			fmt.Fprintf(out, "%s%s%s\n", s.bold, monthWords(m), s.end)
		}
		if day == "" {
			day = "          "
		}
		fmt.Fprintf(out, "  %s  %s %s  %s%s · %s%s\n", day, statusMark(e.Status), oneLine(tell.Sentence(e)), s.grey, shortFact(e.ID), tell.Backing(e.Support), s.end)
	}
	if n == 0 {
		a.say("nothing found")
	}
	return out.Flush()
}

func firstDay(w *record.When) string {
	switch {
	case w == nil:
		return ""
	case w.From != nil:
		return (*w.From)[:min(10, len(*w.From))]
	case w.To != nil:
		return (*w.To)[:min(10, len(*w.To))]
	}
	return ""
}

func monthWords(month string) string {
	if month == "" {
		return "Day unknown"
	}
	return strings.TrimPrefix(tell.Date(month+"-01"), "1 ")
}
