package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// participled gives a full sentence whose subject has a participle right behind it the verb that the tree takes for something else:
// "Rebels riding in lorries attacked a base", with riding as the subject of attacked; "Settlers fleeing the fighting accused soldiers",
// with accused as a modifier of soldiers.
func participled(words []morph.Word, last string) {
	for n := 0; n+2 < len(words); n++ {
		p := n + 1
		if words[p].XPOS != "VBG" || !nominal(&words[n]) || !starts(words, firstOf(words, n)) && words[firstOf(words, n)].UPOS != "DET" {
			continue
		}
		v := words[p].Head
		if joined := words[n].Head == p && (words[n].Rel == "compound" || words[n].Rel == "nsubj"); joined && v > p && words[v].UPOS == "VERB" && finite(&words[v]) && (words[p].Rel == "nsubj" || words[p].Rel == "csubj") {
			words[n].Head, words[n].Rel = v, "nsubj"
			actsBehind(words, n, p)
			return
		}
	}
	root := below(words, -1, "root")
	if root < 0 || last != "." {
		return
	}
	n, p := root, root+1
	if words[root].XPOS == "VBG" {
		n, p = root-1, root
	}
	if n < 0 || p+2 >= len(words) || words[p].XPOS != "VBG" || !plural(&words[n]) || !starts(words, firstOf(words, n)) || below(words, p, "aux") >= 0 {
		return
	}
	if n == root && (words[p].Head != n || words[p].Rel != "acl") || p == root && (words[n].Head != p || words[n].Rel != "nsubj") {
		return
	}
	if v := swallowedVerb(words, p); v >= 0 {
		freeVerb(words, n, p, v)
	}
}

// firstOf gives the first word of the phrase before a noun that hangs on it.
func firstOf(words []morph.Word, n int) int {
	first := n
	for first > 0 && words[first-1].Head >= 0 && words[first-1].UPOS != "PUNCT" && (words[first-1].Head == n || words[first-1].Head == first) {
		first--
	}
	return first
}

// plural says that a word is a common noun in the plural.
func plural(w *morph.Word) bool { return w.UPOS == "NOUN" && w.XPOS == "NNS" }

// actsBehind makes a participle that of the noun before it, with all that the tree hangs on it from before the noun on the noun.
func actsBehind(words []morph.Word, n, p int) {
	for i := range n {
		if words[i].Head == p {
			words[i].Head = n
		}
	}
	words[p].UPOS, words[p].Head, words[p].Rel = "VERB", n, "acl"
}

// swallowedVerb finds the one past behind a participle that is taken for a modifier of a noun or for a clause below the participle, in a
// sentence that has no other verb with a tense; -1 where there is none.
func swallowedVerb(words []morph.Word, p int) int {
	found := -1
	for v := p + 2; v < len(words); v++ {
		w := &words[v]
		if under(words, v, "acl:relcl") || under(words, v, "ccomp") {
			continue
		}
		if found >= 0 {
			if finite(w) && w.Rel != "conj" && !under(words, v, "advcl") {
				return -1
			}
			continue
		}
		if w.UPOS == "AUX" && finite(w) || w.UPOS == "VERB" && w.XPOS != "VBN" && finite(w) && w.XPOS != "VBD" {
			return -1
		}
		if w.XPOS != "VBN" && w.XPOS != "VBD" || !nominal(&words[v-1]) && words[v-1].UPOS != "ADJ" || below(words, v, "aux", "aux:pass", "obl:agent", "cc") >= 0 || by(words, v) {
			continue
		}
		switch w.Rel {
		case "amod", "acl", "nmod", "advcl", "conj", "xcomp", "dep":
			found = v
		}
	}
	return found
}

// freeVerb makes a verb that was swallowed the root, the noun at the head of the sentence its subject and the noun behind it its object.
// What stood before it and hung on it or on that noun belongs to the participle.
func freeVerb(words []morph.Word, n, p, v int) {
	w := &words[v]
	object := -1
	if w.Rel == "amod" && w.Head > v {
		object = w.Head
	}
	before := v - 1 // the last noun of what the participle takes
	if object >= 0 || words[before].Head >= v {
		rel := "obj"
		for i := p + 1; i < before; i++ {
			if words[i].Rel == "case" && (words[i].Head == v || words[i].Head == object || words[i].Head == before) || words[i].Rel == "mark" && words[i].Head == v {
				rel, words[i].Rel = "obl", "case"
				words[i].Head = before
			}
		}
		up := p
		if w.Rel == "nmod" && w.Head > p && w.Head < before {
			up, rel = w.Head, "nmod"
		}
		for i := p + 1; i < before; i++ {
			if h := words[i].Head; h == v || h == object && object >= 0 {
				words[i].Head = before
			}
		}
		words[before].Head, words[before].Rel = up, rel
	}
	if object >= 0 {
		words[object].Head, words[object].Rel = v, "obj"
	}
	for i := range words {
		c := &words[i]
		if i < n && c.Head == p {
			c.Head = n
		}
		if i > v && c.Head >= 0 && c.Head < v && (c.Head == n || c.Head == p || c.Head == before && c.Rel != "punct") || c.Rel == "punct" && c.Head == p && i > v {
			c.Head = v
		}
	}
	w.UPOS, w.XPOS, w.Head, w.Rel = "VERB", "VBD", -1, "root"
	words[n].Head, words[n].Rel = v, "nsubj"
	words[p].UPOS, words[p].Head, words[p].Rel = "VERB", n, "acl"
}

// plannedFor takes a participle right behind the subject of a verb for what tells of the subject, where the tree takes it for a clause that
// is a second subject: "the talks planned for August never took place".
func plannedFor(words []morph.Word) {
	for i := 1; i < len(words); i++ {
		w := &words[i]
		if w.Rel != "csubj" || w.XPOS != "VBD" && w.XPOS != "VBN" || w.Head < i || below(words, i, "nsubj", "nsubj:pass", "aux", "mark", "obj") >= 0 {
			continue
		}
		n := -1
		for k := range i {
			if words[k].Head == w.Head && (words[k].Rel == "nsubj" || words[k].Rel == "nsubj:pass") && nominal(&words[k]) {
				n = k
			}
		}
		if n < 0 || !reaches(words, n, i-1) {
			continue
		}
		w.Head, w.Rel, w.XPOS = n, "acl", "VBN"
	}
}
