package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// goneOn hangs a verb without a subject on the verb of saying before it, where the tree takes it for something else that was
// said: "said two were wounded, recalled its envoy and ordered an inquiry". What is said has a subject of its own.
func goneOn(words []morph.Word) {
	for v := range words {
		w := &words[v]
		h := w.Head
		if w.Rel != "ccomp" || h < 0 || h > v || w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBZ" || words[h].XPOS != w.XPOS || words[v-1].Lemma != "," || below(words, v, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop") >= 0 {
			continue
		}
		said := below(words, h, "ccomp")
		if said < 0 || said >= v || below(words, said, "nsubj", "nsubj:pass") < 0 || !subjected(words, h) {
			continue
		}
		for i := h + 1; i < said; i++ {
			if words[i].Head == v {
				words[i].Head = said // "that"
			}
		}
		w.Rel = "conj"
	}
}

// asClause reads "as" with a noun and a verb behind it as a clause: "condemns the raid as refugees flee", "as talks continued", with the noun
// on what stands before it and the verb as its modifier. A participle counts where the noun is a bare plural and nobody is
// told by whom.
func asClause(words []morph.Word) {
	for n := 1; n+1 < len(words); n++ {
		w := &words[n]
		if w.UPOS != "NOUN" && w.UPOS != "PROPN" || w.Rel != "obl" && w.Rel != "nmod" || w.Head < 0 || w.Head > n {
			continue
		}
		as := below(words, n, "case")
		if as < 0 || words[as].Lemma != "as" || as >= n || words[as].Head != n {
			continue
		}
		v := verbBehind(words, n)
		if v < 0 || words[v].Rel != "acl" && words[v].Rel != "advcl" || below(words, v, "nsubj", "nsubj:pass", "mark") >= 0 {
			continue
		}
		switch words[v].XPOS {
		case "VBD", "VBP", "VBZ":
		case "VBG":
			if aux := below(words, v, "aux"); aux < n || !finite(&words[aux]) {
				continue
			}
		case "VBN":
			if aux := below(words, v, "aux", "aux:pass"); aux > n && finite(&words[aux]) {
				break // "as the town was shelled"
			}
			if w.XPOS != "NNS" || below(words, n, "det", "nmod:poss") >= 0 || below(words, v, "obl:agent") >= 0 {
				continue
			}
			words[v].XPOS = "VBD"
		default:
			continue
		}
		up := w.Head
		for k := 0; up >= 0 && words[up].UPOS != "VERB" && k < len(words); k++ {
			up = words[up].Head
		}
		if up < 0 || up > as {
			continue
		}
		words[v].Head, words[v].Rel = up, "advcl"
		w.Head, w.Rel = v, "nsubj"
		words[as].Head, words[as].Rel = v, "mark"
	}
}

// verbBehind gives the verb behind a noun and what is set off behind it, or -1: "as the envoy, Steve Witkoff, was meeting him".
func verbBehind(words []morph.Word, n int) int {
	v := n + 1
	for v < len(words) && (words[v].Head == n && words[v].Rel == "flat" || words[v].UPOS == "PUNCT" && hangsIn(words, v, n) || words[v].UPOS != "VERB" && words[v].UPOS != "AUX" && hangsIn(words, v, n)) {
		v++
	}
	for v < len(words) && (words[v].UPOS == "PUNCT" || (words[v].UPOS == "AUX" || words[v].UPOS == "ADV") && words[v].Head > v) {
		v++
	}
	if v >= len(words) || words[v].UPOS != "VERB" {
		return -1
	}
	return v
}

// hangsIn says that a word stands below another.
func hangsIn(words []morph.Word, i, n int) bool {
	for k := 0; i >= 0 && k < len(words); k++ {
		if i == n {
			return true
		}
		i = words[i].Head
	}
	return false
}

// acting reads a noun with a subject before it and an object behind it as the verb that it is: "Gunmen kill 21 miners".
func acting(words []morph.Word) {
	for i := range words {
		w := &words[i]
		s, o := below(words, i, "nsubj"), below(words, i, "obj")
		if w.UPOS != "NOUN" || w.XPOS != "NN" || s < 0 || o < 0 || s > i || o < i || below(words, i, "cop", "det", "case", "amod", "nmod:poss") >= 0 {
			continue
		}
		w.UPOS, w.XPOS = "VERB", "VBP"
	}
}

// attributive reads a form in "-ing" between an owner and a noun as a modifier of that noun: "told his visiting Danish
// counterpart that", with visiting as a clause and the counterpart as its object. A noun that can be counted has an article where
// it is an object.
func attributive(words []morph.Word) {
	for v := 1; v+1 < len(words); v++ {
		w := &words[v]
		if w.XPOS != "VBG" || w.UPOS != "VERB" || w.Head < 0 || w.Head > v || words[v-1].Head != v || words[v-1].Rel != "nmod:poss" && words[v-1].Rel != "det" || words[w.Head].UPOS != "VERB" {
			continue
		}
		n := v + 1
		for n+1 < len(words) && (words[n].UPOS == "ADJ" || words[n].UPOS == "NOUN") && words[n].Head == n+1 {
			n++
		}
		for n+1 < len(words) && words[n].Head > n && (words[n].Rel == "amod" || words[n].Rel == "compound") {
			n++
		}
		if o := &words[n]; o.UPOS != "NOUN" || o.XPOS != "NN" || o.Head != v || o.Rel != "obj" {
			continue
		}
		verb := w.Head
		rel := "obj"
		if below(words, verb, "obj") >= 0 {
			continue
		}
		for i := range words {
			if i != v && i != n && words[i].Head == v {
				if words[i].Rel == "nmod:poss" || words[i].Rel == "det" {
					words[i].Head = n
				} else {
					words[i].Head = verb
				}
			}
		}
		words[n].Head, words[n].Rel = verb, rel
		w.Head, w.Rel = n, "amod"
	}
}
