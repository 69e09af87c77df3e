package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
)

// The most words of who speaks between two commas, and of where and when he does.
const (
	mostBetween = 10
	mostWhere   = 5
)

// interposed reads ", it says," and ", economists at a bank estimate," in the midst of a sentence by the words alone: what is said
// stands on both sides, from the beginning of the clause to its end. Trees often have one side only, or none.
func (x *finder) interposed(sentence text.TokenRange) {
	for t := sentence.First + 2; t+2 < sentence.End; t++ {
		open, closing := x.betweenCommas(t, sentence)
		if open == text.NoToken || x.quoted(t) || x.quoted(open-1) {
			continue
		}
		frame, source := x.sayingBetween(t, open, sentence)
		if frame == nil || source == text.NoToken {
			continue
		}
		run, ok := x.aroundCue(open, closing, sentence)
		if !ok {
			continue
		}
		x.putRelation(frame, t, source, run)
	}
}

// clauseEnd gives the semicolon behind a word, else the end of its sentence.
func (x *finder) clauseEnd(t, end text.TokenID) text.TokenID {
	for k := t; k < end; k++ {
		if x.doc.Word(k) == ";" && !x.quoted(k) {
			return k
		}
	}
	return end
}

// betweenCommas gives the comma before who speaks and the one behind the verb and where he speaks, NoToken where they are not there.
func (x *finder) betweenCommas(t text.TokenID, sentence text.TokenRange) (open, closing text.TokenID) {
	closing = t + 1
	if x.particleOf(t) != nil {
		closing++
	}
	for closing < sentence.End && closing <= t+mostWhere && x.doc.Word(closing) != "," {
		switch u := x.trees.UPOS(closing); {
		case x.isClass(classInformed, t) && (u == "DET" || u == "NOUN" || u == "ADJ"): // ", he told the committee,"
		case u == "ADP" && x.lower(closing) != "that", u == "PROPN", closing > t+1 && (u == "NOUN" || u == "DET" || u == "ADJ" || u == "NUM"), closing == t+1 && u == "ADV":
		default:
			return text.NoToken, text.NoToken
		}
		closing++
	}
	if closing >= sentence.End-1 || x.doc.Word(closing) != "," {
		return text.NoToken, text.NoToken
	}
	if u, next := x.trees.UPOS(t+1), x.trees.UPOS(closing+1); x.isClass(classInformed, t) && (u == "DET" || u == "NOUN" || u == "ADJ") && next != "CCONJ" && next != "AUX" && next != "VERB" {
		return text.NoToken, text.NoToken
	}
	for k := t - 1; k > sentence.First && t-k <= mostBetween; k-- {
		switch u := x.trees.UPOS(k); {
		case x.doc.Word(k) == ",":
			if k+1 == t {
				return text.NoToken, text.NoToken
			}
			return k, closing
		case u == "VERB", u == "AUX", u == "SCONJ", u == "PUNCT" && x.doc.Word(k) != "-" && x.doc.Word(k) != "'":
			return text.NoToken, text.NoToken
		}
	}
	return text.NoToken, text.NoToken
}

// particleOf gives the frame of a verb of saying with a particle right behind it: "pointed out", nil where there is none.
func (x *finder) particleOf(t text.TokenID) *Frame {
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) == 2 && f.Kind == kindSay && (f.Content[0] == slotClause || f.Content[0] == slotQuote) && x.lower(t+1) == f.Cue[1] && x.trees.IsRel(t+1, "compound:prt", "advmod") {
			return f
		}
	}
	return nil
}

// sayingBetween gives the frame of a word that says so with who is its subject between two commas. A word that was taken for a noun is
// a verb where those before it are several.
func (x *finder) sayingBetween(t, open text.TokenID, sentence text.TokenRange) (*Frame, text.TokenID) {
	frame := x.saying(t)
	if f := x.particleOf(t); f != nil {
		frame = f
	}
	if frame != nil && frame.Kind == kindShow {
		frame = nil
	}
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if frame == nil && len(f.Cue) == 1 && f.Kind == kindThink && f.Content[0] == slotClause && f.Stance != "question" {
			frame = f
		}
		if frame == nil && len(f.Cue) == 1 && f.Kind == kindSay && f.Content[0] == slotQuote && f.Stance == "assert" && x.personal(open+1) { // ", he continued,"
			frame = f
		}
	}
	if frame == nil || x.trees.Child(t, "aux:pass") != text.NoToken || t > 0 && x.trees.UPOS(t-1) == "AUX" && x.lemma(t-1) == "be" {
		return nil, text.NoToken // ", it was told,"
	}
	first := open + 1
	source := x.namedAt(first, text.TokenRange{First: first, End: t})
	if source == text.NoToken || !x.canSpeak(source) || x.isClass(classRelative, source) || x.trees.UPOS(first) == "ADP" || x.trees.UPOS(first) == "CCONJ" || x.trees.UPOS(first) == "ADV" {
		return nil, text.NoToken
	}
	switch x.trees.Morph(t).XPOS {
	case "VBD", "VBZ", "VBP", "VBN", "VB":
		return frame, source
	case "NNS": // "France, one complains, learned of it from a newspaper"
		return frame, x.alone(source, t)
	case "NN":
		for k := first; k < t; k++ {
			if n := x.trees.UPOS(k); n == "NOUN" || n == "PRON" {
				if x.trees.Morph(k).Feat("Number") == "Plur" && x.lower(t) == x.lemma(t) && x.trees.UPOS(first) != "PROPN" {
					return frame, k
				}
				return nil, text.NoToken
			}
		}
	}
	return nil, text.NoToken
}

