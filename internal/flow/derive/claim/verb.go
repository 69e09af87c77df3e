package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// voice is a verb with who does it.
type voice struct {
	word    text.TokenID
	subject text.TokenID // of the active sense: the agent of a passive; NoToken where none is told
	object  text.TokenID // what a passive makes its subject, else the direct object
	passive bool
	expl    bool // the subject is the "it" of "it was reported that"
	words   text.TokenRange
	extra   text.TokenID // a second subject that the tree gives it: that of the clause it is put into
}

// likeVerb says that a word that was tagged as a noun is a verb by what hangs on it: "insists", "views".
func (x *finder) likeVerb(t text.TokenID) bool {
	f := x.trees
	if s, c := f.Child(t, "nsubj"), f.Child(t, "acl"); s != text.NoToken && s < t && c > t && x.thatClause(c) && f.IsRel(t, "root") && len(x.lex.of(partVerb, x.lemma(t))) > 0 && f.Child(t, "cop") == text.NoToken {
		return true // "His critics within the party complain that"
	}
	if len(x.lex.of(partVerb, x.lemma(t))) == 0 || f.Child(t, "cop", "nmod:poss", "amod") != text.NoToken || f.Child(t, "case") != text.NoToken && (f.Child(t, "nsubj") == text.NoToken || f.Child(t, "ccomp") == text.NoToken) || !f.IsRel(t, "root", "ccomp", "parataxis", "conj", "advcl", "acl") {
		return false
	}
	return f.Child(t, "obj") != text.NoToken || f.Child(t, "nsubj") != text.NoToken && f.Child(t, "det") == text.NoToken
}

// participle gives the cue that "arguing that ..." behind a comma goes on with where the tree hangs it into the content
// of that cue.
func (x *finder) participle(t text.TokenID) text.TokenID {
	f := x.trees
	if f.Morph(t).XPOS != "VBG" || !f.IsRel(t, "advcl", "conj", "xcomp") || len(x.lex.of(partVerb, x.lemma(t))) == 0 {
		return text.NoToken
	}
	if f.Child(t, "ccomp") == text.NoToken {
		return text.NoToken
	}
	first := f.Edges(t).First
	if first == 0 || x.doc.Word(first) != "," && x.doc.Word(first-1) != "," && t != first+1 {
		return text.NoToken
	}
	for h := f.Head(t); h != text.NoToken && f.Head(h) != text.NoToken; h = f.Head(h) {
		outer := f.Head(h)
		if f.Head(t) == h && x.putBehind(h) {
			return text.NoToken
		}
		if f.IsRel(h, "ccomp") && outer < h && len(x.lex.of(partVerb, x.lemma(outer))) > 0 && !x.quoted(t) {
			return outer
		}
	}
	return text.NoToken
}

// verb tries the frames of a verb.
func (x *finder) verb(t text.TokenID) {
	frames := x.lex.of(partVerb, x.lemma(t))
	citing := x.lex.of(partCiting, x.lemma(t))
	if len(citing) > 0 && x.citing(t, citing[0]) || len(frames) == 0 {
		return
	}
	if x.andPast(t, frames) {
		return
	}
	if xpos := x.trees.Morph(t).XPOS; x.trees.IsRel(t, "amod", "compound", "case", "aux") || (xpos == "NN" || xpos == "NNS") && !x.likeVerb(t) {
		return
	}
	if h := x.trees.Head(t); h != text.NoToken && x.trees.IsRel(t, "acl") && !x.trees.IsRel(t, "acl:relcl") && x.trees.IsRel(h, "appos") && t == h+1 && x.canSpeak(h) {
		if x.putIn(t, h, x.doc.Sentences[x.doc.SentenceOf(t)].Tokens) {
			return // "Maputo, the largest rebel group claimed, had broken the truce"
		}
	}
	if s := t - 1; x.trees.IsRel(t, "acl") && s >= 0 && (x.trees.UPOS(s) == "NOUN" || x.trees.UPOS(s) == "PROPN") && x.canSpeak(s) && x.putIn(t, s, x.doc.Sentences[x.doc.SentenceOf(t)].Tokens) {
		return // "The strike, union leaders insist, will go on"
	}
	if x.saysBehind(t) {
		return
	}
	v := x.voice(t)
	var known *Relation // the first that is no claim gives way to one that is
	for _, f := range frames {
		r, ok := x.try(v, f)
		if !ok {
			continue
		}
		if f.Kind != kindKnow {
			x.gapped(&r)
			more := x.furtherThats(&r)
			x.split(r)
			for _, m := range more {
				x.add(m)
			}
			return
		}
		if known == nil {
			known = &r
		}
	}
	if known != nil {
		x.add(*known)
		return
	}
	if !x.tail(t) {
		x.denial(t)
	}
}

