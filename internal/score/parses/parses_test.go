package parses_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/score/parses"
)

func TestResult(t *testing.T) {
	// "He can not go." with "cannot" split in the gold text only.
	gold := &parses.Text{
		Words: []parses.Word{
			{Start: 0, End: 2, Lemma: "he", UPOS: "PRON", XPOS: "PRP", Head: 3, Rel: "nsubj"},
			{Start: 3, End: 6, Lemma: "can", UPOS: "AUX", XPOS: "MD", Head: 3, Rel: "aux"},
			{Start: 6, End: 9, Lemma: "not", UPOS: "PART", XPOS: "RB", Head: 3, Rel: "advmod"},
			{Start: 10, End: 12, Lemma: "go", UPOS: "VERB", XPOS: "VB", Head: -1, Rel: "root"},
			{Start: 12, End: 13, Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 3, Rel: "punct"},
		},
		Sentences: [][2]int{{0, 13}},
	}
	given := &parses.Text{
		Words: []parses.Word{
			{Start: 0, End: 2, Lemma: "he", UPOS: "PRON", XPOS: "PRP", Head: 2, Rel: "nsubj:pass"},
			{Start: 3, End: 9, Lemma: "cannot", UPOS: "AUX", XPOS: "MD", Head: 2, Rel: "aux"},
			{Start: 10, End: 12, Lemma: "go", UPOS: "NOUN", XPOS: "VB", Head: -1, Rel: "root"},
			{Start: 12, End: 13, Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 0, Rel: "punct"},
		},
		Sentences: [][2]int{{0, 13}},
	}
	var r parses.Result
	r.Add(gold, given)
	for _, c := range []struct {
		name  string
		got   parses.Count
		right int
	}{
		{"words", r.Words, 3},
		{"UPOS", r.UPOS, 2},
		{"XPOS", r.XPOS, 3},
		{"lemmas", r.Lemmas, 3},
		{"UAS", r.UAS, 2},
		{"LAS", r.LAS, 1},
		{"LAS-u", r.LASu, 2},
	} {
		if c.got != (parses.Count{Gold: 5, Given: 4, Right: c.right}) {
			t.Errorf("%s: %+v, want %d right", c.name, c.got, c.right)
		}
	}
	if r.Sentences.F1() != 1 {
		t.Errorf("sentences %+v", r.Sentences)
	}
	if f := r.Words.F1(); f < 0.666 || f > 0.667 {
		t.Errorf("words F1 %f", f)
	}
	if c := *r.Relations["root"]; c != (parses.Count{Gold: 1, Given: 1, Right: 1}) {
		t.Errorf("root %+v", c)
	}
	var b strings.Builder
	if err := r.WriteTable(&b, 1); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"words            75.00     60.00     66.67        5", "nsubj             0.00      0.00      0.00        1"} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("no line %q in\n%s", line, &b)
		}
	}
}

func TestSpansCountsEachOnce(t *testing.T) {
	got := parses.Spans([][2]int{{0, 1}, {2, 3}}, [][2]int{{0, 1}, {0, 1}, {2, 4}})
	if got != (parses.Count{Gold: 2, Given: 3, Right: 1}) {
		t.Errorf("%+v", got)
	}
}
