package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// sameCase joins a noun with a preposition of its own behind "and" with the noun above that has the same, where the tree joins it with one
// that has another: "denounced by hardliners in both countries and by Israel", with Israel on countries.
func sameCase(words []morph.Word) {
	for c := range words {
		h := words[c].Head
		p := preposition(words, c)
		if words[c].Rel != "conj" || !nominal(&words[c]) || h < 0 || h > c || !nominal(&words[h]) || p < h || joint(words, c) < 0 {
			continue
		}
		q := preposition(words, h)
		if q < 0 || words[q].Lemma == words[p].Lemma {
			continue
		}
		if up := words[h].Head; up >= 0 && words[up].UPOS == "VERB" { // both on the verb: "denounced by unions in both ports and by Israel"
			for a := up + 1; a < h; a++ {
				if b := preposition(words, a); words[a].Head == up && nominal(&words[a]) && b >= 0 && words[b].Lemma == words[p].Lemma {
					words[c].Head = a
				}
			}
			continue
		}
		for a, k := words[h].Head, 0; a >= 0 && nominal(&words[a]) && a < c && k < len(words); a, k = words[a].Head, k+1 {
			if b := preposition(words, a); b >= 0 && words[b].Lemma == words[p].Lemma {
				words[c].Head = a
				break
			}
		}
	}
}

// whoseOwner hangs a clause with "whose" on the name right before its comma, where the tree hangs it on what that name is joined with or on the
// verb above: "by hardliners in Iraq and by Israel, whose minister told".
func whoseOwner(words []morph.Word) {
	for p := 2; p < len(words); p++ {
		if words[p].XPOS != "WP$" || words[p-1].Lemma != "," || words[p-2].UPOS != "PROPN" {
			continue
		}
		v := words[p].Head
		for k := 0; v >= 0 && words[v].Rel != "acl:relcl" && k < len(words); k++ {
			v = words[v].Head
		}
		n := p - 2
		for k := 0; k < len(words) && words[n].Head >= 0 && words[n].Head < n && (words[n].Rel == "flat" || words[n].Rel == "compound"); k++ {
			n = words[n].Head
		}
		if v < p || words[v].Head > p || hangsIn(words, n, v) {
			continue
		}
		h, owned := words[v].Head, words[p].Head
		if h >= 0 && h != n && words[n].Rel == "conj" && (words[n].Head != h || words[owned].XPOS == "NN") {
			words[v].Head = n
		}
	}
}

// askedWhile gives a participle between the object of a verb of asking and what is asked to the object: "urged the Council, meeting in closed
// session, to extend the embargo", with meeting on urged.
func askedWhile(words []morph.Word, ordering map[string]bool) {
	for v := 2; v < len(words); v++ {
		h := words[v].Head
		if words[v].Rel != "advcl" && words[v].Rel != "xcomp" || words[v].XPOS != "VBG" || words[v-1].Lemma != "," || h < 0 || h > v || !ordering[words[h].Lemma] || below(words, v, "mark", "nsubj") >= 0 {
			continue
		}
		asked := below(words, h, "obj", "iobj")
		if asked < 0 || asked > v || !reaches(words, asked, v-2) {
			continue
		}
		for aim := v + 2; aim < len(words); aim++ {
			if w := &words[aim]; w.XPOS == "VB" && (w.Head == h || w.Head == v) && words[aim-1].Lemma == "to" && words[aim-2].Lemma == "," {
				words[v].Head, words[v].Rel = asked, "acl"
				w.Head, w.Rel = h, "xcomp"
				break
			}
		}
	}
}

// gapped reads a name with an infinitive behind "and" as the second of two who are made to act, where the tree joins the name with
// the noun before it: "prompting Algiers to complain to the Council and Bamako to recall its envoy", with Bamako on the Council.
func gapped(words []morph.Word) {
	for c := 1; c+2 < len(words); c++ {
		n := words[c].Head
		if words[c].Rel != "conj" || !nominal(&words[c]) || n < 0 || n > c || !nominal(&words[n]) || cased(words, c) || joint(words, c) < 0 || words[c+1].Lemma != "to" || words[c+1].Rel != "mark" {
			continue
		}
		w := words[c+1].Head
		if w < c || words[w].XPOS != "VB" || subjected(words, w) {
			continue
		}
		x := n // the infinitive before
		for k := 0; x >= 0 && k < len(words) && words[x].UPOS != "VERB"; k++ {
			x = words[x].Head
		}
		if x < 0 || x == w || words[x].XPOS != "VB" || words[x].Head < 0 || words[x].Head > x {
			continue
		}
		if o := below(words, words[x].Head, "obj", "iobj"); o < 0 || o > x || o < words[x].Head {
			continue
		}
		words[joint(words, c)].Head = w
		words[w].Head, words[w].Rel = x, "conj"
		words[c].Head, words[c].Rel = w, "nsubj"
	}
}

// twoClauses parts a sentence at a semicolon whose second half has a verb that the tree takes for that of the whole: "Oman welcomed the
// release; Iraq, which has troops there, said nothing", with Oman and welcomed both on said and Iraq on the release.
func twoClauses(words []morph.Word) {
	for v := range words {
		s := below(words, v, "nsubj")
		if words[v].UPOS != "VERB" || s < 0 || s > v {
			continue
		}
		semi := -1
		for i := s + 1; i < v; i++ {
			if words[i].Lemma == ";" {
				semi = i
			}
		}
		if up := words[v].Head; semi > s && up > s && up < semi && words[up].UPOS == "VERB" && finite(&words[up]) && !subjected(words, up) && secondNominal(words, v, semi) {
			words[s].Head = up // "The UN, barred from there, threatened to leave; the army accused it"
			continue
		}
		u := below(words, v, "ccomp", "advcl", "parataxis")
		if semi < 0 || u < s || u > semi || words[u].UPOS != "VERB" || !finite(&words[u]) || subjected(words, u) {
			continue
		}
		for n := semi + 1; n < v; n++ {
			if w := &words[n]; nominal(w) && w.Head >= 0 && w.Head < semi && !cased(words, n) {
				words[s].Head = u
				words[u].Head, words[u].Rel = words[v].Head, words[v].Rel
				words[v].Head, words[v].Rel = u, "parataxis"
				w.Head, w.Rel = v, "nsubj"
				break
			}
		}
	}
}

// secondNominal says that a verb has a subject behind a semicolon as well.
func secondNominal(words []morph.Word, v, semi int) bool {
	for i := semi + 1; i < v; i++ {
		if words[i].Head == v && (words[i].Rel == "nsubj" || words[i].Rel == "nsubj:pass") {
			return true
		}
	}
	return false
}