// split adds a relation, and another one for "and that ..." at the end of its content.
func (x *finder) split(r Relation) {
	x.besides(&r)
	if r.Frame.Content[0] == slotClause && !r.Direct && r.Top != text.NoToken && !x.quoted(r.Top) {
		for _, k := range x.trees.ChildrenBy(r.Top, "conj") {
			m := x.trees.Child(k, "mark")
			if k <= r.Top || !r.Content.Has(k) || !x.thatClause(k) || x.trees.Child(k, "nsubj", "expl") == text.NoToken || m >= k || x.trees.UPOS(m) != "SCONJ" || x.quoted(k) || !x.parted(k) {
				continue
			}
			second := r
			second.Content, second.Top = text.TokenRange{First: m + 1, End: r.Content.End}, k
			r.Content.End = x.trees.Edges(k).First
			x.add(r)
			x.add(second)
			return
		}
	}
	x.add(r)
}

// try fills one frame.
func (x *finder) try(v voice, f *Frame) (Relation, bool) {
	if f.Voice == voiceActive && v.passive || f.Voice == voicePassive && !v.passive || f.Voice == voiceWould && !x.wouldBe(v) {
		return Relation{}, false
	}
	cue, ok := x.words(v.word, f)
	if !ok || v.passive && x.goesOnAs(v.word) || x.otherVerb(v.word, f) {
		return Relation{}, false
	}
	v.words = cue
	if !x.sourceFits(v, f) {
		return Relation{}, false
	}
	for _, slot := range f.Content {
		c, ok := x.slot(v, f, slot)
		if !ok || !c.direct && slot != slotClause && c.run.Len() > 0 && x.inTime(c.run.First) && x.inTime(c.run.End-1) {
			continue // "insisted on Tuesday"
		}
		r := Relation{
			Frame: f, Cue: cue, Word: v.word, Source: v.subject, Content: c.run, Top: c.top, Direct: c.direct,
			Target: text.NoToken, listen: text.NoToken, Stance: f.Stance,
			Clausal: slot == slotClause || slot == slotQuote || slot == slotIng,
		}
		r.hearsay = slot == slotPassive && v.subject == text.NoToken && f.Stance == record.Assert
		if !x.target(&r, v, f.Target) {
			continue
		}
		if c.word != text.NoToken && c.word == cue.End {
			r.Cue.End++
		}
		if o := v.object; r.Source == text.NoToken && !v.passive && !v.expl && o != text.NoToken && x.trees.Edges(o).First == cue.End && c.run.End <= cue.First && f.Target == "" {
			r.Source = o // "..., recalled Nurlan"
		}
		if r.Source == text.NoToken && !v.passive && !v.expl && c.run.First < cue.First && !x.within(v.word) {
			x.speakerBefore(&r)
		}
		if v.passive && len(x.lex.of(partCiting, f.Cue[0])) > 0 { // "was quoted as warning by the radio"
			if r.Source = v.object; v.subject != text.NoToken {
				r.via = append(r.via, v.subject)
			}
		}
		x.qualify(&r, v)
		return r, true
	}
	return Relation{}, false
}

// wouldBe says that "would" goes with a verb of the active.
func (x *finder) wouldBe(v voice) bool {
	for _, c := range x.trees.ChildrenBy(v.word, "aux") {
		if w := x.lower(c); w == "would" || w == "'d" || w == "’d" {
			return !v.passive
		}
	}
	return false
}

