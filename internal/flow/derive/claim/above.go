package claim

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// above finds the content in the clause that a cue is put into: "The road is closed, the police said", "As the police
// said, the road is closed".
func (x *finder) above(v voice, f *Frame) (content, bool) {
	t, trees := v.word, x.trees
	h := trees.Head(t)
	if h != text.NoToken && trees.IsRel(t, "parataxis") && trees.IsRel(h, "nsubj") && h < t && trees.Head(h) > t && trees.UPOS(h) != "VERB" {
		h = trees.Head(h) // "The border, the minister said, would stay closed"
	}
	if h == text.NoToken || v.subject == text.NoToken && !(v.expl && v.passive) || f.Stance == "question" || x.infinitive(t) {
		return content{}, false
	}
	if o := trees.Child(t, "obj", "xcomp"); o != text.NoToken && f.Cue[0] != "tell" && !x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.Has(o) {
		return content{}, false
	}
	switch {
	case trees.IsRel(t, "parataxis"):
		if c := trees.Child(t, "obj", "xcomp", "advcl"); c != text.NoToken && !(trees.IsRel(c, "advcl") && c > t && trees.Morph(c).XPOS == "VBG" && x.afterComma(c)) && len(x.lex.of(partCiting, x.lemma(c))) == 0 && f.Cue[0] != "tell" && !x.quoted(h) {
			return content{}, false
		}
	case trees.IsRel(t, "advcl"):
		first := trees.Edges(t).First
		for first < t && trees.UPOS(first) == "PUNCT" {
			first++
		}
		if x.ownSubject(t) == text.NoToken || x.lower(first) != "as" || f.Kind == kindKnow || t > first+8 {
			return content{}, false
		}
		if o := trees.Child(t, "obj"); o != text.NoToken && trees.UPOS(o) != "PRON" && f.Cue[0] != "tell" { // "as long as they held the airport"
			return content{}, false
		}
		if first > 0 && trees.UPOS(first-1) == "ADV" {
			return content{}, false // "as long as"
		}
	case trees.IsRel(t, "ccomp") && h < t && f.Kind == kindSay && x.putBehind(t):
	default:
		return content{}, false
	}
	if !trees.IsRel(t, "advcl") && !x.setOff(t) {
		return content{}, false
	}
	run := x.ownPart(without(x.trim(trees.Edges(h)), x.trim(trees.Edges(t))), h, t)
	if m := x.trees.Child(h, "mark"); m != text.NoToken && run.First <= m && x.isClass(classCondition, m) {
		run.First = m + 1
	}
	run = x.untilSemicolon(x.withLastWords(x.afterCondition(run, h, t), t), max(h, t))
	if cue := x.trim(trees.Edges(t)); h < t && cue.First > h && run.First < cue.First && run.End >= cue.First && run.End <= cue.End { // "Guards set it on fire, officials said; Caracas blamed ..."
		run = x.trim(text.TokenRange{First: run.First, End: cue.First})
	}
	return content{top: h, run: x.withoutPhrases(run, t), word: text.NoToken}, true
}

// putBehind says that a cue with its own subject follows a finite clause behind a comma where the tree takes it for what
// that clause says: "Cairo expects that ..., a minister told parliament".
func (x *finder) putBehind(t text.TokenID) bool {
	s, h := x.ownSubject(t), x.trees.Head(t)
	first := x.trees.Edges(t).First
	if s == text.NoToken || t < s || x.trees.Child(t, "aux") != text.NoToken || !x.canSpeak(s) || x.quoted(t) || x.trees.Child(t, "mark", "ccomp") != text.NoToken || x.trees.Child(h, "nsubj") == text.NoToken {
		return false
	}
	return x.doc.Word(first) == "," && x.trees.Edges(s).First == first+1 || first > 0 && x.doc.Word(first-1) == "," && x.trees.Edges(s).First == first
}

// setOff says that a comma or a quotation mark stands between a cue and the words it is put behind or into.
func (x *finder) setOff(t text.TokenID) bool {
	first := x.trees.Edges(t).First
	w := x.doc.Word(first)
	if x.trees.UPOS(first) != "PUNCT" && first > 0 {
		w = x.doc.Word(first - 1)
	}
	return strings.ContainsAny(w, ",\"”“’'—–-")
}

