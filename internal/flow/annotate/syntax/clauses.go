package syntax

import (
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// clauses puts right where clauses of long sentences of the news are joined wrongly, by the forms of the words: it knows
// which subject a finite verb must have and which verb it can go on with. It returns whether it changed what verbs hang on.
func clauses(words []morph.Word) bool {
	titled(words)
	saidOn(words)
	rows(words)
	hyphened(words)
	liftPast(words)
	changed := lift(words)
	changed = saying(words) || changed
	changed = secondSubject(words) || changed
	return subjectBehindConjunction(words) || changed
}

// titled hangs a preposition before a title on the name behind it: "spoke with army chief Burhan".
func titled(words []morph.Word) {
	for i := range words {
		w := &words[i]
		if w.Rel != "case" || w.Head < i {
			continue
		}
		if h := &words[w.Head]; h.Rel == "nmod:desc" && h.Head > w.Head && !cased(words, h.Head) {
			w.Head = h.Head
		}
	}
}

// lift hangs a past behind "and" on the verb of its own form above the clause that the tree joins it to: "said that blood
// could flow and accused the West", with accused on flow, "warned against stirring up trouble and threatened to". It returns
// whether there was one.
func lift(words []morph.Word) (changed bool) {
	for v := range words {
		w := &words[v]
		if w.Rel != "conj" || w.UPOS != "VERB" || w.XPOS != "VBD" && (w.XPOS != "VBN" || !active(words, v)) || w.Head < 0 || w.Head > v || subjected(words, v) {
			continue
		}
		if tag := words[w.Head].XPOS; tag != "VB" && tag != "VBG" {
			continue
		}
		h := w.Head
		for n := 0; h >= 0 && n < len(words); n++ {
			if rel := words[h].Rel; rel != "ccomp" && rel != "xcomp" && rel != "advcl" && rel != "conj" && (rel != "acl" || words[h].XPOS != "VBG") && (rel != "obj" || words[h].UPOS != "PROPN") {
				h = -1
				break
			}
			h = words[h].Head
			if h >= 0 && words[h].UPOS == "VERB" && words[h].XPOS == "VBD" {
				break
			}
		}
		if h >= 0 && h < v {
			w.Head, w.XPOS, changed = h, "VBD", true
		}
	}
	return changed
}

// liftPast hangs a past with an object on the past or perfect of the main clause, where the tree joins it to the present of a relative
// clause: "has promised to respect those who stay and sent two lorries".
func liftPast(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if w.Rel != "conj" || w.UPOS != "VERB" || w.XPOS != "VBD" || w.Head < 0 || w.Head > v || subjected(words, v) || !active(words, v) {
			continue
		}
		h := w.Head
		if tag := words[h].XPOS; tag != "VBP" && tag != "VBZ" || words[h].Rel != "acl:relcl" {
			continue
		}
		for n := 0; h >= 0 && n < len(words); n++ {
			if h = words[h].Head; h >= 0 && h < v && words[h].UPOS == "VERB" && (words[h].XPOS == "VBD" || words[h].XPOS == "VBN" && below(words, h, "aux") >= 0) {
				w.Head = h
				break
			}
		}
	}
}

// active says that a verb has an object and no auxiliary: what looks like a participle is a past.
func active(words []morph.Word, verb int) bool {
	object := false
	for i := range words {
		if words[i].Head == verb {
			if words[i].Rel == "aux" || words[i].Rel == "aux:pass" {
				return false
			}
			object = object || i > verb && (words[i].Rel == "obj" || words[i].Rel == "xcomp" || words[i].Rel == "ccomp")
		}
	}
	return object
}

// secondSubject gives a finite verb without subject and without "and" of its own the name that stands right before it and that
// the tree joins to the object before: "recognised its sovereignty and Somalia promised Ethiopia access".
func secondSubject(words []morph.Word) (changed bool) {
	for v := range words {
		w := &words[v]
		if w.Rel != "conj" || !finite(w) || w.UPOS != "VERB" || v == 0 || subjected(words, v) || joint(words, v) >= 0 {
			continue
		}
		s := v - 1
		for s >= 0 && nominal(&words[s]) && words[s].Rel != "conj" && words[s].Head >= 0 && words[s].Head < s {
			s = words[s].Head
		}
		if s < 0 || words[s].Rel != "conj" || !nominal(&words[s]) || cased(words, s) || words[s].Head > s || words[s].Head < 0 {
			continue
		}
		and := joint(words, s)
		if and < 0 {
			continue
		}
		up := words[s].Head
		for n := 0; up >= 0 && words[up].UPOS != "VERB" && n < len(words); n++ {
			up = words[up].Head
		}
		if up < 0 || up == v || up > s || !finite(&words[up]) && words[up].XPOS != "VBN" {
			continue
		}
		if of := preposition(words, words[s].Head); of >= 0 && words[words[s].Head].Rel == "nmod" && (words[of].Lemma == "of" || words[of].Lemma == "between") {
			continue // "after the presidents of Peru and Chile signed"
		}
		if semicolon(words, up, words[s].Head) {
			continue // the whole row behind it is the subject: see parted
		}
		words[s].Head, words[s].Rel = v, "nsubj"
		words[and].Head = v
		w.Head = up
		changed = true
	}
	return changed
}

