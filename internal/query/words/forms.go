package words

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Forms gives the English forms of a folded word that a search for it should find, the word itself first: talks,
// talk, talked, talking. A word that is not English, short, or listed as a family of its own gives only what is
// certain. Forms that do not exist may be among them: they find nothing and cost little.
func Forms(word string) []string {
	if family, ok := irregular()[word]; ok {
		return first(word, family)
	}
	if len(word) < 4 || !letterOnly(word) {
		return []string{word}
	}
	all := []string{word}
	for _, base := range bases(word) {
		if family, ok := irregular()[base]; ok && !slices.Contains(family, word) {
			continue
		}
		for _, form := range inflections(base) {
			if _, listed := irregular()[form]; !listed && !slices.Contains(all, form) {
				all = append(all, form)
			}
		}
	}
	return all
}

func first(word string, family []string) []string {
	all := []string{word}
	for _, f := range family {
		if f != word {
			all = append(all, f)
		}
	}
	return all
}

func letterOnly(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || 'z' < word[i] {
			return false
		}
	}
	return true
}

// bases gives the plain forms that a word may be a form of, the word itself among them.
func bases(w string) []string {
	all := []string{w}
	add := func(base string) {
		if len(base) >= 3 && strings.ContainsAny(base, "aeiouy") {
			all = append(all, base)
		}
	}
	switch {
	case strings.HasSuffix(w, "ies") || strings.HasSuffix(w, "ied"):
		add(w[:len(w)-3] + "y")
	case sibilant(strings.TrimSuffix(w, "es")) && strings.HasSuffix(w, "es"):
		add(w[:len(w)-2])
		add(w[:len(w)-1])
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	case strings.HasSuffix(w, "s"):
		add(w[:len(w)-1])
	case strings.HasSuffix(w, "ed"):
		addVerb(add, w[:len(w)-2])
	case strings.HasSuffix(w, "ing"):
		addVerb(add, w[:len(w)-3])
	}
	return all
}

// addVerb adds the plain forms of a verb whose ending was taken off: bomb, releas(e), stop(p).
func addVerb(add func(string), stem string) {
	n := len(stem)
	if n < 2 {
		return
	}
	if n > 3 && stem[n-1] == stem[n-2] && !strings.ContainsRune("aeiouls", rune(stem[n-1])) {
		add(stem[:n-1])
		return
	}
	if takesE(stem) {
		add(stem + "e")
		return
	}
	add(stem)
	if n > 3 && stem[n-1] == stem[n-2] {
		add(stem[:n-1])
	}
	if consonant(stem[n-1]) || stem[n-1] == 'u' {
		add(stem + "e")
	}
}

// takesE tells whether no plain form ends as the stem does, so that an e was lost: releas, produc, charg, believ.
func takesE(stem string) bool {
	n := len(stem)
	switch stem[n-1] {
	case 'c', 'v', 'u', 'z':
		return n < 2 || stem[n-1] != stem[n-2]
	case 'g':
		return stem[n-2] != 'n' && stem[n-2] != 'g'
	}
	return false
}

func sibilant(stem string) bool {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(stem, end) {
			return true
		}
	}
	return false
}

func consonant(c byte) bool { return !strings.ContainsRune("aeiou", rune(c)) }

// inflections gives a plain form and what is made of it.
func inflections(b string) []string {
	n := len(b)
	switch {
	case b[n-1] == 's' && b[n-2] != 's':
		return []string{b}
	case strings.HasSuffix(b, "ed"), strings.HasSuffix(b, "ing"):
		return []string{b, b + "s"}
	case sibilant(b):
		return []string{b, b + "es", b + "ed", b + "ing"}
	case b[n-1] == 'e':
		return []string{b, b + "s", b + "d", b[:n-1] + "ing"}
	case b[n-1] == 'y' && consonant(b[n-2]):
		return []string{b, b[:n-1] + "ies", b[:n-1] + "ied", b + "ing"}
	}
	all := []string{b, b + "s", b + "ed", b + "ing"}
	if n >= 3 && n <= 6 && consonant(b[n-1]) && !consonant(b[n-2]) && consonant(b[n-3]) && !strings.ContainsRune("wxy", rune(b[n-1])) {
		double := b + string(b[n-1])
		all = append(all, double+"ed", double+"ing")
	}
	return all
}

//go:embed data/irregular.tsv
var irregularTSV string

var irregular = sync.OnceValue(func() map[string][]string {
	families, err := readFamilies(irregularTSV)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return families
})

// readFamilies reads lines of forms apart by tabs. A form may stand in several families: it finds all of them.
func readFamilies(tsv string) (map[string][]string, error) {
	families := map[string][]string{}
	var faults []string
	for i, line := range strings.Split(tsv, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		family := strings.Split(line, "\t")
		for _, form := range family {
			if !letterOnly(form) || form == "" {
				faults = append(faults, fmt.Sprintf("line %d: %q is not a word of the letters a to z", i+1, form))
			}
			for _, f := range family {
				if !slices.Contains(families[form], f) {
					families[form] = append(families[form], f)
				}
			}
		}
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("irregular.tsv: %s", strings.Join(faults, "; "))
	}
	return families, nil
}
