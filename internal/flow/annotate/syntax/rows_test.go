package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestRows(t *testing.T) {
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word, []string)
		in, word, want string
	}{
		{"a month before a phrase", func(w []morph.Word, f []string) {
			dayThenPhrase(w, func(i int) string { return f[i] }, map[string]bool{"march": true})
		}, "In/ADP/IN/2/case March/PROPN/NNP/4/compound a/DET/DT/4/det man/NOUN/NN/8/obl ,/PUNCT/,/6/punct Smith/PROPN/NNP/8/nsubj ,/PUNCT/,/4/punct fled/VERB/VBD/0/root", "man", "nsubj of fled"},
		{"who has an office", func(w []morph.Word, f []string) {
			officeHolder(w, func(i int) string { return f[i] }, wordList(officesFile))
		}, "warned/VERB/VBD/0/root leader/NOUN/NN/1/obj of/ADP/IN/4/case Serbs/PROPN/NNPS/2/nmod ,/PUNCT/,/6/punct Milorad/PROPN/NNP/4/appos Dodik/PROPN/NNP/6/flat", "Milorad", "appos of leader"},
		{"what a city is in", func(w []morph.Word, f []string) {
			officeHolder(w, func(i int) string { return f[i] }, wordList(officesFile))
		}, "left/VERB/VBD/0/root city/NOUN/NN/1/obj of/ADP/IN/4/case Goma/PROPN/NNP/2/nmod ,/PUNCT/,/6/punct North/PROPN/NNP/4/appos Kivu/PROPN/NNP/6/flat", "North", "appos of Goma"},
		{"a day before an owner", func(w []morph.Word, f []string) {
			dayThenOwner(w, func(i int) string { return f[i] }, map[string]bool{"friday": true})
		}, "On/ADP/IN/2/case Friday/PROPN/NNP/6/obl Peru/PROPN/NNP/2/flat 's/PART/POS/2/case envoy/NOUN/NN/6/nsubj left/VERB/VBD/0/root", "Peru", "nmod:poss of envoy"},
		{"a month in an owner", func(w []morph.Word, f []string) {
			dayThenOwner(w, func(i int) string { return f[i] }, map[string]bool{"april": true})
		}, "in/ADP/IN/5/case April/PROPN/NNP/5/nmod Peru/PROPN/NNP/5/nmod 's/PART/POS/3/case envoy/NOUN/NN/6/nsubj left/VERB/VBD/0/root", "April", "obl of left"},
		{"a name between commas", func(w []morph.Word, _ []string) { apposedName(w) }, "envoy/NOUN/NN/6/nsubj for/ADP/IN/3/case hostages/NOUN/NNS/1/nmod ,/PUNCT/,/5/punct Adam/PROPN/NNP/3/conj met/VERB/VBD/0/root ,/PUNCT/,/6/punct", "Adam", "conj of hostages"},
		{"a name between two commas", func(w []morph.Word, _ []string) { apposedName(w) }, "envoy/NOUN/NN/7/nsubj for/ADP/IN/3/case hostages/NOUN/NNS/1/nmod ,/PUNCT/,/5/punct Adam/PROPN/NNP/3/conj ,/PUNCT/,/7/punct met/VERB/VBD/0/root", "Adam", "appos of envoy"},
		{"three states", func(w []morph.Word, _ []string) { rowOfStates(w) }, "ministers/NOUN/NNS/10/nsubj of/ADP/IN/3/case China/PROPN/NNP/1/nmod ,/PUNCT/,/6/punct the/DET/DT/6/det Republic/PROPN/NNP/1/appos and/CCONJ/CC/8/cc Tonga/PROPN/NNP/6/conj all/DET/DT/10/advmod met/VERB/VBD/0/root", "Republic", "appos of ministers"},
		{"three states up to the verb", func(w []morph.Word, _ []string) { rowOfStates(w) }, "ministers/NOUN/NNS/9/nsubj of/ADP/IN/3/case China/PROPN/NNP/1/nmod ,/PUNCT/,/6/punct the/DET/DT/6/det Republic/PROPN/NNP/1/appos and/CCONJ/CC/8/cc Tonga/PROPN/NNP/6/conj met/VERB/VBD/0/root", "Republic", "conj of China"},
		{"the nearest of two", func(w []morph.Word, _ []string) { nearConjunct(w) }, "chaired/VERB/VBN/0/root by/ADP/IN/3/case Qin/PROPN/NNP/1/obl:agent and/CCONJ/CC/5/cc attended/VERB/VBN/1/conj by/ADP/IN/7/case Bilawal/PROPN/NNP/5/obl:agent and/CCONJ/CC/9/cc Muttaqi/PROPN/NNP/3/conj", "Muttaqi", "conj of Bilawal"},
		{"names before a verb that goes on", func(w []morph.Word, _ []string) { namesThenVerb(w) }, "broke/VERB/VBD/0/root with/ADP/IN/3/case Chad/PROPN/NNP/1/obl ,/PUNCT/,/5/punct Mali/PROPN/NNP/3/appos ,/PUNCT/,/10/punct Niger/PROPN/NNP/11/nsubj and/CCONJ/CC/9/cc Togo/PROPN/NNP/7/conj and/CCONJ/CC/11/cc told/VERB/VBD/1/parataxis", "Niger", "conj of Chad"},
		{"a name before an aside", func(w []morph.Word, _ []string) { subjectThenAside(w) }, "driven/VERB/VBN/0/root from/ADP/IN/3/case homes/NOUN/NNS/1/obl ,/PUNCT/,/6/punct and/CCONJ/CC/6/cc Chad/PROPN/NNP/3/conj ,/PUNCT/,/8/punct fearing/VERB/VBG/1/advcl war/NOUN/NN/8/obj ,/PUNCT/,/11/punct closed/VERB/VBD/1/conj", "Chad", "nsubj of closed"},
		{"a past behind and", func(w []morph.Word, _ []string) { pastBehindAnd(w) }, "recalled/VERB/VBD/0/root envoy/NOUN/NN/1/obj from/ADP/IN/4/case NATO/PROPN/NNP/2/nmod and/CCONJ/CC/6/cc suspended/VERB/VBN/4/conj participation/NOUN/NN/1/obl", "participation", "obj of suspended"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, c.rule, c.in, c.word, c.want)
		})
	}
}

func TestSharedNoun(t *testing.T) {
	all, _ := words(t, "Turkish/PROPN/NNP/5/nsubj and/CCONJ/CC/3/cc Greek/ADJ/JJ/1/conj envoys/NOUN/NNS/1/conj met/VERB/VBD/0/root")
	sharedNoun(all)
	if all[3].Head != 4 || all[3].Rel != "nsubj" || all[0].Head != 3 || all[0].Rel != "amod" || all[2].Head != 0 {
		t.Errorf("envoys hangs on %d as %s, Turkish on %d as %s", all[3].Head, all[3].Rel, all[0].Head, all[0].Rel)
	}
}
