package flow_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var updateActors = flag.Bool("update-actors", false, "rewrite testdata/actors.txt")

// TestActors reads short reports on their days and compares the actors that are found.
func TestActors(t *testing.T) {
	const file = "testdata/actors.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t, flow.ReaderOptions{Wanted: []text.Layer{text.Actors}})
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
		for _, a := range reading.Document.Facts.Actors {
			b.WriteString("\t" + actorLine(reading.Document, a) + "\n")
		}
	}
	if *updateActors {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(data) {
		t.Errorf("%s has changed; run with -update-actors and read the difference:\n%s", file, b.String())
	}
}

func actorLine(d *text.Document, a *record.ActorEntry) string {
	sectors := a.Sector
	if len(a.Sectors) > 0 {
		sectors = strings.Join(a.Sectors, "/")
	}
	var mentions []string
	for _, m := range a.Mentions {
		mentions = append(mentions, m.Of(d.Text))
	}
	return strings.Join([]string{a.Name, a.ActorKind, a.Country, sectors, strings.Join(mentions, ", ")}, " | ")
}
