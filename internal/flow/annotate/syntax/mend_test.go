package syntax

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// words reads form/UPOS/XPOS/head/relation with heads from 1, 0 for the root.
func words(t *testing.T, line string) (all []morph.Word, forms []string) {
	t.Helper()
	for w := range strings.FieldsSeq(line) {
		c := strings.Split(w, "/")
		var head int
		if _, err := fmt.Sscan(c[3], &head); err != nil {
			t.Fatal(err)
		}
		all = append(all, morph.Word{Lemma: strings.ToLower(c[0]), UPOS: c[1], XPOS: c[2], Head: head - 1, Rel: c[4]})
		forms = append(forms, c[0])
	}
	return all, forms
}

// holds checks what a word hangs on behind a rule, written "nsubj of fled".
func holds(t *testing.T, rule func([]morph.Word, []string), in, word, want string) {
	t.Helper()
	all, forms := words(t, in)
	for i, form := range forms {
		all[i].Lemma = form
	}
	rule(all, forms)
	i := slices.Index(forms, word)
	if i < 0 {
		t.Fatalf("no word %s in %q", word, in)
	}
	if got := all[i].Rel + " of " + forms[max(all[i].Head, 0)]; got != want {
		t.Errorf("%s is %s, want %s", word, got, want)
	}
}

