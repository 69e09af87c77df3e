package syntax

import (
	_ "embed"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed measures.tsv
var measuresFile string

// counted gives a verb in the active what it counts as its object, where the tree takes the preposition of the number for
// one of the noun: "killed at least 20 policemen", "killed up to 50 hostages", "deported more than 300 of them", with policemen, hostages and 300 as obl. A noun of
// time or way stays what it is: "fought at least two days"; measures are such nouns.
func counted(words []morph.Word, sent func(int) string, measures map[string]bool) {
	for n := range words {
		w := &words[n]
		v := w.Head
		if w.Rel != "obl" || v < 0 || v+2 >= n || words[v].UPOS != "VERB" || !nominal(w) && w.UPOS != "NUM" || below(words, v, "obj", "ccomp", "aux:pass") >= 0 {
			continue
		}
		number := n
		if w.UPOS != "NUM" {
			if number = below(words, n, "nummod"); number < 0 || measures[w.Lemma] {
				continue
			}
		}
		first, second := sent(v+1), sent(v+2)
		if (first == "more" || first == "fewer" || first == "less") && second == "than" && words[v+1].Head == v && words[v+2].Head == n { // "deported more than a million of them"
			words[v+1].Head, words[v+1].Rel = number, "advmod"
			words[v+2].Head, words[v+2].Rel = v+1, "fixed"
			w.Rel = "obj"
			continue
		}
		if cased(words, n) {
			continue
		}
		if (first == "more" || first == "fewer" || first == "less") && second == "than" && (words[v+1].Head == number || words[v+1].Head == v && words[v+2].Head == v+1) { // "deported more than a million Syrians"
			words[v+1].Head, words[v+1].Rel = number, "advmod"
			w.Rel = "obj"
			continue
		}
		switch {
		case first == "at" && (second == "least" || second == "most") && words[v+1].Head == v+2 && words[v+2].Head == number:
		case first == "up" && second == "to" && words[v+2].Head == number:
			words[v+1].Head, words[v+1].Rel = number, "advmod"
		default:
			continue
		}
		w.Rel = "obj"
	}
}

// jailed reads a past between a number and a noun as what it says of the noun, where the tree makes a clause of it: "released ten jailed
// Americans", with Americans as who was jailed by somebody.
func jailed(words []morph.Word) {
	for n := 1; n+2 < len(words); n++ {
		number, p := &words[n], n+1
		w := &words[p]
		v := number.Head
		if number.UPOS != "NUM" || number.Rel != "obj" || v < 0 || v > n || w.Head != v || w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBN" || w.Rel != "ccomp" && w.Rel != "xcomp" && w.Rel != "acl" || subjected(words, p) || below(words, p, "mark", "aux", "aux:pass") >= 0 {
			continue
		}
		o := below(words, p, "obj")
		if o < p || !nominal(&words[o]) || cased(words, o) {
			continue
		}
		for i := range words {
			if c := &words[i]; c.Head == p && i != o {
				c.Head = v
			}
		}
		words[o].Head, words[o].Rel = v, "obj"
		number.Head, number.Rel = o, "nummod"
		w.Head, w.Rel, w.XPOS = o, "amod", "VBN"
	}
}
