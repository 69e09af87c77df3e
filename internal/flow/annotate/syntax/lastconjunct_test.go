package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestLastConjunct(t *testing.T) {
	for _, c := range []struct {
		name string
		rule func([]morph.Word)
		in   string
		word string
		want string
	}{
		{
			"a second clause behind an object", lastConjunct,
			"Chad/PROPN/NNP/2/nsubj visited/VERB/VBD/0/root Mali/PROPN/NNP/2/obj and/CCONJ/CC/6/cc its/PRON/PRP$/6/nmod:poss minister/NOUN/NN/3/conj proposed/VERB/VBD/2/conj talks/NOUN/NNS/7/obj",
			"minister", "nsubj of proposed",
		},
		{
			"a second object", lastConjunct,
			"Chad/PROPN/NNP/2/nsubj visited/VERB/VBD/0/root Mali/PROPN/NNP/2/obj and/CCONJ/CC/5/cc Togo/PROPN/NNP/3/conj ,/PUNCT/,/7/punct met/VERB/VBD/2/conj envoys/NOUN/NNS/7/obj",
			"Togo", "conj of Mali",
		},
		{
			"a subject with an apposition", lastConjunct,
			"troops/NOUN/NNS/2/nsubj left/VERB/VBD/0/root Mali/PROPN/NNP/2/obj ,/PUNCT/,/6/punct and/CCONJ/CC/10/cc minister/NOUN/NN/3/conj ,/PUNCT/,/8/punct Keita/PROPN/NNP/6/appos ,/PUNCT/,/6/punct resigned/VERB/VBD/2/conj",
			"minister", "nsubj of resigned",
		},
		{
			"a row behind after", lastConjunct,
			"guns/NOUN/NNS/2/nsubj fell/VERB/VBD/0/root after/ADP/IN/4/case Chad/PROPN/NNP/2/obl and/CCONJ/CC/6/cc Mali/PROPN/NNP/4/conj signed/VERB/VBD/2/conj",
			"Chad", "nsubj of signed",
		},
		{
			"a row of nouns behind after", lastConjunct,
			"police/NOUN/NNS/2/nsubj came/VERB/VBD/0/root after/ADP/IN/4/case riots/NOUN/NNS/2/obl and/CCONJ/CC/6/cc soldiers/NOUN/NNS/4/conj fired/VERB/VBD/2/conj",
			"riots", "obl of came",
		},
		{
			"a verb taken for a modifier", swallowedMain,
			"Chad/PROPN/NNP/2/nsubj blamed/VERB/VBD/3/amod rebels/NOUN/NNS/7/nsubj who/PRON/WP/5/nsubj hide/VERB/VBP/3/acl:relcl ,/PUNCT/,/3/punct closed/VERB/VBD/0/root posts/NOUN/NNS/7/obj",
			"closed", "conj of blamed",
		},
		{
			"a subject taken for a part of the verb", actingCompound,
			"the/DET/DT/2/det guard/NOUN/NN/3/compound shot/VERB/VBD/0/root ten/NUM/CD/3/obj",
			"guard", "nsubj of shot",
		},
		{
			"a participle behind that", sentThere,
			"he/PRON/PRP/2/nsubj asked/VERB/VBD/0/root that/SCONJ/IN/8/mark men/NOUN/NNS/5/nsubj held/VERB/VBD/2/ccomp there/ADV/RB/5/advmod be/AUX/VB/8/aux:pass freed/VERB/VBN/2/ccomp",
			"held", "acl of men",
		},
		{
			"a rank before an office", func(w []morph.Word) { rankBefore(w, map[string]bool{"deputy": true, "minister": true}) },
			"they/PRON/PRP/2/nsubj freed/VERB/VBD/0/root the/DET/DT/4/det deputy/NOUN/NN/2/obj interior/ADJ/JJ/6/amod minister/NOUN/NN/2/obj",
			"deputy", "compound of minister",
		},
		{
			"the subject behind a clause in front", behindOpeningClause,
			"when/ADV/WRB/3/advmod it/PRON/PRP/3/nsubj did/VERB/VBD/9/advcl ,/PUNCT/,/5/punct Chad/PROPN/NNP/3/obj ,/PUNCT/,/8/punct which/PRON/WDT/8/nsubj left/VERB/VBD/5/acl:relcl closed/VERB/VBD/0/root posts/NOUN/NNS/9/obj",
			"Chad", "nsubj of closed",
		},
		{
			"an apposition that is the subject", behindOpeningClause,
			"after/SCONJ/IN/3/mark police/NOUN/NNS/3/nsubj searched/VERB/VBD/10/advcl mosques/NOUN/NNS/3/obj ,/PUNCT/,/6/punct Chad/PROPN/NNP/4/appos ,/PUNCT/,/8/punct Mali/PROPN/NNP/6/appos ,/PUNCT/,/3/punct left/VERB/VBD/0/root",
			"Chad", "nsubj of left",
		},
		{
			"the subject behind a time in front", behindOpeningClause,
			"days/NOUN/NNS/8/obl:unmarked after/ADP/IN/3/case coups/NOUN/NNS/1/nmod ,/PUNCT/,/5/punct Chad/PROPN/NNP/3/appos ,/PUNCT/,/7/punct Mali/PROPN/NNP/5/appos left/VERB/VBD/0/root",
			"coups", "nmod of days",
		},
		{
			"the second of three", thirdPast,
			"Chad/PROPN/NNP/2/nsubj flew/VERB/VBD/0/root ,/PUNCT/,/4/punct accused/VERB/VBN/2/advcl Mali/PROPN/NNP/4/obj and/CCONJ/CC/7/cc ordered/VERB/VBD/4/conj raids/NOUN/NNS/7/obj",
			"accused", "conj of flew",
		},
		{
			"what follows a condition", behindCondition,
			"he/PRON/PRP/2/nsubj said/VERB/VBD/0/root talks/NOUN/NNS/5/nsubj could/AUX/MD/5/aux begin/VERB/VB/2/ccomp if/SCONJ/IN/8/mark Chad/PROPN/NNP/8/nsubj left/VERB/VBD/5/advcl " +
				",/PUNCT/,/11/punct and/CCONJ/CC/11/cc accused/VERB/VBD/8/conj Mali/PROPN/NNP/11/obj",
			"accused", "conj of said",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