// aroundCue gives what is said around a cue between two commas.
func (x *finder) aroundCue(open, closing text.TokenID, sentence text.TokenRange) (text.TokenRange, bool) {
	run := sentence
	for k := open - 1; k > sentence.First; k-- {
		if w := x.doc.Word(k); (w == ";" || w == ":") && !x.quoted(k) && x.hasVerb(text.TokenRange{First: sentence.First, End: k}) {
			run.First = k + 1
			break
		}
	}
	for k := open - 1; k > run.First && !x.verbal(k) && x.doc.Word(k) != ","; k-- {
		if x.trees.UPOS(k) == "SCONJ" || k == open-1 && x.trees.Morph(k).XPOS == "WRB" || x.isClass(classRelative, k) && x.trees.UPOS(k) == "PRON" {
			if run.First = k + 1; x.lower(k-1) == "of" { // "most of whom, it insists, were trampled"
				run.First = max(k-2, sentence.First)
			}
			break
		}
	}
	if u := x.trees.UPOS(run.First); u == "AUX" || u == "SCONJ" && x.hasVerb(text.TokenRange{First: run.First + 1, End: open}) {
		run.First = closing + 1 // "If it lasts, they say, it will cost"
	}
	if run.First >= open {
		run.First = closing + 1 // "where, it estimates, nine were shot"
	}
	run.End = x.clauseEnd(closing, sentence.End)
	next := closing + 1
	switch u := x.trees.UPOS(next); {
	case x.quoted(next), u == "SCONJ" && x.lower(next) != "because", x.addsRelative(closing), x.trees.Morph(next).XPOS == "VBG" && x.hasVerb(text.TokenRange{First: run.First, End: open}) && x.trees.UPOS(open-1) != "AUX":
		return run, false
	case u == "CCONJ":
		if !x.personal(next+1) && !x.shifted(next+1, run.End) && x.hasVerb(text.TokenRange{First: run.First, End: open}) {
			run.End = open
		}
	}
	return run, run.Len() > 3 && x.hasVerb(run)
}

// shifted says that the first verb of a clause is in a time that only tells what somebody said: ", the ministry said, but nothing had
// been signed".
func (x *finder) shifted(t, end text.TokenID) bool {
	for k := t; k < end; k++ {
		if x.verbal(k) {
			w := x.lower(k)
			return x.trees.UPOS(k) == "AUX" && (w == "had" || w == "would")
		}
		if x.doc.Word(k) == "," {
			return false
		}
	}
	return false
}

// verbal says that a word is a verb or an auxiliary.
func (x *finder) verbal(t text.TokenID) bool {
	u := x.trees.UPOS(t)
	return u == "VERB" || u == "AUX"
}

// putRelation adds what is said around a cue, or gives it to the relation of the cue that holds less than most of it.
func (x *finder) putRelation(frame *Frame, t, source text.TokenID, run text.TokenRange) {
	run = x.trim(run)
	x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { // "scoffed at that: the text, he pointed out, says nothing"
		return r.Word < run.First && r.Content.First == run.First && r.Content.End < t && x.trees.UPOS(source) == "PRON"
	})
	for i := range x.relations {
		r := &x.relations[i]
		if r.Word != t {
			continue
		}
		if x.trees.UPOS(source) != "PRON" && r.Source != text.NoToken && x.commaBetween(r.Source, t) {
			r.Source = source // "and the Fund, people at the ministry recall, raised it"
		}
		shared := min(r.Content.End, run.End) - max(r.Content.First, run.First)
		if r.Direct || r.Negated || r.Idle || r.Content.First != t+1 && float64(shared) >= most*float64(run.Len()) && float64(shared) >= most*float64(r.Content.Len()) {
			return
		}
		if x.particleOf(t) != nil {
			r.Cue.End = t + 2
		}
		if r.Content = run; !run.Has(r.Top) || !x.verbal(r.Top) {
			r.Top = x.topAround(run, t)
		}
		return
	}
	cue := text.TokenRange{First: t, End: t + 1}
	if x.particleOf(t) != nil {
		cue.End++ // "pointed out"
	}
	x.add(Relation{
		Frame: frame, Cue: cue, Word: t, Source: source, Content: run, Top: x.topAround(run, t),
		Target: text.NoToken, listen: text.NoToken, Clausal: true, inner: x.within(t), Negated: x.negated(t),
	})
}

// topAround gives the verb at the top of what is said around a cue, the nearest to the root that is not the cue's own.
func (x *finder) topAround(r text.TokenRange, cue text.TokenID) text.TokenID {
	best, depth := text.NoToken, 0
	for t := r.First; t < r.End; t++ {
		if x.trees.UPOS(t) != "VERB" && x.trees.Child(t, "cop") == text.NoToken || t == cue {
			continue
		}
		d := 0
		for h := x.trees.Head(t); h != text.NoToken; h = x.trees.Head(h) {
			d++
		}
		if best == text.NoToken || d < depth {
			best, depth = t, d
		}
	}
	if best == text.NoToken {
		return x.top(r)
	}
	return best
}

// personal says that a word is a pronoun that means somebody or something told before.
func (x *finder) personal(t text.TokenID) bool {
	return x.trees.UPOS(t) == "PRON" && (x.isClass(classThird, t) || x.isClass(classFirst, t) || x.lower(t) == "it")
}
