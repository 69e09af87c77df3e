package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// mend puts right what the parser often gets wrong in short sentences of the news: a finite verb that hangs as a modifier
// on the noun behind or before it ("The IMF suspended aid to Mozambique", with aid as the root). A past or present tense
// cannot modify a noun, and a participle has no noun of its own right before it, so the words decide; a sentence that has
// another finite verb at its top is left alone. It returns whether it changed anything.
func mend(words []morph.Word, last string) bool {
	root := -1
	for i := range words {
		if words[i].Head < 0 {
			root = i
		}
	}
	if root < 0 || len(words) < 3 {
		return false
	}
	lifted := clauses(words)
	changed := perfectBehindAnd(words)
	for n := range words { // a clause behind a semicolon or "and": "police fired tear gas"
		if words[n].Rel == "appos" && n != root && words[n].Head >= 0 && words[n].Head < n && semicolon(words, words[n].Head, n) && modifierVerb(words, n) >= 0 {
			up := words[n].Head
			for k := 0; up >= 0 && words[up].UPOS != "VERB" && k < len(words); k++ {
				up = words[up].Head
			}
			if up >= 0 {
				words[n].Head, words[n].Rel = up, "parataxis"
			}
		}
		if n != root && nominal(&words[n]) && (words[n].Rel == "parataxis" || words[n].Rel == "conj") {
			if v := modifierVerb(words, n); v >= 0 && words[v].XPOS != "VBN" && v > 0 && !onlyParticiple(words, v, n) {
				follow(words, n, v)
				raise(words, n, v)
				changed = true
			}
		}
	}
	if changed {
		if nominal(&words[root]) {
			listedVerb(words, root, last)
		}
		return true
	}
	switch {
	case nominal(&words[root]):
		if v := modifierVerb(words, root); v >= 0 {
			raise(words, root, v)
			return true
		}
		if v := trailingVerb(words, root, last); v >= 0 {
			predicate(words, root, v)
			return true
		}
		if v := behindParticiple(words, root, last); v >= 0 {
			predicate(words, root, v)
			return true
		}
		if v := listedVerb(words, root, last); v >= 0 {
			return true
		}
		if v := conjunctVerb(words, root, last); v >= 0 {
			object := words[v].Head
			predicate(words, root, v)
			words[object].Head, words[object].Rel = v, "obj"
			return true
		}
	case words[root].UPOS == "AUX" && (words[root].Lemma == "have" || words[root].Lemma == "be"):
		if v := participleBehind(words, root); v >= 0 {
			perfect(words, root, v)
			return true
		}
	}
	return lifted
}

// perfectBehindAnd mends a perfect behind "and" whose participle is taken for a modifier of its object: "They charge a fee and
// have repeatedly arrested men". It returns whether there was one.
func perfectBehindAnd(words []morph.Word) bool {
	changed := false
	for v := range words {
		n := words[v].Head
		if words[v].XPOS != "VBN" || words[v].Rel != "amod" || n < v || !nominal(&words[n]) || words[n].Rel != "conj" || words[n].Head < 0 || words[words[n].Head].UPOS != "VERB" {
			continue
		}
		have := false
		for i := range v {
			have = have || words[i].Lemma == "have" && words[i].Rel == "aux" && (words[i].Head == v || words[i].Head == n)
		}
		if !have {
			continue
		}
		for i := range words {
			if w := &words[i]; w.Head == n && (i < v || i > n && (w.Rel == "obl" || w.Rel == "advmod" || w.Rel == "advcl")) {
				w.Head = v
			}
		}
		words[v].Head, words[v].Rel = words[n].Head, "conj"
		words[n].Head, words[n].Rel = v, "obj"
		changed = true
	}
	return changed
}

// follow hangs the verbs behind a clause that go on with its subject on its verb: "police fired tear gas and arrested ten"
// behind a semicolon, with arrested on what stands before that.
func follow(words []morph.Word, noun, verb int) {
	for i := noun + 1; i < len(words); i++ {
		if w := &words[i]; w.Head == words[noun].Head && w.Rel == "conj" && w.UPOS == "VERB" && !subjected(words, i) {
			w.Head = verb
		}
	}
}

