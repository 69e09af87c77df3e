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
			if words[k].Lemma == "," && k+1 < len(words) && (words[k+1].XPOS == "WDT" || words[k+1].XPOS == "WP" || words[k+1].XPOS == "WP$") {
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
// it for the subject of the main clause and its own subject for the clause.
func whereToDo(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if w.UPOS != "VERB" || w.Rel != "csubj" && w.Rel != "csubj:pass" {
			continue
		}
		which, be := -1, -1
		for i := range v {
			switch {
			case words[i].Head != v:
			case words[i].XPOS == "WDT":
				which = i
			case words[i].Lemma == "be" && words[v-1].XPOS == "TO":
				be = i
			}
		}
		if which < 1 || be < which {
			continue
		}
		for n := range which {
			if words[n].Head != w.Head || words[n].Rel != "nsubj" && words[n].Rel != "nsubj:pass" {
				continue
			}
			if s := be - 1; !subjected(words, v) && nominal(&words[s]) {
				words[s].Head, words[s].Rel = v, "nsubj"
			}
			w.Head, w.Rel = n, "acl:relcl"
			break
		}
	}
}
