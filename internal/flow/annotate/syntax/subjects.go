package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// titleSubject makes the first of two nouns side by side that the tree both takes for the subject of a verb a part of the second, with what
// hangs on it: "Peru's information minister has accused Quito", with information and minister as subjects.
func titleSubject(words []morph.Word) {
	for i := 0; i+1 < len(words); i++ {
		w, n := &words[i], &words[i+1]
		if w.UPOS != "NOUN" || n.UPOS != "NOUN" || w.Rel != "nsubj" && w.Rel != "nsubj:pass" || n.Rel != w.Rel || w.Head != n.Head || w.Head < i {
			continue
		}
		for k := range words[:i] {
			if words[k].Head == i {
				words[k].Head = i + 1
			}
		}
		w.Head, w.Rel = i+1, "compound"
	}
}

// afterTime gives a past without a subject the noun phrase right before it that the tree hangs with "after" or "before" on a time: "two years
// after Peru and Chile agreed to restore relations", with Peru on years.
func afterTime(words []morph.Word, measures map[string]bool) {
	for v := range words {
		w := &words[v]
		if w.UPOS != "VERB" || w.XPOS != "VBD" || subjected(words, v) || below(words, v, "mark", "aux:pass") >= 0 {
			continue
		}
		for n := v - 1; n > 1; n-- {
			t := words[n].Head
			if words[n].Rel != "nmod" || !nominal(&words[n]) || t < 0 || t > n || words[t].Head != v || !measures[words[t].Lemma] {
				continue
			}
			mark := preposition(words, n)
			if mark != t+1 || words[mark].Lemma != "after" && words[mark].Lemma != "before" || !reaches(words, n, v-1) {
				continue
			}
			words[n].Head, words[n].Rel = v, "nsubj"
			words[mark].Head, words[mark].Rel = v, "mark"
			break
		}
	}
}

// byMeans hangs on the verb with whom somebody speaks, where the tree hangs that on the means: "discussed the crisis by telephone with his
// counterpart", with the counterpart on telephone.
func byMeans(words []morph.Word) {
	for i := range words {
		w := &words[i]
		n := w.Head
		if w.Rel != "nmod" || !nominal(w) || n < 1 || n > i || words[n].UPOS != "NOUN" || words[n].Rel != "obl" || words[n].Head < 0 || words[words[n].Head].UPOS != "VERB" {
			continue
		}
		means, with := below(words, n, "case"), below(words, i, "case")
		if means != n-1 || with != n+1 || words[means].Lemma != "by" && words[means].Lemma != "via" || words[with].Lemma != "with" || words[n].XPOS != "NN" {
			continue
		}
		w.Head, w.Rel = words[n].Head, "obl"
	}
}
