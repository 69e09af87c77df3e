package syntax

import "testing"

func TestInfinitive(t *testing.T) {
	all, _ := words(t, "offered/VERB/VBD/0/root to/ADP/IN/3/case hand/NOUN/NN/1/obl over/ADV/RB/5/advmod four/NUM/CD/6/nummod villages/NOUN/NNS/3/obj")
	infinitive(all)
	if all[2].UPOS != "VERB" || all[2].Rel != "xcomp" || all[1].Rel != "mark" || all[3].Rel != "compound:prt" || all[3].Head != 2 {
		t.Errorf("hand is %s %s, to %s, over %s of %d", all[2].UPOS, all[2].Rel, all[1].Rel, all[3].Rel, all[3].Head)
	}
	all, _ = words(t, "went/VERB/VBD/0/root to/ADP/IN/3/case school/NOUN/NN/1/obl")
	infinitive(all)
	if all[2].UPOS != "NOUN" {
		t.Errorf("school is %s", all[2].UPOS)
	}
}

func TestIntending(t *testing.T) {
	all, _ := words(t, "Lavrov/NOUN/NN/2/compound plans/NOUN/NNS/0/root to/PART/TO/4/mark meet/VERB/VB/2/acl envoys/NOUN/NNS/4/obj ./PUNCT/./2/punct")
	intending(all, ".")
	if all[1].XPOS != "VBZ" || all[0].Rel != "nsubj" || all[3].Rel != "xcomp" {
		t.Errorf("plans is %s, Lavrov %s, meet %s", all[1].XPOS, all[0].Rel, all[3].Rel)
	}
	all, _ = words(t, "Army/NOUN/NN/2/compound plans/NOUN/NNS/6/nsubj to/PART/TO/4/mark leave/VERB/VB/2/acl were/AUX/VBD/6/aux:pass dropped/VERB/VBN/0/root ./PUNCT/./6/punct")
	intending(all, ".")
	if all[1].UPOS != "NOUN" {
		t.Errorf("plans is %s", all[1].UPOS)
	}
}

func TestCalledOn(t *testing.T) {
	all, _ := words(t, "called/VERB/VBD/0/root on/ADP/IN/3/case both/DET/DT/5/nsubj to/PART/TO/5/mark leave/VERB/VB/1/advcl")
	calledOn(all)
	if all[2].Head != 0 || all[2].Rel != "obl" {
		t.Errorf("both hangs on %d as %s", all[2].Head, all[2].Rel)
	}
}

func TestFronted(t *testing.T) {
	for _, c := range []struct{ name, in, word, head, rel string }{
		{"a row behind its subject", "In/ADP/IN/2/case Sudan/PROPN/NNP/7/obl ,/PUNCT/,/4/punct rebels/NOUN/NNS/7/nsubj and/CCONJ/CC/6/cc soldiers/NOUN/NNS/2/conj clashed/VERB/VBD/0/root", "soldiers", "rebels", "conj"},
		{"a row without a subject", "In/ADP/IN/2/case Sudan/PROPN/NNP/7/obl ,/PUNCT/,/4/punct rebels/NOUN/NNS/2/conj and/CCONJ/CC/6/cc soldiers/NOUN/NNS/2/conj clashed/VERB/VBD/0/root", "rebels", "clashed", "nsubj"},
		{"a subject behind a comma", "At/ADP/IN/2/case talks/NOUN/NNS/8/obl on/ADP/IN/4/case Friday/PROPN/NNP/2/nmod ,/PUNCT/,/2/punct Chad/PROPN/NNP/4/appos soon/ADV/RB/8/advmod agreed/VERB/VBD/0/root", "Chad", "agreed", "nsubj"},
		{"a subject behind an article", "At/ADP/IN/2/case talks/NOUN/NNS/5/obl the/DET/DT/4/det premier/NOUN/NN/2/appos agreed/VERB/VBD/0/root", "premier", "agreed", "nsubj"},
		{"the first of two subjects", "After/ADP/IN/2/case talks/NOUN/NNS/8/obl ,/PUNCT/,/4/punct Chad/PROPN/NNP/2/appos and/CCONJ/CC/7/cc the/DET/DT/7/det king/NOUN/NN/8/nsubj met/VERB/VBD/0/root", "Chad", "met", "nsubj"},
		{"a description", "In/ADP/IN/2/case Oslo/PROPN/NNP/7/obl ,/PUNCT/,/5/punct the/DET/DT/5/det capital/NOUN/NN/2/appos talks/NOUN/NNS/7/nsubj opened/VERB/VBD/0/root", "capital", "Oslo", "appos"},
		{"a row behind a day", "In/ADP/IN/2/case talks/NOUN/NNS/9/obl on/ADP/IN/4/case Sunday/PROPN/NNP/2/nmod ,/PUNCT/,/6/punct Jordan/PROPN/NNP/4/conj and/CCONJ/CC/8/cc Iraq/PROPN/NNP/4/conj signed/VERB/VBD/0/root", "Jordan", "signed", "nsubj"},
		{"two places", "In/ADP/IN/2/case Syria/PROPN/NNP/6/obl and/CCONJ/CC/4/cc Iraq/PROPN/NNP/2/conj crowds/NOUN/NNS/6/nsubj marched/VERB/VBD/0/root", "Iraq", "Syria", "conj"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, forms := words(t, c.in)
			fronted(all)
			for i := range all {
				if forms[i] == c.word && (forms[all[i].Head] != c.head || all[i].Rel != c.rel) {
					t.Errorf("%s hangs on %s as %s", c.word, forms[all[i].Head], all[i].Rel)
				}
			}
		})
	}
}

