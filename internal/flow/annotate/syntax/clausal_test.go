package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestClausal(t *testing.T) {
	for _, c := range []struct {
		name string
		rule func([]morph.Word)
		in   string
		word string
		want string
	}{
		{"a verb behind what is said", goneOn, "Seoul/PROPN/NNP/2/nsubj said/VERB/VBD/0/root two/NUM/CD/5/nsubj:pass were/AUX/VBD/5/aux:pass wounded/VERB/VBN/2/ccomp ,/PUNCT/,/7/punct recalled/VERB/VBD/2/ccomp envoys/NOUN/NNS/7/obj", "recalled", "conj of said"},
		{"a second clause that is said", goneOn, "Seoul/PROPN/NNP/2/nsubj said/VERB/VBD/0/root two/NUM/CD/4/nsubj died/VERB/VBD/2/ccomp ,/PUNCT/,/7/punct envoys/NOUN/NNS/7/nsubj left/VERB/VBD/2/ccomp", "left", "ccomp of said"},
		{"a clause behind as", asClause, "condemns/VERB/VBZ/0/root raid/NOUN/NN/1/obj as/ADP/IN/4/case refugees/NOUN/NNS/2/nmod flee/VERB/VBP/4/acl", "refugees", "nsubj of flee"},
		{"a participle behind as", asClause, "denounced/VERB/VBD/0/root it/PRON/PRP/1/obj as/ADP/IN/5/case a/DET/DT/5/det state/NOUN/NN/1/obl ruled/VERB/VBN/5/acl", "state", "obl of denounced"},
		{"a modifier behind an owner", attributive, "told/VERB/VBD/0/root his/PRON/PRP$/3/nmod:poss visiting/VERB/VBG/1/ccomp counterpart/NOUN/NN/3/obj", "counterpart", "obj of told"},
		{"a gerund", attributive, "resented/VERB/VBD/0/root his/PRON/PRP$/3/nmod:poss visiting/VERB/VBG/1/ccomp Kigali/PROPN/NNP/3/obj", "Kigali", "obj of visiting"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