// goesOnAs says that a cue follows with "as": "was quoted as saying".
func (x *finder) goesOnAs(t text.TokenID) bool {
	for _, c := range x.trees.ChildrenBy(t, "advcl", "xcomp", "ccomp") {
		if x.trees.UPOS(c) == "VERB" && x.hasMark(c, "as") && len(x.lex.of(partVerb, x.lemma(c))) > 0 {
			return true
		}
	}
	return false
}

// otherVerb says that a verb with its particle is another than the frame has, and known as a cue: "has ruled out" is not "ruled".
func (x *finder) otherVerb(t text.TokenID, f *Frame) bool {
	p := x.trees.Child(t, "compound:prt")
	if p == text.NoToken || len(f.Cue) > 1 {
		return false
	}
	for _, o := range x.lex.of(partVerb, x.lemma(t)) {
		if len(o.Cue) == 2 && o.Cue[1] == x.lower(p) {
			return true
		}
	}
	return false
}

// words finds the further words of a cue behind its verb.
func (x *finder) words(t text.TokenID, f *Frame) (text.TokenRange, bool) {
	r := text.TokenRange{First: t, End: t + 1}
	end := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.End
	for _, w := range f.Cue[1:] {
		found := false
		for k := r.End; k < end && k < r.End+3; k++ {
			if x.lower(k) == w || x.lemma(k) == w {
				r.End, found = k+1, true
				break
			}
			if u := x.trees.UPOS(k); u != "PRON" && u != "ADV" && u != "DET" && u != "ADJ" && !(x.lex.is(classAside, w) && (u == "NOUN" || u == "PROPN")) {
				return r, false
			}
		}
		if !found {
			return r, false
		}
	}
	return r, true
}

// voice tells who does what a verb says.
func (x *finder) voice(t text.TokenID) voice {
	f := x.trees
	v := voice{word: t, subject: text.NoToken, object: x.directObject(t), extra: text.NoToken}
	v.passive = f.Child(t, "aux:pass") != text.NoToken || f.IsRel(t, "acl") && f.Morph(t).XPOS == "VBN" && f.Child(t, "aux") == text.NoToken
	if h := f.Head(t); f.IsRel(t, "conj") && f.IsRel(h, "acl") && f.Morph(t).XPOS == "VBN" && f.Morph(h).XPOS == "VBN" && f.Child(t, "aux", "nsubj") == text.NoToken && x.agent(t) != text.NoToken {
		v.passive = true // "made by the army and repeated by the press"
	}
	subject := x.subject(t, 0)
	if s := x.rootSubject(t); s != text.NoToken {
		v.passive, subject = false, s
	}
	if o := v.object; (subject == text.NoToken || o != text.NoToken && t > 0 && x.doc.Word(t-1) == "," && !x.canSpeak(subject) && x.bareEnd(o)) && !v.passive && x.inverted(t, o) {
		subject, v.object = o, text.NoToken
	}
	v.extra = f.Child(t, "nsubj")
	if own := x.ownSubject(t); v.extra == own {
		v.extra = text.NoToken
	}
	e := f.Child(t, "expl")
	v.expl = e != text.NoToken && x.lower(e) == "it"
	if !v.passive {
		if !v.expl {
			v.subject = subject
		}
		return v
	}
	v.subject = x.agent(t)
	v.object = subject
	if v.expl {
		v.object = text.NoToken
	}
	return v
}

// rootSubject gives the noun at the top of a sentence without a verb that a past form hangs on as if it only described
// it: "Russia, once Havana's main ally, called for calm." It gives NoToken where there is none.
func (x *finder) rootSubject(t text.TokenID) text.TokenID {
	f := x.trees
	if f.IsRel(t, "acl:relcl") || f.Morph(t).XPOS != "VBN" && f.Morph(t).XPOS != "VBD" || f.Child(t, "aux", "obl:agent") != text.NoToken {
		return text.NoToken
	}
	h := f.Head(t)
	if c := f.Child(t, "ccomp"); f.IsRel(t, "advcl") && h != text.NoToken && f.IsRel(h, "acl") && c > t && x.thatClause(c) { // "A man passing by shouted that"
		h = f.Head(h)
	} else if !f.IsRel(t, "acl") {
		return text.NoToken
	}
	if r := f.Root(t); h != r && f.Child(t, "xcomp", "ccomp") > t && r < h && f.UPOS(r) == "NOUN" {
		h = r // "Women who had been in the stands described being raped"
	}
	top := h
	for f.IsRel(top, "conj") {
		top = f.Head(top)
	}
	if top != f.Root(t) || !x.verbless(t) || !x.canSpeak(h) || f.Child(h, "case") != text.NoToken || x.agent(t) != text.NoToken || h > t {
		return text.NoToken
	}
	if f.Child(t, "obj", "ccomp", "xcomp") == text.NoToken && x.lower(t+1) != "for" && x.lower(t+1) != "on" && x.lower(t+1) != "that" {
		return text.NoToken
	}
	return top
}

