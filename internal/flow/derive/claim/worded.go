package claim

import (
	"github.com/chancery-project/chancery/internal/text"
)

// mostJudged is the most words between a verb of calling and what its object is called.
const mostJudged = 9

// judgedByWords reads what an object is called by the words alone where the tree does not part the two: "called the raid illegal and a
// provocation", "called the shelling a violation of the border". What it is called begins with an article right behind the object, or is
// a word that judges.
func (x *finder) judgedByWords(v voice) (content, bool) {
	first, s := v.words.End, x.doc.Sentences[x.doc.SentenceOf(v.word)].Tokens
	if v.passive || v.subject == text.NoToken || first+1 >= s.End || x.quoted(first) || x.isClass(classRelative, first) && x.lower(first) != "that" || v.object != text.NoToken && v.object < v.word {
		return content{}, false
	}
	switch x.trees.UPOS(first) {
	case "DET", "PRON", "PROPN", "NOUN", "ADJ":
	default:
		return content{}, false
	}
	split := text.NoToken
	for k := first + 1; k < s.End && k <= first+mostJudged && split == text.NoToken && x.goesOnPhrase(k); k++ {
		if x.splitsAt(k, first, s.End) {
			split = k
		}
	}
	if split == text.NoToken || x.inTime(split) {
		return content{}, false
	}
	run := x.trim(text.TokenRange{First: split, End: x.judgementEnd(split, s.End)})
	top := x.top(run)
	if x.trees.UPOS(first) != "PRON" || split > first+1 {
		run.First = first
	}
	return content{top: top, run: run, word: text.NoToken}, run.Len() > 0
}

// calledThis reads "calls this "a theatre"": what is quoted behind a word that points to what was told before.
func (x *finder) calledThis(v voice, slot string) (content, bool) {
	k := v.words.End
	if slot != slotPred || v.passive || k+3 >= x.doc.Sentences[x.doc.SentenceOf(v.word)].Tokens.End || x.quoted(k) || x.trees.UPOS(k+1) != "PUNCT" || !x.quoted(k+2) {
		return content{}, false
	}
	switch x.lower(k) {
	case "this", "that", "these", "it", "them", "him", "her":
	default:
		return content{}, false
	}
	for i := range x.doc.Quotations {
		if q := &x.doc.Quotations[i]; q.Tokens.First == k+2 && q.Closed {
			return content{top: x.top(q.Tokens), run: q.Tokens, word: text.NoToken}, true
		}
	}
	return content{}, false
}

// goesOnPhrase says that a word can stand in an object before what it is called.
func (x *finder) goesOnPhrase(k text.TokenID) bool {
	switch x.trees.UPOS(k) {
	case "SCONJ", "AUX", "CCONJ":
		return false
	case "PUNCT":
		w := x.doc.Word(k)
		return w == "-" || w == "'" || w == "’" || x.opensQuotation(k)
	case "VERB":
		return x.trees.Morph(k).XPOS == "VBG" || x.trees.Morph(k).XPOS == "VBN"
	}
	return x.lower(k) != "to"
}

// splitsAt says that what an object is called begins at a word: an article behind a noun, or a word that judges and that nothing of the
// same phrase follows.
func (x *finder) splitsAt(k, first, end text.TokenID) bool {
	before := x.trees.UPOS(k - 1)
	noun := before == "NOUN" || before == "PROPN" || before == "PRON" || x.trees.Morph(k-1).XPOS == "VBG" || before == "ADJ" && k-2 >= first && x.trees.UPOS(k-2) == "DET"
	if x.lower(first) == "that" || x.lower(first) == "this" { // "find that grotesque"
		noun = noun && x.lower(first) == "this" || k-1 == first && x.onlyMarks(k+1, end)
	}
	if !noun || x.trees.Morph(k-1).XPOS == "PRP$" {
		return false
	}
	if x.opensQuotation(k) { // "called the seizure "state piracy""
		return true
	}
	if w := x.lower(k); w == "a" || w == "an" {
		return true
	}
	if before == "NOUN" && k > first+1 && x.trees.UPOS(k) == "ADJ" && x.onlyMarks(k+1, end) {
		return true // "called the visit routine"
	}
	if !x.isClass(classHarsh, k) && !x.isClass(classWarm, k) && !x.isClass(classFalse, k) && !x.isClass(classCrime, k) {
		return false
	}
	if k+1 >= end {
		return true
	}
	switch x.trees.UPOS(k + 1) {
	case "PUNCT", "CCONJ", "SCONJ", "ADP":
		return x.lower(k+1) != "of"
	}
	return false
}

