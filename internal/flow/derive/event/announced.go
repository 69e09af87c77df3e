package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// announcer gives the government that says what will be done, without telling by whom: "Peru's president said that the ban would be
// lifted", "The border will be reopened on Monday, Egypt's foreign ministry said". It does itself what it announces, where that is a deed
// of governments; what befalls its own people or envoys, and help that is to come to it, others do.
func (r *reader) announcer(w text.TokenID) text.TokenID {
	f := r.trees
	if r.trying == nil || f.UPOS(w) != "VERB" || !r.passive(w) || len(r.prepositional(w, "by", nil)) > 0 {
		return text.NoToken
	}
	if n := r.undoer(w); n != text.NoToken {
		return n
	}
	if due := r.kindOf(w, "due") || r.marked(w, "to") && f.IsRel(w, "root", "ccomp"); !due && r.trying.trigger.Frame.Type != ontology.Concede { // "is to be lifted"
		return text.NoToken
	}
	done, said := r.surface(w, 0), r.announcedBy(w)
	if done == text.NoToken || said == text.NoToken || f.UPOS(done) == "PRON" {
		return text.NoToken
	}
	home := r.government(said)
	if home == "" || !r.announces(w, done, home) {
		return text.NoToken
	}
	return said
}

// undoer gives whose ban, order or demand it is that is lifted or dropped by nobody who is told ("Nepal's ban on Facebook was scrapped"),
// and whose wares are sold or sent to somebody ("Iranian drones have been sold to Russia").
func (r *reader) undoer(w text.TokenID) text.TokenID {
	f := r.trees
	frame := r.trying.trigger.Frame
	done := r.surface(w, 0)
	if done == text.NoToken || done > w {
		return text.NoToken
	}
	whose := f.Child(done, "nmod:poss")
	switch {
	case frame.Type == ontology.Concede && frame.ID != "concede.pardon" || frame.ID == "retreat.sanctions":
	case frame.ID == "cooperate.sell" || frame.ID == "aid.arms":
		if m := f.Head(done); m != text.NoToken && f.IsRel(done, "nmod") && r.inClass(m, "measure") {
			return text.NoToken
		}
		for _, n := range r.prepositional(done, "of", nil) { // "thousands of Iranian drones"
			if r.inClass(done, "multitude") {
				done = n
			}
		}
		for _, n := range f.ChildrenBy(done, "compound", "amod") { // "South Korean howitzers"
			if whose == text.NoToken && r.ofOneState(n) {
				whose = n
			}
		}
		if len(r.prepositional(w, "to", nil)) == 0 {
			return text.NoToken
		}
	default:
		return text.NoToken
	}
	if whose == text.NoToken || f.UPOS(whose) == "PRON" || !r.ofOneState(whose) && r.government(whose) == "" {
		return text.NoToken
	}
	return whose
}

// ofOneState says that a word means one state.
func (r *reader) ofOneState(n text.TokenID) bool {
	all := r.sides(n)
	return len(all) == 1 && all[0].actor.Kind == string(knowledge.State) && isCode(all[0].actor.Country)
}

// announcedBy gives who says what a clause tells, by a verb or "according to".
func (r *reader) announcedBy(w text.TokenID) text.TokenID {
	if v := r.announcing(w); v != text.NoToken {
		return r.surface(v, 0)
	}
	if said := r.prepositional(w, "according_to", nil); len(said) == 1 && r.trees.Child(w, "advcl") == text.NoToken {
		return said[0]
	}
	return text.NoToken
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
