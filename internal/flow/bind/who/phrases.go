package who

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// sentence reads the noun phrases of a sentence from left to right, the widest first.
func (b *binder) sentence(i int) {
	r := b.doc.Sentences[i].Tokens
	b.names = b.known(b.doc.SentenceSpan(i))
	type phrase struct {
		head text.TokenID
		core text.TokenRange
	}
	phrases := make([]phrase, 0, r.Len())
	bodies := b.unknownBodies(i)
	b.bodies = bodies
	for t := r.First; t < r.End; t++ {
		k := slices.IndexFunc(bodies, func(x unknownBody) bool { return x.words.Has(t) })
		switch {
		case k >= 0 && t == bodies[k].head:
			phrases = append(phrases, phrase{t, bodies[k].words})
		case k < 0 && b.heads(t):
			phrases = append(phrases, phrase{t, b.core(t)})
		}
	}
	slices.SortStableFunc(phrases, func(x, y phrase) int {
		return cmp.Or(cmp.Compare(x.core.First, y.core.First), cmp.Compare(y.core.End, x.core.End))
	})
	for _, p := range phrases {
		if k := slices.IndexFunc(bodies, func(x unknownBody) bool { return x.head == p.head }); k >= 0 {
			b.bodied(i, bodies[k].title, bodies[k].actor)
			continue
		}
		b.phrase(i, p.head, p.core)
	}
}

// heads says that a word is the head of a noun phrase.
func (b *binder) heads(t text.TokenID) bool {
	f := b.doc.Trees
	switch f.UPOS(t) {
	case "NOUN", "PROPN":
	case "ADJ": // "the French", "the displaced"
		if f.Child(t, "det") == text.NoToken || f.IsRel(t, "amod") {
			return false
		}
	default:
		return false
	}
	return !f.IsRel(t, "compound", "flat", "fixed", "goeswith")
}

// core gives the words of a noun phrase from its first modifier to its head and the name that goes with the head.
func (b *binder) core(t text.TokenID) (r text.TokenRange) {
	f := b.doc.Trees
	r = text.TokenRange{First: t, End: t + 1}
	for _, c := range f.Children(t) {
		plain := f.IsRel(c, "nmod") && !f.IsRel(c, "nmod:poss", "nmod:desc") && f.UPOS(c) != "PROPN" && f.UPOS(c) != "ADJ" // "three months after"
		if c < t && !plain && f.IsRel(c, "det", "amod", "compound", "nummod", "nmod", "flat", "appos") {
			r.First = min(r.First, f.Edges(c).First)
		}
	}
	r.First = b.afterVerb(t, r.First)
	if r.First+1 < t && b.resolver.words.has(classQuantity, b.doc.Word(r.First)+" "+b.doc.Word(r.First+1)) {
		r.First += 2 // "at least"
	}
	for r.First < t && (f.UPOS(r.First) == "ADP" || f.UPOS(r.First) == "PUNCT") && b.doc.Word(r.First) != "“" {
		r.First++
	}
	r.First = b.afterDate(t, r.First)
	defer func() {
		end := r.End
		r.End = b.whole(r)
		if n := b.next(r.End); r.End > end && n != nil && n.Type == text.PersonName && !b.resolver.words.has(classPeriod, strings.ToLower(b.doc.Word(t))) { // "Secretary of State Antony Blinken"
			r.End = n.Tokens.End
		}
	}()
	if n := b.next(r.End); n != nil && f.UPOS(t) != "ADJ" && n.Type == text.PersonName && !b.resolver.words.has(classPeriod, strings.ToLower(b.doc.Word(t))) {
		r.End = n.Tokens.End
		return r
	}
	edge := f.Edges(t).End
	for r.End < edge && b.goesOn(r.End, t) {
		r.End++
	}
	return r
}

// afterVerb gives the first word of a phrase behind a verb that the tree takes for a modifier: "police detained journalist
// John Doe".
func (b *binder) afterVerb(t, first text.TokenID) text.TokenID {
	f := b.doc.Trees
	named := func(w text.TokenID) bool {
		return int(w) < len(b.doc.Tokens) && b.doc.NameAt(w) != nil && b.doc.NameAt(w).Type == text.PersonName
	}
	for w := first; w < t; w++ {
		tag := f.Morph(w).XPOS
		if tag == "VBD" || tag == "VBN" && w > first && f.UPOS(w-1) == "NOUN" && (named(t) || named(t+1)) {
			first = w + 1
		}
	}
	return first
}