// ownPart takes from a sentence what is not part of what is said: what stands before a semicolon, and what goes on
// with "but" behind the cue.
func (x *finder) ownPart(r text.TokenRange, h, cue text.TokenID) text.TokenRange {
	for k := cue; k > r.First; k-- {
		if x.doc.Word(k) == ";" && !x.quoted(k) {
			r.First = k + 1
			break
		}
	}
	if h < cue && cue < r.End {
		for _, c := range x.trees.ChildrenBy(h, "conj") {
			if cc := x.trees.Child(c, "cc"); cue < c && cc != text.NoToken && x.lower(cc) == "but" && x.trees.Child(c, "nsubj") != text.NoToken && !x.quoted(c) {
				r.End = min(r.End, x.trees.Edges(cue).First)
			}
		}
	}
	return r
}

// tail reads "..., an official said." where the tree does not join the two: a cue with its subject at the end of a
// sentence, behind a comma.
func (x *finder) tail(t text.TokenID) bool {
	frame := x.saying(t)
	if frame == nil {
		frame = x.holding(t)
	}
	if frame == nil || x.quoted(t) {
		return false
	}
	sentence := x.segment(x.doc.Sentences[x.doc.SentenceOf(t)].Tokens, text.TokenRange{First: t, End: t + 1})
	switch x.trees.Morph(t).XPOS {
	case "VBD", "VBZ", "VBP", "VBN", "VB":
	case "NN", "NNS": // "state media report", "rebel leader declares"
		if !x.onlyMarks(t+1, sentence.End) {
			return false
		}
	default:
		return false
	}
	sentence.End = x.untilParticiple(t, sentence.End)
	for k := t + 1; k < sentence.End; k++ {
		if u := x.trees.UPOS(k); u == "VERB" || u == "AUX" || u == "SCONJ" || u == "PUNCT" && k < sentence.End-2 || k > t+8 {
			return false
		}
	}
	source := text.NoToken
	first := t
	for first > sentence.First && x.trees.UPOS(first-1) != "PUNCT" {
		first--
		switch x.trees.UPOS(first) {
		case "NOUN", "PROPN", "PRON":
			if source == text.NoToken || x.beforeCase(first, source) {
				source = first
			}
		case "ADJ":
			if source != text.NoToken && x.isClass(classPerson, first) && x.beforeCase(first, source) {
				source = first // "an official familiar with the talks said"
			}
		case "DET", "ADP", "NUM", "ADV", "PART", "AUX":
		case "CCONJ": // "residents and a police officer said"
			if x.lower(first) == "or" && x.lower(first+1) == "so" { // ", or so the bank says"
				continue
			}
			if source == text.NoToken || !x.canSpeak(source) {
				return false
			}
			source = text.NoToken
		case "SCONJ":
			if !x.lex.is(classPhrasal, x.lower(first)) {
				return false
			}
		case "VERB":
			if n := x.doc.NameAt(first); n == nil || !n.Tokens.Has(first) {
				return false
			}
		default:
			return false
		}
	}
	if name := x.commaBefore(t-1, sentence.First); first == t && name != text.NoToken && x.personAt(name+1) {
		if first = x.commaBefore(name, sentence.First) + 1; first > sentence.First {
			source = x.namedAt(first, text.TokenRange{First: first, End: name}) // "a member of the council, Ali Keita, said"
		}
	}
	if source == text.NoToken || x.isClass(classRelative, source) || t-first > 10 || first < sentence.First+4 || x.doc.Word(first-1) != "," || !x.canSpeak(source) {
		return false
	}
	if x.trees.UPOS(first) == "ADP" || x.trees.IsRel(source, "obl") && x.trees.Child(source, "case") != text.NoToken {
		return false
	}
	if frame.Kind == kindThink && x.asksIn(text.TokenRange{First: first, End: t}) {
		return false // "whom he trusted"
	}
	source = x.phraseHead(text.TokenRange{First: first, End: t}, source)
	if x.nounLike(t) && !x.agrees(t) && !x.agreesWith(source, t) {
		return false
	}
	run := x.ownPart(text.TokenRange{First: sentence.First, End: first - 1}, x.top(text.TokenRange{First: sentence.First, End: first - 1}), t)
	if !x.hasVerb(run) && x.doc.Sentences[x.doc.SentenceOf(t)].Kind != text.Title {
		return false
	}
	r := Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: x.withoutPhrases(run, t),
		Top: x.top(run), Target: text.NoToken, listen: text.NoToken, Clausal: true,
	}
	r.Negated = x.negated(t)
	x.add(r)
	return true
}

