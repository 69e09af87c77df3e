package record_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the case files")

const words = "On August 20th, ministers met in Kabul. “No deal,” said one."

func pointer[T any](v T) *T { return &v }

// samples gives one entry of each kind with every field filled, read from the sentence above.
func samples(t *testing.T) []record.Entry {
	t.Helper()
	id := record.DocumentIDOf(words)
	span := func(quote string) record.Span {
		i := strings.Index(words, quote)
		if i < 0 {
			t.Fatalf("%q is not in the sentence", quote)
		}
		return record.Span{Start: i, End: i + len(quote)}
	}
	met, ministers := span("ministers met in Kabul"), span("ministers")
	actor := record.Actor{
		ID: "ministers", Name: "ministers", Kind: "office", Sector: "GOV", Text: "ministers", Span: &ministers,
	}
	entries := []record.Entry{
		&record.Document{
			ID: id, Path: "wire/a.txt", Title: "Talks", Published: "2025-08-23", PublishedFrom: record.DateFromFlag,
			Publisher: pointer("Wire"), Language: "en", Read: true, Bytes: len(words), Format: "text", Charset: "utf-8",
			RawSHA256: strings.Repeat("0", 64),
			Dates:     []record.DateCandidate{{Value: "2025-08-23", From: record.DateFromFlag, Where: "--date", Used: true}},
			Copy:      &record.Copy{Origin: id, Similarity: 1, Group: 2},
		},
		&record.Event{
			Document: id, Span: met, Quote: met.Of(words), Trigger: pointer(span("met")), Type: "CONSULT",
			CAMEO: "040", Status: record.Actual, Score: 2.5, Actors: []record.Actor{actor},
			Time: &record.When{
				From: pointer("2025-08-20"), To: pointer("2025-08-20"), Precision: "day", Text: "August 20th",
				Span: pointer(span("August 20th")),
			},
			Place: &record.Where{
				Name: "Kabul", Country: "AFG", Latitude: pointer(34.53), Longitude: pointer(69.17), Precision: "city",
				Span: pointer(span("Kabul")),
			},
			Frame: "meet", Confidence: 0.9,
		},
		&record.Claim{
			Document: id, Span: span("“No deal,” said one"), Quote: "“No deal,” said one", Stance: record.Assert,
			Cue: "said", CueSpan: pointer(span("said")), Content: "No deal", ContentSpan: span("No deal"), Direct: true,
		},
		&record.Figure{Document: id, Span: span("one"), Quote: "one", Value: 1, Unit: "people", Qualifier: record.Exact},
		&record.Time{
			Document: id, Span: span("August 20th"), Text: "August 20th", Value: "2025-08-20",
			From: pointer("2025-08-20"), To: pointer("2025-08-20"), Precision: "day", Rule: "month-day",
		},
		&record.Place{
			Document: id, Span: span("Kabul"), Text: "Kabul", Name: "Kabul", Country: "AFG", Admin1: "Kabul Province",
			Latitude: pointer(34.53), Longitude: pointer(69.17), Precision: "city", Rule: "the only place of the name",
		},
		&record.ActorEntry{Document: id, Name: "ministers", ActorKind: "office", Sector: "GOV", Mentions: []record.Span{ministers}},
		&record.Dispute{Relation: "contradicts", Claims: []record.ID{"c_1", "c_2"}, Sides: [][]record.ID{{"c_1"}, {"c_2"}}},
		&record.Notice{Document: id, Span: pointer(span("Kabul")), Code: "date-missing", Message: "no date <found>"},
		&record.Occasion{
			Document: id, Span: ministers, Quote: "ministers", Step: "moved", Confidence: 0.8,
			Time: &record.When{
				From: pointer("2025-08-20"), To: pointer("2025-08-20"), Precision: "day", Text: "August 20th", Span: pointer(span("August 20th")),
			},
		},
		&record.Nugget{
			Document: id, Span: ministers, Quote: "ministers", Trigger: ministers, Type: "CONSULT", Status: record.Actual, Confidence: 0.4,
		},
	}
	for _, e := range entries {
		if err := record.Identify(e); err != nil {
			t.Fatal(err)
		}
	}
	return entries
}

