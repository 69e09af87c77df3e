package namer

import (
	"embed"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/perceptron"
	"github.com/chancery-project/chancery/internal/language/wordform"
)

//go:embed data/*.tsv
var listFiles embed.FS

// listKinds names the kinds of lists as the data files write them, in the
// order of their bits in the list features. Single words of a name are looked up as well as whole names.
func listKinds() []string {
	return []string{
		"country", "people", "city", "region", "nature", "given", "surname",
		"body", "company", "media", "group", "title", "orgword", "placeword", "suffix", "time", "particle", "thing",
	}
}

const (
	maxListWords = 8
	// An entry of the packed lists holds kinds in its low bits and, for first
	// words, the greatest number of words of a name in its high bits.
	longestShift = 28
	kindMask     = 1<<longestShift - 1
	// spread is where the bits of names of several words begin.
	spread = 32
)

// lister collects the names of data files.
type lister map[uint64]uint32 // chained hash of a name's words: its kinds, and the longest name that begins so

// ReadLists reads and checks the embedded lists. An error names every fault.
func ReadLists() (*Lists, error) {
	l := lister{}
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
	return l.pack(), nil
}

// ParseLists reads one list from text, for tests and for names from elsewhere:
// lines of kind, source and names, the names separated by " | ".
func ParseLists(data string) (*Lists, error) {
	l := lister{}
	if faults := l.read(data); faults != nil {
		return nil, fmt.Errorf("list of names: %s", strings.Join(faults, "; "))
	}
	return l.pack(), nil
}

// read adds the lines of a file and returns its faults.
func (l lister) read(data string) (faults []string) {
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

func (l lister) add(words []string, k int) {
	h := uint64(0)
	for i, w := range words {
		h = perceptron.Mix(h, perceptron.Hash(wordform.Lower(wordform.Normal(w))))
		if i == 0 {
			longest := max(int(l[h]>>longestShift), len(words))
			l[h] = l[h]&kindMask | uint32(longest)<<longestShift
		}
	}
	l[h] |= 1 << k
}

// pack makes the form that is read in place.
func (l lister) pack() *Lists {
	merged := map[uint32]uint32{}
	for h, set := range l {
		fp := uint32(h >> 32)
		old := merged[fp]
		merged[fp] = (old|set)&kindMask | max(old>>longestShift, set>>longestShift)<<longestShift
	}
	prints := slices.Sorted(maps.Keys(merged))
	data := make([]byte, 0, 4*(1<<bucketBits+1)+8*len(prints))
	next := 0
	for bucket := range uint32(1) << bucketBits {
		data = binary.LittleEndian.AppendUint32(data, uint32(next))
		for next < len(prints) && prints[next]>>(32-bucketBits) == bucket {
			next++
		}
	}
	data = binary.LittleEndian.AppendUint32(data, uint32(next))
	for _, fp := range prints {
		data = binary.LittleEndian.AppendUint32(data, fp)
		data = binary.LittleEndian.AppendUint32(data, merged[fp])
	}
	out, err := decodeLists(data)
	if err != nil {
		panic("internal error: lists of names packed wrongly: " + err.Error())
	}
	return out
}
