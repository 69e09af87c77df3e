package ontology_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// TestPage keeps docs/codebook.md what the tables say.
func TestPage(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "codebook.md")
	if *update {
		if err := os.WriteFile(file, []byte(ontology.Page()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != ontology.Page() {
		t.Error("docs/codebook.md is not the codebook of these tables: go test ./internal/ontology -update")
	}
}

// TestColumns holds the columns of the codebook against the types of the record, both ways and in their order.
func TestColumns(t *testing.T) {
	for _, e := range []record.Entry{
		&record.Document{}, &record.Event{}, &record.Claim{}, &record.Figure{}, &record.Time{}, &record.Place{},
		&record.ActorEntry{}, &record.Dispute{}, &record.Notice{},
	} {
		var want, got []string
		for f := range reflect.TypeOf(e).Elem().Fields() {
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			want = append(want, key)
		}
		for _, c := range ontology.Columns() {
			if c.Entry == e.EntryKind() {
				got = append(got, c.Key)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the codebook has %v, the record %v", e.EntryKind(), got, want)
		}
	}
}

func TestLook(t *testing.T) {
	for word, want := range map[string]string{
		"assault drone": "mode drone", "event.status": "column status", "2042": "cameo 2042", "Third-Party": "mode third-party",
		"migration": "context migration", "REB": "sector REB", "deny": "stance deny",
	} {
		lines := ontology.Look(word)
		if len(lines) == 0 || string(lines[0].Part)+" "+lines[0].Name != want {
			t.Errorf("%s gives %+v, want %s", word, lines, want)
		}
	}
	if lines := ontology.Look("AID"); len(lines) < 13 {
		t.Errorf("AID has a type, a strict code, inner acts, an end, codes: %+v", lines)
	}
	for _, word := range []string{"", " ", "nonsense"} {
		if lines := ontology.Look(word); len(lines) > 0 {
			t.Errorf("%q gives %+v", word, lines)
		}
	}
	for _, l := range ontology.Book() {
		if l.Name == "" || l.Meaning == "" {
			t.Errorf("a line says nothing: %+v", l)
		}
	}
}
