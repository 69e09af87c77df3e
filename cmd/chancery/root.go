package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

// streams are the three files of a process.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// app is one call of the program: its surroundings, its flags and its settings.
type app struct {
	streams
	env     func(string) string
	now     func() time.Time
	started bool // the command line was understood
	stop    chan struct{}

	recordDir string
	verbose   bool
	quiet     bool
	noColor   bool
	progress  string
	listing   listingFlags
	settings  *settings
}

// run carries out one command line and gives the exit code.
func run(args []string, s streams, env func(string) string, now func() time.Time) int {
	a := &app{streams: s, env: env, now: now, stop: make(chan struct{})}
	root := a.rootCommand()
	root.SetArgs(withoutMinus(args))
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	ctx, cancel := a.interruptible()
	defer cancel()
	err := root.ExecuteContext(ctx)
	return a.exit(err)
}

// interruptible gives a context that ends at the second interrupt; the first closes a.stop, so that a command can
// finish what is in hand.
func (a *app) interruptible() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		for n := 0; ; n++ {
			select {
			case <-done:
				return
			case <-signals:
			}
			switch n {
			case 0:
				close(a.stop)
				fmt.Fprintln(a.err, "chancery: stopping: what is in hand is finished first (again to stop at once)")
			case 1:
				cancel()
				// What waits for foreign bytes (a pipe that nobody writes to) hears no context. What was reported as done
				// is in the record, so the process may end here.
				time.AfterFunc(time.Second, func() { os.Exit(exitInterrupted) })
			}
		}
	}()
	var once sync.Once
	return ctx, func() { once.Do(func() { signal.Stop(signals); close(done); cancel() }) }
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "chancery",
		Short: "Read news reports and keep a record that can be checked",
		Long: `chancery reads news reports and keeps a record that can be checked:
who did what to whom, when, where and according to whom.

A record is a folder. Commands work on the record in the current folder or one
above it, or on the one named with -C. "chancery read" needs no record.

EXIT STATUS
  0 done · 1 failed, or nothing could be read · 2 bad usage
  3 done, but some inputs could not be read
  4 not found · 5 verification failed · 10 no record here · 11 record locked
  12 record from a newer version · 130 interrupted`,
		Example: `  chancery read report.html              what one report says, without a record
  chancery init watch && cd watch        make a record
  chancery add ~/wire                    read a folder into it
  chancery search '"border crossing"'    find words`,
		Version:           programVersion(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		DisableAutoGenTag: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			a.started = true
			if err := a.listing.check(); err != nil {
				return err
			}
			return a.load(cmd)
		},
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&a.recordDir, "record", "C", "", "work on the record in this `folder`")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but errors on standard error")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "say more on standard error")
	flags.BoolVar(&a.noColor, "no-color", false, "no colours (also: NO_COLOR)")
	flags.StringVar(&a.progress, "progress", "", "progress on standard error: `auto|plain|json|off`")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{err: err, command: cmd.CommandPath()}
	})
	root.AddCommand(
		a.initCommand(), a.addCommand(), a.readCommand(), a.parseCommand(), a.timeCommand(), a.statusCommand(), a.reportCommand(), a.searchCommand(),
		a.exportCommand(), a.verifyCommand(), a.backupCommand(), a.configCommand(), a.versionCommand(), a.evalCommand(),
		a.knowledgeCommand(), a.actorCommand(), a.placeCommand(), a.lexiconCommand(), a.codebookCommand(),
		a.eventCommand(), a.claimCommand(), a.disputeCommand(), a.figureCommand(), a.storyCommand(), a.relationCommand(), a.timelineCommand(), a.agendaCommand(), a.digestCommand(),
		a.briefCommand(), a.whyCommand(), a.showCommand(), a.citeCommand(), a.statsCommand(), a.runCommand(), a.rerunCommand(), a.serveCommand(), a.demoCommand(), a.tokenCommand(),
	)
	root.SetVersionTemplate("chancery {{.Version}}\n")
	root.SetHelpCommand(helpCommand(root))
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Short = "Write the completion script of a shell"
			c.Args = cobra.NoArgs
			c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			c.Long = `Write the completion script of a shell: commands, flags, settings and the ids of
reports are completed then.`
			c.Example = `  source <(chancery completion bash)
  chancery completion fish > ~/.config/fish/completions/chancery.fish`
		}
	}
	return root
}

// helpCommand explains a command, and refuses one that is not there.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || cmd == nil || len(rest) > 0 {
				return usage("no command %q; \"chancery help\" lists them", strings.Join(args, " "))
			}
			return cmd.Help()
		},
	}
}

// findRecord gives the folder of the record: the one named, or the nearest at or above the current one.
func (a *app) findRecord() (string, error) {
	if dir := a.recordDir; dir != "" {
		return dir, nil
	}
	if dir := a.env("CHANCERY_RECORD"); dir != "" {
		return dir, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the record: %w", err)
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, sqlite.File)); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", hinted(fmt.Errorf("%w: neither %s nor a folder above it", keep.ErrNoRecord, here),
				`make one with "chancery init" or name one with -C`)
		}
	}
}

// open gives the record's store.
func (a *app) open(ctx context.Context, readOnly bool) (keep.Store, error) {
	dir, err := a.findRecord()
	if err != nil {
		return nil, err
	}
	store, err := sqlite.Open(ctx, dir, sqlite.Options{ReadOnly: readOnly})
	if err != nil {
		return nil, recordError(dir, err)
	}
	return store, nil
}

// today is the date of now in the reader's time zone. It is used to judge and to select, never kept.
func (a *app) today() string { return a.now().Format(time.DateOnly) }

// stopped tells whether the first interrupt came.
func (a *app) stopped() bool {
	select {
	case <-a.stop:
		return true
	default:
		return false
	}
}

// say writes a line to standard error unless the user asked for quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.err, format+"\n", args...)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%s %s", thousands(n), many)
}

// thousands writes a count with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}
