package syntax

import "testing"

func TestNamed(t *testing.T) {
	for _, c := range []struct{ name, in, word, head, rel string }{
		{
			"two names behind one title",
			"Presidents/NOUN/NNS/6/nsubj Ruto/PROPN/NNP/1/flat and/CCONJ/CC/4/cc Paul/PROPN/NNP/2/conj Kagame/PROPN/NNP/4/flat met/VERB/VBD/0/root",
			"Paul", "Presidents", "conj",
		},
		{"a name of two that is no title's", "Ghana/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Togo/PROPN/NNP/1/conj met/VERB/VBD/0/root", "Togo", "Ghana", "conj"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, forms := words(t, c.in)
			named(all)
			for i := range all {
				if forms[i] == c.word && (forms[all[i].Head] != c.head || all[i].Rel != c.rel) {
					t.Errorf("%s hangs on %s as %s", c.word, forms[all[i].Head], all[i].Rel)
				}
			}
		})
	}
}

func TestTransitive(t *testing.T) {
	for _, c := range []struct{ name, in, word, rel string }{
		{"a past tense with an object", "president/NOUN/NN/2/nsubj:pass called/VERB/VBD/0/root off/ADP/RP/2/compound:prt trip/NOUN/NN/2/obj", "president", "nsubj"},
		{"a passive", "president/NOUN/NN/3/nsubj:pass was/AUX/VBD/3/aux:pass given/VERB/VBN/0/root medal/NOUN/NN/3/obj", "president", "nsubj:pass"},
		{"no object", "trip/NOUN/NN/2/nsubj:pass called/VERB/VBN/0/root off/ADP/RP/2/compound:prt", "trip", "nsubj:pass"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, forms := words(t, c.in)
			transitive(all)
			for i := range all {
				if forms[i] == c.word && all[i].Rel != c.rel {
					t.Errorf("%s is %s", c.word, all[i].Rel)
				}
			}
		})
	}
}