// personAt says that the name of a person begins at a word.
func (x *finder) personAt(t text.TokenID) bool {
	n := x.doc.NameAt(t)
	return n != nil && n.Type == text.PersonName && n.Tokens.First == t
}

// beforeCase says that a preposition stands between two words of a phrase, and nothing that makes the second its head.
func (x *finder) beforeCase(a, b text.TokenID) bool {
	for k := a + 1; k < b; k++ {
		if u := x.trees.UPOS(k); u == "ADP" || x.lex.is(classPhrasal, x.lower(k)) {
			return x.canSpeak(a) && (!x.canSpeak(b) || x.trees.UPOS(a) == "NOUN" && x.isClass(classPerson, a) && x.isPlace(b))
		}
	}
	return false
}

// agrees says that the noun before a word tagged as a noun may be its subject by their numbers: "leader declares",
// "media report".
func (x *finder) agrees(t text.TokenID) bool {
	if t == 0 || !x.canSpeak(t-1) {
		return false
	}
	several := x.lower(t-1) == "police" || x.trees.Morph(t-1).Feat("Number") == "Plur" || x.isClass(classMedium, t-1) && x.lower(t-1) == "media"
	return several == (x.trees.Morph(t).XPOS == "NN")
}

// holding gives the frame of a verb that holds a clause to be so, nil where it has none: "..., the chamber fears."
func (x *finder) holding(t text.TokenID) *Frame {
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) == 1 && f.Kind == kindThink && f.Content[0] == slotClause && f.Stance != record.Question && x.trees.Morph(t).XPOS != "VBN" {
			return f
		}
	}
	return nil
}

// asksIn says that a relative or an asking word stands in a run.
func (x *finder) asksIn(r text.TokenRange) bool {
	for k := r.First; k < r.End; k++ {
		if x.isClass(classRelative, k) || x.isClass(classAsking, k) || x.lower(k) == "whom" {
			return true
		}
	}
	return false
}

// agreesWith says that a subject farther off fits a word tagged as a noun by their numbers: "brokers in London report".
func (x *finder) agreesWith(s, t text.TokenID) bool {
	several := x.trees.Morph(s).Feat("Number") == "Plur" && x.trees.UPOS(s) == "NOUN"
	return s < t-1 && several && x.trees.Morph(t).XPOS == "NN" && x.lower(t) == x.lemma(t)
}

// saying gives the frame of a verb that says or shows a clause, nil where it has none.
func (x *finder) saying(t text.TokenID) *Frame {
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) == 1 && !x.otherVerb(t, f) && (f.Kind == kindSay || f.Kind == kindShow) && f.Content[0] == slotClause && f.Stance != record.Question {
			return f
		}
	}
	return nil
}

// phraseHead gives the first noun of a phrase that has what follows hung on it: "force" in "the force in the south".
func (x *finder) phraseHead(r text.TokenRange, last text.TokenID) text.TokenID {
	for k := last; r.Has(k); k = x.trees.Head(k) {
		if u := x.trees.UPOS(k); u == "NOUN" || u == "PROPN" || u == "PRON" {
			last = k
		}
	}
	return last
}

func (x *finder) withoutPhrases(r text.TokenRange, cue text.TokenID) text.TokenRange {
	for _, p := range x.phrases {
		if p.First <= cue && cue < p.End {
			continue
		}
		if t := x.trim(r); p.First <= t.First || t.End <= p.End {
			r = without(r, p)
		}
	}
	return r
}

