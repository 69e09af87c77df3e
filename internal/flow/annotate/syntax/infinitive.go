package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// infinitive puts right a verb behind "to" that is read as a noun though it has an object: "offered to hand over four
// villages", with hand as a noun. No noun takes an object. What stands between the two as a particle is one of the verb.
func infinitive(words []morph.Word) {
	for i := 1; i+1 < len(words); i++ {
		w := &words[i]
		if w.UPOS != "NOUN" || w.XPOS != "NN" || w.Rel != "obl" && w.Rel != "nmod" || words[i-1].Lemma != "to" || words[i-1].Head != i || words[i-1].Rel != "case" {
			continue
		}
		object := -1
		for k := i + 1; k < len(words); k++ {
			if words[k].Head == i && words[k].Rel == "obj" {
				object = k
				break
			}
		}
		if object < 0 {
			continue
		}
		w.UPOS, w.XPOS, w.Rel = "VERB", "VB", "xcomp"
		words[i-1].UPOS, words[i-1].XPOS, words[i-1].Rel = "PART", "TO", "mark"
		if p := &words[i+1]; i+1 < object && (p.UPOS == "ADV" || p.UPOS == "ADP") && (p.Rel == "advmod" || p.Rel == "compound:prt") {
			switch p.Lemma {
			case "over", "up", "off", "out", "back", "down", "away":
				p.Head, p.Rel, p.UPOS, p.XPOS = i, "compound:prt", "ADP", "RP"
			}
		}
	}
}
