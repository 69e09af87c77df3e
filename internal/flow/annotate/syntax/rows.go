package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// noInterjection reads a word with a capital that is a subject or object as the name that it is: "Hungary, whose envoy left, protested."
func noInterjection(words []morph.Word, form func(int) string) {
	for i := range words {
		if w, f := &words[i], form(i); w.XPOS == "UH" && f != strings.ToLower(f) && (w.Rel == "nsubj" || w.Rel == "obj") {
			w.UPOS, w.XPOS, w.Lemma = "PROPN", "NNP", f
		}
	}
}

//go:embed offices.tsv
var officesFile string

// officeHolder hangs a name of two words on the office before it, where the tree hangs it on what the office is of: "the leader of the
// Bosnian Serbs, Milorad Dodik".
func officeHolder(words []morph.Word, form func(int) string, offices map[string]bool) {
	for n := range words {
		w := &words[n]
		of := w.Head
		if w.Rel != "appos" || w.UPOS != "PROPN" || of < 1 || of > n || words[of].Rel != "nmod" || below(words, n, "flat") < n || n == 0 || form(n-1) != "," {
			continue
		}
		p := preposition(words, of)
		if office := words[of].Head; p >= 0 && (words[p].Lemma == "of" || words[p].Lemma == "for") && office >= 0 && office < of && offices[words[office].Lemma] && words[office].XPOS == "NN" {
			w.Head = office
		}
	}
}

// dayThenOwner parts a day or month from the name behind it whose "'s" the tree gives to the day: "On Thursday Vietnam's navy sailed",
// with Vietnam as part of Thursday.
func dayThenOwner(words []morph.Word, form func(int) string, calendar map[string]bool) {
	for p := 2; p+1 < len(words); p++ {
		if words[p].XPOS == "POS" {
			dayInOwner(words, p, form, calendar)
		}
		day := words[p].Head
		if words[p].XPOS != "POS" || day < 0 || day >= p-1 || p-day > maxOwner || !calendar[strings.ToLower(form(day))] {
			continue
		}
		thing := p + 1
		for thing < len(words) && (!nominal(&words[thing]) || words[thing].Rel == "compound" || words[thing].Rel == "flat") {
			thing++
		}
		if thing == len(words) || words[p-1].UPOS != "PROPN" {
			continue
		}
		owner := p - 1
		for i := day + 1; i < owner; i++ {
			if words[i].Head == day {
				words[i].Head, words[i].Rel = owner, "compound"
			}
		}
		words[p].Head = owner
		words[owner].Head, words[owner].Rel = thing, "nmod:poss"
	}
}

// dayInOwner hangs a day or month behind a preposition on the verb, where the tree takes it for a part of the name of the owner behind it: "when
// in March Peru's president left", with March as part of Peru.
func dayInOwner(words []morph.Word, p int, form func(int) string, calendar map[string]bool) {
	owner := words[p].Head
	if owner < 2 || owner > p || words[owner].UPOS != "PROPN" {
		return
	}
	for d := max(1, owner-maxOwner); d < owner; d++ {
		w := &words[d]
		if w.Head != owner && w.Head != words[owner].Head || w.Rel != "compound" && w.Rel != "flat" && !strings.HasPrefix(w.Rel, "nmod") || words[d-1].UPOS != "ADP" || !calendar[strings.ToLower(form(d))] {
			continue
		}
		v := words[owner].Head
		for k := 0; v >= 0 && words[v].UPOS != "VERB" && k < len(words); k++ {
			v = words[v].Head
		}
		if v >= 0 {
			w.Head, w.Rel = v, "obl"
			words[d-1].Head, words[d-1].Rel = d, "case"
		}
		return
	}
}

// maxOwner is how many words the name of an owner has at most behind a day, with its "'s".
const maxOwner = 5

// dayThenPhrase parts a day or month at the beginning of a clause from a noun phrase with an article behind it, and makes that the
// subject: "In March a mechanic, George Smith, was freed", with March as part of the mechanic and Smith as who was freed.
func dayThenPhrase(words []morph.Word, form func(int) string, calendar map[string]bool) {
	for day := 1; day+2 < len(words); day++ {
		mark, next := day-1, day+1
		if words[next].UPOS == "NUM" {
			next++
		}
		if !calendar[strings.ToLower(form(day))] || words[mark].UPOS != "ADP" || !starts(words, mark) || next >= len(words) || words[next].UPOS != "DET" {
			continue
		}
		n := words[next].Head
		if n <= next || !nominal(&words[n]) || words[n].Rel != "obl" {
			continue
		}
		verb := words[n].Head
		if verb < n || words[day].Head != n && words[day].Head != verb || below(words, n, "case") > mark {
			continue
		}
		words[mark].Head = day
		words[day].Head, words[day].Rel = verb, "obl"
		if next == day+2 {
			words[day+1].Head, words[day+1].Rel = day, "nummod"
		}
		s := below(words, verb, "nsubj", "nsubj:pass")
		switch {
		case s > n && words[s].UPOS == "PROPN" && commaBehind(words, n, s):
			words[n].Rel = words[s].Rel
			words[s].Head, words[s].Rel = n, "appos"
		case s >= 0:
		case passive(words, verb):
			words[n].Rel = "nsubj:pass"
		default:
			words[n].Rel = "nsubj"
		}
	}
}

