package claim

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// The most sources of one claim that are listed, the most words of a described one, and those of what he is doing.
const (
	mostSources = 4
	mostWords   = 12
	mostDoing   = 6
)

// sources gives who a phrase means: the actors of the document, or somebody described. It is empty where nobody is
// told.
func (x *finder) sources(t text.TokenID) []record.Actor {
	if t == text.NoToken {
		return nil
	}
	if x.isClass(classFirst, t) && x.trees.UPOS(t) == "PRON" {
		if s := x.spokenBy(t); s != nil && s.Source != t {
			return x.sources(s.Source)
		}
		return x.issuers(t)
	}
	if o := t - 1; x.trees.UPOS(t) == "VERB" && x.trees.IsRel(t, "nsubj") && x.isClass(classDocument, t) && x.trees.Head(o) == t && x.isName(o) {
		return x.sources(o) // "UN reports confirm", with reports for a verb
	}
	if x.trees.UPOS(t) == "PRON" && x.doc.ReferenceAt(t) == nil && len(x.doc.ActorsAt(t)) == 0 {
		if s := x.cueAbove(t); s != text.NoToken {
			return x.sources(s)
		}
		if s := x.lastSpeaker(t); s != text.NoToken && s < t {
			return x.sources(s)
		}
	}
	if s := x.objectPronoun(t); s != text.NoToken {
		return x.sources(s)
	}
	if x.lower(t) == "them" && x.trees.UPOS(t) == "PRON" {
		if all := x.ofThem(t); len(all) > 0 {
			return all
		}
	}
	if n := x.oneNamed(t); n != text.NoToken {
		return x.sources(n)
	}
	if all := x.oneOf(t); len(all) > 0 {
		return all
	}
	if s := x.speaksOn(t); s != text.NoToken {
		return x.sources(s)
	}
	if s := x.goesOnSpeaking(t); s != text.NoToken {
		return x.sourcesOf(s)
	}
	if s := x.nearerPerson(t); s != text.NoToken {
		return x.sources(s)
	}
	if s := x.sameSpeaker(t); s != text.NoToken {
		return x.sources(s)
	}
	all := x.behalf(t)
	if len(all) > 0 {
		return all
	}
	if x.meansBoth(t) {
		if all = x.both(t); len(all) > 0 {
			return all
		}
		if x.isClass(classSides, t) && slices.ContainsFunc(x.doc.ActorsAt(t), func(a record.Actor) bool { return a.Kind == "person" }) {
			if a, ok := x.described(t); ok {
				return []record.Actor{a} // "both sides" are nobody alone
			}
		}
	}
	if n := x.namedBeside(t); n != text.NoToken && (!x.entryAt(t) || x.otherThan(t, n)) {
		if all = x.doc.ActorsAt(n); len(all) == 0 && x.trees.IsRel(n, "flat") {
			all = x.doc.ActorsAt(t) // "Mr Lee", who is kept at "Mr"
		}
		if len(all) > 0 {
			return all[:1]
		}
		if a, ok := x.described(n); ok {
			return []record.Actor{a}
		}
	}
	if x.trees.UPOS(t) == "NOUN" && len(x.doc.ActorsAt(t)) > 0 && x.ofOther(t) {
		if a, ok := x.described(t); ok {
			return []record.Actor{a}
		}
	}
	if all = x.joined(t); len(all) > 0 {
		if len(all) == 1 && all[0].ID == "" {
			x.serving(t, &all[0])
		}
		return all
	}
	if x.isClass(classDocument, t) && x.doc.NameAt(t) == nil {
		if o := x.owner(t); o != text.NoToken {
			if all = x.doc.ActorsAt(o); len(all) > 0 {
				return all[:1]
			}
			if x.doc.NameAt(o) != nil || t < o && x.isClass(classPerson, o) {
				return x.sources(o)
			}
		}
	}
	if a, ok := x.described(t); ok {
		return []record.Actor{a}
	}
	if s := x.lastPerson(t); s != text.NoToken {
		return x.sources(s)
	}
	if s := x.lastSpeaker(t); x.trees.UPOS(t) == "PRON" && s != text.NoToken && s < t && x.trees.UPOS(s) != "PRON" {
		return x.sources(s)
	}
	return nil
}