// subjected says that a verb has a subject of its own.
func subjected(words []morph.Word, verb int) bool {
	for i := range words {
		if words[i].Head == verb && (words[i].Rel == "nsubj" || words[i].Rel == "nsubj:pass") {
			return true
		}
	}
	return false
}

// onlyParticiple says that a verb was a participle before it was read as a past and may well modify its noun.
func onlyParticiple(words []morph.Word, verb, noun int) bool {
	for i := verb + 1; i < noun; i++ {
		if words[i].UPOS == "DET" {
			return false // no modifier stands before an article
		}
	}
	return subjectOf(words, verb, noun) < 0
}

func nominal(w *morph.Word) bool { return w.UPOS == "NOUN" || w.UPOS == "PROPN" }

func finite(w *morph.Word) bool {
	switch w.XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return w.UPOS == "VERB" || w.UPOS == "AUX"
	}
	return false
}

// modifierVerb finds a verb that modifies the root noun behind it and has a noun right before it.
func modifierVerb(words []morph.Word, root int) int {
	found := -1
	for i := range words {
		w := &words[i]
		if w.Head != root {
			continue
		}
		if finite(w) && w.Rel != "amod" && w.Rel != "compound" && w.Rel != "acl" && w.Rel != "acl:relcl" && w.Rel != "parataxis" && w.Rel != "advcl" && !(w.Rel == "conj" && i > root && subjected(words, i)) {
			return -1 // the sentence has its verb: a copula, a coordination
		}
		if i >= root || w.UPOS != "VERB" || w.Rel != "amod" && w.Rel != "compound" {
			continue
		}
		switch w.XPOS {
		case "VBD", "VBZ", "VBP", "VBN":
			if i > 0 && subjectEnds(words, i, root) {
				found = i
			}
		}
	}
	if found >= 0 && words[found].XPOS == "VBN" {
		words[found].XPOS = "VBD"
	}
	return found
}

// subjectEnds says that a noun phrase ends right before a verb, adverbs and a time between them aside, and that it hangs
// on the verb or on the root.
func subjectEnds(words []morph.Word, verb, root int) bool {
	at := verb - 1
	for at > 0 && words[at].UPOS == "ADV" {
		at--
	}
	if !nominal(&words[at]) && words[at].UPOS != "PUNCT" {
		return false
	}
	return subjectOf(words, verb, root) >= 0
}

// subjectOf gives the head of the noun phrase before a verb, -1 where there is none.
func subjectOf(words []morph.Word, verb, root int) int {
	best := -1
	for i := range verb {
		w := &words[i]
		if !nominal(w) || w.Head != verb && w.Head != root || cased(words, i) {
			continue
		}
		switch w.Rel {
		case "nsubj", "compound", "nmod", "nsubj:pass", "nmod:poss", "obl":
			if w.Rel != "nmod:poss" {
				best = i
			}
		}
	}
	return best
}

// cased says that a noun has a preposition.
func cased(words []morph.Word, n int) bool {
	for i := range words {
		if words[i].Head == n && words[i].Rel == "case" {
			return true
		}
	}
	return false
}

// raise makes a verb the root, with the former root as its object and the noun before it as its subject.
func raise(words []morph.Word, root, verb int) {
	subject := subjectOf(words, verb, root)
	for i := range words {
		w := &words[i]
		if w.Head != root || i == verb {
			continue
		}
		switch {
		case i == subject, i > root:
		case i < verb && w.Rel != "punct":
			w.Head = subject // what stands before the verb belongs to its subject
			continue
		}
		if w.Rel == "punct" {
			w.Head = verb
		}
	}
	words[verb].Head, words[verb].Rel = words[root].Head, words[root].Rel
	words[root].Head, words[root].Rel = verb, "obj"
	words[subject].Head, words[subject].Rel = verb, "nsubj"
	for i := range words {
		if w := &words[i]; w.Head == root && i > root && (w.Rel == "obl" || w.Rel == "advmod" || w.Rel == "advcl" || w.Rel == "conj" && w.UPOS == "VERB" && subjected(words, i)) {
			w.Head = verb
		}
	}
}

