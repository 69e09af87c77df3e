package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// activePerfect reads a past or perfect with an object as active, where the tree takes who stands behind "by" for its agent: "had turned down an offer
// by the pope", with the pope on turned. He belongs to the object.
func activePerfect(words []morph.Word) {
	for v := range words {
		if words[v].XPOS != "VBD" && (words[v].XPOS != "VBN" || !perfected(words, v)) || words[v].UPOS != "VERB" || passive(words, v) {
			continue
		}
		o := below(words, v, "obj")
		if o < v {
			continue
		}
		if s := below(words, v, "nsubj:pass"); s >= 0 && s < v {
			words[s].Rel = "nsubj"
		}
		if a := below(words, v, "obl:agent"); a > o && nominal(&words[o]) && reaches(words, o, preposition(words, a)-1) {
			words[a].Head, words[a].Rel = o, "nmod"
		}
	}
}

// activePast reads a past with a subject and a relative pronoun as its object as active: "a sale that Beijing denounced", with Beijing as who is
// denounced.
func activePast(words []morph.Word) {
	for v := range words {
		if w := &words[v]; w.XPOS == "VBN" && w.UPOS == "VERB" && (w.Rel == "root" || w.Rel == "parataxis") && below(words, v, "aux", "aux:pass") < 0 && below(words, v, "obj") > v {
			if s := below(words, v, "nsubj"); s >= 0 && s < v {
				w.XPOS = "VBD"
			}
		}
		if words[v].XPOS != "VBN" || words[v].Rel != "acl:relcl" || below(words, v, "aux", "aux:pass") >= 0 {
			continue
		}
		s, o := below(words, v, "nsubj:pass"), below(words, v, "obj")
		if s < 0 || s > v || o < 0 || o > s || words[o].XPOS != "WDT" && words[o].XPOS != "IN" {
			continue
		}
		words[v].XPOS, words[s].Rel = "VBD", "nsubj"
	}
}

// liftFromNoun hangs a past or participle with an object behind "and" on the verb of the main clause, where the tree joins it to an infinitive
// that tells what a noun is about: "had turned down an offer to mediate and accused Argentina", with accused on mediate.
func liftFromNoun(words []morph.Word) {
	for v := range words {
		w := &words[v]
		h := w.Head
		if w.Rel != "conj" || w.XPOS != "VBD" && w.XPOS != "VBN" || w.UPOS != "VERB" || h < 0 || h > v || words[h].XPOS != "VB" || words[h].Rel != "acl" || subjected(words, v) || !active(words, v) && below(words, h, "obj") < v {
			continue
		}
		for up, k := words[h].Head, 0; up >= 0 && k < len(words); up, k = words[up].Head, k+1 {
			if words[up].UPOS != "VERB" {
				continue
			}
			if words[up].XPOS == "VBD" || words[up].XPOS == "VBN" && perfected(words, up) {
				w.Head = up
				if o := below(words, h, "obj"); o > v { // which the tree gives to the infinitive
					words[o].Head = v
				}
			}
			break
		}
	}
}

// hadUsed reads a participle right behind "had" as the verb of its clause, where the tree takes it for a modifier of what is had: "denied that
// its men had used force".
func hadUsed(words []morph.Word) {
	for i := 1; i+2 < len(words); i++ {
		v := i + 1
		o := words[v].Head
		if words[i].Lemma != "have" || !finite(&words[i]) || words[i].Rel == "aux" || words[v].XPOS != "VBN" || words[v].UPOS != "VERB" || words[v].Rel != "amod" || o != v+1 ||
			words[o].Head != i || words[o].Rel != "obj" || words[o].XPOS == "NNS" || !subjected(words, i) {
			continue
		}
		words[v].Head, words[v].Rel = words[i].Head, words[i].Rel
		for k := range words {
			if words[k].Head == i {
				words[k].Head = v
			}
		}
		words[i].UPOS, words[i].Head, words[i].Rel = "AUX", v, "aux"
	}
}

// rowedPast makes a past with an object behind a comma one more of a row of verbs, where the tree takes it for a participle of the noun before:
// "denied using force, accused Manila and demanded that", with accused on force. No participle of a noun has an object.
func rowedPast(words []morph.Word) {
	for v := 2; v < len(words); v++ {
		w := &words[v]
		if w.Rel != "acl" || w.XPOS != "VBN" && w.XPOS != "VBD" || w.UPOS != "VERB" || words[v-1].Lemma != "," || below(words, v, "obj") < v || below(words, v, "aux", "aux:pass", "mark", "nsubj") >= 0 {
			continue
		}
		for up, k := w.Head, 0; up >= 0 && k < len(words); up, k = words[up].Head, k+1 {
			if words[up].UPOS == "VERB" && words[up].XPOS == "VBD" && goesOnBehind(words, up, v) {
				w.Head, w.Rel, w.XPOS = up, "conj", "VBD"
				break
			}
		}
	}
}

