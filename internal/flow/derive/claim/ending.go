package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// narrowed ends a content where the narrator speaks again: before ", which has slowed the trucks", before ", a rebel group
// whose fighters ...", and before the sentence that "and" goes on with.
func (x *finder) narrowed(r *Relation) {
	x.behindColon(r)
	for k := r.Content.End - 1; k > r.Content.First && k+3 > r.Content.End && r.Source > k && !r.Clausal && !x.quoted(k); k-- {
		if w := x.lower(k); w == "that" || w == "which" {
			r.Content.End = k // "an allegation that aid workers dismissed"
			break
		}
	}
	for k := r.Content.First + 3; k < r.Content.End && r.Word < r.Content.First && !r.Direct; k++ {
		if x.doc.Word(k) == ":" && !x.quoted(k) && r.Content.End < k+4 && !x.hasVerb(text.TokenRange{First: k, End: r.Content.End}) && r.Content.End+3 < x.doc.Sentences[x.doc.SentenceOf(r.Word)].Tokens.End && x.doc.Word(r.Content.End) == "," {
			r.Content.End = k // "argues that Libya matters more: Ankara, he says, cannot wait"
		}
	}
	if r.Direct || r.Content.Len() < 3 || r.Word >= r.Content.First || x.quoted(r.Content.First) {
		return
	}
	x.untilNext(r)
	x.whatItCalled(r)
	x.withoutAside(r)
	if r.Clausal && r.Frame.Content[0] != slotIng {
		return
	}
	for k := r.Content.First + 1; k+1 < r.Content.End; k++ {
		if x.doc.Word(k) == ";" && !x.quoted(k) {
			r.Content.End = k
			return
		}
		if r.Frame.Stance == record.Deny && x.lower(k) == "as" && x.isClass(classClaim, k-1) && k+2 == r.Content.End && x.trees.UPOS(k+1) == "ADJ" {
			r.Content.End = k // "rejected the charge as baseless"
			return
		}
	}
	for k := r.Content.First + 1; k+2 < r.Content.End; k++ {
		if x.doc.Word(k) != "," || x.quoted(k) {
			continue
		}
		if x.addsRelative(k) || x.addsDescription(k, r.Content) || x.addsTime(k, r.Content.End) {
			r.Content.End = k
			return
		}
	}
}

// addsRelative says that a comma begins a relative clause that only adds something.
func (x *finder) addsRelative(comma text.TokenID) bool {
	switch x.lower(comma + 1) {
	case "which", "who", "whose", "whom":
		return true
	}
	return false
}

// addsDescription says that a comma begins words on somebody who is named before it, to the end of a content: ", an exiled
// group whose members ...".
func (x *finder) addsDescription(comma text.TokenID, r text.TokenRange) bool {
	if !x.isClass(classArticle, comma+1) || !x.isName(comma-1) {
		return false
	}
	for c := comma + 2; c < r.End && c < comma+8; c++ {
		if x.trees.IsRel(c, "appos") && x.trees.Edges(c).First <= comma+1 && x.trees.Head(c) < comma {
			return x.trees.Edges(c).End >= r.End && x.trees.Child(c, "conj") == text.NoToken
		}
	}
	return false
}

// addsTime says that a comma begins how long before or after something else it was: ", a quarter of a century after a war".
func (x *finder) addsTime(comma, end text.TokenID) bool {
	const longest = 7
	for k := comma + 1; k < end && k <= comma+longest; k++ {
		switch u := x.trees.UPOS(k); {
		case (x.lower(k) == "after" || x.lower(k) == "before" || x.lower(k) == "since") && k > comma+1:
			return x.trees.UPOS(comma+1) == "DET" || x.trees.UPOS(comma+1) == "NUM" || x.trees.UPOS(comma+1) == "NOUN" && k == comma+2
		case u == "VERB", u == "AUX", u == "PUNCT", u == "PROPN", u == "CCONJ", u == "PRON":
			return false
		}
	}
	return false
}