// cueAbove gives the same pronoun as the subject of the cue above its clause: "She said she accepted it but maintained that".
func (x *finder) cueAbove(t text.TokenID) text.TokenID {
	f := x.trees
	v := f.Head(t)
	if v == text.NoToken || !f.IsRel(t, "nsubj") || !f.IsRel(v, "ccomp") {
		return text.NoToken
	}
	if s := x.ownSubject(f.Head(v)); s != text.NoToken && s < t && x.lower(s) == x.lower(t) {
		return s
	}
	return text.NoToken
}

// ofOther says that a description names a body to which none of those whom it is taken to mean belongs by its words: "the
// members of the Council" are not the members of the junta.
func (x *finder) ofOther(t text.TokenID) bool {
	of := x.trees.Child(t, "nmod")
	if of == text.NoToken || of < t || !x.hasMark(of, "of") || !x.isName(of) && x.trees.UPOS(of) != "PROPN" && !x.isClass(classOwn, of) {
		return false
	}
	word := x.lower(of)
	if x.isClass(classOwn, of) && x.trees.UPOS(of) == "NOUN" { // "the president of the council" is not the president told of before
		return slices.ContainsFunc(x.doc.ActorsAt(t), func(a record.Actor) bool { return a.Kind == "person" }) && !slices.ContainsFunc(x.doc.ActorsAt(t), func(a record.Actor) bool {
			return a.ID == "" || strings.Contains(strings.ToLower(a.Name), word)
		})
	}
	return !slices.ContainsFunc(x.doc.ActorsAt(t), func(a record.Actor) bool { return a.ID != "" || strings.Contains(strings.ToLower(a.Name), word) })
}

// otherThan says that a name beside a noun is not that of the person whom the noun is taken to mean: "the secretary of state, Mike Pompeo".
func (x *finder) otherThan(t, name text.TokenID) bool {
	n, all := x.doc.NameAt(name), x.doc.ActorsAt(t)
	if n == nil || n.Type != text.PersonName || len(all) != 1 || all[0].Kind != "person" {
		return false
	}
	surname := x.lower(n.Tokens.End - 1)
	return !strings.Contains(strings.ToLower(all[0].Name), surname)
}

// mostBack is the most sentences back that "the official" looks for the official who spoke.
const mostBack = 3

// sameSpeaker gives the word that told of a speaker before, whom "the" and the same noun take up: "a Western official said
// ... The official added". It gives NoToken where nobody of that kind spoke shortly before.
func (x *finder) sameSpeaker(t text.TokenID) text.TokenID {
	d := x.trees.Child(t, "det")
	if d == text.NoToken || d != t-1 || x.lower(d) != "the" || x.trees.UPOS(t) != "NOUN" || !x.isClass(classPerson, t) || x.trees.Morph(t).Feat("Number") == "Plur" || x.namedBeside(t) != text.NoToken ||
		x.trees.Child(t, "nmod", "amod", "appos") != text.NoToken {
		return text.NoToken
	}
	found := text.NoToken
	for k := range x.relations {
		s := x.relations[k].Source
		if s == text.NoToken || s >= t || s <= found || x.lemma(s) != x.lemma(t) || x.doc.SentenceOf(t)-x.doc.SentenceOf(s) > mostBack {
			continue
		}
		if a := x.trees.Child(s, "det"); a != text.NoToken && x.isClass(classArticle, a) && x.lower(a) != "the" {
			found = s
		}
	}
	return found
}

