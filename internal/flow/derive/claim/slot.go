package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// content is what fills a slot.
type content struct {
	top    text.TokenID
	run    text.TokenRange
	direct bool
	word   text.TokenID // the preposition of the slot, or NoToken
}

// slot looks for what fills a slot of a verb.
func (x *finder) slot(v voice, f *Frame, slot string) (content, bool) {
	t := v.word
	switch slot {
	case slotClause:
		return x.clause(v, f)
	case slotQuote:
		if v.passive && v.subject == text.NoToken {
			return content{}, false
		}
		return x.besideQuotation(v)
	case slotObj, slotThing, slotMatter, slotClaim, slotDenied, slotPart, slotSum, slotOffer, slotSome:
		return x.object(v, f, slot)
	case slotTo, slotObjTo, slotOnTo, slotToTo:
		return x.infinitiveSlot(v, f, slot)
	case slotToIng, slotIng:
		for _, c := range x.trees.ChildrenBy(t, "xcomp", "ccomp", "advcl", "obj", "acl") {
			if x.trees.IsRel(c, "acl") && x.trees.Child(c, "cop") != v.words.End {
				continue // "denies being behind it"
			}
			to := x.hasMark(c, "to")
			if x.ingAt(c, v.words.End) && to == (slot == slotToIng) && (to || x.mark(c) == text.NoToken) {
				return x.plain(c, t)
			}
		}
	case slotPassive:
		if c := x.trees.Child(t, "xcomp", "ccomp", "advcl"); c != text.NoToken && t < c && x.infinitive(c) && v.object != text.NoToken && (v.subject != text.NoToken || x.trees.Child(t, "aux:pass") != text.NoToken) {
			return content{top: c, run: hull(x.bare(v.object), x.run(c, t)), word: text.NoToken}, true
		}
	case slotAs, slotPred, slotNumber, slotBlame, slotAscribe:
		if c, ok := x.calledThis(v, slot); ok {
			return c, ok
		}
		if o := v.object; slot == slotAs && o != text.NoToken && x.lemma(o) == "name" {
			return content{}, false // "gave his name as Sylvestre"
		}
		return x.predicate(v, f, slot)
	default:
		return x.prepositional(v, f, slot)
	}
	return content{}, false
}

// ingAt says that a verb in -ing, or its auxiliary, begins at a word, or behind adverbs there: "denies ever having promised".
func (x *finder) ingAt(c, at text.TokenID) bool {
	for at < c && x.trees.UPOS(at) == "ADV" && x.trees.Head(at) == c {
		at++
	}
	first := x.trees.Edges(c).First
	for first < at && x.trees.UPOS(first) == "ADV" {
		first++
	}
	if first != at && first != at-1 {
		return false
	}
	a := x.trees.Child(c, "aux", "cop")
	return x.trees.Morph(c).XPOS == "VBG" || a != text.NoToken && a < c && x.trees.Morph(a).XPOS == "VBG"
}

func (x *finder) plain(top, cue text.TokenID) (content, bool) {
	return content{top: top, run: x.run(top, cue), word: text.NoToken}, true
}