// afterDate gives the first word of a phrase behind a date that begins before it: "On 11 April unidentified men".
func (b *binder) afterDate(t, first text.TokenID) text.TokenID {
	if b.doc.Trees.UPOS(t) != "NOUN" {
		return first
	}
	at := b.doc.Tokens[first].Span.Start
	for _, x := range b.doc.Facts.Times {
		if x.Span.Start <= at && at < x.Span.End && strings.Contains(x.Span.Of(b.doc.Text), " ") && x.Span.End <= b.doc.Tokens[t].Span.Start {
			return b.doc.TokensIn(x.Span).End
		}
	}
	return first
}

// whole ends a phrase where the known name ends that goes beyond it, and not with a preposition.
func (b *binder) whole(r text.TokenRange) text.TokenID {
	end := b.doc.Tokens[r.End-1].Span.End
	for _, n := range b.names {
		if n.Start < end && end < n.End && n.Start >= b.doc.Tokens[r.First].Span.Start {
			return b.doc.TokensIn(n).End
		}
	}
	for _, x := range b.bodies {
		if x.words.First >= r.First && x.words.First < r.End && r.End < x.words.End {
			return x.words.End
		}
	}
	for r.Len() > 1 && b.doc.Trees.UPOS(r.End-1) == "ADP" {
		r.End--
	}
	return b.hyphened(r)
}

// hyphened goes on behind the first part of a double name, and of the name of an aircraft: "Paul-Henri Damiba", "F-16s";
// and behind a title whose post is not held yet: "prime minister-designate".
func (b *binder) hyphened(r text.TokenRange) text.TokenID {
	f, end := b.doc.Trees, b.doc.Sentences[b.doc.SentenceOf(r.First)].Tokens.End
	glued := func(w text.TokenID) bool { return b.doc.Tokens[w-1].Span.End == b.doc.Tokens[w].Span.Start }
	if b.doc.NumberBehind(r.End - 1) {
		return r.End + 2
	}
	if r.End+1 < end && b.doc.Word(r.End) == "-" && glued(r.End) && glued(r.End+1) && b.resolver.words.has(classPending, b.doc.Word(r.End+1)) {
		return r.End + 2
	}
	if f.UPOS(r.End-1) != "PROPN" || r.End+1 >= end || b.doc.Word(r.End) != "-" || !glued(r.End) || !glued(r.End+1) || f.UPOS(r.End+1) != "PROPN" {
		return r.End
	}
	if n := b.doc.NameAt(r.End - 1); n == nil || n.Type != text.PersonName {
		return r.End
	}
	r.End += 2
	for r.End < end && f.UPOS(r.End) == "PROPN" && f.IsRel(r.End, "flat") {
		r.End++
	}
	return r.End
}

// known lists where a sentence holds the names of entities, and the titles, that are several words.
func (b *binder) known(s record.Span) (names []record.Span) {
	b.scanner.All(s.Of(b.doc.Text), func(m knowledge.Match) bool {
		words := s.Of(b.doc.Text)[m.Start:m.End]
		if !strings.ContainsAny(words, " -") {
			return true
		}
		for _, c := range m.Candidates() {
			if c.Entity != nil && !c.Name.Ambiguous || c.Agent != nil && c.Agent.Class == "title" && strings.Contains(words, " of ") { // "heads of state"
				names = append(names, record.Span{Start: s.Start + m.Start, End: s.Start + m.End})
				break
			}
		}
		return true
	})
	return names
}

// next gives the name that begins at a word.
func (b *binder) next(t text.TokenID) *text.Name {
	if int(t) >= len(b.doc.Tokens) || b.doc.SentenceOf(t) != b.doc.SentenceOf(t-1) {
		return nil
	}
	if n := b.doc.NameAt(t); n != nil && n.Tokens.First == t {
		return n
	}
	return nil
}

