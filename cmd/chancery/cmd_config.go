package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show and change settings",
		Long: `Show and change settings.

A flag stands above CHANCERY_SECTION_NAME in the environment, that above
chancery.toml in the record, that above chancery/chancery.toml in the user's
folder for settings, that above the default.`,
		Example: `  chancery config list --show-origin
  chancery config set run.jobs 4
  CHANCERY_RUN_JOBS=1 chancery config get run.jobs`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var origin, global bool
	list := &cobra.Command{
		Use: "list", Short: "List all settings", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.listSettings(origin) },
	}
	list.Flags().BoolVar(&origin, "show-origin", false, "where each value comes from")
	a.listing.register(list)
	get := &cobra.Command{
		Use: "get KEY", Short: "Print one setting", Args: cobra.ExactArgs(1), ValidArgsFunction: a.completeSettings,
		RunE: func(_ *cobra.Command, args []string) error {
			v, ok := a.settings.values[args[0]]
			if !ok {
				return usage("unknown setting %q; the nearest is %q", args[0], a.settings.nearest(args[0]))
			}
			_, err := fmt.Fprintln(a.out, v.text)
			return err
		},
	}
	set := &cobra.Command{
		Use: "set KEY VALUE", Short: "Write one setting to the record's file", Args: cobra.ExactArgs(2),
		ValidArgsFunction: a.completeSettings,
		RunE:              func(_ *cobra.Command, args []string) error { return a.writeSetting(args[0], args[1], global) },
	}
	set.Flags().SetInterspersed(false) // a value may begin with a minus
	set.Flags().BoolVar(&global, "global", false, "write to the user's file instead of the record's")
	cmd.AddCommand(list, get, set)
	return cmd
}

func (a *app) completeSettings(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var keys []string
	if len(args) == 0 {
		for _, row := range settingsTable() {
			keys = append(keys, row.key+"\t"+row.meaning)
		}
	}
	return keys, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) listSettings(origin bool) error {
	type row struct {
		Key     string `json:"key"`
		Value   string `json:"value"`
		Origin  string `json:"origin"`
		Meaning string `json:"meaning"`
	}
	columns := []column[row]{
		{name: "key", text: func(r row) string { return r.Key }},
		{name: "value", text: func(r row) string { return r.Value }},
		{name: "meaning", text: func(r row) string { return r.Meaning }},
	}
	if origin {
		columns = append(columns, column[row]{name: "origin", text: func(r row) string { return r.Origin }})
	}
	var rows []row
	for _, key := range a.settings.order {
		v := a.settings.values[key]
		rows = append(rows, row{key, v.text, v.origin, v.meaning})
	}
	return list(a, columns, all(rows))
}

// writeSetting changes one line of a settings file and leaves all others, comments too, as they are.
func (a *app) writeSetting(key, text string, global bool) error {
	if err := a.settings.set(key, text, "the command line"); err != nil {
		return &usageError{err: err}
	}
	file := filepath.Join(a.configHome(), "chancery", settingsFile)
	if !global {
		dir, err := a.findRecord()
		if err != nil {
			return err
		}
		file = filepath.Join(dir, settingsFile)
	}
	before, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("settings: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	section, name := splitKey(key)
	if err := os.WriteFile(file, []byte(withSetting(string(before), section, name, text)), 0o644); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	a.say("%s = %s in %s", key, text, file)
	return nil
}

// withSetting gives the file with the setting in its section: its line replaced, or added, or with a new section.
func withSetting(file, section, name, text string) string {
	assignment := fmt.Sprintf("%s = %q", name, text)
	var lines []string
	if trimmed := strings.TrimRight(file, "\n"); trimmed != "" {
		lines = strings.Split(trimmed, "\n")
	}
	current, header := "", -1
	for i, line := range lines {
		t := strings.TrimSpace(line)
		if strings.HasPrefix(t, "[") {
			current = strings.TrimSpace(strings.Trim(strings.SplitN(t, "#", 2)[0], "[] \t"))
			if current == section {
				header = i
			}
			continue
		}
		key, _, ok := strings.Cut(t, "=")
		if current == section && ok && strings.TrimSpace(key) == name {
			lines[i] = assignment
			return strings.Join(lines, "\n") + "\n"
		}
	}
	switch {
	case header >= 0:
		lines = append(lines[:header+1], append([]string{assignment}, lines[header+1:]...)...)
	case len(lines) > 0:
		lines = append(lines, "", "["+section+"]", assignment)
	default:
		lines = []string{"[" + section + "]", assignment}
	}
	return strings.Join(lines, "\n") + "\n"
}
