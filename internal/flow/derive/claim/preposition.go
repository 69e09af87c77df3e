package claim

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// preposition tries the cues that are prepositions: "according to aid workers".
func (x *finder) preposition(t text.TokenID, sentence text.TokenRange) {
	if x.inView(t, sentence) {
		return
	}
	for _, f := range x.lex.of(partPreposition, x.lower(t)) {
		end, ok := x.sequence(t, sentence.End, f.Cue)
		if !ok || end >= sentence.End {
			continue
		}
		source := x.nounOf(x.namedAt(end, sentence), end)
		if source == text.NoToken || f.Source == sourcePerson && !x.isName(source) && (!x.canSpeak(source) || x.trees.Child(source, "det") == text.NoToken) {
			continue
		}
		phrase := text.TokenRange{First: t, End: x.phraseEnd(source)}
		x.phrases = append(x.phrases, phrase)
		top := x.governed(source, phrase, sentence)
		if top == text.NoToken {
			continue
		}
		run := x.trees.Edges(top)
		if phrase.Has(top) || x.trees.Head(top) == text.NoToken {
			run = sentence
		}
		if kind := x.doc.Sentences[x.doc.SentenceOf(t)].Kind; !x.hasVerb(run) && kind != text.Title {
			run = sentence // the tree does not hold together
		}
		run = x.withoutNext(x.segment(run, phrase), top, phrase)
		x.add(Relation{
			Frame: f, Cue: text.TokenRange{First: t, End: end}, Word: t, Source: source,
			Content: x.withoutConjunction(without(x.trimmed(run), x.trimmed(phrase)), top), Top: top, Target: text.NoToken, listen: text.NoToken, Clausal: true,
			inner: x.within(t), Negated: t > sentence.First && x.isClass(classNegator, t-1),
		})
		return
	}
}

// nounOf gives the noun before an adjective that the tree takes for the head of a phrase: "a deputy close to the palace".
func (x *finder) nounOf(t, from text.TokenID) text.TokenID {
	if t == text.NoToken || x.trees.UPOS(t) != "ADJ" || t <= from || x.trees.UPOS(t-1) != "NOUN" || !x.canSpeak(t-1) {
		return t
	}
	return t - 1
}

// phraseEnd gives the end of the phrase of a source with its appositions, without what is only joined to it.
func (x *finder) phraseEnd(source text.TokenID) text.TokenID {
	end := max(x.phrase(source).End, source+1)
	for _, c := range x.trees.ChildrenBy(source, "appos", "nmod", "acl", "flat", "conj") {
		e := x.trees.Edges(c)
		if s := x.doc.Sentences[x.doc.SentenceOf(source)].Tokens; x.trees.IsRel(c, "appos") && e.End+1 >= s.End && source-s.First < 5 {
			continue // the rest of the sentence
		}
		if x.trees.IsRel(c, "conj") && x.trees.Child(c, "cc") == text.NoToken {
			continue
		}
		if x.trees.IsRel(c, "acl") && x.trees.Morph(c).XPOS == "VBN" && e.First == end {
			end = e.End // "a communique released in Ankara"
		}
		if e.First <= end+1 && (x.trees.UPOS(c) == "NOUN" || x.trees.UPOS(c) == "PROPN" || x.trees.IsRel(c, "acl:relcl")) {
			end = max(end, e.End)
		}
	}
	if k := x.participleEnd(source); k != text.NoToken {
		return k
	}
	if k := x.describedEnd(source, end); k != text.NoToken {
		return k
	}
	end = max(end, x.closeTo(source, end))
	for k := end; int(k) < x.trees.Len() && x.trees.UPOS(k) != "PUNCT" && x.trees.UPOS(k) != "VERB" && x.trees.Dominates(source, k); k++ {
		end = k + 1
	}
	return end
}