// serving gives a described person the words that tell whom he serves: "adviser to the interior minister".
func (x *finder) serving(t text.TokenID, a *record.Actor) {
	if c := x.trees.Child(t, "acl"); c == t+1 && x.trees.Morph(c).XPOS == "VBG" && x.isClass(classPerson, t) { // "a soldier guarding the gate"
		if e, d := x.trees.Edges(c), x.trees.Child(t, "det"); e.First == c && e.Len() > 1 && e.Len() < mostDoing && d != text.NoToken && x.lower(d) != "the" {
			words, span := x.doc.Quote(x.doc.SpanOf(hull(x.phrase(t), e)))
			a.Name, a.Text, a.Span = strings.Join(strings.Fields(words), " "), words, &span
			return
		}
	}
	for _, c := range x.trees.ChildrenBy(t, "nmod") {
		if e := x.trees.Edges(c); e.First == t+1 && x.lower(e.First) == "to" && x.isClass(classPerson, t) && !x.isClass(classPerson, t+1) && e.Len() < mostWords {
			r := x.phrase(t)
			words, span := x.doc.Quote(x.doc.SpanOf(r))
			a.Name, a.Text, a.Span = strings.Join(strings.Fields(words), " "), words, &span
			return
		}
	}
}

// meansBoth says that a phrase stands for two who were named: "both governments", "each government", "both".
func (x *finder) meansBoth(t text.TokenID) bool {
	if w := x.lower(t); w == "both" || w == "each" {
		return x.trees.IsRel(t, "nsubj") && x.trees.Child(t, "nmod") == text.NoToken
	}
	if d := x.trees.Child(t, "det"); d != text.NoToken && x.isClass(classPerson, t) {
		several := x.trees.Morph(t).Feat("Number") == "Plur"
		return x.lower(d) == "both" && several || x.lower(d) == "each" && !several
	}
	return false
}

// both gives the two states that "both governments" means: those that its sentence names before it, or the sentence
// before. It gives none where these are not two.
func (x *finder) both(t text.TokenID) []record.Actor {
	here := x.doc.SentenceOf(t)
	before := x.doc.Sentences[max(here-1, 0)]
	stretches := []text.TokenRange{{First: x.doc.Sentences[here].Tokens.First, End: t}, before.Tokens}
	if here > 1 && x.doc.Sentences[here-2].Paragraph == before.Paragraph {
		stretches = append(stretches, hull(x.doc.Sentences[here-2].Tokens, before.Tokens))
	}
	for i, r := range stretches {
		var found []record.Actor
		for k := r.First; k < r.End && k < t; k++ {
			for _, a := range x.doc.ActorsAt(k) {
				if a = x.stateOf(a); a.Kind == "state" && !slices.ContainsFunc(found, func(o record.Actor) bool { return o.ID == a.ID }) {
					found = append(found, a)
				}
			}
		}
		if len(found) > 2 {
			found = x.pairIn(r, t)
		}
		if len(found) > 0 {
			if len(found) == 2 {
				return found
			}
			if i == 1 && len(found) == 1 && len(stretches) > 2 {
				continue
			}
			return nil
		}
	}
	return nil
}

// stateOf gives the state of those who belong to one, where the document names it: "Tajik tanks". Others stay as they are.
func (x *finder) stateOf(a record.Actor) record.Actor {
	if a.Kind == "state" || a.Country == "" || a.Kind == "person" {
		return a
	}
	for i := range x.doc.Mentions {
		for _, o := range x.doc.ActorsAt(x.doc.Mentions[i].Head) {
			if o.Kind == "state" && o.Country == a.Country {
				return o
			}
		}
	}
	return a
}

// pairIn gives the two states that "and" joins in a run, the last such pair; none where there is no such pair.
func (x *finder) pairIn(r text.TokenRange, t text.TokenID) []record.Actor {
	var pair []record.Actor
	for k := r.First; k+2 < r.End && k+2 < t; k++ {
		a, b := x.doc.ActorsAt(k), x.doc.ActorsAt(k+2)
		if x.lower(k+1) == "and" && len(a) == 1 && len(b) == 1 && a[0].Kind == "state" && b[0].Kind == "state" && a[0].ID != b[0].ID {
			pair = []record.Actor{a[0], b[0]}
		}
	}
	return pair
}

