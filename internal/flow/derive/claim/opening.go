package claim

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// asSeen reads "As Tokyo sees it, the islands are not in dispute", "As one of them put it, ...": who sees it so is the source of the rest.
func (x *finder) asSeen(t text.TokenID, sentence text.TokenRange) bool {
	frames := x.lex.of(partPreposition, "in")
	if len(frames) == 0 || !x.isClass(classSeeing, t) || x.quoted(t) || t+2 >= sentence.End || x.negated(t) {
		return false
	}
	switch x.lower(t + 1) {
	case "it", "things", "matters":
	default:
		return false
	}
	as := t - 1
	for as > sentence.First && t-as < mostBetween && x.lower(as) != "as" && x.trees.UPOS(as) != "PUNCT" && x.trees.UPOS(as) != "VERB" {
		as--
	}
	source := x.ownSubject(t)
	if as > sentence.First && x.lower(as-1) == "to" && x.lower(as) == "hear" { // "To hear diplomats tell it, the deal is done"
		as, source = as-1, x.namedAt(as+1, text.TokenRange{First: as + 1, End: t})
	} else if x.lower(as) != "as" {
		return false
	}
	if source == text.NoToken || source < as || !x.canSpeak(source) && x.groupBefore(source) == text.NoToken {
		return false
	}
	open := as == sentence.First || x.trees.UPOS(as-1) == "PUNCT"
	closing := t + 2
	if !open || x.trees.UPOS(closing) != "PUNCT" {
		return false
	}
	run := text.TokenRange{First: closing + 1, End: x.clauseEnd(closing+1, sentence.End)}
	if as > sentence.First+2 && x.lower(as) == "as" {
		if run = (text.TokenRange{First: sentence.First, End: as}); x.doc.Word(closing) == "," {
			run.End = sentence.End
		}
	}
	if run = x.trim(run); run.Len() < 2 {
		return false
	}
	x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { return r.Word == t })
	x.add(Relation{
		Frame: frames[0], Cue: text.TokenRange{First: t, End: t + 2}, Word: t, Source: source, Content: run, Top: x.topAround(run, t), Target: text.NoToken,
		listen: text.NoToken, Clausal: true, Direct: x.quoted(run.First) && x.quoted(run.End-1),
	})
	return true
}

// announced reads "The ministry was blunt: the inspectors would not be let in": the words before a colon tell in what manner somebody
// speaks, or that he has an answer, and what stands behind it is what he says.
func (x *finder) announced(sentence text.TokenRange) {
	frames := x.lex.of(partColon, ":")
	colon := text.NoToken
	for k := sentence.First + 2; k+3 < sentence.End; k++ {
		if x.doc.Word(k) == ":" && !x.quoted(k) {
			if colon != text.NoToken {
				return
			}
			colon = k
		}
	}
	if colon == text.NoToken || len(frames) == 0 || x.quoted(colon-1) {
		return
	}
	source, negated := x.announcer(text.TokenRange{First: sentence.First, End: colon})
	if source == text.NoToken || negated {
		return
	}
	run := x.trim(text.TokenRange{First: colon + 1, End: sentence.End})
	if !x.hasVerb(run) || x.toldBehind(colon, run) {
		return
	}
	x.add(Relation{
		Frame: frames[0], Cue: text.TokenRange{First: colon, End: colon + 1}, Word: colon, Source: source, Content: run, Top: x.top(run),
		Target: text.NoToken, listen: text.NoToken, Clausal: true, Direct: x.quoted(run.First),
	})
}