// goesOn says that the word belongs to the name behind a head: "envoy Zalmay Khalilzad".
func (b *binder) goesOn(w, head text.TokenID) bool {
	f := b.doc.Trees
	n := b.doc.NameAt(w)
	if n != nil && n.Type == text.OrganisationName && n == b.doc.NameAt(head) && n.Tokens.Has(w-1) {
		return true // "Ministry of Foreign Affairs"
	}
	if f.UPOS(w) != "PROPN" && f.UPOS(w) != "NUM" {
		return n != nil && n.Tokens.Has(w-1) || f.Rel(w) == "flat" && f.Head(w) == head // "Chechen leader John Doe"
	}
	for w != head && w != text.NoToken {
		if !f.IsRel(w, "flat", "appos", "compound") {
			return false
		}
		w = f.Head(w)
	}
	return w == head
}

// top gives the word of a run through which the run hangs on the rest of the tree: the name in "President John Doe".
func (b *binder) top(t text.TokenID, r text.TokenRange) text.TokenID {
	for h := b.doc.Trees.Head(t); h != text.NoToken && r.Has(h); h = b.doc.Trees.Head(t) {
		t = h
	}
	return t
}

// ask resolves a part of a sentence.
func (b *binder) ask(sentence int, s record.Span) Answer {
	whole := b.doc.SentenceSpan(sentence)
	return b.resolver.Resolve(Mention{Text: s.Of(b.doc.Text), On: b.on, Sentence: whole.Of(b.doc.Text), At: s.Start - whole.Start, Home: b.home.of()})
}

// phrase resolves a noun phrase, first with what follows it ("of Afghanistan"), and keeps what it means: its actors
// and who owns them, a place, or who stands before a noun that is no actor.
func (b *binder) phrase(sentence int, t text.TokenID, core text.TokenRange) {
	for w := core.First; w < core.End; w++ {
		if b.used[w] {
			return
		}
	}
	span := b.doc.SpanOf(core)
	words := span.Of(b.doc.Text)
	m := told{span: span, head: b.top(t, core), plural: b.doc.Trees.Morph(t).Feat("Number") == "Plur"}
	if k, ok := b.before(words); ok {
		m.role, m.form, m.plural = b.found[k].actor.Role, text.NamedMention, false
		b.add(k, m)
		b.use(core)
		return
	}
	if k, ok := b.calledBy(sentence, t, core); ok {
		m.role, m.form, m.plural = b.found[k].actor.Role, text.DescribedMention, false
		b.add(k, m)
		b.use(core)
		return
	}
	answer := b.ask(sentence, span)
	if b.surnamed(core, answer) {
		answer = Answer{}
	}
	taken := core
	if wide := b.wide(t, core); wide != core && described(answer) {
		if a, ok := b.ofUnknown(sentence, core, wide); ok {
			answer, taken = Answer{Actors: []Actor{a}}, wide
			m.span = b.doc.SpanOf(wide)
		} else if more := b.ask(sentence, b.doc.SpanOf(wide)); len(more.Actors) > 0 {
			answer, taken = more, wide
			m.span = b.doc.SpanOf(wide)
		}
	}
	b.share(sentence, t, core, &answer)
	pair, whole, joint := b.pair(t, core)
	if len(pair) > 0 {
		answer, taken, m.span = Answer{Actors: pair}, whole, b.doc.SpanOf(whole)
	} else if joint && len(answer.Actors) == 1 {
		answer.Actors[0].joint = true
	}
	answer = b.enthroned(t, core, answer)
	if more := b.local(t, taken, &answer); more != taken {
		taken, m.span = more, b.doc.SpanOf(more)
	}
	if more := b.restricted(t, taken, &answer); more != taken {
		taken, m.span = more, b.doc.SpanOf(more)
	}
	if len(answer.Actors) == 0 {
		answer = b.unknown(b.top(t, core), core)
	}
	answer = b.band(t, b.officer(t, core, b.ourOwn(t, core, b.own(t, core, b.sent(t, answer)))))
	switch {
	case len(answer.Actors) == 0:
		if !b.place(t, core) {
			b.modifiers(sentence, t, core)
		}
		return
	case b.placed(t, answer):
		b.place(t, core)
		return
	case b.beside(t, core, answer.Actors[0]):
		return
	case !b.worth(t, core, answer):
		if len(answer.Actors) == 1 && b.waits(t, answer.Actors[0]) {
			a := answer.Actors[0]
			m.form = text.DescribedMention
			b.waiting = append(b.waiting, waiting{a, m, taken})
		}
		return
	}
	b.use(taken)
	if k, ok := b.inOffice(t, taken, answer); ok {
		m.role, m.form, m.plural = b.found[k].actor.Role, text.DescribedMention, false
		b.add(k, m)
		return
	}
	b.plain(t, taken, answer.Actors)
	b.keepAll(answer.Actors, m)
	b.owners(sentence, t, taken, answer.Actors)
}