// joined gives the actors of a word and of those joined to it by "and"; of those without an actor, who they describe. It
// gives none where the first has no actor and nobody is joined to it.
func (x *finder) joined(t text.TokenID) []record.Actor {
	var all []record.Actor
	words := x.coordinated(t)
	for _, c := range words {
		found := x.doc.ActorsAt(c)
		if len(found) == 0 && len(words) > 1 && (c == t || x.isClass(classPerson, c) || x.doc.NameAt(c) != nil) {
			if a, ok := x.described(c); ok {
				found = []record.Actor{a}
			}
		}
		for _, a := range found {
			if len(all) < mostSources {
				all = append(all, a)
			}
		}
	}
	return all
}

// entryAt says that a word means an actor of the knowledge.
func (x *finder) entryAt(t text.TokenID) bool {
	return slices.ContainsFunc(x.doc.ActorsAt(t), func(a record.Actor) bool { return a.ID != "" })
}

// coordinated gives a word and those joined to it by "and". Whoever stands behind a comma and "and" and has a verb behind
// him is the subject of another sentence.
func (x *finder) coordinated(t text.TokenID) []text.TokenID {
	all := []text.TokenID{t}
	for i := 0; i < len(all) && i < 2*mostSources; i++ {
		for _, c := range x.trees.ChildrenBy(all[i], "conj") {
			if !x.ownSentence(c) && !x.putBeside(all[i], c) {
				all = append(all, c)
			}
		}
	}
	return all
}

// putBeside says that a word that the tree joins to another by a comma alone, and its own like, tell who that one is: the verb
// follows behind another comma, "The mediators, two Kenyans and a Norwegian, admit".
func (x *finder) putBeside(head, c text.TokenID) bool {
	verb := x.trees.Head(head)
	if x.trees.IsRel(head, "nsubj") && verb != text.NoToken && verb < head && head < c { // "said the mayor, a former miner"
		first := min(x.trees.Edges(c).First, c)
		if x.doc.Word(first) == "," {
			first++
		}
		return first > head+1 && x.doc.Word(first-1) == "," && x.isClass(classArticle, first) && x.trees.Child(c, "cc") == text.NoToken
	}
	if !x.trees.IsRel(head, "nsubj") || verb == text.NoToken || verb < c || c < head || x.trees.Morph(c).XPOS == "NNP" && x.trees.Child(c, "det", "nummod") == text.NoToken {
		return false
	}
	k := head + 1
	for k < c && x.doc.Word(k) != "," && x.trees.UPOS(k) != "CCONJ" {
		k++
	}
	return x.doc.Word(k) == "," && x.trees.UPOS(k+1) != "CCONJ" && x.commaRightBefore(verb, c)
}

// commaRightBefore says that the comma that ends what is put beside a subject stands before its verb and what goes with that.
func (x *finder) commaRightBefore(verb, from text.TokenID) bool {
	k := verb - 1
	for k > from && (x.trees.UPOS(k) == "AUX" || x.trees.UPOS(k) == "ADV") {
		k--
	}
	return k > from && x.doc.Word(k) == ","
}

// ownSentence says that a word behind a comma and "and" has a finite verb, or one behind an apposition, that is its own.
func (x *finder) ownSentence(c text.TokenID) bool {
	cc := x.trees.Child(c, "cc")
	if cc <= 0 || x.doc.Word(cc-1) != "," {
		return false
	}
	end := x.doc.Sentences[x.doc.SentenceOf(c)].Tokens.End
	for k := c + 1; k < end && k < c+14; k++ {
		switch x.trees.Morph(k).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return !x.isClass(classRelative, k-1)
		case "VBN":
			return x.doc.Word(k-1) == ","
		}
	}
	return false
}

