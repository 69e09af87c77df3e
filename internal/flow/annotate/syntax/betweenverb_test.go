package syntax

import "testing"

func TestBetweenThenVerb(t *testing.T) {
	in := "The/DET/DT/2/det talks/NOUN/NNS/0/root between/ADP/IN/7/case Chad/PROPN/NNP/7/compound and/CCONJ/CC/6/cc Libya/PROPN/NNP/4/conj resume/NOUN/NN/2/nmod on/ADP/IN/9/case Friday/PROPN/NNP/7/nmod stop/PUNCT/./2/punct"
	all, forms := words(t, in)
	betweenThenVerb(all, ".")
	if all[6].Head != -1 || all[6].XPOS != "VBP" || all[1].Rel != "nsubj" || all[3].Head != 1 || all[2].Head != 3 || all[8].Rel != "obl" {
		t.Errorf("%v: resume is %s of %d, talks %s, Chad on %d, between on %d, Friday %s", forms, all[6].XPOS, all[6].Head, all[1].Rel, all[3].Head, all[2].Head, all[8].Rel)
	}
	all, _ = words(t, in)
	betweenThenVerb(all, "talks")
	if all[6].Head != 1 {
		t.Error("a headline without a stop is left alone")
	}
}