// opensQuotation says that a mark opens a quotation.
func (x *finder) opensQuotation(k text.TokenID) bool {
	q := x.doc.QuotationAt(k + 1)
	return q != nil && q.Tokens.First == k+1 && x.trees.UPOS(k) == "PUNCT" && !x.quoted(k)
}

// judgementEnd gives where what an object is called ends: at a mark, before "and" with a verb, before a conjunction.
func (x *finder) judgementEnd(k, end text.TokenID) text.TokenID {
	for ; k < end; k++ {
		switch x.trees.UPOS(k) {
		case "PUNCT":
			if w := x.doc.Word(k); w != "-" && w != "'" && w != "’" && !x.quoted(k) && (k+1 >= end || !x.quoted(k+1)) {
				return k
			}
		case "SCONJ":
			return k
		case "CCONJ":
			for j := k + 1; j < end && j <= k+2; j++ {
				if x.trees.UPOS(j) == "VERB" || x.trees.UPOS(j) == "AUX" {
					return k
				}
				if x.trees.UPOS(j) != "ADV" {
					break
				}
			}
		}
	}
	return end
}

// clauseFrame gives the frame of a noun whose content is a clause, nil where it has none.
func (x *finder) clauseFrame(t text.TokenID) *Frame {
	for _, f := range x.lex.of(partNoun, x.lemma(t)) {
		if f.Content[0] == slotClause || len(f.Content) > 1 && f.Content[1] == slotClause {
			return f
		}
	}
	return nil
}

// viewIs reads "The view in Beijing is that ...", "Ankara's line was that ...": a noun that stands for what somebody says, and what
// that is. Without somebody whose it is there is no claim.
func (x *finder) viewIs(t text.TokenID, sentence text.TokenRange) bool {
	frame := x.clauseFrame(t)
	if frame == nil || x.within(t) || x.trees.IsRel(t, "compound", "nmod:poss") {
		return false
	}
	that := x.isThat(t, sentence)
	if that == text.NoToken {
		return false
	}
	source := x.whoseView(t)
	if source == text.NoToken {
		source = x.viewFrom(t, sentence)
	}
	if source == text.NoToken || len(x.sources(source)) == 0 {
		return false
	}
	run := x.trim(text.TokenRange{First: that + 1, End: x.clauseEnd(that+1, sentence.End)})
	if !x.hasVerb(run) {
		return false
	}
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: x.topAround(run, t),
		Target: text.NoToken, listen: text.NoToken, Stance: frame.Stance, Clausal: true,
	})
	return true
}

