package syntax

import "testing"

func TestBoth(t *testing.T) {
	for _, c := range []struct{ name, in, head, rel string }{
		{"behind a preposition", "imposed/VERB/VBD/0/root embargo/NOUN/NN/1/obj on/ADP/IN/6/case both/CCONJ/CC/6/cc:preconj in/ADP/IN/6/case June/PROPN/NNP/1/obl", "imposed", "obl"},
		{"an object", "urged/VERB/VBD/0/root both/CCONJ/CC/4/cc:preconj to/PART/TO/4/mark withdraw/VERB/VB/1/xcomp", "urged", "obj"},
		{"a subject", "said/VERB/VBD/0/root both/CCONJ/CC/4/cc:preconj had/AUX/VBD/4/aux agreed/VERB/VBN/1/ccomp", "agreed", "nsubj"},
		{
			"two that are told behind it", "troops/NOUN/NNS/2/nsubj fought/VERB/VBD/0/root both/CCONJ/CC/5/cc:preconj in/ADP/IN/5/case Kivu/PROPN/NNP/2/obl and/CCONJ/CC/8/cc in/ADP/IN/8/case Ituri/PROPN/NNP/5/conj",
			"Kivu", "cc:preconj",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, forms := words(t, c.in)
			both(all)
			for i := range all {
				if forms[i] == "both" && (forms[all[i].Head] != c.head || all[i].Rel != c.rel) {
					t.Errorf("both hangs on %s as %s", forms[all[i].Head], all[i].Rel)
				}
			}
		})
	}
}
