package ontology

import (
	"fmt"
	"hash"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxTable is the most bytes of one table.
const maxTable = 1 << 20

// loader reads the tables and gathers their faults and their digest.
type loader struct {
	files  fs.FS
	sum    hash.Hash
	faults Faults
}

func (l *loader) fault(table string, line int, what string) {
	place := table + ".tsv"
	if line > 0 {
		place += ":" + strconv.Itoa(line)
	}
	l.faults = append(l.faults, place+": "+what)
}

// row is one line of a table; it has as many cells as the table has columns.
type row struct {
	loader  *loader
	table   string
	line    int
	columns []string
	cells   []string
}

func (r *row) fault(n int, what string) { r.loader.fault(r.table, r.line, r.columns[n]+": "+what) }

// need gives a cell that must not be empty.
func (r *row) need(n int) string {
	if r.cells[n] == "" {
		r.fault(n, "is empty; every row needs it")
	}
	return r.cells[n]
}

func (r *row) score(n int) float64 {
	v, err := strconv.ParseFloat(r.cells[n], 64)
	if err != nil || v < -10 || v > 10 || v != v {
		r.fault(n, fmt.Sprintf("%q is no number from -10 to 10", r.cells[n]))
		return 0
	}
	return v
}

func (r *row) oneOf(n int, words ...string) string {
	if !slices.Contains(words, r.cells[n]) {
		r.fault(n, fmt.Sprintf("%q; write %s", r.cells[n], strings.Join(words, " or ")))
	}
	return r.cells[n]
}

// code gives a cell of two to four digits.
func (r *row) code(n int) string {
	s := r.cells[n]
	if len(s) < 2 || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		r.fault(n, fmt.Sprintf("%q is no code of two to four digits", s))
	}
	return s
}

// table reads a table: comments begin with #, the first other line names the columns, cells are parted by tabs, and empty
// cells at the end of a line may be left out.
func (l *loader) table(name string, columns ...string) (rows []*row) {
	data, err := fs.ReadFile(l.files, "data/"+name+".tsv")
	if err != nil {
		l.fault(name, 0, err.Error())
		return nil
	}
	fmt.Fprintf(l.sum, "%s %d\n%s", name, len(data), data)
	if len(data) > maxTable || !utf8.Valid(data) {
		l.fault(name, 0, fmt.Sprintf("is no UTF-8 or longer than %d bytes", maxTable))
		return nil
	}
	headed := false
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if !headed {
			headed = true
			if !slices.Equal(cells, columns) {
				l.fault(name, i+1, "the first line must name the columns: "+strings.Join(columns, ", "))
				return nil
			}
			continue
		}
		if len(cells) > len(columns) {
			l.fault(name, i+1, fmt.Sprintf("%d cells, the table has %d columns", len(cells), len(columns)))
			continue
		}
		cells = append(cells, make([]string, len(columns)-len(cells))...)
		if slices.ContainsFunc(cells, func(c string) bool { return c != strings.TrimSpace(c) }) {
			l.fault(name, i+1, "a cell begins or ends with a space")
		}
		rows = append(rows, &row{l, name, i + 1, columns, cells})
	}
	if len(rows) == 0 {
		l.fault(name, 0, "has no rows")
	}
	return rows
}

// terms reads a table of words with their meaning and perhaps rules; the first column is named as the table in the
// singular.
func (l *loader) terms(name string) (terms []Term) {
	columns := []string{strings.TrimSuffix(name, "s"), "meaning"}
	switch name {
	case "statuses":
		columns = []string{"status", "meaning", "rules"}
	case "stances":
		columns = append(columns, "rules")
	}
	for _, r := range l.table(name, columns...) {
		t := Term{Name: r.need(0), Meaning: r.need(1)}
		if len(columns) > 2 {
			t.Rules = r.need(2)
		}
		if slices.ContainsFunc(terms, func(o Term) bool { return o.Name == t.Name }) {
			r.fault(0, t.Name+" stands twice")
		}
		terms = append(terms, t)
	}
	return terms
}

// closed is terms for a list whose words the record fixes: the same words in the same order.
func (l *loader) closed(name string, want []string) []Term {
	terms := l.terms(name)
	var got []string
	for _, t := range terms {
		got = append(got, t.Name)
	}
	if !slices.Equal(got, want) {
		l.fault(name, 0, fmt.Sprintf("has %q, the record has %q", got, want))
	}
	return terms
}