// withoutNext takes from a run the sentence that goes on behind a phrase with "and" and a subject of its own: "Police killed
// ten men, according to the bishop, and the mayor called it a massacre".
func (x *finder) withoutNext(r text.TokenRange, top text.TokenID, phrase text.TokenRange) text.TokenRange {
	if top >= phrase.First || phrase.End >= r.End || x.doc.Word(phrase.End) != "," && x.doc.Word(phrase.End-1) != "," {
		return r
	}
	for _, c := range x.trees.ChildrenBy(top, "conj") {
		if first := x.trees.Edges(c).First; phrase.End <= c && phrase.End <= first+1 && r.Has(c) && x.trees.Child(c, "nsubj", "nsubj:pass") != text.NoToken && !x.quoted(c) {
			r.End = phrase.End
		}
	}
	return r
}

// segment gives the part of a run between semicolons that holds a phrase.
func (x *finder) segment(r, phrase text.TokenRange) text.TokenRange {
	for k := r.First; k < r.End; k++ {
		if x.doc.Word(k) != ";" || x.quoted(k) {
			continue
		}
		if k < phrase.First {
			r.First = k + 1
		} else if phrase.End <= k {
			r.End = k
		}
	}
	return r
}

// withoutConjunction takes the word from a clause that joins it to another one: "although".
func (x *finder) withoutConjunction(r text.TokenRange, top text.TokenID) text.TokenRange {
	if r.First < top && x.trees.IsRel(r.First, "mark") && x.trees.Head(r.First) == top && x.trees.UPOS(r.First) == "SCONJ" {
		r.First++
	}
	return r
}

func (x *finder) trimmed(r text.TokenRange) text.TokenRange { return x.trim(r) }

// sequence says whether the words of a cue stand in the text, and where they end.
func (x *finder) sequence(t, end text.TokenID, cue []string) (text.TokenID, bool) {
	for _, w := range cue {
		if t >= end || x.lower(t) != w {
			return t, false
		}
		t++
	}
	return t, true
}

// namedAt gives the head of the noun phrase that begins at a word.
func (x *finder) namedAt(t text.TokenID, sentence text.TokenRange) text.TokenID {
	nominal := func(k text.TokenID) bool {
		switch x.trees.UPOS(k) {
		case "NOUN", "PROPN", "PRON", "NUM", "ADJ":
			return true
		}
		return false
	}
	from := t
	for t < sentence.End && !nominal(t) {
		if x.trees.UPOS(t) == "PUNCT" && !strings.ContainsAny(x.doc.Word(t), "\"“‘'") || x.trees.UPOS(t) == "VERB" && !x.trees.IsRel(t, "amod") && t != from {
			return text.NoToken
		}
		t++
	}
	if t >= sentence.End {
		return text.NoToken
	}
	for h := x.trees.Head(t); h != text.NoToken && h >= from && nominal(h) && !x.trees.IsRel(t, "obl", "nsubj") && !(h > t && x.commaBetween(t, h)); h = x.trees.Head(t) {
		t = h
	}
	for k := t + 1; k < sentence.End && nominal(k) && x.trees.Head(k) == t && !x.trees.IsRel(k, "flat", "appos"); k++ {
		t = k // "aid workers", where the tree takes "aid" for a verb
	}
	return t
}

// governed gives the top of the clause that a phrase says the source of: the whole sentence where it ends it behind a
// comma.
func (x *finder) governed(source text.TokenID, phrase, sentence text.TokenRange) text.TokenID {
	h := x.trees.Head(phrase.First)
	for h != text.NoToken && phrase.Has(h) {
		h = x.trees.Head(h)
	}
	if h == text.NoToken {
		return x.trees.Root(phrase.First)
	}
	rest := x.trim(text.TokenRange{First: phrase.End, End: sentence.End})
	if rest.Len() == 0 && x.doc.Word(max(phrase.First-1, 0)) == "," {
		return x.trees.Root(h)
	}
	return x.trees.Clause(h)
}

