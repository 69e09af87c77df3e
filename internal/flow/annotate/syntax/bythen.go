package syntax

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// byThen hangs what an act is against on the noun of the act, where it stands right behind who does it and the tree hangs it on him or
// on the verb: "condemned an attack by gunmen on a convoy", "the imposition by Israel of a blockade". Times stay where they are.
func byThen(words []morph.Word, calendar map[string]bool, form func(int) string) {
	for a := range words {
		n := words[a].Head
		if words[a].Rel != "nmod" || n < 0 || n > a || words[n].UPOS != "NOUN" || preposition(words, a) < 0 || words[preposition(words, a)].Lemma != "by" {
			continue
		}
		for p := range words {
			w := &words[p]
			c := preposition(words, p)
			if w.Head != a && (w.Rel != "obl" || w.Head < 0 || w.Head >= n) || c < a || c > p || !nominal(w) || calendar[strings.ToLower(form(p))] {
				continue
			}
			switch words[c].Lemma {
			case "on", "against", "upon", "of", "into":
			default:
				continue
			}
			if words[c].Lemma == "of" && words[a].UPOS != "PROPN" { // "the murder by a colonel of the guard"
				continue
			}
			if endsOf(words, a, c) == c-1 && w.Rel != "conj" {
				w.Head, w.Rel = n, "nmod"
			}
		}
	}
}
