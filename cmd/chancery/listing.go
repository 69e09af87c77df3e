package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/chancery-project/chancery/record"
)

// listingFlags choose the form of a list: a table on a terminal, tab-separated lines to a pipe, or what a flag says.
type listingFlags struct {
	json   bool
	nl     bool
	csv    bool
	tsv    bool
	table  bool
	fields []string
}

func (l *listingFlags) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&l.json, "json", false, "one JSON document")
	f.BoolVar(&l.nl, "nl", false, "one JSON object a line")
	f.BoolVar(&l.csv, "csv", false, "comma-separated values with a header (RFC 4180)")
	f.BoolVar(&l.tsv, "tsv", false, "tab-separated lines with a header (to a pipe: without)")
	f.BoolVarP(&l.table, "table", "t", false, "a table (the default on a terminal)")
	f.StringSliceVar(&l.fields, "fields", nil, "only these columns, in this order: `a,b`")
}

// check refuses two forms at once.
func (l *listingFlags) check() error {
	n := 0
	for _, set := range []bool{l.json, l.nl, l.csv, l.tsv, l.table} {
		if set {
			n++
		}
	}
	if n > 1 {
		return usage("--json, --nl, --csv, --tsv and --table: choose one")
	}
	return nil
}

// machine tells whether the output is for a program, so that errors must be too.
func (l *listingFlags) machine() bool { return l.json || l.nl }

// column is one column of a list: its name in every form and its text. A table on a terminal shows short instead, where
// it is there, and leaves out a column that is for programs.
type column[T any] struct {
	name  string
	text  func(T) string
	short func(T) string
	wide  bool // not in a table unless --fields names it
}

// all gives the rows of a slice in the form in which lists take them.
func all[T any](rows []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// list writes rows in the form that the flags ask for. In JSON a row is itself.
func list[T any](a *app, columns []column[T], rows iter.Seq2[T, error]) error {
	onScreen := a.listing.onScreen(a.out)
	columns, err := chosen(columns, a.listing.fields, onScreen)
	if err != nil {
		return err
	}
	n := 0
	if err := listIn(a, columns, counted(rows, &n)); err != nil {
		return err
	}
	if n == 0 && !a.listing.machine() {
		a.say("nothing found")
	}
	return nil
}

// counted counts the rows as they pass.
func counted[T any](rows iter.Seq2[T, error], n *int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			*n++
			if !yield(row, err) {
				return
			}
		}
	}
}

// onScreen tells whether the list is a table for a person.
func (l *listingFlags) onScreen(out io.Writer) bool {
	return l.table || (isTerminal(out) && !l.json && !l.nl && !l.csv && !l.tsv)
}

func listIn[T any](a *app, columns []column[T], rows iter.Seq2[T, error]) error {
	l := a.listing
	switch {
	case l.json:
		return listJSON(a.out, rows)
	case l.nl:
		return listLines(a.out, rows)
	case l.csv:
		return listCSV(a.out, columns, rows)
	case l.onScreen(a.out):
		return a.listTable(headers(columns), texts(columns, rows))
	}
	return listTSV(a.out, columns, rows, l.tsv)
}

// chosen gives the columns that are shown: those that were named, or all that this form has.
func chosen[T any](columns []column[T], fields []string, onScreen bool) ([]column[T], error) {
	columns = slices.Clone(columns)
	for i, c := range columns {
		if onScreen && c.short != nil {
			columns[i].text = c.short
		}
	}
	if len(fields) == 0 {
		return slices.DeleteFunc(columns, func(c column[T]) bool { return onScreen && c.wide }), nil
	}
	var picked []column[T]
	for _, f := range fields {
		i := slices.IndexFunc(columns, func(c column[T]) bool { return c.name == f })
		if i < 0 {
			return nil, usage("--fields: no column %q; there are %s", f, strings.Join(headers(columns), ", "))
		}
		picked = append(picked, columns[i])
	}
	return picked, nil
}

func headers[T any](columns []column[T]) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

func texts[T any](columns []column[T], rows iter.Seq2[T, error]) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for row, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			cells := make([]string, len(columns))
			for i, c := range columns {
				cells[i] = c.text(row)
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
}

