package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// filterFlags choose reports; the commands that list and search share them.
type filterFlags struct {
	time      string
	language  string
	publisher string
	path      string
	copies    string
	limit     int
	after     int64
}

func (f *filterFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.time, "time", "", "published in `A..B`: 2025-08, 2025-08-01..2025-08-20, -30d")
	flags.StringVar(&f.language, "language", "", "in this language")
	flags.StringVar(&f.publisher, "source", "", "of this publisher")
	flags.StringVar(&f.path, "path", "", "with this in the path")
	flags.StringVar(&f.copies, "copies", "", "only copies of others, or none of them: `only|none`")
	flags.IntVar(&f.limit, "limit", 0, "at most so many")
}

func (a *app) filter(f *filterFlags) (keep.Filter, error) {
	published, err := query.ParseRange(f.time, a.now())
	if err != nil {
		return keep.Filter{}, usage("--time: %w", err)
	}
	out := keep.Filter{
		Published: published, Language: f.language, Publisher: f.publisher, Path: f.path, Limit: f.limit, After: f.after,
	}
	if f.copies != "" {
		if err := oneOf("only", "none")(f.copies); err != nil {
			return keep.Filter{}, usage("--copies %s: %w", f.copies, err)
		}
		only := f.copies == "only"
		out.Copies = &only
	}
	if f.limit < 0 {
		return keep.Filter{}, usage("--limit %d: want a number of rows", f.limit)
	}
	return out, nil
}

func (a *app) reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: "List and show the reports of the record",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.reportListCommand(), a.reportShowCommand())
	return cmd
}

func (a *app) reportListCommand() *cobra.Command {
	var filter filterFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List reports in the order in which they were added",
		Example: `  chancery report list --time 2025-08 --copies none
  chancery report list --nl | jq -r .url`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := a.filter(&filter)
			if err != nil {
				return err
			}
			store, err := a.open(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			return list(a, reportColumns(), documents(store.Reports(cmd.Context(), f)))
		},
	}
	filter.register(cmd)
	cmd.Flags().Int64Var(&filter.after, "after", 0, "only reports added after the one with this number")
	a.listing.register(cmd)
	return cmd
}

func reportColumns() []column[*record.Document] {
	return []column[*record.Document]{
		{
			name: "id", text: func(d *record.Document) string { return string(d.ID) },
			short: func(d *record.Document) string { return d.ID.Short() },
		},
		{name: "published", text: func(d *record.Document) string { return d.Published }},
		{name: "language", text: func(d *record.Document) string { return d.Language }},
		{
			name: "copy_of", text: func(d *record.Document) string { return string(copyOf(d)) },
			short: func(d *record.Document) string { return shortID(copyOf(d)) },
		},
		{name: "publisher", text: func(d *record.Document) string { return orEmpty(d.Publisher) }},
		{name: "title", text: func(d *record.Document) string { return d.Title }},
		{name: "path", text: place},
		{name: "author", text: func(d *record.Document) string { return orEmpty(d.Author) }, wide: true},
		{name: "url", text: func(d *record.Document) string { return orEmpty(d.URL) }, wide: true},
		{name: "published_from", text: func(d *record.Document) string { return string(d.PublishedFrom) }, wide: true},
		{name: "format", text: func(d *record.Document) string { return d.Format }, wide: true},
		{name: "bytes", text: func(d *record.Document) string { return strconv.Itoa(d.Bytes) }, wide: true},
	}
}

// copyOf gives the origin of a copy, "" for a document that is none.
func copyOf(d *record.Document) record.DocumentID {
	if d.Copy == nil || d.Copy.Origin == d.ID {
		return ""
	}
	return d.Copy.Origin
}

func shortID(id record.DocumentID) string {
	if id == "" {
		return ""
	}
	return id.Short()
}

func documents(rows iter.Seq2[keep.Row, error]) iter.Seq2[*record.Document, error] {
	return func(yield func(*record.Document, error) bool) {
		for row, err := range rows {
			if !yield(&row.Document, err) || err != nil {
				return
			}
		}
	}
}

