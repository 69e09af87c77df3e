package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed documents.tsv
var documentsFile string

//go:embed gerunds.tsv
var gerundsFile string

// worded hangs a form in "-ing" right behind what is written on that, where the tree hangs it on the verb: "vetoed a resolution
// demanding a truce". It is the resolution that demands.
func worded(words []morph.Word, documents map[string]bool) {
	for v := 1; v < len(words); v++ {
		w, n := &words[v], v-1
		if w.XPOS != "VBG" || w.UPOS != "VERB" || w.Rel != "advcl" || words[n].UPOS != "NOUN" || words[n].Head != w.Head || words[n].Rel != "obj" && words[n].Rel != "obl" && words[n].Rel != "nsubj:pass" ||
			!documents[words[n].Lemma] || subjected(words, v) || below(words, v, "mark") >= 0 {
			continue
		}
		w.Head, w.Rel = n, "acl"
	}
}

// gerund gives a form in "-ing" behind a preposition its object, where the tree takes it for a modifier of that: "in threatening
// sanctions", with sanctions below the preposition.
func gerund(words []morph.Word, verbs map[string]bool) {
	for v := 1; v+1 < len(words); v++ {
		w := &words[v]
		n := w.Head
		if w.XPOS != "VBG" || w.Rel != "amod" || n <= v || !verbs[w.Lemma] || words[n].XPOS != "NNS" || words[n].Rel != "obl" && words[n].Rel != "nmod" {
			continue
		}
		p := v - 1
		if words[p].UPOS != "ADP" || words[p].Head != n || words[p].Rel != "case" || below(words, n, "det", "nmod:poss") >= 0 && below(words, n, "det", "nmod:poss") < v {
			continue
		}
		up := words[n].Head
		rel := "advcl"
		if up >= 0 && nominal(&words[up]) {
			rel = "acl"
		}
		words[p].Head, words[p].Rel = v, "mark"
		w.Head, w.Rel, w.UPOS = up, rel, "VERB"
		words[n].Head, words[n].Rel = v, "obj"
	}
}

// casedSubject gives a verb the noun before a preposition as its subject, where the tree takes the noun behind it: "and border
// crossings with both were closed", with both as what was closed and the crossings joined to the object before.
func casedSubject(words []morph.Word) {
	for v := range words {
		s := below(words, v, "nsubj", "nsubj:pass")
		if words[v].UPOS != "VERB" || s < 0 || s > v {
			continue
		}
		p := below(words, s, "case")
		if p <= 0 || p > s || words[p].UPOS != "ADP" {
			continue
		}
		n := p - 1
		first := words[n].Head
		if !nominal(&words[n]) || words[n].Rel != "conj" || first < 0 || first > n || words[first].Head < 0 || words[words[first].Head].UPOS != "VERB" || words[first].Rel != "obj" && words[first].Rel != "obl" {
			continue
		}
		cc := below(words, n, "cc")
		if cc <= 0 || words[cc-1].Lemma != "," {
			continue
		}
		words[n].Head, words[n].Rel = v, words[s].Rel
		words[s].Head, words[s].Rel = n, "nmod"
		words[v].Head, words[v].Rel = words[first].Head, "conj"
		words[cc].Head = v
	}
}

// behindDate hangs a phrase with a preposition on what a date before it stands by, where the tree hangs it on the date: "the abduction
// on 27 October of a magistrate by the police". Nothing but a month or a year is "of" a date, and nothing is "by" one.
func behindDate(words []morph.Word, calendar map[string]bool, form func(int) string) {
	for i := range words {
		w := &words[i]
		d := w.Head
		if w.Rel != "nmod" || d < 0 || d > i || !nominal(w) && w.UPOS != "PRON" {
			continue
		}
		p := below(words, i, "case")
		if p < 0 || p > i {
			continue
		}
		switch words[p].Lemma {
		case "of", "by", "against", "between", "with":
		default:
			continue
		}
		if up := words[d].Head; words[d].UPOS == "NUM" && up >= 0 && up < d && dated(words, up, calendar, form) {
			d = up // the year of a date
		}
		if !dated(words, d, calendar, form) || calendar[strings.ToLower(form(i))] || words[i].UPOS == "NUM" {
			continue
		}
		up := words[d].Head
		if up < 0 || up > d || words[d].Rel != "nmod" && words[d].Rel != "obl" && words[d].Rel != "obl:unmarked" {
			continue
		}
		if n := below(words, up, "obj", "nsubj:pass"); words[up].UPOS == "VERB" && n > up && n < d && words[n].UPOS == "NOUN" && words[p].Lemma == "of" { // "condemned the abduction on Monday of"
			up = n
		}
		w.Head = up
		if words[up].UPOS == "VERB" {
			w.Rel = "obl"
		}
	}
}

