package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/knowledge"
)

// factRow is one thing known of an entry.
type factRow struct {
	What   string `json:"what"`
	Value  string `json:"value"`
	When   string `json:"when"`
	Source string `json:"source"`
}

func (a *app) knowledgeShowCommand() *cobra.Command {
	var on string
	var known knowledgeFlags
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show all that is known of an actor, a place or an office",
		Long: `Show all that is known of an actor, a place or an office: names, roles, holders,
with the time of each and where it comes from.`,
		Example: `  chancery knowledge show taliban
  chancery knowledge show president-of-france --date 2012`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			date, err := dateFlag(cmd, on)
			if err != nil {
				return err
			}
			base, err := a.world(&known)()
			if err != nil {
				return err
			}
			rows := knownOf(base, args[0], date)
			if len(rows) == 0 {
				return hinted(fmt.Errorf("%w: no id %q", keep.ErrNotFound, args[0]), `"chancery knowledge find" lists ids by name`)
			}
			columns := []column[factRow]{
				{name: "what", text: func(f factRow) string { return f.What }},
				{name: "value", text: func(f factRow) string { return f.Value }},
				{name: "when", text: func(f factRow) string { return f.When }},
				{name: "source", text: func(f factRow) string { return f.Source }},
			}
			return list(a, columns, all(rows))
		},
	}
	known.register(cmd.Flags())
	cmd.Flags().StringVar(&on, "date", "", "only the roles and holders of this `day`, month or year")
	a.listing.register(cmd)
	return cmd
}

func knownOf(base *knowledge.Base, id string, on knowledge.Date) []factRow {
	if e, ok := base.Entity(id); ok {
		return append(entityFacts(e), roleFacts(base, e, on)...)
	}
	if p, ok := base.Place(id); ok {
		return placeFacts(p)
	}
	if o, ok := base.Office(id); ok {
		return officeFacts(base, o, on)
	}
	return nil
}

func entityFacts(e *knowledge.Entity) []factRow {
	rows := []factRow{
		{"kind", string(e.Kind), when(e.When), e.Source},
		{"country", e.Country, "", ""},
		{"sectors", strings.Join(e.Sectors, " "), "", ""},
		{"gender", string(e.Gender), "", ""},
		{"part of", e.Parent, "", ""},
		{"present in", strings.Join(e.Hosts, " "), "", ""},
	}
	return append(filledFacts(rows), nameFacts(e.Names)...)
}

// filledFacts leaves out what is not known.
func filledFacts(rows []factRow) (filled []factRow) {
	for _, r := range rows {
		if r.Value != "" {
			filled = append(filled, r)
		}
	}
	return filled
}

func nameFacts(names []knowledge.Name) (rows []factRow) {
	for _, n := range names {
		text := n.Text
		if n.Language != "" {
			text += " (" + n.Language + ")"
		}
		if n.Ambiguous {
			text += " (ambiguous)"
		}
		rows = append(rows, factRow{What: string(n.Relation), Value: text, When: when(n.When)})
	}
	return rows
}

// when gives an interval in words, "" where it says nothing.
func when(i knowledge.Interval) string {
	if i.From.Open && i.To.Open || i == (knowledge.Interval{}) {
		return ""
	}
	return i.String()
}

func roleFacts(base *knowledge.Base, e *knowledge.Entity, on knowledge.Date) (rows []factRow) {
	add := func(what string, r knowledge.Role) {
		rows = append(rows, factRow{what, strings.TrimSpace(fmt.Sprintf("%s (%s %s) %s", r.Title, r.Country, strings.Join(r.Sectors, " "), r.Mark)), when(r.When), r.Source})
	}
	if on.IsZero() {
		for _, r := range base.Roles(e.ID) {
			add("role", r)
		}
		return rows
	}
	for _, h := range base.RolesOn(e.ID, on) {
		add("role, "+h.Standing.String(), h.Role)
	}
	for _, r := range base.FormerRolesOn(e.ID, on) {
		add("former role", r)
	}
	return rows
}

func placeFacts(p *knowledge.Place) []factRow {
	rows := []factRow{
		{"kind", p.Kind, when(p.When), p.Source},
		{"country", p.Country, "", ""},
		{"within", p.Within, "", ""},
		{"coordinates", fmt.Sprintf("%.2f, %.2f", p.Latitude, p.Longitude), "", ""},
	}
	if p.Population > 0 {
		rows = append(rows, factRow{"population", "about " + thousands(p.Population), "", ""})
	}
	return append(filledFacts(rows), nameFacts(p.Names)...)
}

func officeFacts(base *knowledge.Base, o *knowledge.Office, on knowledge.Date) []factRow {
	rows := []factRow{
		{"rank", o.Rank, when(o.When), o.Source},
		{"country", o.Country, "", ""},
		{"sectors", strings.Join(o.Sectors, " "), "", ""},
		{"body", o.Body, "", ""},
	}
	rows = append(filledFacts(rows), nameFacts(o.Names)...)
	for _, h := range base.HoldersOn(o.ID, on) {
		what := "holder"
		if !on.IsZero() {
			what += ", " + h.Standing.String()
		}
		rows = append(rows, factRow{what, strings.TrimSpace(h.Entity + " " + h.Mark), when(h.When), h.Source})
	}
	return rows
}
