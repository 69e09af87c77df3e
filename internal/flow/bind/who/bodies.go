package who

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// longestBody is the most words of the name of a body that the knowledge does not hold.
const longestBody = 12

// title is the name of a body that the knowledge does not hold: its words, and the word that says what it is.
type title struct {
	words text.TokenRange
	head  text.TokenID
}

// unknownBody is the actor that a title names.
type unknownBody struct {
	title
	actor Actor
}

// unknownBodies gives the bodies named in a sentence that the knowledge does not hold. A name before another noun ("the
// Liberation Front leader") is left to the phrase of that noun.
func (b *binder) unknownBodies(sentence int) (all []unknownBody) {
	f := b.doc.Trees
	for _, w := range b.titles(sentence) {
		top := b.top(w.head, w.words)
		if f.IsRel(top, "compound", "amod", "nmod:desc") && f.Head(top) >= w.words.End {
			continue
		}
		if c := f.Child(top, "case"); c != text.NoToken && b.resolver.words.has(classStay, b.doc.Word(c)) {
			continue // "at the Barclay Training Centre"
		}
		if a, ok := b.body(sentence, w); ok {
			all = append(all, unknownBody{w, a})
		}
	}
	return all
}

// titles finds the names of bodies in a sentence that are made of words with capitals around a noun for a body: "the
// Guadalcanal Liberation Front", "the Bolivian Workers' Center", "the Front for Rural Renewal". A sentence whose words all
// have capitals says nothing.
func (b *binder) titles(sentence int) (all []title) {
	s := b.doc.Sentences[sentence].Tokens
	if !b.written(s) {
		return nil
	}
	for t := s.First; t < s.End; {
		if !b.begins(t, s) {
			t++
			continue
		}
		w := b.run(t, s)
		if w.head != text.NoToken {
			all = append(all, w)
		}
		t = max(t+1, w.words.End)
	}
	return all
}

// written says that a sentence has verbs or nouns in small letters, so that capitals are those of names.
func (b *binder) written(s text.TokenRange) bool {
	small := 0
	for t := s.First; t < s.End; t++ {
		if u := b.doc.Trees.UPOS(t); (u == "NOUN" || u == "VERB" || u == "ADJ") && !b.capital(t) {
			small++
		}
	}
	return small > 0
}

func (b *binder) capital(t text.TokenID) bool {
	c, _ := utf8.DecodeRuneInString(b.doc.Word(t))
	return unicode.IsUpper(c)
}

// begins says that a word may be the first of the name of a body.
func (b *binder) begins(t text.TokenID, s text.TokenRange) bool {
	f := b.doc.Trees
	if !b.capital(t) || b.resolver.words.has(classArticle, b.doc.Word(t)) {
		return false
	}
	switch {
	case b.inTitle(t):
	default:
		if t+2 >= s.End || b.doc.Word(t+1) != "-" || !b.glued(t+1) || !b.glued(t+2) {
			return false // but "All-Amhara"
		}
	}
	return t > s.First || f.UPOS(t) == "PROPN" || t+1 < s.End && b.capital(t+1)
}

// inTitle says that a word is of a kind that names of bodies are made of: "United" as well, but no verb.
func (b *binder) inTitle(t text.TokenID) bool {
	switch b.doc.Trees.UPOS(t) {
	case "PROPN", "ADJ", "NOUN", "NUM", "ADV":
		return true
	case "VERB":
		tag := b.doc.Trees.Morph(t).XPOS
		return tag == "VBN" || tag == "NNP" || tag == "NNPS"
	}
	return false
}

// run reads the name that begins at a word; its head is none where no noun for a body is among its words.
func (b *binder) run(t text.TokenID, s text.TokenRange) title {
	w := title{words: text.TokenRange{First: t, End: t + 1}, head: text.NoToken}
	if t > s.First && b.doc.Trees.UPOS(t-1) == "NUM" && number(b.doc.Word(t-1)) {
		w.words.First-- // "the 14 February Coalition"
	}
	tail, aim := false, false // behind "for", "of" goes on with the aim: "the Forces for the Defence of Democracy"
	for w.words.End < s.End && w.words.Len() < longestBody {
		at := w.words.End
		switch {
		case b.capital(at) && b.inTitle(at):
			w.words.End++
		case b.doc.Word(at) == "-" && at+1 < s.End && b.glued(at) && b.glued(at+1):
			w.words.End += 2
		case b.ownsInName(at, s):
			w.words.End++
		default:
			n := b.goesOnWith(at, s, tail)
			if n == 0 || !b.isBody(at-1) && !(aim && b.doc.Word(at) == "of") {
				return b.ended(w, tail)
			}
			if !tail {
				w.head, tail, aim = at-1, true, b.doc.Word(at) == "for"
			}
			w.words.End += text.TokenID(n)
		}
	}
	return b.ended(w, tail)
}

