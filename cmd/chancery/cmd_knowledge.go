package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/knowledge"
)

// knowledgeFolder is the folder of a record that holds the user's own knowledge.
const knowledgeFolder = "knowledge"

func (a *app) knowledgeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "knowledge",
		Short: "What the program knows of the world: check it, look things up",
		Long: `What the program knows of the world: states, institutions, groups, people with
dated roles, nouns and places. Files in the folder "knowledge" of the record are
laid over what is built in; docs/knowledge.md has their form.`,
		Args: cobra.NoArgs,
	}
	cmd.AddCommand(a.knowledgeCheckCommand(), a.knowledgeShowCommand(), a.knowledgeFindCommand())
	return cmd
}

// knowledgeFlags name folders of knowledge over that of the record. What they lead to is loaded once.
type knowledgeFlags struct {
	folders []string
	load    flow.World
}

func (f *knowledgeFlags) register(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.folders, "knowledge", nil, "a `folder` of knowledge files over those of the record (repeat)")
}

// world gives what the program knows, over it what the record's folder holds, if there is a record, and over that the
// folders that the flags name. Faults are listed on standard error.
func (a *app) world(f *knowledgeFlags) flow.World {
	if f.load == nil {
		f.load = sync.OnceValues(func() (*knowledge.Base, error) { return a.knowledge(f.folders) })
	}
	return f.load
}

// maxFaults is how many faults of knowledge files a command lists that only needs them.
const maxFaults = 100

func (a *app) knowledge(folders []string) (*knowledge.Base, error) {
	var layers []knowledge.Layer
	dir, err := a.findRecord()
	switch {
	case err == nil:
		layers = append(layers, knowledge.Layer{Name: knowledgeFolder, Files: os.DirFS(filepath.Join(dir, knowledgeFolder))})
	case !errors.Is(err, keep.ErrNoRecord):
		return nil, err
	}
	more, err := namedFolders(folders)
	if err != nil {
		return nil, err
	}
	base, err := knowledge.LoadLayers(append(layers, more...)...)
	var faults knowledge.Faults
	if !errors.As(err, &faults) {
		return base, err
	}
	for _, fault := range faults[:min(maxFaults, len(faults))] {
		fmt.Fprintf(a.err, "chancery: %s\n", oneLine(fault.String()))
	}
	return nil, hinted(fmt.Errorf("%w: %s", errKnowledge, plural(len(faults), "fault", "faults")), `"chancery knowledge check" lists them as a table`)
}

// namedFolders gives the layers of folders, each of which must be there.
func namedFolders(folders []string) ([]knowledge.Layer, error) {
	var layers []knowledge.Layer
	for _, folder := range folders {
		info, err := os.Stat(folder)
		if err == nil && !info.IsDir() {
			err = errors.New("not a folder")
		}
		if err != nil {
			return nil, usage("knowledge %s: %w", folder, err)
		}
		layers = append(layers, knowledge.Layer{Name: filepath.ToSlash(filepath.Clean(folder)), Files: os.DirFS(folder)})
	}
	return layers, nil
}

// checked loads the folders over what is built in, without the record's; without folders the record's.
func (a *app) checked(folders []string) (*knowledge.Base, error) {
	if len(folders) > 0 {
		layers, err := namedFolders(folders)
		if err != nil {
			return nil, err
		}
		return knowledge.LoadLayers(layers...)
	}
	dir, err := a.findRecord()
	if errors.Is(err, keep.ErrNoRecord) {
		return knowledge.Load()
	}
	if err != nil {
		return nil, err
	}
	return knowledge.Load(os.DirFS(filepath.Join(dir, knowledgeFolder)))
}

// faultRow is a fault in the form for programs.
type faultRow struct {
	File  string `json:"file"`
	Line  int    `json:"line"`
	Field string `json:"field"`
	What  string `json:"what"`
	Do    string `json:"do"`
}

func (a *app) knowledgeCheckCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check [FOLDER...]",
		Short: "Check knowledge files and list every fault",
		Long: `Check knowledge files and list every fault with file, line, column and what to do.
Without a folder, the record's own is checked. Ends with status 5 when there are
faults; nothing is loaded then.`,
		Example: `  chancery knowledge check ~/actors`,
		RunE: func(_ *cobra.Command, args []string) error {
			base, err := a.checked(args)
			var faults knowledge.Faults
			if errors.As(err, &faults) {
				return a.listFaults(faults)
			}
			if err != nil {
				return err
			}
			columns := []column[knowledge.Count]{
				{name: "what", text: func(c knowledge.Count) string { return c.What }},
				{name: "rows", text: func(c knowledge.Count) string { return fmt.Sprint(c.Number) }},
			}
			return list(a, columns, all(base.Counts()))
		},
	}
	a.listing.register(cmd)
	return cmd
}

