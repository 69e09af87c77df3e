package syntax

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

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

// oftenHas makes the participle behind "has more than once", "had last week" and the like the verb of its clause, with "has" as its
// auxiliary, where the tree takes "has" for the verb: "Georgia has more than once threatened to leave".
func oftenHas(words []morph.Word, form func(int) string, often, calendar, measures map[string]bool) {
	for h := range words {
		w := &words[h]
		if f := form(h); f != "has" && f != "have" && f != "had" || w.Rel == "aux" {
			continue
		}
		v := h + 1
		for v < len(words) && (often[form(v)] || measures[form(v)] || calendar[strings.ToLower(form(v))]) {
			v++
		}
		if v < h+2 || v == len(words) || h+1 < len(words) && measures[form(h+1)] || words[v].XPOS != "VBN" && words[v].XPOS != "VBD" || words[v].Head != h || below(words, v, "nsubj", "mark", "aux") >= 0 {
			continue
		}
		words[v].Head, words[v].Rel, words[v].XPOS = w.Head, w.Rel, "VBN"
		w.Head, w.Rel, w.UPOS = v, "aux", "AUX"
		for i := range words {
			switch c := &words[i]; {
			case c.Head != h || i == v:
			case i > h && i < v:
				c.Head, c.Rel = v, "advmod"
			default:
				c.Head = v
			}
		}
	}
}

// subjectBeforeAdverb makes the noun that is taken for a part of the adverb before a verb the subject of that verb: "Georgian police
// meanwhile detained 13 men".
func subjectBeforeAdverb(words []morph.Word) {
	for n := range words {
		w := &words[n]
		a := w.Head
		if w.Rel != "compound" && w.Rel != "nmod" || a <= n || words[a].UPOS != "ADV" || words[a].Rel != "advmod" || !nominal(w) {
			continue
		}
		if v := words[a].Head; v > a && words[v].UPOS == "VERB" && below(words, v, "nsubj", "nsubj:pass") < 0 {
			w.Head, w.Rel = v, "nsubj"
			if below(words, v, "aux:pass") >= 0 {
				w.Rel = "nsubj:pass"
			}
		}
	}
}

// verbsName makes the name or noun that is taken for a part of a finite verb, or for a clause, the subject of that verb: "Hanoi voiced
// anger", with Hanoi as a compound.
func verbsName(words []morph.Word) {
	for n := range words {
		w := &words[n]
		v := w.Head
		if !nominal(w) || v <= n || words[v].UPOS != "VERB" || w.Rel != "compound" && (w.Rel != "csubj" || w.UPOS != "PROPN") {
			continue
		}
		if tag := words[v].XPOS; tag != "VBD" && tag != "VBZ" && tag != "VBP" || w.Rel == "compound" && v != n+1 || below(words, v, "nsubj", "nsubj:pass") >= 0 || words[v].Rel == "amod" || words[v].Rel == "compound" {
			continue
		}
		w.Rel = "nsubj"
	}
}

// partedParticle hangs a particle on its verb where the object stands between the two and the tree gives it to the adverb behind:
// "ruled that out again".
func partedParticle(words []morph.Word, form func(int) string) {
	for p := 2; p+1 < len(words); p++ {
		w, o := &words[p], &words[p-1]
		a, v := w.Head, o.Head
		if w.Rel != "advmod" || a != p+1 || words[a].UPOS != "ADV" || o.Rel != "obj" || v < 0 || v >= p-1 || words[v].UPOS != "VERB" {
			continue
		}
		if particle(form(p)) {
			w.Head, w.Rel, w.UPOS, w.XPOS = v, "compound:prt", "ADP", "RP"
			if form(p-1) == "that" {
				o.UPOS, o.XPOS = "PRON", "DT"
			}
		}
	}
}

// particle says that a word may stand beside a verb as a part of it.
func particle(form string) bool {
	switch form {
	case "over", "up", "off", "out", "back", "down", "away", "aside":
		return true
	}
	return false
}

// commaBefore says that a comma stands right before a verb and its auxiliaries.
func commaBefore(words []morph.Word, v int, form func(int) string) bool {
	for v > 0 && words[v-1].Head == v && words[v-1].UPOS != "PUNCT" || v > 0 && words[v-1].Rel == "aux" {
		v--
	}
	return v > 0 && form(v-1) == ","
}
