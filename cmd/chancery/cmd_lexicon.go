package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/derive/event"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/score/examples"
	"github.com/chancery-project/chancery/internal/text"
)

func (a *app) lexiconCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "The words that tell of acts: check them, see how a sentence is read",
		Long: `The words that tell of acts, with the type each gives, where its sides stand and
what must hold for it. internal/knowledge/lexicon/data/README.md has the form.`,
		Args: cobra.NoArgs,
	}
	cmd.AddCommand(a.lexiconCheckCommand(), a.lexiconExplainCommand())
	return cmd
}

func (a *app) lexiconCheckCommand() *cobra.Command {
	var family string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the lexicon and try every example that it carries",
		Long: `Check the lexicon and try every example that it carries. Faults of the files are
listed with file, line, column and what to do; then the sentences in which a
frame is not found as its example says. Ends with status 5 when there are any.`,
		Example: `  chancery lexicon check
  chancery lexicon check --family assault`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			acts, err := lexicon.Load()
			var faults knowledge.Faults
			if errors.As(err, &faults) {
				return a.listFaults(faults)
			}
			if err != nil {
				return err
			}
			reader, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Events}})
			if err != nil {
				return err
			}
			of := func(x lexicon.Example) bool { return family == "" || strings.HasPrefix(x.Frame.ID, family+".") }
			misses, err := examples.Run(cmd.Context(), reader, acts, of)
			if err != nil {
				return err
			}
			a.say("%s, %s, %s, %d of them failing", plural(len(acts.Frames()), "frame", "frames"),
				plural(len(acts.All()), "trigger", "triggers"), plural(len(acts.Examples()), "example", "examples"), len(misses))
			return a.listMisses(misses)
		},
	}
	a.listing.register(cmd)
	cmd.Flags().StringVar(&family, "family", "", "try the examples of one `family` of frames")
	return cmd
}

// exampleRow is an example that fails, in the form for programs.
type exampleRow struct {
	File  string   `json:"file"`
	Line  int      `json:"line"`
	Frame string   `json:"frame"`
	Want  string   `json:"want"`
	Found []string `json:"found"`
	Text  string   `json:"text"`
}

func (a *app) listMisses(misses []examples.Miss) error {
	if len(misses) == 0 {
		return nil
	}
	rows := make([]exampleRow, 0, len(misses))
	for _, m := range misses {
		rows = append(rows, exampleRow{m.Example.File, m.Example.Line, m.Example.Frame.ID, m.Example.Want, m.Found, m.Example.Text})
	}
	err := list(a, []column[exampleRow]{
		{name: "file", text: func(r exampleRow) string { return r.File }},
		{name: "line", text: func(r exampleRow) string { return fmt.Sprint(r.Line) }},
		{name: "frame", text: func(r exampleRow) string { return r.Frame }},
		{name: "want", text: func(r exampleRow) string { return r.Want }},
		{name: "found", text: func(r exampleRow) string { return strings.Join(r.Found, "; ") }},
		{name: "text", text: func(r exampleRow) string { return r.Text }},
	}, all(rows))
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: %s", errUnverified, plural(len(misses), "example fails", "examples fail"))
}

func (a *app) lexiconExplainCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "explain SENTENCE",
		Short:   "Show which senses of which words were tried on a sentence, and why each stands or not",
		Example: `  chancery lexicon explain "Russia's shelling of Kharkiv killed five civilians."`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			acts, err := lexicon.Load()
			if err != nil {
				return err
			}
			base, err := a.knowledge(nil)
			if err != nil {
				return err
			}
			stage, err := event.New(acts, base)
			if err != nil {
				return err
			}
			reader, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Events}})
			if err != nil {
				return err
			}
			reading, err := reader.Read(cmd.Context(), text.Raw{
				Path: "sentence", Format: text.Plain, Bytes: []byte(args[0]), Given: text.Given{Language: "en", LanguageSure: true},
			})
			if err != nil {
				return err
			}
			tried, err := stage.Explain(reading.Document)
			if err != nil {
				return err
			}
			return list(a, []column[event.Attempt]{
				{name: "word", text: func(t event.Attempt) string { return t.Word }},
				{name: "frame", text: func(t event.Attempt) string { return t.Frame }},
				{name: "bound", text: func(t event.Attempt) string { return t.Bound }},
				{name: "outcome", text: func(t event.Attempt) string { return t.Outcome }},
				{name: "entry", text: func(t event.Attempt) string { return t.Where }},
			}, all(tried))
		},
	}
	a.listing.register(cmd)
	return cmd
}
