package syntax

import (
	_ "embed"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed documents.tsv
var documentsFile string

//go:embed gerunds.tsv
var gerundsFile string

// worded hangs a form in "-ing" right behind what is written on that, where the tree hangs it on the verb: "vetoed a resolution
// demanding a truce". It is the resolution that demands.
func worded(words []morph.Word, documents map[string]bool) {
	for v := 1; v < len(words); v++ {
		w, n := &words[v], v-1
		if w.XPOS != "VBG" || w.UPOS != "VERB" || w.Rel != "advcl" || words[n].UPOS != "NOUN" || words[n].Head != w.Head || words[n].Rel != "obj" && words[n].Rel != "obl" && words[n].Rel != "nsubj:pass" ||
			!documents[words[n].Lemma] || subjected(words, v) || below(words, v, "mark") >= 0 {
			continue
		}
		w.Head, w.Rel = n, "acl"
	}
}

// gerund gives a form in "-ing" behind a preposition its object, where the tree takes it for a modifier of that: "in threatening
// sanctions", with sanctions below the preposition.
func gerund(words []morph.Word, verbs map[string]bool) {
	for v := 1; v+1 < len(words); v++ {
		w := &words[v]
		n := w.Head
		if w.XPOS != "VBG" || w.Rel != "amod" || n <= v || !verbs[w.Lemma] || words[n].XPOS != "NNS" || words[n].Rel != "obl" && words[n].Rel != "nmod" {
			continue
		}
		p := v - 1
		if words[p].UPOS != "ADP" || words[p].Head != n || words[p].Rel != "case" || below(words, n, "det", "nmod:poss") >= 0 && below(words, n, "det", "nmod:poss") < v {
			continue
		}
		up := words[n].Head
		rel := "advcl"
		if up >= 0 && nominal(&words[up]) {
			rel = "acl"
		}
		words[p].Head, words[p].Rel = v, "mark"
		w.Head, w.Rel, w.UPOS = up, rel, "VERB"
		words[n].Head, words[n].Rel = v, "obj"
	}
}

// casedSubject gives a verb the noun before a preposition as its subject, where the tree takes the noun behind it: "and border
// crossings with both were closed", with both as what was closed and the crossings joined to the object before.
func casedSubject(words []morph.Word) {
	for v := range words {
		s := below(words, v, "nsubj", "nsubj:pass")
		if words[v].UPOS != "VERB" || s < 0 || s > v {
			continue
		}
		p := below(words, s, "case")
		if p <= 0 || p > s || words[p].UPOS != "ADP" {
			continue
		}
		n := p - 1
		first := words[n].Head
		if !nominal(&words[n]) || words[n].Rel != "conj" || first < 0 || first > n || words[first].Head < 0 || words[words[first].Head].UPOS != "VERB" || words[first].Rel != "obj" && words[first].Rel != "obl" {
			continue
		}
		cc := below(words, n, "cc")
		if cc <= 0 || words[cc-1].Lemma != "," {
			continue
		}
		words[n].Head, words[n].Rel = v, words[s].Rel
		words[s].Head, words[s].Rel = n, "nmod"
		words[v].Head, words[v].Rel = words[first].Head, "conj"
		words[cc].Head = v
	}
}
