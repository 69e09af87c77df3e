package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

func TestAside(t *testing.T) {
	says := func(w []morph.Word) { accusing(w, map[string]bool{"accusing": true}) }
	for _, c := range []struct {
		name           string
		rule           func([]morph.Word)
		in, word, want string
	}{
		{"a verb behind a remark", behindAside, "gunmen/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root ten/NUM/CD/2/obj ,/PUNCT/,/7/punct the/DET/DT/6/det ministry/NOUN/NN/7/nsubj said/VERB/VBD/2/parataxis ,/PUNCT/,/10/punct and/CCONJ/CC/10/cc wounded/VERB/VBD/7/conj twenty/NUM/CD/10/obj", "wounded", "conj of killed"},
		{"who says it behind an order", says, "gave/VERB/VBD/0/root him/PRON/PRP/1/iobj hours/NOUN/NNS/1/obj to/PART/TO/5/mark leave/VERB/VB/1/advcl ,/PUNCT/,/7/punct accusing/VERB/VBG/5/advcl him/PRON/PRP/7/obj", "accusing", "advcl of gave"},
		{"who leaves", says, "left/VERB/VBD/0/root town/NOUN/NN/1/obj ,/PUNCT/,/4/punct accusing/VERB/VBG/1/advcl him/PRON/PRP/4/obj", "accusing", "advcl of left"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holds(t, func(w []morph.Word, _ []string) { c.rule(w) }, c.in, c.word, c.want)
		})
	}
}
