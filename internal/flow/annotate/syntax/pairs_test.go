package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestPairs(t *testing.T) {
	owned := func(w []morph.Word, f []string) {
		ownedPair(w, func(i int) string { return f[i] }, wordList(officesFile))
	}
	const of = "meeting/NOUN/NN/0/root of/ADP/IN/4/case Chad/PROPN/NNP/4/nmod:poss president/NOUN/NN/1/nmod and/CCONJ/CC/7/cc "
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word, []string)
		in, word, want string
	}{
		{"two who meet", owned, of + "Niger/PROPN/NNP/7/nmod:poss envoy/NOUN/NN/1/conj", "envoy", "conj of president"},
		{"with a name", owned, "meeting/NOUN/NN/0/root of/ADP/IN/4/case Chad/PROPN/NNP/4/nmod:poss president/NOUN/NN/1/nmod Deby/PROPN/NNP/1/appos and/CCONJ/CC/8/cc Niger/PROPN/NNP/8/nmod:poss envoy/NOUN/NN/1/conj", "Deby", "appos of president"},
		{"a reaction", owned, of + "Niger/PROPN/NNP/7/nmod:poss reaction/NOUN/NN/1/conj", "reaction", "conj of meeting"},
		{"back at a table", func(w []morph.Word, _ []string) { backAt(w) }, "envoys/NOUN/NNS/3/nsubj were/AUX/VBD/3/cop back/ADV/RB/0/root at/ADP/IN/5/case table/NOUN/NN/3/obl", "envoys", "nsubj of table"},
		{"back from a journey", func(w []morph.Word, _ []string) { backAt(w) }, "envoys/NOUN/NNS/3/nsubj were/AUX/VBD/3/cop back/ADV/RB/0/root from/ADP/IN/5/case Rome/PROPN/NNP/3/obl", "Rome", "obl of back"},
		{"each of his state", func(w []morph.Word, _ []string) { eachOf(w) }, "Deby/PROPN/NNP/8/nsubj of/ADP/IN/3/case Chad/PROPN/NNP/1/nmod and/CCONJ/CC/5/cc Bazoum/PROPN/NNP/3/conj of/ADP/IN/7/case Niger/PROPN/NNP/5/nmod met/VERB/VBD/0/root", "Bazoum", "conj of Deby"},
		{"talks that were planned", func(w []morph.Word, _ []string) { plannedFor(w) }, "talks/NOUN/NNS/6/nsubj planned/VERB/VBD/6/csubj for/ADP/IN/4/case May/PROPN/NNP/2/obl never/ADV/RB/6/advmod took/VERB/VBD/0/root", "planned", "acl of talks"},
	} {
		t.Run(c.name, func(t *testing.T) { holds(t, c.rule, c.in, c.word, c.want) })
	}
}
