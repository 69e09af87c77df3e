package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// infinitiveSlot looks for an infinitive, with whom it is about.
func (x *finder) infinitiveSlot(v voice, f *Frame, slot string) (content, bool) {
	trees, t := x.trees, v.word
	for _, c := range trees.ChildrenBy(t, "xcomp", "ccomp", "advcl", "acl") {
		if c < t || !x.infinitive(c) {
			continue
		}
		if got, ok := x.infinitiveOf(v, f, slot, c); ok {
			return got, true
		}
	}
	if slot == slotTo && f.Voice == voiceActive && int(t)+2 < trees.Len() && x.lower(t+1) == "to" {
		for _, c := range trees.ChildrenBy(t, "obl") { // "threatened to cut aid", with "cut" taken for a noun
			e := trees.Edges(c)
			for _, more := range trees.ChildrenBy(t, "obl") { // "to sue for damages"
				if m := trees.Edges(more); e.First == t+1 && m.First == e.End {
					e.End = m.End
				}
			}
			if e.First == t+1 && e.Len() > 2 && trees.Morph(t+2).XPOS == "NN" && trees.Child(c, "det", "nmod:poss") == text.NoToken {
				return content{top: c, run: x.withTerm(e, t, f), word: text.NoToken}, true
			}
		}
	}
	for _, o := range trees.ChildrenBy(t, "obj", "obl", "iobj") { // hung on whom it is about
		for _, c := range trees.ChildrenBy(o, "acl", "xcomp", "advcl") {
			if t < o && o < c && x.infinitive(c) {
				if got, ok := x.infinitiveOf(v, f, slot, c); ok {
					return got, true
				}
			}
		}
	}
	if slot != slotTo && !v.passive {
		if got, ok := x.behindRelative(v, f); ok {
			return got, true
		}
	}
	if slot == slotObjTo && v.object != text.NoToken && t < v.object {
		for _, c := range trees.ChildrenBy(t, "obl") { // "urges Riyadh to free jailed writers", with "free" taken for an adjective
			if e := trees.Edges(c); e.First == trees.Edges(v.object).End && e.Len() > 2 && x.lower(e.First) == "to" && trees.UPOS(e.First+1) == "ADJ" {
				return content{top: c, run: hull(trees.Edges(v.object), e), word: text.NoToken}, true
			}
		}
	}
	return content{}, false
}

func (x *finder) infinitiveOf(v voice, f *Frame, slot string, c text.TokenID) (content, bool) {
	trees, t := x.trees, v.word
	run := x.run(c, t)
	whom := text.NoToken
	if o := trees.Child(c, "obj"); (x.isClass(classUnnamed, c) || o != text.NoToken && x.lemma(o) == "name") && x.negated(c) {
		return content{}, false // "asked not to be named", "begged me not to use his name"
	}
	if m := x.mark(c); slot != slotTo && run.First < m {
		for k := run.First; k < m; k++ {
			if x.lower(k) == "that" && x.trees.UPOS(k) == "SCONJ" {
				return content{}, false // "told us that the aim was to go"
			}
		}
	}
	if f.Kind == kindThink && f.Stance == record.Assert && slot == slotObjTo && x.judges(f) && trees.Child(c, "cop", "aux") == text.NoToken && trees.Lemma(c) != "be" {
		return content{}, false // "considered the appeal of the party to postpone the vote"
	}
	switch slot {
	case slotTo:
		if trees.Child(c, "nsubj") != text.NoToken {
			return content{}, false
		}
		return content{top: c, run: run, word: text.NoToken}, true
	case slotObjTo:
		if whom = v.object; whom == text.NoToken {
			whom = trees.Child(t, "iobj")
		}
		if s := trees.Child(c, "nsubj"); whom == text.NoToken && s != text.NoToken {
			whom = s
		}
		if v.passive {
			return content{top: c, run: run, word: text.NoToken}, whom != text.NoToken && v.subject != text.NoToken
		}
	case slotOnTo, slotToTo:
		for _, o := range trees.ChildrenBy(t, "obl") {
			if slot == slotOnTo && x.calledOn(t, o) || slot == slotToTo && x.hasMark(o, "to") {
				whom = o
			}
		}
	}
	if whom == text.NoToken || whom < t || c < whom {
		return content{}, false
	}
	if first := run.First; f.Kind == kindSay && f.Target != "" && (x.lower(first) == "to" || x.isClass(classNegator, first) && x.lower(first+1) == "to") {
		return content{top: c, run: run, word: x.mark(whom)}, true // whom is its target
	}
	return content{top: c, run: hull(x.bare(whom), run), word: x.mark(whom)}, true
}
