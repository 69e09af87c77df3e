package syntax

import (
	"strings"
	"testing"
)

func TestReadVerbs(t *testing.T) {
	_, err := readVerbs("deny\tdenying\nfly\tmoving\ndeny\tdenying\n")
	if err == nil || !strings.Contains(err.Error(), "line 2") || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("the faults of the verbs are %v; want those of lines 2 and 3", err)
	}
}

func TestRelease(t *testing.T) {
	v, err := readVerbs(releaseFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, in string
		verb     int
		want     int
	}{
		{
			"speech behind a denial", "Chad/PROPN/NNP/2/nsubj deny/VERB/VBD/0/root that/SCONJ/IN/6/mark troops/NOUN/NNS/6/nsubj had/AUX/VBD/6/aux cross/VERB/VBN/2/ccomp " +
				"and/CCONJ/CC/8/cc accuse/VERB/VBD/6/conj Niger/PROPN/NNP/8/obj", 7, 1,
		},
		{
			"a deed of the same row", "Chad/PROPN/NNP/2/nsubj say/VERB/VBD/0/root that/SCONJ/IN/6/mark rebels/NOUN/NNS/6/nsubj had/AUX/VBD/6/aux raid/VERB/VBN/2/ccomp " +
				"and/CCONJ/CC/8/cc kill/VERB/VBD/6/conj ten/NUM/CD/8/obj", 7, 5,
		},
		{
			"speech behind a state", "Chad/PROPN/NNP/2/nsubj say/VERB/VBD/0/root pact/NOUN/NN/5/nsubj be/AUX/VBD/5/cop dead/ADJ/JJ/2/ccomp " +
				"and/CCONJ/CC/7/cc blame/VERB/VBD/5/conj Niger/PROPN/NNP/7/obj", 6, 1,
		},
		{
			"a deed behind a state", "Chad/PROPN/NNP/2/nsubj say/VERB/VBD/0/root envoy/NOUN/NN/5/nsubj be/AUX/VBD/5/cop ill/ADJ/JJ/2/ccomp " +
				"and/CCONJ/CC/7/cc leave/VERB/VBD/5/conj Niger/PROPN/NNP/7/obj", 6, 4,
		},
		{
			"a past behind a modal", "Cuba/PROPN/NNP/2/nsubj say/VERB/VBD/0/root it/PRON/PRP/5/nsubj would/AUX/MD/5/aux go/VERB/VB/2/ccomp " +
				"and/CCONJ/CC/7/cc leave/VERB/VBD/5/conj", 6, 1,
		},
	} {
		all, _ := words(t, c.in)
		v.release(all)
		if all[c.verb].Head != c.want {
			t.Errorf("%s: the verb hangs on word %d; want %d", c.name, all[c.verb].Head, c.want)
		}
	}
}

func TestTimed(t *testing.T) {
	all, _ := words(t, "Jets/NOUN/NNS/9/nsubj bombed/VERB/VBD/1/acl Rafah/PROPN/NNP/2/obj ,/PUNCT/,/6/punct a/DET/DT/6/det day/NOUN/NN/9/obl "+
		"after/ADP/IN/8/case Hamas/PROPN/NNP/6/nmod rejected/VERB/VBD/0/root it/PRON/PRP/9/obj ./PUNCT/./9/punct")
	timed(all)
	if all[1].Head != -1 || all[0].Head != 1 || all[7].Head != 8 || all[7].Rel != "nsubj" || all[8].Head != 1 || all[5].Head != 1 {
		t.Errorf("the clause of time is not put right: %+v", all)
	}
}

func TestGive(t *testing.T) {
	verbs, err := readVerbs(releaseFile)
	if err != nil {
		t.Fatal(err)
	}
	all, _ := words(t, "send/VERB/VBP/0/root South/PROPN/NNP/3/compound Sudan/PROPN/NNP/4/compound 18/NUM/CD/5/nummod trucks/NOUN/NNS/1/obj")
	verbs.give(all)
	if all[2].Head != 0 || all[2].Rel != "iobj" || all[1].Head != 2 || all[3].Head != 4 {
		t.Errorf("Sudan hangs on %d as %s, South on %d, 18 on %d", all[2].Head, all[2].Rel, all[1].Head, all[3].Head)
	}
}

func TestResult(t *testing.T) {
	verbs, err := readVerbs(releaseFile)
	if err != nil {
		t.Fatal(err)
	}
	all, _ := words(t, "shot/VERB/VBD/0/root dead/ADJ/JJ/4/amod five/NUM/CD/4/nummod men/NOUN/NNS/1/obj")
	verbs.result(all)
	if all[1].Head != 0 || all[1].Rel != "xcomp" {
		t.Errorf("dead hangs on %d as %s", all[1].Head, all[1].Rel)
	}
}
