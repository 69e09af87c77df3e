package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// How many sentences back the one person of a people is told whom "the Frenchman" means, and how many pronouns in a row may lead
// back to the person of whom a sentence tells.
const (
	farEpithet = 3
	farTopic   = 3
	farBeside  = 3 // how much further back another of his people may be told who would be meant as well
	farSame    = 4 // how far back the same noun told of somebody who may still be meant
)

// The values of nouns that mean a person told before only behind "former" or an age, and of those that do so where he has the office.
const (
	afterFormer = "former"
	withOffice  = "office"
)

// epithet is a phrase that tells of somebody named before by what he is, was or where he is from.
type epithet struct {
	noun    string // in small letters, "" for "the Frenchman" and "the 58-year-old"
	words   string // the noun with the words before it that belong to it: "foreign secretary"
	office  bool   // whoever is told of so has an office that the noun tells: "the premier"
	owned   bool   // "his Venezuelan ally"
	country string
	gender  string
	past    bool // "former"
	sole    bool // the noun is the title of somebody who governs
	aged    bool // "87-year-old", "veteran", "Harvard-educated"
}

// calledBy finds the person named just before whom a phrase tells of by another noun: "the former banker", "the veteran diplomat", "the
// cleric", "the 58-year-old", "the Frenchman". He is the only one named in the sentence before, or the only one of his people in the
// few before.
func (b *binder) calledBy(i int, t text.TokenID, core text.TokenRange) (int, bool) {
	e, ok := b.epithetOf(t, core)
	if !ok || b.sport || b.toldBy(t, core) {
		return 0, false
	}
	if e.country != "" || e.office && !e.past {
		if k, found := b.ofPeople(i, t, e); found || e.owned {
			return k, found
		}
	}
	if !b.doc.Trees.IsRel(t, "nsubj", "nsubj:pass") || i == 0 || b.personsIn(i, t) {
		return 0, false
	}
	return b.lastNamed(i, t, e)
}

// epithetOf reads a phrase with "the", or with "his", whose noun may stand for somebody named before.
func (b *binder) epithetOf(t text.TokenID, core text.TokenRange) (e epithet, ok bool) {
	article, words, _ := strings.Cut(b.doc.SpanOf(core).Of(b.doc.Text), " ")
	e.owned = strings.EqualFold(article, "his") || strings.EqualFold(article, "her")
	if !strings.EqualFold(article, "the") && !e.owned || core.End != t+1 || b.doc.Trees.Morph(t).Feat("Number") == "Plur" || b.toldFurther(t) || strings.ContainsAny(words, ",;&\"“") {
		return e, false
	}
	q := b.question(words)
	pieces := q.cut(words)
	first, ok := e.qualify(q, pieces)
	switch {
	case !ok:
		return e, false
	case first == len(pieces): // "the Frenchman", "the 58-year-old"
		return e, !e.owned && (e.aged || e.country != "" && !e.past && len(pieces) == 1 && onePerson(words))
	}
	e.noun = strings.ToLower(b.doc.Word(t))
	e.words = strings.ToLower(words[pieces[first].start:])
	if e.owned {
		return e, e.country != "" && first == len(pieces)-1 && b.resolver.words.has(classPeer, e.noun)
	}
	return e, b.standsForPerson(&e)
}

// qualify reads the words before a noun that tell of a people, of the past or of what somebody is like, and gives where those that belong to
// the noun begin. It says no where a name is among them.
func (e *epithet) qualify(q *question, pieces []piece) (first int, ok bool) {
	for k, p := range pieces {
		low := strings.ToLower(p.text)
		end := low[strings.LastIndexByte(low, '-')+1:]
		switch {
		case k+1 < len(pieces) && pieces[k+1].start == p.end+1 && q.words.has(classPortrait, pieces[k+1].text): // "US-educated"
		case p.kind == known && p.capital() && e.country == "" && q.peopleOf(p) != "":
			e.country, first = q.peopleOf(p), k+1
		case p.kind == word && q.words.has(classFormer, low):
			e.past, first = true, k+1
		case strings.HasSuffix(low, "year-old") || k < len(pieces)-1 && (q.words.has(classPortrait, end) || q.words.has(classPortrait, low)):
			e.aged, first = true, k+1
		case p.capital() && !q.words.has(classFaith, low):
			return 0, false
		}
	}
	return first, len(pieces) > 0
}

