package reports_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/internal/score/reports"
	"github.com/chancery-project/chancery/record"
)

const words = `Chad and Libya met in Sebha on 3 May 2001. The Libyan government will send 40 trucks to the rebels. ` +
	`Chad denies that it shelled the town. Libyan officials said that Chad shelled the town.`

var files = map[string]string{
	"sebha.txt": words,
	"sebha.gold/events.jsonl": `{"id":"e1","quote":"Chad and Libya met in Sebha","type":"CONSULT","mode":"","actors":["Chad","Libya"],"recipients":[],"date":"2001-05-03","place":"Sebha","status":"actual","attribution":null,"alt_types":[]}
{"id":"e2","quote":"will send 40 trucks to the rebels","type":"AID","mode":"","actors":["Libya"],"recipients":["the rebels"],"date":null,"place":null,"status":"planned","attribution":null,"alt_types":["AGREE"]}
{"id":"e3","quote":"Chad denies that it shelled the town","type":"ASSAULT","mode":"heavy-weapons","actors":["Chad"],"recipients":["town"],"date":null,"place":null,"status":"denied","attribution":"Chad","note":"accept an empty recipient"}
{"id":"e4","quote":"Chad shelled the town","type":"ASSAULT","mode":"heavy-weapons","actors":["Chad"],"recipients":["town"],"date":null,"place":null,"status":"actual","attribution":"Libyan officials","optional":true,"coref":null}`,
	"sebha.gold/claims.jsonl": `{"id":"c1","quote":"Chad denies that it shelled the town","source":"Chad","stance":"deny","content":"it shelled the town"}
{"id":"c2","quote":"Libyan officials said that Chad shelled the town","source":"Libyan officials","stance":"accuse","content":"Chad shelled the town","note":"alt stance=assert"}`,
	"sebha.gold/figures.jsonl": `{"id":"f1","quote":"40 trucks","value":40,"value_max":null,"unit":"trucks","qualifier":"exact"}`,
	"sebha.gold/actors.jsonl": `{"name":"Chad","kind":"state","country":"TCD","sector":"GOV","mentions":["Chad"]}
{"name":"Libya","kind":"state","country":"LBY","sector":"GOV","mentions":["Libya","The Libyan government"]}
{"name":"Libyan officials","kind":"person","country":"LBY","sector":"GOV","mentions":["Libyan officials"],"accept":["Government of Libya"]}`,
	"sebha.gold/times.jsonl": `{"quote":"on 3 May 2001","text":"3 May 2001","value":"2001-05-03"}`,
	"sebha.gold/meta.json":   `{"date":"2001-05-05"}`,
}

func folder() fstest.MapFS {
	m := fstest.MapFS{}
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return m
}