// inverted says that what the tree takes for the object of a verb is its subject: "..." asked one deputy.
func (x *finder) inverted(t, object text.TokenID) bool {
	first := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.First
	if object == text.NoToken || x.trees.Edges(object).First != t+1 || t == 0 || !x.canSpeak(object) || x.trees.Child(t, "aux") != text.NoToken {
		return false
	}
	if x.doc.Word(t-1) == "," && x.saying(t) != nil && x.bareEnd(object) {
		return true // "Oil price to fall, says bank"
	}
	return x.quoted(t-1) || t-1 >= first && x.trees.UPOS(t-1) == "PUNCT" && t >= 2 && x.quoted(t-2) || t == first && x.quoted(t-1)
}

// bareEnd says that a phrase ends its sentence.
func (x *finder) bareEnd(t text.TokenID) bool {
	end := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.End
	return x.onlyMarks(x.trees.Edges(t).End, end)
}

// directObject gives the object of a verb, else whom it is done to: "urged Ankara to wait".
func (x *finder) directObject(t text.TokenID) text.TokenID {
	if o := x.trees.Child(t, "obj"); o != text.NoToken {
		return o
	}
	if h := x.trees.Head(t); h != text.NoToken && x.trees.IsRel(t, "acl:relcl") && x.isClass(classClaim, h) && x.trees.Child(t, "ccomp", "xcomp") == text.NoToken {
		return h // "a charge that Iran denies"
	}
	if i := x.trees.Child(t, "iobj"); i != text.NoToken && x.trees.Child(t, "ccomp") == text.NoToken {
		return i
	}
	return text.NoToken
}

// agent gives the phrase with "by" of a passive.
func (x *finder) agent(t text.TokenID) text.TokenID {
	for _, c := range x.trees.ChildrenBy(t, "obl") {
		if x.trees.IsRel(c, "obl:agent") || x.hasMark(c, "by") && t < c {
			return c
		}
	}
	return text.NoToken
}

