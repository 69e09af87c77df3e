package who

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage bind/who: needs the layers body, tokens, sentences, trees and names, gives the layer actors. It is safe for
// concurrent use.
type Stage struct{ resolver *Resolver }

// NewStage makes the stage over a resolver.
func NewStage(r *Resolver) *Stage { return &Stage{r} }

// Apply writes doc.Mentions: the noun phrases that mean actors, in the order of the text. The
// roles are those of the day of publication. Furniture, datelines and bylines are not read. It gives no notices; its
// error says that the trees that it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	if len(doc.Tokens) > 0 && (doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens)) {
		return nil, errors.New("find actors: the words of the document have no trees yet: run the stage syntax first")
	}
	b := &binder{
		resolver: s.resolver, doc: doc, scanner: s.resolver.base.Scanner(), byKey: map[string]int{}, bySurname: map[string]int{}, byNoun: map[string]int{}, byAcronym: map[string]int{},
	}
	if on, err := knowledge.ParseDate(doc.Meta.Published[:min(10, len(doc.Meta.Published))]); err == nil {
		b.on = on
	}
	for i := range doc.Sentences {
		switch doc.Sentences[i].Kind {
		case text.PageParts, text.Dateline, text.Byline:
		default:
			b.sentence(i)
		}
	}
	doc.Mentions = b.mentions()
	return nil, nil
}

// binder finds and groups the mentions of one document.
type binder struct {
	resolver  *Resolver
	doc       *text.Document
	on        knowledge.Date
	found     []found
	byKey     map[string]int // id or description -> index in found
	bySurname map[string]int // last word of a person's name -> index, -1 for several
	byNoun    map[string]int // noun of a person's last mention -> index
	byAcronym map[string]int // introduced in the text
	taken     record.Span    // the last mention
	scanner   *knowledge.Scanner
	names     []record.Span // of entities, in the sentence
}

// found is one actor with its mentions so far.
type found struct {
	actor    Actor
	key      string
	mentions []told
}

// told is one mention: its words, the head of its phrase and the role told there.
type told struct {
	span record.Span
	head text.TokenID
	role string
}

// sentence reads the noun phrases of a sentence from left to right, the widest first.
func (b *binder) sentence(i int) {
	r := b.doc.Sentences[i].Tokens
	b.names = b.known(b.doc.SentenceSpan(i))
	heads := make([]text.TokenID, 0, r.Len())
	for t := r.First; t < r.End; t++ {
		if b.heads(t) {
			heads = append(heads, t)
		}
	}
	slices.SortStableFunc(heads, func(x, y text.TokenID) int {
		cx, cy := b.core(x), b.core(y)
		return cmp.Or(cmp.Compare(cx.First, cy.First), cmp.Compare(cy.End, cx.End))
	})
	for _, t := range heads {
		b.phrase(i, t)
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
		if c < t && f.IsRel(c, "det", "amod", "compound", "nummod", "nmod", "flat", "appos") {
			r.First = min(r.First, f.Edges(c).First)
		}
	}
	defer func() { r.End = b.whole(r) }()
	if n := b.next(r.End); n != nil && f.UPOS(t) != "ADJ" && n.Type == text.PersonName {
		r.End = n.Tokens.End
		return r
	}
	edge := f.Edges(t).End
	for r.End < edge && b.goesOn(r.End, t) {
		r.End++
	}
	return r
}

// whole ends a phrase where the known name ends that goes beyond it, and not with a preposition.
func (b *binder) whole(r text.TokenRange) text.TokenID {
	end := b.doc.Tokens[r.End-1].Span.End
	for _, n := range b.names {
		if n.Start < end && end < n.End && n.Start >= b.doc.Tokens[r.First].Span.Start {
			return b.doc.TokensIn(n).End
		}
	}
	for r.Len() > 1 && b.doc.Trees.UPOS(r.End-1) == "ADP" {
		r.End--
	}
	return r.End
}