func load(t testing.TB, dir fs.FS) []reports.Gold {
	t.Helper()
	set, err := reports.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func span(text, quote string) record.Span {
	i := strings.Index(text, quote)
	return record.Span{Start: i, End: i + len(quote)}
}

// perfect gives a reading that says just what gold says.
func perfect(g *reports.Gold) *facts.Reading {
	kinds := map[string]reports.Actor{}
	for _, a := range g.Actors {
		kinds[a.Name] = a
	}
	actor := func(name string) record.Actor {
		a := kinds[name]
		return record.Actor{Name: name, Kind: a.Kind, Country: a.Country, Sector: a.Sector}
	}
	one := func(name *string) *record.Actor {
		if name == nil {
			return nil
		}
		a := actor(*name)
		return &a
	}
	r := &facts.Reading{Text: g.Text}
	for _, e := range g.Events {
		f := &record.Event{Span: span(g.Text, e.Quote), Type: e.Type, Mode: e.Mode, Status: record.Status(e.Status), Attribution: one(e.Attribution), Confidence: 1}
		for _, n := range e.Actors {
			f.Actors = append(f.Actors, actor(n))
		}
		for _, n := range e.Recipients {
			f.Recipients = append(f.Recipients, actor(n))
		}
		if e.Date != nil {
			from, to, _ := reports.Interval(*e.Date)
			f.Time = &record.When{From: &from, To: &to}
		}
		if e.Place != nil {
			f.Place = &record.Where{Name: *e.Place}
		}
		r.Events = append(r.Events, f)
	}
	for _, c := range g.Claims {
		r.Claims = append(r.Claims, &record.Claim{Span: span(g.Text, c.Quote), Source: one(c.Source), Stance: record.Stance(c.Stance), Content: c.Content})
	}
	for _, f := range g.Figures {
		r.Figures = append(r.Figures, &record.Figure{Span: span(g.Text, f.Quote), Value: f.Value, ValueMax: f.ValueMax, Unit: f.Unit, Qualifier: record.Qualifier(f.Qualifier)})
	}
	for _, x := range g.Times {
		r.Times = append(r.Times, &record.Time{Span: span(g.Text, x.Quote), Text: x.Text, Value: x.Value})
	}
	for _, a := range g.Actors {
		r.Actors = append(r.Actors, &record.ActorEntry{Name: a.Name, ActorKind: a.Kind, Country: a.Country, Sector: a.Sector})
	}
	return r
}

// headline gives the counts that the tables rest on, by name.
func headline(s *reports.Score) map[string]facts.Count {
	return map[string]facts.Count{
		"type": s.Events.Type, "actors": s.Events.Actors, "sides": s.Events.Sides, "full": s.Events.Full, "countries": s.Events.Countries,
		"mode": s.Events.Mode, "date": s.Events.Date, "place": s.Events.Place, "attribution": s.Events.Attribution,
		"content": s.Claims.Content, "sourced": s.Claims.Sourced, "stance": s.Claims.Stance,
		"value": s.Figures.Value, "unit": s.Figures.Unit, "qualifier": s.Figures.Qualifier,
		"times": s.Times, "name": s.Actors.Name, "country": s.Actors.Country, "sector": s.Actors.Sector,
	}
}

// TestPerfect wants 1 everywhere for a reading that says what gold says: for the set above, and for the project's own.
func TestPerfect(t *testing.T) {
	sets := map[string][]reports.Gold{"the set of this test": load(t, folder())}
	own, err := filepath.Glob("../../../testdata/reports/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range own {
		if gold, _ := filepath.Glob(filepath.Join(dir, "*.gold")); len(gold) > 0 {
			sets[dir] = load(t, os.DirFS(dir))
		}
	}
	for name, set := range sets {
		var s reports.Score
		for i := range set {
			s.Add(&set[i], perfect(&set[i]))
		}
		for level, c := range headline(&s) {
			if c.Gold == 0 || c.Hit != c.Gold || c.Found != c.Gold {
				t.Errorf("%s: %s: %+v", name, level, c)
			}
		}
		if s.Sure.Error() != 0 {
			t.Errorf("%s: calibration error %g of what is sure and right", name, s.Sure.Error())
		}
		var b strings.Builder
		if err := s.WriteErrors(&b); err != nil || b.Len() > 0 {
			t.Errorf("%s: errors listed: %v\n%s", name, err, b.String())
		}
	}
}

// TestFaultsCost breaks one thing at a time and wants the right figures to fall, and no other of those above.
func TestFaultsCost(t *testing.T) {
	pakistan := record.Actor{Name: "Pakistan", Kind: "state", Country: "PAK"}
	cases := []struct {
		name  string
		spoil func(r *facts.Reading)
		fall  string // names of figures whose hits fall or whose found rises
		lists string // what the listing says
	}{
		{"nothing", func(*facts.Reading) {}, "", ""},
		{"an event is missed", func(r *facts.Reading) { r.Events = r.Events[1:] }, "type actors sides full countries date place", "missed event"},
		{"an optional event is missed", func(r *facts.Reading) { r.Events = r.Events[:3] }, "", ""},
		{"an event too many", func(r *facts.Reading) { r.Events = append(r.Events, r.Events[0]) }, "type actors sides full countries", "spurious event"},
		{"another type", func(r *facts.Reading) { r.Events[0].Type = "ASSAULT" }, "type actors sides full countries date place", "half right event: type"},
		{"the other type that is right", func(r *facts.Reading) { r.Events[1].Type = "AGREE" }, "", ""},
		{"an agreement made for a thing planned", func(r *facts.Reading) { r.Events[1].Type, r.Events[1].Status = "AGREE", record.Actual }, "", ""},
		{"another actor", func(r *facts.Reading) { r.Events[2].Actors[0] = pakistan }, "actors sides full countries", "half right event: actors"},
		{"sides of a meeting apart", func(r *facts.Reading) {
			e := r.Events[0]
			e.Actors, e.Recipients = e.Actors[:1], e.Actors[1:]
		}, "", ""},
		{"one side of a meeting missing", func(r *facts.Reading) { r.Events[0].Actors = r.Events[0].Actors[:1] }, "actors sides full countries", "actors, recipients"},
		{"no recipient where one is told", func(r *facts.Reading) { r.Events[1].Recipients = nil }, "sides full countries", "half right event: recipients"},
		{"no recipient where none is accepted", func(r *facts.Reading) { r.Events[2].Recipients = nil }, "", ""},
		{"the government for its country", func(r *facts.Reading) {
			r.Events[1].Actors[0] = record.Actor{Name: "Libyan authorities", Kind: "government body", Role: "Government of Libya", Country: "LBY"}
		}, "", ""},
		{"a ministry for its country", func(r *facts.Reading) {
			r.Events[1].Actors[0] = record.Actor{Name: "Libyan army", Kind: "government body", Role: "Libyan Army", Country: "LBY"}
		}, "actors sides full", "actors"},
		{"another status", func(r *facts.Reading) { r.Events[2].Status = record.Actual }, "full countries", "half right event: status"},
		{"another mode", func(r *facts.Reading) { r.Events[2].Mode = "aerial" }, "mode", "mode"},
		{"another day", func(r *facts.Reading) { day := "2001-05-04"; r.Events[0].Time.To = &day }, "date", "date"},
		{"a day that is not told", func(r *facts.Reading) { r.Events[1].Time = r.Events[0].Time }, "date", "date"},
		{"another place", func(r *facts.Reading) { r.Events[0].Place.Name = "Tripoli" }, "place", "place"},
		{"another speaker", func(r *facts.Reading) { r.Events[2].Attribution = &pakistan }, "attribution", "attribution"},
		{"a claim by another", func(r *facts.Reading) { r.Claims[0].Source = &pakistan }, "sourced stance", "half right claim: source"},
		{"a claim of other words", func(r *facts.Reading) { r.Claims[0].Content = "nothing of it" }, "content sourced stance", "missed claim"},
		{"another stance", func(r *facts.Reading) { r.Claims[0].Stance = record.Warn }, "stance", "half right claim: stance"},
		{"the other stance that is right", func(r *facts.Reading) { r.Claims[1].Stance = record.Assert }, "", ""},
		{"another value", func(r *facts.Reading) { r.Figures[0].Value = 41 }, "value unit qualifier", "half right figure: value"},
		{"another unit", func(r *facts.Reading) { r.Figures[0].Unit = "people" }, "unit qualifier", "half right figure: unit"},
		{"another qualifier", func(r *facts.Reading) { r.Figures[0].Qualifier = record.Over }, "qualifier", "qualifier"},
		{"another time", func(r *facts.Reading) { r.Times[0].Value = "2001-05" }, "times", "half right time"},
		{"an actor is missed", func(r *facts.Reading) { r.Actors = r.Actors[:2] }, "name country sector", "missed actor"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			set := load(t, folder())
			var whole, s reports.Score
			whole.Add(&set[0], perfect(&set[0]))
			r := perfect(&set[0])
			c.spoil(r)
			s.Add(&set[0], r)
			fallen := map[string]bool{}
			for _, name := range strings.Fields(c.fall) {
				fallen[name] = true
			}
			before := headline(&whole)
			for name, got := range headline(&s) {
				if (got.F1() < before[name].F1() || got.Hit < before[name].Hit) != fallen[name] {
					t.Errorf("%s: %+v, before %+v", name, got, before[name])
				}
			}
			var b strings.Builder
			if err := s.WriteErrors(&b); err != nil || (c.lists == "") != (b.Len() == 0) || !strings.Contains(b.String(), c.lists) {
				t.Errorf("listed, want %q: %v\n%s", c.lists, err, b.String())
			}
		})
	}
}

