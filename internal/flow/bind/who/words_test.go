package who

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestVocabularyReportsEveryFault(t *testing.T) {
	_, err := readVocabulary("# words\nclass\tword\nand\tand\t\nand\tor\nnothing\tx\t\nrank\tking\t\nof\tof\tgenitive\nof\t\t\n")
	if err == nil {
		t.Fatal("no fault found")
	}
	for _, want := range []string{
		"line 2: the header is", "line 4: 2 cells", `line 5: no class "nothing"`, "line 6: a word is missing, or a value", "line 7: a word is missing, or a value",
		"line 8: a word is missing",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not among the faults:\n%v", want, err)
		}
	}
}

func TestPackedWords(t *testing.T) { packtest.Check(t, "./internal/flow/bind/who", ".", "words.tsv") }

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"putin", "putin", 2, 0},
		{"khalizad", "khalilzad", 2, 1},
		{"vladmir", "vladimir", 1, 1},
		{"lavrvo", "lavrov", 2, 1},
		{"abc", "xyz", 2, 3},
		{"short", "much longer", 1, 2},
	} {
		if got := distance([]rune(c.a), []rune(c.b), c.limit); got != c.want {
			t.Errorf("distance of %q and %q within %d is %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}
