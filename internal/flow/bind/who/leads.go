package who

import (
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// ledBy gives a person of whom nothing else is known the country and the sector of what he leads: "Jane Doe, who heads the teachers' union",
// "Jane Doe, who leads the larger of the two Basque parties".
func (b *binder) ledBy(a Actor, m told) {
	f := b.doc.Trees
	n := m.head
	if up := f.Head(n); up != text.NoToken && f.IsRel(n, "nmod") && (f.UPOS(up) == "ADJ" || f.UPOS(up) == "NUM" || f.UPOS(up) == "PRON") {
		n = up
	}
	verb := f.Head(n)
	if verb == text.NoToken || !f.IsRel(n, "obj") || !f.IsRel(verb, "acl:relcl") || len(a.Sectors) == 0 || person(a) || a.Kind == string(knowledge.Population) ||
		!b.resolver.words.has(classLeading, strings.ToLower(f.Lemma(verb))) {
		return
	}
	who, subject := f.Head(verb), f.Child(verb, "nsubj")
	if subject == text.NoToken || f.UPOS(subject) != "PRON" || !f.IsRel(subject, "nsubj") {
		return
	}
	leader := Actor{Kind: string(knowledge.Person), Country: a.Country, Sectors: a.Sectors, Role: "leader of " + a.Name, Body: a.ID, named: true, Why: []string{"leads " + a.Name}}
	if k, ok := b.byHead[who]; ok {
		if x := &b.found[k].actor; person(*x) && len(x.Sectors) == 0 {
			leader.Name = x.Name
			b.enrich(x, leader)
		}
		return
	}
	name := b.doc.NameAt(who)
	if name == nil || name.Type != text.PersonName || name.Tokens.Len() < 2 || b.used[who] {
		return
	}
	span := b.doc.SpanOf(name.Tokens)
	leader.Name = span.Of(b.doc.Text)
	b.use(name.Tokens)
	b.keep(leader, told{span: span, head: who, role: leader.Role, form: formOf(leader)})
}