// citing tries "citing the ministry": who is named is the source of what the sentence says.
func (x *finder) citing(t text.TokenID, f *Frame) bool {
	trees := x.trees
	o, h := trees.Child(t, "obj"), trees.Head(t)
	if v := x.citedBy(t); v != text.NoToken {
		h = v
	}
	if trees.Morph(t).XPOS != "VBG" || o == text.NoToken || h == text.NoToken || !trees.IsRel(t, "advcl", "acl", "xcomp", "parataxis") || !x.canSpeak(o) && !x.isClass(classDocument, o) {
		return false
	}
	for k := range x.relations { // "according to the radio, quoting the police"
		if r := &x.relations[k]; r.Frame.Part == partPreposition && r.Source == h && r.Cue.First < t {
			r.Source, r.via = o, append(r.via, r.Source)
			r.Content = x.trim(without(r.Content, trees.Edges(t)))
			return true
		}
	}
	if s := x.subject(t, 0); x.isClass(classDocument, o) && x.owner(o) == text.NoToken && len(x.doc.ActorsAt(o)) == 0 && s != text.NoToken && (x.canSpeak(s) || x.isClass(classDocument, s)) && !x.medium(s) {
		return true // "the ministry said, citing satellite images": it is the ministry that says so
	}
	top := trees.Clause(h)
	if x.isClass(classDocument, o) && trees.IsRel(top, "acl") && !trees.IsRel(top, "acl:relcl") {
		return true
	}
	x.add(Relation{
		Frame: f, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: o,
		Content: without(trees.Edges(top), trees.Edges(t)), Top: top, Target: text.NoToken, listen: text.NoToken, Clausal: true,
	})
	return true
}

// medium says that a word means a newspaper, an agency or the like.
func (x *finder) medium(t text.TokenID) bool {
	if x.isClass(classMedium, t) || x.isClass(classPaper, t) {
		return true
	}
	return slices.ContainsFunc(x.doc.ActorsAt(t), func(a record.Actor) bool { return a.Kind == "media" || a.Sector == "MED" })
}

// heading reads the colon of a headline: "Army: convoy reached town", "Ceasefire holds: UN".
func (x *finder) heading(i int) {
	const topicReach = 7 // words behind the colon by which somebody else speaks
	s := x.doc.Sentences[i]
	r := s.Tokens
	if r.Len() < 4 {
		return
	}
	if x.dashed(s) {
		return
	}
	colon := text.NoToken
	for t := r.First; t < r.End; t++ {
		if x.doc.Word(t) == ":" {
			if colon != text.NoToken {
				return
			}
			colon = t
		}
	}
	if colon == text.NoToken || x.quoted(colon) {
		return
	}
	first := r.First
	for first < colon && x.trees.UPOS(first) == "NUM" {
		first++
	}
	if first < colon && (s.Kind == text.ListItem || x.trees.UPOS(first) == "PUNCT") && x.isPlace(colon-1) {
		return // the topic of an entry of a list
	}
	running := s.Kind != text.Title && x.ends(r)
	left, right := text.TokenRange{First: first, End: colon}, x.trim(text.TokenRange{First: colon + 1, End: r.End})
	speaker, said := left, right
	if running && (!x.speaks(left, 5) || !x.hasVerb(right) && !(x.isClass(classMedium, x.headOf(left)) && right.Len() > 4) || !x.isName(x.headOf(left)) && !x.isClass(classMedium, x.headOf(left)) && !x.bareLabel(left) || x.isPlace(x.headOf(left)) || x.quoted(right.First)) {
		return
	}
	if !x.speaks(left, 7) || right.Len() < 3 {
		speaker, said = right, left
		if !x.speaks(right, 4) || left.Len() < 3 || !x.hasVerb(left) && (running || right.Len() > 3 || !x.verbLike(left)) || len(x.trees.ChildrenBy(x.headOf(right), "conj")) > 0 {
			return
		}
	}
	source := x.headOf(speaker)
	if x.isPlace(source) && speaker == left && !x.hasVerb(said) && !x.quoted(said.First) {
		return // "NORTHERN IRAQ: BULLETIN No. 7"
	}
	if x.isPlace(source) && speaker == left && (x.trees.Morph(said.First).XPOS == "VB" || x.isClass(classAsking, said.First)) {
		return // "Guinea-Bissau: follow the day here"
	}
	if x.isPlace(source) && speaker == left && slices.ContainsFunc(x.relations, func(o Relation) bool {
		return said.Has(o.Word) && o.IsClaim() && said.Has(o.Source) && o.Source < o.Word && o.Word < said.First+topicReach
	}) {
		return // "Sudan: rebels say they accept a truce"
	}
	for k := range x.relations {
		if old := &x.relations[k]; r.Has(old.Word) && old.Source == source {
			return
		}
	}
	frames := x.lex.of(partColon, ":")
	if len(frames) == 0 {
		return
	}
	x.add(Relation{
		Frame: frames[0], Cue: text.TokenRange{First: colon, End: colon + 1}, Word: colon, Source: source, Content: said,
		Top: x.top(said), Target: text.NoToken, listen: text.NoToken, Clausal: true,
	})
}

