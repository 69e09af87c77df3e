package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
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
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Make a record",
		Long: `Make a record: a folder with chancery.toml (settings) and record.db (all that is
kept). Without FOLDER the record is made in the current one. What is in the
folder already stays as it is.`,
		Example: `  chancery init watch
  cd watch && chancery add ~/wire`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := a.recordDir
			if len(args) == 1 {
				dir = args[0]
			}
			if dir == "" {
				dir = "."
			}
			return a.init(cmd.Context(), dir)
		},
	}
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
