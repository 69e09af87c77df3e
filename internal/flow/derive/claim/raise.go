package claim

import "github.com/chancery-project/chancery/internal/text"

// raise finds the verbs that the tree hangs into the content of a cue although they go on with its own clause: "said
// that it had been hit, but denied that ...".
func (x *finder) raise(sentence text.TokenRange) {
	clear(x.raised)
	f := x.trees
	for t := sentence.First; t < sentence.End; t++ {
		if outer := x.participle(t); outer != text.NoToken {
			x.raised[t] = outer
			continue
		}
		if !f.IsRel(t, "conj") || f.UPOS(t) != "VERB" || len(x.lex.of(partVerb, x.lemma(t))) == 0 || f.Child(t, "nsubj") != text.NoToken {
			continue
		}
		inner := x.overBare(t)
		outer := x.resumedCue(t, inner)
		if outer == text.NoToken {
			outer = x.pastGerund(t, inner)
		}
		if outer != text.NoToken {
			x.raised[t] = outer
			continue
		}
		if !f.IsRel(inner, "ccomp", "xcomp") || f.Child(t, "aux") != text.NoToken || f.Child(inner, "aux", "cop", "expl") == text.NoToken && !x.mute(inner) && !(x.infinitive(inner) && (f.Morph(t).XPOS == "VBZ" || f.Morph(t).XPOS == "VBD")) {
			continue
		}
		outer = f.Head(inner)
		for f.UPOS(outer) == "ADV" && f.Head(outer) != text.NoToken {
			outer = f.Head(outer) // "denied once more that"
		}
		behind := f.Morph(t).XPOS == "VBN" && f.Morph(outer).XPOS == "VBD" && t >= 2 && f.UPOS(t-1) == "CCONJ" && (x.doc.Word(t-2) == "," || x.mute(inner)) && f.Child(t, "obj", "ccomp") != text.NoToken
		perfect := f.Morph(outer).XPOS == "VBN" && f.Child(outer, "aux") != text.NoToken && x.infinitive(inner) // "has advised them to wait but insists"
		if outer < inner && (behind || perfect || sameForm(f.Morph(t).XPOS, f.Morph(outer).XPOS) || x.modalAt(inner) != text.NoToken && (f.Morph(t).XPOS == "VBD" || f.Morph(t).XPOS == "VBZ") && f.Child(t, "ccomp") != text.NoToken) {
			x.raised[t] = outer
		}
	}
}

// overBare gives the verb that a verb is joined to, or the infinitive above it where that is a bare form, which no present goes on with:
// "urges Rabat to let the boats go and calls on".
func (x *finder) overBare(t text.TokenID) text.TokenID {
	f := x.trees
	inner := f.Head(t)
	for f.Morph(t).XPOS == "VBZ" && f.Morph(inner).XPOS == "VB" && f.Child(inner, "mark") == text.NoToken && f.IsRel(inner, "ccomp", "xcomp") && f.Morph(f.Head(inner)).XPOS == "VB" {
		inner = f.Head(inner)
	}
	return inner
}

// mute says that a clause has a thing as its subject, which says nothing: "said that the aid came late and blamed Cairo".
func (x *finder) mute(t text.TokenID) bool {
	s := x.trees.Child(t, "nsubj", "nsubj:pass")
	return s != text.NoToken && x.trees.UPOS(s) == "NOUN" && !x.canSpeak(s) && !x.isClass(classDocument, s)
}

// sameForm says that two tags are of one tense: the tagger takes base forms and forms of the present for each other.
func sameForm(a, b string) bool {
	present := func(tag string) bool { return tag == "VB" || tag == "VBP" }
	return a == b || present(a) && present(b)
}
