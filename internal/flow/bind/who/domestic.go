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
	if !b.domestic || len(answer.Actors) > 1 || len(answer.Actors) == 1 && (answer.Actors[0].ID != "" || answer.Actors[0].Country != "" || answer.Actors[0].named) {
		return answer
	}
	words := b.doc.SpanOf(core).Of(b.doc.Text)
	first, rest, found := strings.Cut(words, " ")
	article := found && strings.EqualFold(first, "the")
	if article {
		words = rest
	}
	words = strings.ToLower(words[:1]) + words[1:]
	if !b.resolver.words.has(classHome, words) || words != strings.ToLower(words) || b.narrowed(t, core) {
		return answer
	}
	country := b.ownAt(t)
	state, ok := b.resolver.base.StateOn(country, b.on)
	if country == "" || !ok {
		return answer
	}
	more := b.resolver.Resolve(Mention{Text: state.Name + " " + words, On: b.on}).Actors
	if len(more) != 1 || more[0].ID != "" || more[0].Country != country {
		return answer
	}
	a := more[0]
	if person(a) && (!article || b.bears(words, a.Holder)) {
		return answer
	}
	a.Name = words
	a.Why = append(a.Why, "the report tells of the affairs of "+country)
	return Answer{Actors: []Actor{a}}
}

// narrowed says that something behind a noun tells which one is meant: "the government of the day", "the army, led by a
// colonel".
func (b *binder) narrowed(t text.TokenID, core text.TokenRange) bool {
	f := b.doc.Trees
	return slices.ContainsFunc(f.Children(t), func(c text.TokenID) bool {
		return c >= core.End && f.IsRel(c, "nmod", "appos", "flat", "compound") || f.IsRel(c, "nmod:poss", "nummod")
	}) || f.IsRel(t, "appos", "compound")
}

// ownAt gives the country of the report where neither the sentence nor, where that names none, the one before it tells
// of another.
func (b *binder) ownAt(t text.TokenID) string {
	country := b.homeAt(t, false)
	i := b.doc.SentenceOf(t)
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

// named gives the country whose names a sentence holds, and says whether there are several.
func (b *binder) named(i int) (country string, several bool) {
	b.scanner.Scan(b.doc.SentenceSpan(i).Of(b.doc.Text), func(m knowledge.Match) bool {
		if c := b.standsFor(m.Candidates(), false); c != "" {
			several = country != "" && c != country
			country = c
		}
		return !several
	})
	return country, several
}

// bears says that a person told before has a title, or is the one who held the office on the date.
func (b *binder) bears(title, holder string) bool {
	return slices.ContainsFunc(b.found, func(f found) bool {
		return person(f.actor) && (f.actor.named || f.actor.ID != "") && (f.actor.Name == holder || strings.Contains(strings.ToLower(f.actor.Role), title) ||
			slices.ContainsFunc(f.mentions, func(m told) bool { return strings.Contains(strings.ToLower(m.role), title) }))
	})
}
