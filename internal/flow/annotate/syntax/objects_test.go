package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestObjects(t *testing.T) {
	for _, c := range []struct {
		name string
		rule func([]morph.Word)
		in   string
		word string
		want string
	}{
		{"a resolution demands", func(w []morph.Word) { worded(w, wordList(documentsFile)) }, "vetoed/VERB/VBD/0/root resolution/NOUN/NN/1/obj demanding/VERB/VBG/1/advcl truce/NOUN/NN/3/obj", "demanding", "acl of resolution"},
		{"who opens fire demands", func(w []morph.Word) { worded(w, wordList(documentsFile)) }, "opened/VERB/VBD/0/root fire/NOUN/NN/1/obj demanding/VERB/VBG/1/advcl talks/NOUN/NNS/3/obj", "demanding", "advcl of opened"},
		{"a form in -ing has an object", func(w []morph.Word) { gerund(w, map[string]bool{"threatening": true}) }, "joined/VERB/VBD/0/root in/ADP/IN/4/case threatening/VERB/VBG/4/amod sanctions/NOUN/NNS/1/obl", "sanctions", "obj of threatening"},
		{"a form in -ing modifies", func(w []morph.Word) { gerund(w, map[string]bool{"threatening": true}) }, "met/VERB/VBD/0/root amid/ADP/IN/4/case rising/VERB/VBG/4/amod tensions/NOUN/NNS/1/obl", "tensions", "obl of met"},
		{
			"a noun with a preposition is no subject", casedSubject, "condemned/VERB/VBD/0/root attacks/NOUN/NNS/1/obj ,/PUNCT/,/5/punct and/CCONJ/CC/5/cc crossings/NOUN/NNS/2/conj with/ADP/IN/7/case both/DET/DT/8/nsubj closed/VERB/VBD/1/advcl",
			"crossings", "nsubj of closed",
		},
		{"what is behind a date", func(w []morph.Word) {
			behindDate(w, map[string]bool{"monday": true}, func(i int) string { return w[i].Lemma })
		}, "abduction/NOUN/NN/0/root on/ADP/IN/3/case Monday/PROPN/NNP/1/nmod of/ADP/IN/5/case priests/NOUN/NNS/3/nmod", "priests", "nmod of abduction"},
		{"a row of verbs", sameSubject, "Delhi/PROPN/NNP/2/nsubj relaxed/VERB/VBD/5/ccomp rules/NOUN/NNS/2/obj ,/PUNCT/,/2/punct announced/VERB/VBD/0/root plans/NOUN/NNS/5/obj", "announced", "conj of relaxed"},
		{"who says so behind what is said", sameSubject, "Delhi/PROPN/NNP/2/nsubj relaxed/VERB/VBD/5/ccomp rules/NOUN/NNS/2/obj ,/PUNCT/,/2/punct said/VERB/VBD/0/root ministers/NOUN/NNS/5/nsubj", "relaxed", "ccomp of said"},
		{"a clause taken for an apposition", relativeVerb, "rejected/VERB/VBD/0/root charge/NOUN/NN/1/obj Kigali/PROPN/NNP/4/compound denies/VERB/VBZ/2/appos", "Kigali", "nsubj of denies"},
		{"names of firms", appositive, "firms/NOUN/NNS/3/nsubj Mobil/PROPN/NNP/3/nsubj asked/VERB/VBD/0/root", "Mobil", "appos of firms"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
