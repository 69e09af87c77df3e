package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// cutOff makes the last verb of a row the top of a sentence where the first is cut off from the subject by a comma and no
// conjunction joins the two: no comma stands between a subject and its verb, but for one that ends a relative clause or an apposition, so
// the first is a participle of the subject: "Kenya, asked to hand him over, refused."
func cutOff(words []morph.Word, form func(int) string) {
	for v := range words {
		w := &words[v]
		if w.Head >= 0 || w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBN" || v < 2 || form(v-1) != "," {
			continue
		}
		s := below(words, v, "nsubj")
		if s < 0 || s >= v-1 || !nominal(&words[s]) || below(words, v, "aux") >= 0 || !hangsIn(words, v-2, s) || closesRelative(words, s, v) {
			continue
		}
		last := below(words, v, "conj")
		if last < v+2 || words[last].XPOS != "VBD" && below(words, last, "aux") < 0 || below(words, last, "cc", "nsubj") >= 0 || !commaBefore(words, last, form) {
			continue
		}
		words[last].Head, words[last].Rel = -1, "root"
		words[s].Head = last
		w.Head, w.Rel, w.XPOS = s, "acl", "VBN"
		for i := range words {
			if c := &words[i]; c.Head == v && (i > last || i < s) {
				c.Head = last
			}
		}
	}
}

// pastInRow makes a past behind a comma that is taken for a modifier of the noun behind it one more verb of a row, and the noun its
// object: "met in Vukovar, laid flowers and agreed to meet again".
func pastInRow(words []morph.Word, form func(int) string) {
	for v := 2; v+1 < len(words); v++ {
		w := &words[v]
		o := w.Head
		if w.Rel != "amod" || w.UPOS != "VERB" || w.XPOS != "VBD" || form(v-1) != "," || o <= v || words[o].Rel != "obj" || below(words, o, "det") >= 0 && below(words, o, "det") < v {
			continue
		}
		before := words[o].Head
		if before < 0 || before > v || words[before].XPOS != "VBD" {
			continue
		}
		w.Head, w.Rel = before, "conj"
		words[o].Head = v
		for i := range words {
			if c := &words[i]; i > v && c.Head == before && c.Rel != "punct" && c.Rel != "conj" && i < o {
				c.Head = v
			}
		}
	}
}

// commaBefore says that a comma stands right before a verb and its auxiliaries.
func commaBefore(words []morph.Word, v int, form func(int) string) bool {
	for v > 0 && words[v-1].Head == v && words[v-1].UPOS != "PUNCT" || v > 0 && words[v-1].Rel == "aux" {
		v--
	}
	return v > 0 && form(v-1) == ","
}
