package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

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
