package who

import (
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// writtenFrom gives the country of the town that the dateline of a report names, in capitals or not; "" where it names none, several, or
// a seat of bodies of many states, from where one writes of all of them.
func (b *binder) writtenFrom() string {
	for i := b.inside.first; i < b.inside.end; i++ {
		if b.doc.Sentences[i].Kind != text.Dateline {
			continue
		}
		line := b.doc.SentenceSpan(i).Of(b.doc.Text)
		country := b.countryOfLine(i)
		if country == "" {
			continue
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return r == ',' || r == '(' || r == '-' || r == '–' || r == '—' || r == ':' }) {
			if b.resolver.words.has(classForum, strings.TrimSpace(w)) {
				return ""
			}
		}
		return country
	}
	return ""
}

// countryOfLine gives the country of the places that a dateline names; "" where it names none, or those of several.
func (b *binder) countryOfLine(i int) string {
	country, several := "", false
	b.scanner.Scan(lowered(b.doc.SentenceSpan(i).Of(b.doc.Text)), func(m knowledge.Match) bool {
		if c := b.standsFor(m.Candidates(), false); c != "" {
			several = several || country != "" && c != country
			country = c
		}
		return true
	})
	if several {
		return ""
	}
	return country
}

// lowered writes words in capitals with a capital at the beginning alone: "PHNOM PENH" as "Phnom Penh".
func lowered(line string) string {
	const shortest = 4 // "UN", "US" stay
	words := strings.Split(line, " ")
	for i, w := range words {
		if len(w) >= shortest && w == strings.ToUpper(w) {
			words[i] = w[:1] + strings.ToLower(w[1:])
		}
	}
	return strings.Join(words, " ")
}

// speaksAtHome gives the country that a report is written from, for a body or an officer that the report does not say of which state it is
// and that says something there: "PHNOM PENH - The temple collapsed under Thai fire, the government said". It is "" for those who do not
// speak, and where the report told before of one of another state by the same words.
func (b *binder) speaksAtHome(t text.TokenID, words string) string {
	f := b.doc.Trees
	verb := f.Head(t)
	if b.from == "" || verb == text.NoToken || !f.IsRel(t, "nsubj") || f.IsRel(t, "nsubj:pass") || !b.resolver.words.has(classSay, strings.ToLower(f.Lemma(verb))) {
		return ""
	}
	for i := range b.found { // "the Ecuadorian army ... the army"
		if a := &b.found[i].actor; a.Country != "" && a.Country != b.from && b.toldHere(&b.found[i]) && (strings.EqualFold(a.Name, words) || strings.HasSuffix(strings.ToLower(a.Name), " "+words)) {
			return ""
		}
	}
	return b.from
}
