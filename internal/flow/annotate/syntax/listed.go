package syntax

import (
	_ "embed"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// Bounds of the row of names that a headline opens with, in words.
const (
	maxName = 4 // of one name
	maxRow  = 24
	near    = 4 // words behind it among which no comma may stand: "Quetta, Pakistan city, hit"
)

// listed reads the last comma of a row of names that opens a headline as "and", which headlines leave out: "Pakistan,
// Afghanistan extend truce". A word in lower case must follow, so that "Quetta, Pakistan" before another comma stays a place.
func listed(forms []string) {
	last, length := -1, 0
	for i, form := range forms {
		first, _ := utf8.DecodeRuneInString(form)
		switch {
		case i > maxRow:
			return
		case form == "," && length > 0:
			last, length = i, 0
		case unicode.IsUpper(first) && length < maxName:
			length++
		case unicode.IsLower(first) && last > 0 && length > 0 && form != "and" && form != "or" && !slices.Contains(forms[i:min(i+near, len(forms))], ","):
			forms[last] = "and"
			return
		default:
			return
		}
	}
}

//go:embed headlines.tsv
var headlinesFile string

// headlined finds the verb of a headline in what is read as one long noun: "Kabul and Islamabad trade fire", with trade as a
// modifier of fire. Two names before it make it a verb in the plural.
func headlined(words []morph.Word, verbs map[string]bool) {
	first := -1
	for i := range words {
		if u := words[i].UPOS; u == "VERB" || u == "AUX" {
			return
		}
	}
	v := 0
	for joined := false; v < len(words); v++ {
		w := &words[v]
		if w.UPOS != "PROPN" && w.UPOS != "CCONJ" && w.Lemma != "," {
			if !joined {
				return
			}
			break
		}
		if w.UPOS == "PROPN" && first < 0 && (words[v].Head > v || words[v].Head < 0) {
			first = v
		}
		joined = joined || w.UPOS == "CCONJ" && w.Lemma == "and"
	}
	if first < 0 || v+1 >= len(words) || words[v].UPOS != "NOUN" || words[v].XPOS != "NN" || !verbs[words[v].Lemma] || words[v-1].UPOS != "PROPN" {
		return
	}
	object := words[v].Head
	if object <= v || words[object].UPOS != "NOUN" || words[object].Head >= 0 && (words[object].Head != first || words[first].Head >= 0) {
		return
	}
	for i := range words {
		if w := &words[i]; i != v && i != object && i != first && (w.Head == object && i < v || w.Head == v) {
			w.Head = v
			if w.UPOS == "PROPN" && i != first {
				w.Head, w.Rel = first, "conj"
			}
		}
	}
	if up := words[first].Head; up != v && up >= 0 && words[up].UPOS == "PROPN" { // the row hangs on its last name
		words[up].Head, words[up].Rel = first, "conj"
	}
	words[first].Head, words[first].Rel = v, "nsubj"
	words[v].Head, words[v].Rel, words[v].UPOS, words[v].XPOS = -1, "root", "VERB", "VBP"
	words[object].Head, words[object].Rel = v, "obj"
}
