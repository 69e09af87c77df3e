package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/export"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the expected files")

// write gives an export as bytes with its metadata.
func write(t testing.TB, w export.Store, r export.Request) ([]byte, *export.Metadata) {
	t.Helper()
	var out bytes.Buffer
	r.Program, r.Latest, r.About = "1.0", "2024-12-26", &export.Metadata{Program: "1.0"}
	if err := export.Write(context.Background(), w, &out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), r.About
}

// same compares with an expected file.
func same(t *testing.T, name string, got []byte) {
	t.Helper()
	got = bytes.ReplaceAll(got, []byte(ontology.Version()), []byte("ONTOLOGY")) // which has its own tests
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test ./internal/flow/publish/export -update rewrites it. Got:\n%s", name, got)
	}
}

// TestFormats holds every format against the file that it should be.
func TestFormats(t *testing.T) {
	w := calm(t)
	for name, r := range map[string]export.Request{
		"events.csv":        {Format: "events", Base: "https://desk.example/"},
		"events.tsv":        {Format: "events", Form: export.TSV, Strict: true},
		"events.jsonl":      {Format: "events", Form: export.JSON},
		"events.excel.csv":  {Format: "events", Excel: true},
		"reports.csv":       {Format: "reports"},
		"claims.csv":        {Format: "claims"},
		"figures.csv":       {Format: "figures"},
		"disputes.csv":      {Format: "disputes"},
		"plover.jsonl":      {Format: "plover"},
		"polecat.txt":       {Format: "polecat"},
		"gdelt.tsv":         {Format: "gdelt"},
		"mentions.tsv":      {Format: "mentions"},
		"events.geojson":    {Format: "geojson"},
		"acled.csv":         {Format: "acled"},
		"acled.numeric.csv": {Format: "acled", Numeric: true, Strict: true},
		"ucdp.csv":          {Format: "ucdp"},
		"icews.csv":         {Format: "icews"},
		"annotations.json":  {Format: "webanno"},
		"entities.ftm.json": {Format: "ftm", Base: "https://desk.example"},
		"timeline.json":     {Format: "timelinejs", Base: "https://desk.example"},
		"network.graphml":   {Format: "graphml"},
		"network.gexf":      {Format: "gexf"},
		"network.raw.gexf":  {Format: "gexf", Raw: true},
		"agenda.ics":        {Format: "ics", Base: "https://desk.example"},
		"agenda.strict.ics": {Format: "ics", Strict: true},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := write(t, w, r)
			same(t, name, got)
		})
	}
}

// TestJSONL holds the ledger's entries behind the documents.
func TestJSONL(t *testing.T) {
	w := calm(t)
	var out bytes.Buffer
	if err := export.JSONL(context.Background(), w, &out, export.Options{Ledger: w}); err != nil {
		t.Fatal(err)
	}
	same(t, "record.jsonl", out.Bytes())
	for line := range strings.Lines(out.String()) {
		if _, err := record.Decode([]byte(line)); err != nil {
			t.Error(err)
		}
	}
	var part bytes.Buffer
	if err := export.JSONL(context.Background(), w, &part, export.Options{Ledger: w, Filter: keep.Filter{Path: "2.txt"}}); err != nil {
		t.Fatal(err)
	}
	if s := part.String(); strings.Contains(s, `"type":"CONSULT"`) || strings.Contains(s, "tombstone") || !strings.Contains(s, `"kind":"joined"`) {
		t.Errorf("entries must stand on the second report: %s", s)
	}
}

// TestMetadata holds what stands beside a file.
func TestMetadata(t *testing.T) {
	_, about := write(t, calm(t), export.Request{Format: "polecat"})
	var out bytes.Buffer
	if err := about.Encode(&out); err != nil {
		t.Fatal(err)
	}
	same(t, "polecat.metadata.json", out.Bytes())
}

