package main

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/measure"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/record"
)

func (a *app) relationCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "relation",
		Short: "How the relation of two parties moves, and which relations moved most",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.relationListCommand(), a.relationShowCommand())
	return cmd
}

// relationOptions are the flags of measures.
type relationOptions struct {
	by      string
	half    float64
	window  int
	undated bool
}

func (o *relationOptions) register(cmd *cobra.Command, by string) {
	cmd.Flags().StringVar(&o.by, "by", by, "periods: `day|week|month`")
	cmd.Flags().Float64Var(&o.half, "half-life", 30, "`DAYS` after which an event counts half")
	cmd.Flags().IntVar(&o.window, "window", 30, "`DAYS` that movers and the word for the state look back")
	cmd.Flags().BoolVar(&o.undated, "undated", false, "count events without a day on the day of their first report")
}

func (o *relationOptions) options(from, to string) (measure.Options, error) {
	if err := oneOf("day", "week", "month")(o.by); err != nil {
		return measure.Options{}, usage("--by %s: %w", o.by, err)
	}
	if o.half <= 0 || o.window < 1 {
		return measure.Options{}, usage("--half-life and --window: want a number of days above 0")
	}
	return measure.Options{Step: measure.Step(o.by), From: from, To: to, HalfLife: o.half, Window: o.window, Undated: o.undated}, nil
}

// relationRow is a relation in a list.
type relationRow struct {
	A      string  `json:"a"`
	B      string  `json:"b"`
	Status string  `json:"status"`
	Reason string  `json:"reason"`
	Index  float64 `json:"index"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Change float64 `json:"change"`
	Events int     `json:"events"`
}

func (a *app) relationListCommand() *cobra.Command {
	var flags selectFlags
	var o relationOptions
	var least int
	cmd := &cobra.Command{
		Use:   "list [FILTER...]",
		Short: "List relations, those with the most events first",
		Example: `  chancery relation list --time 2025-10..
  chancery relation list side=Pakistan --by month --csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.selection(cmd, &flags, args)
			if err != nil {
				return err
			}
			options, err := o.options(s.Time.From, s.Time.To)
			if err != nil {
				return err
			}
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			f := ledger.Filter("joined", s, v.names)
			f.Limit = 0
			ranking, err := measure.All(cmd.Context(), v, f, least, s.Limit, options)
			if err != nil {
				return err
			}
			var rows []relationRow
			for _, p := range ranking.Pairs {
				x, y, _ := strings.Cut(p.Dyad, "~")
				n := 0
				for _, period := range p.Periods {
					n += period.Events
				}
				rows = append(rows, relationRow{
					A: v.title(x), B: v.title(y), Status: p.Status.Word, Reason: p.Status.Reason,
					Index: p.Now.Index, Low: p.Now.Low, High: p.Now.High, Change: p.Status.Change, Events: n,
				})
			}
			return list(a, relationColumns(), all(rows))
		},
	}
	flags.register(cmd, "side", "type", "context", "country", "min_confidence")
	o.register(cmd, "month")
	cmd.Flags().IntVar(&least, "least", 2, "only relations with so many `EVENTS`")
	a.listing.register(cmd)
	return cmd
}

// title gives a party's key as people write it.
func (v *ledgerView) title(key string) string { return view.PartyName(v.base, key) }

func relationColumns() []column[relationRow] {
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }
	return []column[relationRow]{
		{name: "a", text: func(r relationRow) string { return r.A }},
		{name: "b", text: func(r relationRow) string { return r.B }},
		{name: "status", text: func(r relationRow) string { return r.Status }},
		{name: "index", text: func(r relationRow) string { return number(r.Index) }},
		{name: "low", text: func(r relationRow) string { return number(r.Low) }},
		{name: "high", text: func(r relationRow) string { return number(r.High) }},
		{name: "change", text: func(r relationRow) string { return fmt.Sprintf("%+.1f", r.Change) }},
		{name: "events", text: func(r relationRow) string { return strconv.Itoa(r.Events) }},
		{name: "reason", text: func(r relationRow) string { return r.Reason }},
	}
}

