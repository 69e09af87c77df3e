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
