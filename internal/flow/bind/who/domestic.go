package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// What part of the names of states and towns of a report must belong to a country for the report to be one on its own
// affairs, and how many times as many as to any other, where no dateline and no title tells; and where the lead names
// another state too.
const (
	shareOwn     = 0.5
	timesOwn     = 3
	shareOwnLead = 0.6
)

// isDomestic says that a report tells of the affairs of the one country that it is about: its dateline or title names
// that country and no other, or hardly another is named at all. counts are those of all names, lead those of the title,
// the dateline and the first sentence.
func isDomestic(home focus, counts, lead map[string]int) bool {
	if !home.clear {
		return false
	}
	all, second, other := 0, 0, false
	for c, n := range counts {
		all += n
		if c != home.country {
			second = max(second, n)
			other = other || lead[c] > 0
		}
	}
	share := float64(counts[home.country]) / float64(max(1, all))
	if other {
		return share >= shareOwnLead && counts[home.country] >= timesOwn*second
	}
	return lead[home.country] > 0 || share >= shareOwn && counts[home.country] >= timesOwn*second
}

// own reads a noun that every country has one of, "the government", "police", "the prime minister", as that of the
// country of whose own affairs the report tells. A title that a person told before bears is left to references.
func (b *binder) own(t text.TokenID, core text.TokenRange, answer Answer) Answer {
	if b.sport || len(answer.Actors) > 1 || len(answer.Actors) == 1 && (answer.Actors[0].ID != "" || answer.Actors[0].Country != "" || answer.Actors[0].named) {
		return answer
	}
	words := b.doc.SpanOf(core).Of(b.doc.Text)
	first, rest, found := strings.Cut(words, " ")
	article := found && strings.EqualFold(first, "the")
	if article {
		words = rest
	}
	if b.institution(words) {
		words = strings.ToLower(words) // "the Ministry of Foreign Affairs"
	}
	words = strings.ToLower(words[:1]) + words[1:]
	if words != strings.ToLower(words) || b.narrowed(t, core) || !b.resolver.words.has(classHome, words) && !(article && b.public(words)) {
		return answer
	}
	country := b.speaksAtHome(t, words)
	if before := b.stateBefore(t, core, words); country == "" && article && before != "" {
		country = before
	}
	switch {
	case country != "":
	case b.domestic:
		country = b.ownAt(t)
	case article && (b.resolver.words.has(classHome, words) || strings.ContainsAny(words, " -")):
		if country = b.toldAs(words); country == "" {
			country = b.nearAt(t)
		}
		if c := b.ownAt(t); country == "" && b.home.clear && !b.suffers(t, c) {
			country = c
		}
	case article:
		country = b.toldAs(words)
	}
	state, ok := b.resolver.base.StateOn(country, b.on)
	if country == "" || !ok {
		return answer
	}
	more := b.resolver.Resolve(Mention{Text: state.Name + " " + words, On: b.on}).Actors
	if len(more) != 1 || more[0].Country != country || more[0].ID != "" && more[0].Kind != string(knowledge.Government) {
		return answer
	}
	a := more[0]
	if a.ID != "" {
		return Answer{Actors: []Actor{a}}
	}
	if person(a) && (!article || b.bears(words, a.Holder)) {
		return answer
	}
	a.Name = strings.TrimPrefix(b.doc.SpanOf(core).Of(b.doc.Text), first+" ")
	if !article {
		a.Name = words
	}
	if small := strings.ToLower(a.Name); small[1:] == a.Name[1:] {
		a.Name = small
	}
	a.Why = append(a.Why, "the report tells of the affairs of "+country)
	return Answer{Actors: []Actor{a}}
}

// stateBefore gives the country of the state that is the subject of the sentence before, in the same paragraph, whose ministry a subject at
// the beginning of a sentence is: "Sudan rejected the charge. The foreign ministry said".
func (b *binder) stateBefore(t text.TokenID, core text.TokenRange, words string) string {
	i := b.doc.SentenceOf(t)
	if i == 0 || core.First != b.doc.Sentences[i].Tokens.First || b.doc.Sentences[i-1].Paragraph != b.doc.Sentences[i].Paragraph || !strings.Contains(words, " ") || !b.institution(words) {
		return ""
	}
	root := b.rootOf(i - 1)
	if root == text.NoToken {
		return ""
	}
	s := b.doc.Trees.Child(root, "nsubj", "nsubj:pass")
	if s == text.NoToken {
		return ""
	}
	if k, ok := b.byHead[s]; ok && polity(b.found[k].actor) {
		return b.found[k].actor.Country
	}
	return ""
}