// subject gives the phrase that is the subject of a verb, also where it stands with the verb above it.
func (x *finder) subject(t text.TokenID, depth int) text.TokenID {
	f := x.trees
	if depth > 8 {
		return text.NoToken
	}
	if s := x.resumed(t); s != text.NoToken {
		return s
	}
	if s := x.calledTo(t); s != text.NoToken {
		return s
	}
	if s := x.ownSubject(t); s != text.NoToken {
		return x.antecedent(s)
	}
	if c := f.Child(t, "compound"); c != text.NoToken && f.UPOS(t) == "NOUN" {
		return c
	}
	if c := f.Child(t, "vocative"); c != text.NoToken && c < t && !x.quoted(c) && x.canSpeak(c) && f.Child(t, "parataxis") != text.NoToken {
		return c // "Ethiopia, they said, considered"
	}
	if s := x.doingSubject(t); s != text.NoToken {
		return s
	}
	h := f.Head(t)
	if h != text.NoToken && h < t && x.lemma(h) == "ask" && t > 0 && x.doc.Word(t-1) == "," && (f.IsRel(t, "ccomp") || f.IsRel(t, "advcl") && f.Morph(t).XPOS != "VBG" && f.Child(t, "mark") == text.NoToken) && x.saying(t) != nil {
		return x.subject(h, depth+1) // "A guard, asked why, said they had no permit"
	}
	switch {
	case h == text.NoToken:
	case x.isRaised(t):
		return x.subject(x.raised[t], depth+1)
	case f.IsRel(t, "conj"):
		if k := x.behindSemicolon(h, t); k != text.NoToken {
			return k
		}
		if n := x.namedBefore(t); n != text.NoToken && f.UPOS(t) == "VERB" && f.Child(t, "ccomp", "obj", "xcomp") > t {
			return n // ", and the foreign minister, Phil Goff, hoped that"
		}
		if s := x.siblingSubject(h, t); s != text.NoToken {
			return s
		}
		if g := f.Head(h); f.UPOS(h) == "NOUN" && f.IsRel(h, "obj") && g < h && f.UPOS(g) == "VERB" && f.UPOS(t) == "VERB" {
			return x.subject(g, depth+1) // "voiced concern and called for"
		}
		return x.subject(h, depth+1)
	case f.IsRel(t, "acl:relcl"):
		if s := x.behindOtherRelative(t, h); s != text.NoToken {
			return s
		}
	case f.IsRel(t, "acl"):
		if g := x.governor(h); g != text.NoToken && x.isClass(classDocument, h) && x.isClass(classLight, g) && x.owner(h) == text.NoToken {
			return x.subject(g, depth+1) // "issued a statement saying"
		}
		return h
	case f.IsRel(t, "xcomp"):
		if o := f.Child(h, "obj", "iobj"); o != text.NoToken && o < t && !(o < h && f.UPOS(o) == "PRON" && x.lower(o) == "that" && x.ownSubject(h) != text.NoToken) && (x.infinitive(t) || f.Morph(t).XPOS == "VB" && x.isClass(classKeep, h)) {
			return o // also "heard an officer say"
		}
		return x.subject(h, depth+1)
	case f.IsRel(t, "advcl") && x.hasMark(t, "as") && x.isClass(classKeep, h):
		if o := f.Child(h, "obj"); o != text.NoToken && o < t && len(x.lex.of(partCiting, x.lemma(h))) > 0 && f.Child(h, "aux:pass") == text.NoToken {
			return o // "quoted the minister as saying"
		}
		return x.subject(h, depth+1)
	case f.IsRel(t, "advcl") && f.Morph(t).XPOS == "VBG":
		if o := f.Child(h, "obj"); o != text.NoToken && h < o && o < t && x.lemma(h) == "have" && x.canSpeak(o) {
			return o // "a transcript that has the officer saying"
		}
		if up := f.Head(h); f.IsRel(h, "xcomp") && up != text.NoToken && up < h && len(x.lex.of(partVerb, x.lemma(t))) > 0 && x.afterComma(t) && x.ownSubject(up) != text.NoToken {
			h = up // "wants them heard behind closed doors, arguing that"
		}
		if s := x.subject(h, depth+1); s != text.NoToken && (x.canSpeak(s) || x.isClass(classDocument, s)) {
			return s
		}
		return x.nearSubject(t)
	case f.IsRel(t, "advcl") && x.infinitive(t):
		return x.subject(x.overFar(t), depth+1)
	}
	if depth == 0 && f.UPOS(t) == "VERB" && f.Child(t, "expl", "aux:pass") == text.NoToken {
		if s := x.takenForClause(t); s != text.NoToken {
			return s
		}
		if s := x.rightBefore(t); s != text.NoToken {
			return s
		}
		if s := x.hungOnPlace(t); s != text.NoToken {
			return s
		}
		if slices.ContainsFunc(f.ChildrenBy(t, "ccomp", "obj", "xcomp"), func(c text.TokenID) bool { return c > t }) {
			return x.namedBefore(t)
		}
	}
	return text.NoToken
}

func (x *finder) isRaised(t text.TokenID) bool { _, ok := x.raised[t]; return ok }