// known lists where a sentence holds the names of entities that are several words.
func (b *binder) known(s record.Span) (names []record.Span) {
	b.scanner.Scan(s.Of(b.doc.Text), func(m knowledge.Match) bool {
		for _, c := range m.Candidates() {
			if c.Entity != nil && !c.Name.Ambiguous && strings.Contains(c.Name.Text, " ") {
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
	if f.UPOS(w) != "PROPN" && f.UPOS(w) != "NUM" {
		n := b.doc.NameAt(w)
		return n != nil && n.Tokens.Has(w-1)
	}
	for w != head && w != text.NoToken {
		if !f.IsRel(w, "flat", "appos", "compound") {
			return false
		}
		w = f.Head(w)
	}
	return w == head
}

// phrase resolves the noun phrase of a head, first with what follows it ("of Afghanistan"), and keeps what it means.
func (b *binder) phrase(sentence int, t text.TokenID) {
	core := b.core(t)
	span := b.doc.SpanOf(core)
	if span.Start < b.taken.End && b.taken.Start < span.End {
		return
	}
	words := span.Of(b.doc.Text)
	if k, ok := b.before(words); ok {
		b.add(k, told{span: span, head: t, role: b.found[k].actor.Role})
		return
	}
	whole := b.doc.SentenceSpan(sentence)
	ask := func(s record.Span) Answer {
		return b.resolver.Resolve(Mention{Text: s.Of(b.doc.Text), On: b.on, Sentence: whole.Of(b.doc.Text), At: s.Start - whole.Start})
	}
	answer := ask(span)
	if wide := b.doc.SpanOf(b.wide(t, core)); wide != span && described(answer) {
		if more := ask(wide); len(more.Actors) > 0 {
			answer, span, words = more, wide, wide.Of(b.doc.Text)
		}
	}
	if len(answer.Actors) == 0 {
		answer = b.unknown(t)
	}
	if !b.worth(t, answer) {
		return
	}
	from := 0
	for _, a := range answer.Actors {
		at := span
		if k := strings.Index(words[from:], a.Part); a.Part != "" && k >= 0 {
			at.Start = span.Start + from + k
			at.End = at.Start + len(a.Part)
			from += k + len(a.Part)
		}
		b.keep(a, told{span: at, head: t, role: a.Role})
	}
	b.taken = span
}

// described says that an answer may be another one with the words that follow.
func described(a Answer) bool {
	return len(a.Actors) == 0 || len(a.Actors) == 1 && a.Actors[0].ID == ""
}

// wide adds to a noun phrase what follows with "of" or "from".
func (b *binder) wide(t text.TokenID, core text.TokenRange) text.TokenRange {
	f := b.doc.Trees
	for _, c := range f.ChildrenBy(t, "nmod") {
		mark := f.Child(c, "case")
		if c < t || mark == text.NoToken || mark != core.End {
			continue
		}
		if w := strings.ToLower(b.doc.Word(mark)); !b.resolver.words.has(classOf, w) && !b.resolver.words.has(classFrom, w) {
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

// before finds an actor of the text by its surname, by an acronym that the text introduced, or by the noun that it was
// last told by: "the envoy".
func (b *binder) before(words string) (int, bool) {
	first, rest, _ := strings.Cut(words, " ")
	if b.resolver.words.has(classArticle, first) {
		words = rest
		if k, ok := b.byNoun[rest]; ok && strings.EqualFold(first, "the") {
			return k, true
		}
	}
	if k, ok := b.byAcronym[words]; ok {
		return k, true
	}
	k, ok := b.bySurname[words]
	return k, ok && k >= 0
}

// unknown makes an actor of the name of a person whom the knowledge does not hold.
func (b *binder) unknown(t text.TokenID) Answer {
	n := b.doc.NameAt(t)
	if n == nil || n.Type != text.PersonName || n.Tokens.Len() < 2 {
		return Answer{}
	}
	name := n.Span.Of(b.doc.Text)
	if len(b.resolver.base.Find(name)) > 0 {
		return Answer{} // it is known as something else: a place
	}
	return Answer{Actors: []Actor{{Name: name, Kind: string(knowledge.Person), Why: []string{"a person who is not known: " + name}}}}
}

// worth leaves out who is only described and has no country, where it does not act or is not acted on, or is
// told by an article to be somebody named before.
func (b *binder) worth(t text.TokenID, answer Answer) bool {
	if len(answer.Actors) == 0 {
		return false
	}
	a := answer.Actors[0]
	f := b.doc.Trees
	if a.seat && !b.acts(t) || a.Kind == string(knowledge.State) && b.isPlace(t) {
		return false
	}
	if n := b.doc.NameAt(t); a.surname && (n == nil || n.Type != text.PersonName) {
		return false // "Power" is a noun at the start of a sentence
	}
	if a.ID != "" || a.Country != "" || f.UPOS(t) == "PROPN" {
		return true
	}
	if d := f.Child(t, "det", "nmod:poss"); d != text.NoToken && !strings.EqualFold(b.doc.Word(d), "a") && !strings.EqualFold(b.doc.Word(d), "an") {
		return false
	}
	top := f.Conjuncts(t)[0]
	return len(a.Sectors) > 0 && f.IsRel(top, "nsubj", "obj", "iobj", "obl:agent")
}

// acts says that a capital stands where a government does: as a subject, an object, an owner, or one side of something.
func (b *binder) acts(t text.TokenID) bool {
	f := b.doc.Trees
	top := f.Conjuncts(t)[0]
	if f.IsRel(top, "nsubj", "obj", "iobj", "nmod:poss", "root") && f.Child(top, "case") == text.NoToken || f.IsRel(top, "nmod:poss") {
		return true
	}
	c := f.Child(top, "case")
	return c != text.NoToken && b.resolver.words.has(classSide, b.doc.Word(c))
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

// keep adds a mention to its actor, a new one where there is none yet.
func (b *binder) keep(a Actor, m told) {
	key := a.ID
	if key == "" {
		key = strings.ToLower(a.Name) + "\t" + a.Country
	}
	k, ok := b.byKey[key]
	if !ok {
		k = len(b.found)
		b.byKey[key] = k
		b.found = append(b.found, found{actor: a, key: key})
		b.surname(a, k)
	}
	if a.Kind == string(knowledge.Person) {
		for _, w := range strings.Fields(m.span.Of(b.doc.Text)) {
			if w == strings.ToLower(w) {
				b.byNoun[w] = k
			}
		}
	}
	b.add(k, m)
	if acronym := b.acronymAfter(m.span); acronym != "" {
		b.byAcronym[acronym] = k
	}
}

// surname lets later mentions be the last word of a person's name; of two persons with one, neither.
func (b *binder) surname(a Actor, k int) {
	name := a.Name[strings.LastIndexByte(a.Name, ' ')+1:]
	if a.Kind != string(knowledge.Person) || name == a.Name || name == strings.ToLower(name) {
		return
	}
	if _, taken := b.bySurname[name]; taken {
		k = -1
	}
	b.bySurname[name] = k
}

func (b *binder) add(k int, m told) {
	b.taken = m.span
	if !slices.Contains(b.found[k].mentions, m) {
		b.found[k].mentions = append(b.found[k].mentions, m)
	}
}

// acronymAfter gives the acronym in parentheses right behind a mention.
func (b *binder) acronymAfter(span record.Span) string {
	rest, ok := strings.CutPrefix(b.doc.Text[span.End:], " (")
	if !ok {
		return ""
	}
	acronym, _, ok := strings.Cut(rest[:min(len(rest), 12)], ")")
	if !ok || len(acronym) < 2 || strings.ToUpper(acronym) != acronym {
		return ""
	}
	return acronym
}

// mentions gives what was found in the order of the text.
func (b *binder) mentions() []text.Mention {
	all := []text.Mention{}
	for _, f := range b.found {
		for _, m := range f.mentions {
			all = append(all, b.mention(f, m))
		}
	}
	slices.SortStableFunc(all, func(x, y text.Mention) int {
		return cmp.Or(cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(x.Span.End, y.Span.End))
	})
	return all
}

func (b *binder) mention(f found, m told) text.Mention {
	a := f.actor
	words, span := b.doc.Quote(m.span)
	as := record.Actor{ID: a.ID, Name: a.Name, Kind: a.Kind, Country: a.Country, Role: m.role, Text: words, Span: &span}
	if len(a.Sectors) > 0 {
		as.Sector = a.Sectors[0]
	}
	if len(a.Sectors) > 1 {
		as.Sectors = a.Sectors
	}
	form := text.NamedMention
	if a.ID == "" && a.Name == strings.ToLower(a.Name) {
		form = text.DescribedMention
	}
	return text.Mention{
		Span: span, Tokens: b.doc.TokensIn(span), Head: m.head, Key: f.key, As: as, Form: form,
		Plural: b.doc.Trees.Morph(m.head).Feat("Number") == "Plur", Why: strings.Join(a.Why, "; "),
	}
}