// officer gives a person whom the knowledge does not hold and whose title every country has one of the country of whose own affairs the
// report tells: "President Pierre Kwabe".
func (b *binder) officer(t text.TokenID, core text.TokenRange, answer Answer) Answer {
	if len(answer.Actors) != 1 || b.sport || !b.home.clear {
		return answer
	}
	a := answer.Actors[0]
	role := strings.ToLower(a.Role)
	if a.ID != "" || !a.named || a.Country != "" || !person(a) || !b.resolver.words.has(classHome, role) || !strings.HasPrefix(strings.ToLower(b.doc.SpanOf(core).Of(b.doc.Text)), role+" ") {
		return answer
	}
	country := b.ownAt(b.top(t, core))
	if _, ok := b.resolver.base.StateOn(country, b.on); country == "" || !ok {
		return answer
	}
	a.Country = country
	a.Why = append(a.Why, "the report tells of the affairs of "+country)
	return Answer{Actors: []Actor{a}}
}

// institution says that words are nothing but the noun for a body that every state has.
func (b *binder) institution(words string) bool {
	pieces := b.question(words).cut(words)
	if len(pieces) != 1 || pieces[0].kind != known {
		return false
	}
	_, noun, _ := nouns(pieces[0])
	return noun != nil
}

// public says that words with "the" describe a body or an officer of a state, by a noun for one and words that tell which
// of its own: "the home ministry", "the interim president", "the army commander".
func (b *binder) public(words string) bool {
	q := b.question(words)
	pieces := q.cut(words)
	if len(pieces) == 0 {
		return false
	}
	last := len(pieces) - 1
	agent, noun, office := nouns(pieces[last])
	if office != nil || plural(pieces[last]) || q.is(pieces[last], classAbroad) || q.is(pieces[last], classRelation) || q.is(pieces[last], classCountry) {
		return false
	}
	switch {
	case noun != nil && noun.Kind == knowledge.Government:
	case agent != nil && agent.Class != "collective" && last == 0 && !strings.Contains(words, " ") && !q.is(pieces[0], classSole):
		return false // "the official" is somebody told before
	case agent != nil && agent.Class != "population" && len(agent.Sectors) > 0 && q.words.has(classOfficial, agent.Sectors[0]):
	default:
		return false
	}
	for _, p := range pieces[:last] {
		if p.kind != word && p.kind != known || q.is(p, classShared) || q.is(p, classArticle) || q.polity(p) != nil {
			return false
		}
		if p.kind == known {
			if a, n, _ := nouns(p); a == nil && n == nil {
				return false
			}
		}
	}
	return true
}

// narrowed says that something behind a noun tells which one is meant: "the government of the day", "the army, led by a
// colonel".
func (b *binder) narrowed(t text.TokenID, core text.TokenRange) bool {
	f := b.doc.Trees
	return slices.ContainsFunc(f.Children(t), func(c text.TokenID) bool {
		named := f.IsRel(c, "appos") && b.doc.NameAt(c) != nil && b.doc.NameAt(c).Type == text.PersonName // "the president, John Doe"
		return c >= core.End && !named && f.IsRel(c, "nmod", "appos", "flat", "compound") || f.IsRel(c, "nmod:poss", "nummod")
	}) || f.IsRel(t, "appos", "compound")
}

// ownAt gives the country of the report where neither the sentence nor, where that names none, the one before it tells
// of another.
func (b *binder) ownAt(t text.TokenID) string {
	country := b.homeAt(t, false)
	i := b.doc.SentenceOf(t)
	if country == "" && b.begun(t) {
		country = b.home.of() // "The foreign ministry summoned the ambassador of France"
		if before, _ := b.named(max(0, i-1)); i > 0 && before != "" && before != country {
			return ""
		}
		return country
	}
	if country == "" || country != b.home.country || i == 0 {
		return country
	}
	if here, _ := b.named(i); here != "" {
		return country
	}
	if before, several := b.named(i - 1); before != "" && before != country && !several {
		return ""
	}
	return country
}

