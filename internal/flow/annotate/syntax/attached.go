package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed often.tsv
var oftenFile string

//go:embed naming.tsv
var namingFile string

// attachments are the rules for what the tree hangs beside its verb or noun.
func (r *Reader) attachments(form func(int) string) []func([]morph.Word) {
	return []func([]morph.Word){
		func(w []morph.Word) { oftenHas(w, form, r.often, r.calendar, r.measures) },
		func(w []morph.Word) { behindAdverb(w, form) },
		func(w []morph.Word) { nameBehindTime(w, r.measures) },
		func(w []morph.Word) { subjectUnmarked(w, r.measures) },
		func(w []morph.Word) { secondObject(w, r.naming) },
		subjectBeforeAdverb,
		verbsName,
		func(w []morph.Word) { partedParticle(w, form) },
		func(w []morph.Word) { cutOff(w, form) },
		secondHalf,
		func(w []morph.Word) { pastInRow(w, form) },
		func(w []morph.Word) { byThen(w, r.calendar, form) },
		sharedPerfect,
		func(w []morph.Word) { nounThenTo(w, form) },
		func(w []morph.Word) { ofItsOwn(w, form) },
		func(w []morph.Word) { sameMark(w, form) },
		func(w []morph.Word) { apposedVerdict(w, form, r.naming) },
		func(w []morph.Word) { perfectGerund(w, form) },
	}
}

// byThen hangs what an act is against on the noun of the act, where it stands right behind who does it and the tree hangs it on him or
// on the verb: "condemned an attack by gunmen on a convoy", "the imposition by Israel of a blockade". Times stay where they are.
func byThen(words []morph.Word, calendar map[string]bool, form func(int) string) {
	for a := range words {
		n := words[a].Head
		if words[a].Rel != "nmod" || n < 0 || n > a || words[n].UPOS != "NOUN" || preposition(words, a) < 0 || words[preposition(words, a)].Lemma != "by" {
			continue
		}
		for p := range words {
			w := &words[p]
			c := preposition(words, p)
			if w.Head != a && (w.Rel != "obl" || w.Head < 0 || w.Head >= n) || c < a || c > p || !nominal(w) || calendar[strings.ToLower(form(p))] {
				continue
			}
			switch words[c].Lemma {
			case "on", "against", "upon", "of", "into":
			default:
				continue
			}
			if words[c].Lemma == "of" && words[a].UPOS != "PROPN" { // "the murder by a colonel of the guard"
				continue
			}
			if endsOf(words, a, c) == c-1 && w.Rel != "conj" {
				w.Head, w.Rel = n, "nmod"
			}
		}
	}
}

// nameBehindTime makes a name right behind a time that opens a clause the subject of its verb, where the tree takes it for an apposition
// of the time: "Within the hour Hugo Chavez, flanked by generals, broke off relations".
func nameBehindTime(words []morph.Word, measures map[string]bool) {
	for n := 1; n < len(words); n++ {
		w, time := &words[n], n-1
		v := words[time].Head
		if w.UPOS != "PROPN" || w.Rel != "appos" || w.Head != time || !measures[words[time].Lemma] || words[time].Rel != "obl" || v < n || words[v].UPOS != "VERB" || below(words, v, "nsubj", "nsubj:pass") >= 0 {
			continue
		}
		if w.Head, w.Rel = v, "nsubj"; below(words, v, "aux:pass") >= 0 {
			w.Rel = "nsubj:pass"
		}
		for i := range words {
			if c := &words[i]; i > n && c.Head == time && c.UPOS == "PUNCT" {
				c.Head = n
			}
		}
	}
}

// subjectUnmarked makes a noun with an owner and a name between commas at the head of a sentence the subject of its verb, where the tree
// takes it for a time: "His opposite number, Roy Chaderton, called it a fraud".
func subjectUnmarked(words []morph.Word, measures map[string]bool) {
	for n := range words {
		w := &words[n]
		v := w.Head
		if w.Rel == "obl:unmarked" && w.UPOS == "NOUN" && v > n && words[v].UPOS == "VERB" && !measures[w.Lemma] && below(words, n, "nmod:poss") >= 0 && below(words, n, "nmod:poss") < n && below(words, n, "appos") > n &&
			below(words, n, "appos") < v && below(words, v, "nsubj", "nsubj:pass") < 0 {
			w.Rel = "nsubj"
		}
	}
}

// secondObject makes the second object of a verb of naming what the first is called: "called the pictures a fraud".
func secondObject(words []morph.Word, naming map[string]bool) {
	for v := range words {
		if !naming[words[v].Lemma] || words[v].UPOS != "VERB" {
			continue
		}
		o := below(words, v, "obj")
		for i := o + 1; o > v && i < len(words); i++ {
			if words[i].Head == v && words[i].Rel == "obj" {
				words[i].Rel = "xcomp"
				break
			}
		}
	}
}

// behindAdverb hangs on the verb what the tree hangs on an adverb in "-ly" right before it: "laid the blame wholly at India's door".
func behindAdverb(words []morph.Word, form func(int) string) {
	for i := range words {
		w := &words[i]
		a, p := w.Head, preposition(words, i)
		if w.Rel != "obl" && w.Rel != "nmod" || a < 0 || p != a+1 || words[a].UPOS != "ADV" || !strings.HasSuffix(form(a), "ly") {
			continue
		}
		v := words[a].Head
		for v >= 0 && words[v].UPOS != "VERB" {
			v = words[v].Head
		}
		if v >= 0 && v < a {
			w.Head, w.Rel = v, "obl"
			words[a].Head = i
		}
	}
}