func (a *app) reportShowCommand() *cobra.Command {
	var format string
	var text, raw, copies bool
	var at int
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show one report: what is known of it, its text, what was read",
		Long: `Show one report: what is known of it, its text with the furniture marked, and
all that was read from it. ID is that of the document, or its beginning.`,
		Example: `  chancery report show d_9f2c
  chancery report show d_9f2c --format jsonl --text
  chancery report show d_9f2c --raw > page.html`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeReports,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("text", "jsonl")(format); err != nil {
				return usage("--format %s: %w", format, err)
			}
			store, err := a.open(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			rows, err := store.Report(cmd.Context(), args[0])
			if err != nil {
				return hinted(fmt.Errorf("report %s: %w", args[0], err), `"chancery report list" shows the ids`)
			}
			if at < 1 || at > len(rows) {
				return usage("--place %d: the text was found in %s", at, plural(len(rows), "place", "places"))
			}
			switch {
			case raw:
				b, err := store.Raw(cmd.Context(), rows[at-1].Number)
				if err != nil {
					return err
				}
				_, err = a.out.Write(b)
				return err
			case copies:
				return a.showCopies(cmd.Context(), store, rows[0].Document.ID)
			}
			return a.showKept(cmd.Context(), store, rows, format, text)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`text|jsonl`")
	cmd.Flags().BoolVar(&text, "text", false, "with jsonl: the text within the document")
	cmd.Flags().BoolVar(&raw, "raw", false, "the bytes as they were found")
	cmd.Flags().IntVar(&at, "place", 1, "with raw: which of the places where the text was found")
	cmd.Flags().BoolVar(&copies, "copies", false, "the documents with nearly the same text, the origin first")
	return cmd
}

func (a *app) showCopies(ctx context.Context, store keep.Store, id record.DocumentID) error {
	rows, err := store.Copies(ctx, id)
	if err != nil {
		return err
	}
	columns := append(reportColumns(), column[*record.Document]{name: "similarity", text: func(d *record.Document) string {
		if d.Copy == nil {
			return ""
		}
		return fmt.Sprintf("%.2f", d.Copy.Similarity)
	}})
	docs := make([]*record.Document, len(rows))
	for i := range rows {
		docs[i] = &rows[i].Document
	}
	return list(a, columns, all(docs))
}

// showKept prints the document once for each place where it was found, and its facts once.
func (a *app) showKept(ctx context.Context, store keep.Store, rows []keep.Row, format string, withText bool) error {
	doc := rows[0].Document
	text, err := store.Text(ctx, doc.ID)
	if err != nil {
		return err
	}
	facts, err := store.Facts(ctx, doc.ID)
	if err != nil {
		return err
	}
	if format == "text" {
		if err := a.showReport(a.out, &doc, text, facts); err != nil {
			return err
		}
		return a.showOtherPlaces(rows)
	}
	w := record.NewWriter(a.out)
	for i := range rows {
		d := rows[i].Document
		if withText {
			d.Text = text
		}
		if err := w.Write(&d); err != nil {
			return err
		}
	}
	for _, f := range facts {
		if err := w.Write(f); err != nil {
			return err
		}
	}
	return nil
}

// showOtherPlaces says where else a text was found, and what is known of it there.
func (a *app) showOtherPlaces(rows []keep.Row) error {
	for i, row := range rows[1:] {
		if _, err := fmt.Fprintf(a.out, "\nalso found (--place %d):\n", i+2); err != nil {
			return err
		}
		st := a.styles()
		for _, l := range headLines(&row.Document)[1:] {
			fmt.Fprintf(a.out, "%s%-10s%s %s\n", st.grey, l[0], st.end, oneLine(l[1]))
		}
	}
	return nil
}

// completeReports offers ids of reports for completion in the shell.
func (a *app) completeReports(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	const most = 200
	if len(args) > 0 || a.load(cmd) != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	store, err := a.open(context.Background(), true)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	defer store.Close()
	var ids []string
	for row, err := range store.Reports(context.Background(), keep.Filter{Limit: most}) {
		if err != nil {
			break
		}
		ids = append(ids, row.Document.ID.Short()+"\t"+oneLine(row.Document.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// createFile makes the file that a command was told to write to; "" and "-" are standard output.
func (a *app) createFile(name string) (*os.File, error) {
	if _, err := os.Stat(name); err == nil {
		return nil, hinted(fmt.Errorf("%s is there already", name), "name another file or remove it first")
	}
	return os.Create(name)
}
