package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// thatObject makes "that" right behind a verb its object, where no clause follows that it could open: "called that a fable",
// "rejected that as an insult", "contradicted that: the road was open".
func thatObject(words []morph.Word) {
	for i := 1; i+1 < len(words); i++ {
		w, v := &words[i], i-1
		if w.Lemma != "that" || w.Rel != "mark" && w.Rel != "det" || words[v].UPOS != "VERB" || words[v].XPOS == "VBN" {
			continue
		}
		h := w.Head
		switch next := words[i+1]; {
		case h < 0:
			continue
		case next.Lemma == "as" && next.Head == h && !subjected(words, h):
		case next.Lemma == ":" || next.UPOS == "PUNCT" && h <= i:
			if h > i && words[h].Rel == "ccomp" {
				words[h].Rel = "parataxis"
			}
		case words[v].Lemma == "call" && h > i && words[h].Head == v && !subjected(words, h) && (nominal(&words[h]) || words[h].UPOS == "ADJ"):
			words[h].Rel = "xcomp"
		default:
			continue
		}
		w.UPOS, w.XPOS, w.Head, w.Rel = "PRON", "DT", v, "obj"
	}
}

// havingDone makes a perfect behind a verb what the verb is about, where the tree takes its participle for a modifier or the verb for
// the subject: "denies having broken the accord", "denies having met him". Nothing modifies a verb in that way.
func havingDone(words []morph.Word) {
	for a := 1; a+1 < len(words); a++ {
		v, p := &words[a-1], words[a].Head
		if words[a].Lemma != "have" || words[a].XPOS != "VBG" || words[a].Rel != "aux" || p < a || v.UPOS != "VERB" || !finite(v) {
			continue
		}
		w := &words[p]
		switch {
		case w.Head == a-1 && w.Rel == "acl":
			w.Rel = "xcomp"
		case v.Head == p && v.Rel == "nsubj":
			v.Head, v.Rel = w.Head, w.Rel
			w.Head, w.Rel = a-1, "xcomp"
			for i := range words {
				if o := &words[i]; o.Head == p && (i < a-1 || o.UPOS == "PUNCT") {
					o.Head = a - 1
				}
			}
		}
	}
}

// creditVerb gives the verb of a credit behind a sentence its subject, where the tree takes it for an order and who speaks for its
// object: ", say the elders of the town", ", says Peking".
func creditVerb(words []morph.Word) {
	if len(words) < 2 || words[0].UPOS != "VERB" || words[0].XPOS == "VBG" || subjected(words, 0) {
		return
	}
	o := below(words, 0, "obj", "xcomp", "ccomp", "nsubj")
	if o < 1 || !nominal(&words[o]) || cased(words, o) || below(words, o, "nsubj", "cop") >= 0 {
		return
	}
	if words[1].UPOS == "NUM" || words[0].XPOS == "VBZ" && words[1].UPOS != "PROPN" { // "claims two thirds of the bay"
		return
	}
	words[o].Rel = "nsubj"
	if words[0].XPOS == "VB" {
		words[0].XPOS = "VBP"
	}
}

// namedSo makes a pronoun behind "call" its object and the noun behind that what it is called, where the tree takes the one for whom
// something is called and the other for the object: "calls them commanders".
func namedSo(words []morph.Word) {
	for v := range words {
		i, o := below(words, v, "iobj"), below(words, v, "obj")
		if words[v].Lemma == "call" && words[v].UPOS == "VERB" && i == v+1 && words[i].UPOS == "PRON" && o > i && words[o].UPOS == "NOUN" {
			words[i].Rel, words[o].Rel = "obj", "xcomp"
		}
	}
}

// takePlace hangs on the verb what the tree hangs on "place" in "took place": "talks took place between Libya and Malta".
func takePlace(words []morph.Word) {
	for v := range words {
		p := below(words, v, "obj")
		if words[v].Lemma != "take" || p != v+1 || words[p].Lemma != "place" || below(words, p, "det", "amod") >= 0 {
			continue
		}
		for i := p + 1; i < len(words); i++ {
			if w := &words[i]; w.Head == p && w.Rel == "nmod" {
				w.Head, w.Rel = v, "obl"
			}
		}
	}
}
