package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestComplement(t *testing.T) {
	rule := func(w []morph.Word, forms []string) {
		complement(w, func(i int) string { return forms[i] }, func(form string) bool { return form == "drew" })
	}
	const demand = "demand/NOUN/NN/0/root that/SCONJ/IN/4/mark Iraq/PROPN/NNP/4/nsubj leave/VERB/VB/1/acl Basra/PROPN/NNP/4/obj "
	for _, c := range []struct{ name, in, word, want string }{
		{"a passive below what is demanded", demand + "was/AUX/VBD/7/aux:pass rejected/VERB/VBN/4/ccomp ./PUNCT/./1/punct", "demand", "nsubj:pass of rejected"},
		{"a past behind the clause itself", "threat/NOUN/NN/0/root to/PART/TO/3/mark invade/VERB/VB/1/acl prompted/VERB/VBN/3/xcomp protests/NOUN/NNS/4/obj ./PUNCT/./1/punct", "threat", "nsubj of prompted"},
		{"an irregular past that is taken for a noun", "refusal/NOUN/NN/0/root to/PART/TO/3/mark free/VERB/VB/1/acl men/NOUN/NNS/5/compound drew/NOUN/NN/3/xcomp protests/NOUN/NNS/5/obj ./PUNCT/./1/punct", "men", "obj of free"},
		{"a clause of the demand with a subject", demand + "before/SCONJ/IN/8/mark it/PRON/PRP/8/nsubj attacked/VERB/VBD/4/advcl ./PUNCT/./1/punct", "attacked", "advcl of leave"},
		{"a headline", demand + "was/AUX/VBD/7/aux:pass rejected/VERB/VBN/4/ccomp", "rejected", "ccomp of leave"},
	} {
		t.Run(c.name, func(t *testing.T) { holds(t, rule, c.in, c.word, c.want) })
	}
}