// TestParquet reads a table back: the types, the names, what is not known, and the metadata in the file.
func TestParquet(t *testing.T) {
	w := calm(t)
	b, _ := write(t, w, export.Request{Format: "events", Form: export.Parquet})
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if about, ok := f.Lookup("chancery"); !ok || !strings.Contains(about, `"rows": 2`) {
		t.Errorf("the metadata in the file is %q", about)
	}
	lines, _ := write(t, w, export.Request{Format: "events"})
	table, err := csv.NewReader(bytes.NewReader(lines)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range f.Schema().Columns() {
		names = append(names, strings.Join(c, "."))
	}
	if got, want := strings.Join(names, ","), strings.Join(table[0], ",")+",geometry"; got != want {
		t.Errorf("columns %s, want those of the table %s", got, want)
	}
	type row struct {
		ID    string   `parquet:"event_id,optional"`
		Quad  int64    `parquet:"quad_code"`
		Low   *float64 `parquet:"fatalities_low"`
		High  *float64 `parquet:"fatalities_high"`
		Admin string   `parquet:"admin2,optional"`
	}
	rows, err := parquet.Read[row](bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].ID != table[1][0] || rows[0].Quad != 4 || *rows[0].Low != 15 || *rows[0].High != 46 || rows[1].Low != nil {
		t.Errorf("rows are %+v", rows)
	}
	strict, _ := write(t, w, export.Request{Format: "events", Form: export.Parquet, Strict: true})
	if bytes.Contains(strict, []byte("x_strict")) {
		t.Error("a strict file has our own columns")
	}
	again, _ := write(t, w, export.Request{Format: "events", Form: export.Parquet})
	if !bytes.Equal(b, again) {
		t.Error("the same rows give other bytes")
	}
}

// TestPoints reads places back as GeoParquet has them: a point for a city, none for a district, and the box of all points.
func TestPoints(t *testing.T) {
	for _, format := range []string{"events", "reports"} {
		b, about := write(t, calm(t), export.Request{Format: format, Form: export.Parquet})
		f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		const want = `{"version":"1.1.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":["Point"],"bbox":[69.17,34.53,69.17,34.53]}}}`
		if geo, _ := f.Lookup("geo"); geo != want {
			t.Errorf("%s: the file says of its points %s", format, geo)
		}
		type row struct {
			Precision string `parquet:"geo_precision,optional"`
			Point     []byte `parquet:"geometry,optional"`
		}
		rows, err := parquet.Read[row](bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if r.Precision != "city" {
				if r.Point != nil {
					t.Errorf("%s: a place known to the %s has the point %x", format, r.Precision, r.Point)
				}
				continue
			}
			if want, err := hex.DecodeString("0101000000" + "7b14ae47e14a5140" + "a4703d0ad7434140"); err != nil || !bytes.Equal(r.Point, want) {
				t.Errorf("%s: the point is %x, want %x", format, r.Point, want)
			}
		}
		if c := about.Columns; c[len(c)-1] != "geometry" {
			t.Errorf("%s: the metadata names the columns %v", format, c)
		}
	}
	b, _ := write(t, calm(t), export.Request{Format: "claims", Form: export.Parquet})
	if f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b))); err != nil {
		t.Fatal(err)
	} else if _, ok := f.Lookup("geo"); ok {
		t.Error("claims have no places, and the file says that they have")
	}
}

// TestLeftOut counts what a form has no place for.
func TestLeftOut(t *testing.T) {
	for format, want := range map[string]string{"acled": "1 left out", "ucdp": "1 left out", "icews": "1 left out"} {
		_, about := write(t, calm(t), export.Request{Format: format})
		last := about.Losses[len(about.Losses)-1]
		if last.Field != "rows" || !strings.HasPrefix(last.Why, want) || about.Rows != 1 {
			t.Errorf("%s: %d rows, and the last loss is %+v", format, about.Rows, last)
		}
	}
}

// TestOrderOfAdding wants the same bytes whatever was added first.
func TestOrderOfAdding(t *testing.T) {
	w := calm(t)
	b := newBuilder(t)
	b.reverse = true
	other := b.strikes("Enayatullah Khowarazmi", "How many people were killed in Barmal")
	for _, f := range export.Formats() {
		if f.Kind == "" {
			continue
		}
		one, _ := write(t, w, export.Request{Format: f.Name})
		two, _ := write(t, other, export.Request{Format: f.Name})
		if !bytes.Equal(one, two) {
			t.Errorf("%s depends on the order of adding:\n%s\n%s", f.Name, one, two)
		}
	}
}

// TestUnknownFormat names those that there are.
func TestUnknownFormat(t *testing.T) {
	err := export.Write(context.Background(), calm(t), &bytes.Buffer{}, export.Request{Format: "xlsx"})
	if err == nil || !strings.Contains(err.Error(), "geojson") {
		t.Errorf("an unknown format gives %v", err)
	}
	err = export.Write(context.Background(), calm(t), &bytes.Buffer{}, export.Request{Format: "events", Form: "xlsx"})
	if err == nil || !strings.Contains(err.Error(), "parquet") {
		t.Errorf("an unknown form gives %v", err)
	}
}

// TestDocumented holds the list of losses in docs/exports.md against the one that goes beside the files.
func TestDocumented(t *testing.T) {
	table, err := os.ReadFile(filepath.Join("data", "losses.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("| format | field | why |\n|---|---|---|\n")
	for line := range strings.Lines(string(table)) {
		if cells := strings.Split(strings.TrimSpace(line), "\t"); len(cells) == 3 && cells[0] != "format" {
			b.WriteString("| " + strings.ReplaceAll(cells[0], " ", ", ") + " | " + cells[1] + " | " + cells[2] + " |\n")
		}
	}
	file := filepath.Join("..", "..", "..", "..", "docs", "exports.md")
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const from, to = "<!-- losses -->\n", "<!-- /losses -->"
	before, rest, ok := strings.Cut(string(page), from)
	_, after, okEnd := strings.Cut(rest, to)
	if !ok || !okEnd {
		t.Fatal("docs/exports.md has no place for the losses")
	}
	if *update {
		if err := os.WriteFile(file, []byte(before+from+b.String()+to+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !strings.Contains(string(page), from+b.String()+to) {
		t.Error("docs/exports.md does not list these losses; go test ./internal/flow/publish/export -update rewrites it")
	}
	for _, f := range export.Formats() {
		if !strings.Contains(string(page), "`chancery export "+f.Name) {
			t.Errorf("docs/exports.md does not tell of %s", f.Name)
		}
	}
}
