package syntax

import (
	_ "embed"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// infinitive puts right a verb behind "to" that is read as a noun though it has an object: "offered to hand over four
// villages", with hand as a noun. No noun takes an object. What stands between the two as a particle is one of the verb.
func infinitive(words []morph.Word) {
	for i := 1; i+1 < len(words); i++ {
		w := &words[i]
		if w.UPOS != "NOUN" || w.XPOS != "NN" || w.Rel != "obl" && w.Rel != "nmod" || words[i-1].Lemma != "to" || words[i-1].Head != i || words[i-1].Rel != "case" {
			continue
		}
		object := -1
		for k := i + 1; k < len(words); k++ {
			if words[k].Head == i && words[k].Rel == "obj" {
				object = k
				break
			}
		}
		if object < 0 {
			continue
		}
		w.UPOS, w.XPOS, w.Rel = "VERB", "VB", "xcomp"
		words[i-1].UPOS, words[i-1].XPOS, words[i-1].Rel = "PART", "TO", "mark"
		if p := &words[i+1]; i+1 < object && (p.UPOS == "ADV" || p.UPOS == "ADP") && (p.Rel == "advmod" || p.Rel == "compound:prt") && particle(p.Lemma) {
			p.Head, p.Rel, p.UPOS, p.XPOS = i, "compound:prt", "ADP", "RP"
		}
	}
}

// doing puts right a verb behind "to" that is read as an adjective before its object: "agreed to free prisoners", with free as what the
// prisoners are.
func doing(words []morph.Word, alsoVerbs map[string]bool) {
	for i := 1; i+1 < len(words); i++ {
		w, to := &words[i], &words[i-1]
		n := w.Head
		if w.UPOS != "ADJ" || w.Rel != "amod" || n < i || !alsoVerbs[w.Lemma] || to.Lemma != "to" || to.Rel != "case" || to.Head != n || words[n].Head < 0 || words[n].Head > i {
			continue
		}
		if h := &words[words[n].Head]; h.UPOS != "VERB" && h.UPOS != "ADJ" || h.UPOS == "ADJ" && words[n].Rel != "obl" {
			continue
		}
		w.UPOS, w.XPOS, w.Head, w.Rel = "VERB", "VB", words[n].Head, "xcomp"
		to.UPOS, to.XPOS, to.Head, to.Rel = "PART", "TO", i, "mark"
		words[n].Head, words[n].Rel = i, "obj"
	}
}

//go:embed ordering.tsv
var orderingFile string

// ordered hangs what somebody is asked to do on the verb of asking, where a clause about that one stands between: "urged
// Chad, which hosts refugees, to close its border", "asked Japan, a close ally, to release him". The tree takes it for a
// purpose of the clause; the comma before "to", and that the verb has nothing else that is asked, tell otherwise.
func ordered(words []morph.Word, ordering map[string]bool) {
	for i := 2; i < len(words); i++ {
		w := &words[i]
		if w.Rel != "advcl" && w.Rel != "acl" && w.Rel != "xcomp" || w.XPOS != "VB" || words[i-1].Lemma != "to" || words[i-1].Head != i || words[i-2].Lemma != "," {
			continue
		}
		asked := inserted(words, w.Head)
		if words[w.Head].UPOS == "VERB" && below(words, w.Head, "obj", "iobj") >= 0 && ordering[words[w.Head].Lemma] {
			asked = below(words, w.Head, "obj", "iobj") // "asked Japan, a close ally, to"
		}
		if asked < 0 {
			continue
		}
		v := words[asked].Head
		if asked < v || !ordering[words[v].Lemma] || words[v].UPOS != "VERB" || below(words, v, "xcomp", "ccomp") >= 0 || !setOff(words, asked, i-2) {
			continue
		}
		w.Head, w.Rel = v, "xcomp"
	}
}

// inserted gives the object on which a clause or an apposition hangs that a word stands in, or -1.
func inserted(words []morph.Word, i int) int {
	for n := 0; i >= 0 && n < len(words); n++ {
		h := words[i].Head
		switch words[i].Rel {
		case "acl:relcl", "acl", "appos", "advcl":
			if h >= 0 && words[h].UPOS == "VERB" && words[i].XPOS == "VBN" && h < i {
				return below(words, h, "obj", "iobj") // "told the ministry, led by a judge, to"
			}
			for h >= 0 && words[h].Rel == "conj" && words[h].UPOS != "VERB" {
				h = words[h].Head
			}
			if h >= 0 && (words[h].Rel == "obj" || words[h].Rel == "iobj") && h < i {
				return h
			}
		}
		i = h
	}
	return -1
}

// setOff says that a clause set off by a comma begins behind a word or its row, before another comma.
func setOff(words []morph.Word, from, to int) bool {
	for i := from + 1; i < to; i++ {
		if words[i].Lemma == "," && i+2 < to {
			return true
		}
		if words[i].UPOS == "VERB" {
			return false
		}
	}
	return false
}

// intending puts right a verb that is read as a plural noun with the first word of the sentence before it: "Lavrov plans to
// meet Chinese envoys.", where no other verb has a tense. A headline, which may lack a verb, has no stop behind it.
func intending(words []morph.Word, last string) {
	if len(words) < 5 || last != "." {
		return
	}
	const verb = 1
	w, first := &words[verb], &words[0]
	if w.Head >= 0 || w.UPOS != "NOUN" || w.XPOS != "NNS" || first.Head != verb || first.Rel != "compound" && first.Rel != "amod" || !nominal(first) && first.UPOS != "ADJ" {
		return
	}
	aim := -1
	for i := verb + 1; i < len(words); i++ {
		if words[i].Head != verb {
			continue
		}
		switch {
		case finite(&words[i]):
			return
		case aim < 0 && words[i].Rel == "acl" && words[i].XPOS == "VB" && words[verb+1].Lemma == "to" && words[verb+1].Head == i:
			aim = i
		}
	}
	if aim < 0 {
		return
	}
	w.UPOS, w.XPOS = "VERB", "VBZ"
	first.UPOS, first.XPOS, first.Rel = "PROPN", "NNP", "nsubj"
	words[aim].Rel = "xcomp"
}

// calledOn hangs whom somebody calls on, with a preposition, on the verb of calling, where the tree takes him for the subject of the
// infinitive behind: "called on both to show restraint". No subject has a preposition.
func calledOn(words []morph.Word) {
	for i := range words {
		h := words[i].Head
		if words[i].Rel != "nsubj" || h < i || words[h].XPOS != "VB" || below(words, h, "mark") < i || !cased(words, i) || words[h].Rel != "advcl" && words[h].Rel != "xcomp" && words[h].Rel != "acl" {
			continue
		}
		if v := words[h].Head; v >= 0 && v < i && words[v].UPOS == "VERB" {
			words[i].Head, words[i].Rel = v, "obl"
		}
	}
}

// liftFromInfinitive hangs a finite verb behind "and" on the finite verb above, where the tree joins it to an infinitive: "refused to accept
// the vote and blacklisted forty officials", with blacklisted on accept, or to a gerund. These are joined with nothing that has a tense, an
// infinitive not with a bare participle either, which then is a past.
func liftFromInfinitive(words []morph.Word) {
	for v := range words {
		w := &words[v]
		h := w.Head
		gerund := h >= 0 && words[h].XPOS == "VBG"
		if w.Rel != "conj" || w.UPOS != "VERB" || h < 0 || h > v || words[h].XPOS != "VB" && !gerund || words[h].Rel != "xcomp" && words[h].Rel != "advcl" || subjected(words, v) || below(words, v, "aux", "aux:pass", "cop", "mark") >= 0 {
			continue
		}
		if m := below(words, h, "mark"); !gerund && (m < 0 || m > h || words[m].Lemma != "to") || joint(words, v) < 0 {
			continue
		}
		up := words[h].Head
		for k := 0; up >= 0 && (words[up].XPOS == "VB" || words[up].XPOS == "VBG" && gerund) && k < len(words); k++ {
			up = words[up].Head
		}
		if up < 0 || words[up].UPOS != "VERB" {
			continue
		}
		past := words[up].XPOS == "VBD"
		switch {
		case w.XPOS == "VBZ" && (past || words[up].XPOS == "VBZ"), w.XPOS == "VBD" && past:
			w.Head = up
		case w.XPOS == "VBN" && past && !gerund && givenObject(words, v):
			w.Head, w.XPOS = up, "VBD"
		}
	}
}

// liftFromPast hangs a present behind "and" on the present above, where the tree joins it to a past that tells what somebody says: "The court
// rules that both had agreed and gives them a month", with gives on agreed.
func liftFromPast(words []morph.Word) {
	for v := range words {
		w := &words[v]
		h := w.Head
		perfect := w.XPOS == "VBN" && presentPerfect(words, v) // "says that a bomb fell and has demanded an answer"
		if w.Rel != "conj" || w.XPOS != "VBZ" && !perfect || w.UPOS != "VERB" || h < 0 || h > v || words[h].Rel != "ccomp" || joint(words, v) < 0 || subjected(words, v) || below(words, v, "aux:pass", "mark") >= 0 || !perfect && below(words, v, "aux") >= 0 {
			continue
		}
		had := below(words, h, "aux")
		past := words[h].XPOS == "VBD" || words[h].XPOS == "VBN" && had >= 0 && (words[had].XPOS == "VBD" || !perfect && presentPerfect(words, h))
		if up := words[h].Head; past && up >= 0 && up < h && words[up].XPOS == "VBZ" && words[up].UPOS == "VERB" && below(words, up, "nsubj") >= 0 {
			w.Head = up
		}
	}
}

// givenObject says that a verb has an object behind it, and hangs it there where the tree joins it with a noun before the verb.
func givenObject(words []morph.Word, v int) bool {
	if below(words, v, "obj") > v {
		return true
	}
	for n := v + 1; n < len(words); n++ {
		switch w := &words[n]; {
		case nominal(w) && w.Head < v && w.Head >= 0 && w.Rel == "conj" && nominal(&words[w.Head]) && joint(words, n) < 0:
			w.Head, w.Rel = v, "obj"
			return true
		case w.UPOS != "DET" && w.UPOS != "NUM" && w.UPOS != "ADJ" && (!nominal(w) || w.Head <= n):
			return false
		}
	}
	return false
}

// presentPerfect says that a participle stands behind "has" or "have".
func presentPerfect(words []morph.Word, v int) bool {
	a := below(words, v, "aux")
	return a >= 0 && a < v && (words[a].XPOS == "VBZ" || words[a].XPOS == "VBP")
}
