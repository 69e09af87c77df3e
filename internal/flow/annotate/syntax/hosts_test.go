package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestHosts(t *testing.T) {
	giving := &verbs{giving: map[string]bool{"gave": true}, speaking: map[string]bool{}}
	for _, c := range []struct {
		sentence string
		rule     func([]morph.Word)
		word     string
		want     string
	}{
		{"Chad/PROPN/NNP/2/nsubj has/AUX/VBZ/3/aux eased/VERB/VBN/0/root curbs/NOUN/NNS/3/obj", onAuxiliary, "Chad", "nsubj of eased"},
		{"From/ADP/IN/2/case Harare/PROPN/NNP/3/nsubj come/VERB/VBP/0/root a/DET/DT/5/det call/NOUN/NN/3/obj", casedSubjectFirst, "Harare", "obl of come"},
		{"claims/NOUN/NNS/0/root by/ADP/IN/4/case Amnesty/PROPN/NNP/1/nmod International/PROPN/NNP/1/nmod", oneName, "International", "flat of Amnesty"},
		{"army/NOUN/NN/2/nsubj burned/VERB/VBD/0/root Rohingya/PROPN/NNP/2/iobj villages/NOUN/NNS/2/obj", giving.nameOfThings, "Rohingya", "compound of villages"},
		{"army/NOUN/NN/2/nsubj gave/VERB/VBD/0/root Chad/PROPN/NNP/2/iobj tents/NOUN/NNS/2/obj", giving.nameOfThings, "Chad", "iobj of gave"},
		{
			"He/PRON/PRP/2/nsubj said/VERB/VBD/0/root on/ADP/IN/5/case a/DET/DT/5/det visit/NOUN/NN/2/obl that/SCONJ/IN/9/mark it/PRON/PRP/9/nsubj would/AUX/MD/9/aux go/VERB/VB/5/acl",
			func(w []morph.Word) { saidBehindNoun(w, map[string]bool{"said": true}) }, "go", "ccomp of said",
		},
		{"It/PRON/PRP/2/nsubj see/VERB/VBP/0/root Chad/PROPN/NNP/2/obj expel/VERB/VB/2/xcomp two/NUM/CD/4/obj", sawDo, "expel", "ccomp of see"},
		{
			"She/PRON/PRP/3/nsubj:pass was/AUX/VBD/3/aux:pass taken/VERB/VBN/0/root hostage/NOUN/NN/3/obj",
			func(w []morph.Word) { takenSo(w, nil) }, "hostage", "xcomp of taken",
		},
		{
			"He/PRON/PRP/3/nsubj:pass was/AUX/VBD/3/aux:pass put/VERB/VBN/0/root under/ADP/IN/5/case curbs/NOUN/NNS/3/obl by/ADP/IN/7/case Chad/PROPN/NNP/5/nmod",
			agentBehindNoun, "Chad", "obl:agent of put",
		},
		{
			"Teams/NOUN/NNS/10/nsubj of/ADP/IN/3/case Army/PROPN/NNP/1/nmod ,/PUNCT/,/5/punct Police/PROPN/NNP/3/conj ,/PUNCT/,/9/punct and/CCONJ/CC/9/cc the/DET/DT/9/det Ministry/PROPN/NNP/1/conj came/VERB/VBD/0/root",
			lastOfNames, "Ministry", "conj of Army",
		},
		{
			"She/PRON/PRP/2/nsubj denied/VERB/VBD/0/root ever/ADV/RB/2/advmod having/AUX/VBG/5/aux promised/VERB/VBN/2/advcl tents/NOUN/NNS/5/obj",
			(&verbs{denying: map[string]bool{"denied": true}}).deniedDoing, "promised", "xcomp of denied",
		},
	} {
		holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.sentence, c.word, c.want)
	}
}
