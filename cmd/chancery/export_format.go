package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/export"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/query"
)

// exportFlags are those of all formats of entries.
type exportFlags struct {
	selectFlags
	file    string
	form    string
	request export.Request
}

func (a *app) exportFormatCommand(f export.Format) *cobra.Command {
	flags := exportFlags{request: export.Request{Format: f.Name}}
	cmd := &cobra.Command{
		Use:     f.Name + " [FILTER...]",
		Short:   strings.ToUpper(f.Summary[:1]) + f.Summary[1:],
		Long:    exportHelp(f),
		Example: fmt.Sprintf("  chancery export %s -o %s.%s", f.Name, f.Name, f.Extension),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.exportEntries(cmd, f, &flags, args) },
	}
	flags.register(cmd, exportKeys(f.Kind)...)
	own := cmd.Flags()
	own.StringVarP(&flags.file, "output", "o", "", "write to this `file` (default: standard output)")
	switch f.Name {
	case "gdelt", "mentions", "ftm", "timelinejs", "webanno":
	default:
		own.BoolVar(&flags.request.Strict, "strict", false, "without our own columns or properties (x_)")
	}
	if f.Name == "graphml" || f.Name == "gexf" {
		own.BoolVar(&flags.request.Raw, "raw", false, "every event an edge, between the actors as they are named")
	}
	if f.Table {
		own.StringVar(&flags.form, "as", "", "`csv|tsv|jsonl|parquet` (default: as the file's name ends, or csv)")
	}
	if f.Table || f.Name == "polecat" {
		own.BoolVar(&flags.request.Excel, "excel", false, "for spreadsheets: byte order mark, CRLF, no cell that begins a formula")
	}
	if f.Name == "polecat" {
		own.BoolVar(&flags.request.Old, "old-names", false, "write the column Intensity in place of Event Intensity, as older files have it")
	}
	if f.Name == "acled" {
		own.BoolVar(&flags.request.Numeric, "inter-numeric", false, "numbers for the kinds of actors, as older files have them")
	}
	if slices.Contains([]string{"events", "geojson", "ics", "ftm", "timelinejs"}, f.Name) {
		own.StringVar(&flags.request.Base, "link-base", "", "`address` of the pages of this record, for links")
	}
	return cmd
}

// exportTableCommand writes any of the native tables in one form: the same as the commands named after the tables.
func (a *app) exportTableCommand(form export.Form) *cobra.Command {
	var tables []string
	for _, f := range export.Formats() {
		if f.Table {
			tables = append(tables, f.Name)
		}
	}
	flags := exportFlags{form: string(form)}
	cmd := &cobra.Command{
		Use:   string(form) + " [TABLE] [FILTER...]",
		Short: fmt.Sprintf("Write a table as %s: %s (without a name: events)", strings.ToUpper(string(form)), strings.Join(tables, ", ")),
		Long: fmt.Sprintf("Write a table as %s: %s; events where none is named.\n\"chancery export events --as %s\" does the same.",
			strings.ToUpper(string(form)), strings.Join(tables, ", "), form),
		Example:   fmt.Sprintf("  chancery export %s reports Pakistan~Afghanistan -o reports.%s", form, form),
		ValidArgs: tables,
		RunE: func(cmd *cobra.Command, args []string) error {
			name := tables[0]
			if len(args) > 0 && slices.Contains(tables, args[0]) {
				name, args = args[0], args[1:]
			}
			all := export.Formats()
			f := all[slices.IndexFunc(all, func(f export.Format) bool { return f.Name == name })]
			flags.request.Format = name
			return a.exportEntries(cmd, f, &flags, args)
		},
	}
	flags.register(cmd, append([]string{"dyad", "min_confidence"}, query.Keys()...)...)
	own := cmd.Flags()
	own.StringVarP(&flags.file, "output", "o", "", "write to this `file` (default: standard output)")
	own.BoolVar(&flags.request.Strict, "strict", false, "without our own columns (x_)")
	if form == export.CSV {
		own.BoolVar(&flags.request.Excel, "excel", false, "for spreadsheets: byte order mark, CRLF, no cell that begins a formula")
	}
	own.StringVar(&flags.request.Base, "link-base", "", "`address` of the pages of this record, for links")
	return cmd
}

func exportHelp(f export.Format) string {
	help := "Write " + f.Summary + ".\n"
	if f.Table {
		help += "The file's name decides how: .csv, .tsv, .jsonl or .parquet; --as does where it does not.\n"
	}
	return help + "\nFilters are flags, or words as they are typed: Pakistan~India, ACCUSE, 2025-04..,\ntype=ACCUSE. Rows stand by day and id, whatever the order of adding."
}

