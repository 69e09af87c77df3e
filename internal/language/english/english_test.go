package english_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/english"
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// TestEmbeddedModelParses reads a sentence with every kernel of the machine.
func TestEmbeddedModelParses(t *testing.T) {
	f, err := english.Model()
	if err != nil {
		t.Fatal(err)
	}
	tags, err := tagger.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	forms := strings.Fields("Qatar 's foreign minister flew to Tehran on Monday , but declined to say whether talks would resume .")
	want := "4/nmod:poss 1/case 4/amod 5/nsubj 0/root 7/case 5/obl 9/case 5/obl 12/punct 12/cc 5/conj 14/mark 12/xcomp " +
		"18/mark 18/nsubj 18/aux 14/ccomp 5/punct"
	var words []trees.Word
	for i, c := range tags.Document([][]string{forms})[0] {
		words = append(words, trees.Word{Form: forms[i], XPOS: tags.Tag(c).XPOS, UPOS: tags.Tag(c).UPOS})
	}
	for _, k := range kernel.All() {
		p, err := trees.OpenWith(f, k)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range p.Parse([][]trees.Word{words})[0] {
			got = append(got, fmt.Sprintf("%d/%s", a.Head, a.Deprel))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s:\ngot  %s\nwant %s", k.Name(), s, want)
		}
	}
}

func TestModelNamesItsSources(t *testing.T) {
	f, err := english.Model()
	if err != nil {
		t.Fatal(err)
	}
	h := f.Header()
	if h.Language != "en" || h.Licence != "CC-BY-SA-4.0" || len(h.Sources) < 2 || len(h.Parts) == 0 {
		t.Errorf("header %+v", h)
	}
	for _, s := range h.Sources {
		if s.Name == "" || s.Origin == "" || s.Licence == "" || len(s.SHA256) != 64 {
			t.Errorf("source %+v", s)
		}
	}
}

func BenchmarkModel(b *testing.B) {
	for b.Loop() {
		f, err := english.Model()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := tagger.Open(f); err != nil {
			b.Fatal(err)
		}
		if _, err := trees.Open(f); err != nil {
			b.Fatal(err)
		}
	}
}