// trailingVerb finds a verb in the past that is taken for a clause behind the root noun in a full sentence without
// another: "Tibetan monks protested against Chinese rule."
func trailingVerb(words []morph.Word, root int, last string) int {
	if last != "." {
		return -1 // a headline: "Five soldiers killed in ambush"
	}
	found := -1
	for i := range words {
		w := &words[i]
		if w.Head == root && w.Rel == "acl" && i > root && w.UPOS == "VERB" && (w.XPOS == "VBD" || w.XPOS == "VBN" && !by(words, i)) {
			if found >= 0 || i != root+1 && words[i-1].UPOS != "ADV" && !(w.XPOS == "VBD" && closesRelative(words, root, i)) {
				return -1
			}
			found = i
			continue
		}
		if i != root && finite(w) && w.Rel != "acl:relcl" && !(w.Rel == "conj" && found >= 0 && w.Head == found) && !under(words, i, "acl:relcl") && !under(words, i, "ccomp") && !under(words, i, "advcl") {
			return -1
		}
	}
	return found
}

// behindParticiple finds a verb in the past that is taken for a clause below the participle of the root noun, in a full
// sentence without another: "Mercenaries hired by Congo surrendered".
func behindParticiple(words []morph.Word, root int, last string) int {
	if last != "." {
		return -1
	}
	found := -1
	for i := range words {
		w := &words[i]
		if i == root || !finite(w) || under(words, i, "acl:relcl") || under(words, i, "ccomp") {
			continue
		}
		if found >= 0 {
			if w.Rel == "conj" && w.Head == found || under(words, i, "advcl") {
				continue
			}
			return -1
		}
		p := w.Head
		if w.XPOS != "VBD" || w.UPOS != "VERB" || w.Rel != "advcl" && w.Rel != "conj" && w.Rel != "xcomp" && w.Rel != "parataxis" || p < 0 || p > i || subjected(words, i) || below(words, i, "mark", "cc") >= 0 ||
			words[p].XPOS != "VBN" || words[p].Rel != "acl" || !by(words, p) {
			return -1
		}
		found = i
	}
	return found
}

// closesRelative says that a verb stands behind the comma that ends a relative clause or an apposition of the root noun: "Kiir,
// who has offered to mediate, spoke".
func closesRelative(words []morph.Word, root, verb int) bool {
	if words[verb-1].UPOS != "PUNCT" {
		return false
	}
	for i := root + 1; i < verb; i++ {
		if words[i].Head == root && (words[i].Rel == "acl:relcl" || words[i].Rel == "appos") {
			return true
		}
	}
	return false
}

// conjunctVerb finds a verb in the past that is taken for a modifier of the last noun of a row, in a full sentence without
// another verb: "Jets and drones struck camps near the town."
func conjunctVerb(words []morph.Word, root int, last string) int {
	found := -1
	for i := range words {
		w := &words[i]
		if finite(w) && !under(words, i, "acl:relcl") && !under(words, i, "ccomp") && !under(words, i, "advcl") {
			return -1
		}
		if i > root+1 && w.UPOS == "VERB" && w.XPOS == "VBN" && w.Rel == "amod" && w.Head > i && words[w.Head].Rel == "conj" && words[w.Head].Head == root && nominal(&words[i-1]) &&
			(words[i-1].Rel == "conj" || i-1 == root) {
			found = i
		}
	}
	if last != "." {
		return -1
	}
	return found
}

