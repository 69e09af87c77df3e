package gsr_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/internal/score/gsr"
	"github.com/chancery-project/chancery/record"
)

const records = `{"id":"r1","date":"2000-01-01","text":"Japan will meet Italy.","event":"AGREE","event_2021":"AGREE","source":[{"code":"JAP"}],"target":[{"code":"ITL"}]}
{"id":"r2","date":"2000-01-01","text":"Chad and Mali signed.","event":"SUPPORT","source":[{"code":"TCD"},{"code":"MLI"}],"target":[]}
{"id":"r3","date":"2000-01-01","text":"Amnesty accused Chad.","event":"DISAPPROVE","event_2021":"ACCUSE","source":[{"code":"IGO"}],"target":[{"code":"TCD"}]}
`

func event(typ, strict string, confidence float64, actors, recipients string) *record.Event {
	e := &record.Event{Type: typ, Strict: strict, Confidence: confidence}
	for _, code := range strings.Fields(actors) {
		e.Actors = append(e.Actors, record.Actor{Name: code, Country: code})
	}
	for _, code := range strings.Fields(recipients) {
		e.Recipients = append(e.Recipients, record.Actor{Name: code, Country: code})
	}
	return e
}

func score(t *testing.T, s *gsr.Score, found map[string][]*record.Event) {
	t.Helper()
	set, err := gsr.Read("records.jsonl", []byte(records))
	if err != nil {
		t.Fatal(err)
	}
	err = s.Read(t.Context(), set, func(_ context.Context, name, words, date string) (*facts.Reading, error) {
		if want := map[string]string{"": "2000-01-01", "none": "", "1990-01-01": "1990-01-01"}[s.Date]; date != want {
			t.Errorf("%s is read as of %q, want %q", name, date, want)
		}
		return &facts.Reading{Text: words, Events: found[name]}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func perfect() map[string][]*record.Event {
	return map[string][]*record.Event{
		"r1": {event("CONSULT", "AGREE", .9, "JPN", "ITA")},
		"r2": {event("SUPPORT", "SUPPORT", .9, "TCD", "MLI")},
		"r3": {event("ACCUSE", "ACCUSE allege", .9, "NGO", "TCD")},
	}
}

func TestScore(t *testing.T) {
	cases := []struct {
		name               string
		spoil              func(map[string][]*record.Event)
		among, first       int
		beyond, silent     int
		actors, recipients facts.Count
		errors             string
		leastSure          float64
	}{
		{"perfect", func(map[string][]*record.Event) {}, 3, 3, 0, 0, facts.Count{Hit: 4, Found: 4, Gold: 4}, facts.Count{Hit: 2, Found: 2, Gold: 2}, "", 0},
		{
			"another event that is more sure", func(f map[string][]*record.Event) {
				f["r1"] = append(f["r1"], event("ASSAULT", "ASSAULT", .95, "TCD", ""))
			}, 3, 2, 1, 0, facts.Count{Hit: 4, Found: 4, Gold: 4}, facts.Count{Hit: 2, Found: 2, Gold: 2}, "r1: not the most sure", 0,
		},
		{
			"another type", func(f map[string][]*record.Event) { f["r3"][0].Type, f["r3"][0].Strict = "REQUEST", "REQUEST" },
			2, 2, 0, 0,
			facts.Count{Hit: 4, Found: 4, Gold: 4},
			facts.Count{Hit: 2, Found: 2, Gold: 2},
			"r3: type", 0,
		},
		{
			"nothing", func(f map[string][]*record.Event) { delete(f, "r3") },
			2, 2, 0, 1,
			facts.Count{Hit: 3, Found: 3, Gold: 4},
			facts.Count{Hit: 1, Found: 1, Gold: 2},
			"r3: nothing found", 0,
		},
		{
			"not sure enough", func(f map[string][]*record.Event) { f["r3"][0].Confidence = .2 },
			2, 2, 0, 1,
			facts.Count{Hit: 3, Found: 3, Gold: 4},
			facts.Count{Hit: 1, Found: 1, Gold: 2},
			"r3: nothing found", .5,
		},
		{
			"sides changed", func(f map[string][]*record.Event) {
				e := f["r1"][0]
				e.Actors, e.Recipients = e.Recipients, e.Actors
			}, 3, 3, 0, 0, facts.Count{Hit: 3, Found: 4, Gold: 4}, facts.Count{Hit: 1, Found: 2, Gold: 2}, "r1: actors, recipients", 0,
		},
		{
			"a side that is not there", func(f map[string][]*record.Event) {
				f["r2"][0].Recipients = append(f["r2"][0].Recipients, record.Actor{Country: "FRA"})
			}, 3, 3, 0, 0, facts.Count{Hit: 4, Found: 5, Gold: 4}, facts.Count{Hit: 2, Found: 2, Gold: 2}, "r2: actors", 0,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found := perfect()
			c.spoil(found)
			s := gsr.Score{MinConfidence: c.leastSure}
			score(t, &s, found)
			if s.Among != c.among || s.First != c.first || s.Beyond != c.beyond || s.Silent != c.silent {
				t.Errorf("among %d, first %d, beyond %d, silent %d", s.Among, s.First, s.Beyond, s.Silent)
			}
			if s.Actors != c.actors || s.Recipients != c.recipients {
				t.Errorf("actors %+v, recipients %+v", s.Actors, s.Recipients)
			}
			var b strings.Builder
			if err := s.WriteErrors(&b); err != nil || (c.errors == "") != (b.Len() == 0) || !strings.Contains(b.String(), c.errors+"\n") && c.errors != "" {
				t.Errorf("%v, listed, want %q:\n%s", err, c.errors, b.String())
			}
		})
	}
}

func TestTable(t *testing.T) {
	s := gsr.Score{Date: "none"}
	score(t, &s, perfect())
	var b strings.Builder
	if err := s.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"| right type as the most sure | 1.000 |", "| both as one | 6 | 6 | 1.000 | 1.000 | 1.000 |", "| SUPPORT | 1 | 1 | 1 |  |",
	} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("no line %s in\n%s", line, b.String())
		}
	}
}

func TestCodes(t *testing.T) {
	data, err := os.ReadFile("data/codes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gsr.LoadCodes(string(data)); err != nil {
		t.Error(err)
	}
	if _, err := gsr.LoadCodes("IGO\tINT\twhy\nJAPAN\tJPN\twhy\nIGO\tINT\twhy\nXXX\n"); err == nil || strings.Count(err.Error(), "codes.tsv:") != 3 {
		t.Errorf("want three faults: %v", err)
	}
}

func TestReadFaults(t *testing.T) {
	for _, bad := range []string{
		"", "{", `{"id":"x","text":"words","event":"SONG"}`, `{"id":"x","text":" ","event":"AID"}`, `{"id":"x","text":"words","event":"FIGHT"}`,
	} {
		if _, err := gsr.Read("x", []byte(bad)); err == nil {
			t.Errorf("%q passed", bad)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(records))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = gsr.Read("x", data)
	})
}