// described makes an actor of a phrase that names or describes somebody whom the document's actors do not hold.
func (x *finder) described(t text.TokenID) (record.Actor, bool) {
	switch x.trees.UPOS(t) {
	case "NOUN", "PROPN", "ADJ":
	case "DET", "PRON": // "some of the young protesters"
		of := x.trees.Child(t, "nmod")
		if of == text.NoToken || of < t || !x.lex.is(classSome, x.lower(t)) && x.lower(t) != "many" || !x.hasMark(of, "of") || x.trees.UPOS(of) != "NOUN" || !x.canSpeak(of) {
			return record.Actor{}, false
		}
		t = of
	case "NUM": // "one of their leaders"
		if x.trees.Child(t, "nmod") == text.NoToken {
			return record.Actor{}, false
		}
		if a := x.trees.Child(t, "appos"); a != text.NoToken && x.isClass(classPerson, a) { // "one of them, a nurse"
			t = a
		}
	default:
		if x.doc.NameAt(t) == nil && !x.theAccused(t) {
			return record.Actor{}, false
		}
	}
	if x.isClass(classVague, t) {
		return record.Actor{}, false
	}
	kind := ""
	if x.doc.NameAt(t) == nil {
		if n := x.namedBeside(t); n != text.NoToken {
			t = n
		}
	}
	if n := x.doc.NameAt(t); n != nil {
		if n.Type == text.PersonName {
			kind = "person"
		}
		words, span := x.doc.Quote(x.doc.SpanOf(x.withGiven(x.joinedName(x.hyphenated(n.Tokens)))))
		if a, ok := x.inFull(words, t); ok {
			return a, true
		}
		return record.Actor{Name: words, Kind: kind, Text: words, Span: &span}, true
	}
	r := x.phrase(t)
	if r.Len() < 1 {
		return record.Actor{}, false
	}
	if x.trees.UPOS(t) == "PROPN" {
		r = x.hyphenated(r)
	}
	if x.isClass(classPerson, t) {
		if kind = "person"; x.trees.Morph(t).Feat("Number") == "Plur" {
			kind = "group"
		}
	}
	words, span := x.doc.Quote(x.doc.SpanOf(r))
	if x.trees.UPOS(t) == "PROPN" {
		surname := words[strings.LastIndexByte(words, ' ')+1:]
		if a, ok := x.inFull(surname, t); ok {
			return a, true
		}
	}
	return record.Actor{Name: strings.Join(strings.Fields(words), " "), Kind: kind, Text: words, Span: &span}, true
}

// oneNamed gives the name of one of several: "One of them, Benjamin Goles".
func (x *finder) oneNamed(t text.TokenID) text.TokenID {
	if x.trees.UPOS(t) != "NUM" && x.trees.UPOS(t) != "PRON" || x.lower(t) != "one" && x.lower(t) != "another" {
		return text.NoToken
	}
	for _, c := range x.trees.ChildrenBy(t, "appos") {
		if n := x.doc.NameAt(c); c > t && n != nil && n.Type == text.PersonName {
			return c
		}
	}
	return text.NoToken
}

// theAccused says that a participle with "the" means a person: "The accused denied it".
func (x *finder) theAccused(t text.TokenID) bool {
	d := x.trees.Child(t, "det")
	return x.trees.UPOS(t) == "VERB" && d != text.NoToken && d < t && x.lower(d) == "the" && x.isClass(classPerson, t) && x.trees.IsRel(t, "nsubj", "nsubj:pass", "obl", "nmod")
}

// hyphenated adds to a name what a hyphen joins to its end: "Ms Ter-Hovsepian".
func (x *finder) hyphenated(r text.TokenRange) text.TokenRange {
	for e := r.End; int(e)+1 < x.trees.Len() && x.doc.Word(e) == "-" && x.trees.UPOS(e+1) == "PROPN" && x.doc.Tokens[e-1].Span.End+1 == x.doc.Tokens[e+1].Span.Start; e = r.End {
		r.End = e + 2
	}
	return r
}