func TestParted(t *testing.T) {
	all, _ := words(t, "suspended/VERB/VBD/0/root the/DET/DT/3/det party/NOUN/NN/1/obj ;/PUNCT/:/5/punct Peru/PROPN/NNP/3/appos and/CCONJ/CC/7/cc Chile/PROPN/NNP/5/conj denounced/VERB/VBD/1/conj it/PRON/PRP/8/obj")
	parted(all)
	if all[4].Head != 7 || all[4].Rel != "nsubj" {
		t.Errorf("Peru hangs on %d as %s", all[4].Head, all[4].Rel)
	}
	all, _ = words(t, "marched/VERB/VBD/0/root ;/PUNCT/:/5/punct police/NOUN/NN/4/nsubj fired/VERB/VBN/5/amod gas/NOUN/NN/7/obj and/CCONJ/CC/7/cc arrested/VERB/VBD/1/conj ten/NUM/CD/7/obj")
	parted(all)
	if all[4].Rel != "obj" {
		t.Errorf("gas is %s", all[4].Rel)
	}
}

func TestRowed(t *testing.T) {
	all, _ := words(t, "suspended/VERB/VBD/0/root the/DET/DT/3/det constitution/NOUN/NN/1/obj ,/PUNCT/,/6/punct dissolved/VERB/VBN/6/amod parliament/NOUN/NN/3/conj and/CCONJ/CC/8/cc expelled/VERB/VBD/1/conj envoys/NOUN/NNS/8/obj")
	rowed(all)
	if all[4].Head != 0 || all[4].Rel != "conj" || all[5].Head != 4 || all[5].Rel != "obj" {
		t.Errorf("dissolved hangs on %d as %s, parliament on %d as %s", all[4].Head, all[4].Rel, all[5].Head, all[5].Rel)
	}
	all, _ = words(t, "visited/VERB/VBD/0/root schools/NOUN/NNS/1/obj ,/PUNCT/,/5/punct destroyed/VERB/VBN/5/amod villages/NOUN/NNS/2/conj and/CCONJ/CC/7/cc camps/NOUN/NNS/2/conj")
	rowed(all)
	if all[3].Rel != "amod" {
		t.Errorf("destroyed is %s", all[3].Rel)
	}
}

func TestObjected(t *testing.T) {
	all, _ := words(t, "Jordan/PROPN/NNP/2/nsubj recalled/VERB/VBD/0/root its/PRON/PRP/4/nmod:poss ambassador/NOUN/NN/7/nsubj and/CCONJ/CC/6/cc Syria/PROPN/NNP/4/conj fired/VERB/VBD/2/conj rockets/NOUN/NNS/7/obj")
	objected(all)
	if all[3].Head != 1 || all[3].Rel != "obj" || all[5].Head != 6 || all[5].Rel != "nsubj" {
		t.Errorf("ambassador hangs on %d as %s, Syria on %d as %s", all[3].Head, all[3].Rel, all[5].Head, all[5].Rel)
	}
}