// toldBehind says that a relation tells already what stands behind a colon; one that "he said" is put into it is given the whole of it.
func (x *finder) toldBehind(colon text.TokenID, run text.TokenRange) bool {
	for i := range x.relations {
		r := &x.relations[i]
		if r.Word < colon && r.Content.First < colon && r.Content.End >= run.End && r.IsClaim() && r.Clausal {
			return true
		}
		if r.Frame.Kind == kindKnow || r.Content.First < colon || !run.Has(r.Content.First) {
			continue
		}
		if run.Has(r.Word) && r.Frame.Part == partVerb && r.Source != text.NoToken && run.Has(r.Source) && x.trees.UPOS(r.Source) == "PRON" && x.doc.Word(min(r.Source, r.Word)-1) == "," {
			r.Content = run
			return true
		}
		shared := min(r.Content.End, run.End) - max(r.Content.First, run.First)
		if r.Content.First == run.First || run.Has(r.Word) && r.Word == x.top(run) || r.Word > colon && float64(shared) >= most*float64(run.Len()) {
			return true
		}
	}
	return false
}

// announcer gives who speaks behind a colon by the clause before it, and whether that is denied. Its last words tell in what manner he
// speaks or that he has something to say; the subject is who speaks, or what is his to say.
func (x *finder) announcer(left text.TokenRange) (source text.TokenID, negated bool) {
	f := x.trees
	manner := text.NoToken
	for k := left.End - 1; k > left.First && left.End-k <= 4 && manner == text.NoToken; k-- {
		if x.isClass(classManner, k) {
			manner = k
		}
	}
	if manner == text.NoToken {
		return text.NoToken, false
	}
	for k := manner; k >= left.First; k-- {
		if !f.IsRel(k, "nsubj") || f.Head(k) <= k || f.Head(k) >= left.End {
			continue
		}
		s := k
		if !x.canSpeak(s) && x.clauseFrame(s) != nil {
			if s = x.whoseView(s); s == text.NoToken {
				return s, false
			}
		} else if !x.canSpeak(s) && x.groupBefore(s) == text.NoToken || len(x.doc.ActorsAt(s)) == 0 && x.isClass(classDocument, s) {
			return text.NoToken, false
		}
		return s, x.negated(f.Head(k)) || x.idleVerb(f.Head(k))
	}
	return text.NoToken, false
}

// idleVerb says that a verb tells what may or should be.
func (x *finder) idleVerb(t text.TokenID) bool {
	for _, c := range x.trees.ChildrenBy(t, "aux") {
		if x.isClass(classUnreal, c) || x.isClass(classFuture, c) || x.isClass(classStrong, c) {
			return true
		}
	}
	return false
}

// blamedOn reads "The attack, which the police blamed on separatists,": what the relative pronoun means is blamed, or is what somebody is
// blamed for.
func (x *finder) blamedOn(t text.TokenID, sentence text.TokenRange) {
	f := x.trees
	if x.lemma(t) != "blame" || f.UPOS(t) != "VERB" || x.quoted(t) || x.negated(t) || f.Child(t, "aux:pass") != text.NoToken {
		return
	}
	s := x.ownSubject(t)
	if s == text.NoToken || s > t || !x.canSpeak(s) && f.UPOS(s) != "PRON" || x.isClass(classRelative, s) {
		return
	}
	rel := min(f.Edges(s).First, s) - 1
	if x.isClass(classRelative, rel+1) {
		rel++ // hung on the subject
	}
	if rel <= sentence.First+1 || !x.isClass(classRelative, rel) {
		return
	}
	before, on := rel-1, x.lower(rel-1) == "for"
	if on {
		before--
	}
	if x.doc.Word(before) == "," {
		before--
	}
	h := x.nounEndingAt(before, sentence)
	if h == text.NoToken {
		return
	}
	end := t + 1
	for _, c := range f.ChildrenBy(t, "obl", "obj", "nmod") {
		if c > t && (on == f.IsRel(c, "obj") || x.hasMark(c, "on")) {
			end = max(end, f.Edges(c).End)
		}
	}
	if end == t+1 {
		return
	}
	x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { return r.Word == t })
	run := text.TokenRange{First: x.phrase(h).First, End: end}
	if on {
		run.End = before + 1
	}
	for _, f := range x.lex.of(partVerb, "blame") {
		if f.Content[0] == slotBlame {
			x.relations = append(x.relations, Relation{
				Frame: f, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: s, Content: x.trim(run), Top: h, Target: text.NoToken, listen: text.NoToken,
				Stance: f.Stance,
			})
			return
		}
	}
}