// peopleOf gives the country of an adjective of a people, or of a noun for one of it: "Frenchman".
func (q *question) peopleOf(p piece) string {
	for _, c := range p.found {
		if c.Entity != nil && c.Entity.Polity != nil && (c.Name.Relation == knowledge.IsAdjective || c.Name.Relation == knowledge.IsPerson) {
			return c.Entity.Country
		}
	}
	return ""
}

// onePerson says that the adjective of a people may mean one of them: not "the French".
func onePerson(word string) bool {
	for _, end := range []string{"ese", "sh", "ch", "ss"} {
		if strings.HasSuffix(word, end) {
			return false
		}
	}
	return true
}

// standsForPerson says that the noun of a phrase may mean a person named before.
func (b *binder) standsForPerson(e *epithet) bool {
	values, listed := b.resolver.words[classEpithet][e.noun]
	agent := false
	for _, c := range b.resolver.base.Find(e.noun) {
		if c.Agent != nil && c.Agent.Noun == e.noun && c.Agent.Class != "population" && c.Agent.Class != "collective" {
			agent, e.gender = true, genderOf(c.Agent.Gender)
			e.sole = e.sole || !listed && c.Agent.Class == "title" && len(c.Agent.Sectors) > 0 && c.Agent.Sectors[0] == "GOV"
		}
	}
	e.office = slices.Contains(values, withOffice)
	return listed && !slices.Contains(values, afterFormer) || (e.past || e.aged) && (listed || agent)
}

// toldFurther says that something behind a noun tells who is meant: "the lawyer for the family", "the diplomat who had left".
func (b *binder) toldFurther(t text.TokenID) bool {
	f := b.doc.Trees
	pronoun := func(c text.TokenID) bool { return f.UPOS(c) == "PRON" }
	return f.IsRel(t, "appos", "compound", "conj", "flat", "nmod:desc") || slices.ContainsFunc(f.Children(t), func(c text.TokenID) bool {
		if f.IsRel(c, "acl", "acl:relcl") {
			first := f.Edges(c).First
			return c > t && b.doc.Word(first) != "," && b.doc.Word(first-1) != ","
		}
		return c > t && f.IsRel(c, "nmod", "appos", "flat", "compound", "conj") || f.IsRel(c, "nmod:poss") && !pronoun(c) || f.IsRel(c, "cop", "nummod")
	})
}

// toldBy says that somebody was told before by the noun of a phrase, or by it alone in the words before a name, which references follow:
// "a lawyer said so. The lawyer added".
func (b *binder) toldBy(t text.TokenID, core text.TokenRange) bool {
	f := b.doc.Trees
	if f.UPOS(t) != "NOUN" {
		return false
	}
	former := core.Len() > 2 && b.resolver.words.has(classFormer, b.doc.Word(core.First+1))
	noun := f.Lemma(t)
	for w := b.doc.Sentences[max(0, b.doc.SentenceOf(t)-farSame)].Tokens.First; w < t; w++ {
		if f.UPOS(w) != "PUNCT" && strings.EqualFold(f.Lemma(w), noun) && f.Morph(w).Feat("Number") != "Plur" && (!former || f.UPOS(w) == "NOUN" && b.former(w)) {
			return true
		}
	}
	return false
}

// former says that a noun is told with "former" before it.
func (b *binder) former(w text.TokenID) bool {
	return slices.ContainsFunc(b.doc.Trees.Children(w), func(c text.TokenID) bool {
		return c < w && b.resolver.words.has(classFormer, b.doc.Word(c))
	})
}

