package parquet_test

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"testing"

	reference "github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/publish/parquet"
)

// row has a column of each kind, with and without missing values.
type row struct {
	Name  *string  `parquet:"name"`
	Sort  string   `parquet:"sort"`
	Count *int64   `parquet:"count"`
	Size  int64    `parquet:"size"`
	Low   *float64 `parquet:"low"`
	High  float64  `parquet:"high"`
	Sure  *bool    `parquet:"sure"`
	Open  bool     `parquet:"open"`
}

func columns() []parquet.Column {
	return []parquet.Column{
		{Name: "name", Kind: parquet.Text, Optional: true},
		{Name: "sort", Kind: parquet.Text},
		{Name: "count", Kind: parquet.Integer, Optional: true},
		{Name: "size", Kind: parquet.Integer},
		{Name: "low", Kind: parquet.Real, Optional: true},
		{Name: "high", Kind: parquet.Real},
		{Name: "sure", Kind: parquet.Truth, Optional: true},
		{Name: "open", Kind: parquet.Truth},
	}
}

func value[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func written(t interface{ Fatal(...any) }, rows []row, part int) []byte {
	var out bytes.Buffer
	w, err := parquet.NewWriter(&out, columns(), part)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Row([]any{value(r.Name), r.Sort, value(r.Count), r.Size, value(r.Low), r.High, value(r.Sure), r.Open}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close("test", map[string]string{"b": "words", "a": ""}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReadByOthers writes tables and wants another program to read the same.
func TestReadByOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Few different texts, so that some parts have a dictionary, and many rows, so that numbers of it take several bits.
		word := rapid.SampledFrom([]string{"", "a", "käse", "北京", "a longer text that recurs", fmt.Sprint(rapid.Uint16().Draw(t, "word"))})
		maybe := func(label string) bool { return rapid.IntRange(0, 3).Draw(t, label) > 0 }
		rows := make([]row, rapid.IntRange(0, 120).Draw(t, "rows"))
		for i := range rows {
			r := row{Sort: word.Draw(t, "sort"), Size: rapid.Int64().Draw(t, "size"), High: rapid.Float64().Draw(t, "high"), Open: rapid.Bool().Draw(t, "open")}
			if maybe("name") {
				s := word.Draw(t, "name")
				r.Name = &s
			}
			if maybe("count") {
				r.Count = &r.Size
			}
			if maybe("low") {
				r.Low = &r.High
			}
			if maybe("sure") {
				r.Sure = &r.Open
			}
			rows[i] = r
		}
		part := rapid.IntRange(1, 200).Draw(t, "part")
		b := written(t, rows, part)
		f, err := reference.OpenFile(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		if v, ok := f.Lookup("b"); !ok || v != "words" || f.NumRows() != int64(len(rows)) {
			t.Fatalf("%q, %v; %d rows of %d", v, ok, f.NumRows(), len(rows))
		}
		got, err := reference.Read[row](bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(rows) || len(rows) > 0 && !reflect.DeepEqual(got, rows) {
			t.Fatalf("%+v, want %+v", got, rows)
		}
		if !bytes.Equal(b, written(t, rows, part)) {
			t.Fatal("the same rows give other bytes")
		}
	})
}

// TestManyTexts writes dictionaries of all widths, and texts that are too long for one.
func TestManyTexts(t *testing.T) {
	for _, different := range []int{1, 2, 3, 255, 256, 257, 70_000} {
		rows := make([]row, 2*different)
		for i := range rows {
			rows[i] = row{Sort: fmt.Sprintf("text %d", i%different), Size: int64(i)}
		}
		if different == 3 {
			rows[0].Sort = string(bytes.Repeat([]byte("long "), 300_000))
		}
		b := written(t, rows, len(rows))
		got, err := reference.Read[row](bytes.NewReader(b), int64(len(b)))
		if err != nil || !reflect.DeepEqual(got, rows) {
			t.Errorf("%d different texts: %v", different, err)
		}
	}
}

// TestRefused names the row and the column of what does not fit.
func TestRefused(t *testing.T) {
	w, err := parquet.NewWriter(io.Discard, columns()[:2], 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		row  []any
		want string
	}{
		{[]any{"a"}, "parquet: row 1 has 1 values, the table has 2 columns"},
		{[]any{int64(3), "a"}, "parquet: row 1: column name cannot hold the int64 3"},
		{[]any{nil, nil}, "parquet: row 1: column sort cannot hold the <nil> <nil>"},
	} {
		if err := w.Row(c.row); err == nil || err.Error() != c.want {
			t.Errorf("%v: %v, want %s", c.row, err, c.want)
		}
	}
}
