package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestConditional(t *testing.T) {
	rule := func(w []morph.Word, _ []string) { conditional(w) }
	for _, c := range []struct{ name, in, word, want string }{
		{"within what is said", "said/VERB/VBD/0/root that/SCONJ/IN/8/mark if/SCONJ/IN/5/mark gates/NOUN/NNS/5/nsubj:pass opened/VERB/VBN/1/ccomp ,/PUNCT/,/5/punct water/NOUN/NN/8/nsubj lacked/VERB/VBD/1/ccomp", "opened", "advcl of lacked"},
		{"all that is asked", "asked/VERB/VBD/0/root if/SCONJ/IN/4/mark gates/NOUN/NNS/4/nsubj:pass opened/VERB/VBN/1/ccomp", "opened", "ccomp of asked"},
	} {
		t.Run(c.name, func(t *testing.T) { holds(t, rule, c.in, c.word, c.want) })
	}
}
