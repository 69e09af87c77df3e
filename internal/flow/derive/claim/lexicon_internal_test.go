package claim

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestLexiconReportsEveryFault(t *testing.T) {
	cues := "# cues\ncue\tpart\tkind\tstance\tsource\tcontent\ttarget\tvoice\n" +
		"say\tverb\tsay\tassert\tany\tclause\t-\tany\n" +
		"say\tverb\tsay\tassert\tany\tclause\t-\tany\n" +
		"say\tverb\tsay\tassert\tany\tclause\tobj\tany\n" +
		"Say\tadverb\tshout\tagree/insist\tdog\ttail,clause\tcat\tloud\n" +
		"say\tverb\n"
	words := "class\tword\nanimal\tdog\nperson\tAnalyst\nperson\t\n"
	_, err := readLexicon(cues, words)
	if err == nil {
		t.Fatal("no fault found")
	}
	for _, want := range []string{
		"line 4: the same as line 3", `line 5: cue "say" has the content "clause" twice`, `line 6: cue "Say"`, `no part "adverb"`,
		`no kind "shout"`, `no stance "agree"`, `no stance "insist"`, `no source "dog"`, `no content "tail"`, `no target "cat"`,
		`no voice "loud"`, "line 7: 2 cells", `words.tsv line 2: no class "animal"`, `line 3: word "Analyst"`, `line 4: word ""`,
		"the class document has no words",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not among the faults:\n%v", want, err)
		}
	}
	if _, err := readLexicon("", "class\tword"); err == nil || !strings.Contains(err.Error(), "cues.tsv: no header") {
		t.Errorf("an empty file: %v", err)
	}
}

func TestPackedLexicon(t *testing.T) {
	packtest.Check(t, "./internal/flow/derive/claim", ".", "*.tsv")
}

// TestCues counts what the files hold: the breadth of the cues is part of what the stage promises.
func TestCues(t *testing.T) {
	l, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	cues, stances := map[string]bool{}, map[string]bool{}
	for part, byCue := range l.frames {
		for _, frames := range byCue {
			for _, f := range frames {
				cues[part+" "+strings.Join(f.Cue, " ")] = true
				stances[string(f.Stance)] = true
			}
		}
	}
	if len(cues) < 350 {
		t.Errorf("%d cues, want at least 350", len(cues))
	}
	if len(stances) != 9 {
		t.Errorf("cues of %d stances, want all nine", len(stances))
	}
}
