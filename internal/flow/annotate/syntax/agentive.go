package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// sitesFile holds the nouns of places and times of the day behind which "by" tells who does what the verb says.
//
//go:embed sites.tsv
var sitesFile string

//go:embed samebase.tsv
var sameBaseFile string

//go:embed twoobjects.tsv
var twoObjectsFile string

// passives are the rules for passives and participles and for what is taken for their subject.
func (r *Reader) passives(last string) []func([]morph.Word) {
	return []func([]morph.Word){
		func(w []morph.Word) { agentOfVerb(w, r.sites, r.calendar) },
		func(w []morph.Word) { plainPast(w, last) },
		func(w []morph.Word) { handedThings(w, r.twoObjects) },
		beforeOf,
		nameBehindPhrase,
	}
}

// agentOfVerb hangs who did something on the passive or participle, where the tree hangs him on the place or the time of day between: "were rushed to the
// border by Chad", "was seized at dawn by soldiers", with Chad on border and soldiers on dawn. Behind nouns of what people make, a statement or an
// attack, "by" tells who made that.
func agentOfVerb(words []morph.Word, sites map[string]bool, calendar map[string]bool) {
	for n := range words {
		w := &words[n]
		if !nominal(w) && w.UPOS != "PRON" || w.Rel != "nmod" && w.Rel != "obl" && w.Rel != "obl:agent" || calendar[w.Lemma] {
			continue
		}
		h, mark := w.Head, preposition(words, n)
		if h < 1 || mark < 0 || h > mark || words[mark].Lemma != "by" || !nominal(&words[h]) || preposition(words, h) < 0 {
			continue
		}
		if words[h].UPOS == "NOUN" && !sites[words[h].Lemma] {
			continue
		}
		if v := passiveAbove(words, h); v >= 0 && below(words, v, "obl:agent") < 0 && !by(words, v) {
			w.Head, w.Rel = v, "obl:agent"
		}
	}
}

// passiveAbove gives the passive or the participle that a phrase with a preposition hangs on, by way of other such phrases, or -1.
func passiveAbove(words []morph.Word, h int) int {
	for range words {
		v := words[h].Head
		if v < 0 || v > h {
			return -1
		}
		switch {
		case words[v].UPOS == "VERB":
			if words[v].XPOS == "VBN" && (below(words, v, "aux:pass") >= 0 || words[v].Rel == "acl" && below(words, v, "obj") < 0) {
				return v
			}
			return -1
		case !nominal(&words[v]) || words[h].Rel != "nmod":
			return -1
		}
		h = v
	}
	return -1
}

// plainPast takes the verb of a sentence with a stop, which has a subject but no auxiliary, for a past and no participle: "Soldiers crossed into
// Chad." Headlines leave the auxiliary out and have no stop.
func plainPast(words []morph.Word, last string) {
	if last != "." {
		return
	}
	for v := range words {
		w := &words[v]
		if w.UPOS != "VERB" || w.XPOS != "VBN" || w.Rel != "root" || below(words, v, "aux", "aux:pass", "cop", "nsubj:pass", "obl:agent") >= 0 || by(words, v) {
			continue
		}
		if s := below(words, v, "nsubj"); s >= 0 && s < v && words[s].UPOS != "PRON" && reaches(words, s, v-1) {
			w.XPOS = "VBD"
		}
	}
}

// doneAway takes "do" for a verb where it heads a clause with a phrase of its own: "did away with the ban", "did nothing about it".
func doneAway(words []morph.Word) {
	for v := range words {
		if w := &words[v]; w.UPOS == "AUX" && w.Lemma == "do" && (w.Rel == "root" || clausal(w.Rel)) && below(words, v, "obj", "obl") > v {
			w.UPOS = "VERB"
		}
	}
}

