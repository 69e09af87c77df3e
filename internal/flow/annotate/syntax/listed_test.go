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

func TestCompounded(t *testing.T) {
	all, _ := words(t, "launched/VERB/VBD/0/root its/PRON/PRP$/3/nmod:poss missile/NOUN/NN/1/obj and/CCONJ/CC/6/cc drone/NOUN/NN/6/compound attack/NOUN/NN/3/conj")
	for i, lemma := range []string{"launch", "its", "missile", "and", "drone", "attack"} {
		all[i].Lemma = lemma
	}
	compounded(all, wordList(compoundsFile))
	if all[5].Rel != "obj" || all[5].Head != 0 || all[2].Rel != "compound" || all[2].Head != 5 || all[1].Head != 5 {
		t.Errorf("attack is %s of %d, missile %s of %d", all[5].Rel, all[5].Head, all[2].Rel, all[2].Head)
	}
}

func TestCalled(t *testing.T) {
	all, forms := words(t, "Hungary/INTJ/UH/3/discourse ,/PUNCT/,/1/punct blocked/VERB/VBD/0/root it/PRON/PRP/3/obj")
	called(all, forms[0])
	if all[0].Rel != "nsubj" || all[0].UPOS != "PROPN" {
		t.Errorf("Hungary is %s %s", all[0].UPOS, all[0].Rel)
	}
}

func TestBehindParticiple(t *testing.T) {
	in := "Rebels/NOUN/NNS/0/root hired/VERB/VBN/1/acl by/ADP/IN/4/case Congo/PROPN/NNP/2/obl:agent surrendered/VERB/VBD/2/advcl ./PUNCT/./1/punct"
	all, _ := words(t, in)
	all[2].Lemma = "by"
	mend(all, ".")
	if all[0].Rel != "nsubj" || all[0].Head != 4 || all[4].Head >= 0 {
		t.Errorf("the rebels are %s of %d", all[0].Rel, all[0].Head)
	}
}
