package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/flow/publish/access"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// inputFlags say what inputs are and what is known about them; add and read share them.
type inputFlags struct {
	date     string
	source   string
	url      string
	language string
	format   string
	mapping  []string
	jobs     int
	timeout  string
	textOnly bool // add alone
	today    string
	follow   bool
	known    knowledgeFlags
}

func (f *inputFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVarP(&f.date, "date", "d", "", "date of publication of every input: `YYYY-MM-DD`")
	flags.StringVar(&f.source, "source", "", "publisher of every input")
	flags.StringVar(&f.url, "url", "", "address of the input")
	flags.StringVar(&f.language, "language", "", "language of every input, as an ISO 639-1 code")
	flags.StringVar(&f.format, "as", "", "format of every input: `text|markdown|html|mail|docx|pdf`")
	flags.StringArrayVar(&f.mapping, "map", nil, "column of a table for a field: `text=Body` (repeat)")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "reports read at once (default: run.jobs)")
	flags.BoolVar(&f.follow, "follow-links", false, "follow symbolic links that lead out of a folder")
	flags.StringVar(&f.today, "today", "", "the day behind which no date of publication is believed: `YYYY-MM-DD` (default: today)")
	f.known.register(flags)
	flags.StringVar(&f.timeout, "timeout", "", "how long one report may take (default: run.timeout)")
}

// given is what the flags say about every input.
func (f *inputFlags) given() (text.Given, error) {
	g := text.Given{Publisher: f.source, URL: f.url, Language: strings.ToLower(f.language)}
	if f.language != "" && !extract.KnownLanguage(g.Language) {
		return g, usage("--language %s: want a code of ISO 639-1, as in en, ur, ar", f.language)
	}
	if f.date != "" {
		if _, err := time.Parse(time.DateOnly, f.date); err != nil {
			return g, usage("--date %s: want a day of the calendar as YYYY-MM-DD", f.date)
		}
		g.Dates = []text.GivenDate{{Text: f.date, From: record.DateFromFlag, Where: "--date"}}
	}
	return g, nil
}

func (a *app) sourceOptions(f *inputFlags) (source.Options, error) {
	given, err := f.given()
	if err != nil {
		return source.Options{}, err
	}
	columns := map[string]string{}
	for _, m := range f.mapping {
		field, name, ok := strings.Cut(m, "=")
		if !ok || field == "" || name == "" {
			return source.Options{}, usage("--map %s: want field=column, as in text=Body", m)
		}
		columns[field] = name
	}
	if f.format != "" {
		if err := oneOf("text", "markdown", "html", "mail", "docx", "pdf")(f.format); err != nil {
			return source.Options{}, usage("--as %s: %w", f.format, err)
		}
	}
	if f.jobs < 0 || f.jobs > 256 {
		return source.Options{}, usage("--jobs %d: want a whole number from 0 to 256", f.jobs)
	}
	s := a.settings
	return source.Options{
		Follow: f.follow, Leave: a.recordFiles(),
		Map: columns, Given: given, Format: text.Format(f.format),
		Limits: source.Limits{
			MaxBytes: s.bytes("source.max_report"), MaxMembers: s.number("source.max_members"),
			MaxDepth: s.number("source.max_depth"), MaxTotal: s.bytes("source.max_total"),
		},
	}, nil
}

// recordFiles names the files of the record itself, which are no reports of the folder they lie in.
func (a *app) recordFiles() []string {
	dir, err := a.findRecord()
	if err != nil {
		return nil
	}
	var files []string
	for _, name := range []string{sqlite.File, sqlite.File + "-wal", sqlite.File + "-shm", sqlite.LockFile, settingsFile, access.File} {
		files = append(files, filepath.Join(dir, name))
	}
	return files
}

func (a *app) reader(f *inputFlags) (*flow.Reader, error) {
	timeout := a.settings.duration("run.timeout")
	if f.timeout != "" {
		if err := duration(f.timeout); err != nil {
			return nil, usage("--timeout %s: %w", f.timeout, err)
		}
		timeout, _ = time.ParseDuration(f.timeout) // checked above
	}
	today := a.today()
	if f.today != "" {
		if _, err := time.Parse(time.DateOnly, f.today); err != nil {
			return nil, usage("--today %s: want a day of the calendar as YYYY-MM-DD", f.today)
		}
		today = f.today
	}
	options := flow.ReaderOptions{Extract: extract.Options{Today: today}, Timeout: timeout, Knowledge: a.world(&f.known)}
	if f.textOnly {
		options.Wanted = []text.Layer{}
	}
	return flow.NewReader(options)
}

func (a *app) jobs(f *inputFlags) int {
	if f.jobs > 0 {
		return f.jobs
	}
	return a.settings.number("run.jobs")
}

// listFailures writes the inputs that could not be read, each on a line, to standard error.
func (a *app) listFailures(failed []flow.Failed, more int) {
	for _, f := range failed {
		fmt.Fprintf(a.err, "chancery: %s\n", oneLine(f.Error()))
		if a.verbose && f.Detail != "" {
			fmt.Fprintln(a.err, f.Detail)
		}
	}
	if more > 0 {
		fmt.Fprintf(a.err, "chancery: and %s; \"chancery status --failures\" lists them all\n", plural(more, "more", "more"))
	}
}
