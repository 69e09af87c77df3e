package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/ontology"
)

// bookRow is a line of the codebook as lists show it.
type bookRow struct {
	Part    string `json:"part"`
	Of      string `json:"of"`
	Name    string `json:"name"`
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
	Rules   string `json:"rules"`
}

func (a *app) codebookCommand() *cobra.Command {
	var page bool
	cmd := &cobra.Command{
		Use:   "codebook [NAME]",
		Short: "Explain types, modes, codes, statuses and keys of the facts",
		Long: `Explain types, modes, codes, statuses and keys of the facts. NAME is a type (ASSAULT),
a mode (drone, "ASSAULT drone"), a code of CAMEO (042), a context, a sector, a
status, a stance, a key (event.status) or a part of the codebook (cameo). Without
NAME it lists the parts. docs/codebook.md holds all of it.`,
		Example: `  chancery codebook ASSAULT
  chancery codebook event.status
  chancery codebook cameo --csv`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return bookNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if page {
				_, err := fmt.Fprint(a.out, ontology.Page())
				return err
			}
			return a.codebook(strings.Join(args, ""))
		},
	}
	cmd.Flags().BoolVar(&page, "page", false, "the whole codebook as a page of Markdown")
	a.listing.register(cmd)
	return cmd
}

func (a *app) codebook(name string) error {
	var rows []bookRow
	if name == "" {
		for _, p := range ontology.Parts() {
			rows = append(rows, bookRow{Part: "part", Name: p.Name, Meaning: p.Meaning})
		}
	}
	for _, l := range ontology.Look(name) {
		rows = append(rows, bookRow{string(l.Part), l.Of, l.Name, l.Value, l.Meaning, l.Rules})
	}
	if len(rows) == 0 {
		return hinted(fmt.Errorf("%w: the codebook has no %q", keep.ErrNotFound, name), `"chancery codebook" lists its parts`)
	}
	if name != "" && !a.listing.table && a.listing.onScreen(a.out) {
		_, err := fmt.Fprint(a.out, prose(rows, a.width()))
		return err
	}
	columns := []column[bookRow]{
		{name: "part", text: func(r bookRow) string { return r.Part }},
		{name: "of", text: func(r bookRow) string { return r.Of }},
		{name: "name", text: func(r bookRow) string { return r.Name }},
		{name: "value", text: func(r bookRow) string { return r.Value }},
		{name: "meaning", text: func(r bookRow) string { return r.Meaning }},
		{name: "rules", text: func(r bookRow) string { return r.Rules }},
	}
	return list(a, columns, all(rows))
}

// prose gives lines of the codebook in whole sentences for a person, in lines of at most width characters.
func prose(rows []bookRow, width int) string {
	var b strings.Builder
	for _, r := range rows {
		head := strings.Join(strings.Fields(r.Part+" "+r.Of+" "+r.Name), " ")
		if r.Value != "" {
			head += " · " + r.Value
		}
		b.WriteString(strings.Join(wrapped(head, width), "\n") + "\n")
		for _, words := range []string{r.Meaning, r.Rules} {
			if words == "" {
				continue
			}
			for _, line := range wrapped(words, max(width-4, 20)) {
				b.WriteString("    " + line + "\n")
			}
		}
	}
	return b.String()
}

// bookNames are the names that a shell can complete: parts, types, contexts and statuses.
func bookNames() (names []string) {
	for _, list := range [][]ontology.Term{ontology.Parts(), ontology.Contexts(), ontology.Statuses(), ontology.Stances()} {
		for _, t := range list {
			names = append(names, t.Name)
		}
	}
	for _, t := range ontology.Types() {
		names = append(names, t.Name)
	}
	return names
}