// encode gives one JSON value without the escapes that only pages need.
func encode(v any) ([]byte, error) {
	if e, ok := v.(record.Entry); ok {
		return record.Encode(e)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

func listJSON[T any](w io.Writer, rows iter.Seq2[T, error]) error {
	separator := "[\n"
	for row, err := range rows {
		if err != nil {
			return err
		}
		b, err := encode(row)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s%s", separator, b); err != nil {
			return err
		}
		separator = ",\n"
	}
	if separator == "[\n" {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

func listLines[T any](w io.Writer, rows iter.Seq2[T, error]) error {
	for row, err := range rows {
		if err != nil {
			return err
		}
		b, err := encode(row)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(b, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func listCSV[T any](w io.Writer, columns []column[T], rows iter.Seq2[T, error]) error {
	out := csv.NewWriter(w)
	if err := out.Write(headers(columns)); err != nil {
		return err
	}
	for cells, err := range texts(columns, rows) {
		if err != nil {
			return err
		}
		for i, c := range cells {
			cells[i] = visible(c)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func listTSV[T any](w io.Writer, columns []column[T], rows iter.Seq2[T, error], withHeader bool) error {
	if withHeader {
		if _, err := fmt.Fprintln(w, strings.Join(headers(columns), "\t")); err != nil {
			return err
		}
	}
	for cells, err := range texts(columns, rows) {
		if err != nil {
			return err
		}
		for i, c := range cells {
			cells[i] = oneLine(c)
		}
		if _, err := fmt.Fprintln(w, strings.Join(cells, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// listTable draws a table no wider than the terminal. Text from outside cannot move the cursor: control characters
// are shown as spaces.
func (a *app) listTable(head []string, rows iter.Seq2[[]string, error]) error {
	lines := [][]string{head}
	widths := make([]int, len(head))
	for i, h := range head {
		widths[i] = screenWidth(h)
	}
	for cells, err := range rows {
		if err != nil {
			return err
		}
		line := make([]string, len(cells))
		for i, c := range cells {
			line[i] = oneLine(c)
			widths[i] = max(widths[i], screenWidth(line[i]))
		}
		lines = append(lines, line)
	}
	if len(lines) == 1 {
		return nil
	}
	fit(head, widths, a.width())
	return drawTable(a.out, lines, widths)
}

// whole are the columns that are never cut: who reads a line has to be able to ask for it.
func whole() []string {
	return []string{"id", "series", "date", "day", "published", "opened", "first", "last", "due", "decided"}
}

// fit narrows the widest column until the table fits; wider cells are cut with an ellipsis. Ids and days stay whole.
func fit(head []string, widths []int, width int) {
	for total(widths) > width {
		i := -1
		for n, w := range widths {
			if !slices.Contains(whole(), head[n]) && (i < 0 || w > widths[i]) {
				i = n
			}
		}
		if i < 0 || widths[i] <= 8 {
			return
		}
		widths[i]--
	}
}

func total(widths []int) int {
	sum := 0
	for _, w := range widths {
		sum += w + 2
	}
	return sum
}

// oneLine shows foreign text within a cell: control characters, line ends and tabs become spaces, and marks that turn
// the order of writing round are left out.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || (0x7f <= r && r < 0xa0):
			return ' '
		case overrides(r):
			return -1
		}
		return r
	}, s)), " ")
}

// overrides tells whether a character changes the order in which those after it are written.
func overrides(r rune) bool { return (0x202a <= r && r <= 0x202e) || (0x2066 <= r && r <= 0x2069) }

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is the number of columns of the terminal, 100 where there is none.
func (a *app) width() int {
	if f, ok := a.out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return w
		}
	}
	return 100
}

// colors tells whether to use colours on standard output.
func (a *app) colors() bool {
	switch {
	case a.noColor || a.env("NO_COLOR") != "":
		return false
	case a.settings.text("output.color") == "always":
		return true
	case a.settings.text("output.color") == "never":
		return false
	}
	return isTerminal(a.out) && a.env("TERM") != "dumb"
}
