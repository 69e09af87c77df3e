package syntax

import (
	"strings"
	"testing"
)

func TestListed(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Pakistan , Afghanistan extend truce", "Pakistan and Afghanistan extend truce"},
		{"US , UK , France condemn coup", "US , UK and France condemn coup"},
		{"Quetta , Pakistan city , hit", "Quetta , Pakistan city , hit"},
		{"Pakistan extends truce , Kabul says", "Pakistan extends truce , Kabul says"},
		{"London , England : crowds protest", "London , England : crowds protest"},
		{"Talks fail , Iran says", "Talks fail , Iran says"},
	} {
		forms := strings.Fields(c.in)
		listed(forms)
		if got := strings.Join(forms, " "); got != c.want {
			t.Errorf("%s: got %s", c.in, got)
		}
	}
}

func TestHeadlined(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Kabul/PROPN/NNP/5/compound and/CCONJ/CC/3/cc Islamabad/PROPN/NNP/1/conj trade/NOUN/NN/5/compound fire/NOUN/NN/0/root", "nsubj conj obj"},
		{"Hamas/PROPN/NNP/0/root and/CCONJ/CC/3/cc Israel/PROPN/NNP/1/conj swap/NOUN/NN/5/compound prisoners/NOUN/NNS/1/conj", "nsubj conj obj"},
		{"Kabul/PROPN/NNP/5/compound and/CCONJ/CC/3/cc Islamabad/PROPN/NNP/1/conj peace/NOUN/NN/5/compound talks/NOUN/NNS/0/root", "compound conj root"},
	} {
		all, forms := words(t, c.in)
		for i, form := range forms {
			all[i].Lemma = form
		}
		headlined(all, wordList(headlinesFile))
		if got := all[0].Rel + " " + all[2].Rel + " " + all[4].Rel; got != c.want {
			t.Errorf("%s: %s, want %s", c.in, got, c.want)
		}
	}
}
