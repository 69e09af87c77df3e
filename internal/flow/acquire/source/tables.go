package source

import (
	"bytes"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

//go:embed formats.tsv
var formatsTSV string

//go:embed signatures.tsv
var signaturesTSV string

//go:embed columns.tsv
var columnsTSV string

// kind is what bytes are: a format of a report (with the words of text.Format), a container, or neither.
type kind string

const (
	kindUnknown     kind = ""
	kindMbox        kind = "mbox"
	kindJSONL       kind = "jsonl"
	kindJSON        kind = "json"
	kindCSV         kind = "csv"
	kindTSV         kind = "tsv"
	kindZip         kind = "zip"
	kindTar         kind = "tar"
	kindGzip        kind = "gzip"
	kindZstd        kind = "zstd"
	kindOLE         kind = "ole" // an Office file that is no package: of the old form, or encrypted
	kindUnsupported kind = "unsupported"
	kindSkip        kind = "skip"
	kindBinary      kind = "binary"
)

const (
	kindText     = kind(text.Plain)
	kindMarkdown = kind(text.Markdown)
	kindHTML     = kind(text.HTML)
	kindMail     = kind(text.Mail)
	kindDOCX     = kind(text.DOCX)
	kindPDF      = kind(text.PDF)
)

func kinds() []kind {
	return []kind{
		kindText, kindMarkdown, kindHTML, kindMail, kindDOCX, kindPDF, kindMbox, kindJSONL, kindJSON, kindCSV, kindTSV,
		kindZip, kindTar, kindGzip, kindZstd, kindOLE, kindUnsupported, kindSkip, kindBinary,
	}
}

// format is one row of formats.tsv.
type format struct {
	kind kind
	what string
}

// signature is one row of signatures.tsv.
type signature struct {
	offset int
	bytes  []byte
	format
}

// formatTable is what is known of names and first bytes of files.
type formatTable struct {
	byExtension map[string]format
	signatures  []signature
}

func (t formatTable) kind(extension string) kind { return t.byExtension[extension].kind }

// signature gives what the first bytes of a file say it is, with kindUnknown where they say nothing.
func (t formatTable) signature(head []byte) format {
	for _, s := range t.signatures {
		if len(head) >= s.offset && bytes.HasPrefix(head[s.offset:], s.bytes) {
			return s.format
		}
	}
	return format{}
}

// columnTable gives the field and the rank of a column by its folded name.
type columnTable map[string]column

type column struct {
	field string
	rank  int
}

// Fields lists the fields of an article that a column can be mapped to.
func Fields() []string {
	return []string{"text", "title", "author", "publisher", "url", "date", "language", "id"}
}

// CheckTables tells every fault of the embedded tables.
func CheckTables() error {
	_, errFormats := parseFormats(formatsTSV, signaturesTSV)
	_, errColumns := parseColumns(columnsTSV)
	return errors.Join(errFormats, errColumns)
}

func loadFormats() formatTable {
	t, err := parseFormats(formatsTSV, signaturesTSV)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return t
}

func loadColumns() columnTable {
	t, err := parseColumns(columnsTSV)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return t
}

func parseFormats(extensions, signatures string) (formatTable, error) {
	t := formatTable{byExtension: map[string]format{}}
	err := eachRow("formats.tsv", extensions, 3, func(f []string) error {
		if _, twice := t.byExtension[f[0]]; twice {
			return fmt.Errorf("extension %q stands twice", f[0])
		}
		t.byExtension[f[0]] = format{kind(f[1]), f[2]}
		return checkKind(f[1])
	})
	err = errors.Join(err, eachRow("signatures.tsv", signatures, 4, func(f []string) error {
		offset, err := strconv.Atoi(f[0])
		if err != nil || offset < 0 || offset > headBytes-64 {
			return fmt.Errorf("offset %q is none", f[0])
		}
		b, err := hex.DecodeString(f[1])
		if err != nil || len(b) == 0 {
			return fmt.Errorf("bytes %q are none", f[1])
		}
		t.signatures = append(t.signatures, signature{offset, b, format{kind(f[2]), f[3]}})
		return checkKind(f[2])
	}))
	return t, err
}

func checkKind(k string) error {
	if !slices.Contains(kinds(), kind(k)) {
		return fmt.Errorf("no kind %q", k)
	}
	return nil
}

func parseColumns(table string) (columnTable, error) {
	t := columnTable{}
	err := eachRow("columns.tsv", table, 2, func(f []string) error {
		if !slices.Contains(Fields(), f[0]) {
			return fmt.Errorf("no field %q", f[0])
		}
		if f[1] != fold(f[1]) {
			return fmt.Errorf("column %q is not folded", f[1])
		}
		if _, twice := t[f[1]]; twice {
			return fmt.Errorf("column %q stands twice", f[1])
		}
		t[f[1]] = column{f[0], len(t)}
		return nil
	})
	return t, err
}

// eachRow calls row for the rows of a table with a header and comments, and gives all faults with their lines.
func eachRow(name, table string, fields int, row func([]string) error) error {
	var faults []error
	header := true
	line := 0
	for l := range strings.Lines(table) {
		line++
		l = strings.TrimSuffix(l, "\n")
		if strings.HasPrefix(l, "#") {
			continue
		}
		if header {
			header = false
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != fields {
			faults = append(faults, fmt.Errorf("%s:%d: %d columns, want %d", name, line, len(f), fields))
			continue
		}
		if err := row(f); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, line, err))
		}
	}
	return errors.Join(faults...)
}

// fold gives the form in which names of columns are compared.
func fold(name string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '_', '-', '.', ' ', '\uFEFF':
			return -1
		}
		return c
	}, strings.ToLower(name))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
