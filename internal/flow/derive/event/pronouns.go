package event

import "github.com/chancery-project/chancery/internal/text"

// speaker gives who says a clause whose subject is a pronoun that nothing else tells: "Poland said it would send troops".
func (r *reader) speaker(w text.TokenID) []side {
	f := r.trees
	clause := f.Head(w)
	if !f.IsRel(w, "nsubj") || clause == text.NoToken || !f.IsRel(clause, "ccomp") || f.Head(clause) == text.NoToken {
		return nil
	}
	s := r.surface(f.Head(clause), 0)
	if s == text.NoToken || f.UPOS(s) == "PRON" {
		return nil
	}
	all := r.sides(s)
	if len(all) == 0 {
		return nil
	}
	person := all[0].actor.Kind == "person"
	plural := len(all) > 1 || f.Morph(s).Feat("Number") == "Plur" || r.lexicon.In("collective", lowerLemma(f.Lemma(s)))
	agrees := false
	switch r.lower(w) {
	case "it":
		agrees = !person && f.Morph(s).Feat("Number") != "Plur"
	case "he", "she":
		agrees = !plural && (person || all[0].actor.ID == "")
	case "they":
		agrees = plural
	}
	if !agrees {
		return nil
	}
	for i := range all {
		all[i].at = w
	}
	return all
}

// earlier gives whom a pronoun among the objects of a verb means, where nothing else tells it: whoever the verb before it
// is done to, or the object of a relative clause of the subject: "detained three men and beat them", "the Americans, who
// keep the Maoists on a list, refuse to speak to them".
func (r *reader) earlier(w text.TokenID) []side {
	f := r.trees
	word := r.lower(w)
	if word != "them" && word != "him" && word != "her" || !f.IsRel(w, "obj", "iobj", "obl", "nmod") {
		return nil
	}
	v := f.Head(w)
	for range maxChain {
		if v == text.NoToken {
			return nil
		}
		if s := f.Child(v, "nsubj"); s != text.NoToken {
			for _, c := range f.ChildrenBy(s, "acl:relcl") {
				if all := r.meant(r.objectBefore(c, w), word); len(all) > 0 {
					return all
				}
			}
		}
		h := f.Head(v)
		if f.IsRel(v, "conj", "advcl", "parataxis") && h < w {
			if all := r.meant(r.objectBefore(h, w), word); len(all) > 0 {
				return all
			}
		}
		if !f.IsRel(v, "conj", "advcl", "parataxis", "xcomp", "obj", "nmod", "obl") {
			return nil
		}
		v = h
	}
	return nil
}

// objectBefore gives the object of a verb, if it stands before a word.
func (r *reader) objectBefore(v, w text.TokenID) text.TokenID {
	if o := r.object(v); o != text.NoToken && o < w && r.trees.UPOS(o) != "PRON" {
		return o
	}
	return text.NoToken
}

// meant gives the actors of a noun phrase if a pronoun can mean them.
func (r *reader) meant(o text.TokenID, pronoun string) []side {
	if o == text.NoToken {
		return nil
	}
	all := r.sides(o)
	plural := len(all) > 1 || r.trees.Morph(o).Feat("Number") == "Plur" || r.lexicon.In("collective", lowerLemma(r.trees.Lemma(o)))
	if len(all) == 0 || !all[0].direct || plural != (pronoun == "them") || !plural && all[0].actor.Kind != "person" && all[0].actor.Kind != "population" {
		return nil
	}
	return all
}