// clause looks for a clause that is said: below the verb, above it, or a quotation beside it.
func (x *finder) clause(v voice, f *Frame) (content, bool) {
	t, trees := v.word, x.trees
	best := text.NoToken
	for k := v.words.First; k < v.words.End; k++ {
		for _, c := range trees.Children(k) {
			if x.clausal(c, v) && (best == text.NoToken || trees.IsRel(c, "ccomp") && (!trees.IsRel(best, "ccomp") || best < t && t < c && x.thatClause(c) && !x.quoted(best))) {
				best = c
			}
		}
	}
	if best != text.NoToken && best < t && v.subject != text.NoToken && trees.Edges(best).Has(v.subject) { // "Aid chief Amos, who came, said it was late", with aid for a verb
		for _, c := range trees.ChildrenBy(t, "ccomp") {
			if c > t && x.finite(c) {
				best = c
			}
		}
	}
	if o := trees.Child(t, "iobj", "obj"); best != text.NoToken && t < o && o < best && !trees.IsRel(best, "parataxis") && x.isClass(classTelling, t) {
		for _, c := range trees.ChildrenBy(o, "acl") { // "told the paper that it was ready, provided that"
			if c < best && x.thatClause(c) && !trees.IsRel(c, "acl:relcl") && trees.UPOS(trees.Child(c, "mark")) == "SCONJ" {
				best = c
			}
		}
	}
	if best != text.NoToken {
		c, ok := x.plain(best, t)
		c.run = x.untilSemicolon(x.further(c.run, best, t), best)
		if o := v.object; o != text.NoToken && !v.passive && trees.Child(best, "nsubj", "mark") == text.NoToken && trees.Child(best, "aux", "cop") != text.NoToken {
			if e := trees.Edges(o); e.First == v.words.End && e.End == c.run.First { // "insisted no such weapons had crossed"
				c.run.First = e.First
			}
		}
		if v.extra != text.NoToken && trees.Child(best, "nsubj") == text.NoToken {
			c.run = hull(c.run, trees.Edges(v.extra))
		}
		c.run = x.withLaterVerbs(c.run, best, t)
		c.run = x.untilAct(x.untilContrast(x.withoutTold(c.run, v), best), best)
		return c, ok
	}
	for _, o := range trees.ChildrenBy(t, "obj", "iobj", "obl") { // "told the paper that ...", hung on the paper
		for _, c := range trees.ChildrenBy(o, "acl") {
			if f.Stance == record.Question && t < o && x.isClass(classAsking, x.trees.Edges(c).First) && x.trees.IsRel(c, "acl:relcl") && x.canSpeak(o) && trees.IsRel(o, "iobj", "obj") {
				return x.plain(c, t) // "asked a reporter who would pay"
			}
			if p := trees.Child(c, "nsubj"); f.Kind == kindSay && x.isClass(classDocument, o) && x.hasMark(o, "in") && trees.IsRel(c, "acl:relcl") && p > o && trees.Edges(p).First == o+1 && !x.isClass(classRelative, p) && !x.isClass(classRelative, o+1) {
				return x.plain(c, t) // "said in a statement it was ready"
			}
			if p := trees.Child(c, "nsubj"); f.Kind == kindSay && x.isClass(classTelling, t) && t < o && trees.IsRel(c, "acl:relcl") && trees.IsRel(o, "iobj", "obj") && p == o+1 && trees.UPOS(p) == "PRON" && !x.isClass(classRelative, p) {
				return x.plain(c, t) // "told reporters he saw no way out"
			}
			if x.finite(c) && x.thatClause(c) && t < o && trees.UPOS(o) != "PRON" && !trees.IsRel(c, "acl:relcl") && (x.canSpeak(o) || trees.IsRel(o, "iobj", "obl")) {
				return x.plain(c, t)
			}
		}
	}
	if c, ok := x.misread(v); ok {
		return c, ok
	}
	if c, ok := x.thatAfter(v); ok && f.Kind != kindKnow {
		return c, ok
	}
	if f.Kind != kindKnow {
		if c, ok := x.thatByWords(v, f); ok {
			return c, ok
		}
	}
	if f.Stance == record.Question {
		if c, ok := x.askedByWords(v); ok {
			return c, ok
		}
	}
	if c, ok := x.restOfRelative(v); ok {
		return c, ok
	}
	if o := v.object; o != text.NoToken && o < v.word && x.isClass(classRelative, o) && trees.IsRel(v.word, "acl:relcl") {
		return content{}, false // "the bombing, which the movement claimed"
	}
	if c, ok := x.above(v, f); ok {
		return c, ok
	}
	if f.Kind == kindThink || f.Kind == kindKnow {
		return content{}, false
	}
	return x.besideQuotation(v)
}

// misread finds a clause that the tree takes for an object, behind a verb that has no objects: "says 90 per cent of
// the teachers stayed at home".
func (x *finder) misread(v voice) (content, bool) {
	o := v.object
	if s := x.trees.ChildrenBy(v.word, "nsubj"); o == text.NoToken && len(s) == 2 && s[0] < v.word && v.word < s[1] && v.subject == s[0] && x.trees.UPOS(s[0]) != "NUM" && x.trees.UPOS(v.word-1) != "PUNCT" {
		o = s[1] // "Army says 12 rebels killed in clashes"
	}
	if o == text.NoToken || v.passive || v.subject == text.NoToken || !x.isClass(classClauseOnly, v.word) || o < v.word {
		return content{}, false
	}
	run := text.TokenRange{First: x.trees.Edges(o).First, End: x.trees.Edges(v.word).End}
	if run.First != v.words.End || run.Len() < 4 || !x.hasVerb(run) {
		return content{}, false
	}
	return content{top: o, run: x.withoutPhrases(run, v.word), word: text.NoToken}, true
}

