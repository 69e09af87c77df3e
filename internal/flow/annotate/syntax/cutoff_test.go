package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestCutOff(t *testing.T) {
	for _, c := range []struct{ name, in, word, want string }{
		{"a participle behind the comma", "Kenya/PROPN/NNP/3/nsubj ,/PUNCT/,/1/punct asked/VERB/VBD/0/root to/PART/TO/5/mark pay/VERB/VB/3/xcomp ,/PUNCT/,/7/punct refused/VERB/VBD/3/conj ./PUNCT/./3/punct", "refused", "root of Kenya"},
		{"a row of verbs", "Kenya/PROPN/NNP/2/nsubj asked/VERB/VBD/0/root to/PART/TO/4/mark pay/VERB/VB/2/xcomp ,/PUNCT/,/6/punct refused/VERB/VBD/2/conj ./PUNCT/./2/punct", "refused", "conj of asked"},
		{"a row with a conjunction", "Kenya/PROPN/NNP/3/nsubj ,/PUNCT/,/1/punct asked/VERB/VBD/0/root ,/PUNCT/,/6/punct but/CCONJ/CC/6/cc refused/VERB/VBD/3/conj ./PUNCT/./3/punct", "refused", "conj of asked"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, forms []string) { cutOff(w, func(i int) string { return forms[i] }) }, c.in, c.word, c.want)
		})
	}
}

func TestPastInRow(t *testing.T) {
	for _, c := range []struct{ name, in, word, want string }{
		{"a verb of a row", "met/VERB/VBD/0/root ,/PUNCT/,/1/punct laid/VERB/VBD/4/amod flowers/NOUN/NNS/1/obj", "laid", "conj of met"},
		{"its object", "met/VERB/VBD/0/root ,/PUNCT/,/1/punct laid/VERB/VBD/4/amod flowers/NOUN/NNS/1/obj", "flowers", "obj of laid"},
		{"a participle", "saw/VERB/VBD/0/root ,/PUNCT/,/1/punct cut/VERB/VBN/4/amod flowers/NOUN/NNS/1/obj", "flowers", "obj of saw"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, forms []string) { pastInRow(w, func(i int) string { return forms[i] }) }, c.in, c.word, c.want)
		})
	}
}

