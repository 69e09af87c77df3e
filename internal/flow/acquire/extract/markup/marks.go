package markup

import (
	"errors"
	"fmt"
	"strings"
	"sync"
)

// marks are the words of classes that mark elements, by their kind.
type marks map[string]map[string]bool

// The kinds of marks.
const (
	dateMark      = "date"
	changedMark   = "changed"
	publishedMark = "published"
	bylineMark    = "byline"
	besideMark    = "beside"
)

var classMarks = sync.OnceValue(func() marks {
	m, err := loadMarks()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return m
})

func loadMarks() (marks, error) {
	const name = "data/marks.tsv"
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	m := marks{}
	for _, kind := range []string{dateMark, changedMark, publishedMark, bylineMark, besideMark} {
		m[kind] = map[string]bool{}
	}
	var faults []error
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		kind, list, ok := strings.Cut(line, "\t")
		if !ok || m[kind] == nil {
			faults = append(faults, fmt.Errorf("%s line %d: want a known kind and words", name, i+1))
			continue
		}
		for _, w := range strings.Split(list, ",") {
			if w == "" || w != strings.ToLower(w) || m[kind][w] {
				faults = append(faults, fmt.Errorf("%s line %d: %q: want words in lower case, each once", name, i+1, w))
			}
			m[kind][w] = true
		}
	}
	return m, errors.Join(faults...)
}

// has tells whether one of the words of a class in lower case is a mark of the kind.
func (m marks) has(class, kind string) bool {
	if class == "" {
		return false
	}
	words := m[kind]
	for from := 0; from < len(class); {
		n := from
		for n < len(class) && 'a' <= class[n] && class[n] <= 'z' {
			n++
		}
		if words[class[from:n]] {
			return true
		}
		from = n + 1
	}
	return false
}
