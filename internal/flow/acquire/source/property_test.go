package source_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
)

// words draws a text with the signs that tables and mailboxes must take care of.
func words() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{"Kabul", "said", `"no"`, `"`, ",", ";", "\n", "\n\n", "From a@b 10:00 2025", ">From", "\t", "é", "{", `\`})
	return rapid.Custom(func(t *rapid.T) string {
		return "A" + strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), " ") + "."
	})
}

// texts reads bytes under a name and gives what the reports say.
func texts(t *rapid.T, name string, b []byte) []string {
	var got []string
	for _, item := range collect(b, source.Options{StdinName: name}) {
		if item.Err != nil {
			t.Fatalf("%s: %v in\n%s", name, item.Err, b)
		}
		got = append(got, string(item.Raw.Bytes))
	}
	return got
}

// TestTablesGiveWhatWasWritten writes reports in each form and reads them back.
func TestTablesGiveWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(words(), 1, 6).Draw(t, "texts")
		var table, lines, box bytes.Buffer
		w := csv.NewWriter(&table)
		_ = w.Write([]string{"title", "text", "url"})
		for _, s := range want {
			_ = w.Write([]string{"x", s, ""})
			line, _ := json.Marshal(struct{ Text string }{s})
			fmt.Fprintf(&lines, "%s\n", line)
			box.WriteString("From a@example.org Mon Aug 25 10:00:00 2025\nSubject: x\n\n")
			for l := range strings.Lines(s) {
				if strings.HasPrefix(strings.TrimLeft(l, ">"), "From ") {
					box.WriteByte('>')
				}
				box.WriteString(l)
			}
			box.WriteString("\n\n")
		}
		w.Flush()
		list, _ := json.Marshal(texts(t, "a.jsonl", lines.Bytes()))
		if written, _ := json.Marshal(want); !bytes.Equal(list, written) {
			t.Fatalf("lines: got %s, want %s", list, written)
		}
		for i, got := range texts(t, "a.csv", table.Bytes()) {
			if got != want[i] {
				t.Fatalf("table: got %q, want %q", got, want[i])
			}
		}
		messages := texts(t, "a.mbox", box.Bytes())
		if len(messages) != len(want) {
			t.Fatalf("mailbox: got %q, want %q", messages, want)
		}
		for i, got := range messages {
			if got != "Subject: x\n\n"+want[i]+"\n" {
				t.Fatalf("mailbox: got %q, want %q", got, want[i])
			}
		}
	})
}
