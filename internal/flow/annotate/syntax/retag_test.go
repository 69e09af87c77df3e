package syntax

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/trees"
)

func TestRetag(t *testing.T) {
	r := &Reader{speech: wordList(speechFile), present: presentForms(onlyVerbsFile), cardinals: wordList(cardinalsFile), gerunds: map[string]bool{"impose": true}, alsoVerbs: wordList(alsoVerbsFile), offices: wordList(officesFile), vowing: wordList(vowingFile)}
	for _, c := range []struct{ name, in, word, want string }{
		{"a gerund behind a preposition", "it/PRP answered/VBD by/IN imposing/JJ tariffs/NNS", "imposing", "VBG"},
		{"an adjective that is a verb", "both/DT undertook/VBD to/IN clear/JJ mines/NNS", "clear", "VB"},
		{"what is to be done", "both/DT are/VBP to/IN exchange/NN prisoners/NNS", "exchange", "VB"},
		{"what is handed", "they/PRP were/VBD told/VBN to/IN hand/NN power/NN back/RB", "hand", "VB"},
		{"a hand", "they/PRP went/VBD hand/NN to/IN hand/NN ./.", "hand", "NN"},
		{"who promises", "its/PRP$ minister/NN promised/VBN to/TO act/VB", "promised", "VBD"},
		{"what was promised", "the/DT help/NN promised/VBN to/TO act/VB", "promised", "VBN"},
		{"a noun behind to", "this/DT leads/VBZ to/IN army/NN bases/NNS", "army", "NN"},
		{"one that is none", "both/DT objected/VBD to/IN foreign/JJ troops/NNS", "foreign", "JJ"},
		{"a noun behind a past", "the/DT navy/NN held/VBD exercises/VBZ around/IN the/DT islets/NNS", "exercises", "NNS"},
		{"no modal", "Iran/NNP withheld/MD fuel/VB", "withheld", "VBD"},
		{"an adjective", "an/DT imposing/JJ palace/NN", "imposing", "JJ"},
		{"a verb that is no noun", "Mr/NNP Vella/NNP denies/NNS leaving/VBG", "denies", "VBZ"},
		{"its base form", "groups/NNS in/IN Oran/NNP reject/NN that/DT", "reject", "VBP"},
		{"behind a modal", "they/PRP may/MD reject/NN it/PRP", "reject", "VB"},
		{"a verb behind and", "unions/NNS announces/VBZ a/DT strike/NN and/CC demands/NNS his/PRP$ release/NN", "demands", "VBZ"},
		{"a noun behind and", "unions/NNS announces/VBZ strikes/NNS and/CC demands/NNS for/IN pay/NN", "demands", "NNS"},
		{"the middle of three", "it/PRP rules/VBZ out/RP war/NN ,/, calls/NNS on/IN both/DT and/CC demands/VBZ talks/NNS", "calls", "VBZ"},
		{"a determiner before a noun", "it/PRP rejects/VBZ that/WDT account/VBP as/IN fiction/NN", "account", "NN"},
		{"a conjunction before a plural", "he/PRP complains/VBZ that/WDT searches/VBZ began/VBD late/RB", "searches", "NNS"},
		{"an adverb where no verb is", "Britain/NNP and/CC France/NNP back/RB the/DT text/NN", "back", "VBP"},
		{"two states that act", "Chad/NNP and/CC Niger/NNP protest/NN and/CC freeze/VB aid/NN ./.", "protest", "VBP"},
		{"two states in a phrase", "Chad/NNP and/CC Niger/NNP aid/NN was/VBD frozen/VBN ./.", "aid", "NN"},
		{"an adverb", "Britain/NNP took/VBD France/NNP back/RB the/DT day/NN", "back", "RB"},
		{"a number", "Eleven/NNP were/VBD detained/VBN", "Eleven", "CD"},
		{"a number of two words", "sixty-two/JJ died/VBD", "sixty-two", "CD"},
		{"a word of saying at the head", "claim/NN ,/, prices/NNS doubled/VBD", "claim", "NN"},
		{"who says so between commas", "prices/NNS ,/, bakers/NNS estimate/NN ,/, doubled/VBD", "estimate", "VBP"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var sent []trees.Word
			for w := range strings.FieldsSeq(c.in) {
				form, tag, _ := strings.Cut(w, "/")
				sent = append(sent, trees.Word{Form: form, XPOS: tag, UPOS: upos(tag)})
			}
			r.retag(sent)
			for _, w := range sent {
				if w.Form == c.word && w.XPOS != c.want {
					t.Errorf("%s is tagged %s, want %s", w.Form, w.XPOS, c.want)
				}
			}
		})
	}
}

// upos gives the class of a word by its tag, as far as the cases need it.
func upos(tag string) string {
	switch {
	case strings.HasPrefix(tag, "NNP"):
		return "PROPN"
	case strings.HasPrefix(tag, "NN"):
		return "NOUN"
	case strings.HasPrefix(tag, "VB"):
		return "VERB"
	case tag == "MD":
		return "AUX"
	case tag == "," || tag == ".":
		return "PUNCT"
	}
	return "X"
}

func TestOpened(t *testing.T) {
	calendar := wordList(calendarFile)
	for _, c := range []struct{ name, in, subject string }{
		{"a month and a name", "In/ADP/IN/4/case March/PROPN/NNP/4/compound Rights/PROPN/NNP/4/compound Watch/PROPN/NNP/5/obl accused/VERB/VBD/0/root", "Watch"},
		{"a place and people", "in/ADP/IN/3/case London/PROPN/NNP/3/compound members/NOUN/NNS/4/obl called/VERB/VBD/0/root", "members"},
		{"a day and a state", "On/ADP/IN/2/case Monday/PROPN/NNP/4/obl Kenya/PROPN/NNP/2/flat closed/VERB/VBD/0/root", "Kenya"},
		{"a day on the subject", "On/ADP/IN/3/case Sunday/PROPN/NNP/3/compound men/NOUN/NNS/4/nsubj fled/VERB/VBD/0/root", "men"},
		{"a day alone", "On/ADP/IN/2/case Monday/PROPN/NNP/4/obl he/PRON/PRP/4/nsubj fled/VERB/VBD/0/root", "he"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, forms := words(t, c.in)
			whole(all, func(w []morph.Word) { opened(w, func(i int) string { return forms[i] }, calendar) })
			for i := range all {
				if all[i].Rel == "nsubj" && forms[i] != c.subject || forms[i] == c.subject && all[i].Rel != "nsubj" {
					t.Errorf("%s is %s, want %s as the subject", forms[i], all[i].Rel, c.subject)
				}
			}
		})
	}
}

func TestThirdPerson(t *testing.T) {
	for lemma, want := range map[string]string{"deny": "denies", "say": "says", "y": "ys", "reach": "reaches", "": "s", "call": "calls"} {
		if got := withS(lemma); got != want {
			t.Errorf("withS(%q) = %q, want %q", lemma, got, want)
		}
	}
}