func (a *app) listFaults(faults knowledge.Faults) error {
	columns := []column[faultRow]{
		{name: "file", text: func(f faultRow) string { return f.File }},
		{name: "line", text: func(f faultRow) string { return fmt.Sprint(f.Line) }},
		{name: "field", text: func(f faultRow) string { return f.Field }},
		{name: "what", text: func(f faultRow) string { return f.What }},
		{name: "do", text: func(f faultRow) string { return f.Do }},
	}
	rows := make([]faultRow, len(faults))
	for i, f := range faults {
		rows[i] = faultRow(f)
	}
	if err := list(a, columns, all(rows)); err != nil {
		return err
	}
	return fmt.Errorf("%w: %s", errUnverified, plural(len(rows), "fault in the knowledge files", "faults in the knowledge files"))
}

// candidateRow is what a name may mean.
type candidateRow struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Relation string   `json:"relation"`
	Country  string   `json:"country"`
	Sectors  []string `json:"sectors"`
	Roles    []string `json:"roles"`
	Usual    bool     `json:"usual"`
}

func (a *app) knowledgeFindCommand() *cobra.Command {
	var on string
	var known knowledgeFlags
	cmd := &cobra.Command{
		Use:   "find NAME",
		Short: "List what a name may mean",
		Long: `List what a name may mean, the usual readings first. With --date, roles are those
of that day.`,
		Example: `  chancery knowledge find Georgia
  chancery knowledge find "Pakistani foreign ministry" --date 2025-08-23`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			date, err := dateFlag(cmd, on)
			if err != nil {
				return err
			}
			base, err := a.world(&known)()
			if err != nil {
				return err
			}
			found := base.Find(strings.Join(args, " "))
			if len(found) == 0 {
				return fmt.Errorf("%w: no name %q", keep.ErrNotFound, strings.Join(args, " "))
			}
			var rows []candidateRow
			for _, c := range found {
				rows = append(rows, candidateRowOf(base, c, date))
			}
			return list(a, candidateColumns(), all(rows))
		},
	}
	known.register(cmd.Flags())
	cmd.Flags().StringVar(&on, "date", "", "the `day`, month or year for which roles are shown: 2021-08-15, 2021-08, 2021")
	a.listing.register(cmd)
	return cmd
}

func dateFlag(cmd *cobra.Command, s string) (knowledge.Date, error) {
	if s == "" {
		return knowledge.Date{}, nil
	}
	d, err := knowledge.ParseDate(s)
	if err != nil {
		return d, &usageError{err: fmt.Errorf("--date %q: %w", s, err), command: cmd.CommandPath()}
	}
	return d, nil
}

func candidateColumns() []column[candidateRow] {
	return []column[candidateRow]{
		{name: "id", text: func(c candidateRow) string { return c.ID }},
		{name: "name", text: func(c candidateRow) string { return c.Name }},
		{name: "kind", text: func(c candidateRow) string { return c.Kind }},
		{name: "relation", text: func(c candidateRow) string { return c.Relation }},
		{name: "country", text: func(c candidateRow) string { return c.Country }},
		{name: "sectors", text: func(c candidateRow) string { return strings.Join(c.Sectors, " ") }},
		{name: "roles", text: func(c candidateRow) string { return strings.Join(c.Roles, "; ") }},
	}
}

func candidateRowOf(base *knowledge.Base, c knowledge.Candidate, on knowledge.Date) candidateRow {
	row := candidateRow{ID: c.ID(), Name: c.Name.Text, Relation: string(c.Name.Relation), Usual: !c.Name.Ambiguous}
	switch {
	case c.Institution != nil:
		row.Kind, row.Sectors = string(c.Institution.Kind), c.Institution.Sectors
		if c.Entity != nil {
			row.Country = c.Entity.Country
		}
	case c.Entity != nil:
		row.Name, row.Kind, row.Country, row.Sectors = c.Entity.Name, string(c.Entity.Kind), c.Entity.Country, c.Entity.Sectors
		for i, h := range base.RolesOn(c.Entity.ID, on) {
			if i == 0 {
				row.Country, row.Sectors = h.Country, h.Sectors
			}
			row.Roles = append(row.Roles, fmt.Sprintf("%s (%s, %s)", h.Title, h.When, h.Standing))
		}
	case c.Place != nil:
		row.Name, row.Kind, row.Country = c.Place.Name, c.Place.Kind, c.Place.Country
	case c.Office != nil:
		row.Kind, row.Country, row.Sectors = "office", c.Office.Country, c.Office.Sectors
		for _, h := range base.HoldersOn(c.Office.ID, on) {
			row.Roles = append(row.Roles, fmt.Sprintf("%s (%s, %s)", h.Entity, h.When, h.Standing))
		}
	case c.Agent != nil:
		row.Kind, row.Sectors = c.Agent.Class, c.Agent.Sectors
	}
	return row
}
