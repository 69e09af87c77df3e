package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// maxNames is how many names of columns of one table are remembered; objects with more are read all the same.
const maxNames = 4096

// table is what a table of articles shares between its rows.
type table struct {
	in     input
	word   string // what a row is called: line, row, element
	known  map[string]column
	doubts []notice.Notice
	given  int // rows that were reports
	bare   int // rows without a column for the text before the first report
}

func (r *reader) newTable(in input, word string, doubts []notice.Notice) *table {
	return &table{in: in, word: word, known: map[string]column{}, doubts: doubts}
}

// cell is the value of one column of a row.
type cell struct {
	name  string // as the table has it
	value string
	column
}

// column tells what a column holds by its name: what the user mapped, else what it is usually called.
func (r *reader) column(t *table, name string) (column, bool) {
	if c, ok := t.known[name]; ok {
		return c, c.field != ""
	}
	c := r.findColumn(name)
	if len(t.known) < maxNames {
		t.known[strings.Clone(name)] = c
	}
	return c, c.field != ""
}

func (r *reader) findColumn(name string) column {
	for _, field := range Fields() {
		if to, ok := r.o.Map[field]; ok && strings.EqualFold(to, strings.TrimSpace(strings.TrimPrefix(name, "\uFEFF"))) {
			return column{field, -1}
		}
	}
	c := r.columns[fold(name)]
	if _, mapped := r.o.Map[c.field]; mapped {
		return column{} // what the user named counts, nothing else
	}
	return c
}

// missing gives the mapped columns that are not among the names.
func (r *reader) missing(names []string) []string {
	var missing []string
	for _, field := range sortedKeys(r.o.Map) {
		to := r.o.Map[field]
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(to, strings.TrimSpace(n)) }) {
			missing = append(missing, to)
		}
	}
	return missing
}

// noColumn says that a mapped column is not there.
func noColumn(in input, missing, names []string) *Error {
	return in.fault(BadColumns, fmt.Sprintf("no column %s; the columns are %s", quoted(missing), quoted(names)), "name one of these with --map")
}

// noText says that no column is known to hold the text.
func noText(in input, names []string) *Error {
	return in.fault(BadColumns, "no column is known to hold the text; the columns are "+quoted(names), "name it with --map text=COLUMN")
}

// quoted writes names for people, the first thirty of them.
func quoted(names []string) string {
	const most = 30
	var parts []string
	for _, n := range names[:min(len(names), most)] {
		if len(n) > 60 {
			n = strings.ToValidUTF8(n[:60], "") + "…"
		}
		parts = append(parts, fmt.Sprintf("%q", n))
	}
	if len(names) > most {
		parts = append(parts, fmt.Sprintf("and %d more", len(names)-most))
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

// row gives one article. number is its place in the table; names, for the fault of a row without a column for the text,
// are all its columns. It gives false when the rest of the table is not worth reading.
func (r *reader) row(t *table, number int, cells []cell, names func() []string) bool {
	in := t.in
	if t.given >= r.limits.MaxMembers {
		r.fail(in.fault(TooMany, fmt.Sprintf("more than %d %ss, the rest was left", r.limits.MaxMembers, t.word), "split it"))
		return false
	}
	in.member = in.inner(fmt.Sprint(number))
	slices.SortStableFunc(cells, func(a, b cell) int { return cmp.Compare(a.rank, b.rank) })
	body, given, ok := article(cells)
	switch {
	case !ok:
		return r.bareRow(t, in, names())
	case body == "":
		r.fail(in.fault(Empty, fmt.Sprintf("%s %d has no text in its column %s", t.word, number, quoted(textColumns(cells))), "leave it out"))
		t.given++
		return true
	case int64(len(body)) > r.limits.MaxBytes:
		r.fail(r.tooLarge(in, int64(len(body))))
		return true
	}
	t.given++
	r.report(in, text.Article, []byte(body), given, t.doubts)
	return true
}

// endTable says so where a table held no row at all.
func (r *reader) endTable(t *table, rows int) {
	if rows == 0 && !r.stopped() {
		r.fail(t.in.fault(Empty, "holds no article", "leave it out or fetch it again"))
	}
}

// bareRow names a row without a column for the text. A table that begins with many of them holds no articles.
func (r *reader) bareRow(t *table, in input, names []string) bool {
	const most = 20
	if t.given == 0 {
		if t.bare++; t.bare == most {
			r.fail(t.in.fault(BadColumns, fmt.Sprintf("the first %d %ss hold no text, the rest was left", most, t.word), "name its column with --map text=COLUMN"))
			return false
		}
	}
	r.fail(noText(in, names))
	return true
}

func textColumns(cells []cell) []string {
	var names []string
	for _, c := range cells {
		if c.field == "text" {
			names = append(names, c.name)
		}
	}
	return names
}

// article makes a text and what is known of it from cells in the order of their ranks; the first that holds anything
// counts, of dates all do. ok is false where no cell is one for the text.
func article(cells []cell) (body string, given text.Given, ok bool) {
	set := func(s *string, v string) {
		if *s == "" {
			*s = strings.Clone(strings.TrimSpace(v)) // not the row that it is part of
		}
	}
	for _, c := range cells {
		switch c.field {
		case "text":
			ok = true
			if strings.TrimSpace(body) == "" {
				body = c.value
			}
		case "title":
			set(&given.Title, c.value)
		case "author":
			set(&given.Author, c.value)
		case "publisher":
			set(&given.Publisher, c.value)
		case "url":
			set(&given.URL, c.value)
		case "language":
			set(&given.Language, c.value)
		case "date":
			if v := strings.TrimSpace(c.value); v != "" {
				given.Dates = append(given.Dates, text.GivenDate{Text: strings.Clone(v), From: record.DateFromMeta, Where: c.name})
			}
		}
	}
	if strings.TrimSpace(body) == "" {
		body = ""
	}
	return body, given, ok
}
