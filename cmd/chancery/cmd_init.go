package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/sample"
)

// newSettings is the file of settings of a new record: every setting is there, as a comment.
func newSettings() string {
	text := "# Settings of this record. Flags and CHANCERY_SECTION_NAME in the environment stand above them.\n"
	section := ""
	for _, row := range settingsTable() {
		s, name := splitKey(row.key)
		if s != section {
			text += fmt.Sprintf("\n[%s]\n", s)
			section = s
		}
		text += fmt.Sprintf("# %s = %q  # %s\n", name, row.initial, row.meaning)
	}
	return text
}

func (a *app) initCommand() *cobra.Command {
	var demo bool
	cmd := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Make a record",
		Long: `Make a record: a folder with chancery.toml (settings) and record.db (all that is
kept). Without FOLDER the record is made in the current one. What is in the
folder already stays as it is.

With --demo the reports of the demonstration are read into it: some two hundred
on the diplomacy around Pakistan and Afghanistan from 2018 to 2025, written for
this program after public facts.`,
		Example: `  chancery init watch
  cd watch && chancery add ~/wire
  chancery init --demo demo`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := a.recordDir
			if len(args) == 1 {
				dir = args[0]
			}
			if dir == "" {
				dir = "."
			}
			if err := a.init(cmd.Context(), dir); err != nil || !demo {
				return err
			}
			a.recordDir = dir
			return a.addDemonstration(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&demo, "demo", false, "with the reports of the demonstration")
	return cmd
}

// addDemonstration reads the reports that the program carries into the record.
func (a *app) addDemonstration(ctx context.Context) error {
	var inputs inputFlags
	reader, err := a.reader(&inputs)
	if err != nil {
		return err
	}
	items := func(yield func(source.Item) bool) {
		for raw := range sample.Demonstration() {
			if !yield(source.Item{Raw: raw}) {
				return
			}
		}
	}
	began := a.now()
	sum, err := a.addItems(ctx, &inputs, reader, items, a.meter(0))
	if err != nil {
		return err
	}
	a.listFailures(sum.Failed, sum.Unlisted)
	a.say("%s", addedLine(sum, a.now().Sub(began)))
	return nil
}

func (a *app) init(ctx context.Context, dir string) error {
	if _, err := os.Stat(filepath.Join(dir, sqlite.File)); err == nil {
		return hinted(fmt.Errorf("%s is a record already", dir), "add reports with \"chancery add\"")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the record: %w", err)
	}
	store, err := sqlite.Create(ctx, dir)
	if err != nil {
		return recordError(dir, err)
	}
	if err := store.Close(); err != nil {
		return recordError(dir, err)
	}
	file := filepath.Join(dir, settingsFile)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(file, []byte(newSettings()), 0o644); err != nil {
			return fmt.Errorf("make the record: %w", err)
		}
	}
	a.say("made a record in %s", dir)
	return nil
}
