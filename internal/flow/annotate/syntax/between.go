package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// maxSpeech is how many words an insertion may have that tells who says a sentence.
const maxSpeech = 8

// between gives a verb the subject that an insertion with who says it parts from it, where the tree takes that for an address or for
// another subject of the saying: "Islamabad, they said, declined to discuss it", "The army, the minister said, withdrew".
func between(words []morph.Word, speech map[string]bool, form func(int) string) {
	first := nextComma(words, 0)
	if first < 1 {
		return
	}
	second := nextComma(words, first+1)
	if second < first+3 || second-first > maxSpeech+1 {
		return
	}
	n, s := outermost(words, 0, first), spokenIn(words, first, second, speech, form)
	if n < 0 || s < 0 || !nominal(&words[n]) || preposition(words, n) >= 0 || hangs(words, s, func(h int) bool { return h == n }) && words[s].Rel == "acl:relcl" {
		return
	}
	v := second + 1
	for v < len(words) && (words[v].UPOS == "AUX" || words[v].UPOS == "ADV" || words[v].UPOS == "PART") {
		v++
	}
	if v >= len(words) || words[v].UPOS != "VERB" || v == second+1 && !finite(&words[v]) && words[v].XPOS != "VBN" || subjectBehind(words, v, second) {
		return
	}
	hangBehind(words, n, s, v, second)
}

// hangBehind hangs a subject and an insertion of saying on the verb behind them.
func hangBehind(words []morph.Word, n, s, v, second int) {
	if words[v].XPOS == "VBN" && v == second+1 {
		words[v].XPOS = "VBD"
	}
	switch up := words[n].Head; {
	case up < 0:
		words[v].Head, words[v].Rel = -1, "root"
		for k := range words {
			if words[k].Head == n && k > second {
				words[k].Head = v
			}
		}
	case words[s].Head < 0 && words[v].Head != s:
		words[v].Head, words[v].Rel = s, "ccomp"
	case words[s].Head == n:
		words[s].Rel = "parataxis"
	}
	if words[s].Head == n || words[s].Head >= 0 && words[v].Head < 0 {
		words[s].Head, words[s].Rel = v, "parataxis"
	}
	words[n].Head, words[n].Rel = v, "nsubj"
	if passive(words, v) {
		words[n].Rel = "nsubj:pass"
	}
	for k := range s { // "Iran, a diplomat said, has agreed", with the diplomat as an apposition
		if words[k].Head == n && words[k].Rel == "appos" && below(words, s, "nsubj") < 0 {
			words[k].Head, words[k].Rel = s, "nsubj"
		}
	}
}

// nextComma gives the place of the next comma from a word on, or -1.
func nextComma(words []morph.Word, from int) int {
	for i := from; i < len(words); i++ {
		if words[i].Lemma == "," {
			return i
		}
		if words[i].UPOS == "PUNCT" && words[i].Lemma != "-" {
			return -1
		}
	}
	return -1
}

// outermost gives the one word of a run that hangs on nothing within it, or -1 where there are several.
func outermost(words []morph.Word, from, end int) int {
	found := -1
	for i := from; i < end; i++ {
		if words[i].UPOS == "PUNCT" || words[i].Head >= from && words[i].Head < end {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// spokenIn gives the verb of saying of an insertion that has a subject of its own before it, or -1.
func spokenIn(words []morph.Word, first, second int, speech map[string]bool, form func(int) string) int {
	for i := first + 2; i < second; i++ {
		if words[i].UPOS == "VERB" {
			if !speech[form(i)] || !finite(&words[i]) || words[first+1].UPOS == "ADP" || words[first+1].UPOS == "SCONJ" || words[first+1].XPOS == "WP" || words[first+1].XPOS == "WDT" || words[first+1].UPOS == "CCONJ" {
				return -1
			}
			return i
		}
	}
	return -1
}

// subjectBehind says that a verb has a subject behind a word.
func subjectBehind(words []morph.Word, v, after int) bool {
	for i := after + 1; i < len(words); i++ {
		if words[i].Head == v && (words[i].Rel == "nsubj" || words[i].Rel == "nsubj:pass" || words[i].Rel == "expl" || words[i].Rel == "csubj") {
			return true
		}
	}
	return false
}
