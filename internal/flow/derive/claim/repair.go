package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// repaired reads a verb of the present that was tagged as a noun, by the words around it: "the army chief denies that",
// "Amnesty has documented arrests and demands that". It says whether there was one.
func (x *finder) repaired(t text.TokenID) bool {
	sentence := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens
	far := x.farSubject(t, sentence)
	if xpos := x.trees.Morph(t).XPOS; xpos != "NNS" && far == text.NoToken && !(xpos == "NN" && x.zeroThat(t) && x.agrees(t)) || !x.lex.is(classVerbal, x.lemma(t)) || t <= sentence.First || t+2 >= sentence.End {
		return false
	}
	source := x.subjectBefore(t, sentence)
	if far != text.NoToken {
		source = far
	}
	if source == text.NoToken {
		return false
	}
	if x.putIn(t, source, sentence) {
		return true
	}
	that := x.lower(t+1) == "that" && x.trees.UPOS(t+1) != "DET"
	perfect := x.trees.IsRel(t+1, "aux") && x.trees.Head(x.trees.Head(t+1)) == t // "denies having fired"
	doing := x.trees.Morph(t+1).XPOS == "VBG" && (x.trees.Head(t+1) == t || perfect) && x.verbless(t)
	zero := !that && x.zeroThat(t)
	if !that && !doing && !zero && len(x.lex.of(partNoun, x.lemma(t))) > 0 {
		return false // a noun as well: "the government demands"
	}
	v := voice{word: t, subject: source, object: text.NoToken, extra: text.NoToken, words: text.TokenRange{First: t, End: t + 1}}
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) > 1 || f.Voice == voicePassive || f.Kind == kindKnow {
			continue
		}
		run, ok := text.TokenRange{}, false
		switch {
		case that && f.Content[0] == slotClause:
			run, ok = x.clauseBehind(t + 1)
		case zero && f.Content[0] == slotClause:
			run, ok = x.trees.Edges(x.trees.Child(t, "acl")), true
		case doing && f.Content[0] == slotIng:
			run, ok = x.trees.Edges(t+1), true
			if perfect {
				run = x.trees.Edges(x.trees.Head(t + 1))
			}
		case !that && !doing && !zero && f.Target == "" && x.lower(t+1) == f.Content[0] && slices.Contains(prepositions(), f.Content[0]):
			run = text.TokenRange{First: t + 2, End: x.trees.Edges(t).End}
			ok = run.Len() > 0
		case !that && !doing && !zero && (f.Content[0] == slotObj || f.Content[0] == slotDenied || f.Content[0] == slotThing):
			run, ok = x.nounBehind(t, sentence)
		}
		if !ok {
			continue
		}
		r := Relation{
			Frame: f, Cue: v.words, Word: t, Source: source, Content: run, Top: x.top(x.trim(run)), Target: text.NoToken,
			listen: text.NoToken, Stance: f.Stance, Clausal: that || zero, inner: x.within(t),
		}
		if f.Target == slotOwn {
			x.target(&r, v, slotOwn)
		}
		if f.Subjunctive != "" && x.subjunctive(r.Top) {
			r.Stance = f.Subjunctive
		}
		x.add(r)
		for i := range x.relations { // no part of what the relative clause before it tells
			if o := &x.relations[i]; o.Word < t && o.Content.First < t && o.Content.Has(t) && (x.doc.Word(t-1) == "," || x.trees.UPOS(t-1) == "CCONJ") {
				o.Content = x.trim(text.TokenRange{First: o.Content.First, End: t - 1})
			}
		}
		return true
	}
	return false
}

