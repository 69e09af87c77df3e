package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/bind/where"
	"github.com/chancery-project/chancery/internal/score/places"
	"github.com/chancery-project/chancery/internal/text"
)

func (a *app) evalPlacesCommand() *cobra.Command {
	var misses bool
	cmd := &cobra.Command{
		Use:   "places [PATH...]",
		Short: "Score which places the names in sentences mean",
		Long: `Score which places the names in sentences mean: the country, a pin within 25 km
where one is wanted and none elsewhere, the precision, and names that are no place.
Without PATH, the cases in the program are used. A line of a file of cases is

  mention | date | wanted | sentence

where wanted is "none", or country, precision and "latitude,longitude" or "-", and
perhaps the name; what is right as well is joined by "/". A record's own knowledge
is not used.`,
		Example: `  chancery eval places --errors
  chancery eval places cases.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			sets, err := placeSets(args)
			if err != nil {
				return err
			}
			reader, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Places}})
			if err != nil {
				return err
			}
			rows, missed, err := places.Score(sets, func(c *places.Case) (*text.Place, error) {
				doc, err := reader.ReadText(cmd.Context(), c.Sentence, c.Date)
				if err != nil {
					return nil, err
				}
				return where.Of(doc, c.Mention), nil
			})
			if err != nil {
				return err
			}
			if misses {
				for _, m := range missed {
					if _, err := fmt.Fprintf(a.out, "%s: %s\n\t%s\n", m.Case.Mention, m.Case.Sentence, places.String(m.Place)); err != nil {
						return err
					}
				}
			}
			return places.WriteTable(a.out, rows)
		},
	}
	cmd.Flags().BoolVar(&misses, "errors", false, "list every case with another answer than the wanted one")
	return cmd
}

func placeSets(paths []string) ([]places.Set, error) {
	if len(paths) == 0 {
		return places.Sets()
	}
	var sets []places.Set
	for _, path := range paths {
		set, err := places.Open(path)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}
