package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/export"
)

func (a *app) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the record in a form that other programs read",
		Long: `Write the record in a form that other programs read. Beside each file stands
NAME.metadata.json: what was asked for, of which record, how many rows, and what
the form cannot hold. docs/exports.md describes every format and its columns.

Our own columns begin with x_; --strict leaves them out.`,
		Example: `  chancery export events -o events.csv
  chancery export events Pakistan~India 2025 -o events.parquet
  chancery export polecat --time 2025 -o polecat.txt
  chancery export ics --of meeting -o agenda.ics
  chancery export gexf type=ASSAULT --min-origins 2 -o network.gexf`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, f := range export.Formats() {
		if f.Kind != "" {
			cmd.AddCommand(a.exportFormatCommand(f))
		}
	}
	cmd.AddCommand(a.exportTableCommand(export.CSV), a.exportTableCommand(export.Parquet), a.exportJSONLCommand())
	return cmd
}

func (a *app) exportJSONLCommand() *cobra.Command {
	var file string
	var filter filterFlags
	var text, factsOnly bool
	cmd := &cobra.Command{
		Use:   "jsonl",
		Short: "Write all documents, facts and entries of the ledger, one JSON object a line",
		Long: `Write all documents and facts, one JSON object a line, in the order in which the
reports were added: the form of "chancery read --format jsonl". A text that was
found in several places is written as several documents, its facts once.

What holds across reports follows: events and claims that several reports tell,
disputes, series of figures, follow-ups and stories that stand on at least one of
these documents, and without a filter the ids that are no longer in use.`,
		Example: `  chancery export jsonl --text -o record.jsonl`,
		Args:    cobra.NoArgs,
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
			o := export.Options{Filter: f, Text: text}
			if ledger, ok := store.(keep.LedgerStore); ok && !factsOnly {
				o.Ledger = ledger
			}
			about := &export.Metadata{Format: "jsonl", Query: flagsGiven(cmd)}
			if err := describe(cmd.Context(), store, about); err != nil {
				return err
			}
			return a.exportFile(file, about, func(w io.Writer) error {
				lines := &lineCounter{w: w}
				err := export.JSONL(cmd.Context(), store, lines, o)
				about.Rows = lines.lines
				return err
			})
		},
	}
	filter.register(cmd)
	cmd.Flags().StringVarP(&file, "output", "o", "", "write to this `file` (default: standard output)")
	cmd.Flags().BoolVar(&text, "text", false, "the text within each document")
	cmd.Flags().BoolVar(&factsOnly, "facts-only", false, "without what holds across reports")
	return cmd
}

// toFile gives write a new file, or standard output for "" and "-". A file that could not be finished is removed.
func (a *app) toFile(name string, write func(io.Writer) error) error {
	if name == "" || name == "-" {
		out := bufio.NewWriterSize(a.out, 64<<10)
		if err := write(out); err != nil {
			return err
		}
		return out.Flush()
	}
	f, err := a.createFile(name)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	out := bufio.NewWriterSize(f, 64<<10)
	err = write(out)
	if err == nil {
		err = out.Flush()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return errors.Join(fmt.Errorf("export to %s: %w", name, err), os.Remove(name))
	}
	return nil
}
