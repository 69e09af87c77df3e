package syntax

import "testing"

func TestThatObject(t *testing.T) {
	for _, c := range []struct{ name, in, rel string }{
		{"called that", "Seoul/PROPN/NNP/2/nsubj call/VERB/VBP/0/root that/SCONJ/IN/5/mark a/DET/DT/5/det fable/NOUN/NN/2/ccomp", "obj"},
		{"rejected that as", "Seoul/PROPN/NNP/2/nsubj rejected/VERB/VBD/0/root that/SCONJ/IN/6/mark as/ADP/IN/6/case an/DET/DT/6/det insult/NOUN/NN/2/obl", "obj"},
		{"a clause", "Seoul/PROPN/NNP/2/nsubj said/VERB/VBD/0/root that/SCONJ/IN/5/mark shells/NOUN/NNS/5/nsubj fell/VERB/VBD/2/ccomp", "mark"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, _ := words(t, c.in)
			thatObject(all)
			if all[2].Rel != c.rel {
				t.Errorf("that is %s, want %s", all[2].Rel, c.rel)
			}
		})
	}
}

func TestHavingDone(t *testing.T) {
	for _, in := range []string{
		"Peru/PROPN/NNP/2/nsubj denies/VERB/VBZ/0/root have/AUX/VBG/4/aux broken/VERB/VBN/2/acl it/PRON/PRP/4/obj",
		"Peru/PROPN/NNP/2/nsubj denies/VERB/VBZ/4/nsubj have/AUX/VBG/4/aux broken/VERB/VBN/0/root it/PRON/PRP/4/obj",
	} {
		all, _ := words(t, in)
		havingDone(all)
		if all[1].Rel != "root" || all[3].Head != 1 || all[3].Rel != "xcomp" {
			t.Errorf("%s: denies is %s, broken %s of %d", in, all[1].Rel, all[3].Rel, all[3].Head)
		}
	}
}

func TestTakePlace(t *testing.T) {
	all, _ := words(t, "Talks/NOUN/NNS/2/nsubj take/VERB/VBP/0/root place/NOUN/NN/2/obj between/ADP/IN/5/case Libya/PROPN/NNP/3/nmod")
	takePlace(all)
	if all[4].Head != 1 || all[4].Rel != "obl" {
		t.Errorf("Libya hangs on %d as %s", all[4].Head, all[4].Rel)
	}
}