// isThat gives the "that" of "is that" behind a noun and what belongs to it.
func (x *finder) isThat(t text.TokenID, sentence text.TokenRange) text.TokenID {
	reach := t + mostWords
	for k := t + 1; k+3 < sentence.End && k < reach; k++ {
		if xpos := x.trees.Morph(k + 1).XPOS; x.doc.Word(k) == "," && k == t+1 && (xpos == "VBN" || xpos == "VBD" || xpos == "IN") { // "The American view, conveyed by the envoy, is that"
			for k++; k+3 < sentence.End && k < t+mostSpread && x.doc.Word(k) != ","; k++ {
			}
			reach = k + 4
			continue
		}
		switch u := x.trees.UPOS(k); {
		case u == "AUX" || u == "VERB" && x.lemma(k) == "be":
			if x.lemma(k) != "be" && x.lemma(k) != "remain" {
				return text.NoToken
			}
			for k++; k+2 < sentence.End && x.trees.UPOS(k) == "ADV" && !x.isClass(classNegator, k); k++ {
			}
			if x.lower(k) == "that" && x.trees.UPOS(k) == "SCONJ" {
				return k
			}
			return text.NoToken
		case u == "VERB" && x.trees.Morph(k).XPOS != "VBN" && x.trees.Morph(k).XPOS != "VBG", u == "SCONJ", u == "CCONJ", x.doc.Word(k) == ",", x.doc.Word(k) == ";", x.doc.Word(k) == ":":
			return text.NoToken
		}
	}
	return text.NoToken
}

// whoseView gives whose view, line or answer a noun means: its owner, or who follows with "in", "from", "of" or "among".
func (x *finder) whoseView(t text.TokenID) text.TokenID {
	for _, c := range x.trees.ChildrenBy(t, "nmod:poss") {
		if !x.isClass(classFirst, c) && (x.canSpeak(c) || x.trees.UPOS(c) == "PRON") {
			return c
		}
	}
	for _, c := range x.trees.ChildrenBy(t, "nmod", "obl", "acl") {
		if c < t || x.trees.UPOS(c) == "VERB" {
			continue
		}
		for _, m := range []string{"in", "from", "of", "among", "by", "at"} {
			if x.hasMark(c, m) && x.canSpeak(c) {
				return c
			}
		}
	}
	for _, c := range x.trees.ChildrenBy(t, "compound", "amod") {
		if x.knownAt(c) {
			return c
		}
	}
	return text.NoToken
}

// toldBy reads "a warning by the minister that ...", "the promise of the ambassador that ..." by the words where the tree takes what is
// told for something about the speaker.
func (x *finder) toldBy(t text.TokenID, sentence text.TokenRange) bool {
	frame := x.clauseFrame(t)
	if c := x.mark(t); frame == nil || t+5 >= sentence.End || x.within(t) || x.wordTaken(t) || c != text.NoToken && x.lower(c) == "as" {
		return false
	}
	switch x.lower(t + 1) {
	case "by", "from", "of":
	default:
		return false
	}
	source := x.namedAt(t+2, sentence)
	if source == text.NoToken || source > t+8 || !x.canSpeak(source) || len(x.sources(source)) == 0 {
		return false
	}
	that := max(x.phrase(source).End, source+1)
	if that+3 >= sentence.End || x.lower(that) != "that" || x.quoted(that) {
		return false
	}
	switch x.trees.UPOS(that + 1) {
	case "VERB", "AUX", "ADV", "PUNCT", "PART":
		return false
	}
	top := text.NoToken
	for k := that + 2; k < sentence.End && top == text.NoToken; k++ {
		if x.verbal(k) {
			if top = k; x.trees.IsRel(k, "aux", "aux:pass", "cop") && x.trees.Head(k) > k {
				top = x.trees.Head(k)
			}
		}
	}
	if top == text.NoToken || x.trees.Head(top) == text.NoToken {
		return false
	}
	run := x.trim(text.TokenRange{First: that + 1, End: max(x.trees.Edges(top).End, top+1)})
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: top,
		Target: text.NoToken, listen: text.NoToken, Stance: frame.Stance, Clausal: true, Negated: x.deniedBy(t),
	})
	return true
}

// nominalCue tries a noun as a cue, by the tree and then by the words around it.
func (x *finder) nominalCue(t text.TokenID, sentence text.TokenRange) {
	if x.viewIs(t, sentence) || x.spreadBy(t, sentence) {
		return
	}
	if x.noun(t); !x.wordTaken(t) {
		x.toldBy(t, sentence)
	}
	x.denial(t)
}
