package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
)

func (a *app) verifyCommand() *cobra.Command {
	var quick bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Recompute every digest, span and quote of the record",
		Long: `Recompute every digest, span and quote of the record and report every fault with
its place. What holds across reports is built from nothing and compared with what is
kept. Nothing is changed. The exit status is 5 when anything is wrong.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.verify(cmd, !quick) },
	}
	cmd.Flags().BoolVar(&quick, "quick", false, "do not build anew what holds across reports")
	a.listing.register(cmd)
	return cmd
}

func (a *app) verify(cmd *cobra.Command, rebuild bool) error {
	dir, err := a.findRecord()
	if err != nil {
		return err
	}
	var faults []keep.Fault
	err = sqlite.Verify(cmd.Context(), dir, func(f keep.Fault) bool {
		faults = append(faults, f)
		return true
	})
	if err != nil {
		return recordError(dir, err)
	}
	if len(faults) == 0 && rebuild {
		if faults, err = a.verifyLedger(cmd.Context()); err != nil {
			return err
		}
	}
	if len(faults) == 0 {
		return a.verified(cmd)
	}
	columns := []column[keep.Fault]{
		{name: "place", text: func(f keep.Fault) string { return f.Place }},
		{name: "fault", text: func(f keep.Fault) string { return f.Message }},
	}
	if err := list(a, columns, all(faults)); err != nil {
		return err
	}
	return hinted(fmt.Errorf("%w: %s", errUnverified, plural(len(faults), "fault", "faults")),
		"restore a backup, or add the reports to a new record")
}

// verifyLedger compares what holds across reports with what follows from the facts.
func (a *app) verifyLedger(ctx context.Context) (faults []keep.Fault, err error) {
	joined, err := kinds.All()
	if err != nil {
		return nil, err
	}
	store, err := a.open(ctx, true)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	err = flow.VerifyLedger(ctx, store, joined, func(f keep.Fault) bool {
		faults = append(faults, f)
		return true
	})
	return faults, err
}

// verified says what was found to hold.
func (a *app) verified(cmd *cobra.Command) error {
	store, err := a.open(cmd.Context(), true)
	if err != nil {
		return err
	}
	defer store.Close()
	s, err := store.Status(cmd.Context())
	if err != nil {
		return err
	}
	facts := 0
	for _, n := range s.Facts {
		facts += n
	}
	if a.listing.machine() {
		_, err := fmt.Fprintf(a.out, "[]\n")
		return err
	}
	a.say("%s, %s, %s: all match", plural(s.Reports, "report", "reports"),
		plural(s.Documents, "document", "documents"), plural(facts, "fact", "facts"))
	return nil
}