// surnamed says that the name of a people is the surname of a person: "Sammi Baloch".
func (b *binder) surnamed(core text.TokenRange, answer Answer) bool {
	if len(answer.Actors) != 1 || answer.Actors[0].Kind != string(knowledge.Population) {
		return false
	}
	n := b.doc.NameAt(core.End - 1)
	return n != nil && n.Type == text.PersonName && n.Tokens.Len() > 1 && n.Tokens.End == core.End
}

// keepAll keeps the actors of a phrase, each with the words that tell of it.
func (b *binder) keepAll(actors []Actor, m told) {
	if len(actors) == 1 && b.apposed(actors[0], m) {
		return
	}
	b.each(actors)
	words, from, start := m.span.Of(b.doc.Text), 0, m.span.Start
	for i, a := range actors {
		if i > 0 && a.ID == "" && a.Country == "" && !b.powerful(a) {
			continue
		}
		at := m
		if k := strings.Index(words[from:], a.Part); a.Part != "" && k >= 0 {
			at.span.Start = start + from + k
			at.span.End = at.span.Start + len(a.Part)
			from += k + len(a.Part)
		}
		at.role, at.form = a.Role, formOf(a)
		if a.Kind == string(knowledge.Person) || a.ID != "" && a.Kind != string(knowledge.Population) {
			at.plural = false
		}
		b.keep(a, at)
	}
	if len(actors) == 1 {
		b.ledBy(actors[0], m)
	}
}

// formOf says whether an actor is told by a name or described.
func formOf(a Actor) text.MentionForm {
	if a.ID == "" && !a.named {
		return text.DescribedMention
	}
	return text.NamedMention
}

// described says that an answer may be another one with the words that follow.
func described(a Answer) bool {
	return len(a.Actors) == 0 || len(a.Actors) == 1 && a.Actors[0].ID == ""
}

// wide adds to a noun phrase what follows with "of" or "from".
func (b *binder) wide(t text.TokenID, core text.TokenRange) text.TokenRange {
	f := b.doc.Trees
	for _, c := range b.followers(t, core) {
		mark := f.Child(c, "case")
		if mark == text.NoToken || mark != core.End || !b.belonging(mark) || b.charged(t, c) {
			continue
		}
		end := b.core(c).End
		for _, other := range f.ChildrenBy(c, "conj") {
			end = max(end, b.core(other).End)
		}
		core.End = max(core.End, end)
	}
	return core
}

// charged says that what follows with "of" or "for" is what somebody is accused of, or thanked for, and not whom he
// belongs to: "accused the mayor of lies".
func (b *binder) charged(t, c text.TokenID) bool {
	f := b.doc.Trees
	verb := f.Head(t)
	return verb != text.NoToken && f.IsRel(t, "obj", "nsubj:pass") && f.UPOS(c) != "PROPN" && b.resolver.words.has(classCharge, f.Lemma(verb))
}

// followers lists what hangs on a head, on the name that goes with it or on the end of a title of several words, with a preposition.
func (b *binder) followers(t text.TokenID, core text.TokenRange) []text.TokenID {
	f := b.doc.Trees
	var all []text.TokenID
	for w := core.First; w < core.End; w++ {
		if w != t && w != b.top(t, core) && (w != core.End-1 || w < t || f.UPOS(w) != "NOUN") { // "heads of state" of somewhere
			continue
		}
		for _, c := range f.ChildrenBy(w, "nmod") {
			if c >= core.End {
				all = append(all, c)
			}
		}
	}
	return all
}