// listedVerb mends a sentence whose subject ends with a row of names, the last of which is taken for the subject of a second
// clause: "Delegations led by the army, the foreign office, and the ministry of trade visited Kabul". It gives the verb, -1
// where there is none.
func listedVerb(words []morph.Word, root int, last string) int {
	if last != "." {
		return -1
	}
	verb, subject, joined := -1, -1, -1
	for i := range words {
		w := &words[i]
		if w.Head == root && (finite(w) || w.Rel == "cop" || w.Rel == "parataxis") {
			if verb >= 0 || i < root || w.Rel != "conj" || w.UPOS != "VERB" {
				return -1
			}
			verb = i
		}
	}
	if verb < 0 {
		return -1
	}
	for i := range words {
		if words[i].Head == verb && (words[i].Rel == "nsubj" || words[i].Rel == "nsubj:pass") && i < verb && nominal(&words[i]) {
			subject = i
		}
	}
	for i := range words {
		if words[i].Rel == "cc" && i < verb && i > 0 && (words[i].Head == verb || words[i].Head == root || words[i].Head == subject) {
			joined = i
		}
	}
	if subject < 0 || joined <= root || joined > subject {
		return -1
	}
	first := -1 // of the row: what the last name before the "and" is joined to
	for i := root + 1; i < joined; i++ {
		if h := words[i].Head; words[i].Rel == "conj" && nominal(&words[i]) && h > root && h < i && nominal(&words[h]) {
			first = h
		}
	}
	switch {
	case first >= 0 && words[joined-1].UPOS == "PUNCT":
		words[joined-1].Head = subject
	case words[joined-1].UPOS == "PUNCT" || subject > joined+4 || words[root].UPOS != "PROPN":
		return -1
	default: // "Japan, Australia and Canada voiced concern"
		first = root
	}
	words[subject].Head, words[subject].Rel = first, "conj"
	words[joined].Head = subject
	for i := range words {
		if w := &words[i]; w.Head == root && i > verb {
			w.Head = verb
		}
	}
	words[verb].Head, words[verb].Rel = -1, "root"
	words[root].Head, words[root].Rel = verb, "nsubj"
	return verb
}

// by says that a participle has an agent.
func by(words []morph.Word, verb int) bool {
	for i := range words {
		if words[i].Head == verb && (words[i].Rel == "obl:agent" || words[i].Rel == "obl") {
			for k := range words {
				if words[k].Head == i && words[k].Rel == "case" && words[k].Lemma == "by" {
					return true
				}
			}
		}
	}
	return false
}

// under says that a word stands in a clause of a relation.
func under(words []morph.Word, i int, rel string) bool {
	for n := 0; i >= 0 && n < len(words); n++ {
		if words[i].Rel == rel {
			return true
		}
		i = words[i].Head
	}
	return false
}

// predicate makes the verb behind the root noun the root and the noun its subject.
func predicate(words []morph.Word, root, verb int) {
	for i := range words {
		if w := &words[i]; w.Head == root && (w.Rel == "punct" || i > verb && w.Rel != "conj" && w.Rel != "cc") {
			w.Head = verb
			if w.Rel == "nmod" {
				w.Rel = "obl"
			}
		}
	}
	words[verb].Head, words[verb].Rel, words[verb].XPOS = -1, "root", "VBD"
	words[root].Head, words[root].Rel = verb, "nsubj"
}

// participleBehind finds the participle right behind an auxiliary that is taken for the main verb: "have tortured
// refugees", with tortured as a modifier.
func participleBehind(words []morph.Word, root int) int {
	at := root + 1
	for at < len(words) && (words[at].UPOS == "ADV" || words[at].Lemma == "since") {
		at++
	}
	if at+1 >= len(words) {
		return -1
	}
	w := &words[at]
	if w.UPOS == "VERB" && w.XPOS == "VBN" && w.Rel == "amod" && w.Head > at && words[w.Head].Head == root && (words[w.Head].Rel == "obj" || words[w.Head].Rel == "obl" && !cased(words, w.Head)) && words[root].Lemma == "have" {
		return at
	}
	return -1
}

// perfect makes the participle the root, and the auxiliary its auxiliary.
func perfect(words []morph.Word, root, verb int) {
	words[words[verb].Head].Rel = "obj"
	for i := range words {
		if w := &words[i]; w.Head == root {
			w.Head = verb
		}
	}
	words[verb].Head, words[verb].Rel = -1, "root"
	words[root].Head, words[root].Rel = verb, "aux"
}
