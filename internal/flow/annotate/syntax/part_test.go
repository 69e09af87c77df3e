package syntax

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/trees"
)

// taggedWords reads form/UPOS/XPOS.
func taggedWords(line string) (all []trees.Word) {
	for w := range strings.FieldsSeq(line) {
		c := strings.Split(w, "/")
		all = append(all, trees.Word{Form: c[0], UPOS: c[1], XPOS: c[2]})
	}
	return all
}

func TestCreditAt(t *testing.T) {
	const said = "Jets/NOUN/NNS struck/VERB/VBD two/NUM/CD villages/NOUN/NNS on/ADP/IN Sunday/PROPN/NNP ,/PUNCT/, "
	r := &Reader{speech: wordList(speechFile)}
	for _, c := range []struct {
		name, in string
		want     int
	}{
		{"who says so", said + "the/DET/DT ministry/NOUN/NN said/VERB/VBD ./PUNCT/.", 6},
		{"with a day", said + "police/NOUN/NNS said/VERB/VBD on/ADP/IN Monday/PROPN/NNP ./PUNCT/.", 6},
		{"with a name in apposition", said + "the/DET/DT army's/NOUN/NN spokesman/NOUN/NN ,/PUNCT/, Jean/PROPN/NNP Otto/PROPN/NNP ,/PUNCT/, said/VERB/VBD ./PUNCT/.", 6},
		{"the verb first", said + "said/VERB/VBD Jean/PROPN/NNP Otto/PROPN/NNP ./PUNCT/.", 6},
		{"a sentence that goes on", said + "a/DET/DT spokesman/NOUN/NN said/VERB/VBD ,/PUNCT/, and/CCONJ/CC it/PRON/PRP did/AUX/VBD not/PART/RB stop/VERB/VB ./PUNCT/.", 0},
		{"a frame of time", "On/ADP/IN Sunday/PROPN/NNP ,/PUNCT/, the/DET/DT ministry/NOUN/NN said/VERB/VBD nothing/PRON/NN ./PUNCT/.", 0},
		{"a clause that depends", "When/SCONJ/WRB he/PRON/PRP was/AUX/VBD asked/VERB/VBN again/ADV/RB ,/PUNCT/, the/DET/DT minister/NOUN/NN said/VERB/VBD nothing/PRON/NN ./PUNCT/.", 0},
		{"no credit", "Jets/NOUN/NNS struck/VERB/VBD two/NUM/CD villages/NOUN/NNS ./PUNCT/.", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := r.creditAt(taggedWords(c.in)); got != c.want {
				t.Errorf("the credit begins at %d, want %d", got, c.want)
			}
		})
	}
}
