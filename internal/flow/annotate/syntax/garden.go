package syntax

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// goneBy reads a verb right behind the subject as the main verb, and the clause behind "after", "before" or "since" as one of time,
// where the tree takes the verb for a participle of the subject and what the clause tells for the main verb: "The talks collapsed
// after Chad closed its border", with collapsed on the talks and closed as the root.
func goneBy(words []morph.Word, calendar map[string]bool, form func(int) string) {
	for v := range words {
		if words[v].UPOS != "VERB" || !finite(&words[v]) || words[v].Rel != "root" {
			continue
		}
		n := below(words, v, "nsubj")
		if n < 0 || n > v {
			continue
		}
		p := below(words, n, "acl")
		if p <= n || p > v || words[p].XPOS != "VBN" && words[p].XPOS != "VBD" || endsOf(words, n, p) != p-1 || below(words, p, "obl:agent") >= 0 {
			continue
		}
		x := timeSubject(words, p, v)
		if x < 0 || calendar[strings.ToLower(form(x))] {
			continue
		}
		moveTop(words, v, n, p)
		words[v].Head, words[v].Rel = p, "advcl"
		mark := preposition(words, x)
		words[x].Head, words[x].Rel = v, "nsubj"
		words[mark].Head, words[mark].Rel = v, "mark"
		return
	}
}

// timeSubject gives the name behind "after" or the like below a participle that goes up to a verb, or -1.
func timeSubject(words []morph.Word, p, v int) int {
	for x := p + 2; x < v; x++ {
		if words[x].Head != p || words[x].Rel != "obl" || words[x].UPOS != "PROPN" {
			continue
		}
		mark := preposition(words, x)
		if mark == p+1 && opensClause(words[mark].Lemma) && words[mark].Lemma != "as" && reaches(words, x, v-1) {
			return x
		}
	}
	return -1
}

// endsOf gives the last word before another that belongs to a phrase.
func endsOf(words []morph.Word, n, before int) int {
	for i := before - 1; i >= n; i-- {
		if i == n || hangs(words, i, func(h int) bool { return h == n }) {
			return i
		}
	}
	return -1
}

// moveTop makes a participle of the subject the root of its sentence, with what hung before it on the verb that was.
func moveTop(words []morph.Word, v, n, p int) {
	words[p].Head, words[p].Rel, words[p].XPOS = -1, "root", "VBD"
	for i := range words {
		if words[i].Head == v && (i < p || i == len(words)-1 && words[i].UPOS == "PUNCT") {
			words[i].Head = p
		}
	}
	words[n].Head = p
}

// further hangs what somebody "went so far as to" do on the verb, where the tree hangs it on "far".
func further(words []morph.Word) {
	for i := range words {
		h := words[i].Head
		if words[i].Rel == "advcl" && h >= 0 && words[h].UPOS == "ADV" && words[h].Lemma == "far" && words[i].XPOS == "VB" && words[h].Head >= 0 && words[words[h].Head].UPOS == "VERB" {
			words[i].Head = words[h].Head
		}
	}
}

// absolute reads a participle that the tree takes for a modifier as the verb that it is, where it has a subject of its own and the
// noun behind it as its object: "ended in disarray, with China banning imports".
func absolute(words []morph.Word) {
	for i := range words {
		w := &words[i]
		if w.Rel != "amod" || w.XPOS != "VBG" || w.Head != i+1 || words[i+1].Head == i || below(words, i, "nsubj") < 0 {
			continue
		}
		n := i + 1
		w.Head, w.Rel, w.UPOS = words[n].Head, "advcl", "VERB"
		words[n].Head, words[n].Rel = i, "obj"
		for k := range i {
			if words[k].Head == n && (words[k].Rel == "case" || words[k].Rel == "punct") {
				words[k].Head = i
				if words[k].Rel == "case" {
					words[k].Rel = "mark"
				}
			}
		}
	}
}

