package event

import (
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// errand says that an infinitive tells what somebody said where he went or to whom he turned for it, which is no mere end in view: "flew to
// Baku to warn the government", "telephoned his counterpart to condemn the raid". What is still to be done there, as to attack or
// to sign, may have failed.
func (r *reader) errand(w text.TokenID) bool {
	f := r.trees
	h := f.Head(w)
	if !f.IsRel(w, "advcl") || h == text.NoToken || h > w || f.UPOS(h) != "VERB" || !r.marked(w, "to") || f.Child(w, "nsubj", "nsubj:pass", "cop", "aux", "aux:pass") != text.NoToken {
		return false
	}
	a := r.actAt(w)
	if a == nil || a.trigger.POS != lexicon.Verb || !spoken(a.trigger.Frame.Type) || r.passive(h) {
		return false
	}
	if near := f.Child(w, "mark"); near == h+1 && r.inClass(h, "moving") {
		return false // "came to accept"
	}
	if r.inClass(h, "errand") {
		return true
	}
	above := r.actAt(h)
	return above != nil && above.trigger.POS == lexicon.Verb && above.trigger.Frame.Type == ontology.Consult
}

// spoken are the types of what is done by saying it.
func spoken(typ string) bool {
	switch typ {
	case ontology.Request, ontology.Accuse, ontology.Threaten, ontology.Support:
		return true
	}
	return false
}