// TestForm keeps the JSON form as users know it: keys may be added to testdata/entries.jsonl, never changed.
func TestForm(t *testing.T) {
	var got bytes.Buffer
	w := record.NewWriter(&got)
	for _, e := range samples(t) {
		if err := w.Write(e); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join("testdata", "entries.jsonl")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("the form changed (go test ./record -update rewrites it):\n%s\nwant\n%s", got.Bytes(), want)
	}
}

func TestRoundTrip(t *testing.T) {
	for _, e := range samples(t) {
		first, err := record.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := record.Decode(first)
		if err != nil {
			t.Fatal(err)
		}
		second, err := record.Encode(back)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("%s changed on the way:\n%s\n%s", e.EntryKind(), first, second)
		}
	}
}

func TestListsAreNeverNull(t *testing.T) {
	for _, kind := range record.Kinds() {
		e, err := record.Decode([]byte(`{"kind":"` + kind + `"}`))
		if err != nil {
			t.Fatal(err)
		}
		b, err := record.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		var back map[string]any
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		v := reflect.ValueOf(e).Elem()
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			omitted := strings.Contains(v.Type().Field(i).Tag.Get("json"), "omitempty")
			if v.Field(i).Kind() == reflect.Slice && !omitted && back[name] == nil {
				t.Errorf("%s.%s is null where it is empty", kind, name)
			}
		}
	}
}

func TestVerifyHolds(t *testing.T) {
	for _, e := range samples(t) {
		if faults := record.Verify(e, words); len(faults) > 0 {
			t.Errorf("%s: %v", e.EntryKind(), faults)
		}
	}
}

// TestVerifyFinds breaks one thing at a time.
func TestVerifyFinds(t *testing.T) {
	other := record.DocumentIDOf("another text")
	cases := []struct {
		name  string
		field string
		spoil func(e []record.Entry) record.Entry
	}{
		{"document of another text", "document", func(e []record.Entry) record.Entry { e[0].(*record.Document).ID = other; return e[0] }},
		{"length", "bytes", func(e []record.Entry) record.Entry { e[0].(*record.Document).Bytes++; return e[0] }},
		{"furniture outside", "furniture[0].span", func(e []record.Entry) record.Entry {
			e[0].(*record.Document).Furniture = []record.Furniture{{Span: record.Span{Start: 3, End: 999}}}
			return e[0]
		}},
		{"date words moved", "dates[0].where", func(e []record.Entry) record.Entry {
			e[0].(*record.Document).Dates = []record.DateCandidate{{Where: "August 20th", Span: &record.Span{Start: 4, End: 15}}}
			return e[0]
		}},
		{"quote", "quote", func(e []record.Entry) record.Entry {
			e[1].(*record.Event).Quote = "ministers did not meet"
			return e[1]
		}},
		{"span cuts a character", "quote", func(e []record.Entry) record.Entry {
			c := e[2].(*record.Claim)
			c.Span.Start++
			return c
		}},
		{"actor's words", "actors[0].text", func(e []record.Entry) record.Entry {
			e[1].(*record.Event).Actors[0].Text = "envoys"
			return e[1]
		}},
		{"status", "status", func(e []record.Entry) record.Entry { e[1].(*record.Event).Status = "maybe"; return e[1] }},
		{"stance", "stance", func(e []record.Entry) record.Entry { e[2].(*record.Claim).Stance = "shout"; return e[2] }},
		{"cue", "cue", func(e []record.Entry) record.Entry { e[2].(*record.Claim).Cue = "denied"; return e[2] }},
		{"value changed after it was named", "id", func(e []record.Entry) record.Entry { e[3].(*record.Figure).Value = 2; return e[3] }},
		{"time's words", "text", func(e []record.Entry) record.Entry { e[4].(*record.Time).Text = "August 21st"; return e[4] }},
		{"place's words", "text", func(e []record.Entry) record.Entry { e[5].(*record.Place).Text = "Kandahar"; return e[5] }},
		{"precision", "precision", func(e []record.Entry) record.Entry { e[5].(*record.Place).Precision = "rough"; return e[5] }},
		{"half a pin", "latitude", func(e []record.Entry) record.Entry { e[5].(*record.Place).Longitude = nil; return e[5] }},
		{"pin of a country", "latitude", func(e []record.Entry) record.Entry { e[5].(*record.Place).Precision = "country"; return e[5] }},
		{"pin off the earth", "latitude", func(e []record.Entry) record.Entry { e[5].(*record.Place).Latitude = pointer(91.0); return e[5] }},
		{"mention", "mentions[0]", func(e []record.Entry) record.Entry {
			e[6].(*record.ActorEntry).Mentions[0] = record.Span{Start: 5, End: 4}
			return e[6]
		}},
		{"relation", "relation", func(e []record.Entry) record.Entry { e[7].(*record.Dispute).Relation = "likes"; return e[7] }},
		{"occasion's words", "quote", func(e []record.Entry) record.Entry { e[9].(*record.Occasion).Quote = "kings"; return e[9] }},
		{"step", "step", func(e []record.Entry) record.Entry { e[9].(*record.Occasion).Step = "forgotten"; return e[9] }},
		{"day of an occasion", "time", func(e []record.Entry) record.Entry {
			e[9].(*record.Occasion).Time.Span = &record.Span{Start: 5, End: 4}
			return e[9]
		}},
		{"notice of another text", "document", func(e []record.Entry) record.Entry { e[8].(*record.Notice).Document = other; return e[8] }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			faults := record.Verify(c.spoil(samples(t)), words)
			for _, f := range faults {
				if f.Field == c.field {
					return
				}
			}
			t.Errorf("no fault in %s; found %v", c.field, faults)
		})
	}
}

