package syntax

import "github.com/chancery-project/chancery/internal/language/morph"

// hosts are the rules for what the tree hangs on the wrong word beside the right one.
func (r *Reader) hosts() []func([]morph.Word) {
	return []func([]morph.Word){
		onAuxiliary,
		casedSubjectFirst,
		oneName,
		r.verbs.nameOfThings,
		func(w []morph.Word) { saidBehindNoun(w, r.saying) },
		func(w []morph.Word) { takenSo(w, r.twoObjects) },
		agentBehindNoun,
		sawDo,
		lastOfNames,
		r.verbs.deniedDoing,
	}
}

// onAuxiliary hangs on the verb what the tree hangs on an auxiliary of it: "Myanmar has eased", with Myanmar on has.
func onAuxiliary(words []morph.Word) {
	for i := range words {
		h := words[i].Head
		if h < 0 || words[h].UPOS != "AUX" || words[i].Rel == "conj" || words[i].Rel == "cc" {
			continue
		}
		if up := words[h].Head; up >= 0 && up != i && (words[h].Rel == "aux" || words[h].Rel == "aux:pass" || words[h].Rel == "cop") {
			words[i].Head = up
		}
	}
}

// casedSubjectFirst reads what has a preposition as no subject where the verb has another noun behind it: "From Harare came a call", with
// Harare as who came.
func casedSubjectFirst(words []morph.Word) {
	for s := range words {
		v := words[s].Head
		c := below(words, s, "case")
		if words[s].Rel != "nsubj" || v < s || c < 0 || c > s || words[c].XPOS != "IN" || words[v].UPOS != "VERB" || words[v].Lemma != "come" && words[v].Lemma != "go" {
			continue
		}
		if o := below(words, v, "obj"); o > v {
			words[s].Rel = "obl"
		}
	}
}

// oneName joins a part of a name with the part before it, where the tree hangs both on the same noun: "accusations by Amnesty
// International against Chad".
func oneName(words []morph.Word) {
	for i := 1; i < len(words); i++ {
		w, last := &words[i], &words[i-1]
		if w.XPOS != "NNP" || last.XPOS != "NNP" || w.Head != last.Head || w.Head < 0 || w.Head > i-1 || w.Rel != "nmod" || last.Rel != "nmod" {
			continue
		}
		if c := below(words, i, "case"); c > i {
			continue
		} else if c >= 0 {
			words[c].Head = i - 1
		}
		for k := range words {
			if words[k].Head == i {
				words[k].Head = i - 1
			}
		}
		w.Head, w.Rel = i-1, "flat"
	}
}

// nameOfThings hangs a name right before the plural that is done something to on it, where the tree takes the name for who is given it:
// "burned Rohingya villages".
func (s *verbs) nameOfThings(words []morph.Word) {
	for n := 1; n+1 < len(words); n++ {
		v := words[n].Head
		if words[n].Rel != "iobj" || words[n].UPOS != "PROPN" || v != n-1 || s.giving[words[v].Lemma] || s.speaking[words[v].Lemma] {
			continue
		}
		if o := &words[n+1]; o.XPOS == "NNS" && o.Rel == "obj" && o.Head == v && below(words, n+1, "det", "nummod", "nmod:poss") < 0 {
			words[n].Head, words[n].Rel = n+1, "compound"
		}
	}
}

// saidBehindNoun hangs a clause with "that" on the verb of saying that has no other, where the tree hangs it on the noun of a place or time
// between the two: "said on a visit to Luanda that the debt would be cancelled". Saying are such verbs.
func saidBehindNoun(words []morph.Word, saying map[string]bool) {
	for c := range words {
		n := words[c].Head
		if words[c].Rel != "acl" && words[c].Rel != "acl:relcl" || n < 0 || n > c || words[n].UPOS != "NOUN" || words[n].Rel != "obl" {
			continue
		}
		v := words[n].Head
		if v < 0 || v > n || words[v].UPOS != "VERB" || !saying[words[v].Lemma] || below(words, v, "ccomp", "obj", "xcomp") >= 0 {
			continue
		}
		if m := below(words, c, "mark"); m > n && words[m].Lemma == "that" && below(words, c, "nsubj", "nsubj:pass") > m {
			words[c].Head, words[c].Rel = v, "ccomp"
		}
	}
}

