package refer

import (
	"strings"
	"testing"
)

// TestLexiconFaults wants a fault for each row that is wrong, and none for one that is right.
func TestLexiconFaults(t *testing.T) {
	type add func(l *lexicon) func([]string) error
	pronouns := add(func(l *lexicon) func([]string) error { return l.addPronoun })
	nouns := add(func(l *lexicon) func([]string) error { return l.addNoun })
	words := add(func(l *lexicon) func([]string) error { return l.addWord })
	descriptions := add(func(l *lexicon) func([]string) error { return l.addDescription })
	for _, c := range []struct {
		add  add
		row  string
		want string // in the fault, "" for none
	}{
		{pronouns, "he|3|singular|m|person|subject", ""},
		{pronouns, "he|2|singular|m|person|subject", "person"},
		{pronouns, "he|3|dual|m|person|subject", "number"},
		{pronouns, "he|3|singular|x|person|subject", "gender"},
		{pronouns, "he|3|singular|m|animal|subject", "animal"},
		{pronouns, "he|3|singular|m|person|vocative", "case"},
		{pronouns, "He|3|singular|m|person|subject", "capitals"},
		{pronouns, "he|3|singular|m", "4 cells"},
		{nouns, "nurse|person|u", ""},
		{nouns, "-ist|person|", ""},
		{nouns, "nurse|plant|", "class"},
		{nouns, "street|place|f", "is no person"},
		{nouns, "|person|f", "empty"},
		{words, "speech|mutter", ""},
		{words, "song|mutter", "no class"},
		{words, "speech|", "empty"},
		{descriptions, "envoy|title|counted", ""},
		{descriptions, "envoy|title|often", "several"},
		{descriptions, "envoy|wizard|", "no kind"},
		{descriptions, "|title|", "empty"},
	} {
		l := &lexicon{
			pronouns: map[string]*pronoun{}, nouns: map[string]noun{}, words: map[string]map[string]bool{},
			descriptions: map[string]*description{},
		}
		header := make([]string, map[bool]int{true: 6, false: 3}[strings.HasPrefix(c.row, "he|") || strings.HasPrefix(c.row, "He|")])
		if strings.Count(c.row, "|") == 1 {
			header = header[:2]
		}
		for i := range header {
			header[i] = string(rune('a' + i))
		}
		file := strings.Join(header, "\t") + "\n" + strings.ReplaceAll(c.row, "|", "\t") + "\n"
		err := rows("file.tsv", file, header, c.add(l))
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.row, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "line 2")):
			t.Errorf("%s: the fault is %v, want one of line 2 with %q", c.row, err, c.want)
		}
	}
}
