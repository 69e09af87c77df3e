package where

import (
	"os"
	"strings"
	"testing"
)

func TestVocabularyReportsEveryFault(t *testing.T) {
	words, err := os.ReadFile("words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.Replace(string(words), "class\tword\tvalue", "class\tword", 1) +
		"kind\tmarsh\tswamp\nunit\tleague\tfar\nstay\tin\t\nstay\tupon a time ago\t\nmood\tsad\t\nstay\tin\nstay\tby\tx\n"
	_, err = readVocabulary(bad)
	if err == nil {
		t.Fatal("no fault is found")
	}
	for _, want := range []string{
		"the header is", `no kind "swamp"`, `"far" is no number`, `"in" stands in the class stay already`, `"upon a time ago" is no word`,
		`no class "mood"`, "2 cells", `has no values, leave "x" out`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the faults do not name %q:\n%v", want, err)
		}
	}
	if _, err := readVocabulary("class\tword\tvalue\n"); err == nil || !strings.Contains(err.Error(), "the class kind has no word") {
		t.Errorf("error %v", err)
	}
}

func TestFolded(t *testing.T) {
	for name, want := range map[string]string{"Mazar-e-Sharif": "mazar e sharif", "Sana'a": "sanaa", "Ürümqi": "urumqi", "": ""} {
		if got := folded(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
