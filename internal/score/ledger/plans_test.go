package ledger_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	score "github.com/chancery-project/chancery/internal/score/ledger"
)

const plansFile = "../../flow/ledger/follow/testdata/reports.txt"

// TestPlansOfReports reads the sets of short reports and wants to know what became of each plan; lines that begin with
// "?" are known to be missed, and have to be missed, so that the file tells what the program does.
func TestPlansOfReports(t *testing.T) {
	threads, reports, missed := plans(t)
	loaded, err := score.Load(threads)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := kinds.All()
	if err != nil {
		t.Fatal(err)
	}
	c, err := score.Build(context.Background(), reader, all, loaded, reports)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.ScoreFollowUps(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range missed {
		if !slices.ContainsFunc(s.Faults, func(f string) bool { return strings.HasPrefix(f, "meeting "+words) }) {
			t.Errorf("%q is followed now: take its ? away", words)
		}
	}
	for _, f := range s.Faults {
		if !slices.ContainsFunc(missed, func(words string) bool { return strings.HasPrefix(f, "meeting "+words) }) {
			t.Error(f)
		}
	}
}

// plans reads the file of sets as threads and reports, with the words of the plans that are known to be missed.
func plans(t *testing.T) (threads, reports fstest.MapFS, missed []string) {
	t.Helper()
	b, err := os.ReadFile(plansFile)
	if err != nil {
		t.Fatal(err)
	}
	threads, reports = fstest.MapFS{}, fstest.MapFS{}
	for _, set := range strings.Split(string(b), "\n== ")[1:] {
		head, rest, _ := strings.Cut(set, "\n")
		texts, wanted, ok := strings.Cut(rest, "--\n")
		if !ok {
			t.Fatalf("%s: no line of -- ends the reports", head)
		}
		name := strings.Fields(head)[0]
		bodies := map[string]string{}
		var list []string
		for _, one := range strings.Split("\n"+texts, "\n# ")[1:] {
			first, body, _ := strings.Cut(one, "\n")
			date, publisher, _ := strings.Cut(first, " ")
			id := name + "-" + date
			list, bodies[id] = append(list, id), body
			reports[id+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ndate: %s\npublisher: %s\n---\n%s\n", date, publisher, strings.TrimSpace(body))}
		}
		var lines strings.Builder
		for line := range strings.Lines(strings.TrimSpace(wanted) + "\n") {
			outcome, words, _ := strings.Cut(strings.TrimSpace(line), " | ")
			if strings.HasPrefix(outcome, "?") {
				outcome = strings.TrimPrefix(outcome, "?")
				missed = append(missed, words)
			}
			g := score.FollowUp{ID: words, Kind: "meeting", Outcome: strings.Fields(outcome)[0]}
			if day := strings.Fields(outcome)[1]; day != "-" {
				g.OutcomeDate = day
			}
			for _, id := range list {
				if strings.Contains(bodies[id], words) {
					g.Made = append(g.Made, score.Quote{Report: id, Quote: words})
				}
			}
			b, err := json.Marshal(g)
			if err != nil || len(g.Made) == 0 {
				t.Fatalf("%s: %q does not stand in one of its reports: %v", name, words, err)
			}
			fmt.Fprintf(&lines, "%s\n", b)
		}
		threads[name+"/reports.txt"] = &fstest.MapFile{Data: []byte(strings.Join(list, "\n"))}
		threads[name+"/followups.jsonl"] = &fstest.MapFile{Data: []byte(lines.String())}
		for _, other := range []string{"events", "origins", "disputes"} {
			threads[name+"/"+other+".jsonl"] = &fstest.MapFile{}
		}
	}
	return threads, reports, missed
}
