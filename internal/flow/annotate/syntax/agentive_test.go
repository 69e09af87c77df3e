package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestAgentOfVerb(t *testing.T) {
	sites, calendar := map[string]bool{"border": true, "dawn": true}, map[string]bool{"Friday": true}
	rule := func(w []morph.Word) { agentOfVerb(w, sites, calendar) }
	handed := func(w []morph.Word) { handedThings(w, map[string]bool{"hand": true}) }
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word)
		in, word, want string
	}{
		{
			"who sent troops to a place", rule,
			"troops/NOUN/NNS/3/nsubj:pass be/AUX/VBD/3/aux:pass rushed/VERB/VBN/0/root to/ADP/IN/5/case border/NOUN/NN/3/obl by/ADP/IN/7/case Chad/PROPN/NNP/5/nmod", "Chad", "obl:agent of rushed",
		},
		{
			"who seized somebody at a time of day", rule,
			"leader/NOUN/NN/3/nsubj:pass be/AUX/VBD/3/aux:pass seized/VERB/VBN/0/root at/ADP/IN/5/case dawn/NOUN/NN/3/obl by/ADP/IN/7/case soldiers/NOUN/NNS/5/obl:agent", "soldiers", "obl:agent of seized",
		},
		{
			"who made a statement", rule,
			"plan/NOUN/NN/3/nsubj:pass be/AUX/VBD/3/aux:pass condemned/VERB/VBN/0/root in/ADP/IN/5/case statement/NOUN/NN/3/obl by/ADP/IN/7/case Oman/PROPN/NNP/5/nmod", "Oman", "nmod of statement",
		},
		{
			"an active", rule,
			"Chad/PROPN/NNP/2/nsubj rushed/VERB/VBD/0/root troops/NOUN/NNS/2/obj to/ADP/IN/5/case border/NOUN/NN/2/obl by/ADP/IN/7/case road/NOUN/NN/5/nmod", "road", "nmod of border",
		},
		{
			"a day", rule,
			"troops/NOUN/NNS/3/nsubj:pass be/AUX/VBD/3/aux:pass moved/VERB/VBN/0/root to/ADP/IN/5/case border/NOUN/NN/3/obl by/ADP/IN/7/case Friday/PROPN/NNP/5/nmod", "Friday", "nmod of border",
		},
		{
			"what somebody was handed", handed,
			"hunters/NOUN/NNS/4/nsubj be/AUX/VBD/4/cop hand/VERB/VBN/4/amod rifles/NOUN/NNS/0/root by/ADP/IN/6/case army/NOUN/NN/4/nmod", "rifles", "obj of hand",
		},
		{
			"a noun before of", beforeOf,
			"order/VERB/VBD/0/root a/DET/DT/5/det up/NOUN/NN/5/compound of/ADP/IN/5/case reservists/NOUN/NNS/1/obj", "reservists", "nmod of up",
		},
		{
			"what somebody did away with", doneAway,
			"Oman/PROPN/NNP/2/nsubj do/AUX/VBD/0/root away/ADV/RB/2/advmod with/ADP/IN/5/case bans/NOUN/NNS/2/obl", "bans", "obl of do",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
