package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/trees"
)

//go:embed thats.tsv
var thatsFile string

// Bounds of what is looked at around a form in "-s" before "that".
const (
	maxThatSubject = 7  // words of the subject behind "that"
	maxSubject     = 40 // words before the verb
)

// thinksThat says that a form in "-s" between its subject and a clause with "that" is a verb, since the sentence has no other: "The
// head of the mission in Goma fears that cholera could spread", "Hamid, a refugee who gave no other name, doubts that anything will follow". A
// noun would leave the sentence without a verb.
func thinksThat(sent []trees.Word, i int) bool {
	if i < 2 || i > maxSubject || i+3 >= len(sent) || !strings.EqualFold(sent[i+1].Form, "that") || sent[len(sent)-1].Form != "." {
		return false
	}
	switch before := &sent[i-1]; before.XPOS {
	case "NNP", "NN", "PRP":
	case ",":
		if !parenthesis(sent, i-1) {
			return false
		}
	default:
		return false
	}
	return !holdsTense(sent[:i]) && ownClause(sent[i+2:])
}

// endsWhich says that a form in "-s" before a comma is the verb of a clause with ", which" that has no other: "ASEAN, which Indonesia chairs,
// condemned the raid".
func endsWhich(sent []trees.Word, i int) bool {
	if i < 3 || i+2 >= len(sent) || sent[i+1].Form != "," || sent[i-1].XPOS != "NNP" && sent[i-1].XPOS != "NN" {
		return false
	}
	for k := i - 1; k > 0 && i-k < maxThatSubject; k-- {
		switch w := &sent[k]; {
		case strings.EqualFold(w.Form, "which") || strings.EqualFold(w.Form, "whom"):
			return k+1 < i && sent[k-1].Form == "," && sent[k+1].XPOS != "NNS"
		case w.UPOS == "VERB" || w.UPOS == "AUX" || w.UPOS == "PUNCT" || w.UPOS == "ADP":
			return false
		}
	}
	return false
}

// parenthesis says that the comma closes an insertion that a comma behind the first noun opens.
func parenthesis(sent []trees.Word, end int) bool {
	for k := 1; k < end; k++ {
		if sent[k].Form == "," {
			return sent[k-1].UPOS == "PROPN" || sent[k-1].UPOS == "NOUN"
		}
		if (sent[k].UPOS == "VERB" || sent[k].UPOS == "AUX") && sent[k-1].XPOS != "DT" {
			return false
		}
	}
	return false
}

// holdsTense says that words hold a finite verb that is none of a relative clause or of an insertion in it.
func holdsTense(words []trees.Word) bool {
	for k := range words {
		switch words[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if !inRelative(words[:k]) && !(k > 0 && (words[k-1].XPOS == "DT" || words[k-1].XPOS == "PRP$")) {
				return true // but "a retired judge", "its head"
			}
		}
	}
	return false
}

// inRelative says that a relative pronoun stands before, with no comma that would have ended its clause.
func inRelative(words []trees.Word) bool {
	for k := len(words) - 1; k >= 0; k-- {
		switch {
		case words[k].XPOS == "WP" || words[k].XPOS == "WDT" || words[k].XPOS == "WP$":
			return true
		case words[k].Form == ",":
			return false
		}
	}
	return false
}

// ownClause says that the words behind "that" begin with a subject and its finite verb, and that no other verb without a subject of its own
// follows that could be the main one.
func ownClause(words []trees.Word) bool {
	if len(words) == 0 {
		return false
	}
	modal := len(words) > 1 && words[1].XPOS == "MD"
	switch words[0].XPOS {
	case "VBP":
		if !modal { // "that cholera could", which was read as "the fears that cholera" do
			return false
		}
	case "VBD", "VBZ", "MD", "VBN", "IN", ",", "TO", "RB":
		return false
	}
	verb := -1
	for k := 1; k < len(words) && k <= maxThatSubject && verb < 0; k++ {
		switch words[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			verb = k
		case ",", ";", "WDT", "WP":
			return false
		}
	}
	if verb < 0 {
		return false
	}
	for k := verb + 2; k < len(words); k++ { // "fears that cholera could spread are unfounded"
		if x := words[k].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" && x != "MD" {
			continue
		}
		switch before := words[k-1]; {
		case before.UPOS == "VERB" || before.UPOS == "NOUN" && words[k-2].UPOS == "VERB" || before.UPOS == "ADJ" || before.UPOS == "ADV" && words[k-2].UPOS == "VERB":
			return false
		}
	}
	return true
}