// untilNext ends a content before "and" with who speaks next and what he does: "warned of a flood and Hanoi, whose minister
// ..., called for calm".
func (x *finder) untilNext(r *Relation) {
	for k := r.Content.First + 1; k+3 < r.Content.End; k++ {
		if x.trees.UPOS(k) != "CCONJ" || x.quoted(k) || r.Clausal {
			continue
		}
		noun := k + 1
		for noun+2 < r.Content.End && x.doc.Word(noun+1) != "," && noun < k+5 && x.trees.UPOS(noun) != "VERB" {
			noun++
		}
		if u := x.trees.UPOS(noun); u != "NOUN" && u != "PROPN" || !x.canSpeak(noun) || x.doc.Word(noun+1) != "," || !x.addsRelative(noun+1) {
			continue
		}
		sentence := x.doc.Sentences[x.doc.SentenceOf(k)].Tokens
		if x.resumedBy(noun, sentence.End) != text.NoToken {
			r.Content.End = k
			return
		}
	}
}

// resumedBy gives the verb that goes on with a noun behind its relative clause: "Hanoi, whose minister has gone, called".
func (x *finder) resumedBy(noun, end text.TokenID) text.TokenID {
	for k := noun + 4; k < end && k < noun+mostApart; k++ {
		if x.doc.Word(k-1) != "," || x.quoted(k) {
			continue
		}
		switch x.trees.Morph(k).XPOS {
		case "VBD", "VBZ", "VBP", "VBN", "MD":
			return k
		}
	}
	return text.NoToken
}

// mostApart is the most words between a subject and its verb behind a relative clause.
const mostApart = 30

// resumed gives the noun that a verb behind a comma goes on with where the tree hangs the verb into the relative clause of
// that noun: "Britain, whose navy helped to raise the wreck, condemned".
func (x *finder) resumed(t text.TokenID) text.TokenID {
	f := x.trees
	s := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens
	k := t - 1
	for k > s.First && (f.UPOS(k) == "AUX" || f.UPOS(k) == "ADV") {
		k--
	}
	switch f.Morph(t).XPOS {
	case "VBD", "VBZ", "VBP", "VBN":
	default:
		return text.NoToken
	}
	if k <= s.First || !x.breaks(k) || x.quoted(t) || f.Child(t, "cc", "nsubj", "mark") != text.NoToken {
		return text.NoToken
	}
	return x.beforeRelative(k, s)
}

// beforeRelative gives the noun whose relative clause ends with a comma.
func (x *finder) beforeRelative(k text.TokenID, s text.TokenRange) text.TokenID {
	f := x.trees
	if !x.breaks(k) {
		return text.NoToken
	}
	for n := k - 3; n >= s.First && k-n < mostApart; n-- {
		if x.doc.Word(n+1) != x.doc.Word(k) || !x.addsRelativeOf(n+1) {
			continue
		}
		h := n
		for f.Head(h) != text.NoToken && f.Head(h) < h && f.Head(h) >= s.First && f.IsRel(h, "flat", "nmod", "fixed") {
			h = f.Head(h)
		}
		if x.canSpeak(h) && (f.UPOS(h) == "NOUN" || f.UPOS(h) == "PROPN") && f.Child(h, "case") == text.NoToken && (f.IsRel(h, "nsubj", "root", "conj", "appos") || f.Edges(h).First == s.First) {
			return h
		}
		return text.NoToken
	}
	return text.NoToken
}

// addsRelativeOf says the same as addsRelative, also of ", two of whose leaders".
func (x *finder) addsRelativeOf(comma text.TokenID) bool {
	if x.addsRelative(comma) {
		return true
	}
	for k := comma + 2; int(k) < x.trees.Len() && k < comma+5; k++ {
		if x.lower(k) == "whose" || x.lower(k) == "whom" || x.lower(k) == "which" {
			return x.lower(k-1) == "of"
		}
	}
	return false
}