// semicolon says that a semicolon stands between two words.
func semicolon(words []morph.Word, from, to int) bool {
	for i := from + 1; i < to; i++ {
		if words[i].Lemma == ";" {
			return true
		}
	}
	return false
}

// joint gives the conjunction that joins a word to one before it, -1 where there is none.
func joint(words []morph.Word, w int) int {
	for i := range words {
		if words[i].Head == w && words[i].Rel == "cc" && i < w {
			return i
		}
	}
	return -1
}

// subjectBehindConjunction gives a finite verb without subject the noun phrase right before it that the tree hangs with "after",
// "before" or "since" on the verb above: "withdrew after Secretary of State Rubio warned Panama".
func subjectBehindConjunction(words []morph.Word) (changed bool) {
	for v := range words {
		w := &words[v]
		if w.Rel != "advcl" || !finite(w) || w.UPOS != "VERB" || w.Head < 0 || w.Head > v || subjected(words, v) {
			continue
		}
		marked := false
		for i := range words {
			marked = marked || words[i].Head == v && words[i].Rel == "mark" && i < v
		}
		if marked {
			continue
		}
		for n := v - 1; n > w.Head; n-- {
			if words[n].Head != w.Head {
				continue
			}
			mark := preposition(words, n)
			if words[n].Rel == "obl" && nominal(&words[n]) && mark >= 0 && opensClause(words[mark].Lemma) && reaches(words, n, v-1) {
				words[n].Head, words[n].Rel = v, "nsubj"
				words[mark].Head, words[mark].Rel = v, "mark"
				changed = true
			}
			break
		}
	}
	return changed
}

// opensClause says that a preposition is a conjunction as well.
func opensClause(lemma string) bool {
	switch lemma {
	case "after", "before", "since", "until", "till", "as":
		return true
	}
	return false
}

// preposition gives that of a noun, -1 where there is none.
func preposition(words []morph.Word, n int) int {
	for i := range words {
		if words[i].Head == n && words[i].Rel == "case" {
			return i
		}
	}
	return -1
}

// reaches says that a phrase goes up to a word.
func reaches(words []morph.Word, n, end int) bool {
	for i := end; i >= n; {
		if i == n {
			return true
		}
		if i = words[i].Head; i < 0 || i > end {
			return false
		}
	}
	return false
}

// saidOn hangs a clause with the conjunction "that" which the tree takes for a description of a name on the verb that it belongs
// to: "said on Thursday that soldiers had fired", "complained to Washington that".
func saidOn(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if w.Rel != "acl" && w.Rel != "acl:relcl" || w.Head < 0 || w.Head > v || words[w.Head].XPOS != "NNP" || words[w.Head].Rel != "obl" && words[w.Head].Rel != "obl:unmarked" {
			continue
		}
		up := words[w.Head].Head
		if up < 0 || words[up].UPOS != "VERB" || up > w.Head {
			continue
		}
		for i := w.Head + 1; i < v; i++ {
			if words[i].Head == v && words[i].Lemma == "that" && (words[i].Rel == "mark" || words[i].UPOS == "SCONJ") {
				words[i].Rel = "mark"
				w.Head, w.Rel = up, "ccomp"
				break
			}
		}
	}
}

