package syntax

import (
	"slices"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// lastConjunct reads the last noun of a row as the subject of the verb behind it, where the tree has a verb that goes on with the
// clause without a conjunction of its own: "visited both capitals and its minister proposed talks", "left the port, and the
// minister, a former judge, resigned". Behind "after" it is the whole row: "a day after Chad and Libya signed a truce".
func lastConjunct(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if !goesOnBare(words, v) {
			continue
		}
		if m := below(words, v, "mark"); m >= 0 {
			if w.Rel == "conj" && m < v && ofTime(words[m].Lemma) && below(words, v, "nsubj", "nsubj:pass") > m {
				w.Rel = "advcl" // "after Chad and the rebels signed"
			}
			continue
		}
		if subjected(words, v) {
			continue
		}
		c := rowBefore(words, v)
		if own := below(words, v, "cc"); c < 0 || own >= 0 && own != conjunction(words, c, v) {
			continue
		}
		if n := behindTime(words, c); n >= 0 {
			subjectOfClause(words, n, v)
			continue
		}
		if h := verbAbove(words, c); h >= 0 && h == w.Head && (w.Rel == "conj" || words[v-1].UPOS != "PUNCT") {
			cc := conjunction(words, c, v)
			if cc > h && words[cc-1].UPOS == "PUNCT" && words[cc-1].Head == c {
				words[cc-1].Head = v
			}
			words[cc].Head = v
			words[c].Head, words[c].Rel = v, "nsubj"
			w.Rel = "conj"
			if w.XPOS == "VBN" {
				w.XPOS = "VBD"
			}
		}
	}
}

// goesOnBare says that a verb of the past or present is joined to a clause without a conjunction.
func goesOnBare(words []morph.Word, v int) bool {
	w := &words[v]
	if w.UPOS != "VERB" || w.Head < 0 || w.Head > v || w.Rel != "conj" && w.Rel != "advcl" || below(words, v, "aux:pass", "obl:agent") >= 0 || by(words, v) {
		return false
	}
	switch w.XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN":
		return below(words, v, "obj", "ccomp") > v || below(words, v, "aux") >= 0
	}
	return false
}

// ofTime says that a word opens a clause of time.
func ofTime(lemma string) bool {
	return slices.Contains([]string{"after", "before", "since", "until", "once"}, lemma)
}

// rowBefore gives the last noun of a row with "and" that ends right before a verb, an insertion between commas on it aside, -1 where
// there is none.
func rowBefore(words []morph.Word, v int) int {
	at := v - 1
	for at > 0 && words[at].Head == v && (words[at].UPOS == "AUX" || words[at].UPOS == "ADV") {
		at--
	}
	for c := at; c > 0; c-- {
		w := &words[c]
		cc := conjunction(words, c, v)
		if w.Rel != "conj" || !nominal(w) || cc < 0 || words[cc].Lemma != "and" && words[cc].Lemma != "but" {
			continue
		}
		if words[at].UPOS != "PUNCT" {
			if endsOf(words, c, at+1) == at && plainTo(words, c, at) {
				return c
			}
			return -1
		}
		if words[at].Lemma == "," && apartFrom(words, c, at) {
			return c
		}
		return -1
	}
	return -1
}

// conjunction gives the word that joins a noun to a row, be it that the tree hangs it on the verb behind; -1 where there is none.
func conjunction(words []morph.Word, c, v int) int {
	if cc := below(words, c, "cc"); cc >= 0 && cc < c {
		return cc
	}
	cc := below(words, v, "cc")
	if cc < 0 || cc > c {
		return -1
	}
	for i := cc + 1; i < c; i++ {
		if words[i].Head != c {
			return -1
		}
	}
	return cc
}

// plainTo says that no comma and no verb stands between two words.
func plainTo(words []morph.Word, from, to int) bool {
	for i := from + 1; i <= to; i++ {
		if words[i].Lemma == "," || words[i].UPOS == "VERB" || words[i].UPOS == "AUX" || words[i].UPOS == "CCONJ" {
			return false
		}
	}
	return true
}