// thatAfter finds "that ..." behind a verb and whom or when it was said, where the tree takes it for a relative clause
// of these: "told villagers last week that ...". Whom comes first and can speak.
func (x *finder) thatAfter(v voice) (content, bool) {
	trees := x.trees
	end := x.doc.Sentences[x.doc.SentenceOf(v.word)].Tokens.End
	told := false
	for k := v.words.End; k < end-2 && k < v.words.End+14; k++ {
		if x.lower(k) != "that" {
			if x.inTime(k) {
				continue // "said on Wednesday that"
			}
			if trees.UPOS(k) == "NOUN" && trees.IsRel(k, "obl") && trees.Head(k) == v.word && (trees.Edges(k).First <= v.words.End || trees.Child(k, "nummod") != text.NoToken || x.isClass(classDocument, k)) {
				continue // "said by telephone that", "ruled by nine votes that"
			}
			if e := x.placeAround(v.word, k); e > k {
				k = e - 1
				continue // "swore in a speech at El Muglad last week that"
			}
			if j := x.overAside(k, end); j > k {
				k = j - 1
				continue // "warned me before I came that"
			}
			switch trees.UPOS(k) {
			case "NOUN", "PROPN":
				head := trees.UPOS(k+1) != "NOUN" && trees.UPOS(k+1) != "PROPN"
				if !x.isClass(classTelling, v.word) || x.isClass(classClaim, k) || head && !told && !x.canSpeak(k) && !x.isClass(classInformed, v.word) && !(x.trees.Head(k) == v.word && x.trees.IsRel(k, "iobj")) {
					return content{}, false
				}
				told = told || head
				continue
			case "PRON", "DET", "ADJ", "ADP", "NUM", "ADV", "PART":
				continue
			case "PUNCT":
				if x.doc.Word(k) == "-" {
					continue
				}
			}
			return content{}, false
		}
		if c, ok := x.strayThat(v, k, end); ok {
			return c, true
		}
		top := trees.Head(k)
		if top == text.NoToken || top <= k || !trees.IsRel(top, "acl", "ccomp", "advcl") && !(trees.IsRel(top, "conj") && trees.Head(top) == v.word && trees.UPOS(k) == "SCONJ") || trees.UPOS(k) == "DET" || !trees.Dominates(v.word, top) {
			return content{}, false
		}
		s := text.NoToken
		for _, c := range trees.ChildrenBy(top, "nsubj") {
			if c != k {
				s = c
			}
		}
		if s == text.NoToken || s > top || k > v.words.End && x.lower(k-1) == "of" {
			return content{}, false
		}
		return content{top: top, run: x.trim(x.withoutRaised(text.TokenRange{First: k + 1, End: trees.Edges(top).End}, top, v.word)), word: text.NoToken}, true
	}
	return content{}, false
}

// untilSemicolon ends indirect speech at a semicolon: behind it the narrator speaks again.
func (x *finder) untilSemicolon(r text.TokenRange, top text.TokenID) text.TokenRange {
	for k := max(top, r.First); k < r.End; k++ {
		if x.doc.Word(k) == ";" && !x.quoted(k) {
			r.End = k
		}
	}
	return r
}

// untilContrast ends indirect speech before a comma and "while" or "whereas" with a subject that speaks itself: behind it the
// narrator sets another one against the speaker.
func (x *finder) untilContrast(r text.TokenRange, top text.TokenID) text.TokenRange {
	for k := max(top, r.First) + 1; k+1 < r.End; k++ {
		if x.doc.Word(k) != "," || !x.isClass(classContrast, k+1) || x.quoted(k) {
			continue
		}
		h := x.trees.Head(k + 1)
		if h == text.NoToken || !x.trees.IsRel(h, "advcl") {
			continue
		}
		if s := x.trees.Child(h, "nsubj"); s != text.NoToken && s > k && x.canSpeak(s) && x.trees.UPOS(s) != "PRON" {
			r.End = k
			return r
		}
	}
	return r
}

