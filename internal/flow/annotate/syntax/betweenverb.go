package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// betweenThenVerb reads a word right behind the second of two names "between" which a plural stands as the verb that it is: "The
// talks between Chad and Libya resume on Friday", with resume as a noun of which Chad and Libya tell. Only a full sentence
// without another verb of a tense lacks one there.
func betweenThenVerb(words []morph.Word, last string) {
	root := -1
	for i := range words {
		if words[i].Head < 0 {
			root = i
		}
		if finite(&words[i]) {
			return
		}
	}
	if root < 0 || last != "." {
		return
	}
	for at := 1; at+5 < len(words); at++ {
		n, first := at-1, at+1
		if words[at].Lemma != "between" || words[n].XPOS != "NNS" || words[first].UPOS != "PROPN" {
			continue
		}
		second := first + 1
		for second < len(words) && words[second].UPOS == "PROPN" {
			second++
		}
		if second+2 >= len(words) || words[second].UPOS != "CCONJ" || words[second+1].UPOS != "PROPN" {
			return
		}
		verb := second + 2
		for verb < len(words) && words[verb].UPOS == "PROPN" {
			verb++
		}
		if verb+1 >= len(words) || words[verb].XPOS != "NN" && words[verb].XPOS != "JJ" || words[verb+1].UPOS != "ADP" {
			return
		}
		presentVerb(words, root, n, verb)
		return
	}
}

// presentVerb makes a word that was read as a noun the verb of the sentence, with what stands between a noun and it on that noun.
func presentVerb(words []morph.Word, root, noun, verb int) {
	at := noun + 1
	first := at + 1
	head := words[first].Head
	if head == verb || head < 0 {
		words[first].Head, words[first].Rel = noun, "nmod"
	} else if words[first].Rel != "conj" {
		words[first].Head, words[first].Rel = noun, "nmod"
	}
	words[at].Head, words[at].Rel = first, "case"
	for i := range words {
		w := &words[i]
		if i == noun || i == verb || i < noun && w.Head == noun || i > at && i < verb {
			continue
		}
		if w.Head != verb && w.Head != noun && w.Head != root {
			continue
		}
		w.Head = verb
		if w.Rel == "nmod" {
			w.Rel = "obl"
		}
	}
	words[noun].Head, words[noun].Rel = verb, "nsubj"
	words[verb].UPOS, words[verb].XPOS, words[verb].Head, words[verb].Rel = "VERB", "VBP", -1, "root"
}

// pluralTalks reads "talks" behind a plural as the noun that it is, where the tree takes it for a verb of that and the verb behind for
// one more: "The fisheries talks between Chad and Libya ended", with fisheries as who talks. A plural has no verb in "-s".
func pluralTalks(words []morph.Word) {
	for n := 1; n+1 < len(words); n++ {
		w, s := &words[n], &words[n-1]
		if w.XPOS != "VBZ" || w.Lemma != "talk" || s.XPOS != "NNS" || s.Head != n || s.Rel != "nsubj" {
			continue
		}
		verb, subject := -1, -1
		for v := n + 1; v < len(words) && verb < 0; v++ {
			if words[v].Head == n && words[v].Rel == "conj" && words[v].UPOS == "VERB" && finiteVerb(words, v) {
				verb = v
			}
		}
		if verb < 0 {
			continue
		}
		first := -1
		for k := n + 1; k < verb; k++ {
			switch {
			case words[k].Head == n && (words[k].Rel == "obl" || words[k].Rel == "nmod"):
				words[k].Rel = "nmod"
				first = k
			case words[k].Head == verb && words[k].Rel == "nsubj":
				subject = k
			}
		}
		if subject >= 0 && first >= 0 {
			words[subject].Head, words[subject].Rel = first, "conj"
			for k := first + 1; k < subject; k++ {
				if words[k].Head == verb && words[k].UPOS == "CCONJ" {
					words[k].Head = subject
				}
			}
		}
		for i := range words {
			if words[i].Head == n && i != n-1 && (i < n && words[i].Rel != "det" && words[i].Rel != "amod" || i > verb) {
				words[i].Head = verb
			}
			if words[i].Head == n-1 && i < n-1 {
				words[i].Head = n
			}
		}
		words[verb].Head, words[verb].Rel = w.Head, w.Rel
		w.UPOS, w.XPOS, w.Lemma, w.Head, w.Rel = "NOUN", "NNS", "talk", verb, "nsubj"
		s.Rel = "compound"
		return
	}
}