// goesOnBehind says that a past behind "and" goes on with a verb behind another word.
func goesOnBehind(words []morph.Word, verb, behind int) bool {
	for i := behind + 1; i < len(words); i++ {
		if words[i].Head == verb && words[i].Rel == "conj" && words[i].XPOS == "VBD" && joint(words, i) > behind && !subjected(words, i) {
			return true
		}
	}
	return false
}

// itselfDone makes the verb behind an insertion with "itself" or an agent that of the sentence: "Vietnam, itself embroiled in a dispute, called for
// calm", with embroiled as the root.
func itselfDone(words []morph.Word) {
	root := below(words, -1, "root")
	if root < 2 || words[root].UPOS != "VERB" || words[root].XPOS != "VBD" && words[root].XPOS != "VBN" || below(words, root, "obj", "aux", "aux:pass", "xcomp", "ccomp") >= 0 {
		return
	}
	s := below(words, root, "nsubj", "nsubj:pass")
	first := root
	for first > 0 && words[first-1].Head == root && words[first-1].UPOS != "PUNCT" && first-1 > s {
		first--
	}
	if s < 0 || s > root || words[first-1].Lemma != "," || words[first].UPOS != "PRON" && !by(words, root) {
		return
	}
	for v := root + 2; v < len(words); v++ {
		w := &words[v]
		if w.Head != root || w.Rel != "advcl" && w.Rel != "conj" && w.Rel != "parataxis" || w.UPOS != "VERB" || words[v-1].Lemma != "," || w.XPOS != "VBD" && w.XPOS != "VBN" || subjected(words, v) || below(words, v, "mark", "cc", "aux:pass") >= 0 {
			continue
		}
		for i := v + 1; i < len(words); i++ {
			if words[i].Head == root {
				words[i].Head = v
			}
		}
		w.XPOS, w.Head, w.Rel = "VBD", -1, "root"
		words[s].Head, words[s].Rel = v, "nsubj"
		words[root].XPOS, words[root].Head, words[root].Rel = "VBN", s, "acl"
		return
	}
}

// twoSubjects gives the verb of a sentence back what the tree gives to the verb of the clause that it takes: "The Union, which granted it aid,
// regrets that the army has chosen war", with the Union and the army both on chosen.
func twoSubjects(words []morph.Word) {
	for v := range words {
		if words[v].UPOS != "VERB" || words[v].Rel != "root" {
			continue
		}
		first, second := -1, -1
		for i := range v {
			if words[i].Head == v && words[i].Rel == "nsubj" {
				if second = i; first < 0 {
					first = i
				}
			}
		}
		if first < 0 || second == first {
			continue
		}
		for u := first + 1; u < second; u++ {
			w := &words[u]
			if w.UPOS != "VERB" || !finite(w) || words[u-1].Lemma != "," || subjected(words, u) || below(words, u, "mark", "cc", "aux") >= 0 || !under(words, u, "acl:relcl") || words[u+1].Lemma != "that" && words[u+1].Head != second {
				continue
			}
			for i := range u {
				if words[i].Head == v {
					words[i].Head = u
				}
			}
			w.Head, w.Rel = words[v].Head, "root"
			words[v].Head, words[v].Rel = u, "ccomp"
			words[first].Head = u
			break
		}
	}
}

// secondHalf parts a sentence before "and" and a subject with an insertion, where the tree takes the first verb for a participle of its subject:
// "Peru, by contrast, signed a contract, and Chile, which borders it, invited traders", with signed on Peru and that on invited.
func secondHalf(words []morph.Word) {
	root := below(words, -1, "root")
	if root < 6 || words[root].UPOS != "VERB" || words[root-1].Lemma != "," {
		return
	}
	s := below(words, root, "nsubj")
	if s < 0 || s > root {
		return
	}
	u := -1
	for i := s + 1; i < root && u < 0; i++ {
		if w := &words[i]; w.Head == s && w.Rel == "acl" && w.UPOS == "VERB" && (w.XPOS == "VBN" || w.XPOS == "VBD") && words[i-1].Lemma == "," && below(words, i, "obj") > i && below(words, i, "obl:agent") < 0 && !by(words, i) {
			u = i
		}
	}
	for c := u + 1; u >= 0 && c+2 < root; c++ {
		if words[c].Rel != "conj" || !nominal(&words[c]) || cased(words, c) || words[c+1].Lemma != "," || behindComma(words, c+2) != root {
			continue
		}
		and := joint(words, c)
		if and <= u || words[and-1].Lemma != "," {
			continue
		}
		words[u].XPOS, words[u].Head, words[u].Rel = "VBD", -1, "root"
		words[s].Head = u
		words[root].Head, words[root].Rel = u, "conj"
		words[c].Head, words[c].Rel = root, "nsubj"
		words[and].Head = root
		return
	}
}
