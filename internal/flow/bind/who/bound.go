package who

import (
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
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
	if !ok {
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
	case x.ID == "" && a.named:
		named := a
		b.enrich(&named, *x)
		b.found[k].key = keyOf(named)
		b.byKey[b.found[k].key] = k
		*x = named
		b.surname(named, k)
	case x.ID == "" && a.ID != "" && len(b.found[k].mentions) == 1 && (x.Country == "" || x.Country == a.Country):
		b.found[k].mentions = nil
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
func (b *binder) owners(sentence int, t text.TokenID, taken text.TokenRange, whole string) {
	f := b.doc.Trees
	for c := taken.First; c < taken.End; c++ {
		owner := f.IsRel(c, "nmod:poss")
		mark := f.Child(c, "case")
		if !owner && (!f.IsRel(c, "nmod") || mark == text.NoToken || mark > c) || f.UPOS(c) == "PRON" || c == t {
			continue
		}
		core := b.core(c)
		at := b.doc.SpanOf(core)
		if b.inName(at) || core.First < taken.First || core.End > taken.End {
			continue
		}
		for _, a := range b.ask(sentence, at).Actors {
			if a.ID == "" && (a.Country == "" || !owner) || a.ID != "" && a.ID == whole || !owner && polity(a) {
				continue
			}
			m := told{span: at, head: c, role: a.Role, form: formOf(a), plural: f.Morph(c).Feat("Number") == "Plur" && a.ID == ""}
			b.keep(a, m)
			break
		}
	}
}

func polity(a Actor) bool {
	return a.Kind == string(knowledge.State) || a.Kind == string(knowledge.Territory)
}
