package main

import (
	"fmt"
	"iter"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

func (a *app) figureCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "figure",
		Short: "List figures, and how one quantity moves from report to report",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.figureListCommand(), a.figureSeriesCommand(),
		a.showOneCommand("figure", "series", "Show one series with every value, who states it and in which words"))
	return cmd
}

func (a *app) figureListCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "list [FILTER...]",
		Short: "List series of figures: what is counted, where, from the lowest to the highest value stated",
		Example: `  chancery figure list --unit people --place Barmal
  chancery figure list --what "people killed" --min-origins 2`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return listSelected(a, cmd, &flags, args, "series", seriesColumns())
		},
	}
	flags.register(cmd, "dyad", "side", "source", "what", "unit", "place", "country")
	a.listing.register(cmd)
	return cmd
}

func seriesColumns() []column[*record.Series] {
	return []column[*record.Series]{
		{name: "id", text: func(s *record.Series) string { return string(s.ID) }, short: func(s *record.Series) string { return shortFact(s.ID) }},
		{name: "what", text: func(s *record.Series) string { return s.What }},
		{name: "unit", text: func(s *record.Series) string { return s.Unit }},
		{name: "place", text: func(s *record.Series) string { return s.Place }},
		{name: "first", text: func(s *record.Series) string { return pointDay(s, 0) }},
		{name: "last", text: func(s *record.Series) string { return pointDay(s, len(s.Points)-1) }},
		{name: "low", text: func(s *record.Series) string { return floatOrEmpty(s.Low) }},
		{name: "high", text: func(s *record.Series) string { return floatOrEmpty(s.High) }},
		{name: "points", text: func(s *record.Series) string { return strconv.Itoa(len(s.Points)) }},
		{name: "origins", text: func(s *record.Series) string { return strconv.Itoa(s.Support.Origins) }},
	}
}

func pointDay(s *record.Series, i int) string {
	if i < 0 || i >= len(s.Points) {
		return ""
	}
	return s.Points[i].Day
}

func floatOrEmpty(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// statedRow is one stated value of a series in the form for lists.
type statedRow struct {
	Series    record.ID        `json:"series"`
	What      string           `json:"what"`
	Unit      string           `json:"unit"`
	Place     string           `json:"place"`
	Day       string           `json:"day"`
	Low       float64          `json:"low"`
	High      float64          `json:"high"`
	Value     float64          `json:"value"`
	ValueMax  *float64         `json:"value_max"`
	Qualifier record.Qualifier `json:"qualifier"`
	Who       string           `json:"who"`
	Origins   int              `json:"origins"`
}

func (a *app) figureSeriesCommand() *cobra.Command {
	var flags selectFlags
	cmd := &cobra.Command{
		Use:   "series [FILTER...]",
		Short: "List every value of the series that are asked for, by day",
		Long: `List every value of the series that are asked for, by day, with who states it.
Each day has the lowest and the highest value that somebody states; an average
that nobody stated is never made.`,
		Example: `  chancery figure series --what "people killed" --place Barmal
  chancery figure series --unit USD --csv > trade.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.selection(cmd, &flags, args)
			if err != nil {
				return err
			}
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			series := keep.Entries[*record.Series](v.Groups(cmd.Context(), ledger.Filter("series", s, v.names)))
			return list(a, statedColumns(), statedRows(series))
		},
	}
	flags.register(cmd, "dyad", "side", "source", "what", "unit", "place", "country")
	a.listing.register(cmd)
	return cmd
}

func statedRows(series iter.Seq2[*record.Series, error]) iter.Seq2[statedRow, error] {
	return func(yield func(statedRow, error) bool) {
		for s, err := range series {
			if err != nil {
				yield(statedRow{}, err)
				return
			}
			for _, p := range s.Points {
				for _, st := range p.Stated {
					row := statedRow{
						Series: s.ID, What: s.What, Unit: s.Unit, Place: s.Place, Day: p.Day, Low: p.Low, High: p.High,
						Value: st.Value, ValueMax: st.ValueMax, Qualifier: st.Qualifier, Who: st.Who, Origins: st.Origins,
					}
					if !yield(row, nil) {
						return
					}
				}
			}
		}
	}
}

func statedColumns() []column[statedRow] {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return []column[statedRow]{
		{name: "series", text: func(r statedRow) string { return string(r.Series) }, short: func(r statedRow) string { return shortFact(r.Series) }},
		{name: "what", text: func(r statedRow) string { return r.What }},
		{name: "place", text: func(r statedRow) string { return r.Place }},
		{name: "day", text: func(r statedRow) string { return r.Day }},
		{name: "value", text: func(r statedRow) string { return number(r.Value) }, short: func(r statedRow) string {
			return tell.Figure(record.Stated{Value: r.Value, ValueMax: r.ValueMax, Qualifier: r.Qualifier})
		}},
		{name: "value_max", text: func(r statedRow) string { return floatOrEmpty(r.ValueMax) }, wide: true},
		{name: "qualifier", text: func(r statedRow) string { return string(r.Qualifier) }, wide: true},
		{name: "unit", text: func(r statedRow) string { return r.Unit }},
		{name: "who", text: func(r statedRow) string { return r.Who }},
		{name: "band", text: func(r statedRow) string { return fmt.Sprintf("%s..%s", number(r.Low), number(r.High)) }},
		{name: "origins", text: func(r statedRow) string { return strconv.Itoa(r.Origins) }},
	}
}
