package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/trees"
)

//go:embed onlyverbs.tsv
var onlyVerbsFile string

//go:embed alsoverbs.tsv
var alsoVerbsFile string

//go:embed numberverbs.tsv
var numberVerbsFile string

//go:embed onlypasts.tsv
var onlyPastsFile string

// presentForms gives the forms of the present of verbs that are no nouns, with the tag of each.
func presentForms(file string) map[string]string {
	forms := map[string]string{}
	for lemma := range wordList(file) {
		forms[lemma] = "VBP"
		forms[withS(lemma)] = "VBZ"
	}
	return forms
}

//go:embed vowing.tsv
var vowingFile string

//go:embed cardinals.tsv
var cardinalsFile string

// withS gives the third person of a verb.
func withS(lemma string) string {
	switch {
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "x"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "sh"):
		return lemma + "es"
	case len(lemma) > 1 && strings.HasSuffix(lemma, "y") && !strings.ContainsAny(lemma[len(lemma)-2:len(lemma)-1], "aeiou"):
		return lemma[:len(lemma)-1] + "ies"
	}
	return lemma + "s"
}

// retag puts right tags that the words beside them make impossible, before the parser reads them: a verb of the present or of
// the past that was taken for a noun. The parser follows what it is given.
func (r *Reader) retag(sent []trees.Word) {
	for i := range sent {
		w := &sent[i]
		switch {
		case (noun(w) || w.UPOS == "ADP" && w.XPOS == "IN") && r.present[w.Form] != "" && (r.present[w.Form] == "VBZ" || i > 0 && sent[i-1].UPOS != "PUNCT" || i > 1 && sent[i-1].Form == "," && i+1 < len(sent) && begins(&sent[i+1]) && sent[i-2].UPOS != "PUNCT"):
			w.UPOS, w.XPOS = "VERB", r.present[w.Form]
			if w.XPOS == "VBP" && i > 0 && (sent[i-1].XPOS == "MD" || sent[i-1].XPOS == "TO") {
				w.XPOS = "VB"
			}
		case r.pasts[w.Form] && w.XPOS != "VBD" && i > 0 && sent[i-1].UPOS != "DET" && sent[i-1].UPOS != "PUNCT":
			w.UPOS, w.XPOS = "VERB", "VBD"
		case w.XPOS == "NNS" && (goesOn(sent, i) || middleVerb(sent, i)):
			w.UPOS, w.XPOS = "VERB", "VBZ"
		case w.XPOS == "NNS" && r.numbers[w.Form] && i > 0 && i+1 < len(sent) && sent[i+1].XPOS == "CD" && strings.HasPrefix(sent[i-1].XPOS, "NN") && sent[len(sent)-1].Form == "." && verbless(sent, i):
			w.UPOS, w.XPOS = "VERB", "VBZ" // "A doctors' group counts 22 dead"
		case w.XPOS == "VBZ" && i == 0 && w.UPOS == "VERB" && r.thats[strings.ToLower(w.Form)] && len(sent) > 4 && strings.EqualFold(sent[1].Form, "that"):
			w.UPOS, w.XPOS = "NOUN", "NNS" // "Reports that the king had fled were denied"
		case w.XPOS == "NNS" && endsWhich(sent, i):
			w.UPOS, w.XPOS = "VERB", "VBZ"
		case w.XPOS == "NNS" && r.thats[w.Form] && thinksThat(sent, i):
			w.UPOS, w.XPOS = "VERB", "VBZ"
			sent[i+1].UPOS, sent[i+1].XPOS = "SCONJ", "IN"
			if sent[i+2].XPOS == "VBP" {
				sent[i+2].UPOS, sent[i+2].XPOS = "NOUN", "NN"
			}
		case w.XPOS == "VBZ" && w.UPOS == "VERB" && i > 0 && i+1 < len(sent) && sent[i-1].XPOS == "VBD" && sent[i-1].UPOS == "VERB" && r.present[w.Form] == "" && !r.speech[w.Form] && sent[i+1].XPOS == "IN":
			w.UPOS, w.XPOS = "NOUN", "NNS" // "held exercises around the islets"
		case w.XPOS == "MD" && strings.HasSuffix(w.Form, "held"):
			w.UPOS, w.XPOS = "VERB", "VBD" // "withheld fuel" is no modal
		case w.XPOS == "JJ" && i > 1 && i+1 < len(sent) && strings.EqualFold(sent[i-1].Form, "to") && sent[i-2].UPOS == "VERB" && r.alsoVerbs[w.Form] && beginsObject(&sent[i+1]):
			w.UPOS, w.XPOS = "VERB", "VB" // "undertook to clear mines"
			sent[i-1].UPOS, sent[i-1].XPOS = "PART", "TO"
		case w.XPOS == "NN" && isTo(sent, i) && beginsObject(&sent[i+1]):
			w.UPOS, w.XPOS = "VERB", "VB" // "are to exchange prisoners"
			sent[i-1].UPOS, sent[i-1].XPOS = "PART", "TO"
		case w.XPOS == "NN" && w.Form == "hand" && i > 1 && i+1 < len(sent) && strings.EqualFold(sent[i-1].Form, "to") && (noun(&sent[i+1]) || sent[i+1].Form == "over"):
			w.UPOS, w.XPOS = "VERB", "VB" // "ordered to hand power to a civilian"
			sent[i-1].UPOS, sent[i-1].XPOS = "PART", "TO"
		case w.XPOS == "VBN" && i > 0 && i+2 < len(sent) && sent[i+1].Form == "to" && sent[i+2].XPOS == "VB" && (sent[i-1].UPOS == "PROPN" || r.offices[strings.ToLower(sent[i-1].Form)]) && r.vowing[w.Form] && verbless(sent[:i], i):
			w.XPOS = "VBD" // "the army chief promised to act"
		case w.XPOS == "JJ" && i > 0 && i+1 < len(sent) && sent[i-1].XPOS == "IN" && r.gerundive(w.Form):
			w.UPOS, w.XPOS = "VERB", "VBG" // "by imposing sanctions"
		case w.XPOS == "NN" && (r.speech[w.Form] && (putBetween(sent, i) || saysThat(sent, i)) || r.thats[withS(w.Form)] && saysThat(sent, i) && ownClause(sent[i+2:])):
			w.UPOS, w.XPOS = "VERB", "VBP"
		case strings.EqualFold(w.Form, "that") && i > 0 && i+2 < len(sent) && sent[i-1].UPOS == "VERB" && sent[i+1].XPOS == "VBZ" && sent[i+1].UPOS == "VERB" && verbal(&sent[i+2]):
			w.UPOS, w.XPOS = "SCONJ", "IN" // "complains that searches began"
			sent[i+1].UPOS, sent[i+1].XPOS = "NOUN", "NNS"
		case strings.EqualFold(w.Form, "that") && i > 0 && i+1 < len(sent) && sent[i-1].UPOS == "VERB" && (sent[i+1].XPOS == "VBP" || sent[i+1].XPOS == "VB") && sent[i+1].UPOS == "VERB":
			w.UPOS, w.XPOS = "DET", "DT" // "rejects that account": nothing in the plural stands before "that"
			sent[i+1].UPOS, sent[i+1].XPOS = "NOUN", "NN"
		case (w.XPOS == "RB" || w.XPOS == "RP" || w.XPOS == "JJ") && i > 0 && i+1 < len(sent) && r.alsoVerbs[w.Form] && strings.HasPrefix(sent[i-1].XPOS, "NN") && beginsObject(&sent[i+1]) && verbless(sent, i):
			w.UPOS, w.XPOS = "VERB", "VBP" // "Britain and France back the text"
		case w.XPOS == "NN" && statesAct(sent, i) && verbless(sent, i):
			w.UPOS, w.XPOS = "VERB", "VBP" // "Chad and Niger protest and freeze contacts"
		case w.XPOS != "CD" && i+1 < len(sent) && (sent[i+1].XPOS == "VBD" || sent[i+1].XPOS == "MD") && r.cardinal(w.Form):
			w.UPOS, w.XPOS = "NUM", "CD" // "eleven were detained"
		case w.XPOS == "IN" && strings.EqualFold(w.Form, "that") && i > 0 && i+3 < len(sent) && sent[i-1].UPOS == "VERB" && sent[i+1].XPOS == "NN" && sent[i+2].XPOS == "CC" && sent[i+3].UPOS == "VERB" && (sent[i+3].XPOS == "VBD" || sent[i+3].XPOS == "VBZ"):
			w.UPOS, w.XPOS = "DET", "DT" // "rejected that account and said"
		}
	}
}