func TestReaderGoesOnBehindABadLine(t *testing.T) {
	r := record.NewReader(strings.NewReader("{\"kind\":\"notice\"}\n\n{\"kind\":\n{\"kind\":\"song\"}\n{\"kind\":\"time\"}\n"))
	var kinds []string
	var errs []error
	for {
		e, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		kinds = append(kinds, e.EntryKind())
	}
	if got := strings.Join(kinds, " "); got != "notice time" {
		t.Errorf("read %q", got)
	}
	if len(errs) != 2 || !strings.Contains(errs[0].Error(), "line 3") || !errors.Is(errs[1], record.ErrUnknownKind) {
		t.Errorf("errors %v", errs)
	}
}

func TestSpanCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		s := record.Span{Start: rapid.IntRange(-2, len(text)+2).Draw(t, "start"), End: rapid.IntRange(-2, len(text)+2).Draw(t, "end")}
		if s.Check(text) == nil {
			if quote := s.Of(text); !utf8.ValidString(quote) || len(quote) != s.Len() {
				t.Fatalf("span %v of %q is %q", s, text, quote)
			}
		}
	})
}

func TestDocumentID(t *testing.T) {
	id := record.DocumentIDOf("")
	if id != "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("id of the empty text: %s", id)
	}
	if id.Short() != "d_e3b0c44298fc" {
		t.Errorf("short form: %s", id.Short())
	}
	sum, err := id.Sum()
	if err != nil || record.DocumentIDFrom(sum) != id {
		t.Errorf("%x, %v", sum, err)
	}
	for _, bad := range []record.DocumentID{"", "sha256:", "sha256:zz", "md5:e3b0c442", id + "0"} {
		if _, err := bad.Sum(); err == nil {
			t.Errorf("%q passed as an id", bad)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, kind := range record.Kinds() {
		f.Add([]byte(`{"kind":"` + kind + `","span":[0,2],"mentions":[[0,1]]}`))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := record.Decode(b)
		if err != nil {
			return
		}
		record.Verify(e, "text")
		if _, err := record.Encode(e); err != nil {
			t.Fatalf("decoded but not encoded again: %v", err)
		}
	})
}
