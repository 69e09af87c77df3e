package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// both puts right a "both" that stands for two told before and is read as the first word of "both A and B": where nothing
// is joined behind it, and no noun phrase begins there, it is the object, the subject, or what a preposition governs: "urged
// both to withdraw", "an embargo on both in June".
func both(words []morph.Word) {
	for i := range words {
		w := &words[i]
		if w.Lemma == "both" && w.Rel == "advmod" && w.Head == i-1 && words[i-1].UPOS == "VERB" && i+1 < len(words) && standsAlone(words[i+1].UPOS) {
			w.Rel, w.UPOS, w.XPOS = "obj", "PRON", "DT" // "blamed both, but said"
			continue
		}
		if w.Lemma != "both" || w.Rel != "cc:preconj" || w.Head <= i || i+1 >= len(words) || hasConjunct(words, w.Head) {
			continue
		}
		switch words[i+1].UPOS {
		case "ADP", "PART", "PUNCT", "SCONJ", "AUX", "VERB", "ADV":
		default:
			continue
		}
		switch head, before := w.Head, i-1; {
		case before >= 0 && words[before].Rel == "case" && words[before].Head == head:
			w.Head, w.Rel = words[head].Head, "obl"
			words[before].Head = i
		case words[i+1].UPOS == "VERB" || words[i+1].UPOS == "AUX":
			verb := i + 1
			if words[verb].UPOS == "AUX" {
				verb = words[verb].Head
			}
			if verb < 0 || subjected(words, verb) {
				continue
			}
			w.Head, w.Rel = verb, "nsubj"
		case before >= 0 && words[before].UPOS == "VERB":
			w.Head, w.Rel = before, "obj"
		default:
			continue
		}
		w.UPOS, w.XPOS = "PRON", "DT"
	}
}

// standsAlone says that no noun phrase begins with a word, so that "both" before it has none.
func standsAlone(upos string) bool {
	return upos == "PUNCT" || upos == "ADP" || upos == "PART" || upos == "SCONJ"
}

// hasConjunct says that something is coordinated with a word.
func hasConjunct(words []morph.Word, head int) bool {
	for i := range words {
		if words[i].Head == head && words[i].Rel == "conj" {
			return true
		}
	}
	return false
}
