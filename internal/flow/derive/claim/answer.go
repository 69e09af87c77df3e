package claim

import (
	"slices"
	"strings"

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
		which := u == "PRON" && s > sentence.First && x.lower(s-1) == "which" // "which he denies"
		if !x.canSpeak(s) || u != "NOUN" && u != "PROPN" && !which || s > t {
			continue
		}
		if r := x.lastClaim(t, s, sentence); r != nil {
			if which && r.Stance == record.Accuse && r.Target != text.NoToken && len(x.doc.ActorsAt(s)) == 0 {
				s = r.Target // "accused the herders of firing, which they denied"
			}
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
		if !sentence.Has(r.Word) || r.Word > comma || !r.Clausal && r.Stance != record.Accuse || !r.IsClaim() || r.Content.First > comma || r.Content.End < comma || r.Stance == record.Deny {
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
		if len(f.Cue) == 1 && f.Stance == record.Deny && (f.Content[0] == slotDenied || f.Content[0] == slotClaim) {
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
		if r.IsClaim() && (r.Clausal || r.Stance == record.Accuse) && r.Word < t && r.Content.End <= t && r.Source != text.NoToken && r.Source != source && r.Stance != record.Deny {
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
	if w := x.clauseBefore(t); w != text.NoToken {
		return w
	}
	behind := t >= 3 && t > s.Tokens.First+2 && !x.quoted(t) && (x.quoted(t-2) || x.quoted(t-3)) // "..., it read"
	if here == 0 || x.lower(t) != "it" || t != x.firstWord(s.Tokens) && !x.behindPlace(t, s.Tokens) && !behind || s.Kind == text.Title {
		return text.NoToken
	}
	before := x.doc.Sentences[here-1]
	for k := range x.relations {
		r := &x.relations[k]
		if !before.Tokens.Has(r.Word) || r.Source == text.NoToken || !before.Tokens.Has(r.Source) || !r.IsClaim() || r.inner || !x.atTop(r.Word) {
			continue
		}
		if first := x.firstWord(before.Tokens); x.trees.Edges(r.Source).First != first && r.Source != first || x.trees.Morph(r.Source).Feat("Number") == "Plur" {
			continue
		}
		if n := x.doc.NameAt(r.Source); n != nil && n.Type == text.PersonName {
			return text.NoToken
		}
		return r.Source
	}
	if s := x.lastSubject(before.Tokens); s != text.NoToken {
		return s
	}
	return x.firstNamed(t, before.Tokens)
}

// behindPlace says that only a phrase of place, time or occasion stands before the subject of a sentence: "In a report in May, it said".
func (x *finder) behindPlace(t text.TokenID, sentence text.TokenRange) bool {
	root := x.trees.Head(t)
	if root == text.NoToken || root != x.trees.Root(t) || !x.trees.IsRel(t, "nsubj") {
		return false
	}
	for k := sentence.First; k < t; k++ {
		if x.trees.Head(k) == root && !x.trees.IsRel(k, "obl", "punct", "advmod", "cc") {
			return false
		}
	}
	return true
}

// firstWord gives the first word of a sentence behind the number of its paragraph, or behind "but".
func (x *finder) firstWord(r text.TokenRange) text.TokenID {
	t := r.First
	if u := x.trees.UPOS(t); (u == "NUM" || u == "X") && t+2 < r.End && strings.Trim(x.doc.Word(t), "0123456789.)") == "" {
		for t++; t+1 < r.End && x.trees.UPOS(t) == "PUNCT"; t++ {
		}
	}
	if x.trees.UPOS(t) == "CCONJ" && t+1 < r.End {
		t++
	}
	return t
}

// atTop says that a verb is the root of its sentence, or coordinated with it.
func (x *finder) atTop(t text.TokenID) bool {
	for x.trees.IsRel(t, "conj") {
		t = x.trees.Head(t)
	}
	return x.trees.Head(t) == text.NoToken
}

// lastSubject gives the body that is the subject of a sentence, for the "It" that goes on with it: "The Forum met in Suva. It
// regrets".
func (x *finder) lastSubject(sentence text.TokenRange) text.TokenID {
	if sentence.Len() == 0 {
		return text.NoToken
	}
	s := x.trees.Child(x.trees.Root(sentence.First), "nsubj")
	if s != text.NoToken && x.lower(s) == "it" && x.doc.ReferenceAt(s) == nil {
		return x.lastSpeaker(s)
	}
	if s == text.NoToken || x.trees.Edges(s).First > x.firstWord(sentence) || x.trees.Morph(s).Feat("Number") == "Plur" || !x.canSpeak(s) {
		return text.NoToken
	}
	if n := x.doc.NameAt(s); n != nil && n.Type == text.PersonName {
		return text.NoToken
	}
	if all := x.doc.ActorsAt(s); len(all) > 1 || len(all) == 1 && all[0].Kind == "person" || len(all) == 0 && x.doc.NameAt(s) == nil && x.trees.UPOS(s) != "PROPN" && !x.isClass(classOffice, s) && !x.isClass(classOwn, s) {
		return text.NoToken
	}
	return s
}

// clauseBefore gives whom a pronoun goes on with that is the subject of a clause behind a semicolon, or of a sentence with
// "he" or "she": the subject of the clause or sentence before.
func (x *finder) clauseBefore(t text.TokenID) text.TokenID {
	f := x.trees
	v := f.Head(t)
	if v == text.NoToken || !f.IsRel(t, "nsubj") {
		return text.NoToken
	}
	i := x.doc.SentenceOf(t)
	if t > 0 && x.doc.Word(t-1) == ";" && i == x.doc.SentenceOf(t-1) {
		for k := len(x.relations) - 1; k >= 0; k-- { // "the agency said ...; it appealed"
			if r := &x.relations[k]; x.doc.Sentences[i].Tokens.Has(r.Word) && r.Word < t && r.IsClaim() && !r.inner && r.Source != text.NoToken {
				if s := x.agreed(t, r.Source); s != text.NoToken {
					return s
				}
			}
		}
	}
	if f.IsRel(v, "parataxis", "conj") && f.Head(v) < v && (!x.quoted(f.Head(v)) || x.quoted(v)) {
		if s := x.agreed(t, f.Child(f.Head(v), "nsubj")); s != text.NoToken || i == 0 || !x.sameParagraph(t, x.doc.Sentences[i-1].Tokens.First) {
			return s
		}
		if w := x.lower(t); w == "he" || w == "she" { // "The judge was angry. The files had been sent twice, he told the press"
			return x.agreed(t, x.subjectOfSentence(i-1))
		}
		return text.NoToken
	}
	for h := v; f.IsRel(h, "acl:relcl", "acl", "xcomp", "ccomp", "advcl", "obl", "obj", "iobj", "nmod", "appos", "amod", "parataxis", "conj") && f.Head(h) < h; {
		if h = f.Head(h); f.UPOS(h) == "VERB" {
			for _, c := range f.ChildrenBy(h, "nsubj") {
				if s := x.agreed(t, c); s != text.NoToken {
					return s
				}
			}
		}
	}
	if w := x.lower(t); w == "it" || i == 0 || f.Root(t) != v && !(f.IsRel(v, "parataxis") && f.Head(f.Head(v)) == text.NoToken) || !x.sameParagraph(t, x.doc.Sentences[i-1].Tokens.First) {
		return text.NoToken
	}
	before := x.doc.Sentences[i-1].Tokens
	if s := x.agreed(t, f.Child(f.Root(before.First), "nsubj")); s != text.NoToken && (!x.quoted(s) || x.quoted(t)) {
		return s
	}
	if s := x.samePronoun(t, i-1); s != text.NoToken {
		return s
	}
	for k := range x.relations { // "According to two diplomats ... They said"
		if r := &x.relations[k]; before.Has(r.Word) && before.Has(r.Source) && r.IsClaim() && !r.inner {
			if s := x.agreed(t, r.Source); s != text.NoToken {
				return s
			}
			break
		}
	}
	if x.doc.ReferenceAt(t) != nil && len(x.doc.ActorsAt(t)) > 0 {
		return text.NoToken
	}
	if s := x.onlyPerson(t, before); s != text.NoToken {
		return s
	}
	return x.firstNamed(t, before)
}

// onlyPerson gives the one person that is a subject or an object in a sentence, for "he" or "she": "The court removed the prime minister. She
// said". It gives NoToken where there are more.
func (x *finder) onlyPerson(pronoun text.TokenID, sentence text.TokenRange) text.TokenID {
	if w := x.lower(pronoun); w != "he" && w != "she" {
		return text.NoToken
	}
	found := text.NoToken
	for k := sentence.First; k < sentence.End; k++ {
		if !x.trees.IsRel(k, "nsubj", "obj", "iobj") || x.quoted(k) || x.agreed(pronoun, k) == text.NoToken {
			continue
		}
		if found != text.NoToken {
			return text.NoToken
		}
		found = k
	}
	return found
}

// samePronoun gives the subject of a sentence where it is the same pronoun: "He laughs. Nobody was asked, he says."
func (x *finder) samePronoun(t text.TokenID, i int) text.TokenID {
	if s := x.subjectOfSentence(i); s != text.NoToken && s < t && x.trees.UPOS(s) == "PRON" && x.lower(s) == x.lower(t) && x.lower(t) != "it" && !x.quoted(s) {
		return s
	}
	return text.NoToken
}

// firstNamed gives the first noun of a sentence that a pronoun can mean, with no preposition before it: that of a subject that the tree does
// not have.
func (x *finder) firstNamed(pronoun text.TokenID, sentence text.TokenRange) text.TokenID {
	for k := sentence.First; k < sentence.End; k++ {
		if u := x.trees.UPOS(k); u != "NOUN" && u != "PROPN" || x.quoted(k) {
			continue
		}
		if x.afterPreposition(k) || x.trees.IsRel(k, "obj", "nmod:poss", "appos") || x.trees.Morph(k+1).XPOS == "POS" {
			continue
		}
		return x.agreed(pronoun, k)
	}
	return text.NoToken
}

// agreed gives a subject that a pronoun can mean by number and by what it is, else NoToken.
func (x *finder) agreed(pronoun, s text.TokenID) text.TokenID {
	return x.agreedAs(x.lower(pronoun), pronoun, s)
}

// agreedAs is agreed for a pronoun whose form is given.
func (x *finder) agreedAs(form string, pronoun, s text.TokenID) text.TokenID {
	if s == text.NoToken || s >= pronoun || x.trees.UPOS(s) == "PRON" || !x.canSpeak(s) {
		return text.NoToken
	}
	if w := x.lower(s); x.standsAlone(s) && (w == "one" || w == "another") && x.groupBefore(s) != text.NoToken {
		if form == "he" || form == "she" {
			return s
		}
		return text.NoToken
	}
	actors := x.doc.ActorsAt(s)
	n := x.doc.NameAt(s)
	person := n != nil && n.Type == text.PersonName || n == nil && x.isClass(classPerson, s) && !x.isClass(classOwn, s) || len(actors) == 1 && actors[0].Kind == "person"
	person = person || n == nil && x.namedBeside(s) != text.NoToken
	several := n == nil && x.trees.Morph(s).Feat("Number") == "Plur" || x.trees.Child(s, "conj") != text.NoToken
	switch form {
	case "he", "she":
		if person && !several {
			return s
		}
	case "it":
		if !person && !several {
			return s
		}
	case "they":
		if several {
			return s
		}
	}
	return text.NoToken
}

// nearerPerson gives the described person that is the subject of the sentence before that of "he" or "she", where the
// reference goes back to somebody named whom that sentence does not speak of: "The bishop agreed. He said".
func (x *finder) nearerPerson(t text.TokenID) text.TokenID {
	if w := x.lower(t); w != "he" && w != "she" || x.trees.UPOS(t) != "PRON" {
		return text.NoToken
	}
	r := x.doc.ReferenceAt(t)
	i := x.doc.SentenceOf(t)
	if r == nil || len(r.Antecedents) != 1 || i == 0 {
		return text.NoToken
	}
	before := x.doc.Sentences[i-1].Tokens
	key := x.doc.Mentions[r.Antecedents[0]].Key
	if head := x.doc.Mentions[r.Antecedents[0]].Head; head >= before.First {
		if before.Has(head) && x.trees.IsRel(head, "nmod:poss") && !x.quoted(head) {
			return x.lastActing(t, before) // "Mr Rao's men deny it, and the bishop laughs. He says"
		}
		return text.NoToken
	}
	for k := before.First; k < before.End; k++ {
		if o := x.doc.ReferenceAt(k); o != nil && slices.ContainsFunc(o.Antecedents, func(a int) bool { return x.doc.Mentions[a].Key == key }) {
			return x.toldOf(t, k, before)
		}
	}
	if s := x.clauseBefore(t); s != text.NoToken {
		return s
	}
	if s := x.toldOf(t, text.NoToken, before); s != text.NoToken {
		return s
	}
	return x.paragraphPerson(t, i-2, x.doc.Mentions[r.Antecedents[0]].Head)
}

// lastActing gives the last subject of a sentence, at its top, that a pronoun can mean.
func (x *finder) lastActing(pronoun text.TokenID, sentence text.TokenRange) text.TokenID {
	found := text.NoToken
	for k := sentence.First; k < sentence.End; k++ {
		if h := x.trees.Head(k); x.trees.IsRel(k, "nsubj") && h > k && x.atTop(h) && x.agreed(pronoun, k) != text.NoToken {
			found = k
		}
	}
	return found
}

// paragraphPerson gives the person that is the subject of the nearest sentence before, down from i, in the paragraph of "he" or "she" and
// behind the antecedent of the reference: "In Batticaloa a teacher keeps a list. There are 17 names on it. The police, she says, ...".
func (x *finder) paragraphPerson(t text.TokenID, i int, antecedent text.TokenID) text.TokenID {
	for ; i >= 0 && x.sameParagraph(t, x.doc.Sentences[i].Tokens.First) && antecedent < x.doc.Sentences[i].Tokens.First; i-- {
		if s := x.agreed(t, x.subjectOfSentence(i)); s != text.NoToken {
			return s
		}
		if x.hasPronoun(x.doc.Sentences[i].Tokens) {
			break
		}
	}
	return text.NoToken
}

// hasPronoun says that "he" or "she" stands in a run.
func (x *finder) hasPronoun(r text.TokenRange) bool {
	for k := r.First; k < r.End; k++ {
		if w := x.lower(k); w == "he" || w == "she" || w == "his" || w == "her" || w == "him" {
			return true
		}
	}
	return false
}

// toldOf gives the person who speaks last in the sentence before that of "he" or "she" where no word outside of what he says, as k may be,
// stands for the one that the reference leads to: "a driver who swore that he had seen it ... he said".
func (x *finder) toldOf(t, k text.TokenID, before text.TokenRange) text.TokenID {
	found := text.NoToken
	for i := range x.relations {
		r := &x.relations[i]
		if before.Has(r.Word) && r.Source != text.NoToken && before.Has(r.Source) && r.IsClaim() && !r.inner && x.agreed(t, r.Source) != text.NoToken && (k == text.NoToken || r.Content.Has(k)) {
			found = r.Source
		}
	}
	return found
}

// mostSilent is the most sentences between somebody who spoke and "he" or "she" that goes on with him.
const mostSilent = 4

// lastPerson gives the last person with a name who spoke before "he" or "she" that nothing else leads back.
func (x *finder) lastPerson(t text.TokenID) text.TokenID {
	if w := x.lower(t); w != "he" && w != "she" || x.trees.UPOS(t) != "PRON" || x.doc.ReferenceAt(t) != nil && len(x.doc.ActorsAt(t)) > 0 {
		return text.NoToken
	}
	found := text.NoToken
	for i := range x.relations {
		r := &x.relations[i]
		if r.Source == text.NoToken || r.Source >= t || r.Source < found || !r.IsClaim() || r.inner || x.doc.SentenceOf(t)-x.doc.SentenceOf(r.Source) > mostSilent {
			continue
		}
		n, all := x.doc.NameAt(r.Source), x.doc.ActorsAt(r.Source)
		named := n != nil && n.Type == text.PersonName || len(all) == 1 && all[0].Kind == "person" && all[0].ID != ""
		if named && x.agreed(t, r.Source) != text.NoToken {
			found = r.Source
		}
	}
	if i := x.doc.SentenceOf(t); found == text.NoToken && i > 0 && !x.sameParagraph(t, x.doc.Sentences[i-1].Tokens.First) {
		return x.agreed(t, x.subjectOfSentence(i-1)) // the paragraph goes on with who was told of in the last one
	}
	return found
}
