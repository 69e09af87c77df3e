package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// share gives described actors the country that the phrase they are coordinated with has: "Afghan officials and
// lawmakers", "soldiers and police from Chad".
func (b *binder) share(sentence int, t text.TokenID, core text.TokenRange, answer *Answer) {
	if len(answer.Actors) != 1 {
		return
	}
	a := &answer.Actors[0]
	if a.ID != "" || a.Country != "" || a.named || len(a.Sectors) == 0 || b.resolver.words.has(classApart, a.Sectors[0]) {
		return
	}
	f := b.doc.Trees
	all := f.Conjuncts(t)
	if len(all) < 2 || f.Child(t, "det", "nmod:poss") != text.NoToken && t != all[0] {
		return
	}
	if first := all[0]; first != t {
		k, ok := b.byHead[first]
		if x := b.leader(k, ok); x != nil && x.ID == "" && x.Country != "" && len(x.Country) == 3 && !b.resolver.words.has(classApart, x.Country) && f.IsRel(t, "conj") {
			a.Country = x.Country
			a.Why = append(a.Why, "the country of "+x.Name)
			return
		}
	}
	end := all[len(all)-1]
	for _, w := range all {
		for _, c := range f.ChildrenBy(w, "nmod") {
			mark := f.Child(c, "case")
			if c < end || mark != end+1 || !b.belonging(mark) {
				continue
			}
			tail := b.doc.SpanOf(text.TokenRange{First: mark, End: b.core(c).End})
			words := b.doc.SpanOf(core).Of(b.doc.Text) + " " + tail.Of(b.doc.Text)
			more := b.resolver.Resolve(Mention{Text: words, On: b.on})
			if len(more.Actors) == 1 && more.Actors[0].Country != "" {
				name := a.Name
				*a = more.Actors[0]
				b.use(b.doc.TokensIn(tail))
				a.Name = name
				return
			}
		}
	}
}

// leader gives an actor that was found before.
func (b *binder) leader(k int, ok bool) *Actor {
	if !ok {
		return nil
	}
	return &b.found[k].actor
}

// apposed joins a noun phrase to the one that it stands beside as an apposition: "Jane Doe, a spokeswoman for the Red
// Cross", "the group's leader, John Doe". It says whether the phrase needs no actor of its own.
func (b *binder) apposed(a Actor, m told) bool {
	f := b.doc.Trees
	if !f.IsRel(m.head, "appos") {
		return false
	}
	k, ok := b.byHead[f.Head(m.head)]
	if !ok || len(b.found[k].mentions) == 0 {
		return false
	}
	x := &b.found[k].actor
	first := b.found[k].mentions[len(b.found[k].mentions)-1]
	if first.head != f.Head(m.head) || first.plural != m.plural && !(x.ID != "" && x.Kind != string(knowledge.Person)) {
		return false
	}
	m.role, m.form = a.Role, formOf(a)
	switch {
	case x.named && formOf(a) == text.DescribedMention && a.Kind == string(knowledge.Person):
		b.enrich(x, a)
	case x.named || a.Kind == string(knowledge.Person) != (x.Kind == string(knowledge.Person)) && !(a.ID == "" && a.Country == ""):
		return false
	case x.ID != "" && a.ID == "" && !a.named:
		if a.Country != "" && a.Country != x.Country {
			return true // what it is to another: "a critic of Pakistan"
		}
		if len(x.Sectors) == 0 && person(*x) {
			b.enrich(x, a) // somebody whose roles are not known on the date
		}
	case x.ID == "" && a.named:
		named := a
		b.enrich(&named, *x)
		b.found[k].key = keyOf(named)
		b.byKey[b.found[k].key] = k
		*x = named
		b.surname(named, k)
	case x.ID == "" && a.ID != "" && len(b.found[k].mentions) == 1 && (x.Country == "" || x.Country == a.Country):
		b.found[k].mentions = nil
		if len(a.Sectors) == 0 && person(a) {
			b.enrich(&a, *x)
			m.role = a.Role
		}
		b.keep(a, m)
		k = b.byHead[m.head]
		m = first
		m.form = text.DescribedMention
	default:
		return false
	}
	b.add(k, m)
	return true
}