// ofPeople finds the one person of a people who is named in the sentences just before.
func (b *binder) ofPeople(i int, t text.TokenID, e epithet) (int, bool) {
	subject, who, far := b.doc.Trees.IsRel(t, "nsubj", "nsubj:pass"), -1, farEpithet
	if e.owned {
		far = farOffice
	}
	recent := 0
	for k := range b.found {
		a := &b.found[k].actor
		if !person(*a) || e.country != "" && b.countryOfPerson(a) != e.country || !b.toldSince(k, i-far-farBeside, t) {
			continue
		}
		if !isNamed(a) {
			if e.country != "" && !e.owned && !slices.ContainsFunc(b.found[k].mentions, func(m told) bool { return m.plural }) {
				return 0, false // "an American aid worker"
			}
			continue
		}
		if !b.fitsEpithet(a, e) || !subject && b.toldSince(k, i, t) || b.toldLater(a, t) {
			continue
		}
		if b.toldSince(k, i-far, t) {
			recent++
		} else if subject {
			continue
		}
		if who >= 0 {
			return 0, false
		}
		who = k
	}
	return who, who >= 0 && recent > 0
}

// lastNamed finds the one person who is named in the sentence before that of a word, or of whom its "he" tells.
func (b *binder) lastNamed(i int, t text.TokenID, e epithet) (int, bool) {
	if b.doc.Sentences[i-1].Kind != text.Running {
		return 0, false
	}
	topic, clear := b.topic(i-1, farTopic)
	if !clear {
		return 0, false
	}
	var all []int
	for k := range b.found {
		a := &b.found[k].actor
		if !person(*a) || !isNamed(a) || k != topic && !b.toldWithin(k, i-1) || !b.fitsEpithet(a, e) || b.toldLater(a, t) {
			continue
		}
		all = append(all, k)
	}
	switch {
	case !e.past && !e.aged && b.strangers(i-1):
	case len(all) == 1:
		return all[0], true
	case slices.Contains(all, topic) && b.toldWithin(topic, i-1) && !b.meets(i-1):
		return topic, true // "Uribe accused Chavez. The conservative lawyer"
	}
	return 0, false
}

// strangers says that a sentence tells of one person without a name beside others, who may be told of next: "told the ambassador".
func (b *binder) strangers(i int) bool {
	return slices.ContainsFunc(b.found, func(f found) bool {
		return person(f.actor) && !isNamed(&f.actor) && slices.ContainsFunc(f.mentions, func(m told) bool {
			return !m.plural && b.doc.SentenceOf(m.head) == i && b.doc.Trees.IsRel(m.head, "nsubj", "obj", "iobj", "obl")
		})
	})
}

// meets says that the verb of a sentence is one whose object may be told of next as well as its subject: "Perry met Tang".
func (b *binder) meets(i int) bool {
	root := b.rootOf(i)
	return root == text.NoToken || b.resolver.words.has(classMeeting, b.doc.Trees.Lemma(root))
}

// rootOf gives the first root of a sentence.
func (b *binder) rootOf(i int) text.TokenID {
	for w := b.doc.Sentences[i].Tokens.First; w < b.doc.Sentences[i].Tokens.End; w++ {
		if b.doc.Trees.Head(w) == text.NoToken {
			return w
		}
	}
	return text.NoToken
}

