package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

// found is one result in the form for programs.
type found struct {
	ID         string  `json:"id"`
	Published  string  `json:"published"`
	Publisher  *string `json:"publisher"`
	URL        *string `json:"url"`
	Language   string  `json:"language"`
	Title      string  `json:"title"`
	Snippet    string  `json:"snippet"`
	Path       string  `json:"path"`
	CopyOf     string  `json:"copy_of,omitempty"`
	identifier string
}

func (a *app) searchCommand() *cobra.Command {
	var filter filterFlags
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find reports by their words",
		Long: `Find reports by their words, best first.

  ceasefire talks           both words, in any order
  "ceasefire talks"         these words, one behind the other
  negotiat*                 words that begin so
  ceasefire OR truce        one of them
  drill -navy               without the second
  ceasefire NEAR/8 Kabul    close together
  title:summit lang:ur      in the title; in a language
  publisher:dawn path:2025  of a publisher; with this in the path

A query of several words may be given as several arguments. In quotes it is safe
from the shell, and from a word that looks like a flag: 'drill -v'.`,
		Example: `  chancery search '"border crossing" -trade' --time 2025-10..
  chancery search ceasefire NEAR/8 Kabul --nl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("limit") {
				filter.limit = a.settings.number("search.limit")
			}
			return a.search(cmd, strings.Join(args, " "), &filter)
		},
	}
	filter.register(cmd)
	a.listing.register(cmd)
	return cmd
}

// withoutMinus writes the arguments of a search that begin with a minus and are no flag ("-navy") as the operator that
// they mean, so that they are not taken for flags.
func withoutMinus(args []string) []string {
	if !slices.Contains(args, "search") {
		return args
	}
	var out []string
	for i, arg := range args {
		if arg == "--" {
			return append(out, args[i:]...)
		}
		if len(arg) > 2 && arg[0] == '-' && arg[1] != '-' && !strings.HasPrefix(arg, "-C") {
			out = append(out, "NOT", arg[1:])
			continue
		}
		out = append(out, arg)
	}
	return out
}

func (a *app) search(cmd *cobra.Command, words string, flags *filterFlags) error {
	f, err := a.filter(flags)
	if err != nil {
		return err
	}
	q, err := query.Parse(words)
	if err != nil {
		return &usageError{err: err, command: cmd.CommandPath()}
	}
	store, err := a.open(cmd.Context(), true)
	if err != nil {
		return err
	}
	defer store.Close()
	hits, total, err := store.Search(cmd.Context(), q, f)
	if err != nil {
		return err
	}
	st := a.styles()
	mark := strings.NewReplacer("\ue000", "»", "\ue001", "«")
	if st.accent != "" && !a.listing.machine() {
		mark = strings.NewReplacer("\ue000", st.accent+st.bold, "\ue001", st.end)
	}
	rows := make([]found, len(hits))
	for i, h := range hits {
		rows[i] = foundFrom(h, mark)
	}
	if a.plainResults() {
		return a.showResults(rows, total, st)
	}
	if err := list(a, foundColumns(), all(rows)); err != nil {
		return err
	}
	if total > len(rows) && !a.listing.machine() {
		a.say("%d of %s; --limit shows more", len(rows), plural(total, "document", "documents"))
	}
	return nil
}

// plainResults tells whether results are for a person's eyes: a paragraph for each instead of a table.
func (a *app) plainResults() bool {
	l := a.listing
	return isTerminal(a.out) && !l.json && !l.nl && !l.csv && !l.tsv && !l.table
}

func foundFrom(h keep.Hit, mark *strings.Replacer) found {
	d := h.Document
	return found{
		ID: string(d.ID), identifier: d.ID.Short(), Published: d.Published, Publisher: d.Publisher, URL: d.URL,
		Language: d.Language, Title: d.Title, Snippet: mark.Replace(oneLine(h.Snippet)), Path: place(&d), CopyOf: string(copyOf(&d)),
	}
}

func foundColumns() []column[found] {
	return []column[found]{
		{name: "id", text: func(f found) string { return f.ID }, short: func(f found) string { return f.identifier }},
		{name: "published", text: func(f found) string { return f.Published }},
		{name: "publisher", text: func(f found) string { return orEmpty(f.Publisher) }, wide: true},
		{name: "title", text: func(f found) string { return f.Title }},
		{name: "snippet", text: func(f found) string { return f.Snippet }},
		{name: "path", text: func(f found) string { return f.Path }},
		{name: "url", text: func(f found) string { return orEmpty(f.URL) }, wide: true},
	}
}

func (a *app) showResults(rows []found, total int, st styles) error {
	if total == 0 {
		a.say("nothing found; try fewer words, or a beginning such as negotiat*")
		return nil
	}
	for _, r := range rows {
		title := oneLine(r.Title)
		if title == "" {
			title = r.Path
		}
		fmt.Fprintf(a.out, "%s%s%s  %s%s %s %s%s\n", st.bold, title, st.end, st.grey, r.identifier, r.Published,
			oneLine(orEmpty(r.Publisher)), st.end)
		if _, err := fmt.Fprintf(a.out, "    %s\n", r.Snippet); err != nil {
			return err
		}
	}
	if total > len(rows) {
		a.say("%d of %s; --limit shows more", len(rows), plural(total, "document", "documents"))
	}
	return nil
}
