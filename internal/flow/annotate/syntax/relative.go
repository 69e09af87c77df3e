package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// whenNotWho reads a time right before a verb as that, where the tree takes it for a second subject: "which last month demanded",
// "who on Monday said" with month and Monday as who demanded and said.
func whenNotWho(words []morph.Word, calendar, measures map[string]bool) {
	for i := range words {
		w := &words[i]
		if w.Rel != "nsubj" && w.Rel != "nsubj:pass" || !nominal(w) || !calendar[w.Lemma] && !measures[w.Lemma] || cased(words, i) {
			continue
		}
		for k := range words {
			if s := &words[k]; k != i && s.Head == w.Head && (s.Rel == "nsubj" || s.Rel == "nsubj:pass") && k < w.Head && (nominal(s) || s.UPOS == "PRON" || s.XPOS == "WDT") {
				w.Rel = "obl:tmod"
				break
			}
		}
	}
}

// nearest hangs a clause with "which" or "who" behind a comma on the name right before that, where the tree hangs it on the noun above
// the name: "an answer to Washington, which demanded". What is "of" a name is left as it is: "the army of Chad, which fought".
func nearest(words []morph.Word) {
	for v := range words {
		w := &words[v]
		top := w.Head
		if w.Rel != "acl:relcl" || top < 0 || words[top].UPOS != "NOUN" {
			continue
		}
		comma := -1
		for k := top + 1; k < v && comma < 0; k++ {
			if words[k].Lemma == "," && k+1 < len(words) && (words[k+1].XPOS == "WDT" || words[k+1].XPOS == "WP") {
				comma = k
			}
		}
		n := comma - 1
		if n <= top || words[n].UPOS != "PROPN" {
			continue
		}
		for words[n].UPOS == "PROPN" && (words[n].Rel == "flat" || words[n].Rel == "compound") && words[n].Head >= 0 {
			n = words[n].Head
		}
		p := below(words, n, "case")
		if n <= top || words[n].Head != top || words[n].Rel != "nmod" || p < 0 {
			continue
		}
		switch words[p].Lemma {
		case "to", "from", "with", "by", "against", "between":
			w.Head = n
		}
	}
}

// whereToDo makes the verb of "at which diplomats were to discuss the border" that of the relative clause, where the tree takes
// its subject for that and the verb for the subject of the main clause.
func whereToDo(words []morph.Word) {
	for n := 1; n+3 < len(words); n++ {
		w := &words[n]
		if w.Rel != "acl:relcl" && w.Rel != "nmod" || !nominal(w) || w.Head < 0 || w.Head > n || words[n+1].Lemma != "be" || words[n+2].XPOS != "TO" {
			continue
		}
		v := words[n+2].Head
		if v <= n+2 || words[v].UPOS != "VERB" || words[n+1].Head != v || words[v].Rel != "csubj" && words[v].Rel != "csubj:pass" || subjected(words, v) || w.Rel == "nmod" && !asked(words, v, n) {
			continue
		}
		words[v].Head, words[v].Rel = w.Head, "acl:relcl"
		w.Head, w.Rel = v, "nsubj"
	}
}

// asked says that a verb has a "which" before a word.
func asked(words []morph.Word, verb, before int) bool {
	for i := range before {
		if words[i].Head == verb && words[i].XPOS == "WDT" {
			return true
		}
	}
	return false
}
