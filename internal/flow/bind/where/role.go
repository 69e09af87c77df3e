package where

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// isPlace says whether a name stands for a place, and by which rule; otherwise it is a government, a team, a person or
// a part of another name.
func (f *finder) isPlace(s *site) (rule string, ok bool) {
	if f.doc.Sentences[s.sentence].Kind == text.Dateline {
		return "stands in a dateline", true
	}
	if s.outer != nil {
		return "stands before what holds it", true
	}
	if f.bigger(s) {
		return "", false
	}
	if f.generic(s) {
		return "", false
	}
	if f.text(s.name.End, 1) == "-" && !f.siteAt(s.name.End+1) {
		return "where something is based", true
	}
	if f.paired(s) {
		return "one end of what lies between two", f.between(s)
	}
	if s.kind == landmark && s.kindEnd && !s.readings[0].usual && s.holder < 0 && f.capital(run(f.doc, s).End-1) && !f.known(s) {
		return "", false // "the Aurora Bridge" need not lie in an Aurora
	}
	if s.kind != "" && !s.common || s.dir || s.inner {
		return "told by its kind or side", true
	}
	if s.common && s.prep == "" {
		return "", false
	}
	if rule, ok, told := f.modifies(s); told {
		return rule, ok
	}
	if s.prep != "" {
		return f.behind(s, s.prep, s.head)
	}
	top := f.doc.Trees.Conjuncts(s.head)[0]
	if top != s.head {
		if c := f.doc.Trees.Child(top, "case"); c != text.NoToken {
			return f.behind(s, f.word(c), top)
		}
	}
	return f.bare(s, top)
}

func run(doc *text.Document, s *site) text.TokenRange { return doc.TokensIn(s.span) }

// known says that the knowledge holds the very place that a site means.
func (f *finder) known(s *site) bool { return s.readings[0].id() != "" }

// text gives up to n bytes of the text at a place, fewer at its end.
func (f *finder) text(at, n int) string {
	if at < 0 || len(f.doc.Text) <= at {
		return ""
	}
	return f.doc.Text[at:min(at+n, len(f.doc.Text))]
}

// bigger says that a name is a part of another name: "Jordan Hartwell", "the Paris Agreement", "pro-Moscow".
func (f *finder) bigger(s *site) bool {
	run := f.doc.TokensIn(s.span)
	for t := s.first; t <= s.last; t++ {
		n := f.doc.NameAt(t)
		if n == nil {
			continue
		}
		wider := n.Tokens.First < run.First || run.End < n.Tokens.End
		switch {
		case n.Type == text.PersonName && (wider || !f.words.has(classStay, s.prep) && f.mayBePerson(s)):
			return true
		case n.Type == text.OrganisationName && wider && !f.facility(n.Tokens.End-1):
			return true
		case n.Type == text.LocationName && n.Tokens.First < run.First && f.doc.Tokens[s.first].Span.Start > 0 && f.inNameBefore(s, n.Tokens.First):
			return true
		}
	}
	return f.hyphened(s) || f.goesOn(s, run) || f.begun(s, run)
}

// mayBePerson says that a name is one of persons too.
func (f *finder) mayBePerson(s *site) bool {
	words := s.name.Of(f.doc.Text)
	_, given := f.base.Given(words)
	_, surname := f.base.Surname(words)
	return given || surname || len(s.readings) == 0
}

// paired says that a hyphen joins a name to another one: "the Pakistan-Afghanistan border".
func (f *finder) paired(s *site) bool {
	return f.text(s.name.End, 1) == "-" && f.siteAt(s.name.End+1) || f.text(s.name.Start-1, 1) == "-" && f.siteEnds(s.name.Start-1)
}

// between says that what stands behind a pair of names lies between them: a border, a road.
func (f *finder) between(s *site) bool {
	r := f.doc.Sentences[s.sentence].Tokens
	t := s.last + 1
	for t < r.End && (f.doc.Word(t) == "-" || f.doc.Tokens[t-1].Span.End == f.doc.Tokens[t].Span.Start && f.capital(t)) {
		t++
	}
	if t >= r.End {
		return false
	}
	lemma := strings.ToLower(f.doc.Trees.Lemma(t))
	return f.words.has(classFeature, lemma) || f.words.has(classMotion, lemma) || f.words.has(classKind, lemma)
}