// takenSo makes a bare noun right behind a passive what somebody is made, where the tree takes it for an object, which such a verb does not
// keep: "was taken hostage". TwoObjects are the verbs that do: "was refused entry".
func takenSo(words []morph.Word, twoObjects map[string]bool) {
	for o := 1; o < len(words); o++ {
		v := words[o].Head
		if words[o].Rel == "obj" && words[o].XPOS == "NN" && v == o-1 && words[v].XPOS == "VBN" && !twoObjects[words[v].Lemma] && below(words, v, "aux:pass") >= 0 &&
			below(words, v, "nsubj:pass") >= 0 && below(words, o, "det", "amod", "compound", "nummod", "nmod", "nmod:poss") < 0 {
			words[o].Rel = "xcomp"
		}
	}
}

// agentBehindNoun gives a passive that tells no agent what stands with "by" behind a bare plural of it: "was placed under sanctions by Britain".
func agentBehindNoun(words []morph.Word) {
	for n := range words {
		v := words[n].Head
		if words[n].Rel != "obl" || words[n].XPOS != "NNS" || v < 0 || v > n || words[v].XPOS != "VBN" || below(words, v, "aux:pass") < 0 || below(words, v, "obl:agent") >= 0 ||
			below(words, n, "det", "nmod:poss", "nummod") >= 0 {
			continue
		}
		if by := n + 1; by < len(words) && words[by].Lemma == "by" && words[by].Rel == "case" {
			if a := words[by].Head; a > by && words[a].Head == n && words[a].UPOS == "PROPN" {
				words[a].Head, words[a].Rel = v, "obl:agent"
			}
		}
	}
}

// sawDo reads a bare verb behind the object of "see" as what was seen: "the week saw Kenya expel two envoys".
func sawDo(words []morph.Word) {
	for x := range words {
		v := words[x].Head
		if words[x].Rel != "xcomp" || words[x].XPOS != "VB" || v < 0 || v > x || words[v].Lemma != "see" || below(words, x, "mark", "aux") >= 0 {
			continue
		}
		if o := below(words, v, "obj"); o > v && o < x {
			words[x].Rel = "ccomp"
		}
	}
}

// lastOfNames joins the last name of a row with the first, where the tree joins it with a noun that stands before the row: "delegations led by
// officials of the Army, the Police, and the Ministry of Justice came", with Ministry on delegations.
func lastOfNames(words []morph.Word) {
	for c := range words {
		n := words[c].Head
		and := joint(words, c)
		if words[c].Rel != "conj" || !name(&words[c]) || n < 0 || n > c || words[n].UPOS != "NOUN" || and < 2 || words[and-1].Lemma != "," {
			continue
		}
		for b := and - 1; b > n; b-- {
			if words[b].Rel == "conj" && name(&words[b]) && words[b].Head > n && words[b].Head < b && name(&words[words[b].Head]) && joint(words, b) < 0 {
				words[c].Head = words[b].Head
				break
			}
			if words[b].UPOS == "VERB" {
				break
			}
		}
	}
}

// deniedDoing makes what somebody denies having done that which is denied, where the tree takes it for a circumstance: "denies ever having promised
// a loan".
func (s *verbs) deniedDoing(words []morph.Word) {
	for d := range words {
		v := words[d].Head
		if words[d].Rel != "advcl" || words[d].XPOS != "VBN" || v < 0 || v > d || words[v].UPOS != "VERB" || !s.denying[words[v].Lemma] || below(words, d, "mark", "nsubj") >= 0 {
			continue
		}
		having := below(words, d, "aux")
		if having <= v || words[having].XPOS != "VBG" {
			continue
		}
		between := v + 1
		for between < having && words[between].UPOS == "ADV" {
			between++
		}
		if between == having {
			words[d].Rel = "xcomp"
		}
	}
}