// farSubject gives the people in the plural at the top of a sentence that a place stands behind and then a verb that the tree
// takes for a part of the place: "Officials in Tashkent counter that".
func (x *finder) farSubject(t text.TokenID, sentence text.TokenRange) text.TokenID {
	f := x.trees
	root := f.Root(t)
	if f.Morph(t).XPOS != "NN" || t+2 >= sentence.End || x.lower(t+1) != "that" || f.Head(t) != root || root >= t || !f.IsRel(t, "nmod") || !x.verbless(t) {
		return text.NoToken
	}
	if f.UPOS(root) != "NOUN" || f.Morph(root).Feat("Number") != "Plur" || !x.canSpeak(root) || f.Child(t, "det") > t-1 {
		return text.NoToken
	}
	return root
}

// zeroThat says that a clause with a subject of its own hangs right behind a noun that stands for a verb: "police allege
// they were paid".
func (x *finder) zeroThat(t text.TokenID) bool {
	c := x.trees.Child(t, "acl")
	if c == text.NoToken || x.trees.Edges(c).First != t+1 || !x.verbless(t) || x.trees.Root(t) != t {
		return false
	}
	s := x.trees.Child(c, "nsubj")
	return s != text.NoToken && x.trees.UPOS(s) == "PRON" && !x.isClass(classRelative, s) && x.trees.Morph(s).Feat("Case") != "Acc"
}

// verbless says that a word is the root of a sentence that ends as one does and has no verb at its top.
func (x *finder) verbless(t text.TokenID) bool {
	root := x.trees.Root(t)
	s := x.doc.Sentences[x.doc.SentenceOf(t)]
	switch x.trees.UPOS(root) {
	case "NOUN", "PROPN":
		return x.trees.Child(root, "cop", "nsubj", "aux") == text.NoToken && x.ends(s.Tokens) && s.Kind != text.Title
	}
	return false
}

// nounLike says that a word of saying was tagged as a noun.
func (x *finder) nounLike(t text.TokenID) bool {
	xpos := x.trees.Morph(t).XPOS
	return xpos == "NN" || xpos == "NNS"
}

// putIn reads a cue with its subject between commas: "The rebels, the army claims, used children as shields".
func (x *finder) putIn(t, source text.TokenID, sentence text.TokenRange) bool {
	first := min(x.trees.Edges(source).First, source)
	if x.doc.Word(first) == "," {
		first++
	}
	for first > sentence.First && source-first < 6 && x.doc.Word(first-1) != "," {
		first--
	}
	frame := x.saying(t)
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if frame == nil && len(f.Cue) == 1 && f.Kind == kindThink && f.Content[0] == slotClause {
			frame = f // "Prices, the bank predicts, will fall"
		}
	}
	if frame == nil || first <= sentence.First+1 || x.doc.Word(first-1) != "," || int(t+1) >= x.trees.Len() || x.doc.Word(t+1) != "," {
		return false
	}
	for k := first; k < t; k++ {
		if u := x.trees.UPOS(k); u == "VERB" || u == "AUX" || u == "PUNCT" {
			return false
		}
	}
	root := x.trees.Root(t)
	run := x.untilSemicolon(x.ownPart(sentence, root, t), t)
	if run.End <= t {
		run.End = first - 1
	}
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: root,
		Target: text.NoToken, listen: text.NoToken, Clausal: true, inner: x.within(t),
	})
	return true
}

// subjectBefore gives the noun right before a verb, or the subject of the verb that it is coordinated with.
func (x *finder) subjectBefore(t text.TokenID, sentence text.TokenRange) text.TokenID {
	before := t - 1
	for before > sentence.First && x.trees.UPOS(before) == "ADV" {
		before--
	}
	switch x.trees.UPOS(before) {
	case "PUNCT":
		return x.beforeRelative(before, sentence)
	case "ADJ":
		if x.doc.NameAt(before) != nil {
			return before // a name that the tagger does not know
		}
	case "NOUN", "PROPN":
		if h := x.trees.Head(before); x.trees.IsRel(before, "nmod") && h != text.NoToken && h < before && x.isClass(classPerson, h) && x.trees.Child(before, "case") != text.NoToken {
			return h // "officials in Tashkent counter"
		}
		if x.canSpeak(before) {
			return before
		}
	case "CCONJ":
		root := x.trees.Root(t)
		if u := x.trees.UPOS(root); root < before && (u == "VERB" || u == "AUX") {
			if s := x.subject(root, 0); s != text.NoToken && x.canSpeak(s) {
				return s
			}
		}
	}
	return text.NoToken
}