// inNameBefore says that a wider name of a place begins with a word that is neither a side nor a kind.
func (f *finder) inNameBefore(s *site, first text.TokenID) bool {
	w := f.word(first)
	return !f.words.has(classDirection, w) && !f.words.has(classKind, w) && !f.words.has(classInner, w) && first < s.first && w != "the"
}

func (f *finder) facility(t text.TokenID) bool {
	k := f.words.value(classKind, f.word(t))
	return k != ""
}

// hyphened says that a hyphen makes a name the side that somebody is on: "Iran-backed", "pro-Moscow".
func (f *finder) hyphened(s *site) bool {
	if f.text(s.name.End, 1) == "-" {
		rest := f.text(s.name.End+1, 24)
		end := strings.IndexFunc(rest, func(c rune) bool { return c == ' ' || c == '\n' || c == ',' || c == '.' })
		if end >= 0 {
			rest = rest[:end]
		}
		if !f.words.has(classJoined, rest) && !f.siteAt(s.name.End+1) {
			return true
		}
	}
	return f.text(s.name.Start-1, 1) == "-" && !f.siteEnds(s.name.Start-1)
}

func (f *finder) siteAt(at int) bool { return f.begins[at] }

func (f *finder) siteEnds(at int) bool { return f.ends[at] }

// goesOn says that a word with a capital behind a name belongs to it.
func (f *finder) goesOn(s *site, run text.TokenRange) bool {
	next := run.End
	if !f.within(next, s.sentence) || !f.adjacent(next) || !f.capital(next) || f.words.has(classCalendar, f.word(next)) {
		return false
	}
	if f.doc.Sentences[s.sentence].Kind == text.Title || f.siteAt(f.doc.Tokens[next].Span.Start) {
		return false
	}
	if n := f.doc.NameAt(next); n != nil && n.Tokens.First == next && n.Type == text.PersonName && f.words.has(classStay, s.prep) {
		return false // "in Kabul Hamid Karzai said"
	}
	trees := f.doc.Trees
	if trees.UPOS(next) == "PRON" || trees.UPOS(next) == "DET" {
		return false
	}
	joined := trees.IsRel(s.head, "compound", "flat", "amod", "nmod") && next <= trees.Head(s.head) ||
		trees.IsRel(next, "flat", "compound", "appos") && run.Has(trees.Head(next)) || trees.Head(next) == s.head && trees.IsRel(next, "flat")
	return joined
}

// begun says that a word with a capital before a name belongs to it: "Denzel Washington".
func (f *finder) begun(s *site, run text.TokenRange) bool {
	prev := run.First - 1
	if !f.within(prev, s.sentence) || !f.adjacent(run.First) || !f.capital(prev) || f.doc.Trees.UPOS(prev) != "PROPN" {
		return false
	}
	if f.doc.Sentences[s.sentence].Kind == text.Title || f.siteEnds(f.doc.Tokens[prev].Span.End) || f.words.has(classCalendar, f.word(prev)) {
		return false
	}
	trees := f.doc.Trees
	return trees.IsRel(s.head, "flat", "compound", "appos") && trees.Head(s.head) <= prev || trees.IsRel(prev, "compound", "flat") && run.Has(trees.Head(prev)) && !f.words.has(classKind, f.word(prev))
}

// modifies decides names before a noun: "the Beslan siege" is where it was, "the Paris Agreement" only bears the name.
func (f *finder) modifies(s *site) (rule string, ok, told bool) {
	trees := f.doc.Trees
	g := trees.Head(s.head)
	if g == text.NoToken || g <= s.last || !trees.IsRel(s.head, "compound", "nmod", "amod", "nmod:poss", "nmod:desc") {
		return "", false, false
	}
	lemma, word := strings.ToLower(trees.Lemma(g)), f.word(g)
	owner := trees.IsRel(s.head, "nmod:poss")
	switch {
	case f.words.has(classBound, word) && !owner:
		return "", false, true
	case f.words.has(classFeature, lemma), f.words.has(classKind, lemma) && (!s.seat || f.words.value(classKind, lemma) != province):
		return "what is named lies there", true, true
	case f.words.has(classEvent, lemma) && !owner:
		return "what happened there", true, true
	case f.words.has(classStay, s.prep) && !f.capital(g) && !owner:
		return "stands behind \"" + s.prep + "\"", true, true
	case s.seat, s.common, s.rival, !owner && f.capital(g), f.actor(s):
		return "", false, true
	}
	return "stands before a noun and is no seat of a government", true, true
}

