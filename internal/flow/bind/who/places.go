package who

import (
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// placed says that a state or a capital stands where things happen, not where a government acts.
func (b *binder) placed(t text.TokenID, answer Answer) bool {
	a := answer.Actors[0]
	return a.seat && !b.acts(t) || (a.Kind == string(knowledge.State) || a.Kind == string(knowledge.Territory)) && b.isPlace(t)
}

// acts says that a capital stands where a government does: as a subject, an object, an owner, or one side of something.
func (b *binder) acts(t text.TokenID) bool {
	f := b.doc.Trees
	top := f.Conjuncts(t)[0]
	if f.IsRel(top, "nsubj", "obj", "iobj", "nmod:poss", "root") && f.Child(top, "case") == text.NoToken || f.IsRel(top, "nmod:poss") {
		return true
	}
	c := f.Child(top, "case")
	if c == text.NoToken {
		return false
	}
	if w := strings.ToLower(b.doc.Word(c)); w == "to" && f.Head(top) != text.NoToken { // "arms sales to Beijing", but "flew to Beijing"
		of := f.Head(top)
		w := b.resolver.words
		moves := w.has(classMotion, f.Lemma(of)) || w.has(classMotion, b.doc.Word(of)) || w.has(classBring, f.Lemma(of))
		return !moves && (f.UPOS(of) == "NOUN" || f.UPOS(of) == "VERB")
	}
	if b.resolver.words.has(classFrom, b.doc.Word(c)) && f.IsRel(top, "nmod") { // "assurances from Kabul"
		of := f.Lemma(f.Head(top))
		return !b.resolver.words.has(classMotion, of) && !b.resolver.words.has(classDispatch, of)
	}
	if of := f.Head(top); b.resolver.words.has(classUpon, b.doc.Word(c)) && of != text.NoToken { // "pressure on Kyiv", but "raids on Kyiv"
		lemma := f.Lemma(of)
		return !b.resolver.words.has(classAssail, lemma) && !b.resolver.words.has(classMotion, lemma) && !b.resolver.words.has(classBring, lemma)
	}
	return b.resolver.words.has(classSide, b.doc.Word(c))
}

// isPlace says that a state stands where things happen or come from.
func (b *binder) isPlace(t text.TokenID) bool {
	f := b.doc.Trees
	top := f.Conjuncts(t)[0]
	if !f.IsRel(top, "obl", "nmod") || f.IsRel(top, "nmod:poss", "obl:agent") {
		return false
	}
	c := f.Child(top, "case")
	if c == text.NoToken {
		return false
	}
	w := b.doc.Word(c)
	return b.resolver.words.has(classStay, w) || b.resolver.words.has(classFrom, w) && f.IsRel(top, "obl")
}

// place keeps the place that a noun phrase names: the name of a state or a city at its end, or before a noun such as
// "province". It says whether there is one.
func (b *binder) place(t text.TokenID, core text.TokenRange) bool {
	first := b.afterOwner(t, core)
	if first >= core.End {
		return false
	}
	r := text.TokenRange{First: first, End: core.End}
	whole := b.doc.SpanOf(r)
	words := whole.Of(b.doc.Text)
	q := b.question(words)
	pieces := q.bare(q.cut(words))
	last := len(pieces) - 1
	for last > 0 && q.is(pieces[last], classGround) {
		last--
	}
	if last < 0 || pieces[last].kind != known || last > 0 && (!q.narrows(pieces[:last]) || words[pieces[last].start-1] != ' ') {
		return false
	}
	p := pieces[last]
	country, how := q.country(p, last < len(pieces)-1)
	at := record.Span{Start: whole.Start + p.start, End: whole.Start + pieces[len(pieces)-1].end}
	if rest := b.doc.Text[at.End:]; len(pieces) == 1 && len(rest) > 4 && rest[:4] == " of " && (piece{text: rest[4:]}).capital() {
		return false // "the Bay of Bengal"
	}
	if country == "" || b.personal(at) || how.Ambiguous && !b.located(at) {
		return false
	}
	return b.keepPlace(country, at, b.top(t, core), p.text)
}

// afterOwner gives the first word of a noun phrase behind its article and whom it belongs to.
func (b *binder) afterOwner(t text.TokenID, core text.TokenRange) text.TokenID {
	first := core.First
	for _, c := range b.doc.Trees.ChildrenBy(t, "nmod:poss", "det") {
		if c < t {
			first = max(first, b.doc.Trees.Edges(c).End)
		}
	}
	return first
}

// narrows says that words before the name of a place only tell which part of it is meant or describe it.
func (q *question) narrows(pieces []piece) bool {
	for _, p := range pieces {
		if p.capital() && q.polity(p) == nil && !q.is(p, classDirection) {
			return false
		}
	}
	return true
}

// country gives the country in which a named place lies; before a noun such as "province" an adjective names none.
func (q *question) country(p piece, featured bool) (string, knowledge.Name) {
	if e := q.polity(p); e != nil {
		for _, c := range p.found {
			if c.Entity != e {
				continue
			}
			switch c.Name.Relation {
			case knowledge.IsName, knowledge.IsAlias, knowledge.IsCapital:
				return e.Country, c.Name
			}
		}
		return "", knowledge.Name{}
	}
	for _, c := range p.found {
		if c.Place != nil && c.Place.Country != "" {
			return c.Place.Country, c.Name
		}
		if c.Entity != nil && !c.Name.Ambiguous && c.Name.Relation != knowledge.IsMetonym {
			break
		}
	}
	return "", knowledge.Name{}
}

// personal says that a name of a person covers a part of a span.
func (b *binder) personal(s record.Span) bool {
	r := b.doc.TokensIn(s)
	for w := r.First; w < r.End; w++ {
		if n := b.doc.NameAt(w); n != nil && n.Type == text.PersonName {
			return true
		}
	}
	return false
}

// located says that the name of a location begins a span.
func (b *binder) located(s record.Span) bool {
	r := b.doc.TokensIn(s)
	if r.Len() == 0 {
		return false
	}
	n := b.doc.NameAt(r.First)
	return n != nil && n.Type == text.LocationName
}

// keepPlace lists a place as the country in which it lies.
func (b *binder) keepPlace(country string, at record.Span, head text.TokenID, name string) bool {
	e, ok := b.resolver.base.StateOn(country, b.on)
	if !ok {
		return false
	}
	r := b.doc.TokensIn(at)
	b.use(r)
	q := b.question("")
	s := q.stood(e)
	words, span := b.doc.Quote(at)
	as := record.Actor{ID: e.ID, Name: e.Name, Kind: string(e.Kind), Country: s.country, Text: words, Span: &span}
	if len(s.sectors) > 0 {
		as.Sector = s.sectors[0]
	}
	b.places = append(b.places, text.Mention{
		Span: span, Tokens: r, Head: head, Key: e.ID, As: as, Form: text.PlaceMention, Why: "the place " + strings.TrimSpace(name) + " lies in " + e.ID,
	})
	return true
}

// question gives a question about words of the document.
func (b *binder) question(words string) *question {
	return &question{Resolver: b.resolver, on: b.on, text: words, scanner: b.scanner}
}