// apposedName hangs a name between commas on the person that a noun before tells, where the tree joins it to what that noun is "for" or
// "of": "the envoy for hostages, Adam Smith, met", and a second one behind "and" as well.
func apposedName(words []morph.Word) {
	for i := 2; i+1 < len(words); i++ {
		w := &words[i]
		n := w.Head
		if w.UPOS != "PROPN" || w.Rel != "conj" || words[i-1].Lemma != "," || n < 0 || n > i || words[n].UPOS != "NOUN" || words[n].Rel != "nmod" || below(words, i, "cc") >= 0 {
			continue
		}
		top := words[n].Head
		end := i + 1
		for end < len(words) && words[end].Rel == "flat" && words[end].Head == i {
			end++
		}
		if top < 0 || top > n || words[top].UPOS != "NOUN" || end >= len(words) || words[end].Lemma != "," || words[top].Rel != "nsubj" && words[top].Rel != "nsubj:pass" && words[top].Rel != "obj" {
			continue
		}
		w.Head, w.Rel = top, "appos"
		for k := end; k < len(words); k++ {
			if c := &words[k]; c.Head == n && c.Rel == "conj" && below(words, k, "cc") >= 0 {
				c.Head = top
			}
		}
	}
}

// rowOfStates joins the second and third of three long names of states to the first, where the tree takes the second for an apposition of
// the noun above: "the ministers of the Republic of China, the Republic of Fiji and Tonga met". An apposition of a subject ends with a comma.
func rowOfStates(words []morph.Word) {
	for i := range words {
		w := &words[i]
		top := w.Head
		if w.Rel != "appos" || w.UPOS != "PROPN" || top < 0 || words[top].Rel != "nsubj" && words[top].Rel != "nsubj:pass" {
			continue
		}
		verb := words[top].Head
		first := -1
		for k := top + 1; k < i; k++ {
			if words[k].Head == top && words[k].Rel == "nmod" && words[k].UPOS == "PROPN" {
				first = k
			}
		}
		last := -1
		for k := i + 1; k < verb; k++ {
			switch {
			case words[k].Lemma == ",":
				first = -1
			case words[k].Rel == "conj" && words[k].UPOS == "PROPN" && below(words, k, "cc") > i && hangs(words, k, func(h int) bool { return h == i }):
				last = k
			}
		}
		if first < 0 || last < 0 || verb < last || !reaches(words, last, verb-1) {
			continue
		}
		w.Head, w.Rel = first, "conj"
		words[last].Head = first
	}
}

// nearConjunct joins a noun behind "and" to the one right before that, where the tree joins it to one before a second verb: "was chaired by
// Qin and attended by Bilawal and Muttaqi", with Muttaqi as who chaired.
func nearConjunct(words []morph.Word) {
	for i := range words {
		w := &words[i]
		far := w.Head
		if w.Rel != "conj" || !nominal(w) || far < 0 || far > i || !nominal(&words[far]) {
			continue
		}
		and := below(words, i, "cc")
		if and < 1 || and > i || !nominal(&words[and-1]) {
			continue
		}
		near := and - 1
		for words[near].Rel == "flat" && words[near].Head >= 0 && words[near].Head < near {
			near = words[near].Head
		}
		verb := words[near].Head
		if near > far && verb > far && verb < near && words[verb].UPOS == "VERB" && words[verb].Rel == "conj" && words[verb].Head == words[far].Head && words[near].Rel == words[far].Rel {
			w.Head = near
		}
	}
}

// namesThenVerb makes one row of names before "and" and a verb that goes on, where the tree takes the last of them for the subject of that
// verb: "ties with the United States, Britain, France and Germany and told journalists to leave". No conjunction stands between a verb and
// its own subject.
func namesThenVerb(words []morph.Word) {
	for v := range words {
		s, cc := below(words, v, "nsubj"), below(words, v, "cc")
		if words[v].UPOS != "VERB" || s < 2 || cc < s || cc > v || words[s].UPOS != "PROPN" || words[s-1].Lemma != "," || below(words, s, "conj") < s || below(words, s, "conj") > cc {
			continue
		}
		top := s - 2
		for n := 0; top >= 0 && n < len(words) && words[top].UPOS == "PROPN" && (words[top].Rel == "appos" || words[top].Rel == "conj" || words[top].Rel == "flat") && words[top].Head >= 0 && words[words[top].Head].UPOS == "PROPN"; n++ {
			if words[top].Rel == "appos" {
				words[top].Rel = "conj"
			}
			top = words[top].Head
		}
		if top < 0 || words[top].UPOS != "PROPN" || top > s {
			continue
		}
		verb := words[top].Head
		for n := 0; verb >= 0 && n < len(words) && words[verb].UPOS != "VERB"; n++ {
			verb = words[verb].Head
		}
		if verb < 0 || verb == v || verb > v {
			continue
		}
		words[s].Head, words[s].Rel = top, "conj"
		words[v].Head, words[v].Rel = verb, "conj"
	}
}

