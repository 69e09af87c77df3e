package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// complement gives a full sentence the verb that the tree takes for a part of what its subject is about: "Kuwait's demand that Iraq return the
// archives was rejected", with rejected below return; "Cuba's refusal to release him drew a protest", with drew below release. Irregular
// says that a form is the past of an irregular verb.
func complement(words []morph.Word, form func(int) string, irregular func(string) bool) {
	root := below(words, -1, "root")
	if root < 0 || words[root].UPOS != "NOUN" || below(words, root, "cop", "nsubj", "csubj") >= 0 || !stopped(words, form) {
		return
	}
	clause := about(words, root)
	if clause < 0 {
		return
	}
	for v := clause + 1; v < len(words); v++ {
		if hangsIn(words, words[v].Head, clause) && behindComplement(words, clause, v, irregular(form(v))) && alone(words, root, v) {
			raiseFrom(words, root, clause, v)
			return
		}
	}
}

// about gives the verb of the clause that tells what a noun is about, right behind the noun: "demand that", "refusal to"; -1 where there is
// none.
func about(words []morph.Word, n int) int {
	if n+2 >= len(words) || words[n+1].Lemma != "that" && words[n+1].Lemma != "to" {
		return -1
	}
	for c := n + 2; c < len(words); c++ {
		if words[c].Head == n && (words[c].Rel == "acl" || words[c].Rel == "acl:relcl") && words[n+1].Head == c {
			return c
		}
	}
	return -1
}

// behindComplement says that a word can be the verb of the sentence behind a clause that tells what the subject is about: it has a tense, and
// no subject but what that clause takes.
func behindComplement(words []morph.Word, clause, v int, irregular bool) bool {
	w := &words[v]
	switch w.Rel {
	case "ccomp", "xcomp", "conj", "advcl", "parataxis", "acl":
	default:
		return false
	}
	if below(words, v, "mark", "cc") >= 0 {
		return false
	}
	if s := below(words, v, "nsubj", "nsubj:pass"); s >= 0 && (s < clause || s > v || below(words, clause, "obj") >= 0) {
		return false
	}
	first := v // of its auxiliaries
	for first > 0 && words[first-1].Head == v && (words[first-1].UPOS == "AUX" || words[first-1].UPOS == "ADV") {
		first--
	}
	if before := &words[first-1]; !nominal(before) && before.UPOS != "ADJ" && before.UPOS != "PRON" && first-1 != clause {
		return false
	}
	taken := below(words, v, "obj") > v
	switch {
	case first < v:
		return finite(&words[first])
	case w.UPOS == "NOUN":
		return taken && irregular && below(words, v, "case") < 0
	}
	return w.UPOS == "VERB" && (w.XPOS == "VBD" || w.XPOS == "VBN" && taken)
}

// raiseFrom makes a verb the root and the former root its subject. What stands before it and hangs on it is taken by the clause.
func raiseFrom(words []morph.Word, root, clause, v int) {
	w := &words[v]
	lift := w.Head
	s := below(words, v, "nsubj", "nsubj:pass")
	if s < 0 && w.UPOS == "NOUN" && words[v-1].Head == v { // "to release the American drew a protest"
		s = v - 1
	}
	if s >= 0 {
		for i := clause + 1; i < s; i++ {
			if words[i].Head == v {
				words[i].Head = s
			}
		}
		words[s].Head, words[s].Rel = clause, "obj"
	}
	if below(words, v, "aux", "aux:pass") < 0 {
		w.UPOS, w.XPOS = "VERB", "VBD"
	}
	for i := v + 1; i < len(words); i++ {
		if c := &words[i]; c.Head == lift || c.Head == root {
			c.Head = v
		}
	}
	w.Head, w.Rel = -1, "root"
	words[root].Head, words[root].Rel = v, "nsubj"
	if passive(words, v) {
		words[root].Rel = "nsubj:pass"
	}
}
