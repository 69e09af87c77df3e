package who

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// keyOf gives what is equal for mentions of one actor.
func keyOf(a Actor) string {
	if a.ID != "" {
		return a.ID
	}
	return strings.ToLower(a.Name) + "\t" + a.Country
}

// use marks words as those of a mention.
func (b *binder) use(r text.TokenRange) {
	for w := r.First; w < r.End; w++ {
		b.used[w] = true
	}
}

// inName says that a span is a part of a longer known name.
func (b *binder) inName(s record.Span) bool {
	return slices.ContainsFunc(b.names, func(n record.Span) bool {
		return n.Start <= s.Start && s.End <= n.End && n.Len() > s.Len()
	})
}

// keep adds a mention to its actor, a new one where there is none yet.
func (b *binder) keep(a Actor, m told) {
	key := keyOf(a)
	k, ok := b.byKey[key]
	if !ok {
		k, ok = b.sameSurname(a)
	}
	if !ok {
		k = len(b.found)
		b.byKey[key] = k
		b.found = append(b.found, found{actor: a, key: key})
		b.surname(a, k)
	}
	b.spelled(a, k, m.span.Of(b.doc.Text))
	b.add(k, m)
	if acronym := b.acronymAfter(m.span); acronym != "" {
		b.byAcronym[acronym] = k
	}
}

// surname lets later mentions be the last word of a person's name, or the surname that the knowledge has; of two persons with one,
// neither.
func (b *binder) surname(a Actor, k int) {
	name := a.Name[strings.LastIndexByte(a.Name, ' ')+1:]
	if a.Kind != string(knowledge.Person) || a.ID == "" && !a.named || name == a.Name || name == strings.ToLower(name) {
		return
	}
	names := []string{name}
	if e, ok := b.resolver.base.Entity(a.ID); ok {
		for _, n := range e.Names {
			if n.Relation == knowledge.IsSurname && !slices.Contains(names, n.Text) { // "Wang" of Wang Yi
				names = append(names, n.Text)
			}
		}
	}
	if short, ok := b.withoutParticle(name); ok {
		names = append(names, short)
	}
	b.called(names, k)
}

// called lets each of some names mean an actor, or nobody where it means another as well.
func (b *binder) called(names []string, k int) {
	for _, name := range names {
		of := k
		if was, taken := b.bySurname[name]; taken && was != k {
			of = -1
		}
		b.bySurname[name] = of
	}
}

// spelled lets the surname as the text spells it mean a person: "Tudjman", whom the knowledge calls Tuđman, "da Silveira".
func (b *binder) spelled(a Actor, k int, words string) {
	if a.Kind != string(knowledge.Person) || a.ID == "" && !a.named {
		return
	}
	list := strings.Fields(words)
	if len(list) < 2 || list[len(list)-1] != a.Name[strings.LastIndexByte(a.Name, ' ')+1:] && a.ID == "" {
		return
	}
	last := list[len(list)-1]
	if last == strings.ToLower(last) || b.resolver.words.has(classRank, strings.ToLower(last)) {
		return
	}
	names := []string{last}
	if short, ok := b.withoutParticle(last); ok {
		names = append(names, short)
	}
	for i := len(list) - 2; i > 0 && b.resolver.words.has(classParticle, strings.ToLower(list[i])); i-- { // "van der Meulen"
		last = list[i] + " " + last
		names = append(names, last, strings.ToUpper(last[:1])+last[1:])
	}
	b.called(names, k)
}

// withoutParticle gives the rest of a surname behind a particle that is joined to it: "Maliki" of "al-Maliki".
func (b *binder) withoutParticle(name string) (string, bool) {
	particle, rest, ok := strings.Cut(name, "-")
	if !ok || len(rest) < 3 || rest == strings.ToLower(rest) || !b.resolver.words.has(classParticle, strings.ToLower(particle)) {
		return "", false
	}
	return rest, true
}

// sameSurname gives the person named in full before whom a surname with a title means: "President Kwabe" after "Roland Kwabe".
// Two who differ in sex or country are two.
func (b *binder) sameSurname(a Actor) (int, bool) {
	if a.ID != "" || !a.named || a.Kind != string(knowledge.Person) || strings.Contains(a.Name, " ") {
		return 0, false
	}
	k, ok := b.bySurname[a.Name]
	if !ok || k < 0 {
		return 0, false
	}
	x := &b.found[k].actor
	if x.Country != "" && a.Country != "" && x.Country != a.Country || x.Gender != "" && a.Gender != "" && x.Gender != a.Gender {
		return 0, false
	}
	return k, true
}