// handedThings makes the verb of "were handed rifles by the army" that of its clause, where the tree takes it for a modifier of what was given. Verbs are those
// that keep an object in the passive.
func handedThings(words []morph.Word, verbs map[string]bool) {
	for n := range words {
		w := &words[n]
		v := below(words, n, "amod")
		if w.XPOS != "NNS" && w.XPOS != "NN" || v < 1 || v > n || !verbs[words[v].Lemma] && !verbs[strings.TrimSuffix(words[v].Lemma, "ed")] || words[v].XPOS != "VBN" {
			continue
		}
		be := below(words, n, "cop")
		if be != v-1 || words[be].Lemma != "be" || below(words, n, "det", "nmod:poss") >= 0 {
			continue
		}
		words[v].Head, words[v].Rel, words[v].UPOS = w.Head, w.Rel, "VERB"
		w.Head, w.Rel = v, "obj"
		for i := range words {
			if words[i].Head != n || i > be && i < n {
				continue
			}
			words[i].Head = v
			switch words[i].Rel {
			case "cop":
				words[i].Rel = "aux:pass"
			case "nsubj":
				words[i].Rel = "nsubj:pass"
			}
		}
	}
}

// beforeOf makes a noun right before "of" the head of its phrase, where the tree takes it for a modifier of what follows: "a call-up of reservists", with up
// on reservists.
func beforeOf(words []morph.Word) {
	for n := range words {
		p := preposition(words, n)
		if p < 1 || words[p].Lemma != "of" || words[p-1].Head != n || words[p-1].Rel != "compound" || words[p-1].UPOS != "NOUN" || !nominal(&words[n]) {
			continue
		}
		c := p - 1
		words[c].Head, words[c].Rel = words[n].Head, words[n].Rel
		words[n].Head, words[n].Rel = c, "nmod"
		for i := range c {
			if words[i].Head == n {
				words[i].Head = c
			}
		}
	}
}

// sited puts right the tags of a place or a time of day that were taken for a verb or an adjective: "at dawn", "from her flat in Minsk"; and of what is
// bound for somewhere.
func (r *Reader) sited(sent []trees.Word) {
	for i := 1; i < len(sent); i++ {
		w, before := &sent[i], &sent[i-1]
		switch {
		case r.sites[w.Form] && before.XPOS == "IN" && (w.XPOS == "VBN" || w.XPOS == "VBD" || w.XPOS == "VB"):
			w.UPOS, w.XPOS = "NOUN", "NN"
		case r.sites[w.Form] && before.XPOS == "PRP$" && w.XPOS == "JJ" && (i+1 == len(sent) || sent[i+1].XPOS == "IN" || sent[i+1].UPOS == "PUNCT"):
			w.UPOS, w.XPOS = "NOUN", "NN"
		case r.sameBase[w.Form] && before.Form == "to" && i+1 < len(sent) && (w.XPOS == "VBN" || w.XPOS == "VBD" || w.XPOS == "JJ") && opensObject(&sent[i+1]):
			w.UPOS, w.XPOS, before.UPOS, before.XPOS = "VERB", "VB", "PART", "TO"
		case w.Form == "bound" && i+1 < len(sent) && sent[i+1].Form == "for" && (before.UPOS == "NOUN" || before.UPOS == "PROPN") && w.XPOS != "VBN":
			w.UPOS, w.XPOS = "VERB", "VBN"
		}
	}
}

// nameBehindPhrase makes a name right before a verb its subject, where the tree takes for that a noun with a preposition which the name is hung on: "Six
// years after the prize Beijing dropped its boycott", with prize as the subject.
func nameBehindPhrase(words []morph.Word) {
	for n := 1; n+1 < len(words); n++ {
		w := &words[n]
		h := w.Head
		if w.UPOS != "PROPN" || w.Rel != "appos" || h != n-1 || words[h].Rel != "nsubj" && words[h].Rel != "nsubj:pass" || preposition(words, h) < 0 || words[h].Head != n+1 {
			continue
		}
		w.Head, w.Rel = n+1, words[h].Rel
		words[h].Rel = "obl"
	}
}

// opensObject says that a word may open the object of a verb.
func opensObject(w *trees.Word) bool {
	return w.UPOS == "DET" || w.XPOS == "PRP$" || w.UPOS == "PROPN" || w.UPOS == "NOUN" || w.UPOS == "PRON" || w.UPOS == "NUM"
}
