// Package likeness makes small comparable marks of what tellings say: their words, days, places, parties and figures.
//
// Marks are numbers (digests of stems, names and keys), so that thousands of tellings can be compared quickly and that
// they are stored in few bytes. They depend on the telling alone: no count of other reports goes into them.
package likeness

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Mark is the digest of a word, name or key; 0 for none.
type Mark uint32

// MarkOf digests a word, name or key; 0 for "".
func MarkOf(s string) Mark {
	if s == "" {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(s))
	return Mark(max(h.Sum32(), 1))
}

//go:embed words.tsv
var wordsFile string

// Classes of words.
const (
	stopWord   = "stop"   // tells nothing
	plainWord  = "plain"  // stands in every other report
	nightWord  = "night"  // a time that two days share
	behindWord = "behind" // stands behind a noun that tells an act
	suffixMark = "suffix" // the ends of words that their forms differ in, in the order in which they are tried
)

// vocabulary is what words.tsv holds.
type vocabulary struct {
	class    map[string]string // of stems that tell little
	night    map[string]bool   // words in lower case
	behind   map[string]bool   // words in lower case
	suffixes []string
}

var lists = sync.OnceValue(func() *vocabulary {
	v, err := readWords("words.tsv", wordsFile)
	if err != nil {
		panic(fmt.Sprintf("internal error: %v", err))
	}
	return v
})

// readWords reads rows of a class and words apart by spaces. The error names every fault.
func readWords(name, file string) (*vocabulary, error) {
	v := &vocabulary{class: map[string]string{}, night: map[string]bool{}, behind: map[string]bool{}}
	from := map[string]string{}
	var faults []error
	lines := bufio.NewScanner(strings.NewReader(file))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") || line == "class\twords" {
			continue
		}
		class, words, _ := strings.Cut(line, "\t")
		for _, w := range strings.Fields(words) {
			switch class {
			case suffixMark:
				v.suffixes = append(v.suffixes, w)
			case nightWord:
				v.night[w] = true
			case behindWord:
				v.behind[w] = true
			case stopWord, plainWord:
				stem := v.stem(w)
				if before, twice := v.class[stem]; twice && before != class {
					faults = append(faults, fmt.Errorf("%s:%d: %q is %s, and %q of the same stem %s", name, n, w, class, from[stem], before))
					continue
				}
				v.class[stem], from[stem] = class, w
			}
		}
		if words == "" || class != suffixMark && class != nightWord && class != behindWord && class != stopWord && class != plainWord {
			faults = append(faults, fmt.Errorf("%s:%d: want suffix, night, behind, stop or plain, a tab and words; got %q", name, n, line))
		}
	}
	return v, errors.Join(faults...)
}

// Night tells whether a passage speaks of a time that two days share: a night, the early hours.
func Night(passage string) bool {
	for _, w := range split(passage) {
		if lists().night[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// Noun tells whether what stands behind a word lets it be a noun: nothing, a stop, or one of the words that stand behind
// nouns.
func Noun(behind string) bool {
	trimmed := strings.TrimLeft(behind, " ")
	if trimmed == "" || !letter(trimmed) {
		return true
	}
	word, _, _ := strings.Cut(trimmed, " ")
	return lists().behind[strings.ToLower(strings.TrimRight(word, ".,;:"))]
}

func letter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
