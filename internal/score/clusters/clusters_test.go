package clusters_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/score/clusters"
)

const set = `{"id":"1","date":"2023-05-02","text":"Divers search for the yacht Morning Heron that went missing.","story":"yacht"}
{"id":"2","date":"2023-05-03","text":"The wreck of the Morning Heron was found by divers.","story":"yacht"}
{"id":"3","date":"2023-05-03","text":"Dockers went on strike over their pensions.","story":null}

{"id":"4","date":"2023-05-04","text":"An orchestra from Bergen opened a festival of brass music.","story":"festival"}
`

func TestScore(t *testing.T) {
	reports, err := clusters.Load(strings.NewReader(set))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := clusters.Run(t.Context(), reader, reports)
	if err != nil {
		t.Fatal(err)
	}
	if s.Reports != 4 || s.Stories != 2 || s.Labelled.Items != 3 || s.All.Items != 4 {
		t.Errorf("score %+v", s)
	}
	if s.Labelled.F1() != 1 || s.All.F1() != 1 || len(s.Found) != 1 {
		t.Errorf("the two reports on the yacht are one story, the others none: %+v", s)
	}
	var b strings.Builder
	if err := s.WriteStories(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Heron") || !strings.Contains(b.String(), "2023-05-03 [yacht] The wreck") {
		t.Errorf("stories:\n%s", b.String())
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, bad := range []string{`{`, `{"id":"1","date":"May","text":"x"}`, `{"id":"1","date":"2023-05-02"}`} {
		if _, err := clusters.Load(strings.NewReader("\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