// labels are the verbs of ", a charge that Oslo called absurd" by their words, with the preposition before what they call it.
func (x *finder) calls(t text.TokenID) (as bool, ok bool) {
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		switch f.Content[0] {
		case slotAs:
			as, ok = true, true
		case slotPred:
			ok = true
		}
	}
	return as, ok
}

// called reads ", a charge that Oslo called absurd" and ", a threat which the minister described as theatre": what was said
// before ends at the comma, and what it is called is a claim about it.
func (x *finder) called(t text.TokenID, sentence text.TokenRange) {
	as, ok := x.calls(t)
	s := x.trees.Child(t, "nsubj")
	if !ok || s == text.NoToken || s > t || !x.canSpeak(s) || x.quoted(t) || x.trees.Child(t, "aux:pass") != text.NoToken || x.negated(t) {
		return
	}
	first := min(x.trees.Edges(s).First, s) - 1
	if first <= sentence.First+1 {
		return
	}
	if w := x.lower(first); w == "that" || w == "which" {
		first--
	}
	noun := first
	if noun <= sentence.First || !x.isClass(classSaying, noun) {
		return
	}
	comma := noun - 1
	for comma > noun-5 && comma > sentence.First && x.doc.Word(comma) != "," {
		comma--
	}
	if x.doc.Word(comma) != "," {
		return
	}
	from := t + 1
	if x.lower(from) == "as" {
		from++
	} else if as && x.lower(t) == x.lower(t+1) {
		return
	}
	if from >= sentence.End || x.trees.UPOS(from) == "ADP" || x.trees.UPOS(from) == "CCONJ" {
		return
	}
	top := text.NoToken
	for k := from; k < sentence.End && (x.trees.UPOS(k) != "PUNCT" || k+1 < sentence.End && x.quoted(k+1)); k++ {
		if h := x.trees.Head(k); h != text.NoToken && h < from && x.trees.UPOS(k) != "PUNCT" {
			top = k
			break
		}
	}
	if top == text.NoToken {
		return
	}
	frame := x.callFrame(t)
	stance := x.verdict(top)
	if stance == record.Criticize && x.isClass(classClaim, noun) || x.isClass(classFalse, top) {
		stance = record.Deny
	}
	if stance == record.Assert {
		stance = record.Criticize
	}
	x.dropAt(t, noun)
	for i := range x.relations {
		if a := &x.relations[i]; sentence.Has(a.Word) && a.Word < comma && a.Content.First < comma && a.Content.End > comma {
			a.Content = x.trim(text.TokenRange{First: a.Content.First, End: comma})
		}
	}
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: from}, Word: t, Source: s, Content: text.TokenRange{First: from, End: max(x.trees.Edges(top).End, top+1)}, Top: top,
		Target: text.NoToken, listen: text.NoToken, Stance: stance,
	})
}

func (x *finder) callFrame(t text.TokenID) *Frame {
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if f.Content[0] == slotAs || f.Content[0] == slotPred {
			return f
		}
	}
	return nil
}

// narrates says that a clause behind a cue, which is itself put behind what is said, is the narrator's: "..., a union said,
// as the strike went on".
func (x *finder) narrates(c, cue text.TokenID) bool {
	f := x.trees
	m := f.Child(c, "mark")
	if m == text.NoToken || !f.IsRel(c, "ccomp", "advcl") || !x.lex.is(classNarrating, x.lower(m)) || !f.IsRel(cue, "parataxis") || f.Head(cue) > cue || x.quoted(c) {
		return false
	}
	first := f.Edges(c).First
	return x.doc.Word(first) == "," || first > 0 && x.doc.Word(first-1) == ","
}