// statesAct says that nothing but two names with "and" stands before a word in its sentence, and that the sentence ends behind it, goes on with
// a verb behind "and" or has what begins a noun phrase: no noun phrase of two names does.
func statesAct(sent []trees.Word, i int) bool {
	joints := 0
	for k := range i {
		switch {
		case sent[k].Form == "and" && k > 0 && k < i-1:
			joints++
		case !strings.HasPrefix(sent[k].XPOS, "NNP") && (sent[k].Form == "" || sent[k].Form[0] < 'A' || sent[k].Form[0] > 'Z'):
			return false
		}
	}
	if joints != 1 || sent[len(sent)-1].Form != "." || sent[i].Form[0] < 'a' {
		return false
	}
	if i+2 == len(sent) || begins(&sent[i+1]) {
		return true
	}
	for k := i + 1; k+1 < len(sent); k++ {
		if sent[k].Form == "and" && (sent[k+1].XPOS == "VB" || sent[k+1].XPOS == "VBP") && sent[k+1].UPOS == "VERB" {
			return true
		}
	}
	return false
}

// isTo says that a form of "be" and "to" stand before a word, and something behind it.
func isTo(sent []trees.Word, i int) bool {
	if i < 2 || i+1 >= len(sent) || !strings.EqualFold(sent[i-1].Form, "to") {
		return false
	}
	switch strings.ToLower(sent[i-2].Form) {
	case "is", "are", "was", "were":
		return true
	}
	return false
}