// actor says that the mentions of actors hold the name alone for somebody.
func (f *finder) actor(s *site) bool {
	for _, m := range f.doc.MentionsAt(s.head) {
		if m.Span == s.name && m.Form != text.PlaceMention {
			return true
		}
	}
	return false
}

// behind decides names behind a preposition.
func (f *finder) behind(s *site, prep string, top text.TokenID) (rule string, ok bool) {
	trees := f.doc.Trees
	g := trees.Head(top)
	lemma := ""
	if g != text.NoToken {
		lemma = strings.ToLower(trees.Lemma(g))
	}
	free, obl := !s.seat && !s.rival, trees.IsRel(top, "obl")
	if g != text.NoToken && g < s.first && trees.UPOS(g) == "VERB" && f.words.has(classFiller, f.word(g)) && trees.Head(g) != text.NoToken {
		g, obl = trees.Head(g), true // "from neighbouring Lebanon", read as a verb
		lemma = strings.ToLower(trees.Lemma(g))
	}
	switch {
	case f.words.has(classStay, prep):
		return "stands behind \"" + prep + "\"", true
	case f.words.has(classFrom, prep):
		if !free && f.issued(s, lemma) {
			return "", false
		}
		if free || obl && !f.words.has(classSay, lemma) || f.words.has(classMotion, lemma) || f.moves(g) {
			return "stands behind \"from\"", true
		}
	case f.words.has(classTo, prep):
		if f.words.has(classMotion, lemma) || free && !f.words.has(classSay, lemma) {
			return "the end of a way", true
		}
	case f.words.has(classOf, prep):
		if f.words.has(classPart, lemma) || f.words.has(classEvent, lemma) || f.words.has(classFeature, lemma) || free || f.isNamedPlace(g) {
			return "a part of it, or what happened there", true
		}
	case f.words.has(classOn, prep):
		if f.words.has(classAttack, lemma) || free {
			return "stands behind \"" + prep + "\"", true
		}
	case f.words.has(classEnds, prep) && f.words.has(classJoint, lemma), prep == "between" && (f.words.has(classMotion, lemma) || f.words.has(classEvent, lemma) && free):
		return "one end of a way", true
	case free && !f.sports(s) && !f.words.has(classSide, prep):
		return "stands behind \"" + prep + "\"", true
	case free && !f.sports(s) && !f.actor(s):
		return "no seat of a government", true
	}
	return "", false
}

// issued says that what comes from a state comes from its government: "pressure from Canberra".
func (f *finder) issued(s *site, lemma string) bool {
	if f.words.has(classIssue, lemma) {
		return true
	}
	first := f.doc.TokensIn(s.span).First
	return first >= 2 && f.within(first-2, s.sentence) && f.words.has(classIssue, f.doc.Trees.Lemma(first-2))
}

// generic says that a name is a noun here: a town with an article, or a word for a kind that another name follows
// ("the Bay of Bengal").
func (f *finder) generic(s *site) bool {
	if f.words.has(classKind, s.name.Of(f.doc.Text)) && f.within(s.last+2, s.sentence) && f.word(s.last+1) == "of" && f.capital(s.last+2) {
		return true
	}
	if s.readings[0].kind != city || s.kind != "" || s.dir || s.inner || s.name.Start != s.span.Start || s.first == 0 || !f.within(s.first-1, s.sentence) {
		return false
	}
	g := f.doc.Trees.Head(s.head)
	return f.word(s.first-1) == "the" && f.adjacent(s.first) && (g == text.NoToken || g < s.first)
}