func (b *binder) add(k int, m told) {
	if _, ok := b.byHead[m.head]; !ok {
		b.byHead[m.head] = k
	}
	if !slices.Contains(b.found[k].mentions, m) {
		b.found[k].mentions = append(b.found[k].mentions, m)
	}
}

// acronymAfter gives the acronym that is introduced right behind a mention.
func (b *binder) acronymAfter(span record.Span) string { return b.acronymSpan(span).Of(b.doc.Text) }

// acronymSpan gives where the acronym of a body stands right behind its name, in parentheses or between commas ("the Forces for
// the Defence of Democracy, or FDD,"), an empty span where there is none.
func (b *binder) acronymSpan(span record.Span) record.Span {
	const longest = 48
	rest := b.doc.Text[span.End:min(len(b.doc.Text), span.End+longest)]
	at, end := 2, ")"
	if strings.HasPrefix(rest, ", ") {
		k := strings.IndexFunc(rest[at:], func(c rune) bool { return 'A' <= c && c <= 'Z' })
		if k < 1 || !b.resolver.words.has(classIntroduce, strings.TrimSpace(rest[at:at+k])) {
			return record.Span{}
		}
		at, end = at+k, ","
	} else if !strings.HasPrefix(rest, " (") {
		return record.Span{}
	}
	acronym, _, ok := strings.Cut(rest[at:], end)
	if !ok || len(acronym) < 2 || len(acronym) > 10 || strings.ToUpper(acronym) != acronym || !initials(span.Of(b.doc.Text), acronym) {
		return record.Span{}
	}
	return record.Span{Start: span.End + at, End: span.End + at + len(acronym)}
}

// initials says that at least half of the letters of an acronym begin words, in whatever order: "the Revolutionary Armed
// Forces of Colombia (FARC)".
func initials(words, acronym string) bool {
	var first []byte
	for _, w := range strings.FieldsFunc(words, func(c rune) bool { return c == ' ' || c == '-' }) {
		first = append(first, strings.ToUpper(w[:1])[0])
	}
	n := 0
	for i := range len(acronym) {
		if k := slices.Index(first, acronym[i]); k >= 0 {
			n++
			first = slices.Delete(first, k, k+1)
		}
	}
	return 2*n >= len(acronym)
}

// political says that a report tells at least twice of states, bodies, groups, those who fight or govern, or places.
func (b *binder) political() bool {
	n := len(b.places)
	for _, f := range b.found {
		switch knowledge.Kind(f.actor.Kind) {
		case knowledge.Media, knowledge.Company, knowledge.University, knowledge.ThinkTank, knowledge.Religious, knowledge.Organisation:
			continue
		}
		if f.actor.ID == "" && !b.powerful(f.actor) {
			continue
		}
		for _, m := range f.mentions {
			if m.form != text.ModifierMention {
				n++
			}
		}
	}
	return n >= 2 || n == 1 && len(b.doc.Sentences) <= shortReport
}

// powerful says that somebody fights or governs, or opposes those who do.
func (b *binder) powerful(a Actor) bool {
	return len(a.Sectors) > 0 && a.Sectors[0] != "CVL" && b.resolver.words.has(classWeighty, a.Sectors[0])
}

// shortReport is how many sentences a report has of which one actor makes it political.
const shortReport = 3

// mentions gives what was found in the order of the text. In a report that is not political, "children" and "the
// press" are no actors.
func (b *binder) mentions() []text.Mention {
	all := append([]text.Mention{}, b.places...)
	political := b.political()
	for _, f := range b.found {
		if !political && f.actor.ID == "" && f.actor.Country == "" && !f.actor.named && !b.powerful(f.actor) {
			continue
		}
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
	if a.named && as.Role == "" {
		as.Role = a.Role
	}
	return text.Mention{
		Span: span, Tokens: b.doc.TokensIn(span), Head: m.head, Key: f.key, As: as, Form: m.form, Body: a.Body,
		Plural: m.plural, Gender: b.gender(a), Why: strings.Join(a.Why, "; "),
	}
}

// gender is that of a person: of the entry, of the noun or of the first name.
func (b *binder) gender(a Actor) string {
	if a.Kind != string(knowledge.Person) {
		return ""
	}
	if e, ok := b.resolver.base.Entity(a.ID); ok && a.ID != "" {
		return genderOf(e.Gender)
	}
	return a.Gender
}
