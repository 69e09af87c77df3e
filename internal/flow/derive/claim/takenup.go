package claim

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// takenUp reads ", an idea Lima firmly rejects": the noun takes up what was said before, and the verb behind it has it as its
// object although the tree has two subjects.
func (x *finder) takenUp(t text.TokenID, sentence text.TokenRange) {
	f := x.trees
	subjects := f.ChildrenBy(t, "nsubj")
	if len(subjects) != 2 || x.quoted(t) || x.wordTaken(t) || f.Child(t, "obj", "ccomp", "aux:pass") != text.NoToken {
		return
	}
	noun, s := subjects[0], subjects[1]
	if noun > s || s > t || noun-1 <= sentence.First+2 || !x.isClass(classSaying, noun) || !x.canSpeak(s) || f.Edges(s).First > noun+2 || !x.isClass(classArticle, noun-1) {
		return
	}
	if w := noun - 2; !x.breaks(w) {
		return
	}
	var frame *Frame
	for _, o := range x.lex.of(partVerb, x.lemma(t)) {
		if len(o.Cue) != 1 || o.Voice == voicePassive {
			continue
		}
		switch o.Content[0] {
		case slotClaim, slotDenied, slotObj, slotThing:
			frame = o
		}
	}
	if frame == nil {
		return
	}
	x.cutBefore(t, noun-2)
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: s, Content: text.TokenRange{First: noun - 1, End: noun + 1}, Top: noun,
		Target: text.NoToken, listen: text.NoToken, Negated: x.negated(t),
	})
}

// cutBefore ends what was said before a break where another cue stands behind it.
func (x *finder) cutBefore(cue, end text.TokenID) {
	for i := range x.relations {
		if a := &x.relations[i]; a.Word < end && a.Content.First < end && a.Content.Has(cue) {
			a.Content = x.trim(text.TokenRange{First: a.Content.First, End: end})
		}
	}
}

// participleNoun reads ", warning of unrest" where the tree takes the participle for a noun.
func (x *finder) participleNoun(t text.TokenID, sentence text.TokenRange) bool {
	f := x.trees
	stem, ok := strings.CutSuffix(x.lower(t), "ing")
	if !ok || t <= sentence.First+2 || t+2 >= sentence.End || x.doc.Word(t-1) != "," || x.quoted(t) || f.Morph(t).XPOS != "NN" {
		return false
	}
	frames := x.lex.of(partVerb, stem)
	if len(frames) == 0 {
		frames = x.lex.of(partVerb, stem+"e")
	}
	root := f.Root(t)
	if len(frames) == 0 || f.UPOS(root) != "VERB" || root > t {
		return false
	}
	source := x.ownSubject(root)
	if source == text.NoToken || source > root || !x.canSpeak(source) {
		return false
	}
	next := x.lower(t + 1)
	for _, o := range frames {
		if len(o.Cue) != 1 || o.Kind == kindKnow || o.Target != "" || o.Content[0] != next && !(next == "that" && o.Content[0] == slotClause) {
			continue
		}
		run := text.TokenRange{First: t + 2, End: max(f.Edges(t).End, t+2)}
		if run.Len() < 1 {
			return false
		}
		x.cutBefore(t, t-1)
		x.add(Relation{
			Frame: o, Cue: text.TokenRange{First: t, End: t + 2}, Word: t, Source: source, Content: run, Top: x.top(run), Target: text.NoToken,
			listen: text.NoToken, Stance: o.Stance, Clausal: next == "that",
		})
		return true
	}
	return false
}

// speaksForState says that an actor speaks for a state: its government, army or officials.
func speaksForState(a record.Actor) bool {
	return a.Kind == "state" || a.Kind == "government body" || a.Sector == "GOV" || a.Sector == "MIL"
}