// ownSubject gives the subject that hangs on a verb itself, the nearest where there are several.
func (x *finder) ownSubject(t text.TokenID) text.TokenID {
	best := text.NoToken
	for _, c := range x.trees.Children(t) {
		if !x.trees.IsRel(c, "nsubj") || x.amongThem(c) || c > t+1 && x.lower(t+1) == "that" && x.trees.IsRel(t, "conj") {
			continue // also "and says that those who refuse"
		}
		if best != text.NoToken && best < c && c < t && x.inWhat(c, t) {
			continue // "His family, which lives under what a neighbour described as guard, has asked"
		}
		if best != text.NoToken && best < c && (x.afterPreposition(c) && !x.afterConjunction(c, t) || c < t && x.canSpeak(best) && x.himself(best, c)) {
			continue // "an adviser to the ministry said", "the minister, himself a miner, said"
		}
		if best != text.NoToken && best < c && c < t && x.canSpeak(best) && x.besideSubject(best, c, t) {
			continue // "The Norwegian, a veteran of the trade, compares"
		}
		if best == text.NoToken || (c < t || best > t) && (x.canSpeak(c) || !x.canSpeak(best)) {
			best = c
		}
	}
	if best != text.NoToken && best < t && x.trees.Morph(best).XPOS == "VBG" { // "Ministers meeting in London called", with a noun for "meeting"
		if c := x.trees.Child(best, "compound"); c != text.NoToken && x.canSpeak(c) && !x.canSpeak(best) {
			return c
		}
	}
	return best
}

// inWhat says that a noun right behind "what" or "whom" is the subject of a clause that a comma ends before the verb.
func (x *finder) inWhat(c, verb text.TokenID) bool {
	first := min(x.trees.Edges(c).First, c)
	return first > 0 && (x.lower(first-1) == "what" || x.lower(first-1) == "whom") && x.commaBetween(c, verb)
}

// besideSubject says that a noun between two commas behind a subject tells who that is.
func (x *finder) besideSubject(subject, c, verb text.TokenID) bool {
	first := x.trees.Edges(c).First
	if x.doc.Word(first) == "," {
		first++
	}
	return first > subject && first-1 > subject && x.doc.Word(first-1) == "," && x.trees.UPOS(first) != "PROPN" && x.commaRightBefore(verb, c)
}

func (x *finder) afterPreposition(t text.TokenID) bool {
	m := x.trees.Child(t, "case")
	return m != text.NoToken && m < t && x.trees.UPOS(m) == "ADP"
}

// afterConjunction says that what the tree takes for a preposition begins a clause whose subject stands right before its
// verb: "until France asked them to stop".
func (x *finder) afterConjunction(s, verb text.TokenID) bool {
	return x.lex.is(classNarrating, x.lower(x.trees.Child(s, "case"))) && x.trees.Edges(s).End == verb
}

// antecedent gives the noun that a relative pronoun means, else the word itself.
func (x *finder) antecedent(s text.TokenID) text.TokenID {
	if s == text.NoToken || !x.isClass(classRelative, s) || x.trees.UPOS(s) != "PRON" {
		return s
	}
	for t := s; t != text.NoToken; t = x.trees.Head(t) {
		if x.trees.IsRel(t, "acl") {
			h := x.trees.Head(t)
			for up := x.trees.Head(h); x.lower(s) == "who" && x.doc.Word(s-1) == "," && up != text.NoToken && x.isClass(classPerson, up); up = x.trees.Head(h) {
				if !x.trees.IsRel(h, "nmod") {
					break
				}
				h = up // "a member of the opposition, who says"
			}
			if n := s - 2; s > 1 && x.trees.IsRel(s, "nsubj") && x.doc.Word(s-1) == "," && h < n && !x.canSpeak(h) && x.canSpeak(n) && (x.trees.UPOS(n) == "PROPN" || x.trees.UPOS(n) == "NOUN") {
				return n // "rounds sent by Eritrea, which denied it"
			}
			if up := x.trees.Head(h); x.lower(s) == "who" && x.trees.IsRel(h, "appos") && up < h && x.doc.NameAt(up) != nil && x.doc.NameAt(up).Type == text.PersonName {
				h = up
			}
			return h
		}
		if x.trees.IsRel(t, "ccomp", "advcl") {
			return s
		}
	}
	return s
}

// sourceFits says whether who does it can be a source for the frame.
func (x *finder) sourceFits(v voice, f *Frame) bool {
	s := v.subject
	if s == text.NoToken {
		return f.Source == sourceAny || v.passive || v.expl
	}
	if f.Source == sourceAny {
		return true
	}
	return x.canSpeak(s) || f.Source == sourceDocument && x.isClass(classDocument, s)
}

