package knowledge_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/knowledge"
)

func file(lines ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n")}
}

// spelled gives a base with bodies whose names have words that are written in several ways.
func spelled(t *testing.T) *knowledge.Base {
	t.Helper()
	base, err := knowledge.LoadOnly(os.DirFS("testdata/good"), fstest.MapFS{
		"spelling.tsv": file("word\tvariants\tsource", "qaeda\tqaidah\tmade"),
		"groups.tsv": file("id\tname\tkind\taliases\tcountry\tsectors\tsource",
			"pact\tPact of Southeast Nations\tarmed group\t\tGRA\tREB\tmade",
			"front\tFront-e-Qaida\tarmed group\tFQ; Co-operation Front\tGRA\tREB\tmade",
			"cooperative\tCooperative Organization\tarmed group\tF23\tGRA\tREB\tmade",
			"army\tDefence Army\tarmed group\t\tGRA\tREB\tmade",
			"other-army\tDefense Army (1960)\tarmed group\t\tRUR\tREB\tmade"),
		"persons.tsv": file("id\tname\tkind\tcountry\tsectors\tgender\tsurname\tsource",
			"man\tRudolf Qaida\tperson\tGRA\tREB\tm\tQaida\tmade"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestSpelling(t *testing.T) {
	base := spelled(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Pact of Southeast Nations", []string{"Pact of Southeast Nations=pact(name)"}},
		{"Pact of South-East Nations", []string{"Pact of South-East Nations=pact(name)"}},
		{"the Pact of South East Nations of Ruritania", []string{"Pact of South East Nations=pact(name)", "Ruritania=ruritania(name)"}},
		{"Pact of South-east Nations", []string{"Pact of South-east Nations=pact(name)"}},
		{"Pact of south-east Nations", nil},
		{"Pact of South, East Nations", nil},
		{"Front-i-Qaeda, Front e Kaida, Front-i-Qaidah", []string{"Front-i-Qaeda=front(name)", "Front e Kaida=front(name)", "Front-i-Qaidah=front(name)"}},
		{"Cooperation Front", []string{"Cooperation Front=front(alias)"}},
		{"Co-operation Front", []string{"Co-operation Front=front(alias)"}},
		{"Co-operative Organisation", []string{"Co-operative Organisation=cooperative(name)"}},
		{"F-23 and f-23", []string{"F-23=cooperative(alias)"}},
		{"Rudolf Qaeda", []string{"Rudolf Qaeda=man(name)"}},
		{"Qaeda", nil},
		{"Defence Army", []string{"Defence Army=army(name)"}},
		{"Defense Army", []string{"Defense Army=other-army(name)"}},
	} {
		if diff := cmp.Diff(c.want, scanned(base, c.text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

// TestSpellingNeedsContext expects a body spelled as in the text first, and the others with the mark that asks for context.
func TestSpellingNeedsContext(t *testing.T) {
	base := spelled(t)
	for _, c := range []struct{ name, want string }{
		{"Defence Army", "army other-army?"},
		{"Defense Army", "other-army? army?"},
		{"Front-i-Qaida", "front"},
	} {
		var got []string
		for _, f := range base.Find(c.name) {
			s := f.ID()
			if f.Name.Ambiguous {
				s += "?"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}
