package series

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

//go:embed words.tsv
var wordsFile string

// The classes of words.tsv.
const (
	classDead   = "dead"
	classHurt   = "hurt"
	classPeople = "people"
	classSkip   = "skip"
)

// vocabulary holds words.tsv: class -> word.
type vocabulary map[string]map[string]bool

// ReadWords checks words in the form of words.tsv and reports every fault.
func ReadWords(file string) error {
	_, err := readVocabulary(file)
	return err
}

func readVocabulary(file string) (vocabulary, error) {
	v := vocabulary{classDead: {}, classHurt: {}, classPeople: {}, classSkip: {}}
	var faults []error
	for n, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if strings.HasPrefix(line, "#") || line == "class\tword" {
			continue
		}
		class, word, ok := strings.Cut(line, "\t")
		switch words := v[class]; {
		case !ok || word == "" || word != strings.ToLower(strings.TrimSpace(word)):
			faults = append(faults, fmt.Errorf("words.tsv:%d: %q is not a class and a word in lower case", n+1, line))
		case words == nil:
			faults = append(faults, fmt.Errorf("words.tsv:%d: class %q is not known", n+1, class))
		case words[word]:
			faults = append(faults, fmt.Errorf("words.tsv:%d: %s %q stands twice", n+1, class, word))
		default:
			words[word] = true
		}
	}
	for class, words := range v {
		if len(words) == 0 {
			faults = append(faults, fmt.Errorf("words.tsv: class %s has no word", class))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return v, errors.Join(faults...)
}

// fate gives dead or hurt for a figure of what befell people in an event, "" for others. what and whom are the first two
// parts of the series that the reading of the report gave.
func (v vocabulary) fate(what, whom string) string {
	for _, class := range []string{classDead, classHurt} {
		if v[class][what] || what == "count" && v[class][whom] {
			return class
		}
	}
	return ""
}