func TestBesideVerb(t *testing.T) {
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word, func(int) string)
		in, word, want string
	}{
		{"how often somebody has", func(w []morph.Word, form func(int) string) { oftenHas(w, form, wordList(oftenFile), nil, nil) }, "Georgia/PROPN/NNP/2/nsubj has/VERB/VBZ/0/root more/ADJ/JJR/2/obj than/ADP/IN/5/case once/ADV/RB/3/obl threatened/VERB/VBN/2/advcl to/PART/TO/8/mark leave/VERB/VB/6/xcomp", "Georgia", "nsubj of threatened"},
		{"when somebody had", func(w []morph.Word, form func(int) string) { oftenHas(w, form, wordList(oftenFile), nil, nil) }, "Chad/PROPN/NNP/2/nsubj had/VERB/VBD/0/root last/ADJ/JJ/4/amod weekend/NOUN/NN/2/obj seized/VERB/VBN/2/xcomp peaks/NOUN/NNS/5/obj", "Chad", "nsubj of seized"},
		{"at whose door", behindAdverb, "laid/VERB/VBD/0/root blame/NOUN/NN/1/obj wholly/ADV/RB/2/advmod at/ADP/IN/5/case door/NOUN/NN/3/obl", "door", "obl of laid"},
		{"what somebody has", func(w []morph.Word, form func(int) string) { oftenHas(w, form, wordList(oftenFile), nil, nil) }, "Georgia/PROPN/NNP/2/nsubj has/VERB/VBZ/0/root gas/NOUN/NN/2/obj stored/VERB/VBN/3/acl", "Georgia", "nsubj of has"},
		{"a name before its verb", func(w []morph.Word, _ func(int) string) { verbsName(w) }, "Hanoi/PROPN/NNP/2/compound voiced/VERB/VBD/0/root anger/NOUN/NN/2/obj", "Hanoi", "nsubj of voiced"},
		{"a subject before an adverb", func(w []morph.Word, _ func(int) string) { subjectBeforeAdverb(w) }, "police/NOUN/NN/2/compound meanwhile/ADV/RB/3/advmod held/VERB/VBD/0/root two/NUM/CD/3/obj", "police", "nsubj of held"},
		{"a particle", partedParticle, "Peru/PROPN/NNP/2/nsubj ruled/VERB/VBD/0/root that/SCONJ/IN/2/obj out/ADV/RB/5/advmod again/ADV/RB/2/advmod", "out", "compound:prt of ruled"},
		{"with whom somebody has talks of his own", ofItsOwn, "held/VERB/VBD/0/root talks/NOUN/NNS/1/obj of/ADP/IN/5/case its/PRON/PRP$/5/nmod:poss own/ADJ/JJ/2/nmod with/ADP/IN/7/case Chad/PROPN/NNP/5/obl", "Chad", "nmod of talks"},
		{"a perfect beyond a clause", func(w []morph.Word, _ func(int) string) { sharedPerfect(w) }, "had/AUX/VBD/2/aux shut/VERB/VBN/0/root roads/NOUN/NNS/2/obj NATO/PROPN/NNP/5/nsubj uses/VERB/VBZ/3/acl:relcl and/CCONJ/CC/7/cc given/VERB/VBN/5/conj it/PRON/PRP/7/iobj", "given", "conj of shut"},
		{"a noun before to", nounThenTo, "The/DET/DT/3/det Taliban/PROPN/NNP/3/compound vow/NOUN/NN/0/root to/PART/TO/5/mark burn/VERB/VB/3/acl lorries/NOUN/NNS/5/obj ./PUNCT/./3/punct", "Taliban", "nsubj of vow"},
		{"a name behind a time", func(w []morph.Word, _ func(int) string) { nameBehindTime(w, map[string]bool{"hour": true}) }, "Within/ADP/IN/2/case hour/NOUN/NN/4/obl Chavez/PROPN/NNP/2/appos broke/VERB/VBD/0/root relations/NOUN/NNS/4/obj", "Chavez", "nsubj of broke"},
		{"an opposite number", func(w []morph.Word, _ func(int) string) { subjectUnmarked(w, nil) }, "His/PRON/PRP$/2/nmod:poss number/NOUN/NN/6/obl:unmarked ,/PUNCT/,/4/punct Chaderton/PROPN/NNP/2/appos ,/PUNCT/,/6/punct left/VERB/VBD/0/root", "number", "nsubj of left"},
		{"what pictures are called", func(w []morph.Word, _ func(int) string) { secondObject(w, wordList(namingFile)) }, "call/VERB/VBD/0/root pictures/NOUN/NNS/1/obj a/DET/DT/4/det fraud/NOUN/NN/1/obj", "fraud", "xcomp of call"},
		{"two gerunds behind of", sameMark, "accuses/VERB/VBZ/0/root of/SCONJ/IN/3/mark letting/VERB/VBG/1/advcl rebels/NOUN/NNS/3/obj pass/VERB/VB/3/xcomp and/CCONJ/CC/8/cc of/SCONJ/IN/8/mark arming/VERB/VBG/5/conj", "arming", "conj of letting"},
		{"what a meeting is called", func(w []morph.Word, form func(int) string) { apposedVerdict(w, form, wordList(namingFile)) }, "call/VERB/VBD/0/root the/DET/DT/3/det meeting/NOUN/NN/1/obj a/DET/DT/5/det success/NOUN/NN/3/appos", "success", "xcomp of call"},
		{"who has an office is no verdict", func(w []morph.Word, form func(int) string) { apposedVerdict(w, form, wordList(namingFile)) }, "call/VERB/VBD/0/root the/DET/DT/3/det envoy/NOUN/NN/1/obj ,/PUNCT/,/6/punct a/DET/DT/6/det friend/NOUN/NN/3/appos", "friend", "appos of envoy"},
		{"a gerund of the past", perfectGerund, "thanked/VERB/VBD/0/root for/SCONJ/IN/3/mark having/VERB/VBG/1/advcl freed/VERB/VBN/3/xcomp Baradar/PROPN/NNP/4/obj", "freed", "advcl of thanked"},
		{"an adverb", partedParticle, "Peru/PROPN/NNP/2/nsubj saw/VERB/VBD/0/root that/PRON/DT/2/obj only/ADV/RB/5/advmod later/ADV/RB/2/advmod", "only", "advmod of later"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, forms []string) { c.rule(w, func(i int) string { return forms[i] }) }, c.in, c.word, c.want)
		})
	}
}

func TestByThen(t *testing.T) {
	for _, c := range []struct{ name, in, word, want string }{
		{"whom an attack is on", "condemned/VERB/VBD/0/root raid/NOUN/NN/1/obj by/ADP/IN/4/case rebels/NOUN/NNS/2/nmod on/ADP/IN/6/case farms/NOUN/NNS/1/obl", "farms", "nmod of raid"},
		{"below who does it", "raid/NOUN/NN/0/root by/ADP/IN/3/case rebels/NOUN/NNS/1/nmod against/ADP/IN/5/case farms/NOUN/NNS/3/nmod", "farms", "nmod of raid"},
		{"a day", "condemned/VERB/VBD/0/root raid/NOUN/NN/1/obj by/ADP/IN/4/case rebels/NOUN/NNS/2/nmod on/ADP/IN/6/case Monday/PROPN/NNP/1/obl", "Monday", "obl of condemned"},
		{"whose he is", "raid/NOUN/NN/0/root by/ADP/IN/3/case fighters/NOUN/NNS/1/nmod of/ADP/IN/5/case Chad/PROPN/NNP/3/nmod", "Chad", "nmod of fighters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, forms []string) {
				byThen(w, wordList(calendarFile), func(i int) string { return forms[i] })
			}, c.in, c.word, c.want)
		})
	}
}
