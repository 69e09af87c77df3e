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

// classes of words that tell little.
const (
	stopWord  = "stop"  // tells nothing
	plainWord = "plain" // stands in every other report
)

var lists = sync.OnceValue(func() map[string]string {
	classes, err := readWords("words.tsv", wordsFile)
	if err != nil {
		panic(fmt.Sprintf("internal error: %v", err))
	}
	return classes
})

// readWords reads rows of a class and words apart by spaces, and gives the class of each stem. The error names every
// fault.
func readWords(name, file string) (map[string]string, error) {
	classes := map[string]string{}
	from := map[string]string{}
	var faults []error
	lines := bufio.NewScanner(strings.NewReader(file))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") || line == "class\twords" {
			continue
		}
		class, words, ok := strings.Cut(line, "\t")
		if !ok || class != stopWord && class != plainWord {
			faults = append(faults, fmt.Errorf("%s:%d: want stop or plain, a tab and words; got %q", name, n, line))
			continue
		}
		for _, w := range strings.Fields(words) {
			stem := Stem(w)
			if before, twice := classes[stem]; twice && before != class {
				faults = append(faults, fmt.Errorf("%s:%d: %q is %s, and %q of the same stem %s", name, n, w, class, from[stem], before))
				continue
			}
			classes[stem], from[stem] = class, w
		}
	}
	return classes, errors.Join(faults...)
}