// verbless says that no finite verb stands in a sentence up to the word and behind it up to a semicolon or the end.
func verbless(sent []trees.Word, i int) bool {
	for k := range sent {
		if k > i && sent[k].Form == ";" {
			return true
		}
		switch sent[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		}
	}
	return true
}

// cardinal says that a word is a number from two to ninety-nine.
func (r *Reader) cardinal(form string) bool {
	tens, ones, joined := strings.Cut(strings.ToLower(form), "-")
	return r.cardinals[tens] && (!joined || r.cardinals[ones])
}

func noun(w *trees.Word) bool { return w.XPOS == "NN" || w.XPOS == "NNS" || w.XPOS == "JJ" }

// goesOn says that a word in -s behind "and" or "but" is a verb that goes on with the one before it: "announces a strike and
// demands the minister's resignation". No noun phrase begins behind a noun, and the verb before it is of the present too.
func goesOn(sent []trees.Word, i int) bool {
	if i == 0 || i+1 >= len(sent) || sent[i-1].XPOS != "CC" || !begins(&sent[i+1]) && !callsOn(sent, i) {
		return false
	}
	for k := i - 2; k >= 0; k-- {
		switch sent[k].XPOS {
		case "VBZ":
			return sent[k].UPOS == "VERB"
		case "VBD", "VBP", "MD":
			return false
		}
	}
	return false
}

// callsOn says that a name and an infinitive follow behind "on", as behind no noun: "and calls on China to leave".
func callsOn(sent []trees.Word, i int) bool {
	if i+3 >= len(sent) || sent[i].Form != "calls" || sent[i+1].Form != "on" && sent[i+1].Form != "upon" {
		return false
	}
	for k := i + 3; k+1 < len(sent) && k < i+3+maxThatSubject; k++ {
		if sent[k].XPOS == "TO" && sent[k+1].UPOS == "VERB" {
			return true
		}
	}
	return false
}

// begins says that a noun phrase or what somebody says begins with a word.
func begins(w *trees.Word) bool {
	switch w.XPOS {
	case "DT", "PRP$", "PRP", "NNP", "NNPS":
		return true
	}
	return strings.EqualFold(w.Form, "that")
}

// presentRoot gives a verb of the present at the top of a sentence that was read as a noun what belongs to a verb: the name that
// the parser took for somebody spoken to is its subject, and what was read as a modifier in -ing is what it takes: "Mr Keita, a
// retired judge, denies clinging to power".
func presentRoot(words []morph.Word) {
	for v := range words {
		w := &words[v]
		if w.Rel == "appos" && w.UPOS == "VERB" && w.XPOS == "VBZ" && w.Head >= 0 && w.Head < v {
			fromApposition(words, v)
		}
		if w.Head >= 0 || w.UPOS != "VERB" || w.XPOS != "VBZ" {
			continue
		}
		for i := range words {
			c := &words[i]
			switch {
			case c.Head != v:
			case (c.Rel == "vocative" || i == v-1 && c.Rel == "compound") && i < v && nominal(c) && !subjected(words, v):
				c.Rel = "nsubj"
			case c.Rel == "acl" && i == v+1 && c.XPOS == "VBG":
				c.Rel = "xcomp"
			case c.Rel == "acl" && i > v && (c.UPOS == "VERB" || c.UPOS == "AUX") && subjected(words, i):
				c.Rel = "ccomp"
			case c.Rel == "nmod" && i > v:
				c.Rel = "obl"
			}
		}
	}
}