// apartFrom says that a clause or an apposition of a noun, or of the noun that it is joined to, fills what stands between the comma
// right behind its phrase and another comma.
func apartFrom(words []morph.Word, c, last int) bool {
	first := c + 1
	for first < last && words[first].Lemma != "," {
		first++
	}
	if first >= last-1 || !plainTo(words, c, first-1) {
		return false
	}
	aside := false
	for i := first + 1; i < last; i++ {
		if words[i].Lemma == "," {
			return false
		}
		if h := words[i].Head; h <= first && h >= 0 {
			if aside || words[i].Rel != "acl:relcl" && words[i].Rel != "appos" || h != c && h != words[c].Head {
				return false
			}
			aside = true
			words[i].Head = c
		}
	}
	return aside
}

// behindTime gives the first noun of the row that ends with c, or of what that row is of, where "after" or "since" stands before it and
// names stand in the row; -1 for others.
func behindTime(words []morph.Word, c int) int {
	n := c
	for k := 0; n >= 0 && k < len(words); k++ {
		if p := preposition(words, n); p >= 0 && ofTime(words[p].Lemma) {
			if words[c].UPOS == "PROPN" && (words[words[c].Head].UPOS == "PROPN" || n != words[c].Head) {
				return n
			}
			return -1
		}
		if words[n].Rel != "conj" && words[n].Rel != "nmod" {
			return -1
		}
		n = words[n].Head
	}
	return -1
}

// subjectOfClause makes a noun behind "after" the subject of the clause of a verb.
func subjectOfClause(words []morph.Word, n, v int) {
	h := words[n].Head
	for k := 0; h >= 0 && words[h].UPOS != "VERB" && words[h].Rel != "root" && k < len(words); k++ {
		h = words[h].Head
	}
	p := preposition(words, n)
	if h < 0 || h == v {
		return
	}
	words[p].Head, words[p].Rel, words[p].UPOS = v, "mark", "SCONJ"
	words[n].Head, words[n].Rel = v, "nsubj"
	words[v].Head, words[v].Rel = h, "advcl"
	if words[v].XPOS == "VBN" && below(words, v, "aux") < 0 {
		words[v].XPOS = "VBD"
	}
}

// verbAbove gives the verb whose object or complement a row is part of, -1 where there is none.
func verbAbove(words []morph.Word, c int) int {
	n := words[c].Head
	for k := 0; n >= 0 && k < len(words); k++ {
		switch words[n].Rel {
		case "conj", "nmod", "appos":
		case "obj", "obl", "iobj", "obl:unmarked":
			if h := words[n].Head; h >= 0 && words[h].UPOS == "VERB" {
				return h
			}
			return -1
		default:
			return -1
		}
		n = words[n].Head
	}
	return -1
}

// misplaced puts right what hangs on a noun or a clause to which it does not belong.
func misplaced(words []morph.Word, offices map[string]bool) {
	whole(words, actingCompound, thirdPast, swallowedMain, behindCondition, sentThere, func(w []morph.Word) { rankBefore(w, offices) })
}

// swallowedMain makes a past that is taken for a modifier of its object the main verb, where the object has a clause behind which the
// sentence goes on: "Chad blamed rebels who hide in Sudan, closed the border and sent troops", with closed as the root.
func swallowedMain(words []morph.Word) {
	for v := range words {
		w := &words[v]
		n := w.Head
		if w.XPOS != "VBD" || w.UPOS != "VERB" || w.Rel != "amod" || n < v || !nominal(&words[n]) || words[n].Rel != "nsubj" || !subjected(words, v) {
			continue
		}
		main := words[n].Head
		if main < n || words[main].XPOS != "VBD" || below(words, n, "acl:relcl") < n {
			continue
		}
		for i := range words {
			if c := &words[i]; c.Head == n && i < v && c.Rel != "punct" || c.Head == main && i < v {
				c.Head = v
			}
		}
		w.Head, w.Rel = words[main].Head, words[main].Rel
		words[n].Head, words[n].Rel = v, "obj"
		words[main].Head, words[main].Rel = v, "conj"
	}
}