// clauseBehind gives the clause that a conjunction begins.
func (x *finder) clauseBehind(that text.TokenID) (text.TokenRange, bool) {
	top := x.trees.Head(that)
	if top <= that || x.trees.Child(top, "nsubj", "expl") == text.NoToken {
		return text.TokenRange{}, false
	}
	if h := x.trees.Head(top); x.trees.Child(top, "nsubj") == that && h != text.NoToken && h < that { // "complains that searches began", with two verbs
		return text.TokenRange{First: that + 1, End: max(x.trees.Edges(top).End, x.trees.Edges(h).End)}, true
	}
	return text.TokenRange{First: that + 1, End: x.trees.Edges(top).End}, true
}

// nounBehind gives the noun phrase right behind a word.
func (x *finder) nounBehind(t text.TokenID, sentence text.TokenRange) (text.TokenRange, bool) {
	first := t + 1
	for first < sentence.End && x.trees.UPOS(first) == "PUNCT" && x.doc.Word(first) != "," {
		first++
	}
	if first >= sentence.End {
		return text.TokenRange{}, false
	}
	switch x.trees.UPOS(first) {
	case "DET", "ADJ", "NOUN", "PROPN", "NUM":
	default:
		return text.TokenRange{}, false
	}
	head := x.namedAt(first, sentence)
	if head == text.NoToken || head <= t {
		return text.TokenRange{}, false
	}
	r := x.trees.Edges(head)
	return text.TokenRange{First: max(first, r.First), End: r.End}, r.End > first
}

// parted says that a comma stands before the clause that "and" joins to another.
func (x *finder) parted(k text.TokenID) bool {
	first := x.trees.Edges(k).First
	return x.doc.Word(first) == "," || first > 0 && x.doc.Word(first-1) == ","
}

// besides takes from a content the sentence that goes on with a subject and a cue of its own: "found that the police had
// lied, and the minister promised an inquiry".
func (x *finder) besides(r *Relation) {
	if r.Frame.Content[0] != slotClause || r.Direct || r.Top == text.NoToken || x.quoted(r.Top) || r.Word > r.Content.First {
		return
	}
	for _, k := range x.trees.ChildrenBy(r.Top, "conj") {
		cc := x.trees.Child(k, "cc")
		if k <= r.Top || !r.Content.Has(k) || cc == text.NoToken || cc == 0 || x.doc.Word(cc-1) != "," || x.saying(k) == nil && len(x.lex.of(partVerb, x.lemma(k))) == 0 && !(r.Source != text.NoToken && x.share(r.Source)) {
			continue
		}
		s := x.trees.Child(k, "nsubj")
		if s == text.NoToken && x.trees.UPOS(k) == "NUM" {
			s = k
		}
		if s != text.NoToken && x.share(s) && x.share(r.Source) {
			r.Content.End = cc - 1
			return // "62 percent said ..., and one in ten named"
		}
		if s == text.NoToken || x.trees.UPOS(s) == "PRON" || !x.canSpeak(s) || x.trees.Morph(k).XPOS != x.trees.Morph(r.Word).XPOS && !x.pastBehindPresent(k, r.Word) || x.trees.Child(k, "aux", "mark") != text.NoToken {
			continue
		}
		r.Content.End = cc - 1
		return
	}
}

// pastBehindPresent says that a cue in the past with an object or a clause follows one in the present, of which it is no part: "some think that it
// would be madness, and the mayor suggested letting her go".
func (x *finder) pastBehindPresent(k, cue text.TokenID) bool {
	present := x.trees.Morph(cue).XPOS
	return x.trees.Morph(k).XPOS == "VBD" && (present == "VBP" || present == "VBZ") && len(x.lex.of(partVerb, x.lemma(k))) > 0 && x.trees.Child(k, "obj", "ccomp", "xcomp") > k
}

