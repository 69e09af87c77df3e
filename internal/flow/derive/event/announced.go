package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// announcer gives the government that says what will be done, without telling by whom: "Peru's president said that the ban would be
// lifted", "The border will be reopened on Monday, Egypt's foreign ministry said". It does itself what it announces, where that is a deed
// of governments; what befalls its own people or envoys, and help that is to come to it, others do.
func (r *reader) announcer(w text.TokenID) text.TokenID {
	f := r.trees
	if r.trying == nil || f.UPOS(w) != "VERB" || !r.passive(w) || !r.kindOf(w, "due") || len(r.prepositional(w, "by", nil)) > 0 {
		return text.NoToken
	}
	v := r.announcing(w)
	if v == text.NoToken {
		return text.NoToken
	}
	done, said := r.surface(w, 0), r.surface(v, 0)
	if done == text.NoToken || said == text.NoToken || f.UPOS(done) == "PRON" {
		return text.NoToken
	}
	home := r.government(said)
	if home == "" || !r.announces(w, done, home) {
		return text.NoToken
	}
	return said
}

// announcing gives the verb of saying that a clause hangs on, or that hangs on it behind a comma.
func (r *reader) announcing(w text.TokenID) text.TokenID {
	f := r.trees
	v := f.Head(w)
	if !f.IsRel(w, "ccomp") || v == text.NoToken || !r.inClass(v, "saying") {
		v = text.NoToken
		for _, c := range f.ChildrenBy(w, "parataxis") {
			if c > w && r.inClass(c, "saying") && f.Child(c, "obj", "ccomp") == text.NoToken {
				v = c
			}
		}
	}
	if v != text.NoToken && !r.passive(v) && f.Child(w, "advcl") == text.NoToken { // no "would be lifted if Iran agreed"
		return v
	}
	return text.NoToken
}

// announces says that a government can only mean itself by an act that will be done to something.
func (r *reader) announces(w, done text.TokenID, home string) bool {
	abroad := func(slots ...string) bool {
		for _, p := range slots {
			for _, x := range append(r.prepositional(done, p, nil), r.prepositional(w, p, nil)...) {
				if slices.ContainsFunc(r.sides(x), func(s side) bool { return s.actor.Country != "" && s.actor.Country != home }) {
					return true
				}
			}
		}
		return false
	}
	frame := r.trying.trigger.Frame
	switch frame.Type {
	case ontology.Concede, ontology.Coerce:
		return frame.Mode != "cyber" && frame.ID != "coerce.power" && !r.inClass(done, "labour_action")
	case ontology.Aid:
		return frame.ID == "aid.asylum" || abroad("to", "for")
	case ontology.Retreat, ontology.Sanction, ontology.Mobilize:
		if frame.ID == "retreat.sanctions" {
			return abroad("on", "against")
		}
		owner := r.trees.Child(done, "nmod:poss")
		own := owner != text.NoToken && r.trees.UPOS(owner) == "PRON" && frame.Mode != "withdraw" && frame.Type != ontology.Mobilize
		return !own && !r.inClass(done, "held_by_foes") && frame.ID != "sanction.displace"
	case ontology.Cooperate, ontology.Support:
		return frame.Mode == "" && (abroad("to", "with", "from", "in") || frame.ID == "support.embassy")
	}
	return false
}

// beyondMeasure says that a negation tells how much is done: "could not thank China enough", "could not have praised him more".
func (r *reader) beyondMeasure(w text.TokenID) bool {
	f := r.trees
	able := slices.ContainsFunc(f.ChildrenBy(w, "aux"), func(a text.TokenID) bool { return r.lexicon.In("ability", r.lower(a)) })
	return able && slices.ContainsFunc(f.ChildrenBy(w, "advmod"), func(a text.TokenID) bool { return a > w && r.lexicon.In("enough_word", r.lower(a)) })
}