// namedBeside gives the name of a person that stands beside a noun: "the harbour master, Leyla Hartmann".
func (x *finder) namedBeside(t text.TokenID) text.TokenID {
	for _, c := range x.trees.ChildrenBy(t, "appos", "flat") {
		if n := x.doc.NameAt(c); n != nil && n.Type == text.PersonName {
			return c
		}
		for _, d := range x.trees.ChildrenBy(c, "appos", "flat") { // "another witness, the former adviser Fiona Hill"
			if n := x.doc.NameAt(d); n != nil && n.Type == text.PersonName && x.trees.IsRel(c, "appos") && x.isClass(classPerson, c) && c < d {
				return d
			}
		}
	}
	e := x.trees.Edges(t)
	for k := t + 1; k < e.End && k < t+8; k++ {
		if x.doc.Word(k) == "," {
			if n := x.doc.NameAt(k + 1); n != nil && n.Type == text.PersonName && n.Tokens.First == k+1 && !x.nameOfOther(t, k+1) {
				return n.Tokens.First
			}
			if x.nameBetween(t, k) {
				return k + 1
			}
			break
		}
	}
	return text.NoToken
}

// nameBetween says that two or three words in capitals between commas stand behind a person who is described: "a spokesman for the front,
// Getachew Reda, speaking by telephone, said".
func (x *finder) nameBetween(t, comma text.TokenID) bool {
	d := x.trees.Child(t, "det", "nmod:poss")
	if !x.isClass(classPerson, t) && x.lemma(t) != "head" || x.isClass(classOwn, t) || d == text.NoToken || !x.isClass(classArticle, d) && x.trees.UPOS(d) != "PRON" || x.trees.Morph(t).Feat("Number") == "Plur" {
		return false
	}
	k := comma + 1
	for int(k)+1 < len(x.doc.Tokens) && k < comma+4 && x.trees.UPOS(k) == "PROPN" && !slices.ContainsFunc(x.doc.ActorsAt(k), func(a record.Actor) bool { return a.Kind != "person" }) && !(x.isPlace(k) && x.trees.UPOS(comma-1) == "PROPN") {
		k++
	}
	return k-comma > 2 && x.doc.Word(k) == ","
}

// nameOfOther says that a name behind a comma is that of the known holder of the office right before it, whom somebody else serves: "an
// aide to the vice-president, Riek Machar".
func (x *finder) nameOfOther(t, name text.TokenID) bool {
	o := x.trees.Head(name)
	d := x.trees.Child(t, "det")
	if o <= t || o >= name || !x.isClass(classPerson, o) || d == text.NoToken || x.lower(d) == "the" {
		return false
	}
	all := x.doc.ActorsAt(name)
	return len(all) == 1 && all[0].ID != "" && slices.ContainsFunc(x.doc.ActorsAt(o), func(a record.Actor) bool { return a.ID == all[0].ID })
}