// actingCompound reads a noun right before a verb in the past as its subject, where the tree takes it for a part of the verb: "the
// presidential guard shot 28 people".
func actingCompound(words []morph.Word) {
	for v := 1; v < len(words); v++ {
		n := &words[v-1]
		if words[v].UPOS == "VERB" && words[v].XPOS == "VBD" && n.Head == v && n.Rel == "compound" && n.UPOS == "NOUN" && !subjected(words, v) && (behind(words, v, "obj") || behind(words, v, "obl") || behind(words, v, "ccomp")) {
			n.Rel = "nsubj"
		}
	}
}

// behindCondition hangs a verb in the past behind a comma with "and" on the verb of the past above, where the tree hangs it on a
// condition: "told him that talks could begin if a guarantor were named, and accused the police".
func behindCondition(words []morph.Word) {
	for v := range words {
		w := &words[v]
		h, cc := w.Head, below(words, v, "cc")
		if w.UPOS != "VERB" || w.XPOS != "VBD" || w.Rel != "conj" || h < 0 || h > v || cc < 1 || cc > v || words[cc-1].Lemma != "," || subjected(words, v) || words[h].Rel != "advcl" {
			continue
		}
		mark := below(words, h, "mark")
		if mark < 0 || words[mark].Lemma != "if" && words[mark].Lemma != "unless" || words[h].Head < 0 || !untensed(words, words[h].Head) {
			continue
		}
		for k := words[h].Head; k >= 0; k = words[k].Head {
			if words[k].UPOS == "VERB" && tensed(words, k) == "past" && subjected(words, k) {
				w.Head = k
				break
			}
		}
	}
}

// sentThere reads a past right behind a noun as a participle of it, where the verb behind it has "that" and an auxiliary and no subject:
// "demanded that officials sent from the capital be replaced", with sent as a clause of its own.
func sentThere(words []morph.Word) {
	for v := range words {
		w := &words[v]
		that := below(words, v, "mark")
		if w.UPOS != "VERB" || w.Rel != "ccomp" || that < 0 || that > v || words[that].Lemma != "that" || subjected(words, v) || below(words, v, "aux", "aux:pass") < that {
			continue
		}
		for p := that + 2; p < v; p++ {
			n := below(words, p, "nsubj")
			if c := &words[p]; c.UPOS != "VERB" || c.XPOS != "VBD" && c.XPOS != "VBN" || c.Head != w.Head || c.Rel != "ccomp" || n != p-1 || n <= that || !nominal(&words[n]) || behind(words, p, "obj") {
				continue
			}
			words[n].Head, words[n].Rel = v, "nsubj"
			if below(words, v, "aux:pass") >= 0 {
				words[n].Rel = "nsubj:pass"
			}
			words[p].Head, words[p].Rel, words[p].XPOS = n, "acl", "VBN"
			break
		}
	}
}

// rankBefore joins a noun of rank to the office right behind it, where the tree takes the two for two objects: "freed the deputy interior
// minister".
func rankBefore(words []morph.Word, offices map[string]bool) {
	for o := range words {
		w := &words[o]
		if w.Rel != "obj" || w.Head < 0 || w.Head > o || w.XPOS != "NN" || !offices[w.Lemma] || below(words, o, "det", "nmod:poss") >= 0 {
			continue
		}
		d := o - 1
		for d > w.Head && words[d].Head == o {
			d--
		}
		if r := &words[d]; r.Rel != "obj" || r.Head != w.Head || r.XPOS != "NN" || !offices[r.Lemma] || behindAny(words, d, o) {
			continue
		}
		for i := range words {
			if words[i].Head == d {
				words[i].Head = o
			}
		}
		words[d].Head, words[d].Rel = o, "compound"
	}
}

