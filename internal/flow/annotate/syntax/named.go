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
		if subject < 0 || subject > v || (object < v || !nominal(&words[object])) && !calledUpon(words, v) {
			continue
		}
		words[subject].Rel, w.XPOS = "nsubj", "VBD"
	}
}

// calledUpon says that a verb has a preposition right behind it and an infinitive, as no passive has: "Amnesty called on it to act".
func calledUpon(words []morph.Word, v int) bool {
	if v+2 >= len(words) || words[v+1].UPOS != "ADP" || words[v+1].Rel != "case" || words[words[v+1].Head].Head != v {
		return false
	}
	to := -1
	for i := v + 3; i < len(words) && to < 0; i++ {
		if words[i].Head == v && (words[i].Rel == "advcl" || words[i].Rel == "xcomp") {
			to = below(words, i, "mark")
		}
	}
	return to > v && words[to].Lemma == "to" && words[v].Lemma == "call"
}
