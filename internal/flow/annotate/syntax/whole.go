package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// whole puts right the words of a sentence by one rule after the other, and takes back what a rule did where it left no
// tree: several roots, or a word that is its own ancestor.
func whole(words []morph.Word, rules ...func([]morph.Word)) {
	before := make([]morph.Word, len(words))
	for _, rule := range rules {
		copy(before, words)
		if rule(words); !isTree(words) {
			copy(words, before)
		}
	}
}

// isTree says that every word hangs on the one root.
func isTree(words []morph.Word) bool {
	roots := 0
	walk := make([]int, len(words)) // the word from which each was reached first, counted from 1
	for i := range words {
		if words[i].Head < 0 {
			roots++
		}
		for u := i; u >= 0; u = words[u].Head {
			if u >= len(words) || walk[u] == i+1 {
				return false
			}
			if walk[u] != 0 {
				break
			}
			walk[u] = i + 1
		}
	}
	return roots == 1 || len(words) == 0
}
