package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// objected gives a verb the noun phrase right behind it as its object, where the tree takes that for the first of two subjects
// of the verb behind "and": "recalled its ambassador and Syria fired rockets", with ambassador and Syria as who fired.
func objected(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBZ" || below(words, v, "obj", "ccomp", "xcomp", "aux:pass") >= 0 {
			continue
		}
		for n := v + 1; n < len(words) && n < v+8; n++ {
			second := words[n].Head
			if words[n].Rel != "nsubj" || second <= n || words[second].Rel != "conj" || words[second].Head != v || !nominal(&words[n]) || cased(words, n) || below(words, n, "nmod:poss", "det") != v+1 {
				continue
			}
			other := below(words, n, "conj")
			if other < 0 || other > second || !nominal(&words[other]) || joint(words, other) < 0 || words[other].UPOS != "PROPN" {
				continue
			}
			and := joint(words, other)
			words[n].Head, words[n].Rel = v, "obj"
			words[other].Head, words[other].Rel = second, "nsubj"
			words[and].Head = second
			break
		}
	}
}