// further adds to a clause the condition or the reason that follows it and that the tree hangs on the cue.
func (x *finder) further(r text.TokenRange, top, cue text.TokenID) text.TokenRange {
	for _, c := range x.trees.ChildrenBy(cue, "advcl") {
		m := x.trees.Child(c, "mark")
		if top < c && m != text.NoToken && x.lower(m) == "after" && x.doc.Word(m-1) == "," && x.ownSubject(c) != text.NoToken && x.trees.UPOS(x.ownSubject(c)) == "NOUN" {
			continue // ", after witnesses reported"
		}
		if top < c && m != text.NoToken && x.isClass(classGoesOn, m) && r.End <= m && m <= r.End+1 && cue < r.First {
			r.End = x.trees.Edges(c).End
		}
	}
	return r
}

// clausal says whether a dependent of a cue is a clause that is said.
func (x *finder) clausal(c text.TokenID, v voice) bool {
	trees, t := x.trees, v.word
	switch {
	case t < c && trees.Child(c, "nsubj:pass") != text.NoToken && x.lemma(trees.Child(c, "nsubj:pass")) == "name":
		return false // "asked that only his first name be used"
	case t < c && x.isClass(classUnnamed, c) && x.negated(c) && trees.Child(c, "aux:pass") != text.NoToken:
		return false // "on condition that they not be named"
	case c < t && trees.Morph(c).XPOS == "VBG" && trees.Child(c, "nsubj", "aux", "mark") == text.NoToken && !x.quoted(c):
		return false // "Speaking in Ankara, he said"
	case c < t && (trees.Morph(c).XPOS == "VBN" || trees.Morph(c).XPOS == "VBD") && trees.Child(c, "nsubj", "aux") == text.NoToken && !x.quoted(c):
		return false // "Asked about it, he said"
	case t < c && x.narrates(c, t):
		return false // "..., a student union said, as the strike went on"
	case trees.IsRel(c, "ccomp") && t < c && trees.IsRel(t, "parataxis") && trees.UPOS(c) == "NOUN" && trees.Child(c, "case") != text.NoToken && trees.Child(c, "nsubj", "cop") == text.NoToken:
		return false // "The constitution was suspended, he said, "for the good of all""
	case trees.IsRel(c, "ccomp") && t < c && x.doc.Word(trees.Edges(c).First) == ":" && trees.UPOS(trees.Edges(c).First-1) == "PRON" && !x.quoted(c):
		return false // "do not believe him: prices rose"
	case trees.IsRel(c, "ccomp") && x.parts(t, c):
		return false // "residents said; the army denied it"
	case trees.IsRel(c, "ccomp"):
		return !x.infinitive(c) || x.asks(c) || trees.Child(c, "nsubj") != text.NoToken
	case trees.IsRel(c, "acl"):
		return t < c && trees.UPOS(t) == "NOUN" && x.thatClause(c)
	case trees.IsRel(c, "csubj"):
		return t < c && (v.passive || v.expl) || c < t && v.subject > t && x.doc.Word(t-1) == ","
	case trees.IsRel(c, "xcomp"):
		return t < c && x.finite(c) && trees.Child(c, "nsubj") != text.NoToken
	case trees.IsRel(c, "advcl"):
		return t < c && (x.hasMark(c, "that") || trees.Edges(c).First == v.words.End && x.asks(c))
	case trees.IsRel(c, "parataxis"):
		return t < c && x.afterColon(c) && !(v.passive && !v.expl && v.subject == text.NoToken) && !(v.object != text.NoToken && trees.UPOS(v.object) == "PRON" && !x.quoted(c)) || c < t && x.quoted(c) && !x.quoted(t) || t < c && v.expl && v.passive && x.finite(c) && x.doc.Word(t+1) == ","
	case trees.IsRel(c, "obj", "obl", "advmod") && v.words.End == c && x.isClass(classAsking, c): // "knew what it was", with the clause below "what"
		return trees.Child(c, "acl", "advcl") != text.NoToken
	case trees.IsRel(c, "obj"):
		return t < c && x.quoted(c) && !x.quoted(t) && trees.Edges(c).Len() > 2
	}
	return false
}

// finite says that a word heads a clause with a subject.
func (x *finder) finite(c text.TokenID) bool {
	return x.trees.Child(c, "nsubj", "expl", "csubj") != text.NoToken && !x.infinitive(c)
}

func (x *finder) thatClause(c text.TokenID) bool {
	m := x.trees.Child(c, "mark")
	return m != text.NoToken && x.lower(m) == "that"
}

// asks says that a clause begins with a word of asking: "when the vote will be", "whether it is".
func (x *finder) asks(c text.TokenID) bool {
	first := x.trees.Edges(c).First
	w := x.lower(first)
	return x.isClass(classAsking, first) && w != "where" && x.trees.UPOS(first) != "ADP" || w == "if" && x.trees.Head(first) == c
}

