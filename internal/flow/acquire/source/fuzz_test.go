package source_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
)

// fuzz reads bytes as standard input under a name and checks what every reader promises: each item is a report with
// bytes and a place or a fault with a code and words, and reading again gives the same.
func fuzz(f *testing.F, name string) {
	f.Fuzz(func(t *testing.T, b []byte) {
		o := source.Options{StdinName: name, Limits: source.Limits{MaxBytes: 1 << 20, MaxTotal: 8 << 20, MaxFaults: 50}}
		first, second := collect(b, o), collect(b, o)
		if len(first) != len(second) {
			t.Fatalf("got %d items, then %d", len(first), len(second))
		}
		for i, item := range first {
			if show(item) != show(second[i]) {
				t.Errorf("item %d: got %s, then %s", i, show(item), show(second[i]))
			}
			switch {
			case item.Err == nil && (len(item.Raw.Bytes) == 0 || item.Raw.Path != name || item.Raw.Format == ""):
				t.Errorf("item %d: %+v", i, item.Raw)
			case item.Err == nil && len(item.Raw.Bytes) > 1<<20:
				t.Errorf("item %d: %d bytes", i, len(item.Raw.Bytes))
			case item.Err != nil && (item.Err.Code == "" || item.Err.Message == "" || item.Err.Path != name):
				t.Errorf("item %d: %+v", i, item.Err)
			}
		}
		if len(first) == 0 {
			t.Error("neither a report nor a fault")
		}
	})
}

func collect(b []byte, o source.Options) []source.Item {
	var items []source.Item
	for item := range source.Read(context.Background(), bytes.NewReader(b), []string{"-"}, o) {
		items = append(items, item)
	}
	return items
}

func FuzzArchive(f *testing.F) {
	members := []member{{"a.txt", "Words."}, {"../b.txt", "out"}, {"c.jsonl", `{"text":"Words."}`}, {"d.zip", string(zipped(member{"e.txt", "Deep."}))}}
	f.Add(zipped(members...))
	f.Add(tarred(members...))
	f.Add(gzipped(tarred(members...)))
	f.Add(zstded(tarred(members...)))
	fuzz(f, "fuzz")
}

func FuzzMbox(f *testing.F) {
	f.Add([]byte("From a@example.org Mon Aug 25 10:00:00 2025\nSubject: x\n\n>From here.\n\nFrom b@example.org Tue Aug 26 10:00:00 2025\n\ny\n"))
	fuzz(f, "fuzz.mbox")
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(`{"text":"Words.","title":["a"],"source":{"name":"x"}}` + "\n{\"text\":\n\nnull\n"))
	fuzz(f, "fuzz.jsonl")
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`[{"text":"Words."},1,{"text":null}]`))
	f.Add([]byte(`{"items":[{"text":"Words."}]}`))
	fuzz(f, "fuzz.json")
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("title,text\n\"a\"\"b\",c\nd\n\"e,f\n"))
	f.Add([]byte("\xff\xfet\x00e\x00x\x00t\x00\n\x00w\x00"))
	fuzz(f, "fuzz.csv")
}
