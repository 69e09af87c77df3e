package syntax

import (
	_ "embed"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed addressing.tsv
var addressingFile string

// presentBehindNoun reads a present behind "and" as what the subject does next, where the tree joins it to the noun before: "calls for a truce
// and expresses concern about the dead", with expresses on the truce and concern as one more thing called for. A present with no subject of its
// own is never one of a row of nouns.
func presentBehindNoun(words []morph.Word) {
	for v := 1; v+1 < len(words); v++ {
		w := &words[v]
		n := w.Head
		if w.UPOS != "VERB" || w.XPOS != "VBZ" || w.Rel != "conj" || n < 0 || n > v || !nominal(&words[n]) || words[v-1].UPOS != "CCONJ" || subjected(words, v) {
			continue
		}
		up := n
		for k := 0; up >= 0 && k < len(words) && words[up].UPOS != "VERB"; k++ {
			up = words[up].Head
		}
		if up < 0 || up > n || words[up].XPOS != "VBZ" {
			continue
		}
		w.Head = up
		words[v-1].Head = v
		object := false
		for o := v + 1; o < len(words); o++ {
			c := &words[o]
			if !nominal(c) || c.Head != n && c.Head != up || c.Rel != "conj" && c.Rel != "appos" && c.Rel != "nmod" && c.Rel != "obl" && c.Rel != "obj" {
				continue
			}
			switch {
			case cased(words, o):
				c.Head, c.Rel = v, "obl"
			case !object && below(words, v, "obj") < 0:
				c.Head, c.Rel, object = v, "obj", true
			}
		}
	}
}

// addressing says that a verb has those whom it is put to as its object.
func (r *Reader) addressing(lemma string) bool {
	return r.ordering[lemma] || r.addressed[lemma]
}

// modifiedObject reads a form in "-ing" between a verb of asking or accusing and the people behind it as a modifier of these, where the tree makes
// it what is accused: "accused neighbouring Chad of arming rebels", "urged warring parties to talk". Such verbs have people as their object.
func modifiedObject(words []morph.Word, addressing func(lemma string) bool) {
	for g := 1; g+1 < len(words); g++ {
		w, v := &words[g], words[g].Head
		if w.XPOS != "VBG" || w.UPOS != "VERB" || v != g-1 || w.Rel != "xcomp" && w.Rel != "advcl" && w.Rel != "ccomp" || !addressing(words[v].Lemma) || below(words, v, "obj", "iobj") >= 0 || below(words, g, "mark", "nsubj", "aux") >= 0 {
			continue
		}
		o := below(words, g, "obj")
		if o < g || !nominal(&words[o]) || words[o].XPOS == "NN" || below(words, o, "det", "nmod:poss") >= 0 {
			continue
		}
		for i := range words {
			if c := &words[i]; c.Head == g && i != o {
				c.Head = v
			}
		}
		words[o].Head, words[o].Rel = v, "obj"
		w.Head, w.Rel = o, "amod"
	}
}
