package main

import (
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
)

// gcPercent makes the collector work somewhat more often while adding: at 50,000 reports it takes a tenth off the memory
// and nothing off the speed that can be measured. GOGC in the environment stands above it.
const gcPercent = 50

func (a *app) addCommand() *cobra.Command {
	var inputs inputFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "add PATH...",
		Short: "Read reports into the record",
		Long: `Read reports into the record: files, folders (with all below), patterns, archives
(.zip .tar .tar.gz .tar.zst), mailboxes, and tables of articles (.jsonl .csv
.tsv), whose columns are found by their usual names. "-" is standard input.

Reports are read in the order of the arguments, folders in the order of names.
What is in the record already is passed over, so a run that was interrupted is
resumed by the same command. An input that cannot be read is listed and kept
as a failure with its reason; the others are read and the exit status is 3.`,
		Example: `  chancery add ~/wire/*.html
  chancery add --date 2025-08-23 --source "Wire" report.txt
  chancery add --map text=Body --map date=PubDate articles.csv
  zcat dump.jsonl.gz | chancery add -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a.listing.json = asJSON
			return a.add(cmd, args, &inputs, asJSON)
		},
	}
	inputs.register(cmd)
	cmd.Flags().BoolVar(&inputs.textOnly, "text-only", false, "keep and index the texts without reading them for facts")
	cmd.Flags().BoolVar(&asJSON, "json", false, "the summary as one JSON object on standard output")
	return cmd
}

func (a *app) add(cmd *cobra.Command, args []string, inputs *inputFlags, asJSON bool) error {
	options, err := a.sourceOptions(inputs)
	if err != nil {
		return err
	}
	if a.env("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	reader, err := a.reader(inputs)
	if err != nil {
		return err
	}
	n, exact := source.Count(args)
	if !exact {
		n = 0
	}
	began := a.now()
	sum, err := a.addItems(cmd.Context(), inputs, reader, source.Read(cmd.Context(), a.in, args, options), a.meter(n))
	a.listFailures(sum.Failed, sum.Unlisted)
	for _, p := range sum.Passed {
		a.say("chancery: %s", oneLine(p))
	}
	if asJSON {
		if err := a.writeSummary(sum); err != nil {
			return err
		}
	}
	a.say("%s", addedLine(sum, a.now().Sub(began)))
	switch {
	case err != nil:
		return a.addError(err)
	case sum.Stopped:
		a.say("%s", remains(n, sum.Seen))
		return errInterrupted
	case sum.Failures > 0 && sum.Reports == 0 && sum.Known == 0:
		return errNothing
	case sum.Failures > 0:
		return fmt.Errorf("%w: %s", errPartial, plural(sum.Failures, "input", "inputs"))
	}
	return nil
}

// addItems reads items into the record and joins what they tell with what is there.
func (a *app) addItems(ctx context.Context, inputs *inputFlags, reader *flow.Reader, items iter.Seq[source.Item], m *meter) (flow.Summary, error) {
	run, err := a.stamp(inputs)
	if err != nil {
		return flow.Summary{}, err
	}
	joined, err := kinds.Rules()
	if err != nil {
		return flow.Summary{}, err
	}
	store, err := a.open(ctx, false)
	if err != nil {
		return flow.Summary{}, err
	}
	adder := &flow.Adder{Store: store, Reader: reader, Workers: a.jobs(inputs), Notify: m.show, Run: run, Ledger: joined}
	sum, err := adder.Add(ctx, a.stop, items)
	m.end()
	if closeErr := store.Close(); err == nil {
		err = closeErr
	}
	return sum, err
}

// stamp says with what reports are read.
func (a *app) stamp(inputs *inputFlags) (keep.Run, error) {
	run := keep.Run{Program: programVersion()}
	if inputs.textOnly {
		return run, nil
	}
	run.Lexicon = ontology.Version() + "/" + lexicon.Version()
	base, err := a.world(&inputs.known)()
	if err != nil {
		return run, err
	}
	run.Knowledge = base.Version()
	return run, nil
}

func (a *app) addError(err error) error {
	dir, dirErr := a.findRecord()
	if dirErr != nil {
		return err
	}
	return recordError(dir, err)
}

func remains(total, seen int) string {
	if total > seen {
		return fmt.Sprintf("%s remain; the same command goes on there", plural(total-seen, "input", "inputs"))
	}
	return "the same command goes on where this one stopped"
}

func addedLine(s flow.Summary, took time.Duration) string {
	line := fmt.Sprintf("added %s", plural(s.Reports, "report", "reports"))
	if s.Copies > 0 {
		line += fmt.Sprintf(" (%s of others)", plural(s.Copies, "copy", "copies"))
	}
	if s.Known > 0 {
		line += fmt.Sprintf(", %s known already", thousands(s.Known))
	}
	if s.Failures > 0 {
		line += fmt.Sprintf(", %s unreadable", thousands(s.Failures))
	}
	return line + fmt.Sprintf(" in %s", took.Round(10*time.Millisecond))
}

func (a *app) writeSummary(s flow.Summary) error {
	b, err := encode(struct {
		Reports   int  `json:"reports"`
		Documents int  `json:"documents"`
		Copies    int  `json:"copies"`
		Known     int  `json:"known"`
		Failures  int  `json:"failures"`
		Stopped   bool `json:"stopped"`
	}{s.Reports, s.Documents, s.Copies, s.Known, s.Failures, s.Stopped})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", b)
	return err
}
