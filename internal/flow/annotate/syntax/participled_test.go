package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestParticipled(t *testing.T) {
	rule := func(w []morph.Word, forms []string) { participled(w, forms[len(forms)-1]) }
	for _, c := range []struct{ name, in, word, want string }{
		{"the participle as the subject", "Rebels/NOUN/NNS/2/compound riding/VERB/VBG/5/nsubj in/ADP/IN/4/case lorries/NOUN/NNS/2/obl attacked/VERB/VBD/0/root Ati/PROPN/NNP/5/obj ./PUNCT/./5/punct", "Rebels", "nsubj of attacked"},
		{"and what it hangs on", "Settlers/NOUN/NNS/2/nsubj wearing/VERB/VBG/4/csubj masks/NOUN/NNS/2/obj attacked/VERB/VBD/0/root farmers/NOUN/NNS/4/obj ./PUNCT/./4/punct", "wearing", "acl of Settlers"},
		{"the verb as a modifier of its object", "Police/NOUN/NNS/2/nsubj using/VERB/VBG/0/root gas/NOUN/NN/5/compound dispersed/VERB/VBN/5/amod crowds/NOUN/NNS/2/obj ./PUNCT/./2/punct", "crowds", "obj of dispersed"},
		{"what the participle takes", "Police/NOUN/NNS/2/nsubj using/VERB/VBG/0/root gas/NOUN/NN/5/compound dispersed/VERB/VBN/5/amod crowds/NOUN/NNS/2/obj ./PUNCT/./2/punct", "gas", "obj of using"},
		{"the verb as a participle of the last noun", "Students/NOUN/NNS/0/root opposing/VERB/VBG/1/acl fees/NOUN/NNS/2/obj blocked/VERB/VBN/3/acl roads/NOUN/NNS/4/obj ./PUNCT/./1/punct", "Students", "nsubj of blocked"},
		{"a clause with as", "Gunmen/NOUN/NNS/0/root posing/VERB/VBG/1/acl as/SCONJ/IN/5/mark soldiers/NOUN/NNS/5/nsubj killed/VERB/VBD/2/advcl ten/NUM/CD/5/obj ./PUNCT/./1/punct", "soldiers", "obl of posing"},
		{"a participle with an agent", "Students/NOUN/NNS/0/root opposing/VERB/VBG/1/acl fees/NOUN/NNS/2/obj backed/VERB/VBN/3/acl by/ADP/IN/6/case banks/NOUN/NNS/4/obl:agent ./PUNCT/./1/punct", "backed", "acl of fees"},
		{"a headline", "Students/NOUN/NNS/0/root opposing/VERB/VBG/1/acl fees/NOUN/NNS/2/obj arrested/VERB/VBN/3/acl", "arrested", "acl of fees"},
	} {
		t.Run(c.name, func(t *testing.T) { holds(t, rule, c.in, c.word, c.want) })
	}
}

func TestBesideClause(t *testing.T) {
	plain := func(rule func([]morph.Word)) func([]morph.Word, []string) {
		return func(w []morph.Word, _ []string) { rule(w) }
	}
	const promised = "Chad/PROPN/NNP/2/nsubj said/VERB/VBD/0/root it/PRON/PRP/5/nsubj would/AUX/MD/5/aux talk/VERB/VB/2/ccomp ,/PUNCT/,/9/punct but/CCONJ/CC/9/cc Niger/PROPN/NNP/9/nsubj "
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word)
		in, word, want string
	}{
		{"a past behind what is promised", besideClause, promised + "declined/VERB/VBD/2/ccomp ./PUNCT/./2/punct", "declined", "conj of said"},
		{"a past joined with what is promised", besideClause, promised + "declined/VERB/VBD/5/conj ./PUNCT/./2/punct", "declined", "conj of said"},
		{"a second clause of what is promised", besideClause, promised + "fight/VERB/VB/5/conj ./PUNCT/./2/punct", "fight", "conj of talk"},
		{
			"a name before a relative clause", partedName,
			"Spain/PROPN/NNP/2/nsubj left/VERB/VBD/0/root unless/SCONJ/IN/5/mark it/PRON/PRP/5/nsubj:pass freed/VERB/VBN/2/advcl and/CCONJ/CC/7/cc Peru/PROPN/NNP/5/conj ,/PUNCT/,/10/punct which/PRON/WDT/10/nsubj borders/VERB/VBZ/7/acl:relcl " +
				",/PUNCT/,/12/punct accused/VERB/VBD/2/conj Chile/PROPN/NNP/12/obj ./PUNCT/./2/punct", "Peru", "nsubj of accused",
		},
		{
			"a name that goes on without a verb", partedName,
			"Spain/PROPN/NNP/2/nsubj left/VERB/VBD/0/root and/CCONJ/CC/4/cc Peru/PROPN/NNP/2/conj ,/PUNCT/,/6/punct too/ADV/RB/4/advmod ./PUNCT/./2/punct", "Peru", "conj of left",
		},
		{
			"whose men do something", whoseVerb,
			"Ghana/PROPN/NNP/8/nsubj ,/PUNCT/,/4/punct whose/PRON/WP$/4/nmod:poss guards/NOUN/NNS/1/appos clashed/VERB/VBN/4/acl there/ADV/RB/5/advmod ,/PUNCT/,/1/punct left/VERB/VBD/0/root ./PUNCT/./8/punct", "guards", "nsubj of clashed",
		},
	} {
		t.Run(c.name, func(t *testing.T) { holds(t, plain(c.rule), c.in, c.word, c.want) })
	}
}