// share says that a word tells what part of those who were asked said something.
func (x *finder) share(t text.TokenID) bool {
	return t != text.NoToken && (x.trees.UPOS(t) == "NUM" || x.lemma(t) == "percent" || x.lemma(t) == "%" || x.trees.Child(t, "nummod") != text.NoToken && x.lemma(t) == "cent")
}

// strayThat reads the clause behind a "that" that the tree takes for a determiner, where a time stands before it or more
// than one follow it: "said on Wednesday that gunmen had taken a priest".
func (x *finder) strayThat(v voice, that, end text.TokenID) (content, bool) {
	f := x.trees
	n := f.Head(that)
	if !f.IsRel(that, "det") || n <= that || that == 0 || !x.inTime(that-1) && (that != v.words.End || f.Morph(n).Feat("Number") != "Plur") {
		return content{}, false
	}
	run := x.trim(x.untilSemicolon(text.TokenRange{First: that + 1, End: end}, f.Head(n)))
	if run.Len() < 3 || !x.hasVerb(run) {
		return content{}, false
	}
	return content{top: x.top(run), run: run, word: text.NoToken}, true
}

// inTime says that a word is part of a time.
func (x *finder) inTime(t text.TokenID) bool {
	span := x.doc.Tokens[t].Span
	return slices.ContainsFunc(x.doc.Facts.Times, func(w *record.Time) bool { return w.Span.Start <= span.Start && span.End <= w.Span.End })
}

// namedBefore gives the person whose name, set off by commas, ends right before a verb of saying that has no subject in the
// tree: "In La Paz, a deputy of the ruling party, Rosa Condori, said".
func (x *finder) namedBefore(t text.TokenID) text.TokenID {
	k := t - 1
	if k < 1 || x.doc.Word(k) != "," || x.doc.SentenceOf(k-1) != x.doc.SentenceOf(t) {
		return text.NoToken
	}
	n := x.doc.NameAt(k - 1)
	if n == nil || n.Type != text.PersonName || n.Tokens.First == 0 || x.doc.Word(n.Tokens.First-1) != "," {
		return text.NoToken
	}
	return n.Tokens.First
}

// hungOnPlace gives the person right before a finite verb whose name the tree hangs on the place or time before it: "In Kabul
// Zabihullah Mujahid said".
func (x *finder) hungOnPlace(t text.TokenID) text.TokenID {
	switch x.trees.Morph(t).XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return text.NoToken
	}
	k := t - 1
	if k < 1 || x.doc.SentenceOf(k) != x.doc.SentenceOf(t) || !x.trees.IsRel(k, "flat") || x.trees.UPOS(k) != "PROPN" {
		return text.NoToken
	}
	first := k
	if n := x.doc.NameAt(k); n != nil && n.Type == text.PersonName {
		first = n.Tokens.First
	} else if all := x.doc.ActorsAt(k); len(all) == 0 || all[0].Kind != "person" {
		return text.NoToken
	}
	if !x.trees.IsRel(first, "flat") {
		return text.NoToken
	}
	if h := x.trees.Head(k); len(x.doc.ActorsAt(first)) == 0 && h < first {
		if all := x.doc.ActorsAt(h); len(all) > 0 && all[0].Kind == "person" { // who is meant stands at the place that the name hangs on
			return h
		}
	}
	return first
}

// himself says that a noun behind a subject only adds what he is: "the minister, himself a former miner, said".
func (x *finder) himself(subject, noun text.TokenID) bool {
	for k := subject + 1; k < noun; k++ {
		if x.reflexive(k) {
			return true
		}
	}
	return false
}

// parts says that a semicolon stands between a cue and a clause behind it.
func (x *finder) parts(cue, clause text.TokenID) bool {
	for k := cue + 1; k < clause; k++ {
		if x.doc.Word(k) == ";" {
			return true
		}
	}
	return false
}
