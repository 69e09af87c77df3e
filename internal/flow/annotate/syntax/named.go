package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// named joins two names that one title stands before: "Presidents Ruto and Kagame met", where the second name hangs on the
// first name as its part and not on the title, which both share.
func named(words []morph.Word) {
	for i := range words {
		w := &words[i]
		if w.Rel != "conj" || w.UPOS != "PROPN" || w.Head < 0 || words[w.Head].Rel != "flat" {
			continue
		}
		top := w.Head
		for n := 0; top >= 0 && words[top].Rel == "flat" && n < len(words); n++ {
			top = words[top].Head
		}
		if top >= 0 && top < i && nominal(&words[top]) {
			w.Head = top
		}
	}
}

// transitive gives a past tense its subject back that is read as that of a passive: "the president called off his trip". A passive
// has an auxiliary, and hardly ever an object.
func transitive(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBN" || below(words, v, "aux:pass", "aux", "obl:agent") >= 0 {
			continue
		}
		subject, object := below(words, v, "nsubj:pass"), below(words, v, "obj")
		if subject < 0 || subject > v || object < v || !nominal(&words[object]) {
			continue
		}
		words[subject].Rel, w.XPOS = "nsubj", "VBD"
	}
}