// resumedCue gives the cue that "and criticised" goes on with where the tree hangs it into what the first cue has as its
// object: into a relative clause, or on an adjective.
func (x *finder) resumedCue(t, inner text.TokenID) text.TokenID {
	f := x.trees
	cc := f.Child(t, "cc")
	if cc == text.NoToken || cc > t || f.Child(t, "aux", "mark") != text.NoToken || x.quoted(t) {
		return text.NoToken
	}
	xpos := f.Morph(t).XPOS
	relative := f.IsRel(inner, "acl:relcl") && cc > 0 && x.doc.Word(cc-1) == ","
	if !relative && f.UPOS(inner) != "ADJ" {
		return text.NoToken
	}
	for h := f.Head(inner); h != text.NoToken; h = f.Head(h) {
		if f.UPOS(h) != "VERB" || len(x.lex.of(partVerb, x.lemma(h))) == 0 || h > inner {
			continue
		}
		if o := f.Morph(h).XPOS; sameForm(xpos, o) || xpos == "VBN" && o == "VBD" || xpos == "VBD" && o == "VBN" {
			return h
		}
		return text.NoToken
	}
	return text.NoToken
}

// rate reads "at a rate that the agency puts at 3,000 a month".
func (x *finder) rate(t text.TokenID) (content, bool) {
	f := x.trees
	if f.UPOS(f.Head(t)) != "NOUN" {
		return content{}, false
	}
	for _, c := range f.ChildrenBy(t, "obl") {
		if t < c && x.hasMark(c, "at") && (f.Child(c, "nummod") != text.NoToken || f.UPOS(c) == "NUM") {
			r := x.bareRun(c, x.run(c, t))
			for _, more := range f.ChildrenBy(t, "obl") { // "3,000 a month"
				if e := f.Edges(more); e.First == r.End {
					r.End = e.End
				}
			}
			return content{top: c, run: r, word: text.NoToken}, true
		}
	}
	return content{}, false
}

// dropAt forgets the relations whose cue is one of two words.
func (x *finder) dropAt(a, b text.TokenID) {
	x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { return r.Word == a || r.Word == b })
}

// whichClause reads "The minister was spared, which Oslo criticised": the clause is the content.
func (x *finder) whichClause(v voice) (content, bool) {
	f, o := x.trees, v.object
	h := f.Head(v.word)
	if o == text.NoToken || o > v.word || v.passive || v.subject == text.NoToken || x.lower(o) != "which" || !f.IsRel(v.word, "advcl:relcl", "advcl", "parataxis") || h == text.NoToken || h > o || x.doc.Word(o-1) != "," {
		return content{}, false
	}
	if n := o - 2; x.lemma(v.word) == "claim" && n > h && x.trees.UPOS(n) != "VERB" { // "after a bombing in Bannu, which the movement claimed"
		for n > h && !x.isClass(classMatter, n) && x.trees.Head(n) != text.NoToken && x.trees.Head(n) > h && x.trees.Head(n) < n {
			n = x.trees.Head(n)
		}
		if x.trees.UPOS(n) == "NOUN" && n > h {
			return content{top: n, run: text.TokenRange{First: max(x.trees.Edges(n).First, h+1), End: o - 1}, word: text.NoToken}, true
		}
	}
	first := x.clauseStart(h)
	if first >= o-2 {
		return content{}, false
	}
	return content{top: h, run: text.TokenRange{First: first, End: o - 1}, word: text.NoToken}, true
}

// clauseStart gives the first word of the clause of a verb, behind a semicolon before it.
func (x *finder) clauseStart(h text.TokenID) text.TokenID {
	first := min(x.trees.Edges(h).First, h)
	for k := h; k > first; k-- {
		if x.doc.Word(k) == ";" && !x.quoted(k) {
			return k + 1
		}
	}
	return first
}

// withTerm adds to what is demanded the condition or the term that follows it: "demanded a clearer mandate before it
// commits troops".
func (x *finder) withTerm(r text.TokenRange, verb text.TokenID, f *Frame) text.TokenRange {
	if f.Stance != record.Demand && f.Stance != record.Promise && f.Stance != record.Warn {
		return r
	}
	for _, c := range x.trees.ChildrenBy(verb, "advcl") {
		m := x.trees.Child(c, "mark")
		if e := x.trees.Edges(c); m != text.NoToken && e.First == r.End && m == r.End && x.lex.is(classTerm, x.lower(m)) {
			r.End = e.End
		}
	}
	return r
}

