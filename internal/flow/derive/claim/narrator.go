package claim

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// leastKept is the least number of words of a content that an aside of the narrator is cut from.
const leastKept = 2

// withoutAside ends a content before what the narrator adds to its end: ", who survived an attempt on his life", ", under which
// the last troops leave in May", ", two of them foreigners", ", a gesture which Oslo welcomed". Words in quotation marks are not the
// narrator's, and what stands in the midst stays.
func (x *finder) withoutAside(r *Relation) {
	for k := r.Content.First + leastKept; k+3 < r.Content.End; k++ {
		if x.doc.Word(k) != "," || x.quoted(k) || !x.beginsAside(k, r.Content.End) || !x.asideReaches(k, r.Content.End) && !x.takesUpSaid(k, r.Content.End) {
			continue
		}
		r.Content.End = k
		if !r.Content.Has(r.Top) {
			r.Top = x.top(r.Content)
		}
		return
	}
}

// takesUpSaid says that behind a comma an article, a noun that takes up what was said and "that" or "which" begin what somebody else does with it:
// ", a judgement that the head of the agency, a Swede, declined to share".
func (x *finder) takesUpSaid(comma, end text.TokenID) bool {
	if w := x.lower(comma + 1); w != "a" && w != "an" {
		return false
	}
	for k := comma + 2; k+1 < end && k < comma+5; k++ {
		if w := x.lower(k + 1); x.isClass(classSaying, k) {
			return (w == "that" || w == "which") && !x.hasQuote(text.TokenRange{First: comma, End: end})
		}
	}
	return false
}

func (x *finder) hasQuote(r text.TokenRange) bool {
	for k := r.First; k < r.End; k++ {
		if x.quoted(k) {
			return true
		}
	}
	return false
}

// beginsAside says that a comma begins a relative clause, one with a preposition or of some of those named before, or a noun
// with a relative clause that says what the whole is.
func (x *finder) beginsAside(comma, end text.TokenID) bool {
	f := x.trees
	k := comma + 1
	switch w := x.lower(k); {
	case x.addsRelative(comma):
		return true
	case f.UPOS(k) == "ADP":
		next := x.lower(k + 1)
		return next == "which" || next == "whom" || next == "whose"
	case f.UPOS(k) == "NUM" || x.lex.is(classSome, w):
		for k++; k+1 < end && k < comma+5; k++ {
			if x.lower(k) == "of" {
				next := x.lower(k + 1)
				return next == "which" || next == "whom" || next == "them" || next == "whose"
			}
		}
		return false
	case w == "a" || w == "an" || w == "something":
		for k++; k+1 < end && k < comma+7; k++ {
			if u := f.UPOS(k); u == "PUNCT" || u == "VERB" || u == "AUX" || u == "ADP" {
				return false
			}
			if next := x.lower(k + 1); f.UPOS(k) == "NOUN" && (next == "which" || next == "that" || next == "whose") {
				return true
			}
		}
	}
	return false
}

// asideReaches says that what a comma begins goes to the end of a content and holds no quotation.
func (x *finder) asideReaches(comma, end text.TokenID) bool {
	last := comma
	for k := comma + 1; k < end; k++ {
		if x.quoted(k) {
			return false
		}
		if x.doc.Word(k) == "," {
			last = k
		}
	}
	if last == comma {
		return true
	}
	for t := comma + 1; t < end; t++ {
		if x.trees.IsRel(t, "acl", "advcl", "appos") && x.trees.Head(t) <= comma && x.trees.Edges(t).First <= comma+1 {
			return x.trees.Edges(t).End >= end
		}
	}
	return false
}