// canSpeak says whether a phrase names or describes a person or a body.
func (x *finder) canSpeak(t text.TokenID) bool {
	if len(x.doc.MentionsAt(t)) > 0 || x.doc.ReferenceAt(t) != nil || x.doc.NameAt(t) != nil || x.isClass(classPerson, t) || x.isClass(classMedium, t) && x.trees.UPOS(t) == "NOUN" {
		return true
	}
	if x.groupBefore(t) != text.NoToken {
		return true
	}
	if x.lower(t) == "one" && x.trees.Child(t, "amod", "det") != text.NoToken && x.trees.IsRel(t, "nsubj") { // "the American one"
		return true
	}
	switch x.trees.UPOS(t) {
	case "PRON":
		return !x.isClass(classVague, t) || x.meansBoth(t) || x.lower(t) == "some" || x.lower(t) == "many" || x.lower(t) == "it"
	case "NUM":
		of := x.trees.Child(t, "nmod")
		return of == text.NoToken && x.trees.Child(t, "nummod") == text.NoToken || len(x.doc.ActorsAt(t)) > 0 || of != text.NoToken && x.hasMark(of, "of") && (x.isClass(classPerson, of) || x.trees.UPOS(of) == "PRON")
	case "PROPN":
		return true
	case "ADJ", "DET":
		return x.meansBoth(t) || x.lower(t) == "many" || x.lower(t) == "some"
	}
	return x.isClass(classPaper, t) || x.isClass(classDocument, t) && x.owner(t) != text.NoToken
}

// target finds whom a claim is about; it says false where a slot that the frame cannot do without is empty.
func (x *finder) target(r *Relation, v voice, slot string) bool {
	switch slot {
	case "":
	case slotObj:
		r.Target = v.object
		return r.Target != text.NoToken || r.Frame.Content[0] == slotPred || r.Frame.Content[0] == slotAs
	case slotSubj:
		r.Target = v.object
	case slotOwn:
		r.Target = r.Top
		if o := x.owner(r.Top); o != text.NoToken {
			r.Target = o
		}
		if len(x.doc.ActorsAt(r.Target)) == 0 {
			r.Target = text.NoToken
		}
	default:
		for _, c := range x.trees.ChildrenBy(v.word, "obl") {
			if x.hasMark(c, slot) || slot == "on" && x.calledOn(v.word, c) {
				r.Target = c
			}
		}
		return r.Target != text.NoToken
	}
	return true
}

// owner gives who owns or made the thing of a noun: "Jordan" in "Jordan's efforts", "UN" in "UN reports".
func (x *finder) owner(t text.TokenID) text.TokenID {
	for _, rel := range []string{"nmod:poss", "compound", "amod"} {
		for _, c := range x.trees.ChildrenBy(t, rel) {
			if rel == "nmod:poss" && x.lower(c) == "whose" {
				if w := x.whoseOwner(c); w != text.NoToken {
					return w
				}
			}
			if rel == "nmod:poss" && x.trees.UPOS(c) != "PRON" || x.doc.NameAt(c) != nil || x.knownAt(c) {
				return c
			}
		}
	}
	for _, c := range x.trees.ChildrenBy(t, "acl") { // "the allegation, made by the army, that"
		if a := x.agent(c); a != text.NoToken && x.trees.Morph(c).XPOS == "VBN" && x.isClass(classLight, c) && x.isClass(classClaim, t) && x.canSpeak(a) {
			return a
		}
	}
	for _, c := range x.trees.ChildrenBy(t, "nmod") {
		if x.hasMark(c, "by") || x.hasMark(c, "from") || x.hasMark(c, "of") && len(x.doc.MentionsAt(c)) > 0 {
			return c
		}
	}
	return text.NoToken
}

// knownAt says that a word means an actor of the knowledge, or one of a country.
func (x *finder) knownAt(t text.TokenID) bool {
	for _, a := range x.doc.ActorsAt(t) {
		if a.ID != "" || a.Country != "" {
			return true
		}
	}
	return false
}