// joinedPast reads a past right behind "and" as one more of the verbs before it, where the tree takes it for a modifier of a noun in
// the plural that it joins to a name or a sum, or that hangs on the verb without a preposition: "cancelled a summit with Libya and deployed
// troops", "froze $9 billion and imposed sanctions".
func joinedPast(words []morph.Word) {
	for i := 1; i+1 < len(words); i++ {
		n := words[i].Head
		cc := &words[i-1]
		if words[i].Rel != "amod" || words[i].XPOS != "VBN" || n <= i || cc.Rel != "cc" || words[n].UPOS != "NOUN" || words[n].XPOS != "NNS" || below(words, i, "advmod", "obl") >= 0 {
			continue
		}
		above := words[n].Head
		switch {
		case above < 0 || above > i:
			continue
		case cc.Head == n && words[n].Rel == "conj" && (words[above].UPOS == "PROPN" || isSum(words, above)):
		case cc.Head == i && (words[n].Rel == "obl" || words[n].Rel == "nmod") && !cased(words, n):
		default:
			continue
		}
		v := above
		for v >= 0 && (words[v].UPOS != "VERB" || words[v].Rel == "acl" || words[v].Rel == "amod") {
			v = words[v].Head
		}
		if v < 0 || words[v].XPOS != "VBD" || v > i {
			continue
		}
		words[i].Head, words[i].Rel, words[i].XPOS = v, "conj", "VBD"
		cc.Head = i
		words[n].Head, words[n].Rel = i, "obj"
	}
}

// isSum says that a noun tells of money, or of so many millions.
func isSum(words []morph.Word, n int) bool {
	if words[n].XPOS == "$" {
		return true
	}
	number := below(words, n, "nummod")
	return number >= 0 && (words[number].Lemma == "million" || words[number].Lemma == "billion" || words[number].Lemma == "trillion")
}

// pastBehindConjunction makes a clause of a name, an irregular past and a noun behind "after" or the like, where the tree takes the past for
// a modifier of the noun: "tensions rose after Iran struck targets in Iraq". Irregular gives the verb of such a past.
func pastBehindConjunction(words []morph.Word, irregular func(int) string) {
	for i := 2; i+1 < len(words); i++ {
		w, n := &words[i], words[i].Head
		if w.Rel != "amod" || n != i+1 || words[n].UPOS != "NOUN" || words[n].XPOS != "NNS" || irregular(i) == "" || below(words, i, "advmod", "obl") >= 0 {
			continue
		}
		s, mark := i-1, preposition(words, n)
		if words[s].UPOS != "PROPN" || words[s].Head != i && words[s].Head != n || mark < 0 || mark >= s || !opensClause(words[mark].Lemma) || words[n].Head < 0 {
			continue
		}
		w.Lemma, w.UPOS, w.XPOS, w.Head, w.Rel = irregular(i), "VERB", "VBD", words[n].Head, "advcl"
		words[n].Head, words[n].Rel = i, "obj"
		words[s].Head, words[s].Rel = i, "nsubj"
		words[mark].Head, words[mark].Rel = i, "mark"
	}
}

// calledSo makes a noun phrase behind the object of a verb what the object is called, where the tree takes it for an object of that
// noun: "called the raid a provocation".
func calledSo(words []morph.Word) {
	for i := range words {
		n := words[i].Head
		if words[i].Rel != "obj" || words[i].UPOS != "NOUN" || n < 0 || n > i || words[n].UPOS != "NOUN" || words[n].Rel != "obj" || below(words, i, "det") != n+1 {
			continue
		}
		if v := words[n].Head; v >= 0 && v < n && words[v].UPOS == "VERB" && below(words, v, "xcomp") < 0 {
			words[i].Head, words[i].Rel = v, "xcomp"
		}
	}
}

// hadDone reads a participle behind "who had" as the verb of the relative clause, where the tree takes it for a modifier of what was
// done: "rebels who had seized towns".
func hadDone(words []morph.Word) {
	for i := 1; i+2 < len(words); i++ {
		v := i + 1
		n := words[v].Head
		if words[i].Lemma != "have" || words[i].XPOS != "VBD" || words[i-1].XPOS != "WP" && words[i-1].XPOS != "WDT" || words[v].XPOS != "VBN" || words[v].Rel != "amod" || n <= v || words[n].XPOS != "NNS" {
			continue
		}
		up := words[i].Head
		if words[i].Rel != "acl:relcl" || up < 0 || up >= i {
			continue
		}
		for k := range words {
			if words[k].Head == i {
				words[k].Head = v
			}
		}
		words[v].UPOS, words[v].Head, words[v].Rel = "VERB", up, "acl:relcl"
		words[i].UPOS, words[i].Head, words[i].Rel = "AUX", v, "aux"
		words[i-1].Head, words[i-1].Rel = v, "nsubj"
		words[n].Head, words[n].Rel = v, "obj"
	}
}
