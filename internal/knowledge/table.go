package knowledge

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits on foreign files.
const (
	maxFile  = 256 << 20 // bytes of a file
	maxLine  = 64 << 10  // bytes of a line
	maxName  = 200       // bytes of a name
	maxWords = 16        // words of a name
)

// table is the form of one file: its name without .tsv and its columns, the optional ones ending in "?".
type table struct {
	name    string
	columns []string
	read    func(*loader, *row)
}

// row is one line of a file with its cells in the order of the table's columns.
type row struct {
	loader *loader
	table  *table
	file   string
	line   int
	asOf   Date
	cells  []string
	cursor int
}

// cell gives the text of a column, "" where the file has no such column. Asking in the order of the table is fastest.
func (r *row) cell(column string) string {
	for range r.cells {
		i := r.cursor
		if r.cursor++; r.cursor == len(r.cells) {
			r.cursor = 0
		}
		if strings.TrimSuffix(r.table.columns[i], "?") == column {
			return r.cells[i]
		}
	}
	return ""
}

// need is cell for a column that must not be empty.
func (r *row) need(column string) string {
	s := r.cell(column)
	if s == "" {
		r.fault(column, "is empty", "every row needs it")
	}
	return s
}

func (r *row) fault(column, what, do string) {
	r.loader.fault(r.file, r.line, column, what, do)
}

// readTable reads one file of a table and hands each row to the table's read.
func (l *loader) readTable(t *table, file string, data []byte) {
	if len(data) > maxFile {
		l.fault(file, 0, "", fmt.Sprintf("is longer than %d bytes", maxFile), "split it over several folders")
		return
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		l.fault(file, 1, "", "begins with a byte order mark", "save it as UTF-8 without one")
		data = data[3:]
	}
	text := string(data)
	reader := tableReader{loader: l, table: t, file: file}
	line := 0
	for len(text) > 0 {
		line++
		var s string
		s, text, _ = strings.Cut(text, "\n")
		reader.line(line, s)
	}
	if reader.places == nil {
		l.fault(file, 0, "", "has no header", "begin it with the line "+t.header())
	}
}

func (t *table) header() string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = strings.TrimSuffix(c, "?")
	}
	return shown(strings.Join(names, "\t"))
}

type tableReader struct {
	loader *loader
	table  *table
	file   string
	asOf   Date
	places []int // column of the file -> column of the table, -1 where unknown
	cells  []string
	row    row // the same for all lines; nobody keeps it
}

func (tr *tableReader) line(n int, s string) {
	fault := func(what, do string) { tr.loader.fault(tr.file, n, "", what, do) }
	switch {
	case len(s) > maxLine:
		fault(fmt.Sprintf("the line is longer than %d bytes", maxLine), "shorten it")
		return
	case !utf8.ValidString(s):
		fault("the line is not valid UTF-8", "save the file as UTF-8")
		return
	case strings.HasSuffix(s, "\r"):
		fault("the line ends with a carriage return", "save the file with line ends of one character")
		s = strings.TrimSuffix(s, "\r")
	}
	switch {
	case s == "":
	case strings.HasPrefix(s, "#"):
		tr.directive(n, s)
	case tr.places == nil:
		tr.header(n, strings.Split(s, "\t"))
	default:
		tr.cells = tr.cells[:0]
		for cell := range strings.SplitSeq(s, "\t") {
			tr.cells = append(tr.cells, cell)
		}
		tr.read(n, tr.cells)
	}
}

func (tr *tableReader) directive(n int, s string) {
	value, ok := strings.CutPrefix(s, "# asof:")
	if !ok {
		return
	}
	d, err := ParseDate(strings.TrimSpace(value))
	if err != nil {
		tr.loader.fault(tr.file, n, "asof", fmt.Sprintf("%s is no date: %v", shown(strings.TrimSpace(value)), err),
			"give the day for which open ends are vouched")
		return
	}
	tr.asOf = d
}

func (tr *tableReader) header(n int, names []string) {
	tr.places = make([]int, len(names))
	seen := make([]bool, len(tr.table.columns))
	for i, name := range names {
		tr.places[i] = -1
		for j, column := range tr.table.columns {
			if strings.TrimSuffix(column, "?") != name {
				continue
			}
			if seen[j] {
				tr.loader.fault(tr.file, n, name, "the column stands twice", "remove one")
			}
			seen[j], tr.places[i] = true, j
		}
		if tr.places[i] < 0 {
			tr.loader.fault(tr.file, n, "", "unknown column "+shown(name), "the columns are "+tr.table.header())
		}
	}
	for j, column := range tr.table.columns {
		if !seen[j] && !strings.HasSuffix(column, "?") {
			tr.loader.fault(tr.file, n, column, "the column is missing", "add it to the header and to every row")
		}
	}
}

func (tr *tableReader) read(n int, cells []string) {
	if len(cells) != len(tr.places) {
		tr.loader.fault(tr.file, n, "", fmt.Sprintf("has %d cells, the header has %d", len(cells), len(tr.places)),
			"separate cells by one tab each")
		return
	}
	r := &tr.row
	*r = row{loader: tr.loader, table: tr.table, file: tr.file, line: n, asOf: tr.asOf, cells: slices.Grow(r.cells[:0], len(tr.table.columns))[:len(tr.table.columns)]}
	clear(r.cells)
	for i, cell := range cells {
		if tr.places[i] < 0 {
			continue
		}
		column := strings.TrimSuffix(tr.table.columns[tr.places[i]], "?")
		r.cells[tr.places[i]] = r.tidy(column, cell)
	}
	tr.table.read(tr.loader, r)
}

// tidy reports spaces and invisible characters that make two equal-looking cells differ.
func (r *row) tidy(column, cell string) string {
	ascii := true
	for i := range len(cell) {
		c := cell[i]
		if c >= 0x80 {
			ascii = false
		}
		if c < ' ' || c == 0x7f {
			r.fault(column, shown(cell)+" holds a control character", "remove it")
			return cell
		}
		if c == ' ' && (i == 0 || i == len(cell)-1 || cell[i-1] == ' ') {
			r.fault(column, shown(cell)+" has a space too many", "use single spaces, none at the ends")
			return strings.Join(strings.Fields(cell), " ")
		}
	}
	if !ascii && strings.ContainsFunc(cell, invisible) {
		r.fault(column, shown(cell)+" holds an invisible character", "remove it")
	}
	return cell
}

func invisible(c rune) bool {
	return c == '\u00a0' || c == '\ufeff' || unicode.Is(unicode.Cf, c) && c != '\u200c' && c != '\u200d' || unicode.Is(unicode.Cc, c)
}
