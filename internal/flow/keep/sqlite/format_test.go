package sqlite_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

// TestFormatIsDocumented wants every table and column in docs/record-format.md, and no others there.
func TestFormatIsDocumented(t *testing.T) {
	b, err := os.ReadFile("../../../../docs/record-format.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{} // what stands under the heading of each table
	for _, part := range strings.Split(string(b), "\n### ")[1:] {
		name, _, _ := strings.Cut(part, ":")
		part, _, _ = strings.Cut(part, "\n## ")
		parts[name] = part
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(empty(t), sqlite.File)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables := map[string][]string{}
	rows, err := db.Query("SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		tables[table] = append(tables[table], column)
	}
	if err := rows.Err(); err != nil || len(tables) < 12 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	for table, columns := range tables {
		part := parts[table]
		if strings.HasPrefix(table, "search_") {
			part = parts["search"]
		}
		if part == "" {
			t.Errorf("the table %s has no part", table)
			continue
		}
		for _, c := range columns {
			if !strings.Contains(part, "`"+c+"`") {
				t.Errorf("the table %s: the column %s is not named", table, c)
			}
		}
		for _, row := range regexp.MustCompile("(?m)^\\| (`[^|]*`) \\|").FindAllStringSubmatch(part, -1) {
			for _, c := range strings.Split(row[1], ", ") {
				if c = strings.Trim(c, "`"); !slices.Contains(columns, c) {
					t.Errorf("the table %s has no column %s", table, c)
				}
			}
		}
	}
	for name := range parts {
		if tables[name] == nil {
			t.Errorf("there is no table %s", name)
		}
	}
	for _, word := range []string{sqlite.File, sqlite.LockFile, "0x43484e43", "**version 2**", "`report_document`", "`search_source`", "`chancery_words`"} {
		if !strings.Contains(string(b), word) {
			t.Errorf("%s is not named", word)
		}
	}
}
