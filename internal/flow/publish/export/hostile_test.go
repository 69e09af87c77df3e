package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/publish/export"
)

// hostile draws words that have broken formats before: separators, quotation marks, line ends, control characters,
// formulas, markup, marks that turn the order of writing round, and bytes that are no UTF-8.
func hostile() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			",", ";", "\t", "\n", "\r\n", `"`, `""`, "'", "\\", "\\n", "=1+1", "+1", "-1", "@x", "|", "; ", "None", "<b>", "]]>", "&amp;", "<!--",
			"\x00", "\x01", "\x0b", "\x1b[31m", "\x7f", "\u0085", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe", "\uffff", "\xff", "\xc3",
			"END:VEVENT", "\nBEGIN:VEVENT", ":", "é", "عرب", "漢字", "😀", "e\u0301", strings.Repeat("ü", 50), " ", "a",
		}),
		rapid.StringN(0, 6, 20),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return "x" + strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "")
	})
}

// TestHostileText writes every format with words from strangers in it, and reads it with the readers of the standard.
func TestHostileText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := hostile().Draw(rt, "name")
		title := hostile().Draw(rt, "title")
		w := strikes(t, name, rapid.SampledFrom([]string{title, "=" + title, "@" + title, "\t" + title}).Draw(rt, "start"))
		for _, f := range []string{"events", "reports", "claims", "figures", "disputes", "acled", "ucdp", "icews"} {
			plain, about := write(t, w, export.Request{Format: f})
			rows := separatedRows(rt, f, plain, ',', about.Columns)
			for _, excel := range separatedRows(rt, f, bytes.TrimPrefix(must(write(t, w, export.Request{Format: f, Excel: true})), []byte("\ufeff")), ',', about.Columns) {
				for i, cell := range excel {
					if cell != "" && strings.ContainsAny(cell[:1], "=+@\t\r") {
						rt.Fatalf("%s: %s begins a formula: %q", f, about.Columns[i], cell)
					}
				}
			}
			tsv := must(write(t, w, export.Request{Format: f, Form: export.TSV}))
			if n := bytes.Count(tsv, []byte("\n")); n != about.Rows+1 {
				rt.Fatalf("%s: %d lines for %d rows and a header", f, n, about.Rows)
			}
			separatedRows(rt, f, tsv, '\t', about.Columns)
			jsonRows(rt, f, must(write(t, w, export.Request{Format: f, Form: export.JSON})), about)
			file := must(write(t, w, export.Request{Format: f, Form: export.Parquet}))
			p, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
			if err != nil || p.NumRows() != int64(len(rows)) {
				rt.Fatalf("%s: a parquet file of %d rows: %v", f, len(rows), err)
			}
		}
		for _, f := range []string{"plover", "ftm", "webanno"} {
			for line := range bytes.Lines(must(write(t, w, export.Request{Format: f}))) {
				if !json.Valid(line) || !utf8.Valid(line) {
					rt.Fatalf("no JSON: %s", line)
				}
			}
		}
		slides(rt, must(write(t, w, export.Request{Format: "timelinejs"})))
		polecat, about := write(t, w, export.Request{Format: "polecat"})
		separatedRows(rt, "polecat", polecat, '\t', about.Columns)
		for _, f := range []string{"gdelt", "mentions"} {
			b, about := write(t, w, export.Request{Format: f})
			lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
			if len(lines) != about.Rows {
				rt.Fatalf("%s: %d lines for %d rows", f, len(lines), about.Rows)
			}
			for _, l := range lines {
				if strings.Count(l, "\t") != len(about.Columns)-1 || strings.ContainsAny(l, "\"\r") {
					rt.Fatalf("%s: %d tabs or a quotation mark in %q", f, strings.Count(l, "\t"), l)
				}
			}
		}
		if b := must(write(t, w, export.Request{Format: "geojson"})); !json.Valid(b) || !utf8.Valid(b) {
			rt.Fatalf("no JSON: %s", b)
		}
		for _, f := range []string{"graphml", "gexf"} {
			wellFormed(rt, f, must(write(t, w, export.Request{Format: f, Raw: true})))
		}
		calendar(rt, must(write(t, w, export.Request{Format: "ics"})))
	})
}

// slides wants texts of a timeline to be markup of ours alone.
func slides(t *rapid.T, b []byte) {
	var all struct {
		Events []struct {
			Text struct{ Headline, Text string }
		}
	}
	if err := json.Unmarshal(b, &all); err != nil || len(all.Events) == 0 {
		t.Fatalf("timelinejs: %d slides: %v in %s", len(all.Events), err, b)
	}
	ours := strings.NewReplacer("<p>", "", "</p>", "", "<blockquote>", "", "</blockquote>", "", "<cite>", "", "</cite>", "")
	for _, e := range all.Events {
		if strings.ContainsAny(e.Text.Headline, "<>") || strings.ContainsAny(ours.Replace(e.Text.Text), "<>") {
			t.Fatalf("timelinejs: markup of strangers in %+v", e.Text)
		}
	}
}

func must(b []byte, _ *export.Metadata) []byte { return b }

// separatedRows reads separated values with the reader of the standard library.
func separatedRows(t *rapid.T, format string, b []byte, comma rune, columns []string) [][]string {
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma = comma
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v in\n%s", format, err, b)
	}
	if !slices.Equal(rows[0], columns) {
		t.Fatalf("%s: the header is %v", format, rows[0])
	}
	if !utf8.Valid(b) || bytes.ContainsAny(b, "\x00\x01\x0b\x1b\x7f") || bytes.Contains(b, []byte("\u202e")) {
		t.Fatalf("%s: characters that no table should have in\n%q", format, b)
	}
	return rows[1:]
}

func jsonRows(t *rapid.T, format string, b []byte, about *export.Metadata) {
	n := 0
	for line := range bytes.Lines(b) {
		row := map[string]json.RawMessage{}
		if err := json.Unmarshal(line, &row); err != nil || len(row) != len(about.Columns) {
			t.Fatalf("%s: an object of %d keys: %v in %s", format, len(row), err, line)
		}
		n++
	}
	if n != about.Rows {
		t.Fatalf("%s: %d objects for %d rows", format, n, about.Rows)
	}
}

func wellFormed(t *rapid.T, format string, b []byte) {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v in\n%s", format, err, b)
		}
	}
}

// calendar checks the lines of RFC 5545: their ends, their length, and that there is one entry, whatever its words say.
func calendar(t *rapid.T, b []byte) {
	s := string(b)
	if strings.Contains(strings.ReplaceAll(s, "\r\n", ""), "\n") || !utf8.ValidString(s) {
		t.Fatalf("a line end within a line: %q", s)
	}
	for _, l := range strings.Split(s, "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) {
			t.Fatalf("a line of %d bytes: %q", len(l), l)
		}
	}
	count := map[string]int{}
	for _, l := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(l, ":")
		if !ok {
			t.Fatalf("no property: %q", l)
		}
		count[name]++
		if name == "BEGIN" || name == "END" {
			count[name+value]++
		}
	}
	for _, name := range []string{"BEGINVEVENT", "ENDVEVENT", "BEGINVCALENDAR", "ENDVCALENDAR", "UID", "SUMMARY", "DESCRIPTION", "DTSTAMP"} {
		if count[name] != 1 {
			t.Fatalf("%s stands %d times in %s", name, count[name], s)
		}
	}
}
