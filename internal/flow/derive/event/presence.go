package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
)

// presence gives the place that somebody is said to be in, or due in, where the tree makes the place the predicate: "the
// minister was in Kabul on Monday", "the president is due in Paris". The word is the copula or "due"; NoToken for others.
func (r *reader) presence(w text.TokenID) text.TokenID {
	f := r.trees
	h := f.Head(w)
	if h != text.NoToken && f.IsRel(w, "cop") && r.inClass(h, "back_word") { // "was back in Kyiv on Friday"
		return r.backIn(h)
	}
	if h == text.NoToken || h < w || !f.IsRel(w, "cop", "case") || f.Child(h, "nsubj") == text.NoToken || !r.placed(h) {
		return text.NoToken
	}
	due := text.NoToken
	for _, c := range f.ChildrenBy(h, "case") {
		if f.UPOS(c) == "ADJ" {
			due = c
		}
	}
	switch {
	case due == w:
		return h
	case due == text.NoToken && f.IsRel(w, "cop") && h > 0 && (r.lower(h-1) == "in" || r.seat(h) && (r.marked(h, "in") || r.marked(h, "at")) || r.pointed(h) != nil):
		return h
	}
	return text.NoToken
}

// backIn gives the place that somebody is said to be back in, where the tree makes "back" the predicate, or NoToken.
func (r *reader) backIn(h text.TokenID) text.TokenID {
	for _, c := range r.trees.ChildrenBy(h, "obl") {
		if c > h && r.marked(c, "in") && r.placed(c) && r.trees.Child(h, "nsubj") != text.NoToken {
			return c
		}
	}
	return text.NoToken
}

// placed says that a word names a place.
func (r *reader) placed(w text.TokenID) bool {
	return r.trees.UPOS(w) == "PROPN" && r.doc.PlaceAt(w) != nil || r.pointed(w) != nil || r.seat(w)
}

// seat says that a word names the seat of a government that stands for it: "the White House", "the Kremlin".
func (r *reader) seat(w text.TokenID) bool {
	return r.trees.UPOS(w) == "PROPN" && slices.ContainsFunc(r.doc.MentionsAt(w), func(m *text.Mention) bool {
		return m.Form == text.NamedMention && m.As.Kind == string(knowledge.Government) && m.As.Sector == "GOV"
	})
}

// fillPresence gives what stands in a slot of the predicate that is a place.
func (r *reader) fillPresence(h text.TokenID, slot lexicon.Slot) []text.TokenID {
	top := h
	if up := r.trees.Head(h); up != text.NoToken && r.trees.Child(h, "nsubj") == text.NoToken && r.inClass(up, "back_word") {
		top = up
	}
	switch slot {
	case lexicon.Subj:
		return one(r.trees.Child(top, "nsubj"))
	case "in":
		return one(h)
	case lexicon.Obj, lexicon.Iobj, lexicon.Xcomp, lexicon.Ccomp, lexicon.Poss, lexicon.Mod, lexicon.Omod, lexicon.Prt, lexicon.Head:
		return nil
	case lexicon.Amod:
		return r.trees.ChildrenBy(h, "advmod")
	}
	return r.prepositional(h, string(slot), nil)
}
