package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
)

func (a *app) runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Join across reports what is not joined yet",
		Long: `Join across reports what is not joined yet: "add" does it as it goes; after a kill,
or behind another version of the program, this goes on where it stopped. Doing it
twice changes nothing.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := a.open(cmd.Context(), false)
			if err != nil {
				return err
			}
			defer store.Close()
			all, err := kinds.Rules()
			if err != nil {
				return err
			}
			n, err := ledger.Bring(cmd.Context(), store, all)
			if err != nil {
				return a.addError(err)
			}
			a.say("joined %s", plural(n, "document", "documents"))
			return nil
		},
	}
}

func (a *app) rerunCommand() *cobra.Command {
	var inputs inputFlags
	var most int
	cmd := &cobra.Command{
		Use:   "rerun",
		Short: "Read all kept documents again with this version, and say what that changes",
		Long: `Read all kept documents again with this version of the program, its lexicon and
knowledge and those of the record's folder, and say which events it adds, changes
and withdraws, and why. Texts, dates and all else that was found stay as they are.
An id that is withdrawn answers with what its words are read as now.`,
		Example: `  chancery rerun
  chancery rerun --json > changes.json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.rerun(cmd.Context(), &inputs, most)
		},
	}
	cmd.Flags().BoolVar(&a.listing.json, "json", false, "the changes as one JSON object")
	cmd.Flags().IntVar(&most, "limit", 50, "show at most so many changes of each sort")
	inputs.known.register(cmd.Flags())
	return cmd
}

func (a *app) rerun(ctx context.Context, inputs *inputFlags, most int) error {
	reader, err := a.reader(inputs)
	if err != nil {
		return err
	}
	run, err := a.stamp(inputs)
	if err != nil {
		return err
	}
	all, err := kinds.Rules()
	if err != nil {
		return err
	}
	store, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	r := flow.Rerun{Store: store, Reader: reader, Run: run, Workers: a.jobs(inputs), Ledger: all}
	changes, err := r.Do(ctx, a.stop)
	if closeErr := store.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return a.addError(err)
	}
	if a.listing.json {
		b, err := encode(changes)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.out, "%s\n", b)
		return err
	}
	return a.writeChanges(changes, most)
}

func (a *app) writeChanges(c *flow.Changes, most int) error {
	out := bufio.NewWriter(a.out)
	s := a.styles()
	counts := map[string]int{}
	for _, e := range c.Events {
		counts[e.What]++
	}
	fmt.Fprintf(out, "read %s again, %s read in another way\n", plural(c.Documents, "document", "documents"), plural(c.Changed, "document is", "documents are"))
	fmt.Fprintf(out, "events: %d added, %d changed, %d withdrawn, %s as before\n", counts["added"], counts["changed"], counts["withdrawn"], thousands(c.Same))
	for _, what := range []string{"withdrawn", "changed", "added"} {
		n := 0
		for _, e := range c.Events {
			if e.What != what {
				continue
			}
			if n++; n > most {
				fmt.Fprintf(out, "  … %d more; --limit shows them\n", counts[what]-most)
				break
			}
			if n == 1 {
				fmt.Fprintf(out, "\n%s%s%s\n", s.bold, what, s.end)
			}
			writeChange(out, s, e)
		}
	}
	for i := range c.Failed {
		fmt.Fprintf(out, "not read: %s\n", oneLine(c.Failed[i].Error()))
	}
	return out.Flush()
}

func writeChange(out *bufio.Writer, s styles, e flow.Change) {
	fmt.Fprintf(out, "  %s%s%s\n", s.grey, e.ID, s.end)
	if e.Before != "" {
		fmt.Fprintf(out, "  - %s\n", oneLine(e.Before))
	}
	if e.After != "" {
		fmt.Fprintf(out, "  + %s\n", oneLine(e.After))
	}
	if len(e.Fields) > 0 {
		fmt.Fprintf(out, "    %s\n", oneLine(strings.Join(e.Fields, " · ")))
	}
	for _, w := range e.Why {
		fmt.Fprintf(out, "    %s%s%s\n", s.grey, oneLine(w), s.end)
	}
	for _, id := range e.Now {
		fmt.Fprintf(out, "    now: %s\n", id)
	}
}