// exportKeys are the keys of selections of a kind of entries.
func exportKeys(kind string) []string {
	switch kind {
	case "joined-claim":
		return []string{"dyad", "side", "speaker", "stance", "target", "source"}
	case "series":
		return []string{"dyad", "side", "source", "what", "unit", "place", "country"}
	case "contest":
		return []string{"dyad", "side", "speaker", "matter", "relation", "status", "place", "country"}
	case "follow-up":
		return []string{"of", "dyad", "side", "actor", "recipient", "status", "country", "place"}
	}
	return eventKeys()
}

func (a *app) exportEntries(cmd *cobra.Command, f export.Format, flags *exportFlags, args []string) error {
	ctx := cmd.Context()
	s, err := a.selection(cmd, &flags.selectFlags, args)
	if err != nil {
		return err
	}
	r := flags.request
	if r.Form, err = formOf(f, flags.form, flags.file); err != nil {
		return err
	}
	if r.Excel && f.Table && r.Form != export.CSV {
		return usage("--excel goes with csv, not with %s", r.Form)
	}
	v, err := a.openLedger(ctx)
	if err != nil {
		return err
	}
	defer v.Close()
	r.About = &export.Metadata{Query: s.String()}
	if err := describe(ctx, v.Store, r.About); err != nil {
		return err
	}
	r.Program, r.Latest = r.About.Program, r.About.Latest
	r.Filter = ledger.Filter(f.Kind, s, v.names)
	return a.exportFile(flags.file, r.About, func(w io.Writer) error { return export.Write(ctx, v, w, r) })
}

// formOf gives the form of a table: the one that was asked for, or that of the file's name.
func formOf(f export.Format, asked, file string) (export.Form, error) {
	if !f.Table {
		return "", nil
	}
	form := export.Form(cmp.Or(asked, strings.TrimPrefix(strings.ToLower(filepath.Ext(file)), "."), string(export.CSV)))
	if slices.Contains(export.Forms(), form) {
		return form, nil
	}
	if asked == "" {
		return export.CSV, nil
	}
	return "", usage("--as %s: there are csv, tsv, jsonl and parquet", asked)
}

// describe notes of which state of the record something is made, and by what.
func describe(ctx context.Context, store keep.Store, m *export.Metadata) error {
	m.Program, m.Ontology, m.Status, m.Licence = programVersion(), ontology.Version(), export.Candidate, export.Licence
	status, err := store.Status(ctx)
	if err != nil {
		return err
	}
	m.Latest = status.Last
	for line, err := range store.Log(ctx) {
		if err != nil {
			return err
		}
		m.Sequence, m.Digest = line.Sequence, line.Digest
	}
	return nil
}

// digested counts and digests what is written.
type digested struct {
	w     io.Writer
	sum   hash.Hash
	bytes int64
}

func (d *digested) Write(b []byte) (int, error) {
	n, err := d.w.Write(b)
	d.sum.Write(b[:n])
	d.bytes += int64(n)
	return n, err
}

// lineCounter counts lines.
type lineCounter struct {
	w     io.Writer
	lines int
}

func (c *lineCounter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.lines += bytes.Count(b[:n], []byte("\n"))
	return n, err
}

// flagsGiven writes the flags that a command was given, but for the file that it writes to.
func flagsGiven(cmd *cobra.Command) string {
	var given []string
	own := cmd.LocalNonPersistentFlags()
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name != "output" && own.Lookup(f.Name) != nil {
			given = append(given, "--"+f.Name+"="+f.Value.String())
		}
	})
	return strings.Join(given, " ")
}

// exportFile writes a file with its metadata beside it: both or neither. To standard output go the rows alone.
func (a *app) exportFile(file string, about *export.Metadata, write func(io.Writer) error) error {
	if file == "" || file == "-" {
		return a.toFile(file, write)
	}
	beside := file + ".metadata.json"
	if ext := filepath.Ext(file); ext != "" {
		beside = strings.TrimSuffix(file, ext) + ".metadata.json"
	}
	for _, name := range []string{file, beside} {
		if _, err := os.Stat(name); err == nil {
			return hinted(fmt.Errorf("export: %s is there already", name), "name another file or remove it first")
		}
	}
	err := a.toFile(file, func(w io.Writer) error {
		d := &digested{w: w, sum: sha256.New()}
		if err := write(d); err != nil {
			return err
		}
		about.Bytes, about.SHA256 = d.bytes, hex.EncodeToString(d.sum.Sum(nil))
		return nil
	})
	if err != nil {
		return err
	}
	if err := a.toFile(beside, about.Encode); err != nil {
		return errors.Join(err, os.Remove(file))
	}
	a.say("%s: %s; %s", file, plural(about.Rows, "row", "rows"), filepath.Base(beside))
	return nil
}