// ended gives a name its head where nothing follows its noun, and none where it is no name of a body.
func (b *binder) ended(w title, tail bool) title {
	if !tail && b.isBody(w.words.End-1) {
		w.head = w.words.End - 1
	}
	if w.words.Len() < 2 || !tail && w.head != text.NoToken && b.resolver.words.has(classTailed, b.doc.Word(w.head)) {
		w.head = text.NoToken
	}
	return w
}

// isBody says that a word is a noun for a body.
func (b *binder) isBody(t text.TokenID) bool {
	return len(b.resolver.words.values(classBody, b.doc.Word(t))) > 0
}

// glued says that no space stands between a word and the one before it.
func (b *binder) glued(t text.TokenID) bool {
	return b.doc.Tokens[t-1].Span.End == b.doc.Tokens[t].Span.Start
}

// ownsInName says that a word is the mark of an owner within a name, "Workers' Center", "People's Congress", and not that
// of a state or somebody to whom the body belongs.
func (b *binder) ownsInName(at text.TokenID, s text.TokenRange) bool {
	word := b.doc.Word(at)
	if word != "'" && word != "’" && word != "'s" && word != "’s" || at+1 >= s.End || !b.capital(at+1) || !b.glued(at) {
		return false
	}
	return b.resolver.words.has(classFolk, b.doc.Word(at-1))
}

// goesOnWith gives the number of small words and the word behind them by which a name goes on behind its noun: "of", "for
// the", "and" between two of them.
func (b *binder) goesOnWith(at text.TokenID, s text.TokenRange, tail bool) int {
	word := b.doc.Word(at)
	n := 1
	switch {
	case word == "of" || word == "for":
		if at+2 < s.End && b.doc.Word(at+1) == "the" {
			n = 2
		}
	case (word == "to" || word == "in") && !tail && b.resolver.words.has(classPosted, b.doc.Word(at-1)):
		if at+2 < s.End && b.doc.Word(at+1) == "the" {
			n = 2
		}
	case word == "and" && tail && !b.isBody(at-1):
	default:
		return 0
	}
	next := at + text.TokenID(n)
	if next >= s.End || !b.capital(next) {
		return 0
	}
	return n + 1
}

// body makes an actor of the name of a body that the knowledge does not hold; ok is false where it holds it, or where the
// words describe a body of a state.
func (b *binder) body(sentence int, w title) (a Actor, ok bool) {
	span := b.doc.SpanOf(w.words)
	name := span.Of(b.doc.Text)
	if slices.ContainsFunc(b.ask(sentence, span).Actors, func(a Actor) bool { return !a.named && !b.coined(a, name) && !b.cutShort(sentence, a, span) }) || b.holds(w) {
		return Actor{}, false
	}
	if n := b.doc.NameAt(w.head); n != nil && n.Type == text.PersonName {
		return Actor{}, false
	}
	kind, sector, _ := strings.Cut(b.resolver.words.values(classBody, b.doc.Word(w.head))[0], "; ")
	if short := b.ask(sentence, b.acronymSpan(span)).Actors; len(short) == 1 && short[0].ID != "" && (kind != string(knowledge.ArmedGroup) || bearsArms(short[0])) {
		return short[0], true
	}
	a = Actor{Name: name, Kind: kind, named: true, body: true, Why: []string{"a body that is not known: " + name}}
	if sector != "" {
		a.Sectors = []string{sector}
	}
	q := b.question(name)
	for _, p := range q.cut(name) {
		if more := q.words.values(classTrait, p.text); len(more) > 0 {
			a.Sectors = []string{more[0]}
		}
		if p.kind != known {
			continue
		}
		if e := q.polity(p); e != nil && a.Country == "" {
			a.Country = e.Country
			a.Why = append(a.Why, "in its name "+p.text+": "+e.ID)
		}
		if agent, _, _ := nouns(p); agent != nil && len(agent.Sectors) > 0 && agent.Sectors[0] != "CVL" && len(a.Sectors) == 0 {
			a.Sectors = slices.Clone(agent.Sectors[:1])
		}
	}
	if a.Kind == string(knowledge.IGO) {
		a.Country = "IGO"
	}
	return a, true
}

// bearsArms says that an actor may be told by a noun for those who bear arms.
func bearsArms(a Actor) bool {
	return a.Kind == string(knowledge.ArmedGroup) || slices.ContainsFunc(a.Sectors, func(s string) bool {
		return s == "REB" || s == "MIL" || s == "PAR" || s == "UNS" || s == "PTY" || s == "OPP"
	})
}

