package main

import (
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// actorFilter chooses actors of the knowledge; "" and 0 leave all.
type actorFilter struct {
	country, sector, kind, on string
	limit                     int
}

// actorRow is one actor as it was on the date.
type actorRow struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Country string   `json:"country"`
	Sectors []string `json:"sectors"`
	Role    string   `json:"role"`
}

func (a *app) actorListCommand() *cobra.Command {
	var filter actorFilter
	var known knowledgeFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the actors that are known, as they were on a date",
		Long: `List the actors that are known, with country, sectors and role as they were on a
date; without --on, as they were last. Who did not exist on the date is left out,
and so are the entities of foreign files.`,
		Example: `  chancery actor list --country AFG --sector REB --on 2005
  chancery actor list --kind "armed group" --country SYR --nl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			date, err := dateFlag(cmd, filter.on)
			if err != nil {
				return err
			}
			if filter.limit < 0 {
				return usage("--limit %d: want a number of rows", filter.limit)
			}
			base, err := a.world(&known)()
			if err != nil {
				return err
			}
			if err := filter.check(base); err != nil {
				return err
			}
			return list(a, actorColumns(), filter.rows(base, date))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&filter.country, "country", "", "of this `code`: ISO 3166-1 alpha-3, or IGO, NGO, ISG")
	flags.StringVar(&filter.sector, "sector", "", "with this sector of PLOVER among theirs")
	flags.StringVar(&filter.kind, "kind", "", `of this kind, as in person, "armed group", state`)
	flags.StringVar(&filter.on, "on", "", "as on this `day`, month or year: 2021-08-15, 2021-08, 2021")
	flags.IntVar(&filter.limit, "limit", 0, "at most so many")
	known.register(flags)
	a.listing.register(cmd)
	return cmd
}

// check refuses codes and kinds that are not known.
func (f *actorFilter) check(base *knowledge.Base) error {
	f.country, f.sector = strings.ToUpper(f.country), strings.ToUpper(f.sector)
	if f.country != "" && !slices.Contains([]string{"IGO", "NGO", "ISG"}, f.country) {
		if _, ok := base.StateOn(f.country, knowledge.Date{}); !ok {
			return usage("--country %s: want a code of ISO 3166-1 alpha-3, or IGO, NGO, ISG", f.country)
		}
	}
	if _, ok := base.Sector(f.sector); f.sector != "" && !ok {
		return usage("--sector %s: want a sector of PLOVER, as in GOV, MIL, REB", f.sector)
	}
	if f.kind == "" {
		return nil
	}
	if kinds := knowledge.Kinds(); !slices.Contains(kinds, knowledge.Kind(f.kind)) {
		words := make([]string, len(kinds))
		for i, k := range kinds {
			words[i] = string(k)
		}
		return usage("--kind %q: want one of %s", f.kind, strings.Join(words, ", "))
	}
	return nil
}

// rows gives the actors in the order of the files.
func (f *actorFilter) rows(base *knowledge.Base, on knowledge.Date) iter.Seq2[actorRow, error] {
	return func(yield func(actorRow, error) bool) {
		n := 0
		for _, e := range base.Entities() {
			if f.kind != "" && string(e.Kind) != f.kind || e.When != (knowledge.Interval{}) && e.When.On(on) == knowledge.Not {
				continue
			}
			w, ok := base.WasOn(e.ID, on)
			if !ok || f.country != "" && w.Country != f.country || f.sector != "" && !slices.Contains(w.Sectors, f.sector) {
				continue
			}
			if n++; f.limit > 0 && n > f.limit {
				return
			}
			row := actorRow{ID: e.ID, Name: e.Name, Kind: string(e.Kind), Country: w.Country, Sectors: append([]string{}, w.Sectors...), Role: w.Role}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func actorColumns() []column[actorRow] {
	return []column[actorRow]{
		{name: "id", text: func(r actorRow) string { return r.ID }},
		{name: "name", text: func(r actorRow) string { return r.Name }},
		{name: "kind", text: func(r actorRow) string { return r.Kind }},
		{name: "country", text: func(r actorRow) string { return r.Country }},
		{name: "sectors", text: func(r actorRow) string { return strings.Join(r.Sectors, " ") }},
		{name: "role", text: func(r actorRow) string { return r.Role }},
	}
}