// dated says that a word is a day, a month or a number beside one.
func dated(words []morph.Word, d int, calendar map[string]bool, form func(int) string) bool {
	if calendar[strings.ToLower(form(d))] {
		return true
	}
	if words[d].UPOS != "NUM" && words[d].UPOS != "NOUN" || form(d)[0] < '0' || form(d)[0] > '9' {
		return false
	}
	for i := range words {
		if words[i].Head == d && calendar[strings.ToLower(form(i))] {
			return true
		}
	}
	return false
}

// sameSubject makes one row of verbs of a sentence whose last or middle verb is taken for one of saying: "Delhi relaxed the rules,
// announced that it would go, and offered scholarships", with relaxed as what Delhi announced. A verb of saying has its subject, before
// or behind it.
func sameSubject(words []morph.Word) {
	for v := range words {
		w := &words[v]
		c := below(words, v, "ccomp")
		if w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBZ" || c < 0 || c > v || subjected(words, v) || words[c].UPOS != "VERB" || words[c].XPOS != w.XPOS || !subjected(words, c) || words[v-1].Lemma != "," || below(words, v, "aux", "mark") >= 0 {
			continue
		}
		if below(words, v, "obj") < 0 && !behind(words, v, "ccomp") && !behind(words, v, "xcomp") {
			continue
		}
		words[c].Head, words[c].Rel = w.Head, w.Rel
		w.Head, w.Rel = c, "conj"
		for i := range words {
			if words[i].Head == v && i > v && words[i].Rel == "conj" && words[i].UPOS == "VERB" && !subjected(words, i) {
				words[i].Head = c
			}
		}
	}
}

// behind says that a verb has something of a relation that stands behind it.
func behind(words []morph.Word, v int, rel string) bool {
	for i := v + 1; i < len(words); i++ {
		if words[i].Head == v && words[i].Rel == rel {
			return true
		}
	}
	return false
}

// appositive makes the second of two subjects of a verb an apposition of the first, where a name follows right behind a noun that tells
// what it is: "Oil firms Mobil and Conoco asked".
func appositive(words []morph.Word) {
	for n := 1; n < len(words); n++ {
		w, first := &words[n], &words[n-1]
		if w.UPOS == "PROPN" && w.Rel == "nsubj" && first.Rel == "nsubj" && first.Head == w.Head && first.UPOS == "NOUN" && w.Head > n {
			w.Head, w.Rel = n-1, "appos"
		}
	}
}

// relativeVerb reads a finite verb that is taken for an apposition as the clause that it heads, with the name before it as its subject:
// "a charge Abu Dhabi denies".
func relativeVerb(words []morph.Word) {
	for v := range words {
		w := &words[v]
		s := below(words, v, "compound", "nmod:desc")
		if w.UPOS != "VERB" || w.XPOS != "VBZ" && w.XPOS != "VBD" || w.Rel != "appos" || w.Head < 0 || w.Head > v || words[w.Head].UPOS != "NOUN" || s <= w.Head || s > v || words[s].UPOS != "PROPN" && words[s].UPOS != "NOUN" || subjected(words, v) {
			continue
		}
		words[s].Rel = "nsubj"
		w.Rel = "acl:relcl"
	}
}

// costing hangs on the noun, or on the verb where there is none, whom the tree hangs with "with", "to" or "from" on how many millions
// something is worth: "contracts worth hundreds of millions of euros with China". Nobody is with a number.
func costing(words []morph.Word) {
	for i := range words {
		w := &words[i]
		h := w.Head
		if w.Rel != "nmod" || !nominal(w) && w.UPOS != "PRON" || h < 0 || h > i || words[h].XPOS != "NNS" && words[h].XPOS != "$" {
			continue
		}
		p := below(words, i, "case")
		if p < 0 || words[p].Lemma != "with" {
			continue
		}
		worth := h
		for worth >= 0 && words[worth].Lemma != "worth" && (nominal(&words[worth]) || words[worth].UPOS == "NUM" || words[worth].UPOS == "SYM") {
			worth = words[worth].Head
		}
		if worth < 0 || words[worth].Lemma != "worth" {
			worth = -1
			for k := h; k >= 0 && nominal(&words[k]) && worth < 0; k = words[k].Head {
				if a := below(words, k, "amod"); a >= 0 && words[a].Lemma == "worth" {
					worth = a
				}
			}
		}
		top := worth
		for top >= 0 && words[top].UPOS != "VERB" {
			top = words[top].Head
		}
		if worth >= 0 && top >= 0 {
			w.Head, w.Rel = top, "obl"
		}
	}
}

// thatNoun gives a verb the noun behind "that" as its object, where the tree takes it for a clause: "rejected that demand on Friday".
func thatNoun(words []morph.Word) {
	for n := 1; n < len(words); n++ {
		w := &words[n]
		v := w.Head
		if w.Rel != "ccomp" || !nominal(w) || v < 0 || v >= n || words[v].UPOS != "VERB" || words[n-1].Lemma != "that" || words[n-1].Head != n || words[n-1].Rel != "det" {
			continue
		}
		w.Rel = "obj"
		for i := n + 1; i < len(words); i++ {
			if words[i].Head == n && words[i].Rel == "obl" {
				words[i].Head = v
			}
		}
	}
}
