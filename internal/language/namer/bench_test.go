package namer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chancery-project/chancery/internal/language/english"
	"github.com/chancery-project/chancery/internal/language/iob"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/language/tagger"
)

// BenchmarkDocument measures the finding of names in tagged words.
func BenchmarkDocument(b *testing.B) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		dir = "../../../../shared/data"
	}
	sents, err := iob.ReadFile(filepath.Join(dir, "gum-ner/gum-ner-dev.iob2"))
	if err != nil {
		b.Skipf("the set to measure on is not there: %v", err)
	}
	m, doc := shipped(b, sents)
	words := 0
	for _, s := range doc {
		words += len(s)
	}
	for b.Loop() {
		m.Document(doc)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// shipped opens the model of the program and tags sentences with it.
func shipped(t testing.TB, sents []iob.Sentence) (*namer.Model, [][]namer.Word) {
	t.Helper()
	f, err := english.Model()
	if err != nil {
		t.Skip(err)
	}
	if !f.Has("names/weights") {
		t.Skip("the model of the program has no part for names")
	}
	tags, err := tagger.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	m, err := namer.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	forms := make([][]string, len(sents))
	for i := range sents {
		for _, t := range sents[i].Tokens {
			forms[i] = append(forms[i], t.Form)
		}
	}
	doc := make([][]namer.Word, len(sents))
	for i, classes := range tags.Document(forms) {
		for j, c := range classes {
			doc[i] = append(doc[i], namer.Word{Form: forms[i][j], UPOS: tags.Tag(c).UPOS, XPOS: tags.Tag(c).XPOS})
		}
	}
	return m, doc
}

// BenchmarkOpen measures what names add to the start of the program.
func BenchmarkOpen(b *testing.B) {
	f, err := english.Model()
	if err != nil || !f.Has("names/weights") {
		b.Skip("the program has no model for names")
	}
	for b.Loop() {
		if _, err := namer.Open(f); err != nil {
			b.Fatal(err)
		}
	}
}
