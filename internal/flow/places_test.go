package flow_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var updatePlaces = flag.Bool("update-places", false, "rewrite testdata/places.txt")

// TestPlaces reads short reports on their days and compares the places that are found.
func TestPlaces(t *testing.T) {
	const file = "testdata/places.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t, flow.ReaderOptions{Wanted: []text.Layer{text.Places}})
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line + "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		day, words, _ := strings.Cut(line, " ")
		raw := plain(words + "\n")
		raw.Given = text.Given{Dates: []text.GivenDate{{Text: day, From: record.DateFromFlag, Where: "--date"}}}
		reading, err := r.Read(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		for i := range reading.Document.Places {
			b.WriteString("\t" + placeLine(reading.Document.Places[i].Entry(reading.Document)) + "\n")
		}
	}
	if *updatePlaces {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(data) {
		t.Errorf("%s has changed; run with -update-places and read the difference:\n%s", file, b.String())
	}
}

func placeLine(p *record.Place) string {
	pin := "-"
	if p.Latitude != nil && p.Longitude != nil {
		pin = fmt.Sprintf("%.2f,%.2f", *p.Latitude, *p.Longitude)
	}
	return strings.Join([]string{p.Text, p.Name, p.Country, p.Admin1, p.Precision, pin, p.Rule}, " | ")
}