// nounEndingAt gives the head of the noun phrase that ends with a word: "attack" in "an attack on the bridge".
func (x *finder) nounEndingAt(end text.TokenID, sentence text.TokenRange) text.TokenID {
	h := end
	if u := x.trees.UPOS(h); u != "NOUN" && u != "PROPN" {
		return text.NoToken
	}
	for up := x.trees.Head(h); up != text.NoToken && up < h && up >= sentence.First && x.trees.IsRel(h, "nmod", "flat", "compound", "conj"); up = x.trees.Head(h) {
		if u := x.trees.UPOS(up); u != "NOUN" && u != "PROPN" {
			break
		}
		h = up
	}
	return h
}

// takenUpByWords reads ", a proposal Islamabad had rejected", ", an offer Cairo brushed aside" by the words: a noun that takes up what was
// said before, who answers it, and the verb.
func (x *finder) takenUpByWords(t text.TokenID, sentence text.TokenRange) {
	if x.quoted(t) || x.wordTaken(t) || t < sentence.First+5 {
		return
	}
	k := t - 1
	for k > sentence.First && (x.trees.UPOS(k) == "AUX" || x.trees.UPOS(k) == "ADV") && !x.isClass(classNegator, k) {
		k--
	}
	s, first := k, k
	for first > sentence.First && t-first < mostBetween && !x.isClass(classSaying, first-1) && strings.Contains("NOUN PROPN ADJ DET ADP NUM PART", x.trees.UPOS(first-1)) {
		first--
	}
	if first > sentence.First && (x.lower(first-1) == "that" || x.lower(first-1) == "which") {
		first--
	}
	noun := first - 1
	if u := x.trees.UPOS(s); noun < sentence.First+3 || u != "NOUN" && u != "PROPN" || !x.isClass(classSaying, noun) || !x.canSpeak(s) || x.lower(first) == "of" {
		return
	}
	article := noun - 1
	for article > noun-4 && x.trees.UPOS(article) == "ADJ" {
		article--
	}
	if !x.isClass(classArticle, article) || !x.breaks(article-1) {
		return
	}
	f := x.objectFrame(t)
	if f == nil {
		return
	}
	x.dropAt(t, noun)
	x.cutBefore(t, article-1)
	x.add(Relation{
		Frame: f, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: s, Content: text.TokenRange{First: article, End: noun + 1}, Top: noun,
		Target: text.NoToken, listen: text.NoToken, Negated: x.negated(t),
	})
}

// objectFrame gives the frame of a verb, with its particle, that has a noun as its content, nil where it has none.
func (x *finder) objectFrame(t text.TokenID) *Frame {
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if f.Voice == voicePassive || f.Kind == kindKnow || f.Stance != "deny" && f.Stance != "criticize" && f.Stance != "support" {
			continue
		}
		if len(f.Cue) > 1 && x.lower(t+1) != f.Cue[1] || x.otherVerb(t, f) {
			continue
		}
		switch f.Content[0] {
		case slotClaim, slotDenied, slotObj, slotThing, slotMatter:
			return f
		}
	}
	return nil
}

// restOfRelative reads "which it says plans attacks": what is said is the rest of a relative clause whose verb has no subject.
func (x *finder) restOfRelative(v voice) (content, bool) {
	t := v.word
	if v.passive || v.subject == text.NoToken || v.object == text.NoToken || v.object > t || !x.isClass(classRelative, v.object) || x.saying(t) == nil {
		return content{}, false
	}
	s := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens
	end := t + 1
	for end < s.End && (x.trees.UPOS(end) != "PUNCT" || x.doc.Word(end) == "-" || x.quoted(end)) {
		end++
	}
	run := text.TokenRange{First: t + 1, End: end}
	if run.Len() == 0 {
		return content{}, false
	}
	switch x.trees.UPOS(run.First) {
	case "VERB", "AUX", "NOUN", "PART", "ADV":
	default:
		return content{}, false
	}
	if xpos := x.trees.Morph(run.First).XPOS; run.Len() < 2 || xpos == "NN" {
		return content{}, false
	}
	return content{top: x.top(run), run: run, word: text.NoToken}, true
}