// afterColon says that the words of c begin behind a colon or an opening mark.
func (x *finder) afterColon(c text.TokenID) bool {
	first := x.trees.Edges(c).First
	for k := first; k <= c; k++ {
		if x.trees.UPOS(k) != "PUNCT" {
			break
		}
		if x.doc.Word(k) == ":" {
			return true
		}
	}
	return first > 0 && x.doc.Word(first-1) == ":" || x.quoted(c) && (first == 0 || !x.quoted(first-1))
}

func (x *finder) quoted(t text.TokenID) bool { return x.doc.QuotationAt(t) != nil }

// object looks for a noun phrase that is said, denied, praised or demanded.
func (x *finder) object(v voice, f *Frame, slot string) (content, bool) {
	trees := x.trees
	o := v.object
	if len(f.Cue) > 1 {
		if last := v.words.End - 1; trees.IsRel(last, "case", "mark") && !v.passive {
			o = trees.Head(last)
		}
	}
	if o != text.NoToken && o < v.word && trees.UPOS(o) == "PRON" && x.isClass(classRelative, o) && x.antecedent(o) != o {
		if o = x.antecedent(o); trees.Head(o) != text.NoToken && trees.IsRel(o, "iobj", "obj") && x.isClass(classInformed, trees.Head(o)) {
			return content{}, false // "told investigators that Moscow promised money"
		}
		run := trees.Edges(o)
		for c := o + 1; c < run.End; c++ {
			if trees.IsRel(c, "acl:relcl") && trees.Dominates(c, v.word) {
				run.End = trees.Edges(c).First
			}
		}
		fits := slot == slotObj || slot == slotMatter && x.isClass(classMatter, o) || slot == slotClaim && x.isClass(classClaim, o) || slot == slotDenied && x.isClass(classClaim, o) || slot == slotPart && x.isClass(classAttack, o)
		for k := o + 1; k < run.End; k++ {
			if w := x.lower(k); (w == "that" || w == "which") && k < v.word {
				run.End = k // "an allegation that aid workers dismissed"
			}
		}
		return content{top: o, run: x.bareRun(o, run), word: text.NoToken}, fits && !v.passive
	}
	if o == text.NoToken && slot == slotClaim && !v.passive {
		return x.claimAs(v)
	}
	if o == text.NoToken && !v.passive && len(f.Cue) == 1 {
		o = x.behindPhrase(v.word)
	}
	if o == text.NoToken && f.Stance == record.Promise && !v.passive {
		o = x.upTo(v.word)
	}
	if c, ok := x.whichClause(v); ok && slot != slotPart && f.Stance != record.Deny {
		return c, true
	}
	if c, ok := x.whatIsCalled(o, v, f); ok && slot != slotPart {
		return c, true
	}
	if o == text.NoToken || trees.UPOS(o) == "PRON" && x.doc.ReferenceAt(o) == nil || x.lower(o) == "one" && f.Kind == kindThink {
		return content{}, false
	}
	if v.passive && v.subject == text.NoToken || x.trees.IsRel(o, "iobj") || trees.Child(v.word, "iobj") != text.NoToken {
		return content{}, false
	}
	switch {
	case slot == slotThing && trees.UPOS(o) == "PRON" && x.isClass(classThird, o) && x.lower(o) != "it",
		slot == slotThing && (len(x.doc.MentionsAt(o)) > 0 || x.isClass(classPerson, o)) && !(f.Stance == record.Demand && !v.passive && x.owned(o)),
		slot == slotMatter && !x.isClass(classMatter, o),
		slot == slotClaim && !x.isClass(classClaim, o),
		slot == slotPart && !x.isClass(classPart, o) && !x.isClass(classAttack, o),
		slot == slotSome && (x.definite(o) || len(x.doc.MentionsAt(o)) > 0 || x.isClass(classPerson, o)),
		slot == slotOffer && (!x.isClass(classOffer, o) || x.deniedBy(o)),
		slot == slotSum && trees.UPOS(o) != "NUM" && trees.Child(o, "nummod") == text.NoToken,
		slot == slotDenied && (v.passive && !x.isClass(classClaim, o) || x.isClass(classWithheld, o) || len(x.doc.MentionsAt(o)) > 0 && !x.isClass(classClaim, o)):
		return content{}, false
	}
	if len(f.Cue) == 1 && f.Kind == kindSay && f.Target == "" && slot == slotObj && trees.UPOS(o) == "NUM" {
		return content{}, false
	}
	c, ok := x.plain(o, v.word)
	if slot == slotSum {
		c.run.End = x.sumEnd(v.word, o)
	}
	if v.word < o {
		c.run.First = max(c.run.First, v.words.End)
	}
	if v.object == text.NoToken && x.lower(v.words.End) == "up" {
		c.run.First = v.words.End // "up to 400 engineers"
	}
	if trees.Head(v.word) == o { // "a charge that Iran denies"
		c.run = text.TokenRange{First: trees.Edges(o).First, End: trees.Edges(v.word).First}
		for k := o + 1; k < c.run.End; k++ {
			if w := x.lower(k); w == "that" || w == "which" {
				c.run.End = k
			}
		}
	}
	that, told := x.claimed(o, f)
	if told && v.passive && that.run.Has(v.word) { // "Rumours that the king is ill were dismissed"
		for _, a := range trees.ChildrenBy(v.word, "aux", "aux:pass") {
			that.run.End = min(that.run.End, a)
		}
	}
	if told && !that.run.Has(v.word) {
		return that, true
	}
	c.run = x.withPreposition(x.withoutMessage(c.run, o), v.word, slot == slotPart)
	c.run = x.withVerdict(c.run, v.word, f)
	c.run = x.withTerm(x.withoutParticiple(x.withRelative(x.withPurpose(c.run, v.word))), v.word, f)
	return c, ok
}

