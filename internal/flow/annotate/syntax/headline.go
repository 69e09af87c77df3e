package syntax

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// behindPeople makes the noun behind the name of a people the head of both, where the tree hangs it on the name: "Thai PM apologises", with Thai
// as the subject.
func behindPeople(words []morph.Word) {
	for n := 1; n < len(words); n++ {
		p := n - 1
		if w := &words[n]; w.UPOS != "NOUN" && w.UPOS != "PROPN" || w.Head != p || w.Rel != "nmod:unmarked" && w.Rel != "appos" && w.Rel != "flat" || words[p].XPOS != "JJ" || words[p].Rel != "nsubj" && words[p].Rel != "nsubj:pass" {
			continue
		}
		words[n].Head, words[n].Rel = words[p].Head, words[p].Rel
		for i := range words {
			if words[i].Head == p && i != n {
				words[i].Head = n
			}
		}
		words[p].Head, words[p].Rel = n, "amod"
	}
}

// firstOfTwo reads a plural between a name and a noun as the first verb of a headline, where the tree takes all for the subject of the second:
// "Sri Lanka bars investigators, accuses their chief". No plural modifies a noun.
func firstOfTwo(words []morph.Word) {
	root := below(words, -1, "root")
	if root < 3 || words[root].UPOS != "VERB" || words[root].XPOS != "VBZ" || words[root-1].Lemma != "," {
		return
	}
	n := below(words, root, "nsubj")
	if n < 2 || n != root-2 || words[n].UPOS != "NOUN" {
		return
	}
	v, s := -1, -1
	for i := range n {
		switch w := &words[i]; {
		case w.Head == n && w.XPOS == "NNS" && w.Rel == "compound" && i > 0 && name(&words[i-1]):
			v = i
		case w.Head == n && name(w) && v < 0 && s < 0:
			s = i
		}
	}
	if v < 0 || s < 0 {
		return
	}
	w := &words[v]
	w.UPOS, w.XPOS, w.Head, w.Rel = "VERB", "VBZ", -1, "root"
	words[s].Head, words[s].Rel = v, "nsubj"
	for i := range v {
		if words[i].Head == n {
			words[i].Head = s
		}
	}
	words[n].Head, words[n].Rel = v, "obj"
	words[root].Head, words[root].Rel = v, "conj"
}

// affairs makes one name of the office of a "charge d'affaires", whose second word trees take for a verb.
func affairs(words []morph.Word, form func(int) string) {
	for i := 1; i < len(words); i++ {
		if !strings.EqualFold(form(i), "d'affaires") || words[i-1].UPOS != "NOUN" {
			continue
		}
		for k := range words {
			if words[k].Head == i && k != i-1 {
				words[k].Head = i - 1
			}
		}
		if words[i-1].Head == i {
			words[i-1].Head, words[i-1].Rel = words[i].Head, words[i].Rel
		}
		w := &words[i]
		w.UPOS, w.XPOS, w.Head, w.Rel = "NOUN", "NN", i-1, "flat"
	}
}