// topic gives the person who is the subject of a sentence, -1 where it is none; clear is false where it is somebody without a name, or a
// pronoun that leads nowhere.
func (b *binder) topic(i, far int) (who int, clear bool) {
	f := b.doc.Trees
	s := text.NoToken
	if root := b.rootOf(i); root != text.NoToken {
		s = f.Child(root, "nsubj", "nsubj:pass")
	}
	if s == text.NoToken {
		return -1, true
	}
	for _, w := range append(f.ChildrenBy(s, "appos", "flat"), s) { // "Its leader, John Doe, said"
		if k, ok := b.byHead[w]; ok && (w == s || person(b.found[k].actor)) {
			a := &b.found[k].actor
			return k, !person(*a) || isNamed(a)
		}
	}
	switch f.UPOS(s) {
	case "PRON":
		if low := strings.ToLower(b.doc.Word(s)); low != "he" && low != "she" {
			return -1, true
		}
		if far == 0 || i == 0 || b.doc.Sentences[i-1].Kind != text.Running {
			return -1, false
		}
		who, clear = b.topic(i-1, far-1)
		return who, clear && who >= 0 && person(b.found[who].actor)
	case "NOUN":
		return -1, !slices.ContainsFunc(b.resolver.base.Find(strings.ToLower(f.Lemma(s))), func(c knowledge.Candidate) bool {
			return c.Agent != nil && c.Agent.Class != "population" && c.Agent.Class != "collective"
		}) || f.Morph(s).Feat("Number") == "Plur"
	}
	return -1, true
}

// isNamed says that a person has a name.
func isNamed(a *Actor) bool { return a.ID != "" || a.named }

// personsIn says that a sentence names a person, or tells of one by "he", before a word.
func (b *binder) personsIn(i int, t text.TokenID) bool {
	for w := b.doc.Sentences[i].Tokens.First; w < t; w++ {
		if low := strings.ToLower(b.doc.Word(w)); low == "he" || low == "she" || low == "his" || low == "her" || low == "him" {
			return true
		}
		if x := b.leader(b.at(w)); x != nil && person(*x) {
			return true
		}
	}
	return false
}

// fitsEpithet says that a person may be told of by a phrase.
func (b *binder) fitsEpithet(a *Actor, e epithet) bool {
	if g := b.gender(*a); g != "" && e.gender != "" && g != e.gender {
		return false
	}
	if c := b.countryOfPerson(a); e.country != "" && c != "" && c != e.country {
		return false
	}
	role := strings.ToLower(a.Role)
	if e.owned {
		return role != "" && !strings.HasPrefix(role, "former ")
	}
	if e.past {
		return role == "" || strings.HasPrefix(role, "former ") || !strings.Contains(role, e.words)
	}
	offices := b.resolver.words.values(classCalled, e.noun)
	if e.office {
		return holds(role, offices)
	}
	if e.sole && len(offices) == 0 && !strings.Contains(role, e.noun) || e.sole && role == "" {
		return false // "the embattled president" is none but a president
	}
	return len(offices) == 0 || role == "" || a.ID == "" && len(a.Sectors) == 0 || holds(role, offices)
}

// countryOfPerson gives the country of a person who serves a body of states, too.
func (b *binder) countryOfPerson(a *Actor) string {
	if len(a.Country) == len("FRA") && !b.resolver.words.has(classApart, a.Country) {
		return a.Country
	}
	if e, ok := b.resolver.base.Entity(a.ID); ok && a.ID != "" {
		return e.Country
	}
	return ""
}

// toldSince says that an actor was told before a word, from a sentence on.
func (b *binder) toldSince(k, sentence int, t text.TokenID) bool {
	return slices.ContainsFunc(b.found[k].mentions, func(m told) bool { return m.head < t && b.doc.SentenceOf(m.head) >= sentence })
}

// toldWithin says that a sentence tells of an actor, not only as whose something is.
func (b *binder) toldWithin(k, sentence int) bool {
	return slices.ContainsFunc(b.found[k].mentions, func(m told) bool {
		return b.doc.SentenceOf(m.head) == sentence && !b.doc.Trees.IsRel(m.head, "nmod:poss")
	})
}

// toldLater says that the sentence of a word names somebody behind it, who is another then.
func (b *binder) toldLater(a *Actor, t text.TokenID) bool {
	name := a.Name[strings.LastIndexByte(a.Name, ' ')+1:]
	for w := t + 1; w < b.doc.Sentences[b.doc.SentenceOf(t)].Tokens.End; w++ {
		if b.doc.Word(w) == name {
			return true
		}
	}
	return false
}
