package sqlite

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
)

// newer is what SQLite learned behind version 3.31, as far as a schema can hold it.
var newer = regexp.MustCompile(`(?is)\bSTRICT\b|\bRETURNING\b|\bMATERIALIZED\b|\bGENERATED\b|->|\bIS (NOT )?DISTINCT\b|\b(RIGHT|FULL)( OUTER)? JOIN\b|` +
	`\bFILTER\s*\(|\bstring_agg\b|\biif\s*\(|\bunixepoch\b|[a-z_]+\((\w|\.|\s|\([^()]*\)|,)*\bORDER BY\b`)

// TestSchemaForOlderSQLite wants nothing in the schema that the SQLite of current distributions does not know.
func TestSchemaForOlderSQLite(t *testing.T) {
	schema, err := freshSchema(t.Context(), Version)
	if err != nil || len(schema) < 20 {
		t.Fatalf("%d tables, indexes and views, %v", len(schema), err)
	}
	for name, text := range schema {
		if found := newer.FindString(text); found != "" {
			t.Errorf("%s has %q, which SQLite 3.31 cannot read", name, found)
		}
	}
	for _, bad := range []string{
		"CREATE TABLE x (y TEXT) STRICT", "SELECT group_concat(title, char(10) ORDER BY number) FROM t", "SELECT a ->> 'b' FROM c",
	} {
		if !newer.MatchString(bad) {
			t.Errorf("%s is not found", bad)
		}
	}
}

// titled makes a record of a text that was found four times, under three titles that are not in the order of letters.
func titled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, title := range []string{"Zebra crossing", "A crossing", "Zebra crossing", "Middle of the road"} {
		r := keeptest.Report(string(rune('a'+i)), title, "", "Talks in Kabul.")
		if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{r}}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, File)
}

// TestSearchSource has SQLite hold the index of words against the view that says what it was made from.
func TestSearchSource(t *testing.T) {
	db, err := open(titled(t), patient)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var title string
	if err := db.QueryRow("SELECT title FROM search_source").Scan(&title); err != nil || title != "zebra crossing a crossing middle of the road" {
		t.Errorf("the view gives the titles %q, %v", title, err)
	}
	if _, err := db.Exec("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"); err != nil {
		t.Errorf("the view and the index differ: %v", err)
	}
}

// TestPythonReads opens a record with the sqlite3 of Python, whose SQLite is that of the system.
func TestPythonReads(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not on the PATH")
	}
	if err := exec.Command(python, "-c", "import sqlite3").Run(); err != nil {
		t.Skip("this python3 has no module sqlite3")
	}
	const script = `
import sqlite3, sys
db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
print(sqlite3.sqlite_version, file=sys.stderr)
for table in "report", "document", "fact", "reading":
    print(table, db.execute("SELECT count(*) FROM " + table).fetchone()[0])
print(*(row[0] for row in db.execute("SELECT title FROM report ORDER BY number")), sep="; ")
`
	var said strings.Builder
	c := exec.Command(python, "-c", script, titled(t))
	c.Stderr = &said
	out, err := c.Output()
	const want = "report 4\ndocument 1\nfact 0\nreading 1\nZebra crossing; A crossing; Zebra crossing; Middle of the road\n"
	if err != nil || string(out) != want {
		t.Errorf("python3 reads %q, want %q: %v %s", out, want, err, said.String())
	}
	t.Logf("SQLite %s", strings.TrimSpace(said.String()))
}
