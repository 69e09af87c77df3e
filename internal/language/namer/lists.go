package namer

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/perceptron"
	"github.com/chancery-project/chancery/internal/language/wordform"
)

//go:embed data/*.tsv
var listFiles embed.FS

// kind is a kind of list; bit sets of kinds are the list features.
type kind uint8

// listKinds names the kinds as the data files write them, in the order of
// their bits. Single words of a name are looked up as well as whole names.
func listKinds() []string {
	return []string{
		"country", "people", "city", "region", "nature", "given", "surname",
		"body", "company", "media", "group", "title", "orgword", "placeword", "suffix", "time", "particle", "thing",
	}
}

const (
	maxListWords = 8
	// spread is where the bits of names of several words begin.
	spread = 32
)

// Lists are names and words of the world that the features look up. They are
// read-only and safe for concurrent use.
type Lists struct {
	entries map[uint64]uint32 // chained hash of a name's words: set of kinds
	longest map[uint64]int    // hash of a first word: greatest number of words
}

// OpenLists reads and checks the embedded lists. An error names every fault.
func OpenLists() (*Lists, error) {
	l := &Lists{entries: map[uint64]uint32{}, longest: map[uint64]int{}}
	files, err := listFiles.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("read the lists of names: %w", err)
	}
	var faults []string
	for _, f := range files {
		data, err := listFiles.ReadFile("data/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read the lists of names: %w", err)
		}
		for _, fault := range l.read(string(data)) {
			faults = append(faults, f.Name()+" "+fault)
		}
	}
	if faults != nil {
		return nil, fmt.Errorf("lists of names: %s", strings.Join(faults, "; "))
	}
	return l, nil
}

// ParseLists reads one list from text, for tests and for names from elsewhere:
// lines of kind, source and names, the names separated by " | ".
func ParseLists(data string) (*Lists, error) {
	l := &Lists{entries: map[uint64]uint32{}, longest: map[uint64]int{}}
	if faults := l.read(data); faults != nil {
		return nil, fmt.Errorf("list of names: %s", strings.Join(faults, "; "))
	}
	return l, nil
}

// read adds the lines of a file and returns its faults.
func (l *Lists) read(data string) (faults []string) {
	kinds := listKinds()
	seen := map[string]int{}
	n := 0
	for line := range strings.SplitSeq(data, "\n") {
		n++
		if line == "" || line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 3 || col[1] == "" {
			faults = append(faults, fmt.Sprintf("line %d: want kind, source, names", n))
			continue
		}
		k := slices.Index(kinds, col[0])
		if k < 0 {
			faults = append(faults, fmt.Sprintf("line %d: no kind is named %q: choose from %s", n, col[0], strings.Join(kinds, ", ")))
			continue
		}
		for name := range strings.SplitSeq(col[2], " | ") {
			id := col[0] + "\t" + name
			words := strings.Fields(name)
			switch {
			case len(words) == 0 || strings.Join(words, " ") != name || len(words) > maxListWords:
				faults = append(faults, fmt.Sprintf("line %d: %q is not a name of 1 to %d words", n, name, maxListWords))
			case seen[id] != 0:
				faults = append(faults, fmt.Sprintf("line %d: %q stands in line %d already", n, name, seen[id]))
			default:
				seen[id] = n
				l.add(words, k)
				if strings.Contains(name, "-") {
					l.add(strings.Fields(strings.ReplaceAll(name, "-", " - ")), k)
				}
			}
		}
	}
	return faults
}

// ListNames returns the names of the embedded lists by kind, in the order of
// the files, for the making of training text.
func ListNames() (map[string][]string, error) {
	files, err := listFiles.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("read the lists of names: %w", err)
	}
	names := map[string][]string{}
	for _, f := range files {
		data, err := listFiles.ReadFile("data/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read the lists of names: %w", err)
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			if col := strings.Split(line, "\t"); len(col) == 3 && line[0] != '#' {
				names[col[0]] = append(names[col[0]], strings.Split(col[2], " | ")...)
			}
		}
	}
	return names, nil
}

func (l *Lists) add(words []string, k int) {
	h := uint64(0)
	for i, w := range words {
		wh := perceptron.Hash(wordform.Lower(wordform.Normal(w)))
		h = perceptron.Mix(h, wh)
		if i == 0 {
			l.longest[wh] = max(l.longest[wh], len(words))
		}
	}
	l.entries[h] |= 1 << k
}

// look fills in the list bits of the words of a sentence: the low half for
// words that are a name alone, the high half for words inside longer names.
func (l *Lists) look(words []word) {
	for i := range words {
		most := min(l.longest[words[i].lower], len(words)-i)
		h := uint64(0)
		for j := i; j < i+most; j++ {
			h = perceptron.Mix(h, words[j].lower)
			set, ok := l.entries[h]
			if !ok {
				continue
			}
			if j == i {
				words[i].list |= uint64(set)
				continue
			}
			for k := i; k < j+1; k++ {
				words[k].list |= uint64(set) << spread
			}
			words[i].starts |= set
			words[j].ends |= set
		}
	}
}