// sharedPerfect joins a participle with an object behind "and" to the participle that it shares "had" with, where the tree joins it to a
// verb of the present between the two: "had shut the roads by which NATO supplies its troops and given it a month to leave".
func sharedPerfect(words []morph.Word) {
	for v := range words {
		w := &words[v]
		h := w.Head
		if w.Rel != "conj" || h < 0 || !beside(words, v, h) || below(words, v, "obj", "iobj") < v || below(words, v, "aux", "aux:pass", "nsubj") >= 0 || below(words, v, "cc") < 0 {
			continue
		}
		for p := words[h].Head; p >= 0; p = words[p].Head {
			if words[p].XPOS == "VBN" && below(words, p, "aux") >= 0 && below(words, p, "aux:pass") < 0 {
				w.Head, w.XPOS = p, "VBN"
				break
			}
		}
	}
}

// beside says that a participle stands behind a verb of the present, or a past behind a modal: neither goes on with the other.
func beside(words []morph.Word, v, h int) bool {
	switch words[h].XPOS {
	case "VBZ", "VBP":
		return words[v].XPOS == "VBN"
	case "VB":
		a := below(words, h, "aux")
		return words[v].XPOS == "VBD" && a >= 0 && words[a].XPOS == "MD"
	}
	return false
}

// nounThenTo reads a noun before "to" and an infinitive as the verb of a full sentence that has no other, and the plural or name that is
// taken for a part of it as its subject: "The Taliban vow to burn the lorries."
func nounThenTo(words []morph.Word, form func(int) string) {
	n := below(words, -1, "root")
	if n < 1 || n+2 >= len(words) || words[n].XPOS != "NN" || form(len(words)-1) != "." || form(n+1) != "to" {
		return
	}
	s, to := n-1, below(words, n, "acl")
	if words[s].Head != n || words[s].Rel != "compound" || words[s].UPOS != "PROPN" && words[s].XPOS != "NNS" || to < n || words[to].XPOS != "VB" || below(words, n, "cop", "case") >= 0 {
		return
	}
	for i := range words {
		if c := &words[i]; c.Head == n && i < s && c.UPOS != "PUNCT" {
			c.Head = s
		}
	}
	words[s].Rel = "nsubj"
	words[to].Rel = "xcomp"
	words[n].UPOS, words[n].XPOS = "VERB", "VBP"
}

// ofItsOwn hangs what stands behind "of its own" on the noun before that: "held talks of its own with the Taliban".
func ofItsOwn(words []morph.Word, form func(int) string) {
	for i := range words {
		w := &words[i]
		o := w.Head
		if w.Rel != "obl" && w.Rel != "nmod" || o < 0 || o > i || form(o) != "own" || words[o].Rel != "nmod" || below(words, o, "nmod:poss") < 0 || preposition(words, i) < 0 {
			continue
		}
		w.Head, w.Rel = words[o].Head, "nmod"
	}
}

// sameMark joins a gerund with "and of" to the gerund with "of" before it, where the tree joins it to a verb inside that one:
// "accuses Uganda of letting rebels use its roads and of giving them shelter".
func sameMark(words []morph.Word, form func(int) string) {
	for v := range words {
		w := &words[v]
		m := below(words, v, "mark", "case")
		if w.Rel != "conj" || w.XPOS != "VBG" || m < 1 || m > v || below(words, v, "cc") < 0 || marked(words, w.Head, form, form(m)) {
			continue
		}
		for h := w.Head; h >= 0 && words[h].UPOS == "VERB"; h = words[h].Head {
			if words[h].XPOS == "VBG" && marked(words, h, form, form(m)) {
				w.Head = h
				break
			}
		}
	}
}

// marked says that a conjunction or preposition opens the clause of a verb.
func marked(words []morph.Word, v int, form func(int) string, word string) bool {
	for i := range words {
		if c := &words[i]; c.Head == v && (c.Rel == "mark" || c.Rel == "case") && form(i) == word {
			return true
		}
	}
	return false
}

// apposedVerdict makes what somebody calls a thing the complement of the verb, where the tree takes it for an apposition of the thing:
// "called the meeting a success".
func apposedVerdict(words []morph.Word, form func(int) string, naming map[string]bool) {
	for v := range words {
		w := &words[v]
		if !naming[w.Lemma] {
			continue
		}
		o := below(words, v, "obj")
		if w.UPOS != "VERB" || o < v {
			continue
		}
		a := below(words, o, "appos")
		if a < 0 || !nominal(&words[a]) {
			continue
		}
		d := below(words, a, "det")
		if d <= o || form(d) != "a" && form(d) != "an" || d > 0 && form(d-1) == "," {
			continue
		}
		words[a].Head, words[a].Rel = v, "xcomp"
	}
}

// perfectGerund makes "having" the auxiliary of the participle behind it: "credited them with having freed him".
func perfectGerund(words []morph.Word, form func(int) string) {
	for h := range words {
		w := &words[h]
		v := below(words, h, "xcomp")
		if form(h) != "having" || w.UPOS != "VERB" || v < h+1 || v > h+2 || words[v].XPOS != "VBN" || below(words, h, "obj") >= 0 {
			continue
		}
		words[v].Head, words[v].Rel = w.Head, w.Rel
		w.Head, w.Rel, w.UPOS = v, "aux", "AUX"
		for i := range words {
			if words[i].Head == h {
				words[i].Head = v
			}
		}
	}
}
