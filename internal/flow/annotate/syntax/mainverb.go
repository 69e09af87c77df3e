package syntax

import (
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// mainVerb makes the verb of a full sentence its root where the tree has taken the subject for that, since something stands between
// the two: "Russia, which keeps bases there, offered to mediate." Irregular says that a form is the past of an irregular verb. A sentence that has another finite verb at its top is left alone.
func mainVerb(words []morph.Word, form func(int) string, irregular func(string) bool) {
	root := below(words, -1, "root")
	if root < 0 || words[root].UPOS == "VERB" || words[root].UPOS == "AUX" || below(words, root, "cop") >= 0 {
		return
	}
	if !stopped(words, form) {
		if below(words, root, "nsubj") >= 0 && below(words, root, "obj") > root { // a headline: "Turkey blocks Sweden's bid"
			presentInS(words, root)
		}
		return
	}
	if presentInS(words, root) {
		return
	}
	past := func(v int) bool {
		return words[v].XPOS == "VBD" || strings.HasSuffix(form(v), "ed") || irregular(form(v))
	}
	for _, find := range []func([]morph.Word, int, func(int) bool) int{behindInsertion, joinedVerb, behindLast, behindOpening, behindAdjective} {
		if v := find(words, root, past); v >= 0 && alone(words, root, v) {
			toTop(words, root, v)
			return
		}
	}
}

// stopped says that a sentence ends with a full stop, be it before the end of a quotation.
func stopped(words []morph.Word, form func(int) string) bool {
	for i := len(words) - 1; i >= 0 && i >= len(words)-2; i-- {
		if form(i) == "." {
			return true
		}
	}
	return false
}

// alone says that no finite verb but the one found, and those joined to it, stands at the top of a sentence.
func alone(words []morph.Word, root, verb int) bool {
	for i := range words {
		w := &words[i]
		if i == root || i == verb || !finite(w) || w.UPOS == "AUX" && w.Rel != "cop" {
			continue
		}
		if under(words, i, "acl:relcl") || under(words, i, "ccomp") || under(words, i, "advcl") || under(words, i, "advcl:relcl") || i > verb && w.Rel == "conj" {
			continue
		}
		return false
	}
	return true
}

// presentInS reads a plural at the top as a verb of the present behind its subject, where it goes on with a verb or has a clause with
// "that" right behind it: "The minister lands in Beirut and will travel on", "Hanoi requests that Beijing release the crew."
func presentInS(words []morph.Word, root int) bool {
	w := &words[root]
	if w.XPOS == "NNS" && below(words, root, "nsubj") >= 0 && below(words, root, "det", "amod", "nmod:poss", "aux") < 0 { // "A worker counters that"
		w.UPOS, w.XPOS = "VERB", "VBZ"
		return true
	}
	if w.XPOS != "NNS" || root == 0 || root+2 >= len(words) || !nominal(&words[root-1]) || words[root-1].XPOS == "NNS" || !alone(words, root, root) {
		return false
	}
	clause, joined := -1, -1
	for i := root + 1; i < len(words); i++ {
		switch c := &words[i]; {
		case c.Head != root || c.UPOS != "VERB":
		case c.Rel == "acl:relcl" && words[root+1].Lemma == "that" && words[root+1].Head == i && (c.XPOS == "VB" || c.XPOS == "VBP"):
			clause = i
		case c.Rel == "conj" && (finite(c) || below(words, i, "aux") >= 0) && !subjected(words, i):
			joined = i
		}
	}
	if clause < 0 && joined < 0 {
		return false
	}
	for i := range words {
		c := &words[i]
		switch {
		case c.Head != root:
		case i < root && c.Rel == "nmod:poss", i < root && (c.Rel == "det" || c.Rel == "amod" || c.Rel == "compound" || c.Rel == "flat") && i != root-1:
			c.Head = root - 1
		case c.Rel == "nmod":
			c.Rel = "obl"
		}
	}
	words[root-1].Head, words[root-1].Rel = root, "nsubj"
	w.UPOS, w.XPOS = "VERB", "VBZ"
	if clause >= 0 {
		words[clause].Rel = "ccomp"
		words[root+1].UPOS, words[root+1].XPOS, words[root+1].Rel = "SCONJ", "IN", "mark"
	}
	return true
}

// bareVerb says that a verb stands without subject, auxiliary and conjunction, and no passive.
func bareVerb(words []morph.Word, v int) bool {
	return words[v].UPOS == "VERB" && below(words, v, "aux", "aux:pass", "mark", "cc", "obl:agent", "nsubj:pass") < 0 && !by(words, v)
}

// behindInsertion finds the verb behind the comma that ends a clause or an apposition right behind the root: "Malaysia, which chairs
// ASEAN, received both leaders", "China, the main supplier, counselled patience".
func behindInsertion(words []morph.Word, root int, _ func(int) bool) int {
	comma := -1
	for i := root + 1; i < len(words); i++ {
		w := &words[i]
		switch {
		case w.Lemma == "," && comma < 0:
			comma = i
		case comma < 0 && (w.UPOS == "VERB" || w.UPOS == "AUX" || w.UPOS == "SCONJ"):
			return -1
		case comma < 0 || i < comma+2 || w.UPOS != "VERB":
		case opensBehindComma(words, i):
			if s := below(words, i, "nsubj"); s >= 0 && s != i-1 && s < i || !bareVerb(words, i) || w.XPOS == "VBG" || words[comma+1].UPOS == "CCONJ" {
				return -1
			}
			if w.Rel == "amod" && (w.Head < i || below(words, w.Head, "det") >= 0) {
				return -1
			}
			return i
		}
	}
	return -1
}

// opensBehindComma says that a word stands right behind a comma, or behind "both", "all" or an adverb there.
func opensBehindComma(words []morph.Word, i int) bool {
	if words[i-1].UPOS == "ADV" || words[i-1].UPOS == "DET" && words[i-1].Head == i {
		i--
	}
	return words[i-1].Lemma == ","
}

// joinedVerb finds a finite verb right behind the noun phrase that the tree joins it to, without a conjunction: "Clashes over water
// happen every spring."
func joinedVerb(words []morph.Word, root int, _ func(int) bool) int {
	for v := root + 1; v < len(words); v++ {
		w := &words[v]
		if w.Head != root || w.Rel != "conj" && w.Rel != "parataxis" || w.UPOS != "VERB" || w.XPOS == "VBG" || w.XPOS == "VB" {
			continue
		}
		if bareVerb(words, v) && below(words, v, "nsubj") < 0 && (nominal(&words[v-1]) || words[v-1].UPOS == "ADV") {
			return v
		}
		return -1
	}
	return -1
}

// behindLast finds a past that is taken for a participle of the last noun of the subject: "Officials from the three sides met in
// Moscow." Forms that are participles alone, and those with an agent, are none.
func behindLast(words []morph.Word, root int, past func(int) bool) int {
	found := -1
	for v := root + 2; v < len(words); v++ {
		w := &words[v]
		if w.UPOS != "VERB" || w.Rel != "acl" || w.XPOS != "VBN" && w.XPOS != "VBD" {
			continue
		}
		if found >= 0 || !past(v) || w.Head < root || !nominal(&words[v-1]) || !descends(words, w.Head, root) || !bareVerb(words, v) || below(words, v, "obl", "obj", "xcomp") < v {
			return -1
		}
		found = v
	}
	return found
}

// descends says that a noun is the root, or hangs on it by "of", "from" and the like.
func descends(words []morph.Word, n, root int) bool {
	for k := 0; n != root && k < len(words); k++ {
		if n < 0 || words[n].Rel != "nmod" && words[n].Rel != "conj" {
			return false
		}
		n = words[n].Head
	}
	return true
}

// behindOpening finds a past behind a phrase of time or place that opens a sentence and that the tree takes for its top: "After the fall
// of the town, some 39,000 crossed into Iran."
func behindOpening(words []morph.Word, root int, _ func(int) bool) int {
	p := below(words, root, "case")
	if p != 0 {
		return -1
	}
	for v := root + 3; v < len(words); v++ {
		w := &words[v]
		if n := w.Head; w.UPOS == "VERB" && w.Rel == "acl" && n == v-1 && (w.XPOS == "VBN" || w.XPOS == "VBD") && bareVerb(words, v) && commaBehind(words, root, n) {
			return v
		}
	}
	return -1
}

// behindAdjective finds a past right behind an adjective that stands for somebody and that the tree takes for the top of the sentence: "The
// latter called for calm", "The 58-year-old appealed to the army".
func behindAdjective(words []morph.Word, root int, past func(int) bool) int {
	v := root + 1
	if words[root].UPOS != "ADJ" || below(words, root, "det") != 0 || v >= len(words) || words[v].Head != root || words[v].Rel != "acl" || words[v].UPOS != "VERB" || !past(v) || by(words, v) || !bareVerb(words, v) {
		return -1
	}
	return v
}

// toTop makes a verb the root, the former root its subject, or the time or place where it has a preposition, and hangs what stands behind
// the verb and hung on what is before it on the verb.
func toTop(words []morph.Word, root, verb int) {
	w := &words[verb]
	if o := w.Head; w.Rel == "amod" && o > verb {
		words[o].Head, words[o].Rel = verb, "obj"
	}
	if s := below(words, verb, "nsubj"); s >= 0 {
		if words[s].Rel = "advmod"; s > verb { // "Serbia, whose envoy left, recalled him"
			words[s].Rel = "obj"
		} // else "both claim the islands"
	}
	opening := below(words, root, "case") == 0
	if s := w.Head; opening && s >= 0 {
		words[s].Head, words[s].Rel = verb, "nsubj"
	}
	for i := verb + 1; i < len(words); i++ {
		c := &words[i]
		if c.Head >= verb || c.Head < root {
			continue
		}
		switch c.Rel {
		case "conj", "punct", "cc", "obl", "advcl", "parataxis", "advmod":
			c.Head = verb
		case "nmod":
			if c.Head == root {
				c.Head, c.Rel = verb, "obl"
			}
		}
	}
	if w.XPOS == "VBN" {
		w.XPOS = "VBD"
	}
	w.Head, w.Rel = -1, "root"
	words[root].Head, words[root].Rel = verb, "nsubj"
	if opening {
		words[root].Rel = "obl"
	}
}