// bareLabel says that a person without an article stands before a colon, as in notes: "Army spokesman: the airport is open".
func (x *finder) bareLabel(r text.TokenRange) bool {
	h := x.headOf(r)
	return h != text.NoToken && h == r.End-1 && r.Len() > 1 && x.trees.UPOS(h) == "NOUN" && x.isClass(classPerson, h) && x.trees.Child(h, "det", "nmod:poss", "nmod", "nummod") == text.NoToken
}

// isPlace says that a word names a place or a state: before a colon it tells where something is.
func (x *finder) isPlace(t text.TokenID) bool {
	if n := x.doc.NameAt(t); n != nil {
		return n.Type == text.LocationName
	}
	return slices.ContainsFunc(x.doc.ActorsAt(t), func(a record.Actor) bool { return a.Kind == "state" })
}

// ends says that words end as a sentence does.
func (x *finder) ends(r text.TokenRange) bool {
	last := x.doc.Word(r.End - 1)
	return strings.ContainsAny(last[len(last)-1:], ".?!")
}

// speaks says that a side of a colon names who speaks, and nothing else.
func (x *finder) speaks(r text.TokenRange, most int) bool {
	if r.Len() < 1 || r.Len() > most || x.hasVerb(r) {
		return false
	}
	h := x.headOf(r)
	if h == text.NoToken || x.isClass(classLabel, h) {
		return false
	}
	if len(x.doc.MentionsAt(h)) > 0 || x.isClass(classPerson, h) {
		return true
	}
	n := x.doc.NameAt(h)
	return n != nil && n.Type != text.LocationName
}

// verbLike says that a word of a headline may be a verb that was tagged as a noun: "Iran ships fruit".
func (x *finder) verbLike(r text.TokenRange) bool {
	for t := r.First + 1; t+1 < r.End; t++ {
		if x.trees.Morph(t).XPOS == "NNS" && (x.doc.NameAt(t-1) != nil || x.canSpeak(t-1)) {
			return true
		}
	}
	return false
}

func (x *finder) hasVerb(r text.TokenRange) bool {
	for t := r.First; t < r.End; t++ {
		if u := x.trees.UPOS(t); u == "VERB" || u == "AUX" {
			return true
		}
	}
	return false
}

// headOf gives the head of a run that is one noun phrase.
func (x *finder) headOf(r text.TokenRange) text.TokenID {
	t := x.top(r)
	switch x.trees.UPOS(t) {
	case "NOUN", "PROPN":
		return t
	}
	return text.NoToken
}

