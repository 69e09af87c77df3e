package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// paired joins pairs of people, then hangs places, participles and conditions on what they belong to.
func paired(words []morph.Word, form func(int) string, offices map[string]bool) {
	ownedPair(words, form, offices)
	eachOf(words)
	backAt(words)
	plannedFor(words)
	conditional(words)
}

// ownedPair joins two who are told by whose officers they are, where the tree joins the second to the noun that both belong to: "a meeting
// of Serbia's president and Kosovo's prime minister", with the minister beside the meeting.
func ownedPair(words []morph.Word, form func(int) string, offices map[string]bool) {
	for i := range words {
		w := &words[i]
		far, and := w.Head, below(words, i, "cc")
		if w.Rel != "conj" || far < 0 || far > i || and < 1 || and > i || !offices[form(i)] || below(words, i, "nmod:poss") < 0 {
			continue
		}
		near := -1
		for k := far + 1; k < and; k++ {
			if words[k].Head == far && words[k].Rel == "nmod" {
				near = k
			}
		}
		if near < 0 || !offices[form(near)] || below(words, near, "nmod:poss") < 0 || below(words, far, "conj") != i {
			continue
		}
		for k := near + 1; k < and; k++ { // "of Chad's president, Idriss Déby, and Niger's minister"
			if words[k].Head == far && words[k].Rel == "appos" {
				words[k].Head = near
			}
		}
		w.Head = near
	}
}

// backAt takes the place behind "back" for what is said of somebody: "were back at the negotiating table", with "back" as the root.
func backAt(words []morph.Word) {
	for i := range words {
		w := &words[i]
		if w.Lemma != "back" || w.UPOS != "ADV" || below(words, i, "cop") < 0 || below(words, i, "nsubj") < 0 || i+1 >= len(words) || words[i+1].UPOS != "ADP" {
			continue
		}
		at := words[i+1].Head
		if at <= i || words[at].Head != i || words[at].Rel != "obl" || words[i+1].Rel != "case" {
			continue
		}
		if p := words[i+1].Lemma; p != "in" && p != "at" {
			continue
		}
		words[at].Head, words[at].Rel = w.Head, w.Rel
		for k := range words {
			if words[k].Head == i {
				words[k].Head = at
			}
		}
		w.Head, w.Rel = at, "advmod"
	}
}

// eachOf joins two who are told by what they are of, where the tree joins the second to what the first is of: "Presidents Vázquez of
// Uruguay and Kirchner of Argentina", with Kirchner beside Uruguay.
func eachOf(words []morph.Word) {
	of := func(n int) int {
		for k := n + 1; k < len(words); k++ {
			if words[k].Head == n && words[k].Rel == "nmod" && words[k].UPOS == "PROPN" && below(words, k, "case") == k-1 && words[k-1].Lemma == "of" {
				return k
			}
		}
		return -1
	}
	for i := range words {
		w := &words[i]
		near := w.Head
		if w.Rel != "conj" || w.UPOS != "PROPN" || near < 1 || near > i || of(i) < 0 || of(near) >= 0 || below(words, near, "conj") != i {
			continue
		}
		top := words[near].Head
		if words[near].Rel != "nmod" || words[near].UPOS != "PROPN" || top < 0 || top > near || of(top) != near || words[top].UPOS != "PROPN" {
			continue
		}
		for words[top].Rel == "flat" && words[top].Head >= 0 && words[top].Head < top {
			top = words[top].Head
		}
		w.Head = top
	}
}
