package vary_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/language/namer/vary"
)

// show writes sentences with their names in brackets, one a line.
func show(docs []namer.Document) string {
	var b strings.Builder
	for _, d := range docs {
		for i, words := range d.Words {
			for j, w := range words {
				for _, n := range d.Names[i] {
					if n.Start == j {
						b.WriteString("[" + n.Type + " ")
					}
				}
				b.WriteString(w.Form)
				for _, n := range d.Names[i] {
					if n.End == j+1 {
						b.WriteString("]")
					}
				}
				b.WriteString(" ")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func source(t *testing.T, patterns string) *vary.Source {
	t.Helper()
	s, err := vary.Parse(patterns, map[string][]string{
		"given": {"Amal"}, "surname": {"Haddad"}, "country": {"Costa Rica"}, "city": {"Costa Rica"}, "region": {"Costa Rica"},
		"nature": {"Costa Rica"}, "people": {"Finnish"}, "company": {"Acme Ltd"}, "body": {"Acme Ltd"}, "group": {"Acme Ltd"}, "media": {"Acme Ltd"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPatternsAreFilled(t *testing.T) {
	s := source(t, "# comment\n[people <people> ] envoy [PER <given> ibn <surname> ] left [LOC <country> ] .\n")
	got := show(s.Sentences(1, 1, rand.New(rand.NewPCG(1, 1))))
	if diff := cmp.Diff("Finnish envoy [PER Amal ibn Haddad] left [LOC Costa Rica] . \n", got); diff != "" {
		t.Fatal(diff)
	}
}

func TestSwapKeepsSentenceAndTypes(t *testing.T) {
	s := source(t, "x")
	words := []namer.Word{{Form: "In"}, {Form: "Oslo"}, {Form: "Jo"}, {Form: "Doe"}, {Form: "quit"}}
	docs := []namer.Document{{Words: [][]namer.Word{words}, Names: [][]namer.Name{{{Start: 1, End: 2, Type: "LOC"}, {Start: 2, End: 4, Type: "PER"}}}}}
	got := show(s.Swap(docs, 1, rand.New(rand.NewPCG(1, 1))))
	if diff := cmp.Diff("In [LOC Costa Rica] [PER Amal Haddad] quit \n", got); diff != "" {
		t.Fatal(diff)
	}
}

func TestLettersKeepNames(t *testing.T) {
	s := source(t, "[PER <given> ] left")
	docs := s.Sentences(200, 1, rand.New(rand.NewPCG(1, 1)))
	seen := map[string]bool{}
	for _, d := range vary.Letters(docs, 1, rand.New(rand.NewPCG(1, 1))) {
		seen[show([]namer.Document{d})] = true
	}
	want := map[string]bool{"[PER amal] left \n": true, "[PER AMAL] LEFT \n": true, "[PER Amal] Left \n": true}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Fatal(diff)
	}
}

func TestEmbeddedPatternsAreSound(t *testing.T) {
	s, err := vary.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range s.Sentences(2000, 1, rand.New(rand.NewPCG(1, 1))) {
		for _, n := range d.Names[0] {
			if n.Start >= n.End || n.End > len(d.Words[0]) {
				t.Fatalf("%v in %v", n, d.Words[0])
			}
		}
	}
}

func TestFaultsOfPatternsAreNamed(t *testing.T) {
	for pattern, want := range map[string]string{
		"[PER [ORG x ] ]": "begins inside", "[PER x": "does not end", "<unknown>": "is not there", "": "there are none",
	} {
		_, err := vary.Parse(pattern, map[string][]string{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", pattern, err, want)
		}
	}
}