// behindAny says that something between two words hangs on the first.
func behindAny(words []morph.Word, first, before int) bool {
	for i := first + 1; i < before; i++ {
		if words[i].Head == first {
			return true
		}
	}
	return false
}

// behindOpeningClause gives the main verb the subject that stands behind the comma which ends a clause in front, where the tree takes
// it for a part of that clause: "When it left, Chad, which keeps troops there, closed the border".
func behindOpeningClause(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if (w.Rel == "root" || w.Rel == "ccomp") && w.UPOS == "VERB" && (w.XPOS != "VB" && w.XPOS != "VBG" || below(words, v, "aux") >= 0) && !subjected(words, v) {
			regainSubject(words, v)
		}
	}
}

// regainSubject gives a verb without a subject the noun behind the comma of a clause or phrase in front.
func regainSubject(words []morph.Word, v int) {
	for n := 1; n < v; n++ {
		w := &words[n]
		if !nominal(w) || !ofClauseBefore(words, n, v) {
			continue
		}
		if first := leftmost(words, n); first < 2 || words[first-1].Lemma != "," || w.Rel == "appos" && words[v-1].Lemma != "," && words[v-1].UPOS != "AUX" {
			continue
		}
		w.Head, w.Rel = v, "nsubj"
		if below(words, v, "aux:pass") >= 0 {
			w.Rel = "nsubj:pass"
		}
		return
	}
}

// ofClauseBefore says that a noun is taken for an object in a clause of time or condition before the main verb, or for an apposition or
// a conjunct of one there.
func ofClauseBefore(words []morph.Word, n, root int) bool {
	a := words[n].Head
	switch words[n].Rel {
	case "obj", "obl:unmarked", "xcomp", "parataxis", "nsubj":
	case "appos", "conj":
		if below(words, n, "cc") >= 0 {
			return false
		}
		for k := 0; a >= 0 && words[a].Head != root && (nominal(&words[a]) || words[a].Rel == "xcomp") && k < len(words); k++ {
			a = words[a].Head
		}
	default:
		return false
	}
	if a < 0 || a > n || words[a].Head != root {
		return false
	}
	switch words[a].Rel {
	case "advcl":
		return inFront(words, a)
	case "obl", "obl:unmarked":
		return words[n].Rel == "appos" && leftmost(words, a) == 0 // "Two days after the coup, Nigeria, which chairs the bloc, left"
	}
	return false
}

// leftmost gives the first word of the phrase of a noun.
func leftmost(words []morph.Word, n int) int {
	first := n
	for i := n - 1; i >= 0 && words[i].UPOS != "PUNCT" && hangs(words, i, func(h int) bool { return h == n }); i-- {
		first = i
	}
	return first
}

// inFront says that a clause has a conjunction before its verb, or opens the sentence with a participle.
func inFront(words []morph.Word, a int) bool {
	if m := below(words, a, "mark", "advmod"); m >= 0 && m < a {
		return true
	}
	aux := below(words, a, "aux", "aux:pass")
	return a == 0 || aux == 0 && a <= 2 && words[0].XPOS == "VBG"
}

// thirdPast reads a participle with an object behind a comma as a past of a row, where another past is joined to it: "flew home, accused
// Chad of treason and ordered a raid".
func thirdPast(words []morph.Word) {
	for v := 1; v < len(words); v++ {
		w := &words[v]
		if w.XPOS != "VBN" || w.UPOS != "VERB" || w.Rel != "advcl" || w.Head < 0 || w.Head > v || words[w.Head].XPOS != "VBD" || words[v-1].Lemma != "," || !behind(words, v, "obj") ||
			below(words, v, "aux", "aux:pass", "mark", "nsubj", "obl:agent") >= 0 {
			continue
		}
		for i := v + 1; i < len(words); i++ {
			if c := &words[i]; c.Head == v && c.Rel == "conj" && c.UPOS == "VERB" && c.XPOS == "VBD" && below(words, i, "cc") >= 0 && !subjected(words, i) {
				w.XPOS, w.Rel = "VBD", "conj"
				break
			}
		}
	}
}
