package syntax

import (
	_ "embed"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// rowed puts right the middle verb of three that is read as a modifier of its object: "suspended the constitution, dissolved
// parliament and expelled the envoy", with dissolved before parliament and that joined with the constitution. The comma
// before it, no article, and the verb behind "and" tell it from "visited schools, destroyed villages and camps".
func rowed(words []morph.Word) {
	for i := 2; i+2 < len(words); i++ {
		w := &words[i]
		object := w.Head
		if w.UPOS != "VERB" || w.XPOS != "VBN" && w.XPOS != "VBD" || w.Rel != "amod" || object <= i || words[i-1].Lemma != "," || !nominal(&words[object]) || words[object].Rel != "conj" {
			continue
		}
		before := words[object].Head
		if before < 0 || before > i || words[before].Rel != "obj" && words[before].Rel != "obl" && words[before].Rel != "nmod" {
			continue
		}
		verb := before
		for n := 0; verb >= 0 && words[verb].UPOS != "VERB" && n < len(words); n++ {
			verb = words[verb].Head
		}
		if verb < 0 || verb > i || words[verb].XPOS != "VBD" && words[verb].XPOS != "VBN" || below(words, object, "det", "nmod:poss") >= 0 && below(words, object, "det", "nmod:poss") < i {
			continue
		}
		last := -1
		for k := object + 1; k < len(words); k++ {
			if words[k].Rel == "conj" && words[k].UPOS == "VERB" && words[k].Head == verb && words[k].XPOS != "VBG" && words[k-1].UPOS == "CCONJ" && words[k-1].Head == k && !subjected(words, k) {
				last = k
				break
			}
		}
		if last < 0 {
			continue
		}
		w.Head, w.Rel, w.XPOS = verb, "conj", "VBD"
		words[object].Head, words[object].Rel = i, "obj"
	}
}

//go:embed compounds.tsv
var compoundsFile string

// compounded reads the first of two nouns that modify a third as its modifier, where the tree takes it for a thing of its own:
// "launched a missile and drone attack", with missile as what was launched.
func compounded(words []morph.Word, modifiers map[string]bool) {
	for i := 0; i+3 < len(words); i++ {
		w := &words[i]
		if w.UPOS != "NOUN" || w.XPOS != "NN" || !modifiers[w.Lemma] || words[i+1].UPOS != "CCONJ" || words[i+2].UPOS != "NOUN" || !modifiers[words[i+2].Lemma] {
			continue
		}
		head := i + 3
		if second := &words[i+2]; second.Rel != "compound" || second.Head != head || words[head].UPOS != "NOUN" || words[head].Rel != "conj" || words[head].Head != i {
			continue
		}
		for k := range words {
			if k != i && k != head && words[k].Head == i && (words[k].Rel != "compound" || k < i-1) {
				words[k].Head = head
			}
		}
		words[head].Head, words[head].Rel = w.Head, w.Rel
		w.Head, w.Rel = head, "compound"
		words[i+2].Head, words[i+2].Rel = i, "conj"
		words[i+1].Head, words[i+1].Rel = i+2, "cc"
	}
}

// called reads a name that opens a sentence and is taken for a word of calling as the subject that the verb lacks: "Hungary,
// however, blocked the statement".
func called(words []morph.Word, form string) {
	if len(words) < 3 || words[0].UPOS != "INTJ" || words[0].Head < 0 || len(form) < 4 || nameless[form] {
		return
	}
	v := words[0].Head
	if words[v].UPOS != "VERB" || words[v].XPOS != "VBD" && words[v].XPOS != "VBZ" || below(words, v, "nsubj", "nsubj:pass", "csubj", "expl") >= 0 {
		return
	}
	words[0].UPOS, words[0].XPOS, words[0].Rel = "PROPN", "NNP", "nsubj"
}

// nameless are words of calling that open a sentence whose verb has its subject elsewhere.
var nameless = map[string]bool{"Please": true, "Hello": true, "Sorry": true, "Thanks": true, "Well": true, "Yeah": true, "Okay": true}