// inView reads "in Cairo's view, the project violates the treaty", "by the mission's count there were 31 killings".
func (x *finder) inView(t text.TokenID, sentence text.TokenRange) bool {
	frames := x.lex.of(partPreposition, "in")
	n := x.trees.Head(t)
	if w := x.lower(t); w != "in" && w != "by" && w != "on" || len(frames) == 0 || n == text.NoToken || n < t || !x.trees.IsRel(t, "case") || !x.isClass(classView, n) {
		return false
	}
	source := x.trees.Child(n, "nmod:poss")
	if source == text.NoToken || source > n || !x.canSpeak(source) || x.isClass(classFirst, source) && len(x.issuers(source)) == 0 {
		return false
	}
	phrase := x.trees.Edges(n)
	if x.doc.Word(n+1) == "," {
		phrase.End = min(phrase.End, n+1)
	}
	if x.lower(t) != "in" && t != sentence.First && x.trim(text.TokenRange{First: phrase.End, End: sentence.End}).Len() > 0 {
		return false // "has, by the army's reckoning, 10,000 men"
	}
	if phrase.First != t && x.trees.UPOS(phrase.First) != "PUNCT" {
		return false
	}
	x.phrases = append(x.phrases, phrase)
	top := x.governed(source, phrase, sentence)
	if top == text.NoToken || phrase.Has(top) {
		return false
	}
	run := x.withoutNext(x.segment(x.trees.Edges(top), phrase), top, phrase)
	if x.trim(text.TokenRange{First: phrase.End, End: sentence.End}).Len() == 0 && !x.finiteIn(run) { // "Nine have been settled, in his account"
		run = x.segment(sentence, phrase)
		for k := run.First; k < phrase.First; k++ {
			if x.doc.Word(k) == ":" && !x.quoted(k) {
				run.First = k + 1
			}
		}
	}
	x.add(Relation{
		Frame: frames[0], Cue: text.TokenRange{First: t, End: n + 1}, Word: n, Source: source, Content: x.withoutConjunction(without(x.trimmed(run), x.trimmed(phrase)), top), Top: top,
		Target: text.NoToken, listen: text.NoToken, Clausal: true, inner: x.within(t),
	})
	return true
}

// dashed reads the dash of a headline: "Rebels ready to talk - France".
func (x *finder) dashed(s text.Sentence) bool {
	r := s.Tokens
	dash := text.NoToken
	for t := r.First + 3; t < r.End-1; t++ {
		if x.isClass(classDash, t) && !x.quoted(t) && x.doc.Tokens[t-1].Span.End < x.doc.Tokens[t].Span.Start && x.doc.Tokens[t].Span.End < x.doc.Tokens[t+1].Span.Start {
			dash = t
		}
	}
	frames := x.lex.of(partColon, ":")
	if dash == text.NoToken || len(frames) == 0 || x.ends(r) || r.End-dash > 5 {
		return false
	}
	left, right := text.TokenRange{First: r.First, End: dash}, text.TokenRange{First: dash + 1, End: r.End}
	if !x.speaks(right, 4) || !x.hasVerb(left) && !x.quoted(dash-2) {
		return false
	}
	x.add(Relation{
		Frame: frames[0], Cue: text.TokenRange{First: dash, End: dash + 1}, Word: dash, Source: x.headOf(right), Content: left,
		Top: x.top(left), Target: text.NoToken, listen: text.NoToken, Clausal: true,
	})
	return true
}

// commaBetween says that a comma stands between two words.
func (x *finder) commaBetween(a, b text.TokenID) bool {
	for k := a + 1; k < b; k++ {
		if x.doc.Word(k) == "," {
			return true
		}
	}
	return false
}

// participleEnd gives the comma that ends "According to a poll published by a daily, ..." at the beginning of a sentence.
func (x *finder) participleEnd(source text.TokenID) text.TokenID {
	s := x.doc.Sentences[x.doc.SentenceOf(source)].Tokens
	if source-s.First > 5 || source+2 >= s.End || x.trees.Morph(source+1).XPOS != "VBN" && x.trees.Morph(source+1).XPOS != "VBG" {
		return text.NoToken
	}
	for k := source + 2; k < s.End-3 && k < source+mostWords; k++ {
		if x.doc.Word(k) == "," && !x.quoted(k) {
			return k
		}
	}
	return text.NoToken
}

// citedBy gives the verb of the subject that "citing" stands behind between commas: "a lawyer, citing agents, alleged".
func (x *finder) citedBy(t text.TokenID) text.TokenID {
	if t < 2 || x.doc.Word(t-1) != "," {
		return text.NoToken
	}
	for n := t - 2; n != text.NoToken && n > t-mostWords; n = x.trees.Head(n) {
		v := x.trees.Head(n)
		if v > t && x.trees.IsRel(n, "nsubj") && x.trees.UPOS(v) == "VERB" && x.doc.SentenceOf(v) == x.doc.SentenceOf(t) {
			return v
		}
		if v == text.NoToken || v > t {
			break
		}
	}
	return text.NoToken
}
