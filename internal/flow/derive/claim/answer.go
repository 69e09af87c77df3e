package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// speakerBefore finds who speaks in the phrase right before a cue, also with a name between commas, and takes the phrase
// from the content: "..., its foreign minister, Albert Shingiro, told the radio".
func (x *finder) speakerBefore(r *Relation) {
	end := r.Word
	if x.doc.Word(end-1) == "," { // the name
		comma := x.commaBefore(end-1, r.Content.First)
		if comma == text.NoToken || !x.personAt(comma+1) {
			return
		}
		end = comma
	}
	first := x.commaBefore(end, r.Content.First) + 1
	if first <= r.Content.First+2 || first >= end {
		return
	}
	s := x.namedAt(first, text.TokenRange{First: first, End: r.Word})
	if s == text.NoToken || !x.canSpeak(s) || x.hasMark(s, "in") {
		return
	}
	r.Source, r.Content = s, text.TokenRange{First: r.Content.First, End: first}
	if !r.Content.Has(r.Top) {
		r.Top = x.top(r.Content)
	}
}

// commaBefore gives the comma that begins the phrase before a word, NoToken where a verb or another mark stands between.
func (x *finder) commaBefore(t, from text.TokenID) text.TokenID {
	for k := t - 1; k > from && t-k < mostWords; k-- {
		switch u := x.trees.UPOS(k); {
		case x.doc.Word(k) == ",":
			return k
		case u == "PUNCT" && x.doc.Word(k) != "-", u == "VERB", u == "AUX", u == "SCONJ", u == "CCONJ":
			return text.NoToken
		}
	}
	return text.NoToken
}

// answers finds the denials that name nothing: "the rebels deny it", "; Houthis deny". They deny what was claimed last in
// their sentence, of somebody else.
func (x *finder) answers(sentence text.TokenRange) {
	for t := sentence.First + 1; t < sentence.End; t++ {
		x.answersWhich(t, sentence)
		frame := x.denying(t)
		if frame == nil || x.quoted(t) || x.negated(t) {
			continue
		}
		end := t + 1
		if end < sentence.End && (x.lower(end) == "it" || x.lower(end) == "this" || x.lower(end) == "that") {
			end++
		}
		if !x.onlyMarks(end, sentence.End) && x.doc.Word(end) != ";" || end == t+1 && sentence.Len() <= shortAnswer && t-sentence.First < 4 {
			continue
		}
		s := x.ownSubject(t)
		if s == text.NoToken {
			s = t - 1
		}
		u := x.trees.UPOS(s)
		if !x.canSpeak(s) || u != "NOUN" && u != "PROPN" || s > t {
			continue
		}
		if r := x.lastClaim(t, s, sentence); r != nil {
			x.add(Relation{
				Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: s, Content: r.Content, Top: r.Top,
				Target: text.NoToken, listen: text.NoToken, Stance: record.Deny, Clausal: r.Clausal,
			})
		}
	}
}

// answersWhich ends a content before ", which Kinshasa denies" or ", something Delhi denies", and takes the denial away
// that has more than that content as its own.
func (x *finder) answersWhich(t text.TokenID, sentence text.TokenRange) {
	frame := x.denyFrame(t)
	if frame == nil || x.quoted(t) || t+1 < sentence.End && x.trees.UPOS(t+1) != "PUNCT" {
		return
	}
	comma := text.NoToken
	for k := t - 1; k > sentence.First && k > t-8; k-- {
		if w := x.lower(k + 1); x.doc.Word(k) == "," {
			if w == "which" || w == "something" {
				comma = k
			}
			break
		}
	}
	if comma == text.NoToken {
		return
	}
	for k := len(x.relations) - 1; k >= 0; k-- {
		r := &x.relations[k]
		if !sentence.Has(r.Word) || r.Word > comma || !r.Clausal || !r.IsClaim() || r.Content.First > comma || r.Content.End < comma || r.Stance == record.Deny {
			continue
		}
		r.Content = x.trim(text.TokenRange{First: r.Content.First, End: comma})
		x.relations = slices.DeleteFunc(x.relations, func(o Relation) bool { return o.Word == t && o.Stance == record.Deny })
		return
	}
}

// denying gives the frame of "deny" for a word that may be its verb and that no relation has as its cue.
func (x *finder) denying(t text.TokenID) *Frame {
	if u := x.trees.UPOS(t); u != "VERB" && u != "NOUN" || x.trees.Child(t, "aux:pass") != text.NoToken {
		return nil
	}
	for k := range x.relations {
		if x.relations[k].Word == t {
			return nil
		}
	}
	return x.denyFrame(t)
}

func (x *finder) denyFrame(t text.TokenID) *Frame {
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) == 1 && f.Stance == record.Deny && f.Content[0] == slotDenied {
			return f
		}
	}
	return nil
}

// shortAnswer is the most words of a sentence that denies what the sentence before it told: "His lawyers deny it."
const shortAnswer = 7

// lastClaim gives the last claim that ends before a denial and is of somebody else: in its sentence, or in the one before
// a short one.
func (x *finder) lastClaim(t, source text.TokenID, sentence text.TokenRange) *Relation {
	for k := len(x.relations) - 1; k >= 0; k-- {
		r := &x.relations[k]
		before := x.doc.SentenceOf(t) - 1
		alone := before >= 0 && sentence.Len() <= shortAnswer && x.doc.Sentences[before].Paragraph == x.doc.Sentences[before+1].Paragraph
		if r.Word < sentence.First && !(alone && x.doc.Sentences[before].Tokens.Has(r.Word)) {
			return nil
		}
		if r.IsClaim() && r.Clausal && r.Word < t && r.Content.End <= t && r.Source != text.NoToken && r.Source != source && r.Stance != record.Deny {
			return r
		}
	}
	return nil
}

// lastSpeaker gives who spoke in the sentence before that of a pronoun that begins its sentence: "OCHA reports ... It
// warns that". It gives NoToken where that does not fit the pronoun.
func (x *finder) lastSpeaker(t text.TokenID) text.TokenID {
	here := x.doc.SentenceOf(t)
	s := x.doc.Sentences[here]
	if here == 0 || x.lower(t) != "it" || t != s.Tokens.First || s.Kind != text.Running {
		return text.NoToken
	}
	before := x.doc.Sentences[here-1]
	for k := range x.relations {
		r := &x.relations[k]
		if !before.Tokens.Has(r.Word) || r.Source == text.NoToken || !before.Tokens.Has(r.Source) || !r.IsClaim() || r.inner || x.trees.Head(r.Word) != text.NoToken {
			continue
		}
		if x.trees.Edges(r.Source).First != before.Tokens.First && r.Source != before.Tokens.First || x.trees.Morph(r.Source).Feat("Number") == "Plur" {
			continue
		}
		if n := x.doc.NameAt(r.Source); n != nil && n.Type == text.PersonName {
			return text.NoToken
		}
		return r.Source
	}
	return text.NoToken
}
