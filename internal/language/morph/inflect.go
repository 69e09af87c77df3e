package morph

import "strings"

// inflections gives the regular forms of a lemma by their tag. A lemma that
// may or may not double its last letter gives both forms. Names may be written
// in capitals, as in headings, and in small letters.
func inflections(lemma, upos string, give func(form, xpos string)) {
	if upos == "PROPN" && len(lemma) > 3 && capitals(lemma) == 2 {
		give(strings.ToUpper(lemma), "NNP")
		give(strings.ToLower(lemma), "NNP")
	}
	if len(lemma) < 3 || strings.ContainsFunc(lemma, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return
	}
	switch upos {
	case "NOUN":
		give(withS(lemma), "NNS")
	case "VERB":
		give(withS(lemma), "VBZ")
		verbForms(lemma, give)
	}
}

// withS gives the plural of a noun, the third person of a verb.
func withS(lemma string) string {
	last, before := lemma[len(lemma)-1], lemma[len(lemma)-2]
	switch {
	case last == 'y' && !vowel(before):
		return lemma[:len(lemma)-1] + "ies"
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(lemma, "ch") || strings.HasSuffix(lemma, "sh"):
		return lemma + "es"
	}
	return lemma + "s"
}

// verbForms gives the forms in -ed and -ing.
func verbForms(lemma string, give func(form, xpos string)) {
	last, before, third := lemma[len(lemma)-1], lemma[len(lemma)-2], lemma[len(lemma)-3]
	stems := []string{lemma}
	switch {
	case last == 'e':
		stems = []string{lemma[:len(lemma)-1]}
	case last == 'y' && !vowel(before):
		give(lemma[:len(lemma)-1]+"ied", "VBD")
		give(lemma[:len(lemma)-1]+"ied", "VBN")
		give(lemma+"ing", "VBG")
		return
	case !vowel(last) && last != 'w' && last != 'x' && last != 'y' && vowel(before) && !vowel(third):
		stems = []string{lemma + string(last)}
		if syllables(lemma) > 1 {
			stems = append(stems, lemma)
		}
	}
	for _, stem := range stems {
		give(stem+"ed", "VBD")
		give(stem+"ed", "VBN")
		if strings.HasSuffix(lemma, "ee") || strings.HasSuffix(lemma, "oe") || strings.HasSuffix(lemma, "ye") {
			stem = lemma
		}
		give(stem+"ing", "VBG")
	}
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// syllables counts runs of vowels.
func syllables(w string) int {
	n := 0
	for i := range len(w) {
		if (vowel(w[i]) || w[i] == 'y') && (i == 0 || !vowel(w[i-1]) && w[i-1] != 'y') {
			n++
		}
	}
	return n
}

// regular adds the regular forms of the lemmas of training, where they are the
// forms of one lemma alone and training did not see them, as words of their own.
func (l *learner) regular(lemmas map[[2]string]bool) {
	forms := map[pattern]string{}
	several := map[pattern]bool{}
	for key := range lemmas {
		lemma, upos := key[0], key[1]
		inflections(lemma, upos, func(form, xpos string) {
			p := newPattern(form, upos, xpos)
			edit := learnEdit(form, lemma).String()
			if old, ok := forms[p]; ok && old != edit {
				several[p] = true
			}
			forms[p] = edit
		})
	}
	for p, edit := range forms {
		if l.words[p] == nil && !several[p] {
			l.made[p] = edit
		}
	}
}