// subjectThenAside gives a verb behind a comma the name behind "and" as its subject, where the tree joins that to a noun before, since a
// phrase in commas stands between the two: "were driven from their homes, and Macedonia, fearing for its balance, closed its border".
func subjectThenAside(words []morph.Word) {
	for n := 2; n+3 < len(words); n++ {
		w := &words[n]
		if w.Rel != "conj" || !nominal(w) || words[n+1].Lemma != "," || below(words, n, "cc") < 1 || words[below(words, n, "cc")-1].Lemma != "," {
			continue
		}
		cc := below(words, n, "cc")
		if w.Head < 0 || w.Head > cc || words[w.Head].UPOS == "VERB" {
			continue
		}
		for v := n + 3; v < len(words); v++ {
			c := &words[v]
			if !finite(c) || c.UPOS != "VERB" {
				continue
			}
			if words[v-1].Lemma == "," && !subjected(words, v) && below(words, v, "cc", "mark", "aux") < 0 && c.Rel == "conj" && c.Head < n && c.Head >= 0 && words[c.Head].UPOS == "VERB" {
				w.Head, w.Rel = v, "nsubj"
				words[cc].Head = v
				for i := n + 1; i < v; i++ {
					if words[i].Head >= 0 && words[i].Head < n {
						words[i].Head = v
					}
				}
			}
			break
		}
	}
}

// pastBehindAnd reads a past behind "and" with the noun behind it as its object as what the subject did next, where the tree joins it to a
// name: "recalled his envoy from NATO and suspended participation", with suspended on NATO.
func pastBehindAnd(words []morph.Word) {
	for v := range words {
		w := &words[v]
		n := w.Head
		if w.UPOS != "VERB" || w.XPOS != "VBN" && w.XPOS != "VBD" || w.Rel != "conj" || n < 0 || n > v || !nominal(&words[n]) || v+1 >= len(words) || below(words, v, "cc") != v-1 || below(words, v, "obj", "aux", "aux:pass", "nsubj", "obl:agent") >= 0 {
			continue
		}
		verb := n
		for k := 0; verb >= 0 && k < len(words) && words[verb].UPOS != "VERB"; k++ {
			verb = words[verb].Head
		}
		if verb < 0 || words[verb].XPOS != "VBD" {
			continue
		}
		for o := v + 1; o < len(words) && o < v+4; o++ {
			if c := &words[o]; nominal(c) && c.Rel == "obl" && c.Head == verb && !cased(words, o) {
				c.Head, c.Rel = v, "obj"
				w.Head, w.XPOS = verb, "VBD"
				break
			}
		}
	}
}

// sharedNoun gives two adjectives that "and" joins the noun right behind them, where the tree joins the noun to the first as a third
// of the row: "Turkish and Greek diplomats met", with Turkish as who met. An adjective in a row of nouns has no noun of its own.
func sharedNoun(words []morph.Word) {
	for and := 1; and+2 < len(words); and++ {
		a, b, n := and-1, and+1, and+2
		own := words[a].XPOS == "JJ" && words[b].Rel == "amod" && words[b].Head >= 0 && words[words[b].Head].Head == a // "Khmer and Thai generals", with generals joined to Khmer
		if words[and].UPOS != "CCONJ" || words[b].XPOS != "JJ" || !own && (words[b].Rel != "conj" || words[b].Head != a) || words[a].UPOS == "VERB" {
			continue
		}
		for n < len(words) && words[n].XPOS == "JJ" && words[n].Head > n {
			n++
		}
		if n >= len(words) || !nominal(&words[n]) || words[n].Rel != "conj" || words[n].Head != a && words[n].Head != b {
			continue
		}
		words[n].Head, words[n].Rel = words[a].Head, words[a].Rel
		for i := range words {
			if w := &words[i]; w.Head == a && i != b && i != n && (w.Rel == "det" || w.Rel == "case" || i > n) {
				w.Head = n
			}
		}
		words[a].Head, words[a].Rel = n, "amod"
		words[b].Head, words[b].Rel = a, "conj"
		words[and].Head = b
	}
}
