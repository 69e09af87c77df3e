package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestHeadlines(t *testing.T) {
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word)
		in, word, want string
	}{
		{"an office behind a people", behindPeople, "Thai/ADJ/JJ/3/nsubj PM/NOUN/NN/1/nmod:unmarked resigns/VERB/VBZ/0/root", "PM", "nsubj of resigns"},
		{"a people as the subject", behindPeople, "French/ADJ/JJ/2/nsubj leave/VERB/VBP/0/root Mali/PROPN/NNP/2/obj", "French", "nsubj of leave"},
		{"the first verb of two", firstOfTwo, "Lanka/PROPN/NNP/3/compound bars/NOUN/NNS/3/compound monitors/NOUN/NNS/5/nsubj ,/PUNCT/,/3/punct accuses/VERB/VBZ/0/root chief/NOUN/NN/5/obj", "monitors", "obj of bars"},
		{"one verb", firstOfTwo, "Lanka/PROPN/NNP/3/compound rights/NOUN/NNS/3/compound monitors/NOUN/NNS/4/nsubj accuses/VERB/VBZ/0/root chief/NOUN/NN/4/obj", "rights", "compound of monitors"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}

func TestAffairs(t *testing.T) {
	rule := func(w []morph.Word, forms []string) { affairs(w, func(i int) string { return forms[i] }) }
	holds(t, rule, "told/VERB/VBD/0/root charge/NOUN/NN/1/obj d'affaires/VERB/VBZ/2/appos", "d'affaires", "flat of charge")
	holds(t, rule, "told/VERB/VBD/0/root charge/NOUN/NN/3/compound d'affaires/VERB/VBZ/1/obj", "charge", "obj of told")
}
