package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// modifiers keeps who stands before a noun that is no actor: "Pakistani airstrikes", "Hamas rockets",
// "U.S.-Russia summit", "Sino-Indian talks". The name of a town there is a place, and whom the noun belongs to
// ("Kabul's refusal") is a noun phrase of its own.
func (b *binder) modifiers(sentence int, t text.TokenID, core text.TokenRange) {
	first := b.afterOwner(t, core)
	if first >= t || b.resolver.words.has(classCustom, b.doc.Trees.Lemma(t)) {
		return
	}
	if b.sport {
		return // teams
	}
	whole := b.doc.SpanOf(text.TokenRange{First: first, End: t})
	words := whole.Of(b.doc.Text)
	q := b.question(words)
	pieces := q.cut(words)
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		at := p.within(whole)
		if p.kind != known && p.kind != word || !b.modifies(at, t) {
			continue
		}
		if p.kind == known {
			if n := b.longer(sentence, whole, pieces[i:], t); n > 0 {
				i += n - 1
				continue
			}
		}
		b.modifier(q, pieces, i, whole, t)
	}
}

// within gives the bytes of the document that a piece covers whose text begins with a span.
func (p piece) within(s record.Span) record.Span {
	return record.Span{Start: s.Start + p.start, End: s.Start + p.end}
}

// modifies says that the word at the end of a span hangs on a noun as its modifier and not on a participle ("Moscow-backed") or an
// owner, and that both are not parts of one name.
func (b *binder) modifies(at record.Span, t text.TokenID) bool {
	f := b.doc.Trees
	r := b.doc.TokensIn(at)
	if r.Len() == 0 || b.used[r.First] {
		return false
	}
	if n := b.doc.NameAt(r.First); n != nil && n == b.doc.NameAt(t) {
		return false
	}
	w := r.End - 1
	for n := 0; w != t && n < 8; n++ {
		if f.IsRel(w, "nmod:poss") || f.IsRel(w, "nmod") && f.Child(w, "case") != text.NoToken {
			return false
		}
		if !f.IsRel(w, "amod", "compound", "nmod", "flat", "conj", "appos", "punct", "cc", "nmod:desc", "dep") {
			return false
		}
		if w = f.Head(w); w == text.NoToken || w != t && (f.UPOS(w) == "VERB" || f.UPOS(w) == "ADV") && !b.resolver.words.has(classLed, b.doc.Word(w)) {
			return false
		}
	}
	return w == t
}

// longer keeps an actor that several pieces describe, "Israeli air force" before "jets", and gives their number.
func (b *binder) longer(sentence int, whole record.Span, pieces []piece, t text.TokenID) int {
	n := 1
	for n < len(pieces) && pieces[n].kind == known && pieces[n].start == pieces[n-1].end+1 && b.doc.Text[whole.Start+pieces[n-1].end] == ' ' {
		n++
	}
	for ; n > 1; n-- {
		at := record.Span{Start: whole.Start + pieces[0].start, End: whole.Start + pieces[n-1].end}
		if !b.modifies(at, t) {
			continue
		}
		if b.proper(at, t) {
			continue
		}
		a := b.ask(sentence, at).Actors
		if len(a) != 1 || a[0].ID == "" && (a[0].Country == "" || len(a[0].Sectors) == 0 || !b.resolver.words.has(classBefore, a[0].Sectors[0])) {
			continue
		}
		if !person(a[0]) || b.personal(at) {
			b.keepModifier(a[0], at)
			return n
		}
	}
	return 0
}

func person(a Actor) bool { return a.Kind == string(knowledge.Person) }

// modifier keeps the actor or the place that one piece before a noun names.
func (b *binder) modifier(q *question, pieces []piece, i int, whole record.Span, t text.TokenID) {
	p := pieces[i]
	at := p.within(whole)
	joined, open := b.hyphens(q, pieces, i)
	if open {
		return
	}
	if codes := q.words.values(classCombining, p.text); len(codes) > 0 && joined {
		if e, ok := q.base.StateOn(codes[0], q.on); ok {
			b.keepModifier(*q.actorOf(e, q.stood(e), "combining form "+p.text), at)
		}
		return
	}
	if p.kind == word {
		return
	}
	if e := q.polity(p); e != nil {
		k := slices.IndexFunc(p.found, func(c knowledge.Candidate) bool { return c.Entity == e })
		town := p.found[k].Name.Relation == knowledge.IsCapital
		switch {
		case b.personal(at) || b.proper(at, t):
		case !joined && q.words.has(classGround, b.doc.Trees.Lemma(t)) && i == len(pieces)-1:
			b.keepPlace(e.Country, record.Span{Start: at.Start, End: b.doc.Tokens[t].Span.End}, t, p.text)
		case town && !joined && !q.words.has(classSeat, b.doc.Trees.Lemma(t)):
			b.keepPlace(e.Country, at, b.top(b.doc.TokensIn(at).First, b.doc.TokensIn(at)), p.text)
		case p.found[k].Name.Ambiguous && !b.located(at):
		default:
			b.keepModifier(*q.actorOf(e, q.stood(e), string(p.found[k].Name.Relation)+" "+p.text), at)
		}
		return
	}
	if a := b.modifying(q, p, at, t); a != nil {
		b.keepModifier(*a, at)
		return
	}
	if c := p.found[0]; c.Place != nil && c.Place.Country != "" && !c.Name.Ambiguous && b.located(at) && !b.proper(at, t) {
		b.keepPlace(c.Place.Country, at, b.doc.TokensIn(at).End-1, p.text)
	}
}