// andPast reads ", and threatened street protests", where the tree takes the verb for an adjective of its object: it goes on with the verb at
// the top of the sentence. It says whether there was one.
func (x *finder) andPast(t text.TokenID, frames []*Frame) bool {
	f := x.trees
	noun, root := f.Head(t), f.Root(t)
	first := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.First
	if !f.IsRel(t, "amod") || t < first+4 || f.UPOS(t-1) != "CCONJ" || f.UPOS(root) != "VERB" || root > t || f.Morph(root).XPOS != "VBD" || noun < t || f.Edges(noun).First < t-2 || x.quoted(t) {
		return false
	}
	source := x.ownSubject(root)
	if source == text.NoToken || source > root || !x.canSpeak(source) {
		return false
	}
	for _, o := range frames {
		if len(o.Cue) > 1 || o.Voice == voicePassive || o.Kind == kindKnow {
			continue
		}
		switch o.Content[0] {
		case slotMatter:
			if !x.isClass(classMatter, noun) {
				continue
			}
			fallthrough
		case slotThing, slotObj:
			x.cutBefore(t, t-1)
			x.add(Relation{
				Frame: o, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: text.TokenRange{First: t + 1, End: f.Edges(noun).End}, Top: noun,
				Target: text.NoToken, listen: text.NoToken, Stance: o.Stance,
			})
			return true
		}
	}
	return false
}

// behindRelative reads "call upon the movement, which has stayed outside, to declare its aims", where the tree hangs the infinitive into the
// clause between the two commas.
func (x *finder) behindRelative(v voice, f *Frame) (content, bool) {
	s := x.doc.Sentences[x.doc.SentenceOf(v.word)].Tokens
	whom := v.object
	for _, o := range x.trees.ChildrenBy(v.word, "obl", "obj", "iobj") {
		if o > v.word && whom == text.NoToken {
			whom = o
		}
	}
	if whom == text.NoToken || whom < v.word || whom > v.word+mostBetween || whom+4 >= s.End || x.doc.Word(whom+1) != "," || !x.addsRelative(whom+1) {
		return content{}, false
	}
	for k := whom + 3; k+2 < s.End; k++ {
		if x.doc.Word(k) != "," || x.quoted(k) {
			continue
		}
		if x.lower(k+1) != "to" || x.trees.UPOS(k+2) != "VERB" {
			return content{}, false
		}
		run := text.TokenRange{First: k + 1, End: max(x.trees.Edges(k+2).End, k+3)}
		return content{top: k + 2, run: run, word: x.mark(whom)}, true
	}
	return content{}, false
}

// overAside gives the "that" behind a short clause that tells when something was said: "before I came that". It gives the word itself where
// none stands there.
func (x *finder) overAside(k, end text.TokenID) text.TokenID {
	if u := x.trees.UPOS(k); u != "SCONJ" && u != "ADP" || !x.lex.is(classNarrating, x.lower(k)) || x.trees.UPOS(k+1) != "PRON" {
		return k
	}
	for j := k + 2; j < end && j <= k+6; j++ {
		if x.lower(j) == "that" && x.trees.UPOS(j) == "SCONJ" && x.hasVerb(text.TokenRange{First: k, End: j}) {
			return j
		}
	}
	return k
}