// phrase gives the words of a noun phrase without its article and without what only adds to it.
func (x *finder) phrase(t text.TokenID) text.TokenRange {
	r := text.TokenRange{First: t, End: t + 1}
	for _, c := range x.trees.Children(t) {
		e := x.trees.Edges(c)
		switch {
		case c < t && x.trees.IsRel(c, "det", "amod", "compound", "nummod", "nmod", "advmod"):
			r.First = min(r.First, e.First)
		case t < c && x.doc.Word(e.First) == ",": // ", according to a Manila daily"
		case t < c && x.trees.IsRel(c, "nmod") && x.hasMark(c, "on"): // "the chancellor on Monday"
		case t < c && (x.trees.IsRel(c, "flat", "nmod", "fixed") || x.trees.IsRel(c, "amod") && x.trees.Child(c, "obl", "nmod") != text.NoToken) && e.First == r.End && e.End <= t+mostWords:
			r.End = e.End
		}
	}
	r.End = max(r.End, x.closeTo(t, r.End))
	if x.limit > t && r.End > x.limit {
		r.End = x.limit
	}
	for k := r.First + 1; k < t; k++ {
		if x.doc.Word(k) == "," && k+1 == x.trees.Edges(k+1).First && x.trees.UPOS(k-1) == "PROPN" {
			r.First = k + 1 // what stands before is no part of it: "near Nabatieh, hospital staff say"
		}
	}
	for r.First >= 2 && x.doc.Word(r.First-1) == "-" && x.doc.Tokens[r.First-2].Span.End == x.doc.Tokens[r.First-1].Span.Start && x.doc.Tokens[r.First-1].Span.End == x.doc.Tokens[r.First].Span.Start {
		r.First -= 2 // "Secretary-General"
	}
	for r.First < t && (x.isClass(classArticle, r.First) || x.trees.UPOS(r.First) == "PUNCT") {
		r.First++
	}
	for r.First < t && x.inTime(r.First) && !x.inTime(t) { // "On Tuesday officers of the movement"
		r.First++
	}
	for r.First < t && (x.isClass(classArticle, r.First) || x.trees.UPOS(r.First) == "PUNCT") {
		r.First++
	}
	if r.First < t && (x.isClass(classRelative, r.First) || x.lower(r.First) == "whose" || x.trees.UPOS(r.First) == "ADV" && x.trees.UPOS(r.First+1) == "ADJ") {
		r.First++ // "which police blamed on", "rightly sceptical voices"
	}
	if x.isClass(classFirst, r.First) || x.isClass(classThird, r.First) && x.trees.UPOS(r.First) == "PRON" {
		r.First = min(r.First+1, t)
	}
	if x.trees.UPOS(t) == "PROPN" {
		r = x.joinedName(r)
	}
	if r.Len() > mostWords {
		r.First, r.End = max(r.First, t-3), t+1
	}
	return r
}

// passedOn gives who passed a claim on, nearest to the narrator last; who is told it counts where it is a medium.
func (x *finder) passedOn(r *Relation, source record.Actor) []record.Actor {
	via := []record.Actor{}
	seen := map[string]bool{source.Name: true}
	add := func(all []record.Actor) {
		for _, a := range all {
			if !seen[a.Name] {
				seen[a.Name] = true
				via = append(via, a)
			}
		}
	}
	x.media(r.listen, add)
	for _, t := range r.via {
		add(x.sources(t))
		if j, ok := x.relationOf(t); ok {
			x.media(x.relations[j].listen, add)
		}
	}
	return via
}

// relationOf finds the relation whose source is told by a word.
func (x *finder) relationOf(source text.TokenID) (int, bool) {
	for j := range x.relations {
		if x.relations[j].Source == source {
			return j, true
		}
	}
	return 0, false
}

// media adds who was told something where it is a newspaper or another medium.
func (x *finder) media(t text.TokenID, add func([]record.Actor)) {
	if t == text.NoToken {
		return
	}
	all := x.sources(t)
	if x.isClass(classMedium, t) && x.trees.UPOS(t) != "PRON" || len(all) == 1 && (all[0].Kind == "media" || all[0].Sector == "MED") {
		add(all)
	}
}

// speaksOn gives who spoke in the sentence before a quotation of which a pronoun is told to be the speaker, in its paragraph:
// "Lakshmi Singh said he had paid. "They took the money," he said."
func (x *finder) speaksOn(t text.TokenID) text.TokenID {
	if w := x.lower(t); w != "he" && w != "she" || x.trees.UPOS(t) != "PRON" {
		return text.NoToken
	}
	j, ok := x.relationOf(t)
	if !ok || !x.relations[j].Direct || x.relations[j].Frame.Part != partVerb || x.relations[j].Word < x.relations[j].Content.First {
		return text.NoToken
	}
	first := x.doc.SentenceOf(x.relations[j].Content.First)
	if first == 0 || x.doc.Sentences[first-1].Paragraph != x.doc.Sentences[first].Paragraph {
		return text.NoToken
	}
	before := x.doc.Sentences[first-1].Tokens
	for k := range x.relations {
		r := &x.relations[k]
		if !before.Has(r.Word) || !r.IsClaim() || r.inner || r.Source == text.NoToken || !before.Has(r.Source) || !x.atTop(r.Word) && r.Frame.Part != partPreposition {
			continue
		}
		return x.agreed(t, r.Source)
	}
	return text.NoToken
}