// enrich gives a person whom the knowledge does not hold what a description tells.
func (b *binder) enrich(x *Actor, a Actor) {
	if x.Country == "" {
		x.Country = a.Country
	}
	if len(a.Sectors) > 0 {
		x.Sectors = a.Sectors
	}
	if x.Role == "" {
		x.Role = a.Role
	}
	if x.Role == "" {
		x.Role = a.Name
	}
	if x.Gender == "" {
		x.Gender = a.Gender
	}
	if x.Body == "" {
		x.Body = a.Body
	}
	x.Why = append(append(x.Why[:len(x.Why):len(x.Why)], "apposition: "+a.Name), a.Why...)
}

// owners keeps who owns an actor within its own words: "the Taliban" in "the Taliban's foreign minister", "Hezbollah"
// in "the leader of Hezbollah". A state that only follows ("ministers of Afghanistan") is told by the actor.
func (b *binder) owners(sentence int, t text.TokenID, taken text.TokenRange, whole []Actor) {
	f := b.doc.Trees
	for c := taken.First; c < taken.End; c++ {
		first := f.Conjuncts(c)[0]
		owner := f.IsRel(c, "nmod:poss")
		mark := f.Child(first, "case")
		follows := f.IsRel(first, "nmod", "obl") && mark != text.NoToken && mark < first && first != t && taken.Has(first)
		if !owner && !follows || f.UPOS(c) == "PRON" || c == t || owner && b.capital(c) && b.capital(t) && b.resolver.words.has(classFolk, b.doc.Word(c)) {
			continue // "Teachers' Union"
		}
		core := b.core(c)
		at := b.doc.SpanOf(core)
		if b.inName(at) || core.First < taken.First || core.End > taken.End {
			continue
		}
		if follows && b.resolver.words.has(classIn, b.doc.Word(mark)) {
			b.place(c, core) // "police in Mombasa"
			continue
		}
		if follows && whole[0].body {
			continue // "Department of Foreign Affairs"
		}
		whose := b.ask(sentence, at).Actors
		if len(whose) == 0 {
			whose = b.unknown(c, core).Actors // "the government of Pierre Buyoya"
		}
		for _, a := range whose {
			if c != first && a.Country != whole[0].Country {
				a = b.compatriot(a, at, whole[0].Country)
			}
			told := a.ID != "" && slices.ContainsFunc(whole, func(w Actor) bool { return w.ID == a.ID })
			if told || a.ID == "" && !a.named && (a.Country == "" || !owner && c == first) || !owner && polity(a) {
				continue
			}
			b.use(core)
			b.keepOwner(a, at, c)
			break
		}
	}
}

func (b *binder) keepOwner(a Actor, at record.Span, head text.TokenID) {
	plural := a.ID == "" && b.doc.Trees.Morph(head).Feat("Number") == "Plur"
	b.keep(a, told{span: at, head: head, role: a.Role, form: formOf(a), plural: plural})
}

// compatriot reads a body once more as one of a country: "the Foreign Office" beside another of Pakistan.
func (b *binder) compatriot(a Actor, at record.Span, country string) Actor {
	state, ok := b.resolver.base.StateOn(country, b.on)
	if !ok || person(a) {
		return a
	}
	words := at.Of(b.doc.Text)
	if first, rest, _ := strings.Cut(words, " "); b.resolver.words.has(classArticle, first) {
		words = rest
	}
	more := b.resolver.Resolve(Mention{Text: state.Name + " " + words, On: b.on}).Actors
	if len(more) != 1 || more[0].Country != country || len(a.Sectors) > 0 && !slices.Contains(more[0].Sectors, a.Sectors[0]) {
		return a
	}
	if more[0].ID == "" {
		more[0].Name = words
	}
	return more[0]
}

func polity(a Actor) bool {
	return a.Kind == string(knowledge.State) || a.Kind == string(knowledge.Territory)
}