// lastClause narrows what a cue at the end of a sentence tells to the last clause where "but", "though" or "and" with a subject parts it from
// the one before, for which nobody is told to have said it: "The flag is down, but the police are still there, islanders say."
func (x *finder) lastClause(r *Relation) {
	s := x.doc.Sentences[x.doc.SentenceOf(r.Word)]
	if !r.Clausal || r.Direct || r.turn || r.Frame.Part != partVerb && r.Frame.Part != partPreposition || r.Word < r.Content.End || s.Kind == text.Title || x.quoted(r.Content.First) || !s.Tokens.Has(r.Content.First) {
		return
	}
	for k := r.Content.End - 3; k > r.Content.First+2; k-- {
		if !x.isClass(classParting, k) || x.doc.Word(k-1) != "," || x.quoted(k) {
			continue
		}
		rest := text.TokenRange{First: k + 1, End: r.Content.End}
		if x.lower(k) == "and" && x.shifted(r.Content.First, k-1) && x.shifted(k+1, r.Content.End) {
			return // "Names had been sent three times, and nothing had been done, he said"
		}
		if x.finiteIn(rest) && x.finiteIn(text.TokenRange{First: r.Content.First, End: k - 1}) {
			r.Content = x.trim(rest)
			r.Top = x.topAround(r.Content, r.Word)
		}
		return
	}
}

// finiteIn says that a clause with a subject stands in a run.
func (x *finder) finiteIn(r text.TokenRange) bool {
	for k := r.First; k < r.End; k++ {
		if x.trees.IsRel(k, "nsubj", "nsubj:pass", "expl", "csubj") {
			return x.hasVerb(r)
		}
	}
	return false
}

// placeAround gives the end of a phrase of a verb that a word begins and that tells where or on what occasion something was said: "in a
// speech at El Muglad". It gives the word itself where there is none.
func (x *finder) placeAround(verb, k text.TokenID) text.TokenID {
	switch x.lower(k) {
	case "in", "at", "on", "during", "before", "after", "by", "from":
	default:
		return k
	}
	for _, c := range x.trees.ChildrenBy(verb, "obl") {
		e := x.trees.Edges(c)
		if u := x.trees.UPOS(c); e.First != k || u != "NOUN" && u != "PROPN" {
			continue
		}
		for j := e.First; j < e.End; j++ {
			if x.verbal(j) || x.lower(j) == "that" {
				return k
			}
		}
		return e.End
	}
	return k
}

// whatIsDescribed reads "was killed in what the ministry described as an accident".
func (x *finder) whatIsDescribed(v voice) (content, bool) {
	s := v.subject
	if s == text.NoToken || s > v.word {
		return content{}, false
	}
	if what := min(x.trees.Edges(s).First, s) - 1; what < 0 || x.lower(what) != "what" || what+mostBetween < v.word {
		return content{}, false
	}
	for _, c := range x.trees.ChildrenBy(v.word, "obl", "advcl", "xcomp") {
		if m := x.mark(c); c > v.word && m == v.words.End && x.lower(m) == "as" {
			r := x.withPlace(x.run(c, v.word), v.word)
			return content{top: c, run: text.TokenRange{First: m + 1, End: r.End}, word: m}, true
		}
	}
	return content{}, false
}

// whatIsCalled reads "denounced what he called a masquerade": the content is what it is called.
func (x *finder) whatIsCalled(o text.TokenID, v voice, f *Frame) (content, bool) {
	if o == text.NoToken || o < v.word || x.lower(o) != "what" || v.passive || f.Stance != "criticize" && f.Stance != "support" && f.Stance != "warn" {
		return content{}, false
	}
	c := x.trees.Child(o, "acl", "acl:relcl")
	if c == text.NoToken || c < o || c > o+4 {
		return content{}, false
	}
	if _, ok := x.calls(c); !ok {
		return content{}, false
	}
	run := text.TokenRange{First: c + 1, End: min(x.trees.Edges(o).End, x.judgementEnd(c+1, x.trees.Edges(o).End))}
	if x.lower(run.First) == "as" {
		run.First++
	}
	if run = x.trim(run); run.Len() == 0 {
		return content{}, false
	}
	top := x.top(run)
	if c == o+2 {
		run.First = o // what it is called is cut out later, with its own cue
	}
	return content{top: top, run: run, word: text.NoToken}, true
}
