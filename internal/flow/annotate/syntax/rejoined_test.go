package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestRejoined(t *testing.T) {
	asks := func(w []morph.Word) { askedWhile(w, map[string]bool{"urged": true}) }
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word)
		in, word, want string
	}{
		{
			"the same preposition again", sameCase,
			"denounced/VERB/VBN/0/root by/ADP/IN/3/case unions/NOUN/NNS/1/obl:agent in/ADP/IN/5/case ports/NOUN/NNS/3/nmod and/CCONJ/CC/8/cc by/ADP/IN/8/case Israel/PROPN/NNP/5/conj", "Israel", "conj of unions",
		},
		{
			"the preposition of the noun before", sameCase,
			"denounced/VERB/VBN/0/root by/ADP/IN/3/case unions/NOUN/NNS/1/obl:agent in/ADP/IN/5/case Iraq/PROPN/NNP/3/nmod and/CCONJ/CC/8/cc in/ADP/IN/8/case Israel/PROPN/NNP/5/conj", "Israel", "conj of Iraq",
		},
		{
			"a participle before what is asked", asks,
			"urged/VERB/VBD/0/root NATO/PROPN/NNP/1/obj ,/PUNCT/,/4/punct meeting/VERB/VBG/1/advcl there/ADV/RB/4/advmod ,/PUNCT/,/8/punct to/PART/TO/8/mark act/VERB/VB/4/advcl", "meeting", "acl of NATO",
		},
		{
			"who goes on without being made to", asks,
			"urged/VERB/VBD/0/root NATO/PROPN/NNP/1/obj to/PART/TO/4/mark act/VERB/VB/1/xcomp ,/PUNCT/,/6/punct warning/VERB/VBG/1/advcl him/PRON/PRP/6/obj", "warning", "advcl of urged",
		},
		{
			"two who are made to act", gapped,
			"led/VERB/VBD/0/root Chad/PROPN/NNP/1/obj to/PART/TO/4/mark tell/VERB/VB/1/xcomp Sudan/PROPN/NNP/4/obj and/CCONJ/CC/7/cc Niger/PROPN/NNP/5/conj to/PART/TO/9/mark leave/VERB/VB/4/advcl", "Niger", "nsubj of leave",
		},
		{
			"two halves", twoClauses,
			"Oman/PROPN/NNP/7/nsubj praised/VERB/VBD/7/ccomp it/PRON/PRP/2/obj ;/PUNCT/:/7/punct Iraq/PROPN/NNP/3/appos ,/PUNCT/,/5/punct left/VERB/VBD/0/root", "Iraq", "nsubj of left",
		},
		{
			"a subject before the semicolon", twoClauses,
			"Oman/PROPN/NNP/5/nsubj threatened/VERB/VBD/0/root ;/PUNCT/:/4/punct Iraq/PROPN/NNP/5/nsubj left/VERB/VBD/2/conj", "Oman", "nsubj of threatened",
		},
		{
			"whose clause it is", whoseOwner,
			"denounced/VERB/VBN/0/root by/ADP/IN/3/case unions/NOUN/NNS/1/obl:agent and/CCONJ/CC/6/cc by/ADP/IN/6/case Israel/PROPN/NNP/3/conj ,/PUNCT/,/10/punct whose/PRON/WP$/9/nmod:poss envoy/NOUN/NN/10/nsubj left/VERB/VBD/3/acl:relcl", "left", "acl:relcl of Israel",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