// hyphenated makes one name of what hyphens with a small word between them join: "Tehrik-i-Taliban Pakistan",
// "Lashkar-e-Taiba", "Ansar-ul-Sharia". Its first word heads it.
func hyphenated(words []morph.Word, sent []trees.Word) {
	for k := 0; k+4 < len(words); k++ {
		if sent[k+1].Form != "-" || sent[k+3].Form != "-" || !capital(sent[k].Form) || !capital(sent[k+4].Form) || len(sent[k+2].Form) > 3 || capital(sent[k+2].Form) {
			continue
		}
		within := func(i int) bool { return k <= i && i < k+5 }
		head := -1 // the word of the name that hangs on one outside which does not hang on the name
		for i := k; i < k+5 && head < 0; i++ {
			if up := words[i].Head; !within(up) && !hangs(words, up, within) && words[i].Rel != "punct" && words[i].Rel != "vocative" {
				head = i
			}
		}
		if head < 0 {
			continue
		}
		words[k].Head, words[k].Rel = words[head].Head, words[head].Rel
		for i := range words {
			w := &words[i]
			switch {
			case i == k:
			case within(i):
				w.Head, w.Rel = k, "flat"
				if sent[i].Form == "-" {
					w.Rel = "punct"
				} else {
					w.UPOS, w.XPOS = "PROPN", "NNP"
				}
			case within(w.Head):
				w.Head = k
			}
		}
		words[k].UPOS, words[k].XPOS = "PROPN", "NNP"
	}
}

// hangs says that a word stands below a word of a kind.
func hangs(words []morph.Word, i int, on func(int) bool) bool {
	for n := 0; i >= 0 && n < len(words); n++ {
		if on(i) {
			return true
		}
		i = words[i].Head
	}
	return false
}

func capital(form string) bool {
	c, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(c)
}

// saying gives a participle of saying the clause whose subject the tree takes for its object and whose verb it hangs on the verb
// above: "urged the ministers to act, saying goods worth millions were rotting".
func saying(words []morph.Word) (changed bool) {
	for s := range words {
		if words[s].XPOS != "VBG" || words[s].Rel != "advcl" || words[s].Head < 0 || words[s].Head > s {
			continue
		}
		object, end := -1, -1 // the first and the last: "goods worth millions"
		for i := s + 1; i < len(words); i++ {
			if words[i].Head == s && words[i].Rel == "obj" && nominal(&words[i]) {
				if end = i; object < 0 {
					object = i
				}
			}
		}
		for v := end + 1; object >= 0 && v < len(words); v++ {
			w := &words[v]
			if w.Rel != "ccomp" || w.Head != words[s].Head || subjected(words, v) {
				continue
			}
			aux := -1
			for i := object + 1; i < v; i++ {
				if words[i].Head == v && (words[i].Rel == "aux" || words[i].Rel == "cop" || words[i].Rel == "aux:pass") {
					aux = i
					break
				}
			}
			if aux < 0 || !reaches(words, end, aux-1) {
				break
			}
			if end != object {
				words[end].Head, words[end].Rel = object, "nmod"
			}
			words[object].Head, words[object].Rel = v, "nsubj"
			w.Head = s
			changed = true
			break
		}
	}
	return changed
}

// rows makes one row of three names whose second the tree hangs on what is above the first: "the ministers of Italy, Spain and
// France", "from Chad, Niger and Mali".
func rows(words []morph.Word) {
	for c := range words {
		w := &words[c]
		b := w.Head
		if w.Rel != "conj" || !name(w) || b < 0 || b > c || !name(&words[b]) || words[b].Rel != "appos" && words[b].Rel != "conj" {
			continue
		}
		first := b
		for first > 0 && words[first-1].Head == b && words[first-1].UPOS != "PUNCT" {
			first--
		}
		if first < 2 || words[first-1].Lemma != "," || joint(words, c) < 0 || words[joint(words, c)-1].UPOS == "PUNCT" {
			continue
		}
		a := first - 2
		for a > 0 && words[a].Head >= 0 && words[a].Head < a && (words[a].Rel == "flat" || words[a].Rel == "compound" || words[a].Rel == "nmod" && name(&words[words[a].Head])) {
			a = words[a].Head
		}
		up := words[a].Head
		if !name(&words[a]) || words[b].Head == a || up < 0 || words[b].Head != up || words[a].Rel == "nmod" && words[up].XPOS == "NN" {
			continue
		}
		words[b].Head, words[b].Rel = a, "conj"
		w.Head = a
		words[first-1].Head = b
	}
}

func name(w *morph.Word) bool { return w.UPOS == "PROPN" }

// hyphened hangs the first part of a double name, which the tree takes for a second object, on the noun behind it: "extend the
// China-Pakistan Economic Corridor".
func hyphened(words []morph.Word) {
	for k := 0; k+2 < len(words); k++ {
		if words[k].Rel != "obj" || !name(&words[k]) || words[k+1].Lemma != "-" {
			continue
		}
		for n := k + 2; n < len(words) && n < k+8 && words[n].UPOS != "VERB"; n++ {
			if words[n].Rel == "obj" && words[n].Head == words[k].Head && nominal(&words[n]) {
				words[k].Head, words[k].Rel = n, "compound"
				break
			}
		}
	}
}
