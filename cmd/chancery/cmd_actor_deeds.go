package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// writeDeeds writes what the record tells of an actor, where there is a record and the output is for a person.
func (a *app) writeDeeds(cmd *cobra.Command, name string) error {
	l := a.listing
	if l.json || l.nl || l.csv || l.tsv {
		return nil
	}
	if _, err := a.findRecord(); err != nil {
		return nil //nolint:nilerr // what an actor was can be asked without a record
	}
	v, err := a.openLedger(cmd.Context())
	if err != nil {
		return err
	}
	defer v.Close()
	d, err := (&view.Record{Store: v.Store, Names: v.names, Base: v.base, Now: a.now}).Deeds(cmd.Context(), name, query.Range{})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.out)
	w := groupWriter{ctx: cmd.Context(), out: out, s: a.styles(), view: v}
	w.deeds("did", d.Did.Rows)
	w.deeds("was done to it", d.Suffered.Rows)
	w.deeds("accused of", d.Accused.Rows)
	for i, c := range d.Said.Rows {
		if i == 0 {
			w.title("said")
		}
		fmt.Fprintf(out, "  %s  %s  %s%s%s\n", orUnknown(c.Support.First), oneLine(tell.Claim(c)), w.s.grey, shortFact(c.ID), w.s.end)
	}
	for i, c := range d.Disputed.Rows {
		if i == 0 {
			w.title("disputed")
		}
		fmt.Fprintf(out, "  %s  %s%s%s\n", oneLine(tell.Contest(c)), w.s.grey, shortFact(c.ID), w.s.end)
	}
	for i, n := range d.Neighbour {
		if i == 0 {
			w.title("had to do with")
		}
		fmt.Fprintf(out, "  %-34s %4d\n", oneLine(v.title(n.Value)), n.N)
	}
	return out.Flush()
}

func (w *groupWriter) deeds(title string, events []*record.Joined) {
	for i, e := range events {
		if i == 0 {
			w.title(title)
		}
		fmt.Fprintf(w.out, "  %s  %s%s · %s%s\n", oneLine(tell.Sentence(e)), w.s.grey, shortFact(e.ID), tell.Backing(e.Support), w.s.end)
	}
}