// cutShort says that a known body is only what stands before "for" in the name of another: the Patriotic Front is not the
// "Patriotic Front for Change". Nouns that make no name alone are nobody before it: "the Forces for the Defence of Democracy".
func (b *binder) cutShort(sentence int, a Actor, span record.Span) bool {
	front, _, ok := strings.Cut(span.Of(b.doc.Text), " for ")
	if !ok {
		return false
	}
	if a.ID == "" {
		return a.Country == "" && b.resolver.words.has(classTailed, front)
	}
	before := b.ask(sentence, record.Span{Start: span.Start, End: span.Start + len(front)}).Actors
	return len(before) == 1 && before[0].ID == a.ID
}

// coined says that words which describe somebody are the name of a body: they are of no state and end with a noun for
// bodies of all kinds ("the Coastal Liberation Army"), or a noun for people owns it ("the Students' Congress").
func (b *binder) coined(a Actor, name string) bool {
	if a.ID != "" {
		return false
	}
	pieces := b.question(name).cut(name)
	for i, p := range pieces {
		if p.kind == owns && i > 0 && b.resolver.words.has(classFolk, pieces[i-1].text[strings.LastIndexByte(pieces[i-1].text, ' ')+1:]) {
			return true
		}
	}
	agent, noun, _ := nouns(pieces[len(pieces)-1])
	return a.Country == "" && noun == nil && agent != nil && agent.Class == "collective"
}

// holds says that a known name covers the noun of the name of a body or goes beyond it, or that the noun with whom it
// belongs to is a body of that state.
func (b *binder) holds(w title) bool {
	span, head := b.doc.SpanOf(w.words), b.doc.Tokens[w.head].Span
	for _, n := range b.names {
		if n.End < span.End && n.Start <= head.Start && strings.HasPrefix(b.doc.Text[n.End:], " for ") {
			continue // "the Patriotic Front for Change" is not the Patriotic Front
		}
		if n.Start < span.End && span.Start < n.End && (n.Start <= head.Start && head.End <= n.End || n.Start < span.Start || span.End < n.End) {
			return true
		}
	}
	core := b.core(w.head)
	if core.First >= w.words.First {
		return false
	}
	core.End = max(core.End, w.words.End)
	return slices.ContainsFunc(b.ask(b.doc.SentenceOf(w.head), b.doc.SpanOf(core)).Actors, func(a Actor) bool { return !a.named && a.Country != "" })
}

// bodied keeps the name of a body that the knowledge does not hold, and whom it belongs to.
func (b *binder) bodied(sentence int, w title, a Actor) {
	f := b.doc.Trees
	head := b.top(w.head, w.words)
	if owner := f.Child(head, "nmod:poss"); owner != text.NoToken && owner < w.words.First && f.UPOS(owner) != "PRON" {
		core := b.core(owner)
		if owners := b.ask(sentence, b.doc.SpanOf(core)).Actors; len(owners) > 0 {
			o := owners[0]
			if a.Country == "" {
				a.Country, a.Body = o.Country, o.ID
			}
			b.use(core)
			b.keepOwner(o, b.doc.SpanOf(core), owner)
		}
	}
	b.use(w.words)
	b.keepAll([]Actor{a}, told{span: b.doc.SpanOf(w.words), head: head, form: text.NamedMention})
}

// ofUnknown reads somebody described as of a body that the knowledge does not hold, "the leader of the Coastal Liberation
// Army": he has its country and, where his noun tells none, its sectors. ok is false where no such body follows.
func (b *binder) ofUnknown(sentence int, core, wide text.TokenRange) (a Actor, ok bool) {
	k := slices.IndexFunc(b.bodies, func(x unknownBody) bool { return x.words.First >= core.End && x.words.End <= wide.End })
	if k < 0 || b.bodies[k].actor.ID != "" {
		return Actor{}, false
	}
	of := &b.bodies[k].actor
	words := b.doc.SpanOf(core)
	q := &question{
		Resolver: b.resolver, on: b.on, text: words.Of(b.doc.Text), scanner: b.resolver.base.Scanner(),
	}
	pieces := q.bare(q.cut(q.text))
	if len(pieces) == 0 || pieces[len(pieces)-1].kind != known {
		return Actor{}, false
	}
	head := pieces[len(pieces)-1]
	agent, noun, _ := nouns(head)
	if agent == nil || noun != nil {
		return Actor{}, false
	}
	a = Actor{
		Name: q.span(q.text, pieces) + b.doc.Text[words.End:b.doc.SpanOf(wide).End], Kind: kindOf(agent, nil, head), Country: of.Country,
		Sectors: agent.Sectors, Gender: genderOf(agent.Gender), Why: []string{"of " + of.Name, "noun " + head.text}, of: true,
	}
	if len(a.Sectors) == 0 || slices.Contains([]string{"CVL", "PTY", "GOV"}, a.Sectors[0]) && len(of.Sectors) > 0 {
		a.Sectors = of.Sectors
	}
	return a, true
}