// pastGerund gives the cue that a finite verb behind "and" goes on with where the tree joins it to a participle, or behind a
// comma and "and" to a verb of another form, in what that cue has said: "accuses the air force of hitting civilians and threatens to",
// "said that talks could begin if a judge were named, and accused the police". It gives NoToken where there is none.
func (x *finder) pastGerund(t, inner text.TokenID) text.TokenID {
	f := x.trees
	cc := f.Child(t, "cc")
	if cc == text.NoToken || cc > t || inner > t || f.Child(t, "aux", "mark") != text.NoToken || x.quoted(t) || f.IsRel(inner, "acl:relcl") {
		return text.NoToken
	}
	form := f.Morph(t).XPOS
	finite := form == "VBD" || form == "VBZ" || form == "VBP" || form == "VBN" && f.Child(t, "obj") > t
	parted := cc > 0 && x.doc.Word(cc-1) == "," && f.IsRel(inner, "advcl", "acl", "xcomp")
	gerund := f.Morph(inner).XPOS == "VBG" && f.Child(inner, "aux") == text.NoToken
	purpose := x.infinitive(inner) && (form == "VBD" || form == "VBZ") // "urges all to wait and deplores"
	if !finite || !parted && !gerund && !purpose {
		return text.NoToken
	}
	for h := f.Head(inner); h != text.NoToken; h = f.Head(h) {
		if f.UPOS(h) != "VERB" || h > inner || f.Child(h, "nsubj") == text.NoToken {
			continue
		}
		if up := f.Morph(h).XPOS; len(x.lex.of(partVerb, x.lemma(h))) > 0 && (sameForm(form, up) || form == "VBN" && up == "VBD") {
			return h
		}
	}
	return text.NoToken
}

// compares says that the "as" of a phrase is the second of "as long as" or the first of "as far as".
func (x *finder) compares(t text.TokenID) bool {
	m := x.mark(t)
	if m == text.NoToken || x.lower(m) != "as" {
		return false
	}
	return m >= 2 && x.lower(m-2) == "as" || int(m)+2 < x.trees.Len() && x.lower(m+2) == "as"
}

// gapped reads "Ankara says that the convoy was hit, Damascus that it was not": the second speaker has the verb of the first. What he
// says is a claim of its own and no part of the first.
func (x *finder) gapped(r *Relation) {
	if r.Frame.Part != partVerb || r.Frame.Content[0] != slotClause || r.Direct || r.Word > r.Content.First {
		return
	}
	s := x.doc.Sentences[x.doc.SentenceOf(r.Word)].Tokens
	for k := r.Content.First + 1; k+4 < s.End; k++ {
		if x.doc.Word(k) != "," || x.quoted(k) {
			continue
		}
		first := k + 1
		if x.trees.UPOS(first) == "CCONJ" || x.trees.UPOS(first) == "DET" {
			first++
		}
		if u := x.trees.UPOS(first); u != "PROPN" && u != "NOUN" {
			continue
		}
		last := first
		for last+1 < s.End && last < first+3 && (x.trees.UPOS(last+1) == "PROPN" || x.trees.UPOS(last+1) == "NOUN") {
			last++
		}
		if u := x.trees.UPOS(last); last+1 >= s.End || u != "PROPN" && u != "NOUN" || x.lower(last+1) != "that" || !x.canSpeak(last) || x.isClass(classClaim, last) || x.isClass(classDocument, last) {
			continue
		}
		run := x.trim(text.TokenRange{First: last + 2, End: x.clauseEnd(last+2, s.End)})
		if !x.hasVerb(run) || x.trees.UPOS(last+2) == "VERB" || x.trees.UPOS(last+2) == "AUX" {
			continue
		}
		second := *r
		second.Word, second.Cue, second.Source, second.Content = r.Word, text.TokenRange{First: last + 1, End: last + 2}, last, run
		second.Top = x.topAround(run, r.Word)
		second.Stance = r.Frame.Stance
		r.Content.End = min(r.Content.End, k)
		x.add(second)
		return
	}
}

// withLaterVerbs adds to a clause that is said the verbs of later clauses without subjects that the tree hangs on the cue: "says that
// it began in May, continued in June and ended in July".
func (x *finder) withLaterVerbs(r text.TokenRange, top, cue text.TokenID) text.TokenRange {
	for _, c := range x.trees.ChildrenBy(cue, "ccomp") {
		e := x.trees.Edges(c)
		if c > top && e.First <= r.End+1 && e.First >= r.End-1 && x.trees.Child(c, "nsubj", "mark") == text.NoToken && x.trees.UPOS(c) == "VERB" && len(x.lex.of(partVerb, x.lemma(c))) == 0 && !x.quoted(c) {
			r.End = max(r.End, e.End)
		}
	}
	return r
}

// belongsTo says that a phrase behind a noun tells of the noun although the tree hangs it on the verb: "an inquiry into the origins", "the
// abduction on 27 October of a magistrate", "600 million dollars over ten years".
func (x *finder) belongsTo(t text.TokenID) bool {
	m := x.mark(t)
	switch {
	case m == text.NoToken:
		return false
	case x.lex.is(classTied, x.lower(m)):
		return !x.isClass(classDocument, t)
	}
	if !x.inTime(t) {
		return false
	}
	for _, c := range x.trees.ChildrenBy(t, "nmod") {
		if x.hasMark(c, "of") && !x.inTime(c) {
			return true
		}
	}
	return false
}