// closeTo gives the end of an adjective with what belongs to it, right behind a noun: "a deputy close to the palace". It
// gives NoToken where none stands there.
func (x *finder) closeTo(noun, end text.TokenID) text.TokenID {
	if int(end) >= x.trees.Len() || x.trees.UPOS(end) != "ADJ" || x.doc.SentenceOf(end) != x.doc.SentenceOf(noun) || noun+1 != end && !x.trees.Dominates(noun, end-1) {
		return text.NoToken
	}
	o := x.trees.Child(end, "obl", "nmod")
	if e := x.trees.Edges(end); o == text.NoToken || o < end || e.First != end || e.End-noun > mostWords {
		return text.NoToken
	}
	return x.trees.Edges(end).End
}

// nounStance gives the stance of a noun of speech that is repeated or confirmed with what belongs to it: "reaffirmed its
// support for the union".
func (x *finder) nounStance(t text.TokenID) record.Stance {
	if x.trees.Child(t, "nmod", "acl") == text.NoToken {
		return record.Assert
	}
	for _, f := range x.lex.of(partNoun, x.lemma(t)) {
		if f.Stance != record.Assert && f.Stance != record.Question {
			return f.Stance
		}
	}
	return record.Assert
}

// sumEnd gives the end of what was counted: "14 dead, among them a conscript".
func (x *finder) sumEnd(verb, o text.TokenID) text.TokenID {
	end := x.trees.Edges(o).End
	for _, c := range x.trees.Children(verb) {
		if x.trees.IsRel(c, "xcomp", "obl:unmarked", "obl", "nmod", "appos") && c > o && x.trees.Edges(c).First <= end+1 {
			end = max(end, x.trees.Edges(c).End)
		}
	}
	return end
}

// withoutTold takes whom it was told to from the beginning of a clause: "told this magazine that ...".
func (x *finder) withoutTold(r text.TokenRange, v voice) text.TokenRange {
	if r.First != v.words.End || !x.isClass(classTelling, v.word) {
		return r
	}
	for k := r.First; k+2 < r.End && k < r.First+6; k++ {
		switch u := x.trees.UPOS(k); {
		case x.lower(k) == "that" && k > r.First && x.trees.UPOS(k-1) == "NOUN":
			return text.TokenRange{First: k + 1, End: r.End}
		case u == "VERB" || u == "AUX" || u == "PUNCT" || u == "PRON" && k > r.First:
			return r
		}
	}
	return r
}

// afterCondition gives what stands behind a cue that is put between a condition and what comes then: "Should the talks
// fail, they say, they will fight".
func (x *finder) afterCondition(r text.TokenRange, h, cue text.TokenID) text.TokenRange {
	e := x.trees.Edges(cue)
	s := x.trees.Child(h, "nsubj")
	if h < cue || s == text.NoToken || s < cue || e.End >= r.End {
		return r
	}
	for _, c := range x.trees.ChildrenBy(h, "advcl") {
		if first := x.trees.Edges(c).First; c < cue && first == r.First && x.trees.UPOS(first) == "AUX" {
			return text.TokenRange{First: e.End, End: r.End}
		}
	}
	return r
}

// upTo gives the noun of "promised up to 400 engineers", where the tree takes "up" for a part of the verb.
func (x *finder) upTo(verb text.TokenID) text.TokenID {
	if int(verb)+3 >= x.trees.Len() || x.lower(verb+1) != "up" || x.lower(verb+2) != "to" || x.trees.UPOS(verb+3) != "NUM" {
		return text.NoToken
	}
	for k := verb + 3; int(k) < x.trees.Len() && k < verb+6; k++ {
		if x.trees.UPOS(k) == "NOUN" {
			return k
		}
	}
	return text.NoToken
}