// begun says that a word is a subject before which its sentence names no country.
func (b *binder) begun(t text.TokenID) bool {
	if !b.doc.Trees.IsRel(t, "nsubj") {
		return false
	}
	span := b.doc.SentenceSpan(b.doc.SentenceOf(t))
	span.End = b.doc.Tokens[t].Span.End
	none := true
	b.scanner.Scan(span.Of(b.doc.Text), func(m knowledge.Match) bool {
		none = b.standsFor(m.Candidates(), false) == ""
		return none
	})
	return none
}

// toldAs gives the country of the one actor who was told before by the same description, "" where there is none or another.
func (b *binder) toldAs(words string) (country string) {
	for i := range b.found {
		a := &b.found[i].actor
		if a.ID != "" || a.named || a.Country == "" || !strings.EqualFold(a.Name, words) || !b.toldHere(&b.found[i]) {
			continue
		}
		if country != "" && country != a.Country {
			return ""
		}
		country = a.Country
	}
	return country
}

// farNear is how many sentences of a paragraph back the one state is told whose government "the government" is, in a report
// on the affairs of several.
const farNear = 3

// nearAt gives the one country that the sentence of a word tells of, or the nearest of those before it in its paragraph that
// tell of any; "" where that tells of several, and where that country does something to who is told by the word.
func (b *binder) nearAt(t text.TokenID) string {
	i := b.doc.SentenceOf(t)
	for k := i; k >= 0 && i-k <= farNear && b.doc.Sentences[k].Paragraph == b.doc.Sentences[i].Paragraph; k-- {
		here, several := b.named(k)
		if k == i && here != "" && !several && !b.tiedTo(t) {
			return "" // "The president fled to Guinea"
		}
		switch {
		case several || here != "" && k == i && b.suffers(t, here):
			return ""
		case here != "":
			return here
		}
	}
	return ""
}

// tiedTo says that the country that a sentence names is told before a word, or behind it as where something happens.
func (b *binder) tiedTo(t text.TokenID) bool {
	span := b.doc.SentenceSpan(b.doc.SentenceOf(t))
	words, tied := span.Of(b.doc.Text), false
	b.scanner.Scan(words, func(m knowledge.Match) bool {
		if b.standsFor(m.Candidates(), false) == "" {
			return true
		}
		before := strings.Fields(words[:m.Start])
		if n := len(before); n > 1 && b.resolver.words.has(classArticle, before[n-1]) {
			before = before[:n-1]
		}
		tied = span.Start+m.Start < b.doc.Tokens[t].Span.Start || len(before) > 0 && b.resolver.words.has(classIn, before[len(before)-1])
		return !tied
	})
	return tied
}

// countryTold is the country whose names a sentence holds.
type countryTold struct {
	known   bool // it was looked for
	country string
	several bool
}

// named gives the country whose names a sentence holds, and says whether there are several.
func (b *binder) named(i int) (country string, several bool) {
	if b.countries == nil {
		b.countries = make([]countryTold, len(b.doc.Sentences))
	}
	if c := b.countries[i]; c.known {
		return c.country, c.several
	}
	b.scanner.Scan(b.doc.SentenceSpan(i).Of(b.doc.Text), func(m knowledge.Match) bool {
		if c := b.standsFor(m.Candidates(), false); c != "" {
			several = country != "" && c != country
			country = c
		}
		return !several
	})
	b.countries[i] = countryTold{true, country, several}
	return country, several
}

// bears says that a person told before has a title, or is the one who held the office on the date.
func (b *binder) bears(title, holder string) bool {
	return slices.ContainsFunc(b.found, func(f found) bool {
		return person(f.actor) && (f.actor.named || f.actor.ID != "") && (f.actor.Name == holder || strings.Contains(strings.ToLower(f.actor.Role), title) ||
			slices.ContainsFunc(f.mentions, func(m told) bool { return strings.Contains(strings.ToLower(m.role), title) }))
	})
}
