package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// farOffice is how many sentences back a person may have been told whom "the Iranian president" means.
const farOffice = 15

// inOffice finds the person named before whom a description by a people and an office means: "the Iranian president" after "Mahmoud
// Ahmadinejad". There is one of that state who may be called so, and no second.
func (b *binder) inOffice(t text.TokenID, core text.TokenRange, answer Answer) (int, bool) {
	if len(answer.Actors) != 1 {
		return 0, false
	}
	a, f := &answer.Actors[0], b.doc.Trees
	if a.ID != "" || a.named || len(a.Country) != len("IRN") || f.Morph(t).Feat("Number") == "Plur" || f.IsRel(t, "appos", "compound", "nmod:desc", "conj") || f.Child(t, "appos", "flat", "acl:relcl", "nmod:poss") != text.NoToken {
		return 0, false
	}
	article, words, _ := strings.Cut(b.doc.SpanOf(core).Of(b.doc.Text), " ")
	if !strings.EqualFold(article, "the") {
		return 0, false
	}
	offices := b.officesIn(words, a.Country)
	if offices == nil {
		return 0, false
	}
	who, here := -1, b.doc.SentenceOf(t)
	for i := range b.found {
		x := &b.found[i].actor
		if !person(*x) || x.ID == "" && !x.named || x.Country != a.Country || !holds(x.Role, offices) || !b.toldLately(i, t) {
			continue
		}
		if who >= 0 {
			return 0, false
		}
		who = i
	}
	if who >= 0 && !b.toldSince(who, here-farEpithet, t) && b.foreigner(here) {
		return 0, false
	}
	return who, who >= 0
}

// foreigner says that one of the sentences before names a person whose country is not known, who may be meant by a people.
func (b *binder) foreigner(sentence int) bool {
	return slices.ContainsFunc(b.found, func(f found) bool {
		return person(f.actor) && f.actor.named && f.actor.Country == "" && slices.ContainsFunc(f.mentions, func(m told) bool {
			return b.doc.SentenceOf(m.head) < sentence && b.doc.SentenceOf(m.head) >= sentence-farEpithet
		})
	})
}

// officesIn gives the words of roles for words such as "Iranian foreign minister", of the people of a country and an office; nil
// where there is anything else.
func (b *binder) officesIn(words, country string) []string {
	list := strings.Fields(words)
	for i := 1; i < len(list); i++ {
		offices := b.resolver.words.values(classCalled, strings.Join(list[i:], " "))
		if len(offices) == 0 {
			continue
		}
		people := strings.Join(list[:i], " ")
		q := b.question(people)
		pieces := q.cut(people)
		if len(pieces) != 1 || pieces[0].kind != known || !q.adjectival(pieces[0]) {
			return nil
		}
		if e := q.polity(pieces[0]); e == nil || e.Country != country {
			return nil
		}
		return offices
	}
	return nil
}

// holds says that a role is one of some offices, and not over.
func holds(role string, offices []string) bool {
	role = strings.ToLower(role)
	if strings.HasPrefix(role, "former ") || strings.HasPrefix(role, "deputy ") || strings.HasPrefix(role, "vice ") {
		return false
	}
	for _, o := range offices {
		if strings.Contains(role, o) {
			return true
		}
	}
	return false
}

// toldLately says that an actor was told before a word, in the sentences just before.
func (b *binder) toldLately(i int, t text.TokenID) bool {
	for _, m := range b.found[i].mentions {
		if m.head < t && b.doc.SentenceOf(t)-b.doc.SentenceOf(m.head) <= farOffice {
			return true
		}
	}
	return false
}