// describedEnd gives the comma that ends a source at the head of a sentence with the participle that describes it, wherever the tree hangs
// that: "According to two people briefed on the plan, Oman would". It gives NoToken where none stands there.
func (x *finder) describedEnd(source, end text.TokenID) text.TokenID {
	s := x.doc.Sentences[x.doc.SentenceOf(source)].Tokens
	if source-s.First > mostWords || end >= s.End || x.trees.Morph(end).XPOS != "VBN" && x.trees.Morph(end).XPOS != "VBG" && x.trees.Morph(end).XPOS != "VBD" {
		return text.NoToken
	}
	if u := x.trees.UPOS(end + 1); u != "ADP" && u != "ADV" {
		return text.NoToken
	}
	for k := end + 1; k < s.End && k < end+mostWords; k++ {
		switch {
		case x.doc.Word(k) == ",":
			return k
		case x.verbal(k), x.trees.UPOS(k) == "PUNCT":
			return text.NoToken
		}
	}
	return text.NoToken
}

// furtherThats gives the claims of the clauses that go on with ", that" or ", and that" behind what is said and that the tree does not
// hang on it: "said in a statement that it rejected the result, that its agents had been thrown out, and that it would go to court".
func (x *finder) furtherThats(r *Relation) []Relation {
	if r.Frame.Part != partVerb || r.Frame.Content[0] != slotClause || r.Direct || r.Word > r.Content.First || x.lower(r.Content.First-1) != "that" {
		return nil
	}
	var all []Relation
	s := x.doc.Sentences[x.doc.SentenceOf(r.Word)].Tokens
	end := x.clauseEnd(r.Content.First, s.End)
	if k := r.Content.End; k+4 < end && x.trees.UPOS(k) == "CCONJ" && x.lower(k+1) == "that" && !x.quoted(k) && strings.Contains("DET NOUN PROPN PRON NUM ADJ", x.trees.UPOS(x.behindAside(k+2))) && x.finiteIn(text.TokenRange{First: k + 2, End: end}) {
		r.Content.End = x.untilNextCue(text.TokenRange{First: k + 2, End: end}, voice{word: r.Word}).End // "that the men were hit above the waist and that one was a boy"
	}
	from := text.NoToken
	for k := r.Content.End; k < end; k++ {
		comma := k - 1
		if x.trees.UPOS(comma) == "CCONJ" {
			comma--
		}
		if x.lower(k) != "that" || x.trees.UPOS(k) != "SCONJ" || x.doc.Word(comma) != "," || comma < r.Content.End-1 || x.quoted(k) {
			continue
		}
		if from == text.NoToken && comma > r.Content.End { // what stands between belongs to the first
			return nil
		}
		if len(all) > 0 {
			last := &all[len(all)-1]
			last.Content = x.trim(text.TokenRange{First: last.Content.First, End: comma})
		}
		from = k + 1
		second := *r
		second.Content = x.trim(text.TokenRange{First: from, End: end})
		second.Top = x.topAround(second.Content, r.Word)
		second.Stance = r.Frame.Stance
		all = append(all, second)
	}
	return all
}

// behindAside gives the word behind an aside of a word or two between commas: "that, besides, a state may do so".
func (x *finder) behindAside(k text.TokenID) text.TokenID {
	if x.doc.Word(k) != "," {
		return k
	}
	for c := k + 2; c <= k+4 && int(c)+1 < x.trees.Len(); c++ {
		if x.doc.Word(c) == "," {
			return c + 1
		}
	}
	return k
}

// doneTo gives the participle of what somebody wants done, which the tree hangs on whom it is done to: "wants the referee sacked".
func (x *finder) doneTo(v voice, f *Frame, slot string) text.TokenID {
	if slot != slotPred || f.Stance != record.Demand || v.passive || v.object < v.word {
		return text.NoToken
	}
	for _, c := range x.trees.ChildrenBy(v.object, "acl") {
		if e := x.trees.Edges(c); c == v.object+1 && e.First > v.object && e.End == x.trees.Edges(v.object).End && (x.trees.Morph(c).XPOS == "VBN" || x.trees.Morph(c).XPOS == "VBD") && x.trees.Child(c, "obl:agent") == text.NoToken {
			return c
		}
	}
	return text.NoToken
}