func (a *app) relationShowCommand() *cobra.Command {
	var o relationOptions
	var time string
	cmd := &cobra.Command{
		Use:   "show A B",
		Short: "Show how the relation of two parties moves: index with its band, counts, movers, changes, what was read",
		Long: `Show how the relation of two parties moves. The index is a mean of the scores of
their events from -10 to 10, newer ones heavier, drawn to 0 where there are few;
its band narrows with evidence. Denied, planned and imagined acts do not move it.
docs/relations.md has the formulas.`,
		Example: `  chancery relation show Pakistan Afghanistan --time 2025 --by month
  chancery relation show Iran "United States" --json`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			line := strings.Join(args, "~")
			var flags selectFlags
			s, err := a.selection(cmd, &flags, nil)
			if err != nil {
				return err
			}
			if err := s.Set("dyad", line, a.now()); err != nil {
				return &usageError{err: err, command: cmd.CommandPath()}
			}
			if err := s.Set("time", time, a.now()); err != nil {
				return usage("--time: %w", err)
			}
			options, err := o.options(s.Time.From, s.Time.To)
			if err != nil {
				return err
			}
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			pair, err := view.Relation(cmd.Context(), &view.Record{Store: v.Store, Names: v.names, Base: v.base, Now: a.now}, s.Dyad[0], options)
			if err != nil {
				return err
			}
			if a.listing.json {
				b, err := encode(pair)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.out, "%s\n", b)
				return err
			}
			return a.writeRelation(cmd, v, s.Dyad[0].A, s.Dyad[0].B, pair)
		},
	}
	o.register(cmd, "month")
	cmd.Flags().StringVar(&time, "time", "", selectHelp("time"))
	cmd.Flags().BoolVar(&a.listing.json, "json", false, "the measure as one JSON object")
	return cmd
}

func (a *app) writeRelation(cmd *cobra.Command, v *ledgerView, x, y string, p *measure.Pair) error {
	out := bufio.NewWriter(a.out)
	s := a.styles()
	read, outlets := 0, 0
	for _, period := range p.Periods {
		read += period.Coverage.Reports
		outlets = max(outlets, period.Coverage.Outlets)
	}
	fmt.Fprintf(out, "%s%s ~ %s%s   %s   index %+.1f (band %+.1f..%+.1f)   read: %s\n", s.bold, oneLine(x), oneLine(y), s.end, p.Status.Word,
		p.Now.Index, p.Now.Low, p.Now.High, plural(read, "report", "reports"))
	if p.Status.Reason != "" {
		fmt.Fprintf(out, "%s\n", oneLine(p.Status.Reason))
	}
	fmt.Fprintln(out)
	for _, period := range p.Periods {
		if period.Events == 0 && !period.Coverage.Read() {
			continue
		}
		var types []string
		for _, t := range period.Types {
			types = append(types, fmt.Sprintf("%s %d", t.Name, t.Events))
		}
		fmt.Fprintf(out, "  %s  %+5.1f  %s%4d read%s  %s\n", period.From, period.State.Index, s.grey, period.Coverage.Reports, s.end, strings.Join(types, "  "))
	}
	for i, m := range p.Movers {
		if i == 0 {
			fmt.Fprintf(out, "\n%smoved it most of late%s\n", s.bold, s.end)
		}
		line := string(m.ID)
		if g, err := v.Group(cmd.Context(), string(m.ID)); err == nil {
			if e, err := keep.EntryOf[*record.Joined](g); err == nil {
				line = tell.Sentence(e)
			}
		}
		fmt.Fprintf(out, "  %+.1f  %s  %s%s%s\n", m.Moved, oneLine(line), s.grey, shortFact(m.ID), s.end)
	}
	for i, c := range p.Changes {
		if i == 0 {
			fmt.Fprintf(out, "\n%schanges of level%s\n", s.bold, s.end)
		}
		fmt.Fprintf(out, "  %s  %+.1f → %+.1f  (p %.3f)\n", c.Day, c.Before, c.After, c.P)
	}
	return out.Flush()
}