func TestConfidence(t *testing.T) {
	set := load(t, folder())
	r := perfect(&set[0])
	r.Events[0].Confidence, r.Events[1].Confidence = .3, .3
	r.Events[1].Status = record.Denied
	s := reports.Score{}
	s.Add(&set[0], r)
	if got := s.Sure.Error(); got < .133 || got > .134 { // two of .3 of which one is right, one sure and right
		t.Errorf("calibration error %g", got)
	}
	s = reports.Score{MinConfidence: .5}
	s.Add(&set[0], r)
	if s.Events.Full != (facts.Count{Hit: 1, Found: 1, Gold: 3}) {
		t.Errorf("of those at least .5 sure: %+v", s.Events.Full)
	}
	var b strings.Builder
	if err := s.WriteTable(&b); err != nil || !strings.Contains(b.String(), "| **type, both sides, status** | 3 | 1 | 1.000 | 0.333 | 0.500 |") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestDateOfReport(t *testing.T) {
	read := func(_ context.Context, name, _, date string) (*facts.Reading, error) {
		return nil, errors.New(name + " of " + date)
	}
	for _, c := range []struct{ meta, table, flag, want string }{
		{`{"date":"2001-05-05"}`, "name\tdate\nsebha\t2002-01-01\n", "2003-01-01", "2001-05-05"},
		{"", "name\tdate\nsebha.txt\t2002-01-01\n", "2003-01-01", "2002-01-01"},
		{"", "", "2003-01-01", "2003-01-01"},
	} {
		dir := folder()
		delete(dir, "sebha.gold/meta.json")
		if c.meta != "" {
			dir["sebha.gold/meta.json"] = &fstest.MapFile{Data: []byte(c.meta)}
		}
		if c.table != "" {
			dir["dates.tsv"] = &fstest.MapFile{Data: []byte(c.table)}
		}
		s := reports.Score{Date: c.flag}
		if err := s.Read(t.Context(), load(t, dir), read); err == nil || err.Error() != "sebha.txt of "+c.want {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestGoldFaults(t *testing.T) {
	for file, change := range map[string][2]string{
		"sebha.gold/events.jsonl":  {"Chad and Libya met", "Chad and Mali met"},
		"sebha.gold/claims.jsonl":  {`"deny"`, `"lie"`},
		"sebha.gold/figures.jsonl": {`:40,`, `:forty,`},
		"sebha.gold/meta.json":     {"2001-05-05", "spring"},
		"sebha.txt":                {"Sebha", "Tripoli"},
		"sebha.gold/actors.jsonl":  {`"name":"Chad"`, `"name":""`},
	} {
		dir := folder()
		dir[file] = &fstest.MapFile{Data: []byte(strings.Replace(files[file], change[0], change[1], 1))}
		if _, err := reports.Load(dir); err == nil {
			t.Errorf("%s with %q passed", file, change[1])
		}
	}
	if _, err := reports.Load(fstest.MapFS{}); err == nil {
		t.Error("an empty folder passed")
	}
}

// TestOneToOne wants no found event counted twice, whatever is found.
func TestOneToOne(t *testing.T) {
	set := load(t, folder())
	rapid.Check(t, func(t *rapid.T) {
		whole := perfect(&set[0])
		r := perfect(&set[0])
		r.Events = nil
		for range rapid.IntRange(0, 12).Draw(t, "events") {
			e := *rapid.SampledFrom(whole.Events).Draw(t, "event")
			e.Status = rapid.SampledFrom(record.Statuses()).Draw(t, "status")
			e.Confidence = rapid.Float64Range(0, 1).Draw(t, "confidence")
			r.Events = append(r.Events, &e)
		}
		var s reports.Score
		s.Add(&set[0], r)
		last := s.Events.Type
		for _, c := range []facts.Count{s.Events.Type, s.Events.Actors, s.Events.Sides, s.Events.Full} {
			if c.Gold != 3 || c.Found > len(r.Events) || c.Hit > min(c.Gold, c.Found) || c.Hit > last.Hit || c.Found != last.Found {
				t.Fatal(fmt.Sprintf("%+v of %d events", c, len(r.Events)))
			}
			last = c
		}
	})
}

func FuzzGold(f *testing.F) {
	f.Add(files["sebha.gold/events.jsonl"], files["sebha.gold/claims.jsonl"])
	f.Fuzz(func(t *testing.T, events, claims string) {
		dir := folder()
		dir["sebha.gold/events.jsonl"] = &fstest.MapFile{Data: []byte(events)}
		dir["sebha.gold/claims.jsonl"] = &fstest.MapFile{Data: []byte(claims)}
		set, err := reports.Load(dir)
		if err != nil {
			return
		}
		var s reports.Score
		s.Add(&set[0], perfect(&set[0]))
	})
}
