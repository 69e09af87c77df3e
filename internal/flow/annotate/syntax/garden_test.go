package syntax

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestGarden(t *testing.T) {
	calendar := map[string]bool{"may": true}
	later := func(w []morph.Word, form func(int) string) { goneBy(w, calendar, form) }
	speaks := func(w []morph.Word, form func(int) string) { between(w, map[string]bool{"said": true}, form) }
	daily := func(w []morph.Word, form func(int) string) { dayFirst(w, wordList(dayWordsFile), form) }
	plain := func(f func([]morph.Word)) func([]morph.Word, func(int) string) {
		return func(w []morph.Word, _ func(int) string) { f(w) }
	}
	for _, c := range []struct {
		name     string
		mend     func([]morph.Word, func(int) string)
		in, want string
	}{
		{
			"the main verb before a clause of time", later,
			"talks/NOUN/NNS/5/nsubj collapsed/VERB/VBN/1/acl after/ADP/IN/4/case Chad/PROPN/NNP/2/obl closed/VERB/VBD/0/root gates/NOUN/NNS/5/obj ./PUNCT/./5/punct",
			"talks<collapsed:nsubj collapsed:root closed<collapsed:advcl Chad<closed:nsubj after<closed:mark gates<closed:obj",
		},
		{
			"a participle with a month", later,
			"men/NOUN/NNS/5/nsubj arrested/VERB/VBN/1/acl after/ADP/IN/4/case May/PROPN/NNP/2/obl left/VERB/VBD/0/root Kabul/PROPN/NNP/5/obj",
			"arrested<men:acl left:root May<arrested:obl",
		},
		{
			"a participle with a noun", later,
			"men/NOUN/NNS/6/nsubj arrested/VERB/VBN/1/acl after/ADP/IN/5/case the/DET/DT/5/det raid/NOUN/NN/2/obl left/VERB/VBD/0/root Kabul/PROPN/NNP/6/obj",
			"arrested<men:acl left:root",
		},
		{
			"with somebody doing something", plain(absolute),
			"talks/NOUN/NNS/2/nsubj ended/VERB/VBD/0/root with/SCONJ/IN/6/case China/PROPN/NNP/5/nsubj banning/VERB/VBG/6/amod imports/NOUN/NNS/2/obl",
			"banning<ended:advcl China<banning:nsubj imports<banning:obj with<banning:mark",
		},
		{
			"a modifier without a subject", plain(absolute),
			"talks/NOUN/NNS/2/nsubj ended/VERB/VBD/0/root with/SCONJ/IN/5/case warring/VERB/VBG/5/amod tribes/NOUN/NNS/2/obl",
			"warring<tribes:amod tribes<ended:obl",
		},
		{
			"a past joined to a name", plain(joinedPast),
			"Greece/PROPN/NNP/2/nsubj cancelled/VERB/VBD/0/root talks/NOUN/NNS/2/obj with/ADP/IN/5/case Libya/PROPN/NNP/3/nmod and/CCONJ/CC/8/cc deployed/VERB/VBN/8/amod troops/NOUN/NNS/5/conj",
			"deployed<cancelled:conj troops<deployed:obj and<deployed:cc",
		},
		{
			"a participle joined to a noun", plain(joinedPast),
			"Greece/PROPN/NNP/2/nsubj sent/VERB/VBD/0/root guards/NOUN/NNS/2/obj and/CCONJ/CC/6/cc trained/VERB/VBN/6/amod dogs/NOUN/NNS/3/conj",
			"trained<dogs:amod dogs<guards:conj",
		},
		{
			"a past joined to a sum", plain(joinedPast),
			"Chad/PROPN/NNP/2/nsubj froze/VERB/VBD/0/root $/SYM/$/2/obj and/CCONJ/CC/6/cc imposed/VERB/VBN/6/amod duties/NOUN/NNS/3/conj",
			"imposed<froze:conj duties<imposed:obj and<imposed:cc",
		},
		{
			"a past behind after", plain(func(w []morph.Word) {
				pastBehindConjunction(w, func(i int) string { return map[int]string{4: "strike"}[i] })
			}),
			"unrest/NOUN/NN/2/nsubj grew/VERB/VBD/0/root after/ADP/IN/6/case Chad/PROPN/NNP/5/nsubj struck/ADJ/JJ/6/amod camps/NOUN/NNS/2/obl",
			"struck<grew:advcl Chad<struck:nsubj camps<struck:obj after<struck:mark",
		},
		{
			"with whom a pact worth a sum is", plain(costing),
			"Chad/PROPN/NNP/2/nsubj signed/VERB/VBD/0/root pacts/NOUN/NNS/2/obj worth/ADJ/JJ/3/amod millions/NOUN/NNS/4/obj with/ADP/IN/7/case Mali/PROPN/NNP/5/nmod",
			"Mali<signed:obl",
		},
		{
			"a friend with a number", plain(costing),
			"Chad/PROPN/NNP/2/nsubj met/VERB/VBD/0/root rebels/NOUN/NNS/2/obj with/ADP/IN/5/case guns/NOUN/NNS/3/nmod",
			"guns<rebels:nmod",
		},
		{
			"two nouns as subjects", plain(titleSubject),
			"Peru/PROPN/NNP/2/nmod:poss trade/NOUN/NN/4/nsubj minister/NOUN/NN/4/nsubj left/VERB/VBD/0/root",
			"trade<minister:compound minister<left:nsubj Peru<minister:nmod:poss",
		},
		{
			"with whom somebody speaks by telephone", plain(byMeans),
			"Chad/PROPN/NNP/2/nsubj discussed/VERB/VBD/0/root it/PRON/PRP/2/obj by/ADP/IN/5/case telephone/NOUN/NN/2/obl with/ADP/IN/7/case Mali/PROPN/NNP/5/nmod",
			"Mali<discussed:obl telephone<discussed:obl",
		},
		{
			"a subject behind years after", plain(func(w []morph.Word) { afterTime(w, map[string]bool{"years": true}) }),
			"years/NOUN/NNS/4/obl after/ADP/IN/3/case Peru/PROPN/NNP/1/nmod agreed/VERB/VBD/6/advcl officials/NOUN/NNS/6/nsubj left/VERB/VBD/0/root",
			"Peru<agreed:nsubj after<agreed:mark years<agreed:obl",
		},
		{
			"a past behind the present of a relative clause", plain(liftPast),
			"Iran/PROPN/NNP/3/nsubj has/AUX/VBZ/3/aux backed/VERB/VBN/0/root those/PRON/DT/3/obj who/PRON/WP/6/nsubj stay/VERB/VBP/4/acl:relcl and/CCONJ/CC/8/cc sent/VERB/VBD/6/conj flour/NOUN/NN/8/obj",
			"sent<backed:conj",
		},
		{
			"a perfect in a relative clause", plain(hadDone),
			"rebels/NOUN/NNS/6/nsubj who/PRON/WP/5/nsubj have/VERB/VBD/1/acl:relcl seized/VERB/VBN/5/amod towns/NOUN/NNS/1/acl:relcl left/VERB/VBD/0/root",
			"seized<rebels:acl:relcl who<seized:nsubj have<seized:aux towns<seized:obj",
		},
		{
			"what something is called", plain(calledSo),
			"Iran/PROPN/NNP/2/nsubj called/VERB/VBD/0/root moves/NOUN/NNS/2/obj a/DET/DT/5/det provocation/NOUN/NN/3/obj", "provocation<called:xcomp",
		},
		{
			"a day as the first part of a name", daily,
			"Yesterday/NOUN/NN/3/nsubj Peru/PROPN/NNP/1/flat recognised/VERB/VBD/0/root Kosovo/PROPN/NNP/3/obj", "Yesterday<recognised:obl:unmarked Peru<recognised:nsubj",
		},
		{
			"a day before a name", daily,
			"Today/PROPN/NNP/2/compound Peru/PROPN/NNP/3/nsubj recognised/VERB/VBD/0/root Kosovo/PROPN/NNP/3/obj", "Today<recognised:obl:unmarked Peru<recognised:nsubj",
		},
		{
			"who says it between commas", speaks,
			"Kabul/PROPN/NNP/6/vocative ,/PUNCT/,/1/punct they/PRON/PRP/4/nsubj said/VERB/VBD/1/parataxis ,/PUNCT/,/1/punct declined/VERB/VBD/0/root talks/NOUN/NNS/6/obj",
			"Kabul<declined:nsubj said<declined:parataxis they<said:nsubj",
		},
		{
			"a second subject of the saying", speaks,
			"army/NOUN/NN/4/nsubj ,/PUNCT/,/1/punct officials/NOUN/NNS/4/nsubj said/VERB/VBD/0/root ,/PUNCT/,/1/punct withdrew/VERB/VBD/4/ccomp",
			"army<withdrew:nsubj officials<said:nsubj withdrew<said:ccomp",
		},
		{
			"who says it as an apposition", speaks,
			"Iran/PROPN/NNP/4/nsubj ,/PUNCT/,/3/punct diplomats/NOUN/NNS/1/appos said/VERB/VBD/0/root ,/PUNCT/,/4/punct has/AUX/VBZ/7/aux agreed/VERB/VBN/4/ccomp",
			"Iran<agreed:nsubj diplomats<said:nsubj agreed<said:ccomp",
		},
		{
			"a relative clause between commas", speaks,
			"Iran/PROPN/NNP/6/nsubj ,/PUNCT/,/4/punct which/PRON/WDT/4/nsubj said/VERB/VBD/1/acl:relcl ,/PUNCT/,/4/punct left/VERB/VBD/0/root",
			"said<Iran:acl:relcl Iran<left:nsubj",
		},
		{
			"so far as to", plain(further),
			"Chad/PROPN/NNP/2/nsubj went/VERB/VBD/0/root so/ADV/RB/4/advmod far/ADV/RB/2/advmod as/SCONJ/IN/7/mark to/PART/TO/7/mark close/VERB/VB/4/advcl it/PRON/PRP/7/obj",
			"close<went:advcl",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, forms := words(t, c.in)
			c.mend(all, func(i int) string { return forms[i] })
			got := " "
			for i := range all {
				s := forms[i]
				if all[i].Head >= 0 {
					s += "<" + forms[all[i].Head]
				}
				got += s + ":" + all[i].Rel + " "
			}
			for part := range strings.FieldsSeq(c.want) {
				if !strings.Contains(got, " "+part+" ") {
					t.Errorf("want %s in %s", part, got)
				}
			}
		})
	}
}
