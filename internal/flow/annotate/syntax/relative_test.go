package syntax

import "testing"

func TestWhereToDo(t *testing.T) {
	in := "The/DET/DT/2/det session/NOUN/NN/10/nsubj:pass at/ADP/IN/4/case which/PRON/WDT/8/obl envoys/NOUN/NNS/2/acl:relcl were/AUX/VBD/8/cop to/PART/TO/8/mark talk/VERB/VB/10/csubj:pass was/AUX/VBD/10/aux:pass delayed/VERB/VBN/0/root"
	all, _ := words(t, in)
	all[5].Lemma = "be"
	whereToDo(all)
	if all[7].Head != 1 || all[7].Rel != "acl:relcl" || all[4].Head != 7 || all[4].Rel != "nsubj" {
		t.Errorf("talk hangs on %d as %s, envoys on %d as %s", all[7].Head, all[7].Rel, all[4].Head, all[4].Rel)
	}
}

func TestThatNoun(t *testing.T) {
	all, _ := words(t, "Chad/PROPN/NNP/2/nsubj rejected/VERB/VBD/0/root that/SCONJ/IN/4/det demand/NOUN/NN/2/ccomp on/ADP/IN/6/case Friday/PROPN/NNP/4/obl")
	thatNoun(all)
	if all[3].Rel != "obj" || all[5].Head != 1 {
		t.Errorf("demand is %s, Friday hangs on %d", all[3].Rel, all[5].Head)
	}
}
