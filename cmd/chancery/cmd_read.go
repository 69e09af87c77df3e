package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/sample"
	"github.com/chancery-project/chancery/record"
)

// readFlags are the flags of read alone.
type readFlags struct {
	format string
	text   bool
	sample bool
	sure   float64
}

func (a *app) readCommand() *cobra.Command {
	var inputs inputFlags
	var flags readFlags
	cmd := &cobra.Command{
		Use:   "read [PATH...]",
		Short: "Read reports and print what they say, without a record",
		Long: `Read reports and print what they say, without a record: the text with what is
known of it, and all that was found. With --format jsonl the facts are printed
in the form in which they leave a record, one JSON object a line; positions are
bytes of the text, and every quote equals the bytes it names.

Without PATH, or with "-", the report is read from standard input.`,
		Example: `  chancery read --sample
  chancery read --date 2025-08-23 report.txt
  chancery read --format jsonl --text wire/*.html | jq .title
  echo "Qatar's foreign minister flew to Tehran on Monday." | chancery read`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), args, &inputs, &flags)
		},
	}
	inputs.register(cmd)
	cmd.Flags().StringVar(&flags.format, "format", "text", "`text|jsonl`")
	cmd.Flags().BoolVar(&flags.text, "text", false, "with jsonl: the text within each document")
	cmd.Flags().BoolVar(&flags.sample, "sample", false, "read the report that the program carries")
	cmd.Flags().Float64Var(&flags.sure, "min-confidence", 0, "leave out events that are less sure than `N`, from 0 to 1")
	return cmd
}

func (a *app) read(ctx context.Context, args []string, inputs *inputFlags, flags *readFlags) error {
	if err := oneOf("text", "jsonl")(flags.format); err != nil {
		return usage("--format %s: %w", flags.format, err)
	}
	if flags.sure < 0 || flags.sure > 1 {
		return usage("--min-confidence %v: want a number from 0 to 1", flags.sure)
	}
	a.listing.nl = flags.format == "jsonl"
	items, err := a.readItems(ctx, args, inputs, flags)
	if err != nil {
		return err
	}
	reader, err := a.reader(inputs)
	if err != nil {
		return err
	}
	var failed []flow.Failed
	n := 0
	err = flow.ReadAll(ctx, a.stop, reader, items, a.jobs(inputs), func(r *flow.Reading, f *flow.Failed) error {
		if f != nil {
			failed = append(failed, *f)
			return nil
		}
		n++
		return a.print(r, flags, n)
	})
	a.listFailures(failed, 0)
	switch {
	case err != nil:
		return err
	case a.stopped():
		return errInterrupted
	case len(failed) > 0 && n == 0:
		return errNothing
	case len(failed) > 0:
		return fmt.Errorf("%w: %s", errPartial, plural(len(failed), "input", "inputs"))
	}
	return nil
}

func (a *app) readItems(
	ctx context.Context, args []string, inputs *inputFlags, flags *readFlags,
) (iter.Seq[source.Item], error) {
	options, err := a.sourceOptions(inputs)
	if err != nil {
		return nil, err
	}
	if flags.sample {
		if len(args) > 0 {
			return nil, usage("--sample takes no PATH")
		}
		raw := sample.Report()
		raw.Given = options.Given
		return func(yield func(source.Item) bool) { yield(source.Item{Raw: raw}) }, nil
	}
	if len(args) == 0 {
		if isTerminal(a.in) {
			return nil, usage("nothing to read: name a file, pipe text in, or try --sample")
		}
		args = []string{"-"}
	}
	return source.Read(ctx, a.in, args, options), nil
}

func (a *app) print(r *flow.Reading, flags *readFlags, n int) error {
	entries := slices.DeleteFunc(r.Entries(), func(e record.Entry) bool {
		event, ok := e.(*record.Event)
		return ok && event.Confidence < flags.sure
	})
	doc, ok := entries[0].(*record.Document)
	if !ok {
		return errors.New("internal error: a reading does not begin with its document")
	}
	if flags.format == "text" {
		if n > 1 {
			fmt.Fprintln(a.out)
		}
		return a.showReport(a.out, doc, r.Document.Text, entries[1:])
	}
	if flags.text {
		doc.Text = r.Document.Text
	}
	w := record.NewWriter(a.out)
	for _, e := range entries {
		if err := w.Write(e); err != nil {
			return err
		}
	}
	return nil
}
