package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestRegained(t *testing.T) {
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word)
		in, word, want string
	}{
		{
			"whose offer it is", activePerfect,
			"Chad/PROPN/NNP/3/nsubj:pass have/AUX/VBD/3/aux refused/VERB/VBN/0/root offers/NOUN/NNS/3/obj by/ADP/IN/6/case Oman/PROPN/NNP/3/obl:agent", "Oman", "nmod of offers",
		},
		{
			"a passive", activePerfect,
			"offers/NOUN/NNS/4/nsubj:pass have/AUX/VBD/4/aux been/AUX/VBN/4/aux:pass refused/VERB/VBN/0/root by/ADP/IN/6/case Oman/PROPN/NNP/4/obl:agent", "Oman", "obl:agent of refused",
		},
		{
			"who denounced it", activePast,
			"sale/NOUN/NN/0/root that/PRON/WDT/4/obj China/PROPN/NNP/4/nsubj:pass denounced/VERB/VBN/1/acl:relcl", "China", "nsubj of denounced",
		},
		{
			"a past behind an offer to do something", liftFromNoun,
			"Chad/PROPN/NNP/2/nsubj refused/VERB/VBD/0/root offers/NOUN/NNS/2/obj to/PART/TO/5/mark mediate/VERB/VB/3/acl and/CCONJ/CC/7/cc accused/VERB/VBN/5/conj Niger/PROPN/NNP/7/obj", "accused", "conj of refused",
		},
		{
			"a past behind what is refused", liftFromInfinitive,
			"Chad/PROPN/NNP/2/nsubj refused/VERB/VBD/0/root to/PART/TO/4/mark mediate/VERB/VB/2/xcomp and/CCONJ/CC/6/cc expelled/VERB/VBN/4/conj envoys/NOUN/NNS/6/obj", "expelled", "conj of refused",
		},
		{
			"a present behind an end in view", liftFromInfinitive,
			"Chad/PROPN/NNP/2/nsubj calls/VERB/VBZ/0/root to/PART/TO/4/mark mediate/VERB/VB/2/advcl and/CCONJ/CC/6/cc urges/VERB/VBZ/4/conj Niger/PROPN/NNP/6/obj", "urges", "conj of calls",
		},
		{
			"a present behind a gerund", liftFromInfinitive,
			"Oman/PROPN/NNP/2/nsubj accuses/VERB/VBZ/0/root Iraq/PROPN/NNP/2/obj of/SCONJ/IN/5/mark arming/VERB/VBG/2/advcl gangs/NOUN/NNS/5/obj and/CCONJ/CC/8/cc expels/VERB/VBZ/5/conj two/NUM/CD/8/obj",
			"expels", "conj of accuses",
		},
		{
			"a present behind what was before", liftFromPast,
			"court/NOUN/NN/2/nsubj rules/VERB/VBZ/0/root that/SCONJ/IN/6/mark both/PRON/DT/6/nsubj had/AUX/VBD/6/aux agreed/VERB/VBN/2/ccomp and/CCONJ/CC/8/cc gives/VERB/VBZ/6/conj them/PRON/PRP/8/obj",
			"gives", "conj of rules",
		},
		{
			"a perfect behind what happened", liftFromPast,
			"Iran/PROPN/NNP/2/nsubj says/VERB/VBZ/0/root mines/NOUN/NNS/4/nsubj drifted/VERB/VBD/2/ccomp and/CCONJ/CC/7/cc has/AUX/VBZ/7/aux demanded/VERB/VBN/4/conj talks/NOUN/NNS/7/obj",
			"demanded", "conj of says",
		},
		{
			"a present behind a present", liftFromPast,
			"court/NOUN/NN/2/nsubj rules/VERB/VBZ/0/root that/SCONJ/IN/5/mark Iran/PROPN/NNP/5/nsubj agrees/VERB/VBZ/2/ccomp and/CCONJ/CC/7/cc gives/VERB/VBZ/5/conj way/NOUN/NN/7/obj",
			"gives", "conj of agrees",
		},
		{
			"two infinitives", liftFromInfinitive,
			"Chad/PROPN/NNP/2/nsubj refused/VERB/VBD/0/root to/PART/TO/4/mark mediate/VERB/VB/2/xcomp and/CCONJ/CC/6/cc expel/VERB/VB/4/conj envoys/NOUN/NNS/6/obj", "expel", "conj of mediate",
		},
		{
			"what was used", hadUsed,
			"denied/VERB/VBD/0/root men/NOUN/NNS/3/nsubj have/VERB/VBD/1/ccomp used/VERB/VBN/5/amod force/NOUN/NN/3/obj", "force", "obj of used",
		},
		{
			"what somebody has", hadUsed,
			"denied/VERB/VBD/0/root it/PRON/PRP/3/nsubj have/VERB/VBD/1/ccomp armed/VERB/VBN/5/amod guards/NOUN/NNS/3/obj", "armed", "amod of guards",
		},
		{
			"the middle of a row", rowedPast,
			"China/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root force/NOUN/NN/2/obj ,/PUNCT/,/5/punct accused/VERB/VBN/3/acl Manila/PROPN/NNP/5/obj and/CCONJ/CC/8/cc demanded/VERB/VBD/2/conj talks/NOUN/NNS/8/obj", "accused", "conj of denied",
		},
		{
			"who is itself in a dispute", itselfDone,
			"Oman/PROPN/NNP/4/nsubj ,/PUNCT/,/1/punct itself/PRON/PRP/4/obl embroiled/VERB/VBD/0/root ,/PUNCT/,/6/punct called/VERB/VBN/4/advcl for/ADP/IN/8/case calm/NOUN/NN/6/obl", "Oman", "nsubj of called",
		},
		{
			"a participle with subject and object", activePast,
			"Chad/PROPN/NNP/2/nsubj sent/VERB/VBN/0/root tanks/NOUN/NNS/2/obj", "Chad", "nsubj of sent",
		},
		{
			"the first half as a participle", secondHalf,
			"Peru/PROPN/NNP/13/nsubj ,/PUNCT/,/1/punct signed/VERB/VBN/1/acl pacts/NOUN/NNS/3/obj ,/PUNCT/,/7/punct and/CCONJ/CC/7/cc Chile/PROPN/NNP/4/conj ,/PUNCT/,/10/punct which/PRON/WDT/10/nsubj " +
				"left/VERB/VBD/7/acl:relcl early/ADV/RB/10/advmod ,/PUNCT/,/1/punct invited/VERB/VBD/0/root traders/NOUN/NNS/13/obj", "Chile", "nsubj of invited",
		},
		{
			"a row behind a participle", secondHalf,
			"Peru/PROPN/NNP/9/nsubj ,/PUNCT/,/1/punct given/VERB/VBN/1/acl gold/NOUN/NN/3/obj ,/PUNCT/,/7/punct and/CCONJ/CC/7/cc coal/NOUN/NN/4/conj ,/PUNCT/,/1/punct agreed/VERB/VBD/0/root", "Peru", "nsubj of agreed",
		},
		{
			"two subjects of one verb", twoSubjects,
			"Union/PROPN/NNP/10/nsubj ,/PUNCT/,/4/punct which/PRON/WDT/4/nsubj left/VERB/VBD/1/acl:relcl ,/PUNCT/,/6/punct regrets/VERB/VBZ/4/ccomp that/SCONJ/IN/10/mark Chad/PROPN/NNP/10/nsubj has/AUX/VBZ/10/aux stayed/VERB/VBN/0/root", "stayed", "ccomp of regrets",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