// claimAs reads "rejected as baseless a report that", "dismissed as nonsense claims that": the object stands behind what
// it is called.
func (x *finder) claimAs(v voice) (content, bool) {
	k := v.words.End
	if int(k) < x.trees.Len() && x.trees.Head(v.word) == k && x.trees.IsRel(v.word, "csubj") && x.isClass(classClaim, k) { // taken for a verb
		return content{top: k, run: text.TokenRange{First: k, End: x.trees.Edges(k).End}, word: text.NoToken}, true
	}
	if x.lower(k) != "as" {
		return content{}, false
	}
	end := x.doc.Sentences[x.doc.SentenceOf(v.word)].Tokens.End
	for k++; k < end && k < v.words.End+9; k++ {
		switch u := x.trees.UPOS(k); {
		case u == "NOUN" && x.isClass(classClaim, k) && k > v.words.End+1:
			run := text.TokenRange{First: k, End: max(k+1, x.trees.Edges(k).End)}
			for run.First > v.words.End+2 && (x.trees.UPOS(run.First-1) == "DET" || x.trees.UPOS(run.First-1) == "PRON") {
				run.First--
			}
			return content{top: k, run: run, word: text.NoToken}, true
		case u == "VERB" || u == "SCONJ" || u == "AUX":
			return content{}, false
		}
	}
	return content{}, false
}

// withoutParticiple takes ", indicating ..." from the end of a noun phrase.
func (x *finder) withoutParticiple(r text.TokenRange) text.TokenRange {
	for k := r.First + 1; k+1 < r.End; k++ {
		if x.doc.Word(k) == "," && x.trees.Morph(k+1).XPOS == "VBG" && !x.lex.is(classIncluding, x.lower(k+1)) && !x.quoted(k) && x.reaches(k+1, r.End) {
			r.End = k
		}
	}
	return r
}

// withPreposition adds what follows a noun phrase with a preposition and hangs on the verb: "responsibility for the
// blast", "the attack on its consulate", "the hunger in Darfur, including the siege".
func (x *finder) withPreposition(r text.TokenRange, verb text.TokenID, wide bool) text.TokenRange {
	for _, c := range x.trees.ChildrenBy(verb, "obl", "advcl") {
		e := x.trees.Edges(c)
		if e.First == r.End && e.Len() > 2 && x.doc.Word(e.First) == "," && x.lower(e.First+1) == "including" || e.First == r.End && x.hasMark(c, "on") && !x.inTime(c) && x.trees.UPOS(c) != "NUM" && !x.isClass(classIssued, c) {
			r.End = e.End
			continue
		}
		if !x.trees.IsRel(c, "obl") || (x.hasMark(c, "in") || x.hasMark(c, "on")) && (x.isClass(classIssued, c) || x.isClass(classOccasion, c)) {
			continue // "claimed responsibility in a letter"
		}
		if e.First == r.End && (x.hasMark(c, "for") || x.hasMark(c, "to") || x.hasMark(c, "of") || x.hasMark(c, "against") || x.hasMark(c, "beyond") || wide && (x.hasMark(c, "in") || x.hasMark(c, "over")) || x.belongsTo(c)) {
			r.End = e.End
		}
	}
	return r
}

