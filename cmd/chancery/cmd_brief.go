package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/brief"
	"github.com/chancery-project/chancery/internal/query"
)

func (a *app) briefCommand() *cobra.Command {
	var flags selectFlags
	var output, title string
	cmd := &cobra.Command{
		Use:   "brief FILTER...",
		Short: "Write a brief of a matter: what happened, what is disputed, figures, what is due, with numbered sources",
		Long: `Write a brief of a matter: what happened, what is disputed, figures, what was
announced, and how much was read. No sentence stands without the numbers of its
sources, and each source is given with its words.

The form follows the name of the file: .md or .html; without -o it is Markdown.`,
		Example: `  chancery brief Pakistan~Afghanistan 2025-10 -o october.html
  chancery brief side=Iran type=ASSAULT,THREATEN time=2025-06`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.selection(cmd, &flags, args)
			if err != nil {
				return err
			}
			if !s.Has() {
				return usage("say what the brief is about: Pakistan~Afghanistan, 2025-10, actor=Iran")
			}
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			if title == "" {
				title = brief.Title(s, v.title)
			}
			b, err := brief.Of(cmd.Context(), v, title, s.String(), func(kind string) keep.GroupFilter { return ledger.Filter(kind, s, v.names) })
			if err != nil {
				return err
			}
			return a.writeBrief(b, output)
		},
	}
	flags.register(cmd, eventKeys()...)
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE`.md or FILE.html")
	cmd.Flags().StringVar(&title, "title", "", "the title of the brief")
	return cmd
}

func (a *app) writeBrief(b *brief.Brief, output string) error {
	write, err := briefForm(b, output)
	if err != nil {
		return err
	}
	if output == "" || output == "-" {
		return write(a.out)
	}
	var page bytes.Buffer
	if err := write(&page); err != nil {
		return err
	}
	f, err := a.createFile(output)
	if err != nil {
		return err
	}
	_, err = f.Write(page.Bytes())
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		a.say("wrote %s: %s, %s", output, plural(len(b.Sections), "section", "sections"), plural(len(b.Sources), "source", "sources"))
	}
	return err
}

// briefForm gives the way to write a brief that fits the name of the file.
func briefForm(b *brief.Brief, output string) (func(io.Writer) error, error) {
	switch ext := strings.ToLower(filepath.Ext(output)); ext {
	case "", ".md", ".markdown":
		return b.Markdown, nil
	case ".html", ".htm":
		return b.HTML, nil
	default:
		return nil, usage("-o %s: a brief is written as .md or .html", output)
	}
}

func (a *app) digestCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "digest [DATE]",
		Short: "What the reports of a day tell: what is new, what is told again, what is due",
		Long: `What the reports of a day tell: what is new in them, what is told again, which
disputes opened, and what is due in the week behind it. Without DATE it is the
latest day on which a report of the record was published.`,
		Example: `  chancery digest
  chancery digest 2025-10-12 -o digest.html`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			status, err := v.Status(cmd.Context())
			if err != nil {
				return err
			}
			day := status.Last
			if len(args) == 1 {
				r, err := query.ParseRange(args[0], a.now())
				if err != nil {
					return &usageError{err: err, command: cmd.CommandPath()}
				}
				if day = r.From; r.From != r.To || day == "" {
					return usage("%s: a digest is of one day, such as 2025-10-12", args[0])
				}
			}
			if _, err := time.Parse(time.DateOnly, day); err != nil {
				return hinted(fmt.Errorf("the record holds no dated report"), "give reports a date with --date, or name a day")
			}
			b, err := brief.Digest(cmd.Context(), v, day)
			if err != nil {
				return err
			}
			return a.writeBrief(b, output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE`.md or FILE.html")
	return cmd
}
