package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// How far back a denial reaches that names what it denies by a pronoun, in sentences.
const deniedReach = 3

// pronounDenials finds the denials whose object is a pronoun and behind which their sentence goes on: "the front denied
// this and said ...", "denies it in a video message". They deny what somebody else claimed last.
func (x *finder) pronounDenials(sentence text.TokenRange) {
	for t := sentence.First; t < sentence.End; t++ {
		frame := x.denyingVerb(t)
		if frame == nil {
			frame = x.calledFalse(t)
		}
		if frame == nil || x.wordTaken(t) || x.quoted(t) || x.negated(t) {
			continue
		}
		object := x.trees.Child(t, "obj")
		if object == text.NoToken || object != t+1 || x.trees.UPOS(object) != "PRON" {
			continue
		}
		switch x.lower(object) {
		case "it", "this", "that":
		default:
			continue
		}
		s := x.antecedent(x.ownSubject(t))
		if s == text.NoToken || s > t || !x.canSpeak(s) {
			continue
		}
		if r := x.claimBefore(t, s); r != nil {
			x.add(Relation{
				Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: s, Content: r.Content, Top: r.Top,
				Target: text.NoToken, listen: text.NoToken, Stance: record.Deny, Clausal: r.Clausal, back: true,
			})
		}
	}
}

// chargeDenials narrows what is denied behind an accusation to what somebody is accused of: in "Khartoum accused the Emirates of
// arming the rebels, a charge Abu Dhabi denies" nobody denies that there is an accusation.
func (x *finder) chargeDenials(sentence text.TokenRange) {
	for i := range x.relations {
		r := &x.relations[i]
		if r.Stance != record.Deny || r.back || !sentence.Has(r.Word) || r.Word < r.Content.First || r.Negated {
			continue
		}
		for k := range x.relations {
			a := &x.relations[k]
			if k != i && a.Stance == record.Accuse && a.Word < r.Word && (r.Content.Has(a.Word) || a.Content.Has(r.Word)) && a.Content.Len() > 0 && a.Content.First > a.Word {
				if comma := x.chargeComma(r); a.Content.Has(comma) {
					a.Content = x.trim(text.TokenRange{First: a.Content.First, End: comma})
				}
				if a.Content.End <= r.Word {
					r.Content, r.Top, r.back = a.Content, a.Top, true
				}
				break
			}
		}
	}
}

// chargeComma gives the comma before ", a charge Abu Dhabi denies", or NoToken.
func (x *finder) chargeComma(r *Relation) text.TokenID {
	if r.Source == text.NoToken || r.Source > r.Word {
		return text.NoToken
	}
	const reach = 8 // words of the noun and of who denies it
	for k := r.Word - 1; k > 1 && r.Word-k <= reach; k-- {
		if x.doc.Word(k) == "," {
			if x.isClass(classArticle, k+1) && k+2 < r.Word && x.trees.UPOS(k+2) == "NOUN" {
				return k
			}
			break
		}
	}
	return text.NoToken
}

// denyingVerb gives a frame of denying for a verb in the active voice.
func (x *finder) denyingVerb(t text.TokenID) *Frame {
	if x.trees.UPOS(t) != "VERB" || x.trees.Child(t, "aux:pass") != text.NoToken {
		return nil
	}
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) == 1 && f.Stance == record.Deny {
			return f
		}
	}
	return nil
}

// calledFalse gives the frame of a verb that calls a pronoun false: "called that a lie", "described this as baseless".
func (x *finder) calledFalse(t text.TokenID) *Frame {
	const reach = 5
	if x.trees.UPOS(t) != "VERB" || x.trees.Child(t, "aux:pass") != text.NoToken {
		return nil
	}
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) != 1 || f.Content[0] != slotPred && f.Content[0] != slotAs {
			continue
		}
		end := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.End
		for k := t + 2; k < min(t+2+reach, end); k++ {
			if x.isClass(classFalse, k) {
				return f
			}
		}
	}
	return nil
}

// claimBefore gives the last claim before a word that is not of the same source: of its own sentence, or of the few
// before it.
func (x *finder) claimBefore(t, source text.TokenID) *Relation {
	here := x.doc.SentenceOf(t)
	for k := len(x.relations) - 1; k >= 0; k-- {
		r := &x.relations[k]
		if r.Content.End > t {
			continue
		}
		if at := x.doc.SentenceOf(r.Word); here-at > deniedReach || x.doc.Sentences[here].Paragraph-x.doc.Sentences[at].Paragraph > 1 {
			return nil
		}
		if r.IsClaim() && r.Source != source && (r.Stance == record.Assert && r.Clausal || r.Stance == record.Accuse) {
			return r
		}
	}
	return nil
}

// misreadDenials finds "denies that ..." where the tagger takes the verb for a noun behind a name between commas: "the
// spokesman, Jane Doe, denies that they had any part in it".
func (x *finder) misreadDenials(sentence text.TokenRange) {
	for t := sentence.First + 1; t+2 < sentence.End; t++ {
		if x.trees.UPOS(t) != "NOUN" || x.lower(t) != "denies" || x.lower(t+1) != "that" || x.quoted(t) {
			continue
		}
		frame := x.denyFrame(t)
		if frame == nil || x.wordTaken(t) {
			continue
		}
		s := x.trees.Head(t)
		if s == text.NoToken || s > t || !x.canSpeak(s) {
			continue
		}
		x.add(Relation{
			Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: s,
			Content: text.TokenRange{First: t + 2, End: sentence.End}, Top: x.top(text.TokenRange{First: t + 2, End: sentence.End}),
			Target: text.NoToken, listen: text.NoToken, Stance: record.Deny, Clausal: true,
		})
	}
}

// wordTaken tells whether a relation hangs on a word.
func (x *finder) wordTaken(t text.TokenID) bool {
	for k := range x.relations {
		if x.relations[k].Word == t {
			return true
		}
	}
	return false
}
