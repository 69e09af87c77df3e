package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/publish/parquet"
)

// ours is the prefix of columns that no other program knows.
const ours = "x_"

// column is a field of the type of a table's rows.
type column struct {
	name  string
	field int
}

// columnsOf gives the columns of a type of rows: the fields of a struct, named by their tag col, or else parquet.
func columnsOf(t reflect.Type, strict bool) []column {
	var all []column
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		name, ok := tag.Lookup("col")
		if !ok {
			name, _, _ = strings.Cut(tag.Get("parquet"), ",")
		}
		if strict && strings.HasPrefix(name, ours) {
			continue
		}
		all = append(all, column{name, i})
	}
	return all
}

func columnNames(columns []column) []string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = c.name
	}
	return all
}

// rows are rows of a table, each a struct of one type.
type rows = iter.Seq2[reflect.Value, error]

// rowsOf hides the type of rows, so that what writes them is there once.
func rowsOf[R any](typed iter.Seq2[R, error]) rows {
	return func(yield func(reflect.Value, error) bool) {
		for row, err := range typed {
			if !yield(reflect.ValueOf(row), err) {
				return
			}
		}
	}
}

// table writes rows in the form that was asked for and counts them.
func table[R any](x *job, typed iter.Seq2[R, error]) error {
	return x.table(reflect.TypeFor[R](), rowsOf(typed))
}

func (x *job) table(t reflect.Type, all rows) error {
	columns := columnsOf(t, x.Strict)
	x.about.Columns = columnNames(columns)
	switch x.Form {
	case CSV, "":
		return separated(x, columns, all, separatedForm{comma: ',', header: true, excel: x.Excel})
	case TSV:
		return separated(x, columns, all, separatedForm{comma: '\t', header: true, flat: true})
	case JSON:
		return jsonLines(x, columns, all)
	case Parquet:
		return parquetFile(x, t, columns, all)
	}
	return fmt.Errorf("%q is no form of a table; there are csv, tsv, jsonl and parquet", x.Form)
}

// separatedForm is a dialect of separated values.
type separatedForm struct {
	comma   rune
	header  bool
	excel   bool
	flat    bool   // line ends and tabs within a cell become spaces
	missing string // what stands for a value that is not known
}

func separated(x *job, columns []column, all rows, form separatedForm) error {
	out := bufio.NewWriter(x.out)
	w := csv.NewWriter(out)
	w.Comma, w.UseCRLF = form.comma, form.excel
	if form.excel {
		out.WriteString("\ufeff")
	}
	if form.header {
		if err := w.Write(columnNames(columns)); err != nil {
			return err
		}
	}
	cells := make([]string, len(columns))
	for v, err := range all {
		if err != nil {
			return err
		}
		for i, c := range columns {
			cells[i] = form.cell(v.Field(c.field))
		}
		x.about.Rows++
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return out.Flush()
}

func (f separatedForm) cell(v reflect.Value) string {
	s, known := text(v)
	if !known {
		return f.missing
	}
	if v.Kind() != reflect.String {
		return s
	}
	s = clean(s)
	if f.flat {
		s = flat(s)
	}
	if f.excel && s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", firstRune(s)) {
		s = "'" + s
	}
	if s == "" {
		return f.missing
	}
	return s
}

// flat writes text on one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// text gives a field as text; false where its value is not known.
func text(v reflect.Value) (string, bool) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return "", false
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		return v.String(), v.String() != ""
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), true
	case reflect.Float64:
		return number(v.Float()), true
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), true
	}
	panic("internal error: a column of kind " + v.Kind().String())
}

// number writes a number without an exponent and with no more digits than it has.
func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// clean makes foreign text fit for every form: valid UTF-8, and no control characters but tab and line end. Marks that
// turn the order of writing round are left out, for they could make a row read as another one.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < ' ' || 0x7f <= r && r < 0xa0 || r == 0xfffe || r == 0xffff:
			return '\ufffd'
		case 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// jsonLines writes each row as an object with the columns as keys in their order. What is not known is null.
func jsonLines(x *job, columns []column, all rows) error {
	out := bufio.NewWriter(x.out)
	for v, err := range all {
		if err != nil {
			return err
		}
		x.about.Rows++
		for i, c := range columns {
			out.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
			key, err := encodeJSON(c.name)
			if err != nil {
				return err
			}
			value, err := jsonValue(v.Field(c.field))
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "%s:%s", key, value)
		}
		out.WriteString("}\n")
	}
	return out.Flush()
}

func jsonValue(v reflect.Value) ([]byte, error) {
	if _, known := text(v); !known {
		return []byte("null"), nil
	}
	return encodeJSON(v.Interface())
}

// encodeJSON gives one JSON value without the escapes that only pages need.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// rowsInGroup is how many rows are held in memory before a part of a file is written.
const rowsInGroup = 10_000

// parquetFile writes rows typed and with a dictionary for texts. The metadata stands in the file under the key chancery.
// Tables with places have them as points too, behind all other columns: then the file is a GeoParquet file.
func parquetFile(x *job, t reflect.Type, columns []column, all rows) error {
	kinds := make([]parquet.Column, len(columns), len(columns)+1)
	for i, c := range columns {
		kinds[i] = parquetColumn(c.name, t.Field(c.field).Type)
	}
	points := pointsOf(t)
	if points != nil {
		kinds = append(kinds, parquet.Column{Name: geometry, Kind: parquet.Bytes, Optional: true})
		x.about.Columns = append(x.about.Columns, geometry)
	}
	w, err := parquet.NewWriter(x.out, kinds, rowsInGroup)
	if err != nil {
		return err
	}
	values := make([]any, len(kinds))
	for v, err := range all {
		if err != nil {
			return err
		}
		x.about.Rows++
		for i, c := range columns {
			values[i] = parquetValue(v.Field(c.field))
		}
		if points != nil {
			values[len(columns)] = points.of(v)
		}
		if err := w.Row(values); err != nil {
			return err
		}
	}
	about, err := x.about.encode()
	if err != nil {
		return err
	}
	texts := map[string]string{"chancery": string(about)}
	if points != nil {
		texts["geo"] = points.geo()
	}
	return w.Close("chancery version "+x.Program, texts)
}

// parquetColumn gives the column of a field: texts and what is behind a pointer may be missing.
func parquetColumn(name string, t reflect.Type) parquet.Column {
	c := parquet.Column{Name: name, Optional: t.Kind() == reflect.Pointer || t.Kind() == reflect.String}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		c.Kind = parquet.Text
	case reflect.Int, reflect.Int64:
		c.Kind = parquet.Integer
	case reflect.Float64:
		c.Kind = parquet.Real
	case reflect.Bool:
		c.Kind = parquet.Truth
	default:
		panic("internal error: a column of kind " + t.Kind().String())
	}
	return c
}

func parquetValue(v reflect.Value) any {
	if _, known := text(v); !known {
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		return strings.ToValidUTF8(v.String(), "\ufffd")
	case reflect.Int, reflect.Int64:
		return v.Int()
	case reflect.Float64:
		return v.Float()
	}
	return v.Bool()
}
