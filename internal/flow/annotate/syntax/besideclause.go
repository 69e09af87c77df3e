package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// besideClause hangs a clause behind "and" or "but" with a subject of its own on the verb whose tense it has, where the tree takes it for one
// more clause of what is demanded or said: "has demanded that they be freed, but Georgia has refused to talk", "said that it
// would send tents, but Sweden declined". What is demanded or told of the future is not told in the past.
func besideClause(words []morph.Word) {
	for v := range words {
		w := &words[v]
		h := w.Head
		if w.UPOS != "VERB" || h < 0 || h > v || w.Rel != "ccomp" && w.Rel != "conj" || !subjected(words, v) {
			continue
		}
		clause := h // what is demanded
		if w.Rel == "ccomp" {
			clause = firstClause(words, h, v)
		} else if words[h].Rel == "ccomp" {
			h = words[h].Head
		}
		if clause < 0 || h < 0 || clause == h || words[clause].Rel != "ccomp" || words[h].UPOS != "VERB" || !untensed(words, clause) {
			continue
		}
		and, subject := joint(words, v), below(words, v, "nsubj", "nsubj:pass")
		if and < 0 {
			and = joint(words, subject)
		}
		if and <= clause || subject < and || words[and-1].UPOS != "PUNCT" || tensed(words, v) == "" || tensed(words, v) != tensed(words, h) {
			continue
		}
		w.Head, w.Rel = h, "conj"
		for i := h + 1; i < clause; i++ {
			if words[i].Head == v {
				words[i].Head = clause // "that"
			}
		}
	}
}

// firstClause gives the clause that a verb takes before another, -1 where there is none.
func firstClause(words []morph.Word, h, before int) int {
	for i := h + 1; i < before; i++ {
		if words[i].Head == h && words[i].Rel == "ccomp" {
			return i
		}
	}
	for i := h + 1; i < before; i++ { // what is demanded hangs on the second clause itself
		if words[i].Head == before && words[i].Rel == "ccomp" {
			return i
		}
	}
	return -1
}

// untensed says that a clause has a modal or the bare form behind "demand that".
func untensed(words []morph.Word, v int) bool {
	if words[v].XPOS == "VB" && words[v].UPOS == "VERB" {
		return true
	}
	for i := range v {
		if words[i].Head == v && words[i].UPOS == "AUX" && (words[i].XPOS == "VB" || words[i].XPOS == "MD") {
			return true
		}
	}
	return false
}

// tensed gives the form that carries the tense of a clause, "" where it has none. The past and the perfect count as one.
func tensed(words []morph.Word, v int) string {
	for i := range v {
		if words[i].Head == v && words[i].UPOS == "AUX" && finite(&words[i]) {
			if words[i].XPOS == "MD" || words[i].Lemma != "have" && words[i].Lemma != "be" {
				return words[i].XPOS
			}
			return "past"
		}
	}
	if finite(&words[v]) {
		if words[v].XPOS == "VBD" {
			return "past"
		}
		return words[v].XPOS
	}
	return ""
}

// partedName gives a verb behind the comma that ends an insertion the noun before the insertion as its subject, where the tree joins that
// noun with a verb: "unless it was freed, and Denmark, whose troops guard the bridge, accused the militia", with Denmark on freed.
func partedName(words []morph.Word) {
	for s := range words {
		h := words[s].Head
		if words[s].Rel != "conj" || !nominal(&words[s]) || h < 0 || h > s || words[h].UPOS != "VERB" || cased(words, s) || joint(words, s) < 0 || s+2 >= len(words) || words[s+1].Lemma != "," {
			continue
		}
		v := behindComma(words, s+2)
		if v < 0 || !finite(&words[v]) && below(words, v, "aux") < 0 && !active(words, v) || words[v].Rel != "conj" && words[v].Rel != "parataxis" && words[v].Rel != "advcl" && words[v].Rel != "ccomp" {
			continue
		}
		if n := below(words, v, "nsubj", "nsubj:pass"); n >= 0 {
			if n < v {
				continue
			}
			words[n].Rel = "obj"
		}
		top := h
		for k := 0; k < len(words) && words[top].Head >= 0 && words[top].Rel != "conj" && !(words[top].Rel == "ccomp" && tensed(words, top) == tensed(words, v)); k++ {
			top = words[top].Head
			for words[top].UPOS != "VERB" && words[top].Head >= 0 {
				top = words[top].Head
			}
		}
		if top == v || words[top].UPOS != "VERB" {
			continue
		}
		if words[v].Head < 0 || words[v].Head > s || words[v].Rel != "conj" || words[words[v].Head].XPOS == "VB" {
			words[v].Head = top
		}
		words[v].Rel = "conj"
		words[joint(words, s)].Head = v
		words[s].Head, words[s].Rel = v, "nsubj"
		if passive(words, v) {
			words[s].Rel = "nsubj:pass"
		}
	}
}

// behindComma finds the verb right behind the next comma, its auxiliaries and adverbs aside, where no conjunction joins it; -1 elsewhere.
func behindComma(words []morph.Word, from int) int {
	for i := from; i < len(words) && words[i].Lemma != ";"; i++ {
		if words[i].Lemma != "," || i+1 >= len(words) {
			continue
		}
		v := i + 1
		for v < len(words) && (words[v].UPOS == "AUX" || words[v].UPOS == "ADV") {
			v++
		}
		if v < len(words) && words[v].UPOS == "VERB" && words[v].XPOS != "VBG" {
			return v
		}
	}
	return -1
}

// whoseVerb makes a clause of "whose", its noun and the past behind it, where the tree takes the noun for an apposition with a participle:
// "Ghana, whose border guards clashed with smugglers".
func whoseVerb(words []morph.Word) {
	for v := 2; v < len(words); v++ {
		n := words[v].Head
		if words[v].Rel != "acl" || words[v].XPOS != "VBN" && words[v].XPOS != "VBD" || n < 1 || n > v || words[n].Rel != "appos" || by(words, v) {
			continue
		}
		if p := below(words, n, "nmod:poss"); p < 0 || words[p].XPOS != "WP$" {
			continue
		}
		words[v].XPOS, words[v].Head, words[v].Rel = "VBD", words[n].Head, "acl:relcl"
		words[n].Head, words[n].Rel = v, "nsubj"
	}
}