// modifying gives the body, group, person or described actor that one piece before a noun names.
func (b *binder) modifying(q *question, p piece, at record.Span, t text.TokenID) *Actor {
	if q.personal(p) {
		if !b.personal(at) {
			return nil
		}
		a, _ := q.named(p, owner{}, "")
		if a == nil || !a.surname || a.Country == b.home.country || !b.frequent(*a) {
			return a
		}
		if _, told := b.byKey[keyOf(*a)]; !told {
			return nil
		}
		return a
	}
	if a := q.entity(p, owner{}, false, []piece{p}); a != nil && p.capital() {
		if b.proper(at, t) || p.found[0].Name.Relation == knowledge.IsMetonym {
			return nil
		}
		return a
	}
	agent, noun, _ := nouns(p)
	var sectors []string
	switch {
	case q.is(p, classIdle):
		return nil // "official figures"
	case p.capital() && b.doc.TokensIn(at).First != b.doc.Sentences[b.doc.SentenceOf(t)].Tokens.First:
		return nil
	case agent != nil && agent.Class != "title" && agent.Class != "population":
		sectors = agent.Sectors
	case noun != nil:
		sectors = noun.Sectors
	}
	if len(sectors) == 0 || !q.words.has(classBefore, sectors[0]) || q.words.has(classThing, b.doc.Trees.Lemma(t)) {
		return nil
	}
	return &Actor{Name: p.text, Kind: "group", Sectors: sectors, Why: []string{"noun " + p.text + " before another"}}
}

// hyphens tells of a piece before a noun whether a hyphen, dash or stroke joins it to the name of another actor; open
// says that it joins it to something else: "Israeli-occupied", "African-American".
func (b *binder) hyphens(q *question, pieces []piece, i int) (joined, open bool) {
	side := func(k int, gap string) {
		switch {
		case strings.ContainsAny(gap, " \n\t") || gap == "":
		case k < 0 || k >= len(pieces):
			open = true
		case k > i && q.is(pieces[k], classLed):
		case pieces[k].kind == known && (q.polity(pieces[k]) != nil || pieces[k].found[0].Entity != nil), len(q.words.values(classCombining, pieces[k].text)) > 0 && k < i:
			joined = true
		default:
			open = true
		}
	}
	if i+1 < len(pieces) {
		side(i+1, q.text[pieces[i].end:pieces[i+1].start])
	} else {
		side(i+1, strings.TrimSpace(q.text[pieces[i].end:]))
	}
	if i > 0 {
		side(i-1, q.text[pieces[i-1].end:pieces[i].start])
	}
	return joined, open
}

// proper says that a noun and the name before it are parts of a longer name that is not known: "the Kabul Times". Where
// all words have capitals, in a headline, that says nothing.
func (b *binder) proper(at record.Span, t text.TokenID) bool {
	if !(piece{text: b.doc.Word(t)}).capital() || b.doc.Trees.UPOS(t) != "PROPN" {
		return false
	}
	r := b.doc.Sentences[b.doc.SentenceOf(t)].Tokens
	for w := r.First; w < r.End; w++ {
		if f := b.doc.Trees; (f.UPOS(w) == "VERB" || f.UPOS(w) == "NOUN") && !(piece{text: b.doc.Word(w)}).capital() {
			return true
		}
	}
	return false
}

// keepModifier keeps an actor that is told before a noun.
func (b *binder) keepModifier(a Actor, at record.Span) {
	r := b.doc.TokensIn(at)
	b.use(r)
	b.keep(a, told{span: at, head: b.top(r.End-1, r), role: a.Role, form: text.ModifierMention})
}
