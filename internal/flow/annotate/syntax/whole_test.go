package syntax

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/morph"
)

// TestWhole takes back a rule that leaves no tree and keeps one that does.
func TestWhole(t *testing.T) {
	words := []morph.Word{{Head: 1, Rel: "nsubj"}, {Head: -1, Rel: "root"}, {Head: 1, Rel: "obj"}}
	whole(words,
		func(w []morph.Word) { w[1].Head = 2 }, // two words that hang on each other
		func(w []morph.Word) { w[2].Rel = "obl" })
	if words[1].Head != -1 || words[2].Rel != "obl" {
		t.Errorf("got %+v", words)
	}
	if isTree([]morph.Word{{Head: -1}, {Head: -1}}) || isTree([]morph.Word{{Head: 5}}) || !isTree(nil) {
		t.Error("two roots, or a head outside of the sentence, are no tree; nothing is one")
	}
}
