package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestMainVerb(t *testing.T) {
	for _, c := range []struct {
		name, in, word, want string
	}{
		{"behind a relative clause", "Russia/PROPN/NNP/0/root ,/PUNCT/,/4/punct which/PRON/WDT/4/nsubj keeps/VERB/VBZ/1/acl:relcl bases/NOUN/NNS/4/obj ,/PUNCT/,/7/punct offered/VERB/VBN/4/advcl help/NOUN/NN/7/obj ./PUNCT/./1/punct", "Russia", "nsubj of offered"},
		{"behind an apposition, where it modifies", "China/PROPN/NNP/0/root ,/PUNCT/,/4/punct the/DET/DT/4/det supplier/NOUN/NN/1/appos ,/PUNCT/,/7/punct counselled/VERB/VBN/7/amod patience/NOUN/NN/1/appos ./PUNCT/./1/punct", "patience", "obj of counselled"},
		{"joined without a conjunction", "Clashes/NOUN/NNS/0/root over/ADP/IN/3/case water/NOUN/NN/1/nmod happen/VERB/VBP/1/conj often/ADV/RB/4/advmod ./PUNCT/./1/punct", "Clashes", "nsubj of happen"},
		{"behind the last noun of the subject", "Officials/NOUN/NNS/0/root from/ADP/IN/3/case three/NOUN/NN/1/nmod met/VERB/VBN/3/acl in/ADP/IN/6/case Oslo/PROPN/NNP/4/obl ./PUNCT/./1/punct", "Officials", "nsubj of met"},
		{"behind a phrase of time", "After/ADP/IN/2/case fall/NOUN/NN/0/root ,/PUNCT/,/4/punct 39,000/NUM/CD/2/appos crossed/VERB/VBN/4/acl into/ADP/IN/7/case Iran/PROPN/NNP/5/obl ./PUNCT/./2/punct", "fall", "obl of crossed"},
		{"a plural that goes on with a verb", "minister/NOUN/NN/2/compound lands/NOUN/NNS/0/root in/ADP/IN/4/case Beirut/PROPN/NNP/2/nmod and/CCONJ/CC/7/cc will/AUX/MD/7/aux travel/VERB/VB/2/conj ./PUNCT/./2/punct", "minister", "nsubj of lands"},
		{"no full sentence", "Soldiers/NOUN/NNS/0/root ,/PUNCT/,/4/punct two/NUM/CD/4/nummod officers/NOUN/NNS/1/appos ,/PUNCT/,/6/punct killed/VERB/VBN/1/acl in/ADP/IN/8/case ambush/NOUN/NN/6/obl", "Soldiers", "root of Soldiers"},
		{"who does it is told", "Camp/NOUN/NN/0/root in/ADP/IN/3/case town/NOUN/NN/1/nmod shelled/VERB/VBN/3/acl by/ADP/IN/6/case rebels/NOUN/NNS/4/obl:agent ./PUNCT/./1/punct", "Camp", "root of Camp"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, forms []string) {
				mainVerb(w, func(i int) string { return forms[i] }, func(form string) bool { return form == "met" })
			}, c.in, c.word, c.want)
		})
	}
}

func TestRelative(t *testing.T) {
	when := func(w []morph.Word) {
		whenNotWho(w, map[string]bool{"Monday": true}, map[string]bool{"month": true})
	}
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word)
		in, word, want string
	}{
		{"a number before a past", jailed, "released/VERB/VBD/0/root ten/NUM/CD/1/obj jailed/VERB/VBD/1/ccomp Americans/PROPN/NNPS/3/obj", "Americans", "obj of released"},
		{"a time is not who", when, "Chad/PROPN/NNP/5/nsubj which/PRON/WDT/4/nsubj month/NOUN/NN/4/nsubj asked/VERB/VBD/1/acl:relcl left/VERB/VBD/0/root", "month", "obl:tmod of asked"},
		{"a month has passed", when, "month/NOUN/NN/2/nsubj passed/VERB/VBD/0/root", "month", "nsubj of passed"},
		{"the name before a comma", nearest, "answer/NOUN/NN/0/root to/ADP/IN/3/case Washington/PROPN/NNP/1/nmod ,/PUNCT/,/6/punct which/PRON/WDT/6/nsubj asked/VERB/VBD/1/acl:relcl", "asked", "acl:relcl of Washington"},
		{"what belongs to a name", nearest, "army/NOUN/NN/0/root of/ADP/IN/3/case Chad/PROPN/NNP/1/nmod ,/PUNCT/,/6/punct which/PRON/WDT/6/nsubj fought/VERB/VBD/1/acl:relcl", "fought", "acl:relcl of army"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