func TestMend(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{
			"a past tense as a modifier", "The/DET/DT/2/det IMF/PROPN/NNP/3/compound suspended/VERB/VBD/4/amod aid/NOUN/NN/0/root ././PUNCT/./4/punct",
			"The<IMF IMF<suspended:nsubj suspended:root aid<suspended:obj",
		},
		{
			"a participle behind have", "Troops/NOUN/NNS/2/nsubj have/AUX/VBP/0/root tortured/VERB/VBN/4/amod scores/NOUN/NNS/2/obj ././PUNCT/./2/punct",
			"Troops<tortured:nsubj have<tortured:aux tortured:root scores<tortured:obj",
		},
		{
			"a past tense as a clause", "Monks/NOUN/NNS/0/root protested/VERB/VBN/1/acl ././PUNCT/./1/punct", "Monks<protested:nsubj protested:root",
		},
		{
			"a clause behind a semicolon", "They/PRON/PRP/2/nsubj marched/VERB/VBD/0/root ;/PUNCT/:/6/punct police/NOUN/NN/5/nsubj fired/VERB/VBD/6/amod " +
				"gas/NOUN/NN/2/parataxis and/CCONJ/CC/8/cc arrested/VERB/VBD/2/conj ten/NUM/CD/8/obj ././PUNCT/./2/punct",
			"police<fired:nsubj gas<fired:obj fired<marched:parataxis arrested<fired:conj marched:root",
		},
		{
			"a row whose end is taken for a subject", "Teams/NOUN/NNS/0/root led/VERB/VBN/1/acl by/ADP/IN/4/case spies/NOUN/NNS/2/obl:agent ,/PUNCT/,/6/punct clerks/NOUN/NNS/4/conj ,/PUNCT/,/10/punct " +
				"and/CCONJ/CC/10/cc guards/NOUN/NNS/10/nsubj visited/VERB/VBD/1/conj Kabul/PROPN/NNP/10/obj ././PUNCT/./1/punct",
			"Teams<visited:nsubj guards<spies:conj visited:root Kabul<visited:obj",
		},
		{
			"a perfect behind and", "They/PRON/PRP/2/nsubj charge/VERB/VBP/0/root fees/NOUN/NNS/2/obj and/CCONJ/CC/6/cc Have/AUX/VBP/6/aux arrested/VERB/VBN/7/amod men/NOUN/NNS/2/conj ././PUNCT/./2/punct",
			"arrested<charge:conj men<arrested:obj and<arrested:cc Have<arrested:aux charge:root",
		},
		{
			"since behind has", "It/PRON/PRP/2/nsubj Have/AUX/VBZ/0/root since/SCONJ/IN/4/mark captured/VERB/VBN/5/amod reporters/NOUN/NNS/2/obl ././PUNCT/./2/punct",
			"It<captured:nsubj captured:root reporters<captured:obj",
		},
		{
			"a past behind a clause of another form", "It/PRON/PRP/2/nsubj said/VERB/VBD/0/root blood/NOUN/NN/5/nsubj could/AUX/MD/5/aux flow/VERB/VB/2/ccomp and/CCONJ/CC/7/cc accused/VERB/VBN/5/conj rebels/NOUN/NNS/7/obj ././PUNCT/./2/punct",
			"accused<said:conj flow<said:ccomp said:root",
		},
		{
			"a verb behind a relative clause", "Kiir/PROPN/NNP/0/root ,/PUNCT/,/4/punct who/PRON/WP/4/nsubj offered/VERB/VBD/1/acl:relcl ,/PUNCT/,/6/punct spoke/VERB/VBD/1/acl ././PUNCT/./1/punct",
			"Kiir<spoke:nsubj spoke:root offered<Kiir:acl:relcl",
		},
		{
			"a second subject", "Ethiopia/PROPN/NNP/2/nsubj recognised/VERB/VBD/0/root rights/NOUN/NNS/2/obj and/CCONJ/CC/5/cc Somalia/PROPN/NNP/3/conj promised/VERB/VBD/2/conj access/NOUN/NN/6/obj ././PUNCT/./2/punct",
			"Somalia<promised:nsubj and<promised:cc promised<recognised:conj recognised:root",
		},
		{
			"a subject behind after", "Panama/PROPN/NNP/2/nsubj left/VERB/VBD/0/root after/ADP/IN/4/case Rubio/PROPN/NNP/2/obl warned/VERB/VBD/2/advcl Mulino/PROPN/NNP/5/obj ././PUNCT/./2/punct",
			"Rubio<warned:nsubj after<warned:mark warned<left:advcl left:root",
		},
		{
			"a row of names", "Japan/PROPN/NNP/0/root ,/PUNCT/,/3/punct Peru/PROPN/NNP/1/conj and/CCONJ/CC/5/cc Canada/PROPN/NNP/6/nsubj voiced/VERB/VBD/1/conj concern/NOUN/NN/6/obj ././PUNCT/./1/punct",
			"Japan<voiced:nsubj Canada<Japan:conj voiced:root",
		},
		{"a real modifier", "A/DET/DT/3/det suspended/VERB/VBN/3/amod sentence/NOUN/NN/0/root ././PUNCT/./3/punct", ""},
		{"a headline", "Soldiers/NOUN/NNS/0/root killed/VERB/VBN/1/acl in/ADP/IN/4/case ambush/NOUN/NN/2/obl", ""},
		{
			"a sentence with its verb", "Diplomats/NOUN/NNS/3/nsubj expelled/VERB/VBN/1/acl left/VERB/VBD/0/root ././PUNCT/./3/punct", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			line := strings.ReplaceAll(c.in, "././PUNCT", "./PUNCT")
			all, forms := words(t, line)
			changed := mend(all, forms[len(forms)-1])
			if changed != (c.want != "") {
				t.Fatalf("changed: %v", changed)
			}
			var got []string
			roots := 0
			for i := range all {
				s := forms[i]
				if all[i].Head >= 0 {
					s += "<" + forms[all[i].Head]
				} else {
					roots++
				}
				got = append(got, s+":"+all[i].Rel)
			}
			if roots != 1 {
				t.Errorf("%d roots", roots)
			}
			for part := range strings.FieldsSeq(c.want) {
				found := false
				for _, g := range got {
					found = found || g == part || strings.HasPrefix(g, part+":")
				}
				if !found {
					t.Errorf("want %s in %v", part, got)
				}
			}
		})
	}
}
