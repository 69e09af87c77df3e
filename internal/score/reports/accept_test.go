package reports_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/internal/score/reports"
	"github.com/chancery-project/chancery/record"
)

// TestAccept reads one event with what is accepted and sides that were found, and wants both sides right or not.
func TestAccept(t *testing.T) {
	const event = `{"quote":"Mali expelled the envoy","type":"SANCTION","status":"actual","actors":["Mali"],"recipients":["envoy"],%s}`
	cases := []struct {
		accept             string
		actors, recipients []string
		right              bool
	}{
		{`"accept":[]`, []string{"Mali"}, []string{"envoy"}, true},
		{`"accept":[]`, []string{"the Mali"}, []string{"Envoy"}, true},
		{`"accept":[]`, []string{"Mali"}, []string{"France"}, false},
		{`"accept":["France"]`, []string{"Mali"}, []string{"France"}, true},
		{`"accept":["France"]`, []string{"Mali"}, []string{"France", "envoy"}, true},
		{`"accept":["France"]`, []string{"Mali"}, nil, false},
		{`"accept":["France",""]`, []string{"Mali"}, nil, true},
		{`"accept":{"envoy":["France"]}`, []string{"Mali"}, []string{"France"}, true},
		{`"accept":{"envoy":["France"]}`, []string{"France"}, []string{"envoy"}, false},
		{`"accept":{"envoy":[""]}`, []string{"Mali"}, nil, true},
		{`"accept":{"envoy":[""]}`, nil, []string{"envoy"}, false},
		{`"accept":{"":["Paris"]}`, []string{"Mali"}, []string{"envoy", "Paris"}, true},
		{`"accept":{"":["Paris"]}`, []string{"Mali", "Niger"}, []string{"envoy"}, false},
		{`"note":"accept recipient France or Paris"`, []string{"Mali"}, []string{"Paris"}, true},
		{`"note":"no host named; accept an empty recipient"`, []string{"Mali"}, nil, true},
	}
	for _, c := range cases {
		dir := fstest.MapFS{
			"a.txt":               {Data: []byte("Mali expelled the envoy.")},
			"a.gold/events.jsonl": {Data: []byte(fmt.Sprintf(event, c.accept))},
		}
		set := load(t, dir)
		actors := func(names []string) (list []record.Actor) {
			for _, n := range names {
				list = append(list, record.Actor{Name: n})
			}
			return list
		}
		r := &facts.Reading{Text: set[0].Text, Events: []*record.Event{{
			Span: record.Span{Start: 0, End: 24}, Type: "SANCTION", Status: record.Actual,
			Actors: actors(c.actors), Recipients: actors(c.recipients),
		}}}
		var s reports.Score
		s.Add(&set[0], r)
		if got := s.Events.Sides.Hit == 1; got != c.right {
			t.Errorf("%s with %q and %q: right %v, want %v", c.accept, c.actors, c.recipients, got, c.right)
		}
	}
}

func TestInterval(t *testing.T) {
	for date, want := range map[string]string{
		"2021-09-02": "2021-09-02 2021-09-02", "2021-02": "2021-02-01 2021-02-28", "2020": "2020-01-01 2020-12-31",
		"2021-08-13/2021-09": "2021-08-13 2021-09-30", "2021-W34": "2021-08-23 2021-08-29", "2021-08-13/": "2021-08-13 ",
		"2020-W01": "2019-12-30 2020-01-05", "spring": "none",
	} {
		got := "none"
		if from, to, ok := reports.Interval(date); ok {
			got = from + " " + to
		}
		if got != want {
			t.Errorf("%s is %s, want %s", date, got, want)
		}
	}
}