// reaches says that what hangs on a participle, or the noun behind it that it hangs on, goes to the end of a run.
func (x *finder) reaches(t, end text.TokenID) bool {
	h := x.trees.Head(t)
	return x.trees.Edges(t).End >= end || h > t && x.trees.Edges(h).End >= end
}

// withRelative adds the relative clause that follows a noun phrase and that the tree hangs elsewhere.
func (x *finder) withRelative(r text.TokenRange) text.TokenRange {
	k := r.End
	if int(k) >= x.trees.Len() || x.trees.UPOS(k) != "PRON" || !x.isClass(classRelative, k) || x.doc.SentenceOf(k) != x.doc.SentenceOf(r.First) {
		return r
	}
	for c := k; c != text.NoToken; c = x.trees.Head(c) {
		if x.trees.IsRel(c, "acl:relcl") && x.trees.Edges(c).First == k {
			r.End = x.trees.Edges(c).End
			break
		}
	}
	return r
}

// withPurpose adds the infinitive that follows a noun phrase and that the tree hangs on the verb: "the decision to
// close the border".
func (x *finder) withPurpose(r text.TokenRange, verb text.TokenID) text.TokenRange {
	for _, c := range x.trees.ChildrenBy(verb, "advcl", "xcomp") {
		if e := x.trees.Edges(c); e.First == r.End && x.infinitive(c) {
			r.End = e.End
		}
	}
	return r
}

// definite says that a noun phrase means something that was told before: "the decision", "this step", "its name".
func (x *finder) definite(t text.TokenID) bool {
	d := x.trees.Child(t, "det", "nmod:poss")
	return d != text.NoToken && x.lower(d) != "a" && x.lower(d) != "an" || x.trees.UPOS(t) == "PROPN"
}

// judges says that a verb has a frame by which its object is called something: "considered the plan a trick".
func (x *finder) judges(f *Frame) bool {
	return slices.ContainsFunc(x.lex.of(partVerb, f.Cue[0]), func(o *Frame) bool { return o.Content[0] == slotPred })
}

// calledOn says that a phrase follows with "on", also where the tree takes "on" for a part of the verb.
func (x *finder) calledOn(t, o text.TokenID) bool {
	if x.hasMark(o, "on") || x.hasMark(o, "upon") {
		return true
	}
	w := x.lower(t + 1)
	return (w == "on" || w == "upon") && x.trees.Head(t+1) == t && x.trees.Edges(o).First == t+2
}

// bareRun takes the preposition of a phrase from the beginning of a run.
func (x *finder) bareRun(t text.TokenID, r text.TokenRange) text.TokenRange {
	if m := x.trees.Child(t, "case"); m == r.First && m < t {
		r.First++
	}
	return r
}

// bare gives the words of a phrase without its preposition.
func (x *finder) bare(t text.TokenID) text.TokenRange {
	r := x.trees.Edges(t)
	if m := x.trees.Child(t, "case"); m == r.First && m < t {
		r.First++
	}
	return r
}

