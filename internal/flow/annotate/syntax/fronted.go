package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// fronted puts right a row behind a place or time at the head of a sentence that the tree joins with it: "In Azerbaijan,
// Armenian forces and troops fought", with troops on Azerbaijan. What is joined behind the subject belongs to the subject;
// where the verb has none, the first of the row is its subject.
func fronted(words []morph.Word) {
	for i := range words {
		place := &words[i]
		if place.Rel == "advcl" && place.XPOS == "VBG" && place.Head > i { // "Meeting in Oslo on Friday, the premiers agreed"
			frontedSubject(words, i, place.Head)
		}
		if place.Rel != "obl" || place.Head <= i || !nominal(place) || !cased(words, i) {
			continue
		}
		verb, subject, first := place.Head, -1, -1
		for k := i + 1; k < verb; k++ {
			switch w := &words[k]; {
			case w.Head == verb && (w.Rel == "nsubj" || w.Rel == "nsubj:pass"):
				subject = k
			case w.Head == i && w.Rel == "conj" && nominal(w) && !cased(words, k) && first < 0:
				first = k
			case w.Head == i && w.Rel == "appos" && w.UPOS == "NOUN" && words[i].UPOS == "PROPN" && first < 0 && hasConjunct(words, k): // "In Mali, the army and its allies have bombed"
				first = k
			}
		}
		switch {
		case first < 0 && subject < 0:
			frontedSubject(words, i, verb)
		case first < 0:
			frontedPair(words, i, subject)
		case subject >= 0 && first > subject && commaBehind(words, i, subject):
			rejoin(words, i, subject, first)
		case subject < 0 && words[verb].UPOS == "VERB" && !subjected(words, verb) && commaBehind(words, i, first):
			rejoin(words, i, first, first)
			words[first].Head, words[first].Rel = verb, "nsubj"
			if passive(words, verb) {
				words[first].Rel = "nsubj:pass"
			}
		}
	}
}

// frontedSubject gives a verb without subject the noun phrase right before it that the tree takes for a description of the last
// noun of a place or time at the head of the sentence: "At their meeting in Oslo on Friday, Chad and Libya signed", "On the
// margins of the summit the premier met him", with Chad on Friday and the premier on summit.
func frontedSubject(words []morph.Word, at, verb int) {
	if words[verb].UPOS != "VERB" || !finiteVerb(words, verb) || subjected(words, verb) {
		return
	}
	for k := at + 1; k < verb; k++ {
		up := words[k].Head
		row := words[k].Rel == "conj" && up != at // "At a summit on Sunday, Jordan, Egypt and Iraq signed"
		if words[k].Rel != "appos" && !row || !nominal(&words[k]) || cased(words, k) || up < at || up >= k || up != at && !hangsIn(words, up, at) {
			continue
		}
		begin := k
		for begin > up+1 && words[begin-1].Head == k {
			begin--
		}
		if words[begin].UPOS == "PUNCT" {
			begin++
		}
		if !commaBehind(words, up, begin) && (row || begin != up+1 || words[begin].UPOS != "DET") {
			return
		}
		words[k].Head, words[k].Rel = verb, "nsubj"
		if passive(words, verb) {
			words[k].Rel = "nsubj:pass"
		}
		if row {
			rejoin(words, up, k, k)
		}
		for n := k + 1; n < verb; n++ { // "the premier, the president and the king"
			if w := &words[n]; w.Head == k && w.Rel == "appos" && nominal(w) && hasConjunct(words, n) {
				w.Rel = "conj"
				rejoin(words, n, k, n)
			}
		}
		return
	}
}

// frontedPair joins the subject behind "and" with the noun phrase before it that the tree takes for a description of the place or
// time at the head of the sentence: "After talks in Oslo, Chad's premier and the Libyan king met", with the premier on talks.
func frontedPair(words []morph.Word, at, subject int) {
	and := -1
	for k := at + 1; k < subject; k++ {
		if words[k].Head == subject && words[k].UPOS == "CCONJ" {
			and = k
		}
	}
	for k := at + 1; k < and; k++ {
		up := words[k].Head
		if words[k].Rel != "appos" || !nominal(&words[k]) || cased(words, k) || up < at || up >= k || up != at && !hangsIn(words, up, at) || !commaBehind(words, up, k) {
			continue
		}
		for n := k + 1; n < and; n++ {
			if !hangsIn(words, n, k) {
				return
			}
		}
		words[k].Head, words[k].Rel = words[subject].Head, words[subject].Rel
		words[subject].Head, words[subject].Rel = k, "conj"
		return
	}
}

// finiteVerb says that a verb has a tense, by itself or by its auxiliary.
func finiteVerb(words []morph.Word, verb int) bool {
	if finite(&words[verb]) {
		return true
	}
	for i := range verb {
		if words[i].Head == verb && words[i].UPOS == "AUX" && finite(&words[i]) {
			return true
		}
	}
	return false
}

// rejoin hangs what is joined with a word from a place on with another.
func rejoin(words []morph.Word, from, to, first int) {
	for k := first; k < len(words); k++ {
		if w := &words[k]; w.Head == from && w.Rel == "conj" && k != to {
			w.Head = to
		}
	}
}

// commaBehind says that a comma stands between two words, and no conjunction before it.
func commaBehind(words []morph.Word, from, to int) bool {
	for k := from + 1; k < to; k++ {
		switch {
		case words[k].Lemma == ",":
			return true
		case words[k].UPOS == "CCONJ":
			return false
		}
	}
	return false
}

// passive says that a verb has the auxiliary of the passive.
func passive(words []morph.Word, verb int) bool {
	for i := range words {
		if words[i].Head == verb && words[i].Rel == "aux:pass" {
			return true
		}
	}
	return false
}

// oneRow joins two subjects of one verb that only a comma parts, where more are joined with the second: "America, Britain and
// Germany criticised the decision", with America and Britain both as subjects.
func oneRow(words []morph.Word) {
	for b := 2; b < len(words); b++ {
		second := &words[b]
		if second.Rel != "nsubj" || second.Head < b || !nominal(second) || words[b-1].Lemma != "," || !hasConjunct(words, b) {
			continue
		}
		a := b - 2
		for n := 0; a >= 0 && words[a].Head >= 0 && words[a].Head < a && words[a].Rel == "flat" && n < len(words); n++ {
			a = words[a].Head
		}
		if words[a].Rel != "nsubj" || words[a].Head != second.Head || !nominal(&words[a]) {
			continue
		}
		second.Head, second.Rel = a, "conj"
		rejoin(words, b, a, b)
	}
}
