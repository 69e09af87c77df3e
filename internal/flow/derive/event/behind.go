package event

import "github.com/chancery-project/chancery/internal/text"

// behindLast gives what stands behind a preposition of direction of the last of several objects: "sent jets and two battalions to Benin".
func (r *reader) behindLast(o text.TokenID, preposition string) []text.TokenID {
	if preposition != "to" && preposition != "into" && preposition != "at" && preposition != "against" {
		return nil
	}
	all := r.trees.ChildrenBy(o, "conj")
	if len(all) == 0 || r.trees.UPOS(all[len(all)-1]) != r.trees.UPOS(o) {
		return nil
	}
	return r.prepositional(all[len(all)-1], preposition, nil)
}

// behindSubject gives what stands behind a preposition of the subject of a verb without an object, where the subject is a thing that is over or goes on:
// "Trade between Chad and Sudan has stopped", "Sanctions on Sudan expired".
func (r *reader) behindSubject(w text.TokenID, preposition string) []text.TokenID {
	s := r.subject(w)
	if s == text.NoToken || s > w {
		return nil
	}
	switch preposition {
	case "between":
		return r.prepositional(s, preposition, nil)
	case "on", "against":
		if r.object(w) == text.NoToken && r.trees.UPOS(s) == "NOUN" && !r.human(s) && len(r.doc.ActorsAt(s)) == 0 {
			return r.prepositional(s, preposition, nil)
		}
	}
	return nil
}

// involved gives who takes part in a meeting by a clause that tells it: "hosted talks involving envoys from Iran".
func (r *reader) involved(w text.TokenID) (all []text.TokenID) {
	for _, h := range []text.TokenID{w, r.object(w), r.trees.Head(w)} {
		if h == text.NoToken {
			continue
		}
		for _, v := range r.trees.ChildrenBy(h, "acl", "advcl", "case") {
			if v > w && r.inClass(v, "bringing_in") && r.trees.Morph(v).XPOS == "VBG" {
				all = append(all, r.trees.ChildrenBy(v, "obj")...)
			}
		}
	}
	return all
}

// ownersFor gives the owner of a noun, or of what a passive without an agent is done to: "India's ban on rice was lifted".
func (r *reader) ownersFor(w text.TokenID) []text.TokenID {
	if r.trees.UPOS(w) == "VERB" && r.passive(w) && r.subject(w) == text.NoToken {
		if o := r.object(w); o != text.NoToken {
			return r.trees.ChildrenBy(o, "nmod:poss")
		}
	}
	return r.trees.ChildrenBy(w, "nmod:poss")
}