// moves says that a noun is what a verb of motion moves: "withdraw its troops from Lebanon".
func (f *finder) moves(noun text.TokenID) bool {
	trees := f.doc.Trees
	if noun == text.NoToken {
		return false
	}
	top := trees.Conjuncts(noun)[0]
	return trees.IsRel(top, "obj", "nsubj:pass") && trees.Head(top) != text.NoToken && f.words.has(classMotion, trees.Lemma(trees.Head(top)))
}

// isNamedPlace says that the namer found a place at a word.
func (f *finder) isNamedPlace(t text.TokenID) bool {
	if t == text.NoToken {
		return false
	}
	n := f.doc.NameAt(t)
	return n != nil && n.Type == text.LocationName
}

// bare decides names without a preposition by their part in the clause.
func (f *finder) bare(s *site, top text.TokenID) (rule string, ok bool) {
	trees := f.doc.Trees
	g := trees.Head(top)
	if g == text.NoToken {
		return "stands alone", f.alone(s, top)
	}
	lemma := strings.ToLower(trees.Lemma(g))
	free := !s.seat && !s.rival && !f.sports(s) && !f.words.has(classSport, lemma)
	befalls := f.words.has(classBefall, lemma)
	switch {
	case trees.IsRel(top, "nsubj:pass"):
		return "what befell it", befalls || free
	case trees.IsRel(top, "nsubj"):
		return "what it suffers or is", f.suffers(s, g, lemma, free)
	case trees.IsRel(top, "obj"):
		return "what befell it", befalls && !f.sports(s) || f.words.has(classMotion, lemma) && !s.rival || free
	case trees.IsRel(top, "nmod:poss"):
		return "owner of what lies there", free
	case trees.IsRel(top, "appos", "list", "dep", "parataxis", "nmod"):
		return "named beside another", free || f.besidePlace(s, g)
	case trees.IsRel(top, "obl"):
		return "stands where a place does", free
	}
	return "no seat of a government", free && trees.UPOS(s.head) == "PROPN" && !trees.IsRel(top, "vocative", "discourse")
}

// suffers says that a subject is a place: something befalls it, and it does not act.
func (f *finder) suffers(s *site, verb text.TokenID, lemma string, free bool) bool {
	trees := f.doc.Trees
	object := trees.Child(verb, "obj", "ccomp", "xcomp") != text.NoToken
	switch {
	case f.words.has(classHappen, lemma) && !object && !s.rival:
		return true
	case !free || f.words.has(classSay, lemma) || len(s.readings) == 0:
		return false
	case trees.UPOS(verb) != "VERB":
		return true // "Mosul is quiet"
	}
	switch s.readings[0].kind {
	case city, landmark, crossing:
		return !object || f.words.has(classBefall, lemma)
	}
	return !object
}

// alone says that a name is the whole sentence, or heads one without a verb.
func (f *finder) alone(s *site, top text.TokenID) bool {
	r := f.doc.Sentences[s.sentence].Tokens
	for t := r.First; t < r.End; t++ {
		if f.doc.Trees.UPOS(t) == "VERB" {
			return !s.seat && !s.rival
		}
	}
	return !s.rival && (!s.seat || f.doc.TokensIn(s.span).Len()+1 >= r.Len() || s.holder >= 0)
}

// besidePlace says that what a name stands beside is a place: "Lockerbie, Scotland".
func (f *finder) besidePlace(s *site, head text.TokenID) bool {
	from, _ := slices.BinarySearchFunc(f.sites, s.sentence, func(t site, sentence int) int { return t.sentence - sentence })
	for i := from; i < len(f.sites) && f.sites[i].sentence == s.sentence; i++ {
		if t := &f.sites[i]; t.sentence == s.sentence && t != s && (t.head == head || t.first <= head && head <= t.last) {
			return t.holder >= 0 || t.rule != ""
		}
	}
	return false
}

// sports says that a sentence tells of a game.
func (f *finder) sports(s *site) bool {
	r := f.doc.Sentences[s.sentence].Tokens
	for t := r.First; t < r.End; t++ {
		if f.words.has(classSportNoun, f.doc.Trees.Lemma(t)) {
			return true
		}
	}
	return false
}
