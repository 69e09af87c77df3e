package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

func (a *app) statusCommand() *cobra.Command {
	var failures bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "What the record holds, and what could not be read",
		Example: `  chancery status
  chancery status --failures --tsv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := a.open(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			if failures {
				return a.listKeptFailures(cmd, store)
			}
			status, err := store.Status(cmd.Context())
			if err != nil {
				return err
			}
			if a.listing.machine() {
				b, err := encode(status)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.out, "%s\n", b)
				return err
			}
			return a.showStatus(status)
		},
	}
	a.listing.register(cmd)
	cmd.Flags().BoolVar(&failures, "failures", false, "list the inputs that could not be read, with the reasons")
	return cmd
}

func (a *app) listKeptFailures(cmd *cobra.Command, store keep.Store) error {
	columns := []column[keep.Failure]{
		{name: "input", text: func(f keep.Failure) string { return placeOf(f.Path, f.Member) }},
		{name: "stage", text: func(f keep.Failure) string { return f.Stage }},
		{name: "code", text: func(f keep.Failure) string { return f.Code }},
		{name: "message", text: func(f keep.Failure) string { return f.Message }},
	}
	return list(a, columns, store.Failures(cmd.Context()))
}

func placeOf(path, member string) string {
	if member == "" {
		return path
	}
	return path + "!" + member
}

// showStatus writes the counts for a person, or as rows of name and value where a form for rows is asked for.
func (a *app) showStatus(s keep.Status) error {
	lines := statusLines(s)
	if l := a.listing; l.csv || l.tsv || l.table || len(l.fields) > 0 {
		return list(a, []column[[2]string]{
			{name: "name", text: func(r [2]string) string { return r[0] }},
			{name: "value", text: func(r [2]string) string { return r[1] }},
		}, all(lines))
	}
	st := a.styles()
	for _, l := range lines {
		if _, err := fmt.Fprintf(a.out, "%s%-10s%s %s\n", st.grey, l[0], st.end, l[1]); err != nil {
			return err
		}
	}
	return nil
}

func statusLines(s keep.Status) [][2]string {
	lines := [][2]string{
		{"reports", thousands(s.Reports)},
		{"documents", fmt.Sprintf("%s different texts, %s bytes", thousands(s.Documents), thousands(int(s.Bytes)))},
		{"copies", fmt.Sprintf("%s in %s", thousands(s.Copies), plural(s.Groups, "group", "groups"))},
		{"published", dates(s)},
		{"languages", counts(s.Languages)},
		{"formats", counts(s.Formats)},
		{"facts", counts(without(s.Facts, "notice"))},
		{"notices", thousands(s.Facts["notice"])},
		{"ledger", counts(without(s.Ledger, "tombstone"))},
	}
	if s.Pending > 0 {
		lines = append(lines, [2]string{"pending", plural(s.Pending, "document is", "documents are") + ` not yet in what holds across reports; "chancery run" takes them up`})
	}
	if s.Unread > 0 {
		lines = append(lines, [2]string{"unread", plural(s.Unread, "document", "documents") + " in languages that are not analysed yet"})
	}
	if s.Failures > 0 {
		lines = append(lines, [2]string{"failures", plural(s.Failures, "input", "inputs") + ` could not be read; see "chancery status --failures"`})
	}
	return lines
}

func dates(s keep.Status) string {
	if s.First == "" {
		return "no dates known"
	}
	text := s.First + " to " + s.Last
	if s.Undated > 0 {
		text += fmt.Sprintf(", %s without a date", plural(s.Undated, "document", "documents"))
	}
	return text
}

// without gives the counts but for one.
func without(m map[string]int, key string) map[string]int {
	m = maps.Clone(m)
	delete(m, key)
	return m
}

// counts writes what there is most of first.
func counts(m map[string]int) string {
	if len(m) == 0 {
		return "none"
	}
	keys := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(m[b]-m[a], strings.Compare(a, b))
	})
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = fmt.Sprintf("%s %s", k, thousands(m[k]))
	}
	return strings.Join(parts, ", ")
}