// belonging says that a preposition tells whom somebody belongs to.
func (b *binder) belonging(mark text.TokenID) bool {
	w := strings.ToLower(b.doc.Word(mark))
	return b.resolver.words.has(classOf, w) || b.resolver.words.has(classFrom, w) || b.resolver.words.has(classFor, w)
}

// before finds an actor of the text by its surname or by an acronym that the text introduced.
func (b *binder) before(words string) (int, bool) {
	if first, rest, _ := strings.Cut(words, " "); b.resolver.words.has(classArticle, first) || b.resolver.words.has(classCourtesy, strings.ToLower(first)) {
		words = rest
	}
	if k, ok := b.byAcronym[words]; ok {
		return k, true
	}
	k, ok := b.bySurname[words]
	return k, ok && k >= 0
}

// unknown makes an actor of the name of a person whom the knowledge does not hold, with the country of the adjective
// before it: "the American administrator John Doe".
func (b *binder) unknown(t text.TokenID, core text.TokenRange) Answer {
	n := b.doc.NameAt(t)
	if last := b.doc.NameAt(core.End - 1); n == nil && last != nil && last.Tokens.End == core.End {
		n = last
	}
	if n == nil || n.Type != text.PersonName || n.Tokens.Len() < 2 {
		return Answer{}
	}
	name := n.Span.Of(b.doc.Text)
	if len(b.resolver.base.Find(name)) > 0 {
		return Answer{} // it is known as something else: a place
	}
	a := b.resolver.stranger(name)
	if core.First < n.Tokens.First {
		words := b.doc.SpanOf(text.TokenRange{First: core.First, End: n.Tokens.First}).Of(b.doc.Text)
		q := b.question(words)
		for _, p := range q.cut(words) {
			if p.kind != known || !q.adjectival(p) {
				continue
			}
			if e := q.polity(p); e != nil {
				a.Country = e.Country
				a.Why = append(a.Why, "before the name "+p.text+": "+e.ID)
				break
			}
		}
	}
	return Answer{Actors: []Actor{*a}}
}

// nameOf gives the name that a word is part of, or that goes on behind it where the tree makes "Mr" the head of "Mr Lee".
func (b *binder) nameOf(t text.TokenID) *text.Name {
	if n := b.doc.NameAt(t); n != nil || int(t)+1 >= len(b.doc.Tokens) {
		return n
	}
	if f := b.doc.Trees; f.UPOS(t) == "PROPN" && f.IsRel(t+1, "flat") && f.Head(t+1) == t {
		return b.next(t + 1)
	}
	return nil
}

// stranger is a person whom the knowledge does not hold.
func (r *Resolver) stranger(name string) *Actor {
	a := &Actor{Name: name, Kind: string(knowledge.Person), Why: []string{"a person who is not known: " + name}, named: true}
	first, _, _ := strings.Cut(name, " ")
	if g, ok := r.base.Given(first); ok {
		a.Gender = genderOf(g.Gender)
	}
	return a
}

// genderOf gives "f", "m" or "" for one that says nothing.
func genderOf(g knowledge.Gender) string {
	if g == knowledge.Female || g == knowledge.Male {
		return string(g)
	}
	return ""
}