// besideQuotation finds a quotation right before or right behind a verb with its subject.
func (x *finder) besideQuotation(v voice) (content, bool) {
	trees, t := x.trees, v.word
	first, end := t, v.words.End
	around := trees.Children(t)
	if h := trees.Head(t); h != text.NoToken && trees.IsRel(t, "advcl", "xcomp") && x.isClass(classKeep, h) {
		first = min(first, h)
		around = append(append([]text.TokenID{}, around...), trees.Children(h)...)
	}
	for _, c := range around {
		e := trees.Edges(c)
		switch {
		case trees.IsRel(c, "nsubj", "aux", "advmod") && !x.quoted(c):
			first, end = min(first, e.First), max(end, e.End)
		case trees.IsRel(c, "obl", "iobj", "obj", "advmod") && t < c && !x.quoted(e.First):
			end = max(end, e.End)
		}
	}
	if x.quoted(t) {
		return content{}, false
	}
	for i := range x.doc.Quotations {
		q := &x.doc.Quotations[i]
		if q.Tokens.Len() < 2 || q.Depth > 0 {
			continue
		}
		run := q.Tokens
		if q.Tokens.End <= first && x.onlyMarks(q.Tokens.End, first) && x.near(q.Tokens.End-1, first) && v.subject != text.NoToken {
			return content{top: x.top(run), run: run, direct: true, word: text.NoToken}, true
		}
		if end <= q.Tokens.First && x.onlyMarks(end, q.Tokens.First) && x.near(end-1, q.Tokens.First) {
			return content{top: x.top(run), run: run, direct: true, word: text.NoToken}, true
		}
	}
	return content{}, false
}

// near says that two words stand in one sentence, or in neighbouring ones of a paragraph where the first goes on in the
// second.
func (x *finder) near(a, b text.TokenID) bool {
	sa, sb := x.doc.SentenceOf(a), x.doc.SentenceOf(b)
	if sa == sb || sa+1 != sb || x.doc.Sentences[sa].Paragraph != x.doc.Sentences[sb].Paragraph {
		return sa == sb
	}
	for k := a; k < b; k++ { // a quotation ends the first, or a colon announces one
		if w := x.doc.Word(k); w == ":" || strings.ContainsAny(w, "?!,-–—…") && x.trees.UPOS(k) == "PUNCT" {
			return true
		}
	}
	return false
}

func (x *finder) onlyMarks(from, to text.TokenID) bool {
	for k := from; k < to; k++ {
		if x.trees.UPOS(k) != "PUNCT" {
			return false
		}
	}
	return true
}

// top gives the word of a run that is nearest to the root, the first of several.
func (x *finder) top(r text.TokenRange) text.TokenID {
	for t := r.First; t < r.End; t++ {
		if h := x.trees.Head(t); (h == text.NoToken || !r.Has(h)) && x.trees.UPOS(t) != "PUNCT" {
			return t
		}
	}
	return r.First
}

// denial reads "a charge Iran denies": a verb of denying at the end of a clause, whose object is the claim before it.
func (x *finder) denial(t text.TokenID) {
	var frame *Frame
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) == 1 && f.Stance == record.Deny && (f.Content[0] == slotDenied || f.Content[0] == slotClaim) {
			frame = f
		}
	}
	sentence := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens
	if frame == nil || t-2 < sentence.First || !x.canSpeak(t-1) || t+1 < sentence.End && x.trees.UPOS(t+1) != "PUNCT" {
		return
	}
	for k := t - 2; k >= sentence.First && k > t-7; k-- {
		switch {
		case x.trees.UPOS(k) == "NOUN" && x.isClass(classClaim, k):
			run := text.TokenRange{First: min(x.phrase(k).First, k), End: k + 1}
			if run.First > sentence.First && x.trees.UPOS(run.First-1) == "DET" {
				run.First--
			}
			x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { return r.Word == k })
			for i := range x.relations { // it is no part of what was said before
				if a := &x.relations[i]; a.Word < run.First && a.Content.First < run.First && a.Content.Has(run.First) {
					a.Content = x.trim(text.TokenRange{First: a.Content.First, End: run.First})
				}
			}
			x.add(Relation{
				Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: t - 1, Content: run, Top: k,
				Target: text.NoToken, listen: text.NoToken, Negated: x.negated(t),
			})
			return
		case x.trees.UPOS(k) == "DET" || x.trees.UPOS(k) == "ADJ" || x.trees.UPOS(k) == "PROPN" || x.trees.UPOS(k) == "NOUN" || x.lower(k) == "which" || x.lower(k) == "that" || x.doc.Word(k) == ",":
		default:
			return
		}
	}
}
