package rows_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/rows"
)

func TestEachReportsEveryFault(t *testing.T) {
	files := fstest.MapFS{"a.tsv": {Data: []byte("# comment\none\ttwo\n\nshort\nbad\trow\n")}}
	var got []string
	err := rows.Each(files, "a.tsv", 2, func(row []string) error {
		if row[0] == "bad" {
			return errors.New("no such word")
		}
		got = append(got, strings.Join(row, "+"))
		return nil
	})
	if strings.Join(got, " ") != "one+two" {
		t.Errorf("rows %q", got)
	}
	for _, want := range []string{"a.tsv line 4: 1 columns, want 2", "a.tsv line 5: no such word"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
	if err := rows.Each(files, "b.tsv", 2, nil); err == nil {
		t.Error("a file that is not there passed")
	}
}
