package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// parted gives a verb behind a semicolon the noun phrase between the two as its subject, where the tree hangs that phrase on
// what stands before the semicolon and leaves the verb without a subject: "suspended the party; the European Union and
// Peru denounced the move", with the Union as an apposition of the party.
func parted(words []morph.Word) {
	for i := range words {
		if words[i].Lemma != ";" || i+2 >= len(words) {
			continue
		}
		verb := -1
		for k := i + 1; k < len(words) && words[k].Lemma != ";"; k++ {
			if words[k].UPOS == "VERB" && words[k].Rel == "amod" && k > i+1 && nominal(&words[k-1]) {
				break // "police fired tear gas and arrested ten", with fired as a modifier
			}
			if words[k].UPOS == "VERB" && (words[k].XPOS == "VBD" || words[k].XPOS == "VBZ" || words[k].XPOS == "VBP") {
				verb = k
				break
			}
		}
		if verb < i+2 || subjected(words, verb) || words[verb].Rel == "acl" || words[verb].Rel == "acl:relcl" || words[verb].Rel == "amod" {
			continue
		}
		noun := -1
		for k := i + 1; k < verb; k++ {
			if w := &words[k]; w.Head >= 0 && w.Head < i && nominal(w) && !cased(words, k) {
				noun = k
				break
			}
		}
		if noun < 0 || !spans(words, noun, i+1, verb) {
			continue
		}
		words[noun].Head, words[noun].Rel = verb, "nsubj"
	}
}

// spans says that all words of a range but adverbs, auxiliaries and marks of a verb hang on a noun.
func spans(words []morph.Word, noun, first, verb int) bool {
	for k := first; k < verb; k++ {
		if words[k].UPOS == "PUNCT" || words[k].Head == verb {
			continue
		}
		at := k
		for n := 0; at >= 0 && at != noun && n < len(words); n++ {
			at = words[at].Head
		}
		if at != noun {
			if words[k].UPOS == "CCONJ" || words[k].UPOS == "ADV" {
				continue
			}
			return false
		}
	}
	return true
}
