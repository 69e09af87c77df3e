package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// conditional hangs a clause with "if" or the like, between "that" and the clause that this opens, on that clause, where the tree takes both
// for what is said: "said that if the gates were opened, there would be no water".
func conditional(words []morph.Word) {
	for i := range words {
		w := &words[i]
		mark := below(words, i, "mark")
		if w.Rel != "ccomp" || w.Head < 0 || w.Head > i || mark < 0 || mark > i {
			continue
		}
		switch words[mark].Lemma {
		case "if", "unless", "though", "although", "once", "while", "when":
		default:
			continue
		}
		for k := i + 1; k < len(words); k++ {
			if that := below(words, k, "mark"); words[k].Head == w.Head && words[k].Rel == "ccomp" && that >= 0 && that < mark && words[that].Lemma == "that" {
				w.Head, w.Rel = k, "advcl"
				break
			}
		}
	}
}