// predicate looks for an object with what is said of it.
func (x *finder) predicate(v voice, f *Frame, slot string) (content, bool) {
	trees, t := x.trees, v.word
	if slot == slotNumber && trees.IsRel(t, "acl:relcl") && !v.passive {
		return x.rate(t)
	}
	if slot == slotPred {
		if v.object == text.NoToken && !v.passive {
			if c, ok := x.judged(v); ok {
				return c, true
			}
			return x.judgedByWords(v)
		}
	}
	if v.object == text.NoToken && slot == slotAs && !v.passive {
		return x.whatIsDescribed(v)
	}
	if v.object == text.NoToken || slot != slotAs && v.passive {
		return content{}, false
	}
	if c := trees.Child(t, "xcomp"); slot == slotPred && x.isClass(classFinding, t) && c != text.NoToken && x.verdict(c) == record.Assert {
		return content{}, false // "found the door open"
	}
	if h := trees.Head(t); slot == slotPred && h != text.NoToken && trees.IsRel(t, "acl:relcl") && x.isClass(classAsking, h) && t < v.object {
		if x.verdict(v.object) == record.Assert {
			return content{}, false // "what it called a war game": a name for it
		}
		return x.plain(v.object, t)
	}
	if c := x.doneTo(v, f, slot); c != text.NoToken {
		return content{top: c, run: hull(trees.Edges(v.object), trees.Edges(c)), word: text.NoToken}, true
	}
	if c := x.secondObject(v, slot); c != text.NoToken {
		if trees.UPOS(v.object) == "PRON" {
			return x.plain(c, t)
		}
		return content{top: c, run: hull(trees.Edges(v.object), trees.Edges(c)), word: text.NoToken}, true
	}
	relative := v.object < t && trees.UPOS(v.object) == "PRON" && (x.isClass(classRelative, v.object) || x.isClass(classAsking, v.object))
	for _, c := range trees.Children(t) {
		blames := slot == slotBlame && x.hasMark(c, "on") || slot == slotAscribe && x.hasMark(c, "to")
		if blames && t < c && trees.IsRel(c, "obl", "nmod", "advcl") && !x.infinitive(c) && !relative {
			return content{top: v.object, run: hull(trees.Edges(v.object), trees.Edges(c)), word: text.NoToken}, true
		}
		fits := false
		switch slot {
		case slotAs:
			fits = trees.IsRel(c, "obl", "advcl", "xcomp", "ccomp") && x.hasMark(c, "as") && !x.compares(c) && !(f.Stance == record.Criticize && x.isClass(classPerson, c))
		case slotPred:
			fits = trees.IsRel(c, "xcomp") && !x.infinitive(c) && trees.Morph(c).XPOS != "VBG" && x.mark(c) == text.NoToken && (v.object < c || relative) && !x.reflexive(v.object)
		case slotNumber:
			fits = trees.IsRel(c, "obl") && x.hasMark(c, "at") && (trees.Child(c, "nummod") != text.NoToken || trees.UPOS(c) == "NUM")
		}
		if c < t || !fits {
			continue
		}
		switch {
		case relative && slot == slotAs:
			r := x.withPlace(x.withPurpose(x.run(c, t), t), t)
			return content{top: c, run: text.TokenRange{First: r.First + 1, End: r.End}, word: r.First}, true
		case relative && x.verdict(c) == record.Assert:
			return content{}, false // "what it called a war game": a name for it
		case relative:
			return x.plain(c, t)
		case v.passive && v.subject == text.NoToken:
			return content{}, false
		case v.passive && (f.Stance == record.Deny || f.Stance == record.Criticize):
			return content{top: v.object, run: x.bare(v.object), word: text.NoToken}, true
		case v.passive:
			r := x.withPurpose(x.run(c, t), t)
			return content{top: c, run: text.TokenRange{First: r.First + 1, End: r.End}, word: r.First}, true
		}
		if slot == slotPred && trees.UPOS(v.object) == "PRON" {
			return content{top: c, run: x.withPurpose(x.run(c, t), t), word: text.NoToken}, true
		}
		return content{top: c, run: x.withPlace(x.withPurpose(hull(trees.Edges(v.object), x.run(c, t)), t), t), word: text.NoToken}, true
	}
	if slot == slotAs && !v.passive && !(f.Stance == record.Criticize && x.canSpeak(v.object) && x.trees.UPOS(v.object) == "NOUN" && x.isClass(classPerson, v.object)) { // hung on something below
		for k := v.object + 1; k < trees.Edges(t).End; k++ {
			if trees.IsRel(k, "obl", "nmod", "advcl") && x.hasMark(k, "as") && !x.compares(k) && trees.Edges(k).First > v.object && x.lower(x.trim(trees.Edges(k)).First) == "as" && !x.beyondVerb(t, k) {
				return content{top: k, run: x.withPurpose(hull(trees.Edges(v.object), x.run(k, t)), t), word: text.NoToken}, true
			}
		}
	}
	if slot == slotAs { // hung on the object: "views the TTP as a threat"
		for _, c := range trees.ChildrenBy(v.object, "nmod", "acl", "advcl", "appos") {
			if v.object < c && x.hasMark(c, "as") && !v.passive {
				return content{top: c, run: x.run(v.object, t), word: text.NoToken}, true
			}
		}
	}
	if slot == slotPred {
		return x.judgedByWords(v)
	}
	return content{}, false
}