// middleVerb says that a word in -s behind a comma is the middle verb of three: "rules out a strike, calls on both to talk and demands a
// truce".
func middleVerb(sent []trees.Word, i int) bool {
	if i < 2 || i+1 >= len(sent) || sent[i-1].Form != "," || !begins(&sent[i+1]) && sent[i+1].Form != "on" && sent[i+1].Form != "for" {
		return false
	}
	before, behind := false, false
	for k := i - 2; k >= 0 && !before; k-- {
		switch sent[k].XPOS {
		case "VBZ":
			before = sent[k].UPOS == "VERB"
			if !before {
				return false
			}
		case "VBD", "VBP", "MD":
			return false
		}
	}
	for k := i + 2; before && k+1 < len(sent) && !behind; k++ {
		behind = sent[k].XPOS == "CC" && (sent[k+1].XPOS == "VBZ" || sent[k+1].XPOS == "NNS" && goesOn(sent, k+1))
	}
	return behind
}

// putBetween says that a word is the verb of who says so between two commas: "If it lasts, economists at a bank estimate, it will cost".
func putBetween(sent []trees.Word, i int) bool {
	if i == 0 || i+1 >= len(sent) || sent[i+1].Form != "," || sent[i-1].UPOS != "NOUN" && sent[i-1].UPOS != "PROPN" {
		return false
	}
	open := lastComma(sent, i)
	return open > 0 && i-open > 1 && i-open < maxSpeaker && sent[open+1].XPOS == "NNS" && speaker(sent[open+1:i])
}

// saysThat says that a word is the verb of a sentence that has none before it, of several who say something: "The French and the British
// retort that it would".
func saysThat(sent []trees.Word, i int) bool {
	if i+2 >= len(sent) || i == 0 || !strings.EqualFold(sent[i+1].Form, "that") {
		return false
	}
	switch sent[i-1].XPOS {
	case "NNS", "NNPS":
	case "JJ", "NNP":
		several := false
		for k := range i {
			several = several || sent[k].XPOS == "CC"
		}
		if !several || sent[i-1].Form == strings.ToLower(sent[i-1].Form) {
			return false
		}
	default:
		return false
	}
	for k := range i {
		if verbal(&sent[k]) || sent[k].UPOS == "AUX" || sent[k].UPOS == "SCONJ" {
			return false
		}
	}
	return true
}

// itSays makes "it" the subject of a verb of saying in the active voice where the parser took it for a word without meaning: "It
// denies that troops were there". "It" stands for nothing with verbs like "seem", and with the passive.
func (r *Reader) itSays(words []morph.Word, sent []trees.Word) {
	for i := range words {
		w := &words[i]
		if w.Rel != "expl" || w.Lemma != "it" || w.Head < i || words[w.Head].UPOS != "VERB" || subjected(words, w.Head) || passive(words, w.Head) {
			continue
		}
		h := words[w.Head]
		if r.speech[sent[w.Head].Form] || r.present[h.Lemma] != "" {
			w.Rel = "nsubj"
		}
	}
}

// fromApposition gives a verb that was read as an apposition the noun before it as its subject, and the place of that noun in the tree:
// ", and Mr Vella, a former pilot, denies leaving the bridge".
func fromApposition(words []morph.Word, v int) {
	n := words[v].Head
	if w := &words[v-1]; w.Head == v && w.Rel == "compound" { // "something Delhi denies"
		w.Rel, words[v].Rel = "nsubj", "acl:relcl"
		return
	}
	if words[v-1].Lemma != "," {
		return
	}
	if !nominal(&words[n]) || words[n].Rel != "conj" && words[n].Head >= 0 || cased(words, n) {
		return
	}
	up := words[n].Head
	if up >= 0 {
		for k := 0; up >= 0 && words[up].UPOS != "VERB" && k < len(words); k++ {
			up = words[up].Head
		}
		if up < 0 {
			return
		}
	}
	words[v].Head, words[v].Rel = up, words[n].Rel
	words[n].Head, words[n].Rel = v, "nsubj"
	for i := range words {
		if c := &words[i]; c.Head == n && c.Rel == "cc" {
			c.Head = v
		}
		if c := &words[i]; c.Head == v && i == v+1 && c.Rel == "acl" && c.XPOS == "VBG" {
			c.Rel = "xcomp"
		}
	}
}

// gerundive says that a word taken for an adjective is the form in "-ing" of a verb that takes an object behind a preposition.
func (r *Reader) gerundive(form string) bool {
	stem, ok := strings.CutSuffix(form, "ing")
	return ok && (r.gerunds[stem] || r.gerunds[stem+"e"])
}

// beginsObject says that a word begins a noun phrase that may be an object.
func beginsObject(w *trees.Word) bool {
	switch w.XPOS {
	case "NNS", "DT", "PRP$", "CD", "NNP", "NNPS", "PRP":
		return true
	}
	return false
}