// claimed gives the clause of a claim that is denied: "rejects the claim, repeated by a newspaper, that the boats carried
// weapons" denies that they carried weapons.
func (x *finder) claimed(noun text.TokenID, f *Frame) (content, bool) {
	if f.Stance != record.Deny || !x.isClass(classClaim, noun) {
		return content{}, false
	}
	for _, c := range x.trees.ChildrenBy(noun, "acl", "ccomp") {
		if m := x.trees.Child(c, "mark"); noun < c && x.thatClause(c) && x.trees.UPOS(m) == "SCONJ" {
			r := x.trees.Edges(c)
			r.First = max(r.First, m+1)
			return content{top: c, run: r, word: text.NoToken}, true
		}
	}
	return content{}, false
}

// whatItCalled takes "what it called" from the beginning of what is criticized: "protested against what it called a reckless
// decision". The words behind it are the source's own.
func (x *finder) whatItCalled(r *Relation) {
	k := r.Content.First
	if r.Clausal || r.Content.Len() < 4 || x.lower(k) != "what" || x.trees.UPOS(k+1) != "PRON" && !x.canSpeak(k+1) || r.Stance == "" && r.Frame.Stance != record.Criticize {
		return
	}
	if _, ok := x.calls(k + 2); !ok || x.trees.UPOS(k+2) != "VERB" {
		return
	}
	r.Content.First, r.calls = k+3, k+2
	if x.lower(r.Content.First) == "as" {
		r.Content.First++
	}
	r.Top = x.top(r.Content)
}

// untilParticiple ends a sentence behind a cue before ", leaving ..." and before ", as the talks went on": the narrator's words.
func (x *finder) untilParticiple(t, end text.TokenID) text.TokenID {
	if t+2 < end && x.doc.Word(t+1) == "," && (x.trees.Morph(t+2).XPOS == "VBG" || x.lex.is(classNarrating, x.lower(t+2))) {
		return t + 1
	}
	if t+2 < end && (x.lower(t+1) == "after" || x.lower(t+1) == "before" || x.lower(t+1) == "while") && x.trees.Morph(t+2).XPOS == "VBG" {
		return t + 1 // "the envoy said after meeting the king"
	}
	return end
}

// withVerdict adds what a claim is called that is dismissed: "dismissed the complaints as theatre".
func (x *finder) withVerdict(r text.TokenRange, verb text.TokenID, f *Frame) text.TokenRange {
	if f.Stance != record.Deny {
		return r
	}
	for _, c := range x.trees.ChildrenBy(verb, "obl", "advcl", "xcomp") {
		if e := x.trees.Edges(c); x.hasMark(c, "as") && e.First == r.End && x.lower(e.First) == "as" && x.trees.UPOS(c) != "ADJ" {
			r.End = e.End
		}
	}
	return r
}

// behindColon takes from what is said the sentence that a colon before it ends: "Her neighbour nodded: the shops, he said, had
// been empty".
func (x *finder) behindColon(r *Relation) {
	if !r.Clausal || r.Direct || r.Word <= r.Content.First || r.Frame.Part != partVerb {
		return
	}
	for k := r.Content.First + 2; k < r.Word && k+2 < r.Content.End; k++ {
		if x.doc.Word(k) == ":" && !x.quoted(k) && x.hasVerb(text.TokenRange{First: r.Content.First, End: k}) {
			r.Content.First = k + 1
			return
		}
	}
}

// calledTo gives the noun before ", the government's closest ally," that the tree takes for who is spoken to.
func (x *finder) calledTo(t text.TokenID) text.TokenID {
	f := x.trees
	c := f.Child(t, "vocative")
	if c == text.NoToken || c > t || x.quoted(c) || !x.canSpeak(c) || f.Child(t, "nsubj") < c {
		return text.NoToken
	}
	before := t - 1
	for before > c && (f.UPOS(before) == "AUX" || f.UPOS(before) == "ADV") {
		before--
	}
	if end := f.Edges(c).End; x.doc.Word(before) == "," && (x.doc.Word(end) == "," || x.doc.Word(end-1) == ",") {
		return c
	}
	return text.NoToken
}