func TestOneRow(t *testing.T) {
	all, _ := words(t, "America/PROPN/NNP/6/nsubj ,/PUNCT/,/1/punct Britain/PROPN/NNP/6/nsubj and/CCONJ/CC/5/cc Germany/PROPN/NNP/3/conj left/VERB/VBD/0/root")
	oneRow(all)
	if all[2].Head != 0 || all[2].Rel != "conj" || all[4].Head != 0 {
		t.Errorf("Britain hangs on %d as %s, Germany on %d", all[2].Head, all[2].Rel, all[4].Head)
	}
}

func TestCounted(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Militants/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root at/ADP/IN/4/case least/ADJ/JJS/5/nmod 30/NUM/CD/6/nummod villagers/NOUN/NNS/2/obl", "obj"},
		{"Militants/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root up/ADP/RP/2/compound:prt to/ADP/IN/5/case 30/NUM/CD/6/nummod villagers/NOUN/NNS/2/obl", "obj"},
		{"The/DET/DT/2/det strike/NOUN/NN/3/nsubj lasted/VERB/VBD/0/root at/ADP/IN/5/case least/ADJ/JJS/6/nmod 1/NUM/CD/7/nummod hour/NOUN/NN/3/obl", "obl"},
		{"Soldiers/NOUN/NNS/2/nsubj shot/VERB/VBD/0/root at/ADP/IN/5/case two/NUM/CD/5/nummod protesters/NOUN/NNS/2/obl", "obl"},
	} {
		all, forms := words(t, c.line)
		counted(all, func(i int) string { return forms[i] }, wordList(measuresFile))
		if got := all[len(all)-1].Rel; got != c.want {
			t.Errorf("%s: the last word is %s, want %s", c.line, got, c.want)
		}
	}
}

func TestOrdered(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"behind a relative clause", "Sudan/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root Chad/PROPN/NNP/2/obj ,/PUNCT/,/6/punct which/PRON/WDT/6/nsubj hosts/VERB/VBZ/3/acl:relcl camps/NOUN/NNS/6/obj ,/PUNCT/,/10/punct to/PART/TO/10/mark close/VERB/VB/6/advcl", "xcomp of urged"},
		{"no verb of asking", "Sudan/PROPN/NNP/2/nsubj used/VERB/VBD/0/root tanks/NOUN/NNS/2/obj ,/PUNCT/,/6/punct which/PRON/WDT/6/obj it/PRON/PRP/7/nsubj bought/VERB/VBD/3/acl:relcl ,/PUNCT/,/10/punct to/PART/TO/10/mark attack/VERB/VB/7/advcl", "advcl of bought"},
		{"no clause set off", "Sudan/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root calm/NOUN/NN/2/obj ,/PUNCT/,/6/punct to/PART/TO/6/mark calm/VERB/VB/2/advcl", "advcl of urged"},
	} {
		all, forms := words(t, c.in)
		for i := range forms { // the words of the tests have no lemmas of their own
			if forms[i] == "urged" {
				all[i].Lemma = "urge"
			}
		}
		ordered(all, wordList(orderingFile))
		last := all[len(all)-1]
		if got := last.Rel + " of " + forms[last.Head]; got != c.want {
			t.Errorf("%s: the last word is %s, want %s", c.name, got, c.want)
		}
	}
}

func TestDoing(t *testing.T) {
	both := map[string]bool{"free": true}
	all, _ := words(t, "agreed/VERB/VBD/0/root to/ADP/IN/4/case free/ADJ/JJ/4/amod prisoners/NOUN/NNS/1/obl")
	doing(all, both)
	if all[2].XPOS != "VB" || all[2].Rel != "xcomp" || all[1].Rel != "mark" || all[3].Head != 2 || all[3].Rel != "obj" {
		t.Errorf("free is %s %s, to %s, prisoners %s of %d", all[2].XPOS, all[2].Rel, all[1].Rel, all[3].Rel, all[3].Head)
	}
	all, _ = words(t, "wants/VERB/VBZ/0/root access/NOUN/NN/1/obj to/ADP/IN/5/case free/ADJ/JJ/5/amod food/NOUN/NN/2/nmod")
	doing(all, both)
	if all[3].UPOS != "ADJ" {
		t.Errorf("free is %s", all[3].UPOS)
	}
}