// worth leaves out who is only described and has no country, where it does not act, is not acted on and is no side of
// anything, or is told by an article to be somebody named before.
func (b *binder) worth(t text.TokenID, core text.TokenRange, answer Answer) bool {
	a := answer.Actors[0]
	f := b.doc.Trees
	if n := b.nameOf(t); a.surname && (n == nil || n.Type != text.PersonName) {
		return false // "Power" is a noun at the start of a sentence
	}
	if a.surname && core.Len() == 1 && a.Country != b.home.country && b.frequent(a) {
		return false // "Lee" alone
	}
	if a.surname && b.givenOnly(core, a) || a.ID != "" && b.doc.Word(t) == strings.ToUpper(b.doc.Word(t)) && f.Child(t, "nummod") != text.NoToken {
		return false // "Mohammed", "samantha Fox"; "two RBI"
	}
	first := b.doc.Sentences[b.doc.SentenceOf(t)].Tokens.First
	if a.local && core.First == first && b.doc.NameAt(first) == nil && b.question("").isTown(b.doc.Word(first)) {
		return false // "Nice people"
	}
	switch strings.ToLower(b.doc.Word(core.First)) {
	case "how", "what", "which", "whose", "our", "my", "your":
		if a.ID == "" && (b.ours == "" || a.Country != b.ours || !b.ownedByUs(t)) {
			return false
		}
	}
	if b.sport && (polity(a) || a.body) {
		return false // teams
	}
	if a.folk && f.Morph(t).Feat("Number") != "Plur" && f.Child(t, "det", "nummod", "amod") == text.NoToken && core.Len() == 1 {
		return false // a language: "she speaks German"
	}
	if a.ID != "" || a.Country != "" || a.named || a.of {
		return true
	}
	owner := f.Child(t, "nmod:poss")
	definite := owner != text.NoToken
	if definite && f.UPOS(owner) == "PRON" {
		return false // "its air force" is told by whom "its" means
	}
	if d := f.Child(t, "det"); d != text.NoToken && !b.resolver.words.has(classIndefinite, b.doc.Word(d)) {
		definite = true
	}
	if f.UPOS(t) == "PROPN" && core.Len() > 1 && (!definite || core.Len() > 2) {
		return true
	}
	if definite || len(a.Sectors) == 0 || a.body && !b.resolver.words.has(classWeighty, a.Sectors[0]) && f.Child(t, "det") == text.NoToken {
		return false
	}
	top := f.Conjuncts(t)[0]
	if f.IsRel(top, "nsubj", "obj", "iobj", "obl:agent") || f.IsRel(t, "appos") {
		return true
	}
	c := f.Child(top, "case")
	return f.IsRel(top, "obl", "nmod") && c != text.NoToken && b.resolver.words.has(classToward, b.doc.Word(c))
}

// givenOnly says that a person is told by a first name alone, or by a surname behind another first name in small letters.
func (b *binder) givenOnly(core text.TokenRange, a Actor) bool {
	if _, told := b.byKey[keyOf(a)]; told {
		return false
	}
	first := b.doc.Word(core.First)
	if core.Len() > 1 {
		c := piece{text: first}
		_, given := b.resolver.base.Given(strings.ToUpper(first[:1]) + first[1:])
		return !c.capital() && given
	}
	_, given := b.resolver.base.Given(first)
	return given && a.Country != b.home.country
}

// manyBearers is how many persons of the knowledge with one surname make it one that says little by itself.
const manyBearers = 4

// frequent says that a person is told by a surname that many bear.
func (b *binder) frequent(a Actor) bool {
	n := 0
	for _, c := range b.resolver.base.Find(a.Name[strings.LastIndexByte(a.Name, ' ')+1:]) {
		if c.Entity != nil && c.Entity.Kind == knowledge.Person {
			n++
		}
	}
	return n >= manyBearers
}

// waits says that a body that is not worth a mention by itself is one where a report is about a country: one of the
// state that a word before it tells from others ("the interior ministry"), or another that acts. "The army" alone may
// be any that was named before.
func (b *binder) waits(t text.TokenID, a Actor) bool {
	f := b.doc.Trees
	if !a.body || a.ID != "" || a.Country != "" || len(a.Sectors) == 0 || f.Child(t, "nummod") != text.NoToken || !strings.Contains(a.Name, " ") {
		return false
	}
	if d := f.Child(t, "det"); d != text.NoToken && !b.resolver.words.has(classArticle, b.doc.Word(d)) {
		return false // "each", "both"
	}
	if o := f.Child(t, "nmod:poss"); o != text.NoToken && f.UPOS(o) == "PRON" && a.Sectors[0] == "GOV" {
		return false // "its foreign ministry" is told by whom "its" means
	}
	civic, local := b.resolver.words.has(classCivic, a.Sectors[0]), b.resolver.words.has(classLocal, a.Sectors[0])
	return civic || local && f.IsRel(f.Conjuncts(t)[0], "nsubj")
}