// amongThem says that a noun is one of those named before it: "leaders, among them the mayor, denied".
func (x *finder) amongThem(t text.TokenID) bool {
	first := min(x.trees.Edges(t).First, t)
	return first >= 2 && (x.lower(first-1) == "them" && x.lower(first-2) == "among" || x.lower(first-1) == "including")
}

// afterComma says that a word, or what belongs to it, begins behind a comma.
func (x *finder) afterComma(t text.TokenID) bool {
	first := x.trees.Edges(t).First
	return x.doc.Word(first) == "," || first > 0 && x.doc.Word(first-1) == ","
}

// behindPhrase gives the object that a phrase stands before: "condemned in the strongest terms the killing".
func (x *finder) behindPhrase(verb text.TokenID) text.TokenID {
	f := x.trees
	for _, c := range f.ChildrenBy(verb, "obl") {
		if a := f.Child(c, "appos"); c > verb && a > c && f.Edges(a).First == c+1 && f.UPOS(c+1) == "DET" && x.hasMark(c, "in") {
			return a
		}
	}
	return text.NoToken
}

// breaks says that a comma or a dash stands at a place.
func (x *finder) breaks(k text.TokenID) bool {
	return x.doc.Word(k) == "," || x.isClass(classDash, k)
}

// judged reads "called the Dutch veto unfair" where the tree takes the thing for a part of what it is called.
func (x *finder) judged(v voice) (content, bool) {
	f := x.trees
	c := f.Child(v.word, "xcomp")
	if c == text.NoToken || c < v.word || f.Child(c, "compound") == text.NoToken || f.Edges(c).First != v.words.End || f.Edges(c).Len() < 3 {
		return content{}, false
	}
	if !x.isClass(classHarsh, c) && !x.isClass(classWarm, c) && !x.isClass(classFalse, c) && !x.isClass(classCrime, c) {
		return content{}, false
	}
	return content{top: c, run: f.Edges(c), word: text.NoToken}, true
}

// saysBehind reads ", saying the United Nations was in command" where the tree takes the participle for a subject of what is
// said.
func (x *finder) saysBehind(t text.TokenID) bool {
	f := x.trees
	frame := x.saying(t)
	s := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens
	if frame == nil || f.Morph(t).XPOS != "VBG" || !f.IsRel(t, "csubj") || t <= s.First+2 || x.doc.Word(t-1) != "," || f.Head(t) < t || x.quoted(t) {
		return false
	}
	source := text.NoToken
	for k := t - 2; k >= s.First && source == text.NoToken; k-- {
		if f.UPOS(k) == "VERB" {
			if n := x.ownSubject(k); n != text.NoToken && n < k && x.canSpeak(n) {
				source = n
			}
		}
	}
	run := x.trim(text.TokenRange{First: t + 1, End: s.End})
	if source == text.NoToken || !x.hasVerb(run) {
		return false
	}
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: f.Head(t),
		Target: text.NoToken, listen: text.NoToken, Clausal: true,
	})
	return true
}

// withLastWords adds the quoted words that end a sentence behind a cue: "The constitution was suspended, he said, "for the good
// of the nation"".
func (x *finder) withLastWords(r text.TokenRange, cue text.TokenID) text.TokenRange {
	s := x.doc.Sentences[x.doc.SentenceOf(cue)].Tokens
	for i := range x.doc.Quotations {
		q := &x.doc.Quotations[i]
		if q.Depth == 0 && q.Tokens.First > cue && s.Has(q.Tokens.First) && s.Has(q.Tokens.End-1) && r.End <= cue && x.onlyMarks(cue+1, q.Tokens.First) && x.onlyMarks(q.Tokens.End, s.End) && x.trees.UPOS(q.Tokens.First) == "ADP" {
			r.End = q.Tokens.End
		}
	}
	return r
}
