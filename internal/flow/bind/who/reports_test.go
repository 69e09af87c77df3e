package who_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// TestReports reads the short reports of testdata/reports.txt and compares the actors that are found in each.
func TestReports(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.References, text.Actors}})
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/reports.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "\t") {
			continue
		}
		fmt.Fprintln(&out, line)
		day, words, ok := strings.Cut(line, " ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		raw := text.Raw{Path: "case.txt", Format: text.Plain, Bytes: []byte(strings.ReplaceAll(words, " / ", "\n\n"))}
		raw.Given = text.Given{Language: "en", LanguageSure: true, Dates: []text.GivenDate{{Text: day, From: record.DateFromFlag, Where: "--date"}}}
		reading, err := reader.Read(t.Context(), raw)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		for _, a := range reading.Document.Facts.Actors {
			fmt.Fprintf(&out, "\t%s | %s | %s\n", a.Name, a.Country, strings.Join(sectors(a), "/"))
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if out.String() != string(data) {
		t.Errorf("the actors are others than those in %s; they are:\n%s", file, out.String())
	}
}

func sectors(a *record.ActorEntry) []string {
	if len(a.Sectors) > 0 {
		return slices.Clone(a.Sectors)
	}
	return []string{a.Sector}
}
